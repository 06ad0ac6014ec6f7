"""The variables of an operation: coerced as graphql-core does, quickly where they are plain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from graphql import (
    GraphQLBoolean,
    GraphQLError,
    GraphQLID,
    GraphQLInputObjectType,
    GraphQLInt,
    GraphQLSchema,
    GraphQLString,
    OperationDefinitionNode,
    Undefined,
    VariableDefinitionNode,
    is_input_object_type,
    is_list_type,
    is_non_null_type,
    is_required_input_field,
)
from graphql.execution.get_variable_signature import (
    GraphQLVariableSignature,
    get_variable_signature,
)
from graphql.execution.values import VariableValues, VariableValueSource, get_variable_values
from graphql.type.scalars import GRAPHQL_MAX_INT, GRAPHQL_MIN_INT
from graphql.utilities.coerce_input_value import coerce_default_value

from aixss.errors import AixssError

ERRORS_MAX = 50
# What scalars and enums raise for what is no value of theirs.
REFUSALS = (
    AixssError,
    GraphQLError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
)
# Scalars that leave values of these classes, and of no subclass, as they are.
PLAIN: Final = {GraphQLID: str, GraphQLString: str, GraphQLInt: int, GraphQLBoolean: bool}


Take = Callable[[Any], Any]  # a value that came, as a value of a type; raises Otherwise


class Otherwise(Exception):
    """It takes graphql-core to know what this value is, or what is wrong with it."""


class _Quick(NamedTuple):
    """A variable whose values are taken quickly."""

    name: str
    signature: GraphQLVariableSignature
    absent: VariableValueSource
    may_be_absent: bool
    take: Take


class Variables:
    """What turns the values that come with a request for a valid operation into its variables."""

    def __init__(self, schema: GraphQLSchema, operation: OperationDefinitionNode) -> None:
        self._schema = schema
        self._definitions = operation.variable_definitions or ()
        found = [_quick(schema, each) for each in self._definitions]
        quick = [each for each in found if each is not None]
        self._quick = quick if len(quick) == len(found) else None

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
        if self._quick is None:
            return None
        sources: dict[str, VariableValueSource] = {}
        coerced: dict[str, Any] = {}
        try:
            for name, signature, absent, may_be_absent, take in self._quick:
                if name in given:
                    value = given[name]
                    coerced[name] = take(value)
                    sources[name] = VariableValueSource(signature, value)
                elif may_be_absent:
                    sources[name] = absent
                else:
                    return None
        except Otherwise:
            return None
        return VariableValues(sources, coerced)


def _quick(schema: GraphQLSchema, definition: VariableDefinitionNode) -> _Quick | None:
    signature = get_variable_signature(schema, definition)
    if isinstance(signature, GraphQLError):
        return None
    is_sure = is_non_null_type(signature.type)
    return _Quick(
        signature.name,
        signature,
        VariableValueSource(signature),
        not is_sure and signature.default is None,
        _taking(signature.type, {}),
    )


def _taking(kind: Any, known: dict[str, Take]) -> Take:
    """As graphql-core's `coerce_input_value`, made once for a type; `known` are its inputs."""
    if not is_non_null_type(kind):
        sure = _taking_sure(kind, known)
        return lambda value: None if value is None else sure(value)
    return _taking_sure(kind.of_type, known)


def _taking_sure(kind: Any, known: dict[str, Take]) -> Take:
    if is_list_type(kind):
        return _taking_all(_taking(kind.of_type, known))
    if is_input_object_type(kind):
        if kind.name not in known:
            known[kind.name] = lambda value: known[kind.name](value)  # one may contain itself
            known[kind.name] = _taking_fields(kind, known)
        return known[kind.name]
    return _taking_plain(PLAIN[kind]) if kind in PLAIN else _taking_leaf(kind)


def _taking_plain(kind: type) -> Take:
    def take(value: Any) -> Any:
        if type(value) is not kind:
            raise Otherwise
        if type(value) is int and not GRAPHQL_MIN_INT <= value <= GRAPHQL_MAX_INT:
            raise Otherwise
        return value

    return take


def _taking_leaf(kind: Any) -> Take:
    def take(value: Any) -> Any:
        try:
            return kind.coerce_input_value(value)
        except REFUSALS as error:
            raise Otherwise from error

    return take


def _taking_all(each: Take) -> Take:
    def take(value: Any) -> Any:
        if type(value) is not list:
            raise Otherwise
        return [each(item) for item in value]

    return take


def _taking_fields(kind: GraphQLInputObjectType, known: dict[str, Take]) -> Take:
    fields = [
        (
            name,
            each.out_name or name,
            _taking(each.type, known),
            is_required_input_field(each),
            coerce_default_value(each),
        )
        for name, each in kind.fields.items()
    ]
    # A default that could be changed by who gets it is graphql-core's to make.
    is_odd = kind.is_one_of or any(isinstance(each[-1], dict | list) for each in fields)

    def take(value: Any) -> Any:
        if is_odd or type(value) is not dict or not value.keys() <= kind.fields.keys():
            raise Otherwise
        made = {}
        for name, out, taken, is_required, default in fields:
            if name in value:
                made[out] = taken(value[name])
            elif is_required:
                raise Otherwise
            elif default is not Undefined:
                made[out] = default
        return kind.out_type(made)

    return take
