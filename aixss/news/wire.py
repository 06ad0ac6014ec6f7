"""Telling committed facts at once through Redis pub/sub, and listening to them.

The wire is a hint that carries the payload. Whatever gets lost on it is read from the table.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from aixss.kit import clock, db
from aixss.news import log as news
from aixss.news.events import Event, JobCancelled, Told, body, parse

LIMIT_S = 1.0  # nothing waits longer for Redis
POLL_S = 2.0  # how often the table is read for what the wire may have lost
PAUSE_S = 0.5  # between tries to reach Redis again
QUEUE = 1000  # events that a subscriber may lag behind before it is told to resync

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


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

    async def after_commit(self, tx: db.Change) -> None:
        """Announce the facts of a committed change, and stop the tasks of cancelled jobs."""
        told: list[Told] = tx.facts
        if not told:
            return
        cancelled = [str(t.event.job_id) for t in told if isinstance(t.event, JobCancelled)]
        messages = [(channel(self.prefix, t.stream_id), _pack(t)) for t in told]
        if cancelled:
            messages.append((aborts(self.prefix), orjson.dumps(cancelled)))
        await self._publish(messages)

    async def tell(self, team_id: UUID, stream_id: UUID, event: Event) -> None:
        """Tell a live event that is no fact: it has no cursor and may be lost."""
        told = Told(team_id, stream_id, None, clock.now(), event)
        await self._publish([(channel(self.prefix, stream_id), _pack(told))])

    async def _publish(self, messages: Sequence[tuple[str, bytes]]) -> None:
        try:
            async with asyncio.timeout(LIMIT_S):
                if len(messages) == 1:  # the usual case, which a pipeline makes twice as dear
                    await self._redis.publish(*messages[0])
                    return
                async with self._redis.pipeline(transaction=False) as pipe:
                    for name, data in messages:
                        pipe.publish(name, data)
                    await pipe.execute()
        except (RedisError, OSError) as error:  # TimeoutError is an OSError
            log.warning("news not announced; readers find them in the table", error=repr(error))

    async def ping(self) -> bool:
        """Whether Redis answers within the limit."""
        try:
            async with asyncio.timeout(LIMIT_S):
                return bool(await self._redis.ping())
        except (RedisError, OSError):
            return False

    async def aclose(self) -> None:
        """Close the connections."""
        await self._redis.aclose()


class Feed:
    """What one subscriber hears of one stream, in order and without a gap."""

    def __init__(self, stream_id: UUID) -> None:
        self.stream_id = stream_id
        self._queue: asyncio.Queue[Told] = asyncio.Queue(QUEUE)
        self.too_slow = False

    def offer(self, told: Told) -> None:
        """Hand over an event; a reader that is too slow is cut off."""
        try:
            self._queue.put_nowait(told)
        except asyncio.QueueFull:
            self.too_slow = True

    async def above(self, cursor: int) -> AsyncIterator[Told]:
        """Every fact above the cursor once, and live events as they come; ends when too slow."""
        last = cursor
        while page := await news.read(None, self.stream_id, last):
            for told in page:
                yield told
                last = told.cursor or last
        while not self.too_slow:
            told_now = await self._queue.get()
            if told_now.cursor is None or told_now.cursor == last + 1:
                yield told_now
                last = told_now.cursor or last
            while told_now.cursor is not None and told_now.cursor > last:
                # A gap: what the wire lost is read from the table.
                for told in await news.read(None, self.stream_id, last):
                    yield told
                    last = told.cursor or last


class _Stream:
    """What this process knows of a stream that somebody follows."""

    def __init__(self) -> None:
        self.last: int | None = None
        self.feeds: set[Feed] = set()
        self.confirmed = asyncio.Event()

    def offer(self, told: Told) -> None:
        if told.cursor is not None:
            self.last = max(self.last or 0, told.cursor)
        for feed in self.feeds:
            feed.offer(told)


class Listener:
    """One pub/sub connection for all subscribers of a process; reconnects by itself."""

    def __init__(
        self,
        redis_url: str,
        prefix: str,
        on_abort: Callable[[list[UUID]], None] | None = None,
    ) -> None:
        self.prefix = prefix
        self._redis: Redis = Redis.from_url(
            redis_url, socket_timeout=None, socket_connect_timeout=LIMIT_S
        )
        self._pubsub = self._redis.pubsub()
        self._streams: dict[UUID, _Stream] = {}
        self._on_abort = on_abort
        self._tasks: list[asyncio.Task[None]] = []
        # Subscribing again must not be overtaken by the unsubscribing of the last reader, and of
        # two that find no connection each would open one.
        self._order = asyncio.Lock()

    async def start(self) -> None:
        """Begin to listen, whether Redis is there yet or not."""
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._poll())]

    async def aclose(self) -> None:
        """Stop listening."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with suppress(RedisError, OSError):
            await self._pubsub.aclose()  # type: ignore[no-untyped-call]  # redis leaves it untyped
        await self._redis.aclose()

    @asynccontextmanager
    async def follow(self, stream_id: UUID) -> AsyncIterator[Feed]:
        """A feed whose subscription Redis has confirmed, or which lives on polling for now."""
        stream = self._streams.get(stream_id)
        feed = Feed(stream_id)
        if fresh := stream is None:
            stream = self._streams[stream_id] = _Stream()
        stream.feeds.add(feed)
        try:
            if fresh:
                with suppress(RedisError, OSError):
                    await self._subscribe(channel(self.prefix, stream_id))
            with suppress(TimeoutError):
                await asyncio.wait_for(stream.confirmed.wait(), LIMIT_S)
            yield feed
        finally:
            stream.feeds.discard(feed)
            if not stream.feeds:
                await self._leave(stream_id, stream)

    async def _subscribe(self, *names: str) -> None:
        async with self._order:
            await self._pubsub.subscribe(*names)

    async def _leave(self, stream_id: UUID, stream: _Stream) -> None:
        async with self._order:
            if stream.feeds or self._streams.get(stream_id) is not stream:
                return
            del self._streams[stream_id]
            with suppress(RedisError, OSError):
                await self._pubsub.unsubscribe(channel(self.prefix, stream_id))

    async def _listen(self) -> None:
        while True:
            try:
                await self._subscribe(aborts(self.prefix))
                async for message in self._pubsub.listen():
                    self._hear(message)
            except (RedisError, OSError) as error:
                # What is told meanwhile is lost here and read from the table by _poll.
                log.warning("listening again after a lost connection", error=repr(error))
            await asyncio.sleep(PAUSE_S)

    def _hear(self, message: dict[str, Any]) -> None:
        name = message["channel"].decode()
        if message["type"] == "message" and name == aborts(self.prefix):
            if self._on_abort:
                self._on_abort([UUID(each) for each in orjson.loads(message["data"])])
            return
        stream_id = _stream_of(self.prefix, name)
        stream = self._streams.get(stream_id) if stream_id else None
        if stream is None:
            return
        if message["type"] == "subscribe":
            stream.confirmed.set()
        elif message["type"] == "message" and (told := _unpack(message["data"])):
            stream.offer(told)

    async def _poll(self) -> None:
        while True:
            await asyncio.sleep(POLL_S)
            await self._ask_again()
            try:
                for stream_id, newest in (await news.newest(list(self._streams))).items():
                    await self._catch_up(stream_id, newest)
            except db.AWAY as error:
                log.warning("news not polled", error=repr(error))

    async def _ask_again(self) -> None:
        """Subscribe to what could not be subscribed to while Redis was away."""
        unheard = [
            channel(self.prefix, stream_id)
            for stream_id, stream in self._streams.items()
            if not stream.confirmed.is_set()
        ]
        if unheard:
            with suppress(RedisError, OSError):
                await self._subscribe(*unheard)

    async def _catch_up(self, stream_id: UUID, newest: int) -> None:
        stream = self._streams.get(stream_id)
        if stream is None:
            return
        if stream.last is None:
            stream.last = newest
            # Who follows since before the first poll may have missed any of the latest.
            last = max(0, newest - 1)
        else:
            last = stream.last
        if newest > last:
            for told in await news.read(None, stream_id, last):
                stream.offer(told)


def channel(prefix: str, stream_id: UUID) -> str:
    """Where the events of a project or team are published."""
    return f"{prefix}:news:{stream_id}"


def aborts(prefix: str) -> str:
    """Where the ids of cancelled jobs are published, for the workers."""
    return f"{prefix}:aborts"


def _stream_of(prefix: str, name: str) -> UUID | None:
    start = f"{prefix}:news:"
    return UUID(name.removeprefix(start)) if name.startswith(start) else None


def _pack(told: Told) -> bytes:
    return orjson.dumps(
        {
            "team": str(told.team_id),
            "stream": str(told.stream_id),
            "cursor": told.cursor,
            "at": told.at,
            "type": type(told.event).__name__,
            "body": body(told.event),
        }
    )


def _unpack(data: bytes) -> Told | None:
    values = orjson.loads(data)
    event = parse(values["type"], values["body"])
    if event is None:
        return None
    at = datetime.fromisoformat(values["at"])
    return Told(UUID(values["team"]), UUID(values["stream"]), values["cursor"], at, event)
