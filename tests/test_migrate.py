"""Migrations: applied once, by one at a time, and equal to what the code says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from aixss.kit import db
from aixss.migrate import LOCATION, LOCK, direct, migrate, pending
from tools import drift, migration, scratch

KNOWN = len(list((LOCATION / "models").glob("[0-9]*_*.py")))


@pytest.fixture
async def empty_url(postgres_url: str) -> AsyncIterator[str]:
    async with scratch.database(postgres_url) as url:
        yield url


async def pending_in(url: str) -> list[str]:
    async with direct(url) as connection:
        return await pending(connection.fetch)


async def test_of_two_that_migrate_at_once_one_finds_nothing_left(empty_url: str) -> None:
    runs = await asyncio.gather(migrate(empty_url), migrate(empty_url))

    assert sorted(len(applied) for applied in runs) == [0, KNOWN]


async def test_nobody_migrates_while_another_holds_the_lock(empty_url: str) -> None:
    async with direct(empty_url) as other:
        await other.execute("SELECT pg_advisory_lock($1)", LOCK)
        waiting = asyncio.create_task(migrate(empty_url))
        await asyncio.sleep(0.5)
        found_while_held = await pending_in(empty_url)

    assert len(found_while_held) == KNOWN
    assert await waiting == found_while_held


async def test_what_is_pending_is_what_migrating_applies(empty_url: str) -> None:
    before = await pending_in(empty_url)
    applied = await migrate(empty_url)

    assert before == applied
    assert await pending_in(empty_url) == []


async def test_migrating_leaves_the_pool_of_the_process_open(empty_url: str) -> None:
    await migrate(empty_url)

    assert await db.rows("SELECT 1 AS one") == [{"one": 1}]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("ALTER TABLE team ADD extra int DEFAULT 3", "-column team.extra integer DEFAULT 3"),
        ("ALTER TABLE team DROP seq", "+column team.seq bigint NOT NULL"),
        ("CREATE INDEX extra ON team (name)", "-index CREATE INDEX extra ON public.team"),
        ("ALTER TABLE team ADD CONSTRAINT extra CHECK (seq > 0)", "-constraint team.extra CHECK"),
    ],
)
async def test_drift_names_what_differs(
    database_url: str, empty_url: str, change: str, found: str
) -> None:
    await migrate(empty_url)
    async with direct(empty_url) as connection:
        await connection.execute(change)

    lines = drift.differences(await drift.catalogue(empty_url), await drift.catalogue(database_url))

    assert any(line.startswith(found) for line in lines)


def test_statement_ends_at_the_semicolon_outside_quoted_bodies() -> None:
    block = "DO $$ BEGIN PERFORM 1; END $$;"

    assert migration.STATEMENT.findall(f"SELECT '$';{block}") == ["SELECT '$';", block]
