"""Pausing flows and letting them go on."""

from __future__ import annotations

from aixss.api.mutations._change import At, Doing, changing, showing
from aixss.api.mutations.jobs import WHICH
from aixss.api.operation import Ids
from aixss.api.types.jobs import Job
from aixss.jobs import models, pausing


async def _pause(do: Doing) -> Ids:
    await pausing.pause(do.tx, do.given.id)
    return {"id": str(do.given.id)}


async def _resume(do: Doing) -> Ids:
    await pausing.resume(do.tx, do.given.id)
    return {"id": str(do.given.id)}


FIELDS = (
    changing(
        "pauseJob",
        WHICH,
        _pause,
        showing("pauseJob", "job", Job),
        at=At("id", models.Job),
        audited="Job",
        text="Pause a live flow: of it and of all jobs below it nothing more is begun, and what "
        "runs ends. Its time limit stands still. A flow that is paused stays so.",
    ),
    changing(
        "resumeJob",
        WHICH,
        _resume,
        showing("resumeJob", "job", Job),
        at=At("id", models.Job),
        audited="Job",
        text="Let a paused flow go on. A flow that is not paused goes on as it did.",
    ),
)
