"""Many who watch one project: each sees every fact once, and each event is worked out once."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from redis.asyncio import Redis

from aixss.api.desks import WAITING, Desk, Desks, End, Reader
from aixss.kit import clock, db, ids
from aixss.kit.db import Change, Counter
from aixss.news import log
from aixss.news.events import Event, JobProgress, ObjectChanged, Operation, Told
from aixss.news.listener import Listener
from aixss.news.streams import ProjectStream
from aixss.news.wire import Wire
from aixss.stories.models import Project
from tests import RUN, factories

LIMIT_S = 20.0  # ten times what anything here takes


@dataclass
class Way:
    """The way to a reader whose connection is full with some probability."""

    chance: random.Random = field(default_factory=lambda: random.Random(1))
    full: float = 0.0
    heard: list[int] = field(default_factory=list)
    live: int = 0

    async def tell(self, answer: int) -> None:
        await asyncio.sleep(0)
        self._take(answer)

    def tell_now(self, answer: int) -> bool:
        if self.chance.random() < self.full:
            return False
        self._take(answer)
        return True

    def _take(self, answer: int) -> None:
        if answer < 0:
            self.live += 1
        else:
            self.heard.append(answer)


@dataclass
class Office:
    """A desk for a project: its answers are the numbers of facts, -1 for what is told live."""

    project: Project
    listener: Listener
    wire: Wire
    desks: Desks[int] = field(default_factory=Desks)
    answered: list[int] = field(default_factory=list)
    last: int | None = None  # after which nothing follows

    def desk(self, stream: ProjectStream) -> Desk[int, int]:
        async def answer(told: Told) -> int:
            await asyncio.sleep(0.001)
            self.answered.append(told.cursor or -1)
            return told.cursor or -1

        return Desk(
            stream,
            place_of=lambda told: told.cursor,
            read=lambda place: log.read(None, self.project.id, place),
            answer=answer,
            concerns=lambda _: True,
            ends=lambda told: told.cursor is not None and told.cursor == self.last,
        )

    async def serve(self, way: Way, place: int) -> End:
        """Tell somebody all above a place."""
        async with (
            self.listener.project(self.project.team_id, self.project.id) as stream,
            self.desks.at("same", lambda: self.desk(stream)) as desk,
        ):
            return await desk.serve(Reader(way, place, lambda _: True))

    async def happen(self, count: int = 1) -> None:
        """Record facts in one transaction."""

        async def work(tx: Change) -> None:
            for _ in range(count):
                log.record(
                    tx,
                    ObjectChanged(
                        target_type="project",
                        target_id=self.project.id,
                        revision=1,
                        operation=Operation.UPDATED,
                    ),
                )

        await db.change(Counter("project", self.project.id), work)


@asynccontextmanager
async def office(redis_url: str, *, told: bool = True) -> AsyncIterator[Office]:
    """With a wire that tells each committed fact, or one that tells nothing."""
    project = await factories.project()
    listener, wire = Listener(redis_url, RUN), Wire(redis_url, RUN)
    await listener.start()
    if told:
        db.after_commit.append(wire.after_commit)
    try:
        yield Office(project, listener, wire)
    finally:
        if told:
            db.after_commit.remove(wire.after_commit)
        await db.drain()
        await listener.aclose()
        await wire.aclose()


@pytest.mark.parametrize("told", [True, False], ids=["with the wire", "by the table alone"])
async def test_whoever_comes_whenever_sees_every_fact_once(
    redis_url: str, connected: None, told: bool
) -> None:
    facts, readers, chance = 60, 40, random.Random(3)
    async with office(redis_url, told=told) as there:
        there.last = facts
        ways = [Way(random.Random(n), full=0.1 * (n % 4)) for n in range(readers)]

        async def come(way: Way) -> End:
            await asyncio.sleep(chance.random() * 0.3)
            return await there.serve(way, 0)

        async with asyncio.timeout(LIMIT_S):
            serving = asyncio.gather(*map(come, ways))
            for _ in range(facts):
                await there.happen()
                await asyncio.sleep(chance.random() * 0.01)
            ends = await serving

    assert set(ends) == {End.OVER}
    assert all(way.heard == list(range(1, facts + 1)) for way in ways)


async def test_a_fact_is_worked_out_once_for_all(redis_url: str, connected: None) -> None:
    async with office(redis_url) as there:
        there.last = 5
        ways = [Way() for _ in range(200)]
        async with asyncio.timeout(LIMIT_S):
            serving = asyncio.gather(*(there.serve(way, 0) for way in ways))
            for _ in range(5):
                await there.happen()
            await serving

    assert there.answered == [1, 2, 3, 4, 5]
    assert {tuple(way.heard) for way in ways} == {(1, 2, 3, 4, 5)}


async def test_who_is_full_misses_what_is_told_live_and_no_fact(
    redis_url: str, connected: None
) -> None:
    async with office(redis_url) as there:
        there.last = 2
        way = Way(full=1.0)
        progress = JobProgress(job_id=there.project.id, attempt=1, n=1, ratio=0.5, stage=None)
        async with asyncio.timeout(LIMIT_S):
            serving = asyncio.create_task(there.serve(way, 0))
            await there.happen()
            while not way.heard:
                await asyncio.sleep(0.01)
            there.wire.tell(there.project.team_id, there.project.id, progress)
            while -1 not in there.answered:
                await asyncio.sleep(0.01)
            await there.happen()
            await serving

    assert (way.heard, way.live) == ([1, 2], 0)


async def test_who_lags_too_far_behind_begins_anew(redis_url: str, connected: None) -> None:
    async with office(redis_url) as there:
        await there.happen(WAITING + 1)
        way = Way()
        async with asyncio.timeout(LIMIT_S):
            await there.happen()
            other = asyncio.create_task(there.serve(Way(), WAITING + 2))
            await asyncio.sleep(0.1)
            end = await there.serve(way, 0)
            other.cancel()
            await asyncio.gather(other, return_exceptions=True)

    assert end is End.LOST
    assert len(way.heard) > WAITING


async def test_a_desk_ends_with_its_last_reader(redis_url: str, connected: None) -> None:
    async with office(redis_url) as there:
        async with asyncio.timeout(LIMIT_S):
            first, second = [asyncio.create_task(there.serve(Way(), 0)) for _ in range(2)]
            await asyncio.sleep(0.1)
            first.cancel()
            await asyncio.sleep(0.1)
            kept = len(there.desks)
            second.cancel()
            await asyncio.gather(first, second, return_exceptions=True)

        assert (kept, len(there.desks), there.listener.followed) == (1, 0, 0)


async def test_whoever_leaves_after_the_listener_has_closed_opens_no_connection(
    redis_url: str, connected: None
) -> None:
    project = await factories.project()
    listener = Listener(redis_url, prefix := ids.new().hex)
    await listener.start()

    async with listener.project(project.team_id, project.id):
        opened = await _connections(redis_url, prefix)
        await listener.aclose()

    assert (opened, await _connections(redis_url, prefix)) == (1, 0)


async def _connections(redis_url: str, prefix: str) -> int:
    async with Redis.from_url(redis_url) as redis:
        return sum(each["name"] == f"{prefix}-listener" for each in await redis.client_list())


@dataclass
class Log:
    """A desk on a log of numbers; an answer waits for `answers`, and fails while one is due to."""

    facts: int = 0
    failures: int = 0
    answers: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.stream = ProjectStream(ids.new())
        self.desk: Desk[int, int] = Desk(
            self.stream,
            place_of=lambda told: told.cursor,
            read=self._read,
            answer=self._answer,
            concerns=lambda _: True,
            ends=lambda _: False,
        )

    def happen(self) -> None:
        """Tell the next fact."""
        self.facts += 1
        self.stream.hear(self._told(self.facts))

    def _told(self, cursor: int) -> Told:
        return Told(ids.new(), self.stream.key, cursor, clock.now(), Event())

    async def _read(self, place: int) -> list[Told]:
        return [self._told(cursor) for cursor in range(place + 1, self.facts + 1)]

    async def _answer(self, told: Told) -> int:
        await self.answers.wait()
        if self.failures:
            self.failures -= 1
            raise ConnectionError("the table is away")
        return told.cursor or 0


async def test_a_fact_that_a_desk_gave_up_is_read_by_who_comes_later() -> None:
    there, way = Log(), Way()
    first = asyncio.create_task(there.desk.serve(Reader(Way(), 0, lambda _: True)))
    await asyncio.sleep(0)
    there.happen()
    await asyncio.sleep(0)  # from now on the first one is being answered
    for _ in range(WAITING + 1):
        there.happen()

    async with asyncio.timeout(LIMIT_S):
        assert await first is End.LOST
        there.answers.set()
        later = asyncio.create_task(there.desk.serve(Reader(way, WAITING - 10, lambda _: True)))
        await asyncio.sleep(0.1)
        there.happen()
        await asyncio.sleep(0.1)
        later.cancel()
        await asyncio.gather(later, return_exceptions=True)
        await there.desk.close()

    assert way.heard == list(range(WAITING - 9, WAITING + 4))


async def test_an_answer_that_failed_is_worked_out_again() -> None:
    there, way = Log(facts=1, failures=1), Way()
    there.answers.set()
    first = asyncio.create_task(there.desk.serve(Reader(Way(), 1, lambda _: True)))
    await asyncio.sleep(0)

    async with asyncio.timeout(LIMIT_S):
        with pytest.raises(ConnectionError):
            await there.desk.serve(Reader(Way(), 0, lambda _: True))
        later = asyncio.create_task(there.desk.serve(Reader(way, 0, lambda _: True)))
        await asyncio.sleep(0.1)
        for each in (first, later):
            each.cancel()
        await asyncio.gather(first, later, return_exceptions=True)
        await there.desk.close()

    assert way.heard == [1]
