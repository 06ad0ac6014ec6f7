"""Subscriptions over real sockets: every fact once, in order, whatever gets lost on the way."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta

import pytest
from websockets.exceptions import ConnectionClosed

from aixss.accounts.tokens import issue
from aixss.api import ids
from aixss.api.context import Caller
from aixss.api.desks import WAITING
from aixss.api.execution import Answer
from aixss.api.requests import Asked
from aixss.api.telling import Freshness
from aixss.jobs import flow as flows
from aixss.jobs import lifecycle
from aixss.jobs.models import Job, Stage
from aixss.jobs.spec import Kinds, Params, Scope, Step, Target
from aixss.kit import clock, db
from aixss.kit.ids import new
from aixss.news.events import (
    Event,
    JobProgress,
    JobQueued,
    JobRetrying,
    JobStarted,
    JobSucceeded,
)
from aixss.stories.context import StoryContext
from aixss.stories.models import Project
from tests import factories
from tests.api import api
from tests.engine import Engine, engine, target
from tests.follower import LIMIT_S, Member, fact, facts, job_of, key, member_of_a_team, subscribe
from tests.kinds_for_tests import KINDS, asks

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


def _here(story: StoryContext, _: Params) -> list[tuple[Target, Params]]:
    assert story.episode is not None
    return [(target(story.episode), Params())]


NESTED = Kinds.of([*KINDS, asks("above", Scope.EPISODE, steps=(Step("all", "say_all", _here),))])


async def _begin(run: Engine, flow: Job) -> None:
    """Do the next step of a flow, without a worker."""
    row = await lifecycle.claim(flow.id, new())
    assert row is not None
    await flows.advance(run.kinds, row)


@pytest.fixture
async def member(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Member]:
    async with member_of_a_team(database_url, redis_url) as made:
        yield made


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
        wire.tell(project.team_id, project.id, event)

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


async def test_a_flows_events_are_those_of_all_below_it(
    member: Member, database_url: str, redis_url: str
) -> None:
    row = await factories.episode(await factories.project(member.team))
    scenes = [await factories.scene(row) for _ in range(2)]

    async with engine(database_url, redis_url) as run:
        job = (await run.start("say_all", row)).job
        async with asyncio.timeout(LIMIT_S), member.follow(JOB, key(job)) as events:
            first = await anext(events)
            async with run.worker():
                rest = [event async for event in events]
        stranger = await factories.scene(row)
        await run.start("whisper", stranger)  # after the flow's end, and none of it

    family = {key(job), *(key(each) for each in await Job.filter(parent_id=job.id))}
    facts = [event for event in rest if event["cursor"]]
    assert len(family) == 1 + len(scenes)
    assert {event["job"]["id"] for event in facts} == family
    assert (rest[-1]["__typename"], rest[-1]["job"]["id"]) == ("JobSucceeded", key(job))
    missed = await member.all(JOB, key(job), first["cursor"])
    assert [event["cursor"] for event in missed] == [event["cursor"] for event in facts]


async def test_a_flow_within_a_flow_tells_of_what_is_below_it_only(
    member: Member, database_url: str, redis_url: str
) -> None:
    row = await factories.episode(await factories.project(member.team))
    for _ in range(2):
        await factories.scene(row)

    async with engine(database_url, redis_url) as run:
        run.kinds = NESTED
        top = (await run.start("above", row)).job
        await _begin(run, top)
        middle = await Job.get(parent_id=top.id)
        async with asyncio.timeout(LIMIT_S), member.follow(JOB, key(middle)) as events:
            first = await anext(events)
            async with run.worker():
                rest = [event async for event in events]
                await run.ended(top.id)
        whole = await member.all(JOB, key(top), first["cursor"])

    below = {key(each) for each in await Job.filter(parent_id=middle.id)}
    assert len(below) == 2
    assert {event["job"]["id"] for event in rest} == {key(middle), *below}
    assert (rest[-1]["__typename"], rest[-1]["job"]["id"]) == ("JobSucceeded", key(middle))
    assert {event["job"]["id"] for event in whole} == {key(top), key(middle), *below}
    # Of what runs below a flow its own progress follows, which is told too.
    progress = [each for each in rest if each["__typename"] == "JobProgress"]
    assert key(middle) in {each["job"]["id"] for each in progress}


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


class Unread:
    """The way to a reader who takes nothing but what is waited for, and that late."""

    def __init__(self) -> None:
        self.taken: list[Answer] = []
        self.goes_on = asyncio.Event()

    async def tell(self, answer: Answer) -> None:
        if self.taken:
            await self.goes_on.wait()
        self.taken.append(answer)

    def tell_now(self, answer: Answer) -> bool:  # noqa: ARG002  # it has to wait
        return False


async def test_a_reader_that_is_too_slow_is_told_so(member: Member) -> None:
    project = await factories.project(member.team)
    services, engine = member.api.services, member.api.app.state.engine
    caller = Caller(services=services, request_id="")
    await caller.identify(member.token)
    asked = Asked(text=PROJECT, variables={"id": key(project)})
    reader = Unread()

    serving = asyncio.create_task(engine.serve(asked, caller, reader))
    async with asyncio.timeout(LIMIT_S):
        while not reader.taken:
            await asyncio.sleep(0.01)
        for _ in range(5):
            await facts(project, *[JobQueued(job_id=new(), kind="say") for _ in range(500)])
        reader.goes_on.set()
        refused = await serving

    assert refused is None
    assert b"ResyncRequired" in reader.taken[-1].body
    assert len(reader.taken) < 2 * WAITING


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
            await subscribe(socket, str(n), PROJECT, id=key(project))
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
        await subscribe(socket, "1", PROJECT, id=key(project))
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
