"""A commit whose answer never came: what is written is true, whatever its worker has heard."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import pytest

from aixss.jobs.models import Job, JobAttempt
from aixss.jobs.states import ENDED
from aixss.kit import db, metrics
from aixss.stories.models import Scene
from faults.proxy import Link, Trap
from tests import factories
from tests.engine import LIMIT_S, Engine, engine
from tests.linked import linked


@pytest.fixture
async def link(database_url: str, connected: None) -> AsyncIterator[Link]:
    """A way to the database that can be reset; all of this process goes over it."""
    async with linked(database_url) as made:
        yield made


@pytest.fixture
async def run(link: Link, database_url: str, redis_url: str) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        yield started


def counted(kind: str) -> dict[str, int]:
    """How the attempts of this process at a kind have ended until now."""
    outcomes = ("succeeded", "failed", "lost", "abandoned", "stopped")
    return {each: sum(metrics.ATTEMPT_S.of(kind, each).counts) for each in outcomes}


@pytest.mark.parametrize(
    ("kind", "mark", "outcome"),
    [("say", b"settle", "succeeded"), ("crash", b"INTERNAL", "failed")],
    ids=["a success", "a failure"],
)
async def test_an_end_that_was_written_is_told_although_its_connection_was_lost(
    run: Engine, link: Link, kind: str, mark: bytes, outcome: str
) -> None:
    row = await factories.scene(await factories.episode(await factories.project()))
    before = counted(kind)

    async with run.worker():
        link.trap = trap = Trap(mark)
        job = (await run.start(kind, row)).job
        async with asyncio.timeout(LIMIT_S):
            await trap.sprung.wait()
        link.trap = None
        link.mend()  # it loses its connections while it waits to hear of its commit
        async with asyncio.timeout(LIMIT_S):
            while counted(kind) == before:
                await asyncio.sleep(0.02)

    attempts = await db.surely(partial(JobAttempt.filter(job_id=job.id).count))
    assert counted(kind) == {**before, outcome: before[outcome] + 1}
    assert (await Job.get(id=job.id)).state in ENDED
    assert attempts == 1
    assert (await Scene.get(id=row.id)).notes in ("word 1;", "")
