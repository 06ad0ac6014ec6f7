"""The kinds that write lists of rows, and whole productions, on real servers without a model."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from aixss.errors import NotReady
from aixss.jobs.models import Job
from aixss.jobs.states import JobState
from aixss.kinds import registry
from aixss.kinds._params import Listing, Planning, Production, Redo
from aixss.kit import db
from aixss.stories.models import Character, Episode, Project, Scene, Version
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
    started = await run.start("plan_episodes", project, Planning(target_episode_count=2))
    seen = {"revision": 5, "changed": {"title": 5}}
    # The job has not read the story yet; only a later edit is newer than what it will read.
    kind = run.kinds["plan_episodes"]
    assert kind.compose is not None

    async with run.worker():
        await run.ended(started.job.id)
    await Episode.filter(id=mine.id).update(**seen)

    assert (await Episode.get(id=other.id)).outline is not None


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
    spoken = await db.rows("SELECT count(*) AS n FROM job WHERE state <> 'SUCCEEDED'")
    assert spoken[0]["n"] >= 0
