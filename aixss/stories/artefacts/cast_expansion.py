"""People whom a story needs and its cast lacks, as they are proposed."""

from __future__ import annotations

from collections.abc import Iterator
from enum import auto
from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from aixss.described import Described
from aixss.stories.artefacts.base import Artefact, Shape, Story, Violation, plain

CANDIDATES_MOST = 20
NAME_CHARS, TEXT_CHARS, QUOTE_CHARS = 80, 1500, 300
ALIASES_MOST, QUOTES_MOST = 6, 6

Name = Annotated[str, StringConstraints(min_length=1, max_length=NAME_CHARS)]
Quote = Annotated[str, StringConstraints(min_length=1, max_length=QUOTE_CHARS)]


class CharacterRole(Described):
    """What a character is for in a story."""

    PROTAGONIST = auto(), "The story is about them.", "主角"
    ANTAGONIST = auto(), "They stand in the way.", "对手"
    SUPPORTING = auto(), "They help to carry the story.", "配角"
    MINOR = auto(), "They appear in passing.", "次要角色"


class ProposedCharacter(Shape):
    """Somebody whom the story needs and the cast lacks, and what in the story says so."""

    names: ClassVar[frozenset[str]] = frozenset({"name", "aliases", "evidence"})

    name: Name = Field(description="What the story calls them, 1 to 80 characters.")
    aliases: list[Name] = Field(
        max_length=ALIASES_MOST, description="Other names, at most 6 of 1 to 80 characters."
    )
    role: CharacterRole = Field(description="What they are for in the story.")
    brief: str = Field(
        min_length=1,
        max_length=TEXT_CHARS,
        description="Who they are and why the story needs them, 1 to 1500 characters.",
    )
    appearance: str = Field(
        max_length=TEXT_CHARS, description="How they look, at most 1500 characters; may be empty."
    )
    personality: str = Field(
        max_length=TEXT_CHARS, description="How they are, at most 1500 characters; may be empty."
    )
    background: str = Field(
        max_length=TEXT_CHARS,
        description="Where they come from, at most 1500 characters; may be empty.",
    )
    confidence: float = Field(
        ge=0, le=1, description="How sure it is that the story needs them, 0 to 1."
    )
    evidence: list[Quote] = Field(
        min_length=1,
        max_length=QUOTES_MOST,
        description="What the story says of them, word for word: 1 to 6 quotations of 1 to 300 "
        "characters.",
    )

    @property
    def keys(self) -> frozenset[str]:
        """What the name and the aliases are compared by."""
        return frozenset(map(name_key, (self.name, *self.aliases)))


class CastExpansion(Artefact):
    """The people whom a story needs and its cast lacks."""

    candidates: list[ProposedCharacter] = Field(
        max_length=CANDIDATES_MOST,
        description="The people, the most needed first, at most 20; empty when nobody is missing.",
    )

    def rules(self, story: Story) -> Iterator[Violation]:
        """Nobody is of the cast, and nobody is proposed twice, whatever they are called."""
        cast = {name_key(n) for member in story.cast for n in (member.name, *member.aliases)}
        seen: set[str] = set()
        for index, each in enumerate(self.candidates):
            if each.keys & cast:
                message = "This name belongs to somebody of the cast: leave this person out."
                yield Violation(("candidates", index, "name"), message)
            elif each.keys & seen:
                message = "This person stands further up: leave them out here."
                yield Violation(("candidates", index, "name"), message)
            seen |= each.keys


def name_key(name: str) -> str:
    """What names are compared by: letters and digits, without case, blanks or punctuation."""
    return plain(name) or name
