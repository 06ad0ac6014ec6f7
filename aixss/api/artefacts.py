"""The artefact models as GraphQL types and inputs: nothing is said here of any one of them.

A key of a character inside an artefact (`speaker_id`, `subjects`) is shown as a public id
(`speakerId`, `subjectIds`) with the character beside it (`speaker`, `subjects`).
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import types
from collections.abc import Callable, Iterator
from copy import copy
from functools import cache, reduce
from operator import or_
from types import SimpleNamespace
from typing import Annotated, Any, Union, get_args, get_origin
from uuid import UUID

import strawberry
from pydantic import BaseModel, BeforeValidator, create_model
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError, PydanticUndefined
from strawberry import pydantic as sp
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from aixss.api import ids
from aixss.api.types.links import CharacterLink
from aixss.errors import BadId
from aixss.jobs import answers
from aixss.jobs.models import Pricing
from aixss.jobs.spec import Of
from aixss.kit.gql import doc
from aixss.providers.spec import Parameters
from aixss.reads.resolvers import reading
from aixss.reads.spec import Document, Link, Links, Read, Value
from aixss.stories import artefacts
from aixss.stories.artefacts.base import Shape

CHARACTER = "Character"


def _defined() -> Iterator[type[Shape]]:
    """Every shape that the artefact modules define."""
    for found in pkgutil.iter_modules(artefacts.__path__, f"{artefacts.__name__}."):
        yield from _shapes(importlib.import_module(found.name))


def _shapes(module: types.ModuleType) -> Iterator[type[Shape]]:
    for value in vars(module).values():
        own = inspect.isclass(value) and value.__module__ == module.__name__
        if own and issubclass(value, Shape) and value.model_fields:
            yield value


# Output


def fields_of(origin: type, model: type[BaseModel]) -> list[StrawberryField]:
    """The fields of a model as fields of the type `origin`, keys as public ids."""
    return [
        made
        for name, info in model.model_fields.items()
        for made in (
            _references(origin, name, info)
            if UUID in _parts(info.annotation)
            else [_plain(origin, name, info)]
        )
    ]


def _as_type(model: type[BaseModel]) -> None:
    sp.type(model, description=doc(model))
    definition = model.__strawberry_definition__  # type: ignore[attr-defined]  # put there above
    properties = [
        _worked_out(model, name, found.fget)
        for name, found in vars(model).items()
        if isinstance(found, property) and found.fget and not name.startswith("_")
    ]
    definition.fields = fields_of(model, model) + properties


def field_of(origin: type, name: str, read: Read, shown: object, text: str) -> StrawberryField:
    """A field that is read so, for a type that is made rather than written."""
    made = reading(read, text, shown=shown)
    made.python_name, made.origin = name, origin
    return made


def _plain(origin: type, name: str, info: FieldInfo) -> StrawberryField:
    shown = bare(info.annotation)
    is_object = any(inspect.isclass(p) and issubclass(p, BaseModel) for p in _parts(shown))
    # What was stored before the field was there lacks it.
    missing = None if info.is_required() else plain(info.get_default(call_default_factory=True))
    read = Document(name, missing) if is_object else Value((name,), missing=missing)
    return field_of(origin, name, read, shown, info.description or "")


def plain(value: object) -> object:
    """A value as JSON holds it."""
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else value


def _worked_out(model: type[BaseModel], name: str, getter: Callable[..., Any]) -> StrawberryField:
    names = tuple(model.model_fields)
    shapes = [_shape(info.annotation) for info in model.model_fields.values()]

    def make(*values: object) -> Any:
        seen = (
            shape.model_construct(**value) if shape and isinstance(value, dict) else value
            for shape, value in zip(shapes, values, strict=True)
        )
        return getter(SimpleNamespace(**dict(zip(names, seen, strict=True))))

    return field_of(model, name, Value(names, make), _returned(getter), doc(getter))


def _shape(annotation: object) -> type[Shape] | None:
    """The shape that a field holds, if it holds one."""
    found = (p for p in _parts(annotation) if inspect.isclass(p) and issubclass(p, Shape))
    return next(found, None)


def _references(origin: type, name: str, info: FieldInfo) -> list[StrawberryField]:
    one, key, text = name.removesuffix("_id"), id_name(name), info.description or ""
    people = text.replace("Ids of the", "The").replace("Id of the", "The")
    if list in _parts(info.annotation):
        return [
            field_of(origin, key, Value((name,), _public_all), list[strawberry.ID], text),
            field_of(origin, one, Links(name), list[CharacterLink], people),
        ]
    return [
        field_of(origin, key, Value((name,), _public), _key(info), text),
        field_of(origin, one, Link(name), CharacterLink | None, _or_gone(people)),
    ]


def _or_gone(text: str) -> str:
    """What is said of a link to somebody who may be in the trash."""
    return text if "null" in text else f"{text[:-1]}; null while in the trash."


def _key(info: FieldInfo) -> Any:
    """The type of a single key: null only where the artefact allows it."""
    return strawberry.ID | None if type(None) in _parts(info.annotation) else strawberry.ID


def _public(value: str | None) -> strawberry.ID | None:
    return ids.public(CHARACTER, UUID(value)) if value else None


def _public_all(values: list[str] | None) -> list[strawberry.ID]:
    return [ids.public(CHARACTER, UUID(value)) for value in values or ()]


def id_name(name: str) -> str:
    """The name under which the public ids of a field are shown: `speaker_id`, `subject_ids`."""
    return name if name.endswith(("_id", "_ids")) else f"{name.removesuffix('s')}_ids"


def _returned(getter: Callable[..., Any]) -> object:
    returned = inspect.get_annotations(getter, eval_str=True)["return"]
    return list[str] if returned == tuple[str, ...] else returned


def _parts(annotation: object) -> set[object]:
    """Every type that an annotation is made of."""
    return {annotation, get_origin(annotation)}.union(*map(_parts, get_args(annotation)))


def bare(annotation: Any) -> Any:
    """An annotation without what only pydantic reads."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return bare(args[0])
    if origin is list:
        return list[bare(args[0])]  # type: ignore[misc]  # made at run time
    if origin in (Union, types.UnionType):
        return reduce(or_, map(bare, args))
    return annotation


