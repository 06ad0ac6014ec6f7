"""What every mutation that starts a job answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import strawberry

from aixss.api.context import Context
from aixss.api.errors import Payload
from aixss.api.mutations._change import Reply, after_write
from aixss.api.operation import Ids
from aixss.api.types.jobs import Job
from aixss.jobs.start import Started


@strawberry.type(description="The job that does what was asked for.")
class StartJobPayload(Payload):
    """The started job, or the live one that does the same."""

    job: Job | None = strawberry.field(
        default=None, description="The job; null when there are errors."
    )
    deduplicated: bool = strawberry.field(
        default=False,
        description="Whether nothing was started, because an equal job is live: `job` is that one. "
        "Equal are jobs of the same kind, target, parameters and profile.",
    )


def started(result: Started) -> Ids:
    """What a receipt keeps of a start."""
    return {"id": str(result.job.id), "deduplicated": result.deduplicated}


async def _of(context: Context, done: Ids, is_new: bool) -> Payload:
    job: Any = await after_write(context, Job, UUID(done["id"]), is_new=is_new)
    return StartJobPayload(job=job, deduplicated=done["deduplicated"])


REPLY = Reply(StartJobPayload, _of)
