"""Enums explain each of their values, call them what people do, and are stored as texts."""

from __future__ import annotations

import re
from enum import auto

import pytest
from tortoise import fields
from tortoise.models import Model

import aixss.app  # noqa: F401  # all that there is
from aixss.described import Described, Locale
from aixss.stories.artefacts.base import CJK

ENUMS = [each for each in Described.__subclasses__() if each.__module__.startswith("aixss.")]
LABEL_CHARS = 32


class Tide(Described):
    """Where the water stands."""

    HIGH = auto(), "At the wall.", "满潮"
    LOW = "ebb", "At the reef.", "落潮", "Ebb tide"


def test_a_value_is_the_name_unless_it_is_given() -> None:
    assert [(tide, tide.value, tide.description) for tide in Tide] == [
        ("HIGH", "HIGH", "At the wall."),
        ("ebb", "ebb", "At the reef."),
    ]


def test_an_english_label_is_the_name_unless_it_is_given() -> None:
    assert [tide.label(Locale.EN) for tide in Tide] == ["High", "Ebb tide"]
    assert [tide.label(Locale.ZH) for tide in Tide] == ["满潮", "落潮"]


def test_a_member_that_says_nothing_to_people_is_no_member() -> None:
    with pytest.raises(ValueError, match="not enough values"):
        Described("Sky", {"CLEAR": ("clear", "Not a cloud.")})  # type: ignore[arg-type]  # as a function


def test_a_column_keeps_the_value_and_gives_the_member() -> None:
    column = fields.CharEnumField(Tide, max_length=32)

    stored = column.to_db_value(Tide.LOW, Model)

    assert stored == "ebb"
    assert column.to_python_value(stored) is Tide.LOW


@pytest.mark.parametrize("enum", ENUMS)
def test_every_member_is_described_in_a_sentence(enum: type[Described]) -> None:
    assert [member.name for member in enum if not member.description.endswith(".")] == []


@pytest.mark.parametrize("enum", ENUMS)
def test_every_member_has_a_short_label_in_both_languages(enum: type[Described]) -> None:
    labels = {locale: [member.label(locale) for member in enum] for locale in Locale}

    assert all(re.search(f"[{CJK}]", label) for label in labels[Locale.ZH])
    assert all(re.fullmatch(r"[A-Z][\x20-\x7e]+", label) for label in labels[Locale.EN])
    for texts in labels.values():
        assert len(set(texts)) == len(texts)
        assert max(map(len, texts)) <= LABEL_CHARS
