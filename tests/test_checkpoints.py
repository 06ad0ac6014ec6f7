"""What a long job has made so far: it outlives the job, and people may write over it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from typing import Any

import pytest

from aixss.errors import ArtefactLocked
from aixss.jobs import checkpoints, lifecycle
from aixss.jobs.errors import LostClaim
from aixss.jobs.models import Job, UsageRecord
from aixss.jobs.states import JobState
from aixss.kinds import registry
from aixss.kinds._params import Phase
from aixss.kit import clock, db, ids
from aixss.kit.db import Counter
from aixss.providers.scripted import Scripted
from aixss.providers.spec import FailureClass, ProviderError
from aixss.stories.models import (
    ArtefactMaturity,
    Maturity,
    MaturityKind,
    Project,
    Version,
)
from tests.chains import (
    ACT,
    DIRECTORY,
    KIND,
    asked,
    at_act,
    chain,
    drafted,
    edit,
    made,
    project,
    runner,
    then,
    worked_out,
)
from tests.engine import Engine, engine


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        started.kinds = registry.load()
        yield started


@pytest.mark.parametrize("force", [False, True])
async def test_an_attempt_that_is_lost_between_acts_is_taken_up_and_nothing_is_paid_twice(
    run: Engine, force: bool
) -> None:
    of = await project(2)
    job = (await run.start(KIND, of, Phase(phase=3, force=force))).job

    async def taken_back() -> None:
        await lifecycle.take_back((await db.rows("SELECT * FROM job WHERE id = $1", job.id))[0])

    first, second = at_act(then(taken_back)), Scripted(otherwise=drafted)
    await runner(run, first).answer(job.id)
    halfway = worked_out(await chain(of))
    await runner(run, second).answer(job.id)

    ended = await Job.get(id=job.id)
    assert (ended.state, ended.attempt) == ("SUCCEEDED", 2)
    assert halfway == [True, False, False]
    assert worked_out(await chain(of)) == [True] * 3
    # The second act was answered and paid before the claim was lost: it is remembered.
    assert (asked(first), asked(second)) == ([DIRECTORY, ACT, ACT], [ACT])
    assert await UsageRecord.filter(job_id=job.id, status="ANSWERED").count() == 4
    assert await Version.filter(target_id=of.id).count() == 1


@pytest.mark.parametrize(
    ("force", "again"), [(False, [ACT, ACT]), (True, [DIRECTORY, ACT, ACT, ACT])]
)
async def test_a_failing_act_keeps_those_before_it_for_the_next_job(
    run: Engine, force: bool, again: list[str]
) -> None:
    of = await project(2)
    broken = ProviderError(FailureClass.AUTH, "no such key")

    failed = await made(run, of, provider=at_act(broken))
    kept = await chain(of)
    provider = Scripted(otherwise=drafted)
    job = await made(run, of, Phase(force=force), provider)

    assert failed.state is JobState.FAILED
    assert (kept.completed_phase, worked_out(kept)) == (2, [True, False, False])
    assert job.state is JobState.SUCCEEDED, job.error_message
    assert asked(provider) == again
    assert (await chain(of)).completed_phase == 3


async def test_a_cancelled_job_leaves_what_it_had_made(run: Engine) -> None:
    of = await project(2)
    job = (await run.start(KIND, of)).job

    async def cancelled() -> None:
        await db.change(Counter("project", of.id), partial(lifecycle.cancel, job_id=job.id))

    await runner(run, at_act(then(cancelled))).answer(job.id)

    kept = await chain(of)
    assert (await Job.get(id=job.id)).state is JobState.CANCELLED
    assert (kept.completed_phase, worked_out(kept)) == (2, [True, False, False])


async def test_what_a_person_writes_between_two_acts_stays(run: Engine) -> None:
    of = await project(2)
    theirs = (await chain(of)).model_copy(update={"outline_summary": "他们自己写的梗概。"})

    async def edited() -> None:
        await edit(await Project.get(id=of.id), causal_chain=theirs)

    job = await made(run, of, provider=at_act(then(edited)))

    versions = await Version.filter(target_id=of.id).order_by("created_at")
    assert job.state is JobState.SUCCEEDED, job.error_message
    assert job.result is not None
    assert job.result["applied"] is False
    assert await chain(of) == theirs
    # What the job found, the checkpoint that the person replaced, and the job's answer.
    assert [version.source for version in versions] == ["REPLACED", "REPLACED", "AI"]
    assert versions[-1].body["completed_phase"] == 3


async def test_a_lock_between_two_acts_stops_the_writing(run: Engine) -> None:
    of = await project(2)
    locked = partial(
        ArtefactMaturity.create,
        team_id=of.team_id,
        project_id=of.id,
        kind=MaturityKind.SEASON_ARC,
        status=Maturity.LOCKED,
    )

    job = await made(run, of, provider=at_act(then(locked)))

    assert job.state is JobState.SUCCEEDED, job.error_message
    assert worked_out(await chain(of)) == [True, False, False]
    assert await Version.filter(target_id=of.id, source="AI").count() == 1
    with pytest.raises(ArtefactLocked):
        await run.start(KIND, of)


@pytest.mark.parametrize("lose", [lifecycle.hand_back, lifecycle.take_back])
async def test_a_checkpoint_of_a_lost_claim_writes_nothing(
    run: Engine, lose: Callable[[Any], Awaitable[None]]
) -> None:
    of = await project(2)
    before = await Project.get(id=of.id)
    job = (await run.start(KIND, of)).job
    row = await lifecycle.claim(job.id, ids.new())
    assert row is not None
    asking = await runner(run, Scripted())._asking(row, run.kinds[KIND])
    await lose(row)

    with pytest.raises(LostClaim):
        await checkpoints.keep(row, asking, (await chain(of)).through(1))

    after = await Project.get(id=of.id)
    assert (after.causal_chain, after.revision) == (before.causal_chain, before.revision)


async def test_nothing_is_kept_for_a_project_in_the_trash(run: Engine) -> None:
    of = await project(2)
    job = (await run.start(KIND, of)).job

    async def trashed() -> None:
        await Project.filter(id=of.id).update(deleted_at=clock.now())

    await runner(run, at_act(then(trashed))).answer(job.id)

    assert (await Job.get(id=job.id)).state is JobState.CANCELLED
    assert worked_out(await chain(of)) == [True, False, False]


async def test_progress_says_which_act_is_at_work(run: Engine) -> None:
    of = await project(2)
    job = (await run.start(KIND, of)).job
    row = await lifecycle.claim(job.id, ids.new())
    assert row is not None
    asking = await runner(run, Scripted(otherwise=drafted))._asking(row, run.kinds[KIND])
    told: list[tuple[float, str]] = []

    async def listen(ratio: float | None, _stage: object, note: str) -> None:
        if note:
            told.append((ratio or 0.0, note))

    asking.report = listen
    await asking.answer()

    assert [note for _, note in told] == [
        "phase 3 of 4",
        "act 1 of 3",
        "act 2 of 3",
        "act 3 of 3",
    ]
    assert told == sorted(told, key=lambda each: each[0])
