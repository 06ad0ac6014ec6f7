"""Whose turn it is: priority, the teams' shares, and the limits of profiles and providers."""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from aixss.accounts.models import Team
from aixss.errors import Invalid
from aixss.jobs import dispatch, limits, sweep
from aixss.jobs.dispatch import Dispatcher
from aixss.jobs.limits import Limits
from aixss.jobs.models import AIProfile, Job, ProfileHealth, UsageRecord, Worker
from aixss.jobs.rings import Doorbell
from aixss.jobs.states import ENDED, JobState
from aixss.kit import clock, db, ids
from tests import factories
from tests.engine import Engine, engine, forget_others

SLOTS = 5
PLACES = SLOTS * dispatch.OUTSTANDING

# What picks beside the lock: twice the slots, a silence, no limits of providers, the first look.
VALUES = (dispatch.OUTSTANDING, 15.0, limits.as_json([]), 1)
ALL = 1_000_000  # times as many jobs as the first look would read

# Copies of a job with its place in the queue, cheaper than thousands of starts.
COPIES = """
INSERT INTO job SELECT made.* FROM job, generate_series(1, $2) AS n, jsonb_populate_record(
  job, jsonb_build_object('id', gen_random_uuid(), 'lock', NULL, 'state', $3::text,
    'created_at', job.created_at + n * interval '1 microsecond',
    'finished_at', CASE WHEN $3 <> 'QUEUED' THEN now() END)
) AS made WHERE job.id = $1
"""


async def copies(job: Job, n: int, state: str = "QUEUED") -> None:
    await db.rows(COPIES, job.id, n, state)


@dataclass
class Pool:
    """A pool of its own with one worker, whose rings nobody answers."""

    name: str
    doorbell: Doorbell

    async def queue(self, team: Team, n: int, **fields: Any) -> list[Job]:
        """Jobs that wait, the oldest first."""
        plain = {"team_id": team.id, "kind": "say", "pool": self.name}
        later = {"deadline_at": clock.now() + timedelta(hours=1)}
        jobs = [Job(**{**plain, **later, **fields}) for _ in range(n)]
        for each in jobs:
            each.created_at = clock.now()
        await Job.bulk_create(jobs)
        return jobs

    async def rung(self, *provider_limits: Limits) -> Counter[UUID]:
        """How many jobs of each team have a place, once all that may have been rung."""
        await Dispatcher(self.doorbell, provider_limits=provider_limits).ring()
        jobs = await Job.filter(pool=self.name, rung_at__isnull=False)
        return Counter(job.team_id for job in jobs)


@pytest.fixture
async def pool(connected: None, redis_url: str) -> AsyncIterator[Pool]:
    await Worker.all().delete()
    await forget_others()
    name = f"pool-{ids.new().hex[-12:]}"
    await Worker.create(host="h", version="0", slots=SLOTS, pools=[name])
    doorbell = Doorbell(redis_url)
    yield Pool(name, doorbell)
    await doorbell.aclose()
    await Worker.all().delete()
    # Not deleted: each foreign key of thousands of them would be looked after.
    ended = {"state": JobState.CANCELLED, "lock": None, "finished_at": clock.now()}
    await Job.filter(pool=name, state__not_in=ENDED).update(**ended)


async def profile(team: Team, **fields: Any) -> AIProfile:
    plain = {"name": "P", "provider": "offline", "model": "m"}
    return await AIProfile.create(**{"team_id": team.id, **plain, **fields})


async def call(of: AIProfile, **fields: Any) -> None:
    """A call to a provider that has just been made."""
    plain = {"job_id": ids.new(), "attempt": 1, "kind": "say", "request_hash": "h"}
    asked = {"team_id": of.team_id, "profile_id": of.id, "provider": of.provider, "model": "m"}
    await UsageRecord.create(**{**plain, **asked, "status": "ANSWERED", **fields})


# Shares


