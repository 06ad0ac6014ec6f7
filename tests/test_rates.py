"""Points per minute: exact in one process, shared by all, and nothing that waits for Redis."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import pytest
from redis.asyncio import Redis
from redis.asyncio.connection import parse_url
from structlog.testing import capture_logs

from aixss.api import rates
from aixss.api.rates import CALLERS_MAX, WINDOW_S, Rates, Standing, anonymous
from aixss.errors import ErrorCode, RateLimited
from aixss.settings import Settings
from tests import RUN

LIMIT = 1_000
NOWHERE = "redis://127.0.0.1:1"
SOON_S = 10.0


class Clock:
    """A time that moves when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def opened(
    redis_url: str, points: int = LIMIT, clock: Callable[[], float] | None = None
) -> AsyncIterator[Rates]:
    made = Rates(redis_url, RUN, points, clock or Clock())
    try:
        yield made
    finally:
        await made.aclose()


@pytest.fixture
async def alone() -> AsyncIterator[Rates]:
    async with opened(NOWHERE) as made:
        yield made


@pytest.fixture
def key() -> str:
    return f"user:{uuid4()}"


def at_once(work: Coroutine[Any, Any, Standing]) -> Standing:
    """What a coroutine gives that never waits for anything."""
    with pytest.raises(StopIteration) as end:
        work.send(None)
    standing = end.value.value
    assert isinstance(standing, Standing)
    return standing


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(SOON_S):
        while not true():
            await asyncio.sleep(0.005)


class Wiretap:
    """Stands between a process and Redis, counts what passes, and can cut the line."""

    def __init__(self, redis_url: str) -> None:
        self._target = parse_url(redis_url)
        self._lines: list[asyncio.StreamWriter] = []
        self.is_cut = False
        self.sent = 0  # times that a total was sent
        self.exchanges = 0

    @asynccontextmanager
    async def url(self) -> AsyncIterator[str]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        try:
            yield f"redis://127.0.0.1:{port}"
        finally:
            server.close()
            self.cut()

    def cut(self) -> None:
        self.is_cut = True
        for line in self._lines:
            line.close()
        self._lines.clear()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.is_cut:
            writer.close()
            return
        there = self._target
        if path := there.get("path"):
            far_reader, far_writer = await asyncio.open_unix_connection(path)
        else:
            far_reader, far_writer = await asyncio.open_connection(
                there.get("host", "localhost"), there.get("port", 6379)
            )
        self._lines += [writer, far_writer]
        await asyncio.gather(
            self._copy(reader, far_writer, counted=True), self._copy(far_reader, writer)
        )

    async def _copy(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, counted: bool = False
    ) -> None:
        try:
            while data := await source.read(1 << 20):
                if counted and (totals := data.count(b"HSET")):
                    self.sent += totals
                    self.exchanges += 1
                sink.write(data)
                await sink.drain()
        except OSError:
            pass
        finally:
            sink.close()


async def test_a_process_alone_enforces_exactly(alone: Rates, key: str) -> None:
    assert (await alone.spend(key, 600)).remaining == 400
    assert (await alone.spend(key, 400)).remaining == 0

    with pytest.raises(RateLimited) as refusal:
        await alone.spend(key, 1)

    assert refusal.value.code is ErrorCode.RATE_LIMITED
    assert 1 <= refusal.value.retry_after_s <= WINDOW_S
    assert f"{refusal.value.retry_after_s} s" in refusal.value.message


async def test_what_is_refused_takes_nothing(alone: Rates, key: str) -> None:
    await alone.spend(key, 900)

    with pytest.raises(RateLimited):
        await alone.spend(key, 101)

    assert (await alone.spend(key, 100)).remaining == 0


async def test_callers_do_not_share(alone: Rates, key: str) -> None:
    await alone.spend(key, LIMIT)

    assert (await alone.spend(f"{key}2", 1)).remaining == LIMIT - 1


