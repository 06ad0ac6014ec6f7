"""A cancel reaches the task that runs, in whatever process it runs, and aborts its call."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from aixss.jobs import lifecycle
from aixss.jobs.models import Job, JobAttempt, UsageRecord
from aixss.jobs.states import JobState
from aixss.kinds import registry
from aixss.kit import db
from aixss.kit.db import Counter
from aixss.stories.models import Episode
from tests import RUN
from tests.engine import KEYS, LIMIT_S, Engine, engine
from tests.openai_server import Call, FakeOpenAI, Fault, fake_openai
from tests.test_faults import WORK, answer, commission


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url, allow_private_providers=True) as started:
        started.kinds = registry.load()
        yield started


@asynccontextmanager
async def process(database_url: str, redis_url: str, beat_s: float) -> AsyncIterator[None]:
    """A worker process, ended at the end."""
    env = {
        **os.environ,
        "AIXSS_DATABASE_URL": database_url,
        "AIXSS_REDIS_URL": redis_url,
        "AIXSS_NEWS_PREFIX": RUN,
        "AIXSS_SECRET_KEYS": KEYS,
        "AIXSS_ALLOW_PRIVATE_PROVIDERS": "true",
        "AIXSS_BEAT_S": str(beat_s),
        "AIXSS_LOST_AFTER_S": str(2 * LIMIT_S),
    }
    worker = await asyncio.create_subprocess_exec(sys.executable, "-c", WORK, env=env)
    try:
        yield
    finally:
        worker.terminate()
        await worker.wait()


def silent_from(name: str, call: Call) -> Fault | None:
    """Good answers until something of that shape is asked for."""
    return Fault.never if call.output_name == name else None


async def asked_for(server: FakeOpenAI, name: str) -> None:
    async with asyncio.timeout(LIMIT_S):
        while name not in [call.output_name for call in server.calls]:
            await asyncio.sleep(0.01)


async def cancel(job: Job) -> None:
    assert job.project_id is not None
    await db.change(Counter("project", job.project_id), lambda tx: lifecycle.cancel(tx, job.id))


@pytest.mark.parametrize("is_told", [True, False], ids=["by Redis", "by the beat alone"])
async def test_a_cancel_from_another_process_aborts_the_call_of_a_grandchild(
    run: Engine, database_url: str, redis_url: str, is_told: bool
) -> None:
    # A beat that does not come before the test is over cannot be what tells of the cancel.
    beat_s = 2 * LIMIT_S if is_told else 0.5
    stage = "CoreExpression"  # asked below the flow of an episode, which is below the production's
    async with (
        fake_openai(answer, lambda call: silent_from(stage, call)) as server,
        process(database_url, redis_url, beat_s),
    ):
        job = await commission(run, server)
        await asked_for(server, stage)
        asked = len(server.calls)
        hooks = db.after_commit[:]
        db.after_commit[:] = hooks if is_told else []  # without them it is as if Redis were away
        try:
            await cancel(job)
        finally:
            db.after_commit[:] = hooks
        async with asyncio.timeout(LIMIT_S):
            await server.abandoned.wait()
            while await UsageRecord.filter(project_id=job.project_id, status="PENDING").exists():
                await asyncio.sleep(0.01)

    assert len(server.calls) == asked
    aborted = await UsageRecord.filter(project_id=job.project_id, failure="ABORTED")
    family = await Job.filter(project_id=job.project_id)
    assert len(aborted) == 1
    assert {each.state for each in family if each.depth != 1} == {JobState.CANCELLED}
    attempt = await JobAttempt.get(job_id=aborted[0].job_id)
    assert attempt.outcome == "CANCELLED"
    # What had been settled before stays.
    planning = next(each for each in family if each.kind == "plan_episodes")
    assert planning.state is JobState.SUCCEEDED
    assert await Episode.filter(project_id=job.project_id).count() == 1
