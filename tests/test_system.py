"""What operators are shown of the house, and that it is nothing of anybody's team."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from aixss import doctor
from aixss.accounts.models import Role, Team
from aixss.jobs import standing
from aixss.jobs.models import Job, Worker
from aixss.jobs.spec import Pool
from aixss.jobs.standing import PoolStanding, WorkerStanding
from aixss.kit import clock, ids
from aixss.kit.metrics import RELEASE
from tests import factories
from tests.api import Api, api

STATUS = """{ systemStatus {
  release pendingMigrations
  pools { name waiting running oldestAgeSeconds }
  workers { name host version pools slots busy startedAt beatAt isAlive }
  postgres { version connections connectionsMax latencyMs }
  redis { version memoryMib clients latencyMs }
} }"""


@pytest.fixture
async def studio(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with api(database_url, redis_url) as running:
        yield running


async def worker(**fields: object) -> Worker:
    given = {"host": "h1", "version": RELEASE, "slots": 4, "busy": 1, "pools": ["text"]}
    return await Worker.create(**{**given, **fields})  # type: ignore[arg-type]  # a table of fields


async def job(team: Team, **fields: object) -> Job:
    deadline = clock.now() + timedelta(days=1)
    return await Job.create(team_id=team.id, kind="note", deadline_at=deadline, **fields)  # type: ignore[arg-type]  # a table of fields


def beating(**fields: object) -> WorkerStanding:
    now = clock.now()
    given = {
        "id": ids.new(),
        "host": "h1",
        "version": RELEASE,
        "pools": ["text"],
        "slots": 4,
        "busy": 1,
        "started_at": now,
        "beat_at": now,
        "is_alive": True,
    }
    return WorkerStanding(**{**given, **fields})  # type: ignore[arg-type]  # a table of fields


async def test_an_admin_sees_how_the_house_stands(studio: Api) -> None:
    team = await factories.team()
    token = await studio.member(team, Role.ADMIN)
    alive = await worker()
    silent = await worker(host="h2", beat_at=clock.now() - timedelta(minutes=1))

    found = (await studio.data(STATUS, token=token))["systemStatus"]

    assert found["release"] == RELEASE
    assert found["pendingMigrations"] == []
    assert [each["name"] for each in found["pools"]] == [pool.value for pool in Pool]
    shown = {each["name"]: each for each in found["workers"]}
    assert shown[f"aixss-{alive.id}"]["isAlive"]
    assert shown[f"aixss-{alive.id}"]["busy"] == 1
    assert not shown[f"aixss-{silent.id}"]["isAlive"]
    assert 0 < found["postgres"]["connections"] <= found["postgres"]["connectionsMax"]
    assert found["redis"]["memoryMib"] > 0
    await Worker.filter(id__in=[alive.id, silent.id]).delete()


async def test_a_member_is_not_shown_the_house(studio: Api) -> None:
    team = await factories.team()
    token = await studio.member(team, Role.MEMBER)

    answer = await studio.gql(STATUS, token=token)

    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_a_pool_counts_what_waits_and_what_runs() -> None:
    team = await factories.team()
    before = {each.pool: each for each in await standing.pools()}["cpu"]
    await job(team, pool="cpu", created_at=clock.now() - timedelta(seconds=30))
    await job(team, pool="cpu", state="RUNNING")
    await job(team, pool="cpu", state="SUCCEEDED", finished_at=clock.now())

    found = {each.pool: each for each in await standing.pools()}["cpu"]

    assert (found.waiting, found.running) == (before.waiting + 1, before.running + 1)
    assert found.oldest_s > 29


@pytest.mark.parametrize(
    ("pools", "workers", "said"),
    [
        ([], [], "start `aixss worker`"),
        ([PoolStanding("cpu", waiting=3)], [beating()], "start `aixss worker --pools cpu`"),
        ([], [beating(), beating(is_alive=False)], "see its log, or start it again"),
    ],
    ids=["no worker", "a pool that nobody serves", "a silent worker"],
)
def test_the_doctor_says_what_to_do(
    pools: list[PoolStanding], workers: list[WorkerStanding], said: str
) -> None:
    wrong = [each for each in doctor._house(pools, workers) if not each.is_well]

    assert len(wrong) == 1
    assert said in wrong[0].text


def test_the_doctor_has_nothing_to_say_of_a_house_that_works() -> None:
    pools = [PoolStanding("text", waiting=3, running=4, oldest_s=2.0)]

    found = list(doctor._house(pools, [beating(version="0.0.1")]))

    assert all(each.is_well for each in found)
    assert f"it runs 0.0.1 and this is {RELEASE}" in found[1].text
