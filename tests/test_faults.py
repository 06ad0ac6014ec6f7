"""Productions on a model behind real HTTP, while things go wrong."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from aixss.jobs import lifecycle
from aixss.jobs.models import AIProfile, Job, UsageRecord, UsageStatus
from aixss.jobs.spec import Kinds
from aixss.jobs.states import JobState
from aixss.kinds import registry
from aixss.kinds._params import Production
from aixss.kinds.refine_scene_all import STAGES
from aixss.kit import db
from aixss.kit.crypto import KeyRing
from aixss.migrate import direct
from aixss.moves import StateChange
from aixss.providers.spec import OutputMode
from aixss.stories.artefacts.base import Artefact
from aixss.stories.artefacts.episode_plan import EpisodePlan
from aixss.stories.artefacts.scene_list import SceneLine, SceneList
from aixss.stories.models import Project, Scene
from tests import artefacts, factories
from tests.engine import KEYS, Engine, engine
from tests.openai_server import Call, FakeOpenAI, Fault, fake_openai

STORY = Path(__file__).parents[1] / "examples" / "last-ferry.en.md"
SCENES = 6
KINDS = registry.load()
# What a worker process needs beside the environment of the test.
WORK = """
import asyncio
from aixss import settings, worker
asyncio.run(worker.work(settings.read()))
"""


def answer(body: Mapping[str, Any]) -> str:
    """A good answer of each shape, for a story in English without a cast."""
    name = Call(0, body, {}).output_name
    good: dict[str, Callable[[], Artefact]] = {
        "EpisodePlan": lambda: EpisodePlan(episodes=[artefacts.outline()]),
        "CoreExpression": artefacts.core_expression,
        "EpisodeScript": artefacts.script,
        "EmotionArc": lambda: artefacts.emotion_arc(1),
        "SceneList": lambda: SceneList(
            scenes=[
                SceneLine(summary=f"Letter number {n} is read by the lamp, and {what}.")
                for n, what in enumerate(
                    (
                        "rain starts",
                        "a gull cries",
                        "the oil runs low",
                        "steps are heard",
                        "the glass cracks",
                        "the light goes out",
                    ),
                    1,
                )
            ]
        ),
        "SceneAnchor": artefacts.anchor,
        "ActionPlan": artefacts.action_plan,
        "KeyframeGroup": artefacts.keyframe_group,
        "BoardLook": artefacts.board_look,
        "MotionPrompt": artefacts.motion,
        "ShotDesign": artefacts.shot_design,
        "Dialogue": artefacts.dialogue,
        "SoundDesign": artefacts.sound_design,
    }
    return good[str(name)]().model_dump_json()


class Faults:
    """Misbehave at the first call for each of some shapes, otherwise be a little slow."""

    def __init__(self, first: Mapping[str, list[Fault]], delay_s: float = 0.0) -> None:
        self._first = {name: list(faults) for name, faults in first.items()}
        self._delay_s = delay_s

    def __call__(self, call: Call) -> Fault | None:
        waiting = self._first.get(str(call.output_name))
        return waiting.pop(0) if waiting else Fault.slow(self._delay_s)


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url, allow_private_providers=True) as started:
        started.kinds = KINDS
        yield started


async def commission(run: Engine, server: FakeOpenAI) -> Job:
    """Start a production of one episode with a profile that points at the server."""
    text = STORY.read_text()
    # What the story stands on is there: the first that is asked for is the plan.
    project = await factories.project(
        language="en",
        summary=text[:2000],
        story=text,
        causal_chain=artefacts.causal_chain(),
        season_arc=artefacts.season_arc(),
    )
    profile = AIProfile(
        team_id=project.team_id,
        name="Fake",
        provider="openai_compatible",
        model="fake-1",
        base_url=server.base_url,
        output_mode=OutputMode.TOOL,
    )
    profile.sealed_key = KeyRing.parse(KEYS).seal("sk-test-0123456789", profile.id.bytes)
    await profile.save(force_create=True)
    params = Production(target_episode_count=1, scene_count=SCENES)
    return (await run.start("produce_project", project, params, profile_id=profile.id)).job


async def check_complete(job: Job) -> None:
    """The production ended well, and everything in it was written exactly once."""
    assert job.state is JobState.SUCCEEDED, job.error_message
    project = await Project.get(id=job.project_id)
    assert project.state == "ALL_EPISODES_COMPLETE"
    assert (project.scene_count, project.completed_scene_count) == (SCENES, SCENES)
    jobs = await Job.filter(project_id=job.project_id)
    settled = await StateChange.filter(
        machine="job", event="settle", target_id__in=[each.id for each in jobs]
    ).values_list("target_id", flat=True)
    assert Counter(settled) == Counter({each.id: 1 for each in jobs})
    scenes = await Scene.filter(project_id=job.project_id)
    # Created, then each column of its stages once.
    columns = sum(len(KINDS[kind].writes) for kind in STAGES.values())
    assert [scene.revision for scene in scenes] == [1 + columns] * SCENES


async def check_paid(job: Job, server: FakeOpenAI) -> None:
    """No question was asked again once it was answered, and every call is on record."""
    records = await UsageRecord.filter(project_id=job.project_id)
    answered = [(r.job_id, r.request_hash) for r in records if r.status is UsageStatus.ANSWERED]
    assert len(answered) == len(set(answered))
    # Of a killed worker nobody knows whether it still sent the call that it had written down.
    unknown = sum(r.status is UsageStatus.PENDING for r in records)
    assert len(records) - unknown <= len(server.calls) <= len(records)


async def test_bad_answers_are_repaired_and_rate_limits_waited_for(run: Engine) -> None:
    faults = Faults(
        {
            "SceneAnchor": [Fault.prose],
            "Dialogue": [Fault.truncated],
            "MotionPrompt": [Fault.status(429, retry_after=1)],
        }
    )
    async with fake_openai(answer, faults) as server, run.worker():
        job = await run.ended((await commission(run, server)).id)

    await check_complete(job)
    await check_paid(job, server)
    results = [j.result for j in await Job.filter(project_id=job.project_id) if j.result]
    assert sum(result["repairs"] for result in results) == 2
    limited = await UsageRecord.filter(project_id=job.project_id, failure="RATE_LIMIT")
    assert len(limited) == 1
    waited = await Job.get(id=limited[0].job_id)
    assert (waited.attempt, waited.failures) == (2, 0)


@pytest.mark.parametrize(
    ("fault", "code", "attempts"),
    [
        (Fault.status(401), "AUTH", 1),
        (Fault.status(500), "UNAVAILABLE", 2),
        (Fault.prose, "BAD_ANSWER", 2),
        (Fault.status(429, retry_after=3600), "RATE_LIMITED", 1),
    ],
    ids=["401", "500", "prose", "429 for an hour"],
)
async def test_a_provider_that_never_mends_fails_the_job(
    run: Engine, fault: Fault, code: str, attempts: int
) -> None:
    async with fake_openai(answer, lambda _: fault) as server, run.worker():
        parent = await run.ended((await commission(run, server)).id)

    planning = await Job.get(parent_id=parent.id)
    assert (planning.state, planning.error_code) == (JobState.FAILED, code)
    assert planning.attempt == attempts
    assert parent.error_code == "CHILD_FAILED"
    assert (planning.raw_output is not None) == (code == "BAD_ANSWER")
    assert (await Project.get(id=parent.project_id)).state == "DATA_COLLECTING"


async def test_a_cancel_aborts_the_call(run: Engine) -> None:
    async with fake_openai(answer, lambda _: Fault.never) as server, run.worker():
        job = await commission(run, server)
        await server.next_call()
        counter = db.Counter("project", job.project_id)  # type: ignore[arg-type]  # it has one
        await db.change(counter, lambda tx: lifecycle.cancel(tx, job.id))
        async with asyncio.timeout(5):
            await server.abandoned.wait()

    jobs = await Job.filter(project_id=job.project_id)
    assert {each.state for each in jobs} == {JobState.CANCELLED}
    record = await UsageRecord.get(project_id=job.project_id)
    assert (record.status, record.failure) == (UsageStatus.FAILED, "ABORTED")


async def test_an_answer_is_written_before_its_job_is_given_back(
    run: Engine, database_url: str
) -> None:
    async def hold_up() -> None:
        async with direct(database_url) as other, other.transaction():
            await other.execute("SELECT FROM usage_record FOR UPDATE")
            await asyncio.sleep(1.5)

    async with fake_openai(answer, Faults({}, delay_s=0.2)) as server:
        async with run.worker():
            job = await commission(run, server)
            await server.next_call()
            holding = asyncio.create_task(hold_up())
            await asyncio.sleep(0.5)  # answered by now, and not yet written
        planning = await Job.get(parent_id=job.id)
        record = await UsageRecord.get(job_id=planning.id)
        await holding

    assert planning.state is JobState.QUEUED
    assert record.status is UsageStatus.ANSWERED


async def test_a_killed_worker_loses_nothing(
    run: Engine, database_url: str, redis_url: str
) -> None:
    env = {
        **os.environ,
        "AIXSS_DATABASE_URL": database_url,
        "AIXSS_REDIS_URL": redis_url,
        "AIXSS_SECRET_KEYS": KEYS,
        "AIXSS_ALLOW_PRIVATE_PROVIDERS": "true",
        "AIXSS_BEAT_S": "0.2",
        "AIXSS_LOST_AFTER_S": "1.5",
    }

    async def worker() -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(sys.executable, "-c", WORK, env=env)

    async def settled(job: Job, kind: str) -> None:
        async with asyncio.timeout(30):
            while not await Job.filter(project_id=job.project_id, kind=kind, state="SUCCEEDED"):
                await asyncio.sleep(0.01)

    async with fake_openai(answer, Faults({}, delay_s=0.2)) as server:
        job = await commission(run, server)
        first = await worker()
        await settled(job, "generate_scene_anchor")
        first.send_signal(signal.SIGKILL)
        await first.wait()
        lost = await Job.filter(project_id=job.project_id, state="RUNNING").count()
        second = await worker()
        ended = await run.ended(job.id)
        second.terminate()
        code = await second.wait()

    await check_complete(ended)
    await check_paid(ended, server)
    assert lost > 0
    assert code == 0


async def test_a_provider_that_never_answers_is_given_up(run: Engine) -> None:
    run.kinds = Kinds.of(
        [replace(kind, timeout_s=0.3) if kind.output else kind for kind in run.kinds]
    )
    async with fake_openai(answer, lambda _: Fault.never) as server, run.worker():
        parent = await run.ended((await commission(run, server)).id)

    planning = await Job.get(parent_id=parent.id)
    assert (planning.state, planning.error_code) == (JobState.FAILED, "TIMEOUT")
    assert planning.attempt == 2
    assert server.abandoned.is_set()
