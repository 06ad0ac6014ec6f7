"""Signing up, in and out: no role, and no idempotency key, because the answers are secrets."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry
from pydantic import BaseModel, Field

from aixss.accounts import members, sessions, tokens
from aixss.api.artefacts import decoding
from aixss.api.context import Context
from aixss.api.errors import Payload, to_payload
from aixss.api.mutations._parts import as_input_type, root
from aixss.api.types.accounts import Viewer
from aixss.errors import Unauthenticated

TeamId = Annotated[
    UUID | None, decoding("Team"), strawberry.field(graphql_type=strawberry.ID | None)
]


@as_input_type
class RegisterInput(BaseModel):
    """Who signs up."""

    email: str = Field(
        description="The address to sign in with, at most 254 characters; one that is registered "
        "already is refused."
    )
    password: str = Field(description="A password of 8 to 128 characters.")
    name: str = Field(
        default="",
        description="What the person is called, at most 120 characters; may be empty.",
    )
    team_name: str | None = Field(
        description="What the new team is called, 1 to 64 characters; null names it for the person."
    )
    locale: str = Field(default="zh", description="The language of messages, `zh` or `en`.")


@as_input_type
class LoginInput(BaseModel):
    """Who signs in."""

    email: str = Field(description="The address that was registered.")
    password: str = Field(description="The one that the user signed up with.")
    team_id: TeamId = Field(
        description="The team to work in; null for the one that was joined first."
    )


@as_input_type
class RefreshInput(BaseModel):
    """Which session goes on."""

    refresh_token: str = Field(description="The session's latest refresh token; it works once.")


@as_input_type
class LogoutInput(BaseModel):
    """Which session ends."""

    refresh_token: str = Field(description="Any of the session's refresh tokens.")


@strawberry.type(description="What signing in gives: tokens, and for whom they speak.")
class Session:
    """What signing in gives: tokens, and for whom they speak."""

    access_token: str = strawberry.field(
        description="Send it as `Authorization: Bearer ...`, and in `connection_init`."
    )
    refresh_token: str = strawberry.field(
        description="Give it to `refresh` for new tokens; it works once."
    )
    expires_at: datetime = strawberry.field(description="When the access token ends.")
    viewer: Viewer = strawberry.field(description="Who has signed in.")


@strawberry.type(description="A session, unless there are errors.")
class SessionPayload(Payload):
    """A session, unless there are errors."""

    session: Session | None = strawberry.field(
        default=None, description="The session; null when there are errors."
    )


@strawberry.type(description="Nothing but errors, if there are any.")
class LogoutPayload(Payload):
    """Nothing but errors, if there are any."""


async def _register(context: Context, given: RegisterInput) -> Payload:
    return await _signed_in(
        context, sessions.register(context.services.tokens, **given.model_dump())
    )


async def _login(context: Context, given: LoginInput) -> Payload:
    return await _signed_in(context, sessions.login(context.services.tokens, **given.model_dump()))


async def _refresh(context: Context, given: RefreshInput) -> Payload:
    return await _signed_in(context, sessions.refresh(context.services.tokens, given.refresh_token))


async def _signed_in(context: Context, signing_in: Awaitable[sessions.Session]) -> Payload:
    try:
        session = await signing_in
    except Unauthenticated as error:
        # Who is signing in can mend it: it is not the error of a request that had to be signed in.
        return SessionPayload(errors=[to_payload(error)])
    claims = tokens.verify(context.services.tokens, session.access_token)
    # The rest of the operation is asked by who has just signed in.
    context.viewer = await members.viewer(claims)
    context.forget()
    return SessionPayload(
        session=Session(
            access_token=session.access_token,
            refresh_token=session.refresh_token,
            expires_at=session.expires_at,
            viewer=Viewer.of(vars(context.viewer)),
        )
    )


async def _logout(_: Context, given: LogoutInput) -> Payload:
    await sessions.logout(given.refresh_token)
    return LogoutPayload()


FIELDS = (
    root(
        "register",
        RegisterInput,
        SessionPayload,
        _register,
        role=None,
        text="Sign up as the owner of a new team, and sign in.",
    ),
    root("login", LoginInput, SessionPayload, _login, role=None, text="Sign in."),
    root(
        "refresh",
        RefreshInput,
        SessionPayload,
        _refresh,
        role=None,
        text="New tokens for a session. A refresh token that comes twice ends its session.",
    ),
    root(
        "logout",
        LogoutInput,
        LogoutPayload,
        _logout,
        role=None,
        text="End a session, with its access tokens. One that has ended already is no error.",
    ),
)