async def test_teams_that_wait_hold_equal_shares(pool: Pool) -> None:
    first, second = await factories.team(), await factories.team()
    await pool.queue(first, 30)
    await pool.queue(second, 30)

    assert await pool.rung() == {first.id: PLACES // 2, second.id: PLACES // 2}


async def test_what_a_team_does_not_need_goes_to_whoever_waits(pool: Pool) -> None:
    first, second = await factories.team(), await factories.team()
    await pool.queue(first, 30)
    await pool.queue(second, 2)

    assert await pool.rung() == {first.id: PLACES - 2, second.id: 2}


async def test_a_team_that_holds_less_goes_first(pool: Pool) -> None:
    first, second = await factories.team(), await factories.team()
    await pool.queue(first, 30)
    alone = await pool.rung()
    await pool.queue(second, 30)
    for job in await Job.filter(pool=pool.name, rung_at__isnull=False).limit(3):
        await job.delete()

    assert alone == {first.id: PLACES}
    assert await pool.rung() == {first.id: PLACES - 3, second.id: 3}


async def test_priority_goes_first_and_then_age(pool: Pool) -> None:
    team = await factories.team()
    plain = await pool.queue(team, 30)
    urgent = await pool.queue(team, 3, priority=1)

    await pool.rung()

    rung = await Job.filter(pool=pool.name, rung_at__isnull=False)
    expected = [*urgent, *plain[: PLACES - 3]]
    assert {job.id for job in rung} == {job.id for job in expected}


async def test_priority_takes_no_share_of_another_team(pool: Pool) -> None:
    first, second = await factories.team(), await factories.team()
    await pool.queue(first, 30, priority=100)
    await pool.queue(second, 30)

    assert await pool.rung() == {first.id: PLACES // 2, second.id: PLACES // 2}


async def test_more_teams_than_places_take_one_each_by_priority(pool: Pool) -> None:
    teams = [await factories.team() for _ in range(PLACES + 4)]
    for team in teams:
        await pool.queue(team, 3)
    await pool.queue(teams[-1], 1, priority=1)

    rung = await pool.rung()

    assert set(rung.values()) == {1}
    assert teams[-1].id in rung


@pytest.mark.parametrize(
    "fields",
    [
        {"next_run_at": clock.now() + timedelta(hours=1), "state": JobState.RETRYING},
        {"next_run_at": clock.now() + timedelta(hours=1)},
        {"paused_at": clock.now()},
        {"state": JobState.WAITING},
    ],
    ids=["retries later", "waits for its time", "paused", "waits for children"],
)
async def test_what_may_not_run_is_not_rung(pool: Pool, fields: dict[str, Any]) -> None:
    team = await factories.team()
    await pool.queue(team, 3, **fields)
    ready = await pool.queue(team, 1)

    await pool.rung()

    rung = await Job.filter(pool=pool.name, rung_at__isnull=False)
    assert [job.id for job in rung] == [job.id for job in ready]


async def test_a_silent_worker_gets_no_rings(pool: Pool) -> None:
    await Worker.all().update(beat_at=clock.now() - timedelta(seconds=16))
    await pool.queue(await factories.team(), 3)

    assert await pool.rung() == {}


async def test_one_process_picks_at_a_time(pool: Pool) -> None:
    team = await factories.team()
    limited = await profile(team, max_concurrency=3)
    await pool.queue(team, 30, profile_id=limited.id)
    rung = Job.filter(pool=pool.name, rung_at__isnull=False)

    async def pick(tx: db.Tx) -> tuple[int, asyncio.Task[None]]:
        """Begin to pick as another process would, who then sees what this one cannot see yet."""
        await tx.rows(dispatch.START, dispatch.LOCK)
        other = asyncio.create_task(Dispatcher(pool.doorbell).ring())
        await asyncio.sleep(0.1)
        mine = "SELECT count(*) AS n FROM job WHERE pool = $1 AND rung_at IS NOT NULL"
        [seen] = await tx.rows(mine, pool.name)
        return seen["n"], other

    meanwhile, other = await db.brief(pick)
    await other

    assert meanwhile == 0
    assert await rung.count() == 3


class Undone(Exception):
    """Takes back what a transaction has done."""


async def picked(depth: int) -> list[db.Row]:
    """What one look of that depth would ring; nothing is rung."""
    found: list[db.Row] = []

    async def pick(tx: db.Tx) -> None:
        found.extend(await tx.rows(dispatch.NEXT, *VALUES[:3], depth))
        raise Undone

    with pytest.raises(Undone):
        await db.brief(pick)
    return found


@pytest.mark.parametrize("seed", range(12))
async def test_what_is_not_read_would_not_have_been_picked(pool: Pool, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(chance.randint(2, 4)):
        team = await factories.team()
        lanes = [None, await profile(team), await profile(team, max_concurrency=2)]
        for lane in chance.sample(lanes, chance.randint(1, 3)):
            profile_id = lane.id if lane else None
            for _ in range(chance.randint(1, 4)):
                urgent = {"priority": chance.choice([0, 0, 0, 1, 9])}
                await pool.queue(team, chance.randint(1, 8), profile_id=profile_id, **urgent)
        await pool.queue(team, chance.choice([0, 0, 1, 3]), state=JobState.RUNNING)
    of_all = await picked(ALL)

    await pool.rung()

    rung = await Job.filter(pool=pool.name, rung_at__isnull=False)
    assert {job.id for job in rung} == {row["id"] for row in of_all}


async def test_what_the_first_look_leaves_free_the_next_ones_fill(pool: Pool) -> None:
    first, second = await factories.team(), await factories.team()
    plain = await pool.queue(first, PLACES)
    last = await pool.queue(second, 1)

    seen = await picked(1)
    await pool.rung()

    rung = await Job.filter(pool=pool.name, rung_at__isnull=False)
    assert len(seen) == PLACES // 2 + 1
    assert {job.id for job in rung} == {job.id for job in [*plain[: PLACES - 1], *last]}


# Limits


@pytest.mark.parametrize(
    ("limit", "calls", "expected"),
    [
        ({"max_concurrency": 3}, [], 3),
        ({"requests_per_minute": 4}, [{}, {}], 2),
        ({"requests_per_minute": 4}, [{"status": "PENDING"}] * 3, 1),
        ({"requests_per_minute": 2}, [{}] * 3, 0),
        # A call took 100 tokens on average: two more of them fit.
        ({"tokens_per_minute": 350}, [{"input_tokens": 90, "output_tokens": 60}] * 1, 2),
        ({"tokens_per_minute": 100}, [{"input_tokens": 90, "output_tokens": 60}], 0),
        # Nobody knows yet how much a call takes: one goes alone.
        ({"tokens_per_minute": 100}, [], 1),
        ({"tokens_per_minute": 100}, [{"status": "PENDING"}], 0),
        ({"max_concurrency": 5, "requests_per_minute": 2}, [], 2),
    ],
)
async def test_a_profile_is_asked_no_more_than_its_limits_say(
    pool: Pool, limit: dict[str, int], calls: list[dict[str, Any]], expected: int
) -> None:
    team = await factories.team()
    limited, free = await profile(team, **limit), await profile(team)
    for each in calls:
        await call(limited, **each)
    await pool.queue(team, 30, profile_id=limited.id)
    await pool.queue(team, 2, profile_id=free.id)

    await pool.rung()

    rung = await Job.filter(pool=pool.name, rung_at__isnull=False)
    assert Counter(job.profile_id for job in rung) == Counter({limited.id: expected, free.id: 2})


async def test_calls_of_more_than_a_minute_ago_do_not_count(pool: Pool) -> None:
    team = await factories.team()
    limited = await profile(team, requests_per_minute=2)
    for _ in range(3):
        await call(limited)
    past = clock.now() - timedelta(seconds=61)
    await UsageRecord.filter(profile_id=limited.id).update(created_at=past)
    await pool.queue(team, 30, profile_id=limited.id)

    assert await pool.rung() == {team.id: 2}


async def test_what_runs_counts_once_whether_it_has_asked_or_not(pool: Pool) -> None:
    team = await factories.team()
    limited = await profile(team, requests_per_minute=4)
    running = {"state": JobState.RUNNING, "attempt": 1, "profile_id": limited.id}
    asking, _ = await pool.queue(team, 2, **running)
    await call(limited, job_id=asking.id, status="PENDING")
    await pool.queue(team, 30, profile_id=limited.id)

    assert await pool.rung() == {team.id: 2}


async def test_a_flow_is_not_held_up_by_its_profile(pool: Pool) -> None:
    team = await factories.team()
    limited = await profile(team, max_concurrency=1)
    await pool.queue(team, 3, profile_id=limited.id)
    await pool.queue(team, 3, profile_id=limited.id, is_flow=True)

    assert await pool.rung() == {team.id: 4}


async def test_a_limit_of_a_provider_holds_over_all_teams(pool: Pool) -> None:
    teams = [await factories.team() for _ in range(2)]
    for team in teams:
        limited = await profile(team, provider="openai_compatible")
        free = await profile(team)
        await pool.queue(team, 30, profile_id=limited.id)
        await pool.queue(team, 1, profile_id=free.id)

    rung = await pool.rung(Limits("openai_compatible", concurrency=2))

    assert rung == {team.id: 2 for team in teams}


@pytest.mark.parametrize(
    ("health", "expected"),
    [
        ({"opened_at": -5, "probe_at": 60}, 0),
        ({"opened_at": -5, "probe_at": -1}, 1),
        ({"rests_until": 60}, 0),
        ({"rests_until": -1}, PLACES),
        ({"failures": 4}, PLACES),
    ],
    ids=["open", "due for a probe", "resting", "rested", "not yet open"],
)
async def test_jobs_of_a_failing_profile_wait(
    pool: Pool, health: dict[str, int], expected: int
) -> None:
    team = await factories.team()
    failing = await profile(team)
    times: dict[str, Any] = {
        name: value if name == "failures" else clock.now() + timedelta(seconds=value)
        for name, value in health.items()
    }
    await ProfileHealth.create(id=failing.id, team_id=team.id, **times)
    await pool.queue(team, 30, profile_id=failing.id)

    assert (await pool.rung())[team.id] == expected


def test_limits_of_providers_are_read_from_a_line() -> None:
    line = " openai_compatible=concurrency:50, rpm:600 ; offline=tpm:1000;"

    assert limits.parse(line, ["offline", "openai_compatible"]) == (
        Limits("openai_compatible", concurrency=50, rpm=600),
        Limits("offline", tpm=1000),
    )
    assert limits.parse(None, []) == ()


@pytest.mark.parametrize(
    "line",
    [
        "other=rpm:1",
        "offline",
        "offline=rpm",
        "offline=rpm:0",
        "offline=rps:1",
        "offline=rpm:1;" * 2,
    ],
)
def test_a_line_that_says_no_limits_is_refused(line: str) -> None:
    with pytest.raises(Invalid, match="Provider limits"):
        limits.parse(line, ["offline"])


# Speed


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for each in plan.get("Plans", ()):
        yield from nodes(each)


async def planned(sql: str, *values: object) -> list[dict[str, Any]]:
    """The nodes of a statement's plan, which is run."""
    [row] = await db.rows(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", *values)
    [found] = json.loads(row["QUERY PLAN"])
    return list(nodes(found["Plan"]))


def read_of(table: str, *plans: list[dict[str, Any]]) -> int:
    """How many rows of a table these plans have read."""
    nodes_of = [each for plan in plans for each in plan if each.get("Relation Name") == table]
    return sum(round(each["Actual Rows"] * each["Actual Loops"]) for each in nodes_of)


async def test_a_pick_reads_no_more_of_a_long_queue_than_it_rings(pool: Pool) -> None:
    teams = [await factories.team() for _ in range(2)]
    for team in teams:
        [job] = await pool.queue(team, 1)
        await copies(job, 1500)
        await copies(job, 1500, "SUCCEEDED")
    await db.rows("ANALYZE job")

    plans = [
        await planned(dispatch.START, dispatch.LOCK),
        await planned(dispatch.NEXT, *VALUES),
    ]

    used = {each.get("Index Name") for plan in plans for each in plan}
    of_jobs = [each for plan in plans for each in plan if each.get("Relation Name") == "job"]
    assert {"job_waiting", "job_busy", "job_pkey"} <= used
    assert "Seq Scan" not in {each["Node Type"] for each in of_jobs}
    assert read_of("job", *plans) <= 6 * PLACES


async def test_a_pick_reads_each_lane_as_far_as_its_part_of_the_places(pool: Pool) -> None:
    teams = [await factories.team() for _ in range(3 * PLACES)]
    for team in teams:
        await pool.queue(team, PLACES)
    await db.rows("ANALYZE job")

    plan = await planned(dispatch.NEXT, *VALUES)

    # Of each lane that it is there and its first job, which PostgreSQL 15 looks at twice; and what
    # is rung, to lock and to write it.
    assert read_of("job", plan) <= 3 * len(teams) + 4 * PLACES


async def test_a_look_for_what_is_late_reads_no_job_that_has_time(pool: Pool) -> None:
    team = await factories.team()
    late = {"deadline_at": clock.now() - timedelta(seconds=1)}
    [job] = await pool.queue(team, 1)
    await copies(job, 1500)
    overdue = {each.id for each in await pool.queue(team, 3, **late)}
    await pool.queue(team, 1, paused_at=clock.now(), **late)
    await db.rows("ANALYZE job")

    plan = await planned(sweep.OVERDUE)

    assert {each.get("Index Name") for each in plan} & {"job_deadline"}
    assert read_of("job", plan) == len(overdue)
    assert {row["id"] for row in await db.rows(sweep.OVERDUE)} == overdue


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        yield started


async def test_five_jobs_do_not_wait_for_five_thousand_of_another_team(run: Engine) -> None:
    big, small = await factories.team(), await factories.team()
    for _ in range(20):
        row = await factories.scene(await factories.episode(await factories.project(big)))
        await copies((await run.start("say", row)).job, 249)
    wanted = []
    async with run.worker():
        for _ in range(5):
            row = await factories.scene(await factories.episode(await factories.project(small)))
            wanted.append((await run.start("say", row)).job.id)
        ended = [await run.ended(job_id) for job_id in wanted]
        waiting = await Job.filter(team_id=big.id, state__not_in=ENDED).count()
        await Job.filter(team_id=big.id, state=JobState.QUEUED).update(
            state=JobState.CANCELLED, lock=None, finished_at=clock.now()
        )

    assert {job.state for job in ended} == {JobState.SUCCEEDED}
    assert waiting > 4500
