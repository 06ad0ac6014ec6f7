"""What the API says about jobs: attempts, remedies, estimates and pauses, and below them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from aixss.jobs import failures, flow, lifecycle
from aixss.jobs.models import Job, JobAttempt
from aixss.jobs.run import Runner
from aixss.kinds import registry
from aixss.kit import ids
from aixss.kit.crypto import KeyRing
from aixss.providers.registry import PROVIDERS
from aixss.providers.spec import FailureClass, ProviderError
from tests import factories
from tests.engine import KEYS
from tests.studio import Studio, public, studio

KINDS = registry.load()
SHOWN = """
query($id: ID!) {
  job(id: $id) {
    isPaused pausedAt estimatedFinishAt
    error { code remedy docsUrl }
    attemptLog { number outcome durationMs calls repairs error { code message rawOutput } }
  }
}
"""


@pytest.fixture
async def we(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Studio]:
    async with studio(database_url, redis_url) as member:
        yield member


async def started(we: Studio, kind: str = "generateSceneAnchor") -> Job:
    scene = await factories.scene(await factories.episode(await factories.project(we.team)))
    done = await we.done(kind, "job { id }", sceneId=public(scene))
    return await Job.get(id=ids.decode("job", done["job"]["id"]))


async def shown(we: Studio, job: Job) -> Any:
    return (await we.ask(SHOWN, id=public(job)))["job"]


async def claimed(job: Job) -> dict[str, Any]:
    row = await lifecycle.claim(job.id, ids.new())
    assert row is not None
    return row


async def test_a_failed_job_says_what_to_do_and_what_happened(we: Studio) -> None:
    job = await started(we)
    bad = ProviderError(FailureClass.BAD_ANSWER, "no JSON", raw="Of course!")
    for _ in range(2):
        await Job.filter(id=job.id).update(next_run_at=None)
        await failures.fail(await claimed(job), KINDS["generate_scene_anchor"], bad)

    said = await shown(we, job)

    assert said["error"]["code"] == "BAD_ANSWER"
    assert said["error"]["remedy"].startswith("Retry the job, or choose a model")
    assert said["error"]["docsUrl"].endswith("/docs/errors#BAD_ANSWER")
    assert [(each["number"], each["outcome"]) for each in said["attemptLog"]] == [
        (2, "FAILED"),
        (1, "RETRYING"),
    ]
    assert said["attemptLog"][0]["error"]["rawOutput"] == "Of course!"
    assert said["estimatedFinishAt"] is None


async def test_the_attempt_log_ends_at_the_last_ten(we: Studio) -> None:
    job = await started(we)
    for _ in range(12):
        await lifecycle.hand_back(await claimed(job))

    numbers = [each["number"] for each in (await shown(we, job))["attemptLog"]]

    assert numbers == list(range(12, 2, -1))
    assert await JobAttempt.filter(job_id=job.id).count() == 12


async def test_who_waits_is_told_when_it_will_have_ended(we: Studio) -> None:
    first, second = await started(we), await started(we)
    runner = Runner(KINDS, PROVIDERS, KeyRing.parse(KEYS), we.api.services.wire, ids.new())
    before = (await shown(we, second))["estimatedFinishAt"]

    await runner.answer(first.id)

    assert before is None
    assert (await shown(we, second))["estimatedFinishAt"] is not None
    assert (await shown(we, first))["estimatedFinishAt"] is None


async def test_a_flow_is_paused_and_resumed_once_for_each_key(we: Studio) -> None:
    job = await started(we, "refineSceneAll")
    await flow.advance(KINDS, await claimed(job))
    child = await Job.get(parent_id=job.id)

    for _ in range(2):
        paused = await we.done("pauseJob", "job { isPaused }", id=public(job), idempotencyKey="p")
    below = await shown(we, child)
    resumed = await we.done("resumeJob", "job { isPaused pausedAt }", id=public(job))

    assert paused["job"] == {"isPaused": True}
    assert below["isPaused"]
    assert below["pausedAt"] is not None
    assert resumed["job"] == {"isPaused": False, "pausedAt": None}
