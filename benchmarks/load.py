"""A load of few connections that costs next to nothing: one request after the other on each."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from benchmarks.workloads import Following

CONNECTIONS = 4
CROWDS = (1, 2, 4, 8, 16, 32)  # for what costs less when more ask at once
HEAD_END = b"\r\n\r\n"
LENGTH = b"content-length:"


@dataclass(frozen=True)
class Slice:
    """What was answered in some seconds."""

    answers: float
    elapsed_s: float
    load_s: float = 0.0  # of computing by this process, which is to be much less

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answers / self.elapsed_s


class Connection(asyncio.Protocol):
    """One keep-alive connection; `body` is the last answer."""

    body: bytes | None = None

    def __init__(self) -> None:
        self.buffer = bytearray()
        self.head, self.whole = 0, 0  # lengths of the answer that comes in, once they are known
        self.answered: asyncio.Future[bytes] | None = None
        self.transport: asyncio.WriteTransport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what is written to."""
        self.transport = cast(asyncio.WriteTransport, transport)

    def data_received(self, data: bytes) -> None:
        """Take a part of an answer."""
        self.buffer += data
        if not self.whole:
            self._measure()
        if self.whole and len(self.buffer) >= self.whole:
            answer = bytes(self.buffer[self.head : self.whole])
            status = bytes(self.buffer[9:12])
            self.buffer.clear()
            self.head = self.whole = 0
            self._end(answer, status)

    def _measure(self) -> None:
        end = self.buffer.find(HEAD_END)
        if end < 0:
            return
        head = bytes(self.buffer[:end]).lower()
        begin = head.index(LENGTH) + len(LENGTH)
        self.head = end + len(HEAD_END)
        self.whole = self.head + int(head[begin:].split(b"\r\n", 1)[0])

    def _end(self, answer: bytes, status: bytes) -> None:
        waiting, self.answered = self.answered, None
        assert waiting is not None
        if status == b"200":
            waiting.set_result(answer)
        else:
            waiting.set_exception(RuntimeError(f"{status.decode()}: {answer[:500].decode()}"))

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody answers any more."""
        if self.answered:
            self.answered.set_exception(exc or ConnectionResetError("the server went away"))

    async def ask(self, request: bytes) -> bytes:
        """The body of the answer; raises RuntimeError when it is not a success."""
        self.answered = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return await self.answered


async def connect(address: tuple[str, int], count: int) -> list[Connection]:
    """Connections to a server."""
    loop = asyncio.get_running_loop()
    made = [loop.create_connection(Connection, *address) for _ in range(count)]
    return [protocol for _, protocol in await asyncio.gather(*made)]


class Asker:
    """Asks on one connection what follows from what was answered."""

    def __init__(self, connection: Connection, following: Following) -> None:
        self.connection = connection
        self.following = following
        self.answer: bytes | None = None

    async def once(self) -> bytes:
        """One answer."""
        self.answer = await self.connection.ask(self.following(self.answer))
        return self.answer

    async def until(self, ends_at: float) -> int:
        """How many answers came to what was asked before then."""
        answers = 0
        while time.perf_counter() < ends_at:
            await self.once()
            answers += 1
        return answers


async def slice_of(askers: Sequence[Asker], seconds: float) -> Slice:
    """Ask on all connections for so long, and wait for the last answers."""
    began, computed = time.perf_counter(), time.process_time()
    answers = sum(await asyncio.gather(*(each.until(began + seconds) for each in askers)))
    return Slice(answers, time.perf_counter() - began, time.process_time() - computed)
