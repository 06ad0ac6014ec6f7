"""A scene's beats, their pictures and its board, made together on real servers without a model."""

from __future__ import annotations

import collections
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from aixss.errors import NotReady
from aixss.jobs import lifecycle
from aixss.jobs.models import Job, Stage
from aixss.jobs.states import JobState
from aixss.kinds import registry
from aixss.kinds._params import OneShot
from aixss.kit import db
from aixss.kit.db import Counter
from aixss.providers.scripted import Scripted
from aixss.providers.spec import FailureClass, ProviderError, Question
from aixss.stories import edits
from aixss.stories.artefacts.keyframe_groups import KeyframeGroup
from aixss.stories.models import ArtefactMaturity, Scene, StaleMark, Version
from tests import artefacts, factories
from tests.engine import Engine, attempt, engine

STORY = (
    "Mara climbed the iron stair. She found the brass lamp cold. Edwin stood at the window. "
    "He held a letter. She asked him to leave. He laughed and sat down at the desk."
)
PARTS = ("action_plan", "keyframe_groups", "keyframes")


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        started.kinds = registry.load()
        yield started


async def anchored(**fields: Any) -> Scene:
    """The only scene of a story, with its anchor."""
    project = await factories.project(language="en", summary=STORY, story=STORY, style="ink")
    for name in ("Mara", "Edwin"):
        await factories.character(project, name=name)
    episode = await factories.episode(project, summary=STORY)
    known = {"summary": STORY, "anchor": artefacts.anchor(), "state": "SCENE_CONFIRMED"}
    return await factories.scene(episode, **{**known, **fields})


async def ends(run: Engine, kind: str, scene: Scene, params: Any = None) -> Job:
    async with run.worker():
        job = await run.ended((await run.start(kind, scene, params)).job.id)
    assert job.state is JobState.SUCCEEDED, job.error_message
    return job


def drafting(spoil: Callable[[str, int, str], str] | None = None) -> Scripted:
    """Answers with the drafts; `spoil` may change or refuse the n-th answer of a shape."""
    asked: collections.Counter[str] = collections.Counter()

    async def answer(question: Question) -> str:
        name = question.output_name
        asked[name] += 1
        assert question.draft is not None
        text = question.draft()
        return spoil(name, asked[name], text) if spoil else text

    return Scripted(otherwise=answer)


def asked(provider: Scripted) -> collections.Counter[str]:
    """How often each shape was asked for."""
    return collections.Counter(question.output_name for question in provider.questions)


async def edit(scene: Scene, values: dict[str, Any]) -> None:
    row = await Scene.get(id=scene.id)
    await db.change(
        Counter("project", scene.project_id),
        lambda tx: edits.update(tx, Scene, row.id, values, row.revision, live=[]),
    )


async def mark(scene: Scene, field: str) -> None:
    await StaleMark.create(
        team_id=scene.team_id,
        project_id=scene.project_id,
        target_type="scene",
        target_id=scene.id,
        field=field,
        reason="ANCHOR",
        priority="HIGH",
        cause_seq=0,
    )


async def stale(scene: Scene) -> set[str]:
    return {mark.field for mark in await StaleMark.filter(target_id=scene.id)}


async def test_plan_groups_and_board_are_written_together(run: Engine) -> None:
    scene = await anchored(motion=artefacts.motion())
    for field in PARTS:
        await mark(scene, field)

    job = await ends(run, "generate_keyframe_prompt", scene)

    made = await Scene.get(id=scene.id)
    assert made.action_plan is not None
    assert made.keyframe_groups is not None
    assert made.keyframes is not None
    beats = len(made.action_plan.beats)
    assert beats > 3
    assert len(made.keyframe_groups.groups) == beats
    assert job.result is not None
    assert (job.result["calls"], job.result["applied"]) == (2 + beats, True)
    assert await stale(scene) == {"motion"}


