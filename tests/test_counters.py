"""The counters that are kept as people and jobs write are those that a recount finds."""

from __future__ import annotations

import random
from collections import Counter as Tally
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pytest

from aixss.errors import AixssError, ErrorCode
from aixss.jobs import failures, lifecycle
from aixss.jobs.live import live
from aixss.jobs.models import Job
from aixss.jobs.run import Runner
from aixss.jobs.spec import Kinds, Scope
from aixss.jobs.start import Order, retry, start
from aixss.jobs.states import ENDED, LIVE, JobState
from aixss.kinds import registry
from aixss.kit import db, ids
from aixss.kit.crypto import KeyRing
from aixss.kit.db import Change, Counter
from aixss.news.wire import Wire
from aixss.providers.offline import Offline
from aixss.providers.spec import FailureClass, ProviderError
from aixss.stories import advance, edits, states, trash, tree
from aixss.stories.artefacts.duration_estimate import PARTS
from aixss.stories.models import Character, Episode, Project, Scene
from aixss.stories.states import EpisodeState, ProjectMove
from tests import RUN, artefacts, factories
from tests.engine import KEYS, target
from tests.test_kinds import params_of

T = TypeVar("T")

SEEDS = range(5)
STEPS = 60
KINDS: Kinds = registry.load()

# What each table keeps, and how many rows a recount finds.
KEPT = {
    "project": {
        "episode_count": "episode c WHERE c.project_id = t.id AND c.deleted_at IS NULL",
        "expressed_episode_count": "episode c WHERE c.project_id = t.id AND c.deleted_at IS NULL "
        "AND c.core_expression IS NOT NULL",
        "scene_count": "scene c WHERE c.project_id = t.id AND c.deleted_at IS NULL",
        "completed_scene_count": "scene c WHERE c.project_id = t.id AND c.deleted_at IS NULL "
        "AND c.is_complete",
        "estimated_scene_count": "scene c WHERE c.project_id = t.id AND c.deleted_at IS NULL "
        "AND c.duration_estimate IS NOT NULL",
        "active_job_count": "job c WHERE c.project_id = t.id AND c.finished_at IS NULL",
    },
    "episode": {
        "scene_count": "scene c WHERE c.episode_id = t.id AND c.deleted_at IS NULL",
        "started_scene_count": "scene c WHERE c.episode_id = t.id AND c.deleted_at IS NULL "
        "AND c.state <> 'PENDING'",
        "completed_scene_count": "scene c WHERE c.episode_id = t.id AND c.deleted_at IS NULL "
        "AND c.is_complete",
        "estimated_scene_count": "scene c WHERE c.episode_id = t.id AND c.deleted_at IS NULL "
        "AND c.duration_estimate IS NOT NULL",
    },
}
# What a recount sums up: the parts of the estimates, in milliseconds.
SUMMED = " + ".join(f"(c.duration_estimate ->> '{part}')::numeric" for part in PARTS)


async def wrong(project: Project) -> list[tuple[str, int, int]]:
    """(counter, kept, counted) of each counter that lies."""
    found = []
    for table, counters in KEPT.items():
        mine = "t.id" if table == "project" else "t.project_id"
        for column, rows in counters.items():
            found += await db.rows(
                f"SELECT '{table}.{column}' AS name, {column} AS kept, n FROM {table} t, "
                f"LATERAL (SELECT count(*)::int AS n FROM {rows}) c "
                f"WHERE {mine} = $1 AND t.deleted_at IS NULL AND {column} <> n",
                project.id,
            )
        found += await db.rows(
            f"SELECT '{table}.estimated_ms' AS name, t.estimated_ms AS kept, n FROM {table} t, "
            f"LATERAL (SELECT coalesce(sum(1000 * ({SUMMED})), 0)::int AS n FROM scene c "
            f"WHERE c.{table}_id = t.id AND c.deleted_at IS NULL) c "
            f"WHERE {mine} = $1 AND t.deleted_at IS NULL AND t.estimated_ms <> n",
            project.id,
        )
    return [(row["name"], row["kept"], row["n"]) for row in found]


