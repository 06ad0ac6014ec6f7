"""Telling committed facts at once through Redis pub/sub.

The wire is a hint that carries the payload. Whatever gets lost on it is read from the table.
"""

from __future__ import annotations

import asyncio
from datetime import datetime
from uuid import UUID

import orjson
from redis.asyncio import Redis
from redis.exceptions import RedisError

from aixss.kit import clock, db, servers
from aixss.kit.servers import RedisStanding
from aixss.news.events import Event, JobCancelled, Told, parse, text
from aixss.news.publisher import LIMIT_S, Publisher


class Wire:
    """Publishes events; never raises and never takes longer than a second."""

    def __init__(self, redis_url: str, prefix: str) -> None:
        self.prefix = prefix
        self._redis: Redis = Redis.from_url(
            redis_url,
            # With one, redis-py sends under a wait_for that on Python 3.11 swallows cancellation.
            socket_timeout=None,
            socket_connect_timeout=LIMIT_S,
        )
        pool = self._redis.connection_pool
        self._publisher = Publisher(pool.make_connection())  # type: ignore[no-untyped-call]  # as is

    def after_commit(self, tx: db.Change) -> None:
        """Announce the facts of a committed change, and stop the tasks of cancelled jobs."""
        told: list[Told] = tx.facts
        if not told:
            return
        cancelled = [str(t.event.job_id) for t in told if isinstance(t.event, JobCancelled)]
        messages = [(channel(self.prefix, t.team_id), pack(t)) for t in told]
        if cancelled:
            messages.append((aborts(self.prefix), orjson.dumps(cancelled)))
        self._publisher.post(messages)

    def tell(self, team_id: UUID, stream_id: UUID, event: Event) -> None:
        """Tell a live event that is no fact: it has no cursor and may be lost."""
        told = Told(team_id, stream_id, None, clock.now(), event)
        self._publisher.post([(channel(self.prefix, team_id), pack(told))])

    async def ping(self) -> bool:
        """Whether Redis answers within the limit."""
        try:
            async with asyncio.timeout(LIMIT_S):
                return bool(await self._redis.ping())
        except (RedisError, OSError):
            return False

    async def standing(self) -> RedisStanding | None:
        """How Redis stands; None when it does not answer."""
        return await servers.redis(self._redis)

    async def aclose(self) -> None:
        """Close the connections, when all is told or a second has passed."""
        await self._publisher.aclose()
        await self._redis.aclose()


def channel(prefix: str, team_id: UUID) -> str:
    """Where all events of a team are published: who watches one project hears of the others too."""
    return f"{prefix}:news:{team_id}"


def aborts(prefix: str) -> str:
    """Where the ids of cancelled jobs are published, for the workers."""
    return f"{prefix}:aborts"


def pack(told: Told) -> bytes:
    """An event as a message: the ids of its team and stream, 16 bytes each, then JSON."""
    values = {
        "cursor": told.cursor,
        "at": told.at,
        "type": type(told.event).__name__,
        "body": orjson.Fragment(told.text or text(told.event)),
    }
    return told.team_id.bytes + told.stream_id.bytes + orjson.dumps(values)


def unpack(data: bytes) -> Told | None:
    """The event of a message; None when a newer release sent it."""
    values = orjson.loads(data[32:])
    event = parse(values["type"], values["body"])
    if event is None:
        return None
    at = datetime.fromisoformat(values["at"])
    return Told(UUID(bytes=data[:16]), UUID(bytes=data[16:32]), values["cursor"], at, event)
