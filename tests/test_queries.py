"""Queries: what they show, in pages, and in how many statements."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from aixss.accounts.models import Role, Team
from aixss.errors import ErrorCode
from aixss.jobs.models import AIProfile, Job, Stage, UsageRecord
from aixss.jobs.states import JobState
from aixss.kit import clock, db, ids
from aixss.stories.models import CharacterRelationship, Project, Scene, WorldViewElement
from tests import artefacts, factories
from tests.api import Api
from tests.api import api as running


@pytest.fixture(scope="module")
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started
