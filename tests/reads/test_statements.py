"""Every statement that a query can send tests the team and the deletion of its own rows.

Cases are made of the schema: each root field that leads to rows, and of each type each field that
does, however deep within a row the type stands. A new one is covered as soon as it is there.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import asyncpg
import pytest
from graphql import GraphQLField, GraphQLObjectType, get_named_type

from aixss.accounts.models import ApiToken, TokenScope
from aixss.api import ids
from aixss.api.asking import NODES_MAX
from aixss.api.schema import build_schema
from aixss.documents import PersistedDocument
from aixss.kit import clock
from aixss.reads import sql
from aixss.reads.lists import Clause, Lists, Order
from aixss.reads.spec import (
    DEFINITION,
    Below,
    Choice,
    Document,
    Find,
    FindAny,
    Given,
    Link,
    Links,
    Page,
    Part,
    Table,
    read_of,
    table_of,
)
from tests.api import Api
from tests.api import api as running
from tests.reads.statements import Reader, Sent, leaf
from tests.reads.world import World, world

EVERYTHING = Lists(int, int, lambda _: Clause(), lambda _: (), Order("id"), "", ("id",))
SCHEMA = build_schema()._schema
LEADING = (Link, Links, Choice, Below, Page)  # to rows of other statements
INNER = (Part, Document)  # to more of the same row
NAMED = re.compile(r'\b(?:FROM|JOIN)\s+"?(\w+)"?')


@dataclass(frozen=True)
class Case:
    """A field that leads to rows, and a document that asks for it."""

    name: str
    text: str
    argument: str  # what takes ids, or ""
    type_name: str  # whose ids, or ""
    count: int  # statements that lead to it, and its own


def cases() -> Iterator[Case]:
    """Each root field that leads to rows, then each field of each type that does."""
    query = SCHEMA.query_type
    assert query is not None
    for name, found in query.fields.items():
        yield from _root(name, found)
    for type_name in ids.MODEL_OF:
        kind = SCHEMA.type_map[type_name]
        assert isinstance(kind, GraphQLObjectType)
        around = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on KIND { %s } } }"
        around = around.replace("KIND", kind.name)
        yield Case(kind.name, around % leaf(kind)[1:-1], "ids", kind.name, 1)
        yield from _fields(kind, around, 1)


def _root(name: str, found: GraphQLField) -> Iterator[Case]:
    read, kind = read_of(found), get_named_type(found.type)
    match read:
        case Find():
            text = f"query($id: ID!) {{ {name}(id: $id) {leaf(kind)} }}"
            yield Case(f"Query.{name}", text, "id", kind.name, 1)
        case FindAny(argument):
            listed = "[ID!]!" if argument == "ids" else "ID!"
            text = f"query($x: {listed}) {{ {name}({argument}: $x) {leaf(kind)} }}"
            yield Case(f"Query.{name}", text.replace("$x", f"${argument}"), argument, "Team", 1)
        case Page():
            yield Case(f"Query.{name}", f"{{ {name} {leaf(kind)} }}", "", "", 2)
        case Given():
            assert isinstance(kind, GraphQLObjectType)
            yield from _fields(kind, f"{{ {name} {{ %s }} }}", 0)


def _fields(kind: GraphQLObjectType, around: str, above: int, path: str = "") -> Iterator[Case]:
    """Those of a type and of what is within its rows; `around` asks for objects of the type."""
    for name, found in kind.fields.items():
        read, inner = read_of(found), get_named_type(found.type)
        here = f"{path or kind.name}.{name}"
        if isinstance(read, LEADING):
            own = 2 if isinstance(read, Page) else 1
            text = around % f"{name} {leaf(inner)}"
            takes = ("ids", path.split(".")[0] or kind.name) if "$ids" in text else ("", "")
            yield Case(here, text, *takes, above + own)
        elif isinstance(read, INNER) and isinstance(inner, GraphQLObjectType):
            yield from _fields(inner, around % f"{name} {{ %s }}", above, here)


CASES = list(cases())


@pytest.fixture(scope="module")
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started


@pytest.fixture(scope="module")
async def made(api: Api) -> World:
    """A team with rows of every type, beside another one."""
    await world()
    made = await world()
    await ApiToken.create(
        team_id=made.team.id,
        created_by_id=made.user.id,
        name="CI",
        hint="aixss_ab",
        token_hash=made.team.id.hex,
        scopes=[TokenScope.READ.value],
        expires_at=clock.now() + timedelta(days=1),
    )
    await PersistedDocument.create(
        team_id=made.team.id, created_by=made.user.id, sha256="0" * 64, name="D", text="{ a }"
    )
    return made


@pytest.fixture(scope="module")
async def connection(database_url: str) -> AsyncIterator[asyncpg.Connection]:
    opened = await asyncpg.connect(database_url.replace("asyncpg:", "postgres:", 1))
    yield opened
    await opened.close()


async def ids_of(made: World, type_name: str) -> Sequence[str]:
    """The ids of all the team's objects of a type."""
    if type_name == "Team":
        return [ids.public(type_name, made.team.id)]
    if type_name == "User":
        return [ids.public(type_name, made.user.id)]
    rows = await ids.MODEL_OF[type_name].filter(team_id=made.team.id, deleted_at=None)
    return [ids.public(type_name, row.pk) for row in rows][:NODES_MAX]


