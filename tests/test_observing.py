"""What workers count of attempts and calls."""

from __future__ import annotations

import asyncio
from decimal import Decimal

import pytest

from aixss.errors import ErrorCode
from aixss.jobs import observing
from aixss.jobs.errors import LostClaim
from aixss.jobs.models import Pricing
from aixss.kit import clock, ids, metrics
from aixss.kit.db import Row
from aixss.providers.spec import Tokens


def row(kind: str) -> Row:
    now = clock.now()
    given = {"id": ids.new(), "team_id": ids.new(), "kind": kind, "attempt": 1, "created_at": now}
    empty = dict.fromkeys(("request_id", "project_id", "traceparent"))
    return {**given, **empty, "pool": kind}


def counted(kind: str, outcome: str) -> int:
    return sum(metrics.ATTEMPT_S.of(kind, outcome).counts)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [(None, "abandoned"), (LostClaim(), "lost"), (asyncio.CancelledError(), "stopped")],
    ids=["none", "a lost claim", "a stop"],
)
async def test_an_attempt_is_counted_however_it_ends(
    error: BaseException | None, outcome: str
) -> None:
    kind = ids.new().hex

    async def attempt() -> None:
        with observing.attempt(row(kind)):
            if error:
                raise error

    await asyncio.gather(asyncio.create_task(attempt()), return_exceptions=True)

    assert counted(kind, outcome) == 1
    assert sum(metrics.WAITED_S.of(kind).counts) == 1
    assert metrics.SLOTS_USED.value == 0


async def test_a_failure_is_counted_as_one() -> None:
    kind = ids.new().hex

    with observing.attempt(row(kind)) as seen:
        seen.failed(ErrorCode.INTERNAL)
        within = metrics.SLOTS_USED.value

    assert counted(kind, "failed") == within == 1


def test_a_call_is_counted_with_what_it_charged() -> None:
    name = ids.new().hex
    pricing = Pricing(prompt_per_1k=2.0, completion_per_1k=8.0, cached_prompt_per_1k=0.5)

    observing.called(name, "ANSWERED", 1.0, Tokens(1000, 500, 400), pricing)
    observing.called(name, "TIMEOUT", 60.0, None, pricing)

    tokens = [metrics.TOKENS.of(name, each).value for each in ("input", "output", "cached_input")]
    assert tokens == [1000, 500, 400]
    assert metrics.COST.of(name).value == pytest.approx(0.6 * 2.0 + 0.4 * 0.5 + 0.5 * 8.0)
    assert metrics.CALL_S.of(name, "answered").total == 1.0
    assert metrics.CALL_S.of(name, "timeout").total == 60.0


def test_cached_tokens_cost_as_others_where_no_price_is_set() -> None:
    tokens = Tokens(1000, 0, 400)

    assert Pricing(prompt_per_1k=2.0).cost(tokens) == 2
    assert Pricing(prompt_per_1k=2.0, cached_prompt_per_1k=0.0).cost(tokens) == Decimal("1.2")
