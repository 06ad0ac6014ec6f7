"""Sends what is due: taken under a lease, posted, and recorded by whoever still holds it."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import httpx2

from aixss.kit import clock, db, ids
from aixss.kit.crypto import CryptoError, KeyRing
from aixss.kit.db import Change, Counter, Row, Tx
from aixss.moves import Sql, move
from aixss.providers.spec import ProviderError
from aixss.webhooks import hooks, signing
from aixss.webhooks.payload import PING, message_id
from aixss.webhooks.states import DELIVERY, DisabledReason

EACH_AT_ONCE = 8  # requests to one webhook, so that a slow receiver holds up no other
RESPONSE_BYTES = 2048
GONE = 410
FAILED_MOST = 20  # deliveries in a row
FAILING_MOST = timedelta(days=3)


@dataclass(frozen=True)
class Patience:
    """How long to wait for a receiver, and between attempts; tests make it short."""

    # 8 attempts within half a day.
    pauses_s: tuple[float, ...] = (5, 30, 120, 600, 3600, 3 * 3600, 8 * 3600)
    timeout_s: float = 10.0
    # Longer than a request and the writing of its outcome take together.
    lease_s: float = 40.0


@dataclass(frozen=True)
class Outcome:
    """How a request went: the status and the beginning of the answer, or what went wrong."""

    at: datetime
    duration_ms: int
    status: int | None = None
    response: str | None = None
    error: str | None = None

    @property
    def is_taken(self) -> bool:
        """Whether the receiver took it."""
        return self.status is not None and 200 <= self.status < 300


async def take(limit: int, patience: Patience) -> list[Row]:
    """At most `limit` due deliveries, leased to the caller, with their webhooks' addresses."""
    return await db.rows(
        f"""
        WITH due AS (
          SELECT d.id FROM webhook w CROSS JOIN LATERAL (
            SELECT id FROM webhook_delivery
            WHERE webhook_id = w.id AND state = 'PENDING' AND next_attempt_at <= now()
              AND (taken_until IS NULL OR taken_until < now()) AND deleted_at IS NULL
              AND (w.is_enabled OR event_type = '{PING}')
            ORDER BY next_attempt_at
            LIMIT greatest(0, {EACH_AT_ONCE} - (
              SELECT count(*) FROM webhook_delivery
              WHERE webhook_id = w.id AND state = 'PENDING' AND taken_until >= now()
            ))
            FOR UPDATE SKIP LOCKED
          ) d WHERE w.deleted_at IS NULL LIMIT $1
        )
        UPDATE webhook_delivery d
        SET attempt = attempt + 1, taken_until = now() + make_interval(secs => $2),
          updated_at = now()
        FROM webhook w WHERE d.id = ANY (ARRAY(SELECT id FROM due)) AND w.id = d.webhook_id
        RETURNING d.id, d.team_id, d.webhook_id, d.event_type, d.body, d.attempt, d.tries, w.url,
          w.revision, w.sealed_secret,
          CASE WHEN w.old_secret_until > now() THEN w.old_sealed_secret END AS old_sealed_secret
        """,
        limit,
        patience.lease_s,
    )


async def send(client: httpx2.AsyncClient, keys: KeyRing, row: Row, patience: Patience) -> None:
    """Post a taken delivery and record how that went."""
    at, begun = clock.now(), time.monotonic()
    status, response, error = await _post(client, keys, row, patience.timeout_s)
    outcome = Outcome(at, round((time.monotonic() - begun) * 1000), status, response, error)
    # Not for ever: whoever takes it after the lease sends it again, under the same id.
    reason = await db.surely(lambda: db.brief(_Record(row, outcome, patience)), tries=20)
    if reason:

        async def off(tx: Change) -> None:
            await hooks.switch_off(tx, row["webhook_id"], row["revision"], reason)

        await db.surely(lambda: db.change(Counter("team", row["team_id"], "id"), off), tries=20)


