"""A provider that keeps failing is left alone, and what that means for the jobs that want it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import pytest

from aixss.jobs import breaker, failures
from aixss.jobs.attempts import AttemptOutcome
from aixss.jobs.breaker import NotAsked
from aixss.jobs.failures import BACKOFF_MAX_S, WAIT_MAX_S
from aixss.jobs.models import AIProfile, Job, JobAttempt, ProfileHealth, UsageRecord
from aixss.jobs.rings import Ring
from aixss.jobs.states import JobState
from aixss.kit import clock, db, ids
from aixss.kit.crypto import KeyRing
from aixss.migrate import direct
from aixss.moves import StateChange
from aixss.news.models import News
from aixss.providers.spec import FailureClass, OutputMode, ProviderError
from aixss.stories.models import Scene
from tests import factories
from tests.engine import KEYS, LIMIT_S, Engine, engine
from tests.openai_server import Call, FakeOpenAI, Fault, fake_openai

JOBS = 12


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url, allow_private_providers=True, slots=3) as started:
        yield started


@dataclass
class Outage:
    """What the provider answers: the fault as long as there is one."""

    fault: Fault | None
    calls: list[Call] = field(default_factory=list)

    def __call__(self, call: Call) -> Fault | None:
        self.calls.append(call)
        return self.fault


async def scenes(n: int) -> list[Scene]:
    episode = await factories.episode(await factories.project())
    return [await factories.scene(episode) for _ in range(n)]


async def profile(server: FakeOpenAI, row: Scene, **fields: object) -> AIProfile:
    made = AIProfile(
        team_id=row.team_id,
        name="Fake",
        provider="openai_compatible",
        model="fake-1",
        base_url=server.base_url,
        output_mode=OutputMode.TOOL,
        **fields,
    )
    made.sealed_key = KeyRing.parse(KEYS).seal("sk-test-0123456789", made.id.bytes)
    await made.save(force_create=True)
    return made


async def until(met: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(LIMIT_S):
        while not await met():
            await asyncio.sleep(0.05)


async def opened(of: AIProfile) -> bool:
    return await ProfileHealth.exists(id=of.id, opened_at__isnull=False)


async def told(of: AIProfile) -> list[str]:
    """What the team was told about its profiles."""
    rows = await News.filter(stream_id=of.team_id, type__startswith="Profile").order_by("cursor")
    assert {(row.body["profile_id"], row.body["name"]) for row in rows} <= {(str(of.id), of.name)}
    return [row.type for row in rows]


async def let_through(of: AIProfile) -> None:
    """What the end of the cool-down does."""
    await ProfileHealth.filter(id=of.id).update(probe_at=clock.now() - timedelta(seconds=1))
    await Job.filter(profile_id=of.id, state=JobState.QUEUED).update(next_run_at=None)


async def start(run: Engine, rows: list[Scene], of: AIProfile) -> list[Job]:
    return [(await run.start("say", row, profile_id=of.id)).job for row in rows]


async def test_a_failing_provider_is_left_alone_and_asked_again_when_it_is_back(
    run: Engine,
) -> None:
    rows, outage = await scenes(JOBS), Outage(Fault.status(503))
    async with fake_openai(None, outage) as server:
        of = await profile(server, rows[0])
        jobs = await start(run, rows, of)
        async with run.worker():
            await until(lambda: opened(of))
            await asyncio.sleep(1)  # what was under way ends; many sweeps look
            asked = len(outage.calls)
            await asyncio.sleep(1)
            asked_later = len(outage.calls)
            lost = await Job.filter(id__in=[job.id for job in jobs], state=JobState.FAILED).count()
            outage.fault = None
            await let_through(of)
            ended = [await run.ended(job.id) for job in jobs]

    assert asked_later == asked
    assert asked <= breaker.OPENS_AFTER + run.settings.slots
    assert [job.state for job in ended].count(JobState.SUCCEEDED) == JOBS - lost
    health = await ProfileHealth.get(id=of.id)
    assert (health.opened_at, health.failures, health.trips) == (None, 0, 0)
    assert health.closed_at is not None
    assert await told(of) == ["ProfileDegraded", "ProfileRecovered"]


async def test_a_probe_that_fails_costs_one_call_and_no_try(run: Engine) -> None:
    rows, outage = await scenes(JOBS), Outage(Fault.status(503))
    async with fake_openai(None, outage) as server:
        of = await profile(server, rows[0])
        await ProfileHealth.create(
            id=of.id,
            team_id=of.team_id,
            failures=5,
            trips=1,
            opened_at=clock.now() - timedelta(minutes=1),
            probe_at=clock.now() - timedelta(seconds=1),
        )
        jobs = await start(run, rows, of)
        async with run.worker():
            await until(lambda: ProfileHealth.exists(id=of.id, trips=2))
            await asyncio.sleep(0.5)

    after = await Job.filter(id__in=[job.id for job in jobs])
    assert len(outage.calls) == 1
    assert {(job.state, job.failures, job.losses) for job in after} == {(JobState.QUEUED, 0, 0)}
    [probe] = [job for job in after if job.attempt]
    attempt = await JobAttempt.get(job_id=probe.id)
    assert attempt.outcome is AttemptOutcome.PUT_OFF
    # What the provider answered, and not only that it is left alone.
    assert "503" in (attempt.error_message or "")
    assert attempt.error_message == probe.error_message
    health = await ProfileHealth.get(id=of.id)
    assert probe.next_run_at == health.probe_at
    assert health.probe_at is not None
    assert health.probe_at - clock.now() > timedelta(seconds=breaker.COOL_DOWN_S)


async def test_a_claimed_job_that_finds_the_breaker_open_is_given_back(run: Engine) -> None:
    [row], outage = await scenes(1), Outage(None)
    async with fake_openai(None, outage) as server:
        of = await profile(server, row)
        job = (await run.start("say", row, profile_id=of.id)).job
        probe_at = clock.now() + timedelta(minutes=5)
        await ProfileHealth.create(
            id=of.id, team_id=of.team_id, opened_at=clock.now(), probe_at=probe_at
        )
        await run.links.doorbell.ring([Ring(job.id, 1, job.pool)])
        async with run.worker():
            await until(lambda: Job.exists(id=job.id, attempt=1, state=JobState.QUEUED))

    after = await Job.get(id=job.id)
    assert outage.calls == []
    assert (after.failures, after.losses, after.error_retryable) == (0, 0, False)
    assert after.next_run_at == probe_at
    attempt = await JobAttempt.get(job_id=job.id)
    assert attempt.outcome is AttemptOutcome.PUT_OFF
    assert (attempt.error_code, attempt.error_message) == ("UNAVAILABLE", NotAsked.__doc__)


async def test_a_provider_that_wants_a_rest_is_left_alone_by_all_jobs(run: Engine) -> None:
    rows, outage = await scenes(JOBS), Outage(Fault.status(429, retry_after=2))
    async with fake_openai(None, outage) as server:
        of = await profile(server, rows[0], max_concurrency=1)
        jobs = await start(run, rows, of)
        async with run.worker():
            await until(lambda: ProfileHealth.exists(id=of.id))
            outage.fault = None
            health = await ProfileHealth.get(id=of.id)
            ended = [await run.ended(job.id) for job in jobs]

    assert health.opened_at is None
    assert health.rests_until is not None
    assert {job.state for job in ended} == {JobState.SUCCEEDED}
    assert sum(job.attempt for job in ended) == JOBS + 1
    changes = await StateChange.filter(
        target_id__in=[job.id for job in jobs], event="claim"
    ).order_by("at")
    assert changes[1].at >= health.rests_until


async def test_a_profile_that_people_change_is_asked_as_usual() -> None:
    [row] = await scenes(1)
    made = await AIProfile.create(team_id=row.team_id, name="P", provider="offline", model="m")
    await ProfileHealth.create(
        id=made.id,
        team_id=row.team_id,
        failures=7,
        opened_at=clock.now(),
        probe_at=clock.now(),
        rests_until=clock.now(),
    )

    for _ in range(2):
        team = db.Counter("team", made.team_id, "id")
        await db.change(team, lambda tx: breaker.reset(tx, made.id))

    health = await ProfileHealth.get(id=made.id)
    assert (health.failures, health.opened_at, health.probe_at) == (0, None, None)
    assert health.rests_until is None
    assert await told(made) == ["ProfileRecovered"]


@pytest.mark.parametrize(
    ("failure", "opens"),
    [(each, each in breaker.TRIPPING) for each in FailureClass],
    ids=[each.name for each in FailureClass],
)
async def test_only_what_the_next_job_would_meet_too_opens_the_breaker(
    failure: FailureClass, opens: bool
) -> None:
    [row] = await scenes(1)
    made = await AIProfile.create(team_id=row.team_id, name="P", provider="offline", model="m")

    for _ in range(breaker.OPENS_AFTER):
        await breaker.failed(made.id, made.team_id, ProviderError(failure))

    assert await opened(made) == opens
    assert await told(made) == ["ProfileDegraded"] * opens


async def test_an_answer_does_not_end_the_rest_that_the_provider_wants(run: Engine) -> None:
    [row], answering = await scenes(1), asyncio.Event()
    rests_until = clock.now() + timedelta(minutes=5)
    async with fake_openai(None, [Fault.held(answering.wait)]) as server:
        of = await profile(server, row)
        async with run.worker():
            job = (await run.start("say", row, profile_id=of.id)).job
            await server.next_call()
            await ProfileHealth.create(
                id=of.id, team_id=of.team_id, failures=1, rests_until=rests_until
            )
            answering.set()
            ended = await run.ended(job.id)

    health = await ProfileHealth.get(id=of.id)
    assert ended.state is JobState.SUCCEEDED
    assert (health.failures, health.rests_until) == (0, rests_until)


async def called(of: AIProfile) -> UUID:
    """A call that is under way."""
    call = await UsageRecord.create(
        team_id=of.team_id,
        job_id=ids.new(),
        attempt=1,
        kind="say",
        profile_id=of.id,
        provider=of.provider,
        model=of.model,
        request_hash="h",
    )
    return call.id


async def test_of_the_calls_that_are_under_way_when_it_opens_none_prolongs_the_pause(
    database_url: str,
) -> None:
    [row], error = await scenes(1), ProviderError(FailureClass.UNAVAILABLE)
    of = await AIProfile.create(team_id=row.team_id, name="P", provider="offline", model="m")
    await ProfileHealth.create(id=of.id, team_id=of.team_id, failures=breaker.OPENS_AFTER - 1)

    async with direct(database_url) as other, other.transaction():
        await other.execute("SELECT FROM team WHERE id = $1 FOR NO KEY UPDATE", of.team_id)
        opening = asyncio.create_task(breaker.failed(of.id, of.team_id, error))
        await asyncio.sleep(0.2)  # it waits for its turn
        later = await called(of)
    await opening
    await breaker.failed(of.id, of.team_id, error)
    at_first = await ProfileHealth.get(id=of.id)
    await breaker.failed(of.id, of.team_id, error, later)
    probe = await called(of)
    until = await breaker.failed(of.id, of.team_id, error, probe)

    health = await ProfileHealth.get(id=of.id)
    assert (at_first.trips, health.trips) == (1, 2)
    assert health.opened_at == at_first.opened_at
    assert health.probe_at == until
    assert until - clock.now() > timedelta(seconds=1.5 * breaker.COOL_DOWN_S)
    assert await told(of) == ["ProfileDegraded"]


async def test_only_the_failure_that_opens_the_breaker_waits_for_the_team(
    database_url: str,
) -> None:
    [row], error = await scenes(1), ProviderError(FailureClass.TIMEOUT)
    of = await AIProfile.create(team_id=row.team_id, name="P", provider="offline", model="m")

    async def fails(times: int) -> None:
        """As often, while somebody else holds the team's row."""
        async with direct(database_url) as other, other.transaction():
            await other.execute("SELECT FROM team WHERE id = $1 FOR NO KEY UPDATE", of.team_id)
            async with asyncio.timeout(LIMIT_S / 20):  # less than a statement waits for a row
                for _ in range(times):
                    await breaker.failed(of.id, of.team_id, error)

    await fails(breaker.OPENS_AFTER - 1)
    await breaker.failed(of.id, of.team_id, error)
    await fails(3)

    health = await ProfileHealth.get(id=of.id)
    assert (health.failures, health.trips) == (breaker.OPENS_AFTER + 3, 1)
    assert await told(of) == ["ProfileDegraded"]


