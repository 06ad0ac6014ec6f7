"""Reads for one operation: what its fields ask for at the same time becomes one statement.

Every statement tests its own rows' `team_id` and `deleted_at`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

import asyncpg
from strawberry.dataloader import DataLoader
from tortoise.exceptions import OperationalError
from tortoise.models import Model

from aixss.accounts.models import Team, User
from aixss.errors import BadCursor, Invalid
from aixss.jobs.live import LIVE_STATES
from aixss.jobs.models import Job
from aixss.kit import db, gql
from aixss.kit.db import Row
from aixss.kit.gql import Connection, Listing

M = TypeVar("M", bound=Model)
T = TypeVar("T")
Load = Callable[[list[Any]], Awaitable[Sequence[Any]]]

TARGETS = ("project_id", "episode_id", "scene_id")


@dataclass(frozen=True)
class Usage:
    """What a job has asked of providers, its children not counted."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0


def model_of(model: type[M], row: Row) -> M:
    """A row of SQL as an instance of its model."""
    return model._init_from_db(**row)


class Loaders:
    """The rows of one team, each read once."""

    def __init__(self, team_id: UUID | None) -> None:
        self.team_id = team_id
        self._kept: dict[Hashable, DataLoader[Any, Any]] = {}

    def _batched(self, key: Hashable, load: Load) -> DataLoader[Any, Any]:
        if key not in self._kept:
            self._kept[key] = DataLoader(load_fn=load)
        return self._kept[key]

    async def row(self, model: type[M], key: UUID | None) -> M | None:
        """The team's row of that key; None when there is none."""
        if key is None:
            return None
        found: M | None = await self._batched(model, _by_key(model, self.team_id)).load(key)
        return found

    async def rows(self, model: type[M], keys: Sequence[UUID]) -> list[M]:
        """The team's rows of those keys, in their order; those that are gone are left out."""
        found = await self._batched(model, _by_key(model, self.team_id)).load_many(keys)
        return [row for row in found if row is not None]

    async def below(self, model: type[M], column: str, key: UUID, order: str) -> list[M]:
        """All the team's rows whose `column` is `key`, in the order of the SQL `order`."""
        load = _by_parent(model, column, order, "true", self.team_id)
        found: list[M] = await self._batched((model, column), load).load(key)
        return found

    async def active_jobs(self, column: str, key: UUID) -> list[Job]:
        """The live jobs that are about an object or what lies below it, oldest first."""
        live = f"state IN ({LIVE_STATES})"
        load = _by_parent(Job, column, "created_at, id", live, self.team_id)
        found: list[Job] = await self._batched(("active", column), load).load(key)
        return found

    async def usage(self, job_id: UUID) -> Usage:
        """What a job has asked of providers so far."""
        found: Usage = await self._batched("usage", _usage(self.team_id)).load(job_id)
        return found

    async def page(
        self,
        model: type[M],
        listing: Listing,
        parent: UUID,
        show: Callable[[Any], T],
        *,
        first: int,
        after: str | None,
    ) -> Connection[T]:
        """A page of the list below a parent; raises Invalid and BadCursor."""
        gql.check_first(first)
        pages = self._batched(("page", listing, first, after), _pages(listing, first, after))
        counts = self._batched(("count", listing), _counts(listing))
        try:
            found = await pages.load(parent)
        except OperationalError as error:
            if not isinstance(error.__cause__, asyncpg.DataError):
                raise
            # A value that no column can hold: made up as a cursor, or asked for by a filter.
            if after is not None:
                raise BadCursor(path=("after",)) from None
            raise Invalid("A value of the filter is not allowed.", path=("filter",)) from None
        return gql.connection(
            listing,
            found,
            first,
            after,
            show=lambda row: show(model_of(model, dict(row))),
            count=lambda: counts.load(parent),
        )


def _by_key(model: type[Model], team_id: UUID | None) -> Load:
    table = model._meta.db_table
    # Users belong to teams by membership; a team is its own.
    special: dict[type[Model], str] = {
        User: "id IN (SELECT user_id FROM membership WHERE team_id = $2 AND deleted_at IS NULL)",
        Team: "id = $2",
    }
    mine = special.get(model, "team_id = $2")

    async def load(keys: list[UUID]) -> Sequence[Model | None]:
        rows = await db.rows(
            f'SELECT * FROM "{table}" WHERE id = ANY($1::uuid[]) AND {mine} AND deleted_at IS NULL',
            keys,
            team_id,
        )
        by_key = {row["id"]: model_of(model, row) for row in rows}
        return [by_key.get(key) for key in keys]

    return load


def _by_parent(
    model: type[Model], column: str, order: str, where: str, team_id: UUID | None
) -> Load:
    async def load(keys: list[UUID]) -> Sequence[list[Model]]:
        rows = await db.rows(
            f'SELECT * FROM "{model._meta.db_table}" WHERE {column} = ANY($1::uuid[]) '
            f"AND team_id = $2 AND deleted_at IS NULL AND {where} ORDER BY {order}",
            keys,
            team_id,
        )
        found: dict[UUID, list[Model]] = defaultdict(list)
        for row in rows:
            found[row[column]].append(model_of(model, row))
        return [found[key] for key in keys]

    return load


def _usage(team_id: UUID | None) -> Load:
    async def load(keys: list[UUID]) -> Sequence[Usage]:
        rows = await db.rows(
            """
            SELECT job_id, count(*)::int AS calls,
              coalesce(sum(input_tokens), 0)::int AS input_tokens,
              coalesce(sum(output_tokens), 0)::int AS output_tokens
            FROM usage_record
            WHERE job_id = ANY($1::uuid[]) AND team_id = $2 AND deleted_at IS NULL GROUP BY job_id
            """,
            keys,
            team_id,
        )
        found = {row.pop("job_id"): Usage(**row) for row in map(dict, rows)}
        return [found.get(key, Usage()) for key in keys]

    return load


def _pages(listing: Listing, first: int, after: str | None) -> Load:
    async def load(parents: list[UUID]) -> Sequence[list[Row]]:
        sql, values = listing.page(parents, first, after)
        found: dict[UUID, list[Row]] = defaultdict(list)
        for row in await db.rows(sql, *values):
            found[row[listing.parent]].append(row)
        return [found[parent] for parent in parents]

    return load


def _counts(listing: Listing) -> Load:
    async def load(parents: list[UUID]) -> Sequence[int]:
        sql, values = listing.count(parents)
        found = {row["parent"]: row["n"] for row in await db.rows(sql, *values)}
        return [found.get(parent, 0) for parent in parents]

    return load
