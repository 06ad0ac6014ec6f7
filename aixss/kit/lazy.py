"""Sequences whose items cost something to make, and are seldom all looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class Lazy(Sequence[T], Generic[T]):
    """What `make` gives for each source, made when it is first looked at; its length is free."""

    __slots__ = ("_made", "_make", "_sources")

    def __init__(self, make: Callable[[Any], T], sources: Iterable[Any]) -> None:
        self._make = make
        self._sources = list(sources)
        self._made: dict[int, T] = {}

    def __len__(self) -> int:
        return len(self._sources)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...

    def __getitem__(self, at: int | slice) -> T | list[T]:
        places = range(len(self._sources))[at]
        return self._at(places) if isinstance(places, int) else [self._at(n) for n in places]

    def __iter__(self) -> Iterator[T]:
        return map(self._at, range(len(self._sources)))

    def _at(self, place: int) -> T:
        if place not in self._made:
            self._made[place] = self._make(self._sources[place])
        return self._made[place]
