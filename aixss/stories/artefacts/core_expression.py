"""The core expression: what an episode is about beneath its plot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from aixss.stories.artefacts.base import Artefact, Story, Violation, repeated


class CoreExpression(Artefact):
    """What an episode says beneath its plot: theme, feeling, conflict, reward and images."""

    theme: str = Field(
        min_length=1,
        max_length=500,
        description="The one thought that the episode leaves behind, 1 to 500 characters.",
    )
    emotional_arc: list[Annotated[str, Field(min_length=1, max_length=200)]] = Field(
        min_length=4,
        max_length=4,
        description="How it feels at the opening, the development, the turn and the close: "
        "exactly four texts of 1 to 200 characters.",
    )
    core_conflict: str = Field(
        min_length=1,
        max_length=2000,
        description="Who or what collides, and why neither can give way, 1 to 2000 characters.",
    )
    payoff: list[Annotated[str, Field(min_length=1, max_length=500)]] = Field(
        max_length=20,
        description="What was promised earlier and is redeemed here, "
        "at most 20 texts of 1 to 500 characters.",
    )
    visual_motifs: list[Annotated[str, Field(min_length=1, max_length=200)]] = Field(
        max_length=20,
        description="Things and images that come back and carry meaning, "
        "at most 20 texts of 1 to 200 characters.",
    )
    ending_beat: str = Field(
        min_length=1,
        max_length=2000,
        description="The last thing that is seen or heard, 1 to 2000 characters.",
    )
    next_hook: str | None = Field(
        default=None,
        max_length=2000,
        description="What draws people into the next episode, at most 2000 characters; "
        "null at the end of the story.",
    )

    def rules(self, story: Story) -> Iterator[Violation]:  # noqa: ARG002  # needs no facts
        """The feeling moves on, and no motif or payoff is named twice."""
        for later, earlier in repeated(self.emotional_arc):
            message = f"This says the same as part {earlier + 1}: let the feeling move on."
            yield Violation(("emotional_arc", later), message)
        for name, texts in (("payoff", self.payoff), ("visual_motifs", self.visual_motifs)):
            for later, earlier in repeated(texts):
                message = f"This is number {earlier + 1} again: leave it out or name another."
                yield Violation((name, later), message)
