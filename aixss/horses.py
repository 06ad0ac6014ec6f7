"""The worker of the `cpu` pool: RQ's own forking worker, and a keeper beside it that beats.

The keeper is this process: it stands in the worker table, sweeps, and hears of cancelled jobs.
RQ's worker is a child of it, which forks a horse for each ring; the horse claims, does and settles
the job under the keeper's name, and may hold the processor for as long as it likes.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from uuid import UUID

import structlog
from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from rq import Queue, Worker
from rq.job import Job

from aixss.embedded.linux import ending_with_parent
from aixss.jobs import lifecycle
from aixss.jobs.intermediate import Intermediate
from aixss.jobs.lifecycle import Claim
from aixss.jobs.patience import Patience
from aixss.jobs.rings import SERIALIZER
from aixss.jobs.rqworker import BEATS_OF_LIFE
from aixss.jobs.spec import Kinds, Pool
from aixss.jobs.standing import Scrape
from aixss.jobs.sweep import Pace, Sweep
from aixss.kinds import registry
from aixss.kit import db, ids, logs, tracing
from aixss.kit.exposing import exposed
from aixss.links import open_links
from aixss.news.listener import Listener
from aixss.settings import Settings
from aixss.worker import ANSWERING, beating, each, runner_of

PAUSE_S = 1.0  # before RQ's worker is started again
FAREWELL_S = 5.0  # for RQ's worker to file the end of its horse
RQ_LIFE_S = 30  # RQ's worker is dead when it has been silent for so long
OWN_CONNECTIONS = 2  # a horse does one job

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

Load = Callable[[], Kinds]  # by name, as another process calls it


async def work(settings: Settings, load: Load = registry.load) -> None:
    """Answer rings of the `cpu` pool, one at a time, until SIGTERM or SIGINT.

    What runs then ends in time or is handed back; a second signal hands it back at once.
    """
    settings.require("secret_keys")
    keeper = Keeper(settings, load)
    redis_url = settings.redis_url or ""
    with tracing.exporting(settings.otlp_endpoint, "aixss-worker"):
        async with open_links(settings) as links:
            sweep = Sweep(
                dispatcher=links.dispatcher,
                running=lambda: keeper.running,
                claiming=lambda: keeper.claiming,
                lose=keeper.lose,
                slots=1,
                pools=(Pool.CPU.value,),
                pace=Pace(settings.beat_s, settings.lost_after_s),
                worker_id=keeper.worker_id,
            )
            listener = Listener(redis_url, settings.news_prefix, on_abort=each(keeper.abort))
            async with (
                exposed(settings.host, settings.metrics_port, Scrape().write),
                beating(sweep, listener, keeper.stop),
            ):
                loop = asyncio.get_running_loop()
                for number in (signal.SIGTERM, signal.SIGINT):
                    loop.add_signal_handler(number, keeper.stop)
                await keeper.run()


@dataclass
class Keeper:
    """Keeps RQ's worker alive, and knows what its horse is at."""

    settings: Settings
    load: Load
    worker_id: UUID = field(default_factory=ids.new)
    _job: UUID | None = None  # that the horse has been given
    _claim: Claim | None = None
    _horse: int = 0  # its process id
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)
    _hurrying: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def running(self) -> Collection[Claim]:
        """What the horse has claimed."""
        return (self._claim,) if self._claim else ()

    @property
    def claiming(self) -> Collection[UUID]:
        """What the horse was given."""
        return (self._job,) if self._job else ()

    def stop(self) -> None:
        """Makes run() come to its end, the second time without any grace."""
        if self._stopping.is_set():
            self._hurrying.set()
        self._stopping.set()

    def lose(self, claim: Claim) -> None:
        """Ends the horse if it works for a claim that is not ours any more."""
        if claim == self._claim:
            self._claim = None
            self._kill()

    def abort(self, job_id: UUID) -> None:
        """Ends the horse if it works for a job that was cancelled."""
        if self._claim and self._claim[0] == job_id:
            self.lose(self._claim)

    async def run(self) -> None:
        """Keeps RQ's worker at work until stop()."""
        patience = Patience(self._stopping)
        redis = AsyncRedis.from_url(self.settings.redis_url or "", socket_timeout=FAREWELL_S)
        blocking: Redis = Redis.from_url(self.settings.redis_url or "")  # never used
        queue = Queue(Pool.CPU, connection=blocking, serializer=SERIALIZER)
        forgotten = Intermediate(redis, [queue])
        beat_s = self.settings.lost_after_s / BEATS_OF_LIFE
        returning = asyncio.create_task(patience.forever(forgotten.return_forgotten, beat_s))
        try:
            while not self._stopping.is_set():
                await self._ride()
                await patience.rest(PAUSE_S)
        finally:
            returning.cancel()
            await asyncio.gather(returning, return_exceptions=True)
            await redis.aclose()
            blocking.close()

    async def _ride(self) -> None:
        """One life of RQ's worker."""
        spawn, loop = get_context("spawn"), asyncio.get_running_loop()
        heard, said = spawn.Pipe(duplex=False)
        settings = self.settings.model_copy(update={"pool_size": OWN_CONNECTIONS})
        given = (settings, self.load, self.worker_id, said, os.getpid())
        rider = spawn.Process(target=ride, args=given, daemon=True)
        rider.start()
        said.close()
        ended = asyncio.Event()
        loop.add_reader(heard.fileno(), self._hear, heard)
        loop.add_reader(rider.sentinel, ended.set)
        try:
            await self._until(ended, self._stopping)
            if not ended.is_set():
                await self._end(rider, ended)
        finally:
            loop.remove_reader(rider.sentinel)
            loop.remove_reader(heard.fileno())
            if not ended.is_set():
                rider.kill()
            self._kill()
            rider.join()
            log.info("RQ's worker has ended", code=rider.exitcode)
            rider.close()
            heard.close()
            await self._idle()

    async def _end(self, rider: BaseProcess, ended: asyncio.Event) -> None:
        """Lets the horse end in time; what it did not end is handed back."""
        rider.terminate()  # RQ takes no more
        await self._until(ended, self._hurrying, limit_s=self.settings.grace_s)
        if ended.is_set():
            return
        claim, self._claim = self._claim, None
        self._kill()
        if claim and (row := await _running(claim)):
            await db.finish(lifecycle.hand_back(row))
        await self._until(ended, limit_s=FAREWELL_S)

    async def _until(self, *events: asyncio.Event, limit_s: float | None = None) -> None:
        """Waits for the first of them."""
        waits = [asyncio.create_task(event.wait()) for event in events]
        await asyncio.wait(waits, timeout=limit_s, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()

    def _hear(self, heard: Connection) -> None:
        """What RQ's worker and its horse say of themselves."""
        try:
            while heard.poll():
                match heard.recv():
                    case ("given", UUID() as job_id, int(horse)):
                        self._job, self._horse = job_id, horse
                    case ("claimed", UUID() as job_id, int(attempt)):
                        self._claim = (job_id, attempt)
                    case _:
                        db.beside(self._idle())
        except (EOFError, OSError):
            asyncio.get_running_loop().remove_reader(heard.fileno())

    async def _idle(self) -> None:
        """The horse has ended: a job that it has left is lost, as it would be with its worker."""
        claim, self._claim, self._job, self._horse = self._claim, None, None, 0
        if claim and (row := await _running(claim)):
            log.warning("job taken back from a dead horse", job=str(row["id"]))
            await db.surely(partial(lifecycle.take_back, row))

    def _kill(self) -> None:
        if self._horse:
            with suppress(ProcessLookupError):
                os.kill(self._horse, signal.SIGKILL)


async def _running(claim: Claim) -> db.Row | None:
    """The row of a claim, while it is one."""
    query = "SELECT * FROM job WHERE id = $1 AND attempt = $2 AND state = 'RUNNING'"
    rows = await db.surely(partial(db.rows, query, *claim))
    return rows[0] if rows else None


class Rider(Worker):
    """RQ's worker; it says when its horse has ended."""

    said: Connection

    def execute_job(self, job: Job, queue: Queue) -> None:
        """Fork a horse for the job and wait for its end."""
        try:
            super().execute_job(job, queue)
        finally:
            self.said.send(("idle",))


def ride(settings: Settings, load: Load, worker_id: UUID, said: Connection, keeper: int) -> None:
    """RQ's worker, in a process of its own that holds nothing a fork could break."""
    ending_with_parent(signal.SIGKILL, keeper)()
    logs.configure(settings.log_format, settings.log_level)
    tie = ending_with_parent(signal.SIGKILL)
    ANSWERING.set(partial(_answer, settings, load(), worker_id, said, tie))
    rider = Rider(
        [Pool.CPU.value],
        name=f"aixss-{worker_id}-{os.getpid()}",  # a dead one keeps its name for a while
        connection=Redis.from_url(settings.redis_url or ""),
        serializer=SERIALIZER,
        worker_ttl=RQ_LIFE_S,
        log_job_description=False,
    )
    rider.said = said
    rider.work(logging_level="WARNING")


def _answer(
    settings: Settings,
    kinds: Kinds,
    worker_id: UUID,
    said: Connection,
    tie: Callable[[], None],
    job_id: UUID,
) -> None:
    """The horse's whole life."""
    tie()
    said.send(("given", job_id, os.getpid()))

    async def answer() -> None:
        async with open_links(settings) as links:
            runner = runner_of(settings, links, kinds, worker_id)
            runner.claimed = lambda claim: said.send(("claimed", *claim))
            await runner.answer(job_id)

    with tracing.exporting(settings.otlp_endpoint, "aixss-worker"):
        asyncio.run(answer())
