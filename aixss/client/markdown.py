"""The few forms of Markdown that a book is written in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from aixss.client.words import Words


def fact(key: str, text: str, words: Words) -> str:
    """A line that says something by its name."""
    return f"- {words[key]}{words['is']}{text}"


def facts(told: dict[str, str | None], words: Words) -> Iterator[str]:
    """A line for each of these that says anything."""
    yield from (fact(key, text, words) for key, text in told.items() if text)


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A table, and the blank line after it."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(_cell(value) for value in row)} |"
    yield ""


def after(mark: str, text: str | None) -> str:
    """A text behind a mark; nothing when there is none."""
    return f"{mark}{text}" if text else ""


def joined(texts: Iterable[str | None], words: Words) -> str:
    """Those that say anything, in one line; the stop of a sentence would stand in its middle."""
    return words["also"].join(text.rstrip("。.") for text in texts if text)


def _cell(value: object) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")
