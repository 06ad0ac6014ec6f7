"""Whole productions by a model on the wire that answers each schema with chance."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from aixss.jobs.models import AIProfile, Job, UsageRecord, UsageStatus
from aixss.jobs.states import ENDED, JobState
from aixss.kinds import registry
from aixss.kinds._params import Production
from aixss.kit import ids
from aixss.kit.crypto import KeyRing
from aixss.providers.spec import OutputMode
from aixss.stories import context
from aixss.stories.artefacts.base import Artefact
from aixss.stories.models import Episode, Project, Scene, StaleMark
from tests import factories
from tests.engine import KEYS, Engine, engine
from tests.openai_server import FakeOpenAI, fake_openai
from tests.schema_server import Improviser

EXAMPLES = Path(__file__).parents[1] / "examples"
SLOTS = 100


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(
        database_url, redis_url, slots=SLOTS, allow_private_providers=True
    ) as started:
        started.kinds = registry.load()
        yield started


async def profile(server: FakeOpenAI, project: Project, mode: OutputMode) -> AIProfile:
    made = AIProfile(
        id=ids.new(),
        team_id=project.team_id,
        name="Chance",
        provider="openai_compatible",
        model="chance-1",
        base_url=server.base_url,
        output_mode=mode,
        is_default=True,
    )
    made.sealed_key = KeyRing.parse(KEYS).seal("sk-test-0123456789", made.id.bytes)
    await made.save(force_create=True)
    return made


async def produced(run: Engine, project: Project, params: Production, limit_s: float) -> Job:
    async with run.worker():
        job = (await run.start("produce_project", project, params)).job
        async with asyncio.timeout(limit_s):
            while job.state not in ENDED:
                await asyncio.sleep(0.1)
                job = await Job.get(id=job.id)
    return job


async def wrong(project: Project) -> list[str]:
    """What breaks a rule of its artefact, wherever it stands now."""
    found = []
    for scene in await Scene.filter(project_id=project.id, deleted_at=None):
        story = await context.load(project.id, scene.episode_id, scene.id, groups=True)
        assert story is not None
        found += [
            f"{scene.order}.{name}.{each.path}: {each.message}"
            for row in (scene, *story.groups)
            for name in row._meta.fields_map
            if isinstance(value := getattr(row, name), Artefact)
            for each in value.violations(story.rules())
        ]
    return found


@pytest.mark.parametrize(
    ("seed", "language", "mode", "episodes", "scenes", "limit_s"),
    [
        pytest.param(7, "zh", OutputMode.JSON_SCHEMA, 1, 6, 60, id="small-zh-json-schema"),
        pytest.param(8, "en", OutputMode.TOOL, 1, 6, 60, id="small-en-tool"),
        pytest.param(9, "zh", OutputMode.JSON_OBJECT, 1, 6, 60, id="small-zh-json-object"),
        pytest.param(
            10, "zh", OutputMode.JSON_SCHEMA, 12, 12, 1200, marks=pytest.mark.slow, id="whole"
        ),
    ],
)
async def test_a_production_by_chance_is_complete_valid_and_paid_once(
    run: Engine,
    seed: int,
    language: str,
    mode: OutputMode,
    episodes: int,
    scenes: int,
    limit_s: float,
) -> None:
    text = next(EXAMPLES.glob(f"*.{language}.md")).read_text()
    project = await factories.project(
        story=text, summary=text[:500], style="ink 水墨", language=language
    )
    began = time.monotonic()

    async with fake_openai(Improviser(seed)) as server:
        await profile(server, project, mode)
        params = Production(target_episode_count=episodes, scene_count=scenes, storyboards=1)
        job = await produced(run, project, params, limit_s)
    took = time.monotonic() - began

    jobs = await Job.filter(project_id=project.id)
    records = await UsageRecord.filter(project_id=project.id)
    done = await Project.get(id=project.id)
    sys.stdout.write(f"seed {seed}: {len(jobs)} jobs, {len(server.calls)} calls, {took:.1f} s\n")
    attempts = {each.id: each.attempt for each in jobs}
    failed = [(each.kind, each.error_message) for each in jobs if each.state != JobState.SUCCEEDED]
    assert failed == [], "\n".join(map(str, failed))
    assert job.state is JobState.SUCCEEDED
    assert (done.state, done.completed_scene_count) == ("ALL_EPISODES_COMPLETE", episodes * scenes)
    assert done.estimated_scene_count == episodes * scenes
    assert await Episode.filter(project_id=project.id, deleted_at=None).count() == episodes
    assert await StaleMark.filter(project_id=project.id, target_type="scene").count() == 0
    assert await wrong(project) == []
    # Each call is in the books once, with what it cost.
    assert {each.status for each in records} == {UsageStatus.ANSWERED}
    assert len(records) == len(server.calls) == len(server.usage)
    assert sum(each.input_tokens or 0 for each in records) == sum(
        each["prompt_tokens"] for each in server.usage
    )
    assert sum(each.output_tokens or 0 for each in records) == sum(
        each["completion_tokens"] for each in server.usage
    )
    assert len({(each.job_id, each.request_hash) for each in records}) == len(records)
    # A result tells of the attempt that ended well.
    last = [each for each in records if each.attempt == attempts[each.job_id]]
    assert sum((each.result or {}).get("calls", 0) for each in jobs) == len(last)
