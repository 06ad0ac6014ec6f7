"""One pub/sub connection for all who follow anything in this process; reconnects by itself.

What it hears are hints that carry the payload: a stream fills its gaps from the table.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar
from uuid import UUID

import orjson
import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from aixss.kit import db, metrics
from aixss.news import log
from aixss.news.publisher import LIMIT_S
from aixss.news.streams import ProjectStream, TeamStream
from aixss.news.wire import aborts, channel, unpack

POLL_S = 2.0  # how often the table is read for what the wire may have lost
PAUSE_S = 0.5  # between tries to reach Redis again

said: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

S = TypeVar("S", ProjectStream, TeamStream)


class _Channel:
    """What is told about a team, and who needs it here."""

    def __init__(self) -> None:
        self.users = 0
        self.confirmed = asyncio.Event()


class Listener:
    """Feeds the streams that are followed here; `start` it, and `aclose` it."""

    def __init__(
        self,
        redis_url: str,
        prefix: str,
        on_abort: Callable[[list[UUID]], None] | None = None,
    ) -> None:
        self.prefix = prefix
        self._redis: Redis = Redis.from_url(
            redis_url,
            client_name=f"{prefix}-listener",  # for whoever reads CLIENT LIST
            socket_timeout=None,
            socket_connect_timeout=LIMIT_S,
        )
        self._pubsub = self._redis.pubsub()
        self._channels: dict[UUID, _Channel] = {}
        self._projects: dict[UUID, ProjectStream] = {}
        self._teams: dict[UUID, TeamStream] = {}
        self._on_abort = on_abort
        self._tasks: list[asyncio.Task[None]] = []
        self._is_heard = True  # whether anything came since the last look
        self._is_closed = False  # who leaves later must not open a connection again
        # Subscribing again must not be overtaken by the unsubscribing of the last reader, and of
        # two that find no connection each would open one.
        self._order = asyncio.Lock()

    @property
    def followed(self) -> int:
        """How many streams somebody follows here."""
        return len(self._projects) + len(self._teams)

    async def start(self) -> None:
        """Begin to listen, whether Redis is there yet or not."""
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._poll())]

    async def aclose(self) -> None:
        """Stop listening."""
        self._is_closed = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for project in self._projects.values():
            await project.close()
        for team in self._teams.values():
            await team.close()
        async with self._order:  # somebody may be on the way with a connection
            with suppress(RedisError, OSError):
                await self._pubsub.aclose()  # type: ignore[no-untyped-call]  # redis has no types
        await self._redis.aclose()

    @asynccontextmanager
    async def project(self, team_id: UUID, stream_id: UUID) -> AsyncIterator[ProjectStream]:
        """The stream of a project (or of a team's own facts), for as long as it is followed."""
        async with self._hearing(team_id), _used(self._projects, stream_id, ProjectStream) as found:
            yield found

    @asynccontextmanager
    async def team(self, team_id: UUID) -> AsyncIterator[TeamStream]:
        """The stream of all that happens in a team, for as long as it is followed."""
        async with self._hearing(team_id), _used(self._teams, team_id, TeamStream) as found:
            yield found

    @asynccontextmanager
    async def _hearing(self, team_id: UUID) -> AsyncIterator[None]:
        """What is told about a team is heard; without Redis it is read from the table."""
        found = self._channels.setdefault(team_id, _Channel())
        found.users += 1
        try:
            if found.users == 1:
                await self._subscribe(team_id)
            if not found.confirmed.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(found.confirmed.wait(), LIMIT_S)
            yield
        finally:
            found.users -= 1
            if not found.users:
                await self._leave(team_id, found)

    async def _subscribe(self, *team_ids: UUID) -> None:
        with suppress(RedisError, OSError):
            async with self._order:
                if self._is_closed:
                    return
                await self._pubsub.subscribe(*(channel(self.prefix, each) for each in team_ids))

    async def _leave(self, team_id: UUID, found: _Channel) -> None:
        async with self._order:
            if found.users or self._channels.get(team_id) is not found:
                return
            del self._channels[team_id]
            if self._is_closed:
                return
            with suppress(RedisError, OSError):
                await self._pubsub.unsubscribe(channel(self.prefix, team_id))

    async def _listen(self) -> None:
        while True:
            try:
                async with self._order:
                    await self._pubsub.subscribe(aborts(self.prefix))
                async for message in self._pubsub.listen():
                    self._hear(message)
            except (RedisError, OSError) as error:
                # What is told meanwhile is lost here and read from the table by _poll.
                said.warning("listening again after a lost connection", error=repr(error))
            await asyncio.sleep(PAUSE_S)

    def _hear(self, message: dict[str, Any]) -> None:
        self._is_heard = True
        if message["type"] == "pong":
            return
        name = message["channel"].decode()
        if name == aborts(self.prefix):
            if message["type"] == "message" and self._on_abort:
                self._on_abort([UUID(each) for each in orjson.loads(message["data"])])
            return
        if message["type"] == "subscribe":
            found = self._channels.get(UUID(name.rpartition(":")[2]))
            if found:
                found.confirmed.set()
        elif message["type"] == "message":
            self._feed(message["data"])

    def _feed(self, data: bytes) -> None:
        """Pass a message on to whoever follows what it is about; others cost next to nothing."""
        metrics.HEARD.add()
        team_id, stream_id = UUID(bytes=data[:16]), UUID(bytes=data[16:32])
        project, team = self._projects.get(stream_id), self._teams.get(team_id)
        if project is None and team is None:
            return
        told = unpack(data)
        if told is None:
            return
        if project:
            project.hear(told)
        if team:
            team.hear(told)

    async def _poll(self) -> None:
        while True:
            await asyncio.sleep(POLL_S)
            await self._ask_again()
            await self._check()
            await self._look()
            for team in list(self._teams.values()):
                team.look()

    async def _look(self) -> None:
        """Learn how far the log of each project goes; nothing is asked when nobody follows one."""
        if not self._projects:
            return
        try:
            for stream_id, newest in (await log.newest(list(self._projects))).items():
                if stream := self._projects.get(stream_id):
                    stream.look(newest)
        except db.AWAY as error:
            said.warning("news not polled", error=repr(error))

    async def _ask_again(self) -> None:
        """Subscribe to what could not be subscribed to while Redis was away."""
        unheard = [key for key, each in self._channels.items() if not each.confirmed.is_set()]
        if unheard:
            await self._subscribe(*unheard)

    async def _check(self) -> None:
        """Give up a connection on which not even a ping is answered: nobody else would notice."""
        with suppress(RedisError, OSError, TimeoutError):
            async with asyncio.timeout(LIMIT_S), self._order:
                connection: Any = self._pubsub.connection
                if connection and not self._is_heard:
                    self._is_heard = True
                    await connection.disconnect()  # whoever listens on it connects again
                    return
                self._is_heard = False
                await self._pubsub.ping()


@asynccontextmanager
async def _used(kept: dict[UUID, S], key: UUID, make: Callable[[UUID], S]) -> AsyncIterator[S]:
    """The one stream of a key, which ends with its last user."""
    found = kept.get(key)
    if found is None:
        found = kept[key] = make(key)
    found.users += 1
    try:
        yield found
    finally:
        found.users -= 1
        if not found.users:
            del kept[key]
            await found.close()
