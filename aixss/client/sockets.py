"""One subscription over a websocket, as graphql-transport-ws has it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from typing import Any

from websockets import ClientConnection, Subprotocol, WebSocketException, connect

from aixss.client import address
from aixss.client.errors import refusal, unreachable

Json = dict[str, Any]

PROTOCOL = Subprotocol("graphql-transport-ws")
OPEN_S = 10.0
CLOSE_S = 2.0
MESSAGE_BYTES = 64 * 1024 * 1024  # the snapshot of a project with all its scenes is one message


async def answers(
    url: str, token: str | None, request: Mapping[str, object], opened: set[ClientConnection]
) -> AsyncGenerator[Json]:
    """The answers of an API to a request, to its end; `opened` holds the socket meanwhile.

    Raises what the studio refused, and Unreachable when the connection breaks before the end.
    """
    try:
        async with connect(
            address.socket(url),
            subprotocols=[PROTOCOL],
            open_timeout=OPEN_S,
            close_timeout=CLOSE_S,
            max_size=MESSAGE_BYTES,
        ) as socket:
            opened.add(socket)
            try:
                await _open(socket, token)
                await _send(socket, id="1", type="subscribe", payload=request)
                while (message := await _receive(socket))["type"] == "next":
                    yield message["payload"]
            finally:
                opened.discard(socket)
            if message["type"] == "error":
                raise refusal(message["payload"])
    # A message that is no JSON or lacks a part is as good as none.
    except (WebSocketException, OSError, ValueError, KeyError, TypeError) as error:
        raise unreachable(url) from error


async def _open(socket: ClientConnection, token: str | None) -> None:
    said = {"authorization": f"Bearer {token}"} if token else {}
    await _send(socket, type="connection_init", payload=said)
    async with asyncio.timeout(OPEN_S):
        await _receive(socket)


async def _send(socket: ClientConnection, **message: object) -> None:
    await socket.send(json.dumps(message))


async def _receive(socket: ClientConnection) -> Json:
    """The next message that is no ping."""
    while True:
        message: Json = json.loads(await socket.recv())
        if message["type"] != "ping":
            return message
        await _send(socket, type="pong")
