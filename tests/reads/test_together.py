"""Requests that ask alike in one turn of the loop share a statement, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest

from aixss.accounts.members import Viewer
from aixss.accounts.models import Role
from aixss.api import ids
from aixss.api.context import Caller
from aixss.api.requests import Asked
from aixss.kit import clock
from aixss.reads.loaders import Fetch
from aixss.reads.together import KEYS_MAX, Together
from aixss.stories.models import Scene
from tests import factories
from tests.api import Api
from tests.api import api as running
from tests.reads.statements import Reader, sending
from tests.reads.world import World, world

SCENE = "query Scene($id: ID!) { scene(id: $id) { id order summary } }"
PAGE = "query Page($first: Int) { projects(first: $first) { nodes { title } } }"
STATEMENT = "SELECT"
SCOPE = "team"
SOON_S = 5


@pytest.fixture(scope="module")
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started


@pytest.fixture(scope="module")
async def made(api: Api) -> World:
    return await world()


@pytest.fixture
def reader(api: Api, made: World) -> Reader:
    return Reader.of(api, made)


async def asked(reader: Reader, text: str, *given: dict[str, Any]) -> list[Any]:
    """The answers to requests that come in one turn of the loop."""
    requests = [Asked(text=text, variables=each) for each in given]
    work = [reader.engine.answer(each, reader.caller) for each in requests]
    return [orjson.loads(each.body) for each in await asyncio.gather(*work)]


async def scenes(made: World, count: int) -> list[Scene]:
    episode = await factories.episode(made.project)
    return [await factories.scene(episode, order=n + 1) for n in range(count)]


async def test_reads_of_one_turn_are_one_statement_and_each_gets_its_own(
    reader: Reader, made: World
) -> None:
    rows = await scenes(made, 5)
    names = [ids.public("Scene", row.id) for row in rows]

    with sending() as sent:
        answers = await asked(reader, SCENE, *({"id": each} for each in names))

    assert [each["data"]["scene"]["id"] for each in answers] == names
    assert [each["data"]["scene"]["order"] for each in answers] == [row.order for row in rows]
    (only,) = sent
    assert list(only.values[0]) == [row.id for row in rows]


async def test_what_another_team_asks_for_is_another_statement(
    api: Api, reader: Reader, made: World
) -> None:
    (row,) = await scenes(made, 1)
    name = ids.public("Scene", row.id)
    stranger = Viewer(uuid4(), uuid4(), Role.OWNER, 0, clock.now())
    theirs = Reader(reader.engine, Caller(services=api.services, request_id="r", viewer=stranger))

    with sending() as sent:
        (mine,), (none,) = await asyncio.gather(
            asked(reader, SCENE, {"id": name}), asked(theirs, SCENE, {"id": name})
        )

    assert mine["data"]["scene"]["id"] == name
    assert none["data"]["scene"] is None
    assert {each.scope for each in sent} == {made.team.id, stranger.team_id}


async def test_a_list_is_shared_only_by_those_who_ask_for_the_same(reader: Reader) -> None:
    with sending() as sent:
        answers = await asked(reader, PAGE, {"first": 1}, {"first": 2}, {"first": 1})

    assert [len(each["data"]["projects"]["nodes"]) for each in answers] == [1, 2, 1]
    assert answers[0] == answers[2]
    assert len(sent) == 2


async def test_who_comes_after_a_statement_was_sent_sees_what_was_written_meanwhile(
    reader: Reader, made: World
) -> None:
    (row,) = await scenes(made, 1)
    name = ids.public("Scene", row.id)
    first = asyncio.create_task(asked(reader, SCENE, {"id": name}))
    with sending() as sent:
        while not sent:
            await asyncio.sleep(0)
        await Scene.filter(id=row.id).update(summary="Later")
        (second,) = await asked(reader, SCENE, {"id": name})
    await first

    assert second["data"]["scene"]["summary"] == "Later"
    assert len(sent) == 2


# What reads when it is told to, and may fail


@dataclass
class Told:
    """Rows for every key, once `goes` is set; a connection, once `is_free` is."""

    error: Exception | None = None
    no_connection: Exception | None = None
    goes: asyncio.Event = field(default_factory=asyncio.Event)
    sent: list[list[UUID]] = field(default_factory=list)
    is_free: asyncio.Event = field(default_factory=asyncio.Event)
    taken: int = 0
    is_over: bool = False

    def __post_init__(self) -> None:
        self.is_free.set()

    @asynccontextmanager
    async def reading(self, *, one_moment: bool = False) -> AsyncIterator[Fetch]:
        assert not one_moment
        self.taken += 1
        await self.is_free.wait()
        if self.no_connection:
            raise self.no_connection
        try:
            yield self._fetch
        finally:
            self.is_over = True

    async def _fetch(self, _: str, keys: list[UUID], *__: object) -> Sequence[Any]:
        self.sent.append(list(keys))
        await self.goes.wait()
        if self.error:
            raise self.error
        return [{"id": each} for each in dict.fromkeys(keys)]


def asking(together: Together, count: int) -> tuple[list[UUID], list[asyncio.Task[Any]]]:
    """So many who ask for a key each."""
    keys = [uuid4() for _ in range(count)]
    asks = [asyncio.create_task(together.by_key(STATEMENT, [key], SCOPE)) for key in keys]
    return keys, asks


async def begun(told: Told) -> None:
    while not told.sent:
        await asyncio.sleep(0)


async def test_who_gives_up_takes_the_rows_from_nobody_else() -> None:
    told = Told()
    keys, (first, *others) = asking(Together(told.reading), 3)
    await begun(told)

    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    told.goes.set()

    assert await asyncio.gather(*others) == [[{"id": key}] for key in keys[1:]]


async def test_a_statement_ends_when_nobody_is_left_who_wants_its_rows() -> None:
    told = Told()
    together = Together(told.reading)
    _, asks = asking(together, 2)
    await begun(told)

    for each in asks:
        each.cancel()
    await asyncio.gather(*asks, return_exceptions=True)
    await asyncio.sleep(0)

    assert told.is_over
    assert not told.goes.is_set()


async def test_a_statement_that_nobody_waited_for_is_joined_by_nobody() -> None:
    told = Told()
    together = Together(told.reading)
    told.is_free.clear()
    _, (gone,) = asking(together, 1)
    while not told.taken:
        await asyncio.sleep(0)

    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    told.is_free.set()
    told.goes.set()
    keys, (ask,) = asking(together, 1)

    assert await ask == [{"id": keys[0]}]
    assert told.sent == [keys]


async def test_an_error_reaches_all_who_have_joined() -> None:
    error = LookupError("away")
    told = Told(error)
    _, asks = asking(Together(told.reading), 3)
    told.goes.set()

    assert await asyncio.gather(*asks, return_exceptions=True) == [error] * 3
    assert len(told.sent) == 1


async def test_a_statement_that_could_not_be_sent_is_joined_by_nobody() -> None:
    away = ConnectionResetError("away")
    told = Told(no_connection=away)
    together = Together(told.reading)
    _, asks = asking(together, 2)

    failed = await asyncio.gather(*asks, return_exceptions=True)
    told.no_connection = None
    told.goes.set()
    keys, (ask,) = asking(together, 1)

    assert failed == [away, away]
    assert await asyncio.wait_for(ask, SOON_S) == [{"id": keys[0]}]


async def test_who_comes_while_a_statement_is_away_is_asked_for_with_the_others_after_it() -> None:
    told = Told()
    together = Together(told.reading, patience_s=SOON_S)
    (first,), (ask,) = asking(together, 1)
    await begun(told)

    later, asks = [], []
    for _ in range(3):  # turns of the loop
        more = asking(together, 2)
        later += more[0]
        asks += more[1]
        await asyncio.sleep(0)
    sent_meanwhile = list(told.sent)
    told.goes.set()

    assert await asyncio.gather(ask, *asks) == [[{"id": key}] for key in (first, *later)]
    assert sent_meanwhile == [[first]]
    assert told.sent == [[first], later]


async def test_nobody_waits_long_for_a_statement_that_is_away() -> None:
    told = Told()
    together = Together(told.reading, patience_s=0.001)
    _, slow = asking(together, 1)
    await begun(told)
    keys, asks = asking(together, 2)

    while len(told.sent) < 2:
        await asyncio.sleep(0.001)
    told.goes.set()

    assert told.sent[1] == keys
    await asyncio.gather(*slow, *asks)


async def test_what_waits_for_a_statement_is_not_sent_when_nobody_is_left_who_wants_it() -> None:
    told = Told()
    together = Together(told.reading, patience_s=0.001)
    (first,), (ask,) = asking(together, 1)
    await begun(told)
    _, gone = asking(together, 2)
    await asyncio.sleep(0)

    for each in gone:
        each.cancel()
    await asyncio.gather(*gone, return_exceptions=True)
    await asyncio.sleep(0.01)
    told.goes.set()
    await ask

    assert told.sent == [[first]]


async def test_a_statement_that_is_full_does_not_wait() -> None:
    told = Told()
    together = Together(told.reading, patience_s=SOON_S)
    _, (first,) = asking(together, 1)
    await begun(told)

    _, asks = asking(together, KEYS_MAX + 1)
    while len(told.sent) < 2:
        await asyncio.sleep(0)
    told.goes.set()
    await asyncio.gather(first, *asks)

    assert list(map(len, told.sent)) == [1, KEYS_MAX, 1]


async def test_a_statement_has_so_many_keys_and_what_is_more_goes_into_the_next() -> None:
    told = Told()
    keys, asks = asking(Together(told.reading), KEYS_MAX + 1)
    told.goes.set()

    assert await asyncio.gather(*asks) == [[{"id": key}] for key in keys]
    assert sorted(map(len, told.sent)) == [1, KEYS_MAX]
