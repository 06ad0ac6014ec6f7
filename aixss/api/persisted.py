"""Documents that a request names instead of carrying them: registered ones and automatic ones.

A team registers documents, which stay until it deletes them. Beside that every document that is
sent with its hash (automatic persisted queries) is remembered for a day, per team, for members
only and only when it is valid; losing one costs a client one more request.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import sys
import time
from bisect import bisect_right
from collections import OrderedDict
from itertools import accumulate
from typing import TYPE_CHECKING, Any
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from aixss import documents
from aixss.api import ids
from aixss.api.requests import AUTOMATIC, NO_QUERY, Asked
from aixss.errors import BadRequest, NotFound, PersistedQueryNotFound, Unauthenticated
from aixss.kit import db

if TYPE_CHECKING:
    from aixss.api.context import Caller

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

VERSION = 1
HEX = re.compile(r"[0-9a-f]{64}")
KEPT_S = 24 * 3600
TEAM_MAX = 1_000  # automatic documents of a team; of more, the latest
TEAM_BYTES = 10 * 1024 * 1024  # of their texts together; of more, the latest
MEMORY_BYTES = 8 * 1024 * 1024  # of texts in a process, so that few requests ask Redis
ENTRY_BYTES = 512  # what a text takes beside its characters
LIMIT_S = 0.5  # nothing waits longer for Redis


async def text(asked: Asked, caller: Caller) -> str:
    """The text that a request means; raises BadRequest, NotFound and PersistedQueryNotFound."""
    if asked.document_id is not None:
        if asked.text is not None:
            raise BadRequest("Send either a query or a documentId, not both.")
        return await _registered(asked.document_id, caller)
    sha256 = _automatic(asked)
    if asked.text is not None:
        if sha256 is not None and sha256 != digest(asked.text):
            raise BadRequest("The hash in extensions.persistedQuery is not that of the query.")
        return asked.text
    if sha256 is None:
        raise BadRequest(NO_QUERY)
    viewer = caller.viewer
    found = await caller.services.automatic.find(viewer.team_id, sha256) if viewer else None
    if found is None:
        raise PersistedQueryNotFound
    return found


def keep(asked: Asked, caller: Caller) -> None:
    """Remember a valid document that came with its hash."""
    sha256 = _automatic(asked)
    if sha256 is None or asked.text is None or len(asked.text) > documents.TEXT_CHARS:
        return
    if caller.viewer:
        caller.services.automatic.keep(caller.viewer.team_id, sha256, asked.text)


def digest(text: str) -> str:
    """The SHA-256 of a text in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


async def _registered(document_id: str, caller: Caller) -> str:
    if caller.viewer is None:
        raise caller.refused or Unauthenticated()
    team_id, path = caller.viewer.team_id, ("documentId",)
    if document_id.startswith(documents.HASHED):
        sha256 = document_id.removeprefix(documents.HASHED)
        if not HEX.fullmatch(sha256):
            raise BadRequest(
                "A documentId is sha256:<64 hexadecimal digits in lower case>, or doc_...."
            )
        found = await documents.text_of_hash(team_id, sha256)
    else:
        key = ids.private(document_id, documents.PersistedDocument.__name__, path=path)
        found = await documents.text_of_id(team_id, key)
    if found is None:
        raise NotFound("Your team has no such document: register it first.", path=path)
    return found


def _automatic(asked: Asked) -> str | None:
    """The hash that the extensions of a request name; None without one."""
    said = asked.extensions.get(AUTOMATIC)
    if said is None:
        return None
    sha256 = said.get("sha256Hash") if isinstance(said, dict) else None
    if not isinstance(sha256, str) or not HEX.fullmatch(sha256) or said.get("version") != VERSION:
        raise BadRequest(
            "extensions.persistedQuery is { version: 1, sha256Hash: <64 hexadecimal digits"
            " in lower case> }."
        )
    return sha256


