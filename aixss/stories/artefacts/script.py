"""The episode's script: what is seen, done and said in it, scene by scene."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from aixss.stories.artefacts.base import (
    Artefact,
    Path,
    Shape,
    Story,
    Violation,
    repeated,
    strings,
)
from aixss.stories.artefacts.scene_anchor import PlaceKind, TimeOfDay

CHARS = 200_000  # of all texts of a script: more would not be read by anybody
SCENES = (6, 24)  # fewest and most, as in the scene list that follows the script


class ScriptHeading(Shape):
    """Where and when a scene plays."""

    kind: PlaceKind = Field(description="Whether it plays inside or in the open.")
    place: str = Field(
        min_length=1,
        max_length=200,
        description="What the place is called in the story, 1 to 200 characters.",
    )
    time: TimeOfDay = Field(description="The part of the day in which it plays.")


class ScriptSpeech(Shape):
    """Words that are said in a scene, and by whom."""

    names: ClassVar[frozenset[str]] = frozenset({"speaker_name"})

    after_action: int = Field(
        ge=0,
        le=20,
        description="How many of the scene's action lines are seen before it is said, 0 to 20; "
        "it never goes down from one speech to the next.",
    )
    speaker_id: UUID | None = Field(
        default=None,
        description="Id of the character who speaks; null when it is nobody of the cast, who is "
        "then called by a name.",
    )
    speaker_name: str | None = Field(
        default=None,
        min_length=1,
        max_length=120,
        description="What a speaker outside the cast is called, 1 to 120 characters; null when, "
        "and only when, a character speaks.",
    )
    parenthetical: str | None = Field(
        default=None,
        max_length=200,
        description="How it is said or what is done meanwhile, at most 200 characters; "
        "null for plainly.",
    )
    line: str = Field(
        min_length=1,
        max_length=1000,
        description="The words themselves, without name or quotation marks, 1 to 1000 characters.",
    )


class ScriptScene(Shape):
    """What is seen, done and said between two changes of place or time."""

    order: int = Field(ge=1, le=SCENES[1], description="Position within the episode, from 1.")
    heading: ScriptHeading = Field(description="Where and when it plays.")
    summary: str = Field(
        min_length=1,
        max_length=2000,
        description="What happens, to whom and where: one sentence of 1 to 2000 characters.",
    )
    action: list[Annotated[str, Field(min_length=1, max_length=2000)]] = Field(
        min_length=1,
        max_length=20,
        description="What is seen and done, in order: 1 to 20 lines of 1 to 2000 characters.",
    )
    dialogue: list[ScriptSpeech] = Field(
        max_length=40, description="What is said, in order, at most 40 speeches; may be empty."
    )
    emotional_beat: str = Field(
        min_length=1,
        max_length=500,
        description="What somebody feels at its end and not at its start, 1 to 500 characters.",
    )


class EpisodeScript(Artefact):
    """What is seen, done and said in an episode, scene by scene, before the scenes are listed."""

    title: str = Field(
        min_length=1, max_length=200, description="The script's title, 1 to 200 characters."
    )
    scenes: list[ScriptScene] = Field(
        min_length=SCENES[0],
        max_length=SCENES[1],
        description="The scenes in order, 6 to 24, which the scene list follows one by one; "
        "all texts together at most 200000 characters.",
    )

    def rules(self, story: Story) -> Iterator[Violation]:
        """The wanted count, orders without a gap, speakers of the cast, no scene twice."""
        count, chars = len(self.scenes), sum(len(text) for _, text in strings(self))
        if story.expected_scenes not in (None, count):
            wanted = story.expected_scenes
            yield Violation(("scenes",), f"Write exactly {wanted} scenes, not {count}.")
        if chars > CHARS:
            yield Violation(("scenes",), f"{chars} characters are too many: write at most {CHARS}.")
        for index, scene in enumerate(self.scenes):
            if scene.order != index + 1:
                message = f"The orders count up without a gap: this one must be {index + 1}."
                yield Violation(("scenes", index, "order"), message)
            yield from _speeches(scene, story, ("scenes", index, "dialogue"))
        for later, earlier in repeated([scene.summary for scene in self.scenes]):
            message = f"This is scene {earlier + 1} again: let something new happen."
            yield Violation(("scenes", later, "summary"), message)


def _speeches(scene: ScriptScene, story: Story, path: Path) -> Iterator[Violation]:
    least = 0
    for position, speech in enumerate(scene.dialogue):
        here = (*path, position)
        if not least <= speech.after_action <= len(scene.action):
            message = f"Speeches follow the action: from {least} to {len(scene.action)} here."
            yield Violation((*here, "after_action"), message)
        least = max(least, speech.after_action)
        if speech.speaker_id is None and speech.speaker_name is None:
            message = (
                "Say who speaks: set this to an id of the cast, or `speaker_name` to the name of "
                "anybody else."
            )
            yield Violation((*here, "speaker_id"), message)
        elif speech.speaker_id is not None and speech.speaker_id not in story.cast_ids:
            message = (
                "Nobody in the cast has this id: set this to an id of the cast, or to null and "
                "`speaker_name` to the name of anybody else."
            )
            yield Violation((*here, "speaker_id"), message)
        elif speech.speaker_id is not None and speech.speaker_name is not None:
            message = "A character goes by the id alone: answer null."
            yield Violation((*here, "speaker_name"), message)
