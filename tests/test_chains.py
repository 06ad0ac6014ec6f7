"""A causal chain as jobs make it: its phases, what it hangs on, and who is told of it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from aixss.errors import NotReady
from aixss.jobs.models import Job
from aixss.jobs.states import JobState
from aixss.kinds import registry
from aixss.kinds._params import Phase
from aixss.providers.scripted import Scripted
from aixss.providers.spec import FailureClass, ProviderError, Question
from aixss.stories import context
from aixss.stories.artefacts.causal_chain import ValidationStatus
from aixss.stories.artefacts.causal_parts import CHECKS
from aixss.stories.models import (
    StaleMark,
    Version,
)
from tests import artefacts, factories
from tests.chains import (
    ACT,
    DIRECTORY,
    KIND,
    TEXT,
    asked,
    at_act,
    chain,
    drafted,
    edit,
    made,
    project,
    runner,
)
from tests.engine import Engine, engine


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        started.kinds = registry.load()
        yield started


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


async def test_a_phase_that_people_have_made_meanwhile_is_not_made_over_them(run: Engine) -> None:
    of, provider = await project(3), Scripted(otherwise=drafted)
    job = (await run.start(KIND, of)).job
    whole = await project(4)
    of = await edit(of, causal_chain=await chain(whole))

    await runner(run, provider).answer(job.id)

    ended = await Job.get(id=job.id)
    assert (ended.state, ended.error_code) == ("FAILED", "NOT_READY")
    assert asked(provider) == []
    assert await chain(of) == await chain(whole)


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
