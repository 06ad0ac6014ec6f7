"""The storyboard of a scene: 81 panels in nine groups, what they share and how they go on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import auto
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field

from aixss.described import Described
from aixss.stories.artefacts.base import (
    Artefact,
    Bilingual,
    Language,
    Path,
    Shape,
    Story,
    Violation,
    one_of,
    repeated,
)
from aixss.stories.artefacts.keyframe_board import NARRATION, CameraAngle, ShotSize

GROUPS: Final = 9
PANELS: Final = 9  # of each group
# The camera in brackets with which a panel's English text begins in mode A.
PREFIX = re.compile(r"\[[^\]]*\w[^\]]*\]\s*(?=\S)")

TEXT_CHARS: Final = 1000  # of a panel
STATE_CHARS: Final = 300  # of each part of how things stand
INTENT_CHARS: Final = 500

Short = Annotated[str, Field(min_length=1, max_length=STATE_CHARS)]


class CameraMode(Described):
    """How the panels of a storyboard say where the camera is."""

    A = auto(), "Each English text begins with the camera in brackets.", "文本前缀", "In the text"
    B = auto(), "Each panel has its camera in fields of their own.", "独立字段", "In fields"


class Lens(Described):
    """What a lens makes of a space."""

    WIDE = auto(), "A wide view, depth stretched.", "广角"
    NORMAL = auto(), "As eyes see it.", "标准"
    TELEPHOTO = auto(), "Drawn near, depth pressed flat.", "长焦"
    MACRO = auto(), "The smallest things, from very near.", "微距"


class PanelMotion(Described):
    """How the camera moves from a panel to the next."""

    STATIC = auto(), "It stands still.", "固定"
    PAN = auto(), "It turns to a side.", "横摇"
    TILT = auto(), "It turns up or down.", "俯仰"
    DOLLY = auto(), "It moves nearer or farther.", "推拉"
    TRACK = auto(), "It goes along with the subject.", "跟随"
    HANDHELD = auto(), "It is held by hand and shakes a little.", "手持"


class StoryboardPerson(Shape):
    """Somebody of the storyboard, and how they look in every panel."""

    character_id: UUID = Field(description="Id of the character whom the panels show.")
    look: Bilingual = Field(description="How they look in every panel: face, hair, clothes.")


class StoryboardBible(Artefact):
    """What all 81 panels of a scene share."""

    premise: Bilingual = Field(description="What the scene is about, in a sentence or two.")
    people: list[StoryboardPerson] = Field(
        max_length=20, description="Who may be seen, each once, at most 20; empty for nobody."
    )
    setting: Bilingual = Field(description="The place, light and weather, which never change.")
    props: list[Bilingual] = Field(
        max_length=20, description="The things that matter, each once, at most 20."
    )
    beats: list[Bilingual] = Field(
        min_length=1, max_length=12, description="What must happen, in order, 1 to 12 beats."
    )

    def rules(self, story: Story) -> Iterator[Violation]:
        """Everybody is of the cast, and nothing is there twice."""
        ids = [person.character_id for person in self.people]
        for index, key in enumerate(ids):
            path = ("people", index, "character_id")
            if key not in story.cast_ids:
                message = "Nobody in the cast has this id: use the ids of the cast only."
                yield Violation(path, message)
            elif key in ids[:index]:
                message = "This character is there already: leave it out."
                yield Violation(("people", index), message)
        for field in ("props", "beats"):
            for later, _ in repeated([each.local for each in getattr(self, field)]):
                yield Violation((field, later), "This is there already: say each thing once.")


class StoryboardGoal(Shape):
    """What one group of nine panels has to show."""

    number: int = Field(ge=1, le=GROUPS, description="Which group, 1 to 9.")
    goal: Bilingual = Field(description="What the group shows.")
    starts: Bilingual = Field(description="How things stand before its first panel.")
    ends: Bilingual = Field(description="How things stand after its last panel.")


class StoryboardPlan(Artefact):
    """A scene cut into nine groups of nine panels."""

    camera_mode: CameraMode = Field(description="How its panels say where the camera is.")
    groups: list[StoryboardGoal] = Field(
        min_length=GROUPS, max_length=GROUPS, description="Exactly nine groups, in order."
    )

    def rules(self, story: Story) -> Iterator[Violation]:
        """Nine goals in order, each its own, by the camera mode that was asked for."""
        if story.camera_mode and self.camera_mode != story.camera_mode:
            yield Violation(("camera_mode",), f"The camera mode must be {story.camera_mode}.")
        for index, group in enumerate(self.groups):
            if group.number != index + 1:
                message = f"The groups are numbered in order: this one must be {index + 1}."
                yield Violation(("groups", index, "number"), message)
        for later, earlier in repeated([group.goal.local for group in self.groups]):
            message = f"This is the goal of group {earlier + 1}: let each group show its own."
            yield Violation(("groups", later, "goal", "local"), message)


class PanelCamera(Shape):
    """Where the camera of a panel is."""

    size: ShotSize = Field(description="How the panel is framed.")
    angle: CameraAngle = Field(description="Where the camera stands.")
    lens: Lens = Field(description="What the lens makes of the space.")
    motion: PanelMotion = Field(description="How the camera moves on to the next panel.")


class DrawnPanel(Shape):
    """One panel as image models read it."""

    number: int = Field(ge=1, le=PANELS, description="Which panel of its group, 1 to 9.")
    en: str = Field(
        min_length=1,
        max_length=TEXT_CHARS,
        description="What is seen at one frozen moment, in English, 1 to 1000 characters.",
    )
    camera: PanelCamera | None = Field(
        default=None, description="Where the camera is; null in mode A, where `en` says it."
    )

    def texts(self, language: Language, path: Path = ()) -> Iterator[tuple[Path, str, Language]]:
        """What image models read is in English, whatever the project's language."""
        del language
        yield (*path, "en"), self.en, Language.EN


