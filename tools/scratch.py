"""Databases that live as long as a test run or a check."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from uuid import uuid4

from aixss.embedded.services import hold
from aixss.migrate import direct


@contextmanager
def server() -> Iterator[str]:
    """The address of a PostgreSQL server: the one of the environment, else an embedded one."""
    if url := os.environ.get("AIXSS_DATABASE_URL"):
        yield url
        return
    with TemporaryDirectory() as folder, hold(Path(folder), redis=False) as services:
        yield services.database_url


@asynccontextmanager
async def database(server_url: str) -> AsyncIterator[str]:
    """The address of an empty database on this server, dropped at the end with all its users."""
    name = f"aixss_scratch_{uuid4().hex[:12]}"
    async with direct(server_url) as connection:
        await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    try:
        yield urlsplit(server_url)._replace(path=f"/{name}").geturl()
    finally:
        async with direct(server_url) as connection:
            await connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
