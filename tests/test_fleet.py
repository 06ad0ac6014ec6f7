"""`aixss worker`: which processes it starts for which pools, and how it keeps and ends them."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest

from aixss import fleet
from aixss.errors import Invalid
from aixss.jobs.models import Worker
from aixss.jobs.spec import Pool
from aixss.settings import PREFIX, Settings
from tests.engine import LIMIT_S, Engine, engine
from tests.workers import ended, started

pytestmark = pytest.mark.slow  # real processes: a minute and more

TEXT, MEDIA, CPU = Pool.TEXT, Pool.MEDIA, Pool.CPU


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as made:
        yield made


def test_pools_are_taken_in_the_order_given() -> None:
    assert fleet.pools_of("media, text,media") == (MEDIA, TEXT)


@pytest.mark.parametrize("names", ["", "tekst", "text,,cpu"])
def test_an_unknown_pool_is_refused(names: str) -> None:
    with pytest.raises(Invalid, match="choose among interactive, text, media, cpu"):
        fleet.pools_of(names)


@pytest.mark.parametrize(
    ("pools", "processes", "expected"),
    [
        ((TEXT, MEDIA), 1, [(TEXT, MEDIA)]),
        ((TEXT, MEDIA), 2, [(TEXT, MEDIA), (TEXT, MEDIA)]),
        ((CPU,), 2, [(CPU,), (CPU,)]),
        ((CPU, TEXT), 1, [(TEXT,), (CPU,)]),
    ],
    ids=["one", "two", "cpu", "both kinds"],
)
def test_the_processor_has_processes_of_its_own(
    pools: tuple[Pool, ...], processes: int, expected: list[tuple[Pool, ...]]
) -> None:
    found = fleet.members(pools, processes, Settings(metrics_port=9100, slots=7, grace_s=2.5))

    assert [member.pools for member in found] == expected
    assert [member.metrics_port for member in found] == [9100 + n for n in range(len(found))]
    for member in found:
        told = [member.environment[f"{PREFIX}{name}"] for name in ("SLOTS", "GRACE_S")]
        assert told == ["7", "2.5"]


def below(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(it) for it in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


async def workers() -> set[UUID]:
    """Those in the table."""
    return {worker.id for worker in await Worker.all()}


async def at_work(count: int, without: set[UUID]) -> set[UUID]:
    """The workers that are in the table, once there are so many new ones."""
    async with asyncio.timeout(LIMIT_S):
        while len(found := await workers() - without) < count:
            await asyncio.sleep(0.05)
    return found


def lives(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


async def test_a_dead_process_is_started_again_and_all_end_with_their_parent(run: Engine) -> None:
    before = await workers()
    command = (sys.executable, "-m", "aixss", "worker", "--pools", "text", "--processes", "2")
    parent = await started(run, command, AIXSS_LOST_AFTER_S="60")
    first = await at_work(2, before)
    children = below(parent.pid)

    os.kill(children[0], signal.SIGKILL)
    again = await at_work(1, before | first)
    parent.terminate()
    code = await ended(parent)

    assert (len(children), len(again), code) == (2, 1, 0)
    assert not any(map(lives, children))
    assert not await workers() & again


async def test_one_command_serves_both_kinds_of_pools(run: Engine) -> None:
    before = await workers()
    command = (sys.executable, "-m", "aixss", "worker", "--pools", "text,cpu", "--slots", "9")
    parent = await started(run, command)
    found = await at_work(2, before)
    rows = await Worker.filter(id__in=found).values_list("pools", "slots")
    parent.terminate()
    code = await ended(parent)

    assert sorted(rows) == [(["cpu"], 1), (["text"], 9)]
    assert code == 0
