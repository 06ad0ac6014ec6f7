"""Streams of facts as a process hears them: in order, each once, without a gap.

A stream is fed by the wire, which may lose messages or all of them; whatever is missing is read
from the table, once for all who follow here.
"""

from __future__ import annotations

import asyncio
import time
from abc import ABC, abstractmethod
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

import structlog

from aixss.kit import db, metrics
from aixss.news import log
from aixss.news.events import Place, Told

said: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

# Before a team's log is read again for what an older open transaction holds up, and for how long.
UNSETTLED_S, UNSETTLED_MOST_S = 0.05, 2.0


class Ordered(Protocol):
    """What can be said to come before another."""

    def __lt__(self, other: Any, /) -> bool:
        """Whether it comes before."""


P = TypeVar("P", bound=Ordered)  # a place in a stream


class Follower(Protocol):
    """Whoever is told what a stream says."""

    def hear(self, told: Told) -> None:
        """Take an event, at once: nobody waits."""


class Stream(ABC, Generic[P]):
    """A stream that somebody follows; `last` is None until the first one says where it begins."""

    def __init__(self, key: UUID) -> None:
        self.key = key
        self.last: P | None = None
        self.users = 0  # whoever needs it, those who have not joined yet included
        self._followers: set[Follower] = set()
        self._reading: asyncio.Task[None] | None = None

    def join(self, follower: Follower, place: P) -> bool:
        """Tell a follower what lies above `place` from now on; False when it has to read first."""
        if self.last is None:
            self.last = place
        elif place < self.last:
            return False
        self._followers.add(follower)
        self._read_if_behind()
        return True

    def leave(self, follower: Follower) -> None:
        """Tell it no more."""
        self._followers.discard(follower)

    async def close(self) -> None:
        """End what is being read."""
        if self._reading:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)

    def _pass(self, told: Told) -> None:
        for follower in list(self._followers):
            follower.hear(told)

    def _read_if_behind(self) -> None:
        if self._reading is None and self._is_behind():
            self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        """Pass on what the table has above the last place, until nothing is known to be missing."""
        try:
            await self._catch_up()
            while self._is_behind():
                await self._catch_up()
        except db.AWAY as error:  # the next message or look tries again
            said.warning("news not read", stream=str(self.key), error=repr(error))
        finally:
            self._reading = None

    @abstractmethod
    def _is_behind(self) -> bool:
        """Whether something is known to be missing."""

    @abstractmethod
    async def _catch_up(self) -> None:
        """Pass on the next facts that the table has above the last place."""


class ProjectStream(Stream[int]):
    """The facts of one project, or those of a team that belong to no project: dense cursors."""

    def __init__(self, key: UUID) -> None:
        super().__init__(key)
        self._newest = 0  # that is known to be there

    def hear(self, told: Told) -> None:
        """Take what the wire says."""
        if told.cursor is None:
            self._pass(told)
            return
        self._newest = max(self._newest, told.cursor)
        if self.last is None or self._reading is not None:
            return
        if told.cursor == self.last + 1:
            self.last = told.cursor
            self._pass(told)
        elif told.cursor > self.last:
            metrics.GAPS.add()
            self._read_if_behind()

    def look(self, newest: int) -> None:
        """Learn how far the table goes."""
        self._newest = max(self._newest, newest)
        self._read_if_behind()

    def _is_behind(self) -> bool:
        return self.last is not None and self._newest > self.last

    async def _catch_up(self) -> None:
        assert self.last is not None
        page = await log.read(None, self.key, self.last)
        for told in page:
            assert told.cursor is not None  # what the table has is a fact
            if told.cursor > self.last:
                self.last = told.cursor
                self._pass(told)
        if not page:
            self._newest = self.last  # the rest is not there, or not any more


class TeamStream(Stream[Place]):
    """All facts of a team, of all its projects, in the order in which they were committed."""

    def __init__(self, key: UUID) -> None:
        super().__init__(key)
        self._passed: dict[UUID, int] = {}  # by stream, the newest cursor that was passed on
        self._heard: dict[UUID, int] = {}  # and the newest that was heard of and is still to come
        self._heard_at = 0.0

    def hear(self, told: Told) -> None:
        """Take what the wire says: a fact is a hint to read, as other commits may come before."""
        if told.cursor is None:
            self._pass(told)
        elif self.last is not None and told.cursor > self._passed.get(told.stream_id, 0):
            self._heard[told.stream_id] = told.cursor
            self._heard_at = time.monotonic()
            self._read_if_behind()

    def look(self) -> None:
        """Read what nobody has said."""
        self._heard_at = 0.0
        if self._reading is None and self.last is not None:
            self._reading = asyncio.create_task(self._read())

    def _is_behind(self) -> bool:
        return bool(self._heard)

    async def _catch_up(self) -> None:
        assert self.last is not None
        page = await log.committed(self.key, self.last)
        for told in page:
            assert told.place is not None  # the log of a team says where each fact stands
            assert told.cursor is not None
            self.last = told.place
            self._passed[told.stream_id] = told.cursor
            if self._heard.get(told.stream_id, told.cursor + 1) <= told.cursor:
                del self._heard[told.stream_id]
            self._pass(told)
        if not page:
            if time.monotonic() - self._heard_at > UNSETTLED_MOST_S:
                self._heard.clear()  # later looks will find it
            else:
                # A transaction that began before is still open, and may commit before these.
                await asyncio.sleep(UNSETTLED_S)
