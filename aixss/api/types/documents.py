"""Registered documents: operations that requests name instead of sending them."""

from __future__ import annotations

from datetime import datetime

import strawberry

from aixss import documents
from aixss.api.entity import entity
from aixss.api.types.accounts import User
from aixss.api.types.nodes import Node
from aixss.reads.filters import By, TextMatch, TimeRange, lists
from aixss.reads.lists import Order
from aixss.reads.resolvers import link, made

DOCUMENTS = lists(
    "PersistedDocument",
    {
        "name": By(TextMatch, "name", "By what the team calls them."),
        "created_at": By(TimeRange, "created_at", "By when they were first registered."),
    },
    {
        "CREATED_AT": ("created_at", "When they were first registered.", "创建时间", "Created"),
        "NAME": ("name", "Their names, letter by letter.", "名称"),
    },
    usual=Order("created_at", descending=True),
    usual_text="The newest first",
)


@entity(documents.PersistedDocument)
class PersistedDocument(Node):
    """A GraphQL document that a team has registered, to be asked for by its `documentId`."""

    name: str = strawberry.field(
        description=f"What the team calls it, 1 to {documents.NAME_CHARS} characters."
    )
    text: str = strawberry.field(description="The document as it was registered.")
    document_id: str = made(
        documents.document_id,
        "sha256",
        text="What a request sends as `documentId`: `sha256:` and the hash of the text in "
        "lower-case hexadecimal digits, which a build can work out by itself. The `id` "
        "serves as well.",
    )
    created_at: datetime = strawberry.field(description="When it was first registered.")
    created_by: User | None = link(
        "created_by", "The member who first registered it; null once that person has left."
    )
