"""Statements that several requests share: what is asked while one like it is away is sent once.

Most of what a short read costs is the statement, not its rows: under load it pays to wait for the
one that is on its way, and then to ask for all that has come meanwhile. Who finds none on its way
waits for nothing but the turn of the loop.

Only for requests of one statement each, which needs no moment in common with another. A request
joins a statement that has not been sent yet, so it sees all that was committed before it came.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from contextvars import Context, copy_context
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from aixss.reads.loaders import Fetch

KEYS_MAX = 100  # of a statement that is shared
PATIENCE_S = 0.002  # longer than that nobody waits for a statement that is on its way

Reading = Callable[..., AbstractAsyncContextManager[Fetch]]  # (one_moment=bool)
Rows = Sequence[Any]
Name = tuple[Any, ...]  # equal for statements that can be one


class Reads(Protocol):
    """What reads rows by statements."""

    async def rows(self, statement: str, keys: Any, *values: Any) -> Rows:
        """The rows of a statement whose `$1` is keys."""

    async def by_key(self, statement: str, keys: Sequence[UUID], scope: object) -> Rows:
        """The rows whose `id` is one of the keys, of a statement that finds rows so."""


class Apart:
    """Reads statement by statement, e.g. within one transaction."""

    __slots__ = ("_fetch",)

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch

    async def rows(self, statement: str, keys: Any, *values: Any) -> Rows:
        """The rows of a statement whose `$1` is keys."""
        return await self._fetch(statement, keys, *values)

    by_key = rows


class _Shared:
    """A statement that may still be joined, and who waits for its rows."""

    __slots__ = ("by_key", "context", "keys", "task", "timer", "waiting")

    def __init__(self, keys: Sequence[UUID]) -> None:
        self.keys = list(keys)
        self.waiting: list[asyncio.Future[Rows]] = []
        self.by_key: Mapping[UUID, Any] | None = None
        self.context: Context = copy_context()  # of whoever asked first, and is counted for it
        self.timer: asyncio.TimerHandle | None = None
        self.task: asyncio.Task[Rows] | None = None  # None while it waits for another one

    def stop(self) -> None:
        """Nobody wants it any more."""
        if self.timer:
            self.timer.cancel()
        if self.task:
            self.task.cancel()

    def tell(self, task: asyncio.Task[Rows]) -> None:
        """Give all who still wait what came of it."""
        if task.cancelled():
            for each in self.waiting:
                each.cancel()
        elif error := task.exception():
            for each in self.waiting:
                if not each.done():
                    each.set_exception(error)
        else:
            rows = task.result()
            for each in self.waiting:
                if not each.done():
                    each.set_result(rows)


class _Line:
    """All statements of one name: the one that may be joined, and how many are away."""

    __slots__ = ("away", "name", "open")

    def __init__(self, name: Name) -> None:
        self.name = name
        self.open: _Shared | None = None
        self.away = 0  # sent, and not come back

    def close(self, shared: _Shared) -> None:
        """Let nobody join it any more."""
        if self.open is shared:
            self.open = None


class Together:
    """Reads with others who ask the same; by key also with those who ask for other keys."""

    def __init__(self, reading: Reading, *, patience_s: float = PATIENCE_S) -> None:
        self.reading = reading
        self._patience_s = patience_s
        self._lines: dict[Name, _Line] = {}

    async def rows(self, statement: str, keys: Any, *values: Any) -> Rows:
        """The rows of a statement whose `$1` is keys."""
        line = self._line((statement, values, *keys))
        return await self._wait(line, line.open or self._begun(line, keys))

    async def by_key(self, statement: str, keys: Sequence[UUID], scope: object) -> Rows:
        """The rows whose `id` is one of the keys, of a statement that finds rows so."""
        line = self._line((statement, (scope,)))
        shared = line.open
        if shared is None:
            shared = self._begun(line, keys)
        elif len(shared.keys) + len(keys) <= KEYS_MAX:
            shared.keys += keys
        else:
            self._send(line, shared)
            shared = self._begun(line, keys)
        found = await self._wait(line, shared)
        if len(shared.keys) == len(keys):
            return found
        if shared.by_key is None:
            shared.by_key = {row["id"]: row for row in found}
        rows = shared.by_key
        return [rows[key] for key in keys if key in rows]

    def _line(self, name: Name) -> _Line:
        line = self._lines.get(name)
        if line is None:
            line = self._lines[name] = _Line(name)
        return line

    def _begun(self, line: _Line, keys: Sequence[UUID]) -> _Shared:
        shared = line.open = _Shared(keys)
        if line.away:
            loop = asyncio.get_running_loop()
            shared.timer = loop.call_later(self._patience_s, self._send, line, shared)
        else:
            self._send(line, shared)
        return shared

    def _send(self, line: _Line, shared: _Shared) -> None:
        """Send a statement, if that has not been done; it may be joined until it is under way."""
        if shared.task:
            return
        if shared.timer:
            shared.timer.cancel()
        line.away += 1
        # A task begins when all have run that are due by now, and they may ask for the same.
        work = self._sent(line, shared)
        shared.task = asyncio.get_running_loop().create_task(work, context=shared.context)
        shared.task.add_done_callback(partial(self._back, line, shared))

    async def _sent(self, line: _Line, shared: _Shared) -> Rows:
        async with self.reading() as fetch:
            line.close(shared)
            statement, values = line.name[:2]
            return await fetch(statement, shared.keys, *values)

    def _back(self, line: _Line, shared: _Shared, task: asyncio.Task[Rows]) -> None:
        """A statement has come back, or could not be sent."""
        line.away -= 1
        line.close(shared)
        shared.tell(task)
        if line.open:
            self._send(line, line.open)
        elif not line.away:
            del self._lines[line.name]

    async def _wait(self, line: _Line, shared: _Shared) -> Rows:
        # A future of one's own costs less than a shield: who gives up takes the rows from nobody.
        mine: asyncio.Future[Rows] = asyncio.get_running_loop().create_future()
        shared.waiting.append(mine)
        try:
            return await mine
        except asyncio.CancelledError:
            if all(each.cancelled() for each in shared.waiting):
                line.close(shared)
                shared.stop()
            raise
