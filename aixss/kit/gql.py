"""Lists by keyset: connections, opaque cursors, order, filters, and the SQL of one page.

A page is read for many parents in one statement, so that nested lists stay cheap.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import auto
from functools import cached_property
from typing import Any, Generic, TypeVar, dataclass_transform
from uuid import UUID

import orjson
import strawberry
from strawberry.types.enum import StrawberryEnumDefinition, has_enum_definition

from aixss.described import Described
from aixss.errors import BadCursor, Invalid

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])

PAGE_DEFAULT, PAGE_MAX = 20, 100
VERSION = 1
DATE_TIME_SPEC = "https://scalars.graphql.org/andimarek/date-time.html"


def doc(described: Callable[..., Any] | type) -> str:
    """A docstring on one line: what the schema says of a class or a resolver."""
    return " ".join((described.__doc__ or "").split())


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def shown(cls: type[T]) -> type[T]:
    """A type of the schema, described by its docstring."""
    return strawberry.type(cls, description=doc(cls))


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def shared(cls: type[T]) -> type[T]:
    """An interface of the schema, described by its docstring."""
    return strawberry.interface(cls, description=doc(cls))


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def taken(cls: type[T]) -> type[T]:
    """An input of the schema, described by its docstring."""
    return strawberry.input(cls, description=doc(cls))


def resolved(resolver: F) -> F:
    """A field that is worked out by a method, described by its docstring."""
    made: Any = strawberry.field(resolver, description=doc(resolver))
    return made  # type: ignore[no-any-return]  # Strawberry leaves the method as it was


def _time(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _parse_time(value: object) -> datetime:
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise Invalid("A time is written as in 2026-11-22T18:00:00Z, with its offset from UTC.")
    return at


# For the schema's `scalar_map`.
DATE_TIME = strawberry.scalar(
    name="DateTime",
    description="A moment in UTC as in RFC 3339, e.g. `2026-11-22T18:00:00.123456Z`.",
    specified_by_url=DATE_TIME_SPEC,
    serialize=_time,
    parse_value=_parse_time,
)


def named(cls: type[Described], name: str | None = None) -> None:
    """Describe an enum of the schema, under a name of its own where it has one there."""
    if not has_enum_definition(cls):
        strawberry.enum(cls)
    # Strawberry defines an enum by itself as soon as it sees one: it is completed, not replaced.
    definition: StrawberryEnumDefinition = cls.__strawberry_definition__  # type: ignore[attr-defined]  # put there above
    definition.name, definition.description = name or cls.__name__, doc(cls)
    for value, member in zip(definition.values, cls, strict=True):
        value.description = member.description


class Direction(Described):
    """Which end of an order comes first."""

    ASC = auto(), "The smallest, oldest or first."
    DESC = auto(), "The largest, newest or last."


@shown
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool = strawberry.field(description="Whether more follows after `endCursor`.")
    has_previous_page: bool = strawberry.field(description="Whether `after` skipped anything.")
    start_cursor: str | None = strawberry.field(description="Of the first item; null without one.")
    end_cursor: str | None = strawberry.field(
        description="Of the last item, to send as `after`; null without one."
    )


@shown
class Edge(Generic[T]):
    """An item of a list with its place."""

    node: T = strawberry.field(description="The item.")
    cursor: str = strawberry.field(description="Its place: send it as `after` to go on behind it.")


@shown
class Connection(Generic[T]):
    """A page of a list."""

    nodes: list[T] = strawberry.field(description="The items of this page.")
    edges: list[Edge[T]] = strawberry.field(description="The items of this page with their places.")
    page_info: PageInfo = strawberry.field(description="Where this page stands.")
    count: strawberry.Private[Callable[[], Awaitable[int]]]

    @resolved
    async def total_count(self) -> int:
        """How many items the whole list has, all pages together."""
        return await self.count()


Row = Mapping[str, Any]


@dataclass(frozen=True)
class Order:
    """One column of an order; it never holds null."""

    column: str
    descending: bool = False


def orders(given: Sequence[Any] | None, usual: Order) -> tuple[Order, ...]:
    """The order that an `orderBy` of inputs with `field` and `direction` asks for."""
    fields = [each.field for each in given or ()]
    if len(set(fields)) < len(fields):
        raise Invalid("Order by each field once.", path=("orderBy",))
    return tuple(
        Order(each.field.value, each.direction is Direction.DESC) for each in given or ()
    ) or (usual,)


@dataclass(frozen=True)
class Listing:
    """A list of rows below a parent: everything that a page depends on but the place.

    `where` is SQL over the table's columns with `{}` for each of `values`; never made from input.
    """

    table: str
    parent: str
    order: tuple[Order, ...]
    team_id: UUID
    where: str = "true"
    values: tuple[Any, ...] = ()

    @cached_property
    def orders(self) -> tuple[Order, ...]:
        """The order, made total by the id."""
        last = self.order[-1].descending if self.order else False
        return (*(each for each in self.order if each.column != "id"), Order("id", last))

    def page(
        self, parents: Sequence[UUID], first: int, after: str | None
    ) -> tuple[str, list[object]]:
        """A statement for up to `first` + 1 rows of each parent, and its values."""
        values: list[object] = [list(parents)]
        beyond = self._beyond(after, values) if after is not None else "true"
        by = ", ".join(f't."{o.column}" {"DESC" if o.descending else "ASC"}' for o in self.orders)
        sql = f"""
            SELECT page.* FROM unnest($1::uuid[]) WITH ORDINALITY AS parent (id, n)
            CROSS JOIN LATERAL (
              SELECT t.* FROM "{self.table}" t
              WHERE {self._mine(values)} AND t."{self.parent}" = parent.id AND {beyond}
              ORDER BY {by} LIMIT {first + 1}
            ) page ORDER BY parent.n, {by.replace("t.", "page.")}
            """
        return sql, values

    def count(self, parents: Sequence[UUID]) -> tuple[str, list[object]]:
        """A statement for (parent, n), and its values."""
        values: list[object] = [list(parents)]
        sql = f"""
            SELECT t."{self.parent}" AS parent, count(*) AS n FROM "{self.table}" t
            WHERE t."{self.parent}" = ANY($1::uuid[]) AND {self._mine(values)} GROUP BY 1
            """
        return sql, values

    def _mine(self, values: list[object]) -> str:
        values.append(self.team_id)
        mine = f"t.team_id = ${len(values)} AND t.deleted_at IS NULL"
        pieces = self.where.split("{}")
        text = pieces[0]
        for value, piece in zip(self.values, pieces[1:], strict=True):
            values.append(value)
            text += f"${len(values)}{piece}"
        return f"{mine} AND ({text})"

    def _beyond(self, cursor: str, values: list[object]) -> str:
        """Behind the cursor: a later first column, or an equal one and a later second, ..."""
        places = []
        for order, value in zip(self.orders, self._decode(cursor), strict=True):
            values.append(value)
            places.append((f't."{order.column}"', "<" if order.descending else ">", len(values)))
        later = [
            " AND ".join([f"{c} = ${n}" for c, _, n in places[:depth]] + [f"{column} {sign} ${at}"])
            for depth, (column, sign, at) in enumerate(places)
        ]
        return "(" + " OR ".join(f"({each})" for each in later) + ")"

    @property
    def _signature(self) -> str:
        return ",".join(f"{'-' if o.descending else ''}{o.column}" for o in self.orders)

    def cursor(self, row: Row) -> str:
        """The opaque place of a row in this list."""
        values = [row[order.column] for order in self.orders]
        body = orjson.dumps([VERSION, self._signature, *values], default=str)
        return base64.urlsafe_b64encode(body).decode().rstrip("=")

    def _decode(self, cursor: str) -> list[object]:
        try:
            padded = cursor + "=" * (-len(cursor) % 4)
            body = orjson.loads(base64.b64decode(padded, b"-_", validate=True))
            version, signature, *values = body
            if version != VERSION or signature != self._signature:
                raise BadCursor(path=("after",))
            return [_typed(o.column, v) for o, v in zip(self.orders, values, strict=True)]
        except (ValueError, TypeError, binascii.Error):
            raise BadCursor(path=("after",)) from None


def _typed(column: str, value: object) -> object:
    # The names of columns tell their types: ids, moments, numbers and texts.
    if column == "id":
        return UUID(str(value))
    if column.endswith("_at"):
        return datetime.fromisoformat(str(value))
    return value


def absent(value: T | None) -> T | None:
    """The value of an argument, None when it was left out."""
    return None if value is strawberry.UNSET else value


def check_first(first: int) -> int:
    """A page size within its bounds; raises Invalid."""
    if not 1 <= first <= PAGE_MAX:
        raise Invalid(f"A page has 1 to {PAGE_MAX} items.", path=("first",))
    return first


def connection(
    listing: Listing,
    found: Sequence[Row],
    first: int,
    after: str | None,
    *,
    show: Callable[[Row], T],
    count: Callable[[], Awaitable[int]],
) -> Connection[T]:
    """The page that the rows of `Listing.page` make up, shown by `show`."""
    rows = found[:first]
    edges = [Edge(node=show(row), cursor=listing.cursor(row)) for row in rows]
    info = PageInfo(
        has_next_page=len(found) > first,
        has_previous_page=after is not None,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
    )
    return Connection(nodes=[e.node for e in edges], edges=edges, page_info=info, count=count)


# Filters: comparators per field, joined by and, or and not.


@taken
class Equality(Generic[T]):
    """Compares a value for equality; all that is given must hold."""

    eq: T | None = strawberry.field(default=strawberry.UNSET, description="Equal to this.")
    ne: T | None = strawberry.field(default=strawberry.UNSET, description="Not equal to this.")
    in_: list[T] | None = strawberry.field(
        name="in", default=strawberry.UNSET, description="Equal to one of these, at most 100."
    )
    not_in: list[T] | None = strawberry.field(
        default=strawberry.UNSET, description="Equal to none of these, at most 100."
    )


@taken
class StringEquality(Equality[str]):
    """Compares a text for equality; all that is given must hold."""


@taken
class TimeRange:
    """Compares moments; all that is given must hold."""

    from_: datetime | None = strawberry.field(
        name="from", default=strawberry.UNSET, description="At this moment or later."
    )
    before: datetime | None = strawberry.field(
        default=strawberry.UNSET, description="Before this moment."
    )


@dataclass(frozen=True)
class Column:
    """What a field of a filter compares: a column, and how its values become the column's."""

    name: str
    convert: Callable[[Any], object] = lambda value: value


