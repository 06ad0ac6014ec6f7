"""Many at once, and whatever goes away meanwhile: what is stored follows from what was done."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import cycle
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from tortoise.backends.asyncpg.client import AsyncpgDBClient
from tortoise.connection import get_connection

from aixss.errors import AixssError, ErrorCode, Invalid, NotReady
from aixss.jobs import flow, lifecycle, pausing
from aixss.jobs.live import live
from aixss.jobs.models import Job
from aixss.jobs.run import Runner
from aixss.jobs.spec import Params, Scope
from aixss.jobs.states import LIVE, JobState
from aixss.kinds import registry
from aixss.kinds._params import Cutting, EpisodeRun, Listing, OneGroup, OneShot, Planning, Redo
from aixss.kit import db, ids, metrics
from aixss.kit.crypto import KeyRing
from aixss.kit.db import Change, Counter
from aixss.migrate import direct
from aixss.news import log as news
from aixss.news.events import Event, JobProgress, JobQueued, Told
from aixss.news.listener import Listener
from aixss.news.models import News
from aixss.news.wire import Wire
from aixss.providers.registry import PROVIDERS
from aixss.stories import edits, trash
from aixss.stories.derive import HELD, derive
from aixss.stories.models import Episode, Project, Scene
from tests import RUN, artefacts, factories
from tests.engine import KEYS, LIMIT_S, Engine, engine
from tests.kinds_for_tests import SlowParams

STATES = """
SELECT id, state FROM project WHERE id = $1
UNION ALL SELECT id, state FROM episode WHERE project_id = $1 AND deleted_at IS NULL
UNION ALL SELECT id, state FROM scene WHERE project_id = $1 AND deleted_at IS NULL
"""
MISCOUNTED = """
SELECT e.id FROM episode e LEFT JOIN scene s ON s.episode_id = e.id AND s.deleted_at IS NULL
WHERE e.project_id = $1 AND e.deleted_at IS NULL GROUP BY e.id
HAVING e.scene_count <> count(s.id)
  OR e.started_scene_count <> count(s.id) FILTER (WHERE s.state <> 'PENDING')
  OR e.completed_scene_count <> count(s.id) FILTER (WHERE s.is_complete)
UNION ALL SELECT p.id FROM project p
LEFT JOIN episode e ON e.project_id = p.id AND e.deleted_at IS NULL
WHERE p.id = $1 GROUP BY p.id
HAVING p.episode_count <> count(e.id) OR p.scene_count <> coalesce(sum(e.scene_count), 0)
  OR p.completed_scene_count <> coalesce(sum(e.completed_scene_count), 0)
