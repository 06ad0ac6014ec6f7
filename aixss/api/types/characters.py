"""Characters, what they are to each other, and the world that they live in."""

from __future__ import annotations

from datetime import datetime

import strawberry

from aixss.api.entity import OF_PROJECT, REVISION, entity
from aixss.api.labels import label_of
from aixss.api.types.links import CharacterLink, JobLink, ProjectLink, RelationshipLink
from aixss.api.types.nodes import Node
from aixss.kit.gql import Connection
from aixss.reads.filters import By, IntRange, TextMatch, TimeRange, by_enum, lists
from aixss.reads.lists import Order
from aixss.reads.resolvers import link, pages
from aixss.stories import models
from aixss.stories.artefacts.cast_expansion import CharacterRole
from aixss.stories.artefacts.relationships import RelationshipType
from aixss.stories.drafts import (
    CharacterCandidateDraft,
    CharacterDraft,
    CharacterRelationshipDraft,
    WorldViewElementDraft,
)
from aixss.stories.models import CandidateStatus, WorldViewType

MADE = {"CREATED_AT": ("created_at", "When they were made.", "创建时间", "Created")}
CHANGED = {"UPDATED_AT": ("updated_at", "When they last changed.", "更新时间", "Last changed")}

CHARACTERS = lists(
    "Character",
    {
        "name": By(TextMatch, "name", "By what they are called."),
        "brief": By(TextMatch, "brief", "By what is said of them in short."),
        "updated_at": By(TimeRange, "updated_at", "By when they last changed."),
    },
    {"NAME": ("name", "Their names, letter by letter.", "名称"), **MADE, **CHANGED},
    usual=Order("created_at"),
    usual_text="Oldest first",
)
CANDIDATES = lists(
    "CharacterCandidate",
    {
        "status": by_enum(CandidateStatus, "status", "By what people have decided."),
        "role": by_enum(CharacterRole, "role", "By what they are for in the story."),
        "name": By(TextMatch, "name", "By what they are called."),
    },
    {
        "NAME": ("name", "Their names, letter by letter.", "名称"),
        "CONFIDENCE": ("confidence", "How sure it is that the story needs them.", "把握"),
        **MADE,
        **CHANGED,
    },
    usual=Order("created_at"),
    usual_text="Oldest first",
)
RELATIONSHIPS = lists(
    "CharacterRelationship",
    {
        "type": by_enum(RelationshipType, "type", "By what the one is to the other."),
        "intensity": By(IntRange, "intensity", "By how strong they are, 1 to 10."),
        "label": By(TextMatch, "label", "By what they are called in the story."),
    },
    {"INTENSITY": ("intensity", "How strong they are.", "强度"), **MADE, **CHANGED},
    usual=Order("created_at"),
    usual_text="Oldest first",
)
WORLD_VIEW = lists(
    "WorldViewElement",
    {
        "type": by_enum(WorldViewType, "type", "By what they describe."),
        "title": By(TextMatch, "title", "By the words of their titles."),
        "content": By(TextMatch, "content", "By the facts themselves."),
    },
    {"ORDER": ("order", "Their position within the world view.", "顺序"), **MADE, **CHANGED},
    usual=Order("order"),
    usual_text="By their position within the world view",
)


@entity(models.Character, CharacterDraft)
class Character(Node):
    """A person of the story; speakers and subjects refer to it by id."""

    revision: int = strawberry.field(description=REVISION)
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(description="When it last changed.")
    project: ProjectLink | None = link("project_id", OF_PROJECT)
    relationships: Connection[RelationshipLink] = pages(
        "source_id", RELATIONSHIPS, "What they are to others, seen from them."
    )


@entity(models.CharacterCandidate, CharacterCandidateDraft)
class CharacterCandidate(Node):
    """Somebody whom a job proposes for the cast, with what in the story says so.

    People decide once: they accept them, reject them, or merge them into a character.
    """

    revision: int = strawberry.field(description=REVISION)
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(description="When it last changed.")
    confidence: float = strawberry.field(
        description="How sure the proposal is that the story needs them, 0.45 to 1."
    )
    evidence: list[str] = strawberry.field(
        description="What the story says of them: 1 to 6 quotations of at most 300 characters."
    )
    status: CandidateStatus = strawberry.field(description="What people have decided.")
    status_label: str = label_of("status", CandidateStatus, "The same in a few words for people.")
    project: ProjectLink | None = link("project_id", OF_PROJECT)
    character: CharacterLink | None = link(
        "character_id",
        "Who they became, or turned out to be; null before that, and while in the trash.",
    )
    job: JobLink | None = link(
        "job_id", "The job that proposed them; null when it is not kept any more."
    )


@entity(models.CharacterRelationship, CharacterRelationshipDraft)
class CharacterRelationship(Node):
    """What one character is to another, seen from the first."""

    revision: int = strawberry.field(description=REVISION)
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(description="When it last changed.")
    source: CharacterLink | None = link(
        "source_id", "Who it is seen from; null while in the trash."
    )
    target: CharacterLink | None = link("target_id", "Whom it is about; null while in the trash.")


@entity(models.WorldViewElement, WorldViewElementDraft)
class WorldViewElement(Node):
    """One fact about the world that a story plays in."""

    revision: int = strawberry.field(description=REVISION)
    order: int | None = strawberry.field(
        description="Position within the world view, from 1; null while in the trash."
    )
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(description="When it last changed.")
    project: ProjectLink | None = link("project_id", OF_PROJECT)
