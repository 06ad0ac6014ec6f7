"""Which fields a selection asks for, merged as GraphQL says, for one concrete type.

https://spec.graphql.org/draft/#sec-Field-Collection
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    is_abstract_type,
)

TYPENAME = "__typename"
CONDITIONS = ("skip", "include")
Fields = dict[str, list[FieldNode]]


class Unplanned(Exception):
    """No plan can express this; the ordinary executor can."""


def object_type(kind: Any) -> GraphQLObjectType:
    """A type that has to be an object type; raises Unplanned."""
    if not isinstance(kind, GraphQLObjectType):
        raise Unplanned(str(kind))
    return kind


class Collector:
    """Collects fields; `conditions` are the values of the variables in @skip and @include."""

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        conditions: Mapping[str, Any],
    ) -> None:
        self.schema = schema
        self.fragments = fragments
        self.conditions = conditions

    def fields(self, kind: GraphQLObjectType, sets: Iterable[SelectionSetNode | None]) -> Fields:
        """The fields by their names in the answer, in its order."""
        found: Fields = {}
        spread: set[str] = set()
        for each in sets:
            self._collect(kind, each.selections if each else (), found, spread)
        return found

    def below(self, kind: GraphQLObjectType, nodes: Sequence[FieldNode]) -> Fields:
        """The fields that several nodes of one field ask of an object of a type."""
        return self.fields(kind, (node.selection_set for node in nodes))

    def _collect(
        self,
        kind: GraphQLObjectType,
        selections: Iterable[SelectionNode],
        found: Fields,
        spread: set[str],
    ) -> None:
        for each in selections:
            if not self._is_wanted(each.directives):
                continue
            match each:
                case FieldNode():
                    name = each.alias.value if each.alias else each.name.value
                    found.setdefault(name, []).append(each)
                case InlineFragmentNode():
                    if self._fits(kind, each.type_condition):
                        self._collect(kind, each.selection_set.selections, found, spread)
                case FragmentSpreadNode():
                    name = each.name.value
                    if name in spread:
                        continue
                    spread.add(name)
                    fragment = self.fragments[name]
                    if self._fits(kind, fragment.type_condition):
                        self._collect(kind, fragment.selection_set.selections, found, spread)

    def _fits(self, kind: GraphQLObjectType, condition: Any) -> bool:
        if condition is None or condition.name.value == kind.name:
            return True
        wanted = self.schema.type_map[condition.name.value]
        return is_abstract_type(wanted) and self.schema.is_sub_type(wanted, kind)

    def _is_wanted(self, directives: Sequence[DirectiveNode] | None) -> bool:
        for each in directives or ():
            name = each.name.value
            if name not in CONDITIONS:
                raise Unplanned(f"@{name}")
            if self._holds(each) is (name == "skip"):
                return False
        return True

    def _holds(self, directive: DirectiveNode) -> bool:
        value = (directive.arguments or ())[0].value
        if isinstance(value, BooleanValueNode):
            return value.value
        assert isinstance(value, VariableNode)  # validation allows nothing else
        return bool(self.conditions[value.name.value])


def conditions_of(document: DocumentNode) -> frozenset[str]:
    """The variables that @skip and @include of a document name."""
    return frozenset(
        argument.value.name.value
        for definition in document.definitions
        if isinstance(definition, OperationDefinitionNode | FragmentDefinitionNode)
        for directive in _directives(definition.selection_set)
        if directive.name.value in CONDITIONS
        for argument in directive.arguments or ()
        if isinstance(argument.value, VariableNode)
    )


def variables_below(operation: OperationDefinitionNode, document: DocumentNode) -> frozenset[str]:
    """The variables that the selections below an operation's root fields may name."""
    pending: list[object] = [
        each.selection_set if isinstance(each, FieldNode) else each
        for each in operation.selection_set.selections
    ]
    pending += [each for each in document.definitions if isinstance(each, FragmentDefinitionNode)]
    names: set[str] = set()
    while pending:
        node = pending.pop()
        if isinstance(node, VariableNode):
            names.add(node.name.value)
        elif isinstance(node, Node):
            pending += (getattr(node, key, None) for key in node.keys)
        elif isinstance(node, list | tuple):
            pending += node
    return frozenset(names)


def _directives(found: SelectionSetNode) -> Iterator[DirectiveNode]:
    pending: list[Any] = list(found.selections)
    while pending:
        node = pending.pop()
        yield from node.directives or ()
        if inner := getattr(node, "selection_set", None):
            pending.extend(inner.selections)