"""


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        yield started


async def project(episodes: int = 1, scenes: int = 3, **fields: Any) -> Project:
    """A project with scenes, as if its people had just written them."""
    row = await factories.project(**fields)
    made = [await factories.episode(row) for _ in range(episodes)]
    for each in made:
        for _ in range(scenes):
            await factories.scene(each)
    counter = Counter("project", row.id)
    await db.change(counter, lambda tx: derive(tx, (), episodes=[each.id for each in made]))
    return row


@dataclass
class Crowd:
    """People who do on one project whatever comes to their minds."""

    run: Engine
    project: Project
    chance: random.Random
    refused: set[ErrorCode] = field(default_factory=set)

    async def wander(self, steps: int) -> None:
        """Do so many random things; what is refused is refused."""
        for _ in range(steps):
            try:
                await self.chance.choice(self._acts)()
            except AixssError as refusal:
                self.refused.add(refusal.code)
            await asyncio.sleep(self.chance.random() * 0.02)

    @cached_property
    def _acts(self) -> list[Callable[[], Awaitable[None]]]:
        often = [self._start] * 4
        return [*often, self._cancel, self._write, self._write, self._remove, self._restore]

    async def _row(self) -> Scene | Episode:
        scene = await self._scene()
        return scene if self.chance.random() < 0.8 else await Episode.get(id=scene.episode_id)

    async def _scene(self) -> Scene:
        return self.chance.choice(await Scene.filter(project_id=self.project.id))

    async def _change(self, work: Callable[[Change], Awaitable[object]]) -> None:
        await db.change(Counter("project", self.project.id), work)

    async def _start(self) -> None:
        kind = self.chance.choice([k for k in self.run.kinds if k.scope is not Scope.TEAM])
        scene = await self._scene()
        rows: dict[Scope, Project | Episode | Scene] = {
            Scope.PROJECT: self.project,
            Scope.EPISODE: await Episode.get(id=scene.episode_id),
            Scope.SCENE: scene,
        }
        chosen: dict[type[Params], Params] = {
            Redo: Redo(force=True),
            Planning: Planning(force=True, target_episode_count=self.chance.randint(1, 3)),
            Listing: Listing(force=True, scene_count=6),
            EpisodeRun: EpisodeRun(scene_count=6),
            OneShot: OneShot(number=self.chance.randint(1, 9)),
            OneGroup: OneGroup(group=self.chance.randint(1, 2)),
            Cutting: Cutting(force=True),
        }
        await self.run.start(kind.name, rows[kind.scope], chosen.get(kind.params))

    async def _cancel(self) -> None:
        if jobs := await Job.filter(project_id=self.project.id, state__in=LIVE):
            job_id = self.chance.choice(jobs).id
            await self._change(lambda tx: lifecycle.cancel(tx, job_id))

    async def _write(self) -> None:
        row = await self._scene()
        patches: list[dict[str, object]] = [
            {"anchor": artefacts.anchor()},
            {"anchor": None},
            {"keyframes": None},
            {"dialogue": None},
            {"summary": f"Rain falls on pier {self.chance.random()}."},
        ]
        patch = self.chance.choice(patches)

        async def work(tx: Change) -> None:
            await edits.update(tx, Scene, row.id, patch, row.revision, live=await live(tx))

        await self._change(work)

    async def _remove(self) -> None:
        row = await self._row()

        async def work(tx: Change) -> None:
            await trash.remove(tx, type(row), row.id, live=await live(tx))

        await self._change(work)

    async def _restore(self) -> None:
        row = await self._row()

        async def work(tx: Change) -> None:
            await trash.restore(tx, type(row), row.id, live=await live(tx))

        await self._change(work)


async def check(of: Project) -> None:
    """The states and counters that stand are those that follow from content and live jobs."""

    async def work(tx: Change) -> None:
        assert await tx.rows(MISCOUNTED, of.id) == []
        stood, running = await tx.rows(STATES, of.id), await live(tx)
        await derive(
            tx, running, scenes=await _ids(tx, "scene"), episodes=await _ids(tx, "episode")
        )
        assert _by_id(await tx.rows(STATES, of.id)) == _by_id(stood)
        held = {row["state"] for row in stood} & HELD
        assert held <= {job.holds for job in running}

    async def _ids(tx: Change, table: str) -> list[UUID]:
        return [
            r["id"] for r in await tx.rows(f"SELECT id FROM {table} WHERE project_id = $1", of.id)
        ]

    await db.change(Counter("project", of.id), work)


def _by_id(rows: list[db.Row]) -> dict[UUID, str]:
    return {row["id"]: row["state"] for row in rows}


@pytest.mark.parametrize("seed", [3, 20, 41])
async def test_states_follow_from_content_and_jobs_whatever_the_order(
    run: Engine, seed: int
) -> None:
    run.kinds = registry.load()
    row = await project(2, 3, language="en", story=factories.SUMMARY)
    crowd = [Crowd(run, row, random.Random(seed * 10 + n)) for n in range(5)]

    async with run.worker():
        wandering = asyncio.gather(*(each.wander(20) for each in crowd))
        while not wandering.done():
            await check(row)
            await asyncio.sleep(0.1)
        await wandering
        for job in await Job.filter(project_id=row.id, state__in=LIVE):
            await run.ended(job.id)

    await check(row)
    assert ErrorCode.INTERNAL not in set[ErrorCode]().union(*(each.refused for each in crowd))
    jobs = await Job.filter(project_id=row.id)
    assert not [job.error_message for job in jobs if job.error_code == ErrorCode.INTERNAL]
    cursors = await News.filter(stream_id=row.id).order_by("cursor").values_list("cursor")
    assert [cursor for (cursor,) in cursors] == list(range(1, len(cursors) + 1))


async def test_a_flow_paused_and_resumed_while_its_children_end_comes_to_its_end(
    run: Engine,
) -> None:
    row = await project(scenes=12)
    reruns = metrics.RERUNS.value
    chance = random.Random(7)

    async with run.worker():
        job = (await run.start("say_all", await Episode.get(project_id=row.id))).job
        with suppress(Invalid):  # once it has ended
            for act in cycle((pausing.pause, pausing.resume)):
                await db.change(Counter("project", row.id), partial(act, job_id=job.id))
                await asyncio.sleep(chance.uniform(0, 0.03))
        ended = await run.ended(job.id)

    paused = await News.filter(stream_id=row.id, type="JobPaused").count()
    resumed = await News.filter(stream_id=row.id, type="JobResumed").count()
    # A flow that has nothing more to do ends, paused or not.
    assert resumed > 0
    assert paused - resumed in (0, 1)
    assert (ended.state, ended.pending) == (JobState.SUCCEEDED, 0)
    assert metrics.RERUNS.value == reruns  # nobody has waited for each other
    notes = [each.notes for each in await Scene.filter(project_id=row.id).order_by("order")]
    assert notes == [f"word {n};" for n in range(1, 13)]


async def test_flows_cancelled_while_their_children_end_leave_nobody_waiting(run: Engine) -> None:
    row = await project(episodes=8, scenes=6)
    reruns = metrics.RERUNS.value
    chance, counter = random.Random(8), Counter("project", row.id)

    async def cancelled(job: Job) -> None:
        while not await Job.filter(parent_id=job.id).exists():
            await asyncio.sleep(0.005)
        await asyncio.sleep(chance.uniform(0, 0.3))
        with suppress(Invalid):  # it may have come to its end before
            await db.change(counter, lambda tx: lifecycle.cancel(tx, job.id))

    async with run.worker():
        flows = [
            (await run.start("say_all", each)).job
            for each in await Episode.filter(project_id=row.id)
        ]
        async with asyncio.timeout(LIMIT_S):
            await asyncio.gather(*map(cancelled, flows))
        ends = {(await run.ended(job.id)).state for job in flows}

    assert ends <= {JobState.CANCELLED, JobState.SUCCEEDED}
    assert JobState.CANCELLED in ends
    assert not await Job.filter(project_id=row.id, state__in=LIVE).exists()
    assert metrics.RERUNS.value == reruns
    await check(row)


async def test_a_cancelled_transaction_gives_its_connection_back(connected: None) -> None:
    counter = Counter("project", (await project()).id)
    chance = random.Random(5)

    async def look(tx: Change) -> None:
        await tx.rows("SELECT 1")

    async def read() -> None:
        async with db.snapshot() as tx:
            await tx.rows("SELECT 1")

    for n in range(300):
        task = asyncio.create_task(read() if n % 2 else db.change(counter, look))
        await asyncio.sleep(chance.uniform(0, 0.002))
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    client = get_connection(db.CONNECTION)
    assert isinstance(client, AsyncpgDBClient)
    assert client._pool is not None
    assert client._pool.get_idle_size() == client._pool.get_size()


async def test_jobs_end_well_although_all_connections_are_lost(
    run: Engine, database_url: str
) -> None:
    row = await project(scenes=12)
    scenes = await Scene.filter(project_id=row.id).order_by("order")
    jobs = [(await run.start("say", each)).job for each in scenes]

    async with run.worker(), direct(database_url) as other:
        for _ in range(8):
            await asyncio.sleep(0.04)
            await other.execute(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """
            )
        # This process reads over the same connections.
        ended = [await db.surely(partial(run.ended, job.id)) for job in jobs]

    assert {job.state for job in ended} == {JobState.SUCCEEDED}
    notes = [each.notes for each in await Scene.filter(project_id=row.id).order_by("order")]
    assert notes == [f"word {n};" for n in range(1, 13)]


