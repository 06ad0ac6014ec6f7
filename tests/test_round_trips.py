"""How often the database is asked for one mutation, counted on the wire between it and us."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import pytest

from aixss.kit import db
from aixss.migrate import MODULES
from aixss.stories import staleness
from aixss.stories.models import Scene
from tests import factories
from tests.conftest import POOL_SIZE
from tests.studio import Studio, public, studio

PROTOCOL = 3 << 16  # what a start-up message says first; others ask for encryption
ASKING = (b"Q", b"S")  # a simple query, and the end of a prepared one: an answer is waited for
WARM = 6  # times after which every statement is prepared, and its plan settled
TIMES = 3


@dataclass
class Wire:
    """Stands between us and the database, and counts what is waited for."""

    host: str
    port: int
    trips: int = 0
    _open: set[asyncio.Task[None]] = field(default_factory=set)

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until either side closes it."""
        task = asyncio.current_task()
        assert task
        self._open.add(task)
        theirs, ours = await self._database()
        back = asyncio.create_task(_copy(theirs, writer))
        try:
            await self._begin(reader, ours)
            while True:
                head = await reader.readexactly(5)
                self.trips += head[:1] in ASKING
                rest = await reader.readexactly(int.from_bytes(head[1:], "big") - 4)
                ours.write(head + rest)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self._open.discard(task)
            back.cancel()
            await asyncio.gather(back, return_exceptions=True)
            for each in (ours, writer):
                each.close()

    async def _begin(self, reader: asyncio.StreamReader, ours: asyncio.StreamWriter) -> None:
        said = 0
        while said != PROTOCOL:
            size = await reader.readexactly(4)
            message = await reader.readexactly(int.from_bytes(size, "big") - 4)
            said = int.from_bytes(message[:4], "big")
            ours.write(size + message)

    async def _database(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self.host.startswith("/"):
            return await asyncio.open_unix_connection(f"{self.host}/.s.PGSQL.{self.port}")
        return await asyncio.open_connection(self.host, self.port)

    async def ended(self) -> None:
        """Once all connections are closed."""
        await asyncio.gather(*self._open)


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(1 << 16):
        writer.write(data)
    writer.close()  # whoever says goodbye waits for the other side to close


@pytest.fixture(scope="module")
async def wire(database_url: str, connected: None) -> AsyncIterator[Wire]:
    """The wire to the run's database, to which this process's pools are moved meanwhile."""
    found = db.config(database_url, [])["connections"][db.CONNECTION]["credentials"]
    between = Wire(found.get("host") or "127.0.0.1", int(found.get("port") or 5432))
    server = await asyncio.start_server(between.meet, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    who = f"{quote(found['user'])}:{quote(found.get('password') or '')}"
    await db.disconnect()
    await db.connect(
        f"postgres://{who}@127.0.0.1:{port}/{found['database']}", MODULES, pool_size=POOL_SIZE
    )
    yield between
    await db.disconnect()
    server.close()
    await between.ended()
    await db.connect(database_url, MODULES, pool_size=POOL_SIZE)


@pytest.fixture(scope="module")
async def we(database_url: str, redis_url: str, wire: Wire) -> AsyncIterator[Studio]:
    async with studio(database_url, redis_url) as member:
        yield member


Asked = tuple[str, str, dict[str, Any]]  # a mutation, what is selected of it, its input
Ask = Callable[[Scene, int], Awaitable[Asked]]  # of a scene of a project, for the nth time


def told(scene: Scene, n: int) -> dict[str, Any]:
    """The scene by its id and, when it was edited `n` times, its revision."""
    return {"id": public(scene), "expectedRevision": 1 + n}


async def another_summary(scene: Scene, n: int) -> Asked:
    given = {**told(scene, n), "patch": {"summary": f"The lamp is lit {n} times."}}
    return "updateScene", "scene { revision summary status }", given


async def another_summary_once(scene: Scene, n: int) -> Asked:
    name, select, given = await another_summary(scene, n)
    return name, select, {**given, "idempotencyKey": f"{scene.id} {n}"}


async def the_same_summary(scene: Scene, n: int) -> Asked:
    return (
        "updateScene",
        "scene { summary }",
        {**told(scene, 0), "patch": {"summary": scene.summary}},
    )


async def another_note(scene: Scene, n: int) -> Asked:
    return "updateScene", "scene { notes }", {**told(scene, n), "patch": {"notes": f"Note {n}."}}


async def another_title(scene: Scene, n: int) -> Asked:
    given = {"id": public(await scene.project), "expectedRevision": 1 + n}
    return "updateProject", "project { title }", {**given, "patch": {"title": f"Letters {n}"}}


async def another_scene(scene: Scene, n: int) -> Asked:
    given = {"episodeId": public(await scene.episode), "summary": f"The fog lifts {n} times."}
    return "createScene", "scene { id order status }", given


async def another_place(scene: Scene, n: int) -> Asked:
    return "moveScene", "scene { order }", {**told(scene, n), "position": 2 - n % 2}


async def a_job(scene: Scene, n: int) -> Asked:
    fresh = await factories.scene(await scene.episode)
    return "generateSceneAnchor", "job { id status }", {"sceneId": public(fresh)}


@pytest.mark.parametrize(
    ("ask", "trips"),
    [
        # Begin, count, the row with its locks, write and mark, news, commit. The answer asks for no
        # more than what was written; the count says that no job lives.
        # Whose project it is need not be asked twice.
        (another_summary, 6),
        (another_summary_once, 8),
        (the_same_summary, 4),
        (another_note, 6),
        (another_title, 6),
        (another_scene, 12),
        (another_place, 11),
        (a_job, 17),
    ],
)
async def test_a_mutation_asks_the_database_so_often(
    we: Studio, wire: Wire, ask: Ask, trips: int
) -> None:
    project = await factories.project(we.team)
    episode = await factories.episode(project)
    scene, _ = [await factories.scene(episode) for _ in range(2)]

    assert await trips_of(we, wire, ask, scene) == trips


async def trips_of(we: Studio, wire: Wire, ask: Ask, scene: Scene) -> int:
    counted = []
    for n in range(WARM + TIMES):
        name, select, given = await ask(scene, n)
        await db.drain()
        before = wire.trips
        await we.done(name, select, **given)
        await db.drain()
        counted.append(wire.trips - before)
    # What else this process asks now and then may come in between, but hardly each time.
    return min(counted[WARM:])


async def test_an_edit_asks_for_live_jobs_where_there_are_any(we: Studio, wire: Wire) -> None:
    project = await factories.project(we.team)
    # Of another episode: what is made beside the scene would be marked too.
    scene, other = [await factories.scene(await factories.episode(project)) for _ in range(2)]
    await we.done("generateSceneAnchor", "job { id }", sceneId=public(other))

    assert await trips_of(we, wire, another_summary, scene) == 7


def test_no_two_rules_give_a_field_the_same_reason() -> None:
    given = [
        (rule.reach.table, field, rule.reason) for rule in staleness.RULES for field in rule.fields
    ]

    assert len(given) == len(set(given))
