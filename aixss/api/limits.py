"""What one operation may ask for: known before it is validated or run, refused with advice."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    Node,
    OperationDefinitionNode,
    VariableNode,
)

from aixss.api.cost import POINT, SIZING, Visitor, count_values
from aixss.api.measures import Bill, written
from aixss.errors import TooComplex
from aixss.reads.lists import PAGE_MAX

TOKENS_MAX = 4_000  # of a document
VALUES_MAX = 5_000  # in the variables, each of which is coerced before anything else
LIMIT = 20_000  # points of one operation
NESTING = frozenset({dict, list})  # JSON values that hold others


@dataclass(frozen=True)
class Cost:
    """What an operation costs, in whole points."""

    points: int


def measure(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
) -> Cost:
    """What an operation of a document, valid or not, costs before it is run.

    Raises TooComplex when the operation costs more than LIMIT points, or when anything in the
    document or the variables is more than a server should validate.
    """
    check_values(variables)
    visitor = Visitor(schema, document, operation, variables)
    bill = visitor.bill()
    if _points(bill.cost) > LIMIT:
        raise TooComplex(_advice(visitor, bill), points=_points(bill.cost))
    return Cost(_points(bill.cost))


def check_values(variables: Mapping[str, Any]) -> None:
    """Raise TooComplex for variables that are too many or too deep.

    `measure` does it; who remembers what `measure` gave calls this for each request.
    """
    if len(variables) < VALUES_MAX and NESTING.isdisjoint(map(type, variables.values())):
        return
    if count_values(variables) > VALUES_MAX:
        raise TooComplex(f"The variables may hold {VALUES_MAX} values: send less at once.")


def sizing(document: DocumentNode, operation: OperationDefinitionNode) -> tuple[str, ...]:
    """The names of the variables whose values the cost of an operation depends on, sorted."""
    fragments = {
        each.name.value: each
        for each in document.definitions
        if isinstance(each, FragmentDefinitionNode)
    }
    names: set[str] = set()
    pending: list[Node] = [operation]
    while pending:
        node = pending.pop()
        if isinstance(node, FieldNode):
            values = [each.value for each in node.arguments or () if each.name.value in SIZING]
            names.update(each.name.value for each in values if isinstance(each, VariableNode))
        elif isinstance(node, FragmentSpreadNode):
            # Each fragment is looked into once.
            if found := fragments.pop(node.name.value, None):
                pending.append(found)
            continue
        if found := getattr(node, "selection_set", None):
            pending += found.selections
    return tuple(sorted(names))


def sizes(names: tuple[str, ...], variables: Mapping[str, Any]) -> tuple[Hashable, ...]:
    """Equal for variables with which an operation costs the same: a key to remember its cost by."""
    return tuple(_size(variables[name]) if name in variables else None for name in names)


def _size(value: object) -> Hashable:
    if isinstance(value, list):
        return "list", len(value)
    return min(max(value, 1), PAGE_MAX) if isinstance(value, int) else "other"


def _points(cost: int) -> int:
    return -(-cost // POINT)


def _advice(visitor: Visitor, bill: Bill) -> str:
    """What costs most, and which page size would fit."""
    costly = ", ".join(f"{written(path)} ({_points(cost)})" for cost, path in bill.costliest)
    text = f"This costs {_points(bill.cost)} points of {LIMIT}; most of them at {costly}."
    with suppress(TooComplex):  # there is no time left to look for more
        if found := _fitting(visitor, bill):
            size, place = found
            return f"{text} It fits with `first: {size}` at {place}."
        if everywhere := _fitting_everywhere(visitor):
            return f"{text} It fits with `first: {everywhere}` in every list."
    return f"{text} Ask for less, in several operations."


def _fitting(visitor: Visitor, bill: Bill) -> tuple[int, str] | None:
    """A page that fits, and where on the costliest path: where the least of a page is lost."""
    _, path = bill.costliest[0]
    found: list[tuple[float, int, str]] = []
    for depth, node in enumerate(path, 1):
        size = visitor.pages.get(id(node), 1)
        least = _remeasured(visitor, capped={id(node): 1}) if size > 1 else bill.cost
        if _points(least) <= LIMIT:
            # A field is never within itself, so each item of its page costs the same.
            each = (bill.cost - least) // (size - 1)
            fits = 1 + (LIMIT * POINT - least) // each
            found.append((fits / size, fits, written(path[:depth])))
    return max(found)[1:] if found else None


def _fitting_everywhere(visitor: Visitor) -> int | None:
    """The largest page for all lists with which the operation fits, if there is one."""
    fits, over = 0, PAGE_MAX
    while over - fits > 1:
        size = (fits + over) // 2
        if _points(_remeasured(visitor, cap=size)) > LIMIT:
            over = size
        else:
            fits = size
    return fits or None


def _remeasured(visitor: Visitor, **changed: Any) -> int:
    """The cost with other pages."""
    return replace(visitor, pages={}, visited=0, **changed).bill().cost
