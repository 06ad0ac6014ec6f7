"""Connections that die without a word: no reset ever comes, and nothing stands still for long."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from uuid import UUID, uuid4

import asyncpg
import pytest

from aixss.jobs.models import Job, JobAttempt
from aixss.jobs.states import ENDED, JobState
from aixss.kit import db, silence
from aixss.kit.connections import Connections
from faults.proxy import Link
from tests import factories
from tests.engine import LIMIT_S, Engine, engine
from tests.linked import dial, linked, over

SILENT_S = 1.0
ENOUGH_S = 10 * SILENT_S  # for what ends after SILENT_S, on a busy machine


@pytest.fixture
async def link(database_url: str, connected: None) -> AsyncIterator[Link]:
    async with linked(database_url, silent_s=SILENT_S) as made:
        yield made


@pytest.fixture
async def run(link: Link, database_url: str, redis_url: str) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        yield started


async def _read() -> None:
    await db.fetch("SELECT 1")


async def _write() -> None:
    await db.rows("SELECT 1")


async def _write_in_transaction() -> None:
    async def work(tx: db.Tx) -> None:
        await tx.rows("SELECT 1")

    await db.brief(work)


async def _read_by_model() -> None:
    await Job.get_or_none(id=uuid4())


async def _connected(url: str) -> asyncpg.Connection:
    return await asyncpg.connect(**db.config(url, ())["connections"][db.CONNECTION]["credentials"])


async def _job(job_id: UUID) -> Job:
    return await Job.get(id=job_id)


@pytest.mark.parametrize(
    "ask",
    [_read, _write, _write_in_transaction, _read_by_model],
    ids=["a read", "a write", "a transaction", "a model"],
)
async def test_a_statement_that_is_never_answered_ends_as_if_its_database_were_away(
    link: Link, ask: Callable[[], Awaitable[None]]
) -> None:
    await ask()
    link.forget()

    async with asyncio.timeout(ENOUGH_S):
        with pytest.raises(db.AWAY):
            await ask()
        await ask()


async def test_a_connection_that_falls_silent_takes_with_it_those_that_lie_idle(link: Link) -> None:
    async with db.reading() as first, db.reading() as second:
        await first("SELECT 1")
        await second("SELECT 1")
    link.forget()

    with pytest.raises(db.AWAY):
        await db.fetch("SELECT 1")
    began = time.monotonic()
    await db.fetch("SELECT 1")

    assert time.monotonic() - began < SILENT_S / 2


async def test_a_task_cancelled_in_a_silent_transaction_ends(link: Link) -> None:
    inside = asyncio.Event()

    async def work(tx: db.Tx) -> None:
        await tx.rows("SELECT 1")
        link.forget()
        inside.set()
        await tx.rows("SELECT 1")

    task = asyncio.create_task(db.brief(work))
    await inside.wait()
    await asyncio.sleep(SILENT_S / 10)
    task.cancel()
    async with asyncio.timeout(ENOUGH_S):
        await asyncio.wait([task])

    assert task.cancelled() or isinstance(task.exception(), db.AWAY)


async def test_a_long_statement_of_a_database_that_lives_is_waited_for(database_url: str) -> None:
    watch = silence.Watch(SILENT_S, lambda: None)
    lending = Connections(1, lambda: _connected(database_url), watch)
    connection = await lending.take()

    for _ in range(6):  # longer than a silence together
        await connection.fetch("SELECT pg_sleep($1)", SILENT_S / 4)

    assert not connection.is_closed()
    lending.give(connection, is_clean=True)
    await lending.aclose()


async def test_closing_does_not_wait_for_a_silent_database(database_url: str) -> None:
    link = Link(dial(database_url))
    await link.start()
    watch = silence.Watch(SILENT_S, lambda: None)
    lending = Connections(1, lambda: _connected(over(link, database_url)), watch)
    try:
        lending.give(await lending.take(), is_clean=True)
        link.forget()

        async with asyncio.timeout(ENOUGH_S):
            await lending.aclose()
    finally:
        await link.aclose()


async def test_the_kernel_asks_whether_the_database_is_still_there(link: Link) -> None:
    async with db._connection() as connection:
        found = connection._connection._transport.get_extra_info("socket")
        alive = found.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        options = {
            name: found.getsockopt(socket.IPPROTO_TCP, option)
            for name in silence.PROBES
            if (option := getattr(socket, name, None)) is not None
        }

    assert alive
    assert options
    assert options.items() <= silence.PROBES.items()


def test_a_server_that_lives_has_spoken_before_it_counts_as_silent() -> None:
    limits = ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
    for name in limits:
        assert int(db.SERVER_SETTINGS[name].removesuffix("s")) < silence.SILENT_S
    probes = silence.PROBES
    unheard = probes["TCP_KEEPIDLE"] + probes["TCP_KEEPINTVL"] * probes["TCP_KEEPCNT"]
    assert unheard <= silence.SILENT_S
    assert probes["TCP_USER_TIMEOUT"] <= silence.SILENT_S * 1000


async def test_a_worker_whose_database_falls_silent_goes_on_with_its_jobs(
    run: Engine, link: Link
) -> None:
    row = await factories.scene(await factories.episode(await factories.project()))

    async with run.worker():
        before = (await run.start("say", row)).job
        await run.ended(before.id)
        link.forget()
        job_id = (await db.surely(partial(run.start, "say", row))).job.id
        async with asyncio.timeout(LIMIT_S):
            while (job := await db.surely(partial(_job, job_id))).state not in ENDED:
                await asyncio.sleep(0.05)

    assert job.state is JobState.SUCCEEDED
    assert await JobAttempt.filter(job_id=job.id).count() == job.attempt
