"""What statements cost the database: rows by an index, and a late page no more than the first.

Cases are made of the schema: every list in every order and by every filter, every link, all that is
below something. Plans are compared by what they read, never by time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

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
from aixss.reads import sql
from aixss.reads.filters import JOINS
from aixss.reads.lists import Asked, Clause, Order, place, total
from aixss.reads.resolvers import node_type
from aixss.reads.spec import DEFINITION, Below, Page, Table, read_of, table_of
from tests.reads.explained import STRANGERS, Large, Listed, near
from tests.reads.large import OURS, TEAM

SCHEMA = build_schema()._schema
FIRST = 20
VALUES = {"String": "a", "Int": 1, "Boolean": True, "DateTime": datetime(2030, 1, 1, tzinfo=UTC)}


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
        statement, _values = sql.page(
            of.table, near(of.table), of.page.column, each, parents, TEAM, FIRST
        )
        assert await large.scanned_blindly(statement) == frozenset()
    assert await large.scanned_blindly(counted[0]) == frozenset()


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
    assert await large.scanned_blindly(sql.by_key(table, near(table))) == frozenset()


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
    assert await large.scanned_blindly(statement) == frozenset()


async def test_a_lost_index_is_found(large: Large) -> None:
    (of,) = (each for each in LISTS if each.name == "Query.jobs")
    asked = asked_for(of.page.lists.usual)
    statement, _ = sql.page(of.table, near(of.table), of.page.column, asked, [TEAM], TEAM, FIRST)
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
        (found,) = (await large.scans([statement])).values()
    finally:
        await change.rollback()

    assert (kept.scanned, kept.read) == (frozenset(), FIRST + 1)
    assert lost.scanned == found == {"job"}
