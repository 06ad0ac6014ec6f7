"""Counting calls to providers: what was paid is written down, and never paid again by one job."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from uuid import UUID

import asyncpg
import structlog

from aixss.jobs.errors import LostClaim
from aixss.kit import db, ids
from aixss.providers.spec import Access, ProviderError, Reply, Tokens

log = structlog.get_logger(__name__)

WRITE_TRIES = 20  # a restarting database must not lose what was paid
WRITE_PAUSE_S = 0.5


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call to a provider, and its usage record."""

    job_id: UUID
    attempt: int
    team_id: UUID
    project_id: UUID | None
    kind: str
    profile_id: UUID | None
    access: Access
    request_hash: str
    id: UUID = field(default_factory=ids.new)

    async def remembered(self) -> Reply | None:
        """The answer that an earlier attempt of this job got to the same question."""
        rows = await db.rows(
            """
            SELECT answer, model, finish FROM usage_record
            WHERE job_id = $1 AND request_hash = $2 AND status = 'ANSWERED'
            """,
            self.job_id,
            self.request_hash,
        )
        if not rows:
            return None
        return Reply(rows[0]["answer"], None, rows[0]["model"], rows[0]["finish"])

    async def open(self) -> None:
        """Write that the call is being made; raises LostClaim when the job is not ours any more."""
        rows = await db.rows(
            """
            INSERT INTO usage_record (id, team_id, project_id, job_id, attempt, kind, profile_id,
              provider, model, request_hash, status, created_at, updated_at)
            SELECT $1, $2, $3, id, attempt, $6, $7, $8, $9, $10, 'PENDING', now(), now()
            FROM job WHERE id = $4 AND attempt = $5 AND state = 'RUNNING'
            RETURNING id
            """,
            self.id,
            self.team_id,
            self.project_id,
            self.job_id,
            self.attempt,
            self.kind,
            self.profile_id,
            self.access.provider,
            self.access.model,
            self.request_hash,
        )
        if not rows:
            raise LostClaim

    async def answered(self, reply: Reply, started: float) -> None:
        """Keep the answer and what it cost; not fenced: what was paid is counted."""
        tokens = reply.tokens
        await _surely(
            lambda: db.rows(
                """
                UPDATE usage_record SET status = 'ANSWERED', answer = $2, model = $3, finish = $4,
                  input_tokens = $5, output_tokens = $6, cached_input_tokens = $7,
                  duration_ms = $8, updated_at = now()
                WHERE id = $1
                """,
                self.id,
                reply.text.replace("\x00", ""),
                reply.model,
                reply.finish,
                *_counts(tokens),
                _ms(started),
            )
        )

    async def failed(self, error: ProviderError, started: float) -> None:
        """Keep why there is no answer, and what was charged all the same."""
        await _surely(
            lambda: db.rows(
                """
                UPDATE usage_record SET status = 'FAILED', failure = $2, input_tokens = $3,
                  output_tokens = $4, cached_input_tokens = $5, duration_ms = $6,
                  updated_at = now()
                WHERE id = $1
                """,
                self.id,
                error.failure.name,
                *_counts(error.tokens),
                _ms(started),
            )
        )


def _counts(tokens: Tokens | None) -> tuple[int | None, int | None, int | None]:
    return (tokens.input, tokens.output, tokens.cached_input) if tokens else (None, None, None)


def _ms(started: float) -> int:
    return round((time.monotonic() - started) * 1000)


async def _surely(write: Callable[[], Awaitable[object]]) -> None:
    for _ in range(WRITE_TRIES):
        try:
            await write()
        except (OSError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError) as error:
            log.warning("usage not written yet", error=str(error))
            await asyncio.sleep(WRITE_PAUSE_S)
        else:
            return
    await write()
