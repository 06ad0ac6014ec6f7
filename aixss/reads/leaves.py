"""Leaves as the answer holds them: what orjson then writes as GraphQL's own scalars would."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from graphql import (
    GraphQLEnumType,
    GraphQLScalarType,
    get_nullable_type,
    is_list_type,
    is_non_null_type,
)

# Scalars whose Python values orjson writes as the scalar does.
PLAIN: Final = frozenset({"ID", "String", "Int", "Boolean", "DateTime"})
FLOAT: Final = "Float"
Finish = Callable[[Any], Any]


def must(value: Any) -> Any:
    """A value of a field that is never null; raises LookupError."""
    if value is None:
        raise LookupError
    return value


def as_float(value: Any) -> float | None:
    """A number as GraphQL shows a Float."""
    return None if value is None else float(value)


def names(kind: GraphQLEnumType, *, nullable: bool) -> dict[Any, str | None]:
    """The name of each value as a column holds it."""
    known: dict[Any, str | None] = {each.value: name for name, each in kind.values.items()}
    return known | {None: None} if nullable else known


def finish(kind: Any) -> Finish | None:
    """What makes a leaf, or a list of leaves, of a type; None for what is no such type.

    It raises LookupError for a value that the type does not have.
    """
    is_sure, shown = is_non_null_type(kind), get_nullable_type(kind)
    if is_list_type(shown):
        item = finish(shown.of_type)
        return None if item is None else _listed(item, is_sure=is_sure)
    if isinstance(shown, GraphQLEnumType):
        return names(shown, nullable=not is_sure).__getitem__
    if not isinstance(shown, GraphQLScalarType):
        return None
    if shown.name == FLOAT:
        return (lambda value: float(must(value))) if is_sure else as_float
    if shown.name in PLAIN:
        return must if is_sure else as_it_is
    return None


def _listed(item: Callable[[Any], Any], *, is_sure: bool) -> Callable[[Any], Any]:
    def listed(value: Any) -> Any:
        if value is None and not is_sure:
            return None
        return [item(each) for each in must(value)]

    return listed


def as_it_is(value: Any) -> Any:
    """The value."""
    return value
