"""Editing characters and what they are to each other: mutations of both."""

from __future__ import annotations

from aixss.api.mutations._content import IN_PROJECT, Content, Parent, all_of
from aixss.api.types.characters import Character, CharacterRelationship
from aixss.stories import models

CHARACTER = Content(
    models.Character,
    Character,
    "a character",
    IN_PROJECT,
    below=" with its relationships",
)
RELATIONSHIP = Content(
    models.CharacterRelationship,
    CharacterRelationship,
    "a relationship",
    {
        "source_id": Parent(models.Character, "The id of the character that it is seen from."),
        "target_id": Parent(models.Character, "The id of the character that it is about."),
    },
)

FIELDS = (*all_of(CHARACTER), *all_of(RELATIONSHIP))
