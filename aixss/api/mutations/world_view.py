"""Editing the world view: mutations of its elements."""

from __future__ import annotations

from aixss.api.mutations._content import IN_PROJECT, Content, all_of
from aixss.api.types.characters import WorldViewElement
from aixss.stories import models

FIELDS = all_of(
    Content(
        models.WorldViewElement,
        WorldViewElement,
        "a world-view element",
        IN_PROJECT,
    )
)
