"""Checkpoints: what a long job has made so far, written to its target before the job ends.

A checkpoint is applied as an answer is, in a transaction of its own that holds only while the job
is still running with this attempt. What people have locked or written since the job began stays,
and the job goes on. What the first one replaces becomes a version; no checkpoint becomes one.
"""

from __future__ import annotations

from aixss.jobs import applying, lifecycle
from aixss.jobs.ask import Asking
from aixss.jobs.errors import LostClaim
from aixss.jobs.live import look
from aixss.kit import db
from aixss.kit.db import Change, Row
from aixss.stories.artefacts.base import Artefact
from aixss.stories.derive import derive


async def keep(row: Row, asking: Asking, made: Artefact) -> bool:
    """Write what stands; False when what people have settled or written stayed.

    Raises LostClaim when the job is not ours any more: nothing is written then.
    """

    async def work(tx: Change) -> bool:
        if not await _is_ours(tx, row):
            raise LostClaim
        found = await look(tx, lifecycle.target(row))
        if not found.is_present or applying.is_locked(asking, found.locked):
            return False
        if await _is_theirs(tx, asking):
            return False
        others = [job for job in found.jobs if job.job_id != row["id"]]
        applied = await applying.apply(tx, asking, made, others, found.locked)
        await derive(
            tx,
            found.jobs,
            scenes=asking.touched_scenes,
            episodes=asking.touched_episodes,
            job_id=row["id"],
        )
        return applied

    return await db.surely(lambda: db.change(lifecycle.counter(row), work))


async def _is_ours(tx: Change, row: Row) -> bool:
    """Whether the job runs with this attempt; it does until this transaction has ended."""
    fence = "SELECT FROM job WHERE id = $1 AND attempt = $2 AND state = 'RUNNING' FOR UPDATE"
    return bool(await tx.rows(fence, row["id"], row["attempt"]))


async def _is_theirs(tx: Change, asking: Asking) -> bool:
    """Whether a person has written what the job writes since it read its facts."""
    written = f"""
        SELECT FROM "{asking.kind.scope.value}", unnest($2::text[]) field
        WHERE id = $1 AND (changed ->> field)::int > $3
        """
    target = asking.story.target
    return bool(await tx.rows(written, target.id, list(asking.kind.writes), target.revision))
