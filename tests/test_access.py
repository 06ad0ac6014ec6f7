"""That nobody stays longer than they may: whatever fails meanwhile, and whatever they read."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from types import CoroutineType
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import pytest
from structlog.testing import capture_logs
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from aixss.accounts.members import Viewer
from aixss.accounts.models import Role, Team, User
from aixss.api import sse
from aixss.api.measures import ALIASES_MAX
from aixss.kit import clock, db, ids
from aixss.kit.db import Counter
from aixss.news import log as news
from aixss.news.events import JobQueued
from aixss.stories.models import Project
from tests import factories
from tests.api import Api
from tests.api import api as running

LIMIT_S = 10.0  # several times what anything here takes, and less than two pings
SERVER = "/uvicorn/protocols/"
FACTS = 60  # of LONG answers: more than all buffers of two ends take
WAITING = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%WITH ORDINALITY%'
"""
# Each answer is long, so that few fill all that lies between the server and who reads nothing.
NAMES = " ".join(f"{f'n{n}'.ljust(2000, '_')}: __typename" for n in range(ALIASES_MAX - 1))
LONG = f"subscription ($id: ID!) {{ projectEvents(projectId: $id) {{ {NAMES} }} }}"


@pytest.fixture(scope="module")
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started


@asynccontextmanager
async def direct(database_url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(database_url.replace("asyncpg:", "postgres:", 1))
    try:
        yield connection
    finally:
        await connection.close()


async def until(found: Callable[[], Awaitable[Any]]) -> None:
    async with asyncio.timeout(LIMIT_S):
        while not await found():
            await asyncio.sleep(0.02)


@dataclass(frozen=True)
class Stuck:
    """A subscriber who reads nothing, and whom the server waits for."""

    project: Project
    user: User
    token: str

    @property
    def asked(self) -> dict[str, Any]:
        return {"query": LONG, "variables": {"id": ids.encode("prj", self.project.id)}}

    async def told(self) -> None:
        """Return when the server waits for the client to read."""
        await db.change(Counter("project", self.project.id), self._facts)
        await until(_writes)

    async def _facts(self, tx: db.Change) -> None:
        for _ in range(FACTS):
            news.record(tx, JobQueued(job_id=ids.new(), kind="say"))


async def _writes() -> bool:
    """Whether a task of this process waits for what it sends to be taken."""
    return any(map(_is_writing, asyncio.all_tasks()))


def _is_writing(task: asyncio.Task[Any]) -> bool:
    awaited: Any = task.get_coro()
    is_server = False
    while isinstance(awaited, CoroutineType):
        code = awaited.cr_code
        if is_server and code is asyncio.Event.wait.__code__:
            return True
        is_server = SERVER in code.co_filename
        awaited = awaited.cr_await
    return False


async def _idle() -> bool:
    return not await _writes()


@pytest.fixture
async def stuck(api: Api) -> Stuck:
    project = await factories.project()
    team = await Team.get(id=project.team_id)
    user = await factories.member(team)
    return Stuck(project, user, api.token(user, team))


@asynccontextmanager
async def streaming(api: Api, who: Stuck) -> AsyncIterator[None]:
    """A request for events, of which nothing is read but the beginning."""
    body = json.dumps(who.asked)
    lines = [
        "POST /graphql HTTP/1.1",
        "Host: studio",
        f"Authorization: Bearer {who.token}",
        "Accept: text/event-stream",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    ]
    address = urlsplit(api.url)
    with socket.socket() as raw:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        raw.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(raw, (address.hostname, address.port))
        await loop.sock_sendall(raw, "\r\n".join([*lines, "", body]).encode())
        while b"event: next" not in await loop.sock_recv(raw, 1024):
            pass
        yield


async def changed(user: User) -> None:
    await db.rows("UPDATE membership SET epoch = epoch + 1 WHERE user_id = $1", user.id)


async def test_the_watch_outlives_a_lost_connection(api: Api, database_url: str) -> None:
    team = await factories.team()
    user = await factories.member(team)
    viewer = Viewer(user.id, team.id, Role.OWNER, 0, clock.now() + timedelta(hours=1))
    over = asyncio.create_task(api.services.access.over(viewer))

    async with direct(database_url) as holder, direct(database_url) as other:
        with capture_logs() as lines:
            async with holder.transaction():
                await holder.execute("LOCK TABLE membership IN ACCESS EXCLUSIVE MODE")
                await until(lambda: other.fetch(WAITING))
            async with asyncio.timeout(LIMIT_S):
                while not any("looked after" in line["event"] for line in lines):
                    await asyncio.sleep(0.02)
    assert not over.done()
    await changed(user)

    assert "changed" in await asyncio.wait_for(over, LIMIT_S)


async def test_a_stream_that_is_not_read_ends_with_the_viewers_access(
    api: Api, stuck: Stuck
) -> None:
    async with streaming(api, stuck):
        await stuck.told()
        await changed(stuck.user)

        await until(_idle)


async def test_a_stream_that_is_not_read_is_given_up(
    api: Api, stuck: Stuck, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sse, "PING_S", 0.5)

    async with streaming(api, stuck):
        await stuck.told()

        await until(_idle)


async def test_a_socket_that_is_not_read_ends_with_the_viewers_access(
    api: Api, stuck: Stuck
) -> None:
    url, protocol = api.url.replace("http", "ws") + "/graphql", Subprotocol("graphql-transport-ws")
    async with connect(url, subprotocols=[protocol]) as client:
        token = {"authorization": f"Bearer {stuck.token}"}
        await client.send(json.dumps({"type": "connection_init", "payload": token}))
        await client.recv()
        await client.send(json.dumps({"type": "subscribe", "id": "1", "payload": stuck.asked}))
        await client.recv()
        client.transport.pause_reading()
        await stuck.told()
        await changed(stuck.user)

        await until(_idle)
        client.transport.abort()
