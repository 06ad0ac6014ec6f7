"""How many jobs that do nothing come to their end in a second, and how soon a ring is answered."""

from __future__ import annotations

import asyncio
import os
import statistics
import time
from collections.abc import Sequence

from redis.asyncio import Redis

from aixss.jobs.ask import Asking
from aixss.jobs.live import LIVE_STATES
from aixss.jobs.models import Job
from aixss.jobs.spec import Kind, Kinds, Scope, Target
from aixss.jobs.start import Order, start
from aixss.kit import db
from aixss.kit.db import Change, Counter
from aixss.stories.artefacts.base import Artefact
from aixss.stories.models import Scene
from aixss.worker import ringing
from benchmarks.capacity import Meter
from benchmarks.stage import stage
from tests import factories

PROJECTS = 50
SCENES = 40  # of each project, one job each
LATENCIES = 200


class Nothing(Artefact):
    """An answer without content."""


async def _answer(_: Asking) -> Nothing:
    return Nothing()


async def _apply(_: Change, __: Asking, ___: Nothing) -> bool:
    return True


NOOP = Kind(
    name="noop",
    title="Do nothing",
    title_zh="什么也不做",
    description="Ends at once.",
    scope=Scope.SCENE,
    compose=_answer,
    apply=_apply,
)
KINDS = Kinds.of([NOOP])


async def _scenes(projects: int, scenes: int) -> list[Scene]:
    rows = []
    for _ in range(projects):
        episode = await factories.episode(await factories.project())
        rows += [
            Scene(
                team_id=episode.team_id,
                project_id=episode.project_id,
                episode_id=episode.id,
                order=n + 1,
                summary="A scene.",
            )
            for n in range(scenes)
        ]
    await Scene.bulk_create(rows)
    return rows


async def _start(scene: Scene) -> Job:
    target = Target(scene.team_id, scene.project_id, scene.episode_id, scene.id)
    order = Order(NOOP, target, NOOP.params())
    counter = Counter("project", scene.project_id)
    return (await db.change(counter, lambda tx: start(tx, KINDS, order))).job


async def _left() -> int:
    """How many have not ended yet; raises RuntimeError when one ended badly."""
    counted = await db.rows(
        f"""
        SELECT count(*) FILTER (WHERE state IN ({LIVE_STATES})) AS live, max(error_code) AS code
        FROM job
        """
    )
    if code := counted[0]["code"]:
        raise RuntimeError(f"a job that does nothing has failed: {code}")
    return int(counted[0]["live"])


async def throughput() -> dict[str, float]:
    """Jobs started in a second by one process, and ended in a second by one worker."""
    async with stage() as (settings, links):
        scenes = await _scenes(PROJECTS, SCENES)
        began = time.perf_counter()
        await asyncio.gather(*(_start(scene) for scene in scenes))
        started_s = time.perf_counter() - began
        async with (
            ringing(settings, links, KINDS) as worker,
            Redis.from_url(settings.redis_url or "") as redis,
        ):
            meter = await Meter.of(os.getpid(), redis)
            before = await meter.read()
            running = asyncio.create_task(worker.run())
            began = time.perf_counter()
            while await _left():
                await asyncio.sleep(0.1)
            ended_s = time.perf_counter() - began
            after = await meter.read()
            worker.stop()
            await running
    figures = {
        "no-op jobs started per second": len(scenes) / started_s,
        "no-op jobs ended per second, one worker": len(scenes) / ended_s,
        "ms of the worker's processor a job": _ms(before.api_s, after.api_s, scenes),
    }
    if before.postgres_s is not None and after.postgres_s is not None:
        spent_ms = _ms(before.postgres_s, after.postgres_s, scenes)
        figures["ms of PostgreSQL's processor a job"] = spent_ms
    return figures


def _ms(before_s: float, after_s: float, scenes: Sequence[Scene]) -> float:
    return 1000 * (after_s - before_s) / len(scenes)


async def latency() -> dict[str, float]:
    """Milliseconds from the ring of a job to its claim, with an idle worker."""
    async with stage() as (settings, links):
        scenes = await _scenes(1, LATENCIES)
        async with ringing(settings, links, KINDS) as worker:
            running = asyncio.create_task(worker.run())
            waits = [await _wait_of(scene) for scene in scenes]
            worker.stop()
            await running
    waits.sort()
    return {
        "start to claim, p50 ms": statistics.median(waits),
        "start to claim, p99 ms": waits[int(len(waits) * 0.99)],
    }


async def _wait_of(scene: Scene) -> float:
    job = await _start(scene)
    while True:
        rows = await db.rows(
            """
            SELECT extract(epoch FROM started_at - created_at)::float8 * 1000 AS ms
            FROM job WHERE id = $1 AND state = 'SUCCEEDED'
            """,
            job.id,
        )
        if rows:
            return float(rows[0]["ms"])
        await asyncio.sleep(0.01)