@dataclass
class Studio:
    """People and a worker at one project, who do whatever comes to mind."""

    project: Project
    runner: Runner
    dice: random.Random
    done: Tally[str] = field(default_factory=Tally)
    peaks: Tally[str] = field(default_factory=Tally)  # the largest value of each counter

    async def step(self) -> str:
        """Try things until one is not refused; what it was."""
        while True:
            act = self.dice.choice(ACTS)
            try:
                await act(self)
            except AixssError:
                continue
            self.done[act.__name__] += 1
            return act.__name__

    async def look(self) -> None:
        """Note how large the counters have become."""
        row = await Project.get(id=self.project.id)
        for column in KEPT["project"]:
            self.peaks[column] = max(self.peaks[column], getattr(row, column))

    async def change(self, work: Callable[[Change, list[Any]], Awaitable[T]]) -> T:
        """Do something in the project's order, with its live jobs at hand."""

        async def run(tx: Change) -> T:
            return await work(tx, await live(tx))

        return await db.change(Counter("project", self.project.id), run)

    async def any(self, model: Any, *, trashed: bool = False, **among: Any) -> Any:
        """Any row of a table; raises Nothing when there is none."""
        if model is not Job:
            among["deleted_at__isnull"] = not trashed
        found = await model.filter(project_id=self.project.id, **among).order_by("id")
        if not found:
            raise Nothing
        return self.dice.choice(found)

    def either(self) -> Any:
        """A table whose rows are ordered and counted."""
        return self.dice.choice((Episode, Scene))


class Nothing(AixssError):
    """There is nothing to do this with."""

    code = ErrorCode.NOT_FOUND


async def create_episode(of: Studio) -> None:
    values = {"title": "A letter", "summary": factories.SUMMARY}
    await of.change(lambda tx, live: tree.create(tx, Episode, values, live=live, order=1))


async def create_scene(of: Studio) -> None:
    needs = {"episode_id": (await of.any(Episode)).id}
    values = {"summary": "The lamp is lit and a letter arrives at the door of the tower."}
    await of.change(lambda tx, live: tree.create(tx, Scene, values, live=live, needs=needs))


async def move(of: Studio) -> None:
    model = of.either()
    row, to = await of.any(model), of.dice.randint(1, 4)
    await of.change(lambda tx, live: tree.move_row(tx, model, row.id, to, row.revision, live=live))


async def remove(of: Studio) -> None:
    model = of.dice.choice((Episode, Scene, Scene, Character))
    row = await of.any(model)
    await of.change(lambda tx, live: trash.remove(tx, model, row.id, live=live))


async def restore(of: Studio) -> None:
    model = of.dice.choice((Episode, Scene, Character))
    row = await of.any(model, trashed=True)
    await of.change(lambda tx, live: trash.restore(tx, model, row.id, live=live))


async def trash_all_and_restore_it(of: Studio) -> None:
    await of.change(lambda tx, live: trash.remove(tx, Project, of.project.id, live=live))
    await of.change(lambda tx, live: trash.restore(tx, Project, of.project.id, live=live))


async def edit(of: Studio, row: Any, patch: dict[str, Any]) -> None:
    model = type(row)
    await of.change(
        lambda tx, live: edits.update(tx, model, row.id, patch, row.revision, live=live)
    )


async def write_scene(of: Studio) -> None:
    length = artefacts.duration_estimate(of.dice.randint(0, 3600) / 10)
    await edit(of, await of.any(Scene), {**artefacts.finished_scene(), "duration_estimate": length})


async def empty_field(of: Studio) -> None:
    name = of.dice.choice(states.ARTEFACTS)
    await edit(of, await of.any(Scene), {name: None})


async def express(of: Studio) -> None:
    said = of.dice.choice((None, artefacts.core_expression()))
    await edit(of, await of.any(Episode), {"core_expression": said})


async def make_stale(of: Studio) -> None:
    row = await of.any(of.either())
    await edit(of, row, {"summary": f"{factories.SUMMARY} {of.dice.random()}"})


async def make_all_stale(of: Studio) -> None:
    row = await Project.get(id=of.project.id)
    await edit(of, row, {"style": f"ink {of.dice.random()}"})


async def confirm_list(of: Studio) -> None:
    row = await of.any(Episode, state=EpisodeState.SCENE_LIST_EDITING)
    await of.change(lambda tx, live: advance.confirm_scene_list(tx, row.id, live=live))


async def advance_project(of: Studio) -> None:
    event = of.dice.choice(list(ProjectMove))
    await of.change(lambda tx, live: advance.advance(tx, of.project.id, event, live=live))


