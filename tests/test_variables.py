"""Variables: whoever coerces them, they are what graphql-core makes of them."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import OperationDefinitionNode, parse
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
