"""Managing jobs: mutations of them, whatever their kind."""

from __future__ import annotations

from pydantic import Field

from aixss.api.mutations._change import At, Doing, changing, showing
from aixss.api.mutations._parts import Fields, id_of
from aixss.api.mutations._starting import REPLY, started
from aixss.api.operation import Ids
from aixss.api.types.jobs import Job
from aixss.jobs import lifecycle, models, start

WHICH: Fields = {"id": (id_of("Job"), Field(description="The id of a job."))}


async def _cancel(do: Doing) -> Ids:
    await lifecycle.cancel(do.tx, do.given.id, do.user_id)
    return {"id": str(do.given.id)}


async def _retry(do: Doing) -> Ids:
    job = await models.Job.get(id=do.given.id, team_id=do.tx.team_id)
    return started(await start.retry(do.tx, do.context.services.kinds, job, do.user_id))


FIELDS = (
    changing(
        "cancelJob",
        WHICH,
        _cancel,
        showing("cancelJob", "job", Job),
        at=At("id", models.Job),
        audited="Job",
        text="Cancel a live job and all live jobs that it started. What it wrote stays.",
    ),
    changing(
        "retryJob",
        WHICH,
        _retry,
        REPLY,
        at=At("id", models.Job),
        text="Start an ended job's kind again, about the same target and with the same parameters, "
        "as a new job; three times in a row at most.",
    ),
)
