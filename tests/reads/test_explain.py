"""What statements cost the database: rows by an index, and a late page no more than the first.

Cases are made of the schema: every list in every order and by every filter, every link, all that is
below something; and of what a production sends. Plans are compared by what they read, never by
time.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import asyncpg
import orjson
import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLObjectType,
    get_named_type,
    get_nullable_type,
)

from aixss.api import ids
from aixss.api.schema import build_schema
from aixss.api.types import profiles
from aixss.jobs.states import JobState
from aixss.kinds import registry
from aixss.kinds._params import Production
from aixss.migrate import migrate
from aixss.reads import sql
from aixss.reads.filters import JOINS
from aixss.reads.lists import Asked, Clause, Order, place, total
from aixss.reads.resolvers import node_type
from aixss.reads.spec import DEFINITION, Below, Page, Table, read_of, table_of
from tests import factories
from tests.engine import Engine, engine
from tests.reads.large import OURS, TEAM, fill
from tests.statements import statements
from tools import scratch

SCHEMA = build_schema()._schema
FIRST, DEEP = 20, 1_000
STRANGERS = 10
KEYS = 20  # links and parents of one statement
VALUES = {"String": "a", "Int": 1, "Boolean": True, "DateTime": datetime(2030, 1, 1, tzinfo=UTC)}
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


def fields() -> Iterator[tuple[str, Any]]:
    for kind in SCHEMA.type_map.values():
        if isinstance(kind, GraphQLObjectType) and DEFINITION in kind.extensions:
            yield from ((f"{kind.name}.{name}", each) for name, each in kind.fields.items())


def _lists() -> Iterator[Listed]:
    for name, found in fields():
        if isinstance(read := read_of(found), Page):
            table = table_of(node_type(found.type))
            assert table is not None
            yield Listed(name, table, read)


LISTS = list(_lists())
BELOW = [
    (name, table_of(get_named_type(found.type)), read)
    for name, found in fields()
    if isinstance(read := read_of(found), Below)
]
TABLES = {
    table
    for kind in SCHEMA.type_map.values()
    if isinstance(kind, GraphQLObjectType) and DEFINITION in kind.extensions
    if (table := table_of(kind)) is not None
}


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

    async def scanned_blindly(self, statement: str, count: int) -> frozenset[str]:
        """Tables read from end to end by the plan that PostgreSQL keeps for any values."""
        await self.connection.execute(f"PREPARE blind AS {statement}")
        try:
            nothing = f"({', '.join(['NULL'] * count)})" if count else ""
            explain = f"EXPLAIN (FORMAT JSON) EXECUTE blind{nothing}"
            nodes = _nodes(orjson.loads(await self.connection.fetchval(explain))[0]["Plan"])
            return frozenset(n["Relation Name"] for n in nodes if n["Node Type"] in SCANS) - FEW
        finally:
            await self.connection.execute("DEALLOCATE blind")

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


@pytest.fixture(scope="module")
async def large(postgres_url: str) -> AsyncIterator[Large]:
    async with scratch.database(postgres_url) as url:
        await migrate(url)
        connection = await asyncpg.connect(url.replace("asyncpg:", "postgres:", 1))
        await fill(connection, await _tables(connection))
        await connection.execute("SET plan_cache_mode = force_generic_plan")
        try:
            yield Large(connection)
        finally:
            await connection.close()


async def _tables(connection: asyncpg.Connection) -> list[str]:
    """All tables of ours but those that hold no rows of stories."""
    rows = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return [row[0] for row in rows if row[0] not in FEW]


def asked_for(order: Order, clause: Clause | None = None) -> Asked:
    return Asked(total((order,)), clause or Clause(), FIRST, None)


def named(of: Any) -> str:
    return str(of.name)


UNDER = pytest.mark.parametrize("of", LISTS, ids=named)
NESTED = [of for of in LISTS if not of.name.startswith("Query.")]


@UNDER
async def test_a_page_costs_the_same_at_any_depth_in_any_order(large: Large, of: Listed) -> None:
    parents = await large.parents(of.table, of.page.column)
    assert parents, f"tests/reads/large.py puts nothing below {of.name}"
    wrong = []
    for order in of.orders():
        asked = asked_for(order)
        first = await large.page(of, asked, parents[:1])
        deep = await large.page(
            of, asked._replace(after=await large.place(of, asked, parents[0])), parents[:1]
        )
        assert first.returned == deep.returned == FIRST + 1
        # A long list is read in each order by an index; of another PostgreSQL may sort all that
        # stands below its parent, but no more. What rows show of those beside them is read too.
        limit = FIRST + 1 if of.is_long else OURS + 3 * FIRST
        is_dearer = of.is_long and deep.pages > 1.5 * first.pages + 10
        is_lost = max(first.read, deep.read) > limit or first.scanned or deep.scanned
        if is_dearer or is_lost:
            wrong.append((order, first, deep))
    assert wrong == []


@pytest.mark.parametrize("of", NESTED, ids=named)
async def test_pages_below_many_parents_read_no_more_than_their_rows(
    large: Large, of: Listed
) -> None:
    parents = [*await large.parents(of.table, of.page.column), *await large.strangers(of)]
    asked = asked_for(of.page.lists.usual)

    found = await large.page(of, asked, parents)

    assert found.scanned == frozenset()
    assert found.read <= OURS + STRANGERS * 100 + 3 * len(parents) * FIRST


@UNDER
async def test_counting_reads_what_it_counts(large: Large, of: Listed) -> None:
    parents = await large.parents(of.table, of.page.column)
    statement, values = sql.count(of.table, of.page.column, Clause(), parents, TEAM)

    found = await large.cost(statement, *values)

    assert found.scanned == frozenset()
    assert found.read <= OURS


@UNDER
async def test_a_plan_for_any_values_scans_nothing(large: Large, of: Listed) -> None:
    """PostgreSQL keeps one plan for a statement that it has seen often, whatever is asked."""
    asked = asked_for(of.page.lists.usual)
    parents = [TEAM]
    counted = sql.count(of.table, of.page.column, Clause(), parents, TEAM)
    cursor = asked.cursor(*(_sample(each) for each in asked.columns))
    behind = asked._replace(after=place(asked.order, cursor))
    for each in (asked, behind):
        statement, values = sql.page(
            of.table, near(of.table), of.page.column, each, parents, TEAM, FIRST
        )
        assert await large.scanned_blindly(statement, len(values)) == frozenset()
    assert await large.scanned_blindly(counted[0], len(counted[1])) == frozenset()


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        started.kinds = registry.load()
        yield started


async def test_what_a_production_sends_scans_nothing(
    large: Large, run: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    """A connection that writes plans a statement once, for any values (`db.connect`)."""
    text = "Nobody has lit the lamp since the storm; tonight Mira climbs up. " * 5
    project = await factories.project(story=text, summary=text[:300], style="ink", language="en")
    params = Production(target_episode_count=1, scene_count=6)
    with statements(caplog) as sent:
        async with run.worker():
            job = (await run.start("produce_project", project, params)).job
            assert (await run.ended(job.id)).state is JobState.SUCCEEDED

    written = {each for each in sent if each.split()[0] in PLANNED}
    scanned = {}
    for statement in sorted(written):
        count = max(map(int, re.findall(r"\$(\d+)", statement)), default=0)
        if found := await large.scanned_blindly(statement, count):
            scanned[statement] = found

    assert len(written) > 30
    assert scanned == {}


def _sample(column: str) -> object:
    if column == "id":
        return TEAM
    return "2030-01-01T00:00:00+00:00" if column.endswith("_at") else 1


@UNDER
async def test_a_filter_reads_no_more_than_its_list(large: Large, of: Listed) -> None:
    parents = (await large.parents(of.table, of.page.column))[:1]
    clauses = list(filters(of))
    assert clauses
    for name, clause in clauses:
        asked = asked_for(of.page.lists.usual, clause=clause)
        found = await large.page(of, asked, parents)
        assert found.scanned == frozenset(), name
        assert found.read <= OURS + 3 * FIRST, name


def filters(of: Listed) -> Iterator[tuple[str, Clause]]:
    """Each field of the list's filter by each of its comparators."""
    shown = SCHEMA.type_map[of.page.lists.filter_type.__name__]
    assert isinstance(shown, GraphQLInputObjectType)
    known: dict[str, Any] = {
        _python_name(each): get_named_type(each.type) for each in shown.fields.values()
    }
    for name, comparison in known.items():
        if name in JOINS:
            continue
        assert isinstance(comparison, GraphQLInputObjectType)
        for each in comparison.fields.values():
            comparator, value = _python_name(each), _value(name, get_named_type(each.type))
            said = [value] if isinstance(get_nullable_type(each.type), GraphQLList) else value
            given = {**dict.fromkeys(known), name: SimpleNamespace(**{comparator: said})}
            yield f"{name}.{comparator}", of.page.lists.where(SimpleNamespace(**given))