# Input


@cache
def as_input(model: type[BaseModel]) -> type[BaseModel]:
    """The input of a model: what the resolver gets is an instance of it, within its bounds."""
    name = f"{model.__name__}Input"
    fields = {
        each: (_taken(each, info), optional(info)) for each, info in model.model_fields.items()
    }
    made = create_model(name, __base__=model, **fields)  # type: ignore[call-overload]  # made at run time
    return sp.input(made, name=name, description=doc(model))


def given(value: BaseModel) -> dict[str, Any]:
    """What the client set in an input or a patch, by the names of columns."""
    return value.model_dump(exclude_unset=True)


def optional(info: FieldInfo) -> FieldInfo:
    """The field without a default of null: clients may leave what is nullable out anyway."""
    changed = copy(info)
    if changed.default is None:
        changed.default = PydanticUndefined
    return changed


def _taken(name: str, info: FieldInfo) -> Any:
    """What a field takes: nested inputs, and public ids, named as the output names them."""
    if UUID not in _parts(info.annotation):
        return _swapped(info.annotation)
    parts = _parts(info.annotation)
    shown: Any = list[strawberry.ID] if list in parts else strawberry.ID
    shown = shown | None if type(None) in parts else shown
    key = strawberry.field(name=to_camel_case(id_name(name)), graphql_type=shown)
    type_name = next((each.type_name for each in _marks(info.annotation)), CHARACTER)
    return Annotated[info.annotation, decoding(type_name), key]


def _marks(annotation: object) -> Iterator[Of]:
    """What an annotation says of the ids in it; those of artefacts are of characters."""
    if get_origin(annotation) is Annotated:
        yield from (each for each in get_args(annotation)[1:] if isinstance(each, Of))
    for part in get_args(annotation):
        yield from _marks(part)


def _swapped(annotation: Any) -> Any:
    """An annotation with its models replaced by their inputs."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return Annotated[(_swapped(args[0]), *args[1:])]
    if origin is list:
        return list[_swapped(args[0])]  # type: ignore[misc]  # made at run time
    if origin in (Union, types.UnionType):
        return reduce(or_, map(_swapped, args))
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return as_input(annotation)
    return annotation


def decoding(type_name: str) -> BeforeValidator:
    """Makes UUIDs of public ids, alone or listed; refuses others as BAD_ID."""

    def decoded(value: object) -> object:
        if isinstance(value, list):
            return [decoded(each) for each in value]
        if not isinstance(value, str):
            return value
        try:
            return ids.private(value, type_name)
        except BadId as error:
            # The type of the error becomes the code of the field's error.
            raise PydanticCustomError(error.code.value, "{text}", {"text": error.message}) from None

    return BeforeValidator(decoded)


def _register() -> None:
    # Parts before wholes does not matter: Strawberry resolves the fields when the schema is built.
    for cls in (*_defined(), *_shapes(answers)):
        _as_type(cls)
    for model in (Parameters, Pricing):
        _as_type(model)


_register()
