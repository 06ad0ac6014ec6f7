"""What a plan does at run time: statements from the root down, objects from the leaves up."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Protocol
from uuid import UUID

from graphql.execution.values import VariableValues

from aixss.reads import sql
from aixss.reads.arguments import Arguments
from aixss.reads.lists import Asked
from aixss.reads.resolvers import asked_for, asked_of
from aixss.reads.spec import Below, FindAny, Page, Table
from aixss.reads.together import Reads
from aixss.reads.writer import Functions

Objects = Mapping[Any, Any]


@dataclass(frozen=True)
class Bound:
    """A leaf that depends on who asks or on arguments."""

    bind: Callable[..., Callable[..., Any]]
    arguments: Arguments


@dataclass(slots=True)
class Run:
    """One run of a plan: who asks, with what, and what reads."""

    context: Any
    scope: object
    variables: VariableValues
    reads: Reads
    bound: Sequence[Callable[..., Any]]


class Step(Protocol):
    """A field that leads to other rows."""

    @property
    def statements(self) -> int:
        """How many statements it takes at most, those below it included."""

    async def read(self, run: Run, keys: Iterable[Any]) -> Objects:
        """What it gives for each key or parent."""


class Answering(Protocol):
    """A root field that a plan reads."""

    @property
    def statements(self) -> int:
        """How many statements it takes at most."""

    async def answer(self, run: Run) -> Any:
        """Its value, as orjson writes it."""


@dataclass(frozen=True)
class Fetched:
    """A level of rows: their columns, the steps below them, and the builder of their objects."""

    table: Table | None
    columns: tuple[str, ...]
    functions: Functions
    steps: tuple[Step, ...]

    @property
    def statements(self) -> int:
        """Its own and those below it."""
        return (self.table is not None) + sum(each.statements for each in self.steps)

    async def built(self, run: Run, rows: Sequence[Any], *rest: object) -> Any:
        """The objects of some rows."""
        prepared = self.functions.prepared(rows)
        wanted = self.functions.keys(prepared)
        # One connection answers one statement at a time, so nothing is gained by asking at once.
        below = [await step.read(run, keys) for step, keys in zip(self.steps, wanted, strict=True)]
        return self.functions.built(prepared, below, run.bound, *rest)


@dataclass(frozen=True)
class ByKey:
    """Objects by their keys; at the root, the one that the argument names."""

    rows: Fetched
    arguments: Arguments | None = None
    key: Callable[[str], UUID] | None = None
    empty: Mapping[str, Any] | None = None

    @property
    def statements(self) -> int:
        """Those of the level."""
        return self.rows.statements

    async def read(self, run: Run, keys: Iterable[UUID]) -> Objects:
        """The objects by key; those that are not there are left out, unless `empty` stands in."""
        wanted = list(keys)
        if not wanted:
            return {}
        assert self.rows.table is not None  # a key is that of a row
        statement = sql.by_key(self.rows.table, self.rows.columns)
        found = await run.reads.by_key(statement, wanted, run.scope)
        if self.empty is not None:
            found = [*found, *self._absent(wanted, {row["id"] for row in found})]
        objects: Objects = await self.rows.built(run, found)
        return objects

    def _absent(self, wanted: Iterable[UUID], known: Container[UUID]) -> Iterator[Any]:
        for key in wanted:
            if key not in known:
                stand_in = {**(self.empty or {}), "id": key}
                yield tuple(stand_in[each] for each in self.rows.columns)

    async def answer(self, run: Run) -> Any:
        """The object that the root field's argument names."""
        assert self.arguments is not None
        assert self.key is not None
        key = self.key(self.arguments.of(run.variables)["id"])
        return (await self.read(run, [key])).get(key)


@dataclass(frozen=True)
class ByParent:
    """All rows below some parents."""

    rows: Fetched
    below: Below

    @property
    def statements(self) -> int:
        """Those of the level."""
        return self.rows.statements

    async def read(self, run: Run, keys: Iterable[UUID]) -> Objects:
        """Lists of objects by parent; a parent without any is left out."""
        wanted = list(keys)
        if not wanted:
            return {}
        assert self.rows.table is not None  # what is below a row is rows
        statement = sql.below(self.rows.table, self.rows.columns, self.below)
        found = await run.reads.rows(statement, wanted, run.scope)
        objects: Objects = await self.rows.built(run, found)
        return objects


