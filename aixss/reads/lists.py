"""Lists by keyset: order, cursors, and the SQL of one page below many parents at once."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from aixss.errors import BadCursor, Invalid

PAGE_DEFAULT, PAGE_MAX = 20, 100
VERSION = 1
STATEMENTS_KEPT = 2000
KEPT_CHARS = 1000  # of a condition: one filter can make as much text as hundreds of others


class Order(NamedTuple):
    """One column of an order; it never holds null."""

    column: str
    descending: bool = False


class Clause(NamedTuple):
    """A condition on the alias `t`, with `{}` for each of its values; never made from input."""

    text: str = "true"
    values: tuple[object, ...] = ()


@dataclass(frozen=True)
class Lists:
    """The lists of one type: what they can be filtered and ordered by.

    `filter_type` and `order_type` are inputs of the schema, `where` and `orders` read them.
    """

    filter_type: type
    order_type: type
    where: Callable[[Any], Clause]
    orders: Callable[[Any], tuple[Order, ...]]
    usual: Order
    usual_text: str
    columns: tuple[str, ...]  # all that it can be ordered by

    def asked(self, first: int, after: str | None, filter_: Any, order_by: Any) -> Asked:
        """What the arguments of a list ask for; raises Invalid and BadCursor."""
        if not 1 <= first <= PAGE_MAX:
            raise Invalid(f"A page has 1 to {PAGE_MAX} items.", path=("first",))
        order = total(self.orders(order_by) if order_by else (self.usual,))
        clause = self.where(filter_) if filter_ else Clause()
        return Asked(order, clause, first, None if after is None else place(order, after))


class Asked(NamedTuple):
    """What is asked of a list: all that a page depends on but the parent."""

    order: tuple[Order, ...]
    clause: Clause
    first: int
    after: tuple[object, ...] | None  # the values of `columns` behind which to go on

    @property
    def columns(self) -> tuple[str, ...]:
        """What a cursor is made of."""
        return tuple(each.column for each in self.order)

    def cursor(self, *values: object) -> str:
        """The opaque place of a row with these values of `columns`."""
        body = orjson.dumps([VERSION, signature(self.order), *values], default=str)
        return base64.urlsafe_b64encode(body).decode().rstrip("=")


def place(order: tuple[Order, ...], cursor: str) -> tuple[object, ...]:
    """The values of an order's columns that a cursor holds; raises BadCursor."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        version, said, *values = orjson.loads(base64.b64decode(padded, b"-_", validate=True))
        if version != VERSION or said != signature(order):
            raise BadCursor(path=("after",))
        return tuple(_typed(o.column, v) for o, v in zip(order, values, strict=True))
    except (ValueError, TypeError, binascii.Error):
        raise BadCursor(path=("after",)) from None


def total(order: Sequence[Order]) -> tuple[Order, ...]:
    """The order made total by the id."""
    last = order[-1].descending if order else False
    return (*(each for each in order if each.column != "id"), Order("id", last))


@lru_cache(STATEMENTS_KEPT)
def signature(order: tuple[Order, ...]) -> str:
    """What a cursor says of the order that it belongs to."""
    return ",".join(f"{'-' if o.descending else ''}{o.column}" for o in order)


class Rows(NamedTuple):
    """Where the rows of a list are, and what is read of them: pieces of SQL."""

    table: str
    mine: str  # with {scope}
    parent: str
    columns: str  # over the alias `t`


def page(
    rows: Rows, asked: Asked, parents: Iterable[UUID], scope: object, limit: int
) -> tuple[str, list[object]]:
    """A statement for up to `limit` rows of each parent, in order within it, and its values."""
    keys = list(parents)
    of_one = len(keys) == 1
    where = asked.clause.text
    made = _page_sql if len(where) <= KEPT_CHARS else _page_sql.__wrapped__
    sql = made(rows, asked.order, where, asked.after is not None, of_one)
    return sql, [keys, scope, limit, *asked.clause.values, *(asked.after or ())]


def count(
    rows: Rows, clause: Clause, parents: Iterable[UUID], scope: object
) -> tuple[str, list[object]]:
    """A statement for (parent, n), and its values; a parent without rows is left out."""
    made = _count_sql if len(clause.text) <= KEPT_CHARS else _count_sql.__wrapped__
    return made(rows, clause.text), [list(parents), scope, *clause.values]


@lru_cache(STATEMENTS_KEPT)
def _page_sql(
    rows: Rows, order: tuple[Order, ...], where: str, is_behind: bool, of_one: bool
) -> str:
    text, taken = _numbered(where, 4)
    behind = _behind(order, taken) if is_behind else "true"
    by = ", ".join(f't."{o.column}" {"DESC" if o.descending else "ASC"}' for o in order)
    if of_one:
        return f"""
            SELECT {rows.columns} FROM {rows.table} t
            WHERE {_below_one(rows)} AND {rows.mine.format(scope="$2")}
              AND ({text}) AND {behind}
            ORDER BY {by} LIMIT $3::int
            """
    return f"""
        SELECT page.* FROM unnest($1::uuid[]) AS parent (id)
        CROSS JOIN LATERAL (
          SELECT {rows.columns} FROM {rows.table} t
          WHERE t."{rows.parent}" = parent.id AND {rows.mine.format(scope="$2")}
            AND ({text}) AND {behind}
          ORDER BY {by} LIMIT $3::int
        ) page
        """


def _below_one(rows: Rows) -> str:
    if f"t.{rows.parent} = {{scope}}" in rows.mine:
        # Said twice, the same would look to the database like two reasons for there to be few.
        return "cardinality($1::uuid[]) = 1"
    return f't."{rows.parent}" = ($1::uuid[])[1]'


@lru_cache(STATEMENTS_KEPT)
def _count_sql(rows: Rows, where: str) -> str:
    text, _ = _numbered(where, 3)
    return f"""
        SELECT t."{rows.parent}" AS parent, count(*)::int AS n FROM {rows.table} t
        WHERE t."{rows.parent}" = ANY($1::uuid[]) AND {rows.mine.format(scope="$2")} AND ({text})
        GROUP BY 1
        """


def _numbered(where: str, first: int) -> tuple[str, int]:
    """The condition with `$n` for each `{}`, and the number after the last."""
    pieces = where.split("{}")
    text = pieces[0] + "".join(f"${first + n}{piece}" for n, piece in enumerate(pieces[1:]))
    return text, first + len(pieces) - 1


def _behind(order: Sequence[Order], first: int) -> str:
    """Behind the cursor: a later first column, or an equal one and a later second, ..."""
    places = [
        (f't."{each.column}"', "<" if each.descending else ">", first + n)
        for n, each in enumerate(order)
    ]
    if len({sign for _, sign, _ in places}) == 1:
        # A comparison of rows is one that an index can answer.
        columns = ", ".join(column for column, _, _ in places)
        values = ", ".join(f"${n}" for _, _, n in places)
        return f"({columns}) {places[0][1]} ({values})"
    later = [
        " AND ".join([f"{c} = ${n}" for c, _, n in places[:depth]] + [f"{column} {sign} ${at}"])
        for depth, (column, sign, at) in enumerate(places)
    ]
    return "(" + " OR ".join(f"({each})" for each in later) + ")"


def _typed(column: str, value: object) -> object:
    # The names of columns tell their types: ids, moments, numbers and texts.
    if column == "id":
        return UUID(str(value))
    if column.endswith("_at"):
        return datetime.fromisoformat(str(value))
    if not isinstance(value, str | int | float):
        raise TypeError(value)
    return value
