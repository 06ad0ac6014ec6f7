"""An RQ worker that answers many rings at once on one event loop."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, NoReturn, cast
from uuid import UUID, uuid4

import structlog
from redis.asyncio import Redis
from redis.asyncio.client import Pipeline as AsyncPipeline
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.client import Pipeline
from redis.exceptions import AuthenticationError, AuthorizationError, RedisError
from rq import Queue
from rq.job import Job
from rq.suspension import WORKERS_SUSPENDED
from rq.worker import WorkerStatus

from aixss.jobs.rqrecords import Records, Run

REPLY_S = 5.0  # an answer of Redis that takes longer will not come
LISTEN_S = 0.2  # of one BLMOVE: how late a stop may be noticed
SUSPENDED_S = 0.5  # between two looks at whether `rq resume` was said
CLEAN_S = 60.0  # RQ's registries forget only when told to, and a finished ring lives a minute
BEATS_OF_LIFE = 4  # a worker that has missed so many is dead, and its rings stand no more
PAUSE_S, LONGEST_PAUSE_S = 0.05, 2.0  # before taking from a lost Redis again, doubled each time
RETRY_S = 0.5  # the same for a chore
FAREWELL_S = 2.0  # for each of the last writes, when Redis may be away

# Redis raises all of these when it is away, starting, full or read-only; OSError holds timeouts.
AWAY = (RedisError, OSError)

# Gives a ring back only if it still stands in `:intermediate`: nobody else has done so.
PUT_BACK = """
if redis.call('LREM', KEYS[1], 1, ARGV[1]) == 1 then redis.call('LPUSH', KEYS[2], ARGV[1]) end
"""

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


@dataclass(frozen=True)
class _Taken:
    """A ring that was moved to `:intermediate` and not yet begun."""

    queue: Queue
    id: str


class RingWorker:
    """Answers the rings of its pools, `slots` at once; to the outside it is one RQ worker.

    `answer` handles its own errors: one that escapes fails the RQ job and nothing else. The name
    must be unique among living workers. Redis may go and come back; running answers go on.
    """

    def __init__(
        self,
        redis_url: str,
        *,
        pools: Sequence[str],
        slots: int,
        answer: Callable[[UUID], Awaitable[None]],
        grace_s: float = 10.0,
        beat_s: float = 5.0,
        name: str | None = None,
    ) -> None:
        name = name or uuid4().hex
        self._slots, self._answer, self._grace_s, self._beat_s = slots, answer, grace_s, beat_s
        self._redis: Redis = Redis.from_url(
            redis_url,
            client_name=name,  # for whoever reads CLIENT LIST
            # With one, redis-py sends under a wait_for that on Python 3.11 swallows cancellation.
            socket_timeout=None,
            socket_connect_timeout=REPLY_S,
            retry=Retry(NoBackoff(), 0),  # the retries are ours: we know what may be repeated
        )
        life_s = max(1, int(BEATS_OF_LIFE * beat_s))
        self._records = Records(redis_url, pools, name, life_s)
        self._listeners: dict[Queue, asyncio.Task[bytes | None]] = {}
        self._hand: list[_Taken] = []
        self._doubtful: set[_Taken] = set()
        self._runs: dict[str, Run] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._ended: list[tuple[Run, BaseException | None]] = []
        self._met = self._away = self._suspended = False
        self._stopping, self._changed, self._unfiled = (asyncio.Event() for _ in range(3))
        self._lock = asyncio.Lock()

    @property
    def busy(self) -> int:
        """How many rings are being answered."""
        return len(self._runs)

    def stop(self) -> None:
        """Makes run() take no more rings and come to its end; call it on the loop's thread."""
        self._stopping.set()
        self._changed.set()

    async def run(self) -> None:
        """Answers rings until stop(), waiting while Redis is away; raises if it refuses the login.

        Answers get the grace time (none if run() itself is cancelled), then they are cancelled
        and awaited; what was taken and not begun goes back to its queue.
        """
        try:
            if await self._patiently(self._beat):
                async with asyncio.TaskGroup() as group:
                    chores = [
                        group.create_task(self._forever(self._beat, self._beat_s)),
                        group.create_task(self._forever(self._file_next, 0)),
                        group.create_task(self._forever(self._clean, CLEAN_S)),
                    ]
                    while await self._patiently(self._take):
                        pass
                    await self._let_end()
                    for chore in chores:
                        chore.cancel()
        finally:
            await self._leave()

    # Taking: what is taken is in hand until it is begun, so each step can be tried again.

    async def _take(self) -> None:
        if self.busy >= self._slots:
            await self._hush()
            await self._room()
            return
        await self._look()
        if self._suspended:
            await self._hush()
            await self._rest(SUSPENDED_S)
        elif self._hand:
            await self._begin()
        else:
            await self._listen()

    async def _look(self) -> None:
        """Learns whether work is suspended; if not, fills the hand, first queue first."""
        queues = self._records.queues
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.exists(WORKERS_SUSPENDED)
            for queue in queues:
                pipe.llen(queue.key)
            suspended, *lengths = await _sent(pipe)
            self._suspended = bool(suspended)
            if self._suspended:
                return
            room = self._slots - self.busy - len(self._hand)
            waiting = [q for q, n in zip(queues, lengths, strict=True) for _ in range(min(n, room))]
            taken_from = waiting[: max(room, 0)]
            for queue in taken_from:
                pipe.lmove(queue.key, queue.intermediate_queue_key)
            for queue, ring in zip(taken_from, await _sent(pipe), strict=True):
                self._hold(queue, ring)

    async def _listen(self) -> None:
        """Waits until a ring arrives in some queue, LISTEN_S at most."""
        for queue in self._records.queues:
            if queue not in self._listeners:
                self._listeners[queue] = asyncio.create_task(self._hear(queue))
        await asyncio.wait(self._listeners.values(), return_when=asyncio.FIRST_COMPLETED)
        self._collect()

    async def _hear(self, queue: Queue) -> bytes | None:
        async with asyncio.timeout(LISTEN_S + REPLY_S):
            heard = await self._redis.blmove(
                queue.key,
                queue.intermediate_queue_key,
                LISTEN_S,  # type: ignore[arg-type]  # Redis takes fractions of a second
            )
        return cast(bytes | None, heard)

    def _collect(self) -> None:
        """Takes in hand what listeners have heard, then raises what one of them has met."""
        over = {queue: task for queue, task in self._listeners.items() if task.done()}
        errors = []
        for queue, task in over.items():
            del self._listeners[queue]
            if error := task.exception():
                errors.append(error)
            else:
                self._hold(queue, task.result())
        if errors:
            raise errors[0]

    def _hold(self, queue: Queue, ring: bytes | None) -> None:
        if ring is not None:
            self._hand.append(_Taken(queue, ring.decode(errors="replace")))

    async def _hush(self) -> None:
        """Lets the listeners end (cancelled, they could lose a ring) and empties the hand."""
        if self._listeners:
            await asyncio.wait(self._listeners.values())
        self._collect()
        await self._put_back(self._hand)
        self._hand.clear()

    async def _put_back(self, taken: Sequence[_Taken]) -> None:
        async with self._redis.pipeline(transaction=False) as pipe:
            for ring in reversed(taken):
                queue = ring.queue
                pipe.eval(PUT_BACK, 2, queue.intermediate_queue_key, queue.key, ring.id)
            await _sent(pipe)

    async def _room(self) -> None:
        while self.busy >= self._slots and not self._stopping.is_set():
            self._changed.clear()
            await self._changed.wait()

    # Answering.

    async def _begin(self) -> None:
        taken = self._hand[: self._slots - self.busy]
        async with self._redis.pipeline(transaction=False) as reading:
            for ring in taken:
                reading.hgetall(Job.key_for(ring.id))
            records = await _sent(reading)
        runs = {
            ring.id: run
            for ring, record in zip(taken, records, strict=True)
            if ring.id not in self._runs and (run := self._records.run(ring.id, record))
        }
        async with self._writing() as pipe:
            self._records.set_state(WorkerStatus.BUSY, pipe)
            for run in runs.values():
                self._records.begin(run, pipe)
            for ring in taken:
                pipe.lrem(ring.queue.intermediate_queue_key, 1, ring.id)
        del self._hand[: len(taken)]
        self._runs |= runs
        for run in runs.values():
            task = asyncio.create_task(self._do(run))
            task.add_done_callback(partial(self._end, run))
            self._tasks.add(task)

    async def _do(self, run: Run) -> None:
        await self._answer(run.job_id())

    def _end(self, run: Run, task: asyncio.Task[None]) -> None:
        del self._runs[run.job.id]
        self._tasks.remove(task)
        error = asyncio.CancelledError() if task.cancelled() else task.exception()
        if error and not task.cancelled():
            log.error("ring failed", ring=run.job.id, exc_info=error)
        self._ended.append((run, error))
        self._changed.set()
        self._unfiled.set()

    async def _let_end(self) -> None:
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=self._grace_s)

    # Records.

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[Pipeline]:
        """A transaction, sent at the end of the block."""
        # In turn: a beat built before a run was filed and sent after would revive it.
        async with self._lock, self._redis.pipeline() as pipe:
            yield cast(Pipeline, pipe)  # RQ only puts commands into it
            await _sent(pipe)

    async def _beat(self) -> None:
        async with self._writing() as pipe:
            self._records.sign_in(pipe)
            self._records.set_state(self._state(), pipe)
            for run in self._runs.values():
                self._records.keep(run, pipe)
        await self._return_forgotten()

    def _state(self) -> WorkerStatus:
        if self._suspended:
            return WorkerStatus.SUSPENDED
        return WorkerStatus.BUSY if self._runs else WorkerStatus.IDLE

    async def _return_forgotten(self) -> None:
        """Puts back what stood in `:intermediate` at two beats: whoever took it has died."""
        queues = self._records.queues
        async with self._redis.pipeline(transaction=False) as pipe:
            for queue in queues:
                pipe.lrange(queue.intermediate_queue_key, 0, -1)
            found = await _sent(pipe)
        standing = {
            _Taken(queue, ring.decode(errors="replace"))
            for queue, rings in zip(queues, found, strict=True)
            for ring in rings
        } - set(self._hand)
        await self._put_back(list(standing & self._doubtful))
        self._doubtful = standing

    async def _file_next(self) -> None:
        await self._unfiled.wait()
        await self._file()
        self._unfiled.clear()

    async def _file(self) -> None:
        """Writes the ends of answers, all that there are at a time."""
        while ended := self._ended[:]:
            async with self._writing() as pipe:
                for run, error in ended:
                    self._records.end(run, error, pipe)
                self._records.set_state(self._state(), pipe)
            del self._ended[: len(ended)]

    async def _clean(self) -> None:
        await asyncio.to_thread(self._records.clean)

    async def _sign_out(self) -> None:
        async with self._writing() as pipe:
            self._records.sign_out(pipe)

    async def _leave(self) -> None:
        await _cancelled(self._tasks)
        for step in (self._hush, self._file, self._sign_out):
            with suppress(*AWAY):
                async with asyncio.timeout(FAREWELL_S):
                    await step()
        await _cancelled(self._listeners.values())
        await self._redis.aclose()
        self._records.close()

    # Outages.

    async def _patiently(self, step: Callable[[], Awaitable[None]]) -> bool:
        """Whether the step was done, tried again while Redis is away; False: stopped before."""
        pause_s = PAUSE_S
        while not self._stopping.is_set():
            try:
                await step()
            except AWAY as error:
                self._lost(error)
                await self._rest(pause_s)
                pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
            else:
                self._found()
                return True
        return False

    async def _forever(self, chore: Callable[[], Awaitable[None]], every_s: float) -> NoReturn:
        while True:
            try:
                await chore()
            except AWAY as error:
                self._lost(error)
                await asyncio.sleep(RETRY_S)
            else:
                self._found()
                await asyncio.sleep(every_s)

    async def _rest(self, pause_s: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(pause_s):
                await self._stopping.wait()

    def _lost(self, error: Exception) -> None:
        """Says once that Redis is away; raises what waiting cannot cure."""
        if not self._met and isinstance(error, AuthenticationError | AuthorizationError):
            raise error
        if not self._away:
            log.warning("worker: Redis is away", error=f"{type(error).__name__}: {error}")
        self._away = True

    def _found(self) -> None:
        if self._away:
            log.info("worker: Redis is back")
        self._met, self._away = True, False


async def _cancelled(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancels these tasks and waits for them, however they end."""
    tasks = list(tasks)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _sent(pipe: AsyncPipeline) -> list[Any]:
    """What Redis answers; TimeoutError when that takes too long."""
    async with asyncio.timeout(REPLY_S):
        return await pipe.execute()
