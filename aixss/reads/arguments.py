"""The arguments of a field, as its resolver would get them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graphql import FieldNode, GraphQLField, VariableNode
from graphql.execution.values import VariableValues, get_argument_values
from strawberry.types.field import StrawberryField

from aixss.reads.spec import DEFINITION

# From a field's coerced arguments to what Strawberry gives its resolver.
Convert = Callable[[StrawberryField, dict[str, Any]], dict[str, Any]]


class Arguments:
    """The arguments of one field of a document; worked out once where no variable is in them."""

    def __init__(self, found: GraphQLField, node: FieldNode, convert: Convert) -> None:
        self._found = found
        self._node = node
        self._convert = convert
        self._kept: Mapping[str, Any] | None = None
        self.is_constant = not any(map(_has_variable, node.arguments or ()))

    def of(self, variables: VariableValues) -> Mapping[str, Any]:
        """Their values by their names in Python; raises what refuses them."""
        if self._kept is not None:
            return self._kept
        if not self._found.args:
            return {}
        coerced = get_argument_values(self._found, self._node, variables)
        definition: StrawberryField = self._found.extensions[DEFINITION]
        made = self._convert(definition, coerced)
        if self.is_constant:
            self._kept = made
        return made


def _has_variable(node: Any) -> bool:
    if isinstance(node, VariableNode):
        return True
    inner = [
        getattr(node, "value", None),
        *getattr(node, "values", ()),
        *getattr(node, "fields", ()),
    ]
    return any(_has_variable(each) for each in inner if hasattr(each, "kind"))
