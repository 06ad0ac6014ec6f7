"""The house under test: servers of its own, an API, two workers, a provider, and their links."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
from redis.asyncio import Redis

from aixss.client.address import is_ready
from aixss.embedded.servers import POSTGRES, REDIS
from aixss.migrate import direct, migrate
from aixss.settings import PREFIX, local_secrets
from faults.parts import Embedded, Part, Program
from faults.provider import Gate, providing
from faults.proxy import Link, by_path, by_port
from tests.openai_server import FakeOpenAI

WORKERS = 2
READY_S = 60.0
LOOK_S = 0.05


class Victim(StrEnum):
    """What can be hurt."""

    API = "API"
    WORKER = "worker"
    POSTGRES = "PostgreSQL"
    REDIS = "Redis"


@dataclass(frozen=True)
class Pace:
    """How patient the workers are, in seconds; those of the product unless a test is in a hurry."""

    beat_s: float = 2.0
    lost_after_s: float = 15.0
    grace_s: float = 5.0
    slots: int = 16


class House:
    """All that takes part; made by `house`."""

    def __init__(self, folder: Path, pace: Pace, gate: Gate, provider: FakeOpenAI) -> None:
        self.folder, self.pace, self.gate, self.provider = folder, pace, gate, provider
        self.postgres = Embedded(POSTGRES, folder)
        self.redis = Embedded(REDIS, folder)
        self.programs: list[Program] = []  # the API, then the workers
        self.to_postgres: list[Link] = []  # of each program
        self.to_redis: list[Link] = []
        self.metrics_ports: list[int] = []
        self.front: Link  # between clients and the API

    @property
    def url(self) -> str:
        """Where clients reach the API."""
        return f"http://127.0.0.1:{self.front.port}"

    @property
    def api(self) -> Program:
        """The API's process."""
        return self.programs[0]

    @property
    def workers(self) -> Sequence[Program]:
        """The workers' processes; the first is the one that is hurt."""
        return self.programs[1:]

    @property
    def redis_url(self) -> str:
        """Redis, by a way that is never cut."""
        return self.redis.services.redis_url

    def part(self, victim: Victim) -> Part:
        """What is killed, stopped and restarted."""
        match victim:
            case Victim.API:
                return self.api
            case Victim.WORKER:
                return self.workers[0]
            case Victim.POSTGRES:
                return self.postgres
            case Victim.REDIS:
                return self.redis

    def links(self, victim: Victim) -> Sequence[Link]:
        """What is cut to leave it alone."""
        match victim:
            case Victim.API:
                return [self.to_postgres[0], self.to_redis[0], self.front]
            case Victim.WORKER:
                return [self.to_postgres[1], self.to_redis[1]]
            case Victim.POSTGRES:
                return self.to_postgres
            case Victim.REDIS:
                return self.to_redis

    @asynccontextmanager
    async def database(self) -> AsyncIterator[asyncpg.Connection]:
        """A connection to the database, by a way that is never cut."""
        async with direct(self.postgres.services.database_url) as connection:
            yield connection

    @asynccontextmanager
    async def keys(self) -> AsyncIterator[Redis]:
        """A client of Redis, by a way that is never cut."""
        async with Redis.from_url(self.redis_url) as redis:
            yield redis

    async def ready(self) -> None:
        """Return when the API can do its work and all workers beat.

        Raises TimeoutError, and Ended when a program has ended by itself.
        """
        async with asyncio.timeout(READY_S):
            while not await is_ready(self.url):
                for program in self.programs:
                    program.check()
                await asyncio.sleep(LOOK_S)
            async with self.database() as connection:
                while await connection.fetchval(BEATING, 2 * self.pace.beat_s) < WORKERS:
                    await asyncio.sleep(LOOK_S)

    async def mended(self) -> None:
        """Start whatever does not run, and wait until all is ready."""
        for program in self.programs:
            if not program.is_running:
                await program.start()
        await self.ready()


BEATING = "SELECT count(*) FROM worker WHERE beat_at > now() - make_interval(secs => $1 + 1)"


@asynccontextmanager
async def house(pace: Pace | None = None, folder: Path | None = None) -> AsyncIterator[House]:
    """A house that is ready; everything in it ends with the block."""
    async with AsyncExitStack() as leave:
        if folder is None:
            folder = Path(leave.enter_context(TemporaryDirectory()))
        gate = Gate()
        provider = await leave.enter_async_context(providing(gate))
        built = House(folder, pace or Pace(), gate, provider)
        for server in (built.postgres, built.redis):
            leave.push_async_callback(server.ended)
            await server.start()
        await migrate(built.postgres.services.database_url)
        await _link(built, leave)
        for program in built.programs:
            leave.push_async_callback(program.stop)
            await program.start()
        await built.ready()
        yield built


async def _link(built: House, leave: AsyncExitStack) -> None:
    """Make the programs, each with links of its own."""

    async def linked(link: Link) -> Link:
        await link.start()
        leave.push_async_callback(link.aclose)
        return link

    port = _free_port()
    built.front = await linked(Link(by_port(port)))
    for number in range(1 + WORKERS):
        to_postgres = await linked(Link(by_path(built.postgres.socket)))
        to_redis = await linked(Link(by_path(built.redis.socket)))
        built.to_postgres.append(to_postgres)
        built.to_redis.append(to_redis)
        built.metrics_ports.append(_free_port())
        environment = _environment(built, to_postgres, to_redis, built.metrics_ports[-1])
        arguments = ["worker"] if number else ["serve", "--port", str(port)]
        name = f"worker-{number}" if number else "api"
        built.programs.append(Program(name, arguments, environment, built.folder))


def _environment(
    built: House, to_postgres: Link, to_redis: Link, metrics_port: int
) -> dict[str, str]:
    """What a program is told; nothing of the environment's own servers."""
    told = {
        "database_url": f"postgres://postgres@127.0.0.1:{to_postgres.port}/postgres",
        "redis_url": f"redis://127.0.0.1:{to_redis.port}",
        "data_dir": str(built.folder),
        **local_secrets(built.folder),
        "metrics_port": str(metrics_port),
        "points_per_minute": "0",
        "allow_private_providers": "true",
        "beat_s": str(built.pace.beat_s),
        "lost_after_s": str(built.pace.lost_after_s),
        "grace_s": str(built.pace.grace_s),
        "slots": str(built.pace.slots),
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return kept | {f"{PREFIX}{name.upper()}": value for name, value in told.items()}


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port: int = bound.getsockname()[1]
        return port
