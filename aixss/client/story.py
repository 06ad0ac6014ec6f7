"""A story file: what it must be, and what a project takes from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from aixss.client.errors import ClientError

Language = Literal["zh", "en"]

FILE_BYTES = 1_000_000
TITLE_CHARS = 120
SUMMARY_CHARS = 2000
PLANNABLE_CHARS = 100  # of a summary; the studio plans from no less

# The look of a project for which nobody has chosen one yet.
STYLES: dict[Language, str] = {
    "zh": "现代国风漫画：干净的墨线，赛璐璐上色，电影感布光，色调沉静。",
    "en": "Modern graphic novel: clean ink lines, flat cel colours, cinematic light, calm palette.",
}

_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_SENTENCE = re.compile(r".+?(?:[。！？!?][”’」』\"']*|\.[”’\"']*(?=\s|$)|\n+|$)", re.DOTALL)
_BLANK_LINES = re.compile(r"\n\s*\n")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True)
class Story:
    """A story as a project takes it."""

    title: str
    language: Language
    summary: str
    text: str

    @property
    def style(self) -> str:
        """The look to begin with."""
        return STYLES[self.language]


class BadStory(ClientError):
    """This file cannot become a project."""


def read(path: Path, language: Language | None = None) -> Story:
    """The story of a file; its language is detected unless given. Raises BadStory."""
    text = _text(path)
    heading = _HEADING.search(text)
    body = _HEADING.sub("", text).strip()
    if not body:
        raise BadStory(f"{path} is empty: write the story into it first.")
    summary = _beginning(body)
    if len(summary) < PLANNABLE_CHARS:
        raise BadStory(
            f"{path} is too short to be planned: it needs at least {PLANNABLE_CHARS} characters."
        )
    return Story(
        title=(heading[1] if heading else path.stem)[:TITLE_CHARS],
        language=language or _language(body),
        summary=summary,
        text=text,
    )


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(FILE_BYTES + 1)
        if len(raw) > FILE_BYTES:
            raise BadStory(f"{path} is larger than 1 MB: split the story into several files.")
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadStory(f"{path} is not UTF-8 text: save it as UTF-8 first.") from None
    except OSError as error:
        raise BadStory(f"{path} cannot be read: {error.strerror}.") from None
    if "\0" in text:
        raise BadStory(f"{path} is not a text: it holds NUL characters.")
    return text.replace("\r\n", "\n").strip()


def _beginning(body: str) -> str:
    """The first sentences in their paragraphs, as many as a summary holds."""
    end = 0
    for sentence in _SENTENCE.finditer(body):
        if sentence.end() > SUMMARY_CHARS:
            break
        end = sentence.end()
    paragraphs = _BLANK_LINES.split(body[: end or SUMMARY_CHARS])
    return "\n\n".join(" ".join(each.split()) for each in paragraphs).strip()


def _language(body: str) -> Language:
    # A Chinese character weighs as much as a word.
    return "zh" if len(_HAN.findall(body)) >= len(_LETTER.findall(body)) else "en"
