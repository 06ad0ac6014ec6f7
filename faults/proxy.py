"""Links between programs and servers that can be cut, forget, or hold back a commit's answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

CHUNK_BYTES = 1 << 16
# PostgreSQL's wire shows statements and values as they are: these are looked for in what is sent.
COMMIT = b"COMMIT;"
ROLLBACK = b"ROLLBACK;"
TAIL_BYTES = 64  # of the last chunk: a mark may be split between two

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Dial = Callable[[], Awaitable[Streams]]


class Trap:
    """Holds the answers to commits of transactions in which a mark was sent.

    What is committed is true by then, and its program does not know it yet.
    """

    def __init__(self, mark: bytes) -> None:
        self.mark = mark
        self.sprung = asyncio.Event()
        self.released = asyncio.Event()


class _Side:
    """One connection through a link."""

    def __init__(self, client: asyncio.StreamWriter) -> None:
        self.client = client
        self.server: asyncio.StreamWriter | None = None
        self.tail = b""
        self.is_marked = False
        self.held_by: Trap | None = None
        self.is_forgotten = False
        self._over = asyncio.Event()

    async def keep_silent(self) -> None:
        """Neither end hears of what the other one does, if the way between them is forgotten."""
        if self.is_forgotten:
            await self._over.wait()

    def abort(self) -> None:
        self._over.set()
        for each in (self.client, self.server):
            if each is not None:
                each.transport.abort()


class Link:
    """A way to a server, at a port of 127.0.0.1.

    While it is cut nothing passes and nothing is refused, as on a network that loses everything;
    when it is mended, the connections of before are reset. Those that it forgets stay open and say
    nothing ever again, while new ones pass, as behind a firewall that has lost its table.
    """

    def __init__(self, dial: Dial) -> None:
        self._dial = dial
        self._open = asyncio.Event()
        self._open.set()
        self._sides: set[_Side] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._listening: asyncio.Server
        self.trap: Trap | None = None
        self.port = 0

    async def start(self) -> None:
        """Listen."""
        self._listening = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._listening.sockets[0].getsockname()[1]

    async def aclose(self) -> None:
        """End all connections, and listen no more."""
        self._listening.close()
        for side in list(self._sides):
            side.abort()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def cut(self) -> None:
        """Let nothing pass."""
        self._open.clear()

    def mend(self) -> None:
        """Reset what was open, and let new connections pass."""
        for side in list(self._sides):
            side.abort()
        self._open.set()

    def forget(self) -> None:
        """Let nothing more pass on what is open; both ends believe that it is."""
        for side in self._sides:
            side.is_forgotten = True

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        side = _Side(writer)
        self._sides.add(side)
        try:
            with suppress(OSError):
                await self._join(reader, side)
        except asyncio.CancelledError:
            pass  # the link is closed; asyncio's own server would complain
        finally:
            side.abort()
            self._sides.discard(side)
            self._tasks.discard(task)

    async def _join(self, reader: asyncio.StreamReader, side: _Side) -> None:
        await self._open.wait()
        if side.client.is_closing():
            return
        answers, side.server = await self._dial()
        pumps = [
            asyncio.create_task(self._ask(reader, side)),
            asyncio.create_task(self._answer(answers, side)),
        ]
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)

    async def _ask(self, reader: asyncio.StreamReader, side: _Side) -> None:
        assert side.server is not None
        while chunk := await reader.read(CHUNK_BYTES):
            await self._open.wait()
            await side.keep_silent()
            if self.trap is not None:
                self._watch(side, chunk, self.trap)
            side.server.write(chunk)
            await side.server.drain()
        await side.keep_silent()

    async def _answer(self, answers: asyncio.StreamReader, side: _Side) -> None:
        while chunk := await answers.read(CHUNK_BYTES):
            if (trap := side.held_by) is not None:
                trap.sprung.set()
                await trap.released.wait()
                side.held_by = None
            await self._open.wait()
            await side.keep_silent()
            side.client.write(chunk)
            await side.client.drain()
        await side.keep_silent()

    def _watch(self, side: _Side, chunk: bytes, trap: Trap) -> None:
        seen = side.tail + chunk
        side.tail = seen[-TAIL_BYTES:]
        if trap.mark in seen:
            side.is_marked = True
        if COMMIT not in seen and ROLLBACK not in seen:
            return
        if side.is_marked and COMMIT in seen and not trap.released.is_set():
            side.held_by = trap
        side.is_marked, side.tail = False, b""


def by_path(path: str) -> Dial:
    """A way to a unix socket."""
    return lambda: asyncio.open_unix_connection(path)


def by_port(port: int) -> Dial:
    """A way to a port of this machine."""
    return lambda: asyncio.open_connection("127.0.0.1", port)
