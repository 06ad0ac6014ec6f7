"""Deprecations: what a request uses that will be removed, wherever it names it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest
from graphql import build_schema, parse, validate

from aixss.api import deprecations
from aixss.api.requests import Asked
from tests.api import Api
from tests.api import api as running
from tests.reads.statements import Reader
from tests.reads.world import world

SCHEMA = build_schema(
    """
    directive @shown(old: Int @deprecated(reason: "Gone.")) on FIELD
    type Query {
      scene(id: ID @deprecated(reason: "Use `key`. Removed on 2027-06-01."), key: ID): Scene
      scenes(filter: Filter, states: [State!], outer: Outer, plain: Plain): [Scene!]!
    }
    interface Named { name: String @deprecated(reason: "Use `title`. Removed on 2027-06-01.") }
    type Scene implements Named {
      id: ID!
      name: String
      foo: Int @deprecated(reason: "Use `bar`. Removed on 2027-06-01.")
      bar: Int
      next: Scene
    }
    input Outer { inner: [Inner!] }
    input Inner { filter: Filter! }
    input Plain { outer: Int }
    input Filter { state: State, kind: String @deprecated(reason: "Gone."), and: [Filter!] }
    enum State { NEW, OLD @deprecated(reason: "Use NEW.") }
    """
)
FOO = {
    "field": "Scene.foo",
    "reason": "Use `bar`. Removed on 2027-06-01.",
    "removedOn": "2027-06-01",
}
KIND = {"field": "Filter.kind", "reason": "Gone."}
OLD = {"field": "State.OLD", "reason": "Use NEW."}


def used(text: str) -> list[deprecations.Deprecation]:
    document: Any = parse(text)
    assert not validate(SCHEMA, document)
    return deprecations.used(SCHEMA, document, document.definitions[0])


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("{ scene(key: 1) { id bar } }", []),
        ("{ scene(key: 1) { foo again: foo } }", ["Scene.foo"]),
        ("{ scene(id: 1) { id } }", ["Query.scene(id:)"]),
        ("{ scene(key: 1) { ... on Named { name } } }", ["Named.name"]),
        ("{ scene(key: 1) @shown(old: 1) { id } }", ["@shown(old:)"]),
        ('{ scenes(filter: { and: [{ kind: "a" }] }) { id } }', ["Filter.kind"]),
        ("{ scenes(states: [NEW, OLD], filter: { state: OLD }) { id } }", ["State.OLD"]),
        ("{ scene(key: 1) { next { ...F } } } fragment F on Scene { foo }", ["Scene.foo"]),
        ("query A { scene(key: 1) { id } } query B { scene { foo } }", []),
    ],
    ids=[
        "nothing",
        "field",
        "argument",
        "interface",
        "directive",
        "input",
        "enum",
        "fragment",
        "other operation",
    ],
)
def test_what_is_deprecated_is_found_once_wherever_it_is_named(
    text: str, fields: list[str]
) -> None:
    assert [each["field"] for each in used(text)] == fields


def test_the_reason_and_the_day_of_removal_are_told() -> None:
    assert used("{ scene(key: 1) { foo } }") == [FOO]
    assert used('{ scenes(filter: { kind: "a" }) { id } }') == [KIND]


def test_what_variables_hold_is_found_too() -> None:
    document: Any = parse(
        "query ($f: Filter, $s: [State!]) { scenes(filter: $f, states: $s) { id } }"
    )
    [operation] = document.definitions

    def sent(**variables: object) -> list[deprecations.Deprecation]:
        return deprecations.sent(SCHEMA, operation, variables)

    assert sent() == []
    assert sent(f={"state": "NEW"}, s=["NEW"]) == []
    assert sent(f={"and": [{"and": [{"kind": "a"}]}]}, s=["OLD"]) == [KIND, OLD]
    assert sent(f={"state": "OLD"}) == [OLD]


def test_what_variables_hold_is_found_at_whatever_depth() -> None:
    document: Any = parse("query ($o: Outer, $p: Plain) { scenes(outer: $o, plain: $p) { id } }")
    [operation] = document.definitions
    values = {"o": {"inner": [{"filter": {"kind": "a"}}]}, "p": {"outer": 1}}

    assert deprecations.sent(SCHEMA, operation, values) == [KIND]


def test_a_schema_without_deprecations_is_not_searched() -> None:
    schema = build_schema("type Query { a(f: F): Int } input F { b: F }")

    assert deprecations._holding(schema) == frozenset()


# Of answers

GONE = "Use `kinds`. Removed on 2027-06-01."


@pytest.fixture(scope="module")
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started


@pytest.fixture
async def reader(api: Api, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Reader]:
    """A studio in whose schema some things are deprecated."""
    reader = Reader.of(api, await world())
    types: Any = reader.engine.schema.type_map
    for each in (
        types["Job"].fields["priority"],
        types["JobFilter"].fields["kind"],
        types["JobStatus"].values["WAITING"],
    ):
        monkeypatch.setattr(each, "deprecation_reason", GONE)
    deprecations._holding.cache_clear()
    yield reader
    deprecations._holding.cache_clear()


async def told(reader: Reader, text: str, dry_run: bool = False, **variables: Any) -> list[str]:
    """The coordinates that an answer tells of."""
    asked = Asked(text=text, variables=variables, extensions={"dryRun": dry_run})
    answer = orjson.loads((await reader.engine.answer(asked, reader.caller)).body)
    assert "errors" not in answer
    found = answer["extensions"].get("deprecations", [])
    assert all(each["reason"] == GONE for each in found)
    return [each["field"] for each in found]


async def test_an_answer_tells_what_its_document_and_its_variables_use(reader: Reader) -> None:
    text = "query Of($filter: JobFilter) { jobs(filter: $filter) { nodes { id priority } } }"
    kind, waits = {"kind": {"eq": "chat"}}, {"status": {"in": ["WAITING"]}}

    assert await told(reader, text) == ["Job.priority"]
    assert await told(reader, text, filter={"not": kind}) == ["Job.priority", "JobFilter.kind"]
    assert await told(reader, text, filter={"or": [kind, waits]}) == [
        "Job.priority",
        "JobFilter.kind",
        "JobStatus.WAITING",
    ]
    assert await told(reader, text) == ["Job.priority"]


async def test_what_a_document_and_its_variables_both_use_is_told_once(reader: Reader) -> None:
    text = """query Both($filter: JobFilter) {
      a: jobs(filter: {kind: {eq: "chat"}}) { totalCount }
      b: jobs(filter: $filter) { totalCount }
    }"""

    assert await told(reader, text, filter={"kind": {"eq": "chat"}}) == ["JobFilter.kind"]


async def test_a_dry_run_tells_it_too(reader: Reader) -> None:
    text = "query Dry($filter: JobFilter) { jobs(filter: $filter) { totalCount } }"

    assert await told(reader, text, dry_run=True, filter={"kind": {"eq": "a"}}) == [
        "JobFilter.kind"
    ]
