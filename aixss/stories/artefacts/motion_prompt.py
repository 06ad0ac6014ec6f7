"""The motion prompt: three seconds that bring a scene's pictures to life."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from aixss.stories.artefacts.base import Artefact, Bilingual, Shape, Story, Violation, repeated


class MotionBeat(Shape):
    """What moves during one second of a shot."""

    starts_at_s: int = Field(ge=0, le=2, description="When the beat starts, in seconds, 0 to 2.")
    ends_at_s: int = Field(ge=1, le=3, description="When the beat ends, in seconds, 1 to 3.")
    action: Bilingual = Field(description="What moves during this second, and how.")


class MotionChanges(Shape):
    """What is different at the end of a shot; whatever is not listed stays as it was."""

    subject: list[Bilingual] = Field(
        max_length=2, description="What changes about the people or things in view, at most two."
    )
    camera: list[Bilingual] = Field(
        max_length=2, description="How the camera moves, at most two; empty when it stands still."
    )
    environment: list[Bilingual] = Field(
        max_length=2, description="What changes in light, weather and surroundings, at most two."
    )


class MotionPrompt(Artefact):
    """How a scene moves, for a video model: three beats of one second, changes and limits."""

    summary: Bilingual = Field(description="The whole movement in one sentence.")
    beats: list[MotionBeat] = Field(
        min_length=3,
        max_length=3,
        description="Exactly three beats: second 0 to 1, 1 to 2 and 2 to 3.",
    )
    changes: MotionChanges = Field(description="What is different at the end.")
    constraints: Bilingual = Field(description="What must not move, change or appear.")

    def rules(self, story: Story) -> Iterator[Violation]:  # noqa: ARG002  # needs no facts
        """The beats follow each other second by second, differ, and change something."""
        for index, beat in enumerate(self.beats):
            for field, second in (("starts_at_s", index), ("ends_at_s", index + 1)):
                if getattr(beat, field) != second:
                    message = f"Beat {index + 1} lasts from second {index} to {index + 1}."
                    yield Violation(("beats", index, field), message)
        for later, earlier in repeated([beat.action.local for beat in self.beats]):
            message = f"This is beat {earlier + 1} again: let the movement go on."
            yield Violation(("beats", later, "action", "local"), message)
        changes = self.changes
        if not (changes.subject or changes.camera or changes.environment):
            yield Violation(("changes",), "Something has to change: name at least one change.")
