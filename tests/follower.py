"""Those who follow what happens over real sockets, and what happens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tortoise.models import Model
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from aixss.accounts.models import Role, Team
from aixss.api import ids
from aixss.jobs.models import Job
from aixss.jobs.states import ENDED, JobState
from aixss.kit import clock, db
from aixss.kit.db import Counter
from aixss.news import log as news
from aixss.news.events import Event, ObjectChanged, Operation
from aixss.stories.models import Project
from tests import factories
from tests.api import Api, api

LIMIT_S = 20.0  # ten times what anything here takes
Told = dict[str, Any]


@dataclass
class Member:
    """A viewer of a team at a running API."""

    api: Api
    team: Team
    token: str

    @asynccontextmanager
    async def socket(self, token: str | None = None) -> AsyncIterator[ClientConnection]:
        """An acknowledged connection."""
        url = self.api.url.replace("http", "ws") + "/graphql"
        protocol = Subprotocol("graphql-transport-ws")
        async with connect(url, subprotocols=[protocol]) as socket:
            payload = {"authorization": f"Bearer {token or self.token}"}
            await socket.send(json.dumps({"type": "connection_init", "payload": payload}))
            assert json.loads(await socket.recv())["type"] == "connection_ack"
            yield socket

    @asynccontextmanager
    async def follow(
        self, document: str, key: str | None = None, after: str | None = None, **more: object
    ) -> AsyncIterator[AsyncIterator[Told]]:
        """The events of a subscription until it completes; its errors as they are."""
        async with self.socket() as socket:
            await subscribe(socket, "1", document, id=key, after=after, **more)
            yield _events(socket)

    async def all(
        self, document: str, key: str | None = None, after: str | None = None, **more: object
    ) -> list[Told]:
        """Everything that a subscription says until it completes by itself."""
        async with asyncio.timeout(LIMIT_S):
            async with self.follow(document, key, after, **more) as events:
                return [event async for event in events]

    async def other(self, role: Role = Role.OWNER, team: Team | None = None) -> Member:
        """Another member, of the same team unless another one is given."""
        team = team or self.team
        return Member(self.api, team, await self.api.member(team, role))


@asynccontextmanager
async def member_of_a_team(database_url: str, redis_url: str) -> AsyncIterator[Member]:
    """The owner of a new team, at an API of its own."""
    async with api(database_url, redis_url) as running:
        team = await factories.team()
        yield Member(running, team, await running.member(team))


async def subscribe(
    socket: ClientConnection, name: str, document: str, **variables: object
) -> None:
    """Ask for a subscription."""
    payload = {"query": document, "variables": variables}
    await socket.send(json.dumps({"type": "subscribe", "id": name, "payload": payload}))


async def _events(socket: ClientConnection) -> AsyncIterator[Told]:
    async for text in socket:
        message = json.loads(text)
        if message["type"] == "complete":
            return
        if message["type"] == "error":
            yield {"__typename": "Error", "code": message["payload"][0]["extensions"]["code"]}
            return
        if message["type"] == "ping":
            continue
        if message["payload"].get("errors"):
            code = message["payload"]["errors"][0]["extensions"]["code"]
            yield {"__typename": "Error", "code": code}
        else:
            (event,) = message["payload"]["data"].values()
            yield event


async def fact(project: Project, revision: int, *fields: str) -> None:
    """One fact that says its own number."""
    event = ObjectChanged(
        target_type="project",
        target_id=project.id,
        revision=revision,
        operation=Operation.UPDATED,
        fields=fields or ("art_style",),
    )
    await facts(project, event)


async def facts(of: Project | Team, *events: Event) -> None:
    """Facts of a project, or of a team, in one transaction."""

    async def work(tx: db.Change) -> None:
        for event in events:
            news.record(tx, event)

    is_team = isinstance(of, Team)
    counter = Counter("team", of.id, "id") if is_team else Counter("project", of.id)
    await db.change(counter, work)


async def job_of(project: Project, state: JobState = JobState.RUNNING, **fields: Any) -> Job:
    """A job about a project that nobody works on."""
    plain: dict[str, Any] = {
        "kind": "plan_episodes",
        "deadline_at": clock.now() + timedelta(days=1),
    }
    above = {"team_id": project.team_id, "project_id": project.id}
    if state in ENDED:
        plain["finished_at"] = clock.now()
    return await Job.create(**{**above, **plain, "state": state, **fields})


def key(row: Model) -> str:
    """A row's id as clients see it."""
    return ids.public(type(row).__name__, row.pk)
