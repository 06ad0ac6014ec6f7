"""Projects."""

from __future__ import annotations

from datetime import datetime
from functools import cache

import strawberry

from aixss.api.entity import REVISION, entity
from aixss.api.labels import label_of
from aixss.api.types.characters import (
    CANDIDATES,
    CHARACTERS,
    RELATIONSHIPS,
    WORLD_VIEW,
    Character,
    CharacterCandidate,
    CharacterRelationship,
    WorldViewElement,
)
from aixss.api.types.episodes import EPISODES, Episode
from aixss.api.types.jobs import ACTIVE, JOBS, OLDEST, Job
from aixss.api.types.nodes import Node
from aixss.api.types.scenes import StaleMark, seconds, stale_marks
from aixss.kit.gql import Connection, shown
from aixss.reads.filters import By, TextMatch, TimeRange, by_enum, lists
from aixss.reads.lists import Order
from aixss.reads.resolvers import below, made, pages, part
from aixss.reads.spec import View
from aixss.stories import models, states
from aixss.stories.artefacts.base import Language
from aixss.stories.drafts import ProjectDraft
from aixss.stories.states import ProjectMove, ProjectState

PROJECTS = lists(
    "Project",
    {
        "title": By(TextMatch, "title", "By the words of their titles."),
        "summary": By(TextMatch, "summary", "By the words of their summaries."),
        "protagonist": By(TextMatch, "protagonist", "By whom they are about."),
        "style": By(TextMatch, "style", "By how they look, as it is said in words."),
        "language": by_enum(Language, "language", "By the language that they are written in."),
        "workflow_state": by_enum(ProjectState, "state", "By how far they have come."),
        "created_at": By(TimeRange, "created_at", "By when they were made."),
        "updated_at": By(TimeRange, "updated_at", "By when they last changed."),
    },
    {
        "UPDATED_AT": ("updated_at", "When they last changed.", "更新时间", "Last changed"),
        "CREATED_AT": ("created_at", "When they were made.", "创建时间", "Created"),
        "TITLE": ("title", "Their titles, letter by letter.", "标题"),
        "WORKFLOW_STATE": (
            "state",
            "The names of their workflow states, letter by letter.",
            "工作流状态",
        ),
    },
    usual=Order("updated_at", descending=True),
    usual_text="The last changed first",
)


def _ratio(done: int, of: int) -> float:
    return done / of if of else 0.0


@cache
def _moves(state: str) -> list[ProjectMove]:
    return [ProjectMove(event) for event in states.PROJECT.moves(ProjectState(state))]


@shown
class ProjectStats(View):
    """How much there is of a project, and how much of it is complete."""

    episode_count: int = strawberry.field(description="How many episodes it has.")
    expressed_episode_count: int = strawberry.field(
        description="How many of them have their core expression."
    )
    scene_count: int = strawberry.field(description="How many scenes all its episodes have.")
    completed_scene_count: int = strawberry.field(description="How many of them are complete.")
    active_job_count: int = strawberry.field(
        description="How many jobs about it, its episodes or its scenes have not ended yet: "
        "queued, running, waiting or retrying; a flow counts beside the jobs that it started."
    )
    estimated_scene_count: int = strawberry.field(
        description="How many of its scenes have an estimate of how long they last."
    )
    estimated_s: float | None = made(
        seconds,
        "estimated_ms",
        "estimated_scene_count",
        text="How long the scenes that have an estimate last together, in seconds; "
        "`estimatedSceneCount` says how many these are. Null when none has one.",
    )
    completed_ratio: float = made(
        _ratio,
        "completed_scene_count",
        "scene_count",
        text="The share of its scenes that are complete, from 0 to 1.",
    )


@entity(models.Project, ProjectDraft)
class Project(Node):
    """A story on its way to a production."""

    revision: int = strawberry.field(description=REVISION)
    state: ProjectState = strawberry.field(name="workflowState", description="How far it has come.")
    workflow_state_label: str = label_of(
        "state", ProjectState, "How far it has come, in a few words for people."
    )
    plan_confirmed_at: datetime | None = strawberry.field(
        description="When its episode plan was settled; null until it is."
    )
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(description="When it last changed.")
    stale: list[StaleMark] = stale_marks()
    jobs: Connection[Job] = pages(
        "project_id", JOBS, "The jobs about it and all that belongs to it."
    )
    allowed_moves: list[ProjectMove] = made(
        _moves, "state", text="What people can do now to move it on."
    )
    stats: ProjectStats = part("How much there is of it; costs nothing extra.")
    episodes: Connection[Episode] = pages(
        "project_id", EPISODES, "Its episodes, by default in their order."
    )
    characters: Connection[Character] = pages("project_id", CHARACTERS, "The people of its story.")
    character_candidates: Connection[CharacterCandidate] = pages(
        "project_id", CANDIDATES, "The people whom jobs proposed for its cast."
    )
    relationships: Connection[CharacterRelationship] = pages(
        "project_id", RELATIONSHIPS, "What its characters are to each other."
    )
    world_view: Connection[WorldViewElement] = pages(
        "project_id", WORLD_VIEW, "The facts about its world."
    )
    active_jobs: list[Job] = below(
        "project_id",
        OLDEST,
        "The live jobs about it and all that belongs to it, oldest first.",
        where=ACTIVE,
    )
