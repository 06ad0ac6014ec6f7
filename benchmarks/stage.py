"""What a measurement runs on: a database and a Redis prefix of its own, and rows to work with."""

from __future__ import annotations

import base64
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from aixss.embedded.services import hold
from aixss.links import Links, open_links
from aixss.migrate import migrate
from aixss.settings import Settings
from tools import scratch

KEYS = "k1:" + base64.b64encode(bytes(32)).decode()


@contextmanager
def redis() -> Iterator[str]:
    """The Redis of the environment, else an embedded one."""
    if url := os.environ.get("AIXSS_REDIS_URL"):
        yield url
        return
    with TemporaryDirectory() as folder, hold(Path(folder), postgres=False) as services:
        yield services.redis_url


@asynccontextmanager
async def stage(slots: int = 32) -> AsyncIterator[tuple[Settings, Links]]:
    """Migrated, connected, and gone at the end."""
    with scratch.server() as server_url, redis() as redis_url:
        async with scratch.database(server_url) as database_url:
            await migrate(database_url)
            settings = Settings(
                database_url=database_url,
                redis_url=redis_url,
                secret_keys=KEYS,
                token_keys=KEYS,
                news_prefix="aixss-bench",
                slots=slots,
                pool_size=20,
            )
            async with open_links(settings) as links:
                yield settings, links
