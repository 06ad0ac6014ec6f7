"""Shot designs of scenes: seams that agree whoever writes first, and lengths that follow."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import pairwise

import pytest

from aixss.accounts.models import Role, Team
from aixss.errors import ArtefactLocked, Invalid, NotReady
from aixss.jobs import lifecycle
from aixss.jobs.live import live
from aixss.jobs.states import JobState
from aixss.kinds import registry
from aixss.kit import db, ids
from aixss.kit.db import Counter
from aixss.stories import edits
from aixss.stories.artefacts.shot_design import (
    ShotDesign,
    Transition,
    TransitionType,
    agrees,
)
from aixss.stories.models import ArtefactMaturity, Scene, StaleMark
from tests import artefacts, factories
from tests.api import Api
from tests.api import api as running
from tests.engine import Engine, attempt, engine

T = TransitionType
LENGTHS = """
query Lengths($id: ID!) {
  project(id: $id) {
    stats { estimatedS estimatedSceneCount }
    episodes(first: 5) { nodes { estimatedS estimatedSceneCount } }
  }
}
"""


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        started.kinds = registry.load()
        yield started


@pytest.fixture
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started


def over(type_: TransitionType, duration_ms: int = 0) -> Transition:
    return Transition(type=type_, duration_ms=duration_ms)


DISSOLVE, FADE_IN = over(T.DISSOLVE, 800), over(T.FADE_IN, 900)


async def scenes(count: int = 3) -> list[Scene]:
    """Scenes of one episode that have their anchors."""
    project = await factories.project(language="en", summary=factories.SUMMARY)
    episode = await factories.episode(project)
    return [await factories.scene(episode, anchor=artefacts.anchor()) for _ in range(count)]


async def edit(row: Scene, **patch: object) -> Scene:
    async def work(tx: db.Change) -> Scene:
        known = await Scene.get(id=row.id)
        return await edits.update(tx, Scene, row.id, patch, known.revision, live=await live(tx))

    return await db.change(Counter("project", row.project_id), work)


async def design(row: Scene) -> ShotDesign:
    found = (await Scene.get(id=row.id)).shot_design
    assert found is not None
    return found


async def stale(row: Scene) -> set[tuple[str, str]]:
    return {(mark.field, mark.reason) for mark in await StaleMark.filter(target_id=row.id)}


async def designs(run: Engine, row: Scene) -> ShotDesign:
    async with run.worker():
        job = await run.ended((await run.start("generate_shot_design", row)).job.id)
    assert job.state is JobState.SUCCEEDED, job.error_message
    return await design(row)


async def test_a_design_needs_the_anchor(run: Engine) -> None:
    first, *_ = await scenes()
    await edit(first, anchor=None)

    with pytest.raises(NotReady) as refused:
        await run.start("generate_shot_design", first)

    assert refused.value.missing == ("anchor",)


async def test_a_design_keeps_to_the_seams_that_are_written(run: Engine) -> None:
    first, middle, last = await scenes()
    await edit(first, shot_design=artefacts.shot_design(left=over(T.FADE_OUT, 700)))
    await edit(last, shot_design=artefacts.shot_design(over(T.WIPE, 600)))

    made = await designs(run, middle)

    assert (made.transition_in.type, made.transition_in.duration_ms) == (T.FADE_IN, 700)
    assert made.transition_out.type is T.WIPE
    assert await stale(first) == await stale(last) == set()


async def test_a_seam_that_was_written_while_the_job_was_at_work_is_kept(run: Engine) -> None:
    first, middle, _ = await scenes()
    job = (await run.start("generate_shot_design", middle)).job
    asking, row = await attempt(run, job)
    answer = await asking.answer()
    await edit(first, shot_design=artefacts.shot_design(left=DISSOLVE))

    await lifecycle.settle(asking, row, answer)

    assert isinstance(answer, ShotDesign)
    assert answer.transition_in.type is not T.DISSOLVE
    assert (await design(middle)).transition_in == DISSOLVE
    assert await stale(middle) == set()


@pytest.mark.parametrize(
    ("of", "entered", "left", "path"),
    [
        (1, over(T.CUT), over(T.CUT), ("shot_design", "transition_in", "type")),
        (1, FADE_IN, over(T.CUT), ("shot_design", "transition_in", "type")),
        (0, DISSOLVE, over(T.CUT), ("shot_design", "transition_in", "type")),
        (2, over(T.CUT), DISSOLVE, ("shot_design", "transition_out", "type")),
        (2, over(T.CUT, 300), over(T.CUT), ("shot_design", "transition_in", "duration_ms")),
        (2, over(T.MATCH_CUT), over(T.CUT), ("shot_design", "transition_in", "match_element")),
    ],
)
async def test_people_are_told_what_does_not_join_and_nothing_is_written(
    of: int, entered: Transition, left: Transition, path: tuple[str, ...]
) -> None:
    rows = await scenes()
    await edit(rows[0], shot_design=artefacts.shot_design(FADE_IN, DISSOLVE))
    before = await Scene.get(id=rows[of].id)

    with pytest.raises(Invalid) as refused:
        await edit(rows[of], shot_design=artefacts.shot_design(entered, left))

    after = await Scene.get(id=rows[of].id)
    assert refused.value.path == path
    assert (after.shot_design, after.revision) == (before.shot_design, before.revision)


async def test_only_a_seam_that_has_come_apart_makes_its_other_side_stale() -> None:
    first, middle, last = await scenes()
    for row in (first, middle, last):
        await edit(row, shot_design=artefacts.shot_design())

    await edit(middle, shot_design=artefacts.shot_design(notes="The lamp"))
    kept = [await stale(row) for row in (first, middle, last)]
    await edit(middle, shot_design=artefacts.shot_design(left=DISSOLVE))
    apart = [await stale(row) for row in (first, middle, last)]
    await edit(last, shot_design=artefacts.shot_design(DISSOLVE))

    assert kept == [set(), set(), set()]
    assert apart == [set(), set(), {("shot_design", "SEAM")}]
    assert await stale(last) == set()


async def test_a_scene_that_fades_out_joins_one_that_fades_in() -> None:
    first, middle, _ = await scenes()
    await edit(middle, shot_design=artefacts.shot_design())

    await edit(first, shot_design=artefacts.shot_design(left=over(T.FADE_TO_BLACK, 900)))
    apart = await stale(middle)
    await edit(middle, shot_design=artefacts.shot_design(FADE_IN))
    await edit(first, shot_design=artefacts.shot_design(left=over(T.FADE_OUT, 900)))

    assert apart == {("shot_design", "SEAM")}
    assert await stale(middle) == set()


async def test_a_settled_prompt_pack_keeps_its_design() -> None:
    first, *_ = await scenes()
    await ArtefactMaturity.create(
        team_id=first.team_id,
        project_id=first.project_id,
        episode_id=first.episode_id,
        kind="PROMPT_PACK",
        status="LOCKED",
    )

    with pytest.raises(ArtefactLocked):
        await edit(first, shot_design=artefacts.shot_design())


async def test_scenes_made_side_by_side_leave_no_seam_open(run: Engine) -> None:
    rows = await scenes(6)

    async with run.worker():
        jobs = [(await run.start("refine_scene_all", row)).job.id for row in rows]
        ended = [await run.ended(each) for each in jobs]

    assert {job.state for job in ended} == {JobState.SUCCEEDED}
    made = await Scene.filter(episode_id=rows[0].episode_id).order_by("order")
    designs = [scene.shot_design for scene in made if scene.shot_design]
    assert {scene.state for scene in made} == {"COMPLETED"}
    assert len(designs) == 6
    assert all(agrees(a.transition_out.type, b.transition_in.type) for a, b in pairwise(designs))


async def test_lengths_are_summed_as_they_are_written(api: Api) -> None:
    project = await factories.project()
    one, _ = [await factories.episode(project) for _ in range(2)]
    rows = [await factories.scene(one, **artefacts.scene()) for _ in range(3)]
    token = await api.member(await Team.get(id=project.team_id), Role.VIEWER)
    asked = {"id": ids.encode("prj", project.id)}

    nothing = (await api.data(LENGTHS, asked, token))["project"]
    for row, seconds in zip(rows[:2], (10.0, 20.5), strict=True):
        await edit(row, duration_estimate=artefacts.duration_estimate(seconds))
    found = (await api.data(LENGTHS, asked, token))["project"]

    empty = {"estimatedS": None, "estimatedSceneCount": 0}
    rest = artefacts.duration_estimate(0).total_s
    summed = {"estimatedS": 30.5 + 2 * rest, "estimatedSceneCount": 2}
    assert nothing == {"stats": empty, "episodes": {"nodes": [empty, empty]}}
    assert found == {"stats": summed, "episodes": {"nodes": [summed, empty]}}