async def _post(
    client: httpx2.AsyncClient, keys: KeyRing, row: Row, timeout_s: float
) -> tuple[int | None, str | None, str | None]:
    """Status and answer, or what went wrong."""
    try:
        sealed = filter(None, (row["sealed_secret"], row["old_sealed_secret"]))
        secrets = [keys.open(each, row["webhook_id"].bytes) for each in sealed]
        body = row["body"].encode()
        signed = signing.headers(message_id(row["id"]), int(time.time()), body, secrets)
        headers = {"content-type": "application/json", "user-agent": "aixss", **signed}
        async with asyncio.timeout(timeout_s):
            answer = await client.post(row["url"], content=body, headers=headers, timeout=timeout_s)
    except (TimeoutError, httpx2.TimeoutException):
        return None, None, f"The receiver did not answer within {timeout_s:g} s."
    except ProviderError as error:
        return None, None, f"The address may not be called: {error.detail}."
    except CryptoError as error:
        return None, None, f"The secret cannot be opened: {error}"
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, OSError) as error:
        return None, None, f"The receiver cannot be reached: {error}"[:500]
    text = answer.content[:RESPONSE_BYTES].decode(errors="replace").replace("\0", "")
    return answer.status_code, text, None


class _Record:
    """The work of one transaction: an attempt, its delivery and how its webhook is.

    It gives why the webhook must be switched off; None when it need not, or the lease was lost.
    """

    def __init__(self, row: Row, outcome: Outcome, patience: Patience) -> None:
        self.row, self.outcome, self.pauses_s = row, outcome, patience.pauses_s

    async def __call__(self, tx: Tx) -> DisabledReason | None:
        ended = self._ended()
        if not await (self._end(tx, ended) if ended else self._again(tx)):
            return None
        await self._note(tx)
        if self.row["event_type"] == PING:
            return None
        if self.outcome.is_taken:
            await _well(tx, self.row["webhook_id"])
            return None
        ill = await _ill(tx, self.row["webhook_id"], is_final=ended is not None)
        return DisabledReason.GONE if self.outcome.status == GONE else ill

    def _ended(self) -> str | None:
        """The event that ends the delivery; None when it is tried again."""
        if self.outcome.is_taken:
            return "deliver"
        is_last = self.row["tries"] >= len(self.pauses_s) or self.row["event_type"] == PING
        return "fail" if is_last or self.outcome.status == GONE else None

    async def _end(self, tx: Tx, event: str) -> bool:
        at = Sql("now()") if event == "deliver" else None
        assign = {"next_attempt_at": None, "taken_until": None, "delivered_at": at}
        fence = {"attempt": self.row["attempt"]}
        done = await move(tx, DELIVERY, self.row["id"], event, assign=assign, fence=fence)
        return done is not None

    async def _again(self, tx: Tx) -> bool:
        pause_s = self.pauses_s[self.row["tries"]] * random.uniform(0.8, 1.2)
        kept = await tx.rows(
            """
            UPDATE webhook_delivery SET tries = tries + 1, taken_until = NULL, updated_at = now(),
              next_attempt_at = now() + make_interval(secs => $3)
            WHERE id = $1 AND attempt = $2 AND state = 'PENDING' RETURNING id
            """,
            self.row["id"],
            self.row["attempt"],
            pause_s,
        )
        return bool(kept)

    async def _note(self, tx: Tx) -> None:
        outcome = self.outcome
        await tx.rows(
            """
            INSERT INTO webhook_attempt
              (id, team_id, delivery_id, attempt, at, duration_ms, status, response, error)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            ids.new(),
            self.row["team_id"],
            self.row["id"],
            self.row["attempt"],
            outcome.at,
            outcome.duration_ms,
            outcome.status,
            outcome.response,
            outcome.error,
        )


async def _well(tx: Tx, hook_id: UUID) -> None:
    await tx.rows(
        """
        UPDATE webhook SET failed_in_row = 0, failing_since = NULL, last_failed_at = NULL
        WHERE id = $1 AND failing_since IS NOT NULL
        """,
        hook_id,
    )


async def _ill(tx: Tx, hook_id: UUID, *, is_final: bool) -> DisabledReason | None:
    """Count a failed attempt; why the webhook must be switched off, None when it need not."""
    rows = await tx.rows(
        """
        UPDATE webhook SET failed_in_row = failed_in_row + $2,
          failing_since = coalesce(failing_since, now()), last_failed_at = now()
        WHERE id = $1 RETURNING failed_in_row, last_failed_at - failing_since AS failing
        """,
        hook_id,
        int(is_final),
    )
    for row in rows:
        if row["failed_in_row"] >= FAILED_MOST:
            return DisabledReason.FAILED_DELIVERIES
        if row["failing"] >= FAILING_MOST:
            return DisabledReason.FAILING_FOR_DAYS
    return None