async def test_what_a_person_wrote_meanwhile_stays_and_the_other_parts_are_written(
    run: Engine,
) -> None:
    scene = await anchored()
    job = (await run.start("generate_keyframe_prompt", scene)).job
    asking, row = await attempt(run, job, drafting())
    answer = await asking.answer()
    await edit(scene, {"keyframes": artefacts.keyframes("chalk")})

    await lifecycle.settle(asking, row, answer)

    made, ended = await Scene.get(id=scene.id), await Job.get(id=job.id)
    kept = [version.field for version in await Version.filter(target_id=scene.id, source="AI")]
    assert made.keyframes == artefacts.keyframes("chalk")
    assert made.action_plan is not None
    assert ended.result is not None
    assert not ended.result["applied"]
    assert kept == ["keyframes"]


async def test_what_was_locked_meanwhile_stays_and_each_part_becomes_a_version(
    run: Engine,
) -> None:
    scene = await anchored()
    started = await run.start("generate_keyframe_prompt", scene)
    await ArtefactMaturity.create(
        team_id=scene.team_id,
        project_id=scene.project_id,
        episode_id=scene.episode_id,
        kind="PROMPT_PACK",
        status="LOCKED",
    )

    async with run.worker():
        await run.ended(started.job.id)

    made = await Scene.get(id=scene.id)
    kept = [version.field for version in await Version.filter(target_id=scene.id)]
    assert [getattr(made, field) for field in PARTS] == [None] * 3
    assert sorted(kept) == sorted(PARTS)


async def test_exactly_the_joint_that_does_not_hold_is_repaired(run: Engine) -> None:
    def spoil(name: str, n: int, text: str) -> str:
        if (name, n) != ("KeyframeGroup", 2):
            return text
        group = KeyframeGroup.model_validate_json(text)
        subject = group.start.subjects[0].model_copy(update={"pose": artefacts.both("asleep")})
        start = group.start.model_copy(update={"subjects": [subject, *group.start.subjects[1:]]})
        return group.model_copy(update={"start": start}).model_dump_json()

    scene = await anchored()
    provider = drafting(spoil)
    asking, _ = await attempt(
        run, (await run.start("generate_keyframe_prompt", scene)).job, provider
    )

    answer = await asking.answer()

    beats = len(answer.action_plan.beats)  # type: ignore[attr-defined]  # a set of keyframes
    assert asked(provider) == {"ActionPlan": 1, "KeyframeGroup": beats + 1, "BoardLook": 1}
    assert asking.repairs == 1


async def test_a_second_attempt_asks_only_what_was_not_answered(run: Engine) -> None:
    def spoil(name: str, n: int, text: str) -> str:
        if (name, n) == ("KeyframeGroup", 3):
            raise ProviderError(FailureClass.UNAVAILABLE, "away")
        return text

    scene = await anchored()
    job = (await run.start("generate_keyframe_prompt", scene)).job
    provider = drafting(spoil)
    first, row = await attempt(run, job, provider)
    with pytest.raises(ProviderError):
        await first.answer()
    await lifecycle.hand_back(row)

    second, row = await attempt(run, await Job.get(id=job.id), provider)
    answer = await second.answer()

    beats = len(answer.action_plan.beats)  # type: ignore[attr-defined]  # a set of keyframes
    assert asked(provider) == {"ActionPlan": 1, "KeyframeGroup": beats + 1, "BoardLook": 1}
    assert second.calls == beats - 2 + 1


async def test_progress_is_told_beat_by_beat(run: Engine) -> None:
    told: list[tuple[float | None, str]] = []

    async def report(ratio: float | None, _stage: Stage, note: str) -> None:
        told.append((ratio, note))

    scene = await anchored()
    job = (await run.start("generate_keyframe_prompt", scene)).job
    asking, _ = await attempt(run, job, drafting(), report)

    answer = await asking.answer()

    beats = len(answer.action_plan.beats)  # type: ignore[attr-defined]  # a set of keyframes
    ratios = [ratio for ratio, _ in told if ratio is not None]
    notes = [note for _, note in told if note]
    assert notes == [f"{n}/{beats}" for n in range(1, beats + 1)]
    assert ratios == sorted(ratios)


