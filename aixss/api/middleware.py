"""What each request passes: it gets an id, and the endpoint that most are for comes first."""

from __future__ import annotations

import re
from uuid import uuid4

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "X-Request-Id"
NAME = HEADER.lower().encode()
SHAPE = re.compile(rb"[A-Za-z0-9._-]{1,64}")


class RequestIds:
    """Takes the client's id when it has a sane one, else makes one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with `state.request_id` set."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        given = next((value for name, value in scope["headers"] if name == NAME), b"")
        request_id = given.decode() if SHAPE.fullmatch(given) else uuid4().hex
        shown = (NAME, request_id.encode())
        # Starlette shares the state of the lifespan: each request gets a copy.
        scope["state"] = {**scope.get("state", {}), "request_id": request_id}

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), shown]
            await send(message)

        # The server gives each request a context of its own: nothing has to be taken back.
        structlog.contextvars.bind_contextvars(request_id=request_id)
        await self.app(scope, receive, answer)


class Straight:
    """Takes the requests of one path past the router, which would look at every route for them."""

    def __init__(self, app: ASGIApp, path: str, endpoint: ASGIApp) -> None:
        self.app, self.path, self.endpoint = app, path, endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, straight where it is that path."""
        app = self.endpoint if scope.get("path") == self.path else self.app
        await app(scope, receive, send)
