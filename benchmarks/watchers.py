"""Many who watch one project: what a delivery costs the server, and how late it comes.

The server has the measured core; who watches and what happens have the other. Every watcher is a
socket of graphql-transport-ws that subscribes to the same project with the same document, and each
of them has to see every fact once and in order, or the run ends.
"""

from __future__ import annotations

import asyncio
import base64
import os
import resource
import secrets
import statistics
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast
from uuid import UUID

import orjson

from aixss.api.ids import public
from aixss.kit import db
from aixss.kit.db import Change, Counter
from aixss.news import log
from aixss.news.events import ObjectChanged, Operation
from aixss.settings import Settings
from benchmarks.broadcast import us_a_write
from benchmarks.capacity import seconds_of
from benchmarks.versus import Table
from benchmarks.ways import served

CROWDS = (100, 1000, 5000)
EVENTS = 40  # in one run
EVERY_S = 0.25
LIMIT_S = 300.0  # for all to be connected, or for the last delivery
AT_ONCE = 50  # sockets that are opened side by side
PAGE_BYTES = os.sysconf("SC_PAGESIZE")
FILES_BESIDE = 200
TEXT, PING, PONG = 0x81, 0x89, 0x8A  # whole frames, by their first byte

WATCH = """
subscription Watch($id: ID!) {
  projectEvents(projectId: $id) {
    __typename
    cursor
    at
    ... on ObjectChanged { revision fields target { ... on Scene { id summary status } } }
  }
}
"""


class Watcher(asyncio.Protocol):
    """A socket that subscribes and notes when each event came."""

    def __init__(self, token: str, document: bytes) -> None:
        self.subscribed = asyncio.get_running_loop().create_future()
        self.came_at: list[float] = []
        self.cursors: list[bytes] = []
        self.length = 0  # of the last event's frame, in bytes
        self._token, self._document = token, document
        self._buffer = bytearray()
        self._is_open = False
        self._transport: asyncio.WriteTransport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for a socket."""
        transport = self._transport = cast(asyncio.WriteTransport, transport)
        key = base64.b64encode(secrets.token_bytes(16)).decode()
        transport.write(
            (
                "GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                f"Sec-WebSocket-Key: {key}\r\n"
                "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"
            ).encode()
        )

    def data_received(self, data: bytes) -> None:
        """Take what came, frame by frame."""
        came_at = time.perf_counter()
        self._buffer += data
        if not self._is_open:
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            del self._buffer[: end + 4]
            self._is_open = True
            init = {"type": "connection_init", "payload": {"authorization": self._token}}
            self._send(orjson.dumps(init))
        while (frame := _frame(self._buffer)) is not None:
            kind, payload = frame
            if kind == TEXT:
                self._take(payload, came_at)
            elif kind == PING:
                self._send(payload, PONG)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing comes any more."""
        if not self.subscribed.done():
            self.subscribed.set_exception(exc or ConnectionResetError("the server closed it"))

    def close(self) -> None:
        """Leave."""
        self._transport.abort()

    def _take(self, frame: bytes, came_at: float) -> None:
        if b'"connection_ack"' in frame:
            self._send(b'{"id":"1","type":"subscribe","payload":' + self._document + b"}")
        elif b'"ProjectSnapshot"' in frame:
            self.subscribed.set_result(None)
        elif b'"ObjectChanged"' in frame:
            self.came_at.append(came_at)
            self.length = len(frame)
            begin = frame.index(b'"cursor":"') + 10
            self.cursors.append(frame[begin : frame.index(b'"', begin)])
        elif b'"ping"' in frame:
            self._send(b'{"type":"pong"}')
        else:
            error = RuntimeError(frame[:500].decode())
            if not self.subscribed.done():
                self.subscribed.set_exception(error)
            raise error

    def _send(self, payload: bytes, kind: int = TEXT) -> None:
        """A frame, masked with zeros, which leaves it as it is."""
        size = len(payload)
        length = bytes([0x80 | size]) if size < 126 else b"\xfe" + size.to_bytes(2)
        self._transport.write(bytes([kind]) + length + bytes(4) + payload)


