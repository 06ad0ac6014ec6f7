"""The action plan: a scene cut into beats, and how everybody stands in each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated
from uuid import UUID

from pydantic import Field

from aixss.stories.artefacts import continuity
from aixss.stories.artefacts.base import Artefact, Path, Shape, Story, Violation, repeated

Thing = Annotated[str, Field(min_length=1, max_length=200)]
PHASES = ("start", "mid", "end")


class CharacterState(Shape):
    """How a character is at one moment; null says nothing of it."""

    character_id: UUID = Field(description="Id of the character who is there.")
    location: str | None = Field(
        default=None, max_length=200, description="Where in the place, at most 200 characters."
    )
    stance: str | None = Field(
        default=None, max_length=200, description="How the body is held, at most 200 characters."
    )
    facing: str | None = Field(
        default=None, max_length=200, description="What it faces, at most 200 characters."
    )
    props: list[Thing] | None = Field(
        default=None,
        max_length=6,
        description="What the hands hold, at most 6 of 1 to 200 characters; empty for nothing.",
    )
    emotion: str | None = Field(
        default=None, max_length=200, description="What is felt, at most 200 characters."
    )


class BeatState(Shape):
    """One moment of a beat."""

    characters: list[CharacterState] = Field(
        max_length=8, description="Who is there, each once, at most 8; empty when nobody is."
    )


class BeatContinuity(Shape):
    """What must not change within a beat, nor from the beat before."""

    keep_background: bool = Field(description="Whether the surroundings stay the same.")
    keep_camera: bool = Field(description="Whether the camera stays as in the beat before.")
    screen_direction: str | None = Field(
        default=None,
        max_length=200,
        description="Which way people move across the picture, at most 200 characters; "
        "null when it does not matter.",
    )
    axis: str | None = Field(
        default=None,
        max_length=200,
        description="The line of action that no camera crosses, at most 200 characters; "
        "null without one.",
    )
    lasting_props: list[Thing] = Field(
        max_length=12,
        description="Things that stay in sight, at most 12 of 1 to 200 characters; may be empty.",
    )
    forbidden_changes: list[Thing] = Field(
        max_length=12,
        description="What must not change, at most 12 of 1 to 200 characters; may be empty.",
    )


class ActionBeat(Shape):
    """One beat of a scene: a single change, from its first moment to its last."""

    order: int = Field(ge=1, le=12, description="Position within the scene, from 1.")
    summary: str = Field(
        min_length=1, max_length=500, description="What happens in it, 1 to 500 characters."
    )
    intent: str | None = Field(
        default=None,
        max_length=500,
        description="What it is for in the story, at most 500 characters; null when plain.",
    )
    start: BeatState = Field(description="How everybody is when it starts.")
    mid: BeatState = Field(description="How everybody is at its height.")
    end: BeatState = Field(description="How everybody is when it ends.")
    continuity: BeatContinuity = Field(description="What must not change.")


class ActionPlan(Artefact):
    """A scene cut into beats; each starts as the one before has ended."""

    beats: list[ActionBeat] = Field(
        min_length=1, max_length=12, description="The beats in order, 1 to 12."
    )

    def rules(self, story: Story) -> Iterator[Violation]:
        """Orders without a gap, people of the cast, joints that hold, no beat twice."""
        for index, beat in enumerate(self.beats):
            path = ("beats", index)
            if beat.order != index + 1:
                message = f"The orders count up without a gap: this one must be {index + 1}."
                yield Violation((*path, "order"), message)
            for phase in PHASES:
                yield from _people(getattr(beat, phase), story, (*path, phase))
            if index:
                before = self.beats[index - 1].end
                yield from continuity.state_joints(before, beat.start, (*path, "start"))
        for later, earlier in repeated([beat.summary for beat in self.beats]):
            message = f"This is beat {earlier + 1} again: let something new happen."
            yield Violation(("beats", later, "summary"), message)


def _people(state: BeatState, story: Story, path: Path) -> Iterator[Violation]:
    named = [each.character_id for each in state.characters]
    for position, character in enumerate(named):
        here = (*path, "characters", position)
        if character not in story.cast_ids:
            message = "Nobody in the cast has this id: use the ids of the cast only."
            yield Violation((*here, "character_id"), message)
        elif character in named[:position]:
            yield Violation(here, "This character is named already: leave it out here.")
