"""PostgreSQL and Redis for a run: those of the environment, else embedded ones.

Each run has a database and key prefixes of its own, and takes them away at its end.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import AsyncIterator, Iterator

import pytest
import structlog
from redis import Redis

from aixss.embedded.services import hold
from aixss.kit import db
from aixss.migrate import MODULES, migrate
from tests import RUN
from tests.isolation.cases import CASE, summary
from tools import scratch

POOL_SIZE = 8

# What is logged belongs to pytest's reports, not to the output of commands under test.
structlog.configure(
    processors=[structlog.contextvars.merge_contextvars, structlog.processors.KeyValueRenderer()],
    logger_factory=structlog.stdlib.LoggerFactory(),
)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A server on which databases can be made."""
    with scratch.server() as url:
        yield url


@pytest.fixture(scope="session")
async def database_url(postgres_url: str) -> AsyncIterator[str]:
    """The run's own database, migrated."""
    async with scratch.database(postgres_url) as url:
        await migrate(url)
        yield url


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis in which everything of ours begins with RUN."""
    if url := os.environ.get("AIXSS_REDIS_URL"):
        yield url
        with Redis.from_url(url) as redis:
            for key in redis.scan_iter(f"{RUN}*", count=1000):
                redis.unlink(key)
        return
    with hold(tmp_path_factory.mktemp("redis"), postgres=False) as services:
        yield services.redis_url


@pytest.fixture(scope="session")
async def connected(database_url: str) -> AsyncIterator[None]:
    """This process's pool on the run's database."""
    await db.connect(database_url, MODULES, pool_size=POOL_SIZE)
    yield
    await db.disconnect()


@pytest.fixture(scope="session", autouse=True)
def database(request: pytest.FixtureRequest) -> None:
    """The pool for every run that may use it: one without a coroutine cannot, and is quick."""
    functions = (getattr(item, "function", None) for item in request.session.items)
    if any(inspect.iscoroutinefunction(function) for function in functions):
        request.getfixturevalue("connected")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many cases of isolation were tried, and how."""
    passed = terminalreporter.stats.get("passed", [])
    if told := [text for each in passed for name, text in each.user_properties if name == CASE]:
        terminalreporter.write_line(summary(told))
