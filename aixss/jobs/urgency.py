"""Making jobs that wait more urgent."""

from __future__ import annotations

from uuid import UUID

from aixss.errors import Invalid, NotFound
from aixss.jobs.lifecycle import target
from aixss.jobs.live import family
from aixss.jobs.states import LIVE, JobState
from aixss.kit.db import Change
from aixss.news import log
from aixss.news.events import JobPrioritised

PRIORITY_MAX = 100


async def raise_priority(tx: Change, job_id: UUID, priority: int) -> None:
    """Raise the priority of a job that waits, and of all below it that does.

    What it has already is left as it is. Raises NotFound, and Invalid when the job has ended or
    runs, or when this would lower it.
    """
    found = await family(tx, job_id)
    if not found or target(found[0]).counter != tx.counter:
        raise NotFound
    job = found[0]
    if job["state"] not in LIVE:
        message = f"This job has ended already: it is {job['state']}."
        raise Invalid(message, path=("id",))
    if job["state"] == JobState.RUNNING and not job["is_flow"]:
        raise Invalid("A worker is at this job already: it waits for nothing.", path=("id",))
    if priority < job["priority"]:
        message = f"Its priority is {job['priority']} already: it can be raised, not lowered."
        raise Invalid(message, path=("priority",))
    raised = await tx.rows(
        """
        UPDATE job SET priority = $2, updated_at = now()
        WHERE id = ANY($1) AND priority < $2 AND (state <> 'RUNNING' OR is_flow)
        RETURNING id
        """,
        [row["id"] for row in found],
        priority,
    )
    for row in raised:
        log.record(tx, JobPrioritised(job_id=row["id"], priority=priority))
