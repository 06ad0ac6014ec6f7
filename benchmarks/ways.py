"""The ways to answer, each a process of its own on the measured core."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Protocol

import orjson

from aixss.settings import PREFIX, Settings
from benchmarks import machine
from benchmarks.load import CROWDS, Asker, Connection, Slice, connect, slice_of
from benchmarks.workloads import Following

LOOPBACK = "127.0.0.1"
ENDED = (0, -signal.SIGTERM)  # as it was asked to
LAST_CHARS = 2000  # of the log of a server that ended otherwise


class Way(Protocol):
    """Something that does a workload again and again."""

    async def slice(self, name: str, seconds: float) -> Slice:
        """Do the workload of that name for so long."""
        ...


@dataclass
class Served:
    """A server, asked on a few connections."""

    connections: list[Connection]
    askers: dict[str, list[Asker]]
    address: tuple[str, int]
    pid: int

    def takes(self, name: str, followings: list[Following]) -> None:
        """What is asked under this name, on a connection each."""
        self.askers[name] = list(map(Asker, self.connections, followings))

    async def once(self, following: Following) -> bytes:
        """One answer."""
        return await Asker(self.connections[0], following).once()

    async def slice(self, name: str, seconds: float) -> Slice:
        """Ask for so long."""
        return await slice_of(self.askers[name], seconds)


@asynccontextmanager
async def served(way: str, settings: Settings) -> AsyncIterator[Served]:
    """A server of `benchmarks.serve`, once it answers; it ends with the block."""
    # A line for each edit goes to a file, as in a house, and so does what explains an early end.
    with TemporaryFile() as lines:
        with socket.create_server((LOOPBACK, 0), backlog=128) as bound:
            address = bound.getsockname()
            arguments = ("benchmarks.serve", way, str(bound.fileno()), machine.MEASURED)
            server = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                *arguments,
                env=_environment(settings),
                pass_fds=[bound.fileno()],
                stderr=lines,
            )
        # Who connects waits until it accepts, and is refused when it has ended.
        try:
            yield Served(await connect(address, max(CROWDS)), {}, address, server.pid)
        finally:
            if server.returncode is None:
                server.terminate()
            if await server.wait() not in ENDED:
                lines.seek(0)
                sys.stderr.write(lines.read().decode(errors="replace")[-LAST_CHARS:])


def _environment(settings: Settings) -> dict[str, str]:
    names = {"database_url", "redis_url", "news_prefix", "secret_keys", "token_keys"}
    given = settings.model_dump(include=names)
    # What is spent is counted as ever, and nothing is refused.
    given["points_per_minute"] = str(10**15)
    return {**os.environ, **{f"{PREFIX}{name.upper()}": text for name, text in given.items()}}


@dataclass
class Looped:
    """The process of `benchmarks.limit`."""

    process: asyncio.subprocess.Process

    async def slice(self, name: str, seconds: float) -> Slice:
        """Let it run for so long."""
        found = orjson.loads(await self._ask([name, seconds]))
        return Slice(found["answers"], found["elapsed_s"])

    async def _ask(self, line: object) -> bytes:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(orjson.dumps(line) + b"\n")
        answer = await self.process.stdout.readline()
        if not answer:
            raise RuntimeError("the process of the limit has ended")
        return answer


@asynccontextmanager
async def looped(database_url: str, keys: Mapping[str, object]) -> AsyncIterator[Looped]:
    """The limit, for the keys of a data set; it ends with the block."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "benchmarks.limit",
        database_url,
        machine.MEASURED,
        stdin=PIPE,
        stdout=PIPE,
    )
    assert process.stdin
    try:
        process.stdin.write(orjson.dumps(keys) + b"\n")
        yield Looped(process)
    finally:
        process.stdin.close()
        await process.wait()
