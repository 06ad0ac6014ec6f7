"""How the fields of a schema are read from rows: said once, at the field, for every way of reading.

A field of a type carries a `Read` in its metadata. The planner (`compiler.py`) turns the reads of a
whole document into statements and builders; the resolvers (`resolvers.py`) do the same field by
field for whatever executes documents the ordinary way. A field that is a plain attribute of a type
reads the column of its name.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self

import orjson
from graphql import GraphQLField, GraphQLNamedType
from strawberry.types.field import StrawberryField

from aixss.reads.lists import Lists

READ: Final = "read"  # the key in a field's metadata
DEFINITION: Final = "strawberry-definition"  # where Strawberry keeps its own on graphql-core's
Make = Callable[..., Any]


@dataclass(frozen=True)
class Table:
    """Rows that a type shows: `name` is a table, or a statement in parentheses.

    `mine` says which of them the asker may see: SQL over the alias `t`, with `{scope}` for what the
    reader is bound to. Every statement carries it.
    """

    name: str
    mine: str = "t.team_id = {scope} AND t.deleted_at IS NULL"
    json: frozenset[str] = frozenset()  # columns that hold JSON
    nullable: frozenset[str] = frozenset()
    columns: frozenset[str] = frozenset()
    # Columns that are worked out of each row: (name, SQL over the alias `r`).
    worked_out: tuple[tuple[str, str], ...] = ()
    # SQL that joins to `r` at most one row, which those columns take values of.
    joined: str = ""

    def rows(self, columns: Collection[str]) -> str:
        """What to select those columns from; all columns when none is named."""
        wanted = [
            f'{sql} AS "{name}"' for name, sql in self.worked_out if name in columns or not columns
        ]
        if not wanted:
            return self.name
        source = f"{self.name} r {self.joined}".rstrip()
        return f"(SELECT r.*, {', '.join(wanted)} FROM {source})"

    def visible(self, scope: str) -> str:
        """The condition with its parameter, e.g. `$2`."""
        return self.mine.format(scope=scope)


class Read:
    """How a field is read."""


@dataclass(frozen=True)
class Value(Read):
    """A leaf: a column as it is, or what `make` makes of columns.

    `bind(context, **arguments)` gives a `make` that depends on who asks or on arguments; it is
    called once for all rows. `missing` stands for a key that a JSON object lacks.
    """

    columns: tuple[str, ...]
    make: Make | None = None
    bind: Callable[..., Make] | None = None
    missing: Any = field(default=None, compare=False)


@dataclass(frozen=True)
class Part(Read):
    """An object made of the same row; null where the column `absent` is."""

    absent: str | None = None


@dataclass(frozen=True)
class Document(Read):
    """The object, or the objects of a list, that a JSON column or key holds."""

    column: str
    missing: Any = field(default=None, compare=False)


@dataclass(frozen=True)
class Link(Read):
    """The object whose key a column holds; `empty` stands for one that is not there."""

    column: str
    empty: Mapping[str, Any] | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Links(Read):
    """The objects whose keys a JSON list holds, in its order; those not there are left out."""

    column: str


@dataclass(frozen=True)
class Choice(Read):
    """The object that the first filled column names: of a type of its own for each column."""

    cases: tuple[tuple[str, str], ...]  # (column, name of the type)


@dataclass(frozen=True)
class Below(Read):
    """All rows whose `column` holds this row's id, where `where` holds, in the SQL `order`."""

    column: str
    order: str
    where: str = "true"


@dataclass(frozen=True)
class Page(Read):
    """A page of the rows whose `column` holds this row's id, or at the root, the reader's scope."""

    column: str
    lists: Lists


@dataclass(frozen=True)
class Find(Read):
    """At the root: the object that the argument `id` names, as `key` reads it."""

    key: Callable[[str], Any]


@dataclass(frozen=True)
class FindAny(Read):
    """At the root: the objects that an argument names, one or a list, of any type.

    `split` gives the name of the type and the key behind an id, `may(context, type name)` says
    whether the asker may see objects of that type; `limit` is how many can be named at once.
    """

    argument: str
    split: Callable[[str], tuple[str, Any]]
    may: Callable[[Any, str], bool]
    limit: int


@dataclass(frozen=True)
class Given(Read):
    """An object, or a list of them, that needs no statement.

    `make(context, **arguments)` gives their columns; None is null.
    """

    make: Callable[..., Mapping[str, Any] | Iterable[Mapping[str, Any]] | None]


def read_of(found: GraphQLField) -> Read | None:
    """How a field is read; None for one that only its own resolver knows."""
    definition = found.extensions.get(DEFINITION)
    if not isinstance(definition, StrawberryField):
        return None
    metadata: Mapping[Any, Any] = definition.metadata or {}
    said: Read | None = metadata.get(READ)
    if said is None and definition.base_resolver is None:
        return Value((definition.python_name,))
    return said


class View:
    """A row, a part of one or a JSON object, shown as a type of the schema."""

    __slots__ = ("row",)
    __table__: Table | None = None
    row: Any  # a mapping; of asyncpg, a record

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """The object that shows a row."""
        view = object.__new__(cls)
        view.row = row
        return view

    def __getattr__(self, name: str) -> Any:
        if name == "row" or name.startswith("__"):
            raise AttributeError(name)
        return self.column(name)

    def column(self, name: str, missing: Any = None) -> Any:
        """The value of a column, JSON as what it holds."""
        table = type(self).__table__
        if table is None:
            return self.row.get(name, missing)
        value = self.row[name]
        if name in table.json and isinstance(value, str):
            return orjson.loads(value)
        return value


class Unread(View):
    """An object of which the `id` is known, and maybe some columns as they are written now.

    Its row is read with the fields asked for, unless they need no more than what is known.

    For the executor only, and for rows that are there: one that is not is null.
    """

    __slots__ = ()


def view_of(kind: GraphQLNamedType) -> type[View]:
    """The class that shows objects of a type: its own, or `View` for one made of another class."""
    origin = kind.extensions[DEFINITION].origin
    return origin if issubclass(origin, View) else View


def is_view(kind: GraphQLNamedType) -> bool:
    """Whether the objects of a type are of a class of its own that shows rows."""
    return issubclass(kind.extensions[DEFINITION].origin, View)


def table_of(kind: GraphQLNamedType) -> Table | None:
    """The table whose rows a type shows; None for parts, documents and what is given."""
    return view_of(kind).__table__
