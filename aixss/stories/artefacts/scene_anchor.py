"""The scene anchor: the fixed surroundings that every picture of a scene shares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import auto

from pydantic import Field

from aixss.described import Described
from aixss.stories.artefacts.base import (
    CJK,
    Artefact,
    Bilingual,
    Shape,
    Story,
    Violation,
    repeated,
)


class PlaceKind(Described):
    """Whether a place is under a roof or in the open."""

    INTERIOR = auto(), "Inside a building, a vehicle or a cave.", "室内"
    EXTERIOR = auto(), "In the open.", "室外"
    MIXED = (
        auto(),
        "On a threshold: a porch, a balcony, a deck, a window seen from outside.",
        "内外交界",
        "Inside and outside",
    )


class TimeOfDay(Described):
    """The part of the day in which a scene plays."""

    DAWN = auto(), "First light until sunrise.", "黎明"
    MORNING = auto(), "Sunrise until noon.", "上午"
    NOON = auto(), "The hours around midday.", "正午"
    AFTERNOON = auto(), "Midday until the light turns.", "下午"
    DUSK = auto(), "Sunset and twilight.", "黄昏"
    NIGHT = auto(), "After dark.", "夜晚"


class Location(Shape):
    """Where a scene plays."""

    kind: PlaceKind = Field(description="Whether the place is inside or in the open.")
    name: str = Field(
        min_length=1,
        max_length=200,
        description="What the place is called in the story, 1 to 200 characters.",
    )
    details: str = Field(
        min_length=1,
        max_length=1000,
        description="What tells this place from others of its sort, 1 to 1000 characters.",
    )


class Lighting(Shape):
    """The light of a scene, the same in all its pictures."""

    source: str = Field(
        min_length=1, max_length=200, description="What gives the light, 1 to 200 characters."
    )
    direction: str = Field(
        min_length=1, max_length=200, description="Where it falls from, 1 to 200 characters."
    )
    color: str = Field(
        min_length=1, max_length=200, description="Its colour and warmth, 1 to 200 characters."
    )
    intensity: str = Field(
        min_length=1, max_length=200, description="How strong or soft it is, 1 to 200 characters."
    )


class Atmosphere(Shape):
    """The air of a scene."""

    mood: str = Field(
        min_length=1, max_length=200, description="What the place feels like, 1 to 200 characters."
    )
    weather: str = Field(
        min_length=1,
        max_length=200,
        description="The weather outside, as far as it is felt, 1 to 200 characters.",
    )
    time_of_day: TimeOfDay = Field(description="The part of the day in which the scene plays.")


class SceneAnchor(Artefact):
    """The fixed surroundings that every picture of a scene shares: no people, no action."""

    scene: Bilingual = Field(
        description="The place as an empty stage: space, materials, light and weather."
    )
    anchors: list[Bilingual] = Field(
        min_length=4,
        max_length=12,
        description="Things that stand still and are recognised again in each picture, 4 to 12.",
    )
    avoid: Bilingual = Field(description="What must never show up in a picture of this place.")
    location: Location | None = Field(
        default=None, description="Where the scene plays; null when the story leaves it open."
    )
    lighting: Lighting | None = Field(
        default=None, description="The scene's light; null when the story leaves it open."
    )
    atmosphere: Atmosphere | None = Field(
        default=None, description="The air of the scene; null when the story leaves it open."
    )

    def rules(self, story: Story) -> Iterator[Violation]:
        """Surroundings only: nobody of the cast; and no anchor twice."""
        people = _names(story)
        for path, text, _ in self.texts(story.language):
            # What must not show up may well be a person.
            if people and path[0] != "avoid" and (name := people.search(text)):
                message = f"Describe the surroundings without people: leave out {name[0]}."
                yield Violation(path, message)
        for later, earlier in repeated([anchor.local for anchor in self.anchors]):
            message = f"This is anchor {earlier + 1} again: name another thing."
            yield Violation(("anchors", later, "local"), message)


def _names(story: Story) -> re.Pattern[str] | None:
    names = {name.strip() for member in story.cast for name in (member.name, *member.aliases)}
    # A single character stands inside too many words to tell a person.
    patterns = [_name(name) for name in sorted(names, key=len, reverse=True) if len(name) > 1]
    return re.compile("|".join(patterns)) if patterns else None


def _name(name: str) -> str:
    return re.escape(name) if re.search(f"[{CJK}]", name) else rf"(?<!\w){re.escape(name)}(?!\w)"
