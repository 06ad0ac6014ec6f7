"""Counting calls to providers: what was paid is written down, and never paid again by one job."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from uuid import UUID

from aixss.errors import OverBudget
from aixss.jobs import breaker, budgets, observing
from aixss.jobs.breaker import NotAsked
from aixss.jobs.errors import LostClaim
from aixss.jobs.models import Pricing, UsageStatus
from aixss.kit import db, ids
from aixss.providers.spec import Access, ProviderError, Reply, Tokens

WRITE_TRIES = 20  # a restarting database must not lose what was paid; ten seconds


@dataclass(kw_only=True)
class Call:
    """One call to a provider, and its usage record."""

    job_id: UUID
    attempt: int
    team_id: UUID
    project_id: UUID | None
    kind: str
    profile_id: UUID | None
    pricing: Pricing
    access: Access
    request_hash: str
    chars: int  # of the question
    id: UUID = field(default_factory=ids.new)
    is_probe: bool = False  # whether the breaker lets only this one through

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
        """Write that the call is being made.

        Raises LostClaim when the job is not ours any more, NotAsked while the breaker is open, and
        OverBudget when the team may spend no more.
        """
        [row] = await db.rows(
            f"""
            WITH {breaker.MAY_ASK}, due AS (
              SELECT id, attempt FROM job WHERE id = $4 AND attempt = $5 AND state = 'RUNNING'
                AND NOT EXISTS (SELECT FROM barred)
            ), {budgets.RESERVE}, asked AS (
              INSERT INTO usage_record (id, team_id, project_id, job_id, attempt, kind, profile_id,
                provider, model, request_hash, cost_usd, status, created_at, updated_at)
              SELECT $1, $2, $3, id, attempt, $6, $7, $8, $9, $10, $11, 'PENDING', now(), now()
              FROM due WHERE $11 IS NULL OR EXISTS (SELECT FROM purse)
              RETURNING id
            )
            SELECT EXISTS (SELECT FROM asked) AS is_asked, EXISTS (SELECT FROM probing) AS is_probe,
              (SELECT until FROM barred) AS until, EXISTS (SELECT FROM due) AS is_due,
              $11 IS NOT NULL AND coalesce((SELECT crosses FROM purse),
                (SELECT {budgets.CROSSES} FROM budget b WHERE id = $2)) AS crosses
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
            budgets.estimate(self.access, self.pricing, self.chars),
        )
        if row["until"]:
            raise NotAsked(row["until"])
        if row["crosses"]:
            await self._tell_budget()
        if row["is_due"] and not row["is_asked"]:
            raise OverBudget
        if not row["is_asked"]:
            raise LostClaim
        self.is_probe = row["is_probe"]

    async def answered(self, reply: Reply, started: float) -> None:
        """Keep the answer and what it cost; not fenced: what was paid is counted."""
        text = reply.text.replace("\x00", "")
        await self._close(
            UsageStatus.ANSWERED,
            started,
            reply.tokens,
            answer=text,
            model=reply.model,
            finish=reply.finish,
            answers=True,
        )

    async def failed(self, error: ProviderError, started: float) -> None:
        """Keep why there is no answer, and what was charged all the same.

        Raises NotAsked when this was only to see whether the provider works again.
        """
        answers = error.failure in breaker.ANSWERING
        await self._close(
            UsageStatus.FAILED, started, error.tokens, failure=error.failure.name, answers=answers
        )
        if self.profile_id is None or answers:
            return
        probe_id = self.id if self.is_probe else None
        count = partial(breaker.failed, self.profile_id, self.team_id, error, probe_id)
        until = await db.finish(db.surely(count, tries=WRITE_TRIES))
        if self.is_probe and error.failure in breaker.TRIPPING:
            raise NotAsked(until) from error

    async def aborted(self, started: float) -> None:
        """Keep that the call was given up, because its job was; what it cost is not known."""
        await self._close(UsageStatus.FAILED, started, None, failure="ABORTED")

    async def _close(
        self,
        status: UsageStatus,
        started: float,
        tokens: Tokens | None,
        *,
        answer: str | None = None,
        model: str | None = None,
        finish: str | None = None,
        failure: str | None = None,
        answers: bool = False,
    ) -> None:
        """Written even when the job is cancelled right now, or the database restarts."""
        is_paid = self.access.provider != budgets.FREE
        is_priced = is_paid and self.pricing.is_known
        cost: Decimal | None = self.pricing.cost(tokens) if is_priced and tokens else None
        write = partial(
            db.rows,
            f"""
            WITH was AS (
              SELECT id, team_id, status, cost_usd, created_at FROM usage_record WHERE id = $1
              FOR UPDATE
            ), closed AS (
              UPDATE usage_record u SET status = $2, answer = $3, model = coalesce($4, model),
                finish = $5, failure = $6, input_tokens = $7, output_tokens = $8,
                cached_input_tokens = $9, duration_ms = $10, cost_usd = $12, updated_at = now()
              FROM was WHERE u.id = was.id RETURNING profile_id
            ), healed AS (
              UPDATE profile_health SET {breaker.HEALED} FROM closed
              WHERE profile_health.id = closed.profile_id AND $11
                AND (failures > 0 OR opened_at IS NOT NULL)
              RETURNING closed_at = now() AS has_recovered
            ), {budgets.SPEND}
            SELECT (SELECT has_recovered FROM healed) AS has_recovered,
              (SELECT crosses FROM paid) AS crosses
            """,
            self.id,
            status.value,
            answer,
            model,
            finish,
            failure,
            *_counts(tokens),
            _ms(started),
            answers,
            cost,
            int(cost is None and is_paid and status is UsageStatus.ANSWERED),
        )
        outcome = failure or status.value
        took_s = time.monotonic() - started
        observing.called(self.access.provider, outcome, took_s, tokens, self.pricing)
        [done] = await db.finish(db.surely(write, tries=WRITE_TRIES))
        if done["crosses"]:
            await self._tell_budget()
        if self.profile_id and done["has_recovered"]:
            tell = partial(breaker.recovered, self.profile_id, self.team_id)
            await db.finish(db.surely(tell, tries=WRITE_TRIES))

    async def _tell_budget(self) -> None:
        tell = partial(budgets.tell, self.team_id)
        await db.finish(db.surely(tell, tries=WRITE_TRIES))


def _counts(tokens: Tokens | None) -> tuple[int | None, int | None, int | None]:
    return (tokens.input, tokens.output, tokens.cached_input) if tokens else (None, None, None)


def _ms(started: float) -> int:
    return round((time.monotonic() - started) * 1000)
