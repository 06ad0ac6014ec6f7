"""Scenes, and what in them is stale."""

from __future__ import annotations

from datetime import datetime

import strawberry
from strawberry.utils.str_converters import to_camel_case

from aixss.api.context import Context
from aixss.api.entity import entity
from aixss.api.types.jobs import Job, jobs_below
from aixss.api.types.links import EpisodeLink, ProjectLink
from aixss.api.types.nodes import Node, wrap
from aixss.kit.gql import Connection, resolved, shown
from aixss.stories import models
from aixss.stories.drafts import SceneDraft
from aixss.stories.models import Priority
from aixss.stories.staleness import Reason
from aixss.stories.states import SceneState

Info = strawberry.Info[Context, None]


@shown
class StaleMark:
    """A field that was made from something that has changed since."""

    field: str = strawberry.field(description="The field, as the schema calls it.")
    reason: Reason = strawberry.field(description="What has changed.")
    priority: Priority = strawberry.field(description="How much it matters.")
    since: datetime = strawberry.field(description="When that changed last.")

    @classmethod
    def of(cls, row: models.StaleMark) -> StaleMark:
        """The mark of a row."""
        return cls(
            field=to_camel_case(row.field),
            reason=Reason(row.reason),
            priority=row.priority,
            since=row.updated_at,
        )


async def stale_marks(info: Info, row: models.Episode | models.Scene) -> list[StaleMark]:
    """The marks of an object, the gravest first within each field."""
    found = await info.context.loaders.below(
        models.StaleMark, "target_id", row.id, "field, priority, reason"
    )
    return [StaleMark.of(mark) for mark in found]


@entity(models.Scene, SceneDraft)
class Scene(Node):
    """A scene of an episode: one storyboard unit with its own pictures, motion and dialogue."""

    revision: int = strawberry.field(
        description="Grows by one with each edit; send it back as `expectedRevision`."
    )
    order: int | None = strawberry.field(
        description="Position within the episode, from 1; null while in the trash."
    )
    state: SceneState = strawberry.field(name="status", description="How far it has come.")
    is_complete: bool = strawberry.field(
        description="Whether anchor, keyframes, motion and dialogue are present and not stale."
    )
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(description="When it last changed.")
    jobs: Connection[Job] = jobs_below("scene_id", "The jobs about it.")

    @resolved
    async def stale(self, info: Info) -> list[StaleMark]:
        """What was made from something that has changed since."""
        return await stale_marks(info, self.row)

    @resolved
    async def episode(self, info: Info) -> EpisodeLink | None:
        """The episode that it belongs to."""
        return wrap(await info.context.loaders.row(models.Episode, self.row.episode_id))

    @resolved
    async def project(self, info: Info) -> ProjectLink | None:
        """The project that it belongs to."""
        return wrap(await info.context.loaders.row(models.Project, self.row.project_id))

    @resolved
    async def active_jobs(self, info: Info) -> list[Job]:
        """The live jobs about it, oldest first."""
        return [Job.of(j) for j in await info.context.loaders.active_jobs("scene_id", self.row.id)]
