"""What becomes of a job whose attempt failed: another try later, or the end."""

from __future__ import annotations

import random

from aixss.errors import AixssError
from aixss.jobs.breaker import NotAsked
from aixss.jobs.lifecycle import ENDED, RELEASED, counter, end, fenced, put_back
from aixss.jobs.spec import Kind
from aixss.kit import db
from aixss.kit.db import Change, Row
from aixss.moves import Sql
from aixss.news import log
from aixss.news.events import JobFailed, JobRetrying
from aixss.providers.spec import FailureClass, ProviderError

# The longest first wait; doubled with each failure. A wait is anything up to it, so that jobs
# that failed together do not come back together.
BACKOFF_S = 2.0
BACKOFF_MAX_S = 120.0
RATE_LIMIT_WAIT_S = 5.0  # at least, and at most twice that, when the provider does not say
WAIT_MAX_S = 900.0  # a provider that wants a longer one fails the job
TOO_LONG = (
    "The provider wants to be left alone for {minutes} minutes: retry the job then, "
    "or with another profile."
)
RAW_BYTES = 65536  # of the model's raw text are kept with a failed job


async def fail(row: Row, kind: Kind | None, error: AixssError) -> None:
    """Retry later or fail, by the class of the error; raises LostClaim."""
    if isinstance(error, NotAsked):
        # Of the job that has tried whether the provider works again, what it answered.
        reason = error.__cause__ if isinstance(error.__cause__, AixssError) else error
        later = {**_kept(reason, reason.message[:2000]), "next_run_at": error.until}
        await db.change(counter(row), lambda tx: put_back(tx, row, "putOff", later))
        return
    wait_s, counted, final = verdict(row, kind, error)
    message = error.message[:2000]
    if final and wait_s > WAIT_MAX_S:
        message = TOO_LONG.format(minutes=round(wait_s / 60))
    told = {**_kept(error, message), "failures": row["failures"] + counted}

    async def work(tx: Change) -> None:
        if final:
            moved = await fenced(tx, row, "fail", {**ENDED, **told})
            await end(tx, moved, JobFailed(job_id=row["id"], code=error.code, message=message))
            return
        due = Sql(f"now() + make_interval(secs => {wait_s:.3f})")
        moved = await fenced(tx, row, "retry", {**RELEASED, **told, "next_run_at": due})
        log.record(
            tx,
            JobRetrying(
                job_id=row["id"],
                attempt=row["attempt"],
                code=error.code,
                message=message,
                next_run_at=moved["next_run_at"],
            ),
        )

    await db.change(counter(row), work)


def verdict(row: Row, kind: Kind | None, error: AixssError) -> tuple[float, int, bool]:
    """Seconds to wait, how much the failure counts, and whether it is the last one."""
    if not isinstance(error, ProviderError):
        return 0.0, 1, True
    is_limit = error.failure is FailureClass.RATE_LIMIT
    failures = row["failures"] + (not is_limit)
    is_last = not error.failure.retryable or failures >= (kind.tries if kind else 1)
    wait_s = error.retry_after_s
    if wait_s is None:
        longest_s = min(BACKOFF_S * 2 ** max(failures - 1, 0), BACKOFF_MAX_S)
        wait_s = random.uniform(0, longest_s)
        if is_limit:
            wait_s = random.uniform(RATE_LIMIT_WAIT_S, 2 * RATE_LIMIT_WAIT_S)
    return wait_s, int(not is_limit), wait_s > WAIT_MAX_S or (is_last and not is_limit)


def _kept(error: AixssError, message: str) -> dict[str, object]:
    """What a job and its attempt keep of an error."""
    of_provider = error if isinstance(error, ProviderError) else None
    return {
        "error_code": error.code.value,
        "error_message": message,
        "error_retryable": of_provider is not None and of_provider.failure.retryable,
        "raw_output": _cut(of_provider.raw if of_provider else None),
    }


def _cut(raw: str | None) -> str | None:
    if raw is None:
        return None
    return raw.encode()[:RAW_BYTES].decode(errors="ignore")
