"""Scenes, and what in them is stale."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import strawberry
from strawberry.utils.str_converters import to_camel_case

from aixss.api.entity import OF_PROJECT, REVISION, after, before, entity, row_of
from aixss.api.labels import label_of
from aixss.api.types.jobs import ACTIVE, JOBS, OLDEST, Job
from aixss.api.types.links import EpisodeLink, ProjectLink, SceneLink, StoryboardGroupLink
from aixss.api.types.nodes import Node
from aixss.kit.gql import Connection
from aixss.reads.resolvers import below, column, link, made, pages
from aixss.reads.spec import View
from aixss.stories import models
from aixss.stories.drafts import SceneDraft
from aixss.stories.models import Priority
from aixss.stories.reasons import Reason
from aixss.stories.states import SceneState


@row_of(models.StaleMark)
class StaleMark(View):
    """A field that was made from something that has changed since."""

    field: str = made(to_camel_case, "field", text="The field, as the schema calls it.")
    reason: Reason = strawberry.field(description="What has changed.")
    reason_label: str = label_of("reason", Reason, "What has changed, in a few words for people.")
    priority: Priority = strawberry.field(description="How much it matters.")
    since: datetime = column("updated_at", "When that changed last.")


GRAVEST = ", ".join(f"'{each.value}'" for each in Priority)

stale_marks = partial(
    below,
    "target_id",
    f"t.field, array_position(ARRAY[{GRAVEST}]::varchar[], t.priority), t.reason",
    "What was made from something that has changed since, by field, the gravest first.",
)


def seconds(ms: int, scenes: int) -> float | None:
    """What the estimates of some scenes sum up to, in seconds; None without any."""
    return ms / 1000 if scenes else None


@entity(
    models.Scene,
    SceneDraft,
    has_anchor="r.anchor IS NOT NULL",
    has_keyframes="r.keyframes IS NOT NULL",
    has_motion="r.motion IS NOT NULL",
    dialogue_count="coalesce(jsonb_array_length(r.dialogue -> 'lines'), 0)",
    previous_id=before("scene", "episode_id"),
    next_id=after("scene", "episode_id"),
)
class Scene(Node):
    """A scene of an episode: one storyboard unit with its own pictures, motion and dialogue."""

    revision: int = strawberry.field(description=REVISION)
    order: int | None = strawberry.field(
        description="Position within the episode, from 1; null while in the trash."
    )
    state: SceneState = strawberry.field(name="status", description="How far it has come.")
    status_label: str = label_of(
        "state", SceneState, "How far it has come, in a few words for people."
    )
    is_complete: bool = strawberry.field(
        description="Whether anchor, keyframes, motion and dialogue are all present, none of them "
        "stale."
    )
    has_anchor: bool = strawberry.field(description="Whether it has its anchor, stale or not.")
    has_keyframes: bool = strawberry.field(
        description="Whether it has its keyframes, stale or not."
    )
    has_motion: bool = strawberry.field(description="Whether it has its motion, stale or not.")
    dialogue_count: int = strawberry.field(
        description="How many lines its dialogue has, 0 to 12; 0 without a dialogue."
    )
    previous: SceneLink | None = link(
        "previous_id", "The scene before it in its episode; null for the first."
    )
    next: SceneLink | None = link(
        "next_id", "The scene after it in its episode; null for the last."
    )
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(description="When it last changed.")
    jobs: Connection[Job] = pages("scene_id", JOBS, "The jobs about it.")
    stale: list[StaleMark] = stale_marks()
    storyboard_groups: list[StoryboardGroupLink] = below(
        "scene_id",
        't."order"',
        "The nine groups of its storyboard, in order; none before it has a plan.",
        where="t.deleted_at IS NULL",
    )
    episode: EpisodeLink | None = link("episode_id", "Its episode; null when that is deleted.")
    project: ProjectLink | None = link("project_id", OF_PROJECT)
    active_jobs: list[Job] = below(
        "scene_id", OLDEST, "The live jobs about it, oldest first.", where=ACTIVE
    )