async def test_a_transaction_that_meets_a_migration_begins_anew(
    connected: None, database_url: str
) -> None:
    counter = Counter("project", (await project()).id)

    async def look(tx: Change) -> list[db.Row]:
        return await tx.rows("SELECT * FROM probe")

    async with direct(database_url) as other:
        await other.execute("CREATE TABLE probe AS SELECT 1 AS one")
        before = await db.change(counter, look)
        await other.execute("ALTER TABLE probe ADD COLUMN two int DEFAULT 2")
        after = await db.change(counter, look)
        await other.execute("DROP TABLE probe")

    assert (before, after) == ([{"one": 1}], [{"one": 1, "two": 2}])


async def test_a_job_that_comes_back_too_early_is_done_by_its_last_claim(run: Engine) -> None:
    scene = await Scene.get(project_id=(await project(scenes=1)).id)
    job = (await run.start("sleep", scene, SlowParams(seconds=0.6))).job
    runner = Runner(run.kinds, PROVIDERS, KeyRing.parse(KEYS), run.links.wire, ids.new())

    older = asyncio.create_task(runner.answer(job.id))
    await run.until(job.id, "RUNNING")
    (row,) = await db.rows("SELECT * FROM job WHERE id = $1", job.id)
    await lifecycle.take_back(row)
    newer = asyncio.create_task(runner.answer(job.id))
    await run.until(job.id, "RUNNING")
    runner.lose((job.id, 1))
    await older

    assert set(runner.running) == {(job.id, 2)}
    await newer
    assert (await Job.get(id=job.id)).state is JobState.SUCCEEDED
    assert not runner.running


