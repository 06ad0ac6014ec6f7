"""The keyframe groups: each beat of a scene as three pictures that join up with the next."""

from __future__ import annotations

from collections.abc import Iterator
from enum import auto
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from aixss.described import Described
from aixss.stories.artefacts import continuity
from aixss.stories.artefacts.action_plan import PHASES
from aixss.stories.artefacts.base import Artefact, Bilingual, Path, Shape, Story, Violation, one_of
from aixss.stories.artefacts.keyframe_board import CameraAngle, ShotSize, narrated


class FramePosition(Described):
    """Where in a picture somebody is seen."""

    LEFT = auto(), "In the left third.", "左侧", "Left"
    CENTRE = auto(), "In the middle.", "中央", "Centre"
    RIGHT = auto(), "In the right third.", "右侧", "Right"
    FOREGROUND = auto(), "Close to the camera.", "前景"
    BACKGROUND = auto(), "Far behind.", "背景"


class Orientation(Described):
    """Which way a body is turned, as the picture shows it."""

    TO_CAMERA = auto(), "Towards us.", "正面"
    TO_LEFT = auto(), "To the left of the picture.", "朝左"
    TO_RIGHT = auto(), "To the right of the picture.", "朝右"
    AWAY = auto(), "Away from us.", "背面"


class BubbleSpace(Described):
    """Where a picture leaves room for a speech bubble."""

    TOP_LEFT = auto(), "The upper left corner.", "左上"
    TOP_RIGHT = auto(), "The upper right corner.", "右上"
    BOTTOM_LEFT = auto(), "The lower left corner.", "左下"
    BOTTOM_RIGHT = auto(), "The lower right corner.", "右下"


class FrameSubject(Shape):
    """Somebody in a picture, held still."""

    character_id: UUID = Field(description="Id of the character who is seen.")
    position: FramePosition = Field(description="Where in the picture.")
    orientation: Orientation = Field(description="Which way the body is turned.")
    pose: Bilingual = Field(description="How the body is held.")
    action_snapshot: Bilingual = Field(
        description="What is being done, at one frozen moment: no course of events."
    )
    expression: Bilingual = Field(description="What the face shows.")
    gaze: Bilingual = Field(description="What the eyes look at.")
    hands: Bilingual | None = Field(
        default=None, description="What the hands do; null when they are not seen."
    )
    props: list[Bilingual] = Field(
        max_length=3, description="What is held or worn for this scene, at most 3; may be empty."
    )


class FrameSpec(Shape):
    """One picture of a beat: what is in it, and where."""

    # Word for word the scene's own, in whatever language these are.
    names: ClassVar[frozenset[str]] = frozenset({"anchors"})

    anchors: list[Annotated[str, Field(min_length=1, max_length=2000)]] = Field(
        min_length=1,
        max_length=12,
        description="Those of the scene's anchors that are seen, word for word, 1 to 12.",
    )
    subjects: list[FrameSubject] = Field(
        max_length=8, description="Who is seen, each once, at most 8; empty when nobody is."
    )
    composition: Bilingual = Field(description="How the picture is built.")
    focus: Bilingual = Field(description="What the eye is drawn to.")
    bubble: BubbleSpace | None = Field(
        default=None, description="Where a speech bubble has room; null when nobody speaks."
    )


class GroupCamera(Shape):
    """The camera of a beat; null leaves it open."""

    size: ShotSize | None = Field(default=None, description="How the pictures are framed.")
    angle: CameraAngle | None = Field(default=None, description="Where the camera stands.")
    lens: str | None = Field(
        default=None, max_length=100, description="A hint at the lens, at most 100 characters."
    )


class KeyframeGroup(Artefact):
    """One beat as three pictures of the same surroundings, each clearly another."""

    order: int = Field(ge=1, le=12, description="The order of its beat, from 1.")
    camera: GroupCamera = Field(description="The camera of the three pictures.")
    start: FrameSpec = Field(description="The picture of its first moment.")
    mid: FrameSpec = Field(description="The picture of its height.")
    end: FrameSpec = Field(description="The picture of its last moment.")

    def rules(self, story: Story, path: Path = ()) -> Iterator[Violation]:
        """Still pictures of people in the cast, among anchors of the scene, clearly different."""
        for phase in PHASES:
            yield from _frame(getattr(self, phase), story, (*path, phase))
        yield from continuity.group_unity(self, path)


class KeyframeGroups(Artefact):
    """All beats of a scene as pictures, three a beat; each group joins up with the one before."""

    groups: list[KeyframeGroup] = Field(
        min_length=1, max_length=12, description="A group for each beat, in order, 1 to 12."
    )

    def rules(self, story: Story) -> Iterator[Violation]:
        """Orders without a gap, groups that keep their own rules, and joints that hold."""
        for index, group in enumerate(self.groups):
            path = ("groups", index)
            if group.order != index + 1:
                message = f"The orders count up without a gap: this one must be {index + 1}."
                yield Violation((*path, "order"), message)
            yield from group.rules(story, path)
            before = self.groups[index - 1] if index else None
            # Whether the camera has to stay only the action plan says.
            yield from continuity.group_joints(before, group, keep_camera=False, path=path)


def frames(group: KeyframeGroup) -> tuple[FrameSpec, ...]:
    """The three pictures of a group, in order."""
    return group.start, group.mid, group.end


def _frame(frame: FrameSpec, story: Story, path: Path) -> Iterator[Violation]:
    for position, anchor in enumerate(frame.anchors):
        if story.anchors and anchor not in story.anchors:
            message = f"Take the scene's own anchors word for word: {one_of(story.anchors)}"
            yield Violation((*path, "anchors", position), message)
    named = [subject.character_id for subject in frame.subjects]
    for position, subject in enumerate(frame.subjects):
        here = (*path, "subjects", position)
        if subject.character_id not in story.cast_ids:
            message = "Nobody in the cast has this id: use the ids of the cast only."
            yield Violation((*here, "character_id"), message)
        elif subject.character_id in named[:position]:
            yield Violation(here, "This character is named already: leave it out here.")
        yield from narrated(subject.action_snapshot, (*here, "action_snapshot"))
