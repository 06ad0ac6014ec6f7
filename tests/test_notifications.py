"""Notifications: ends of what people started, and what works no more, or again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from aixss.jobs.states import JobState
from aixss.kit import db
from aixss.kit.ids import new
from aixss.news.events import (
    JobCancelled,
    JobFailed,
    JobQueued,
    JobSucceeded,
    ProfileDegraded,
    ProfileRecovered,
    WebhookDisabled,
)
from tests import factories
from tests.engine import engine
from tests.follower import LIMIT_S, Member, Told, fact, facts, job_of, key, member_of_a_team

NOTIFIED = """
subscription ($after: String) {
  notifications(after: $after) {
    cursor kind kindLabel(locale: ZH) message job { id } project { id }
  }
}
"""
TEAM = "subscription { teamEvents { cursor } }"


@pytest.fixture
async def member(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Member]:
    async with member_of_a_team(database_url, redis_url) as made:
        await fact(await factories.project(), 1)
        # What is kept begins long ago, as in a studio that has worked for a while.
        await db.rows(
            "UPDATE news SET at = now() - interval '1 hour' WHERE id = (SELECT min(id) FROM news)"
        )
        yield made


async def beginning(member: Member) -> str:
    async with member.follow(TEAM) as events:
        cursor: str = (await anext(events))["cursor"]
        return cursor


async def notified(member: Member, after: str, count: int) -> list[Told]:
    async with asyncio.timeout(LIMIT_S), member.follow(NOTIFIED, after=after) as events:
        return [await anext(events) for _ in range(count)]


async def test_what_is_worth_an_interruption_is_told_and_nothing_else(member: Member) -> None:
    row = await factories.project(member.team)
    good, bad = [await job_of(row, JobState.CANCELLED) for _ in range(2)]
    after = await beginning(member)

    await fact(row, 1)
    await facts(
        row,
        JobQueued(job_id=good.id, kind="say"),
        JobSucceeded(job_id=good.id),
        JobCancelled(job_id=new()),
        JobFailed(job_id=bad.id, code="TIMEOUT", message="No answer."),
    )
    await facts(
        member.team,
        WebhookDisabled(webhook_id=new(), name="Board", message="Too many failures."),
        ProfileDegraded(profile_id=new(), name="Main", code="QUOTA", message="No credit."),
        ProfileRecovered(profile_id=new(), name="Main"),
    )
    told = await notified(member, after, 5)

    about = [(each["job"], each["project"]) for each in told]
    assert [(each["kind"], each["message"]) for each in told] == [
        ("FINISHED", None),
        ("FAILED", "No answer."),
        ("DEGRADED", "Too many failures."),
        ("DEGRADED", "No credit."),
        ("RECOVERED", None),
    ]
    here = {"id": key(row)}
    assert about == [({"id": key(good)}, here), ({"id": key(bad)}, here), *[(None, None)] * 3]
    assert told[0]["kindLabel"] == "已完成"


async def test_a_flow_is_told_of_once_and_its_children_are_not(
    member: Member, database_url: str, redis_url: str
) -> None:
    row = await factories.episode(await factories.project(member.team))
    for _ in range(2):
        await factories.scene(row)
    async with (
        asyncio.timeout(3 * LIMIT_S),
        engine(database_url, redis_url) as run,
        member.follow(NOTIFIED, after=await beginning(member)) as events,
        run.worker(),
    ):
        jobs = []
        for kind in ("say_all", "crash_all"):
            jobs.append((await run.start(kind, row)).job)
            await run.ended(jobs[-1].id)
        told = [await anext(events) for _ in jobs]

    assert [each["job"]["id"] for each in told] == [key(job) for job in jobs]
    assert [each["kind"] for each in told] == ["FINISHED", "FAILED"]


async def test_who_resumes_is_told_of_what_was_missed_once(member: Member) -> None:
    row = await factories.project(member.team)
    jobs = [await job_of(row, JobState.CANCELLED) for _ in range(4)]
    seen, after = [], await beginning(member)

    for job in jobs:
        await facts(row, JobSucceeded(job_id=job.id))
    for count in (1, 2, 1):
        told = await notified(member, after, count)
        after = told[-1]["cursor"]
        seen += [each["job"]["id"] for each in told]

    assert seen == [key(job) for job in jobs]


async def test_without_a_cursor_only_what_happens_from_now_on_is_told(member: Member) -> None:
    row = await factories.project(member.team)
    before, after = [await job_of(row, JobState.CANCELLED) for _ in range(2)]
    await facts(row, JobSucceeded(job_id=before.id))

    async with asyncio.timeout(LIMIT_S), member.follow(NOTIFIED) as events:
        first = asyncio.ensure_future(anext(events))
        await asyncio.sleep(0.5)  # until the subscription has begun
        assert not first.done()
        await facts(row, JobSucceeded(job_id=after.id))
        told = await first

    assert told["job"] == {"id": key(after)}


async def test_another_teams_notifications_are_not_told(member: Member) -> None:
    row, stranger = await factories.project(member.team), await factories.project()
    after = await beginning(member)
    own = await job_of(row, JobState.CANCELLED)

    await facts(stranger, JobSucceeded(job_id=(await job_of(stranger)).id))
    await facts(row, JobSucceeded(job_id=own.id))
    (told,) = await notified(member, after, 1)

    assert told["job"] == {"id": key(own)}


async def test_who_has_missed_some_is_told_so(member: Member) -> None:
    row = await factories.project(member.team)
    after = await beginning(member)
    await fact(row, 1)
    await fact(row, 2)
    await db.rows("DELETE FROM news WHERE stream_id <> $1 OR cursor = 1", row.id)

    (told,) = await member.all(NOTIFIED, after=after)

    assert (told["kind"], told["cursor"], told["job"]) == ("MISSED", None, None)
