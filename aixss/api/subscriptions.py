"""Following progress: what happens, as it happens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated, Any

import strawberry

from aixss.accounts.models import Role
from aixss.api import ids, operation
from aixss.api.context import Context
from aixss.api.following import Following, Shown, place
from aixss.api.types.events import JobEvent, ProjectEvent
from aixss.api.types.jobs import Job
from aixss.api.types.projects import Project
from aixss.errors import NotFound, Unauthenticated
from aixss.kit.gql import shown

Info = strawberry.Info[Context, None]
After = Annotated[
    str | None,
    strawberry.argument(description="The last cursor that you saw; what was missed comes first."),
]


@shown
class Subscription:
    """What happens, as it happens; every subscription can be resumed."""

    @operation.subscription(role=Role.VIEWER)
    async def job_events(
        self,
        info: Info,
        job_id: Annotated[strawberry.ID, strawberry.argument(description="The job to follow.")],
        after: After = strawberry.UNSET,
    ) -> AsyncGenerator[JobEvent, None]:
        """What happens to one job, from a `JobSnapshot` to the event that ends it.

        With `after`: what lies above that cursor instead of the snapshot. Of a job that has ended:
        that, and no more.
        """
        key = ids.private(job_id, "Job", path=("jobId",))
        job = await Job.find(info.context.loaders, key)
        if job is None:
            raise NotFound("There is no such job.", path=("jobId",))
        stream_id = job.column("project_id") or job.column("team_id")
        following = Following(info.context, stream_id, place(after or None, stream_id), key)
        return _watched(info.context, following.events())

    @operation.subscription(role=Role.VIEWER)
    async def project_events(
        self,
        info: Info,
        project_id: Annotated[
            strawberry.ID, strawberry.argument(description="The project to follow.")
        ],
        after: After = strawberry.UNSET,
    ) -> AsyncGenerator[ProjectEvent, None]:
        """What happens in a project and to its jobs, from a `ProjectSnapshot` on.

        With `after`: what lies above that cursor instead of the snapshot.
        """
        key = ids.private(project_id, "Project", path=("projectId",))
        if await Project.find(info.context.loaders, key) is None:
            raise NotFound("There is no such project.", path=("projectId",))
        following = Following(info.context, key, place(after or None, key))
        return _watched(info.context, following.events())


async def _watched(context: Context, events: AsyncGenerator[Shown]) -> AsyncGenerator[Any]:
    """The events until the viewer's access ends; each is resolved from what is there then."""
    viewer = context.require(Role.VIEWER)
    over = asyncio.create_task(context.services.presence.over(viewer))
    async with aclosing(events):
        try:
            while True:
                event = await _next(events, over)
                context.forget()
                yield event
        except StopAsyncIteration:
            return
        finally:
            over.cancel()


async def _next(events: AsyncGenerator[Shown], over: asyncio.Task[str]) -> Shown:
    """The next event; raises StopAsyncIteration, or Unauthenticated once it is over."""
    is_waiting = True

    def cut(_: asyncio.Task[str]) -> None:
        if is_waiting:
            limit.reschedule(0)

    try:
        async with asyncio.timeout(None) as limit:
            over.add_done_callback(cut)
            try:
                return await anext(events)
            finally:
                is_waiting = False
                over.remove_done_callback(cut)
    except TimeoutError:
        if not over.done():
            raise
        raise Unauthenticated(over.result()) from None
