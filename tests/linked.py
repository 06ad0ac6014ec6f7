"""This process on its database by a way that can be hurt."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qs, urlsplit

from aixss.kit import db
from aixss.kit.silence import SILENT_S
from aixss.migrate import MODULES
from faults.proxy import Dial, Link, by_path
from tests.conftest import POOL_SIZE


@asynccontextmanager
async def linked(database_url: str, *, silent_s: float = SILENT_S) -> AsyncIterator[Link]:
    """A way to the database; all of this process goes over it until the block ends."""
    made = Link(dial(database_url))
    await made.start()
    await db.disconnect()
    await db.connect(over(made, database_url), MODULES, pool_size=POOL_SIZE, silent_s=silent_s)
    try:
        yield made
    finally:
        await db.disconnect()
        await made.aclose()
        await db.connect(database_url, MODULES, pool_size=POOL_SIZE)


def over(link: Link, url: str) -> str:
    """The database's address, by way of the link."""
    parts = urlsplit(url)
    return parts._replace(netloc=f"{parts.username}@127.0.0.1:{link.port}", query="").geturl()


def dial(url: str) -> Dial:
    """The straight way to the database."""
    parts = urlsplit(url)
    if folder := parse_qs(parts.query).get("host"):
        return by_path(f"{folder[0]}/.s.PGSQL.5432")
    return lambda: asyncio.open_connection(parts.hostname, parts.port)
