"""The benchmarks compare what is alike, and count what was answered."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import asyncpg
import orjson
import pytest
from starlette.applications import Starlette

from aixss.app import Opener, build
from aixss.jobs.states import JobState
from aixss.links import Links
from aixss.settings import Settings
from aixss.stories.models import Scene
from benchmarks import jobs, plain, reads, tuned, versus, workloads
from benchmarks.dataset import Dataset, Size, fill
from benchmarks.limit import Limit
from benchmarks.load import CONNECTIONS, Asker, Slice, connect, slice_of
from benchmarks.versus import Table
from benchmarks.ways import Served
from benchmarks.workloads import Variables, Wire
from tests import factories
from tests.api import TOKEN_KEYS, serving
from tests.engine import engine
from tests.platform import needs_servers

pytestmark = needs_servers

SLICE_S = 1.0  # many times what an answer takes
SIZE, EPISODES = Size(4, 2, 3), 12
BUILDS: Mapping[str, Callable[[Settings, Opener], Starlette]] = {
    "ours": build,
    "plain": plain.build,
    "tuned": tuned.build,
    "bare": tuned.build_bare,
}
STOCK_AND_OURS = ("ours", "plain", "tuned")


@dataclass
class Small:
    """All ways on a small data set."""

    dataset: Dataset
    wire: Wire
    ways: Mapping[str, Served]

    async def answers(self, document: str, variables: Variables) -> dict[str, bytes]:
        """What each way answers."""
        return {
            way: await self.ways[way].once(workloads.reading(self.wire, document, [variables]))
            for way in STOCK_AND_OURS
        }


@pytest.fixture(scope="module")
async def small(database_url: str, redis_url: str) -> AsyncIterator[Small]:
    dataset = await fill(SIZE, Size(1, 1, 2), (Size(1, 3, 5),))
    async with (
        engine(database_url, redis_url, token_keys=TOKEN_KEYS) as started,
        AsyncExitStack() as stack,
    ):

        @asynccontextmanager
        async def opened(_: Settings) -> AsyncIterator[Links]:
            yield started.links

        ways = {}
        for name, made in BUILDS.items():
            url = await stack.enter_async_context(serving(made(started.settings, opened)))
            found = urlsplit(url)
            address = str(found.hostname), found.port or 0
            connections = await connect(address, CONNECTIONS)
            for each in connections:
                stack.callback(each.transport.close)
            ways[name] = Served(connections, {}, address, os.getpid())
        yield Small(dataset, Wire(reads.token(started.settings, dataset)), ways)


async def test_the_data_set_is_as_large_as_it_says(small: Small) -> None:
    assert [len(scenes) for scenes in small.dataset.scenes] == [6] * 4
    assert await Scene.filter(project_id=small.dataset.grown[15]).count() == 15
    assert await Scene.filter(project_id=small.dataset.drawn[0], anchor__isnull=True).count() == 0


async def test_all_ways_answer_each_document_alike(small: Small) -> None:
    documents = {
        workloads.SCREEN: workloads.screens(small.dataset.projects, EPISODES)[0],
        workloads.DRAWN: workloads.screens(small.dataset.drawn, EPISODES)[0],
        workloads.BOARD: {},
        workloads.SCENE: workloads.scenes(small.dataset)[0],
    }
    for document, variables in documents.items():
        versus.agree(await small.answers(document, variables))


async def test_all_ways_edit_alike_and_one_edit_follows_the_other(small: Small) -> None:
    answers = {}
    for way, scenes in zip(STOCK_AND_OURS, small.dataset.scenes, strict=False):
        following = workloads.editing(small.wire, scenes[0])
        asker = Asker(small.ways[way].connections[0], following)
        await asker.once()
        answers[way] = await asker.once()
        row = await Scene.get(id=scenes[0])
        assert (row.revision, row.summary) == (3, workloads.edited(2))
    versus.agree(answers)


async def test_the_bare_edit_writes_one_row(small: Small) -> None:
    scene_id = small.dataset.scenes[3][0]
    answer = await small.ways["bare"].once(workloads.editing(small.wire, scene_id))
    row = await Scene.get(id=scene_id)
    assert orjson.loads(answer)["data"]["updateScene"]["scene"]["revision"] == row.revision == 2
    assert row.changed == {}


async def test_nobody_is_answered_without_a_token(small: Small) -> None:
    for way in STOCK_AND_OURS:
        following = workloads.reading(Wire("none"), workloads.BOARD, [{}])
        asker = Asker(small.ways[way].connections[0], following)
        with pytest.raises(RuntimeError, match="errors"):
            await slice_of([asker], 5)


async def test_the_limit_reads_the_rows_of_the_answer(small: Small, database_url: str) -> None:
    project_id = small.dataset.projects[0]
    answers = await small.answers(workloads.SCREEN, workloads.screens([project_id], EPISODES)[0])
    project = orjson.loads(answers["ours"])["data"]["project"]
    connection = await asyncpg.connect(database_url.replace("asyncpg:", "postgres:", 1))
    limit = Limit(connection, small.dataset.team_id)
    projects, episodes, scenes, jobs = await limit.screen(project_id)
    board = await limit.board()
    await connection.close()
    assert [row["title"] for row in projects] == [project["title"]]
    assert [row["title"] for row in episodes] == [e["title"] for e in project["episodes"]["nodes"]]
    shown = [scene for e in project["episodes"]["nodes"] for scene in e["scenes"]]
    assert sorted(row["summary"] for row in scenes) == sorted(each["summary"] for each in shown)
    assert len(jobs) == len(shown)
    assert len(board) == 6


async def test_a_slice_counts_every_answer(small: Small) -> None:
    seen: list[bytes] = []
    read = workloads.reading(small.wire, workloads.BOARD, [{}])

    def following(answer: bytes | None) -> bytes:
        seen.extend([answer] if answer else [])
        return read(answer)

    askers = [Asker(each, following) for each in small.ways["tuned"].connections]
    found = await slice_of(askers, SLICE_S)
    # The last answer on each connection is followed by nothing.
    assert found.answers == len(seen) + CONNECTIONS
    assert len({*seen}) == 1


async def test_a_refusal_ends_the_load(small: Small) -> None:
    following = workloads.reading(small.wire, "{ nothing }", [{}])
    connection = small.ways["tuned"].connections[0]
    with pytest.raises(RuntimeError, match="nothing"):
        await slice_of([Asker(connection, following)], 5)


async def test_the_kind_that_does_nothing_comes_to_its_end(
    database_url: str, redis_url: str
) -> None:
    scene = await factories.scene(await factories.episode(await factories.project()))
    async with engine(database_url, redis_url) as run:
        run.kinds = jobs.KINDS
        async with run.worker():
            ended = await run.ended((await run.start(jobs.NOOP.name, scene)).job.id)
    assert ended.state is JobState.SUCCEEDED


def test_answers_that_differ_are_refused() -> None:
    with pytest.raises(RuntimeError, match="b and a do not answer alike"):
        versus.agree({"a": b'{"data":{"n":1}}', "b": b'{"data":{"n":2}}'})
    with pytest.raises(RuntimeError, match="a does not answer"):
        versus.agree({"a": b'{"data":null,"errors":[{}]}'})


@dataclass
class Recorded:
    """A way of a known rate, which notes its turns."""

    name: str
    answers: float
    turns: list[str] = field(default_factory=list)

    async def slice(self, _: str, seconds: float) -> Slice:
        self.turns.append(self.name)
        return Slice(self.answers * seconds, seconds)


async def test_every_way_has_its_turn_and_is_set_against_tuned_and_the_limit() -> None:
    turns: list[str] = []
    rates = {"ours": 30.0, "tuned": 10.0, "limit": 60.0}
    ways = {name: Recorded(name, answers, turns) for name, answers in rates.items()}
    found = await versus.rounds(ways, "q1", count=3)
    assert turns[3:] == [
        *("ours", "tuned", "limit"),
        *("tuned", "limit", "ours"),
        *("limit", "ours", "tuned"),
    ]
    rows = {row[0]: row[1:] for row in versus.table(found, list(ways)).rows}
    assert rows["ours"] == ("30.0", "33.33", "3.00", "0.50")


def test_a_table_is_markdown() -> None:
    assert str(Table(("way", "rate"), [("ours", "3")])) == (
        "| way | rate |\n| --- | --: |\n| ours | 3 |"
    )
