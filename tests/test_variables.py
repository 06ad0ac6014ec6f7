"""Variables: whoever coerces them, they are what graphql-core makes of them."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import (
    OperationDefinitionNode,
    get_nullable_type,
    is_enum_type,
    is_input_object_type,
    is_list_type,
    is_required_input_field,
    parse,
)
from graphql.execution.values import get_variable_values

from aixss.api.schema import build_schema
from aixss.api.variables import Variables

SCHEMA = build_schema()._schema
TYPES = ("ID", "ID!", "String", "String!", "Int", "Int!", "Boolean", "Boolean!", "Float", "[ID!]")
DEFAULTS = {"ID": '"x"', "String": '"x"', "Int": "3", "Boolean": "true", "Float": "1.5"}
ABSENT = object()
VALUES = (ABSENT, None, "", "text", 0, 7, 2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 2**70)
MORE: tuple[object, ...] = (True, False, 1.0, 1.5, float("inf"), [], ["a"], [1], {}, {"a": 1})


def operation(kind: str, default: str | None) -> OperationDefinitionNode:
    said = f" = {default}" if default else ""
    text = f"query Q($v: {kind}{said}) {{ __typename }}"
    (found,) = parse(text).definitions
    assert isinstance(found, OperationDefinitionNode)
    return found


def told(found: Any) -> Any:
    """What tells two outcomes apart, the classes of values included."""
    if isinstance(found, list):
        return [each.message for each in found]
    sources = {name: (str(each.signature.type), each.value) for name, each in found.sources.items()}
    return repr(found.coerced), repr(sources)


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("has_default", [False, True], ids=["bare", "with a default"])
def test_values_become_what_graphql_core_makes_of_them(kind: str, has_default: bool) -> None:
    node = operation(kind, DEFAULTS.get(kind.rstrip("!")) if has_default else None)
    variables = Variables(SCHEMA, node)
    for value in (*VALUES, *MORE):
        given = {} if value is ABSENT else {"v": value, "unknown": 1}
        theirs = get_variable_values(
            SCHEMA, node.variable_definitions or (), given, max_errors=50, hide_suggestions=True
        )

        assert told(variables.of(given)) == told(theirs), value


INPUTS = sorted(
    name
    for name, kind in SCHEMA.type_map.items()
    if is_input_object_type(kind) and not name.startswith("__")
)
GOOD = {
    "ID": "x",
    "String": "text",
    "Int": 3,
    "Float": 1.5,
    "Boolean": True,
    "DateTime": "2026-11-22T10:00:00Z",
    "Date": "2026-11-22",
    "Decimal": "1.5",
    "JSON": {"a": 1},
}


def good(kind: Any, depth: int) -> Any:
    """A value of a type, as JSON; what contains itself ends somewhere."""
    kind = get_nullable_type(kind)
    if is_list_type(kind):
        return [good(kind.of_type, depth - 1)] if depth else []
    if is_enum_type(kind):
        return next(iter(kind.values))
    if not is_input_object_type(kind):
        return GOOD[kind.name]
    return {
        name: good(each.type, depth - 1)
        for name, each in kind.fields.items()
        if is_required_input_field(each) or depth
    }


@pytest.mark.parametrize("name", INPUTS)
def test_inputs_become_what_graphql_core_makes_of_them(name: str) -> None:
    kind: Any = SCHEMA.type_map[name]
    node = operation(f"{name}!", None)
    variables = Variables(SCHEMA, node)
    full = good(kind, 3)
    bad: tuple[Any, ...] = (None, "bad", 7, 2**40, True, 1.5, {}, [], [None], {"a": 1})
    given = [full, good(kind, 0), {**full, "unknown": 1}]
    given += [{**full, field: value} for field in kind.fields for value in bad]
    given += [{key: value for key, value in full.items() if key != field} for field in full]

    for value in given:
        theirs = get_variable_values(
            SCHEMA,
            node.variable_definitions or (),
            {"v": value},
            max_errors=50,
            hide_suggestions=True,
        )
        assert told(variables.of({"v": value})) == told(theirs), value


def test_inputs_are_taken_quickly() -> None:
    node = operation("UpdateSceneInput!", None)
    given = {"v": good(SCHEMA.type_map["UpdateSceneInput"], 0)}

    assert Variables(SCHEMA, node)._quickly(given) is not None
