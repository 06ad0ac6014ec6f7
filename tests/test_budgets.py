"""A team's budget: what counts, whom it stops, and that it is told once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from aixss.accounts.models import AuditEntry, Role
from aixss.errors import Conflict, ErrorCode, OverBudget
from aixss.jobs import budgets
from aixss.jobs.budgets import BudgetFields
from aixss.jobs.models import AIProfile, Budget, Job, Pricing, UsageRecord
from aixss.jobs.states import JobState
from aixss.jobs.usage import Call
from aixss.kit import clock, db, ids
from aixss.kit.crypto import KeyRing
from aixss.news.models import News
from aixss.providers.spec import (
    Access,
    FailureClass,
    OutputMode,
    Parameters,
    ProviderError,
    Reply,
    Tokens,
)
from aixss.stories.models import Scene
from tests import factories
from tests.engine import KEYS, LIMIT_S, Engine, engine
from tests.follower import member_of_a_team
from tests.openai_server import FakeOpenAI, Fault, fake_openai
from tests.studio import Studio, public, studio, written

PRICES = Pricing(prompt_per_1k=1.0)  # a cent is ten tokens
ACCESS = Access("openai_compatible", "m", OutputMode.TOOL, 5.0)
FREE = Access(budgets.FREE, "rules-1", OutputMode.JSON_OBJECT, 5.0)
BUDGET = """
{ viewer { team { budget {
  limitUsd spentUsd pendingUsd remainingUsd thresholdPercent isStopping state unpricedCalls revision
  stateLabel(locale: ZH) periodStart periodEnd
} } } }
"""
NOTIFIED = "subscription { notifications { kind message } }"


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url, allow_private_providers=True, slots=3) as started:
        yield started


@pytest.fixture
async def we(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Studio]:
    async with studio(database_url, redis_url) as made:
        yield made


async def scene() -> Scene:
    return await factories.scene(await factories.episode(await factories.project()))


async def limit(team_id: UUID, usd: str | None, *, stops: bool = True) -> None:
    """What `updateBudget` does."""
    found = await Budget.get_or_none(id=team_id)
    fields = BudgetFields(limit_usd=None if usd is None else Decimal(usd), is_stopping=stops)
    revision = found.revision if found else 1
    await db.change(
        db.Counter("team", team_id, "id"), lambda tx: budgets.update(tx, fields, revision)
    )


async def profile(row: Scene, server: FakeOpenAI | None = None, **fields: Any) -> AIProfile:
    made = AIProfile(
        team_id=row.team_id,
        name="Fake",
        provider="openai_compatible",
        model="fake-1",
        base_url=server.base_url if server else "https://models.example",
        output_mode=OutputMode.TOOL,
        **{"pricing": PRICES, **fields},
    )
    made.sealed_key = KeyRing.parse(KEYS).seal("sk-test-0123456789", made.id.bytes)
    await made.save(force_create=True)
    return made


async def call(row: Scene, *, access: Access = ACCESS, pricing: Pricing = PRICES) -> Call:
    """A call of a job that runs, not yet made; its estimate is a dollar."""
    job = await Job.create(
        team_id=row.team_id,
        project_id=row.project_id,
        kind="say",
        state=JobState.RUNNING,
        attempt=1,
        deadline_at=clock.now() + timedelta(days=1),
    )
    return Call(
        job_id=job.id,
        attempt=1,
        team_id=row.team_id,
        project_id=row.project_id,
        kind="say",
        profile_id=None,
        pricing=pricing,
        access=access,
        request_hash=ids.new().hex,
        chars=1000,
    )


async def made(row: Scene, tokens: Tokens | None, **how: Any) -> Call:
    """A call that was answered."""
    asked = await call(row, **how)
    await asked.open()
    await asked.answered(Reply("{}", tokens, "m"), 0.0)
    return asked


async def told(team_id: UUID) -> list[str]:
    rows = await News.filter(stream_id=team_id, type__startswith="Budget").order_by("cursor")
    return [row.type for row in rows]


async def counted(team_id: UUID) -> tuple[Decimal, Decimal, int]:
    row = await Budget.get(id=team_id)
    return row.spent_usd, row.pending_usd, row.unpriced_calls


async def recounted(team_id: UUID) -> tuple[Decimal, Decimal, int]:
    """The same from the records of all calls."""
    [row] = await db.rows(
        """
        SELECT coalesce(sum(cost_usd) FILTER (WHERE status <> 'PENDING'), 0) AS spent,
          coalesce(sum(cost_usd) FILTER (WHERE status = 'PENDING'), 0) AS pending,
          count(*) FILTER (WHERE status = 'ANSWERED' AND cost_usd IS NULL
            AND provider <> 'offline') AS unpriced
        FROM usage_record WHERE team_id = $1
        """,
        team_id,
    )
    return row["spent"], row["pending"], row["unpriced"]


async def test_a_budget_that_is_spent_refuses_new_jobs_and_writes_nothing(run: Engine) -> None:
    row = await scene()
    of = await profile(row)
    await limit(row.team_id, "0.5")
    await made(row, Tokens(500, 0))
    before = await written()

    with pytest.raises(OverBudget):
        await run.start("say", row, profile_id=of.id)

    assert await written() == before


@pytest.mark.parametrize("stops", [True, False], ids=["what costs nothing", "one that only warns"])
async def test_a_budget_that_is_spent_does_not_stop(run: Engine, stops: bool) -> None:
    row = await scene()
    await limit(row.team_id, "0", stops=stops)
    of = None if stops else (await profile(row)).id

    job = (await run.start("say", row, profile_id=of)).job
    opened = await call(row, access=FREE if stops else ACCESS)
    await opened.open()

    assert job.state is JobState.QUEUED
    assert await UsageRecord.exists(id=opened.id)


async def test_a_queued_job_fails_at_its_call_when_the_budget_is_spent_meanwhile(
    run: Engine,
) -> None:
    row = await scene()
    async with fake_openai() as server:
        job = (await run.start("say", row, profile_id=(await profile(row, server)).id)).job
        await limit(row.team_id, "0")
        async with run.worker():
            ended = await run.ended(job.id)

    assert (ended.state, ended.error_code) == (JobState.FAILED, ErrorCode.BUDGET_SPENT)
    assert ended.error_message == OverBudget.__doc__
    assert ended.error_retryable is False
    assert server.calls == []


async def test_a_running_job_may_not_pay_for_a_repair_when_its_first_call_took_the_rest(
    run: Engine,
) -> None:
    row = await scene()
    async with fake_openai(None, [Fault.says("no JSON at all")]) as server:
        of = await profile(row, server, pricing=Pricing(prompt_per_1k=100.0))
        await limit(row.team_id, "0.01")
        job = (await run.start("say", row, profile_id=of.id)).job
        async with run.worker():
            ended = await run.ended(job.id)

    assert (ended.state, ended.error_code) == (JobState.FAILED, ErrorCode.BUDGET_SPENT)
    assert len(server.calls) == 1
    assert await told(row.team_id) == ["BudgetNearlySpent", "BudgetSpent"]


async def test_the_counter_of_a_month_is_what_a_recount_finds(connected: None) -> None:
    row = await scene()
    cached = Pricing(prompt_per_1k=0.1, completion_per_1k=0.3, cached_prompt_per_1k=0.00014)

    await asyncio.gather(*(made(row, Tokens(n, 7, n // 2), pricing=cached) for n in range(20)))
    await made(row, None)  # the provider does not say
    await made(row, Tokens(5, 5), pricing=Pricing())  # the profile has no prices
    await made(row, Tokens(5, 5), access=FREE)
    charged, refused, aborted, _ = [await call(row) for _ in range(4)]
    for each in (charged, refused, aborted):
        await each.open()
    await charged.failed(ProviderError(FailureClass.BAD_ANSWER, tokens=Tokens(30, 0)), 0.0)
    await refused.failed(ProviderError(FailureClass.UNAVAILABLE), 0.0)
    await aborted.aborted(0.0)
    await (await call(row)).open()

    assert await counted(row.team_id) == await recounted(row.team_id)
    assert await counted(row.team_id) == (
        sum((cached.cost(Tokens(n, 7, n // 2)) for n in range(20)), Decimal("0.03")),
        Decimal(1),
        2,
    )


async def test_an_answer_that_is_written_twice_counts_once(connected: None) -> None:
    row = await scene()
    paid = await made(row, Tokens(40, 0))

    await paid.answered(Reply("{}", Tokens(40, 0), "m"), 0.0)

    assert await counted(row.team_id) == (Decimal("0.04"), Decimal(0), 0)


async def test_calls_at_once_cannot_pass_the_limit_and_the_team_is_told_once(
    connected: None,
) -> None:
    row = await scene()
    await limit(row.team_id, "5")
    calls = [await call(row) for _ in range(20)]

    results = await asyncio.gather(*(each.open() for each in calls), return_exceptions=True)

    assert sum(isinstance(each, OverBudget) for each in results) == 15
    assert [each for each in results if each and not isinstance(each, OverBudget)] == []
    assert await UsageRecord.filter(team_id=row.team_id).count() == 5
    assert await told(row.team_id) == ["BudgetNearlySpent", "BudgetSpent"]


async def test_who_stopped_before_it_told_leaves_it_to_the_next_call(connected: None) -> None:
    row = await scene()
    await limit(row.team_id, "0.5")
    await made(row, Tokens(500, 0))
    await News.filter(stream_id=row.team_id).delete()
    await Budget.filter(id=row.team_id).update(warned_at=None, spent_at=None)

    with pytest.raises(OverBudget):
        await (await call(row)).open()

    assert await told(row.team_id) == ["BudgetNearlySpent", "BudgetSpent"]


async def test_a_limit_that_is_lowered_is_told_at_once_and_one_that_is_raised_anew(
    connected: None,
) -> None:
    row = await scene()
    await made(row, Tokens(500, 0))

    seen = []
    for usd in ("0.6", "0.5", "0.5", "10", "0.5"):
        await limit(row.team_id, usd)
        seen.append(len(await told(row.team_id)))

    assert seen == [1, 2, 2, 2, 4]


async def test_a_new_month_begins_with_nothing_spent(connected: None) -> None:
    row = await scene()
    await limit(row.team_id, "1.5")
    late = await call(row)
    await late.open()  # and is answered after the month has ended
    await Budget.filter(id=row.team_id).update(
        period_start=clock.now() - timedelta(days=40), spent_usd=9, spent_at=clock.now()
    )
    await UsageRecord.filter(id=late.id).update(created_at=clock.now() - timedelta(days=35))

    await made(row, Tokens(100, 0))
    await late.answered(Reply("{}", Tokens(1000, 0), "m"), 0.0)

    found = await Budget.get(id=row.team_id)
    assert (found.spent_usd, found.pending_usd) == (Decimal("0.1"), Decimal(0))
    assert found.spent_at is None
    assert found.period_start > clock.now() - timedelta(days=32)


async def test_what_is_expected_of_a_call_is_no_more_than_it_may_answer() -> None:
    short = Access("any", "m", OutputMode.TOOL, 5.0, parameters=Parameters(max_tokens=10))
    prices = Pricing(prompt_per_1k=1.0, completion_per_1k=10.0)

    assert budgets.estimate(short, prices, 1000) == Decimal("1.1")
    assert budgets.estimate(ACCESS, prices, 0) == budgets.EXPECTED_OUTPUT_TOKENS * Decimal("0.01")
    assert budgets.estimate(ACCESS, Pricing(), 1000) == 0
    assert budgets.estimate(FREE, prices, 1000) is None


async def test_two_who_change_a_budget_at_once_do_not_overwrite_each_other(connected: None) -> None:
    row = await scene()
    team = db.Counter("team", row.team_id, "id")

    results = await asyncio.gather(
        *(db.change(team, lambda tx: budgets.update(tx, BudgetFields(), 1)) for _ in range(3)),
        return_exceptions=True,
    )

    assert sorted(type(each).__name__ for each in results) == ["Conflict", "Conflict", "NoneType"]
    assert [each.current_revision for each in results if isinstance(each, Conflict)] == [2, 2]


async def budget(we: Studio) -> dict[str, Any]:
    found: dict[str, Any] = (await we.ask(BUDGET))["viewer"]["team"]["budget"]
    return found


async def test_a_team_that_has_set_nothing_has_no_limit(we: Studio) -> None:
    found = await budget(we)

    starts, ends = found.pop("periodStart"), found.pop("periodEnd")
    assert starts.endswith("-01T00:00:00Z")
    assert ends > starts
    assert found == {
        "limitUsd": None,
        "spentUsd": 0,
        "pendingUsd": 0,
        "remainingUsd": None,
        "thresholdPercent": 80,
        "isStopping": True,
        "state": "UNLIMITED",
        "stateLabel": "未设上限",
        "unpricedCalls": 0,
        "revision": 1,
    }


async def test_an_edit_changes_what_it_names_and_null_takes_the_limit_away(we: Studio) -> None:
    first = {"limitUsd": 12.34, "thresholdPercent": 50, "isStopping": False}
    seen = []
    for revision, patch in enumerate(({}, first, {"thresholdPercent": 60}, {"limitUsd": None}), 1):
        payload = await we.done(
            "updateBudget",
            "team { budget { limitUsd thresholdPercent isStopping revision } }",
            patch=patch,
            expectedRevision=revision,
        )
        seen.append(tuple(payload["team"]["budget"].values()))

    assert seen == [
        (None, 80, True, 2),
        (12.34, 50, False, 3),
        (12.34, 60, False, 4),
        (None, 60, False, 5),
    ]
    entries = await AuditEntry.filter(team_id=we.team.id, action="updateBudget")
    assert [each.target_id for each in entries] == [we.team.id] * 4


async def test_an_edit_sent_twice_is_done_once(we: Studio) -> None:
    given = {"patch": {"limitUsd": 3}, "expectedRevision": 1, "idempotencyKey": "once"}

    for _ in range(2):
        await we.done("updateBudget", "team { id }", **given)
    late = await we.send("updateBudget", **{**given, "idempotencyKey": "twice"})

    [error] = late["errors"]
    assert (error["code"], error["currentRevision"]) == ("CONFLICT", 2)
    assert error["current"] == {"id": ids.encode("team", we.team.id)}
    assert (await budget(we))["revision"] == 2


@pytest.mark.parametrize(
    ("patch", "path"),
    [
        ({"limitUsd": -1}, ["patch", "limitUsd"]),
        ({"limitUsd": 1e10}, ["patch", "limitUsd"]),
        ({"thresholdPercent": 0}, ["patch", "thresholdPercent"]),
        ({"thresholdPercent": 101}, ["patch", "thresholdPercent"]),
    ],
)
async def test_amounts_that_make_no_sense_are_refused(
    we: Studio, patch: dict[str, Any], path: list[str]
) -> None:
    payload = await we.send("updateBudget", patch=patch, expectedRevision=1)

    assert [(each["code"], each["path"]) for each in payload["errors"]] == [("INVALID", path)]
    assert not await Budget.exists(id=we.team.id)


async def test_only_an_admin_sets_a_budget_and_everybody_reads_it(we: Studio) -> None:
    member = await we.as_role(Role.MEMBER)

    given = {"patch": {"limitUsd": 1}, "expectedRevision": 1}
    answer = await member.answer("updateBudget", "", given)

    assert [each["extensions"]["code"] for each in answer["errors"]] == ["FORBIDDEN"]
    assert (await budget(member))["limitUsd"] is None


async def test_a_budget_says_how_far_it_is_used_up(we: Studio) -> None:
    row = await factories.scene(await factories.episode(await factories.project(we.team)))
    await limit(we.team.id, "4")
    await made(row, Tokens(2500, 0))
    await made(row, None)
    await (await call(row)).open()

    found = await budget(we)

    assert (found["spentUsd"], found["pendingUsd"], found["remainingUsd"]) == (2.5, 1, 0.5)
    assert (found["state"], found["unpricedCalls"]) == ("NEARLY_SPENT", 1)


async def test_what_is_left_of_no_limit_is_unknown(we: Studio) -> None:
    row = await factories.scene(await factories.episode(await factories.project(we.team)))
    await made(row, Tokens(2500, 0))

    found = await budget(we)

    assert (found["spentUsd"], found["state"]) == (2.5, "UNLIMITED")
    assert (found["limitUsd"], found["remainingUsd"]) == (None, None)


async def test_a_start_beyond_the_budget_is_an_error_that_says_what_to_do(we: Studio) -> None:
    row = await factories.scene(await factories.episode(await factories.project(we.team)))
    await profile(row, is_default=True)
    await limit(we.team.id, "0")
    before = await written()

    payload = await we.send("generateSceneAnchor", sceneId=public(row), idempotencyKey="one")

    assert [each["code"] for each in payload["errors"]] == ["BUDGET_SPENT"]
    assert "raise it" in payload["errors"][0]["message"]
    assert await written() == before


async def test_the_team_is_notified_of_its_budget(
    database_url: str, redis_url: str, connected: None
) -> None:
    async with member_of_a_team(database_url, redis_url) as member:
        row = await factories.scene(await factories.episode(await factories.project(member.team)))
        await limit(member.team.id, "1")
        async with asyncio.timeout(LIMIT_S), member.follow(NOTIFIED) as events:
            first = asyncio.ensure_future(anext(events))
            await asyncio.sleep(0.5)  # until the subscription has begun
            await made(row, Tokens(1000, 0))
            told_of = [await first, await anext(events)]

    assert [each["kind"] for each in told_of] == ["BUDGET", "BUDGET"]
    assert told_of[0]["message"].startswith("80 % of this month's budget of US$ 1 is used")
    assert told_of[1]["message"].startswith("This month's budget of US$ 1 is spent")
