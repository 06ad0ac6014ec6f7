"""One way to answer, as a server: `python -m benchmarks.serve WAY SOCKET CORE`."""

from __future__ import annotations

import socket
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from aixss import app
from aixss.kit import logs
from aixss.kit.memory import settle
from aixss.settings import Settings, read
from benchmarks import machine, plain, tuned

IDLE_S = 600  # a connection waits while the other ways have their turns


def fallback(settings: Settings) -> Starlette:
    """Ours, with every operation executed field by field."""
    built = app.build(settings)
    opening = built.router.lifespan_context

    @asynccontextmanager
    async def lifespan(opened: Starlette) -> AsyncIterator[Mapping[str, Any] | None]:
        async with opening(opened) as state:
            assert opened.state.engine.planned
            opened.state.engine.planned = False
            yield state

    built.router.lifespan_context = lifespan  # type: ignore[assignment]  # wider by None
    return built


def nothing(_: Settings) -> Starlette:
    """An answer that costs nothing: how far the server and the load go."""

    async def answer(_: Request) -> Response:
        return Response(b"{}", media_type="application/json")

    return Starlette(routes=[Route("/graphql", answer, methods=["POST"])])


OURS = ("ours", "fallback")
WAYS: Mapping[str, Callable[[Settings], Starlette]] = {
    "ours": app.build,
    "fallback": fallback,
    "plain": plain.build,
    "tuned": tuned.build,
    "bare": tuned.build_bare,
    "nothing": nothing,
}


def main(way: str, descriptor: str, core: str) -> None:
    """Serve on an open socket until the process is asked to end."""
    machine.stay_on(core)
    config = uvicorn.Config(
        WAYS[way](read()),
        loop="uvloop",
        http="httptools",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=IDLE_S,
        **app.SOCKETS,
    )
    if way in OURS:  # as `aixss serve` does
        logs.configure("json")
        settle()
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=int(descriptor))])


if __name__ == "__main__":
    main(*sys.argv[1:])
