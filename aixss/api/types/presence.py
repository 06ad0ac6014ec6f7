"""Who has which object of a project open."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import strawberry

from aixss.api.context import Context
from aixss.api.types.accounts import User
from aixss.api.types.events import Shown
from aixss.api.types.nodes import Node
from aixss.kit.gql import resolved, shown
from aixss.news.events import Event, Told  # noqa: F401  # Shown has a Told
from aixss.reads.resolvers import any_of

Info = strawberry.Info[Context, None]


@shown
class MemberPresence:
    """Somebody who has an object of a project open, or the project."""

    user: User = strawberry.field(description="Who.")
    target: Node | None = strawberry.field(
        description="What they have open; null for the project as a whole, and when it has been "
        "deleted."
    )
    since: datetime = strawberry.field(description="Since when.")
    until: datetime = strawberry.field(
        description="When they are gone unless they announce themselves again: hide them then."
    )


@shown
class ProjectPresence(Shown):
    """Who has a project or something in it open, at a moment."""

    project_id: strawberry.Private[UUID]
    at: datetime = strawberry.field(description="The moment.")

    @resolved
    async def members(self, info: Info) -> list[MemberPresence]:
        """Everybody who is there, once for each object, those first who came first.

        Empty while the server cannot know it.
        """
        loaders = info.context.loaders
        found = []
        for place, stay in (await info.context.services.presence.here(self.project_id)).items():
            user = await User.find(loaders, place.user_id)
            if user is None:  # has left the team
                continue
            type_name, key = place.type_name, place.target_id
            target = await any_of(info._raw_info, type_name, UUID(key)) if key else None
            since, until = stay.times
            found.append(MemberPresence(user=user, target=target, since=since, until=until))  # type: ignore[arg-type]  # a node of its type
        return found


def presence_of(project_id: UUID, at: datetime) -> ProjectPresence:
    """Who is in a project; read when it is shown."""
    return ProjectPresence(event=Event(), told=None, project_id=project_id, at=at)
