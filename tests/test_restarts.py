"""Workers that are stopped and started under load: each effect comes once, and nothing is left."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from aixss.jobs.models import Job
from aixss.jobs.spec import Pool
from aixss.jobs.states import ENDED, JobState
from aixss.stories.models import Scene
from tests import factories
from tests.engine import Engine, engine
from tests.kinds_for_tests import SlowParams
from tests.workers import SHARED, ended, left, started, working

pytestmark = pytest.mark.slow  # real processes: a minute and more

PROJECTS, SCENES = 10, 12
ROUNDS = 3
SLOTS = {"AIXSS_SLOTS": "10"}


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        yield started


async def load(run: Engine, seconds: float) -> list[Job]:
    """Jobs that append a word to their scenes."""
    jobs = []
    for _ in range(PROJECTS):
        episode = await factories.episode(await factories.project())
        scenes = [await factories.scene(episode) for _ in range(SCENES)]
        params = SlowParams(seconds=seconds)
        jobs += [(await run.start("sleep", each, params)).job for each in scenes]
    return jobs


async def all_ended(jobs: list[Job]) -> list[Job]:
    ids = [job.id for job in jobs]
    async with asyncio.timeout(60):
        while await Job.filter(id__in=ids, state__not_in=ENDED).exists():
            await asyncio.sleep(0.05)
    return await Job.filter(id__in=ids)


@pytest.mark.parametrize("grace_s", ["0.05", "30"], ids=["handed back", "in time"])
async def test_a_rolling_restart_loses_and_repeats_nothing(run: Engine, grace_s: str) -> None:
    given = {**SLOTS, "AIXSS_GRACE_S": grace_s}
    jobs = await load(run, 0.8)

    workers = [await started(run, SHARED, **given) for _ in range(2)]
    await run.until(jobs[0].id, JobState.SUCCEEDED)
    codes = []
    for turn in range(ROUNDS):
        old = workers.pop(0)
        old.terminate()
        codes.append(await ended(old))
        workers.append(await started(run, SHARED, **given))
        await asyncio.sleep(turn / 10)
    found = await all_ended(jobs)
    for worker in workers:
        worker.terminate()
        codes.append(await ended(worker))

    assert codes == [0] * (ROUNDS + 2)
    assert {job.state for job in found} == {JobState.SUCCEEDED}
    assert {job.losses for job in found} == {0}
    assert (max(job.attempt for job in found) > 1) is (grace_s == "0.05")
    scenes = await Scene.filter(id__in=[job.scene_id for job in jobs])
    assert [scene.notes for scene in scenes] == ["slept;"] * len(jobs)
    assert left(run, Pool.TEXT, jobs) == []


async def test_a_second_signal_hands_back_at_once(run: Engine) -> None:
    async with working(run, SHARED, **SLOTS, AIXSS_GRACE_S="600") as worker:
        jobs = await load(run, 600)
        async with asyncio.timeout(60):
            while await Job.filter(state=JobState.RUNNING).count() < 10:
                await asyncio.sleep(0.02)
        worker.terminate()
        await asyncio.sleep(0.3)
        going_on = await Job.filter(state=JobState.RUNNING).count()
        worker.terminate()
        await ended(worker)

    assert going_on == 10
    assert await Job.filter(state=JobState.RUNNING).count() == 0
    assert {job.losses for job in await Job.filter(id__in=[job.id for job in jobs])} == {0}
    assert left(run, Pool.TEXT, jobs) == []
