"""A causal chain as jobs make it: its phases, and checkpoints that people may write over."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from aixss.errors import ArtefactLocked, NotReady
from aixss.jobs import checkpoints, lifecycle
from aixss.jobs.errors import LostClaim
from aixss.jobs.live import live
from aixss.jobs.models import Job, UsageRecord
from aixss.jobs.run import Runner
from aixss.jobs.states import JobState
from aixss.kinds import registry
from aixss.kinds._params import Phase
from aixss.kit import clock, db, ids
from aixss.kit.crypto import KeyRing
from aixss.kit.db import Counter
from aixss.providers.scripted import Line, Scripted
from aixss.providers.spec import FailureClass, ProviderError, Question
from aixss.stories import context, edits
from aixss.stories.artefacts.causal_chain import CausalChain, ValidationStatus
from aixss.stories.artefacts.causal_parts import CHECKS
from aixss.stories.models import (
    ArtefactMaturity,
    Maturity,
    MaturityKind,
    Project,
    StaleMark,
    Version,
)
from tests import artefacts, factories
from tests.engine import KEYS, Engine, engine

KIND = "build_narrative_causal_chain"
TEXT = (Path(__file__).parents[1] / "examples" / "lighthouse.zh.md").read_text()
DIRECTORY, ACT = "ChainDirectory", "ActDetails"
Meanwhile = Callable[[], Awaitable[object]]


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        started.kinds = registry.load()
        yield started


async def project(through: int = 0, **fields: Any) -> Project:
    """A project with a cast and so many phases of its chain."""
    plain = {"story": TEXT, "summary": TEXT[:500], "style": "水墨", "language": "zh"}
    made = await factories.project(**{**plain, **fields})
    for name in ("沈知遥", "郑伯", "阿满"):
        await factories.character(made, name=name)
    if through:
        story = await context.load(made.id)
        assert story is not None
        draft = registry.load()[KIND].draft
        assert draft is not None
        for phase in range(1, through + 1):
            story.project.causal_chain = draft(story, Phase(phase=phase))  # type: ignore[assignment]  # a chain
        await Project.filter(id=made.id).update(causal_chain=story.project.causal_chain)
    return await Project.get(id=made.id)


async def chain(of: Project) -> CausalChain:
    found = (await Project.get(id=of.id)).causal_chain
    assert found is not None
    return found


async def drafted(question: Question) -> str:
    """The answer that our own rules draft."""
    assert question.draft is not None
    return question.draft()


def then(meanwhile: Meanwhile) -> Line:
    """An answer before which something happens."""

    async def line(question: Question) -> str:
        await meanwhile()
        return await drafted(question)

    return line


def at_act(second: Line) -> Scripted:
    """Drafts everything, but for what happens at the question about the second act."""
    return Scripted({ACT: [drafted, second]}, otherwise=drafted)


def runner(run: Engine, provider: Scripted) -> Runner:
    return Runner(run.kinds, {"offline": provider}, KeyRing.parse(KEYS), run.links.wire, ids.new())


async def made(
    run: Engine, of: Project, params: Phase | None = None, provider: Scripted | None = None
) -> Job:
    """A job of the kind after one attempt."""
    job = (await run.start(KIND, of, params)).job
    await runner(run, provider or Scripted(otherwise=drafted)).answer(job.id)
    return await Job.get(id=job.id)


async def edit(of: Project, **patch: object) -> Project:
    async def work(tx: db.Change) -> Project:
        return await edits.update(tx, Project, of.id, patch, of.revision, live=await live(tx))

    return await db.change(Counter("project", of.id), work)


def asked(provider: Scripted) -> list[str]:
    return [question.output_name for question in provider.questions]


def worked_out(found: CausalChain) -> list[bool]:
    """Of each act, whether it has its details."""
    assert found.beat_flow is not None
    return [all(beat.is_worked_out for beat in act.beats) for act in found.beat_flow.acts]


# Phases


async def test_four_jobs_make_a_chain_that_holds(run: Engine) -> None:
    of = await project()

    jobs = [await made(run, of) for _ in range(4)]

    found = await chain(of)
    assert [job.state for job in jobs] == ["SUCCEEDED"] * 4
    assert found.completed_phase == 4
    assert found.validation_status is ValidationStatus.PASS
    assert {"沈知遥", "郑伯", "阿满"} == {stance.name for stance in found.character_matrix or []}


async def test_a_model_is_told_what_stands_and_asked_for_what_is_new(run: Engine) -> None:
    of, provider = await project(2), Scripted(otherwise=drafted)
    conflict = (await chain(of)).conflict_engine
    assert conflict is not None

    await made(run, of, provider=provider)

    assert asked(provider) == [DIRECTORY, ACT, ACT, ACT]
    told = [question.messages[1].text for question in provider.questions]
    assert all(conflict.core_object_or_event in text for text in told)
    assert [text.count("第1步") for text in told] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("through", "params", "missing"),
    [
        (0, Phase(phase=2), "causalChain"),
        (1, Phase(phase=3), "causalChain"),
        (2, Phase(phase=2), "force"),
        (4, Phase(), "phase"),
        (4, Phase(force=True), "phase"),
    ],
    ids=["second first", "third after first", "again", "all made", "all made, forced"],
)
async def test_a_phase_out_of_turn_is_not_ready(
    run: Engine, through: int, params: Phase, missing: str
) -> None:
    of = await project(through)

    with pytest.raises(NotReady) as refused:
        await run.start(KIND, of, params)

    assert refused.value.missing == (missing,)
    assert await Job.filter(project_id=of.id).count() == 0


@pytest.mark.parametrize("phase", [1, 2, 3])
async def test_a_phase_made_anew_clears_the_later_ones_and_keeps_what_it_replaced(
    run: Engine, phase: int
) -> None:
    of = await project(4)
    before = await chain(of)

    job = await made(run, of, Phase(phase=phase, force=True))

    found = await chain(of)
    (version,) = await Version.filter(target_id=of.id, field="causal_chain")
    assert job.state is JobState.SUCCEEDED, job.error_message
    assert found.completed_phase == phase
    assert found == found.through(phase)
    assert (version.source, version.body) == ("REPLACED", before.model_dump(mode="json"))


async def test_a_claim_that_the_rules_refute_does_not_stand(run: Engine) -> None:
    of = await project(3)
    kept = await chain(of)
    assert kept.conflict_engine is not None
    stakes = kept.conflict_engine.stakes_by_faction[:2]
    engine_of_two = kept.conflict_engine.model_copy(update={"stakes_by_faction": stakes})
    of = await edit(of, causal_chain=kept.model_copy(update={"conflict_engine": engine_of_two}))

    async def pleased(question: Question) -> str:
        answer = json.loads(await drafted(question))
        answer["consistency_checks"] = {**dict.fromkeys(CHECKS, True), "notes": []}
        return json.dumps(answer)

    await made(run, of, provider=Scripted({"ChainLines": [pleased]}))

    found = await chain(of)
    assert found.consistency_checks is not None
    assert found.consistency_checks.core_conflict_has_three_way_tension is False
    assert any("三方" in note for note in found.consistency_checks.notes)
    assert found.validation_status is ValidationStatus.NEEDS_REVISION


# Checkpoints


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


# Around it


async def marks(of: UUID, field: str) -> set[tuple[str, str]]:
    return {(m.reason, m.priority) for m in await StaleMark.filter(target_id=of, field=field)}


async def test_only_a_first_phase_takes_up_what_has_changed_under_the_chain(run: Engine) -> None:
    of = await project(1)
    of = await edit(of, summary=TEXT[:400])
    stale = await marks(of.id, "causal_chain")

    await made(run, of)
    after_second = await marks(of.id, "causal_chain")
    await made(run, of, Phase(phase=1, force=True))

    assert stale == after_second == {("PROJECT_SUMMARY", "MEDIUM")}
    assert await marks(of.id, "causal_chain") == set()


async def test_a_chain_reaches_the_season_and_its_outlines_with_each_checkpoint(
    run: Engine,
) -> None:
    of = await project(2, season_arc=artefacts.season_arc())
    episode = await factories.episode(of, outline=artefacts.outline())

    await made(run, of, provider=at_act(ProviderError(FailureClass.AUTH, "no such key")))

    assert await marks(of.id, "season_arc") == {("CAUSAL_CHAIN", "MEDIUM")}
    assert await marks(episode.id, "outline") == {("CAUSAL_CHAIN", "MEDIUM")}


async def test_a_chain_is_read_only_for_what_is_about_the_whole_project() -> None:
    of = await project(4)
    episode = await factories.episode(of)

    whole, below = await context.load(of.id), await context.load(of.id, episode.id)

    assert whole is not None
    assert below is not None
    assert whole.project.causal_chain == of.causal_chain
    assert not hasattr(below.project, "causal_chain")
    assert below.project.title == of.title
    assert below.project.season_arc is None


@pytest.mark.parametrize(
    "kind",
    [
        "plan_episodes",
        "generate_season_arc",
        "generate_character_relationships",
        "generate_emotion_arc",
    ],
)
async def test_what_is_planned_after_a_chain_is_told_of_it(kind: str) -> None:
    of = await project(4)
    story = await context.load(of.id)
    assert story is not None
    assert of.causal_chain is not None
    assert of.causal_chain.beat_flow is not None
    known = registry.load()[kind]
    assert known.facts is not None

    told = known.facts(story, known.params())["causal_chain"]

    assert all(beat.beat_name in told for beat in of.causal_chain.beat_flow.beats())
    assert len(told) <= 6_000
