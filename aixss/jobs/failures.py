"""What becomes of a job whose attempt failed: another try later, or the end."""

from __future__ import annotations

import random

from aixss.errors import AixssError
from aixss.jobs.lifecycle import ENDED, RELEASED, counter, end, fenced
from aixss.jobs.spec import Kind
from aixss.kit import db
from aixss.kit.db import Change, Row
from aixss.moves import Sql
from aixss.news import log
from aixss.news.events import JobFailed, JobRetrying
from aixss.providers.spec import FailureClass, ProviderError

BACKOFF_S = 1.0  # the first wait; doubled with each failure, with jitter
BACKOFF_MAX_S = 120.0
RATE_LIMIT_WAIT_S = 5.0  # when the provider does not say how long to wait
RATE_LIMIT_MAX_S = 900.0  # a longer wait fails the job
RAW_BYTES = 65536  # of the model's raw text are kept with a failed job


async def fail(row: Row, kind: Kind | None, error: AixssError) -> None:
    """Retry later or fail, by the class of the error; raises LostClaim."""
    wait_s, counted, final = _verdict(row, kind, error)
    told: dict[str, object] = {
        "error_code": error.code.value,
        "error_message": error.message[:2000],
        "error_retryable": not final,
        "raw_output": _cut(error.raw if isinstance(error, ProviderError) else None),
        "failures": row["failures"] + counted,
    }

    async def work(tx: Change) -> None:
        if final:
            moved = await fenced(tx, row, "fail", {**ENDED, **told})
            await end(
                tx, moved, JobFailed(job_id=row["id"], code=error.code, message=error.message)
            )
            return
        due = Sql(f"now() + make_interval(secs => {wait_s:.3f})")
        moved = await fenced(tx, row, "retry", {**RELEASED, **told, "next_run_at": due})
        log.record(
            tx,
            JobRetrying(
                job_id=row["id"],
                attempt=row["attempt"],
                code=error.code,
                message=error.message,
                next_run_at=moved["next_run_at"],
            ),
        )

    await db.change(counter(row), work)


def _verdict(row: Row, kind: Kind | None, error: AixssError) -> tuple[float, int, bool]:
    """Seconds to wait, how much the failure counts, and whether it is the last one."""
    if not isinstance(error, ProviderError):
        return 0.0, 1, True
    jitter = random.uniform(0.8, 1.2)
    if error.failure is FailureClass.RATE_LIMIT:
        wait_s = error.retry_after_s or RATE_LIMIT_WAIT_S * jitter
        return wait_s, 0, wait_s > RATE_LIMIT_MAX_S
    failures = row["failures"] + 1
    tries = kind.tries if kind else 1
    backoff_s = min(BACKOFF_S * 2 ** (failures - 1), BACKOFF_MAX_S) * jitter
    return backoff_s, 1, not error.failure.retryable or failures >= tries


def _cut(raw: str | None) -> str | None:
    if raw is None:
        return None
    return raw.replace("\x00", "").encode()[:RAW_BYTES].decode(errors="ignore")
