"""Media types: which one a request wants for its answer, and whether its body can be read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
EVENTS = "text/event-stream"
HTML = "text/html"
OFFERED = (JSON, GRAPHQL, EVENTS, HTML)
KEPT = 256  # header values; few are in use
UTF8 = frozenset({"utf-8", "utf8"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an Accept header asks for, in the client's order of preference."""

    first: str | None  # None when nothing of it is offered
    answer: str | None  # the first of the two in which one answer can be sent
    streams: bool  # whether events may be sent


@lru_cache(KEPT)
def wanted(accept: str) -> Wanted:
    """The preferences of an Accept header; JSON when it is empty or takes anything."""
    if not accept.strip():
        return Wanted(JSON, JSON, False)
    ranges = [_range(part, place) for place, part in enumerate(accept.split(","))]
    refused = {name for name, quality, _ in ranges if quality == 0}
    chosen: list[str] = []
    for name, quality, _ in sorted(ranges, key=lambda each: (-each[1], each[2])):
        if quality > 0:
            chosen += (each for each in _offered(name) if each not in (*refused, *chosen))
    one = next((each for each in chosen if each in (JSON, GRAPHQL)), None)
    return Wanted(chosen[0] if chosen else None, one, EVENTS in chosen)


def _range(part: str, place: int) -> tuple[str, float, int]:
    name, *parameters = (each.strip().lower() for each in part.split(";"))
    for each in parameters:
        key, _, value = each.partition("=")
        if key.strip() == "q":
            try:
                return name, min(max(float(value), 0.0), 1.0), place
            except ValueError:
                return name, 0.0, place
    return name, 1.0, place


def _offered(name: str) -> tuple[str, ...]:
    if name in OFFERED:
        return (name,)
    # Who names no type gets the one that every client understands; nobody is sent events unasked.
    return (JSON, GRAPHQL) if name in ("*/*", "application/*") else ()


@lru_cache(KEPT)
def is_json(content_type: str) -> bool:
    """Whether a Content-Type is JSON in UTF-8."""
    name, *parameters = (each.strip().lower() for each in content_type.split(";"))
    charsets = [
        value.strip().strip('"')
        for key, _, value in (each.partition("=") for each in parameters)
        if key.strip() == "charset"
    ]
    return name == JSON and all(each in UTF8 for each in charsets)
