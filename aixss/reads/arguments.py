"""The arguments of a field, as its resolver would get them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graphql import (
    FieldNode,
    GraphQLField,
    VariableNode,
    get_nullable_type,
    is_named_type,
    is_specified_scalar_type,
)
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
        self._kept: Mapping[str, Any] | None = None if found.args else {}
        self.is_constant = not any(map(_has_variable, node.arguments or ()))
        self._names = _plain_names(found)
        self._passed = _passed(found, node, self._names or {})

    def of(self, variables: VariableValues) -> Mapping[str, Any]:
        """Their values by their names in Python; raises what refuses them."""
        if self._kept is not None:
            return self._kept
        given = variables.coerced
        # A variable that holds a value of a plain scalar holds what the argument takes.
        if self._passed and not any(given.get(each) is None for each in self._passed.values()):
            return {name: given[each] for name, each in self._passed.items()}
        coerced = get_argument_values(self._found, self._node, variables)
        made: Mapping[str, Any]
        if self._names is not None:
            made = {self._names[name]: value for name, value in coerced.items()}
        else:
            made = self._convert(self._found.extensions[DEFINITION], coerced)
        if self.is_constant:
            self._kept = made
        return made


def _passed(
    found: GraphQLField, node: FieldNode, names: Mapping[str, str]
) -> Mapping[str, str] | None:
    """The variables that arguments with these names in Python are; None if any is anything else."""
    given = {each.name.value: each.value for each in node.arguments or ()}
    passed = {
        names[name]: value.name.value
        for name in found.args
        if name in names and isinstance(value := given.get(name), VariableNode)
    }
    return passed if len(passed) == len(found.args) else None


def _plain_names(found: GraphQLField) -> Mapping[str, str] | None:
    """The names in Python of arguments that Strawberry leaves as they are; None with others."""
    definition: StrawberryField = found.extensions[DEFINITION]
    kinds = [get_nullable_type(each.type) for each in found.args.values()]
    if not all(is_named_type(each) and is_specified_scalar_type(each) for each in kinds):
        return None
    return dict(zip(found.args, (each.python_name for each in definition.arguments), strict=True))


def _has_variable(node: Any) -> bool:
    if isinstance(node, VariableNode):
        return True
    inner = [
        getattr(node, "value", None),
        *getattr(node, "values", ()),
        *getattr(node, "fields", ()),
    ]
    return any(_has_variable(each) for each in inner if hasattr(each, "kind"))
