"""Bare RQ jobs through our worker, beside RQ's own workers on the same jobs."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast
from uuid import uuid4

from redis import Redis
from rq import Queue
from rq.defaults import RQ_KEY_PREFIX
from rq.job import Job
from rq.registry import FinishedJobRegistry

from aixss.embedded.services import hold
from aixss.jobs.rings import FAILURE_TTL_S, RESULT_TTL_S
from benchmarks import bare, machine
from benchmarks.versus import Table

CHUNK = 500  # jobs in one pipeline
LIMIT_S = 120.0
POLL_S = 0.01
IDLE_S = 0.005  # after a job, so that the next ring meets an idle worker
OWN = ("info", "zcard")  # commands by which we look
PAGE_KIB = os.sysconf("SC_PAGE_SIZE") / 1024
GROWTH_JOBS = 10_000

OURS = (sys.executable, "-m", "benchmarks.bare")
RQ = (sys.executable, "-m", "rq.cli", "worker", "--quiet", "--serializer", "json")


@dataclass(frozen=True)
class Way:
    """A worker process."""

    name: str
    slots: int = 0  # of ours

    def command(self, url: str, pool: str) -> Sequence[str]:
        """What starts it."""
        if self.slots:
            return (*OURS, url, pool, str(self.slots))
        return (*RQ, "--url", url, "--worker-class", f"rq.worker.{self.name}", pool)

    def __str__(self) -> str:
        return f"ours, {self.slots:,} slots" if self.slots else f"RQ's {self.name}"


OF_100, OF_1000 = Way("ours", 100), Way("ours", 1000)
SIMPLE, FORK = Way("SimpleWorker"), Way("Worker")

NAMES = {"now": "no-op", "wait": "200 ms"}
COUNTS = {
    "now": {OF_100: 20_000, SIMPLE: 500, FORK: 100},
    "wait": {OF_100: 3_000, OF_1000: 20_000, SIMPLE: 20, FORK: 20},
}


@dataclass
class Bench:
    """A Redis with nobody else on it."""

    url: str
    redis: Any = field(repr=False)  # its answers depend on how it was made

    def enqueue(self, queue: Queue, function: str, count: int) -> None:
        """Jobs that leave what rings leave."""
        for begin in range(0, count, CHUNK):
            jobs = [
                Queue.prepare_data(
                    f"{bare.__name__}.{function}",
                    job_id=str(uuid4()),
                    result_ttl=RESULT_TTL_S * 10,
                    failure_ttl=FAILURE_TTL_S,
                )
                for _ in range(begin, min(begin + CHUNK, count))
            ]
            with self.redis.pipeline() as pipe:
                queue.enqueue_many(jobs, pipeline=pipe)
                pipe.execute()

    def queue(self) -> Queue:
        """A new one."""
        return Queue(f"pool-{uuid4().hex}", connection=self.redis, serializer="json")

    async def finished(self, queue: Queue, count: int) -> None:
        """Returns when so many have ended well."""
        registry = FinishedJobRegistry(queue=queue).key
        async with asyncio.timeout(LIMIT_S):
            while self.redis.zcard(registry) < count:
                await asyncio.sleep(POLL_S)

    def commands(self) -> int:
        """How many were done so far, those of scripts included and ours left out."""
        stats = self.redis.info("commandstats")
        calls = {name.removeprefix("cmdstat_"): said["calls"] for name, said in stats.items()}
        return sum(count for name, count in calls.items() if name.partition("|")[0] not in OWN)

    @asynccontextmanager
    async def worker(self, way: Way, queue: Queue) -> AsyncIterator[int]:
        """Its process, which takes from the queue."""
        process = await asyncio.create_subprocess_exec(
            *way.command(self.url, queue.name),
            stdout=DEVNULL,
            env=os.environ | {"RQ_KEY_PREFIX": RQ_KEY_PREFIX.removesuffix("rq")},
            preexec_fn=lambda: machine.stay_on(machine.MEASURED),
        )
        try:
            yield process.pid
        finally:
            process.terminate()
            await process.wait()


@contextmanager
def bench() -> Iterator[Bench]:
    """On the other core than the workers."""
    with (
        machine.apart(),
        TemporaryDirectory() as folder,
        hold(Path(folder), postgres=False) as services,
        Redis.from_url(services.redis_url) as redis,
    ):
        yield Bench(services.redis_url, redis)


async def rates() -> Table:
    """Jobs a second and Redis commands a job, of jobs that were all there before."""
    head = ("job", "worker", "jobs/s", "Redis commands a job")
    rows = []
    with bench() as there:
        for function, ways in COUNTS.items():
            for way, count in ways.items():
                rate, commands = await _rate(there, way, function, count)
                rows.append((NAMES[function], str(way), f"{rate:,.1f}", f"{commands:.1f}"))
    return Table(head, rows)


async def _rate(there: Bench, way: Way, function: str, count: int) -> tuple[float, float]:
    queue = there.queue()
    there.enqueue(queue, function, count)
    first = queue.job_ids[0]
    before = there.commands()
    async with there.worker(way, queue):
        await there.finished(queue, count)
        ended_at = time.time()
        commands = there.commands() - before
    # From the first begin: a worker's own start is none of its speed.
    [began_at] = _called(there, [first])
    return count / (ended_at - began_at), commands / count


async def delays() -> Table:
    """Milliseconds from a ring to the first line of what it asks, with an idle worker."""
    rows = []
    with bench() as there:
        for way, count in ((OF_100, 500), (SIMPLE, 500), (FORK, 50)):
            waits = sorted(await _waits(there, way, count))
            p50, p99 = waits[count // 2], waits[int(count * 0.99)]
            rows.append((str(way), f"{p50:.2f}", f"{p99:.2f}"))
    return Table(("worker", "p50 ms", "p99 ms"), rows)


async def _waits(there: Bench, way: Way, count: int) -> list[float]:
    queue, rung = there.queue(), []
    async with there.worker(way, queue):
        there.enqueue(queue, "now", 1)
        await there.finished(queue, 1)
        for done in range(1, count + 1):
            await asyncio.sleep(IDLE_S)
            rung.append(time.time())
            there.enqueue(queue, "now", 1)
            await there.finished(queue, done + 1)
        ids = FinishedJobRegistry(queue=queue).get_job_ids()
        called = _called(there, ids)[1:]
    return [1000 * (at - rung_at) for at, rung_at in zip(called, rung, strict=True)]


def _called(there: Bench, ids: Sequence[str]) -> list[float]:
    """When these jobs were called, the first one first."""
    jobs = Job.fetch_many(ids, there.redis, serializer="json")
    return sorted(float(cast(float, job.return_value())) for job in jobs if job)


async def growth() -> Table:
    """By how much a worker grows while it does many jobs, once it has done a thousand."""
    rows = []
    with bench() as there:
        queue = there.queue()
        async with there.worker(OF_100, queue) as pid:
            done, sizes = 0, []
            for count in (1000, GROWTH_JOBS):
                there.enqueue(queue, "now", count)
                done += count
                await there.finished(queue, done)
                sizes.append(_mib(pid))
                rows.append((f"{done:,}", f"{sizes[-1]:.1f}", f"{sizes[-1] - sizes[0]:+.1f}"))
    return Table(("jobs", "MiB", "growth"), rows)


def _mib(pid: int) -> float:
    """What a process holds in memory."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * PAGE_KIB / 1024
