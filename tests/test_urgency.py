"""What people say about scheduling: priorities of jobs, limits and health of profiles."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from aixss.accounts.models import Role
from aixss.jobs import flow, lifecycle, start
from aixss.jobs.models import AIProfile, Job, ProfileHealth, UsageRecord
from aixss.jobs.start import Order
from aixss.kit import clock, db, ids
from aixss.news.models import News
from tests import factories
from tests.engine import target
from tests.kinds_for_tests import KINDS
from tests.studio import Studio, public, studio

JOB = "job { id priority status }"
LIMITS = "maxConcurrency requestsPerMinute tokensPerMinute"
HEALTH = """health {
  state stateLabel(locale: EN) since nextProbeAt failures recentCalls recentFailureRatio
  lastError { code codeLabel(locale: EN) message at }
}"""


@pytest.fixture
async def we(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Studio]:
    async with studio(database_url, redis_url) as found:
        yield found


async def queued(we: Studio, kind: str = "say") -> Job:
    episode = await factories.episode(await factories.project(we.team))
    row = await factories.scene(episode)
    on = row if kind == "say" else episode
    order = Order(KINDS[kind], target(on), KINDS[kind].params())
    return (await db.change(order.target.counter, lambda tx: start.start(tx, KINDS, order))).job


async def raised(we: Studio, job: Job, priority: int) -> dict[str, Any]:
    return await we.send("raiseJobPriority", JOB, id=public(job), priority=priority)


async def facts(job: Job) -> list[Any]:
    return await News.filter(job_id=job.id, type="JobPrioritised").values_list("body", flat=True)


async def test_a_job_that_waits_can_be_made_more_urgent(we: Studio) -> None:
    job = await queued(we)

    payload = await raised(we, job, 7)

    assert payload["job"] == {"id": public(job), "priority": 7, "status": "QUEUED"}
    assert [body["priority"] for body in await facts(job)] == [7]


async def test_a_priority_that_it_has_already_changes_nothing(we: Studio) -> None:
    job = await queued(we)
    await raised(we, job, 7)

    payload = await raised(we, job, 7)

    assert payload["errors"] == []
    assert len(await facts(job)) == 1


async def test_a_priority_is_never_lowered(we: Studio) -> None:
    job = await queued(we)
    await raised(we, job, 7)

    [error] = (await raised(we, job, 6))["errors"]

    assert (error["code"], error["path"]) == ("INVALID", ["priority"])
    assert "raised, not lowered" in error["message"]
    assert (await Job.get(id=job.id)).priority == 7


@pytest.mark.parametrize("priority", [-1, 101])
async def test_a_priority_has_bounds(we: Studio, priority: int) -> None:
    job = await queued(we)

    [error] = (await raised(we, job, priority))["errors"]

    assert (error["code"], error["path"]) == ("INVALID", ["priority"])


@pytest.mark.parametrize(
    ("state", "sentence"), [("RUNNING", "A worker is at this job"), ("FAILED", "has ended already")]
)
async def test_a_job_that_waits_for_nothing_is_refused(
    we: Studio, state: str, sentence: str
) -> None:
    job = await queued(we)
    ended = {"lock": None, "finished_at": clock.now()} if state == "FAILED" else {}
    await Job.filter(id=job.id).update(state=state, **ended)

    [error] = (await raised(we, job, 5))["errors"]

    assert sentence in error["message"]
    assert await facts(job) == []


async def test_a_flow_takes_what_it_started_along(we: Studio) -> None:
    parent = await queued(we, "say_all")
    claimed = await lifecycle.claim(parent.id, ids.new())
    assert claimed is not None
    await flow.advance(KINDS, claimed)
    child = await Job.get(parent_id=parent.id)

    await raised(we, parent, 9)

    assert (await Job.get(id=child.id)).priority == 9
    assert len(await facts(child)) == 1


async def test_a_viewer_may_not_raise_a_priority(we: Studio) -> None:
    job = await queued(we)
    viewer = await we.as_role(Role.VIEWER)

    answer = await viewer.answer("raiseJobPriority", JOB, {"id": public(job), "priority": 5})

    assert "FORBIDDEN" in str(answer)
    assert (await Job.get(id=job.id)).priority == 0


async def test_limits_of_a_profile_are_kept_changed_and_cleared(we: Studio) -> None:
    new = {"name": "P", "provider": "offline", "model": "m"}
    limits = {"maxConcurrency": 2, "tokensPerMinute": 9}
    payload = await we.done("createAIProfile", f"profile {{ id {LIMITS} }}", **new, **limits)
    made = payload["profile"]

    patch = {"maxConcurrency": None, "requestsPerMinute": 60}
    changed = await we.done(
        "updateAIProfile",
        f"profile {{ {LIMITS} }}",
        id=made["id"],
        patch=patch,
        expectedRevision=1,
    )

    assert {**limits, "requestsPerMinute": None}.items() <= made.items()
    assert changed["profile"] == {
        "maxConcurrency": None,
        "requestsPerMinute": 60,
        "tokensPerMinute": 9,
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [("maxConcurrency", 0), ("requestsPerMinute", 100_001), ("tokensPerMinute", -1)],
)
async def test_limits_of_a_profile_have_bounds(we: Studio, field: str, value: int) -> None:
    new = {"name": "P", "provider": "offline", "model": "m", field: value}

    [error] = (await we.send("createAIProfile", "profile { id }", **new))["errors"]

    assert (error["code"], error["path"]) == ("INVALID", [field])


async def health_of(we: Studio, of: AIProfile) -> dict[str, Any]:
    query = f"query($id: ID!) {{ node(id: $id) {{ ... on AIProfile {{ {HEALTH} }} }} }}"
    found: dict[str, Any] = (await we.ask(query, id=public(of)))["node"]["health"]
    return found


async def test_a_profile_that_never_failed_is_well(we: Studio) -> None:
    assert await health_of(we, await we.profile()) == {
        "state": "WORKING",
        "stateLabel": "Working",
        "since": None,
        "nextProbeAt": None,
        "failures": 0,
        "recentCalls": 0,
        "recentFailureRatio": None,
        "lastError": None,
    }


@pytest.mark.parametrize(
    ("times", "state"),
    [
        ({"opened_at": -60, "probe_at": 60}, "FAILING"),
        ({"opened_at": -60, "probe_at": -1}, "PROBING"),
        ({"rests_until": 60}, "RESTING"),
        ({"rests_until": -60, "closed_at": -5}, "WORKING"),
    ],
)
async def test_the_health_of_a_profile_says_why_its_jobs_wait(
    we: Studio, times: dict[str, int], state: str
) -> None:
    of = await we.profile()
    at: dict[str, Any] = {
        name: clock.now() + timedelta(seconds=away) for name, away in times.items()
    }
    at |= {"error_code": "UNAVAILABLE", "error_message": "It is down.", "failed_at": clock.now()}
    await ProfileHealth.create(id=of.id, team_id=of.team_id, failures=5, **at)
    for status in ("FAILED", "ANSWERED", "FAILED", "FAILED", "PENDING"):
        asked: dict[str, Any] = {
            "team_id": of.team_id,
            "profile_id": of.id,
            "provider": "offline",
            "model": "m",
        }
        asked |= {"job_id": ids.new(), "attempt": 1, "kind": "say", "request_hash": "h"}
        await UsageRecord.create(**asked, status=status)

    health = await health_of(we, of)

    assert health["state"] == state
    assert (health["nextProbeAt"] is not None) == (state in ("FAILING", "RESTING"))
    assert health["since"] is not None
    assert (health["recentCalls"], health["recentFailureRatio"]) == (4, 0.75)
    assert health["lastError"]["code"] == "UNAVAILABLE"
    assert health["lastError"]["codeLabel"] == "Service unavailable"
    assert health["lastError"]["message"] == "It is down."


async def test_a_changed_profile_is_asked_as_usual_again(we: Studio) -> None:
    of = await we.profile()
    past = clock.now() - timedelta(minutes=1)
    await ProfileHealth.create(
        id=of.id, team_id=of.team_id, failures=5, opened_at=past, probe_at=clock.now()
    )

    await we.done(
        "updateAIProfile",
        "profile { id }",
        id=public(of),
        patch={"apiKey": "sk-new"},
        expectedRevision=1,
    )

    assert (await health_of(we, of))["state"] == "WORKING"