async def test_everything_may_be_spent_again_after_the_wait_that_was_told(key: str) -> None:
    clock = Clock()
    async with opened(NOWHERE, clock=clock) as process:
        await process.spend(key, LIMIT)
        with pytest.raises(RateLimited) as refusal:
            await process.spend(key, 1)

        clock.now += refusal.value.retry_after_s - 1
        with pytest.raises(RateLimited) as again:
            await process.spend(key, 1)
        assert again.value.retry_after_s == 1

        clock.now += 1
        assert process.standing(key) == Standing(LIMIT, LIMIT, WINDOW_S)
        assert (await process.spend(key, 1)).remaining == LIMIT - 1


async def test_the_first_operation_of_a_minute_runs_whatever_it_costs(
    alone: Rates, key: str
) -> None:
    assert (await alone.spend(key, 20 * LIMIT)).remaining == 0

    with pytest.raises(RateLimited):
        await alone.spend(key, 1)


async def test_minutes_of_callers_begin_at_different_seconds(alone: Rates) -> None:
    resets = {(await alone.spend(f"user:{n}", 1)).resets_in_s for n in range(500)}

    assert len(resets) > WINDOW_S / 2


async def test_who_has_not_signed_in_may_spend_a_tenth(alone: Rates) -> None:
    host = anonymous("192.0.2.1")

    assert await alone.spend(host, 60) == alone.standing(host)
    assert alone.standing(host).limit == LIMIT / 10
    with pytest.raises(RateLimited):
        await alone.spend(host, 41)


@pytest.mark.parametrize(
    ("host", "key"),
    [
        ("192.0.2.1", "ip:192.0.2.1"),
        ("::ffff:192.0.2.1", "ip:192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "ip:2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "ip:2001:db8:1:2::/64"),
        ("testclient", "ip:unknown"),
        (None, "ip:unknown"),
    ],
)
def test_a_network_is_one_caller(host: str | None, key: str) -> None:
    assert anonymous(host) == key


async def test_without_a_limit_nothing_is_counted(key: str) -> None:
    async with opened(NOWHERE, points=0) as process:
        assert (await process.spend(key, 10**12)).limit == 0
        assert process.standing(key).limit == 0
        assert not process._callers


async def test_processes_share_what_they_spend(redis_url: str, key: str) -> None:
    clock = Clock()
    async with opened(redis_url, clock=clock) as one, opened(redis_url, clock=clock) as two:
        await one.spend(key, 700)
        await one.sync()
        await two.spend(key, 200)
        await two.sync()
        await one.spend(key, 10)
        await one.sync()

        assert one.standing(key).remaining == two.standing(key).remaining - 10 == 90
        with pytest.raises(RateLimited):
            await one.spend(key, 91)
        with pytest.raises(RateLimited):
            await two.spend(key, 101)


async def test_they_hear_of_each_other_by_themselves(redis_url: str, key: str) -> None:
    clock = Clock()
    async with opened(redis_url, clock=clock) as one, opened(redis_url, clock=clock) as two:
        await one.spend(key, 700)
        await until(lambda: not one._unsynced)
        await two.spend(key, 1)

        await until(lambda: two.standing(key).remaining == 299)


async def test_together_they_spend_too_much_only_until_they_hear_of_each_other(
    redis_url: str, key: str
) -> None:
    clock = Clock()
    async with opened(redis_url, clock=clock) as one, opened(redis_url, clock=clock) as two:
        spent = 0
        for _ in range(20):
            for process in (one, two):
                for _ in range(10):
                    try:
                        await process.spend(key, 10)
                        spent += 10
                    except RateLimited:
                        break
            await one.sync()
            await two.sync()

        assert LIMIT <= spent <= LIMIT + 2 * 100  # what both spent between two exchanges


async def test_spending_waits_for_nothing(redis_url: str, key: str) -> None:
    async with opened(redis_url, points=10**9) as process:
        for n in range(1, 1_001):
            assert at_once(process.spend(key, 1)).remaining == 10**9 - n


