"""The cases that were tried: each process takes down its own, the one that reports counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import orjson

from tests.isolation.ways import Way

CASE = "isolation case"  # the property of a report


def case(sort: str, name: str, ways: Iterable[Way]) -> str:
    """A case as text, as processes send it."""
    return orjson.dumps([sort, name, [[way.transport, way.reading] for way in ways]]).decode()


def summary(told: Iterable[str]) -> str:
    """How many cases there were, and in which ways each was tried."""
    cases = [orjson.loads(each) for each in set(told)]
    names = Counter(sort for sort, _ in {(sort, name) for sort, name, _ in cases})
    ways = [way for _, _, ways in cases for way in ways]
    said = ", ".join(f"{n} {sort} cases" for sort, n in sorted(names.items()))
    over = " and ".join(sorted({transport for transport, _ in ways}))
    read = " and ".join(sorted({reading for _, reading in ways}, reverse=True))
    return f"isolation: {said}, each over {over}, queries read {read}"
