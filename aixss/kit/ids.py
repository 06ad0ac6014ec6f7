"""Ids: UUIDv7 inside, `prefix_` + Crockford base32 outside (the TypeID form)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from uuid import UUID

from asyncpg.pgproto.pgproto import UUID as RowUUID
from uuid_utils.compat import uuid7

from aixss.errors import BadId

__all__ = ["decode", "encode", "encoder", "new", "row_key", "split"]

# Crockford's alphabet in lower case, without i, l, o and u.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
PAIRS = [a + b for a in ALPHABET for b in ALPHABET]
TRIPLES = [pair + letter for pair in PAIRS for letter in ALPHABET]
# Python's digits in base 32 are other letters.
DIGITS = bytes.maketrans(ALPHABET.encode(), b"0123456789abcdefghijklmnopqrstuv")
# 26 letters of 5 bits hold 130 bits; the first one may only use 3 of its 5.
SHAPE = re.compile(rf"([a-z]+)_([0-7][{ALPHABET}]{{25}})")


def new() -> UUID:
    """A fresh UUIDv7: later ids sort after earlier ones."""
    return uuid7()


def encode(prefix: str, value: UUID) -> str:
    """The public form of an id, e.g. `scn_01jd3k...`."""
    return encoder(prefix)(value)


@cache
def encoder(prefix: str) -> Callable[[UUID], str]:
    """What makes the public forms of ids with this prefix."""
    starts = [f"{prefix}_{pair}" for pair in PAIRS[: 1 << 8]]
    triples = TRIPLES

    def encoded(value: UUID) -> str:
        number = value.int
        high, low = number >> 60, number & 0xFFFFFFFFFFFFFFF
        # Three letters at a time: a screen shows hundreds of ids.
        return (
            f"{starts[high >> 60]}"
            f"{triples[high >> 45 & 32767]}{triples[high >> 30 & 32767]}"
            f"{triples[high >> 15 & 32767]}{triples[high & 32767]}"
            f"{triples[low >> 45]}{triples[low >> 30 & 32767]}"
            f"{triples[low >> 15 & 32767]}{triples[low & 32767]}"
        )

    return encoded


def split(text: str) -> tuple[str, UUID]:
    """Prefix and UUID of a public id; raises BadId."""
    prefix, number = _parsed(text)
    return prefix, UUID(int=number)


def decode(prefix: str, text: str) -> UUID:
    """The UUID of a public id that must carry `prefix`; raises BadId."""
    return UUID(int=_number(prefix, text))


def row_key(prefix: str, text: str) -> UUID:
    """The same as rows have it: made and compared in a fraction of the time.

    It is the driver's own kind, which orjson does not write.
    """
    made: UUID = RowUUID(_number(prefix, text).to_bytes(16))
    return made


def _number(prefix: str, text: str) -> int:
    found, number = _parsed(text)
    if found != prefix:
        raise BadId(
            f"This is the id of another kind of object: one that begins with {prefix}_ is expected "
            f"here, not with {found}_."
        )
    return number


def _parsed(text: str) -> tuple[str, int]:
    match = SHAPE.fullmatch(text)
    if match is None:
        raise BadId
    return match[1], int(match[2].encode().translate(DIGITS), 32)
