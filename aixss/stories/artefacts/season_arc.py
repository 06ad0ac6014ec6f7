"""The season arc: the way that a season goes from its question to its answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from aixss.stories.artefacts.base import Artefact, Shape, Story, Violation, plain, repeated

ACTS_MIN, ACTS_MAX = 3, 5


class SeasonAct(Shape):
    """One act of a season: what is wanted in it, and what turns at its end."""

    order: int = Field(ge=1, le=ACTS_MAX, description="Position within the season, from 1.")
    title: str = Field(
        min_length=1, max_length=120, description="The act's title, 1 to 120 characters."
    )
    aim: str = Field(
        min_length=1,
        max_length=1000,
        description="What the people want in it and what they do for it, 1 to 1000 characters.",
    )
    turn: str = Field(
        min_length=1,
        max_length=1000,
        description="The event that ends it and cannot be undone, 1 to 1000 characters.",
    )
    feeling: str = Field(
        min_length=1, max_length=200, description="How it feels, 1 to 200 characters."
    )


class SeasonThread(Shape):
    """Something that is promised early and redeemed late."""

    names: ClassVar[frozenset[str]] = frozenset({"name"})

    name: str = Field(
        min_length=1, max_length=120, description="What it is called, 1 to 120 characters."
    )
    planted: str = Field(
        min_length=1, max_length=500, description="How it is brought in, 1 to 500 characters."
    )
    redeemed: str = Field(
        min_length=1, max_length=500, description="What comes of it, 1 to 500 characters."
    )


class SeasonArc(Artefact):
    """The way that a season goes: its question, its answer, its acts and its threads."""

    question: str = Field(
        min_length=1,
        max_length=500,
        description="The one question that keeps people watching to the end, 1 to 500 characters.",
    )
    answer: str = Field(
        min_length=1,
        max_length=1000,
        description="How the last episode answers it, 1 to 1000 characters.",
    )
    begins: str = Field(
        min_length=1,
        max_length=1000,
        description="Who the protagonist is at the beginning, and what they lack, "
        "1 to 1000 characters.",
    )
    ends: str = Field(
        min_length=1,
        max_length=1000,
        description="Who the protagonist has become at the end, 1 to 1000 characters.",
    )
    acts: list[SeasonAct] = Field(
        min_length=ACTS_MIN, max_length=ACTS_MAX, description="The acts in order, 3 to 5."
    )
    threads: list[SeasonThread] = Field(
        max_length=12, description="What is promised early and redeemed late, at most 12."
    )

    def rules(self, story: Story) -> Iterator[Violation]:  # noqa: ARG002  # needs no facts
        """Acts without a gap, each its own; the protagonist changes; no thread is named twice."""
        for order, act in enumerate(self.acts, start=1):
            if act.order != order:
                message = f"The orders count up without a gap: this one must be {order}."
                yield Violation(("acts", order - 1, "order"), message)
        for field in ("title", "aim", "turn"):
            for later, earlier in repeated([getattr(act, field) for act in self.acts]):
                message = f"This says the same as act {earlier + 1}: let the season move on."
                yield Violation(("acts", later, field), message)
        for later, earlier in repeated([thread.name for thread in self.threads]):
            message = f"This is thread {earlier + 1} again: leave it out or name another."
            yield Violation(("threads", later, "name"), message)
        if plain(self.begins) == plain(self.ends):
            yield Violation(
                ("ends",), "This says the same as `begins`: let the protagonist change."
            )
