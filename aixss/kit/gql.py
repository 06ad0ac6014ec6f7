"""Lists by keyset: connections, opaque cursors, order, filters, and the SQL of one page.

A page is read for many parents in one statement, so that nested lists stay cheap.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID

import orjson
import strawberry

from aixss.errors import BadCursor, Invalid

T = TypeVar("T")

PAGE_DEFAULT, PAGE_MAX = 20, 100
VERSION = 1
DATE_TIME_SPEC = "https://scalars.graphql.org/andimarek/date-time.html"


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


@strawberry.enum(description="Which end of an order comes first.")
class Direction(Enum):
    """Which end of an order comes first."""

    ASC = strawberry.enum_value("ASC", description="The smallest, oldest or first.")
    DESC = strawberry.enum_value("DESC", description="The largest, newest or last.")


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool = strawberry.field(description="Whether more follows after `endCursor`.")
    has_previous_page: bool = strawberry.field(description="Whether `after` skipped anything.")
    start_cursor: str | None = strawberry.field(description="Of the first item; null without one.")
    end_cursor: str | None = strawberry.field(
        description="Of the last item, to send as `after`; null without one."
    )


@strawberry.type(description="An item of a list with its place.")
class Edge(Generic[T]):
    """An item of a list with its place."""

    node: T = strawberry.field(description="The item.")
    cursor: str = strawberry.field(description="Its place: send it as `after` to go on behind it.")


@strawberry.type(description="A page of a list.")
class Connection(Generic[T]):
    """A page of a list."""

    nodes: list[T] = strawberry.field(description="The items of this page.")
    edges: list[Edge[T]] = strawberry.field(description="The items of this page with their places.")
    page_info: PageInfo = strawberry.field(description="Where this page stands.")
    count: strawberry.Private[Callable[[], Awaitable[int]]]

    @strawberry.field(description="How many items the whole list has, all pages together.")
    async def total_count(self) -> int:
        """Counted only when it is asked for."""
        return await self.count()


Row = Mapping[str, Any]


@dataclass(frozen=True)
class Order:
    """One column of an order; it never holds null."""

    column: str
    descending: bool = False


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
        beyond = self._beyond(after, values) if after else "true"
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
        """Behind the cursor: a later first column, or an equal one and a later second, and so on."""
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


@strawberry.input(description="Compares a value for equality; all that is given must hold.")
class Equality(Generic[T]):
    """Compares a value for equality."""

    eq: T | None = strawberry.field(default=strawberry.UNSET, description="Equal to this.")
    ne: T | None = strawberry.field(default=strawberry.UNSET, description="Not equal to this.")
    in_: list[T] | None = strawberry.field(
        name="in", default=strawberry.UNSET, description="Equal to one of these, at most 100."
    )
    not_in: list[T] | None = strawberry.field(
        default=strawberry.UNSET, description="Equal to none of these, at most 100."
    )


@strawberry.input(description="Compares moments; all that is given must hold.")
class TimeRange:
    """Compares moments."""

    from_: datetime | None = strawberry.field(
        name="from", default=strawberry.UNSET, description="At this moment or later."
    )
    before: datetime | None = strawberry.field(
        default=strawberry.UNSET, description="Before this moment."
    )
