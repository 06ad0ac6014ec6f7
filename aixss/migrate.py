"""Brings a database to the schema that this code knows; nothing else migrates."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
from aerich import Command
from tortoise.context import TortoiseContext

from aixss import settings
from aixss.kit import db, silence

log = logging.getLogger(__name__)

# Every module that holds rows.
MODULES = (
    "aerich.models",
    "aixss.accounts.models",
    "aixss.stories.models",
    "aixss.jobs.models",
    "aixss.news.models",
    "aixss.moves",
    "aixss.documents",
    "aixss.webhooks.models",
)
APP = "models"
Read = Callable[..., Awaitable[Sequence[Mapping[str, Any]]]]  # (statement, *values)
LOCK = 0x61697873  # any number that nothing else in the database locks
POLL_S = 0.2

_packaged = Path(__file__).with_name("_migrations")
LOCATION = _packaged if _packaged.is_dir() else Path(__file__).parents[1] / "migrations"


def __getattr__(name: str) -> dict[str, Any]:
    """`TORTOISE_ORM`, which the aerich command asks for, made from the environment."""
    if name != "TORTOISE_ORM":
        raise AttributeError(name)
    chosen = settings.read()
    chosen.require("database_url")
    return db.config(chosen.database_url or "", MODULES)


async def migrate(url: str) -> list[str]:
    """Apply what is pending, one process at a time; the names of what this one applied."""
    async with direct(url) as guard:
        # Polled: who waits inside pg_advisory_lock deadlocks with CREATE INDEX CONCURRENTLY.
        while not await guard.fetchval("SELECT pg_try_advisory_lock($1)", LOCK):
            log.info("another process migrates; waiting")
            await asyncio.sleep(POLL_S)
        async with TortoiseContext() as context:
            await context.init(config=db.config(url, MODULES))
            command = Command(db.config(url, MODULES), APP, str(LOCATION))
            await command.init()
            return await command.upgrade()


async def pending(read: Read = db.rows) -> list[str]:
    """The migrations that this code knows and a database lacks, in their order; `read` asks it."""
    known = sorted((LOCATION / APP).glob("[0-9]*_*.py"), key=lambda it: int(it.name.split("_")[0]))
    names = [file.name for file in known]
    [table] = await read("SELECT to_regclass('aerich') IS NOT NULL AS exists")
    if not table["exists"]:
        return names
    rows = await read("SELECT version FROM aerich WHERE app = $1", APP)
    applied = {row["version"] for row in rows}
    return [name for name in names if name not in applied]


@asynccontextmanager
async def direct(url: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection of its own, beside any pool."""
    credentials = db.config(url, ())["connections"][db.CONNECTION]["credentials"]
    connection = await asyncpg.connect(**credentials)
    silence.probe(connection)
    try:
        yield connection
    finally:
        await connection.close()
