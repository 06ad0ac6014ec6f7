"""Server-sent events in the distinct mode of graphql-sse: one request, one operation."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from graphql import OperationType
from starlette.types import Message, Receive, Send

from aixss.api.context import Caller
from aixss.api.desks import at_once
from aixss.api.execution import Answer, Engine
from aixss.api.requests import Asked
from aixss.errors import Unauthenticated

PING_S = 15.0
GOODBYE_S = 1.0  # in which the client has to take why its access is over
PING = b":\n\n"
COMPLETE = b"event: complete\ndata:\n\n"


def event(answer: Answer) -> bytes:
    """The event that carries an answer; its JSON has no line breaks."""
    return b"event: next\ndata: " + answer.body + b"\n\n"


class Stream:
    """The way of an operation's answers into the response."""

    def __init__(self, send: Send) -> None:
        self._send = send

    async def tell(self, answer: Answer) -> None:
        """Send an answer."""
        await self._send(_part(event(answer)))

    def tell_now(self, answer: Answer) -> bool:
        """Whether an answer was sent without waiting."""
        return at_once(self._send(_part(event(answer))))

    async def complete(self, refused: Answer | None = None) -> None:
        """Say that nothing follows, and why when something went wrong."""
        if refused:
            await self.tell(refused)
        await self._send({"type": "http.response.body", "body": COMPLETE})


def _part(body: bytes) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": True}


async def serve(
    engine: Engine,
    asked: Asked,
    caller: Caller,
    allowed: frozenset[OperationType],
    headers: list[tuple[bytes, bytes]],
    receive: Receive,
    send: Send,
) -> None:
    """Send answers as they come, until they end, the client has gone or it may not stay."""
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    stream = Stream(send)

    async def answer() -> None:
        await stream.complete(await engine.serve(asked, caller, stream, allowed))

    telling = asyncio.create_task(answer())
    staying = asyncio.create_task(_stay(caller))
    tasks = [
        telling,
        staying,
        asyncio.create_task(_ping(send)),
        asyncio.create_task(_gone(receive)),
    ]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if staying.done() and not telling.done():
            await _ended(telling)
            with suppress(TimeoutError):  # who reads nothing is told nothing
                async with asyncio.timeout(GOODBYE_S):
                    await stream.complete(engine.refusal(staying.result(), caller))
    finally:
        # What the operation holds is given back before the request is over.
        for task in tasks:
            await _ended(task)


async def _ended(task: asyncio.Task[Any]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError, OSError):
        await task


async def _ping(send: Send) -> None:
    """Keep proxies from closing a quiet connection; end when the client takes nothing."""
    while True:
        await asyncio.sleep(PING_S)
        async with asyncio.timeout(PING_S):
            await send({"type": "http.response.body", "body": PING, "more_body": True})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _stay(caller: Caller) -> Unauthenticated:
    """Why the viewer's access is over, once it is."""
    if caller.viewer is None:
        await asyncio.Event().wait()
    assert caller.viewer is not None
    return Unauthenticated(await caller.services.access.over(caller.viewer))
