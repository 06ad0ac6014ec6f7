"""What our worker leaves in Redis is what RQ's own worker leaves for the same job."""

from __future__ import annotations

import asyncio
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from redis import Redis
from rq import Queue, SimpleWorker
from rq.results import Result
from rq.utils import import_attribute

from aixss.jobs.rings import FAILURE_TTL_S, RESULT_TTL_S, RING_LIFE_S
from aixss.jobs.rqrecords import Run
from aixss.jobs.rqworker import RingWorker
from tests import RUN, rq_functions

# Of fields like these only the presence is compared: they hold times, addresses and sizes.
VARIES = re.compile(r"_at$|heartbeat$|^birth$|^death$|^pid$|address$|hostname$|time$|^exc_string$")
EXECUTION = re.compile(r"[0-9a-f]{32}")

Seen = dict[str, Any]


@pytest.fixture
def redis(redis_url: str) -> Iterator[Redis]:
    with Redis.from_url(redis_url) as client:
        yield client


class Stage:
    """One job in a queue of its own, and what Redis holds about it and about its worker."""

    def __init__(self, redis: Redis, function: str) -> None:
        # Its answers depend on how it was made, which types cannot tell.
        self.redis: Any = redis
        self.worker = f"worker-{uuid4().hex}"
        self.queue = Queue(f"pool-{uuid4().hex}", connection=redis, serializer="json")
        self.job = self.queue.enqueue(
            f"tests.rq_functions.{function}",
            job_id=str(uuid4()),
            job_timeout=RING_LIFE_S,
            ttl=RING_LIFE_S,
            result_ttl=RESULT_TTL_S,
            failure_ttl=FAILURE_TTL_S,
        )

    def seen(self) -> Seen:
        """By key: its fields or members, and how long it lives."""
        names = {self.job.id: "JOB", self.queue.name: "QUEUE", self.worker: "WORKER"}

        def plain(text: str) -> str:
            for name, stands in names.items():
                text = text.replace(name, stands)
            return EXECUTION.sub("EXECUTION", text)

        found = {}
        for key in map(bytes.decode, self.redis.scan_iter(f"{RUN}*", count=1000)):
            if any(name in key for name in names) and "clean_registries" not in key:
                found[plain(key)] = (self._held(key, plain), self.redis.ttl(key))
        return found

    def _held(self, key: str, plain: Callable[[str], str]) -> Any:
        match self.redis.type(key).decode():
            case "hash":
                return _fields(self.redis.hgetall(key), plain)
            case "stream":
                return [_fields(entry, plain) for _, entry in self.redis.xrange(key)]
            case "zset":
                return sorted(plain(m.decode()) for m in self.redis.zrange(key, 0, -1))
            case "set":
                return sorted(plain(m.decode()) for m in self.redis.smembers(key))
            case other:
                return other, [plain(m.decode()) for m in self.redis.lrange(key, 0, -1)]


def _fields(found: dict[bytes, bytes], plain: Callable[[str], str]) -> dict[str, str]:
    named = {name.decode(): value for name, value in found.items()}
    return {
        name: "" if VARIES.search(name) else plain(value.decode(errors="replace"))
        for name, value in named.items()
    }


@contextmanager
def meanwhile(stage: Stage, seen: list[Seen]) -> Iterator[None]:
    """Looks while the job runs."""
    rq_functions.meanwhile.append(lambda: seen.append(stage.seen()))
    try:
        yield
    finally:
        rq_functions.meanwhile.clear()


def by_rq(stage: Stage) -> tuple[Seen, Seen]:
    """What stands while RQ's worker runs the job, and what is left by it."""
    seen: list[Seen] = []
    numbers = (signal.SIGINT, signal.SIGTERM)
    handlers = [signal.getsignal(number) for number in numbers]
    worker = SimpleWorker(
        [stage.queue], name=stage.worker, connection=stage.redis, serializer="json"
    )
    try:
        with meanwhile(stage, seen):
            worker.work(burst=True, logging_level="CRITICAL")
    finally:
        for number, handler in zip(numbers, handlers, strict=True):
            signal.signal(number, handler)
    return seen[0], stage.seen()


async def by_ours(stage: Stage, redis_url: str) -> tuple[Seen, Seen]:
    """The same for our worker."""

    async def do(run: Run) -> object:
        name, args, kwargs = run.call()
        return import_attribute(name)(*args, **kwargs)

    seen: list[Seen] = []
    worker = RingWorker(redis_url, pools=[stage.queue.name], slots=1, do=do, name=stage.worker)
    with meanwhile(stage, seen):
        running = asyncio.create_task(worker.run())
        async with asyncio.timeout(5):
            while not (stage.job.is_finished or stage.job.is_failed):
                await asyncio.sleep(0.01)
        worker.stop()
        await running
    return seen[0], stage.seen()


@pytest.mark.parametrize("function", ["nothing", "word", "crash"])
async def test_our_worker_leaves_what_rqs_worker_leaves(
    redis: Redis, redis_url: str, function: str
) -> None:
    theirs, ours = Stage(redis, function), Stage(redis, function)

    during_theirs, left_by_theirs = by_rq(theirs)
    during_ours, left_by_ours = await by_ours(ours, redis_url)

    assert held(during_ours) == held(during_theirs)
    assert held(left_by_ours) == held(left_by_theirs)
    # How long the living live is the worker's choice; that they die without it is not.
    assert mortal(during_ours) == mortal(during_theirs)
    assert lives(left_by_ours) == pytest.approx(lives(left_by_theirs), abs=3)


def held(seen: Seen) -> dict[str, Any]:
    return {key: what for key, (what, _) in seen.items()}


def mortal(seen: Seen) -> dict[str, bool]:
    return {key: life_s >= 0 for key, (_, life_s) in seen.items()}


def lives(seen: Seen) -> dict[str, int]:
    return {key: life_s for key, (_, life_s) in seen.items() if not key.endswith("WORKER")}


@pytest.mark.parametrize("function", ["word", "crash"])
async def test_rq_reads_the_results_of_our_worker(
    redis: Redis, redis_url: str, function: str
) -> None:
    stage = Stage(redis, function)

    await by_ours(stage, redis_url)

    [result] = stage.job.results()
    failed = function == "crash"
    assert result.type is (Result.Type.FAILED if failed else Result.Type.SUCCESSFUL)
    assert result.return_value == (None if failed else "word")
    assert ("ZeroDivisionError" in str(result.exc_string)) is failed
    assert stage.queue.finished_job_registry.get_job_ids() == ([] if failed else [stage.job.id])
    assert stage.queue.failed_job_registry.get_job_ids() == ([stage.job.id] if failed else [])
