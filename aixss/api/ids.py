"""Public ids: which prefix stands for which type of object."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from strawberry import ID
from tortoise.models import Model

from aixss import typeids
from aixss.errors import BadId
from aixss.kit import ids
from aixss.webhooks.models import Webhook, WebhookDelivery

# Webhooks stand above those that tell of the others.
PREFIXES: Mapping[type[Model], str] = {
    **typeids.PREFIXES,
    Webhook: "whk",
    WebhookDelivery: "dlv",
}
PREFIX_OF: Mapping[str, str] = {model.__name__: prefix for model, prefix in PREFIXES.items()}
MODEL_OF: Mapping[str, type[Model]] = {model.__name__: model for model in PREFIXES}
TYPE_OF_TABLE: Mapping[str, str] = {str(m._meta.db_table): m.__name__ for m in PREFIXES}
TYPE_OF_PREFIX: Mapping[str, str] = {prefix: name for name, prefix in PREFIX_OF.items()}


def public(type_name: str, value: UUID) -> ID:
    """The id that clients see of an object of a GraphQL type."""
    return ID(ids.encode(PREFIX_OF[type_name], value))


def private(text: str, type_name: str, *, path: tuple[str, ...] = ("id",)) -> UUID:
    """The key behind an id of that type; raises BadId with the path into the input."""
    try:
        return ids.decode(PREFIX_OF[type_name], text)
    except BadId as error:
        raise BadId(error.message, path=path) from None


def row_key(text: str, type_name: str) -> UUID:
    """The key behind the argument `id` of that type, to find a row by; raises BadId."""
    try:
        return ids.row_key(PREFIX_OF[type_name], text)
    except BadId as error:
        raise BadId(error.message, path=("id",)) from None


def split(text: str, *, path: tuple[str, ...] = ("id",)) -> tuple[str, UUID]:
    """The GraphQL type and the key behind an id of any type; raises BadId."""
    try:
        prefix, value = ids.split(text)
    except BadId as error:
        raise BadId(error.message, path=path) from None
    if prefix not in TYPE_OF_PREFIX:
        raise BadId(path=path)
    return TYPE_OF_PREFIX[prefix], value
