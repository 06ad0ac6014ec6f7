"""The kinds that write lists of rows, and whole productions, on real servers without a model."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from aixss.errors import NotReady
from aixss.jobs.ask import Asking
from aixss.jobs.models import Job
from aixss.jobs.states import JobState
from aixss.kinds import registry
from aixss.kinds._params import Listing, Planning, Production, Redo
from aixss.kinds.plan_episodes import RewrittenEpisodes
from aixss.kit import clock, db
from aixss.kit.db import Counter
from aixss.providers.scripted import Scripted
from aixss.stories import context
from aixss.stories.artefacts.episode_plan import EpisodePlan, PlannedEpisode
from aixss.stories.artefacts.relationships import (
    Relationship,
    RelationshipArc,
    Relationships,
    RelationshipTurn,
    RelationshipType,
)
from aixss.stories.models import (
    ArtefactMaturity,
    Character,
    CharacterRelationship,
    Episode,
    Project,
    Scene,
    StaleMark,
    Version,
)
from tests import artefacts, factories
from tests.engine import Engine, attempt, engine

EXAMPLE = Path(__file__).parents[1] / "examples" / "lighthouse.zh.md"


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        started.kinds = registry.load()
        yield started


async def story(**fields: Any) -> Project:
    text = EXAMPLE.read_text()
    plain = {"story": text, "summary": text[:500], "style": "水墨", "language": "zh"}
    return await factories.project(**{**plain, **fields})


async def episodes(of: Project) -> list[Episode]:
    return await Episode.filter(project_id=of.id, deleted_at=None).order_by("order")


async def scenes(of: Episode) -> list[Scene]:
    return await Scene.filter(episode_id=of.id, deleted_at=None).order_by("order")


async def ends(run: Engine, kind: str, row: Project | Episode | Scene, params: Any = None) -> Job:
    async with run.worker():
        return await run.ended((await run.start(kind, row, params)).job.id)


async def tried(
    run: Engine, kind: str, row: Project | Episode, params: Any = None, provider: Any = None
) -> Asking:
    """An attempt at a new job of a kind."""
    asking, _ = await attempt(run, (await run.start(kind, row, params)).job, provider)
    return asking


async def settled(asking: Asking, answer: Any) -> bool:
    """Whether the answer was applied."""
    apply = asking.kind.apply
    assert apply is not None
    counter = Counter("project", asking.story.project.id)
    return await db.change(counter, lambda tx: apply(tx, asking, answer))


async def drafted(run: Engine, project: Project, count: int) -> list[PlannedEpisode]:
    await ends(run, "plan_episodes", project, Planning(target_episode_count=count))
    return [episode.outline for episode in await episodes(project) if episode.outline]


async def test_a_plan_makes_episodes_in_order_and_characters(run: Engine) -> None:
    project = await story()

    job = await ends(run, "plan_episodes", project, Planning(target_episode_count=14))

    made = await episodes(project)
    assert job.state is JobState.SUCCEEDED, job.error_message
    assert [e.order for e in made] == list(range(1, 15))
    assert all(e.outline is not None and e.outline.title == e.title for e in made)
    names = await Character.filter(project_id=project.id).values_list("name", flat=True)
    assert {"沈知遥", "郑伯", "阿满"} <= set(names)
    assert (await Project.get(id=project.id)).state == "EPISODE_PLAN_EDITING"


async def test_a_plan_over_content_is_refused_without_force(run: Engine) -> None:
    project = await story()
    await factories.episode(project, core_expression=artefacts.core_expression())

    with pytest.raises(NotReady) as refused:
        await run.start("plan_episodes", project)

    assert refused.value.missing == ("force",)


async def test_a_forced_plan_keeps_versions_and_trashes_what_lies_beyond(run: Engine) -> None:
    project = await story()
    old = [
        await factories.episode(project, outline=artefacts.outline(f"Old {n}")) for n in range(4)
    ]
    written = await factories.scene(old[3])
    await factories.character(project)

    params = Planning(target_episode_count=2, force=True)
    await ends(run, "plan_episodes", project, params)

    versions = await Version.filter(project_id=project.id, source="REPLACED", field="outline")
    gone = await Episode.get(id=old[3].id)
    assert [e.id for e in await episodes(project)] == [old[0].id, old[1].id]
    assert {v.target_id for v in versions} == {old[0].id, old[1].id}
    assert gone.order is None
    assert (await Scene.get(id=written.id)).deletion_id == gone.deletion_id is not None
    assert await Character.filter(project_id=project.id).count() == 1


async def test_what_people_wrote_meanwhile_stays(run: Engine) -> None:
    project = await story()
    mine, other = [await factories.episode(project) for _ in range(2)]
    asking = await tried(run, "plan_episodes", project, Planning(target_episode_count=2))
    plan = await asking.answer()
    edited = {"title": "Mine", "revision": mine.revision + 1, "changed": {"title": 2}}
    await Episode.filter(id=mine.id).update(**edited)

    applied = await settled(asking, plan)

    kept, replaced = await episodes(project)
    assert applied
    assert (kept.title, kept.outline) == ("Mine", None)
    assert replaced.id == other.id
    assert replaced.outline is not None
    assert await Version.filter(target_id=mine.id, source="AI").count() == 1


async def test_a_list_gives_way_to_scenes_that_people_wrote_meanwhile(run: Engine) -> None:
    episode = await factories.episode(await story(), core_expression=artefacts.core_expression())
    asking = await tried(run, "generate_episode_scene_list", episode)
    answer = await asking.answer()
    mine = await factories.scene(episode)

    applied = await settled(asking, answer)

    assert not applied
    assert [s.id for s in await scenes(episode)] == [mine.id]
    assert await Version.filter(target_id=episode.id, field="scenes").count() == 1


async def test_a_long_plan_tells_each_chunk_of_all_before_and_rewrites_repetition(
    run: Engine,
) -> None:
    project = await story()
    good = await drafted(run, project, 14)
    copied = good[9].model_copy(update={"title": good[0].title})
    chunks = [[*good[:8]], [*good[8:9], copied, *good[10:]]]
    script = Scripted(
        {
            "EpisodePlan": [EpisodePlan(episodes=c).model_dump_json() for c in chunks],
            "RewrittenEpisodes": [RewrittenEpisodes(episodes=[good[9]]).model_dump_json()],
        }
    )
    params = Planning(target_episode_count=14, force=True)
    asking = await tried(run, "plan_episodes", project, params, script)

    plan = await asking.answer()

    second, rewriting = script.questions[1:]
    assert plan == EpisodePlan(episodes=good)
    assert all(e.title in second.messages[1].text for e in good[:8])
    assert "Episode 1 has this title" in rewriting.messages[1].text


async def test_a_forced_list_trashes_the_old_scenes(run: Engine) -> None:
    project = await story()
    await factories.character(project, name="郑伯")
    episode = await factories.episode(project, core_expression=artefacts.core_expression())
    old = await factories.scene(episode, **artefacts.scene())

    with pytest.raises(NotReady):
        await run.start("generate_episode_scene_list", episode)
    job = await ends(
        run, "generate_episode_scene_list", episode, Listing(scene_count=8, force=True)
    )

    made = await scenes(episode)
    assert job.state is JobState.SUCCEEDED, job.error_message
    assert [s.order for s in made] == list(range(1, 9))
    assert (await Scene.get(id=old.id)).order is None
    assert (await Episode.get(id=episode.id)).scene_count == 8


async def test_refining_makes_what_is_missing_and_keeps_the_rest(run: Engine) -> None:
    episode = await factories.episode(await factories.project())
    anchor = artefacts.anchor()
    scene = await factories.scene(episode, anchor=anchor)

    job = await ends(run, "refine_scene_all", scene)

    refined = await Scene.get(id=scene.id)
    assert job.state is JobState.SUCCEEDED, job.error_message
    assert refined.anchor == anchor
    assert refined.is_complete
    assert await Job.filter(parent_id=job.id).count() == 6


async def test_forced_refining_makes_everything_anew(run: Engine) -> None:
    episode = await factories.episode(await factories.project())
    scene = await factories.scene(episode, **artefacts.finished_scene())

    idle = await ends(run, "refine_scene_all", scene)
    forced = await ends(run, "refine_scene_all", scene, Redo(force=True))

    assert await Job.filter(parent_id=idle.id).count() == 0
    assert await Job.filter(parent_id=forced.id).count() == 7
    assert (await Scene.get(id=scene.id)).is_complete


async def test_a_production_completes_every_scene_and_each_is_its_own(run: Engine) -> None:
    project = await story()

    params = Production(target_episode_count=2, scene_count=6)
    job = await ends(run, "produce_project", project, params)

    done = await Project.get(id=project.id)
    made = [scene for episode in await episodes(project) for scene in await scenes(episode)]
    assert job.state is JobState.SUCCEEDED, job.error_message
    assert (done.state, done.completed_scene_count) == ("ALL_EPISODES_COMPLETE", 12)
    assert all(scene.duration_estimate is not None for scene in made)
    for field in ("summary", "anchor", "keyframes", "motion", "dialogue", "sound_design"):
        assert len({str(getattr(scene, field)) for scene in made}) == 12, field


async def test_what_was_locked_meanwhile_stays_and_the_answer_becomes_a_version(
    run: Engine,
) -> None:
    project = await story(language="en", story="", summary=factories.SUMMARY)
    episode = await factories.episode(project, core_expression=artefacts.core_expression())
    scene = await factories.scene(episode, anchor=artefacts.anchor())
    started = await run.start("generate_scene_anchor", scene)
    await ArtefactMaturity.create(
        team_id=scene.team_id,
        project_id=project.id,
        episode_id=episode.id,
        kind="STORYBOARD",
        status="LOCKED",
    )

    async with run.worker():
        job = await run.ended(started.job.id)

    assert job.result is not None
    assert not job.result["applied"]
    assert (await Scene.get(id=scene.id)).anchor == artefacts.anchor()
    version = await Version.get(target_id=scene.id, field="anchor")
    assert version.job_id == job.id


async def test_refining_makes_only_what_is_stale_and_what_follows_from_it(run: Engine) -> None:
    project = await story(language="en", story="", summary=factories.SUMMARY)
    episode = await factories.episode(project, core_expression=artefacts.core_expression())
    scene = await factories.scene(episode, **artefacts.finished_scene())
    await StaleMark.create(
        team_id=scene.team_id,
        project_id=project.id,
        target_type="scene",
        target_id=scene.id,
        field="motion",
        reason="KEYFRAMES",
        priority="HIGH",
        cause_seq=0,
    )

    job = await ends(run, "refine_scene_all", scene)

    made = await Job.filter(parent_id=job.id).order_by("created_at")
    assert [each.kind for each in made] == [
        "generate_motion_prompt",
        "generate_shot_design",
        "generate_dialogue",
        "generate_sound_design",
        "estimate_duration",
    ]
    assert (await Scene.get(id=scene.id)).state == "COMPLETED"


# What the characters are to each other


async def people(project: Project, *names: str) -> list[Character]:
    return [await factories.character(project, name=name) for name in names]


async def bound(source: Character, target: Character, **fields: Any) -> CharacterRelationship:
    return await CharacterRelationship.create(
        team_id=source.team_id,
        project_id=source.project_id,
        source=source,
        target=target,
        **{
            "type": RelationshipType.ENEMY,
            "label": "旧怨",
            "description": "他们不说话。",
            **fields,
        },
    )


async def relationships(of: Project) -> list[CharacterRelationship]:
    found = CharacterRelationship.filter(project_id=of.id, deleted_at=None)
    return await found.order_by("created_at", "id")


def told(source: Character, target: Character, label: str = "祖孙") -> Relationship:
    return Relationship(
        source_id=source.id,
        target_id=target.id,
        type=RelationshipType.FAMILY,
        label=label,
        description="他们守着同一盏灯。",
        intensity=8,
    )


async def test_relationships_join_the_people_whom_the_story_names_together(run: Engine) -> None:
    project = await story()
    with pytest.raises(NotReady):
        await run.start("generate_character_relationships", project)
    cast = await people(project, "沈知遥", "郑伯", "阿满")

    first = await ends(run, "generate_character_relationships", project)
    made = await relationships(project)
    again = await ends(run, "generate_character_relationships", project)

    pairs = [(each.source_id, each.target_id) for each in made]
    assert first.state is again.state is JobState.SUCCEEDED, first.error_message
    assert (cast[1].id, cast[2].id) in pairs
    assert len(set(pairs)) == len(pairs)
    assert [each.id for each in await relationships(project)] == [each.id for each in made]


async def test_relationships_that_are_written_stay_unless_they_are_asked_for_anew(
    run: Engine,
) -> None:
    project = await story()
    keeper, boy, guest = await people(project, "郑伯", "阿满", "沈知遥")
    mine = await bound(keeper, boy, label="")
    answer = Relationships(relationships=[told(keeper, boy), told(boy, guest, "客人")])
    asking = await tried(run, "generate_character_relationships", project)
    kept = await settled(asking, answer)
    before = await relationships(project)

    present = await context.load(project.id)
    assert present is not None
    replaced = await settled(replace(asking, context=present, params=Redo(force=True)), answer)

    after = await relationships(project)
    (old,) = await Version.filter(target_id=project.id, source="REPLACED")
    assert kept
    assert replaced
    assert [(each.id, each.label) for each in before] == [(mine.id, ""), (before[1].id, "客人")]
    assert [(each.label, each.revision) for each in after] == [("祖孙", 2), ("客人", 1)]
    assert old.field == "relationships"
    assert [each["description"] for each in old.body["relationships"]] == ["他们不说话。"]
    assert await Version.filter(target_id=project.id, source="AI").count() == 1


async def test_relationships_change_over_the_episodes_and_what_changed_is_told(
    run: Engine,
) -> None:
    project = await story()
    await people(project, "沈知遥", "郑伯", "阿满")
    await drafted(run, project, 4)

    job = await ends(run, "generate_character_relationships", project)

    arcs = [each.arc for each in await relationships(project) if each.arc]
    script = Scripted({"Relationships": [Relationships(relationships=[]).model_dump_json()]})
    await (await tried(run, "generate_character_relationships", project, None, script)).answer()
    assert job.state is JobState.SUCCEEDED, job.error_message
    assert {turn.episode_order for arc in arcs for turn in arc.turns} <= {1, 2, 3, 4}
    assert max(len(arc.turns) for arc in arcs) > 1
    assert arcs[0].turns[0].change in script.questions[0].messages[1].text


async def test_an_arc_that_is_written_anew_replaces_the_one_before(run: Engine) -> None:
    project = await story()
    keeper, boy = await people(project, "郑伯", "阿满")
    await bound(keeper, boy)
    asking = await tried(run, "generate_character_relationships", project, Redo(force=True))
    turn = RelationshipTurn(episode_order=1, change="他们和解。", new_intensity=9)
    arc = RelationshipArc(turns=[turn])
    first = told(keeper, boy).model_copy(update={"arc": arc})

    await settled(asking, Relationships(relationships=[first]))
    (made,) = await relationships(project)
    await settled(asking, Relationships(relationships=[first]))
    await settled(asking, Relationships(relationships=[told(keeper, boy)]))

    (after,) = await relationships(project)
    versions = await Version.filter(target_id=project.id, source="REPLACED").order_by("created_at")
    assert (made.arc, made.revision) == (arc, 2)
    assert (after.arc, after.revision) == (None, 3)
    assert [each.body["relationships"][0]["arc"] for each in versions] == [
        None,
        arc.model_dump(mode="json"),
    ]


async def test_what_people_do_to_relationships_meanwhile_stays(run: Engine) -> None:
    project = await story()
    keeper, boy, guest, gone = await people(project, "郑伯", "阿满", "沈知遥", "何川")
    edited, removed = await bound(keeper, boy), await bound(boy, keeper)
    asking = await tried(run, "generate_character_relationships", project, Redo(force=True))
    changes = {"label": "家人", "revision": 2, "changed": {"label": 2}}
    await CharacterRelationship.filter(id=edited.id).update(**changes)
    await CharacterRelationship.filter(id=removed.id).update(deleted_at=clock.now())
    added = await bound(guest, boy)
    await Character.filter(id=gone.id).update(deleted_at=clock.now())
    pairs = ((keeper, boy), (boy, keeper), (guest, boy), (guest, gone))
    answer = Relationships(relationships=[told(*pair) for pair in pairs])

    applied = await settled(asking, answer)

    labels = {each.id: each.label for each in await relationships(project)}
    (version,) = await Version.filter(target_id=project.id, field="relationships")
    assert not applied
    assert labels == {edited.id: "家人", added.id: "旧怨"}
    assert version.source == "AI"
    assert len(version.body["relationships"]) == len(pairs)


# Where a season goes, and how it feels


async def test_a_season_arc_is_told_to_what_is_made_after_it(run: Engine) -> None:
    project = await story()
    await people(project, "沈知遥", "郑伯")

    job = await ends(run, "generate_season_arc", project)
    params = Planning(target_episode_count=2)
    known = await context.load(project.id)
    assert known is not None
    plan = run.kinds["plan_episodes"].draft(known, params)  # type: ignore[misc]  # it drafts
    script = Scripted({"EpisodePlan": [plan.model_dump_json()]})
    await (await tried(run, "plan_episodes", project, params, script)).answer()

    arc = (await Project.get(id=project.id)).season_arc
    (question,) = script.questions
    assert job.state is JobState.SUCCEEDED, job.error_message
    assert arc is not None
    assert arc.question in question.messages[1].text


async def test_an_emotion_arc_follows_the_episodes_and_is_stale_when_they_change(
    run: Engine,
) -> None:
    project = await story()
    with pytest.raises(NotReady):
        await run.start("generate_emotion_arc", project)
    await drafted(run, project, 3)

    job = await ends(run, "generate_emotion_arc", project)
    arc = (await Project.get(id=project.id)).emotion_arc
    await drafted(run, project, 4)

    assert job.state is JobState.SUCCEEDED, job.error_message
    assert arc is not None
    assert [point.episode_order for point in arc.points] == [1, 2, 3]
    marks = await StaleMark.filter(target_id=project.id, field="emotion_arc")
    assert [mark.reason for mark in marks] == ["EPISODE_PLAN"]