class Automatic:
    """Automatic persisted queries: in memory, and in Redis for all processes; `aclose` it.

    Without Redis a process knows what it has seen itself.
    """

    def __init__(self, redis_url: str, prefix: str) -> None:
        self._prefix = f"{prefix}:apq"
        self._memory: OrderedDict[tuple[UUID, str], str] = OrderedDict()
        self._size = 0
        self._redis: Redis = Redis.from_url(redis_url, socket_connect_timeout=LIMIT_S)

    async def find(self, team_id: UUID, sha256: str) -> str | None:
        """A team's text of that hash; None when it has none, or Redis is away."""
        found = self._memory.get((team_id, sha256))
        if found is not None:
            self._memory.move_to_end((team_id, sha256))
            return found
        index, _ = self._keys(team_id)
        try:
            async with asyncio.timeout(LIMIT_S):
                told: Any = await self._redis.get(f"{index}:{sha256}")
        except (RedisError, OSError) as error:
            log.warning("no automatic persisted queries: Redis is away", error=repr(error))
            return None
        if told is None:
            return None
        text = bytes(told).decode()
        self._remember(team_id, sha256, text)
        return text

    def keep(self, team_id: UUID, sha256: str, text: str) -> None:
        """Remember a team's text, for the other processes beside the request."""
        if (team_id, sha256) not in self._memory:
            self._remember(team_id, sha256, text)
            db.beside(self._tell(team_id, sha256, text))

    def _remember(self, team_id: UUID, sha256: str, text: str) -> None:
        if (team_id, sha256) in self._memory:
            return
        self._memory[team_id, sha256] = text
        self._size += ENTRY_BYTES + sys.getsizeof(text)
        while self._size > MEMORY_BYTES:
            _, gone = self._memory.popitem(last=False)
            self._size -= ENTRY_BYTES + sys.getsizeof(gone)

    async def _tell(self, team_id: UUID, sha256: str, text: str) -> None:
        body = text.encode()
        index, size = self._keys(team_id)
        try:
            async with asyncio.timeout(LIMIT_S), self._redis.pipeline() as pipe:
                pipe.set(f"{index}:{sha256}", body, ex=KEPT_S)
                pipe.zadd(index, {f"{sha256}:{len(body)}": time.time()})
                pipe.zcard(index)
                pipe.incrby(size, len(body))
                pipe.expire(index, KEPT_S)
                pipe.expire(size, KEPT_S)
                _, _, count, told, *_ = await pipe.execute()
                # Whoever is told twice is counted twice: only then it is worth to count anew.
                if count > TEAM_MAX or told > TEAM_BYTES:
                    await self._trim(team_id)
        except (RedisError, OSError) as error:
            log.warning("an automatic persisted query is not shared", error=repr(error))

    async def _trim(self, team_id: UUID) -> None:
        """Forget a team's oldest texts, until the others are within the limits."""
        index, size = self._keys(team_id)
        latest: Any = await self._redis.zrevrange(index, 0, -1)
        sizes = [int(each.partition(b":")[2]) for each in latest]
        sums = list(accumulate(sizes, initial=0))
        fit = min(bisect_right(sums, TEAM_BYTES) - 1, TEAM_MAX)
        gone = latest[fit:]
        async with self._redis.pipeline() as pipe:
            pipe.set(size, sums[fit], ex=KEPT_S)
            if gone:
                pipe.zrem(index, *gone)
                pipe.delete(*(f"{index}:{each.decode().partition(':')[0]}" for each in gone))
            await pipe.execute()

    def _keys(self, team_id: UUID) -> tuple[str, str]:
        """Where a team's hashes are by age, and the sum of the sizes that they were told with."""
        return f"{self._prefix}:{team_id}", f"{self._prefix}-bytes:{team_id}"

    async def aclose(self) -> None:
        """Close the connections."""
        await self._redis.aclose()