Clause = tuple[str, tuple[object, ...]]
COMPARE = {
    "eq": "{column} = {{}}",
    "ne": "{column} <> {{}}",
    "in_": "{column} = ANY({{}})",
    "not_in": "{column} <> ALL({{}})",
    "from_": "{column} >= {{}}",
    "before": "{column} < {{}}",
}


def where(filter_: object, columns: Mapping[str, Column]) -> Clause:
    """The SQL of a filter with `{}` for each of its values; without a filter, true.

    A filter has a comparison for each name in `columns`, and lists `and_`, `or_` and a `not_`.
    Raises Invalid when it has too many of those.
    """
    if _size(filter_) > FILTERS_MAX:
        raise Invalid(f"A filter has at most {FILTERS_MAX} parts.", path=("filter",))
    return _where(filter_, columns)


def _size(filter_: object) -> int:
    return 1 + sum(map(_size, _parts(filter_))) if filter_ else 0


def _parts(filter_: object) -> list[object]:
    given = [getattr(filter_, name, None) or () for name in ("and_", "or_")]
    return [*given[0], *given[1], getattr(filter_, "not_", None)]


def _where(filter_: object, columns: Mapping[str, Column]) -> Clause:
    if not filter_:
        return "true", ()
    parts = [
        _compare(column, name, value)
        for field, column in columns.items()
        for name, value in vars(getattr(filter_, field) or EMPTY).items()
        if value not in (None, strawberry.UNSET)
    ]
    for each in getattr(filter_, "and_", None) or ():
        parts.append(_where(each, columns))
    if either := [_where(each, columns) for each in getattr(filter_, "or_", None) or ()]:
        parts.append(_joined(" OR ", either))
    if refused := getattr(filter_, "not_", None):
        text, values = _where(refused, columns)
        # What is null is not equal to anything, so it belongs to the rest.
        parts.append((f"({text}) IS NOT TRUE", values))
    return _joined(" AND ", parts) if parts else ("true", ())


class Empty:
    """A comparison that is not made."""


EMPTY = Empty()
LISTED_MAX = 100  # values in a list
FILTERS_MAX = 100  # filters within each other


def _compare(column: Column, name: str, value: Any) -> Clause:
    if isinstance(value, list):
        if len(value) > LISTED_MAX:
            raise Invalid(f"List at most {LISTED_MAX} values.", path=("filter",))
        value = tuple(column.convert(each) for each in value)
    else:
        value = column.convert(value)
    return COMPARE[name].format(column=f't."{column.name}"'), (value,)


def _joined(word: str, parts: Sequence[Clause]) -> Clause:
    texts, values = zip(*parts, strict=True)
    return word.join(f"({text})" for text in texts), tuple(v for each in values for v in each)
