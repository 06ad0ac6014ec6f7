"""A finished production as data: what the book tells and the JSON file holds."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from aixss.client.generated.fragments import (
    CharacterFacts,
    EpisodeFacts,
    ProjectFacts,
    RelationshipFacts,
    StoryboardFacts,
)

OFFLINE = "offline"  # the provider that drafts by rules


class Maker(BaseModel):
    """Who drafted: a model, or the rules of the provider `offline`."""

    model_config = ConfigDict(frozen=True)

    provider: str
    model: str | None

    @property
    def is_model(self) -> bool:
        """Whether a language model drafted."""
        return self.provider != OFFLINE


class Production(BaseModel):
    """A project, who drafted it, its characters, and its episodes with all of their scenes."""

    model_config = ConfigDict(populate_by_name=True)

    project: ProjectFacts
    made_by: list[Maker] = Field(alias="madeBy")
    characters: list[CharacterFacts]
    relationships: list[RelationshipFacts] = []
    episodes: list[EpisodeFacts]
    storyboards: list[StoryboardFacts] = []  # of those scenes that have one
    # What people call the values of each enum: the book's words, no part of the data.
    labels: dict[str, dict[str, str]] = Field(default_factory=dict, exclude=True)
