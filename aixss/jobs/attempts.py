"""The log of a job's attempts: when, by which worker, how each ended and what it took.

Its rows are written by the statements that move the job, so that they cannot tell another story.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import auto
from uuid import UUID

from aixss.described import Described
from aixss.kit import db
from aixss.moves import Sql


class AttemptOutcome(Described):
    """How an attempt ended."""

    SUCCEEDED = auto(), "The job ended well with it.", "成功"
    WAITING = auto(), "A flow started the jobs of a step with it.", "已启动子作业", "Started jobs"
    RETRYING = auto(), "It failed and another one follows.", "失败，将重试", "Failed, tried again"
    FAILED = auto(), "It failed and the job with it.", "失败"
    HANDED_BACK = (
        auto(),
        "Its worker stopped, or had lost hold of the job, and gave it back.",
        "已交还",
        "Handed back",
    )
    PUT_OFF = (
        auto(),
        "The provider is not asked at present: another one follows at `nextRunAt`.",
        "暂缓调用",
        "Put off",
    )
    PAUSED = auto(), "The flow was paused before it could start anything.", "已暂停"
    LOST = auto(), "Its worker was lost: the job was taken back.", "执行器失联", "Worker lost"
    CANCELLED = auto(), "The job was cancelled meanwhile.", "已取消"


Outcome = AttemptOutcome
# By the event that moves the job.
OUTCOMES: Mapping[str, AttemptOutcome] = {
    "settle": Outcome.SUCCEEDED,
    "wait": Outcome.WAITING,
    "retry": Outcome.RETRYING,
    "fail": Outcome.FAILED,
    "handBack": Outcome.HANDED_BACK,
    "putOff": Outcome.PUT_OFF,
    "pause": Outcome.PAUSED,
    "takeBack": Outcome.LOST,
    "cancel": Outcome.CANCELLED,
}

WITH_ERROR = (Outcome.FAILED, Outcome.RETRYING, Outcome.PUT_OFF)

BEGIN = Sql(
    """
    INSERT INTO job_attempt (id, team_id, job_id, kind, profile_id, attempt, worker_id, host,
      started_at, repairs, calls)
    SELECT gen_random_uuid(), team_id, id, kind, profile_id, attempt, worker_id,
      (SELECT host FROM worker WHERE worker.id = moved.worker_id), now(), 0, 0
    FROM moved
    """
)


def closing(event: str) -> Sql | None:
    """What closes the attempt of a job that moves so; None for moves that end no attempt."""
    outcome = OUTCOMES.get(event)
    if outcome is None:
        return None
    failure = "error_code = moved.error_code, error_message = moved.error_message,"
    raw = "raw_output = moved.raw_output,"
    return Sql(
        f"""
        UPDATE job_attempt a SET ended_at = now(), outcome = '{outcome.value}',
          {failure + raw if outcome in WITH_ERROR else ""}
          calls = (SELECT count(*) FROM usage_record u
            WHERE u.job_id = moved.id AND u.attempt = moved.attempt)
        FROM moved
        WHERE a.job_id = moved.id AND a.attempt = moved.attempt AND a.ended_at IS NULL
        """
    )


async def outcome(job_id: UUID, attempt: int) -> AttemptOutcome | None:
    """How an attempt ended; None while it has not."""
    rows = await db.rows(
        "SELECT outcome FROM job_attempt WHERE job_id = $1 AND attempt = $2", job_id, attempt
    )
    return AttemptOutcome(rows[0]["outcome"]) if rows and rows[0]["outcome"] else None


async def repaired(job_id: UUID, attempt: int) -> None:
    """Count an answer that the model has to mend."""
    await db.rows(
        "UPDATE job_attempt SET repairs = repairs + 1 WHERE job_id = $1 AND attempt = $2",
        job_id,
        attempt,
    )
