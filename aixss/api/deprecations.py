"""What an operation uses that will be removed, so that its caller learns of it in the answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any

from graphql import (
    ArgumentNode,
    DocumentNode,
    EnumValueNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLSchema,
    Node,
    ObjectFieldNode,
    OperationDefinitionNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    type_from_ast,
    visit,
)

REMOVED_ON = re.compile(r"\bRemoved on (\d{4}-\d{2}-\d{2})\b")

Deprecation = dict[str, str]


def used(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode
) -> list[Deprecation]:
    """What a valid operation names that is deprecated, each once, ready for JSON.

    `field` is its coordinate (`Scene.foo`, `Scene.jobs(first:)`, `JobFilter.kind`, `State.IDLE`),
    `reason` says what to use instead, `removedOn` is the day from which it may be gone, absent
    when none is set. What comes in variables is found by `sent`.
    """
    info = TypeInfo(schema)
    finder = _Finder(info)
    for definition in _reached(document, operation):
        visit(definition, TypeInfoVisitor(info, finder))
    return _told(finder.found)


def sent(
    schema: GraphQLSchema, operation: OperationDefinitionNode, variables: Mapping[str, Any]
) -> list[Deprecation]:
    """What valid variables hold that is deprecated, like `used`; nearly free where nothing is."""
    found: dict[str, str] = {}
    holding = _holding(schema)
    pending: list[tuple[Any, Any]] = [
        (kind, variables.get(name)) for name, kind in _taken(schema, operation) if holding
    ]
    while pending:
        kind, value = pending.pop()
        if isinstance(value, list):
            pending += [(kind, each) for each in value]
        elif kind is None or kind.name not in holding:
            continue
        elif isinstance(kind, GraphQLEnumType):
            _note(found, f"{kind.name}.{value}", kind.values.get(str(value)))
        elif isinstance(value, Mapping):
            for name in value.keys() & kind.fields.keys():
                _note(found, f"{kind.name}.{name}", kind.fields[name])
                pending.append((get_named_type(kind.fields[name].type), value[name]))
    return _told(found)


def can_be_sent(schema: GraphQLSchema, operation: OperationDefinitionNode) -> bool:
    """Whether variables of the operation may hold anything that is deprecated."""
    holding = _holding(schema)
    return any(kind is not None and kind.name in holding for _, kind in _taken(schema, operation))


def together(*lists: list[Deprecation]) -> list[Deprecation]:
    """Several lists as one, each deprecation once."""
    found = {each["field"]: each for listed in lists for each in listed}
    return [found[coordinate] for coordinate in sorted(found)]


def _taken(schema: GraphQLSchema, operation: OperationDefinitionNode) -> Iterator[tuple[str, Any]]:
    """The names of the variables and the named types of their values."""
    for each in operation.variable_definitions or ():
        yield each.variable.name.value, get_named_type(type_from_ast(schema, each.type))


@lru_cache(maxsize=8)  # schemas; a process has one
def _holding(schema: GraphQLSchema) -> frozenset[str]:
    """The names of the inputs and enums in which something is deprecated, at whatever depth."""
    parts: dict[str, Collection[Any]] = {}
    for name, kind in schema.type_map.items():
        if isinstance(kind, GraphQLInputObjectType):
            parts[name] = kind.fields.values()
        elif isinstance(kind, GraphQLEnumType):
            parts[name] = kind.values.values()
    old = {name for name, held in parts.items() if any(e.deprecation_reason for e in held)}
    holds = {
        name: {get_named_type(e.type).name for e in held if hasattr(e, "type")}
        for name, held in parts.items()
    }
    found: set[str] = set()
    while old - found:
        found |= old
        old = {name for name, inner in holds.items() if inner & found}
    return frozenset(found)


def _told(found: Mapping[str, str]) -> list[Deprecation]:
    return [
        {"field": coordinate, "reason": reason}
        | ({"removedOn": removed[1]} if (removed := REMOVED_ON.search(reason)) else {})
        for coordinate, reason in sorted(found.items())
    ]


def _note(found: dict[str, str], coordinate: str, known: Any) -> None:
    if known is not None and known.deprecation_reason is not None:
        found[coordinate] = known.deprecation_reason


def _reached(document: DocumentNode, operation: OperationDefinitionNode) -> Iterator[Node]:
    """The operation and the fragments that it spreads, each once."""
    fragments = {
        each.name.value: each
        for each in document.definitions
        if isinstance(each, FragmentDefinitionNode)
    }
    pending: list[Any] = [operation]
    yield operation
    while pending:
        node = pending.pop()
        if isinstance(node, FragmentSpreadNode) and (node := fragments.pop(node.name.value, None)):
            yield node
        if found := getattr(node, "selection_set", None):
            pending += found.selections


class _Finder(Visitor):
    """Collects coordinates and reasons; `info` says where in the schema a node stands."""

    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self._info = info
        self._field = ""  # the one whose arguments come next
        self.found: dict[str, str] = {}

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        """`Type.field`."""
        parent = self._info.get_parent_type()
        self._field = f"{parent.name}.{node.name.value}" if parent else ""
        _note(self.found, self._field, self._info.get_field_def())

    def enter_argument(self, node: ArgumentNode, *_: Any) -> None:
        """`Type.field(argument:)` or `@directive(argument:)`."""
        directive = self._info.get_directive()
        owner = f"@{directive.name}" if directive else self._field
        _note(self.found, f"{owner}({node.name.value}:)", self._info.get_argument())

    def enter_object_field(self, node: ObjectFieldNode, *_: Any) -> None:
        """`Input.field`."""
        owner: Any = get_named_type(self._info.get_parent_input_type())
        if isinstance(owner, GraphQLInputObjectType):
            name = node.name.value
            _note(self.found, f"{owner.name}.{name}", owner.fields.get(name))

    def enter_enum_value(self, node: EnumValueNode, *_: Any) -> None:
        """`Enum.VALUE`."""
        owner = get_named_type(self._info.get_input_type())
        if isinstance(owner, GraphQLEnumType):
            _note(self.found, f"{owner.name}.{node.value}", owner.values.get(node.value))
