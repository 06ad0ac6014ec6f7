"""Mutations of characters and of what they are to each other."""

from __future__ import annotations

from aixss.api.mutations._content import Content, all_of
from aixss.api.types.characters import Character, CharacterRelationship
from aixss.stories import models

CHARACTER = Content(
    models.Character,
    Character,
    "a character",
    {"project_id": models.Project},
    below=" with its relationships",
)
RELATIONSHIP = Content(
    models.CharacterRelationship,
    CharacterRelationship,
    "a relationship",
    {"source_id": models.Character, "target_id": models.Character},
)

FIELDS = (*all_of(CHARACTER), *all_of(RELATIONSHIP))
