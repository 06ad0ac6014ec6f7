"""What every artefact shares: its shape, the facts that its rules ask for, what they find."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, WrapValidator
from pydantic_core import PydanticCustomError

from aixss.described import Described

if TYPE_CHECKING:
    from aixss.stories.artefacts.causal_chain import CausalChain

Path = tuple[str | int, ...]

CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_CJK = re.compile(f"[{CJK}]")
# A Chinese text may be a foreign exclamation or sign as long as this: OK, SOS, Hello.
_FOREIGN_LETTERS = 5
NAMES_TOLD = 24  # in one message


class Language(Described):
    """The language that a project is written in."""

    ZH = "zh", "Chinese.", "中文", "Chinese"
    EN = "en", "English.", "英文", "English"


@dataclass(frozen=True)
class CastMember:
    """A character of the story, by the id that a model must answer and the names it goes by."""

    id: UUID
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Story:
    """The facts about a story that rules beyond the shape need; absent ones switch no rule on."""

    language: Language
    cast: tuple[CastMember, ...] = ()
    first_order: int = 1
    expected_episodes: int | None = None
    expected_scenes: int | None = None
    anchors: tuple[str, ...] = ()
    lines: int | None = None  # of the scene's dialogue
    scene_counts: tuple[int, ...] = ()  # how many scenes each episode has, in order
    has_unrelated_cast: bool = False  # several people, and nothing said yet of any two
    camera_mode: str | None = None  # of the scene's storyboard
    scene_people: frozenset[UUID] | None = None  # of the storyboard's bible
    placeholders: frozenset[str] | None = None  # the facts that a rewritten prompt keeps
    chain: CausalChain | None = None  # as it stands, where a phase of it is made
    act: int = 1  # of that chain's, from 1, where one is worked out
    # What an answer must fit that was given before, beyond its own rules.
    further: Callable[[Any], Iterator[Violation]] | None = None
    is_opening: bool = False  # nothing comes before the scene in its episode
    is_closing: bool = False  # nothing comes after it
    left_by: str | None = None  # the type of transition by which the scene before is left

    @property
    def cast_ids(self) -> frozenset[UUID]:
        """The ids of everybody in the cast."""
        return frozenset(member.id for member in self.cast)


@dataclass(frozen=True)
class Violation:
    """One broken rule: where in the artefact, and a sentence that tells how to mend it."""

    path: Path
    message: str


def _ask_for_everything(schema: dict[str, Any]) -> None:
    """Strict modes of providers want each property required; optional ones may still be null."""
    properties = schema.get("properties", {})
    schema["required"] = list(properties)
    for field in properties.values():
        field.pop("default", None)


def formed(pattern: str, told: str) -> tuple[StringConstraints, WrapValidator]:
    """What a text's form is checked by; of another one people read what is `told`, no pattern."""

    def check(value: object, inner: Callable[[object], object]) -> object:
        try:
            return inner(value)
        except ValidationError as error:
            if error.errors()[0]["type"] != "string_pattern_mismatch":
                raise
            raise PydanticCustomError("form", "{told}", {"told": told}) from None

    return StringConstraints(pattern=pattern), WrapValidator(check)


class Shape(BaseModel):
    """A typed part of an artefact: no unknown fields, no surrounding blanks, never changed."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        str_strip_whitespace=True,
        json_schema_extra=_ask_for_everything,
    )

    # Fields whose texts are names, which keep their own language.
    names: ClassVar[frozenset[str]] = frozenset()

    def texts(self, language: Language, path: Path = ()) -> Iterator[tuple[Path, str, Language]]:
        """Each prose text inside, with its path and the language that it has to be in."""
        for name in type(self).model_fields:
            if name not in self.names:
                yield from _texts(getattr(self, name), language, (*path, name))


def strings(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Each text inside, names too."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from strings(getattr(value, name), (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from strings(item, (*path, index))
    elif isinstance(value, str):
        yield path, value


def _texts(value: object, language: Language, path: Path) -> Iterator[tuple[Path, str, Language]]:
    if isinstance(value, Shape):
        yield from value.texts(language, path)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, language, (*path, index))
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield path, value, language


class Bilingual(Shape):
    """A text for people in the project's language, with its English rendering for image models."""

    local: str = Field(
        min_length=1,
        max_length=2000,
        description="The text in the project's language, 1 to 2000 characters.",
    )
    en: str = Field(
        min_length=1,
        max_length=2000,
        description="The same in English, as image and video models read it; "
        "equal to `local` when the project is in English; 1 to 2000 characters.",
    )

    def texts(self, language: Language, path: Path = ()) -> Iterator[tuple[Path, str, Language]]:
        """The local text in the project's language and the rendering in English."""
        yield (*path, "local"), self.local, language
        yield (*path, "en"), self.en, Language.EN


class Artefact(Shape):
    """A typed piece of content that hangs on a project, an episode or a scene."""

    def violations(self, story: Story) -> list[Violation]:
        """Every rule beyond the shape that is broken, first to last; empty when it can be kept."""
        # Here and not in a validator: what is read from a column has been found good before.
        unstorable = [
            Violation(path, "Leave out the NUL character: PostgreSQL cannot store it.")
            for path, text in strings(self)
            if "\x00" in text
        ]
        found = [
            Violation(path, f"Write this text in {_LANGUAGE_NAMES[language]}.")
            for path, text, language in self.texts(story.language)
            if not is_in(text, language)
        ]
        further = story.further(self) if story.further else ()
        return [*unstorable, *found, *self.rules(story), *further]

    def rules(self, story: Story) -> Iterator[Violation]:  # noqa: ARG002  # what an override needs
        """The broken rules that only this artefact has."""
        yield from ()


_LANGUAGE_NAMES = {Language.ZH: "Chinese", Language.EN: "English"}


def is_in(text: str, language: Language) -> bool:
    """Whether a text can pass for Chinese (has Chinese characters) or English (mostly Latin)."""
    chinese = len(_CJK.findall(text))
    letters = sum(char.isalpha() for char in text)
    if language is Language.ZH:
        return chinese > 0 or letters <= _FOREIGN_LETTERS
    return chinese * 2 <= letters


def one_of(names: Iterable[str]) -> str:
    """The end of a message that says which names there are: `use one of “A”, “B”.`"""
    known = [f"“{name}”" for name in dict.fromkeys(names)]
    more = ", and others" if len(known) > NAMES_TOLD else ""
    return f"use one of {', '.join(known[:NAMES_TOLD])}{more}."


def plain(text: str) -> str:
    """A text with only its letters and digits left, in lower case: equal for equal wording."""
    return "".join(char for char in text.casefold() if char.isalnum())


def repeated(texts: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs (later, earlier) of positions whose wording is the same."""
    seen: dict[str, int] = {}
    for index, text in enumerate(texts):
        earlier = seen.setdefault(plain(text), index)
        if earlier != index:
            yield index, earlier
