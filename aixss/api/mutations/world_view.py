"""Mutations of the world view."""

from __future__ import annotations

from aixss.api.mutations._content import Content, all_of
from aixss.api.types.characters import WorldViewElement
from aixss.stories import models

FIELDS = all_of(
    Content(
        models.WorldViewElement,
        WorldViewElement,
        "a world-view element",
        {"project_id": models.Project},
    )
)
