"""What each request passes: it gets an id, and the endpoint that most are for comes first."""

from __future__ import annotations

import os
import re

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "X-Request-Id"
NAME = HEADER.lower().encode()
SHAPE = re.compile(rb"[A-Za-z0-9._-]{1,64}")


def begun(given: bytes) -> str:
    """The id of a request, whose log lines carry it: the client's own when that is a sane one."""
    is_sane = given and SHAPE.fullmatch(given)
    request_id = given.decode() if is_sane else os.urandom(16).hex()
    # The server gives each request a context of its own: nothing has to be taken back.
    structlog.contextvars.bind_contextvars(request_id=request_id)
    return request_id


class RequestIds:
    """Gives each request an id."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with `state.request_id` set, and show it with the answer."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        given = next((value for name, value in scope["headers"] if name == NAME), b"")
        request_id = begun(given)
        shown = (NAME, request_id.encode())
        # Starlette shares the state of the lifespan: each request gets a copy.
        scope["state"] = {**scope.get("state", {}), "request_id": request_id}

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), shown]
            await send(message)

        await self.app(scope, receive, answer)


class Straight:
    """Takes the requests of one path past all that others go through."""

    def __init__(self, app: ASGIApp, path: str, endpoint: ASGIApp) -> None:
        self.app, self.path, self.endpoint = app, path, endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, straight where it is that path below the root that we are served under."""
        path: str = scope.get("path", "")
        is_it = path.removeprefix(scope.get("root_path", "")) == self.path
        await (self.endpoint if is_it else self.app)(scope, receive, send)
