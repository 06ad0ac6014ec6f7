"""The statements by which rows are read; each carries its table's condition for who may see them.

`$1` is always the keys or parents, `$2` the scope.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from uuid import UUID

from aixss.reads import lists
from aixss.reads.lists import STATEMENTS_KEPT, Asked, Clause, Rows
from aixss.reads.spec import Below, Table

ALL: tuple[str, ...] = ()  # every column


@lru_cache(STATEMENTS_KEPT)
def by_key(table: Table, columns: Sequence[str]) -> str:
    """The rows of some keys."""
    return (
        f"SELECT {_list(columns)} FROM {table.rows(columns)} t "
        f"WHERE t.id = ANY($1::uuid[]) AND {table.visible('$2')}"
    )


@lru_cache(STATEMENTS_KEPT)
def below(table: Table, columns: Sequence[str], read: Below) -> str:
    """All rows below some parents, in order within each."""
    return (
        f"SELECT {_list(columns)} FROM {table.rows(columns)} t "
        f'WHERE t."{read.column}" = ANY($1::uuid[]) AND {table.visible("$2")} AND {read.where} '
        f"ORDER BY {read.order}"
    )


def page(
    table: Table,
    columns: Sequence[str],
    column: str,
    asked: Asked,
    parents: Iterable[UUID],
    scope: object,
    limit: int,
) -> tuple[str, list[object]]:
    """Up to `limit` rows below each parent, in order within it; and the statement's values."""
    return lists.page(_rows(table, columns, column), asked, parents, scope, limit)


def count(
    table: Table, column: str, clause: Clause, parents: Iterable[UUID], scope: object
) -> tuple[str, list[object]]:
    """(parent, n) of each parent that has rows; and the statement's values."""
    return lists.count(_rows(table, (column,), column), clause, parents, scope)


@lru_cache(STATEMENTS_KEPT)
def _rows(table: Table, columns: Sequence[str], column: str) -> Rows:
    return Rows(table.rows(columns), table.mine, column, _list(columns))


def _list(columns: Sequence[str]) -> str:
    return ", ".join(f't."{each}"' for each in columns) if columns else "t.*"
