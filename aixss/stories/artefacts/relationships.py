"""What the characters of a story are to each other."""

from __future__ import annotations

from collections.abc import Iterator
from enum import auto
from uuid import UUID

from pydantic import Field

from aixss.described import Described
from aixss.stories.artefacts.base import Artefact, Shape, Story, Violation


class RelationshipType(Described):
    """What one character is to another."""

    FAMILY = auto(), "They are related.", "亲属"
    ROMANTIC = auto(), "They love, or loved, each other.", "爱情", "Love"
    FRIENDSHIP = auto(), "They are friends.", "友情"
    RIVALRY = auto(), "They compete.", "竞争"
    MENTORSHIP = auto(), "One teaches the other.", "师徒"
    ALLIANCE = auto(), "They act together for now.", "同盟"
    SUBORDINATE = auto(), "One serves the other.", "从属", "Service"
    ENEMY = auto(), "They want each other's harm.", "敌对", "Enmity"
    STRANGER = auto(), "They do not know each other.", "陌生", "Strangers"
    CUSTOM = auto(), "Anything else; the label says what.", "自定义"


class RelationshipTurn(Shape):
    """What an episode makes of a relationship."""

    episode_order: int = Field(ge=1, le=1000, description="The episode's position, from 1.")
    change: str = Field(
        min_length=1,
        max_length=500,
        description="What becomes of it there, 1 to 500 characters.",
    )
    new_intensity: int = Field(ge=1, le=10, description="How strong it is from then on, 1 to 10.")


class RelationshipArc(Artefact):
    """How a relationship changes over the episodes, in their order."""

    turns: list[RelationshipTurn] = Field(
        min_length=1,
        max_length=100,
        description="The turns in the order of the episodes, 1 to 100, at most one an episode.",
    )

    def rules(self, story: Story) -> Iterator[Violation]:
        """In the order of the episodes, none of them twice, and none that there is not."""
        last, episodes = 0, len(story.scene_counts)
        for index, turn in enumerate(self.turns):
            here = ("turns", index)
            if turn.episode_order <= last:
                message = (
                    "Put the turns in the order of the episodes, each episode once: move this one, "
                    "or leave it out."
                )
                yield Violation(here, message)
            if episodes and turn.episode_order > episodes:
                message = (
                    f"The last episode is {episodes}, and this turn is behind it: leave it out."
                )
                yield Violation(here, message)
            last = turn.episode_order


class Relationship(Shape):
    """What one character is to another, seen from the first."""

    source_id: UUID = Field(description="Id of the character that it is seen from.")
    target_id: UUID = Field(description="Id of the character that it is about.")
    type: RelationshipType = Field(description="What the first is to the second.")
    label: str = Field(
        min_length=1, max_length=60, description="The same in a few words, 1 to 60 characters."
    )
    description: str = Field(
        min_length=1,
        max_length=2000,
        description="What binds or divides them, as the story shows it, 1 to 2000 characters.",
    )
    intensity: int = Field(ge=1, le=10, description="How strong it is, 1 to 10.")
    arc: RelationshipArc | None = Field(
        default=None, description="How it changes over the episodes; null when it does not."
    )

    @property
    def pair(self) -> tuple[UUID, UUID]:
        """Who it is seen from and whom it is about."""
        return self.source_id, self.target_id


class Relationships(Artefact):
    """What the characters of a story are to each other; each direction is one of its own."""

    relationships: list[Relationship] = Field(
        max_length=200, description="The relationships, at most 200, no pair twice in a direction."
    )

    def rules(self, story: Story) -> Iterator[Violation]:
        """Both ends are of the cast and two people, and no pair is told twice in a direction."""
        if story.has_unrelated_cast and not self.relationships:
            yield Violation(("relationships",), "Tell at least one relationship.")
        seen: set[tuple[UUID, UUID]] = set()
        for index, each in enumerate(self.relationships):
            here = ("relationships", index)
            for name, person in zip(("source_id", "target_id"), each.pair, strict=True):
                if person not in story.cast_ids:
                    yield Violation((*here, name), "This id is not in the cast: take one that is.")
            if each.source_id == each.target_id:
                message = "Nobody has a relationship with themselves: name another character."
                yield Violation((*here, "target_id"), message)
            if each.pair in seen:
                message = "This pair stands further up in the same direction: leave it out here."
                yield Violation(here, message)
            seen.add(each.pair)
            for found in each.arc.rules(story) if each.arc else ():
                yield Violation((*here, "arc", *found.path), found.message)
