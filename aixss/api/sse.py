"""Server-sent events in the distinct mode of graphql-sse: one request, one operation."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress

from starlette.types import Receive, Send

from aixss.api.execution import Answer

PING_S = 15.0
PING = b":\n\n"
COMPLETE = b"event: complete\ndata:\n\n"


def event(answer: Answer) -> bytes:
    """The event that carries an answer; its JSON has no line breaks."""
    return b"event: next\ndata: " + answer.body + b"\n\n"


async def serve(
    answers: AsyncGenerator[Answer, None],
    headers: list[tuple[bytes, bytes]],
    receive: Receive,
    send: Send,
) -> None:
    """Send answers as they come, until they end or the client has gone."""
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    telling = asyncio.create_task(_tell(answers, send))
    others = [asyncio.create_task(_ping(send)), asyncio.create_task(_gone(receive))]
    try:
        await asyncio.wait([telling, *others], return_when=asyncio.FIRST_COMPLETED)
    finally:
        # What the operation holds is given back before the request is over.
        for task in (telling, *others):
            task.cancel()
        for task in (telling, *others):
            with suppress(asyncio.CancelledError, OSError):
                await task


async def _tell(answers: AsyncGenerator[Answer, None], send: Send) -> None:
    async with aclosing(answers):
        async for answer in answers:
            await send({"type": "http.response.body", "body": event(answer), "more_body": True})
    await send({"type": "http.response.body", "body": COMPLETE})


async def _ping(send: Send) -> None:
    """Keep proxies from closing a connection on which nothing happens."""
    while True:
        await asyncio.sleep(PING_S)
        await send({"type": "http.response.body", "body": PING, "more_body": True})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
