"""Episodes."""

from __future__ import annotations

from datetime import datetime

import strawberry

from aixss.api.context import Context
from aixss.api.entity import entity
from aixss.api.types.jobs import Job, jobs_below
from aixss.api.types.links import ProjectLink
from aixss.api.types.nodes import Node, wrap
from aixss.api.types.scenes import Scene, StaleMark, stale_marks
from aixss.kit.gql import Connection, resolved
from aixss.stories import models, states
from aixss.stories.drafts import EpisodeDraft
from aixss.stories.states import EpisodeMove, EpisodeState

Info = strawberry.Info[Context, None]


@entity(models.Episode, EpisodeDraft)
class Episode(Node):
    """One episode of a project, with its scenes in order."""

    revision: int = strawberry.field(
        description="Grows by one with each edit; send it back as `expectedRevision`."
    )
    order: int | None = strawberry.field(
        description="Position within the project, from 1; null while in the trash."
    )
    state: EpisodeState = strawberry.field(name="workflowState", description="How far it has come.")
    list_confirmed_at: datetime | None = strawberry.field(
        name="sceneListConfirmedAt", description="When its scene list was settled."
    )
    scene_count: int = strawberry.field(description="How many scenes it has.")
    started_scene_count: int = strawberry.field(
        description="How many of its scenes are past PENDING."
    )
    completed_scene_count: int = strawberry.field(
        description="How many of its scenes are complete."
    )
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(description="When it last changed.")
    jobs: Connection[Job] = jobs_below("episode_id", "The jobs about it or its scenes.")

    @resolved
    def allowed_moves(self) -> list[EpisodeMove]:
        """What people can do now to move it on."""
        return [EpisodeMove(event) for event in states.EPISODE.moves(self.row.state)]

    @resolved
    async def stale(self, info: Info) -> list[StaleMark]:
        """What was made from something that has changed since."""
        return await stale_marks(info, self.row)

    @resolved
    async def scenes(self, info: Info) -> list[Scene]:
        """Its scenes, in order."""
        rows = await info.context.loaders.below(
            models.Scene, "episode_id", self.row.id, '"order", id'
        )
        return [Scene.of(row) for row in rows]

    @resolved
    async def project(self, info: Info) -> ProjectLink | None:
        """The project that it belongs to."""
        return wrap(await info.context.loaders.row(models.Project, self.row.project_id))

    @resolved
    async def active_jobs(self, info: Info) -> list[Job]:
        """The live jobs about it or its scenes, oldest first."""
        found = await info.context.loaders.active_jobs("episode_id", self.row.id)
        return [Job.of(job) for job in found]
