"""The state machine of a job."""

from __future__ import annotations

from enum import auto

from aixss.described import Described
from aixss.kit.machine import Machine, edge


class JobState(Described):
    """Where a job is in its life; the last three are final."""

    QUEUED = auto(), "It waits for a worker."
    RUNNING = auto(), "A worker is at it."
    WAITING = auto(), "It waits for the jobs that it started."
    RETRYING = auto(), "An attempt failed; the next one follows at `nextRunAt`."
    SUCCEEDED = auto(), "It ended well. Final."
    FAILED = auto(), "It ended in failure. Final."
    CANCELLED = auto(), "It was cancelled. Final."


J = JobState
LIVE = (J.QUEUED, J.RUNNING, J.WAITING, J.RETRYING)
ENDED = (J.SUCCEEDED, J.FAILED, J.CANCELLED)

JOB = Machine(
    "job",
    JobState,
    J.QUEUED,
    (
        edge("claim", [J.QUEUED, J.RETRYING], J.RUNNING),
        edge("settle", [J.RUNNING], J.SUCCEEDED),
        edge("retry", [J.RUNNING], J.RETRYING),
        edge("handBack", [J.RUNNING], J.QUEUED),
        edge("takeBack", [J.RUNNING], J.QUEUED),
        edge("wait", [J.RUNNING], J.WAITING),
        edge("resume", [J.WAITING], J.QUEUED),
        edge("fail", LIVE, J.FAILED),
        edge("cancel", LIVE, J.CANCELLED, by_people=True),
    ),
)
