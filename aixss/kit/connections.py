"""Connections that only read, lent out one by one.

asyncpg's own pool resets a connection that comes back, guards it with a proxy and watches it with
timers: as much work as a short read itself. What only reads needs none of that.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from types import TracebackType

import asyncpg

from aixss.kit.silence import Watch

log = logging.getLogger("aixss.kit.db")

Connect = Callable[[], Awaitable[asyncpg.Connection]]
Fetch = Callable[..., Awaitable[Sequence[asyncpg.Record]]]  # (statement, *values)

CLOSE_S = 1.0  # for a server that may not be there
ONE_MOMENT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
BROKEN = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError)


class Connections:
    """At most `size` connections, opened when they are needed; what came back last goes first.

    One that is out is watched: when it is terminated, whoever has it meets a lost connection.
    """

    def __init__(self, size: int, connect: Connect, watch: Watch) -> None:
        self._connect = connect
        self._idle: list[asyncpg.Connection] = []
        self._free = asyncio.Semaphore(size)
        self._watch = watch

    async def take(self) -> asyncpg.Connection:
        """A connection to give back; waits for one when all are out."""
        await self._free.acquire()
        taken = None
        try:
            taken = self._alive() or await self._connect()
        finally:
            if taken is None:
                self._free.release()
        self._watch.begin(taken)
        return taken

    def give(self, connection: asyncpg.Connection, *, is_clean: bool) -> None:
        """Take a connection back, to be lent again if nothing is left of its use."""
        self._watch.end(connection)
        if is_clean and not connection.is_closed():
            self._idle.append(connection)
        else:
            connection.terminate()
        self._free.release()

    def renew(self) -> None:
        """Lend none again of those that are not out."""
        while self._idle:
            self._idle.pop().terminate()

    async def aclose(self) -> None:
        """Close those that are not out."""
        while self._idle:
            with suppress(*BROKEN):  # asyncpg has let go of it by then
                await self._idle.pop().close(timeout=CLOSE_S)

    def _alive(self) -> asyncpg.Connection | None:
        while self._idle:
            connection = self._idle.pop()
            if not connection.is_closed():
                return connection
        return None


class Reading:
    """What reads rows by statements, for a block; all from one moment when asked for."""

    __slots__ = ("_connection", "_connections", "_is_moment")

    def __init__(self, connections: Connections, *, one_moment: bool) -> None:
        self._connections = connections
        self._is_moment = one_moment

    async def __aenter__(self) -> Fetch:
        """Begin."""
        connection = self._connection = await self._connections.take()
        if self._is_moment:
            is_begun = False
            try:
                await connection.execute(ONE_MOMENT)
                is_begun = True
            finally:
                if not is_begun:
                    self._connections.give(connection, is_clean=False)
        return _told(connection.fetch) if log.isEnabledFor(logging.DEBUG) else connection.fetch

    async def __aexit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        """End; what was cancelled in the middle of a statement is not lent again."""
        is_clean = False
        try:
            if kind is None:
                if self._is_moment:
                    await self._connection.execute("COMMIT")
                is_clean = True
            elif issubclass(kind, Exception):
                is_clean = await self._cleaned()
        finally:
            self._connections.give(self._connection, is_clean=is_clean)

    async def _cleaned(self) -> bool:
        """Whether nothing is left of a failed statement.

        A value that cannot be sent leaves its statement prepared and an implicit transaction open.
        """
        try:
            await self._connection.execute("ROLLBACK" if self._is_moment else "SELECT 1")
        except BROKEN:
            return False
        return True


def _told(fetch: Fetch) -> Fetch:
    """`fetch`, whose statements are logged as Tortoise logs its own."""

    async def told(sql: str, *values: object) -> Sequence[asyncpg.Record]:
        log.debug("%s: %s", sql, values)
        return await fetch(sql, *values)

    return told
