"""Rows for one operation, read in batches: what is asked for at the same time is one statement."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from typing import Any
from uuid import UUID

from strawberry.dataloader import DataLoader

from aixss.reads import sql
from aixss.reads.lists import Asked
from aixss.reads.spec import Below, Table

Row = Mapping[str, Any]
Fetch = Callable[..., Awaitable[Sequence[Row]]]  # (statement, *values)


class Loaders:
    """The rows that one asker may see, each read once; `scope` is what tables are bound to."""

    def __init__(self, scope: object, fetch: Fetch) -> None:
        self.scope = scope
        self.fetch = fetch
        self._kept: dict[Hashable, DataLoader[Any, Any]] = {}

    async def link(self, table: Table, key: UUID | None) -> Row | None:
        """The row of that key; None when there is none to see."""
        if key is None:
            return None
        found: Row | None = await _kept(self._batched(table, lambda: self._by_key(table)).load(key))
        return found

    async def links(self, table: Table, keys: Sequence[UUID]) -> list[Row]:
        """The rows of those keys, in their order; those that are not there are left out."""
        loader = self._batched(table, lambda: self._by_key(table))
        found = await _kept(asyncio.gather(*map(loader.load, keys)))
        return [row for row in found if row is not None]

    async def below(self, table: Table, read: Below, key: UUID) -> Sequence[Row]:
        """All rows below a parent, in order."""
        loader = self._batched((table, read), lambda: self._by_parent(table, read))
        found: Sequence[Row] = await _kept(loader.load(key))
        return found

    async def page(self, table: Table, column: str, asked: Asked, key: UUID) -> Sequence[Row]:
        """Up to `first` + 1 rows below a parent; raises BadCursor and what refuses its values."""
        loader = self._batched((table, column, asked), lambda: self._pages(table, column, asked))
        found: Sequence[Row] = await _kept(loader.load(key))
        return found

    async def count(self, table: Table, column: str, asked: Asked, key: UUID) -> int:
        """How many rows a list has below a parent."""
        of = (table, column, asked.clause)
        loader = self._batched(of, lambda: self._counts(table, column, asked))
        found: int = await _kept(loader.load(key))
        return found

    async def by_key(
        self, table: Table, keys: list[UUID], columns: Sequence[str] = sql.ALL
    ) -> Mapping[UUID, Row]:
        """The rows of some keys in one statement."""
        rows = await self.fetch(sql.by_key(table, columns), keys, self.scope)
        return {row["id"]: row for row in rows}

    async def below_all(
        self, table: Table, read: Below, keys: list[UUID], columns: Sequence[str] = sql.ALL
    ) -> Mapping[UUID, Sequence[Row]]:
        """All rows below some parents in one statement, by parent."""
        wanted = (*columns, read.column) if columns else columns
        rows = await self.fetch(sql.below(table, wanted, read), keys, self.scope)
        return _grouped(rows, read.column)

    async def pages(
        self,
        table: Table,
        column: str,
        asked: Asked,
        keys: list[UUID],
        columns: Sequence[str] = sql.ALL,
    ) -> Mapping[UUID, Sequence[Row]]:
        """Up to `first` + 1 rows below each parent in one statement, by parent."""
        limit = asked.first + 1
        wanted = (*columns, column) if columns else columns
        parents = dict.fromkeys(keys)  # each once: a page is read for each that is named
        statement, values = sql.page(table, wanted, column, asked, parents, self.scope, limit)
        return _grouped(await self.fetch(statement, *values), column)

    def _batched(self, key: Hashable, load: Callable[[], Any]) -> DataLoader[Any, Any]:
        if key not in self._kept:
            self._kept[key] = DataLoader(load_fn=load())
        return self._kept[key]

    def _by_key(self, table: Table) -> Any:
        async def load(keys: list[UUID]) -> Sequence[Row | None]:
            found = await self.by_key(table, keys)
            return [found.get(key) for key in keys]

        return load

    def _by_parent(self, table: Table, read: Below) -> Any:
        async def load(keys: list[UUID]) -> Sequence[Sequence[Row]]:
            found = await self.below_all(table, read, keys)
            return [found.get(key, ()) for key in keys]

        return load

    def _pages(self, table: Table, column: str, asked: Asked) -> Any:
        async def load(keys: list[UUID]) -> Sequence[Sequence[Row]]:
            found = await self.pages(table, column, asked, keys)
            return [found.get(key, ()) for key in keys]

        return load

    def _counts(self, table: Table, column: str, asked: Asked) -> Any:
        async def load(keys: list[UUID]) -> Sequence[int]:
            statement, values = sql.count(table, column, asked.clause, keys, self.scope)
            found = {row["parent"]: row["n"] for row in await self.fetch(statement, *values)}
            return [found.get(key, 0) for key in keys]

        return load


async def _kept(found: Awaitable[Any]) -> Any:
    """Awaits what others may await too: that one is cancelled must not cancel it for them."""
    return await asyncio.shield(found)


def _grouped(rows: Sequence[Row], column: str) -> Mapping[UUID, Sequence[Row]]:
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found
