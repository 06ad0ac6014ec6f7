"""The API process: GraphQL over HTTP and sockets, and what operators ask."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from http import HTTPStatus
from typing import Any

import asyncpg
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.types import ASGIApp
from tortoise.exceptions import BaseORMException

from aixss.accounts.identity import Identities
from aixss.accounts.tokens import TokenSettings
from aixss.api import ide, pages
from aixss.api.access import Access
from aixss.api.context import Services
from aixss.api.desks import Desks
from aixss.api.documents import Documents
from aixss.api.frames import Direct
from aixss.api.http import BODY_MAX, Api
from aixss.api.middleware import HEADER, RequestIds, Straight
from aixss.api.persisted import Automatic
from aixss.api.presence import Presence
from aixss.api.rates import Rates
from aixss.api.remedies import DOCS
from aixss.api.render import broken
from aixss.api.schema import build_schema, sdl
from aixss.jobs.standing import Scrape
from aixss.kinds import registry
from aixss.kit import db, metrics, tracing
from aixss.kit.crypto import KeyRing, parse_keys
from aixss.kit.exposing import exposed
from aixss.links import Links, open_links
from aixss.migrate import pending
from aixss.news.listener import Listener
from aixss.providers.registry import PROVIDERS
from aixss.settings import Settings

ISSUER = AUDIENCE = "aixss"
TAKEN = ["Authorization", "Content-Type", "Accept-Language", "If-None-Match", HEADER]
SHOWN = [HEADER, "ETag", "RateLimit", "RateLimit-Policy", "Retry-After"]
GRAPHQL = "/graphql"
READY_LIMIT_S = 2.0
# How uvicorn is to serve sockets: a message is as long as a body may be, and is not compressed,
# which takes more time and memory for each connection than small messages are worth.
SOCKETS: Mapping[str, Any] = {
    "ws": Direct,
    "ws_max_size": BODY_MAX,
    "ws_per_message_deflate": False,
    "ws_ping_interval": None,  # whoever serves a socket pings in its own protocol
}

Opener = Callable[[Settings], AbstractAsyncContextManager[Links]]


def build(settings: Settings, opened: Opener = open_links) -> Starlette:
    """The application; raises Invalid when a key ring or a URL is not set."""
    settings.require("database_url", "redis_url", "secret_keys", "token_keys")
    api = Api(build_schema(), settings.origins)
    traces = tracing.exporting(settings.otlp_endpoint, "aixss-api")

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        access = Access()
        async with (
            opened(settings) as links,
            _listening(settings) as listener,
            _sharing(settings) as (rates, automatic, presence),
            access.watching(),
            exposed(settings.host, settings.metrics_port, app.state.scrape.write),
        ):
            app.state.links, app.state.engine = links, api.engine
            app.state.services = api.services = _services(
                settings, links, listener, access, rates, automatic, presence, api.engine.documents
            )
            with api.services.identities.hearing(), traces:
                yield

    cors = _cors(settings)
    app = Starlette(
        routes=[
            Route(GRAPHQL, endpoint=api),
            WebSocketRoute(GRAPHQL, endpoint=api),
            Route("/schema.graphql", endpoint=_schema),
            Route("/", endpoint=pages.home),
            Route(DOCS, endpoint=_errors),
            Route("/healthz", endpoint=_healthz),
            Route("/readyz", endpoint=_readyz),
            # With a port of their own they are not shown where the public asks.
            *([] if settings.metrics_port else [Route("/metrics", endpoint=_metrics)]),
            Mount("/graphiql", app=ide.files()),
        ],
        middleware=[Middleware(RequestIds), *cors],
        exception_handlers={each: broken for each in (*db.AWAY, Exception)},
        lifespan=lifespan,
    )
    app.state.scrape = Scrape()
    graphql: ASGIApp = api
    for each in cors:
        graphql = each.cls(graphql, *each.args, **each.kwargs)
    app.middleware_stack = Straight(app.build_middleware_stack(), GRAPHQL, graphql)
    return app


def _cors(settings: Settings) -> list[Middleware]:
    """Lets the pages of the operator's origins in; without any there is nothing to do."""
    if not settings.origins:
        return []
    taken = Middleware(
        CORSMiddleware,
        allow_origins=list(settings.origins),
        allow_methods=["GET", "POST"],
        allow_headers=TAKEN,
        expose_headers=SHOWN,
    )
    return [taken]


@asynccontextmanager
async def _listening(settings: Settings) -> AsyncIterator[Listener]:
    listener = Listener(settings.redis_url or "", settings.news_prefix)
    await listener.start()
    try:
        yield listener
    finally:
        await listener.aclose()


@asynccontextmanager
async def _sharing(settings: Settings) -> AsyncIterator[tuple[Rates, Automatic, Presence]]:
    """What API processes share through Redis."""
    url, prefix = settings.redis_url or "", settings.news_prefix
    rates = Rates(url, prefix, settings.points_per_minute)
    automatic, presence = Automatic(url, prefix), Presence(url, prefix)
    try:
        yield rates, automatic, presence
    finally:
        await rates.aclose()
        await automatic.aclose()
        await presence.aclose()


def _services(
    settings: Settings,
    links: Links,
    listener: Listener,
    access: Access,
    rates: Rates,
    automatic: Automatic,
    presence: Presence,
    documents: Documents,
) -> Services:
    signing = parse_keys(settings.token_keys or "")
    tokens = TokenSettings(signing, next(iter(signing)), ISSUER, AUDIENCE)
    return Services(
        kinds=registry.load(),
        providers=PROVIDERS,
        keys=KeyRing.parse(settings.secret_keys or ""),
        tokens=tokens,
        identities=Identities(tokens),
        rates=rates,
        automatic=automatic,
        documents=documents,
        listener=listener,
        desks=Desks(),
        access=access,
        presence=presence,
        wire=links.wire,
        dispatcher=links.dispatcher,
        doorbell=links.doorbell,
        pending=pending,
    )


async def _schema(_: Request) -> Response:
    return PlainTextResponse(sdl())


async def _errors(_: Request) -> Response:
    return pages.errors()


async def _healthz(_: Request) -> Response:
    """Whether the process answers at all."""
    return JSONResponse({"status": "ok"})


async def _metrics(request: Request) -> Response:
    """What Prometheus reads."""
    text = await request.app.state.scrape.write()
    return Response(text, headers={"content-type": metrics.CONTENT_TYPE})


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
