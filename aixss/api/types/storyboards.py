"""The groups of a scene's storyboard."""

from __future__ import annotations

from datetime import datetime
from enum import auto
from typing import Any

import orjson
import strawberry

from aixss.api.entity import REVISION, entity
from aixss.api.labels import label_of
from aixss.api.types.links import SceneLink
from aixss.api.types.nodes import Node
from aixss.api.types.scenes import StaleMark, stale_marks
from aixss.described import Described
from aixss.jobs.live import LIVE_STATES
from aixss.reads.resolvers import column, link, made
from aixss.stories import models, storyboards
from aixss.stories.artefacts.storyboard import StoryboardBible, StoryboardPlan
from aixss.stories.drafts import StoryboardGroupDraft


class StoryboardGroupStatus(Described):
    """How far a group of a storyboard has come."""

    PENDING = auto(), "It has no panels yet.", "待生成"
    GENERATING = auto(), "A job is making it.", "生成中"
    READY = auto(), "It has its panels.", "就绪"
    NEEDS_FIX = auto(), "Its panels are stale.", "待修正"


STATUS = f"""CASE WHEN EXISTS (SELECT FROM job j WHERE j.scene_id = r.scene_id
      AND j.deleted_at IS NULL AND j.state IN ({LIVE_STATES})
      AND j.params -> 'group' = to_jsonb(r."order")) THEN 'GENERATING'
  WHEN r.panels IS NULL THEN 'PENDING'
  WHEN EXISTS (SELECT FROM stale_mark m WHERE m.target_id = r.id AND m.deleted_at IS NULL)
    THEN 'NEEDS_FIX'
  ELSE 'READY' END"""
STYLE = """(SELECT coalesce(nullif(trim(p.art_style ->> 'full_prompt'), ''), p.style)
  FROM project p WHERE p.id = r.project_id AND p.deleted_at IS NULL)"""

OF_SCENE = "(SELECT s.{}::text FROM scene s WHERE s.id = r.scene_id AND s.deleted_at IS NULL)"


def _prompt(order: int, panels: Any, bible: str | None, plan: str | None, style: str) -> str | None:
    if panels is None:
        return None
    return storyboards.render(
        order,
        panels,
        StoryboardBible.model_validate_json(bible) if bible else None,
        StoryboardPlan.model_validate(orjson.loads(plan)) if plan else None,
        style or "",
    )


@entity(
    models.StoryboardGroup,
    StoryboardGroupDraft,
    status=STATUS,
    bible=OF_SCENE.format("storyboard_bible"),
    plan=OF_SCENE.format("storyboard_plan"),
    style=STYLE,
)
class StoryboardGroup(Node):
    """Nine panels of a scene's storyboard, which an image model draws as one grid."""

    revision: int = strawberry.field(description=REVISION)
    order: int = strawberry.field(description="Which group of its scene, 1 to 9.")
    key: str = made(lambda n: f"KF{n - 1}", "order", text="Its short name, KF0 to KF8.")
    shots: str = made(
        storyboards.shot_range, "order", text="Which of the 81 shots it holds: `1-9` for the first."
    )
    status: StoryboardGroupStatus = strawberry.field(description="How far it has come.")
    status_label: str = label_of(
        "status", StoryboardGroupStatus, "How far it has come, in a few words for people."
    )
    edited_panels: list[int] = column(
        "edited_panels",
        "The numbers, 1 to 9, of the panels whose `local` text a person has rewritten and whose "
        "English does not follow it yet: `backTranslateStoryboardPanels` makes it follow.",
    )
    prompt: str | None = made(
        _prompt,
        *("order", "panels", "bible", "plan", "style"),
        text="What an image model reads to draw the grid, in English; null without panels.",
    )
    prompt_version: int = made(
        lambda _: storyboards.TEMPLATE,
        "order",
        text="Grows when a new release words `prompt` otherwise.",
    )
    stale: list[StaleMark] = stale_marks()
    scene: SceneLink | None = link(
        "scene_id", "The scene that it belongs to; null when that is deleted."
    )
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(description="When it last changed.")
