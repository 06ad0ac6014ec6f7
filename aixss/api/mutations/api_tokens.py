"""Managing API tokens: only people make and revoke them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import strawberry
from pydantic import BaseModel, Field

from aixss.accounts import api_tokens, members, models
from aixss.accounts.audit import audit
from aixss.accounts.models import Role, TokenScope
from aixss.api.context import Context
from aixss.api.errors import Payload
from aixss.api.mutations._change import Doing, Reply, changing, showing
from aixss.api.mutations._parts import Fields, as_input_type, id_of, root
from aixss.api.operation import Ids
from aixss.api.rights import PEOPLE, scoped
from aixss.api.types.api_tokens import ApiToken
from aixss.kit import db
from aixss.kit.db import Change, Counter

CREATE, REVOKE = "createApiToken", "revokeApiToken"


@as_input_type
class CreateApiTokenInput(BaseModel):
    """What a new API token is called, and what it may be used for."""

    name: str = Field(description="What the team calls it, 1 to 80 characters on one line.")
    scopes: list[TokenScope] = Field(
        min_length=1,
        max_length=len(TokenScope),
        description="What it may be used for, at least one.",
    )
    expires_at: datetime | None = Field(
        description=f"When it ends, at most {api_tokens.MOST_DAYS} days from now; "
        f"null for {api_tokens.DEFAULT_DAYS} days."
    )


@strawberry.type(description="The new token, and the only sight of its secret.")
class CreateApiTokenPayload(Payload):
    """The new token, and the only sight of its secret."""

    api_token: ApiToken | None = strawberry.field(
        default=None, description="The token; null when there are errors."
    )
    secret: str | None = strawberry.field(
        default=None,
        description="What programs send as `Authorization: Bearer ...`. It is shown this once: "
        "only its hash is kept. Null when there are errors.",
    )


async def _create(context: Context, given: CreateApiTokenInput) -> Payload:
    viewer = context.require(Role.ADMIN)

    async def work(tx: Change) -> tuple[models.ApiToken, str]:
        token, secret = await api_tokens.create(
            tx, viewer, given.name, set(given.scopes), given.expires_at
        )
        await audit(
            tx,
            team_id=viewer.team_id,
            actor_id=viewer.user_id,
            action=CREATE,
            target_type=ApiToken.__name__,
            target_id=token.id,
            detail={"name": token.name, "scopes": token.scopes},
        )
        return token, secret

    token, secret = await db.change(Counter("team", viewer.team_id, "id"), work)
    shown = await ApiToken.find(context.loaders, token.id)
    return CreateApiTokenPayload(api_token=shown, secret=secret)


WHICH: Fields = {"id": (id_of("ApiToken"), Field(description="The id of an API token."))}


async def _revoke(do: Doing) -> Ids:
    user_id = await api_tokens.revoke(do.tx, do.tx.team_id, do.given.id)
    return {"id": str(do.given.id), "user_id": str(user_id)}


REVOKED = showing(REVOKE, "api_token", ApiToken)


async def _revoked(context: Context, done: Ids, is_new: bool) -> Payload:
    members.tell_change(UUID(done["user_id"]))
    return await REVOKED.of(context, done, is_new)


FIELDS = tuple(
    map(
        scoped(PEOPLE),
        (
            root(
                CREATE,
                CreateApiTokenInput,
                CreateApiTokenPayload,
                _create,
                role=Role.ADMIN,
                text="Make an API token, which speaks for you within its scopes. "
                "Sent again, it makes another one: revoke those whose secret got lost.",
            ),
            changing(
                REVOKE,
                WHICH,
                _revoke,
                Reply(REVOKED.payload, _revoked),
                at=None,
                role=Role.ADMIN,
                audited=ApiToken.__name__,
                text="End an API token for good, with the sockets and streams that it has open. "
                "One that has ended already is no error.",
            ),
        ),
    )
)
