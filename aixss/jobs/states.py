"""The state machine of a job."""

from __future__ import annotations

from enum import auto

from aixss.described import Described
from aixss.kit.machine import Machine, edge


class JobState(Described):
    """Where a job is in its life; the last three are final."""

    QUEUED = auto(), "It waits for a worker.", "排队中"
    RUNNING = auto(), "A worker is at it.", "执行中"
    WAITING = (
        auto(),
        "It waits for the jobs that it started.",
        "等待子作业",
        "Waiting for child jobs",
    )
    RETRYING = (
        auto(),
        "An attempt failed; the next one follows at `nextRunAt`.",
        "等待重试",
        "Waiting to retry",
    )
    SUCCEEDED = auto(), "It ended well. Final.", "已完成", "Done"
    FAILED = auto(), "It ended in failure. Final.", "失败"
    CANCELLED = auto(), "It was cancelled. Final.", "已取消"


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
        edge("putOff", [J.RUNNING], J.QUEUED),
        edge("pause", [J.RUNNING], J.QUEUED),
        edge("takeBack", [J.RUNNING], J.QUEUED),
        edge("wait", [J.RUNNING], J.WAITING),
        edge("resume", [J.WAITING], J.QUEUED),
        edge("fail", LIVE, J.FAILED),
        edge("cancel", LIVE, J.CANCELLED, by_people=True),
    ),
)
