"""The keyframe board: a scene as nine still pictures, from the widest to the steepest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import auto
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field

from aixss.described import Described
from aixss.stories.artefacts.base import Artefact, Bilingual, Path, Shape, Story, Violation, one_of

# Words that tell a course of events; a still picture has none.
NARRATION: Final = re.compile(
    r"然后|之后|随后|接着|同时|一边|开始|逐渐|慢慢|渐渐|正在"
    r"|\b(?:then|after|before|while|when|starts? to|begins? to|slowly|gradually|progressively)\b",
    re.IGNORECASE,
)


class ShotSize(Described):
    """How a shot is framed; a board has one of each, in this order."""

    ELS = auto(), "Extreme long shot: the place, people as dots.", "大远景", "Extreme long shot"
    LS = auto(), "Long shot: people in full, with the place around them.", "远景", "Long shot"
    MLS = auto(), "Medium long shot: people from the knees up.", "中远景", "Medium long shot"
    MS = auto(), "Medium shot: people from the waist up.", "中景", "Medium shot"
    MCU = auto(), "Medium close-up: people from the chest up.", "中近景", "Medium close-up"
    CU = auto(), "Close-up: one face or one thing.", "特写", "Close-up"
    ECU = auto(), "Extreme close-up: a detail fills the picture.", "大特写", "Extreme close-up"
    LOW_ANGLE = auto(), "Seen from below, so that the subject towers.", "仰拍", "Low-angle shot"
    HIGH_ANGLE = (
        auto(),
        "Seen from above, so that the subject looks small.",
        "俯拍",
        "High-angle shot",
    )


class CameraAngle(Described):
    """Where the camera stands."""

    EYE_LEVEL = auto(), "At the height of the eyes.", "平视"
    LOW = auto(), "Below the subject, looking up.", "仰视", "From below"
    HIGH = auto(), "Above the subject, looking down.", "俯视", "From above"
    OVERHEAD = auto(), "Straight above.", "顶视"
    OVER_SHOULDER = auto(), "Behind somebody's shoulder.", "过肩", "Over the shoulder"
    DUTCH = auto(), "Tilted to one side.", "倾斜", "Tilted"


class AspectRatio(Described):
    """The ratio of a picture's width to its height."""

    WIDE_16_9 = auto(), "16:9, for screens that lie.", "横屏 16:9", "Wide, 16:9"
    TALL_9_16 = auto(), "9:16, for phones that stand.", "竖屏 9:16", "Tall, 9:16"
    SQUARE_1_1 = auto(), "As wide as it is tall.", "方形 1:1", "Square, 1:1"


class VisualAnchor(Shape):
    """What stays the same in all nine pictures."""

    character: Bilingual = Field(
        description="How the people look: faces, hair, clothes; says so when nobody is seen."
    )
    environment: Bilingual = Field(description="The surroundings that all pictures share.")
    lighting: Bilingual = Field(description="The light that all pictures share.")
    mood: Bilingual = Field(description="The mood that all pictures share.")


class KeyframeShot(Shape):
    """One still picture of a scene; the shots 1 to 9 are the keyframes KF0 to KF8."""

    number: int = Field(ge=1, le=9, description="Position on the board, from 1 to 9.")
    size: ShotSize = Field(description="How the shot is framed, fixed for each position.")
    description: Bilingual = Field(
        description="What is seen at one frozen moment: who, where, pose, look; no events."
    )
    angle: CameraAngle = Field(description="Where the camera stands.")
    focus: Bilingual = Field(description="What the eye is drawn to.")
    subjects: list[UUID] = Field(
        max_length=20,
        description="Ids of the characters who are seen, each once, at most 20; "
        "empty when nobody is.",
    )
    anchors: list[Annotated[str, Field(min_length=1, max_length=2000)]] = Field(
        max_length=12,
        description="Those of the scene's anchors that are seen, "
        "word for word in the project's language, at most 12.",
    )


class BoardRequirements(Shape):
    """What the painter of all nine pictures has to keep to."""

    consistency: Bilingual = Field(description="What must look the same from picture to picture.")
    composition: Bilingual = Field(description="How the pictures are laid out.")
    quality: Bilingual = Field(description="How finished they are, and what they must avoid.")


class KeyframeBoard(Artefact):
    """A scene as nine still pictures: three set the place, three the feeling, three the tension."""

    aspect_ratio: AspectRatio = Field(description="Width to height of every picture.")
    style: Bilingual = Field(description="The art style of every picture.")
    visual_anchor: VisualAnchor = Field(description="What stays the same in all nine pictures.")
    shots: list[KeyframeShot] = Field(
        min_length=9,
        max_length=9,
        description="Exactly nine shots, one of each size, from the extreme long shot "
        "to the high angle.",
    )
    requirements: BoardRequirements = Field(
        description="What the painter of the pictures has to keep to."
    )

    def rules(self, story: Story) -> Iterator[Violation]:
        """Nine shots in the fixed order, still, of people in the cast and anchors of the scene."""
        for index, (shot, size) in enumerate(zip(self.shots, ShotSize, strict=True)):
            path = ("shots", index)
            if shot.number != index + 1:
                message = f"The shots are numbered in order: this one must be {index + 1}."
                yield Violation((*path, "number"), message)
            if shot.size is not size:
                yield Violation((*path, "size"), f"Shot {index + 1} must be of size {size}.")
            for field in ("description", "focus"):
                yield from narrated(getattr(shot, field), (*path, field))
            yield from _subjects(shot, story, path)
            for position, anchor in enumerate(shot.anchors):
                if story.anchors and anchor not in story.anchors:
                    message = f"Take the scene's own anchors word for word: {one_of(story.anchors)}"
                    yield Violation((*path, "anchors", position), message)


def narrated(text: Bilingual, path: Path) -> Iterator[Violation]:
    """Where the text of a still picture tells a course of events."""
    for language in ("local", "en"):
        if word := NARRATION.search(getattr(text, language)):
            message = f"A still picture shows one moment: leave out “{word[0]}”."
            yield Violation((*path, language), message)


def _subjects(shot: KeyframeShot, story: Story, path: Path) -> Iterator[Violation]:
    for position, subject in enumerate(shot.subjects):
        if subject not in story.cast_ids:
            message = "Nobody in the cast has this id: use the ids of the cast only."
            yield Violation((*path, "subjects", position), message)
        elif subject in shot.subjects[:position]:
            message = "This character is named already: list each one once."
            yield Violation((*path, "subjects", position), message)
