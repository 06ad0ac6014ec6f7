"""Statements that several requests share: what is asked in one turn of the loop is sent once.

Only for requests of one statement each, which needs no moment in common with another. A request
joins a statement that has not been sent yet, so it sees all that was committed before it came.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol
from uuid import UUID

from aixss.reads.loaders import Fetch

KEYS_MAX = 100  # of a statement that is shared

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
    """A statement that has not been sent yet, and who waits for its rows."""

    __slots__ = ("by_key", "keys", "task", "waiting")
    task: asyncio.Task[Rows]

    def __init__(self, keys: Sequence[UUID]) -> None:
        self.keys = list(keys)
        self.waiting: list[asyncio.Future[Rows]] = []
        self.by_key: Mapping[UUID, Any] | None = None

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


class Together:
    """Reads with others who ask the same; by key also with those who ask for other keys."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._unsent: dict[Name, _Shared] = {}

    async def rows(self, statement: str, keys: Any, *values: Any) -> Rows:
        """The rows of a statement whose `$1` is keys."""
        name = (statement, values, *keys)
        shared = self._unsent.get(name) or self._begun(name, keys)
        return await self._wait(name, shared)

    async def by_key(self, statement: str, keys: Sequence[UUID], scope: object) -> Rows:
        """The rows whose `id` is one of the keys, of a statement that finds rows so."""
        name = (statement, (scope,))
        shared = self._unsent.get(name)
        if shared and len(shared.keys) + len(keys) <= KEYS_MAX:
            shared.keys += keys
        else:
            shared = self._begun(name, keys)
        found = await self._wait(name, shared)
        if len(shared.keys) == len(keys):
            return found
        if shared.by_key is None:
            shared.by_key = {row["id"]: row for row in found}
        rows = shared.by_key
        return [rows[key] for key in keys if key in rows]

    def _begun(self, name: Name, keys: Sequence[UUID]) -> _Shared:
        shared = self._unsent[name] = _Shared(keys)
        # A task begins when all have run that are due by now, and they may ask for the same.
        shared.task = asyncio.create_task(self._sent(name, shared))
        shared.task.add_done_callback(shared.tell)
        return shared

    async def _sent(self, name: Name, shared: _Shared) -> Rows:
        async with self.reading() as fetch:
            self._close(name, shared)
            statement, values = name[:2]
            return await fetch(statement, shared.keys, *values)

    async def _wait(self, name: Name, shared: _Shared) -> Rows:
        # A future of one's own costs less than a shield: who gives up takes the rows from nobody.
        mine: asyncio.Future[Rows] = shared.task.get_loop().create_future()
        shared.waiting.append(mine)
        try:
            return await mine
        except asyncio.CancelledError:
            if all(each.cancelled() for each in shared.waiting):
                self._close(name, shared)
                shared.task.cancel()  # nobody is left to want them
            raise

    def _close(self, name: Name, shared: _Shared) -> None:
        """Let nobody join any more."""
        if self._unsent.get(name) is shared:
            del self._unsent[name]
