"""How long the jobs of a worker may go on once it is told to stop, as its command is told."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from aixss.jobs.models import Job
from aixss.jobs.spec import Pool
from aixss.jobs.states import JobState
from tests import factories
from tests.engine import Engine, engine
from tests.kinds_for_tests import SlowParams
from tests.workers import COMMAND, ended, left, working


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as made:
        yield made


@pytest.mark.parametrize(
    ("grace_s", "otherwise_s", "seconds", "state"),
    [("0.1", "600", 600, JobState.QUEUED), ("60", "0", 1, JobState.SUCCEEDED)],
    ids=["handed back", "in time"],
)
async def test_the_command_says_how_long_jobs_may_go_on(
    run: Engine, grace_s: str, otherwise_s: str, seconds: float, state: JobState
) -> None:
    scene = await factories.scene(await factories.episode(await factories.project()))
    command = (*COMMAND, "--pools", Pool.TEXT, "--grace", grace_s)
    async with working(run, command, AIXSS_GRACE_S=otherwise_s) as process:
        job = (await run.start("sleep", scene, SlowParams(seconds=seconds))).job
        await run.until(job.id, JobState.RUNNING)
        process.terminate()
        await ended(process)

    found = await Job.get(id=job.id)
    assert (found.state, found.losses, found.attempt) == (state, 0, 1)
    assert left(run, Pool.TEXT, [job]) == []
