"""Who asks: users, teams, and the viewer."""

from __future__ import annotations

from datetime import datetime

import strawberry

from aixss.accounts import models
from aixss.accounts.members import Viewer as Who
from aixss.accounts.models import Role
from aixss.api.context import Context
from aixss.api.entity import entity
from aixss.api.types.nodes import Node
from aixss.kit.gql import resolved, shown

Info = strawberry.Info[Context, None]


@entity(models.User)
class User(Node):
    """A person who signs in."""

    name: str = strawberry.field(description="What the person is called; may be empty.")
    email: str = strawberry.field(description="The address that the person signs in with.")
    locale: str = strawberry.field(description="The language of messages, `zh` or `en`.")
    created_at: datetime = strawberry.field(description="When the person registered.")


@entity(models.Team)
class Team(Node):
    """The tenant: everything belongs to one team, and no other team sees it."""

    name: str = strawberry.field(description="The team's name, 1 to 64 characters.")
    created_at: datetime = strawberry.field(description="When the team was made.")


@shown
class Viewer:
    """The user who asks, in the team that the access token names."""

    who: strawberry.Private[Who]

    @resolved
    async def user(self, info: Info) -> User | None:
        """The person; null in the moment in which it is removed."""
        row = await info.context.loaders.row(models.User, self.who.user_id)
        return User.of(row) if row else None

    @resolved
    async def team(self, info: Info) -> Team | None:
        """The team; null in the moment in which it is removed."""
        row = await info.context.loaders.row(models.Team, self.who.team_id)
        return Team.of(row) if row else None

    @resolved
    def role(self) -> Role:
        """What the user may do in the team."""
        return self.who.role

    @resolved
    def expires_at(self) -> datetime:
        """When the access token ends; refresh it before."""
        return self.who.expires_at
