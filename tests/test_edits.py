"""What people may do to what is made: edit, create, order, remove, restore, advance."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

import pytest
from asyncpg import IntegrityConstraintViolationError

from aixss.errors import (
    ActiveJob,
    ArtefactLocked,
    Conflict,
    IllegalMove,
    Invalid,
    NotFound,
)
from aixss.jobs.models import Job
from aixss.kit import clock, db, ids
from aixss.kit.db import Change, Counter
from aixss.moves import StateChange
from aixss.news import log
from aixss.news.events import ObjectChanged, Operation
from aixss.stories import advance, edits, trash, tree
from aixss.stories.edits import R
from aixss.stories.live import Live
from aixss.stories.models import (
    ArtefactMaturity,
    Character,
    CharacterRelationship,
    Episode,
    Maturity,
    MaturityKind,
    Project,
    Scene,
    Version,
    WorldViewElement,
)
from aixss.stories.states import ProjectMove
from tests import artefacts, factories

T = TypeVar("T")


async def project(**fields: Any) -> Project:
    return await factories.project(**{"language": "en", **fields})


async def change(project: Project, work: Callable[[Change], Awaitable[T]]) -> T:
    return await db.change(Counter("project", project.id), work)


async def update(
    of: Project,
    row: R,
    patch: Mapping[str, object],
    expected_revision: int = 1,
    **options: Any,
) -> R:
    return await change(
        of,
        lambda tx: edits.update(
            tx, type(row), row.id, patch, expected_revision, **{"live": [], **options}
        ),
    )


async def create(of: Project, model: type[R], values: Mapping[str, object], **options: Any) -> R:
    return await change(of, lambda tx: tree.create(tx, model, values, **{"live": [], **options}))


async def move(of: Project, row: R, to: int, expected_revision: int = 1) -> R:
    return await change(
        of, lambda tx: tree.move_row(tx, type(row), row.id, to, expected_revision, live=[])
    )


async def remove(of: Project, row: Any, *, live: Sequence[Live] = (), **options: Any) -> UUID:
    return await change(of, lambda tx: trash.remove(tx, type(row), row.id, live=live, **options))


async def restore(of: Project, row: R) -> R:
    return await change(of, lambda tx: trash.restore(tx, type(row), row.id, live=[]))


async def orders(episode: Episode) -> list[UUID]:
    found = await Scene.filter(episode_id=episode.id, deleted_at=None).order_by("order")
    assert [scene.order for scene in found] == list(range(1, len(found) + 1))
    return [scene.id for scene in found]


async def lock(of: Project, kind: MaturityKind, episode: Episode | None = None) -> None:
    await ArtefactMaturity.create(
        team_id=of.team_id,
        project_id=of.id,
        episode_id=episode.id if episode else None,
        kind=kind,
        status=Maturity.LOCKED,
    )


# Updates


async def test_an_update_sets_only_what_it_names() -> None:
    made = await project(protagonist="A keeper")

    edited = await update(made, made, {"title": "Letters", "style": made.style})

    assert (edited.title, edited.protagonist, edited.summary) == (
        "Letters",
        "A keeper",
        made.summary,
    )
    assert edited.revision == 2
    assert edited.changed == {"title": 2}
    assert edited.updated_at > made.updated_at


async def test_equal_values_change_nothing() -> None:
    made = await project()

    edited = await update(made, made, {"title": made.title}, 1)

    assert edited.revision == 1
    assert await log.read(None, made.id, 0) == []


async def test_two_people_may_edit_different_fields() -> None:
    made = await project()
    await update(made, made, {"title": "Letters"}, 1)

    edited = await update(made, made, {"style": "oil"}, 1)

    assert (edited.title, edited.style, edited.revision) == ("Letters", "oil", 3)


async def test_a_field_written_since_is_a_conflict_that_shows_the_present() -> None:
    made = await project()
    await update(made, made, {"title": "Letters", "style": "oil"}, 1)

    with pytest.raises(Conflict) as refused:
        await update(made, made, {"title": "Echoes", "protagonist": "A keeper"}, 1)

    assert refused.value.fields == ("title",)
    assert refused.value.current_revision == 2
    assert isinstance(refused.value.current, Project)
    assert refused.value.current.title == "Letters"


async def test_the_same_change_twice_is_no_conflict() -> None:
    made = await project()
    await update(made, made, {"title": "Letters"}, 1)

    edited = await update(made, made, {"title": "Letters"}, 1)

    assert edited.revision == 2


async def test_nobody_has_seen_the_future() -> None:
    made = await project()

    with pytest.raises(Invalid) as refused:
        await update(made, made, {"title": "Letters"}, 7)

    assert refused.value.path == ("expected_revision",)


async def test_news_name_the_fields_and_the_revision() -> None:
    made = await project()

    await update(made, made, {"style": "oil"})

    (told,) = await log.read(None, made.id, 0)
    assert told.event == ObjectChanged(
        target_type="project",
        target_id=made.id,
        revision=2,
        operation=Operation.UPDATED,
        fields=("style",),
    )


@pytest.mark.parametrize(
    ("patch", "path"),
    [
        ({"title": "  "}, ("title",)),
        ({"title": "x" * 121}, ("title",)),
        ({"story": "x" * 200_001}, ("story",)),
        ({"state": "EXPORTING"}, ("state",)),
        ({"art_style": {"preset": "NONE"}}, ("art_style", "preset")),
        ({"style": "nul \x00"}, ("style",)),
    ],
)
async def test_a_value_out_of_bounds_names_its_path(
    patch: Mapping[str, object], path: tuple[str, ...]
) -> None:
    made = await project()

    with pytest.raises(Invalid) as refused:
        await update(made, made, patch)

    assert refused.value.path == path


async def test_an_artefact_that_breaks_a_rule_is_refused_whole() -> None:
    made = await project()
    scene = await factories.scene(await factories.episode(made), anchor=artefacts.anchor())
    wrong = artefacts.keyframes().model_copy(
        update={"shots": [*artefacts.keyframes().shots[:8], artefacts.keyframes().shots[0]]}
    )

    with pytest.raises(Invalid) as refused:
        await update(made, scene, {"summary": "Dark.", "keyframes": wrong})

    assert refused.value.path == ("keyframes", "shots", "8", "number")
    assert (await Scene.get(id=scene.id)).summary == scene.summary


async def test_the_replaced_artefact_becomes_a_version() -> None:
    made, actor = await project(), ids.new()
    scene = await factories.scene(await factories.episode(made), anchor=artefacts.anchor("Old"))

    edited = await update(made, scene, {"anchor": artefacts.anchor("New")}, actor_id=actor)

    (version,) = await Version.filter(target_id=scene.id)
    assert edited.anchor == artefacts.anchor("New")
    assert (version.field, version.source, version.actor_id) == ("anchor", "REPLACED", actor)
    assert version.body == artefacts.anchor("Old").model_dump(mode="json")


async def test_the_state_follows_the_content() -> None:
    made = await project()
    episode = await factories.episode(made)
    scene = await factories.scene(episode)

    edited = await update(made, scene, artefacts.scene())

    assert (edited.state, edited.is_complete) == ("COMPLETED", True)
    assert (await Episode.get(id=episode.id)).state == "COMPLETE"
    assert (await Project.get(id=made.id)).state == "ALL_EPISODES_COMPLETE"


async def test_a_cleared_artefact_uncompletes_the_scene() -> None:
    made = await project()
    scene = await factories.scene(await factories.episode(made))
    await update(made, scene, artefacts.scene())

    edited = await update(made, scene, {"dialogue": None}, 2)

    assert (edited.state, edited.dialogue) == ("MOTION_CONFIRMED", None)


async def test_only_characters_of_the_project_join_a_cast() -> None:
    made = await project()
    scene = await factories.scene(await factories.episode(made))
    known, stranger = await factories.character(made), await factories.character(await project())

    edited = await update(made, scene, {"cast": [known.id]})
    with pytest.raises(Invalid) as refused:
        await update(made, scene, {"cast": [known.id, stranger.id]}, 2)

    assert edited.cast == [str(known.id)]
    assert refused.value.path == ("cast", "1")


async def test_a_row_of_another_project_is_not_found() -> None:
    made, other = await project(), await project()
    scene = await factories.scene(await factories.episode(other))

    with pytest.raises(NotFound):
        await update(made, scene, {"summary": "Mine now."})
    with pytest.raises(NotFound):
        await update(made, other, {"title": "Mine now."})


async def test_of_two_at_once_one_wins_and_one_is_told() -> None:
    made = await project()

    ends = await asyncio.gather(
        *(update(made, made, {"title": title}) for title in ("Letters", "Echoes")),
        return_exceptions=True,
    )

    assert sorted(type(end).__name__ for end in ends) == ["Conflict", "Project"]
    assert (await Project.get(id=made.id)).revision == 2


# Locks


@pytest.mark.parametrize(
    ("kind", "patch"),
    [
        (MaturityKind.STORYBOARD, {"anchor": artefacts.anchor()}),
        (MaturityKind.STORYBOARD, {"summary": "Dark."}),
        (MaturityKind.STORYBOARD, {"sound_design": artefacts.sound_design()}),
        (MaturityKind.PROMPT_PACK, {"motion": artefacts.motion()}),
    ],
)
async def test_locked_content_is_refused(kind: MaturityKind, patch: dict[str, object]) -> None:
    made = await project()
    episode = await factories.episode(made)
    scene = await factories.scene(episode)
    await lock(made, kind, episode)

    with pytest.raises(ArtefactLocked):
        await update(made, scene, patch)
    noted = await update(made, scene, {"notes": "Ask the team."})
    overridden = await update(made, scene, patch, noted.revision, override_locks=True)

    assert overridden.revision == 3


async def test_a_lock_covers_its_own_episode_only() -> None:
    made = await project()
    settled, open_one = await factories.episode(made), await factories.episode(made)
    await lock(made, MaturityKind.OUTLINE, settled)

    edited = await update(made, open_one, {"title": "The answer"})
    with pytest.raises(ArtefactLocked):
        await update(made, settled, {"title": "The answer"})

    assert edited.title == "The answer"


async def test_a_locked_bible_covers_the_cast_and_the_world() -> None:
    made = await project()
    character = await factories.character(made)
    await lock(made, MaturityKind.BIBLE)

    for attempt in (
        update(made, made, {"style": "oil"}),
        update(made, character, {"name": "Lin"}),
        create(made, WorldViewElement, {"type": "ERA", "title": "1920s"}),
        remove(made, character),
    ):
        with pytest.raises(ArtefactLocked):
            await attempt


async def test_a_locked_season_arc_covers_where_the_season_goes_and_how_it_feels() -> None:
    made = await project()
    await lock(made, MaturityKind.SEASON_ARC)

    for patch in (
        {"causal_chain": artefacts.causal_chain()},
        {"season_arc": artefacts.season_arc()},
        {"emotion_arc": artefacts.emotion_arc()},
    ):
        with pytest.raises(ArtefactLocked):
            await update(made, made, patch)
    styled = await update(made, made, {"style": "oil"})

    assert styled.style == "oil"


async def test_a_locked_bible_leaves_the_season_arc_open() -> None:
    made = await project()
    await lock(made, MaturityKind.BIBLE)

    arcs = {"season_arc": artefacts.season_arc(), "causal_chain": artefacts.causal_chain()}
    edited = await update(made, made, arcs)

    assert edited.season_arc == arcs["season_arc"]
    assert edited.causal_chain == arcs["causal_chain"]


async def test_an_emotion_arc_names_only_episodes_that_there_are() -> None:
    made = await project()
    await factories.episode(made)

    kept = await update(made, made, {"emotion_arc": artefacts.emotion_arc(2)})
    with pytest.raises(Invalid) as refused:
        await update(made, made, {"emotion_arc": artefacts.emotion_arc(2, 3)}, kept.revision)

    assert refused.value.path == ("emotion_arc", "points", "1")


async def test_a_project_may_be_made_with_its_arcs() -> None:
    team = await factories.team()

    values = {"title": "Lamp", "language": "en", "season_arc": artefacts.season_arc()}
    made = await db.change(
        Counter("team", team.id, "id"), lambda tx: tree.create_project(tx, values)
    )

    assert made.season_arc == artefacts.season_arc()


async def test_a_locked_storyboard_keeps_its_scenes() -> None:
    made = await project()
    episode = await factories.episode(made)
    first, _ = await factories.scene(episode), await factories.scene(episode)
    await lock(made, MaturityKind.STORYBOARD, episode)

    for attempt in (
        create(made, Scene, {}, needs={"episode_id": episode.id}),
        move(made, first, 2),
        remove(made, first),
        remove(made, episode),
    ):
        with pytest.raises(ArtefactLocked):
            await attempt


# Creations


async def test_a_new_project_belongs_to_the_team_and_is_its_news() -> None:
    team, actor = await factories.team(), ids.new()

    made = await db.change(
        Counter("team", team.id, "id"),
        lambda tx: tree.create_project(tx, {"title": " Letters "}, actor_id=actor),
    )

    found = await Project.get(id=made.id)
    (told,) = await log.read(None, team.id, 0)
    assert (found.title, found.team_id, found.created_by) == ("Letters", team.id, actor)
    assert found.state == "DATA_COLLECTING"
    assert isinstance(told.event, ObjectChanged)
    assert told.event.operation is Operation.CREATED


async def test_a_client_made_id_creates_once() -> None:
    team, other, mine = await factories.team(), await factories.team(), ids.new()

    async def ask(of: UUID, title: str) -> Project:
        return await db.change(
            Counter("team", of, "id"),
            lambda tx: tree.create_project(tx, {"title": title}, project_id=mine),
        )

    first, again = await ask(team.id, "Letters"), await ask(team.id, "Letters")
    with pytest.raises(Conflict) as refused:
        await ask(team.id, "Echoes")
    with pytest.raises(NotFound):
        await ask(other.id, "Letters")

    assert first.id == again.id == mine
    assert refused.value.path == ("id",)


async def test_a_client_made_id_under_another_parent_is_a_conflict() -> None:
    made, mine = await project(), ids.new()
    one, two = await factories.episode(made), await factories.episode(made)
    await create(made, Scene, {"summary": "A"}, needs={"episode_id": one.id}, row_id=mine)

    again = await create(made, Scene, {"summary": "A"}, needs={"episode_id": one.id}, row_id=mine)
    with pytest.raises(Conflict):
        await create(made, Scene, {"summary": "A"}, needs={"episode_id": two.id}, row_id=mine)

    assert again.id == mine
    assert await Scene.filter(project_id=made.id).count() == 1


async def test_new_rows_append_or_insert_without_a_gap() -> None:
    made = await project()
    episode = await factories.episode(made)
    needs = {"episode_id": episode.id}
    last = await create(made, Scene, {"summary": "last"}, needs=needs)

    first = await create(made, Scene, {"summary": "first"}, needs=needs, order=1)
    middle = await create(made, Scene, {"summary": "middle"}, needs=needs, order=2)
    with pytest.raises(Invalid):
        await create(made, Scene, {"summary": "far"}, needs=needs, order=5)

    assert await orders(episode) == [first.id, middle.id, last.id]
    assert (await Episode.get(id=episode.id)).scene_count == 3
    assert (await Project.get(id=made.id)).scene_count == 3


async def test_rows_made_at_once_have_places_of_their_own() -> None:
    made = await project()
    episode = await factories.episode(made)

    await asyncio.gather(
        *(create(made, Scene, {}, needs={"episode_id": episode.id}, order=1) for _ in range(5))
    )

    assert len(await orders(episode)) == 5


async def test_an_insertion_makes_the_neighbours_stale() -> None:
    made = await project()
    episode = await factories.episode(made)
    old = await factories.scene(episode, **artefacts.scene())

    await create(made, Scene, {}, needs={"episode_id": episode.id}, order=1)

    assert (await Scene.get(id=old.id)).state == "NEEDS_UPDATE"


async def test_a_pair_has_one_relationship_in_each_direction() -> None:
    made = await project()
    one, two = await factories.character(made), await factories.character(made)
    there = {"source_id": one.id, "target_id": two.id}
    back = {"source_id": two.id, "target_id": one.id}
    selves = {"source_id": one.id, "target_id": one.id}
    first = await create(made, CharacterRelationship, {"type": "FAMILY"}, needs=there)

    await create(made, CharacterRelationship, {"type": "ENEMY"}, needs=back)
    with pytest.raises(Conflict) as refused:
        await create(made, CharacterRelationship, {"type": "ENEMY"}, needs=there)
    with pytest.raises(Invalid):
        await create(made, CharacterRelationship, {"type": "ENEMY"}, needs=selves)

    assert isinstance(refused.value.current, CharacterRelationship)
    assert refused.value.current.id == first.id


async def test_nothing_is_made_in_a_trashed_project() -> None:
    made = await project()
    await remove(made, made)

    with pytest.raises(NotFound):
        await create(made, Character, {"name": "Lin"})


# Orders


@pytest.mark.parametrize(
    ("source", "to", "expected"),
    [(1, 4, [2, 3, 4, 1]), (4, 1, [4, 1, 2, 3]), (2, 3, [1, 3, 2, 4]), (2, 2, [1, 2, 3, 4])],
)
async def test_siblings_make_room_for_a_moved_row(
    source: int, to: int, expected: list[int]
) -> None:
    made = await project()
    episode = await factories.episode(made)
    scenes = [await factories.scene(episode) for _ in range(4)]

    moved = await move(made, scenes[source - 1], to)

    assert moved.order == to
    assert await orders(episode) == [scenes[n - 1].id for n in expected]


async def test_a_place_that_does_not_exist_is_refused() -> None:
    made = await project()
    episode = await factories.episode(made)

    with pytest.raises(Invalid) as refused:
        await move(made, episode, 2)

    assert refused.value.path == ("order",)


async def test_a_second_move_of_the_same_row_is_a_conflict() -> None:
    made = await project()
    first, _ = await factories.episode(made), await factories.episode(made)
    await move(made, first, 2)

    with pytest.raises(Conflict) as refused:
        await move(made, first, 1)

    assert refused.value.fields == ("order",)


# Trash


async def test_a_removed_scene_leaves_no_gap_and_returns_at_the_end() -> None:
    made = await project()
    episode = await factories.episode(made)
    one, two, three = [await factories.scene(episode) for _ in range(3)]

    await remove(made, two)
    without = await orders(episode)
    await restore(made, two)

    assert without == [one.id, three.id]
    assert await orders(episode) == [one.id, three.id, two.id]
    assert (await Episode.get(id=episode.id)).scene_count == 3


async def test_a_restored_episode_brings_back_exactly_what_went_with_it() -> None:
    made = await project()
    episode = await factories.episode(made)
    one, two, three = [await factories.scene(episode) for _ in range(3)]
    await remove(made, one)

    deletion_id = await remove(made, episode)
    trashed = await Scene.filter(deletion_id=deletion_id).count()
    back = await restore(made, episode)

    assert trashed == 2
    assert back.order == 1
    assert await orders(episode) == [two.id, three.id]
    assert (await Scene.get(id=one.id)).deleted_at is not None


async def test_a_scene_waits_for_its_episode() -> None:
    made = await project()
    episode = await factories.episode(made)
    scene = await factories.scene(episode)
    await remove(made, episode)

    with pytest.raises(Invalid):
        await restore(made, scene)

    assert (await Scene.get(id=scene.id)).deleted_at is not None


async def test_a_project_comes_back_whole() -> None:
    made = await project()
    episode = await factories.episode(made)
    scene = await factories.scene(episode)
    await update(made, scene, artefacts.scene())

    await remove(made, made)
    with pytest.raises(NotFound):
        await update(made, scene, {"summary": "Dark."}, 2)
    back = await restore(made, made)

    assert (back.state, back.scene_count) == ("ALL_EPISODES_COMPLETE", 1)
    assert (await Scene.get(id=scene.id)).order == 1


async def test_a_relationship_waits_for_both_its_ends() -> None:
    made = await project()
    one, two = await factories.character(made), await factories.character(made)
    needs = {"source_id": one.id, "target_id": two.id}
    tie = await create(made, CharacterRelationship, {"type": "FAMILY"}, needs=needs)
    await remove(made, one)
    await remove(made, two)

    await restore(made, one)
    alone = await CharacterRelationship.get(id=tie.id)
    await restore(made, two)

    assert alone.deleted_at is not None
    assert (await CharacterRelationship.get(id=tie.id)).deleted_at is None


async def test_what_a_job_works_on_is_not_removed() -> None:
    made = await project()
    episode = await factories.episode(made)
    scene, idle = await factories.scene(episode), await factories.scene(episode)
    job = Live(ids.new(), "generate_scene_anchor", made.id, episode.id, scene.id)

    for row in (scene, episode, made):
        with pytest.raises(ActiveJob) as refused:
            await remove(made, row, live=[job])
        assert refused.value.job_ids == (job.job_id,)
    await remove(made, idle, live=[job])

    assert await orders(episode) == [scene.id]


async def test_a_restored_scene_knows_what_changed_meanwhile() -> None:
    made = await project()
    scene = await factories.scene(await factories.episode(made))
    await update(made, scene, artefacts.scene())
    await remove(made, scene)
    await update(made, made, {"style": "oil"})

    back = await restore(made, scene)

    assert back.state == "NEEDS_UPDATE"


# People's moves


async def do(of: Project, event: ProjectMove) -> Project:
    return await change(of, lambda tx: advance.advance(tx, of.id, event, live=[]))


async def test_a_milestone_is_kept_under_the_name_of_its_event() -> None:
    made = await project()

    await do(made, ProjectMove.CONFIRM_DATA)
    moved = await do(made, ProjectMove.BUILD_WORLD_VIEW)

    history = await StateChange.filter(target_id=made.id).order_by("at")
    assert moved.state == moved.milestone == "WORLD_VIEW_BUILDING"
    assert [change.event for change in history] == ["CONFIRM_DATA", "BUILD_WORLD_VIEW"]


@pytest.mark.parametrize("event", [ProjectMove.CONFIRM_PLAN, ProjectMove.COLLECT_DATA])
async def test_a_move_that_is_not_legal_tells_the_legal_ones(event: ProjectMove) -> None:
    made = await project()

    with pytest.raises(IllegalMove) as refused:
        await do(made, event)

    assert refused.value.source == "DATA_COLLECTING"
    assert refused.value.allowed == (
        "BUILD_WORLD_VIEW",
        "CONFIRM_DATA",
        "MANAGE_CHARACTERS",
        "RESTART",
    )


async def test_a_confirmed_plan_can_be_reopened_until_an_episode_is_expressed() -> None:
    made = await project()
    episode = await factories.episode(made)
    await update(made, episode, {"outline": artefacts.outline()})

    confirmed, reopened = (
        await do(made, ProjectMove.CONFIRM_PLAN),
        await do(made, ProjectMove.REOPEN_PLAN),
    )
    await update(made, episode, {"core_expression": artefacts.core_expression()}, 2)
    with pytest.raises(IllegalMove):
        await do(made, ProjectMove.REOPEN_PLAN)

    assert (confirmed.state, reopened.state) == ("EPISODE_CREATING", "EPISODE_PLAN_EDITING")
    assert reopened.plan_confirmed_at is None


async def test_a_scene_list_is_confirmed_only_with_scenes_and_reopened_only_untouched() -> None:
    made = await project()
    episode = await factories.episode(made)

    with pytest.raises(IllegalMove):
        await change(made, lambda tx: advance.confirm_scene_list(tx, episode.id, live=[]))
    scene = await create(made, Scene, {}, needs={"episode_id": episode.id})
    confirmed = await change(made, lambda tx: advance.confirm_scene_list(tx, episode.id, live=[]))
    reopened = await change(made, lambda tx: advance.reopen_scene_list(tx, episode.id, live=[]))
    await update(made, scene, {"anchor": artefacts.anchor()})
    with pytest.raises(IllegalMove):
        await change(made, lambda tx: advance.reopen_scene_list(tx, episode.id, live=[]))

    assert (confirmed.state, reopened.state) == ("SCENE_PROCESSING", "SCENE_LIST_EDITING")
    assert (await Project.get(id=made.id)).state == "SCENE_PROCESSING"


# What the database refuses by itself


@pytest.mark.parametrize(
    ("sql", "constraint"),
    [
        ("""UPDATE episode SET "order" = 1 WHERE project_id = $1""", "episode_order_unique"),
        (
            """UPDATE episode SET "order" = "order" - 1 WHERE project_id = $1""",
            "episode_order_check",
        ),
        ("""UPDATE episode SET "order" = NULL WHERE project_id = $1""", "episode_order_check"),
        (
            "UPDATE episode SET completed_scene_count = 1 WHERE project_id = $1",
            "episode_counters_check",
        ),
        ("UPDATE project SET team_id = id WHERE id = $1", "project_team_fkey"),
        ("UPDATE job SET state = 'DREAMING' WHERE project_id = $1", "job_state_check"),
        ("UPDATE job SET state = 'FAILED' WHERE project_id = $1", "job_ended_check"),
        ("UPDATE job SET scene_id = id WHERE project_id = $1", "job_target_check"),
    ],
)
async def test_the_database_keeps_its_rules(sql: str, constraint: str) -> None:
    made = await project()
    await factories.episode(made)
    await factories.episode(made)
    await Job.create(team_id=made.team_id, project_id=made.id, kind="k", deadline_at=clock.now())

    with pytest.raises(IntegrityConstraintViolationError, match=constraint):
        await db.rows(sql, made.id)


async def test_orders_may_be_swapped_in_one_statement() -> None:
    made = await project()
    one, two = await factories.episode(made), await factories.episode(made)

    await db.rows("""UPDATE episode SET "order" = 3 - "order" WHERE project_id = $1""", made.id)

    assert [(await Episode.get(id=row.id)).order for row in (one, two)] == [2, 1]