@dataclass(frozen=True)
class ByPage:
    """Pages of the rows below some parents."""

    rows: Fetched
    page: Page
    arguments: Arguments
    has_rows: bool
    has_more: bool
    has_count: bool
    has_places: bool

    @property
    def statements(self) -> int:
        """Those of the level, and one to count."""
        return self.rows.statements + self.has_count

    async def read(self, run: Run, keys: Iterable[UUID]) -> Objects:
        """Connections by parent; raises Invalid, BadId and BadCursor."""
        parents = list(keys)
        if not parents:
            return {}
        asked = asked_of(self.page.lists, self.arguments.of(run.variables))
        found: Sequence[Any] = ()
        # A cursor is checked by using it, whatever is asked for.
        if self.has_rows or asked.after is not None:
            limit = asked.first + self.has_more
            found = await self._rows(run, asked, parents, limit)
        total = await self._total(run, asked, parents) if self.has_count else {}
        objects: Objects = await self.rows.built(
            run,
            found,
            parents,
            asked.first,
            asked.after is not None,
            self._place(asked),
            total,
        )
        return objects

    async def _rows(
        self, run: Run, asked: Asked, parents: Sequence[UUID], limit: int
    ) -> Sequence[Any]:
        assert self.rows.table is not None  # a list is of rows
        statement, values = sql.page(
            self.rows.table, self.rows.columns, self.page.column, asked, parents, run.scope, limit
        )
        return await run.reads.rows(statement, *values)

    async def _total(self, run: Run, asked: Asked, parents: Sequence[UUID]) -> Mapping[Any, int]:
        assert self.rows.table is not None  # a list is of rows
        statement, values = sql.count(
            self.rows.table, self.page.column, asked.clause, parents, run.scope
        )
        return {row["parent"]: row["n"] for row in await run.reads.rows(statement, *values)}

    def _place(self, asked: Asked) -> Callable[[Any], str] | None:
        if not self.has_places:
            return None
        values = itemgetter(*(self.rows.columns.index(each) for each in asked.columns))
        if len(asked.columns) == 1:
            return lambda row: asked.cursor(values(row))
        return lambda row: asked.cursor(*values(row))

    async def answer(self, run: Run) -> Any:
        """The page of a root field."""
        scope: Any = run.scope
        return (await self.read(run, [scope]))[scope]


@dataclass(frozen=True)
class FromContext:
    """What needs no statement of its own."""

    rows: Fetched
    make: Callable[..., Any]
    arguments: Arguments
    is_list: bool

    @property
    def statements(self) -> int:
        """Those below it."""
        return self.rows.statements

    async def answer(self, run: Run) -> Any:
        """The object or the list."""
        made = self.make(run.context, **self.arguments.of(run.variables))
        if made is None:
            return None
        given = list(made) if self.is_list else [made]
        rows = [tuple(each[name] for name in self.rows.columns) for each in given]
        objects = await self.rows.built(run, rows)
        return objects if self.is_list else objects[0]


@dataclass(frozen=True)
class AnyOf:
    """Objects of any type, by the type that each id names."""

    levels: Mapping[str, Fetched]
    find: FindAny
    arguments: Arguments

    @property
    def statements(self) -> int:
        """Those of every type: how many types are asked for is known at run time only."""
        return sum(each.statements for each in self.levels.values())

    async def answer(self, run: Run) -> Any:
        """The object, or the objects in the order of the ids."""
        named = self.arguments.of(run.variables)[self.find.argument]
        keys = asked_for(self.find, run.context, named)
        found: dict[tuple[str, UUID], Any] = {}
        for name in dict.fromkeys(each[0] for each in keys if each):
            wanted = dict.fromkeys(each[1] for each in keys if each and each[0] == name)
            objects = await ByKey(self.levels[name]).read(run, wanted)
            found |= {(name, key): made for key, made in objects.items()}
        answers = [found.get(each) if each else None for each in keys]
        return answers if isinstance(named, list) else answers[0]
