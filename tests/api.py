"""The API as its clients meet it: a real uvicorn in the test's own process and loop."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette

from aixss.accounts.models import Role, Team, User
from aixss.accounts.tokens import issue
from aixss.api.context import Services
from aixss.app import SOCKETS, build
from aixss.kit import clock, ids
from aixss.links import Links
from aixss.settings import Settings
from tests import factories
from tests.engine import engine

TOKEN_KEYS = "t1:" + base64.b64encode(bytes(range(32))).decode()
ORIGIN = "https://studio.example"
REGISTER = """
mutation Register($input: RegisterInput!) {
  register(input: $input) {
    session { accessToken refreshToken viewer { user { id } team { id } } }
    errors { code message path }
  }
}
"""


@dataclass
class Api:
    """A running API and one HTTP client of it."""

    url: str
    app: Starlette
    client: httpx.AsyncClient

    @property
    def services(self) -> Services:
        """What the process has one of."""
        services: Services = self.app.state.services
        return services

    async def post(self, body: object, token: str | None = None, **headers: str) -> httpx.Response:
        """The answer to a JSON body."""
        if token:
            headers["Authorization"] = f"Bearer {token}"
        return await self.client.post("/graphql", json=body, headers=headers)

    async def gql(
        self, query: str, variables: Mapping[str, Any] | None = None, token: str | None = None
    ) -> dict[str, Any]:
        """The whole answer: `data`, and `errors` when there are any."""
        answer = await self.post({"query": query, "variables": variables}, token)
        found: dict[str, Any] = answer.json()
        return found

    async def data(
        self, query: str, variables: Mapping[str, Any] | None = None, token: str | None = None
    ) -> Any:
        """The `data` of an answer without errors."""
        answer = await self.gql(query, variables, token)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    async def register(self, **fields: str) -> str:
        """The access token of a new user, who owns a new team."""
        given = {"email": f"{ids.new().hex}@example.org", "password": "correct horse", **fields}
        answer = await self.data(REGISTER, {"input": given})
        token: str = answer["register"]["session"]["accessToken"]
        return token

    def token(self, user: User, team: Team, *, epoch: int = 0) -> str:
        """An access token of a member that a factory made."""
        token, _ = issue(self.services.tokens, user.id, team.id, epoch, clock.now())
        return token

    async def member(self, team: Team, role: Role = Role.OWNER) -> str:
        """The access token of a new member of a team."""
        return self.token(await factories.member(team, role), team)


@asynccontextmanager
async def serving(app: Starlette) -> AsyncIterator[str]:
    """The URL of a real uvicorn that serves an application until the block ends."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, lifespan="on", log_config=None, **SOCKETS))
    running = asyncio.create_task(server.serve())
    while not server.started:
        if running.done():
            await running
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await running


@asynccontextmanager
async def api(database_url: str, redis_url: str, **changes: object) -> AsyncIterator[Api]:
    """The API on the test's pool."""

    @asynccontextmanager
    async def opened(settings: Settings) -> AsyncIterator[Links]:
        async with engine(settings.database_url or "", settings.redis_url or "") as started:
            yield started.links

    given = {"token_keys": TOKEN_KEYS, "origins": (ORIGIN,), "points_per_minute": 0, **changes}
    async with engine(database_url, redis_url, **given) as started:
        settings = started.settings
    app = build(settings, opened)
    async with serving(app) as url, httpx.AsyncClient(base_url=url, timeout=10) as client:
        yield Api(url, app, client)
