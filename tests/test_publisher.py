"""What gathers for Redis is sent in its order over one connection, and nothing waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from redis.asyncio import Redis

from aixss.kit import db, ids
from aixss.news.publisher import LIMIT_S, Message, Publisher

PATIENCE_S = 20.0


@asynccontextmanager
async def publishing(url: str) -> AsyncIterator[Publisher]:
    redis = Redis.from_url(url, socket_timeout=None, socket_connect_timeout=LIMIT_S)
    pool = redis.connection_pool
    publisher = Publisher(pool.make_connection())  # type: ignore[no-untyped-call]  # redis leaves it so
    yield publisher
    await publisher.aclose()
    await redis.aclose()


@pytest.fixture
async def heard(redis_url: str) -> AsyncIterator[tuple[str, Callable[[int], Awaitable[list[int]]]]]:
    """A channel, and what waits for so many numbers to be heard there."""
    name = f"test:{ids.new()}"
    redis = Redis.from_url(redis_url)
    async with redis.pubsub() as listening:
        await listening.subscribe(name)

        async def numbers(count: int) -> list[int]:
            found: list[int] = []
            async with asyncio.timeout(PATIENCE_S):
                async for message in listening.listen():
                    if message["type"] == "message":
                        found.append(int(message["data"]))
                    if len(found) == count:
                        break
            return found

        yield name, numbers
    await redis.aclose()


async def test_what_many_send_at_once_arrives_in_order(
    redis_url: str, heard: tuple[str, Callable[[int], Awaitable[list[int]]]]
) -> None:
    name, numbers = heard

    async with publishing(redis_url) as publisher:
        for n in range(2000):
            publisher.post([(name, b"%d" % n)])
        found = await numbers(2000)

    assert found == list(range(2000))


async def test_closing_waits_until_all_is_sent(
    redis_url: str, heard: tuple[str, Callable[[int], Awaitable[list[int]]]]
) -> None:
    name, numbers = heard

    async with publishing(redis_url) as publisher:
        publisher.post((name, b"%d" % n) for n in range(1500))

    assert await numbers(1500) == list(range(1500))


async def test_a_lost_connection_loses_nothing(
    redis_url: str, heard: tuple[str, Callable[[int], Awaitable[list[int]]]]
) -> None:
    name, numbers = heard
    async with publishing(redis_url) as publisher, Redis.from_url(redis_url) as other:
        await _sent(publisher, [(name, b"1")])
        mine = publisher._connection
        await mine.send_command("CLIENT", "ID")
        await other.client_kill_filter(_id=str(await mine.read_response()))

        await _sent(publisher, [(name, b"2")])

    assert await numbers(2) == [1, 2]


async def test_an_outage_is_no_error_and_ends(
    redis_url: str,
    unused_tcp_port: int,
    heard: tuple[str, Callable[[int], Awaitable[list[int]]]],
) -> None:
    name, numbers = heard
    if redis_url.startswith("unix:"):
        pytest.skip("an embedded Redis has no port to stand behind")
    host, _, port = redis_url.removeprefix("redis://").partition("/")[0].rpartition(":")

    async with publishing(f"redis://127.0.0.1:{unused_tcp_port}") as publisher:
        await _sent(publisher, [(name, b"1")])
        async with _forwarding(unused_tcp_port, host, int(port)):
            await _sent(publisher, [(name, b"2")])
            assert await numbers(1) == [2]


async def test_a_redis_that_does_not_answer_keeps_nobody_waiting(unused_tcp_port: int) -> None:
    async def silence(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silence, "127.0.0.1", unused_tcp_port)
    async with asyncio.timeout(PATIENCE_S):
        async with publishing(f"redis://127.0.0.1:{unused_tcp_port}") as publisher:
            publisher.post([("c", b"1")])
            await asyncio.sleep(0)
            await _sent(publisher, [("c", b"2")])
    server.close()


async def _sent(publisher: Publisher, messages: list[Message]) -> None:
    publisher.post(messages)
    await db.drain()


@asynccontextmanager
async def _forwarding(port: int, host: str, target: int) -> AsyncIterator[None]:
    """A port that leads to another one."""

    async def copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(1 << 16):
            writer.write(data)
        writer.close()

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        theirs, ours = await asyncio.open_connection(host, target)
        await asyncio.gather(copy(reader, ours), copy(theirs, writer))

    server = await asyncio.start_server(meet, "127.0.0.1", port)
    yield
    server.close()
