"""Whose turn it is: PostgreSQL picks the jobs that are rung, RQ only carries the bell."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from itertools import chain, count, repeat

from aixss.jobs import limits
from aixss.jobs.limits import Limits
from aixss.jobs.rings import Doorbell, Ring
from aixss.kit import db
from aixss.kit.db import Row, Tx
from aixss.news.events import (
    JobCancelled,
    JobFailed,
    JobQueued,
    JobResumed,
    JobRetrying,
    JobSucceeded,
    JobWaiting,
    Told,
)

WORKER_SILENT_S = 15.0  # a worker that has not beaten for so long counts as gone
OUTSTANDING = 2  # rings per slot: enough that no slot waits, few enough that order still matters
LOCK = 0x72696E67  # one process at a time picks, or limits would be counted twice
PAUSES_S = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2)  # while another process picks

# As in the index job_waiting: a lane is what one profile of a team limits; what no profile limits,
# as flows are, has the team's own id for it.
WAITS = "state IN ('QUEUED', 'RETRYING') AND rung_at IS NULL AND paused_at IS NULL"
LANE = "(CASE WHEN profile_id IS NULL OR is_flow THEN team_id ELSE profile_id END)"
# As in the index job_busy.
HAS_PLACE = "(state = 'RUNNING' OR (state IN ('QUEUED', 'RETRYING') AND rung_at IS NOT NULL))"

# By its order the first of the index; EXISTS would read the table until it finds one.
START = f"""
SELECT (SELECT id FROM job WHERE {WAITS} ORDER BY pool LIMIT 1) IS NOT NULL AS waits,
  pg_try_advisory_xact_lock($1) AS is_mine
"""
# A team's share is its part of the places of a pool, among the teams that have work there. Who is
# within its share goes before who is beyond it; then come priority, the team that holds least, and
# age. Of each lane only so many jobs are read as would fill its part of the places, however many
# wait behind them; whoever comes after the first that was not read waits for the next look, which
# reads $4 times as many.
NEXT = f"""
WITH RECURSIVE pools AS (
  SELECT each.pool, $1 * sum(slots) AS capacity
  FROM worker, jsonb_array_elements_text(pools) AS each(pool)
  WHERE beat_at > now() - make_interval(secs => $2) GROUP BY each.pool
), busy AS MATERIALIZED (
  SELECT pool, job.team_id, profile.id AS profile_id, profile.provider, {limits.IS_COMING}
  FROM job LEFT JOIN LATERAL (
    SELECT * FROM ai_profile WHERE id = job.profile_id AND NOT is_flow LIMIT 1
  ) AS profile ON true WHERE {HAS_PLACE}
), held AS (
  SELECT pool, team_id, count(*) AS n FROM busy GROUP BY pool, team_id
), room AS MATERIALIZED (
  SELECT pool, capacity, capacity - coalesce(sum(held.n), 0) AS n
  FROM pools LEFT JOIN held USING (pool) GROUP BY pool, capacity
), lanes AS (
  SELECT first.* FROM room, LATERAL (
    SELECT pool, team_id, {LANE} AS lane FROM job WHERE {WAITS} AND pool = room.pool
    ORDER BY pool, team_id, {LANE} LIMIT 1
  ) AS first WHERE room.n > 0
  UNION ALL
  SELECT next.* FROM lanes, LATERAL (
    SELECT pool, team_id, {LANE} AS lane FROM job
    WHERE {WAITS} AND pool = lanes.pool AND (team_id, {LANE}) > (lanes.team_id, lanes.lane)
    ORDER BY pool, team_id, {LANE} LIMIT 1
  ) AS next
), profiles AS MATERIALIZED (
  SELECT profile.id, profile.provider, CASE
    WHEN health.rests_until > now() OR health.probe_at > now() THEN 0
    ELSE {
    limits.left(
        "least(max_concurrency, CASE WHEN health.opened_at IS NOT NULL THEN 1 END)",
        "requests_per_minute",
        "tokens_per_minute",
    )
} END AS n
  FROM ai_profile profile
    LEFT JOIN LATERAL (SELECT * FROM profile_health WHERE id = profile.id LIMIT 1) AS health ON true
    {limits.counts("profile_id", "profile.id", "requests_per_minute", "tokens_per_minute")}
  WHERE profile.id = ANY (ARRAY(SELECT lane FROM lanes))
), providers AS MATERIALIZED (
  SELECT said.provider, {limits.left("concurrency", "rpm", "tpm")} AS n
  FROM jsonb_to_recordset($3::jsonb) AS said({limits.COLUMNS})
    {limits.counts("provider", "said.provider", "rpm", "tpm")}
), open AS (
  SELECT lanes.*, profiles.id AS profile_id, profiles.n AS of_profile,
    providers.provider, providers.n AS of_provider, least(room.n, profiles.n, providers.n) AS most,
    ceil(room.capacity / count(*) OVER (PARTITION BY pool)::float8)::bigint * $4 AS depth
  FROM lanes JOIN room USING (pool)
    LEFT JOIN profiles ON profiles.id = lanes.lane LEFT JOIN providers USING (provider)
), ready AS MATERIALIZED (
  SELECT open.*, head.* FROM open CROSS JOIN LATERAL (
    SELECT id, priority, created_at,
      row_number() OVER (ORDER BY priority DESC, created_at, id) AS nth_of_lane
    FROM job WHERE {WAITS} AND pool = open.pool AND team_id = open.team_id AND {LANE} = open.lane
      AND (next_run_at IS NULL OR next_run_at <= now())
    ORDER BY priority DESC, created_at, id LIMIT least(open.most, open.depth)
  ) AS head
), shares AS (
  SELECT pool, greatest(room.capacity / count(*), 1) AS share
  FROM (SELECT pool, team_id FROM ready UNION SELECT pool, team_id FROM held) AS teams
    JOIN room USING (pool) GROUP BY pool, room.capacity
), placed AS MATERIALIZED (
  SELECT ready.*, share, coalesce(held.n, 0) + row_number() OVER (
    PARTITION BY pool, team_id ORDER BY priority DESC, created_at, id) AS nth
  FROM ready JOIN shares USING (pool) LEFT JOIN held USING (pool, team_id)
), unread AS (
  -- The first place that a job may have which was not read.
  SELECT nth + 1 > share AS is_beyond, -priority AS later, nth + 1 AS nth, created_at, id
  FROM placed WHERE nth_of_lane = depth AND depth < most ORDER BY 1, 2, 3, 4, 5 LIMIT 1
), ordered AS (
  SELECT placed.*, row_number() OVER (
    ORDER BY nth > share, priority DESC, nth, created_at, id) AS place
  FROM placed WHERE NOT EXISTS (SELECT FROM unread
    WHERE (placed.nth > share, -priority, placed.nth, placed.created_at, placed.id)
      > (is_beyond, later, unread.nth, unread.created_at, unread.id))
), counted AS (
  SELECT *, row_number() OVER (PARTITION BY profile_id ORDER BY place) AS nth_of_profile,
    row_number() OVER (PARTITION BY provider ORDER BY place) AS nth_of_provider
  FROM ordered
), allowed AS MATERIALIZED (
  SELECT id, pool, place, row_number() OVER (PARTITION BY pool ORDER BY place) AS nth_of_pool
  FROM counted
  WHERE (of_profile IS NULL OR nth_of_profile <= of_profile)
    AND (of_provider IS NULL OR nth_of_provider <= of_provider)
), picked AS (
  -- Arrays, so that the planner looks each id up, however many it expects.
  SELECT id FROM job WHERE {WAITS} AND id = ANY (ARRAY(
    SELECT allowed.id FROM allowed JOIN room USING (pool) WHERE nth_of_pool <= room.n
  )) FOR UPDATE SKIP LOCKED
), rung AS (
  UPDATE job SET rung_at = now() WHERE id = ANY (ARRAY(SELECT id FROM picked))
  RETURNING id, attempt, pool
)
SELECT rung.*, EXISTS (SELECT FROM unread) AND (SELECT count(*) FROM picked)
    < (SELECT sum(n) FROM room WHERE pool IN (SELECT pool FROM lanes)) AS is_cut
