"""What mutations are made of: inputs with public ids, payloads, and the root fields."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any, TypeVar, get_args
from uuid import UUID

import strawberry
from pydantic import BaseModel, Field, create_model
from pydantic.fields import FieldInfo
from strawberry import pydantic as sp
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from aixss.accounts.models import Role
from aixss.api.artefacts import as_input, decoding, optional
from aixss.api.context import Context
from aixss.api.errors import PATCH, Payload
from aixss.api.ids import PREFIX_OF
from aixss.api.operation import NO_INPUT, mutation
from aixss.kit.gql import doc

M = TypeVar("M", bound=BaseModel)
Fields = dict[str, tuple[Any, FieldInfo]]
Run = Callable[[Context, Any], Awaitable[Payload]]
MAYBE: Any = strawberry.Maybe  # for types that are made at run time


class Keyed(BaseModel):
    """The input of a mutation that is done once, however often it is sent."""

    idempotency_key: str | None = Field(
        description="A text of your own, 1 to 200 characters. The same input sent again with it "
        "within two days does nothing anew: it is answered with what was done the first time. "
        "Null: each time that it is sent, it is done."
    )


def id_of(type_name: str) -> Any:
    """The type of a key: a public id of that GraphQL type outside, a UUID inside."""
    return Annotated[UUID, decoding(type_name), strawberry.field(graphql_type=strawberry.ID)]


def nullable_id_of(type_name: str) -> Any:
    """The same for a key that may be left out."""
    shown = strawberry.field(graphql_type=strawberry.ID | None)
    return Annotated[UUID | None, decoding(type_name), shown]


def own_id(type_name: str) -> Fields:
    """The id that a client may give to what it creates."""
    text = (
        "An id that you made yourself, so that a client can show it before the answer comes: "
        f"`{PREFIX_OF[type_name]}_` and a UUIDv7 in the 26 letters and digits of a TypeID. "
        "Null: one is made for it."
    )
    return {"id": (nullable_id_of(type_name), Field(description=text))}


def new_fields(draft: type[BaseModel]) -> Fields:
    """What the input of a new row takes of its draft."""
    return {name: (info.annotation, info) for name, info in as_input(draft).model_fields.items()}


def patch_of(name: str, draft: type[BaseModel]) -> type[BaseModel]:
    """The changes of a draft: what is left out stays, null clears where that is allowed.

    What is set is a `Some`.
    """
    fields: dict[str, Any] = {
        each: (_maybe(info), Field(description=info.description))
        for each, info in as_input(draft).model_fields.items()
    }
    made = create_model(name, **fields)
    return sp.input(
        made,
        description=f"{doc(draft)} What is left out stays as it is; null clears what "
        "the object shows as nullable, and is refused elsewhere.",
    )


def _maybe(info: FieldInfo) -> Any:
    # Strawberry wants bounds inside the Maybe, and what configures the field outside.
    bounds = [each for each in info.metadata if not isinstance(each, StrawberryField)]
    inner = Annotated[(info.annotation, *bounds)] if bounds else info.annotation
    for each in info.metadata:
        if isinstance(each, StrawberryField) and each.type_annotation:
            shown = MAYBE[each.type_annotation.raw_annotation]
            key = strawberry.field(name=each.graphql_name, graphql_type=shown)
            return Annotated[MAYBE[inner], key]
    return MAYBE[inner]


def title(name: str) -> str:
    """`updateScene` as `UpdateScene`: what its input and its payload begin with."""
    return name[0].upper() + name[1:]


def input_of(mutation_name: str, fields: Fields) -> type[Keyed]:
    """The input of a mutation with an idempotency key, made from a table of fields."""
    table = {each: (shown, optional(info)) for each, (shown, info) in fields.items()}
    name = f"{title(mutation_name)}Input"
    made = create_model(name, __base__=Keyed, **table)  # type: ignore[call-overload]  # a table
    made.__doc__ = f"What `{mutation_name}` takes."
    return as_input_type(made)


def as_input_type(model: type[M]) -> type[M]:
    """Put an input into the schema, described by its docstring, the idempotency key last."""
    sp.input(model, description=doc(model))
    fields = model.__strawberry_definition__.fields  # type: ignore[attr-defined]  # put there above
    fields.sort(key=lambda each: each.python_name == NO_INPUT)
    return model


def spelled(takes: type[BaseModel], path: tuple[str, ...]) -> tuple[str, ...]:
    """A path of the floors below as one into an input, in the words of the schema."""
    fields = takes.model_fields
    if path and path[0] not in fields and PATCH in fields:
        path = (PATCH, *path)
    words = []
    inside: type[BaseModel] | None = takes
    for part in path:
        info = inside.model_fields.get(part) if inside else None
        words.append(_word(part, info))
        if info:
            inside = _model_in(info.annotation)
    return tuple(words)


def _word(part: str, info: FieldInfo | None) -> str:
    named = (
        (each.graphql_name for each in info.metadata if isinstance(each, StrawberryField))
        if info
        else ()
    )
    return next(filter(None, named), None) or to_camel_case(part)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)


def payload_of(mutation_name: str, fields: Mapping[str, tuple[Any, str]]) -> type[Payload]:
    """The payload of a mutation; its fields are null when there are errors."""
    body: dict[str, Any] = {
        each: strawberry.field(default=None, description=f"{text}; null when there are errors.")
        for each, (_, text) in fields.items()
    }
    body["__annotations__"] = {each: shown | None for each, (shown, _) in fields.items()}
    made = type(f"{title(mutation_name)}Payload", (Payload,), body)
    return strawberry.type(made, description=f"What `{mutation_name}` did.")


def root(
    name: str,
    takes: type[BaseModel],
    gives: type[Payload],
    run: Run,
    *,
    role: Role | None,
    text: str,
) -> StrawberryField:
    """The mutation `name` with one argument `input`."""

    async def resolver(info: Any, input: Any) -> Any:
        return await run(info.context, input)

    resolver.__annotations__ = {
        "info": strawberry.Info[Context, None],
        "input": Annotated[takes, strawberry.argument(description=doc(takes))],
        "return": gives,
    }
    made: StrawberryField = mutation(role=role, description=text)(resolver)
    made.python_name = made.graphql_name = name
    return made
