"""Who has which object of a project open: kept in Redis for half a minute, nowhere else."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

KEPT_S = 30.0
# Readers are told of somebody's staying when what they know of it ends within so many seconds, not
# each time: whoever announces more often than every 20 s is seen all the time.
TOLD_AGAIN_S = 20.0
PLACES_MAX = 10  # of a user in a project; of more, the latest
LIMIT_S = 0.5  # nothing waits longer for Redis

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


@dataclass(frozen=True, order=True)
class Place:
    """Somebody at an object of a project, or at none in particular: then both texts are empty."""

    user_id: UUID
    type_name: str = ""
    target_id: str = ""

    def __str__(self) -> str:
        return f"{self.user_id}:{self.type_name}:{self.target_id}"

    @classmethod
    def parse(cls, text: str) -> Place:
        """The place of that text."""
        user_id, type_name, target_id = text.split(":")
        return cls(UUID(user_id), type_name, target_id)


@dataclass(frozen=True)
class Stay:
    """From when until when somebody is somewhere, and until when readers know of it.

    Seconds of Redis's clock, which is the same for all processes.
    """

    since: float
    until: float
    told_until: float

    @property
    def times(self) -> tuple[datetime, datetime]:
        """From when until when."""
        return datetime.fromtimestamp(self.since, UTC), datetime.fromtimestamp(self.until, UTC)


class Presence:
    """Who is where, for all API processes; nobody is anywhere while Redis is away. `aclose` it."""

    def __init__(self, redis_url: str, prefix: str) -> None:
        self._prefix = f"{prefix}:presence"
        self._redis: Redis = Redis.from_url(redis_url, socket_connect_timeout=LIMIT_S)

    async def here(self, project_id: UUID) -> Mapping[Place, Stay]:
        """Who is where in a project, those first who came first."""
        try:
            async with asyncio.timeout(LIMIT_S):
                now, known = await self._read(project_id)
        except (RedisError, OSError) as error:
            log.warning("nobody is seen: Redis is away", error=repr(error))
            return {}
        found = [(stay.since, place, stay) for place, stay in known.items() if stay.until > now]
        return {place: stay for _, place, stay in sorted(found, key=lambda each: each[:2])}

    async def come(self, project_id: UUID, place: Place) -> bool:
        """Be there for half a minute; whether others have to be told."""

        async def announce() -> bool:
            now, known = await self._read(project_id)
            before = known.pop(place, None)
            if before is None or before.until <= now:
                before = Stay(now, now, now)
            until = now + KEPT_S
            is_news = before.told_until - now < TOLD_AGAIN_S
            stay = Stay(before.since, until, until if is_news else before.told_until)
            await self._write(project_id, {place: stay}, _superfluous(known, place.user_id, now))
            return is_news

        return await self._told(announce())

    async def leave(self, project_id: UUID, place: Place) -> bool:
        """Be there no more, without an object nowhere in the project; whether to tell others."""

        async def announce() -> bool:
            _, known = await self._read(project_id)
            nowhere = Place(place.user_id)
            gone = [
                each
                for each in known
                if each == place or (place == nowhere and each.user_id == place.user_id)
            ]
            await self._write(project_id, {}, gone)
            return bool(gone)

        return await self._told(announce())

    async def _told(self, announcing: Coroutine[Any, Any, bool]) -> bool:
        try:
            async with asyncio.timeout(LIMIT_S):
                return await announcing
        except (RedisError, OSError) as error:
            log.warning("somebody is not seen: Redis is away", error=repr(error))
            return False

    async def _read(self, project_id: UUID) -> tuple[float, dict[Place, Stay]]:
        """The time, and who is or was where."""
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.time()
            pipe.hgetall(self._key(project_id))
            (seconds, micros), known = await pipe.execute()
        stays = {
            Place.parse(name.decode()): Stay(*orjson.loads(value)) for name, value in known.items()
        }
        return seconds + micros / 1e6, stays

    async def _write(
        self, project_id: UUID, stays: Mapping[Place, Stay], gone: list[Place]
    ) -> None:
        key = self._key(project_id)
        async with self._redis.pipeline(transaction=True) as pipe:
            for place, stay in stays.items():
                pipe.hset(key, str(place), orjson.dumps(astuple(stay)))
                pipe.pexpire(key, round(KEPT_S * 1000))
            if gone:
                pipe.hdel(key, *map(str, gone))
            await pipe.execute()

    def _key(self, project_id: UUID) -> str:
        return f"{self._prefix}:{project_id}"

    async def aclose(self) -> None:
        """Close the connections."""
        await self._redis.aclose()


def _superfluous(known: Mapping[Place, Stay], user_id: UUID, now: float) -> list[Place]:
    """The places that have ended, and those of a user that are too many beside a new one."""
    gone = [place for place, stay in known.items() if stay.until <= now]
    own = [place for place in known if place.user_id == user_id and place not in gone]
    own.sort(key=lambda place: known[place].until, reverse=True)
    return [*gone, *own[PLACES_MAX - 1 :]]
