"""How the servers stand, as this process meets them."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from redis.asyncio import Redis
from redis.exceptions import RedisError

from aixss.kit import db

LIMIT_S = 2.0  # a server that takes longer counts as away


@dataclass(frozen=True)
class DatabaseStanding:
    """PostgreSQL as this process meets it."""

    version: str
    connections: int
    connections_max: int
    latency_ms: float


@dataclass(frozen=True)
class RedisStanding:
    """Redis as this process meets it."""

    version: str
    memory_bytes: int
    clients: int
    latency_ms: float


async def database() -> DatabaseStanding:
    """Raises what a database raises that is away."""
    async with db.reading() as read:
        started = time.perf_counter()
        await read("SELECT 1")
        latency_ms = (time.perf_counter() - started) * 1000
        [row] = await read(
            """
            SELECT current_setting('server_version') AS version,
              current_setting('max_connections')::int AS most,
              (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()) AS n
            """
        )
    return DatabaseStanding(row["version"], row["n"], row["most"], latency_ms)


async def redis(client: Redis) -> RedisStanding | None:
    """None when it does not answer in time."""
    try:
        async with asyncio.timeout(LIMIT_S):
            started = time.perf_counter()
            await client.ping()
            latency_ms = (time.perf_counter() - started) * 1000
            about = await client.info()
    except (RedisError, OSError):  # TimeoutError is one
        return None
    return RedisStanding(
        about["redis_version"], about["used_memory"], about["connected_clients"], latency_ms
    )
