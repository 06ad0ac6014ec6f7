"""What Strawberry makes of coerced arguments, by functions that are made once for each type.

Strawberry resolves annotations, generics and names anew at each call. What is made here is the
same; whatever is unknown here, or goes wrong, goes Strawberry's way, which says what it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING
from typing import Any

import strawberry
from pydantic import BaseModel, ValidationError
from strawberry.pydantic.conversion import (
    _get_item_type,
    _has_tuples,
    _is_nested_model,
    _to_tuples,
    build_pydantic_model,
)
from strawberry.relay.types import GlobalID
from strawberry.scalars import is_scalar
from strawberry.types.arguments import convert_arguments
from strawberry.types.base import (
    StrawberryList,
    StrawberryMaybe,
    StrawberryObjectDefinition,
    StrawberryOptional,
    get_object_definition,
)
from strawberry.types.enum import StrawberryEnumDefinition, has_enum_definition
from strawberry.types.field import StrawberryField
from strawberry.types.lazy_type import LazyType

Make = Callable[[Any], Any]
Slot = tuple[str, str, Make | None]  # the name outside and in Python; None: the value as it is


class Otherwise(Exception):
    """Strawberry does this itself."""


class Inputs:
    """What makes the arguments of a schema's fields."""

    def __init__(self, schema: strawberry.Schema) -> None:
        self._scalars = schema.schema_converter.scalar_registry
        self._config = schema.config
        self._name = schema.config.name_converter
        self._known: dict[StrawberryField, list[Slot] | None] = {}
        self._models: dict[type[BaseModel], Make] = {}  # what gives the data of a model
        self._inputs: dict[type, Make] = {}

    def convert(self, found: StrawberryField, given: dict[str, Any]) -> dict[str, Any]:
        """The arguments of a field as its resolver gets them, by their names in Python."""
        try:
            return self.quickly(found, given)
        except (Otherwise, ValidationError):
            return convert_arguments(given, found.arguments, self._scalars, self._config)

    def quickly(self, found: StrawberryField, given: dict[str, Any]) -> dict[str, Any]:
        """The same; raises Otherwise or ValidationError where it is for Strawberry to do."""
        slots = self._known[found] if found in self._known else self._slots(found)
        if slots is None:
            raise Otherwise
        return _filled(slots, given)

    def _slots(self, found: StrawberryField) -> list[Slot] | None:
        try:
            made = [
                (self._name.from_argument(each), each.python_name, self._argument(each.type))
                for each in found.arguments
            ]
        except Otherwise:
            made = None
        self._known[found] = made
        return made

    def _argument(self, kind: Any) -> Make | None:
        """As `convert_argument`; raises Otherwise for types that are not known here."""
        if isinstance(kind, StrawberryMaybe) or kind is GlobalID:
            raise Otherwise  # the schema has them in Pydantic's models only, or not at all
        if isinstance(kind, StrawberryOptional):
            return self._argument(kind.of_type)
        if isinstance(kind, StrawberryList):
            return _unless_none(_each(self._argument(kind.of_type)))
        if isinstance(kind, LazyType):
            return self._argument(kind.resolve_type())
        if self._is_leaf(kind):
            return None
        definition = get_object_definition(kind)
        if definition is None:
            raise Otherwise
        if definition.from_input is build_pydantic_model:
            return _unless_none(self._model(kind))
        if definition.from_input is not None:
            raise Otherwise
        return _unless_none(self._once(self._inputs, kind, lambda: self._input(definition)))

    def _is_leaf(self, kind: Any) -> bool:
        if is_scalar(kind, self._scalars) or isinstance(kind, StrawberryEnumDefinition):
            return True
        return has_enum_definition(kind)

    def _once(self, known: dict[Any, Make], kind: Any, make: Callable[[], Make]) -> Make:
        """What is made of a type; one that contains itself finds what is being made."""
        if kind not in known:
            known[kind] = lambda value: known[kind](value)
            try:
                known[kind] = make()
            except Otherwise:
                del known[kind]
                raise
        return known[kind]

    def _input(self, definition: StrawberryObjectDefinition) -> Make:
        """An input that is a class of Strawberry's."""
        made: Any = definition.origin
        slots = [
            (
                self._name.from_field(each),
                each.python_name,
                self._argument(each.resolve_type(type_definition=definition)),
            )
            for each in definition.fields
        ]
        missing = [
            each.python_name
            for each in definition.fields
            if definition.is_input
            and each.default_value is MISSING
            and each.default_factory is MISSING
        ]
        return lambda value: made(**{**dict.fromkeys(missing), **_filled(slots, value)})

    def _model(self, model: type[BaseModel]) -> Make:
        """An input that is a Pydantic model: checked as a whole, with all that is nested in it."""
        data = self._data(model)
        return lambda value: model.model_validate(data(value), by_alias=False, by_name=True)

    def _data(self, model: type[BaseModel]) -> Make:
        """As `_to_python_data`."""
        return self._once(self._models, model, lambda: self._mapping(model))

    def _mapping(self, model: type[BaseModel]) -> Make:
        definition = get_object_definition(model, strict=True)
        slots: list[Slot] = []
        nulls = []
        for each in definition.fields:
            info = model.model_fields.get(each.python_name)
            kind = each.resolve_type(type_definition=definition)
            make = self._value(kind)
            if info is not None and _has_tuples(info.annotation):
                make = _tuples(make, info.annotation)
            slots.append((self._name.from_field(each), each.python_name, make))
            if info is not None and info.is_required() and isinstance(kind, StrawberryOptional):
                nulls.append((slots[-1][0], each.python_name))

        def data(value: Mapping[str, Any]) -> dict[str, Any]:
            made = _filled(slots, value)
            for name, key in nulls:
                if name not in value:
                    made[key] = None
            return made

        return data

    def _value(self, kind: Any) -> Make | None:
        """As `_to_python_value`: Pydantic checks what is nested, and puts it into its `Some`."""
        if isinstance(kind, StrawberryOptional):  # a Maybe is one too
            return self._value(kind.of_type)
        if is_scalar(kind, self._scalars):
            return self._argument(kind)
        if isinstance(kind, StrawberryList):
            return self._values(kind)
        if isinstance(kind, LazyType):
            return self._value(kind.resolve_type())
        if not _is_nested_model(kind):
            return self._argument(kind)
        data = self._data(kind)
        return lambda value: value if value is None or isinstance(value, kind) else data(value)

    def _values(self, kind: StrawberryList) -> Make | None:
        item = _get_item_type(kind)
        if is_scalar(item, self._scalars) or not _is_nested_model(item):
            return self._argument(kind)
        return _unless_none(_each(self._value(kind.of_type)))


def _filled(slots: list[Slot], given: Mapping[str, Any]) -> dict[str, Any]:
    made = {}
    for name, key, make in slots:
        if name in given:
            value = given[name]
            made[key] = value if make is None else make(value)
    return made


def _unless_none(make: Make) -> Make:
    def made(value: Any) -> Any:
        return value if value is None or value is strawberry.UNSET else make(value)

    return made


def _each(make: Make | None) -> Make:
    if make is None:
        return list  # a copy, as Strawberry's
    return lambda values: [make(value) for value in values]


def _tuples(make: Make | None, annotation: Any) -> Make:
    return lambda value: _to_tuples(value if make is None else make(value), annotation)
