"""The worker of the CPU pool, as a real process with RQ's forking worker below it."""

from __future__ import annotations

import asyncio
import os
import signal
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from aixss.jobs import lifecycle
from aixss.jobs.models import Job
from aixss.jobs.spec import Pool
from aixss.jobs.states import JobState
from aixss.kit import db
from aixss.stories.models import Scene
from tests import factories
from tests.engine import LIMIT_S, Engine, engine
from tests.kinds_for_tests import SlowParams
from tests.workers import CPU, ended, left, working

pytestmark = pytest.mark.slow  # real processes: a minute and more

LONG = SlowParams(seconds=600)


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        yield started


def keeper(run: Engine, **environment: str) -> AbstractAsyncContextManager[Process]:
    return working(run, CPU, **environment)


async def scene() -> Scene:
    return await factories.scene(await factories.episode(await factories.project()))


def riders(pid: int) -> list[int]:
    """The processes below a keeper that fork: RQ's worker, if any."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    spawned = b"spawn_main"
    return [int(it) for it in children if spawned in Path(f"/proc/{it}/cmdline").read_bytes()]


async def test_a_long_job_on_the_processor_keeps_its_worker_alive(run: Engine) -> None:
    async with run.worker(), keeper(run):
        job = (await run.start("burn", await scene(), SlowParams(seconds=3.5))).job
        found = await run.ended(job.id)

    assert (found.state, found.attempt, found.losses) == (JobState.SUCCEEDED, 1, 0)
    assert found.result is not None


async def test_a_dead_horse_costs_a_loss_and_not_the_job(run: Engine) -> None:
    async with keeper(run):
        found = await run.ended((await run.start("die", await scene())).job.id)
        after = await run.ended((await run.start("burn", await scene())).job.id)

    assert (found.state, found.attempt, found.losses) == (JobState.SUCCEEDED, 2, 1)
    assert after.state is JobState.SUCCEEDED


async def test_a_dead_worker_of_rq_is_started_again(run: Engine) -> None:
    async with keeper(run) as process:
        job = (await run.start("burn", await scene(), LONG)).job
        await run.until(job.id, "RUNNING")
        [rider] = riders(process.pid)
        os.kill(rider, signal.SIGKILL)
        await retaken(job)
        assert job.project_id is not None
        counter = db.Counter("project", job.project_id)
        await db.change(counter, lambda tx: lifecycle.cancel(tx, job.id))
        after = await run.ended((await run.start("burn", await scene())).job.id)

    assert after.state is JobState.SUCCEEDED


async def retaken(job: Job) -> None:
    async with asyncio.timeout(LIMIT_S):
        while not await Job.filter(id=job.id, state="RUNNING", attempt=2):
            await asyncio.sleep(0.02)


async def test_a_cancel_frees_the_processor(run: Engine) -> None:
    async with keeper(run):
        job = (await run.start("burn", await scene(), LONG)).job
        await run.until(job.id, "RUNNING")
        assert job.project_id is not None
        counter = db.Counter("project", job.project_id)
        await db.change(counter, lambda tx: lifecycle.cancel(tx, job.id))
        after = await run.ended((await run.start("burn", await scene())).job.id)

    assert (await Job.get(id=job.id)).state is JobState.CANCELLED
    assert after.state is JobState.SUCCEEDED


@pytest.mark.parametrize("signals", [1, 2], ids=["grace", "at once"])
async def test_a_stopped_worker_hands_its_job_back_and_leaves_nothing(
    run: Engine, signals: int
) -> None:
    grace_s = "0.5" if signals == 1 else "600"
    async with keeper(run, AIXSS_GRACE_S=grace_s) as process:
        job = (await run.start("burn", await scene(), LONG)).job
        await run.until(job.id, "RUNNING")
        for _ in range(signals):
            process.terminate()
            await asyncio.sleep(0.2)
        await ended(process)

    found = await Job.get(id=job.id)
    assert (found.state, found.losses, found.worker_id) == (JobState.QUEUED, 0, None)
    assert left(run, Pool.CPU, [job]) == []


async def test_a_stopped_worker_lets_its_job_end_in_time(run: Engine) -> None:
    async with keeper(run, AIXSS_GRACE_S="60") as process:
        job = (await run.start("burn", await scene(), SlowParams(seconds=1))).job
        await run.until(job.id, "RUNNING")
        process.terminate()
        await ended(process)

    found = await Job.get(id=job.id)
    assert (found.state, found.attempt) == (JobState.SUCCEEDED, 1)
    assert left(run, Pool.CPU, [job]) == []
