"""The least that telling many can cost: the same bytes written to each of many sockets.

`python -m benchmarks.broadcast SOCKET CORE` writes each line of standard input to all who have
connected: no HTTP, no GraphQL, no frames, nobody who is asked whether it may be told.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from asyncio.subprocess import PIPE
from collections.abc import Sequence
from contextlib import ExitStack
from typing import ClassVar, cast

import uvloop

from benchmarks import machine
from benchmarks.capacity import seconds_of

LOOPBACK = "127.0.0.1"
GREETING = b"!"  # of both sides: who has it is one of those who are told
LIMIT_S = 60.0  # for all to be told


class Told(asyncio.Protocol):
    """One who has connected, on either side; counts what came."""

    everybody: ClassVar[set[Told]] = set()

    def __init__(self) -> None:
        self.bytes_read = 0
        self.transport: asyncio.WriteTransport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Be one of them."""
        self.transport = cast(asyncio.WriteTransport, transport)
        self.everybody.add(self)
        self.transport.write(GREETING)

    def data_received(self, data: bytes) -> None:
        """Take it."""
        self.bytes_read += len(data)


async def us_a_write(size: int, count: int, every_s: float, length: int) -> float:
    """Microseconds of CPU to write so many bytes to one of so many sockets, `count` times each."""
    with socket.create_server((LOOPBACK, 0), backlog=size) as bound, ExitStack() as opened:
        arguments = (str(bound.fileno()), machine.MEASURED)
        server = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "benchmarks.broadcast",
            *arguments,
            stdin=PIPE,
            stdout=PIPE,
            pass_fds=[bound.fileno()],
        )
        assert server.stdin
        assert server.stdout
        loop = asyncio.get_running_loop()
        everybody = []
        for _ in range(size):
            transport, told = await loop.create_connection(Told, *bound.getsockname())
            opened.callback(transport.abort)
            everybody.append(told)
        await _all_have(everybody, len(GREETING))
        line = b"x" * (length - 1) + b"\n"
        before_s = seconds_of(server.pid)
        for n in range(1, count + 1):
            server.stdin.write(line)
            await _all_have(everybody, len(GREETING) + n * length)
            await asyncio.sleep(every_s)
        spent_s = seconds_of(server.pid) - before_s
        server.stdin.close()
        await server.wait()
    return 1e6 * spent_s / (size * count)


async def _all_have(everybody: Sequence[Told], count: int) -> None:
    async with asyncio.timeout(LIMIT_S):
        while any(each.bytes_read < count for each in everybody):
            await asyncio.sleep(0.02)


async def main(descriptor: str) -> None:
    """Write each line to all, until there are no more."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Told, sock=socket.socket(fileno=int(descriptor)))
    lines = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), os.fdopen(0, "rb"))
    while line := await lines.readline():
        for each in Told.everybody:
            each.transport.write(line)
    server.close()


if __name__ == "__main__":
    machine.stay_on(sys.argv[2])
    uvloop.run(main(sys.argv[1]))
