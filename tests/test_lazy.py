"""Sequences whose items are made when they are first looked at."""

from __future__ import annotations

import pytest

from aixss.kit.lazy import Lazy


def test_nothing_is_made_that_nobody_looks_at_and_nothing_twice() -> None:
    made: list[int] = []

    def twice(source: int) -> int:
        made.append(source)
        return 2 * source

    given = Lazy(twice, range(5))

    assert (len(given), bool(given), made) == (5, True, [])
    assert (given[-1], given[4], made) == (8, 8, [4])
    assert (given[1:3], made) == ([2, 4], [4, 1, 2])
    assert list(given) == [0, 2, 4, 6, 8]
    assert (6 in given, sorted(made)) == (True, [0, 1, 2, 3, 4])
    with pytest.raises(IndexError):
        given[5]


def test_of_nothing_there_is_nothing() -> None:
    assert list(Lazy(str, ())) == []
    assert not Lazy(str, ())
