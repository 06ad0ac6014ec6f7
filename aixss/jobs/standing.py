"""How the house stands: its pools and workers, for operators, for metrics and for the doctor."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import asyncpg
import orjson

from aixss.jobs.dispatch import WORKER_SILENT_S
from aixss.jobs.spec import Pool
from aixss.kit import db, metrics

LIMIT_S = 2.0  # a scrape does not wait longer for the tables
SCRAPE_S = 1.0  # between two looks at the tables for metrics, whoever asks

POOLS = """
SELECT pool,
  count(*) FILTER (WHERE state <> 'RUNNING') AS waiting,
  count(*) FILTER (WHERE state = 'RUNNING') AS running,
  count(*) FILTER (WHERE state <> 'RUNNING' AND rung_at IS NOT NULL) AS rung,
  coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE state = 'QUEUED')), 0)::float8
    AS oldest_s
FROM job WHERE state IN ('QUEUED', 'RETRYING', 'RUNNING') GROUP BY pool
"""
WORKERS = """
SELECT id, host, version, pools, slots, busy, started_at, beat_at,
  beat_at > now() - make_interval(secs => $1) AS is_alive
FROM worker ORDER BY started_at, id LIMIT 1000
"""


@dataclass(frozen=True)
class PoolStanding:
    """The jobs of one pool, of all teams: how many, never which."""

    pool: str
    waiting: int = 0  # queued, or waiting to be tried again
    running: int = 0
    rung: int = 0  # of those that wait
    oldest_s: float = 0.0


@dataclass(frozen=True)
class WorkerStanding:
    """A worker process, as it last said of itself."""

    id: UUID
    host: str
    version: str
    pools: list[str]
    slots: int
    busy: int
    started_at: datetime
    beat_at: datetime
    is_alive: bool


async def pools() -> list[PoolStanding]:
    """Every pool, the idle ones too."""
    found = {row["pool"]: PoolStanding(**row) for row in await db.fetch(POOLS)}
    return [found.get(pool.value) or PoolStanding(pool.value) for pool in Pool]


async def workers() -> list[WorkerStanding]:
    """The workers of the table, those of another release too, and the silent ones."""
    found = await db.fetch(WORKERS, WORKER_SILENT_S)
    return [WorkerStanding(**{**row, "pools": orjson.loads(row["pools"])}) for row in found]


class Scrape:
    """What Prometheus reads of a process, with how the house stands."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._looked_at = float("-inf")

    async def write(self) -> bytes:
        """The text; while the database is away it holds what the process knows by itself."""
        async with self._lock:
            if time.monotonic() - self._looked_at >= SCRAPE_S:
                await _look()
                self._looked_at = time.monotonic()
        metrics.TASKS.value = len(asyncio.all_tasks())
        # Some 50 ms for hundreds of operations: requests must not wait for it.
        return await asyncio.to_thread(metrics.text)


async def _look() -> None:
    for family in (metrics.WAITING, metrics.RUNNING, metrics.OLDEST_S, metrics.RINGS):
        family.forget()  # old numbers would look like new ones
    metrics.WORKERS.value = metrics.DATABASE_UP.value = 0
    try:
        async with asyncio.timeout(LIMIT_S):
            standing, beating = await pools(), await workers()
    except (*db.AWAY, asyncpg.PostgresError):  # a schema that is not yet migrated
        return
    for each in standing:
        metrics.WAITING.of(each.pool).value = each.waiting
        metrics.RUNNING.of(each.pool).value = each.running
        metrics.OLDEST_S.of(each.pool).value = each.oldest_s
        metrics.RINGS.of(each.pool).value = each.rung
    metrics.WORKERS.value = sum(each.is_alive for each in beating)
    metrics.DATABASE_UP.value = 1
