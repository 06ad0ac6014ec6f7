"""What pydantic finds wrong with a value, said to whoever sent the value."""

from __future__ import annotations

import re
from collections.abc import Mapping

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
# By pydantic's name of the mistake; the number is the bound, which its message names first.
WORDS: Mapping[str, str] = {
    "string_too_short": "Write at least {} character{s}.",
    "string_too_long": "Write at most {} character{s}.",
    "too_short": "Give at least {} of them.",
    "too_long": "Give at most {} of them.",
    "greater_than": "Give more than {}.",
    "greater_than_equal": "Give {} or more.",
    "less_than": "Give less than {}.",
    "less_than_equal": "Give {} or less.",
}
# GraphQL has seen to the types of values by then, all but null.
NULL = "This cannot be null: give a value, or leave it out."
OF_OURS = "Value error, "  # before what a validator of ours says


def sentence(kind: str, message: str) -> str:
    """What to do about a mistake, by pydantic's `type` and `msg` for it."""
    if words := WORDS.get(kind):
        (number, *_) = NUMBER.findall(message)
        return words.format(number, s="" if number == "1" else "s")
    if kind.endswith("_type"):
        return NULL
    told = message.removeprefix(OF_OURS)
    told = told[:1].upper() + told[1:]
    return told if told.endswith(".") else f"{told}."
