"""Letting jobs that wait go earlier."""

from __future__ import annotations

from pydantic import Field

from aixss.api.mutations._change import At, Doing, changing, showing
from aixss.api.mutations.jobs import WHICH
from aixss.api.operation import Ids
from aixss.api.types.jobs import Job
from aixss.jobs import models, urgency
from aixss.jobs.urgency import PRIORITY_MAX


async def _raise(do: Doing) -> Ids:
    await urgency.raise_priority(do.tx, do.given.id, do.given.priority)
    return {"id": str(do.given.id)}


FIELDS = (
    changing(
        "raiseJobPriority",
        {
            **WHICH,
            "priority": (
                int,
                Field(
                    ge=0,
                    le=PRIORITY_MAX,
                    description=f"The new priority, 0 to {PRIORITY_MAX}, the highest goes first; "
                    "one below the present one is refused.",
                ),
            ),
        },
        _raise,
        showing("raiseJobPriority", "job", Job),
        at=At("id", models.Job),
        audited="Job",
        text="Let a job that waits for a worker go before the team's others; of a flow, all jobs "
        "below it that wait, and those that it starts later. A priority is never lowered.",
    ),
)
