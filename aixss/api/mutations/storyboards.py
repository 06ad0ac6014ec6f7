"""Editing the groups of a storyboard; they are made with its plan and go with their scene."""

from __future__ import annotations

from aixss.api.mutations._content import Content, updating
from aixss.api.types.storyboards import StoryboardGroup
from aixss.stories import models

GROUP = Content(models.StoryboardGroup, StoryboardGroup, "a group of a storyboard")

FIELDS = (updating(GROUP),)
