"""What a job leaves behind, how little it asks of the database, and how long that is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable
from datetime import datetime, timedelta
from typing import Any

import pytest

from aixss.errors import Invalid, NotFound
from aixss.jobs import estimates, failures, lifecycle, retention
from aixss.jobs.breaker import NotAsked
from aixss.jobs.models import Job, JobAttempt, UsageRecord, Worker
from aixss.jobs.retention import Keeping
from aixss.jobs.run import Runner
from aixss.jobs.start import retry
from aixss.jobs.states import JobState
from aixss.jobs.sweep import Sweep
from aixss.kit import clock, db, ids
from aixss.kit.crypto import KeyRing
from aixss.kit.db import Counter, Row
from aixss.migrate import direct
from aixss.news.models import News
from aixss.providers.registry import PROVIDERS
from aixss.providers.spec import FailureClass, ProviderError
from aixss.stories.models import Scene
from tests import factories
from tests.engine import KEYS, Engine, engine
from tests.statements import statements


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        yield started


async def scene() -> Scene:
    return await factories.scene(await factories.episode(await factories.project()))


async def started(run: Engine, kind: str = "say") -> Job:
    return (await run.start(kind, await scene())).job


async def claimed(job: Job) -> Row:
    row = await lifecycle.claim(job.id, ids.new())
    assert row is not None
    return row


async def outcomes(job: Job) -> list[tuple[Any, ...]]:
    columns = ("attempt", "outcome", "error_code", "calls")
    return await JobAttempt.filter(job_id=job.id).order_by("attempt").values_list(*columns)


def runner(run: Engine) -> Runner:
    return Runner(run.kinds, PROVIDERS, KeyRing.parse(KEYS), run.links.wire, ids.new())


async def test_every_attempt_is_in_the_log_with_its_end(run: Engine) -> None:
    job = await started(run)

    await lifecycle.hand_back(await claimed(job))
    await lifecycle.take_back(await claimed(job))
    bad = ProviderError(FailureClass.BAD_ANSWER, "no JSON", raw="Of course!")
    await failures.fail(await claimed(job), run.kinds["say"], bad)
    await Job.filter(id=job.id).update(next_run_at=None)
    await failures.fail(await claimed(job), run.kinds["say"], NotAsked(clock.now()))
    await runner(run).answer(job.id)

    assert await outcomes(job) == [
        (1, "HANDED_BACK", None, 0),
        (2, "LOST", None, 0),
        (3, "RETRYING", "BAD_ANSWER", 0),
        (4, "PUT_OFF", "UNAVAILABLE", 0),
        (5, "SUCCEEDED", None, 1),
    ]
    raw = await JobAttempt.filter(job_id=job.id).order_by("attempt").values_list("raw_output")
    assert raw == [(None,), (None,), ("Of course!",), (None,), (None,)]


async def test_a_cancel_closes_the_attempt_that_runs(run: Engine) -> None:
    job = await started(run)
    await claimed(job)
    assert job.project_id is not None

    await db.change(Counter("project", job.project_id), lambda tx: lifecycle.cancel(tx, job.id))

    assert await outcomes(job) == [(1, "CANCELLED", None, 0)]


async def test_a_lost_claim_closes_no_attempt(run: Engine) -> None:
    job = await started(run)
    first = await claimed(job)
    await lifecycle.hand_back(first)
    await claimed(job)

    await lifecycle.hand_back(first)

    assert await outcomes(job) == [(1, "HANDED_BACK", None, 0), (2, None, None, 0)]


async def test_a_job_asks_the_database_so_often(
    run: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    row = await scene()
    counted = {}

    async def count(what: str, doing: Awaitable[Any]) -> Any:
        with statements(caplog) as sent:
            done = await doing
            await db.drain()
        # Whose turn it is next is asked beside it, once for many jobs.
        ours = [each for each in sent if "rung AS (" not in each and "advisory" not in each]
        counted[what] = len(ours)
        return done

    job = (await count("start", run.start("whisper", row))).job
    assert await count("claim", lifecycle.claim(job.id, ids.new())) is not None
    await Job.filter(id=job.id).update(state="QUEUED", worker_id=None)
    await count("claim to end", runner(run).answer(job.id))

    # start: count, context, look, insert, scene, what is above and two moves of it, news.
    # claim to end: claim, context, prompts, progress; of the call whether it was paid, that it is
    # made, its answer; count, look, apply, end, scene, what is above and two moves of it, news.
    assert counted == {"start": 9, "claim": 1, "claim to end": 16}


async def estimated(job: Job) -> datetime | None:
    (row,) = await db.rows(f"SELECT {estimates.FINISH_AT} AS at FROM job r WHERE id = $1", job.id)
    at: datetime | None = row["at"]
    return at


async def waits_s(job: Job) -> int:
    """Whole seconds from now until it will have ended."""
    at = await estimated(job)
    assert at is not None
    return round((at - clock.now()).total_seconds())


async def took(run: Engine, like: Job, *seconds: float) -> None:
    """The team has ended such jobs before, which took so long."""
    for each in seconds:
        done = await started(run)
        await Job.filter(id=done.id).update(team_id=like.team_id, profile_id=like.profile_id)
        await runner(run).answer(done.id)
        attempt = await JobAttempt.get(job_id=done.id)
        ended_at = attempt.started_at + timedelta(seconds=each)
        await JobAttempt.filter(id=attempt.id).update(team_id=like.team_id, ended_at=ended_at)


async def test_an_estimate_is_what_the_like_took_after_those_in_front(run: Engine) -> None:
    job = await started(run)
    unknown = await estimated(job)
    await took(run, job, 10, 20, 60)

    queued = await estimated(job)
    other = await started(run)
    await Job.filter(id=other.id).update(priority=5, team_id=job.team_id)
    behind = await estimated(job)
    await claimed(job)
    running = await estimated(job)

    now = clock.now()
    assert unknown is None
    assert queued is not None
    assert behind is not None
    assert running is not None
    assert 10 < (queued - now).total_seconds() <= 20
    assert 30 < (behind - now).total_seconds() <= 40  # one slot that nobody has: one by one
    assert 10 < (running - now).total_seconds() <= 20


async def test_an_estimate_counts_what_waits_of_its_team_and_the_teams_share(run: Engine) -> None:
    front = [await started(run) for _ in range(4)]
    job, foreign = await started(run), await started(run)
    of_it = [each.id for each in front]
    await Job.filter(id__in=of_it).update(team_id=job.team_id)
    await Job.filter(id=foreign.id).update(paused_at=clock.now(), priority=5)
    await took(run, job, 10)
    await db.drain()  # nothing is rung any more
    await Worker.all().delete()
    worker = await Worker.create(host="h", version="0", slots=4, pools=[job.pool])

    alone = await waits_s(job)
    await Job.filter(id=foreign.id).update(paused_at=None)
    beside_another = await waits_s(job)
    await Job.filter(id__in=of_it[:2]).update(rung_at=clock.now())
    half_rung = await waits_s(job)
    await worker.delete()

    # Ten seconds of its own, after four jobs on four slots, on two, and after two jobs on two.
    assert (alone, beside_another, half_rung) == (20, 30, 20)


async def test_what_has_ended_or_is_paused_has_no_estimate(run: Engine) -> None:
    job = await started(run)
    await took(run, job, 10)
    await Job.filter(id=job.id).update(paused_at=clock.now())
    paused = await estimated(job)
    await Job.filter(id=job.id).update(paused_at=None)
    await runner(run).answer(job.id)

    assert (paused, await estimated(job)) == (None, None)


async def test_what_is_too_old_is_forgotten_and_usage_stays(run: Engine) -> None:
    old, fresh = await started(run), await started(run)
    for job in (old, fresh):
        bad = ProviderError(FailureClass.BAD_ANSWER, "no JSON", raw="Of course!")
        await failures.fail(await claimed(job), run.kinds["say"], bad)
        await Job.filter(id=job.id).update(next_run_at=None)
        await runner(run).answer(job.id)
    long_ago = clock.now() - timedelta(days=100)
    await Job.filter(id=old.id).update(finished_at=long_ago, raw_output="Of course!")
    await JobAttempt.filter(job_id=old.id).update(started_at=long_ago, ended_at=long_ago)
    await UsageRecord.filter(job_id=old.id).update(created_at=long_ago)
    await News.filter(job_id=old.id).update(at=long_ago)

    await retention.prune(Keeping())

    kept = [await Job.get(id=job.id) for job in (old, fresh)]
    assert [(job.result is None, job.raw_output is None, job.is_stripped) for job in kept] == [
        (True, True, True),
        (False, True, False),
    ]
    for model, left in ((JobAttempt, (0, 2)), (UsageRecord, (1, 1))):
        found = [await model.filter(job_id=job.id).count() for job in (old, fresh)]
        assert tuple(found) == left
    answers = [await UsageRecord.get(job_id=job.id) for job in (old, fresh)]
    assert [each.answer is None for each in answers] == [True, False]


async def test_forgotten_news_leave_no_hole(run: Engine) -> None:
    job = await started(run)
    await runner(run).answer(job.id)
    told = await News.filter(stream_id=job.project_id).order_by("cursor")
    # The clock of the first is behind, as of a transaction that began late and committed first.
    await News.filter(id=told[1].id).update(at=clock.now() - timedelta(days=2))

    await retention.prune(Keeping())

    assert await News.filter(stream_id=job.project_id).count() == len(told)


async def test_a_job_too_old_to_repeat_is_refused(run: Engine) -> None:
    job = await started(run)
    await runner(run).answer(job.id)
    await Job.filter(id=job.id).update(is_stripped=True)
    old = await Job.get(id=job.id)
    assert old.project_id is not None

    with pytest.raises(Invalid, match="too old"):
        await db.change(
            Counter("project", old.project_id), lambda tx: retry(tx, run.kinds, old, None)
        )


@pytest.mark.parametrize("problem", [ZeroDivisionError("a defect"), NotFound()])
async def test_one_jobs_trouble_keeps_no_other_from_help(run: Engine, problem: Exception) -> None:
    bad, good = await started(run), await started(run)
    helped = []

    async def act(row: Row) -> None:
        if row["id"] == bad.id:
            raise problem
        helped.append(row["id"])

    for each in (bad, good):
        await lifecycle.alone({"id": each.id}, act)

    assert helped == [good.id]


async def test_a_sweep_helps_the_next_job_while_one_is_held(run: Engine, database_url: str) -> None:
    stuck, free = await started(run), await started(run)
    await Job.filter(id__in=[stuck.id, free.id]).update(deadline_at=clock.now() - timedelta(days=1))
    sweep = Sweep(
        dispatcher=run.links.dispatcher,
        running=tuple,
        claiming=tuple,
        lose=lambda _: None,
        slots=1,
        pools=("text",),
    )

    async with direct(database_url) as other, other.transaction():
        await other.execute("SELECT FROM project WHERE id = $1 FOR UPDATE", stuck.project_id)
        await sweep.once()
    await sweep.leave()

    assert (await Job.get(id=free.id)).state is JobState.FAILED
    assert (await Job.get(id=stuck.id)).state is JobState.QUEUED
