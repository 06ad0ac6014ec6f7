"""A receiver of webhooks, who takes what comes or behaves badly on demand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from standardwebhooks import Webhook
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from tests.api import serving

BLOCK = b"x" * 65536


@dataclass(frozen=True)
class Call:
    """One request that came."""

    headers: Mapping[str, str]
    body: bytes

    @property
    def id(self) -> str:
        """Which delivery it is."""
        return self.headers["webhook-id"]

    def told(self, secret: str) -> Any:
        """What it says; raises when its signature is not that of the secret."""
        return Webhook(secret).verify(self.body, dict(self.headers))


@dataclass
class Receiver:
    """What has come, and what is answered: the next of `statuses`, then 200."""

    url: str = ""
    calls: list[Call] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    text: bytes = b"thanks"
    redirects_to: str | None = None
    endless: bool = False
    hangs: asyncio.Event | None = None

    @property
    def ids(self) -> list[str]:
        """Which deliveries have come, in order."""
        return [call.id for call in self.calls]

    async def answer(self, request: Request) -> Response:
        """Take a request."""
        self.calls.append(Call(dict(request.headers), await request.body()))
        if self.hangs is not None:
            await self.hangs.wait()
        if self.endless:
            return StreamingResponse(_blocks())
        if self.redirects_to:
            return Response(status_code=307, headers={"location": self.redirects_to})
        status = self.statuses.pop(0) if self.statuses else 200
        return Response(self.text, status_code=status)


async def _blocks() -> AsyncIterator[bytes]:
    while True:
        yield BLOCK
        await asyncio.sleep(0)  # once its client has left, sending waits for nothing


@asynccontextmanager
async def receiving(**behaviour: Any) -> AsyncIterator[Receiver]:
    """A receiver at an address of this machine."""
    receiver = Receiver(**behaviour)
    app = Starlette(routes=[Route("/hook", receiver.answer, methods=["POST"])])
    async with serving(app) as address:
        receiver.url = f"{address}/hook"
        try:
            yield receiver
        finally:
            if receiver.hangs is not None:
                receiver.hangs.set()
