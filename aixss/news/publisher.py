"""Sending to Redis what gathers, over one connection that stays open."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable

import structlog
from redis.asyncio.connection import AbstractConnection
from redis.exceptions import RedisError

from aixss.kit import db, metrics

LIMIT_S = 1.0  # nothing waits longer for Redis
KEPT = 10_000  # messages that may wait; of what is lost readers are told by the table
AT_ONCE = 500
GATHER_S = 0.005  # a message to Redis costs more than what it carries: so long are they gathered

Message = tuple[str, bytes]  # a channel and what is told there

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class Publisher:
    """Sends messages in their order: the first at once, then together what has gathered.

    An outage costs what was to be sent, and a line in the log.
    """

    def __init__(self, connection: AbstractConnection) -> None:
        self._connection = connection
        self._waiting: deque[Message] = deque(maxlen=KEPT)
        self._sending: asyncio.Future[None] | None = None

    def post(self, messages: Iterable[Message]) -> None:
        """Have them sent; nobody waits for it."""
        self._waiting.extend(messages)
        if self._sending is None or self._sending.done():
            self._sending = db.beside(self._send_all())

    async def aclose(self) -> None:
        """Close the connection once everything is sent, in a second at most."""
        if self._sending is not None:
            _, late = await asyncio.wait([self._sending], timeout=LIMIT_S)
            if late:
                log.warning("closed with news still to announce", messages=len(self._waiting))
                self._sending.cancel()
        await self._connection.disconnect(nowait=True)

    async def _send_all(self) -> None:
        while self._waiting:
            count = min(AT_ONCE, len(self._waiting))
            await self._send([self._waiting.popleft() for _ in range(count)])
            if len(self._waiting) < AT_ONCE:
                await asyncio.sleep(GATHER_S)

    async def _send(self, messages: list[Message]) -> None:
        was_open = self._connection.is_connected
        try:
            async with asyncio.timeout(LIMIT_S):
                try:
                    await self._ask(messages)
                except (RedisError, OSError):
                    if not was_open:
                        raise
                    await self._ask(messages)  # Redis may have restarted since the last time
            metrics.TOLD.add(len(messages))
        except (RedisError, OSError) as error:  # TimeoutError is an OSError
            metrics.UNTOLD.add(len(messages))
            log.warning("news not announced; readers find them in the table", error=repr(error))

    async def _ask(self, messages: list[Message]) -> None:
        connection = self._connection
        is_done = False
        try:
            if not connection.is_connected:
                await connection.connect()  # type: ignore[no-untyped-call]  # redis leaves it so
            commands = [("PUBLISH", *each) for each in messages]
            await connection.send_packed_command(connection.pack_commands(commands), False)
            for _ in messages:
                await connection.read_response()
            is_done = True
        finally:
            if not is_done:  # answers may be on their way that are not those of the next
                await connection.disconnect(nowait=True)
