"""The API over real HTTP: who may ask what, and how refusals look."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.api import Api, api as running


@pytest.fixture(scope="module")
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started


async def test_a_new_user_owns_a_team_and_sees_it(api: Api) -> None:
    token = await api.register(name="Lin Wan")

    answer = await api.data("{ viewer { role user { name } team { name } } }", token=token)

    assert answer["viewer"] == {
        "role": "OWNER",
        "user": {"name": "Lin Wan"},
        "team": {"name": "Lin Wan"},
    }
