"""What can be asked for a team, without any project: conversations, trials, better prompts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from aixss.jobs.models import AIProfile, Job, ProfileHealth, UsageRecord
from aixss.kinds import registry
from aixss.kit import clock, ids
from aixss.kit.crypto import KeyRing
from tests.engine import KEYS, Engine, engine
from tests.follower import Member
from tests.openai_server import FakeOpenAI, Fault, fake_openai
from tests.studio import Studio, public, studio, written

HELLO = [{"role": "SYSTEM", "content": "Be brief."}, {"role": "USER", "content": "你好？"}]
GREETING = {"greeting": "Hello, year 2000!", "year": 2000, "words": ["Hello", "year"]}
RESULT = """
query($id: ID!) { job(id: $id) {
  status title error { code } target { id } project { id } usage { calls }
  result { calls model isApplied prompts { key version }
    chatReply { content isCutOff }
    profileReport { model hasPassed checks { name hasPassed told advice durationMs inputTokens } }
    promptProposal { content changes }
  }
} }
"""


@pytest.fixture
async def we(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Studio]:
    async with studio(database_url, redis_url) as made:
        yield made


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url, allow_private_providers=True) as started:
        started.kinds = registry.load()
        yield started


async def profile(we: Studio, server: FakeOpenAI) -> AIProfile:
    made = await we.profile(
        provider="openai_compatible", base_url=server.base_url, model="fake-1", is_default=True
    )
    made.sealed_key = KeyRing.parse(KEYS).seal("sk-test-0123456789", made.id.bytes)
    await made.save()
    return made


def key(started: dict[str, Any]) -> Any:
    return ids.decode("job", started["job"]["id"])


async def shown(we: Studio, run: Engine, started: dict[str, Any]) -> dict[str, Any]:
    """The job, once it has ended."""
    async with run.worker():
        await run.ended(key(started))
    job: dict[str, Any] = (await we.ask(RESULT, id=started["job"]["id"]))["job"]
    return job


async def report(we: Studio, run: Engine) -> dict[str, Any]:
    job = await shown(we, run, await we.done("testAIProfile", "job { id }"))
    assert job["status"] == "SUCCEEDED", job
    found: dict[str, Any] = job["result"]["profileReport"]
    return found


async def test_a_model_answers_a_conversation_in_its_own_words(we: Studio, run: Engine) -> None:
    async with fake_openai(lambda _: "好。") as server:
        await profile(we, server)
        started = await we.done("chat", "job { id }", messages=HELLO)
        job = await shown(we, run, started)

    assert job["result"]["chatReply"] == {"content": "好。", "isCutOff": False}
    assert (job["target"], job["project"], job["usage"]["calls"]) == (None, None, 1)
    [call] = server.calls
    assert [(m["role"], m["content"]) for m in call.body["messages"]] == [
        ("system", "Be brief."),
        ("user", "你好？"),
    ]
    assert not {"tools", "response_format"} & call.body.keys()
    usage = await UsageRecord.get(job_id=key(started))
    assert (usage.team_id, usage.project_id) == (we.team.id, None)


async def test_a_conversation_may_be_held_twice_at_once(we: Studio) -> None:
    first = await we.done("chat", "job { id } deduplicated", messages=HELLO)
    second = await we.done("chat", "job { id } deduplicated", messages=HELLO)
    once = await we.done("chat", "job { id }", messages=HELLO, idempotencyKey="k")
    again = await we.done("chat", "job { id }", messages=HELLO, idempotencyKey="k")

    assert first["job"] != second["job"]
    assert not second["deduplicated"]
    assert once["job"] == again["job"]


@pytest.mark.parametrize(
    ("messages", "path"),
    [
        ([], ["messages"]),
        (HELLO * 26, ["messages"]),
        (HELLO[:1], ["messages"]),
        ([{"role": "USER", "content": ""}], ["messages", "0", "content"]),
        ([{"role": "USER", "content": "x" * 20_001}], ["messages", "0", "content"]),
    ],
    ids=["none", "too many", "nothing to answer", "an empty one", "too long"],
)
async def test_a_conversation_that_cannot_be_answered_is_refused(
    we: Studio, messages: list[dict[str, str]], path: list[str]
) -> None:
    before = await written()

    [error] = (await we.send("chat", messages=messages))["errors"]

    assert (error["code"], error["path"]) == ("INVALID", path)
    assert await written() == before


async def test_without_a_model_the_answer_says_that_there_is_none(we: Studio, run: Engine) -> None:
    job = await shown(we, run, await we.done("chat", "job { id }", messages=HELLO))

    assert "No model is chosen" in job["result"]["chatReply"]["content"]
    assert job["result"]["model"] == "rules-1"


async def test_a_job_about_the_team_is_followed_like_any_other(we: Studio, run: Engine) -> None:
    started = await we.done("chat", "job { id }", messages=HELLO)
    document = "subscription($id: ID!) { jobEvents(jobId: $id) { __typename } }"

    async with Member(we.api, we.team, we.token).follow(document, started["job"]["id"]) as events:
        seen = [(await anext(events))["__typename"]]
        async with run.worker():
            seen += [told["__typename"] async for told in events]

    assert seen[0] == "JobSnapshot"
    assert {"JobStarted", "JobProgress"} < set(seen)
    assert seen[-1] == "JobSucceeded"


async def test_a_job_about_the_team_can_be_cancelled_and_retried(we: Studio) -> None:
    started = await we.done("chat", "job { id }", messages=HELLO)

    cancelled = await we.done("cancelJob", "job { status }", id=started["job"]["id"])
    again = await we.done("retryJob", "job { id retryOf { id } }", id=started["job"]["id"])

    assert cancelled["job"]["status"] == "CANCELLED"
    assert again["job"]["retryOf"]["id"] == started["job"]["id"]
    assert (await Job.get(id=key(again))).params == (await Job.get(id=key(started))).params


async def test_a_profile_that_works_passes_every_check(we: Studio, run: Engine) -> None:
    async with fake_openai(_greets) as server:
        await profile(we, server)
        found = await report(we, run)

    assert found["hasPassed"]
    assert [each["name"] for each in found["checks"]] == ["TEXT", "STRUCTURE"]
    assert all(each["advice"] is None for each in found["checks"])
    assert all(each["inputTokens"] > 0 and each["durationMs"] > 0 for each in found["checks"])


def _greets(body: Any) -> Any:
    return GREETING if {"tools", "response_format"} & body.keys() else "Hello."


@pytest.mark.parametrize(
    ("fault", "told", "advice"),
    [
        (Fault(http_status=401, body=b"{}"), "key", "Replace the key"),
        (Fault(http_status=404, body=b"{}"), "", "model's name"),
        (Fault(http_status=500, body=b"{}"), "", "try again later"),
    ],
    ids=["the key", "the model", "the server"],
)
async def test_a_profile_that_fails_is_told_why_and_what_to_change(
    we: Studio, run: Engine, fault: Fault, told: str, advice: str
) -> None:
    async with fake_openai(_greets, [fault]) as server:
        await profile(we, server)
        found = await report(we, run)

    [check] = found["checks"]  # what comes after a failure is not tried
    assert not found["hasPassed"]
    assert told in check["told"]
    assert advice in check["advice"]


async def test_an_answer_of_another_shape_fails_the_second_check(we: Studio, run: Engine) -> None:
    async with fake_openai(lambda _: "Hello, with no shape at all.") as server:
        await profile(we, server)
        found = await report(we, run)

    assert [each["hasPassed"] for each in found["checks"]] == [True, False]
    assert "output mode" in found["checks"][1]["advice"]


async def test_a_failing_profile_is_asked_when_somebody_wants_to_know_why(
    we: Studio, run: Engine
) -> None:
    async with fake_openai(_greets) as server:
        made = await profile(we, server)
        later = clock.now() + timedelta(minutes=5)
        await ProfileHealth.create(
            id=made.id, team_id=we.team.id, failures=5, opened_at=clock.now(), probe_at=later
        )
        found = await report(we, run)

    assert found["hasPassed"]
    assert (await ProfileHealth.get(id=made.id)).opened_at is None


async def test_a_better_prompt_keeps_its_facts_and_is_only_proposed(
    we: Studio, run: Engine
) -> None:
    content = "Tell $story in $count parts."
    proposals = iter(["Tell it in $count parts.", "Tell $story. Use exactly $count parts."])

    def answer(_: Any) -> Any:
        return {"content": next(proposals), "changes": ["Two sentences read easier."]}

    async with fake_openai(answer) as server:
        await profile(we, server)
        started = await we.done(
            "optimizeSystemPrompt", "job { id }", content=content, language="EN"
        )
        job = await shown(we, run, started)

    assert job["result"]["promptProposal"]["content"] == "Tell $story. Use exactly $count parts."
    assert "$story" in server.calls[1].body["messages"][-1]["content"]
    assert {each["key"] for each in job["result"]["prompts"]} == {
        "workflow.prompt_optimizer.system",
        "workflow.prompt_optimizer.user",
        "workflow.repair.user",
    }


async def test_readiness_knows_the_kinds_of_a_team(we: Studio) -> None:
    query = """query($id: ID!) {
  readiness(kind: "chat", targetId: $id) { isReady missing { field } }
}"""

    assert (await we.ask(query, id=public(we.team)))["readiness"] == {
        "isReady": True,
        "missing": [],
    }
