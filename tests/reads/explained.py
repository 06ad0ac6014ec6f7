"""What statements take of a database with large tables, as its own plans tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from aixss.api.types import profiles
from aixss.reads import sql
from aixss.reads.lists import Asked, Order, place
from aixss.reads.spec import Page, Table
from tests.reads.large import TEAM

DEEP = 1_000  # rows before a late page
STRANGERS = 10
KEYS = 20  # links and parents of one statement
SCANS = {"Seq Scan", "Parallel Seq Scan"}
PLANNED = {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}


@dataclass(frozen=True)
class Listed:
    """A list of a table's rows below what a column names."""

    name: str
    table: Table
    page: Page

    @property
    def is_long(self) -> bool:
        """Whether it grows for as long as a team works; others are short, or of one short thing."""
        return self.name in ("Query.projects", "Query.jobs", "Project.jobs")

    def orders(self) -> Iterator[Order]:
        """Each order that clients can ask for."""
        for column in self.page.lists.columns:
            if column != "id":
                yield from (Order(column), Order(column, descending=True))


# Worked out of rows of other tables, within limits of their own.
FAR = {"estimated_finish_at", *profiles.HEALTH}
# A row for each process or migration: nobody needs an index to find one.
FEW = {"worker", "aerich"}


def near(table: Table) -> Sequence[str]:
    """The columns of a table that take its own rows, or single others."""
    return tuple(sorted(table.columns - FAR)) if FAR & table.columns else sql.ALL


@dataclass(frozen=True)
class Cost:
    """What a statement took."""

    returned: int
    read: int  # rows that were looked at, those that were thrown away included
    pages: int  # of the database, from memory or not
    scanned: frozenset[str]  # tables that were read from end to end


def cost(plan: Any) -> Cost:
    nodes = list(_nodes(plan))
    return Cost(
        plan["Actual Rows"],
        sum(_read(each) for each in nodes if "Relation Name" in each),
        plan["Shared Hit Blocks"] + plan["Shared Read Blocks"],
        frozenset(each["Relation Name"] for each in nodes if each["Node Type"] in SCANS) - FEW,
    )


def _nodes(plan: Any) -> Iterator[Any]:
    yield plan
    for each in plan.get("Plans", ()):
        yield from _nodes(each)


def _read(node: Any) -> int:
    thrown = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return int((node["Actual Rows"] + thrown) * node["Actual Loops"])


@dataclass
class Large:
    """A database with large tables."""

    connection: asyncpg.Connection

    async def cost(self, statement: str, *values: object) -> Cost:
        """What a statement takes."""
        explain = "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) "
        found = await self.connection.fetchval(explain + statement, *values)
        return cost(orjson.loads(found)[0]["Plan"])

    async def scanned_blindly(self, statement: str) -> frozenset[str]:
        """Tables read from end to end by the plan that PostgreSQL keeps for any values."""
        count = max(map(int, re.findall(r"\$(\d+)", statement)), default=0)
        await self.connection.execute(f"PREPARE blind AS {statement}")
        try:
            nothing = f"({', '.join(['NULL'] * count)})" if count else ""
            explain = f"EXPLAIN (FORMAT JSON) EXECUTE blind{nothing}"
            nodes = _nodes(orjson.loads(await self.connection.fetchval(explain))[0]["Plan"])
            return frozenset(n["Relation Name"] for n in nodes if n["Node Type"] in SCANS) - FEW
        finally:
            await self.connection.execute("DEALLOCATE blind")

    async def scans(self, sent: Iterable[str]) -> dict[str, frozenset[str]]:
        """Of statements, those by which tables are read from end to end, with the tables."""
        told = {
            each: await self.scanned_blindly(each)
            for each in sorted(set(sent))
            if each.split()[0] in PLANNED
        }
        return {each: tables for each, tables in told.items() if tables}

    async def parents(self, table: Table, column: str) -> list[UUID]:
        """What the most of the team's rows are below, the fullest first."""
        rows = await self.connection.fetch(
            f'SELECT t."{column}" AS id FROM {table.name} t WHERE {table.visible("$1")} '
            f'AND t."{column}" IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT {KEYS}',
            TEAM,
        )
        return [row["id"] for row in rows]

    async def strangers(self, of: Listed) -> list[UUID]:
        """Parents of another team's rows."""
        rows = await self.connection.fetch(
            f'SELECT DISTINCT t."{of.page.column}" AS id FROM {of.table.name} t '
            f'WHERE NOT {of.table.visible("$1")} AND t."{of.page.column}" IS NOT NULL '
            f"LIMIT {STRANGERS}",
            TEAM,
        )
        return [row["id"] for row in rows]

    async def keys(self, table: Table) -> list[UUID]:
        """Some of the team's rows."""
        rows = await self.connection.fetch(
            f"SELECT t.id FROM {table.name} t WHERE {table.visible('$1')} LIMIT {KEYS}", TEAM
        )
        return [row["id"] for row in rows]

    async def page(self, of: Listed, asked: Asked, parents: Sequence[UUID]) -> Cost:
        """What a page takes."""
        statement, values = sql.page(
            of.table, near(of.table), of.page.column, asked, parents, TEAM, asked.first + 1
        )
        return await self.cost(statement, *values)

    async def place(self, of: Listed, asked: Asked, parent: UUID) -> tuple[object, ...]:
        """The place behind so many rows of a list, as a client's cursor gives it."""
        statement, values = sql.page(
            of.table, asked.columns, of.page.column, asked, [parent], TEAM, DEEP
        )
        last = (await self.connection.fetch(statement, *values))[DEEP - 1]
        return place(asked.order, asked.cursor(*last.values()))
