"""Worker processes of a test: as real as an operator's, with the test's servers and kinds."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager

from redis import Redis
from rq import Queue

from aixss.jobs.models import Job, Worker
from aixss.jobs.spec import Pool
from tests.engine import KEYS, LIMIT_S, Engine

# The tests choose new prefixes wherever they are imported: these processes keep those of the test.
HEAD = """
import asyncio, os
kept = dict(os.environ)
from aixss import horses, settings, worker
from tests.kinds_for_tests import load
os.environ.update(kept)
"""
SHARED = (sys.executable, "-c", f"{HEAD}asyncio.run(worker.work(settings.read(), kinds=load()))")
# The command itself; what it is given follows.
COMMAND = (
    sys.executable,
    "-c",
    f"""{HEAD}
import sys
from functools import partial
from aixss import cli
worker.work = partial(worker.work, kinds=load())
cli.app(sys.argv[1:])
""",
    "worker",
)
CPU = (sys.executable, "-c", f"{HEAD}asyncio.run(horses.work(settings.read(), load))")


async def started(run: Engine, command: Sequence[str], **environment: str) -> Process:
    """A process that is at work, with short times unless the environment says otherwise."""
    before = {worker.id for worker in await Worker.all()}
    env = {
        **os.environ,
        "AIXSS_DATABASE_URL": run.settings.database_url or "",
        "AIXSS_REDIS_URL": run.settings.redis_url or "",
        "AIXSS_SECRET_KEYS": KEYS,
        "AIXSS_BEAT_S": "0.2",
        "AIXSS_LOST_AFTER_S": "1.5",
        "AIXSS_GRACE_S": "0.3",
        **environment,
    }
    process = await asyncio.create_subprocess_exec(*command, env=env)
    async with asyncio.timeout(LIMIT_S):
        while not {worker.id for worker in await Worker.all()} - before:
            await asyncio.sleep(0.02)
    return process


async def ended(process: Process) -> int:
    """Its code, in time."""
    async with asyncio.timeout(LIMIT_S):
        return await process.wait()


@asynccontextmanager
async def working(
    run: Engine, command: Sequence[str], **environment: str
) -> AsyncIterator[Process]:
    """A process, ended by the test or by SIGTERM, and well in either case."""
    process = await started(run, command, **environment)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        code = await ended(process)
    assert code == 0


def left(run: Engine, pool: Pool, jobs: Collection[Job]) -> list[str]:
    """Rings of these jobs that RQ has as taken or as running."""
    ids = {str(job.id) for job in jobs}
    with Redis.from_url(run.settings.redis_url or "", decode_responses=True) as redis:
        queue = Queue(pool, connection=redis)
        found = [
            *redis.lrange(queue.intermediate_queue_key, 0, -1),
            *redis.zrange(queue.started_job_registry.key, 0, -1),
        ]
    return [str(ring) for ring in found if str(ring)[:36] in ids]
