"""A scene's storyboard as its kinds make it, on real servers: groups, translations, the whole."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from itertools import pairwise
from typing import Any

import pytest

from aixss.errors import NotReady
from aixss.jobs import lifecycle
from aixss.jobs.live import live
from aixss.jobs.models import Job
from aixss.jobs.states import JobState
from aixss.kinds import registry
from aixss.kinds._panel_texts import EnglishPanelTexts, PanelText
from aixss.kinds._params import Cutting, OneGroup, Redo
from aixss.kinds.generate_storyboard_group import GroupAnswer
from aixss.kit import db
from aixss.kit.db import Counter
from aixss.providers.scripted import Scripted
from aixss.providers.spec import Question
from aixss.stories import context, edits
from aixss.stories.artefacts.storyboard import CameraMode, GroupPanels
from aixss.stories.models import Scene, StaleMark, StoryboardGroup, Version, VersionSource
from tests import artefacts, factories
from tests.engine import Engine, attempt, engine

STORY = "知遥推开灯塔的门，雨声忽然停了。郑伯站在窗前，手里拿着一封信。她低头看着怀表。"
GROUP, LOCAL, BACK = (
    "generate_storyboard_group",
    "translate_storyboard_panels",
    "back_translate_storyboard_panels",
)


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        started.kinds = registry.load()
        yield started


async def anchored(language: str = "zh") -> Scene:
    """The only scene of a story, with its anchor."""
    project = await factories.project(language=language, summary=STORY, story=STORY, style="水墨")
    for name in ("知遥", "郑伯"):
        await factories.character(project, name=name)
    episode = await factories.episode(project, summary=STORY)
    return await factories.scene(episode, summary=STORY, anchor=artefacts.anchor())


async def ends(run: Engine, kind: str, scene: Scene, params: Any = None) -> Job:
    async with run.worker():
        job = await run.ended((await run.start(kind, scene, params)).job.id)
    assert job.state is JobState.SUCCEEDED, job.error_message
    return job


async def groups(scene: Scene) -> list[StoryboardGroup]:
    return await StoryboardGroup.filter(scene_id=scene.id).order_by("order")


async def stale(scene: Scene) -> list[int]:
    """The orders of the groups whose panels are stale."""
    marked = await StaleMark.filter(target_type="storyboard_group", field="panels")
    keys = {mark.target_id for mark in marked}
    return [group.order for group in await groups(scene) if group.id in keys]


async def edit(scene: Scene, number: int, panels: Mapping[int, Mapping[str, str]]) -> None:
    """What a person changes in the panels of a group."""
    group = (await groups(scene))[number - 1]
    assert group.panels is not None
    changed = [
        panel.model_copy(update=dict(panels.get(panel.number, {}))) for panel in group.panels.panels
    ]
    patch = {"panels": GroupPanels(panels=changed)}

    async def work(tx: db.Change) -> None:
        known = group.revision
        running = await live(tx)
        await edits.update(tx, StoryboardGroup, group.id, patch, known, live=running)

    await db.change(Counter("project", scene.project_id), work)


async def told(scene: Scene, field: str) -> list[str | None]:
    """A text of all 81 panels."""
    return [
        getattr(panel, field)
        for group in await groups(scene)
        for panel in (group.panels.panels if group.panels else ())
    ]


async def storyboard(run: Engine, language: str = "zh") -> Scene:
    scene = await anchored(language)
    await ends(run, "run_storyboard", scene)
    return scene


# A group


async def test_each_group_goes_on_from_how_the_one_before_ended(run: Engine) -> None:
    scene = await storyboard(run)
    made = await groups(scene)

    assert all(group.end_state for group in made)
    names = [{prop.name for prop in group.end_state.props} for group in made if group.end_state]
    assert all(before <= after for before, after in pairwise(names))
    jobs = await Job.filter(scene_id=scene.id, kind=GROUP).order_by("created_at", "id")
    assert [job.params["group"] for job in jobs] == list(range(1, 10))
    last = made[-1].end_state
    assert last is not None
    assert len(last.left) == 1, "a person may leave"


async def test_a_group_cannot_be_made_before_the_one_before_it(run: Engine) -> None:
    scene = await anchored()
    await ends(run, "generate_storyboard_bible", scene)
    await ends(run, "generate_storyboard_plan", scene)

    with pytest.raises(NotReady) as refused:
        await run.start(GROUP, scene, OneGroup(group=2))

    assert refused.value.missing == ("group",)


async def test_a_group_that_loses_somebody_is_told_so_and_mended(run: Engine) -> None:
    scene = await storyboard(run)
    lost: list[str] = []

    async def answer(question: Question) -> str:
        assert question.draft is not None
        found = GroupAnswer.model_validate_json(question.draft())
        if lost:
            assert lost[0] in question.messages[-1].text
            return found.model_dump_json()
        state = found.end_state
        lost.append(str(state.people[0].character_id))
        short = state.model_copy(update={"people": state.people[1:], "props": []})
        return found.model_copy(update={"end_state": short}).model_dump_json()

    provider = Scripted(otherwise=answer)
    job = (await run.start(GROUP, scene, OneGroup(group=4))).job
    asking, _ = await attempt(run, job, provider)
    await asking.answer()

    assert (asking.calls, asking.repairs) == (2, 1)
    assert "end_state.props" in provider.questions[-1].messages[-1].text


async def test_whom_a_new_bible_does_not_know_is_not_asked_for(run: Engine) -> None:
    scene = await storyboard(run)
    found = await Scene.get(id=scene.id)
    bible = found.storyboard_bible
    assert bible is not None
    gone, *kept = bible.people
    found.storyboard_bible = bible.model_copy(update={"people": kept})
    await found.save()

    await ends(run, GROUP, scene, OneGroup(group=5))

    state = (await groups(scene))[4].end_state
    assert state is not None
    assert [each.character_id for each in state.people] == [each.character_id for each in kept]
    assert gone.character_id not in {prop.holder_id for prop in state.props}


async def test_a_group_made_anew_makes_the_later_ones_stale_and_no_other(run: Engine) -> None:
    scene = await storyboard(run)

    await ends(run, GROUP, scene, OneGroup(group=6))

    assert await stale(scene) == [7, 8, 9]
    kept = Version.filter(target_id=(await groups(scene))[5].id, source=VersionSource.REPLACED)
    assert {version.field for version in await kept} == {"panels", "end_state"}


async def test_what_a_person_writes_while_a_group_is_being_made_stays(run: Engine) -> None:
    scene = await storyboard(run)
    job = (await run.start(GROUP, scene, OneGroup(group=3))).job
    asking, row = await attempt(run, job)
    answer = await asking.answer()
    await edit(scene, 3, {1: {"local": "空无一人的塔", "en": "The empty tower"}})
    theirs = (await groups(scene))[2]

    await lifecycle.settle(asking, row, answer)

    after = (await groups(scene))[2]
    assert (after.panels, after.end_state) == (theirs.panels, theirs.end_state)
    kept = await Version.filter(target_id=after.id, source=VersionSource.AI)
    assert {version.field for version in kept} == {"panels", "end_state"}
    assert (await Job.get(id=job.id)).result["applied"] is False


# Translations


async def test_all_panels_can_be_read_when_a_storyboard_is_made(run: Engine) -> None:
    scene = await storyboard(run)

    assert len(await told(scene, "en")) == len(await told(scene, "local")) == 81
    assert None not in await told(scene, "local")
    translated = await Job.get(scene_id=scene.id, kind=LOCAL)
    assert translated.result["calls"] == 9
    assert await stale(scene) == []


async def test_a_storyboard_in_english_needs_no_translation(run: Engine) -> None:
    scene = await storyboard(run, "en")

    assert await told(scene, "en") == await told(scene, "local")
    assert await Job.filter(scene_id=scene.id, kind=LOCAL).count() == 0

    await edit(scene, 2, {4: {"en": "The dark stair", "local": None}})  # type: ignore[dict-item]  # null
    job = await ends(run, LOCAL, scene)
    assert ((await told(scene, "local"))[12], job.result["calls"]) == ("The dark stair", 0)


async def test_only_what_people_rewrote_is_said_in_english_again(run: Engine) -> None:
    scene = await storyboard(run)
    before = await told(scene, "en")
    await edit(scene, 2, {5: {"local": "郑伯举着灯"}})
    await StaleMark.filter(target_type="storyboard_group").delete()

    job = await ends(run, BACK, scene)

    after = await told(scene, "en")
    assert [n for n, (old, new) in enumerate(zip(before, after, strict=True)) if old != new] == [13]
    assert "lamp" in str(after[13]).lower()
    assert [group.edited_panels for group in await groups(scene)] == [[]] * 9
    assert (job.result["calls"], await stale(scene)) == (1, list(range(3, 10)))


async def test_where_nothing_was_rewritten_no_model_is_asked(run: Engine) -> None:
    scene = await storyboard(run)
    before = [group.revision for group in await groups(scene)]

    job = await ends(run, BACK, scene)

    assert (job.result["calls"], job.result["applied"]) == (0, True)
    assert [group.revision for group in await groups(scene)] == before


async def test_a_translation_leaves_what_people_wrote_and_keeps_what_it_has(run: Engine) -> None:
    scene = await storyboard(run)
    await edit(scene, 1, {2: {"local": "我的话"}})
    job = (await run.start(LOCAL, scene, Redo(force=True))).job
    asked: list[str] = []

    async def answer(question: Question) -> str:
        asked.append(question.messages[1].text)
        if len(asked) == 2:
            # Two groups at once: one that is asked for just now, and one still to come.
            await edit(scene, 2, {3: {"local": "改过的话"}})
            await edit(scene, 9, {9: {"local": "最后的话"}})
        if len(asked) == 4:
            assert (await told(scene, "local"))[3] == "全新4"
        assert question.draft is not None
        found = EnglishPanelTexts.model_validate_json(question.draft())
        new = [
            PanelText(**{**dict(p), "text": f"全新{(p.shot - 1) % 9 + 1}"}) for p in found.panels
        ]
        return EnglishPanelTexts(panels=new).model_dump_json()

    asking, row = await attempt(run, job, Scripted(otherwise=answer))
    await lifecycle.settle(asking, row, await asking.answer())

    local = await told(scene, "local")
    assert len(asked) == 9
    assert "\n2: " not in asked[0]
    assert (local[1], local[11], local[80]) == ("我的话", "改过的话", "最后的话")
    assert local[0] == local[9] == local[72] == "全新1"
    assert (await Job.get(id=job.id)).result["applied"] is False
    assert [group.edited_panels for group in await groups(scene)] == [[2], [3], *[[]] * 6, [9]]


async def test_what_would_make_two_panels_alike_is_refused(run: Engine) -> None:
    scene = await storyboard(run)
    await edit(scene, 1, {2: {"local": "她在窗前"}, 7: {"local": "门关着"}})
    there = await told(scene, "en")
    kind = run.kinds[BACK]
    story = await context.load(scene.project_id, scene.episode_id, scene.id, groups=True)
    assert story is not None
    assert kind.rules is not None

    texts = {2: str(there[3]), 7: str(there[0])}
    answer = EnglishPanelTexts(panels=[PanelText(shot=n, text=text) for n, text in texts.items()])
    found = answer.violations(kind.rules(story, kind.params()))

    assert [each.path for each in found] == [("panels",), ("panels", 1, "text")]
    assert "Panel 4 of group 1" in found[0].message


# The whole


async def test_a_storyboard_is_mended_from_the_group_that_is_stale(run: Engine) -> None:
    scene = await storyboard(run)
    await ends(run, GROUP, scene, OneGroup(group=7))

    job = await ends(run, "run_storyboard", scene)

    children = await Job.filter(parent_id=job.id).order_by("created_at", "id")
    assert [(child.kind, child.params.get("group")) for child in children] == [
        (GROUP, 8),
        (GROUP, 9),
        (LOCAL, None),
    ]
    assert await stale(scene) == []
    assert None not in await told(scene, "local")


async def test_a_new_plan_needs_force_and_keeps_the_panels_stale(run: Engine) -> None:
    scene = await storyboard(run)
    before = await told(scene, "en")

    with pytest.raises(NotReady) as refused:
        await run.start("generate_storyboard_plan", scene, Cutting())
    assert refused.value.missing == ("force",)

    await ends(run, "generate_storyboard_plan", scene, Cutting(force=True))
    assert (await told(scene, "en"), await stale(scene)) == (before, list(range(1, 10)))


async def test_another_camera_mode_cuts_the_scene_anew(run: Engine) -> None:
    scene = await storyboard(run)

    await ends(run, "run_storyboard", scene, Cutting(camera_mode=CameraMode.A))

    plan = (await Scene.get(id=scene.id)).storyboard_plan
    assert plan is not None
    assert plan.camera_mode is CameraMode.A
    assert all(str(text).startswith("[") for text in await told(scene, "en"))
    assert await told(scene, "camera") == [None] * 81
    assert await stale(scene) == []
    assert await Job.filter(scene_id=scene.id, kind="generate_storyboard_bible").count() == 1