async def test_a_flow_says_what_people_have_taken_away_from_it(run: Engine) -> None:
    run.kinds = registry.load()
    scene = await Scene.get(project_id=(await project(scenes=1)).id)
    job = (await run.start("refine_scene_all", scene)).job
    await Job.filter(id=job.id).update(steps_done=1)  # as if its anchor had come and gone
    claimed = await lifecycle.claim(job.id, ids.new())
    assert claimed is not None

    with pytest.raises(NotReady, match="anchor"):
        await flow.advance(run.kinds, claimed)

    assert await Job.filter(parent_id=job.id).count() == 0


@asynccontextmanager
async def redis_at(port: int, redis_url: str) -> AsyncIterator[None]:
    """The Redis of the tests at one more address, while the block lasts."""
    there = urlsplit(redis_url)

    async def copy(source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
        while data := await source.read(65536):
            to.write(data)
        to.close()

    async def relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if there.scheme == "unix":
            answers, asks = await asyncio.open_unix_connection(there.path)
        else:
            answers, asks = await asyncio.open_connection(there.hostname, there.port or 6379)
        await asyncio.gather(copy(reader, asks), copy(answers, writer))

    async with (
        asyncio.TaskGroup() as relays,
        await asyncio.start_server(
            lambda *streams: relays.create_task(relay(*streams)), "127.0.0.1", port
        ),
    ):
        yield


class First:
    """A follower that waits for one thing."""

    def __init__(self) -> None:
        self.told: asyncio.Future[Told] = asyncio.get_running_loop().create_future()

    def hear(self, told: Told) -> None:
        if not self.told.done():
            self.told.set_result(told)


async def tell(fact: Event, tx: Change) -> None:
    """Record a fact."""
    news.record(tx, fact)


async def test_live_events_are_heard_of_a_redis_that_came_later(
    redis_url: str, connected: None, unused_tcp_port: int
) -> None:
    row = await factories.project()
    progress = JobProgress(job_id=ids.new(), attempt=1, n=1, ratio=0.5, stage=None)
    wire = Wire(redis_url, RUN)
    listener = Listener(f"redis://127.0.0.1:{unused_tcp_port}", RUN)
    await listener.start()

    first = First()
    async with asyncio.timeout(LIMIT_S), listener.project(row.team_id, row.id) as stream:
        assert stream.join(first, 0)
        async with redis_at(unused_tcp_port, redis_url):
            while not first.told.done():
                wire.tell(row.team_id, row.id, progress)
                await asyncio.sleep(0.1)
            await listener.aclose()

    await wire.aclose()
    assert (await first.told).event == progress


async def test_readers_hear_on_after_a_lost_connection_to_the_database(
    connected: None, database_url: str
) -> None:
    row = await factories.project()
    listener = Listener("redis://127.0.0.1:1", RUN)
    await listener.start()

    first = First()
    async with asyncio.timeout(LIMIT_S), listener.project(row.team_id, row.id) as stream:
        assert stream.join(first, 0)
        async with direct(database_url) as other, other.transaction():
            await other.execute("LOCK TABLE team")  # which the listener looks at now and then
            while not await other.fetch(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'
                """
            ):
                await asyncio.sleep(0.05)
        fact = JobQueued(job_id=ids.new(), kind="say")
        await db.change(Counter("project", row.id), partial(tell, fact))
        heard = await first.told

    await listener.aclose()
    assert heard.event == fact
