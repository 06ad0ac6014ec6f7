"""The emotion arc: how tension and feeling rise and fall over a season."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from aixss.stories.artefacts.base import Artefact, Shape, Story, Violation

CALM, TENSEST = 0, 10
DARKEST, BRIGHTEST = -5, 5


class EmotionPoint(Shape):
    """How tense and how bright the story feels at one place."""

    episode_order: int = Field(ge=1, le=1000, description="The episode's position, from 1.")
    scene_order: int | None = Field(
        default=None,
        ge=1,
        le=1000,
        description="The scene's position within the episode, from 1; "
        "null when the point stands for the episode as a whole.",
    )
    tension: Annotated[int, Field(ge=CALM, le=TENSEST)] = Field(
        description="How tense it is, from 0, calm, to 10."
    )
    valence: Annotated[int, Field(ge=DARKEST, le=BRIGHTEST)] = Field(
        description="How it feels, from -5, despair, over 0 to 5, joy."
    )
    label: str = Field(
        min_length=1, max_length=100, description="The feeling in words, 1 to 100 characters."
    )
    beat_name: str | None = Field(
        default=None,
        max_length=120,
        description="The turn that brings it about, at most 120 characters; null when none does.",
    )

    @property
    def place(self) -> tuple[int, int]:
        """The episode and the scene; 0 for the episode as a whole."""
        return self.episode_order, self.scene_order or 0


class EmotionArc(Artefact):
    """How tension and feeling rise and fall over the episodes, in the order of the story."""

    points: list[EmotionPoint] = Field(
        min_length=1,
        max_length=1000,
        description="The points in the order of the story, 1 to 1000; every episode has one.",
    )

    def rules(self, story: Story) -> Iterator[Violation]:
        """In the order of the story, no episode left out, no place twice, and none made up."""
        last, episodes = (0, 0), len(story.scene_counts)
        for index, point in enumerate(self.points):
            here = ("points", index)
            if point.place <= last:
                message = (
                    "Put the points in the order of the story, each place once: move this one, "
                    "or leave it out."
                )
                yield Violation(here, message)
            elif point.episode_order > last[0] + 1:
                message = f"Episode {last[0] + 1} has no point: add one before this."
                yield Violation((*here, "episode_order"), message)
            if episodes and point.episode_order > episodes:
                message = (
                    f"The last episode is {episodes}, and this point is behind it: leave it out."
                )
                yield Violation(here, message)
            elif episodes and (point.scene_order or 0) > self._scenes(point, story):
                scenes = self._scenes(point, story)
                message = f"This episode has {scenes} scenes: name one of them, or none with null."
                yield Violation((*here, "scene_order"), message)
            last = max(last, point.place)
        if story.expected_episodes is not None and last[0] < story.expected_episodes:
            message = f"Go on to episode {story.expected_episodes}: the arc ends at {last[0]}."
            yield Violation(("points",), message)

    @staticmethod
    def _scenes(point: EmotionPoint, story: Story) -> int:
        return story.scene_counts[point.episode_order - 1]
