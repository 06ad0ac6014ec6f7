"""The dialogue: what is heard in a scene, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from enum import auto
from uuid import UUID

from pydantic import Field

from aixss.described import Described
from aixss.stories.artefacts.base import Artefact, Shape, Story, Violation


class DialogueType(Described):
    """How a line is heard."""

    DIALOGUE = auto(), "Spoken aloud to somebody.", "对白"
    MONOLOGUE = auto(), "Spoken aloud to oneself or to nobody.", "独白"
    NARRATION = auto(), "Told by a voice outside the scene.", "旁白"
    THOUGHT = auto(), "Thought, and heard by the audience only.", "心理活动"


class DialogueLine(Shape):
    """One line that is heard in a scene."""

    order: int = Field(ge=1, le=12, description="Position within the scene, from 1.")
    type: DialogueType = Field(description="How the line is heard.")
    speaker_id: UUID | None = Field(
        default=None,
        description="Id of the character who speaks or thinks; null exactly for narration.",
    )
    content: str = Field(
        min_length=1,
        max_length=500,
        description="The words themselves, without the speaker's name, 1 to 500 characters.",
    )
    emotion: str | None = Field(
        default=None,
        max_length=100,
        description="How it is said, in a word or two, at most 100 characters; null for plainly.",
    )
    notes: str | None = Field(
        default=None,
        max_length=500,
        description="A hint for the actor or the editor, at most 500 characters; null for none.",
    )


class Dialogue(Artefact):
    """What is heard in a scene: spoken, thought or told, in order."""

    lines: list[DialogueLine] = Field(
        min_length=1, max_length=12, description="The lines in order, 1 to 12."
    )

    def rules(self, story: Story) -> Iterator[Violation]:
        """Orders without a gap; each line but narration has a speaker of the cast."""
        for index, line in enumerate(self.lines):
            path = ("lines", index, "speaker_id")
            if line.order != index + 1:
                message = f"The orders count up without a gap: this one must be {index + 1}."
                yield Violation(("lines", index, "order"), message)
            if line.type is DialogueType.NARRATION:
                if line.speaker_id is not None:
                    yield Violation(path, "Narration has no speaker: answer null.")
            elif line.speaker_id is None:
                message = "Say who speaks by an id of the cast, or make the line narration."
                yield Violation(path, message)
            elif line.speaker_id not in story.cast_ids:
                message = "Nobody in the cast has this id: use an id of the cast."
                yield Violation(path, message)