def _frame(buffer: bytearray) -> tuple[int, bytes] | None:
    """The kind and the payload of the first whole frame, taken out of the buffer."""
    if len(buffer) < 2:
        return None
    size, begin = buffer[1], 2
    if size == 126:
        size, begin = int.from_bytes(buffer[2:4]), 4
    elif size == 127:
        size, begin = int.from_bytes(buffer[2:10]), 10
    if len(buffer) < begin + size:
        return None
    kind, payload = buffer[0], bytes(buffer[begin : begin + size])
    del buffer[: begin + size]
    return kind, payload


@dataclass
class Crowd:
    """Watchers of one project, and what was measured of them."""

    watchers: list[Watcher] = field(default_factory=list)
    told_at: list[float] = field(default_factory=list)

    def delays_ms(self) -> list[float]:
        """How late each delivery came, sorted."""
        return sorted(
            1000 * (came_at - told_at)
            for each in self.watchers
            for came_at, told_at in zip(each.came_at, self.told_at, strict=True)
        )

    def check(self) -> None:
        """Raises RuntimeError unless all saw the same facts, each once."""
        first = self.watchers[0].cursors
        if len(set(first)) != len(self.told_at) or any(
            each.cursors != first for each in self.watchers
        ):
            raise RuntimeError("some watcher has missed a fact, or seen one twice")


async def crowds(
    settings: Settings, token: str, project_id: UUID, scene_id: UUID, sizes: Sequence[int] = CROWDS
) -> Table:
    """CPU of the server for a delivery, how late deliveries come, and memory of a watcher."""
    _allow_files(max(sizes))
    rows = [await _row(settings, token, project_id, scene_id, size) for size in sizes]
    costs = ("us of CPU a delivery", "us of a bare write")
    head = ("watchers", *costs, "p50 ms", "p99 ms", "kB a watcher")
    return Table(head, rows)


async def _row(
    settings: Settings, token: str, project_id: UUID, scene_id: UUID, size: int
) -> Sequence[str]:
    async with served("ours", settings) as server:
        pid = server.pid
        variables = {"id": public("Project", project_id)}
        document = orjson.dumps({"query": WATCH, "variables": variables})
        async with _watching(server.address, token, document, 1):  # warm
            pass
        before_bytes = _memory_bytes(pid)
        async with _watching(server.address, token, document, size) as crowd:
            used_bytes = _memory_bytes(pid) - before_bytes
            before_s = seconds_of(pid)
            for n in range(EVENTS):
                await _happen(project_id, scene_id, n, crowd)
                await asyncio.sleep(EVERY_S)
            async with asyncio.timeout(LIMIT_S):
                while any(len(each.came_at) < EVENTS for each in crowd.watchers):
                    await asyncio.sleep(0.05)
            spent_s = seconds_of(pid) - before_s
            crowd.check()
            delays = crowd.delays_ms()
            length = crowd.watchers[0].length
    bare_us = await us_a_write(size, EVENTS, EVERY_S, length)
    return (
        f"{size:,}",
        f"{1e6 * spent_s / (EVENTS * size):.1f}",
        f"{bare_us:.1f}",
        f"{statistics.median(delays):.1f}",
        f"{delays[int(len(delays) * 0.99)]:.1f}",
        f"{used_bytes / size / 1000:.1f}",
    )


async def _happen(project_id: UUID, scene_id: UUID, n: int, crowd: Crowd) -> None:
    async def work(tx: Change) -> None:
        log.record(
            tx,
            ObjectChanged(
                target_type="scene",
                target_id=scene_id,
                revision=n + 1,
                operation=Operation.UPDATED,
                fields=("summary",),
            ),
        )
        crowd.told_at.append(time.perf_counter())

    await db.change(Counter("project", project_id), work)


@asynccontextmanager
async def _watching(
    address: tuple[str, int], token: str, document: bytes, size: int
) -> AsyncIterator[Crowd]:
    crowd, gate = Crowd(), asyncio.Semaphore(AT_ONCE)
    loop = asyncio.get_running_loop()

    async def come() -> None:
        async with gate:
            _, watcher = await loop.create_connection(lambda: Watcher(token, document), *address)
            await watcher.subscribed
            crowd.watchers.append(watcher)

    try:
        async with asyncio.timeout(LIMIT_S):
            await asyncio.gather(*(come() for _ in range(size)))
        yield crowd
    finally:
        for each in crowd.watchers:
            each.close()


def _allow_files(count: int) -> None:
    """Room for so many sockets, here and in the server, which inherits it."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = min(count + FILES_BESIDE, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _memory_bytes(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE_BYTES