async def sent_by(reader: Reader, made: World, case: Case, *, planned: bool) -> list[Sent]:
    """What a case sends, about all the objects that it may be about."""
    if not case.argument:
        return (await reader.ask(case.text, planned=planned))[1]
    found = await ids_of(made, case.type_name)
    assert found, f"tests/reads/world.py has no {case.type_name}"
    named = found if case.argument == "ids" else found[0]
    return (await reader.ask(case.text, {case.argument: named}, planned=planned))[1]


# What a column looks back at, by table: it shows none of its rows.
PAST = {"job_attempt": "estimated_finish_at", "usage_record": "health_recent_calls"}
# What a row beside them may say, by table and column, once all rows of that table are trashed.
BESIDE: Mapping[str, Mapping[str, Collection[object]]] = {
    "project": {"style": {None}},
    "scene": {"bible": {None}, "plan": {None}},
    "stale_mark": {"status": {"READY", "GENERATING"}},
    "job": {"status": {"READY", "NEEDS_FIX"}},
}


async def tables_of(connection: asyncpg.Connection) -> frozenset[str]:
    """The names of all tables whose rows can be trashed."""
    rows = await connection.fetch(
        """
        SELECT table_name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name = 'deleted_at'
        """
    )
    return frozenset(row["table_name"] for row in rows)


async def leaks(connection: asyncpg.Connection, sent: Iterable[Sent]) -> list[str]:
    """What is wrong with statements: each gives rows, but none of another team's, none trashed."""
    known = await tables_of(connection)
    # The values differ from run to run, and one that gives rows is enough to judge a text.
    telling: dict[str, Sent] = {}
    for each in sent:
        if each.sql not in telling and await connection.fetch(each.sql, *each.values):
            telling[each.sql] = each
    found = [f"gives nothing: {each.sql}" for each in sent if each.sql not in telling]
    for each in telling.values():
        keys, _, *more = each.values
        if await connection.fetch(each.sql, keys, uuid4(), *more):
            found.append(f"shows other teams' rows: {each.sql}")
    for table in known & {name for text in telling for name in NAMED.findall(text)}:
        change = connection.transaction()
        await change.start()
        await connection.execute(f'UPDATE "{table}" SET deleted_at = now()')
        for text, each in telling.items():
            if table in PAST and PAST[table] in text:
                continue
            if table not in NAMED.findall(text):
                continue
            rows = await connection.fetch(text, *each.values)
            if not all(_is_without(row, BESIDE.get(table, {})) for row in rows):
                found.append(f"shows what is trashed in {table}: {text}")
        await change.rollback()
    return found


def _is_without(row: asyncpg.Record, beside: Mapping[str, Collection[object]]) -> bool:
    """Whether a row says nothing but what it may of what has gone."""
    told = {name: row[name] for name in beside if name in row}
    return bool(told) and all(value in beside[name] for name, value in told.items())


@pytest.mark.parametrize("planned", [True, False], ids=["planned", "executed"])
async def test_every_statement_tests_its_own_rows(
    api: Api, made: World, connection: asyncpg.Connection, planned: bool
) -> None:
    reader = Reader.of(api, made)
    sent: list[Sent] = []
    for case in CASES:
        by_case = await sent_by(reader, made, case, planned=planned)
        assert len(by_case) >= case.count, f"{case.name} was not read: see tests/reads/world.py"
        sent += by_case

    assert all(each.scope == made.team.id for each in sent)
    assert await leaks(connection, sent) == []


def test_every_table_of_the_schema_is_met() -> None:
    """What a type shows is a case, by itself or below another type."""
    reached = {case.type_name for case in CASES} | {
        get_named_type(found.type).name
        for kind in SCHEMA.type_map.values()
        if isinstance(kind, GraphQLObjectType)
        for found in kind.fields.values()
        if isinstance(read_of(found), LEADING)
    }
    shown = {
        kind.name
        for kind in SCHEMA.type_map.values()
        if isinstance(kind, GraphQLObjectType)
        and DEFINITION in kind.extensions
        and table_of(kind) is not None
    }

    assert shown <= reached
    assert len(CASES) > len(shown)


@pytest.mark.parametrize(
    ("mine", "says"),
    [
        ("t.team_id = {scope}", "shows what is trashed"),
        ("t.deleted_at IS NULL AND {scope}::uuid IS NOT NULL", "shows other teams' rows"),
    ],
)
async def test_a_statement_that_forgets_one_is_found(
    made: World, connection: asyncpg.Connection, mine: str, says: str
) -> None:
    table = Table('"scene"', mine)
    below = Below("project_id", "t.id")
    asked = Lists.asked(EVERYTHING, 2, None, None, None)
    key, scope = made.project.id, made.team.id
    one = [row["id"] for row in await connection.fetch("SELECT id FROM scene")]
    forgetful = [
        Sent(sql.by_key(table, ("id",)), (one, scope)),
        Sent(sql.below(table, ("id",), below), ([key], scope)),
        *(
            Sent(text, tuple(values))
            for text, values in (
                sql.page(table, ("id",), "project_id", asked, [key], scope, 3),
                sql.count(table, "project_id", asked.clause, [key], scope),
            )
        ),
    ]

    found = await leaks(connection, forgetful)

    assert [each.split(":")[0].startswith(says) for each in found] == [True] * len(forgetful)
