"""What Prometheus reads: numbers that are right, names that stay few, and nothing that costs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable

import httpx
import pytest
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from aixss.accounts.models import Team
from aixss.jobs import standing
from aixss.jobs.standing import Scrape
from aixss.kit import db, ids, metrics
from aixss.kit.counting import OTHER, Numbers
from aixss.kit.db import Counter
from aixss.kit.exposing import exposed
from aixss.local import listen
from aixss.news.events import JobStarted
from aixss.news.wire import Wire
from tests import RUN, factories
from tests.api import Api, api
from tests.programs import LIMIT_S, socket, subscribed
from tests.studio import Studio


@pytest.fixture
async def studio(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with api(database_url, redis_url) as running:
        yield running


@pytest.fixture
def numbers() -> Numbers:
    return Numbers(CollectorRegistry())


def read(text: str) -> dict[tuple[str, ...], float]:
    """Every number of a text by its name and the values of its labels, in their names' order."""
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def shown(registry: CollectorRegistry) -> dict[tuple[str, ...], float]:
    return read(generate_latest(registry).decode())


def test_a_spread_counts_each_value_up_to_its_bound() -> None:
    registry = CollectorRegistry()
    spread = Numbers(registry).spread("s", "S.", (1.0, 5.0), "kind")

    for value in (0.5, 1.0, 3.0, 9.0):
        spread.of("a").see(value)

    assert shown(registry) == {
        ("s_bucket", "a", "1.0"): 2,
        ("s_bucket", "a", "5.0"): 3,
        ("s_bucket", "a", "+Inf"): 4,
        ("s_count", "a"): 4,
        ("s_sum", "a"): 13.5,
    }


def test_a_level_counts_who_is_within_it(numbers: Numbers) -> None:
    level = numbers.level("within", "W.").of()

    with level, level:
        inside = level.value

    assert (inside, level.value) == (2, 0)


def test_names_that_clients_make_up_become_one_when_there_are_too_many(numbers: Numbers) -> None:
    spread = numbers.spread("operations", "O.", (1.0,), "type", "operation", most=2)

    made = [spread.of("query", name) for name in ("a", "b", "c", "d")]

    assert made[2] is made[3] is spread.of("query", OTHER)
    assert spread.of("query", "a") is made[0]


def test_statements_are_counted_for_the_task_that_sent_them_and_those_it_made() -> None:
    async def counted(times: int) -> int:
        tally = metrics.tally()
        await asyncio.gather(*(asyncio.to_thread(metrics.stated) for _ in range(times)))
        return tally[0]

    async def both() -> list[int]:
        return list(await asyncio.gather(counted(3), counted(5)))

    assert asyncio.run(both()) == [3, 5]


async def test_the_api_shows_its_metrics(studio: Api) -> None:
    answer = await studio.client.get("/metrics")

    assert answer.headers["content-type"] == metrics.CONTENT_TYPE
    found = read(answer.text)
    assert found["aixss_build_info", metrics.RELEASE] == 1
    assert found[("aixss_database_up",)] == 1
    assert found["aixss_jobs_waiting", "text"] >= 0
    assert found[("process_resident_memory_bytes",)] > 0


async def test_a_port_of_their_own_takes_the_metrics_from_the_public_one(
    database_url: str, redis_url: str
) -> None:
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    async with api(database_url, redis_url, metrics_port=port) as studio:
        public = await studio.client.get("/metrics")
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            own = await client.get("/metrics")
            health = await client.get("/healthz")
            nothing = await client.get("/graphql")

    assert public.status_code == 404
    assert ("aixss_database_up",) in read(own.text)
    assert health.json() == {"status": "ok"}
    assert nothing.status_code == 404


async def test_a_port_that_is_taken_keeps_nobody_from_work() -> None:
    with listen("127.0.0.1", 0) as taken:
        taken.listen()

        async with exposed("127.0.0.1", taken.getsockname()[1], Scrape().write):
            worked = True

    assert worked


@pytest.mark.parametrize("sent", [b"", b"GET\r\n\r\n", b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 200])
async def test_what_is_no_request_is_not_answered(sent: bytes) -> None:
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    async with exposed("127.0.0.1", port, Scrape().write):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        writer.write_eof()
        answer = await reader.read()
        writer.close()

    assert answer == b""


async def test_the_tables_are_read_once_for_scrapes_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(standing, "SCRAPE_S", 60.0)  # on a busy machine they take their time
    scrape = Scrape()
    before = metrics.SQL.value

    await asyncio.gather(*(scrape.write() for _ in range(20)))
    first = metrics.SQL.value - before

    assert await db.fetch("SELECT 1")
    assert first == 2


async def test_every_way_to_the_database_is_counted() -> None:
    team = await factories.team()

    async def counted(work: Awaitable[object]) -> int:
        tally = metrics.tally()
        await work
        return tally[0]

    async def nothing(_: db.Change) -> None:
        return

    ways = (db.rows("SELECT 1"), db.fetch("SELECT 1"), Team.get(id=team.id))
    rows, fetched, model = [await counted(work) for work in ways]
    changing = await counted(db.change(Counter("team", team.id, "id"), nothing))

    assert rows == fetched == 1
    assert min(model, changing) >= 1


async def test_operations_are_counted_by_type_and_name(studio: Api) -> None:
    query = "query Hello { viewer { user { id } } providers { name } }"
    before = await numbers_of(studio)

    await studio.gql(query)
    after = await numbers_of(studio)

    def more(*name: str) -> float:
        return after.get(name, 0) - before.get(name, 0)

    assert more("aixss_operation_seconds_count", "Hello", "query") == 1
    assert more("aixss_operation_statements_count", "query") == 1
    assert more("aixss_requests_total", "401") == 1
    assert more("aixss_errors_total", "UNAUTHENTICATED") == 1


async def test_statements_of_an_operation_are_seen(studio: Api) -> None:
    token = await studio.register()
    spread = metrics.OPERATION_STATEMENTS.of("query")
    before = spread.total

    await studio.data("{ projects { totalCount } }", token=token)

    assert spread.total > before


async def test_open_sockets_and_subscriptions_are_counted(studio: Api) -> None:
    team = await factories.team()
    project = await factories.project(team)
    who = Studio(studio, team, await studio.member(team))
    key = ids.encode("prj", project.id)

    async with socket(who) as client:
        await subscribed(client, key)
        inside = await numbers_of(studio)
    async with asyncio.timeout(LIMIT_S):
        while (after := await numbers_of(studio))[("aixss_sockets",)]:
            await asyncio.sleep(0.01)

    assert inside[("aixss_sockets",)] == inside[("aixss_subscriptions",)] == 1
    assert after[("aixss_subscriptions",)] == 0


async def numbers_of(studio: Api) -> dict[tuple[str, ...], float]:
    return read((await studio.client.get("/metrics")).text)


async def test_news_are_counted_when_they_are_told_and_when_they_cannot_be(
    redis_url: str,
) -> None:
    team_id = ids.new()
    event = JobStarted(job_id=ids.new(), attempt=1)
    told, untold = metrics.TOLD.value, metrics.UNTOLD.value
    near, nowhere = Wire(redis_url, RUN), Wire("redis://127.0.0.1:1", RUN)

    near.tell(team_id, team_id, event)
    nowhere.tell(team_id, team_id, event)
    await db.drain()
    await near.aclose()
    await nowhere.aclose()

    assert (metrics.TOLD.value - told, metrics.UNTOLD.value - untold) == (1, 1)
