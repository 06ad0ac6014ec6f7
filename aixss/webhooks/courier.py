"""What every worker does for webhooks, with no leader: spread facts, send what is due, clean up."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import structlog

from aixss.kit import db
from aixss.kit.crypto import KeyRing
from aixss.kit.db import Row
from aixss.providers import guard
from aixss.webhooks import sending
from aixss.webhooks.sending import RESPONSE_BYTES, Patience
from aixss.webhooks.spread import spread

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

AT_ONCE = 64  # requests of one process
POLL_S = 1.0
CLEAN_S = 600.0  # between two looks for what is too old to keep
KEPT_DAYS = 30
BATCH = 1000
STOP_S = 2.0  # for requests under way when the worker stops


@dataclass
class Courier:
    """The sender of one process."""

    keys: KeyRing
    allow_private: bool = False
    patience: Patience = field(default_factory=Patience)
    poll_s: float = POLL_S
    stop_s: float = STOP_S
    _sending: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._client = guard.client(allow_private=self.allow_private, cut_at=RESPONSE_BYTES)

    async def run(self) -> None:
        """Spread, send and clean until cancelled; an outage only delays it."""
        cleaned = time.monotonic()
        while True:
            is_more = False
            try:
                is_more = await self.once()
                if time.monotonic() - cleaned >= CLEAN_S:
                    cleaned = time.monotonic()
                    await prune()
            except db.AWAY as error:
                log.warning("webhooks not looked after", error=repr(error))
            if not is_more:
                await asyncio.sleep(self.poll_s)

    async def once(self) -> bool:
        """One pass; whether another may find more to do at once."""
        is_more = await spread()
        taken = await sending.take(AT_ONCE - len(self._sending), self.patience)
        for row in taken:
            task = asyncio.create_task(self._send(row))
            self._sending.add(task)
            task.add_done_callback(self._ended)
        return is_more

    async def _send(self, row: Row) -> None:
        await sending.send(self._client, self.keys, row, self.patience)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._sending.discard(task)
        # Its lease runs out, and it is sent again.
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("delivery not recorded", exc_info=error)

    async def settled(self) -> None:
        """Return when no request of this process is under way."""
        while self._sending:
            await asyncio.wait(self._sending)

    async def aclose(self) -> None:
        """Give what is under way a moment, then let go of it."""
        if self._sending:
            await asyncio.wait(self._sending, timeout=self.stop_s)
        for task in self._sending:
            task.cancel()
        await asyncio.gather(*self._sending, return_exceptions=True)
        await self._client.aclose()


async def prune(older_than_days: int = KEPT_DAYS) -> int:
    """Drop deliveries that are too old, with their attempts and moves; how many there were."""
    total = 0
    while True:
        gone = await db.rows(
            f"""
            WITH old AS (
              DELETE FROM webhook_delivery WHERE id = ANY (ARRAY(
                SELECT d.id FROM webhook CROSS JOIN LATERAL (
                  SELECT id FROM webhook_delivery
                  WHERE webhook_id = webhook.id
                    AND created_at < now() - make_interval(days => $1)
                  ORDER BY created_at LIMIT {BATCH} FOR UPDATE SKIP LOCKED
                ) d LIMIT {BATCH}
              )) RETURNING id
            ), moves AS (
              DELETE FROM state_change WHERE target_id = ANY (ARRAY(SELECT id FROM old))
                AND machine = 'webhook_delivery'
            )
            SELECT id FROM old
            """,
            older_than_days,
        )
        total += len(gone)
        if len(gone) < BATCH:
            return total


@asynccontextmanager
async def delivering(courier: Courier, on_end: Callable[[], None]) -> AsyncIterator[None]:
    """The courier at work until the block ends; `on_end` is called when it fails before."""
    task = asyncio.create_task(courier.run())
    task.add_done_callback(lambda _: on_end())
    try:
        yield
    finally:
        task.cancel()
        (ended,) = await asyncio.gather(task, return_exceptions=True)
        await courier.aclose()
    if isinstance(ended, Exception):
        raise ended
