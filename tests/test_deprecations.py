"""Deprecations: what a request uses that will be removed, wherever it names it."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import build_schema, parse, validate

from aixss.api import deprecations

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
