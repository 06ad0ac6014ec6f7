"""Enums that explain themselves: each member has a sentence and labels for people."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Described(StrEnum):
    """An enum whose members carry a sentence and labels.

    `DAY = auto(), "The sun is up.", "白天"` has value "DAY" and is called "Day" in English, as its
    name says; a fourth text is the English label where the name does not make one.
    """

    description: str
    zh: str
    en: str

    def __new__(cls, value: str, *said: str) -> Self:
        """A member with its sentence and labels; raises ValueError when one is missing."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.description, member.zh, *en = said
        member.en = en[0] if en else ""
        return member

    @staticmethod
    def _generate_next_value_(name: str, *_: object) -> str:
        return name

    def label(self, locale: Locale) -> str:
        """What people call it: a few words."""
        if locale is Locale.ZH:
            return self.zh
        return self.en or self.name.replace("_", " ").capitalize()


class Locale(Described):
    """A language that people are spoken to in."""

    ZH = "zh", "Chinese.", "中文", "Chinese"
    EN = "en", "English.", "英文", "English"
