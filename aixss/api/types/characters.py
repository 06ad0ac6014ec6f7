"""Characters, what they are to each other, and the world that they live in."""

from __future__ import annotations

from datetime import datetime

import strawberry

from aixss.api.context import Context
from aixss.api.entity import entity
from aixss.api.types.links import CharacterLink, ProjectLink, RelationshipLink
from aixss.api.types.nodes import Node, wrap
from aixss.kit.gql import resolved
from aixss.stories import models
from aixss.stories.drafts import (
    CharacterDraft,
    CharacterRelationshipDraft,
    WorldViewElementDraft,
)

Info = strawberry.Info[Context, None]

REVISION = "Grows by one with each edit; send it back as `expectedRevision`."


@entity(models.Character, CharacterDraft)
class Character(Node):
    """A person of the story; speakers and subjects refer to it by id."""

    revision: int = strawberry.field(description=REVISION)
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(description="When it last changed.")

    @resolved
    async def project(self, info: Info) -> ProjectLink | None:
        """The project that it belongs to."""
        return wrap(await info.context.loaders.row(models.Project, self.row.project_id))

    @resolved
    async def relationships(self, info: Info) -> list[RelationshipLink]:
        """What it is to others, oldest first."""
        rows = await info.context.loaders.below(
            models.CharacterRelationship, "source_id", self.row.id, "created_at, id"
        )
        return [CharacterRelationship.of(row) for row in rows]


@entity(models.CharacterRelationship, CharacterRelationshipDraft)
class CharacterRelationship(Node):
    """What one character is to another, seen from the first."""

    revision: int = strawberry.field(description=REVISION)
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(description="When it last changed.")

    @resolved
    async def source(self, info: Info) -> CharacterLink | None:
        """Who it is seen from."""
        return wrap(await info.context.loaders.row(models.Character, self.row.source_id))

    @resolved
    async def target(self, info: Info) -> CharacterLink | None:
        """Whom it is about."""
        return wrap(await info.context.loaders.row(models.Character, self.row.target_id))


@entity(models.WorldViewElement, WorldViewElementDraft)
class WorldViewElement(Node):
    """One fact about the world that a story plays in."""

    revision: int = strawberry.field(description=REVISION)
    order: int | None = strawberry.field(
        description="Position within the world view, from 1; null while in the trash."
    )
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(description="When it last changed.")

    @resolved
    async def project(self, info: Info) -> ProjectLink | None:
        """The project that it belongs to."""
        return wrap(await info.context.loaders.row(models.Project, self.row.project_id))
