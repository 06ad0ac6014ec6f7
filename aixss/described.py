"""Enums that explain themselves: each member has a sentence for people."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Described(StrEnum):
    """An enum whose members carry a sentence: `DAY = auto(), "The sun is up."` has value "DAY"."""

    description: str

    def __new__(cls, value: str, description: str = "") -> Self:
        """A member with its sentence."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member

    @staticmethod
    def _generate_next_value_(name: str, *_: object) -> str:
        return name
