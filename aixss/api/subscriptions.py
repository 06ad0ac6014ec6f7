"""What happens, as it happens."""

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
from aixss.errors import NotFound, Unauthenticated
from aixss.jobs import models
from aixss.kit import clock
from aixss.kit.gql import shown
from aixss.stories import models as stories

Info = strawberry.Info[Context, None]
After = Annotated[
    str | None,
    strawberry.argument(description="The last cursor that you saw; what was missed comes first."),
]

EXPIRED = "Your access token has expired: refresh it, and go on after the last cursor."


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
        row = await info.context.loaders.row(models.Job, key)
        if row is None:
            raise NotFound("There is no such job.", path=("jobId",))
        stream_id = row.project_id or row.team_id
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
        if await info.context.loaders.row(stories.Project, key) is None:
            raise NotFound("There is no such project.", path=("projectId",))
        following = Following(info.context, key, place(after or None, key))
        return _watched(info.context, following.events())


async def _watched(context: Context, events: AsyncGenerator[Shown]) -> AsyncGenerator[Any]:
    """The events until the viewer's token ends; each is resolved from what is there then."""
    expires_at = context.require(Role.VIEWER).expires_at
    async with aclosing(events):
        while True:
            left_s = (expires_at - clock.now()).total_seconds()
            try:
                async with asyncio.timeout(left_s):
                    event = await anext(events)
            except StopAsyncIteration:
                return
            except TimeoutError:
                raise Unauthenticated(EXPIRED) from None
            context.forget()
            yield event
