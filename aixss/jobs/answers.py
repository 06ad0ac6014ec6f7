"""What a job's result keeps: the answers that no target of a story takes, and how they came."""

from __future__ import annotations

from collections.abc import Iterator
from enum import auto
from typing import Annotated, ClassVar

from pydantic import Field

from aixss.described import Described
from aixss.kit.prompt import placeholders
from aixss.stories.artefacts.base import Artefact, Shape, Story, Violation

PROMPT_CHARS = 100_000
REPLY_CHARS = 1_000_000
MODEL_CHARS = 500
TOLD_CHARS = 500  # of what a check found
DAY_MS, TOKENS_MAX = 86_400_000, 2_000_000_000


class PromptUse(Shape):
    """A prompt that a job asked by, and which text of it."""

    key: str = Field(max_length=120, description="The prompt's key: see `prompts`.")
    version: str = Field(
        max_length=64, description="A short name for exactly the text that was used."
    )


class FactCut(Shape):
    """A fact of which a question was told only a part, because it was too long."""

    fact: str = Field(description="Its name: see `promptFacts`.")
    chars: int = Field(ge=0, description="How many characters were told.")
    whole_chars: int = Field(ge=0, description="How many there were.")


class ChatReply(Artefact):
    """What a model said in a conversation."""

    names: ClassVar[frozenset[str]] = frozenset({"content"})

    content: str = Field(
        max_length=REPLY_CHARS,
        description="What it said, as it said it, at most 1000000 characters.",
    )
    is_cut_off: bool = Field(
        description="Whether it had more to say: the profile's `maxTokens` is too small for it."
    )


class ProfileCheckName(Described):
    """What is tried of a profile."""

    TEXT = auto(), "It answers a plain question.", "普通回答", "Plain answer"
    STRUCTURE = auto(), "It answers in the shape that jobs ask for.", "结构化回答", "Shaped answer"


class ProfileCheck(Shape):
    """One thing that was tried of a profile, and how it went."""

    names: ClassVar[frozenset[str]] = frozenset({"told", "advice"})

    name: ProfileCheckName = Field(description="What was tried.")
    has_passed: bool = Field(description="Whether it went well.")
    duration_ms: int = Field(
        ge=0, le=DAY_MS, description="How long the call took, in milliseconds."
    )
    input_tokens: int | None = Field(
        ge=0,
        le=TOKENS_MAX,
        description="How many tokens were sent; null when the provider does not say.",
    )
    output_tokens: int | None = Field(
        ge=0,
        le=TOKENS_MAX,
        description="How many tokens were answered; null when the provider does not say.",
    )
    told: str = Field(
        max_length=TOLD_CHARS, description="What the model answered, or why it did not; shortened."
    )
    advice: str | None = Field(
        max_length=500, description="What to change in the profile; null when nothing."
    )


class ProfileReport(Artefact):
    """Whether a profile works, what was tried, and what to change."""

    names: ClassVar[frozenset[str]] = frozenset({"model"})

    model: str = Field(
        max_length=MODEL_CHARS, description="The model that answered, as the provider calls it."
    )
    has_passed: bool = Field(description="Whether everything that jobs need of it went well.")
    checks: list[ProfileCheck] = Field(
        min_length=1,
        max_length=len(ProfileCheckName),
        description="What was tried, in this order; what comes after a failure is not tried.",
    )


class PromptProposal(Artefact):
    """A prompt as a model would rewrite it."""

    content: str = Field(
        min_length=1,
        max_length=PROMPT_CHARS,
        description="The whole prompt anew, 1 to 100000 characters.",
    )
    changes: list[Annotated[str, Field(min_length=1, max_length=500)]] = Field(
        min_length=1,
        max_length=12,
        description="What was changed and why, 1 to 12 texts of 1 to 500 characters.",
    )

    def rules(self, story: Story) -> Iterator[Violation]:
        """Each fact that the prompt was told is still told, and no other."""
        mine = placeholders(self.content)
        if story.placeholders is None or mine == story.placeholders:
            return
        for name in sorted(story.placeholders - mine):
            yield Violation(("content",), f"The fact ${name} is gone: keep it where it is used.")
        for name in sorted(mine - story.placeholders):
            yield Violation(("content",), f"There is no fact ${name}: use only those it had.")
