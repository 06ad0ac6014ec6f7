"""Editing and reviewing scenes: mutations of them."""

from __future__ import annotations

from aixss.api.mutations._content import Content, Parent, all_of
from aixss.api.types.scenes import Scene
from aixss.stories import models

FIELDS = all_of(
    Content(
        models.Scene,
        Scene,
        "a scene",
        {"episode_id": Parent(models.Episode, "The id of the episode that it belongs to.")},
    )
)