async def test_an_edited_plan_is_kept_and_drawn_anew(run: Engine) -> None:
    scene = await anchored()
    await ends(run, "generate_keyframe_prompt", scene)
    made = await Scene.get(id=scene.id)
    assert made.action_plan is not None
    first = made.action_plan.beats[0].model_copy(update={"summary": "The lamp is out."})
    await edit(scene, {"action_plan": made.action_plan.model_copy(update={"beats": [first]})})
    was = await stale(scene)

    job = await ends(run, "generate_keyframe_prompt", scene)

    after = await Scene.get(id=scene.id)
    assert was == {"keyframe_groups", "keyframes"}
    assert after.action_plan is not None
    assert after.keyframe_groups is not None
    assert [beat.summary for beat in after.action_plan.beats] == ["The lamp is out."]
    assert len(after.keyframe_groups.groups) == 1
    assert job.result is not None
    assert job.result["calls"] == 2  # the one beat, and what the pictures share
    assert await stale(scene) == set()


async def test_edited_groups_are_kept_and_their_board_is_made_anew(run: Engine) -> None:
    scene = await anchored()
    await ends(run, "generate_keyframe_prompt", scene)
    made = await Scene.get(id=scene.id)
    assert made.keyframe_groups is not None
    group = made.keyframe_groups.groups[0]
    mended = group.model_copy(
        update={"start": group.start.model_copy(update={"focus": artefacts.both("the one key")})}
    )
    groups = [mended, *made.keyframe_groups.groups[1:]]
    kept = made.keyframe_groups.model_copy(update={"groups": groups})
    await edit(scene, {"keyframe_groups": kept})

    job = await ends(run, "generate_keyframe_prompt", scene)

    after = await Scene.get(id=scene.id)
    assert after.keyframe_groups == kept
    assert after.keyframes is not None
    assert after.keyframes.shots[0].focus == artefacts.both("the one key")
    assert job.result is not None
    assert job.result["calls"] == 1


async def test_a_shot_is_drawn_up_anew_and_the_eight_others_stay(run: Engine) -> None:
    scene = await anchored(keyframes=artefacts.keyframes(), state="KEYFRAME_CONFIRMED")

    await ends(run, "regenerate_keyframe", scene, OneShot(number=4))

    board, old = (await Scene.get(id=scene.id)).keyframes, artefacts.keyframes()
    assert board is not None
    assert [n for n in range(9) if board.shots[n] != old.shots[n]] == [3]
    assert board.shots[3].description != old.shots[3].description
    assert (board.shots[3].number, board.shots[3].size) == (4, old.shots[3].size)
    assert board.model_copy(update={"shots": old.shots}) == old


async def test_a_shot_redrawn_again_differs_again(run: Engine) -> None:
    scene = await anchored(keyframes=artefacts.keyframes(), state="KEYFRAME_CONFIRMED")
    seen: set[str] = set()

    for _ in range(3):
        await ends(run, "regenerate_keyframe", scene, OneShot(number=9))
        board = (await Scene.get(id=scene.id)).keyframes
        assert board is not None
        seen.add(board.shots[8].description.local)

    assert len(seen) >= 2


async def test_a_shot_needs_a_board(run: Engine) -> None:
    scene = await anchored()

    with pytest.raises(NotReady) as refused:
        await run.start("regenerate_keyframe", scene, OneShot(number=1))

    assert refused.value.missing == ("keyframes",)


async def test_a_board_edited_meanwhile_stays_and_the_redrawn_one_becomes_a_version(
    run: Engine,
) -> None:
    scene = await anchored(keyframes=artefacts.keyframes(), state="KEYFRAME_CONFIRMED")
    job = (await run.start("regenerate_keyframe", scene, OneShot(number=2))).job
    asking, row = await attempt(run, job, drafting())
    answer = await asking.answer()
    await edit(scene, {"keyframes": artefacts.keyframes("chalk")})

    await lifecycle.settle(asking, row, answer)

    version = await Version.get(target_id=scene.id, field="keyframes", source="AI")
    assert (await Scene.get(id=scene.id)).keyframes == artefacts.keyframes("chalk")
    assert version.body["style"] == artefacts.keyframes().style.model_dump()
