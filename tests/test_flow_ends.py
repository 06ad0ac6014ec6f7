"""Each flow to its end: when all goes well, a child fails, somebody cancels, workers are lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from aixss.errors import ErrorCode, NotFound
from aixss.jobs import lifecycle
from aixss.jobs.ask import Asking
from aixss.jobs.errors import LostClaim
from aixss.jobs.models import Job, UsageRecord, UsageStatus
from aixss.jobs.spec import Kind, Kinds, Params
from aixss.jobs.states import ENDED, JobState
from aixss.kinds import registry
from aixss.kinds._params import Cutting, EpisodeChoice, EpisodeRun, Production, Redo, SceneChoice
from aixss.kit import db, ids
from aixss.kit.db import Counter
from aixss.providers.spec import FailureClass, ProviderError
from aixss.stories import states
from aixss.stories.artefacts.base import Artefact
from aixss.stories.models import Episode, Project, Scene
from tests import artefacts, factories
from tests.engine import LIMIT_S, Engine, engine

EXAMPLE = Path(__file__).parents[1] / "examples" / "lighthouse.zh.md"
KINDS = registry.load()
Row = Project | Episode | Scene
Compose = Callable[[Asking], Awaitable[Artefact]]


async def _project() -> Project:
    text = EXAMPLE.read_text()
    fields: dict[str, Any] = {
        "story": text,
        "summary": text[:500],
        "style": "水墨",
        "language": "zh",
    }
    return await factories.project(**fields)


async def _episodes() -> Project:
    project = await _project()
    for _ in range(2):
        await factories.episode(project, summary="灯塔的灯灭了，知遥在雨里看见一封信。")
    return project


async def _scenes() -> Project:
    project = await _episodes()
    for episode in await Episode.filter(project_id=project.id):
        await factories.scene(episode, summary="知遥推开灯塔的门，雨声忽然停了。")
    return project


async def _episode() -> Episode:
    return await Episode.get(project_id=(await _episodes()).id, order=1)


async def _scene() -> Scene:
    scene = await Scene.filter(project_id=(await _scenes()).id).first()
    assert scene is not None
    return scene


async def _anchored() -> Scene:
    scene = await _scene()
    scene.anchor = artefacts.anchor()
    await scene.save()
    return scene


@dataclass(frozen=True)
class Case:
    """A flow, something for it to be about, and one of the kinds at the end of its branches."""

    flow: str
    about: Callable[[], Awaitable[Row]]
    params: Any
    leaf: str
    # Whether the flow fails when the first job of the leaf does; otherwise it reports it.
    stops: bool

    def __str__(self) -> str:
        return self.flow


SMALL = Production(target_episode_count=2, scene_count=6, storyboards=1)
CASES = (
    Case("produce_project", _project, SMALL, "plan_episodes", True),
    Case("run_workflow_supervisor", _episodes, Params(), "build_narrative_causal_chain", False),
    Case(
        "run_episode_creation_agent",
        _episode,
        EpisodeRun(scene_count=6),
        "generate_episode_scene_list",
        True,
    ),
    Case("refine_scene_all", _scene, Redo(), "generate_motion_prompt", True),
    Case(
        "generate_episode_core_expressions",
        _episodes,
        EpisodeChoice(),
        "generate_episode_core_expression",
        False,
    ),
    Case("run_storyboard", _anchored, Cutting(), "generate_storyboard_group", True),
    Case("refine_project_scenes", _scenes, SceneChoice(), "generate_scene_anchor", False),
)
each = pytest.mark.parametrize("case", CASES, ids=str)


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        started.kinds = KINDS
        yield started


def but(leaf: str, compose: Callable[[Kind], Compose]) -> Kinds:
    """All kinds, one of which composes its answers otherwise."""
    odd = replace(KINDS[leaf], compose=compose(KINDS[leaf]))
    return Kinds.of([odd if kind.name == leaf else kind for kind in KINDS])


async def usual(kind: Kind, asking: Asking) -> Artefact:
    """The answer that the kind itself gives."""
    asking.kind = kind
    return await asking.answer()


async def family(job: Job) -> list[Job]:
    return await Job.filter(project_id=job.project_id).order_by("depth", "created_at", "id")


async def at_rest(job: Job) -> None:
    """Nothing is live any more, and no state says that something is being made."""
    assert {each.state for each in await family(job)} <= set(ENDED)
    project = await Project.get(id=job.project_id)
    assert project.active_job_count == 0
    held = [project.state, *[e.state for e in await Episode.filter(project_id=project.id)]]
    held += [s.state for s in await Scene.filter(project_id=project.id)]
    assert not {
        *states.HELD_PROJECT,
        *states.HELD_EPISODE,
        *states.HELD_SCENE,
    } & set(held)


async def paid_once(job: Job) -> None:
    """No question of a job was answered twice."""
    of = [each.id for each in await family(job)]
    answered = UsageRecord.filter(job_id__in=of, status=UsageStatus.ANSWERED)
    asked = await answered.values_list("job_id", "request_hash")
    assert len(asked) == len(set(asked))


@each
async def test_a_flow_ends_well_and_has_nothing_left_to_do(run: Engine, case: Case) -> None:
    row = await case.about()

    async with run.worker():
        job = await run.ended((await run.start(case.flow, row, case.params)).job.id)
        made = len(await family(job))
        again = await run.ended((await run.start(case.flow, row, case.params)).job.id)

    assert (job.state, again.state) == (JobState.SUCCEEDED, JobState.SUCCEEDED)
    assert {each.state for each in await family(job)} == {JobState.SUCCEEDED}
    assert len(await family(job)) == made + 1, "the second run made something again"
    assert job.ratio == 1.0
    await at_rest(job)
    await paid_once(job)


@each
async def test_a_failing_child_fails_its_flow_or_is_reported(run: Engine, case: Case) -> None:
    failed: list[Any] = []

    def failing(kind: Kind) -> Compose:
        async def compose(asking: Asking) -> Artefact:
            if not failed or failed == [asking.job_id]:
                failed[:] = [asking.job_id]
                raise ProviderError(FailureClass.BAD_REQUEST, "no")
            return await usual(kind, asking)

        return compose

    run.kinds = but(case.leaf, failing)
    row = await case.about()

    async with run.worker():
        job = await run.ended((await run.start(case.flow, row, case.params)).job.id)

    bad = await Job.get(id=failed[0])
    assert (bad.kind, bad.state) == (case.leaf, JobState.FAILED)
    if case.stops:
        assert (job.state, job.error_code) == (JobState.FAILED, ErrorCode.CHILD_FAILED)
        assert str(bad.error_message) in str(job.error_message)
    else:
        assert job.state is JobState.SUCCEEDED
        assert job.result["failed_children"] == 1
        others = await Job.filter(parent_id=job.id, state=JobState.SUCCEEDED).count()
        assert others > 0
    await at_rest(job)


@each
async def test_a_cancel_in_the_middle_ends_all_below_and_keeps_what_is_made(
    run: Engine, case: Case
) -> None:
    reached = asyncio.Event()

    def waiting(_: Kind) -> Compose:
        async def compose(asking: Asking) -> Artefact:
            reached.set()
            await asyncio.Event().wait()
            raise AssertionError

        return compose

    run.kinds = but(case.leaf, waiting)
    row = await case.about()

    async with run.worker():
        job = (await run.start(case.flow, row, case.params)).job
        async with asyncio.timeout(LIMIT_S):
            await reached.wait()
        done = await Job.filter(project_id=job.project_id, state=JobState.SUCCEEDED).count()
        await _cancelled(job)
        job = await run.ended(job.id)

    assert job.state is JobState.CANCELLED
    after = await family(job)
    assert {each.state for each in after} <= {JobState.CANCELLED, JobState.SUCCEEDED}
    assert sum(each.state is JobState.SUCCEEDED for each in after) >= done
    await at_rest(job)


async def _cancelled(job: Job) -> None:
    assert job.project_id is not None
    counter = Counter("project", job.project_id)
    await db.change(counter, lambda tx: lifecycle.cancel(tx, job.id))


@each
async def test_whatever_was_lost_in_the_middle_is_done_again_and_paid_once(
    run: Engine, case: Case
) -> None:
    taken: list[Any] = []

    def lost(kind: Kind) -> Compose:
        async def compose(asking: Asking) -> Artefact:
            answer = await usual(kind, asking)
            if asking.attempt == 1:
                # All was asked, nothing is settled, and the worker is taken for dead.
                taken.append(asking.job_id)
                row = (await db.rows("SELECT * FROM job WHERE id = $1", asking.job_id))[0]
                await lifecycle.take_back(row)
                raise LostClaim
            return answer

        return compose

    run.kinds = but(case.leaf, lost)
    row = await case.about()

    async with run.worker():
        job = await run.ended((await run.start(case.flow, row, case.params)).job.id)

    assert job.state is JobState.SUCCEEDED
    assert taken
    for again in await Job.filter(id__in=taken):
        assert (again.attempt, again.losses, again.state) == (2, 1, JobState.SUCCEEDED)
    await at_rest(job)
    await paid_once(job)


@each
async def test_a_flow_that_is_started_twice_is_one(run: Engine, case: Case) -> None:
    row = await case.about()

    first, second = await asyncio.gather(
        run.start(case.flow, row, case.params), run.start(case.flow, row, case.params)
    )

    assert first.job.id == second.job.id
    assert {first.deduplicated, second.deduplicated} == {True, False}
    assert len(await family(first.job)) == 1


@pytest.mark.parametrize(
    ("flow", "params", "path"),
    [
        ("generate_episode_core_expressions", EpisodeChoice, "episode_ids"),
        ("refine_project_scenes", SceneChoice, "scene_ids"),
    ],
)
async def test_what_is_not_of_the_project_cannot_be_chosen(
    run: Engine, flow: str, params: Any, path: str
) -> None:
    mine, other = await _scenes(), await _scenes()
    own = await _chosen(mine, path)
    foreign = await _chosen(other, path)

    for stranger in (foreign[0], ids.new()):
        with pytest.raises(NotFound) as refused:
            await run.start(flow, mine, params(**{path: [own[0], stranger]}))
        assert refused.value.path == (path, "1")

    assert await Job.filter(project_id=mine.id).count() == 0


async def _chosen(project: Project, path: str) -> list[Any]:
    model = Episode if path == "episode_ids" else Scene
    return list(await model.filter(project_id=project.id).values_list("id", flat=True))


async def test_only_what_was_chosen_is_made(run: Engine) -> None:
    project = await _scenes()
    first, second = await Scene.filter(project_id=project.id).order_by("created_at")
    chosen = await Episode.get(id=first.episode_id)

    async with run.worker():
        for flow, params in (
            ("generate_episode_core_expressions", EpisodeChoice(episode_ids=[chosen.id])),
            ("refine_project_scenes", SceneChoice(scene_ids=[first.id])),
        ):
            await run.ended((await run.start(flow, project, params)).job.id)

    made, left = await Scene.get(id=first.id), await Scene.get(id=second.id)
    assert (made.is_complete, left.anchor) == (True, None)
    expressed = await Episode.filter(project_id=project.id, core_expression__isnull=False)
    assert [each.id for each in expressed] == [chosen.id]
