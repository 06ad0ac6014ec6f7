"""Flows: their children, their progress, and what becomes of both when they pause or die."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial

import pytest
from tortoise.expressions import Q

from aixss.errors import ErrorCode, Invalid
from aixss.jobs import flow, lifecycle, pausing
from aixss.jobs.attempts import AttemptOutcome
from aixss.jobs.models import Job, JobAttempt, Worker
from aixss.jobs.run import Runner
from aixss.jobs.spec import Kinds, Params, Scope, Step, Target
from aixss.jobs.states import JobState
from aixss.jobs.upward import Upward
from aixss.kit import db, ids
from aixss.kit.crypto import KeyRing
from aixss.kit.db import Change, Counter
from aixss.news.models import News
from aixss.providers.registry import PROVIDERS
from aixss.stories.context import StoryContext
from aixss.stories.models import Episode, Scene
from tests import factories
from tests.engine import KEYS, Engine, engine
from tests.kinds_for_tests import KINDS, asks, scenes_of


def _twice(story: StoryContext, _: Params) -> list[tuple[Target, Params]]:
    assert story.episode is not None
    here = story.episode
    return [(Target(here.team_id, here.project_id, here.id), Params())]


def _many(story: StoryContext, _: Params) -> list[tuple[Target, Params]]:
    (one,) = _twice(story, _)
    return [one] * (flow.WIDTH + 1)


FLOWS = Kinds.of(
    [
        *KINDS,
        asks(
            "in_two",
            Scope.EPISODE,
            steps=(Step("a", "say", scenes_of), Step("b", "hum", scenes_of)),
        ),
        asks("hum", writes=("summary",)),
        asks("above", Scope.EPISODE, steps=(Step("below", "in_two", _twice),)),
        asks("crowd", Scope.EPISODE, steps=(Step("all", "in_two", _many),)),
        asks("deep_1", Scope.EPISODE, steps=(Step("s", "above", _twice),)),
        asks("deep_2", Scope.EPISODE, steps=(Step("s", "deep_1", _twice),)),
        asks("deep_3", Scope.EPISODE, steps=(Step("s", "deep_2", _twice),)),
    ]
)


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        started.kinds = FLOWS
        yield started


async def episode(scenes: int = 3) -> Episode:
    row = await factories.episode(await factories.project())
    for _ in range(scenes):
        await factories.scene(row)
    return row


async def change(job: Job, act: Callable[[Change], Awaitable[None]]) -> None:
    assert job.project_id is not None
    await db.change(Counter("project", job.project_id), act)


async def begun(run: Engine, job: Job) -> Job:
    """The flow after its next step, without a worker."""
    row = await lifecycle.claim(job.id, ids.new())
    assert row is not None
    await flow.advance(run.kinds, row)
    return await Job.get(id=job.id)


async def ratio(job: Job) -> float:
    return (await Job.get(id=job.id)).ratio


async def test_a_flow_that_dies_before_each_transaction_goes_on_from_its_rows(run: Engine) -> None:
    row = await episode(2)
    job = (await run.start("in_two", row)).job
    runner = Runner(run.kinds, PROVIDERS, KeyRing.parse(KEYS), run.links.wire, ids.new())

    while due := await Job.filter(Q(id=job.id) | Q(root_id=job.id), state="QUEUED"):
        for each in due:
            lost = await lifecycle.claim(each.id, ids.new())
            assert lost is not None
            await lifecycle.take_back(lost)
            await runner.answer(each.id)

    children = await Job.filter(parent_id=job.id).order_by("created_at")
    assert (await Job.get(id=job.id)).state is JobState.SUCCEEDED
    assert sorted(str(child.step) for child in children) == ["a", "a", "b", "b"]
    assert {(child.state, child.attempt) for child in children} == {(JobState.SUCCEEDED, 2)}
    scenes = await Scene.filter(episode_id=row.id).order_by("order")
    # Each of the two kinds has written once.
    assert [each.notes for each in scenes] == ["word 1;word 1;", "word 2;word 2;"]


@pytest.mark.parametrize(("kind", "levels"), [("crowd", 0), ("deep_3", 4)])
async def test_a_flow_too_wide_or_too_deep_fails_and_says_so(
    run: Engine, kind: str, levels: int
) -> None:
    row = await episode(1)

    async with run.worker():
        job = await run.ended((await run.start(kind, row)).job.id)

    family = [job, *await Job.filter(root_id=job.id)]
    refused = max(family, key=lambda each: each.depth)
    assert refused.depth == levels
    assert refused.error_code is ErrorCode.FLOW_LIMIT
    assert job.state is JobState.FAILED


async def test_a_flow_is_as_far_as_its_children(run: Engine) -> None:
    job = await begun(run, (await run.start("in_two", await episode(2))).job)
    before = await ratio(job)
    one, other = await Job.filter(parent_id=job.id)
    await Job.filter(id=one.id).update(ratio=0.5)

    await Upward(run.links.wire).carry({"parent_id": job.id, "root_id": job.id})
    halfway = await ratio(job)
    async with run.worker():
        await run.ended(one.id)
        await run.ended(other.id)
        await run.ended(job.id)

    assert before == 0.0
    assert halfway == pytest.approx(0.125)  # half of one of two, of two steps
    assert await ratio(job) == 1.0


async def test_progress_goes_up_through_all_flows(run: Engine) -> None:
    top = await begun(run, (await run.start("above", await episode(1))).job)
    middle = await begun(run, await Job.get(parent_id=top.id))
    leaf = await Job.get(parent_id=middle.id)
    await Job.filter(id=leaf.id).update(ratio=0.8)

    await Upward(run.links.wire).carry({"parent_id": middle.id, "root_id": top.id})

    assert await ratio(middle) == pytest.approx(0.4)
    assert await ratio(top) == pytest.approx(0.4)


async def test_a_paused_flow_begins_nothing_and_what_runs_ends(run: Engine) -> None:
    job = await begun(run, (await run.start("in_two", await episode(3))).job)
    children = await Job.filter(parent_id=job.id).order_by("created_at")
    running = await lifecycle.claim(children[0].id, ids.new())

    room = await Worker.create(host="here", version="", slots=16, pools=["text"])
    await change(job, partial(pausing.pause, job_id=job.id))
    claims = [await lifecycle.claim(each.id, ids.new()) for each in children[1:]]
    await run.links.dispatcher.ring()
    await room.delete()

    assert running is not None
    assert claims == [None, None]
    assert not await Job.filter(parent_id=job.id, state="QUEUED", rung_at__not_isnull=True).exists()
    await lifecycle.drop(running)  # it ends, and the flow is told
    assert (await Job.get(id=job.id)).pending == 2


async def test_a_flow_paused_while_it_is_claimed_starts_no_child(run: Engine) -> None:
    job = (await run.start("in_two", await episode(1))).job
    claimed = await lifecycle.claim(job.id, ids.new())
    assert claimed is not None
    await change(job, partial(pausing.pause, job_id=job.id))

    await flow.advance(run.kinds, claimed)

    assert (await Job.get(id=job.id)).state is JobState.QUEUED
    assert (await JobAttempt.get(job_id=job.id)).outcome is AttemptOutcome.PAUSED
    assert not await Job.filter(parent_id=job.id).exists()


async def test_a_resumed_flow_goes_on_to_its_end_with_the_time_it_had(run: Engine) -> None:
    job = await begun(run, (await run.start("above", await episode(2))).job)
    await change(job, partial(pausing.pause, job_id=job.id))
    await Job.filter(id=job.id).update(
        deadline_at=job.deadline_at, paused_at=job.created_at
    )  # paused since its start

    async with run.worker():
        await asyncio.sleep(0.5)
        paused = await Job.filter(root_id=job.id)
        await change(job, partial(pausing.resume, job_id=job.id))
        ended = await run.ended(job.id)

    assert [each.state for each in paused] == [JobState.QUEUED]
    assert ended.state is JobState.SUCCEEDED
    assert ended.deadline_at > job.deadline_at
    told = [each.type for each in await News.filter(root_id=job.id).order_by("cursor")]
    assert [each for each in told if each in {"JobPaused", "JobResumed"}] == [
        "JobPaused",
        "JobResumed",
    ]


async def test_pausing_twice_is_pausing_once(run: Engine) -> None:
    job = (await run.start("in_two", await episode(1))).job

    for act in (pausing.pause, pausing.pause, pausing.resume, pausing.resume):
        await change(job, partial(act, job_id=job.id))

    told = await News.filter(root_id=job.id, type__startswith="Job").order_by("cursor")
    assert [each.type for each in told] == ["JobQueued", "JobPaused", "JobResumed"]


async def test_what_cannot_be_paused_or_resumed_is_refused(run: Engine) -> None:
    top = await begun(run, (await run.start("above", await episode(1))).job)
    below = await Job.get(parent_id=top.id)
    single = (await run.start("say", await Scene.get(episode_id=(await episode(1)).id))).job
    await change(top, partial(pausing.pause, job_id=top.id))

    with pytest.raises(Invalid, match="Only a flow"):
        await change(single, partial(pausing.pause, job_id=single.id))
    with pytest.raises(Invalid, match="above it is paused"):
        await change(below, partial(pausing.resume, job_id=below.id))
    await change(top, partial(lifecycle.cancel, job_id=top.id))
    with pytest.raises(Invalid, match="CANCELLED"):
        await change(top, partial(pausing.resume, job_id=top.id))
