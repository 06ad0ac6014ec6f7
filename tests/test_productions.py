"""The kinds that write lists of rows, and whole productions, on real servers without a model."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from aixss.errors import NotReady
from aixss.jobs import lifecycle
from aixss.jobs.ask import Asking
from aixss.jobs.models import Job, Stage
from aixss.jobs.states import JobState
from aixss.kinds import registry
from aixss.kinds._params import Listing, Planning, Production, Redo
from aixss.kinds.plan_episodes import RewrittenEpisodes
from aixss.kit import db, ids
from aixss.kit.db import Counter
from aixss.providers.offline import Offline
from aixss.providers.scripted import Scripted
from aixss.providers.spec import Access, OutputMode
from aixss.stories import context
from aixss.stories.artefacts.episode_plan import EpisodePlan, PlannedEpisode
from aixss.stories.models import (
    ArtefactMaturity,
    Character,
    Episode,
    Project,
    Scene,
    StaleMark,
    Version,
)
from tests import artefacts, factories
from tests.engine import Engine, engine

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


async def attempt(
    run: Engine, kind: str, row: Project | Episode, params: Any = None, provider: Any = None
) -> Asking:
    """An attempt of a job, claimed by nobody's worker."""
    job = (await run.start(kind, row, params)).job
    claimed = await lifecycle.claim(job.id, ids.new())
    found = await context.load(job.project_id, job.episode_id)  # type: ignore[arg-type]  # it has one
    assert claimed is not None
    assert found is not None
    return Asking(
        kind=run.kinds[kind],
        job_id=job.id,
        team_id=job.team_id,
        attempt=claimed["attempt"],
        story=found,
        params=params or run.kinds[kind].params(),
        access=Access("offline", "rules", OutputMode.JSON_OBJECT, timeout_s=10),
        provider=provider or Offline(),
        profile_id=None,
        rewritten={},
        report=quietly,
    )


async def quietly(_ratio: float | None, _stage: Stage, _note: str) -> None:
    """Reports to nobody."""


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
    asking = await attempt(run, "plan_episodes", project, Planning(target_episode_count=2))
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
    asking = await attempt(run, "generate_episode_scene_list", episode)
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
    asking = await attempt(run, "plan_episodes", project, params, script)

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
    assert await Job.filter(parent_id=job.id).count() == 3


async def test_forced_refining_makes_everything_anew(run: Engine) -> None:
    episode = await factories.episode(await factories.project())
    scene = await factories.scene(episode, **artefacts.scene())

    idle = await ends(run, "refine_scene_all", scene)
    forced = await ends(run, "refine_scene_all", scene, Redo(force=True))

    assert await Job.filter(parent_id=idle.id).count() == 0
    assert await Job.filter(parent_id=forced.id).count() == 4
    assert (await Scene.get(id=scene.id)).is_complete


async def test_a_production_completes_every_scene_and_each_is_its_own(run: Engine) -> None:
    project = await story()

    params = Production(target_episode_count=2, scene_count=6)
    job = await ends(run, "produce_project", project, params)

    done = await Project.get(id=project.id)
    made = [scene for episode in await episodes(project) for scene in await scenes(episode)]
    assert job.state is JobState.SUCCEEDED, job.error_message
    assert (done.state, done.completed_scene_count) == ("ALL_EPISODES_COMPLETE", 12)
    for field in ("summary", "anchor", "keyframes", "motion", "dialogue"):
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
    scene = await factories.scene(episode, **artefacts.scene())
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
    assert [each.kind for each in made] == ["generate_motion_prompt", "generate_dialogue"]
    assert (await Scene.get(id=scene.id)).state == "COMPLETED"
