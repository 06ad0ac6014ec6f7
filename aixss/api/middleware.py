"""A request id for every request: in its answer, its errors and its lines of the log."""

from __future__ import annotations

import re
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "X-Request-Id"
SHAPE = re.compile(r"[A-Za-z0-9._-]{1,64}")


class RequestIds:
    """Takes the client's id when it has a sane one, else makes one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with `state.request_id` set."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get(HEADER, "")
        request_id = given if SHAPE.fullmatch(given) else uuid4().hex
        # Starlette shares the state of the lifespan: each request gets a copy.
        scope["state"] = {**scope.get("state", {}), "request_id": request_id}

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = request_id
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            await self.app(scope, receive, answer)
