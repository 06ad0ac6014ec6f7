"""Enums explain each of their values, and are stored as texts."""

from __future__ import annotations

from enum import auto

import pytest
from tortoise import fields
from tortoise.models import Model

import aixss.app  # noqa: F401  # all that there is
from aixss.described import Described

ENUMS = [each for each in Described.__subclasses__() if each.__module__.startswith("aixss.")]


class Tide(Described):
    """Where the water stands."""

    HIGH = auto(), "At the wall."
    LOW = "ebb", "At the reef."


def test_a_value_is_the_name_unless_it_is_given() -> None:
    assert [(tide, tide.value, tide.description) for tide in Tide] == [
        ("HIGH", "HIGH", "At the wall."),
        ("ebb", "ebb", "At the reef."),
    ]


def test_a_column_keeps_the_value_and_gives_the_member() -> None:
    column = fields.CharEnumField(Tide, max_length=32)

    stored = column.to_db_value(Tide.LOW, Model)

    assert stored == "ebb"
    assert column.to_python_value(stored) is Tide.LOW


@pytest.mark.parametrize("enum", ENUMS)
def test_every_member_is_described_in_a_sentence(enum: type[Described]) -> None:
    assert [member.name for member in enum if not member.description.endswith(".")] == []
