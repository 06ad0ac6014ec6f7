"""Subscriptions to a whole team: every fact once, in the order of commits; and what filters do."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest

from aixss.jobs.states import JobState
from aixss.kit import db
from aixss.kit.ids import new
from aixss.news.events import JobProgress, JobQueued, JobSucceeded, JobWaiting
from aixss.stories.models import Project
from tests import factories
from tests.follower import LIMIT_S, Member, Told, fact, facts, job_of, key, member_of_a_team

PAGE = Path(__file__).resolve().parents[1] / "docs/events.md"
NOWHERE = "redis://127.0.0.1:1"
SELECTED = """
    __typename cursor project { id }
    ... on TeamSnapshot { activeJobs { id } }
    ... on ObjectChanged { revision fields }
    ... on JobProgress { jobId ratio }
    ... on JobWaiting { step }
"""
TEAM = f"""
subscription ($after: String, $filter: EventFilter) {{
  teamEvents(after: $after, filter: $filter) {{ {SELECTED} }}
}}
"""
PROJECT = """
subscription ($id: ID!, $after: String, $filter: EventFilter) {
  projectEvents(projectId: $id, after: $after, filter: $filter) {
    __typename cursor
    ... on ObjectChanged { revision fields }
    ... on JobProgress { jobId ratio }
  }
}
"""


@pytest.fixture
async def member(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Member]:
    async with member_of_a_team(database_url, redis_url) as made:
        await fact(await factories.project(), 1)
        # What is kept begins long ago, as in a studio that has worked for a while.
        await db.rows(
            "UPDATE news SET at = now() - interval '1 hour' WHERE id = (SELECT min(id) FROM news)"
        )
        yield made


async def projects(member: Member, count: int = 2) -> list[Project]:
    return [await factories.project(member.team) for _ in range(count)]


@asynccontextmanager
async def open_transaction(database_url: str) -> AsyncIterator[None]:
    """A transaction that has begun to write, and might commit before anything that follows."""
    connection = await asyncpg.connect(database_url.replace("asyncpg:", "postgres:", 1))
    try:
        async with connection.transaction():
            await connection.fetch("SELECT pg_current_xact_id()")
            yield
    finally:
        await connection.close()


async def cursor_of(member: Member, document: str, row: Project | None = None) -> str:
    async with member.follow(document, key(row) if row else None) as events:
        cursor: str = (await anext(events))["cursor"]
        return cursor


def place(event: Told) -> tuple[str, int]:
    return event["project"]["id"], event["revision"]


async def test_a_team_hears_of_all_its_projects_and_of_no_others(member: Member) -> None:
    first, second = await projects(member)
    stranger = await factories.project()
    job = await job_of(first)

    async with asyncio.timeout(LIMIT_S), member.follow(TEAM) as events:
        snapshot = await anext(events)
        heard = []
        for revision in (1, 2):
            await fact(stranger, revision)
            for row in (second, first):
                await fact(row, revision)
                heard.append(place(await anext(events)))
        await facts(member.team, JobWaiting(job_id=job.id, step="any", children=1))
        own = await anext(events)

    assert (snapshot["__typename"], snapshot["activeJobs"]) == ("TeamSnapshot", [{"id": key(job)}])
    assert heard == [(key(row), n) for n in (1, 2) for row in (second, first)]
    assert (own["__typename"], own["project"]) == ("JobWaiting", None)


async def test_who_drops_out_at_random_sees_every_fact_of_a_team_once(member: Member) -> None:
    rows, last, chance = await projects(member, 3), 20, random.Random(5)
    cursor = await cursor_of(member, TEAM)
    seen: list[tuple[str, int]] = []

    async def write(row: Project) -> None:
        for revision in range(1, last + 1):
            await fact(row, revision)

    writing = asyncio.gather(*map(write, rows))
    async with asyncio.timeout(3 * LIMIT_S):
        while len(seen) < last * len(rows):
            async with member.follow(TEAM, after=cursor) as events:
                for _ in range(min(chance.randint(1, 12), last * len(rows) - len(seen))):
                    event = await anext(events)
                    cursor = event["cursor"]
                    seen.append(place(event))
    await writing

    assert len(set(seen)) == len(seen)
    for row in rows:
        assert [n for of, n in seen if of == key(row)] == list(range(1, last + 1))


async def test_what_an_older_transaction_may_still_come_before_waits_for_it(
    member: Member, database_url: str
) -> None:
    (row,) = await projects(member, 1)

    async with asyncio.timeout(LIMIT_S), member.follow(TEAM) as events:
        await anext(events)
        async with open_transaction(database_url):
            await fact(row, 1)
            held = asyncio.ensure_future(anext(events))
            await asyncio.sleep(0.5)
            was_held = not held.done()
        event = await held
        await fact(row, 2)
        following = await anext(events)

    assert was_held
    assert [event["revision"], following["revision"]] == [1, 2]


async def test_who_resumes_meanwhile_misses_nothing_of_it(
    member: Member, database_url: str
) -> None:
    (row,) = await projects(member, 1)
    cursor = await cursor_of(member, TEAM)

    async with asyncio.timeout(LIMIT_S):
        async with open_transaction(database_url):
            await fact(row, 1)
            during = await cursor_of(member, TEAM)
        async with member.follow(TEAM, after=cursor) as events:
            before = await anext(events)
        async with member.follow(TEAM, after=during) as events:
            after = await anext(events)

    assert [before["revision"], after["revision"]] == [1, 1]


async def test_a_team_cursor_that_is_too_old_asks_for_a_resync(member: Member) -> None:
    (row,) = await projects(member, 1)
    cursor = await cursor_of(member, TEAM)
    await fact(row, 1)
    later = await cursor_of(member, TEAM)
    await db.rows("DELETE FROM news WHERE id < (SELECT id FROM news WHERE stream_id = $1)", row.id)

    (event,) = await member.all(TEAM, after=cursor)
    await db.rows(
        "UPDATE news SET at = at - interval '1 hour' WHERE id = (SELECT min(id) FROM news)"
    )
    async with asyncio.timeout(LIMIT_S), member.follow(TEAM, after=later) as events:
        await fact(row, 2)
        found = await anext(events)

    assert event["__typename"] == "ResyncRequired"
    assert found["revision"] == 2


async def test_a_cursor_of_a_project_or_of_another_team_is_refused(member: Member) -> None:
    (row,) = await projects(member, 1)
    other = await member.other(team=await factories.team())
    wrong = [await cursor_of(member, PROJECT, row), await cursor_of(other, TEAM), "=", "AA"]

    refused = [await member.all(TEAM, after=cursor) for cursor in wrong]

    assert refused == [[{"__typename": "Error", "code": "BAD_CURSOR"}]] * len(wrong)


async def test_a_team_is_told_of_everything_without_redis(
    database_url: str, connected: None
) -> None:
    async with member_of_a_team(database_url, NOWHERE) as member:
        rows = await projects(member)
        async with asyncio.timeout(LIMIT_S), member.follow(TEAM) as events:
            await anext(events)
            for revision in (1, 2):
                for row in rows:
                    await fact(row, revision)
            heard = [place(await anext(events)) for _ in range(4)]

    assert heard == [(key(row), n) for n in (1, 2) for row in rows]


# Filters


@pytest.mark.parametrize(
    ("filter", "heard"),
    [
        ({"types": ["OBJECT_CHANGED"]}, [1, 2, 3]),
        ({"fields": ["artStyle"]}, [1, 3]),
        ({"types": ["OBJECT_CHANGED"], "fields": ["title", "logline"]}, [2]),
        ({"types": ["JOB_WAITING"], "fields": ["title"]}, []),
        ({}, [None, 1, 2, 3]),
    ],
    ids=["types", "fields", "both", "neither", "none"],
)
async def test_a_filter_tells_what_matches_all_of_it(
    member: Member, filter: object, heard: list[int | None]
) -> None:
    (row,) = await projects(member, 1)
    starts = {PROJECT: key(row), TEAM: None}
    found: dict[str, list[Told]] = {}
    async with asyncio.timeout(LIMIT_S):
        cursors = {document: await cursor_of(member, document, row) for document in starts}
        await facts(row, JobWaiting(job_id=new(), step="any", children=1))
        for revision, field in enumerate(("art_style", "title", "art_style"), 1):
            await fact(row, revision, field)
        for document, about in starts.items():
            async with member.follow(document, about, cursors[document], filter=filter) as events:
                found[document] = [await anext(events) for _ in heard]

    told = {document: [e.get("revision") for e in events] for document, events in found.items()}
    assert told == {PROJECT: heard, TEAM: heard}


@pytest.mark.parametrize("document", [PROJECT, TEAM], ids=["project", "team"])
async def test_who_filters_goes_on_over_what_is_left_out(member: Member, document: str) -> None:
    (row,) = await projects(member, 1)
    about = key(row) if document is PROJECT else None
    wanted = {"fields": ["title"]}

    async with asyncio.timeout(LIMIT_S):
        async with member.follow(document, about, filter=wanted) as events:
            snapshot = await anext(events)
            await fact(row, 1, "art_style")
            await fact(row, 2, "title")
            live = await anext(events)
        await fact(row, 3, "art_style")
        await fact(row, 4, "title")
        async with member.follow(document, about, live["cursor"], filter=wanted) as events:
            missed = await anext(events)
            await fact(row, 5, "art_style")
            await fact(row, 6, "title")
            last = await anext(events)

    assert snapshot["__typename"].endswith("Snapshot")
    assert [each["revision"] for each in (live, missed, last)] == [2, 4, 6]


@pytest.mark.parametrize("document", [PROJECT, TEAM], ids=["project", "team"])
async def test_progress_alone_is_told_of_jobs_that_begin_later(
    member: Member, document: str
) -> None:
    (row,) = await projects(member, 1)
    about = key(row) if document is PROJECT else None
    job_id, wire = new(), member.api.services.wire

    async def tell(ratio: float) -> None:
        event = JobProgress(job_id=job_id, attempt=1, n=1, ratio=ratio, stage=None)
        wire.tell(row.team_id, row.id, event)

    wanted = {"types": ["JOB_PROGRESS", "JOB_SUCCEEDED"]}
    async with asyncio.timeout(LIMIT_S), member.follow(document, about, filter=wanted) as events:
        await anext(events)
        await facts(row, JobQueued(job_id=job_id, kind="say"))
        await asyncio.sleep(0.5)  # until the team's log has been read
        heard = asyncio.ensure_future(anext(events))
        while not heard.done():
            await tell(0.5)
            await asyncio.wait([heard], timeout=0.2)
        progress = await heard
        await facts(row, JobSucceeded(job_id=job_id))
        ending = await anext(events)

    assert (progress["__typename"], progress["ratio"]) == ("JobProgress", 0.5)
    assert ending["__typename"] == "JobSucceeded"


# docs/events.md


EXAMPLES = re.findall(r"^```graphql\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("text", EXAMPLES, ids=lambda text: text.split("(")[0])
async def test_every_example_of_the_page_does_what_it_says(member: Member, text: str) -> None:
    (row,) = await projects(member, 1)
    job = await job_of(row, JobState.CANCELLED)
    about = {"id": key(row), "after": await cursor_of(member, TEAM)}
    if "teamEvents" not in text and "notifications" not in text:
        about["after"] = await cursor_of(member, PROJECT, row)

    if text.startswith("mutation"):
        given = {"input": {"projectId": key(row)}}
        told = (await member.api.data(text, given, token=member.token))["announcePresence"]
        assert told == {"errors": []}
        return
    await fact(row, 1, "summary")
    await facts(row, JobSucceeded(job_id=job.id))
    async with asyncio.timeout(LIMIT_S), member.follow(text, about["id"], about["after"]) as events:
        event = await anext(events)

    assert event.get("__typename") != "Error"
    assert event.get("kind") in (None, "FINISHED")
