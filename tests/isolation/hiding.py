"""Rows of ours that are another team's, or in the trash, for a while."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from enum import Enum
from uuid import UUID

from aixss.api import ids
from aixss.kit import db
from tests.isolation.schema import ROWS
from tests.isolation.world import World


class Hidden(Enum):
    """Why an object does not show, and the column that says so."""

    FOREIGN = "another team's", "team_id", "uuid"
    TRASHED = "in the trash", "deleted_at", "timestamptz"

    def __init__(self, words: str, column: str, sort: str) -> None:
        self.words, self.column, self.sort = words, column, sort

    def mark(self, theirs: World) -> object:
        """What the column of a hidden row holds."""
        return theirs.team_id if self is Hidden.FOREIGN else datetime.now(UTC)


def table_of(type_name: str) -> str:
    """The table of a type's objects, or of its rows without ids."""
    if type_name in ROWS:
        return ROWS[type_name]
    return str(ids.MODEL_OF[type_name]._meta.db_table)


@asynccontextmanager
async def hiding(how: Hidden, type_name: str, text: str, theirs: World) -> AsyncIterator[None]:
    """One of our objects hidden until the block ends."""
    key = ids.private(text, type_name)
    if type_name == "User" and how is Hidden.FOREIGN:
        # People belong to teams by membership.
        found = await db.rows("SELECT id FROM membership WHERE user_id = $1", key)
        changed = _changed(how, "membership", [row["id"] for row in found], theirs)
    else:
        changed = _changed(how, table_of(type_name), [key], theirs)
    async with changed:
        yield


@asynccontextmanager
async def hiding_all(
    how: Hidden, type_name: str, ours: World, theirs: World
) -> AsyncIterator[None]:
    """All our rows of a type hidden until the block ends."""
    table = table_of(type_name)
    found = await db.rows(f'SELECT id FROM "{table}" WHERE team_id = $1', ours.team_id)
    async with _changed(how, table, [row["id"] for row in found], theirs):
        yield


@asynccontextmanager
async def _changed(
    how: Hidden, table: str, keys: Sequence[UUID], theirs: World
) -> AsyncIterator[None]:
    select = f'SELECT {how.column} AS was FROM "{table}" WHERE id = ANY($1)'
    update = f'UPDATE "{table}" SET {how.column} = $1 WHERE id = ANY($2)'
    # What is hidden together is alike before.
    was, *_ = [row["was"] for row in await db.rows(select, keys)]
    await db.rows(update, how.mark(theirs), keys)
    try:
        yield
    finally:
        await db.rows(update, was, keys)


# Copies

COLUMNS = "SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1"
# Columns that tell rows of a table apart, and what they hold in a copy beside its original.
APART: Mapping[str, str] = {
    "id": "gen_random_uuid()",
    "order": 's."order" + 1000',
    "attempt": "s.attempt + 1000",
    "lock": "NULL",
    "step": "'copied'",
    "reason": "'COPIED ' || s.reason",
    "is_default": "false",
    "token_hash": "md5(s.token_hash)",
    "sha256": "md5(s.sha256)",
}
RELATIONSHIP: Mapping[str, str] = {"source_id": "s.target_id", "target_id": "s.source_id"}


@asynccontextmanager
async def copies(how: Hidden, ours: World, theirs: World) -> AsyncIterator[int]:
    """A hidden copy beside each of our rows until the block ends; how many there are."""
    names = [name for name in (*ours.ids, *ROWS) if name not in ("Team", "User")]
    made: dict[str, list[UUID]] = {}
    try:
        for table in map(table_of, names):
            made[table] = await _copied(how, table, ours, theirs)
        yield sum(map(len, made.values()))
    finally:
        for table, keys in made.items():
            await db.rows(f'DELETE FROM "{table}" WHERE id = ANY($1)', keys)


async def _copied(how: Hidden, table: str, ours: World, theirs: World) -> list[UUID]:
    columns = {row["name"] for row in await db.rows(COLUMNS, table)}
    apart = {**APART, **(RELATIONSHIP if columns >= RELATIONSHIP.keys() else {})}
    values = {name: sql for name, sql in apart.items() if name in columns}
    values[how.column] = f"$1::{how.sort}"
    pairs = ", ".join(f"'{name}', {sql}" for name, sql in values.items())
    rows = await db.rows(
        f"""
        INSERT INTO "{table}" SELECT copy.* FROM "{table}" s,
          jsonb_populate_record(NULL::"{table}", to_jsonb(s) || jsonb_build_object({pairs})) copy
        WHERE s.team_id = $2 RETURNING id
        """,
        how.mark(theirs),
        ours.team_id,
    )
    return [row["id"] for row in rows]
