"""Many at once on one project: whatever the order, what is stored follows from the content."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import pytest

from aixss.errors import AixssError
from aixss.jobs import lifecycle
from aixss.jobs.live import live
from aixss.jobs.models import Job
from aixss.jobs.spec import Params, Scope
from aixss.jobs.states import ENDED, LIVE
from aixss.kinds import registry
from aixss.kinds._params import EpisodeRun, Listing, Planning, Redo
from aixss.kit import db
from aixss.kit.db import Counter
from aixss.news.models import News
from aixss.stories import advance, edits, trash
from aixss.stories.derive import HELD, derive
from aixss.stories.models import Episode, Project, Scene
from aixss.stories.states import EpisodeMove, ProjectMove
from tests import artefacts, factories
from tests.engine import Engine, engine

COUNTED = """
SELECT e.id, e.scene_count, e.started_scene_count, e.completed_scene_count,
  count(s.id) AS total, count(s.id) FILTER (WHERE s.state <> 'PENDING') AS begun,
  count(s.id) FILTER (WHERE s.is_complete) AS complete
FROM episode e LEFT JOIN scene s ON s.episode_id = e.id AND s.deleted_at IS NULL
WHERE e.project_id = $1 AND e.deleted_at IS NULL GROUP BY e.id
"""
STATES = """
SELECT id, state FROM project WHERE id = $1
UNION ALL SELECT id, state FROM episode WHERE project_id = $1 AND deleted_at IS NULL
UNION ALL SELECT id, state FROM scene WHERE project_id = $1 AND deleted_at IS NULL
"""


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        started.kinds = registry.load()
        yield started


@dataclass
class Crowd:
    """People and starts of jobs, at random, on one project."""

    run: Engine
    project: Project
    chance: random.Random

    @property
    def counter(self) -> Counter:
        return Counter("project", self.project.id)

    async def scene(self) -> Scene:
        return self.chance.choice(await Scene.filter(project_id=self.project.id))

    async def episode(self) -> Episode:
        return self.chance.choice(await Episode.filter(project_id=self.project.id))

    async def start(self) -> None:
        kind = self.chance.choice(list(self.run.kinds))
        row = {Scope.PROJECT: self.project, Scope.EPISODE: await self.episode()}.get(
            kind.scope, await self.scene()
        )
        params: dict[type[Params], Params] = {
            Redo: Redo(force=True),
            Planning: Planning(force=True, target_episode_count=self.chance.randint(1, 3)),
            Listing: Listing(force=True, scene_count=6),
            EpisodeRun: EpisodeRun(scene_count=6),
        }
        await self.run.start(kind.name, row, params.get(kind.params))

    async def cancel(self) -> None:
        jobs = await Job.filter(project_id=self.project.id, state__in=LIVE)
        if jobs:
            job = self.chance.choice(jobs)
            await db.change(self.counter, lambda tx: lifecycle.cancel(tx, job.id))

    async def write(self) -> None:
        row = await self.scene()
        patch = self.chance.choice(
            [{"anchor": artefacts.anchor()}, {"anchor": None}, {"keyframes": None},
             {"dialogue": None}, {"summary": f"Rain falls on pier {self.chance.random()}."}]
        )

        async def work(tx: db.Change) -> None:
            await edits.update(tx, Scene, row.id, patch, row.revision, live=await live(tx))

        await db.change(self.counter, work)

    async def remove(self) -> None:
        row = await (self.scene() if self.chance.random() < 0.8 else self.episode())

        async def work(tx: db.Change) -> None:
            await trash.remove(tx, type(row), row.id, live=await live(tx))

        await db.change(self.counter, work)

    async def restore(self) -> None:
        row = await (self.scene() if self.chance.random() < 0.8 else self.episode())

        async def work(tx: db.Change) -> None:
            await trash.restore(tx, type(row), row.id, live=await live(tx))

        await db.change(self.counter, work)

    async def decide(self) -> None:
        row, move = await self.episode(), self.chance.choice(list(EpisodeMove))
        step = self.chance.choice(list(ProjectMove))

        async def work(tx: db.Change) -> None:
            running = await live(tx)
            if self.chance.random() < 0.5:
                await advance.advance(tx, self.project.id, step, live=running)
            elif move is EpisodeMove.CONFIRM_SCENE_LIST:
                await advance.confirm_scene_list(tx, row.id, live=running)
            else:
                await advance.reopen_scene_list(tx, row.id, live=running)

        await db.change(self.counter, work)

    async def wander(self, steps: int, log: dict[str, int]) -> None:
        acts: list[Callable[[], Awaitable[None]]] = [
            *[self.start] * 6, self.cancel, *[self.write] * 2, self.remove, *[self.restore] * 2, self.decide,
        ]
        for _ in range(steps):
            act = self.chance.choice(acts)
            try:
                await act()
                key = act.__name__ + " ok"
            except AixssError as error:
                key = f"{act.__name__} {error.code}"
            log[key] = log.get(key, 0) + 1
            await asyncio.sleep(self.chance.random() * 0.03)


async def check(project: Project) -> None:
    """States and counters are what they would be if they were derived now."""

    async def work(tx: db.Change) -> None:
        before = await tx.rows(STATES, project.id)
        counts = await tx.rows(COUNTED, project.id)
        running = await live(tx)
        scenes = await tx.rows("SELECT id FROM scene WHERE project_id = $1", project.id)
        episodes = await tx.rows("SELECT id FROM episode WHERE project_id = $1", project.id)
        await derive(tx, running, scenes=[r["id"] for r in scenes], episodes=[r["id"] for r in episodes])
        after = await tx.rows(STATES, project.id)
        key = lambda r: str(r["id"])  # noqa: E731
        assert sorted(before, key=key) == sorted(after, key=key), [
            (a, b) for a, b in zip(sorted(before, key=key), sorted(after, key=key)) if a != b]
        holding = {(job.target_id) for job in running}
        for row in after:
            if row["state"] in HELD:
                assert running
        for row in counts:
            stored, counted = list(row.values())[1:4], list(row.values())[4:]
            assert stored == counted, row

    await db.change(Counter("project", project.id), work)


@pytest.mark.parametrize("seed", range(6))
async def test_any_order_of_many(run: Engine, seed: int) -> None:
    project = await factories.project(language="en", story=factories.SUMMARY)
    eps = []
    for _ in range(2):
        episode = await factories.episode(project)
        eps.append(episode.id)
        for _ in range(3):
            await factories.scene(episode)
    log: dict[str, int] = {}
    await db.change(Counter("project", project.id), lambda tx: derive(tx, (), episodes=eps))

    async with run.worker():
        crowd = [Crowd(run, project, random.Random(seed * 10 + n)) for n in range(5)]
        wandering = asyncio.gather(*(each.wander(30, log) for each in crowd))
        while not wandering.done():
            await asyncio.sleep(0.2)
            await check(project)
        await wandering
        for job in await Job.filter(project_id=project.id, state__in=LIVE):
            await run.ended(job.id)
    await check(project)
    jobs = await Job.filter(project_id=project.id)
    from collections import Counter as C
    print(sorted(log.items()))
    print(C((j.state.value, j.error_code and j.error_code.value) for j in jobs))
    for j in jobs:
        if j.error_code and j.error_code.value not in ("CHILD_FAILED",): print(j.kind, j.error_code, j.error_message)
    cursors = await News.filter(stream_id=project.id).order_by("cursor").values_list("cursor", flat=True)
    assert cursors == list(range(1, len(cursors) + 1))
    assert (await Project.get(id=project.id)).last_news == len(cursors)
    assert all(j.state in ENDED for j in jobs)
