"""Frames that are written past the server: as they are on the wire, and when they are refused."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode

from aixss.api import sockets
from aixss.api.frames import Write, text_frame, write_of
from aixss.app import SOCKETS
from tests.api import api as running


@asynccontextmanager
async def served(app: ASGIApp, **changes: Any) -> AsyncIterator[str]:
    """The URL of a socket that a uvicorn serves as the API is served, but for some settings."""
    given = {**SOCKETS, **changes}
    config = uvicorn.Config(app, port=0, lifespan="off", log_config=None, **given)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"ws://127.0.0.1:{port}/graphql"
    finally:
        server.should_exit = True
        await serving


class Served:
    """An application of one socket, which waits to be told to go on or to end."""

    def __init__(self) -> None:
        self.write: asyncio.Future[Write] = asyncio.get_running_loop().create_future()
        self.may_accept, self.is_over = asyncio.Event(), asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = write_of(scope)
        assert found is not None
        self.write.set_result(found)
        await self.may_accept.wait()
        assert (await receive())["type"] == "websocket.connect"
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.send", "text": "first"})
        while (await receive())["type"] != "websocket.disconnect":
            await send({"type": "websocket.close", "code": 1001})
        self.is_over.set()


@asynccontextmanager
async def opened() -> AsyncIterator[tuple[Served, Write, ClientConnection]]:
    """An application, how it writes, and its client, which has heard the first message."""
    app = Served()
    app.may_accept.set()
    async with served(app) as url, connect(url, max_queue=None) as client:
        assert await client.recv() == "first"
        yield app, await app.write, client


@pytest.mark.parametrize("size", [2, 125, 126, 65535, 65536])
def test_a_frame_is_as_the_protocol_has_it(size: int) -> None:
    body = b"x" * (size - 2)

    assert text_frame(b"{", body, b"}") == Frame(Opcode.TEXT, b"{" + body + b"}").serialize(
        mask=False
    )


async def test_a_frame_follows_what_was_sent_before() -> None:
    async with opened() as (_, write, client):
        assert write(text_frame(b"a", b"\xc3\xa9", b""))

        assert await client.recv() == "aé"


async def test_nothing_is_written_before_the_handshake() -> None:
    app = Served()
    async with served(app) as url:
        connecting = asyncio.create_task(connect(url).__aenter__())
        write = await app.write
        refused = write(text_frame(b"early", b"", b""))
        app.may_accept.set()
        async with await connecting as client:
            assert not refused
            assert await client.recv() == "first"


async def test_a_client_that_takes_nothing_is_full_until_it_does() -> None:
    frame = text_frame(b"x" * 60_000, b"", b"")
    async with opened() as (_, write, client):
        client.transport.pause_reading()
        written = 0
        while write(frame):
            written += 1
            assert written < 1000  # what the kernel holds has an end, and so has a buffer
            await asyncio.sleep(0)
        client.transport.resume_reading()
        for _ in range(written):
            assert len(await asyncio.wait_for(client.recv(), 5)) == 60_000

        assert write(text_frame(b"last", b"", b""))
        assert await client.recv() == "last"


async def test_nothing_is_written_after_the_servers_close() -> None:
    async with opened() as (app, write, client):
        await client.send("close it")
        await app.is_over.wait()

        assert not write(text_frame(b"late", b"", b""))
        with pytest.raises(ConnectionClosed):
            await client.recv()
        assert client.close_code == 1001


async def test_nothing_is_written_to_who_has_gone() -> None:
    async with opened() as (app, write, client):
        client.transport.abort()
        await app.is_over.wait()

        assert not write(text_frame(b"late", b"", b""))


async def test_a_server_that_knows_no_way_is_asked_as_any(
    database_url: str, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "PING_S", 0.05)
    async with (
        running(database_url, redis_url) as api,
        served(api.app, ws="websockets-sansio") as url,
        connect(url, subprotocols=[sockets.PROTOCOL]) as client,  # type: ignore[list-item]  # a str
    ):
        await client.send('{"type":"connection_init"}')

        assert json.loads(await client.recv()) == {"type": "connection_ack"}
        assert json.loads(await client.recv()) == {"type": "ping"}
