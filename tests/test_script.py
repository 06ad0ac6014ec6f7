"""The episode's script, and what is made on its ground, on real servers without a model."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial

import pytest

from aixss.errors import ArtefactLocked, NotReady
from aixss.jobs.models import Job
from aixss.jobs.states import JobState
from aixss.kinds import registry
from aixss.kinds._params import EpisodeRun, Listing, Scripting
from aixss.kit import db
from aixss.kit.db import Counter
from aixss.stories import staleness
from aixss.stories.artefacts.dialogue import DialogueType
from aixss.stories.artefacts.script import ScriptSpeech
from aixss.stories.models import ArtefactMaturity, Episode, Project, Scene, StaleMark
from tests import artefacts, factories
from tests.engine import Engine, engine


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        started.kinds = registry.load()
        yield started


async def expressed(**fields: object) -> Episode:
    """An episode of a story in English that has its core expression."""
    project = await factories.project(
        language="en", summary=factories.SUMMARY, story="", style="ink"
    )
    known = {"core_expression": artefacts.core_expression(), "summary": "A letter arrives."}
    return await factories.episode(project, **{**known, **fields})


async def scenes(of: Episode) -> list[Scene]:
    return await Scene.filter(episode_id=of.id, deleted_at=None).order_by("order")


async def ends(run: Engine, kind: str, row: Episode | Scene, params: object = None) -> Job:
    async with run.worker():
        job = await run.ended((await run.start(kind, row, params)).job.id)  # type: ignore[arg-type]  # params of the kind
    assert job.state is JobState.SUCCEEDED, job.error_message
    return job


async def test_a_script_needs_the_core_expression(run: Engine) -> None:
    episode = await expressed(core_expression=None)

    with pytest.raises(NotReady) as refused:
        await run.start("generate_scene_script", episode)

    assert refused.value.missing == ("coreExpression",)


async def test_a_locked_outline_refuses_a_script(run: Engine) -> None:
    episode = await expressed()
    await ArtefactMaturity.create(
        team_id=episode.team_id,
        project_id=episode.project_id,
        episode_id=episode.id,
        kind="OUTLINE",
        status="LOCKED",
    )

    with pytest.raises(ArtefactLocked):
        await run.start("generate_scene_script", episode)


async def test_while_its_script_is_written_an_episode_says_so(run: Engine) -> None:
    episode = await expressed()

    started = await run.start("generate_scene_script", episode, Scripting(scene_count=7))
    during = (await Episode.get(id=episode.id)).state
    async with run.worker():
        await run.ended(started.job.id)

    after = await Episode.get(id=episode.id)
    assert (during, after.state) == ("SCRIPT_WRITING", "CORE_EXPRESSION_READY")
    assert after.script is not None
    assert len(after.script.scenes) == 7


async def test_the_scene_list_follows_the_script(run: Engine) -> None:
    episode = await expressed(script=artefacts.script())

    await ends(run, "generate_episode_scene_list", episode)

    assert [scene.summary for scene in await scenes(episode)] == list(artefacts.SCRIPTED)


async def test_a_wanted_count_goes_before_the_scripts(run: Engine) -> None:
    episode = await expressed(script=artefacts.script())

    await ends(run, "generate_episode_scene_list", episode, Listing(scene_count=9))

    assert len(await scenes(episode)) == 9


async def test_a_script_that_cannot_be_listed_word_for_word_is_listed_anyway(run: Engine) -> None:
    script = artefacts.script()
    numbered = [s.model_copy(update={"summary": f"{s.order}. {s.summary}"}) for s in script.scenes]
    episode = await expressed(script=script.model_copy(update={"scenes": numbered}))

    await ends(run, "generate_episode_scene_list", episode)

    assert len(await scenes(episode)) == 6


async def spoken(run: Engine, episode: Episode, count: int) -> list[tuple[str, str]]:
    """The lines of the second of `count` scenes once its dialogue is made, with their types."""
    moving = {**artefacts.scene(), "dialogue": None, "state": "MOTION_CONFIRMED"}
    made = [await factories.scene(episode, **moving) for _ in range(count)]
    await ends(run, "generate_dialogue", made[1])
    dialogue = (await Scene.get(id=made[1].id)).dialogue
    assert dialogue is not None
    return [(line.content, line.type) for line in dialogue.lines]


async def test_the_dialogue_keeps_the_lines_of_the_script(run: Engine) -> None:
    episode = await expressed()
    keeper = await factories.character(await Project.get(id=episode.project_id), name="Tam")
    script = artefacts.script()
    second = script.scenes[1]
    speech = ScriptSpeech(after_action=1, speaker_id=keeper.id, line="Put out the light.")
    second = second.model_copy(update={"dialogue": [speech]})
    episode.script = script.model_copy(
        update={"scenes": [script.scenes[0], second, *script.scenes[2:]]}
    )
    await episode.save()

    lines = await spoken(run, episode, 6)

    assert ("Put out the light.", DialogueType.DIALOGUE) in lines
    assert (artefacts.SCRIPTED[1] + ".", DialogueType.NARRATION) in lines


async def test_a_list_of_another_length_does_not_follow_the_script(run: Engine) -> None:
    episode = await expressed(script=artefacts.script("Nobody may say this."))

    lines = await spoken(run, episode, 3)

    assert all("Nobody may say this." not in line for line, _ in lines)


async def test_making_an_episode_scripts_it_before_its_scenes_are_listed(run: Engine) -> None:
    episode = await expressed()

    job = await ends(run, "run_episode_creation_agent", episode, EpisodeRun(scene_count=6))

    made = await Job.filter(parent_id=job.id).order_by("created_at")
    found = await Episode.get(id=episode.id)
    assert [each.kind for each in made][:2] == [
        "generate_scene_script",
        "generate_episode_scene_list",
    ]
    assert found.script is not None
    assert [scene.summary for scene in await scenes(episode)] == [
        scene.summary for scene in found.script.scenes
    ]
    assert found.state == "COMPLETE"


async def test_an_episode_with_scenes_or_a_script_is_not_scripted_again(run: Engine) -> None:
    scripted = await expressed(script=artefacts.script())
    listed = await expressed()
    await factories.scene(listed, **artefacts.finished_scene())

    for episode in (scripted, listed):
        await ends(run, "run_episode_creation_agent", episode)

    ids = [scripted.id, listed.id]
    assert not await Job.filter(kind="generate_scene_script", episode_id__in=ids).count()


async def test_a_changed_script_makes_the_dialogues_stale_and_is_stale_by_what_it_says() -> None:
    episode = await expressed(script=artefacts.script())
    scene = await factories.scene(episode, **artefacts.scene())

    for field in ("core_expression", "script"):
        await db.change(
            Counter("project", episode.project_id),
            partial(staleness.mark, table="episode", row_id=episode.id, fields=[field], live=[]),
        )

    marks = await StaleMark.filter(project_id=episode.project_id)
    found = {(m.target_id, m.field, m.reason, m.priority.value) for m in marks}
    assert (episode.id, "script", "CORE_EXPRESSION", "HIGH") in found
    assert (scene.id, "dialogue", "SCRIPT", "MEDIUM") in found
