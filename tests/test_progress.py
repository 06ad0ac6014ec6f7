"""How far a running job is: what is told of it, what is written, and when."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import groupby

import pytest

from aixss.jobs import lifecycle
from aixss.jobs.models import Job, Stage
from aixss.jobs.run import Progress
from aixss.jobs.states import JobState
from aixss.jobs.upward import Upward
from aixss.kit import ids, metrics
from aixss.news.events import JobProgress, Told
from aixss.news.listener import Listener
from aixss.stories.models import Scene
from tests import RUN, factories
from tests.engine import LIMIT_S, Engine, engine
from tests.openai_server import Fault, fake_openai
from tests.test_breaker import profile

SAID = 20  # times, of each stage


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url, allow_private_providers=True) as started:
        yield started


async def scene() -> Scene:
    return await factories.scene(await factories.episode(await factories.project()))


@dataclass(eq=False)
class Stages:
    """A follower that keeps the stages that it is told of."""

    told: list[str | None] = field(default_factory=list)

    def hear(self, told: Told) -> None:
        if isinstance(told.event, JobProgress):
            self.told.append(told.event.stage)

    async def until(self, *stages: Stage) -> None:
        async with asyncio.timeout(LIMIT_S):
            while [stage for stage, _ in groupby(self.told)] != list(stages):
                await asyncio.sleep(0.01)


@asynccontextmanager
async def followed(row: Scene, redis_url: str) -> AsyncIterator[Stages]:
    """What is told of a scene's project."""
    listener, stages = Listener(redis_url, RUN), Stages()
    await listener.start()
    try:
        async with listener.project(row.team_id, row.project_id) as stream:
            assert stream.join(stages, 0)
            yield stages
    finally:
        await listener.aclose()


async def test_a_job_that_waits_for_its_model_is_seen_to_wait(run: Engine, redis_url: str) -> None:
    row, answering = await scene(), asyncio.Event()
    async with (
        fake_openai(None, [Fault.held(answering.wait)]) as server,
        followed(row, redis_url) as stages,
        run.worker(),
    ):
        of = await profile(server, row)
        job = (await run.start("say", row, profile_id=of.id)).job
        await server.next_call()
        waiting = await Job.get(id=job.id)
        await stages.until(Stage.PREPARE, Stage.CALL)
        answering.set()
        ended = await run.ended(job.id)

    assert (waiting.stage, ended.stage) == (Stage.CALL, Stage.DONE)


async def test_a_claimed_job_prepares_whatever_it_was_at_before(run: Engine) -> None:
    job = (await run.start("say", await scene())).job
    await Job.filter(id=job.id).update(stage=Stage.REPAIR)

    await lifecycle.claim(job.id, ids.new())

    assert (await Job.get(id=job.id)).stage is Stage.PREPARE


async def test_each_stage_is_told_and_only_those_that_last_are_written(
    run: Engine, redis_url: str
) -> None:
    row = await scene()
    job = (await run.start("say", row)).job
    claimed = await lifecycle.claim(job.id, ids.new())
    assert claimed is not None
    wire = run.links.wire
    report = Progress(claimed, wire, Upward(wire)).report

    async with followed(row, redis_url) as stages:
        sent = metrics.tally()
        for stage in (Stage.PREPARE, Stage.CALL, Stage.PARSE, Stage.REPAIR, Stage.WRITE):
            for _ in range(SAID):
                await report(None, stage)
        written = sent[0]
        await stages.until(Stage.PREPARE, Stage.CALL, Stage.PARSE, Stage.REPAIR, Stage.WRITE)

    assert written == 2
    assert len(stages.told) < SAID  # what is said again at once is not told again
    after = await Job.get(id=job.id)
    assert (after.state, after.stage) == (JobState.RUNNING, Stage.REPAIR)
