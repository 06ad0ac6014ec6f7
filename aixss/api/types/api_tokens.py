"""API tokens as a settings page shows them: everything but the secret."""

from __future__ import annotations

from datetime import datetime

import strawberry

from aixss.accounts import models
from aixss.accounts.models import Role, TokenScope
from aixss.api import rights
from aixss.api.context import Context
from aixss.api.entity import entity
from aixss.api.rights import PEOPLE, Rights
from aixss.api.types.accounts import User
from aixss.api.types.nodes import Node
from aixss.kit import clock
from aixss.kit.gql import resolved
from aixss.reads.filters import By, TextMatch, TimeRange, lists
from aixss.reads.lists import Order
from aixss.reads.resolvers import link

Info = strawberry.Info[Context, None]

API_TOKENS = lists(
    "ApiToken",
    {
        "name": By(TextMatch, "name", "By what the team calls them."),
        "created_at": By(TimeRange, "created_at", "By when they were made."),
        "expires_at": By(TimeRange, "expires_at", "By when they end by themselves."),
    },
    {
        "CREATED_AT": ("created_at", "When they were made.", "创建时间", "Created"),
        "EXPIRES_AT": ("expires_at", "When they end by themselves.", "到期时间", "Expires"),
        "NAME": ("name", "Their names, letter by letter.", "名称"),
    },
    usual=Order("created_at", descending=True),
    usual_text="The newest first",
)


@entity(models.ApiToken)
class ApiToken(Node):
    """A program's way in: it speaks for the member who made it, within its scopes."""

    name: str = strawberry.field(description="What the team calls it, 1 to 80 characters.")
    hint: str = strawberry.field(
        description="The first characters of its secret, to tell it from others."
    )
    created_at: datetime = strawberry.field(description="When it was made.")
    expires_at: datetime = strawberry.field(description="When it ends by itself.")
    last_used_at: datetime | None = strawberry.field(
        description="When it was last used, up to an hour late; null before its first use."
    )
    revoked_at: datetime | None = strawberry.field(
        description="When it was revoked; null when it was not."
    )

    scopes: list[TokenScope] = strawberry.field(description="What it may be used for.")
    created_by: User | None = link(
        "created_by_id",
        "The member for whom it speaks; null once that person has left the team.",
    )

    @resolved
    async def is_live(self, info: Info) -> bool:
        """Whether it works: not revoked, not expired, and its maker is still in the team."""
        if self.column("revoked_at") or self.column("expires_at") <= clock.now():
            return False
        return await User.find(info.context.loaders, self.column("created_by_id")) is not None


rights.OF_NODES[ApiToken.__name__] = Rights(Role.ADMIN, PEOPLE)
