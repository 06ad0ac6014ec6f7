"""Episodes."""

from __future__ import annotations

from datetime import datetime
from functools import cache

import strawberry

from aixss.api.entity import OF_PROJECT, REVISION, after, before, entity
from aixss.api.labels import label_of
from aixss.api.types.jobs import ACTIVE, JOBS, OLDEST, Job
from aixss.api.types.links import EpisodeLink, ProjectLink
from aixss.api.types.nodes import Node
from aixss.api.types.scenes import Scene, StaleMark, seconds, stale_marks
from aixss.kit.gql import Connection
from aixss.reads.filters import By, IntRange, TextMatch, TimeRange, by_enum, lists
from aixss.reads.lists import Order
from aixss.reads.resolvers import below, link, made, pages
from aixss.stories import models, states
from aixss.stories.drafts import EpisodeDraft
from aixss.stories.states import EpisodeMove, EpisodeState

EPISODES = lists(
    "Episode",
    {
        "title": By(TextMatch, "title", "By the words of their titles."),
        "summary": By(TextMatch, "summary", "By the words of their summaries."),
        "order": By(IntRange, "order", "By their position within the project."),
        "workflow_state": by_enum(EpisodeState, "state", "By how far they have come."),
        "updated_at": By(TimeRange, "updated_at", "By when they last changed."),
    },
    {
        "ORDER": ("order", "Their position within the project.", "顺序"),
        "UPDATED_AT": ("updated_at", "When they last changed.", "更新时间", "Last changed"),
        "TITLE": ("title", "Their titles, letter by letter.", "标题"),
    },
    usual=Order("order"),
    usual_text="In the order of the story",
)


@cache
def _moves(state: str) -> list[EpisodeMove]:
    return [EpisodeMove(event) for event in states.EPISODE.moves(EpisodeState(state))]


@entity(
    models.Episode,
    EpisodeDraft,
    previous_id=before("episode", "project_id"),
    next_id=after("episode", "project_id"),
)
class Episode(Node):
    """One episode of a project, with its scenes in order."""

    revision: int = strawberry.field(description=REVISION)
    order: int | None = strawberry.field(
        description="Position within the project, from 1; null while in the trash."
    )
    state: EpisodeState = strawberry.field(name="workflowState", description="How far it has come.")
    workflow_state_label: str = label_of(
        "state", EpisodeState, "How far it has come, in a few words for people."
    )
    list_confirmed_at: datetime | None = strawberry.field(
        name="sceneListConfirmedAt",
        description="When its scene list was settled; null until it is.",
    )
    scene_count: int = strawberry.field(description="How many scenes it has.")
    started_scene_count: int = strawberry.field(
        description="How many of its scenes are past PENDING."
    )
    completed_scene_count: int = strawberry.field(
        description="How many of its scenes are complete."
    )
    estimated_scene_count: int = strawberry.field(
        description="How many of its scenes have an estimate of how long they last."
    )
    estimated_s: float | None = made(
        seconds,
        "estimated_ms",
        "estimated_scene_count",
        text="How long its scenes that have an estimate last together, in seconds; "
        "`estimatedSceneCount` says how many these are. Null when none has one.",
    )
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(description="When it last changed.")
    jobs: Connection[Job] = pages("episode_id", JOBS, "The jobs about it or its scenes.")
    allowed_moves: list[EpisodeMove] = made(
        _moves, "state", text="What people can do now to move it on."
    )
    stale: list[StaleMark] = stale_marks()
    scenes: list[Scene] = below("episode_id", 't."order", t.id', "Its scenes, in order.")
    project: ProjectLink | None = link("project_id", OF_PROJECT)
    previous: EpisodeLink | None = link(
        "previous_id", "The episode before it in its project; null for the first."
    )
    next: EpisodeLink | None = link(
        "next_id", "The episode after it in its project; null for the last."
    )
    active_jobs: list[Job] = below(
        "episode_id", OLDEST, "The live jobs about it or its scenes, oldest first.", where=ACTIVE
    )
