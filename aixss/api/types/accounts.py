"""Who asks: users, teams, and the viewer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import strawberry

from aixss.accounts import models
from aixss.accounts.models import Role, TokenScope
from aixss.api.entity import entity
from aixss.api.types.budgets import BUDGET, JOINED, Budget
from aixss.api.types.nodes import Node
from aixss.kit.gql import shown
from aixss.reads.resolvers import link, made, part
from aixss.reads.spec import View


@entity(models.User)
class User(Node):
    """A person who signs in."""

    name: str = strawberry.field(description="What the person is called; may be empty.")
    email: str = strawberry.field(description="The address that the person signs in with.")
    locale: str = strawberry.field(description="The language of messages, `zh` or `en`.")
    created_at: datetime = strawberry.field(description="When the person registered.")


@entity(models.Team, None, JOINED, **BUDGET)
class Team(Node):
    """The tenant: everything belongs to one team, and no other team sees it."""

    name: str = strawberry.field(description="The team's name, 1 to 64 characters.")
    created_at: datetime = strawberry.field(description="When the team was made.")
    budget: Budget = part("What the team may spend this month, and what it has spent.")


def _in_order(scopes: Collection[TokenScope] | None) -> list[TokenScope] | None:
    return scopes if scopes is None else [each for each in TokenScope if each in scopes]


@shown
class Viewer(View):
    """The user who asks, or for whom an API token does, in the team that the token names."""

    user: User | None = link("user_id", "The person; null in the moment in which it is removed.")
    team: Team | None = link("team_id", "The team; null in the moment in which it is removed.")
    role: Role = strawberry.field(description="What the user may do in the team.")
    scopes: list[TokenScope] | None = made(
        _in_order,
        "scopes",
        text="What the API token that asks may be used for; null for a person who is signed in.",
    )
    expires_at: datetime = strawberry.field(
        description="When the token that came with the request ends."
    )