async def test_redis_is_asked_once_for_all_that_is_spent_in_a_second(redis_url: str) -> None:
    tap = Wiretap(redis_url)
    async with tap.url() as url, opened(url) as process:
        for n in range(100):
            for _ in range(10):
                await process.spend(f"user:{n}", 1)
        await until(lambda: not process._unsynced)

        assert tap.exchanges == 1
        assert tap.sent == 100


async def test_telling_a_total_twice_counts_it_once(redis_url: str, key: str) -> None:
    clock = Clock()
    async with opened(redis_url, clock=clock) as one, opened(redis_url, clock=clock) as two:
        await one.spend(key, 100)
        for _ in range(3):
            one._unsynced.add(key)  # as after an answer that got lost
            await one.sync()
        await two.spend(key, 1)
        await two.sync()

        assert two.standing(key).remaining == LIMIT - 101


async def test_redis_may_go_and_come_back(redis_url: str, key: str) -> None:
    clock, tap = Clock(), Wiretap(redis_url)
    async with (
        tap.url() as url,
        opened(url, clock=clock) as cut_off,
        opened(redis_url, clock=clock) as other,
    ):
        await cut_off.spend(key, 300)
        await until(lambda: not cut_off._unsynced)
        tap.cut()
        with capture_logs() as logs:
            for _ in range(5):
                await cut_off.spend(key, 100)
                await cut_off.sync()
            with pytest.raises(RateLimited):
                await cut_off.spend(key, 201)
        assert [each["log_level"] for each in logs] == ["warning"]

        tap.is_cut = False
        await cut_off.sync()
        await other.spend(key, 1)
        await other.sync()

        assert other.standing(key).remaining == 199


async def test_what_is_kept_in_redis_ends_by_itself(redis_url: str, key: str) -> None:
    async with opened(redis_url) as process:
        await process.spend(key, 1)
        await process.sync()
        async with Redis.from_url(redis_url) as redis:
            [name] = [each async for each in redis.scan_iter(f"{RUN}:rate:{key}:*", count=1000)]
            assert 0 < await redis.ttl(name) <= 2 * WINDOW_S


async def test_a_flood_of_callers_does_not_grow_without_limit(alone: Rates) -> None:
    for n in range(CALLERS_MAX + 500):
        await alone.spend(anonymous(f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}"), 1)

    assert len(alone._callers) == CALLERS_MAX
    assert len(alone._unsynced) <= CALLERS_MAX


async def test_who_is_forgotten_is_still_known_to_redis(
    redis_url: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rates, "CALLERS_MAX", 2)
    async with opened(redis_url) as process:
        await process.spend(key, 400)
        await process.sync()
        await process.spend(f"{key}2", 1)
        await process.spend(f"{key}3", 1)
        await process.spend(key, 100)
        await process.sync()

        assert process.standing(key).remaining == 500


async def test_what_has_cost_us_already_is_taken_as_far_as_something_is_left(
    alone: Rates, key: str
) -> None:
    await alone.spend(key, LIMIT - 10)
    alone.admit(key)
    for taken, left in ((7, 3), (7, 0), (7, 0)):
        alone.take(key, taken)
        assert alone.standing(key).remaining == left

    with pytest.raises(RateLimited):
        alone.admit(key)


async def test_callers_who_spend_nothing_any_more_are_forgotten(redis_url: str) -> None:
    clock = Clock()
    async with opened(redis_url, clock=clock) as process:
        for n in range(100):
            await process.spend(f"user:{n}", 1)
        clock.now += WINDOW_S
        await process.spend("user:new", 1)
        await process.sync()

        assert list(process._callers) == ["user:new"]


async def test_who_spent_most_is_told_first(
    redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rates, "SYNCED_MAX", 1)
    async with opened(redis_url) as process:
        await process.spend("user:a", 1)
        await process.spend("user:b", 2)
        await process.sync()

        assert process._unsynced == {"user:a"}


def test_the_limit_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().points_per_minute == 1_000_000
    monkeypatch.setenv("AIXSS_POINTS_PER_MINUTE", "0")
    assert Settings().points_per_minute == 0
