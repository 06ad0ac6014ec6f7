"""Sound designs and duration estimates of scenes: jobs, edits, and what episodes tell of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from decimal import Decimal
from typing import Any

import pytest

from aixss.accounts.models import Role, Team
from aixss.errors import Invalid, NotReady, OverBudget
from aixss.jobs import budgets
from aixss.jobs.budgets import BudgetFields
from aixss.jobs.live import live
from aixss.jobs.models import AIProfile, Job, UsageRecord
from aixss.jobs.states import JobState
from aixss.kinds import registry
from aixss.kit import clock, db, ids
from aixss.kit.db import Counter
from aixss.providers.spec import OutputMode
from aixss.stories import edits
from aixss.stories.models import Episode, Scene, StaleMark
from tests import artefacts, factories
from tests.api import Api
from tests.api import api as running
from tests.engine import Engine, engine


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        started.kinds = registry.load()
        yield started


@pytest.fixture
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started


async def complete_scene(**more: Any) -> Scene:
    project = await factories.project(language="en", summary=factories.SUMMARY)
    episode = await factories.episode(project)
    return await factories.scene(episode, **{**artefacts.scene(), **more})


async def edit(row: Scene, **patch: object) -> Scene:
    async def work(tx: db.Change) -> Scene:
        return await edits.update(tx, Scene, row.id, patch, row.revision, live=await live(tx))

    return await db.change(Counter("project", row.project_id), work)


async def stale(row: Scene) -> set[str]:
    return {mark.field for mark in await StaleMark.filter(target_id=row.id)}


async def test_a_sound_design_keeps_a_complete_scene_complete_while_it_is_made(
    run: Engine,
) -> None:
    scene = await complete_scene()

    started = await run.start("generate_sound_design", scene)
    meanwhile = await Scene.get(id=scene.id)
    counted = await Episode.get(id=scene.episode_id)
    async with run.worker():
        job = await run.ended(started.job.id)

    after = await Scene.get(id=scene.id)
    assert (meanwhile.state, meanwhile.is_complete) == ("SOUND_DESIGN_GENERATING", True)
    assert counted.completed_scene_count == 1
    assert job.state is JobState.SUCCEEDED, job.error_message
    assert (after.state, after.is_complete) == ("COMPLETED", True)
    assert after.sound_design is not None
    assert {cue.type for cue in after.sound_design.cues} >= {"AMBIENCE", "BGM"}


@pytest.mark.parametrize("kind", ["generate_sound_design", "estimate_duration"])
async def test_sound_and_length_need_the_dialogue(run: Engine, kind: str) -> None:
    scene = await complete_scene(dialogue=None)

    with pytest.raises(NotReady) as refused:
        await run.start(kind, scene)

    assert refused.value.missing == ("dialogue",)


async def test_an_estimate_asks_nobody_so_no_budget_stops_it(run: Engine) -> None:
    scene = await complete_scene()
    profile = await AIProfile.create(
        team_id=scene.team_id,
        name="Spent",
        provider="openai_compatible",
        model="m",
        base_url="https://models.example",
        output_mode=OutputMode.TOOL,
        is_default=True,
    )
    spent = BudgetFields(limit_usd=Decimal(0), is_stopping=True)
    await db.change(Counter("team", scene.team_id, "id"), lambda tx: budgets.update(tx, spent, 1))

    with pytest.raises(OverBudget):
        await run.start("generate_sound_design", scene)
    first = await run.start("estimate_duration", scene, profile_id=profile.id)
    second = await run.start("estimate_duration", scene)
    async with run.worker():
        job = await run.ended(first.job.id)

    assert second.deduplicated
    assert job.state is JobState.SUCCEEDED, job.error_message
    assert job.profile_id is None
    assert job.result is not None
    assert (job.result["provider"], job.result["model"], job.result["calls"]) == (None, None, 0)
    assert await UsageRecord.filter(job_id=job.id).count() == 0
    estimate = (await Scene.get(id=scene.id)).duration_estimate
    assert estimate is not None
    assert estimate.total_s > 3


async def test_a_changed_line_makes_sound_and_length_stale_and_refining_mends_just_these(
    run: Engine,
) -> None:
    scene = await complete_scene(**artefacts.finished_scene())

    changed = await edit(scene, dialogue=artefacts.dialogue("Nobody has answered for a year."))
    found = await stale(scene)
    async with run.worker():
        job = await run.ended((await run.start("refine_scene_all", scene)).job.id)

    assert found == {"sound_design", "duration_estimate"}
    assert (changed.state, changed.is_complete) == ("NEEDS_UPDATE", True)
    made = await Job.filter(parent_id=job.id).order_by("created_at")
    assert [each.kind for each in made] == ["generate_sound_design", "estimate_duration"]
    assert await stale(scene) == set()
    assert (await Scene.get(id=scene.id)).state == "COMPLETED"


async def test_a_cue_begins_at_a_line_that_there_is(run: Engine) -> None:
    scene = await complete_scene()
    sound = artefacts.sound_design()
    cue = sound.cues[0].model_copy(update={"at_line": 2})

    with pytest.raises(Invalid) as refused:
        await edit(scene, sound_design=sound.model_copy(update={"cues": [cue]}))
    await edit(scene, sound_design=sound)

    assert refused.value.path == ("sound_design", "cues", "0", "at_line")
    assert (await Scene.get(id=scene.id)).sound_design == sound


LENGTH = """
query ($id: ID!) {
  episode(id: $id) {
    scenes { durationEstimate { dialogueS actionS pauseS transitionS totalS confidence } }
  }
}
"""


async def test_the_scenes_of_an_episode_tell_how_long_they_last(api: Api) -> None:
    project = await factories.project()
    episode, empty = await factories.episode(project), await factories.episode(project)
    for seconds in (2.5, 10.1):
        estimate = artefacts.duration_estimate(seconds)
        await factories.scene(episode, duration_estimate=estimate)
    await factories.scene(episode)
    trashed = {"deleted_at": clock.now(), "order": None}
    await factories.scene(episode, duration_estimate=artefacts.duration_estimate(), **trashed)
    token = await api.member(await Team.get(id=project.team_id), Role.VIEWER)

    told, nothing = [
        (await api.data(LENGTH, {"id": ids.encode("eps", row.id)}, token))["episode"]
        for row in (episode, empty)
    ]

    totals = [each["durationEstimate"]["totalS"] for each in told["scenes"][:2]]
    assert totals == [6.6, 14.2]
    assert told["scenes"][2] == {"durationEstimate": None}
    assert nothing == {"scenes": []}
