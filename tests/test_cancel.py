"""A cancel reaches the task that runs, in whatever process it runs, and aborts its call."""

from __future__ import annotations

import asyncio
import os
import sys
from collections import Counter as Counted
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from aixss.jobs import flow, lifecycle
from aixss.jobs.models import Job, JobAttempt, UsageRecord
from aixss.jobs.states import JobState
from aixss.kinds import registry
from aixss.kit import db, ids, metrics
from aixss.kit.db import Counter
from aixss.moves import StateChange
from aixss.news.models import News
from aixss.stories.models import Episode, Scene
from tests import RUN, factories
from tests.engine import KEYS, LIMIT_S, Engine, engine
from tests.kinds_for_tests import KINDS
from tests.openai_server import Call, FakeOpenAI, Fault, fake_openai
from tests.test_breaker import profile
from tests.test_faults import WORK, answer, commission
from tests.workers import SHARED, working

BOUND_S = 5.0  # ten times what a cancel may take to reach what runs
CHILDREN = 6


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url, allow_private_providers=True) as started:
        started.kinds = registry.load()
        yield started


async def asking(run: Engine, server: FakeOpenAI, children: int) -> Job:
    """A flow whose children all wait for the provider, except the first, which has ended."""
    row = await factories.episode(await factories.project())
    scenes = [await factories.scene(row) for _ in range(children + 1)]
    of = await profile(server, scenes[0])
    job = (await run.start("say_some", row, profile_id=of.id)).job
    async with asyncio.timeout(LIMIT_S):
        while not (
            len(server.calls) == children + 1
            and await Job.filter(parent_id=job.id, state=JobState.SUCCEEDED).exists()
        ):
            await asyncio.sleep(0.01)
    return job


async def test_a_cancel_reaches_all_that_run_below_a_flow_in_time(
    database_url: str, redis_url: str, connected: None
) -> None:
    # A worker that beats no more in this test: only the message can tell it.
    silence_s = 2 * LIMIT_S
    silent = {"AIXSS_BEAT_S": str(silence_s), "AIXSS_LOST_AFTER_S": str(silence_s)}
    async with (
        engine(database_url, redis_url, lost_after_s=silence_s) as run,
        fake_openai(None, lambda call: None if call.number == 1 else Fault.never) as server,
        working(run, SHARED, AIXSS_ALLOW_PRIVATE_PROVIDERS="true", **silent),
    ):
        job = await asking(run, server, CHILDREN)
        await cancel(job)
        async with asyncio.timeout(BOUND_S):
            while len(server.given_up) < CHILDREN or await UsageRecord.filter(
                project_id=job.project_id, status="PENDING"
            ):
                await asyncio.sleep(0.005)

    assert len(server.calls) == CHILDREN + 1
    below = await Job.filter(parent_id=job.id)
    assert Counted(each.state for each in below) == {
        JobState.CANCELLED: CHILDREN,
        JobState.SUCCEEDED: 1,
    }
    ended = await JobAttempt.filter(job_id__in=[each.id for each in below]).values_list("outcome")
    assert Counted(outcome for (outcome,) in ended) == {"CANCELLED": CHILDREN, "SUCCEEDED": 1}
    notes = await Scene.filter(project_id=job.project_id).values_list("notes", "state")
    assert {state for _, state in notes} == {"PENDING"}
    assert sum(bool(text) for text, _ in notes) == 1  # what was settled before stays


async def test_a_family_is_cancelled_by_as_many_statements_however_large_it_is(
    run: Engine,
) -> None:
    run.kinds = KINDS
    counted = []
    for size in (3, 30):
        row = await factories.episode(await factories.project())
        for _ in range(size - 1):
            await factories.scene(row)
        job = (await run.start("say_all", row)).job
        claimed = await lifecycle.claim(job.id, ids.new())
        assert claimed is not None
        await flow.advance(run.kinds, claimed)
        children = await Job.filter(parent_id=job.id)
        await lifecycle.claim(children[0].id, ids.new())
        await db.drain()
        sent = metrics.tally()
        await cancel(job)
        counted.append(sent[0])  # before what is done beside it

        family = [job.id, *(each.id for each in children)]
        assert {each.state for each in await Job.filter(id__in=family)} == {JobState.CANCELLED}
        assert await Scene.filter(episode_id=row.id, state="PENDING").count() == size - 1
        told = await News.filter(stream_id=job.project_id, type="JobCancelled").order_by("cursor")
        assert told[0].job_id == job.id
        assert {each.job_id for each in told} == set(family)
        changes = await StateChange.filter(target_id__in=family, event="cancel")
        assert {each.job_id for each in changes} == set(family)
        assert all(each.job_id == each.target_id for each in changes)
        assert (await JobAttempt.get(job_id=children[0].id)).outcome == "CANCELLED"

    assert counted[0] == counted[1] > 0


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