async def test_a_breaker_that_many_calls_open_at_once_opens_once() -> None:
    [row], error = await scenes(1), ProviderError(FailureClass.TIMEOUT)
    of = await AIProfile.create(team_id=row.team_id, name="P", provider="offline", model="m")

    await asyncio.gather(
        *(breaker.failed(of.id, of.team_id, error) for _ in range(4 * breaker.OPENS_AFTER))
    )

    assert (await ProfileHealth.get(id=of.id)).trips == 1
    assert await told(of) == ["ProfileDegraded"]


# Waits


def failed(failures: int = 0) -> dict[str, int]:
    return {"failures": failures}


def waits(error: ProviderError, tried: int, run: Engine) -> list[tuple[float, int, bool]]:
    return [failures.verdict(failed(tried), run.kinds["say"], error) for _ in range(200)]


@pytest.mark.parametrize("failure", [FailureClass.RATE_LIMIT, FailureClass.UNAVAILABLE])
async def test_a_wait_that_the_provider_names_is_kept_exactly(
    run: Engine, failure: FailureClass
) -> None:
    error = ProviderError(failure, retry_after_s=7.25)

    assert {wait_s for wait_s, _, _ in waits(error, 0, run)} == {7.25}


async def test_a_provider_that_wants_too_long_a_rest_fails_the_job(run: Engine) -> None:
    short = ProviderError(FailureClass.RATE_LIMIT, retry_after_s=WAIT_MAX_S)
    long = ProviderError(FailureClass.RATE_LIMIT, retry_after_s=WAIT_MAX_S + 1)

    assert [final for _, _, final in waits(short, 50, run)] == [False] * 200
    assert [final for _, _, final in waits(long, 0, run)] == [True] * 200


async def test_backoff_is_anything_up_to_a_bound_that_doubles(run: Engine) -> None:
    error = ProviderError(FailureClass.UNAVAILABLE)
    bounds = [max(wait_s for wait_s, _, _ in waits(error, n, run)) for n in (0, 1, 2, 20)]
    least = [min(wait_s for wait_s, _, _ in waits(error, n, run)) for n in (0, 1, 2, 20)]

    assert bounds == sorted(bounds)
    assert bounds[-1] <= BACKOFF_MAX_S
    assert all(low < high / 4 for low, high in zip(least, bounds, strict=True))


async def test_rate_limits_count_as_no_failure(run: Engine) -> None:
    error = ProviderError(FailureClass.RATE_LIMIT)

    assert {counted for _, counted, _ in waits(error, 5, run)} == {0}
    assert all(wait_s >= failures.RATE_LIMIT_WAIT_S for wait_s, _, _ in waits(error, 5, run))
