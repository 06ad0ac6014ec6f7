"""What the two stock Strawberry servers share: sign-in, times, ids, and what an edit entails."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

import strawberry
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from strawberry.asgi import GraphQL

from aixss.accounts import members
from aixss.accounts.identity import Identities
from aixss.accounts.members import Viewer
from aixss.accounts.models import Role
from aixss.accounts.tokens import TokenSettings
from aixss.api import ids
from aixss.app import AUDIENCE, ISSUER, Opener
from aixss.errors import AixssError, NotFound, Unauthenticated
from aixss.kit.crypto import parse_keys
from aixss.settings import Settings
from aixss.stories.models import Scene
from benchmarks import entailed

C = TypeVar("C")

SCALARS: dict[object, Any] = {
    datetime: strawberry.scalar(
        name="DateTime", serialize=lambda at: at.isoformat().replace("+00:00", "Z")
    )
}


def token_settings(settings: Settings, ttl_s: int = 900) -> TokenSettings:
    """How tokens are signed, as in `aixss.app`."""
    signing = parse_keys(settings.token_keys or "")
    return TokenSettings(signing, next(iter(signing)), ISSUER, AUDIENCE, access_ttl_s=ttl_s)


class View(GraphQL[Any, None], Generic[C]):
    """Strawberry's own view, which knows who asks."""

    def __init__(
        self, schema: strawberry.Schema, settings: Settings, context: Callable[[Viewer | None], C]
    ) -> None:
        super().__init__(schema, allow_queries_via_get=False)
        self.identities = Identities(token_settings(settings))
        self.context = context

    async def get_context(self, request: Request, response: Response) -> C:  # type: ignore[override]  # noqa: ARG002
        """The member behind the token."""
        header = request.headers.get("authorization", "")
        try:
            return self.context(await self.identities.viewer(header))
        except Unauthenticated:
            return self.context(None)


def application(view: View[Any], settings: Settings, opened: Opener) -> Starlette:
    """The view on the connections that every process of ours holds."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with opened(settings):
            yield

    return Starlette(routes=[Route("/graphql", view, methods=["POST"])], lifespan=lifespan)


def signed_in(viewer: Viewer | None) -> Viewer:
    """The viewer; raises Unauthenticated."""
    if viewer is None:
        raise Unauthenticated
    return viewer


@strawberry.input
class ScenePatch:
    """What to change."""

    summary: strawberry.Maybe[str]
    notes: strawberry.Maybe[str]


@strawberry.input
class UpdateSceneInput:
    """An edit of a scene."""

    id: strawberry.ID
    patch: ScenePatch
    expected_revision: int


@strawberry.type
class UserError:
    """Why an edit was refused."""

    code: str
    message: str


@dataclass(frozen=True)
class Edited:
    """The row after an edit, or why there was none."""

    row: Scene | None
    errors: list[UserError]


async def edit(viewer: Viewer, given: UpdateSceneInput) -> Edited:
    """Do all that an edit of a scene entails."""
    members.require(viewer, Role.MEMBER)
    try:
        return Edited(await _edit(viewer, given), [])
    except AixssError as error:
        return Edited(None, [UserError(code=error.code.value, message=error.message)])


async def _edit(viewer: Viewer, given: UpdateSceneInput) -> Scene:
    scene_id = ids.private(given.id, "Scene")
    mine: dict[str, Any] = {"id": scene_id, "team_id": viewer.team_id}
    row = await Scene.get_or_none(**mine)
    if row is None:
        raise NotFound
    patch = {name: said.value for name, said in vars(given.patch).items() if said is not None}
    await entailed.edit(row.project_id, scene_id, patch, given.expected_revision, viewer.user_id)
    return await Scene.get(**mine, deleted_at=None)
