"""A job's life on real PostgreSQL, Redis and RQ."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from aixss.errors import ActiveJob, ErrorCode, Invalid, NotReady, RetryLimit
from aixss.jobs import failures, flow, lifecycle
from aixss.jobs.errors import LostClaim
from aixss.jobs.models import Job, UsageRecord
from aixss.jobs.start import retry
from aixss.jobs.states import JobState
from aixss.jobs.sweep import Sweep
from aixss.kit import db, ids
from aixss.kit.db import Counter
from aixss.moves import StateChange
from aixss.news.models import News
from aixss.stories.models import Episode, Project, Scene
from tests import factories
from tests.engine import Engine, engine
from tests.kinds_for_tests import SlowParams


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        yield started


async def episode(scenes: int = 3) -> Episode:
    project = await factories.project()
    row = await factories.episode(project)
    for _ in range(scenes):
        await factories.scene(row)
    return row


async def scene() -> Scene:
    return await Scene.get(episode_id=(await episode(1)).id)


async def cancel(job: Job) -> None:
    assert job.project_id is not None
    await db.change(Counter("project", job.project_id), lambda tx: lifecycle.cancel(tx, job.id))


async def counts() -> tuple[int, int, int]:
    return await Job.all().count(), await News.all().count(), await StateChange.all().count()


async def test_a_started_job_ends_with_its_effect(run: Engine) -> None:
    row = await scene()

    async with run.worker():
        job = await run.ended((await run.start("say", row)).job.id)

    assert job.state is JobState.SUCCEEDED
    assert job.attempt == 1
    assert job.lock is None
    assert job.ratio == 1.0
    assert job.result is not None
    assert (job.result["provider"], job.result["calls"]) == ("offline", 1)
    assert (await Scene.get(id=row.id)).notes == "word 1;"


async def test_the_target_holds_the_jobs_state_and_rests_again(run: Engine) -> None:
    row = await scene()

    started = await run.start("say", row)
    held = await Scene.get(id=row.id)
    async with run.worker():
        await run.ended(started.job.id)

    assert held.state == "SCENE_GENERATING"
    assert (await Scene.get(id=row.id)).state == "PENDING"
    changes = await StateChange.filter(target_id=row.id).order_by("at").values_list("target")
    assert changes == [("SCENE_GENERATING",), ("PENDING",)]


async def test_the_same_start_again_is_the_same_job(run: Engine) -> None:
    row = await scene()

    first = await run.start("say", row)
    second = await run.start("say", row)

    assert not first.deduplicated
    assert second.deduplicated
    assert second.job.id == first.job.id


async def test_two_equal_starts_at_once_make_one_job(run: Engine) -> None:
    row = await scene()

    started = await asyncio.gather(*(run.start("say", row) for _ in range(8)))

    assert len({each.job.id for each in started}) == 1
    assert sum(not each.deduplicated for each in started) == 1


@pytest.mark.parametrize(
    ("live", "wanted"),
    [("plan", "say"), ("say_all", "say"), ("say_all", "whisper"), ("say", "say_all")],
)
async def test_a_colliding_start_is_refused_with_the_jobs(
    run: Engine, live: str, wanted: str
) -> None:
    row = await scene()
    on = {"scene": row, "episode": await row.episode, "project": await row.project}
    first = await run.start(live, on[run.kinds[live].scope])  # type: ignore[arg-type]  # a row
    before = await counts()

    with pytest.raises(ActiveJob) as caught:
        await run.start(wanted, on[run.kinds[wanted].scope])  # type: ignore[arg-type]  # a row

    assert caught.value.job_ids == (first.job.id,)
    assert await counts() == before


async def test_jobs_that_write_other_fields_run_side_by_side(run: Engine) -> None:
    row = await scene()

    await run.start("say", row)
    second = await run.start("whisper", row)

    assert second.job.state is JobState.QUEUED


async def test_a_start_without_its_needs_writes_nothing(run: Engine) -> None:
    row = await scene()
    before = await counts()

    with pytest.raises(NotReady) as caught:
        await run.start("never", row)

    assert caught.value.missing == ("summary",)
    assert await counts() == before


async def test_the_second_claim_loses(run: Engine) -> None:
    job = (await run.start("say", await scene())).job

    claims = await asyncio.gather(*(lifecycle.claim(job.id, ids.new()) for _ in range(5)))

    won = [row for row in claims if row]
    assert len(won) == 1
    assert won[0]["attempt"] == 1


async def test_an_older_attempt_can_write_nothing(run: Engine) -> None:
    job = (await run.start("say", await scene())).job
    first = await lifecycle.claim(job.id, ids.new())
    assert first is not None
    await lifecycle.hand_back(first)
    second = await lifecycle.claim(job.id, ids.new())

    for write in (failures.fail(first, None, Invalid()), lifecycle.drop(first)):
        with pytest.raises(LostClaim):
            await write

    assert second is not None
    assert (await Job.get(id=job.id)).state is JobState.RUNNING


async def test_cancel_stops_a_running_job_at_once(run: Engine) -> None:
    row = await scene()

    async with run.worker():
        job = (await run.start("sleep", row, SlowParams(seconds=60))).job
        await run.until(job.id, "RUNNING")
        await cancel(job)
        async with asyncio.timeout(5):
            while await Job.filter(id=job.id, state="RUNNING").exists():
                await asyncio.sleep(0.01)
        ended = await run.ended(job.id)

    assert ended.state is JobState.CANCELLED
    assert ended.lock is None


async def test_what_has_ended_cannot_be_cancelled(run: Engine) -> None:
    job = (await run.start("say", await scene())).job
    await cancel(job)
    before = await counts()

    with pytest.raises(Invalid, match="CANCELLED"):
        await cancel(job)

    assert await counts() == before


async def test_an_unforeseen_error_fails_the_job_and_frees_its_target(run: Engine) -> None:
    row = await scene()

    async with run.worker():
        job = await run.ended((await run.start("crash", row)).job.id)

    assert job.state is JobState.FAILED
    assert job.error_code is ErrorCode.INTERNAL
    assert job.lock is None
    assert "ZeroDivision" not in (job.error_message or "")


async def test_a_flow_ends_when_its_children_have(run: Engine) -> None:
    row = await episode(4)

    async with run.worker():
        parent = await run.ended((await run.start("say_all", row)).job.id)

    assert parent.state is JobState.SUCCEEDED
    children = await Job.filter(parent_id=parent.id)
    assert [child.state for child in children] == [JobState.SUCCEEDED] * 4
    notes = await Scene.filter(episode_id=row.id).order_by("order").values_list("notes")
    assert notes == [(f"word {n};",) for n in range(1, 5)]


async def test_a_flow_whose_children_all_failed_fails(run: Engine) -> None:
    row = await episode(2)

    async with run.worker():
        parent = await run.ended((await run.start("crash_all", row)).job.id)

    assert parent.state is JobState.FAILED
    assert parent.error_code is ErrorCode.CHILD_FAILED


async def test_cancelling_a_flow_cancels_its_children(run: Engine) -> None:
    row = await episode(3)
    job = (await run.start("say_all", row)).job
    claimed = await lifecycle.claim(job.id, ids.new())
    assert claimed is not None
    await flow.advance(run.kinds, claimed)

    await cancel(job)

    states = await Job.filter(root_id=job.id).values_list("state")
    assert states == [("CANCELLED",)] * 3
    assert (await Job.get(id=job.id)).state is JobState.CANCELLED
    assert await Scene.filter(episode_id=row.id, state="PENDING").count() == 3


async def test_a_lost_workers_job_is_done_by_another(run: Engine) -> None:
    job = (await run.start("say", await scene())).job
    await lifecycle.claim(job.id, ids.new())  # by a worker that never beats

    async with run.worker():
        ended = await run.ended(job.id)

    assert ended.state is JobState.SUCCEEDED
    assert ended.losses == 1
    assert ended.attempt == 2


async def test_a_job_without_a_task_is_freed_unless_its_claim_is_on_its_way(run: Engine) -> None:
    job = (await run.start("say", await scene())).job
    coming = {job.id}
    sweep = Sweep(
        dispatcher=run.links.dispatcher,
        running=tuple,
        claiming=lambda: coming,
        lose=lambda claim: pytest.fail(f"{claim} was never held"),
        slots=1,
        pools=("text",),
    )
    await lifecycle.claim(job.id, sweep.worker_id)

    for _ in range(3):
        await sweep.once()
    while_coming = await Job.get(id=job.id)
    coming.clear()
    await sweep.once()
    freed = await Job.get(id=job.id)
    await sweep.leave()

    assert (while_coming.state, while_coming.worker_id) == ("RUNNING", sweep.worker_id)
    assert (freed.state, freed.worker_id, freed.losses) == ("QUEUED", None, 0)


async def test_a_stopping_worker_hands_its_jobs_back(run: Engine) -> None:
    job = (await run.start("sleep", await scene(), SlowParams(seconds=60))).job

    async with run.worker():
        await run.until(job.id, "RUNNING")

    left = await Job.get(id=job.id)
    assert left.state is JobState.QUEUED
    assert (left.losses, left.failures) == (0, 0)


async def test_what_was_answered_is_never_asked_again(run: Engine) -> None:
    row = await scene()
    job = (await run.start("say", row)).job
    async with run.worker():
        await run.ended(job.id)
    paid = await UsageRecord.filter(job_id=job.id)
    await Job.filter(id=job.id).update(
        state="QUEUED", lock=None, finished_at=None
    )  # as if unsettled

    async with run.worker():
        again = await run.ended(job.id)

    assert again.result is not None
    assert again.result["calls"] == 0
    assert len(await UsageRecord.filter(job_id=job.id)) == len(paid) == 1


async def test_a_retry_is_a_new_job_and_has_a_limit(run: Engine) -> None:
    async def again(job: Job) -> Job:
        await cancel(job)
        ended = await Job.get(id=job.id)
        assert ended.project_id is not None
        counter = Counter("project", ended.project_id)
        return (await db.change(counter, lambda tx: retry(tx, run.kinds, ended, None))).job

    first = (await run.start("say", await scene())).job
    second = await again(first)
    fourth = await again(await again(second))

    assert second.retry_of == first.id
    with pytest.raises(RetryLimit):
        await again(fourth)


async def test_facts_have_dense_cursors(run: Engine) -> None:
    row = await episode(5)
    scenes = await Scene.filter(episode_id=row.id)

    async with run.worker():
        jobs = await asyncio.gather(*(run.start("say", each) for each in scenes))
        for each in jobs:
            await run.ended(each.job.id)

    cursors = await News.filter(stream_id=row.project_id).order_by("cursor").values_list("cursor")
    assert [c for (c,) in cursors] == list(range(1, len(cursors) + 1))
    assert (await Project.get(id=row.project_id)).last_news == len(cursors)
