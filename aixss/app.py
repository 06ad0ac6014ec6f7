"""The API process: GraphQL over HTTP and sockets, and what operators ask."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from http import HTTPStatus

import asyncpg
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from tortoise.exceptions import BaseORMException

from aixss.accounts.tokens import TokenSettings
from aixss.api import ide
from aixss.api.context import Services
from aixss.api.http import Api
from aixss.api.middleware import HEADER, RequestIds
from aixss.api.presence import Presence
from aixss.api.render import broken
from aixss.api.schema import build_schema, sdl
from aixss.kinds import registry
from aixss.kit import db
from aixss.kit.crypto import KeyRing, parse_keys
from aixss.links import Links, open_links
from aixss.migrate import pending
from aixss.news.wire import Listener
from aixss.providers.registry import PROVIDERS
from aixss.settings import Settings

ISSUER = AUDIENCE = "aixss"
TAKEN = ["Authorization", "Content-Type", "Accept-Language", HEADER]
READY_LIMIT_S = 2.0

Opener = Callable[[Settings], AbstractAsyncContextManager[Links]]


def build(settings: Settings, opened: Opener = open_links) -> Starlette:
    """The application; raises Invalid when a key ring or a URL is not set."""
    settings.require("database_url", "redis_url", "secret_keys", "token_keys")
    api = Api(build_schema(), settings.origins)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        presence = Presence()
        async with opened(settings) as links, _listening(settings) as listener, presence.watching():
            app.state.links = links
            app.state.services = api.services = _services(settings, links, listener, presence)
            yield

    return Starlette(
        routes=[
            Route("/graphql", endpoint=api),
            WebSocketRoute("/graphql", endpoint=api),
            Route("/schema.graphql", endpoint=_schema),
            Route("/healthz", endpoint=_healthz),
            Route("/readyz", endpoint=_readyz),
            Mount("/graphiql", app=ide.files()),
        ],
        middleware=[
            Middleware(RequestIds),
            Middleware(
                CORSMiddleware,
                allow_origins=list(settings.origins),
                allow_methods=["POST"],
                allow_headers=TAKEN,
                expose_headers=[HEADER],
            ),
        ],
        exception_handlers={each: broken for each in (*db.AWAY, Exception)},
        lifespan=lifespan,
    )


@asynccontextmanager
async def _listening(settings: Settings) -> AsyncIterator[Listener]:
    listener = Listener(settings.redis_url or "", settings.news_prefix)
    await listener.start()
    try:
        yield listener
    finally:
        await listener.aclose()


def _services(settings: Settings, links: Links, listener: Listener, presence: Presence) -> Services:
    signing = parse_keys(settings.token_keys or "")
    return Services(
        kinds=registry.load(),
        providers=PROVIDERS,
        keys=KeyRing.parse(settings.secret_keys or ""),
        tokens=TokenSettings(signing, next(iter(signing)), ISSUER, AUDIENCE),
        listener=listener,
        presence=presence,
        wire=links.wire,
        dispatcher=links.dispatcher,
        doorbell=links.doorbell,
    )


async def _schema(_: Request) -> Response:
    return PlainTextResponse(sdl())


async def _healthz(_: Request) -> Response:
    """Whether the process answers at all."""
    return JSONResponse({"status": "ok"})


async def _readyz(request: Request) -> Response:
    """Whether the process can do its work; 503 with what is missing otherwise."""
    missing = await _missing(request.app.state.links)
    status = HTTPStatus.SERVICE_UNAVAILABLE if missing else HTTPStatus.OK
    return JSONResponse({"ready": not missing, "missing": missing}, status)


async def _missing(links: Links) -> list[str]:
    missing = []
    try:
        async with asyncio.timeout(READY_LIMIT_S):
            if names := await pending():
                missing.append(f"migrations: run `aixss migrate` ({', '.join(names)})")
    except (*db.AWAY, asyncpg.PostgresError, BaseORMException):
        missing.append("database: it does not answer")
    if not await links.wire.ping():
        missing.append("redis: it does not answer")
    return missing
