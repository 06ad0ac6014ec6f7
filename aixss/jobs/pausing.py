"""Pausing a flow: of it and of all below it nothing more is begun until it is resumed."""

from __future__ import annotations

from uuid import UUID

from aixss.errors import Invalid, NotFound
from aixss.jobs.live import LIVE_STATES
from aixss.jobs.states import LIVE
from aixss.kit.db import Change, Row
from aixss.news import log
from aixss.news.events import JobPaused, JobResumed

# A job, all below it that lives, and the time by which something above it was paused.
KNOWN = """
WITH RECURSIVE above AS (
  SELECT id, parent_id, NULL::timestamptz AS paused_at FROM job WHERE id = $1
  UNION ALL
  SELECT job.id, job.parent_id, job.paused_at FROM job JOIN above ON job.id = above.parent_id
)
SELECT state, is_flow, paused_at, coalesce(project_id, team_id) AS counted_by,
  (SELECT min(paused_at) FROM above) AS above_paused_at
FROM job WHERE id = $1
"""
BELOW = f"""
WITH RECURSIVE below AS (
  SELECT id FROM job WHERE id = $1
  UNION ALL
  SELECT job.id FROM job JOIN below ON job.parent_id = below.id
  WHERE job.state IN ({LIVE_STATES})
)
"""


async def pause(tx: Change, job_id: UUID) -> None:
    """Pause a live flow; nothing when it is paused already. Raises NotFound and Invalid."""
    row = await _known(tx, job_id)
    if row["paused_at"]:
        return
    # A ring that is on its way finds nothing to claim; the place that it held is free.
    await tx.rows(
        f"""{BELOW}
        UPDATE job SET paused_at = coalesce(paused_at, now()), updated_at = now(),
          rung_at = CASE WHEN state = 'RUNNING' THEN rung_at END
        WHERE id = ANY (ARRAY(SELECT id FROM below))
        """,
        job_id,
    )
    log.record(tx, JobPaused(job_id=job_id))


async def resume(tx: Change, job_id: UUID) -> None:
    """Let a paused flow go on, with as much time as it had left; nothing when it is not paused.

    Raises NotFound, and Invalid below a paused flow.
    """
    row = await _known(tx, job_id)
    if not row["paused_at"]:
        return
    if row["above_paused_at"]:
        raise Invalid("The flow above it is paused: resume that one.", path=("id",))
    await tx.rows(
        f"""{BELOW}
        UPDATE job SET paused_at = NULL, updated_at = now(),
          deadline_at = deadline_at + (now() - paused_at)
        WHERE id = ANY (ARRAY(SELECT id FROM below)) AND paused_at IS NOT NULL
        """,
        job_id,
    )
    log.record(tx, JobResumed(job_id=job_id))


async def _known(tx: Change, job_id: UUID) -> Row:
    found = await tx.rows(KNOWN, job_id)
    if not found or found[0]["counted_by"] != tx.counter.id:
        raise NotFound
    row = found[0]
    if not row["is_flow"]:
        raise Invalid("Only a flow can be paused; any other job can be cancelled.", path=("id",))
    if row["state"] not in LIVE:
        raise Invalid(f"This job has ended already: it is {row['state']}.", path=("id",))
    return row
