"""Everything in a schema that has a name of its own, by its coordinate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLNamedType,
    GraphQLSchema,
    is_enum_type,
    is_introspection_type,
    is_specified_directive,
    is_specified_scalar_type,
)

SCHEMA = "schema"


@dataclass(frozen=True)
class Element:
    """A type, field, argument, input field, enum value or directive, or the schema itself."""

    coordinate: str  # as in `Project.jobs(first:)`
    name: str
    parent: str  # the coordinate of what it belongs to; empty for what stands alone
    description: str | None
    deprecation: str | None = None


def types(schema: GraphQLSchema) -> list[GraphQLNamedType]:
    """The schema's own types, by name."""
    return [
        each
        for _, each in sorted(schema.type_map.items())
        if not is_introspection_type(each) and not is_specified_scalar_type(each)
    ]


def members(type_: GraphQLNamedType) -> Mapping[str, Any]:
    """The fields of a type, or the values of an enum."""
    found: Mapping[str, Any] = type_.values if is_enum_type(type_) else getattr(type_, "fields", {})
    return found


def elements(schema: GraphQLSchema) -> Iterator[Element]:
    """All of them, the schema first."""
    yield Element(SCHEMA, SCHEMA, "", schema.description)
    for type_ in types(schema):
        yield Element(type_.name, type_.name, "", type_.description)
        for name, member in members(type_).items():
            yield from _member(f"{type_.name}.{name}", name, type_.name, member)
    for directive in schema.directives:
        if not is_specified_directive(directive):
            yield from _member(f"@{directive.name}", directive.name, "", directive)


def _member(coordinate: str, name: str, parent: str, member: Any) -> Iterator[Element]:
    deprecation = getattr(member, "deprecation_reason", None)
    yield Element(coordinate, name, parent, member.description, deprecation)
    for argument, each in getattr(member, "args", {}).items():
        place = f"{coordinate}({argument}:)"
        yield Element(place, argument, coordinate, each.description, each.deprecation_reason)
