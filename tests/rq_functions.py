"""What RQ jobs of the tests call; `meanwhile` is done while one of them runs."""

from __future__ import annotations

from collections.abc import Callable

meanwhile: list[Callable[[], None]] = []


def nothing() -> None:
    for act in meanwhile:
        act()


def word() -> str:
    nothing()
    return "word"


def crash() -> None:
    nothing()
    raise ZeroDivisionError
