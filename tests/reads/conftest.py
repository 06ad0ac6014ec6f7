"""A database with large tables, made once for all that asks it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import asyncpg
import pytest

from aixss.migrate import migrate
from tests.reads.explained import FEW, Large
from tests.reads.large import fill
from tools import scratch


@pytest.fixture(scope="package")
async def large(postgres_url: str) -> AsyncIterator[Large]:
    async with scratch.database(postgres_url) as url:
        await migrate(url)
        connection = await asyncpg.connect(url.replace("asyncpg:", "postgres:", 1))
        await fill(connection, await _tables(connection))
        await connection.execute("SET plan_cache_mode = force_generic_plan")
        try:
            yield Large(connection)
        finally:
            await connection.close()


async def _tables(connection: asyncpg.Connection) -> list[str]:
    """All tables of ours but those that hold no rows of stories."""
    rows = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return [row[0] for row in rows if row[0] not in FEW]
