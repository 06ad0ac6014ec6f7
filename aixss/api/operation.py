"""Root fields: what each asks of who calls it; mutations answer errors as data."""

from __future__ import annotations

import dataclasses
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from enum import Enum
from inspect import isawaitable
from typing import Any
from uuid import UUID

import strawberry
from graphql import GraphQLField, GraphQLResolveInfo, GraphQLSchema, OperationType
from pydantic import BaseModel
from strawberry.pydantic import InputValidationError
from strawberry.types.field import StrawberryField
from tortoise.models import Model

from aixss.accounts import receipts
from aixss.accounts.models import Role
from aixss.api import rights
from aixss.api.context import Context
from aixss.api.errors import to_payload, to_payloads
from aixss.api.rights import DEFINITION, RIGHTS, ROLE, Rights
from aixss.errors import AixssError, BadRequest, Unauthenticated
from aixss.kit.db import Tx
from aixss.reads.arguments import Convert

NO_INPUT = "idempotency_key"

Resolver = Callable[..., Any]
Resolving = GraphQLResolveInfo[Context]


def field(*, role: Role | None, description: str | None = None) -> Callable[[Resolver], Any]:
    """A query field that `role` may ask; None lets everybody. The docstring describes it."""
    return _root(strawberry.field, role, description)


def mutation(*, role: Role | None, description: str | None = None) -> Callable[[Resolver], Any]:
    """A mutation that `role` may call; what people can mend goes into the payload's `errors`.

    Its payload is a `Payload`, whose other fields have defaults.
    """
    return _root(strawberry.mutation, role, description)


def subscription(*, role: Role | None, description: str | None = None) -> Callable[[Resolver], Any]:
    """A subscription that `role` may open."""
    return _root(strawberry.subscription, role, description)


def _root(
    make: Callable[..., Any], role: Role | None, description: str | None
) -> Callable[[Resolver], Any]:
    def declared(resolver: Resolver) -> Any:
        text = description or " ".join((resolver.__doc__ or "").split())
        return make(resolver=resolver, description=text, metadata={ROLE: role})

    return declared


def guard(schema: GraphQLSchema, convert: Convert) -> None:
    """Enforce what root fields ask for; raises TypeError for one that does not say it."""
    for each, needed in _fields(schema, OperationType.QUERY):
        each.resolve = _asking(each.resolve or _missing, needed)
    for each, needed in _fields(schema, OperationType.MUTATION):
        each.resolve = _answering(_direct(each, convert), needed, _payload(each))
    for each, needed in _fields(schema, OperationType.SUBSCRIPTION):
        each.subscribe = _asking(each.subscribe or _missing, needed)
        each.resolve = _event


def _fields(
    schema: GraphQLSchema, operation: OperationType
) -> Iterator[tuple[GraphQLField, Rights]]:
    root = schema.get_root_type(operation)
    for name, each in root.fields.items() if root else ():
        needed = rights.of(operation, name, each)
        each.description = f"{each.description} {needed}"
        each.extensions[RIGHTS] = needed  # for whatever reads fields without their resolvers
        yield each, needed


def _payload(each: GraphQLField) -> Callable[..., Any]:
    definition: StrawberryField = each.extensions[DEFINITION]
    payload: Callable[..., Any] = definition.resolve_type()  # type: ignore[assignment]  # a class
    return payload


def _direct(each: GraphQLField, convert: Convert) -> Resolver:
    """A mutation's resolver without Strawberry's wrapper, which does no more than this."""
    definition: StrawberryField = each.extensions[DEFINITION]
    resolver = definition.base_resolver
    if resolver is None or definition.extensions:
        return each.resolve or _missing
    wants_info = resolver.info_parameter

    def direct(_: object, info: Resolving, **given: object) -> Any:
        made = convert(definition, given)
        if wants_info:
            made[wants_info.name] = strawberry.Info(_raw_info=info, _field=definition)
        return resolver(**made)

    return direct


def _missing(*_: object, **__: object) -> None:
    raise NotImplementedError


def _event(event: object, *_: object, **__: object) -> object:
    if event is None:
        raise BadRequest("Subscribe over a websocket, or with Accept: text/event-stream.")
    return event


def _asking(resolve: Resolver, needed: Rights) -> Resolver:
    # Rights come before anything else: who may not ask is not told what is wrong with it.
    def asking(source: object, info: Resolving, **given: object) -> Any:
        needed.check(info.context)
        return resolve(source, info, **given)

    return asking


def _answering(resolve: Resolver, needed: Rights, payload: Callable[..., Any]) -> Resolver:
    async def answering(source: object, info: Resolving, **given: object) -> Any:
        context: Context = info.context
        needed.check(context)
        context.forget()  # an earlier mutation of the same operation may have changed what was read
        try:
            answer = resolve(source, info, **given)
            return await answer if isawaitable(answer) else answer
        except InputValidationError as error:
            return payload(errors=to_payloads(error))
        except Unauthenticated:
            raise
        except AixssError as error:
            return payload(errors=[to_payload(error, given.get("input"))])

    return answering


Ids = Mapping[str, Any]


async def once(
    context: Context,
    tx: Tx,
    key: str | None,
    operation: str,
    given: object,
    work: Callable[[], Awaitable[Ids]],
) -> Ids:
    """What `work` gives, or gave when the same input came before under the same key.

    Call it first in the mutation's transaction. What `work` gives must be JSON: ids as text.
    Raises IdempotencyMismatch when the key came with another input.
    """
    if key is None:
        return await work()
    viewer = context.require(Role.VIEWER)
    claim = {"input": plain(given)}
    kept = await receipts.claim_receipt(tx, viewer, key, operation, claim)
    if kept is not None:
        return kept
    result = await work()
    await receipts.finish_receipt(tx, viewer, key, result)
    return result


def plain(value: object) -> Any:
    """An input as plain JSON values, the idempotency key left out; equal for equal inputs."""
    match value:
        case BaseModel():
            return {
                name: plain(getattr(value, name))
                for name in sorted(value.model_fields_set - {NO_INPUT})
            }
        case strawberry.Some():
            return {"some": plain(value.value)}
        case Enum():
            return value.name
        case UUID():
            return str(value)
        case Mapping():
            return {str(name): plain(each) for name, each in value.items()}
        case str():
            return value
        case Sequence():
            return [plain(each) for each in value]
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type | Model):
            names = [each.name for each in dataclasses.fields(value) if each.name != NO_INPUT]
            return {name: plain(getattr(value, name)) for name in names}
        case _:
            return value