class StoryboardPanel(DrawnPanel):
    """One panel: in English for image models, and in the project's language for people."""

    local: str | None = Field(
        default=None,
        min_length=1,
        max_length=TEXT_CHARS,
        description="The same in the project's language, 1 to 1000 characters: in an English "
        "project just what `en` says. Null until it is translated.",
    )

    def texts(self, language: Language, path: Path = ()) -> Iterator[tuple[Path, str, Language]]:
        """Both texts, each with its language."""
        yield from super().texts(language, path)
        if self.local is not None:
            yield (*path, "local"), self.local, language


class GroupPanels(Artefact):
    """The nine panels of a group."""

    panels: list[StoryboardPanel] = Field(
        min_length=PANELS, max_length=PANELS, description="Exactly nine panels, in order."
    )

    def rules(self, story: Story) -> Iterator[Violation]:
        """Nine panels in order, each its own still picture, with its camera."""
        yield from _panels(self.panels, story)
        for index, panel in enumerate(self.panels):
            if story.language is Language.EN and panel.local not in (None, panel.en):
                message = "The project is in English: write the same as in `en`."
                yield Violation(("panels", index, "local"), message)


class PersonState(Shape):
    """How somebody is when a group ends."""

    character_id: UUID = Field(description="Id of the character who is there.")
    place: Short = Field(description="Where they are, 1 to 300 characters.")
    stance: Short = Field(description="How they hold themselves, 1 to 300 characters.")
    facing: Short = Field(description="Which way they look, 1 to 300 characters.")
    emotion: Short = Field(description="What they feel, 1 to 300 characters.")
    left_hand: Short | None = Field(
        default=None, description="What the left hand holds, at most 300 characters; null: nothing."
    )
    right_hand: Short | None = Field(
        default=None,
        description="What the right hand holds, at most 300 characters; null: nothing.",
    )


class PersonLeft(Shape):
    """Somebody who has gone, and is seen no more unless they come back."""

    character_id: UUID = Field(description="Id of the character who has gone.")
    where_to: Short = Field(description="Where they went, 1 to 300 characters.")


class PropState(Shape):
    """How a thing is when a group ends."""

    name: Short = Field(description="What it is called, 1 to 300 characters.")
    state: Short = Field(description="How and where it is, 1 to 300 characters.")
    holder_id: UUID | None = Field(
        default=None,
        description="Id of the character who has it, one of `people`; null when nobody does.",
    )


class ContinuityState(Artefact):
    """How things stand when a group ends, which is how the next one begins."""

    people: list[PersonState] = Field(
        max_length=20, description="Everybody who is there, each once, at most 20."
    )
    left: list[PersonLeft] = Field(
        max_length=20, description="Those who went away during the group, at most 20."
    )
    props: list[PropState] = Field(
        max_length=20, description="The things that matter, each once, at most 20."
    )
    next_intent: str | None = Field(
        default=None,
        max_length=INTENT_CHARS,
        description="What somebody is about to do, at most 500 characters; null: nothing.",
    )

    def rules(self, story: Story) -> Iterator[Violation]:
        """Everybody is of the bible, and nobody and nothing is there twice."""
        yield from _standing(self, story)


def _panels(panels: Sequence[DrawnPanel], story: Story) -> Iterator[Violation]:
    for index, panel in enumerate(panels):
        path: Path = ("panels", index)
        if panel.number != index + 1:
            message = f"The panels are numbered in order: this one must be {index + 1}."
            yield Violation((*path, "number"), message)
        if word := NARRATION.search(panel.en):
            message = f"A still picture shows one moment: leave out “{word[0]}”."
            yield Violation((*path, "en"), message)
        if story.camera_mode == CameraMode.A and not PREFIX.match(panel.en):
            message = "Begin with the camera in brackets: [MCU, eye level] and then what is seen."
            yield Violation((*path, "en"), message)
        if story.camera_mode == CameraMode.B and panel.camera is None:
            yield Violation(
                (*path, "camera"), "Say where the camera is: size, angle, lens, motion."
            )
    for later, earlier in repeated([panel.en for panel in panels]):
        message = f"This is panel {earlier + 1} again: let each panel show something else."
        yield Violation(("panels", later, "en"), message)


def _standing(state: ContinuityState, story: Story) -> Iterator[Violation]:
    known = story.cast_ids if story.scene_people is None else story.scene_people
    for index, prop in enumerate(state.props):
        if prop.holder_id and prop.holder_id not in {each.character_id for each in state.people}:
            message = "Who holds it must be among `people`: or put null."
            yield Violation(("props", index, "holder_id"), message)
    seen: set[UUID] = set()
    for field in ("people", "left"):
        for index, each in enumerate(getattr(state, field)):
            if each.character_id not in known:
                there = one_of(map(str, sorted(known))) if known else "leave it out."
                message = f"The storyboard's bible has nobody with this id: {there}"
                yield Violation((field, index, *(["character_id"] if known else [])), message)
            elif each.character_id in seen:
                message = "This character is there already, present or gone: leave it out."
                yield Violation((field, index), message)
            seen.add(each.character_id)
    for later, _ in repeated([prop.name for prop in state.props]):
        yield Violation(("props", later, "name"), "This thing is there already.")
