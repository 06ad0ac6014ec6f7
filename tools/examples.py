"""A document for each operation that may be sent as it stands, with the variables that it needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_required_argument,
    is_required_input_field,
)

from aixss.api.ids import PREFIX_OF
from tools.operations import Operation

LEAVES = 5  # of one object
INDENT = "  "
# What is selected of these; edges say no more than nodes.
SHOWN = {"pageInfo": "hasNextPage endCursor", "errors": "code message path", "edges": ""}
VALUES: dict[str, object] = {
    "String": "text",
    "Int": 1,
    "Float": 0.5,
    "Boolean": True,
    "DateTime": "2026-11-22T18:00:00Z",
}
TAIL = "01h455vb4pex5vsknk084sn02q"  # of an id, behind its prefix


def document(operation: Operation) -> str:
    """An operation with its required arguments, which selects the first things that it answers."""
    needed = _needed(operation)
    title = operation.name[0].upper() + operation.name[1:]
    declared = ", ".join(f"${name}: {argument.type}" for name, argument in needed.items())
    passed = ", ".join(f"{name}: ${name}" for name in needed)
    head = f"{operation.root} {title}{f'({declared})' if declared else ''} {{"
    call = f"{operation.name}{f'({passed})' if passed else ''}"
    return "\n".join([head, *_block(call, _selection(operation.field.type), 1), "}"])


def variables(operation: Operation) -> dict[str, Any]:
    """A value for each variable of the operation's document."""
    return {
        name: _value(argument.type, f"{operation.name} {name}")
        for name, argument in _needed(operation).items()
    }


def _needed(operation: Operation) -> dict[str, Any]:
    return {
        name: argument
        for name, argument in operation.field.args.items()
        if is_required_argument(argument)
    }


def _block(call: str, inner: list[str], depth: int) -> Iterator[str]:
    space = INDENT * depth
    yield f"{space}{call} {{" if inner else f"{space}{call}"
    if inner:
        yield from (f"{space}{INDENT}{line}" for line in inner)
        yield f"{space}}}"


def _selection(type_: Any, depth: int = 0) -> list[str]:
    """The lines between the braces of a field of this type; none for a leaf."""
    named = get_named_type(type_)
    if is_leaf_type(named):
        return []
    fields: dict[str, GraphQLField] = dict(getattr(named, "fields", {}))
    leaves = [name for name, each in fields.items() if _is_leaf(each)]
    lines = ["__typename"] if is_abstract_type(named) else []
    lines += [" ".join(leaves[:LEAVES])] if leaves else []
    lines += _nested(fields, depth)
    lines += [f"{name} {{ {inner} }}" for name, inner in SHOWN.items() if inner and name in fields]
    return lines


def _nested(fields: dict[str, GraphQLField], depth: int) -> list[str]:
    """What a payload or a page is about, and what there is where there is no leaf."""
    objects = {name: each for name, each in fields.items() if not _is_leaf(each)}
    if depth or (len(objects) < len(fields) and not fields.keys() & {"errors", "nodes"}):
        return []
    lines: list[str] = []
    for name, each in objects.items():
        needs = any(is_required_argument(argument) for argument in each.args.values())
        if name not in SHOWN and not needs:
            lines += _block(name, _selection(each.type, depth + 1), 0)
    return lines


def _is_leaf(field: GraphQLField) -> bool:
    return is_leaf_type(get_named_type(field.type))


def _value(type_: Any, about: str) -> object:
    """A value of a type; `about` are the names that led to it, which say whose id one is."""
    if isinstance(type_, GraphQLNonNull):
        return _value(type_.of_type, about)
    if isinstance(type_, GraphQLList):
        return [_value(type_.of_type, about)]
    if isinstance(type_, GraphQLEnumType):
        return next(iter(type_.values))
    if isinstance(type_, GraphQLInputObjectType):
        return _object(type_, about)
    return VALUES.get(type_.name) or _id(about)


def _id(about: str) -> str:
    # The last name counts: a scene of an episode is asked for by `episodeId` when it is made.
    words = [*reversed(about.lower().split()), "project"]
    named = sorted(PREFIX_OF, key=len, reverse=True)
    found = (name for word in words for name in named if name.lower() in word)
    return f"{PREFIX_OF[next(found)]}_{TAIL}"


def _object(type_: GraphQLInputObjectType, about: str) -> dict[str, object]:
    needed = {name: each for name, each in type_.fields.items() if is_required_input_field(each)}
    # A patch needs nothing, and an empty one would show nothing.
    shown = needed or dict([next(iter(type_.fields.items()))])
    return {name: _value(each.type, f"{about} {name}") for name, each in shown.items()}
