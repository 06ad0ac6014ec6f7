"""The schema, put together and checked; nothing runs that it does not declare."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from types import ModuleType

import strawberry
from graphql.utilities.print_schema import print_schema_definition
from strawberry.schema.config import StrawberryConfig
from strawberry.tools import create_type
from strawberry.types.field import StrawberryField

from aixss.api import enums, errors, mutations, operation, queries
from aixss.api.inputs import Inputs
from aixss.api.subscriptions import Subscription
from aixss.api.types import events
from aixss.api.types.nodes import SHOWN
from aixss.kit import gql

DESCRIPTION = (
    "AIXSSS takes a story to a planned, scene-by-scene production. "
    "Sign in with `register` or `login`; start a job with the mutation of its kind; "
    "follow it with `jobEvents`. Times are in UTC, ids are opaque, lists are connections."
)


@cache
def build_schema() -> strawberry.Schema:
    """The schema with its roles enforced; raises TypeError for a root field without one."""
    query = create_type("Query", list(_fields(queries)), description="What can be asked.")
    mutation = create_type("Mutation", list(_fields(mutations)), description="What can be done.")
    return assemble(query, mutation, Subscription)


def assemble(
    query: type, mutation: type | None = None, subscription: type | None = None
) -> strawberry.Schema:
    """A schema of these root types; raises TypeError for a root field without a role."""
    enums.register()
    schema = strawberry.Schema(
        query=query,
        mutation=mutation,
        subscription=subscription,
        types=[*errors.TYPES, *events.TYPES, *SHOWN.values()],
        config=StrawberryConfig(
            disable_field_suggestions=True, scalar_map={datetime: gql.DATE_TIME}
        ),
    )
    schema._schema.description = DESCRIPTION
    operation.guard(schema._schema, Inputs(schema).convert)
    return schema


def _fields(folder: ModuleType) -> Iterator[StrawberryField]:
    """The fields of every module in a folder: a new aggregate is a new file."""
    for found in pkgutil.iter_modules(folder.__path__, f"{folder.__name__}."):
        yield from getattr(importlib.import_module(found.name), "FIELDS", ())


@cache
def sdl() -> str:
    """The schema as text, as it is committed in schema.graphql."""
    schema = build_schema()
    # Strawberry leaves out what the schema says of itself.
    return f"{print_schema_definition(schema._schema)}\n\n{schema.as_str()}\n"
