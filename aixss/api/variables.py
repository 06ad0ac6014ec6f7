"""The variables of an operation: coerced as graphql-core does, quickly where they are plain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from graphql import (
    GraphQLBoolean,
    GraphQLError,
    GraphQLID,
    GraphQLInt,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLString,
    OperationDefinitionNode,
    VariableDefinitionNode,
    get_nullable_type,
    is_non_null_type,
)
from graphql.execution.get_variable_signature import (
    GraphQLVariableSignature,
    get_variable_signature,
)
from graphql.execution.values import VariableValues, VariableValueSource, get_variable_values
from graphql.type.scalars import GRAPHQL_MAX_INT, GRAPHQL_MIN_INT

ERRORS_MAX = 50
# Scalars that leave values of these classes, and of no subclass, as they are.
PLAIN: Final = {GraphQLID: str, GraphQLString: str, GraphQLInt: int, GraphQLBoolean: bool}


class _Plain(NamedTuple):
    """A variable of such a scalar."""

    name: str
    signature: GraphQLVariableSignature
    absent: VariableValueSource
    may_be_absent: bool
    kind: type
    nothing: type | None  # the class of null, where that is a value of it


class Variables:
    """What turns the values that come with a request for a valid operation into its variables."""

    def __init__(self, schema: GraphQLSchema, operation: OperationDefinitionNode) -> None:
        self._schema = schema
        self._definitions = operation.variable_definitions or ()
        found = [_plain(schema, each) for each in self._definitions]
        plain = [each for each in found if each is not None]
        self._plain = plain if len(plain) == len(found) else None

    def of(self, given: Mapping[str, Any]) -> VariableValues | list[GraphQLError]:
        """The variables, or what is wrong with the values."""
        return self._quickly(given) or get_variable_values(
            self._schema,
            self._definitions,
            dict(given),
            max_errors=ERRORS_MAX,
            hide_suggestions=True,
        )

    def _quickly(self, given: Mapping[str, Any]) -> VariableValues | None:
        """The variables; None where it takes graphql-core to know them."""
        if self._plain is None:
            return None
        sources: dict[str, VariableValueSource] = {}
        coerced: dict[str, Any] = {}
        for name, signature, absent, may_be_absent, kind, nothing in self._plain:
            if name in given:
                value = given[name]
                found = type(value)
                if found is not kind and found is not nothing:
                    return None
                if found is int and not GRAPHQL_MIN_INT <= value <= GRAPHQL_MAX_INT:
                    return None
                sources[name] = VariableValueSource(signature, value)
                coerced[name] = value
            elif may_be_absent:
                sources[name] = absent
            else:
                return None
        return VariableValues(sources, coerced)


def _plain(schema: GraphQLSchema, definition: VariableDefinitionNode) -> _Plain | None:
    signature = get_variable_signature(schema, definition)
    if isinstance(signature, GraphQLError):
        return None
    kind = get_nullable_type(signature.type)
    if not isinstance(kind, GraphQLScalarType) or kind not in PLAIN:
        return None
    is_sure = is_non_null_type(signature.type)
    return _Plain(
        signature.name,
        signature,
        VariableValueSource(signature),
        not is_sure and signature.default is None,
        PLAIN[kind],
        None if is_sure else type(None),
    )
