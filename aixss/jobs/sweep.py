"""What every worker looks after each two seconds, with no leader: beats, lost jobs, late rings."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import orjson
import structlog

from aixss.accounts.receipts import prune_receipts
from aixss.accounts.sessions import prune_sessions
from aixss.jobs import lifecycle
from aixss.jobs.dispatch import Dispatcher
from aixss.jobs.lifecycle import Claim
from aixss.jobs.live import LIVE_STATES
from aixss.jobs.retention import Keeping, prune
from aixss.jobs.rings import Ring
from aixss.kit import db, ids
from aixss.kit.db import Change, Row, Tx
from aixss.kit.metrics import RELEASE

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


# From the index job_deadline by its order: of all that live only what is late is read.
OVERDUE = f"""
SELECT * FROM job WHERE state IN ({LIVE_STATES}) AND paused_at IS NULL AND deadline_at < now()
ORDER BY deadline_at LIMIT 100
"""
CLEAN_S = 600.0  # between two looks for what is too old to keep


@dataclass(frozen=True)
class Pace:
    """How often the sweep runs and when it gives up on others; tests make it short."""

    beat_s: float = 2.0
    lost_after_s: float = 15.0

    @property
    def ring_again_s(self) -> float:
        """After so long a ring that nobody has answered is looked for."""
        return self.lost_after_s / 3


@dataclass
class Sweep:
    """The beat and the sweep of one worker process."""

    dispatcher: Dispatcher
    running: Callable[[], Collection[Claim]]  # the claims that this process has a task for
    claiming: Callable[[], Collection[UUID]]  # the jobs whose claim is on its way
    lose: Callable[[Claim], None]  # ends the task of a claim that is not ours any more
    slots: int
    pools: Sequence[str]
    pace: Pace = field(default_factory=Pace)
    keeping: Keeping = field(default_factory=Keeping)
    worker_id: UUID = field(default_factory=ids.new)
    _healthy_since: float | None = None

    async def register(self) -> None:
        """Enter this worker into the table, so that jobs are rung for it."""
        await db.rows(
            """
            INSERT INTO worker (id, host, version, slots, busy, pools, started_at, beat_at)
            VALUES ($1, $2, $3, $4, 0, $5::jsonb, now(), now())
            """,
            self.worker_id,
            socket.gethostname(),
            RELEASE,
            self.slots,
            orjson.dumps(list(self.pools)).decode(),
        )
        await self.dispatcher.ring()

    async def leave(self) -> None:
        """Take this worker out of the table; a claim that came too late for a task goes back."""
        left = await db.rows(
            "SELECT * FROM job WHERE worker_id = $1 AND state = 'RUNNING'", self.worker_id
        )
        await _each(left, lifecycle.hand_back)
        await db.rows("DELETE FROM worker WHERE id = $1", self.worker_id)

    async def run(self) -> None:
        """Beat, sweep and clean until cancelled; outages only stop the count of healthy time."""
        # Beside each other: whoever helps others for long must not look lost meanwhile.
        async with asyncio.TaskGroup() as group:
            group.create_task(self._forever(self._live, self.pace.beat_s))
            group.create_task(self._forever(self._help, self.pace.beat_s))
            group.create_task(self._forever(self._clean, CLEAN_S))

    async def once(self) -> None:
        """One beat and one pass."""
        await self._live()
        await self._help()

    async def _forever(self, act: Callable[[], Awaitable[None]], every_s: float) -> None:
        while True:
            try:
                async with asyncio.timeout(self.pace.lost_after_s):
                    await act()
            except db.AWAY as error:
                self._healthy_since = None
                log.warning("sweep failed", error=repr(error))
            await asyncio.sleep(every_s)

    async def _live(self) -> None:
        """Say that this worker lives, and learn what is still its own."""
        await self._beat()
        await self._compare()

    async def _help(self) -> None:
        """Look after the jobs of others."""
        now = time.monotonic()
        if self._healthy_since is None:
            self._healthy_since = now
        # After a pause of the database everybody's beat is old: wait until others had their turn.
        if now - self._healthy_since >= self.pace.lost_after_s:
            await self._take_back()
        await self._repair_flows()
        await self._expire()
        await self._ring_again()
        await self.dispatcher.ring()

    async def _clean(self) -> None:
        """Drop what is too old to keep."""
        await prune(self.keeping)
        await prune_receipts()
        await prune_sessions()

    async def _beat(self) -> None:
        if not await db.rows(
            "UPDATE worker SET beat_at = now(), busy = $2 WHERE id = $1 RETURNING id",
            self.worker_id,
            len(self.running()),
        ):
            await self.register()

    async def _compare(self) -> None:
        """End the tasks whose jobs are not ours any more, and free jobs that have no task.

        A worker loses by being told, never by guessing.
        """
        held = frozenset(self.running())  # as it was before the table was read
        rows = await db.rows(
            "SELECT * FROM job WHERE worker_id = $1 AND state = 'RUNNING'", self.worker_id
        )
        mine = {(row["id"], row["attempt"]): row for row in rows}
        for claim in held - mine.keys():
            self.lose(claim)
        # A claim is in the table before its task is here, and the other way round at the end: only
        # what neither was, nor is, nor comes here has been left alone.
        known, coming = held.union(self.running()), self.claiming()
        orphans = [it for at, it in mine.items() if at not in known and at[0] not in coming]
        for row in orphans:
            log.warning("job freed that had no task", job=str(row["id"]))
        await _each(orphans, lifecycle.hand_back)

    async def _take_back(self) -> None:
        rows = await db.rows(
            """
            SELECT job.* FROM job LEFT JOIN worker ON worker.id = job.worker_id
            WHERE job.state = 'RUNNING'
              AND coalesce(worker.beat_at, '-infinity') < now() - make_interval(secs => $1)
            LIMIT 100
            """,
            self.pace.lost_after_s,
        )
        for row in rows:
            log.warning("job taken back from a silent worker", job=str(row["id"]))
        await _each(rows, lifecycle.take_back)
        await db.rows(
            "DELETE FROM worker WHERE beat_at < now() - make_interval(secs => $1)",
            self.pace.lost_after_s * 4,
        )

    async def _repair_flows(self) -> None:
        """Wake flows whose children have all ended."""
        rows = await db.rows(
            f"""
            SELECT * FROM job WHERE state = 'WAITING' AND NOT EXISTS (
              SELECT FROM job child WHERE child.parent_id = job.id
                AND child.state IN ({LIVE_STATES}))
            LIMIT 100
            """
        )
        await _each(rows, _wake)

    async def _expire(self) -> None:
        await _each(await db.rows(OVERDUE), lifecycle.expire)

    async def _ring_again(self) -> None:
        """Free the rings that were lost between PostgreSQL and Redis, to be rung anew."""
        late = await db.rows(
            """
            SELECT id, attempt, pool FROM job
            WHERE state IN ('QUEUED', 'RETRYING')
              AND rung_at < now() - make_interval(secs => $1) LIMIT 1000
            """,
            self.pace.ring_again_s,
        )
        rings = {row["id"]: Ring(row["id"], row["attempt"] + 1, row["pool"]) for row in late}
        standing = await self.dispatcher.doorbell.standing(list(rings.values())) if rings else None
        if standing is None:
            return
        lost = [job_id for job_id, ring in rings.items() if ring.id not in standing]
        if not lost:
            return

        async def free(tx: Tx) -> None:
            await tx.rows(
                """
                UPDATE job SET rung_at = NULL WHERE id = ANY (ARRAY(
                  SELECT id FROM job WHERE id = ANY($1) AND state IN ('QUEUED', 'RETRYING')
                  ORDER BY id FOR UPDATE SKIP LOCKED
                ))
                """,
                lost,
            )

        await db.brief(free)


async def _each(rows: Iterable[Row], act: Callable[[Row], Awaitable[None]]) -> None:
    """Do it for each job; one for which it cannot be done does not keep the others waiting."""
    for row in rows:
        await lifecycle.alone(row, act)


async def _wake(row: Row) -> None:
    async def work(tx: Change) -> None:
        living = await tx.rows(
            f"SELECT 1 FROM job WHERE parent_id = $1 AND state IN ({LIVE_STATES}) LIMIT 1",
            row["id"],
        )
        if not living:
            await lifecycle.resume(tx, row)

    await db.change(lifecycle.counter(row), work)