FROM rung JOIN allowed USING (id) ORDER BY place
"""

MAKES_ROOM = (
    JobQueued,
    JobResumed,
    JobRetrying,
    JobSucceeded,
    JobFailed,
    JobCancelled,
    JobWaiting,
)


class Dispatcher:
    """Rings the jobs whose turn it is; calls while it is at work become one more round."""

    def __init__(
        self,
        doorbell: Doorbell,
        *,
        silent_s: float = WORKER_SILENT_S,
        provider_limits: Sequence[Limits] = (),
    ) -> None:
        self.doorbell = doorbell
        self._values = (OUTSTANDING, silent_s, limits.as_json(provider_limits))
        self._busy = asyncio.Lock()
        self._again = False

    def after_commit(self, tx: db.Change) -> Awaitable[None] | None:
        """Ring when a change made a job ready or freed a slot."""
        told: list[Told] = tx.facts
        is_due = any(isinstance(each.event, MAKES_ROOM) for each in told)
        return self.ring() if is_due else None

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
        if rings := await self._picked():
            # When Redis is away the sweep rings again what was rung in vain.
            await self.doorbell.ring(rings)

    async def _picked(self) -> list[Ring]:
        # Who holds the lock may have looked before what we are called for was there.
        for pause_s in chain(PAUSES_S, repeat(PAUSES_S[-1])):
            rows = await db.brief(self._pick)
            if rows is not None:
                return [Ring(row["id"], row["attempt"] + 1, row["pool"]) for row in rows]
            await asyncio.sleep(pause_s)
        raise AssertionError  # repeat() has no end

    async def _pick(self, tx: Tx) -> Sequence[Row] | None:
        """The jobs to ring; None while another process picks."""
        # A statement of its own: what comes after it sees all that the last holder has picked.
        [start] = await tx.rows(START, LOCK)
        if not start["waits"]:
            return []
        if not start["is_mine"]:
            return None
        picked: list[Row] = []
        for look in count():
            rows = await tx.rows(NEXT, *self._values, 2**look)
            picked += rows
            if not rows or not rows[0]["is_cut"]:
                break
        return picked
