"""Whose turn it is: PostgreSQL picks the jobs that are rung, RQ only carries the bell."""

from __future__ import annotations

import asyncio

from aixss.jobs.rings import Doorbell, Ring
from aixss.jobs.spec import Pool
from aixss.kit import db
from aixss.news.events import JobCancelled, JobFailed, JobQueued, JobSucceeded, JobWaiting, Told

WORKER_SILENT_S = 15.0  # a worker that has not beaten for so long counts as gone
OUTSTANDING = 2  # rings per slot: enough that no slot waits, few enough that order still matters

# By priority, then the teams with the fewest running jobs, then age.
NEXT = """
WITH room AS (
  SELECT $2 * coalesce((
      SELECT sum(slots) FROM worker
      WHERE pools ? $1 AND beat_at > now() - make_interval(secs => $3)
    ), 0) - (
      SELECT count(*) FROM job
      WHERE pool = $1 AND (state = 'RUNNING'
        OR (state IN ('QUEUED', 'RETRYING') AND rung_at IS NOT NULL))
    ) AS n
), busy AS (
  SELECT team_id, count(*) AS n FROM job WHERE state = 'RUNNING' GROUP BY team_id
), picked AS (
  SELECT job.id FROM job LEFT JOIN busy USING (team_id)
  WHERE pool = $1 AND state IN ('QUEUED', 'RETRYING') AND rung_at IS NULL
    AND (next_run_at IS NULL OR next_run_at <= now())
  ORDER BY priority DESC, coalesce(busy.n, 0), job.created_at
  LIMIT (SELECT greatest(n, 0) FROM room)
  FOR UPDATE OF job SKIP LOCKED
)
UPDATE job SET rung_at = now() FROM picked WHERE job.id = picked.id
RETURNING job.id, job.attempt
"""

MAKES_ROOM = (JobQueued, JobSucceeded, JobFailed, JobCancelled, JobWaiting)


class Dispatcher:
    """Rings the jobs whose turn it is; calls while it is at work become one more round."""

    def __init__(self, doorbell: Doorbell) -> None:
        self.doorbell = doorbell
        self._busy = asyncio.Lock()
        self._again = False

    async def after_commit(self, tx: db.Change) -> None:
        """Ring when a change made a job ready or freed a slot."""
        told: list[Told] = tx.facts
        if any(isinstance(each.event, MAKES_ROOM) for each in told):
            await self.ring()

    async def ring(self) -> None:
        """Ring all jobs that are due and have room."""
        self._again = True
        if self._busy.locked():
            return
        async with self._busy:
            while self._again:
                self._again = False
                await self._round()

    async def _round(self) -> None:
        rings = [
            Ring(row["id"], row["attempt"] + 1, pool.value)
            for pool in Pool
            for row in await db.rows(NEXT, pool.value, OUTSTANDING, WORKER_SILENT_S)
        ]
        if rings:
            # When Redis is away the sweep rings again what was rung in vain.
            await self.doorbell.ring(rings)
