"""What the studio needs and whether it is there: each finding says what to do about it."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import asyncpg
from redis.asyncio import Redis
from redis.exceptions import RedisError

from aixss.embedded.servers import POSTGRES, REDIS, Server
from aixss.jobs import standing
from aixss.jobs.standing import PoolStanding, WorkerStanding
from aixss.kit import clock, db, servers
from aixss.kit.metrics import RELEASE
from aixss.kit.servers import DatabaseStanding
from aixss.migrate import MODULES, direct, pending
from aixss.settings import KEYS, PREFIX, Settings

LIMIT_S = 2.0
PYTHON = (3, 11)
FULL = 0.9  # of all connections: soon the next process gets none
COMPOSE = "docker compose up postgres redis"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    name: str
    is_well: bool
    text: str


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Look at everything, the nearest first."""
    for finding in _machine(settings):
        yield finding
    async for finding in reachable(settings):
        yield finding
        if finding.name == POSTGRES.title and finding.is_well:
            async for each in _database(settings):
                yield each


async def reachable(settings: Settings) -> AsyncIterator[Finding]:
    """Whether the servers that were named answer."""
    if settings.redis_url:
        yield await _redis(settings.redis_url)
    if settings.database_url:
        yield await _postgres(settings.database_url)


def _machine(settings: Settings) -> Iterator[Finding]:
    wanted = ".".join(map(str, PYTHON))
    yield Finding(
        "Python",
        sys.version_info >= PYTHON,
        f"{platform.python_version()}; {wanted} or later is needed",
    )
    yield Finding("Platform", True, f"{platform.system()} {platform.machine()}")
    yield from _server(POSTGRES, settings.database_url)
    yield from _server(REDIS, settings.redis_url)
    yield _folder(settings.data_dir)
    yield _keys(settings)


def _server(server: Server, given: str | None) -> Iterator[Finding]:
    if given:
        return
    program = server.find()
    if program:
        yield Finding(server.title, True, f"embedded, {program}; started when it is needed")
    else:
        hint = f"there is no {server.sought}; set {server.setting}, or run `{COMPOSE}`"
        yield Finding(server.title, False, hint)


def _folder(data_dir: Path) -> Finding:
    nearest = next(each for each in (data_dir, *data_dir.parents) if each.exists())
    if not nearest.is_dir():
        return Finding("Data", False, f"{nearest} is no folder: choose another AIXSS_DATA_DIR")
    if not os.access(nearest, os.W_OK | os.X_OK):
        hint = f"{nearest} cannot be written to: choose another AIXSS_DATA_DIR"
        return Finding("Data", False, hint)
    return Finding("Data", True, f"{data_dir}")


def _keys(settings: Settings) -> Finding:
    missing = [name for name in KEYS if not getattr(settings, name)]
    if not missing:
        return Finding("Keys", True, "set")
    names = ", ".join(f"{PREFIX}{name.upper()}" for name in missing)
    own = "`aixss dev` and `produce` use those of this machine"
    return Finding("Keys", True, f"{own}; `serve` and `worker` need {names}")


async def _redis(url: str) -> Finding:
    redis: Redis = Redis.from_url(url, socket_connect_timeout=LIMIT_S, socket_timeout=LIMIT_S)
    try:
        await redis.ping()
        found = await servers.redis(redis)
    except (RedisError, OSError) as error:
        hint = f"not reachable ({error}); check AIXSS_REDIS_URL, or run `{COMPOSE}`"
        return Finding(REDIS.title, False, hint)
    finally:
        await redis.aclose()
    if found is None:
        return Finding(REDIS.title, False, "it takes connections and does not answer; restart it")
    used = f"{found.memory_bytes / 2**20:.0f} MiB in use, {found.clients} connections"
    return Finding(REDIS.title, True, f"{found.version}, {found.latency_ms:.1f} ms, {used}")


async def _postgres(url: str) -> Finding:
    try:
        async with direct(url) as connection:
            version = await connection.fetchval("SHOW server_version")
    except (asyncpg.PostgresError, OSError, ValueError) as error:
        hint = f"not reachable ({error}); check AIXSS_DATABASE_URL, or run `{COMPOSE}`"
        return Finding(POSTGRES.title, False, hint)
    return Finding(POSTGRES.title, True, f"{version}, reachable")


async def _database(settings: Settings) -> AsyncIterator[Finding]:
    await db.connect(settings.database_url or "", MODULES, pool_size=2)
    try:
        missing = await pending()
        text = f"{', '.join(missing)} pending; run `aixss migrate`" if missing else "all applied"
        yield Finding("Migrations", not missing, text)
        if not missing:
            yield _connections(await servers.database())
            for finding in _house(await standing.pools(), await standing.workers()):
                yield finding
    finally:
        await db.disconnect()


def _connections(found: DatabaseStanding) -> Finding:
    text = f"{found.connections} of {found.connections_max}, {found.latency_ms:.1f} ms a query"
    if found.connections < FULL * found.connections_max:
        return Finding("Connections", True, text)
    hint = "nearly all are taken: raise max_connections, or lower AIXSS_POOL_SIZE"
    return Finding("Connections", False, f"{text}; {hint}")


def _house(pools: list[PoolStanding], workers: list[WorkerStanding]) -> Iterator[Finding]:
    """What `systemStatus` shows, and what to do about it."""
    alive = [each for each in workers if each.is_alive]
    if not alive:
        yield Finding("Workers", False, "none beats, so no job runs; start `aixss worker`")
    else:
        yield Finding("Workers", True, f"{len(alive)} beating")
    yield from map(_worker, workers)
    for pool in pools:
        yield _pool(pool, any(pool.pool in each.pools for each in alive))


def _worker(found: WorkerStanding) -> Finding:
    name = f"Worker on {found.host}"
    text = f"{found.busy} of {found.slots} slots busy, serves {', '.join(found.pools)}"
    if not found.is_alive:
        silent_s = (clock.now() - found.beat_at).total_seconds()
        hint = f"silent for {silent_s:.0f} s, others take its jobs; see its log, or start it again"
        return Finding(name, False, hint)
    if found.version != RELEASE:
        text += f"; it runs {found.version} and this is {RELEASE}: restart it to end the upgrade"
    return Finding(name, True, text)


def _pool(found: PoolStanding, is_served: bool) -> Finding:
    name, text = f"Pool {found.pool}", f"{found.waiting} waiting, {found.running} running"
    if found.oldest_s:
        text += f", the oldest waits for {found.oldest_s:.0f} s"
    if found.waiting and not is_served:
        hint = f"no worker serves it; start `aixss worker --pools {found.pool}`"
        return Finding(name, False, f"{text}; {hint}")
    return Finding(name, True, text)