async def start_job(of: Studio) -> None:
    kind = of.dice.choice([each for each in KINDS if each.scope is not Scope.TEAM])
    row = of.project
    if kind.scope is not Scope.PROJECT:
        row = await of.any({Scope.EPISODE: Episode, Scope.SCENE: Scene}[kind.scope])
    order = Order(kind, target(row), params_of(kind))
    await of.change(lambda tx, _: start(tx, KINDS, order))


async def retry_job(of: Studio) -> None:
    job = await of.any(Job, state__in=ENDED)
    await of.change(lambda tx, _: retry(tx, KINDS, job, None))


async def cancel_job(of: Studio) -> None:
    job = await of.any(Job, state__in=LIVE)
    await of.change(lambda tx, _: lifecycle.cancel(tx, job.id))


async def work(of: Studio) -> None:
    """Some of what is due is done, and of what that starts."""
    for _ in range(of.dice.randint(1, 8)):
        await of.runner.answer((await of.any(Job, state=JobState.QUEUED)).id)


async def claimed(of: Studio) -> db.Row:
    job = await of.any(Job, state__in=(JobState.QUEUED, JobState.RETRYING))
    row = await lifecycle.claim(job.id, ids.new())
    if row is None:
        raise Nothing
    return row


async def hand_back(of: Studio) -> None:
    await lifecycle.hand_back(await claimed(of))


async def lose(of: Studio) -> None:
    row = await claimed(of)
    await lifecycle.take_back({**row, "losses": of.dice.choice((0, lifecycle.LOSSES))})


async def fail(of: Studio) -> None:
    row = await claimed(of)
    failure = of.dice.choice((FailureClass.AUTH, FailureClass.RATE_LIMIT))
    await failures.fail(row, KINDS[row["kind"]], ProviderError(failure, "No."))


async def expire(of: Studio) -> None:
    job = await of.any(Job, state__in=LIVE)
    (row,) = await db.rows("SELECT * FROM job WHERE id = $1", job.id)
    await lifecycle.expire(row)


ACTS: tuple[Callable[[Studio], Awaitable[None]], ...] = (
    *(create_episode, create_scene, create_scene, move, remove, restore, restore),
    trash_all_and_restore_it,
    *(write_scene, write_scene, write_scene, empty_field, express, make_stale, make_all_stale),
    *(confirm_list, advance_project, start_job, start_job, start_job, retry_job, cancel_job),
    *(work, work, work, hand_back, lose, fail, expire),
)


@pytest.fixture
async def runner(redis_url: str, connected: None) -> AsyncIterator[Runner]:
    wire = Wire(redis_url, RUN)
    offline = Offline()
    yield Runner(KINDS, {"offline": offline}, KeyRing.parse(KEYS), wire, ids.new())
    await db.drain()
    await wire.aclose()


async def studio(runner: Runner, seed: int) -> Studio:
    project = await factories.project(language="en", story=factories.SUMMARY * 5)
    await factories.character(project, appearance="A grey coat.")
    return Studio(project, runner, random.Random(seed))


async def test_whatever_happens_the_counters_are_those_of_a_recount(runner: Runner) -> None:
    done, peaks = Tally[str](), Tally[str]()
    for seed in SEEDS:
        of = await studio(runner, seed)
        happened = []
        for _ in range(STEPS):
            happened.append(await of.step())
            assert await wrong(of.project) == [], (seed, happened)
            await of.look()
        done += of.done
        peaks |= of.peaks

    # All that may happen has happened, or it would show nothing.
    assert {act.__name__ for act in ACTS} == set(done)
    assert all(peaks[column] > 0 for column in KEPT["project"]), peaks


async def test_a_counter_that_lies_is_found(runner: Runner) -> None:
    of = await studio(runner, 0)
    await create_episode(of)
    for table, counters in KEPT.items():
        mine = "id" if table == "project" else "project_id"
        for column in counters:
            whole = "scene_count" if column.endswith("scene_count") else column
            whole = "episode_count" if column == "expressed_episode_count" else whole
            for name in {column, whole}:
                await db.rows(f"UPDATE {table} SET {name} = 7 WHERE {mine} = $1", of.project.id)
            assert f"{table}.{column}" in {name for name, *_ in await wrong(of.project)}
        await db.rows(f"UPDATE {table} SET estimated_ms = 7 WHERE {mine} = $1", of.project.id)
        assert f"{table}.estimated_ms" in {name for name, *_ in await wrong(of.project)}
