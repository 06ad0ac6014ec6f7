"""Projects."""

from __future__ import annotations

from datetime import datetime

import strawberry

from aixss.api.context import Context
from aixss.api.entity import entity
from aixss.api.types.characters import Character, CharacterRelationship, WorldViewElement
from aixss.api.types.episodes import Episode
from aixss.api.types.jobs import After, First, Job, jobs_below
from aixss.api.types.nodes import Node
from aixss.described import Described
from aixss.kit import gql
from aixss.kit.gql import (
    PAGE_DEFAULT,
    Connection,
    Direction,
    Listing,
    resolved,
    shown,
    taken,
)
from aixss.stories import models, states
from aixss.stories.drafts import ProjectDraft
from aixss.stories.states import ProjectMove, ProjectState

Info = strawberry.Info[Context, None]


@shown
class ProjectStats:
    """How much there is of a project, and how much of it is complete."""

    episode_count: int = strawberry.field(description="How many episodes it has.")
    expressed_episode_count: int = strawberry.field(
        description="How many of them have their core expression."
    )
    scene_count: int = strawberry.field(description="How many scenes all its episodes have.")
    completed_scene_count: int = strawberry.field(description="How many of them are complete.")

    @resolved
    def completed_ratio(self) -> float:
        """The share of its scenes that are complete, from 0 to 1."""
        return self.completed_scene_count / self.scene_count if self.scene_count else 0.0


@entity(models.Project, ProjectDraft)
class Project(Node):
    """A story on its way to a production."""

    revision: int = strawberry.field(
        description="Grows by one with each edit; send it back as `expectedRevision`."
    )
    state: ProjectState = strawberry.field(name="workflowState", description="How far it has come.")
    plan_confirmed_at: datetime | None = strawberry.field(
        description="When its episode plan was settled."
    )
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(description="When it last changed.")
    jobs: Connection[Job] = jobs_below(
        "project_id", "The jobs about it and all that belongs to it."
    )

    @resolved
    def allowed_moves(self) -> list[ProjectMove]:
        """What people can do now to move it on."""
        return [ProjectMove(event) for event in states.PROJECT.moves(self.row.state)]

    @resolved
    def stats(self) -> ProjectStats:
        """How much there is of it; costs nothing extra."""
        row: models.Project = self.row
        return ProjectStats(
            episode_count=row.episode_count,
            expressed_episode_count=row.expressed_episode_count,
            scene_count=row.scene_count,
            completed_scene_count=row.completed_scene_count,
        )

    @resolved
    async def episodes(
        self, info: Info, first: First = PAGE_DEFAULT, after: After = strawberry.UNSET
    ) -> Connection[Episode]:
        """Its episodes, in order."""
        listing = Listing("episode", "project_id", (gql.Order("order"),), self.row.team_id)
        return await info.context.loaders.page(
            models.Episode, listing, self.row.id, Episode.of, first=first, after=gql.absent(after)
        )

    @resolved
    async def characters(self, info: Info) -> list[Character]:
        """Its characters, oldest first."""
        rows = await info.context.loaders.below(
            models.Character, "project_id", self.row.id, "created_at, id"
        )
        return [Character.of(row) for row in rows]

    @resolved
    async def relationships(self, info: Info) -> list[CharacterRelationship]:
        """What its characters are to each other, oldest first."""
        rows = await info.context.loaders.below(
            models.CharacterRelationship, "project_id", self.row.id, "created_at, id"
        )
        return [CharacterRelationship.of(row) for row in rows]

    @resolved
    async def world_view(self, info: Info) -> list[WorldViewElement]:
        """The facts about its world, in order."""
        rows = await info.context.loaders.below(
            models.WorldViewElement, "project_id", self.row.id, '"order", id'
        )
        return [WorldViewElement.of(row) for row in rows]

    @resolved
    async def active_jobs(self, info: Info) -> list[Job]:
        """The live jobs about it and all that belongs to it, oldest first."""
        found = await info.context.loaders.active_jobs("project_id", self.row.id)
        return [Job.of(job) for job in found]


class ProjectOrderField(Described):
    """What projects can be ordered by."""

    UPDATED_AT = "updated_at", "When they last changed."
    CREATED_AT = "created_at", "When they were made."
    TITLE = "title", "Their titles, letter by letter."


@taken
class ProjectOrder:
    """An order of projects."""

    field: ProjectOrderField = strawberry.field(description="What to order by.")
    direction: Direction = strawberry.field(
        default=Direction.DESC, description="Which end comes first."
    )
