"""Following progress: what happens, as it happens."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Annotated, cast

import strawberry
from strawberry.utils.str_converters import to_snake_case

from aixss.accounts.models import Role
from aixss.api import ids, operation
from aixss.api.context import Context
from aixss.api.following import JobFollowing, ProjectFollowing
from aixss.api.presence_following import PresenceFollowing
from aixss.api.team_following import NotificationFollowing, TeamFollowing
from aixss.api.telling import ALL, Filter
from aixss.api.types.events import EventFilter, JobEvent, ProjectEvent, TeamEvent
from aixss.api.types.jobs import Job
from aixss.api.types.notifications import Notification
from aixss.api.types.presence import ProjectPresence
from aixss.api.types.projects import Project
from aixss.errors import NotFound
from aixss.kit.gql import shown

Info = strawberry.Info[Context, None]
After = Annotated[
    str | None,
    strawberry.argument(description="The last cursor that you saw; what was missed comes first."),
]
Wanted = Annotated[
    EventFilter | None,
    strawberry.argument(
        description="Only these events; all without it. The snapshot comes whatever it says."
    ),
]


@shown
class Subscription:
    """What happens, as it happens; what takes `after` can be resumed."""

    @operation.subscription(role=Role.VIEWER)
    async def job_events(
        self,
        info: Info,
        job_id: Annotated[strawberry.ID, strawberry.argument(description="The job to follow.")],
        after: After = strawberry.UNSET,
    ) -> AsyncGenerator[JobEvent, None]:
        """What happens to one job, from a `JobSnapshot` to the event that ends it.

        With `after`: what lies above that cursor instead of the snapshot. Of a job that has ended
        it tells the one or the other, and completes.
        """
        key = ids.private(job_id, "Job", path=("jobId",))
        job = await Job.find(info.context.loaders, key)
        if job is None:
            raise NotFound("There is no such job.", path=("jobId",))
        stream_id = job.column("project_id") or job.column("team_id")
        root_id = job.column("root_id") or key
        following = JobFollowing(info.context, key, stream_id, root_id, after or None)
        return cast(AsyncGenerator[JobEvent, None], following)

    @operation.subscription(role=Role.VIEWER)
    async def project_events(
        self,
        info: Info,
        project_id: Annotated[
            strawberry.ID, strawberry.argument(description="The project to follow.")
        ],
        after: After = strawberry.UNSET,
        filter: Wanted = strawberry.UNSET,
    ) -> AsyncGenerator[ProjectEvent, None]:
        """What happens in a project and to its jobs, from a `ProjectSnapshot` on.

        With `after`: what lies above that cursor instead of the snapshot.
        """
        key = ids.private(project_id, "Project", path=("projectId",))
        if await Project.find(info.context.loaders, key) is None:
            raise NotFound("There is no such project.", path=("projectId",))
        following = ProjectFollowing(info.context, key, after or None, _wanted(filter))
        return cast(AsyncGenerator[ProjectEvent, None], following)

    @operation.subscription(role=Role.VIEWER)
    async def team_events(
        self, info: Info, after: After = strawberry.UNSET, filter: Wanted = strawberry.UNSET
    ) -> AsyncGenerator[TeamEvent, None]:
        """What happens in all projects of your team and to their jobs, from a `TeamSnapshot` on.

        With `after`: what lies above that cursor instead of the snapshot. Its cursors are of its
        own kind, and facts of different projects come in the order in which they were committed.
        """
        following = TeamFollowing(info.context, after or None, _wanted(filter))
        return cast(AsyncGenerator[TeamEvent, None], following)

    @operation.subscription(role=Role.VIEWER)
    async def notifications(
        self, info: Info, after: After = strawberry.UNSET
    ) -> AsyncGenerator[Notification, None]:
        """What is worth interrupting somebody for, in all of your team, from now on.

        That is: a job that somebody started has succeeded or failed; a profile or a webhook works
        no more, or again; the budget is spent, or nearly. With `after`: what lies above that cursor
        comes first. Its cursors are those of `teamEvents`: the one of a `TeamSnapshot` is a
        beginning.
        """
        following = NotificationFollowing(info.context, after or None)
        return cast(AsyncGenerator[Notification, None], following)

    @operation.subscription(role=Role.VIEWER)
    async def presence(
        self,
        info: Info,
        project_id: Annotated[
            strawberry.ID, strawberry.argument(description="The project to follow.")
        ],
    ) -> AsyncGenerator[ProjectPresence, None]:
        """Who has a project or something in it open: all of them, now and at every change.

        That somebody goes without a word is no change: hide them when their `until` is over. What
        somebody announces is told at once when it is new, else every 10 to 20 seconds.
        """
        key = ids.private(project_id, "Project", path=("projectId",))
        if await Project.find(info.context.loaders, key) is None:
            raise NotFound("There is no such project.", path=("projectId",))
        following = PresenceFollowing(info.context, key)
        return cast(AsyncGenerator[ProjectPresence, None], following)


def _wanted(given: EventFilter | None) -> Filter:
    """What a client's filter says, in the words of the log."""
    if not given:
        return ALL
    types = frozenset(each.value for each in given.types or ())
    return Filter(types, frozenset(to_snake_case(each) for each in given.fields or ()))
