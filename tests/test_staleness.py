"""What an edit or a job makes stale."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import pytest

from aixss.kit import clock, db, ids
from aixss.kit.db import Counter
from aixss.news import log
from aixss.news.events import MarkedStale
from aixss.stories import edits, staleness
from aixss.stories.live import Live
from aixss.stories.models import (
    Character,
    Episode,
    Project,
    Scene,
    StaleMark,
    StoryboardGroup,
    WorldViewElement,
    WorldViewType,
)
from aixss.stories.staleness import RULES, Touched
from tests import artefacts, factories

Mark = tuple[UUID, str, str, str]


async def project() -> Project:
    return await factories.project(language="en")


async def mark(
    project: Project, table: str, row_id: UUID, *fields: str, live: Sequence[Live] = ()
) -> Touched:
    return await db.change(
        Counter("project", project.id),
        lambda tx: staleness.mark(tx, table, row_id, fields, live),
    )


async def marks(project: Project) -> set[Mark]:
    found = await StaleMark.filter(project_id=project.id)
    return {(m.target_id, m.field, m.reason, m.priority.value) for m in found}


@pytest.mark.parametrize(
    ("field", "reason", "expected"),
    [
        ("style", "PROJECT_STYLE", {("anchor", "HIGH"), ("keyframes", "HIGH")}),
        ("art_style", "PROJECT_STYLE", {("anchor", "HIGH"), ("keyframes", "HIGH")}),
        ("protagonist", "PROJECT_PROTAGONIST", {("anchor", "HIGH"), ("keyframes", "HIGH")}),
        ("summary", "PROJECT_SUMMARY", {("anchor", "MEDIUM")}),
        ("title", "", set()),
    ],
)
async def test_a_project_field_reaches_every_made_scene(
    field: str, reason: str, expected: set[tuple[str, str]]
) -> None:
    made = await project()
    episode = await factories.episode(made)
    full = await factories.scene(episode, **artefacts.scene())
    await factories.scene(episode)

    touched = await mark(made, "project", made.id, field)

    assert await marks(made) == {(full.id, f, reason, priority) for f, priority in expected}
    assert touched.scenes == ({full.id} if expected else set())


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("name", {("anchor", "HIGH"), ("keyframes", "HIGH")}),
        ("appearance", {("keyframes", "HIGH")}),
        ("primary_color", {("keyframes", "HIGH")}),
        ("secondary_color", {("keyframes", "HIGH")}),
        ("personality", {("dialogue", "MEDIUM")}),
        ("background", set()),
    ],
)
async def test_a_character_reaches_only_scenes_it_appears_in(
    field: str, expected: set[tuple[str, str]]
) -> None:
    made = await project()
    episode, character = await factories.episode(made), await factories.character(made)
    there = await factories.scene(episode, cast=[str(character.id)], **artefacts.scene())
    await factories.scene(episode, cast=[str(ids.new())], **artefacts.scene())

    await mark(made, "character", character.id, field)

    found = {(target, f, priority) for target, f, _, priority in await marks(made)}
    assert found == {(there.id, f, priority) for f, priority in expected}


@pytest.mark.parametrize(
    ("kind", "fields"),
    [(WorldViewType.GEOGRAPHY, {"anchor", "keyframes"}), (WorldViewType.ERA, {"anchor"})],
)
async def test_geography_reaches_pictures_too(kind: WorldViewType, fields: set[str]) -> None:
    made = await project()
    scene = await factories.scene(await factories.episode(made), **artefacts.scene())
    element = await WorldViewElement.create(
        team_id=made.team_id, project_id=made.id, type=kind, title="Coast", order=1
    )

    await mark(made, "world_view_element", element.id, "content")

    assert {(target, field) for target, field, _, _ in await marks(made)} == {
        (scene.id, field) for field in fields
    }


async def test_a_summary_reaches_its_scene_and_both_neighbours() -> None:
    made = await project()
    episode = await factories.episode(made)
    first, middle, last, far = [
        await factories.scene(episode, **artefacts.scene()) for _ in range(4)
    ]

    await mark(made, "scene", middle.id, "summary")

    assert await marks(made) == {
        (middle.id, "anchor", "SCENE_SUMMARY", "HIGH"),
        (middle.id, "keyframes", "SCENE_SUMMARY", "HIGH"),
        (first.id, "anchor", "NEIGHBOUR", "LOW"),
        (last.id, "anchor", "NEIGHBOUR", "LOW"),
    }
    assert far.id not in {target for target, *_ in await marks(made)}


@pytest.mark.parametrize(
    ("field", "stale"),
    [
        ("anchor", {("keyframes", "HIGH")}),
        ("keyframes", {("motion", "HIGH")}),
        (
            "motion",
            {("dialogue", "LOW"), ("duration_estimate", "LOW"), ("shot_design", "MEDIUM")},
        ),
        ("shot_design", {("duration_estimate", "LOW")}),
        ("dialogue", {("sound_design", "MEDIUM"), ("duration_estimate", "MEDIUM")}),
        ("sound_design", {("duration_estimate", "LOW")}),
        ("duration_estimate", set()),
    ],
)
async def test_each_stage_reaches_the_next(field: str, stale: set[tuple[str, str]]) -> None:
    made = await project()
    scene = await factories.scene(await factories.episode(made), **artefacts.finished_scene())

    await mark(made, "scene", scene.id, field)

    assert {(f, priority) for _, f, _, priority in await marks(made)} == stale


async def test_the_chain_reaches_the_plan_and_the_plan_the_core_expression() -> None:
    made = await factories.project(
        language="en", season_arc=artefacts.season_arc(), emotion_arc=artefacts.emotion_arc()
    )
    episode = await factories.episode(
        made, outline=artefacts.outline(), core_expression=artefacts.core_expression()
    )
    scene = await factories.scene(episode, **artefacts.scene())

    chain = await mark(made, "project", made.id, "causal_chain")
    plan = await mark(made, "episode", episode.id, "outline")
    core = await mark(made, "episode", episode.id, "core_expression")

    assert await marks(made) == {
        (made.id, "season_arc", "CAUSAL_CHAIN", "MEDIUM"),
        (made.id, "emotion_arc", "CAUSAL_CHAIN", "LOW"),
        (made.id, "emotion_arc", "EPISODE_PLAN", "MEDIUM"),
        (episode.id, "outline", "CAUSAL_CHAIN", "MEDIUM"),
        (episode.id, "core_expression", "EPISODE_PLAN", "HIGH"),
        (scene.id, "anchor", "CORE_EXPRESSION", "MEDIUM"),
    }
    assert chain.episodes == plan.episodes == core.scenes ^ {scene.id, episode.id} == {episode.id}


async def test_the_season_arc_reaches_the_plan_and_the_emotion_arc() -> None:
    made = await factories.project(
        language="en", season_arc=artefacts.season_arc(), emotion_arc=artefacts.emotion_arc()
    )
    planned = await factories.episode(made, outline=artefacts.outline())
    await factories.episode(made)

    touched = await mark(made, "project", made.id, "season_arc")

    assert await marks(made) == {
        (planned.id, "outline", "SEASON_ARC", "MEDIUM"),
        (made.id, "emotion_arc", "SEASON_ARC", "MEDIUM"),
    }
    assert touched == Touched(episodes=frozenset({planned.id}))


@pytest.mark.parametrize("field", ["outline", "order"])
async def test_the_plan_reaches_the_emotion_arc_of_its_own_project(field: str) -> None:
    team = await factories.team()
    made, other = [
        await factories.project(team, language="en", emotion_arc=artefacts.emotion_arc())
        for _ in range(2)
    ]
    episode = await factories.episode(made)

    touched = await mark(made, "episode", episode.id, field)

    assert {m[:3] for m in await marks(made)} == {(made.id, "emotion_arc", "EPISODE_PLAN")}
    assert await marks(other) == set()
    assert not touched


async def test_the_summary_reaches_the_season_arc() -> None:
    made = await factories.project(language="en", season_arc=artefacts.season_arc())

    await mark(made, "project", made.id, "summary")

    assert await marks(made) == {(made.id, "season_arc", "PROJECT_SUMMARY", "MEDIUM")}


@pytest.mark.parametrize(
    ("table", "field", "expected"),
    [
        ("project", "summary", {("PROJECT_SUMMARY", "MEDIUM")}),
        ("project", "protagonist", {("PROJECT_PROTAGONIST", "MEDIUM")}),
        ("project", "style", set()),
        ("character", "name", {("CHARACTER_NAME", "MEDIUM")}),
        ("character", "appearance", set()),
        ("world_view_element", "content", {("WORLD_VIEW", "LOW")}),
    ],
)
async def test_the_chain_hangs_on_what_is_told_and_not_on_looks(
    table: str, field: str, expected: set[tuple[str, str]]
) -> None:
    made = await factories.project(language="en", causal_chain=artefacts.causal_chain())
    element = await WorldViewElement.create(
        team_id=made.team_id, project_id=made.id, type=WorldViewType.ERA, title="Steam", order=1
    )
    causes = {
        "project": made.id,
        "character": (await factories.character(made)).id,
        "world_view_element": element.id,
    }

    await mark(made, table, causes[table], field)

    assert await marks(made) == {(made.id, "causal_chain", *each) for each in expected}


async def test_what_a_live_job_is_making_is_marked_too() -> None:
    made = await project()
    episode = await factories.episode(made)
    making, waiting = await factories.scene(episode), await factories.scene(episode)
    at_work = Live(
        ids.new(), "k", made.id, episode.id, making.id, writes=frozenset({"scene.anchor"})
    )
    flow = Live(
        ids.new(), "f", made.id, episode.id, None, writes=frozenset({"scene.anchor"}), covers=True
    )

    await mark(made, "project", made.id, "style", live=[at_work, flow])

    assert await marks(made) == {(making.id, "anchor", "PROJECT_STYLE", "HIGH")}
    assert waiting.id not in {target for target, *_ in await marks(made)}


async def test_a_second_cause_renews_the_mark() -> None:
    made = await project()
    scene = await factories.scene(await factories.episode(made), **artefacts.scene())

    await mark(made, "scene", scene.id, "anchor")
    await mark(made, "scene", scene.id, "anchor")

    (only,) = await StaleMark.filter(project_id=made.id)
    assert only.cause_seq == (await Project.get(id=made.id)).seq == 2


async def test_marks_are_news_of_each_target() -> None:
    made = await project()
    scene = await factories.scene(await factories.episode(made), **artefacts.scene())

    await mark(made, "project", made.id, "style")

    (told,) = await log.read(None, made.id, 0)
    assert told.event == MarkedStale(
        target_type="scene",
        target_id=scene.id,
        fields=("anchor", "keyframes"),
        reason="PROJECT_STYLE",
    )


async def test_a_trashed_scene_is_marked_in_silence() -> None:
    made = await project()
    scene = await factories.scene(await factories.episode(made), **artefacts.scene())
    await Scene.filter(id=scene.id).update(deleted_at=clock.now(), order=None)

    touched = await mark(made, "project", made.id, "summary")

    assert await marks(made) == {(scene.id, "anchor", "PROJECT_SUMMARY", "MEDIUM")}
    assert touched == Touched()
    assert await log.read(None, made.id, 0) == []


async def test_another_project_is_left_alone() -> None:
    made, other = await project(), await project()
    await factories.scene(await factories.episode(other), **artefacts.scene())

    await mark(made, "project", other.id, "style")

    assert await marks(other) == set()


async def test_an_edit_makes_its_own_field_fresh_and_the_next_stale() -> None:
    made = await project()
    episode = await factories.episode(made)
    scene = await factories.scene(episode, **artefacts.scene())
    await mark(made, "project", made.id, "summary")

    edited = await db.change(
        Counter("project", made.id),
        lambda tx: edits.update(
            tx,
            Scene,
            scene.id,
            {"summary": "The lamp is dark.", "anchor": artefacts.anchor("A dark lamp room")},
            scene.revision,
            live=[],
        ),
    )

    assert {(field, reason) for _, field, reason, _ in await marks(made)} == {
        ("keyframes", "SCENE_SUMMARY"),
        ("keyframes", "ANCHOR"),
    }
    assert edited.state == "NEEDS_UPDATE"
    assert edited.is_complete is False


def test_rules_name_columns_that_exist() -> None:
    tables = {
        model._meta.db_table: model._meta.fields_map
        for model in (Project, Episode, Scene, StoryboardGroup, Character, WorldViewElement)
    }

    for rule in RULES:
        for table, column in (cause.split(".") for cause in rule.causes):
            assert column in tables[table]
        assert set(rule.fields) <= set(tables[rule.reach.table])
