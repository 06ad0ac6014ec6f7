"""The sound design: what is heard in a scene beside its dialogue, cue by cue."""

from __future__ import annotations

from collections.abc import Iterator
from enum import auto
from typing import ClassVar

from pydantic import Field

from aixss.described import Described
from aixss.stories.artefacts.base import Artefact, Shape, Story, Violation, repeated


class SoundType(Described):
    """What sort of sound a cue is."""

    AMBIENCE = auto(), "The bed of sound that a place has.", "环境声"
    BGM = auto(), "Music that only the audience hears.", "背景音乐", "Music"
    FOLEY = auto(), "What bodies and hands do: steps, cloth, paper.", "拟音"
    SFX = auto(), "A sound of its own: a bell, a door, thunder.", "音效", "Sound effect"
    VOICE_OVER = auto(), "A voice without words of the dialogue: breath, a crowd.", "人声", "Voice"
    SILENCE = auto(), "Every sound drops out.", "静默"


class SoundIntensity(Described):
    """How much a cue stands out."""

    SUBTLE = auto(), "Felt rather than heard.", "隐约"
    NORMAL = auto(), "Heard beside everything else.", "正常"
    PROMINENT = auto(), "Heard before everything else.", "突出"
    DOMINANT = auto(), "Nothing else is heard.", "主导"


# What may go on for as long as a scene does.
LASTING = frozenset({SoundType.AMBIENCE, SoundType.BGM})


class SoundCue(Shape):
    """One sound, and when it begins."""

    names: ClassVar[frozenset[str]] = frozenset({"reference"})

    order: int = Field(ge=1, le=20, description="Position among the cues, from 1.")
    type: SoundType = Field(description="What sort of sound it is.")
    at_line: int | None = Field(
        default=None,
        ge=1,
        le=12,
        description="The order of the dialogue line with which it begins, 1 to 12; "
        "null when it begins with the scene.",
    )
    timing: str | None = Field(
        default=None,
        max_length=100,
        description="When it begins and ends, more exactly than by the line, at most 100 "
        "characters; null to leave it open.",
    )
    description: str = Field(
        min_length=1,
        max_length=500,
        description="What is heard, so that it can be found or made, 1 to 500 characters.",
    )
    intensity: SoundIntensity = Field(
        default=SoundIntensity.NORMAL, description="How much it stands out."
    )
    mood: str | None = Field(
        default=None,
        max_length=100,
        description="What it makes people feel, in a word or two, at most 100 characters; null to "
        "leave it open.",
    )
    reference: str | None = Field(
        default=None,
        max_length=500,
        description="A known piece or sound that it is like, at most 500 characters; null for "
        "none.",
    )
    loopable: bool = Field(
        default=False, description="Whether it may be repeated; only ambience and music may."
    )


class SoundDesign(Artefact):
    """What is heard in a scene beside its dialogue: its mood and its cues in order."""

    master_mood: str = Field(
        min_length=1,
        max_length=200,
        description="The feeling that all sounds of the scene share, 1 to 200 characters.",
    )
    cues: list[SoundCue] = Field(
        min_length=1,
        max_length=20,
        description="The cues in the order in which they begin, 1 to 20.",
    )

    def rules(self, story: Story) -> Iterator[Violation]:
        """Orders without a gap, as the cues begin, at lines that there are; none said twice."""
        begun = 0
        for index, cue in enumerate(self.cues):
            if cue.order != index + 1:
                message = f"The orders count up without a gap: this one must be {index + 1}."
                yield Violation(("cues", index, "order"), message)
            yield from self._begins(index, cue, begun, story)
            begun = max(begun, cue.at_line or 0)
            if cue.loopable and cue.type not in LASTING:
                message = "Only ambience and music may be repeated: answer false."
                yield Violation(("cues", index, "loopable"), message)
        for later, earlier in repeated([cue.description for cue in self.cues]):
            message = f"This is cue {earlier + 1} again: name another sound, or leave it out."
            yield Violation(("cues", later, "description"), message)

    def _begins(self, index: int, cue: SoundCue, begun: int, story: Story) -> Iterator[Violation]:
        path, line = ("cues", index, "at_line"), cue.at_line or 0
        if story.lines is not None and line > story.lines:
            last = f"the last line is {story.lines}" if story.lines else "there are no lines"
            yield Violation(path, f"The dialogue has no such line: {last}.")
        elif line < begun:
            message = f"A cue before this one begins at line {begun}: list them as they begin."
            yield Violation(path, message)
