"""Subscriptions over real sockets: every fact once, in order, whatever gets lost on the way."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from aixss.accounts.models import Team
from aixss.accounts.tokens import issue
from aixss.api import ids
from aixss.api.context import Context
from aixss.api.following import Following, Freshness
from aixss.api.types.events import ResyncRequired
from aixss.described import Locale
from aixss.jobs.models import Job, Stage
from aixss.jobs.states import JobState
from aixss.kit import clock, db
from aixss.kit.db import Counter
from aixss.kit.ids import new
from aixss.news import log as news
from aixss.news.events import (
    Event,
    JobProgress,
    JobQueued,
    JobRetrying,
    JobStarted,
    JobSucceeded,
    ObjectChanged,
    Operation,
)
from aixss.stories.models import Project
from tests import factories
from tests.api import Api, api
from tests.engine import engine

LIMIT_S = 20.0  # ten times what anything here takes
NOWHERE = "redis://127.0.0.1:1"

PROJECT = """
subscription ($id: ID!, $after: String) {
  projectEvents(projectId: $id, after: $after) {
    __typename cursor at
    ... on ProjectSnapshot { project { id title } activeJobs { id } }
    ... on ObjectChanged { revision targetId targetType operation fields target { id } }
    ... on JobProgress { jobId ratio stage job { id status } }
  }
}
"""
JOB = """
subscription ($id: ID!, $after: String) {
  jobEvents(jobId: $id, after: $after) { __typename cursor job { id status } }
}
"""


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
        self, document: str, key: str, after: str | None = None
    ) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
        """The events of a subscription until it completes; its errors as they are."""
        async with self.socket() as socket:
            await _subscribe(socket, "1", document, key, after)
            yield _events(socket)

    async def all(self, document: str, key: str, after: str | None = None) -> list[dict[str, Any]]:
        """Everything that a subscription says until it completes by itself."""
        async with asyncio.timeout(LIMIT_S), self.follow(document, key, after) as events:
            return [event async for event in events]


async def _subscribe(
    socket: ClientConnection, name: str, document: str, key: str, after: str | None = None
) -> None:
    payload = {"query": document, "variables": {"id": key, "after": after}}
    await socket.send(json.dumps({"type": "subscribe", "id": name, "payload": payload}))


async def _events(socket: ClientConnection) -> AsyncIterator[dict[str, Any]]:
    async for text in socket:
        message = json.loads(text)
        if message["type"] == "complete":
            return
        if message["type"] == "error":
            yield {"__typename": "Error", "code": message["payload"][0]["extensions"]["code"]}
            return
        if message["payload"].get("errors"):
            code = message["payload"]["errors"][0]["extensions"]["code"]
            yield {"__typename": "Error", "code": code}
        else:
            (event,) = message["payload"]["data"].values()
            yield event


@pytest.fixture
async def member(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Member]:
    async with api(database_url, redis_url) as running:
        team = await factories.team()
        yield Member(running, team, await running.member(team))


async def fact(project: Project, revision: int) -> None:
    """One fact that says its own number."""
    event = ObjectChanged(
        target_type="project",
        target_id=project.id,
        revision=revision,
        operation=Operation.UPDATED,
        fields=("art_style",),
    )
    await facts(project, event)


async def facts(project: Project, *events: Event) -> None:
    async def work(tx: db.Change) -> None:
        for event in events:
            news.record(tx, event)

    await db.change(Counter("project", project.id), work)


async def job_of(project: Project, state: JobState = JobState.RUNNING, **fields: Any) -> Job:
    plain = {"kind": "plan_episodes", "deadline_at": clock.now() + timedelta(days=1)}
    above = {"team_id": project.team_id, "project_id": project.id}
    return await Job.create(**{**above, **plain, "state": state, **fields})


def key(row: Project | Job) -> str:
    return ids.public(type(row).__name__, row.id)


async def test_a_reader_that_drops_out_at_random_sees_every_fact_once(member: Member) -> None:
    project = await factories.project(member.team)
    chance, last = random.Random(7), 80
    seen: list[int] = []
    async with member.follow(PROJECT, key(project)) as events:
        cursor = (await anext(events))["cursor"]

    async def write() -> None:
        for revision in range(1, last + 1):
            await fact(project, revision)
            await asyncio.sleep(0.002)

    writing = asyncio.create_task(write())
    async with asyncio.timeout(LIMIT_S):
        while last not in seen:
            async with member.follow(PROJECT, key(project), cursor) as events:
                for _ in range(min(chance.randint(1, 12), last - len(seen))):
                    event = await anext(events)
                    cursor = event["cursor"]
                    seen.append(event["revision"])
    await writing

    assert seen == list(range(1, last + 1))


async def test_a_snapshot_comes_first_and_what_follows_is_above_it(member: Member) -> None:
    project = await factories.project(member.team)
    job = await job_of(project)
    await fact(project, 1)

    async with asyncio.timeout(LIMIT_S), member.follow(PROJECT, key(project)) as events:
        snapshot = await anext(events)
        await fact(project, 2)
        event = await anext(events)

    assert snapshot["__typename"] == "ProjectSnapshot"
    assert snapshot["project"] == {"id": key(project), "title": project.title}
    assert snapshot["activeJobs"] == [{"id": key(job)}]
    assert event | {"cursor": "", "at": ""} == {
        "__typename": "ObjectChanged",
        "cursor": "",
        "at": "",
        "revision": 2,
        "targetId": key(project),
        "targetType": "Project",
        "operation": "UPDATED",
        "fields": ["artStyle"],
        "target": {"id": key(project)},
    }


async def test_who_resumes_gets_the_current_progress_after_the_facts(member: Member) -> None:
    project = await factories.project(member.team)
    async with member.follow(PROJECT, key(project)) as events:
        cursor = (await anext(events))["cursor"]
    job = await job_of(project, ratio=0.25, stage=Stage.CALL, attempt=1)
    await fact(project, 1)

    async with asyncio.timeout(LIMIT_S), member.follow(PROJECT, key(project), cursor) as events:
        first, second = await anext(events), await anext(events)

    assert first["revision"] == 1
    assert (second["jobId"], second["ratio"], second["stage"]) == (key(job), 0.25, "CALL")
    assert second["job"] == {"id": key(job), "status": "RUNNING"}
    assert second["cursor"] is None


async def test_progress_is_told_live_unless_it_is_late(member: Member) -> None:
    project = await factories.project(member.team)
    job = await job_of(project, ratio=0.5, attempt=1)
    wire = member.api.services.wire

    async def tell(ratio: float, n: int) -> None:
        event = JobProgress(job_id=job.id, attempt=1, n=n, ratio=ratio, stage="CALL")
        await wire.tell(project.team_id, project.id, event)

    async with asyncio.timeout(LIMIT_S), member.follow(PROJECT, key(project)) as events:
        await anext(events)
        await tell(0.4, 1)
        await tell(0.6, 2)
        shown = await anext(events)
        await facts(project, JobSucceeded(job_id=job.id))
        ending = await anext(events)
        await tell(0.9, 3)
        await fact(project, 1)
        after = await anext(events)

    assert shown["ratio"] == 0.6
    assert ending["__typename"] == "JobSucceeded"
    assert after["__typename"] == "ObjectChanged"


async def test_facts_arrive_without_redis(database_url: str, connected: None) -> None:
    async with api(database_url, NOWHERE) as running:
        team = await factories.team()
        member = Member(running, team, await running.member(team))
        project = await factories.project(team)

        async with asyncio.timeout(LIMIT_S), member.follow(PROJECT, key(project)) as events:
            await anext(events)
            for revision in (1, 2, 3):
                await fact(project, revision)
            heard = [(await anext(events))["revision"] for _ in range(3)]

    assert heard == [1, 2, 3]


async def test_job_events_end_with_the_job(
    member: Member, database_url: str, redis_url: str
) -> None:
    scene = await factories.scene(await factories.episode(await factories.project(member.team)))

    async with engine(database_url, redis_url) as run:
        job = (await run.start("say", scene)).job
        async with asyncio.timeout(LIMIT_S), member.follow(JOB, key(job)) as events:
            first = await anext(events)
            async with run.worker():
                rest = [event async for event in events]

    assert (first["__typename"], first["job"]["status"]) == ("JobSnapshot", "QUEUED")
    assert rest[-1]["__typename"] == "JobSucceeded"
    assert {event["job"]["id"] for event in rest} == {key(job)}

    again = await member.all(JOB, key(job))
    missed = await member.all(JOB, key(job), first["cursor"])
    assert [event["__typename"] for event in again] == ["JobSnapshot"]
    assert missed == [event for event in rest if event["cursor"]]


@pytest.mark.parametrize("after", ["=", "not a cursor", "AA", "é" * 40], ids=repr)
async def test_a_malformed_cursor_is_refused(member: Member, after: str) -> None:
    project = await factories.project(member.team)

    assert await member.all(PROJECT, key(project), after) == [
        {"__typename": "Error", "code": "BAD_CURSOR"}
    ]


async def test_a_cursor_of_another_project_or_of_the_future_is_refused(member: Member) -> None:
    project, other = [await factories.project(member.team) for _ in range(2)]
    await fact(other, 1)
    async with member.follow(PROJECT, key(other)) as events:
        cursor = (await anext(events))["cursor"]
    await Project.filter(id=other.id).update(last_news=0)

    refused = [{"__typename": "Error", "code": "BAD_CURSOR"}]
    assert await member.all(PROJECT, key(project), cursor) == refused
    assert await member.all(PROJECT, key(other), cursor) == refused


async def test_a_forgotten_cursor_asks_for_a_resync(member: Member) -> None:
    project = await factories.project(member.team)
    async with member.follow(PROJECT, key(project)) as events:
        cursor = (await anext(events))["cursor"]
    await fact(project, 1)
    await fact(project, 2)
    await db.rows("DELETE FROM news WHERE stream_id = $1 AND cursor = 1", project.id)

    (event,) = await member.all(PROJECT, key(project), cursor)

    assert event["__typename"] == "ResyncRequired"


async def test_a_reader_that_is_too_slow_is_told_so(member: Member) -> None:
    project = await factories.project(member.team)
    viewer = await member.api.services.identities.viewer(member.token)
    context = Context(services=member.api.services, request_id="", locale=Locale.EN, viewer=viewer)
    events = Following(context, project.id, None).events()
    await anext(events)

    for _ in range(3):
        await facts(project, *[JobQueued(job_id=new(), kind="say") for _ in range(500)])
    await db.drain()
    async with asyncio.timeout(LIMIT_S):
        rest = [event async for event in events]

    assert isinstance(rest[-1], ResyncRequired)


async def test_foreign_and_unknown_ids_are_not_found(member: Member) -> None:
    foreign = await factories.project()
    not_found = [{"__typename": "Error", "code": "NOT_FOUND"}]

    assert await member.all(PROJECT, key(foreign)) == not_found
    assert await member.all(PROJECT, ids.public("Project", new())) == not_found
    assert await member.all(JOB, key(await job_of(foreign))) == not_found
    assert await member.all(JOB, key(foreign)) == [{"__typename": "Error", "code": "BAD_ID"}]


async def test_waiting_subscriptions_hold_no_connection(member: Member) -> None:
    project = await factories.project(member.team)

    async with asyncio.timeout(LIMIT_S), member.socket() as socket:
        for n in range(30):
            await _subscribe(socket, str(n), PROJECT, key(project))
        for _ in range(30):
            assert json.loads(await socket.recv())["type"] == "next"
        answer = await member.api.data("{ viewer { role } }", token=member.token)

    assert answer["viewer"]["role"] == "OWNER"


async def test_a_subscription_ends_with_its_token(member: Member) -> None:
    project = await factories.project(member.team)
    user = await factories.member(member.team)
    nearly = clock.now() - timedelta(seconds=member.api.services.tokens.access_ttl_s - 2)
    token, _ = issue(member.api.services.tokens, user.id, member.team.id, 0, nearly)

    async with asyncio.timeout(LIMIT_S), member.socket(token) as socket:
        await _subscribe(socket, "1", PROJECT, key(project))
        with suppress(ConnectionClosed):
            while await socket.recv():
                pass

    assert socket.close_code == 4403


async def test_a_stream_ends_when_the_viewers_access_changes(member: Member) -> None:
    project = await factories.project(member.team)
    user = await factories.member(member.team)
    headers = {
        "Authorization": f"Bearer {member.api.token(user, member.team)}",
        "Accept": "text/event-stream",
    }
    body = {"query": PROJECT, "variables": {"id": key(project)}}

    async with (
        asyncio.timeout(LIMIT_S),
        member.api.client.stream("POST", "/graphql", json=body, headers=headers) as answer,
    ):
        lines = answer.aiter_lines()
        first = await anext(lines)
        await db.rows("UPDATE membership SET epoch = 1 WHERE user_id = $1", user.id)
        rest = [line async for line in lines]

    assert first == "event: next"
    assert "UNAUTHENTICATED" in "".join(rest)


def test_only_live_events_of_living_jobs_that_are_newer_are_fresh() -> None:
    job, fresh = new(), Freshness()

    def progress(attempt: int, ratio: float, n: int) -> JobProgress:
        return JobProgress(job_id=job, attempt=attempt, n=n, ratio=ratio, stage=None)

    retrying = JobRetrying(
        job_id=job, attempt=1, code="TIMEOUT", message="", next_run_at=clock.now()
    )
    said: list[tuple[Event, bool]] = [
        (JobStarted(job_id=job, attempt=1), False),  # of a job that nobody has heard of
        (JobQueued(job_id=job, kind="say"), True),
        (JobStarted(job_id=job, attempt=1), True),
        (progress(1, 0.5, 2), True),
        (progress(1, 0.4, 1), False),
        (retrying, True),
        (progress(1, 0.9, 3), False),
        (JobStarted(job_id=job, attempt=2), True),
        (progress(2, 0.1, 1), True),
        (progress(2, 0.1, 1), False),
        (JobSucceeded(job_id=job), True),
        (progress(2, 0.9, 2), False),
    ]

    assert [fresh.admits(event) for event, _ in said] == [expected for _, expected in said]
