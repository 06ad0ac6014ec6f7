"""What is told of an attempt while it runs and when it ends: log lines, numbers, a span."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import structlog

from aixss.errors import ErrorCode
from aixss.jobs.errors import LostClaim
from aixss.jobs.models import Pricing
from aixss.kit import clock, metrics, tracing
from aixss.kit.db import Row
from aixss.providers.spec import Tokens

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

NAMED = ("request_id", "team_id", "project_id", "kind", "attempt")


@dataclass
class Seen:
    """How an attempt has ended, as far as it is known."""

    outcome: str = "abandoned"
    code: ErrorCode | None = None

    def failed(self, code: ErrorCode) -> None:
        """It ended with an error, whether the job is tried again or not."""
        self.outcome, self.code = "failed", code


@contextmanager
def attempt(row: Row) -> Iterator[Seen]:
    """The attempt of a claimed row: each line of its task carries its ids, the last says its end.

    For a task of its own: what is bound to its lines is not taken back.
    """
    named = {name: _plain(row[name]) for name in NAMED if row[name] is not None}
    structlog.contextvars.bind_contextvars(job=str(row["id"]), **named)
    if row["attempt"] == 1:
        waited = clock.now() - row["created_at"]
        metrics.WAITED_S.of(row["pool"]).see(waited.total_seconds())
    seen, started = Seen(), time.monotonic()
    with (
        metrics.SLOTS_USED,
        tracing.span("job attempt", parent=row["traceparent"], job=str(row["id"]), **named),
    ):
        try:
            yield seen
        except LostClaim:
            seen.outcome = "lost"
            raise
        except asyncio.CancelledError:
            seen.outcome = "stopped"
            raise
        finally:
            took_s = time.monotonic() - started
            metrics.ATTEMPT_S.of(row["kind"], seen.outcome).see(took_s)
            said = {"code": seen.code.value} if seen.code else {}
            log.info("attempt ended", outcome=seen.outcome, seconds=round(took_s, 3), **said)


def called(
    provider: str, outcome: str, took_s: float, tokens: Tokens | None, pricing: Pricing
) -> None:
    """Count a call to a provider and what it charged; the outcome is how it ended, in a word."""
    metrics.CALL_S.of(provider, outcome.lower()).see(took_s)
    if tokens is None:
        return
    for direction in ("input", "output", "cached_input"):
        metrics.TOKENS.of(provider, direction).add(getattr(tokens, direction))
    metrics.COST.of(provider).add(float(pricing.cost(tokens)))


def _plain(value: object) -> str | int:
    return value if isinstance(value, int) else str(value)