def _python_name(found: Any) -> str:
    return str(found.extensions[DEFINITION].python_name)


def _value(name: str, kind: Any) -> Any:
    """Something to compare a field of a filter with."""
    if isinstance(kind, GraphQLEnumType):
        return SimpleNamespace(value=next(iter(kind.values)))  # a member
    if kind.name == "ID":
        return ids.public(name.removesuffix("_id").capitalize(), TEAM)
    return VALUES[kind.name]


@pytest.mark.parametrize("table", sorted(TABLES, key=named), ids=named)
async def test_links_are_looked_up_one_by_one(large: Large, table: Table) -> None:
    keys = await large.keys(table)
    assert keys

    found = await large.cost(sql.by_key(table, near(table)), keys, TEAM)

    assert found.returned == len(keys)
    assert found.scanned == frozenset()
    assert found.read <= 5 * len(keys)
    assert await large.scanned_blindly(sql.by_key(table, near(table)), 2) == frozenset()


@pytest.mark.parametrize(("name", "table", "below"), BELOW, ids=[name for name, *_ in BELOW])
async def test_what_is_below_a_row_is_found_by_it(
    large: Large, name: str, table: Table, below: Below
) -> None:
    parents = await large.parents(table, below.column)
    statement = sql.below(table, near(table), below)

    found = await large.cost(statement, parents, TEAM)

    assert found.returned > 0
    assert found.scanned == frozenset()
    assert found.read <= OURS + 3 * found.returned
    assert await large.scanned_blindly(statement, 2) == frozenset()


async def test_a_lost_index_is_found(large: Large) -> None:
    (of,) = (each for each in LISTS if each.name == "Query.jobs")
    asked = asked_for(of.page.lists.usual)
    kept = await large.page(of, asked, [TEAM])

    change = large.connection.transaction()
    await change.start()
    try:
        for row in await large.connection.fetch(
            "SELECT indexname AS name FROM pg_indexes "
            "WHERE tablename = 'job' AND indexdef LIKE '%(team_id%'"
        ):
            await large.connection.execute(f'DROP INDEX "{row["name"]}"')
        lost = await large.page(of, asked, [TEAM])
    finally:
        await change.rollback()

    assert (kept.scanned, kept.read) == (frozenset(), FIRST + 1)
    assert lost.scanned == {"job"}
