"""An RQ worker that answers many rings at once on one event loop."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain
from typing import cast
from uuid import UUID, uuid4

import orjson
import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from rq import Queue
from rq.suspension import WORKERS_SUSPENDED
from rq.worker import WorkerStatus

from aixss.jobs import rqcommands
from aixss.jobs.intermediate import REPLY_S, Intermediate, sent
from aixss.jobs.patience import AWAY, Patience, cancelled
from aixss.jobs.rqrecords import (
    DO_ALL,
    JOB_PREFIX,
    TAKE,
    Command,
    End,
    Records,
    Run,
    Taken,
)

LISTEN_S = 0.2  # of one BLMOVE: how late a stop may be noticed
BATCH = 100  # begun or filed at a time: the loop is for others too
SUSPENDED_S = 0.5  # between two looks at whether `rq resume` was said
CLEAN_S = 60.0  # RQ's registries forget only when told to, and a finished ring lives a minute
BEATS_OF_LIFE = 4  # a worker that has missed so many is dead, and its rings stand no more
FAREWELL_S = 2.0  # for each of the last writes, when Redis may be away

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


Do = Callable[[Run], Awaitable[object]]


def answering(answer: Callable[[UUID], Awaitable[None]]) -> Do:
    """Does what a ring asks: looks at its job."""

    async def do(run: Run) -> None:
        await answer(run.job_id())

    return do


class HorseKilled(Exception):
    """Somebody told this worker to kill its horse: all that it was doing."""


class RingWorker:
    """Answers the rings of its pools, `slots` at once; to the outside it is one RQ worker.

    `do` gives the RQ job's result; an error of it fails the RQ job and nothing else. The name
    must be unique among living workers. Redis may go and come back; what runs goes on.
    """

    def __init__(
        self,
        redis_url: str,
        *,
        pools: Sequence[str],
        slots: int,
        do: Do,
        grace_s: float = 10.0,
        beat_s: float = 5.0,
        name: str | None = None,
    ) -> None:
        name = name or uuid4().hex
        self._slots, self._do, self._grace_s, self._beat_s = slots, do, grace_s, beat_s
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
        self._intermediate = Intermediate(self._redis, self._records.queues)
        self._listeners: dict[Queue, asyncio.Task[bytes | None]] = {}
        self._hand: list[Taken] = []
        self._runs: dict[str, Run] = {}
        self._tasks: dict[str, asyncio.Task[object]] = {}
        self._killed: set[str] = set()
        self._ended: list[End] = []
        self._suspended = False
        self._stopping, self._hurrying = asyncio.Event(), asyncio.Event()
        self._patience = Patience(self._stopping)
        self._changed, self._unfiled = asyncio.Event(), asyncio.Event()
        self._lock = asyncio.Lock()

    @property
    def busy(self) -> int:
        """How many rings are being answered."""
        return len(self._runs)

    @property
    def is_stopping(self) -> bool:
        """Whether stop() was called."""
        return self._stopping.is_set()

    def stop(self) -> None:
        """Makes run() take no more rings and come to its end; call it on the loop's thread."""
        self._stopping.set()
        self._changed.set()

    def hurry(self) -> None:
        """Makes run() end without any more grace."""
        self.stop()
        self._hurrying.set()

    async def run(self) -> None:
        """Answers rings until stop(), waiting while Redis is away; raises if it refuses the login.

        Answers get the grace time (none if run() itself is cancelled), then they are cancelled
        and awaited; what was taken and not begun goes back to its queue.
        """
        try:
            if await self._patience.through(self._beat):
                async with asyncio.TaskGroup() as group:
                    chores = [
                        group.create_task(self._patience.forever(self._beat, self._beat_s)),
                        group.create_task(self._patience.forever(self._file_next, 0)),
                        group.create_task(self._patience.forever(self._clean, CLEAN_S)),
                        group.create_task(self._patience.forever(self._hear_commands, 0)),
                    ]
                    while await self._patience.through(self._take):
                        pass
                    await self._let_end()
                    async with self._lock:  # what is being written would be written again
                        for chore in chores:
                            chore.cancel()
        finally:
            await self._leave()

    # Taking: what is taken is in hand until it is begun, so each step can be tried again.

    async def _take(self) -> None:
        if self.busy >= self._slots:
            await self._room()
            return
        await self._look()
        if self._suspended:
            await self._hush()
            await self._patience.rest(SUSPENDED_S)
        elif self._hand:
            await self._begin()
        else:
            await self._listen()

    async def _look(self) -> None:
        """Learns whether work is suspended; if not, fills the hand, first queue first."""
        heard, queues = self._hand, self._records.queues
        keys = [key for queue in queues for key in (queue.key, queue.intermediate_queue_key)]
        room = max(0, min(self._slots - self.busy, BATCH) - len(heard))
        ids = [ring.id for ring in heard]
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.eval(TAKE, 1 + len(keys), WORKERS_SUSPENDED, *keys, room, JOB_PREFIX, *ids)
            [found] = await sent(pipe)
        self._suspended = found is None
        if self._suspended:
            return
        known, taken = found
        self._hand = [
            *(Taken(ring.queue, ring.id, data) for ring, data in zip(heard, known, strict=True)),
            *(Taken(queues[n], id.decode(errors="replace"), data) for n, id, data in taken),
        ]

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
            self._hand.append(Taken(queue, ring.decode(errors="replace")))

    async def _hush(self) -> None:
        """Lets the listeners end (cancelled, they could lose a ring) and empties the hand."""
        if self._listeners:
            await asyncio.wait(self._listeners.values())
        self._collect()
        await self._intermediate.put_back(self._hand)
        self._hand.clear()

    async def _room(self) -> None:
        """Waits for a free slot; rings that listeners hear meanwhile go back to their queues."""
        while self.busy >= self._slots and not self._stopping.is_set():
            await self._intermediate.put_back(self._hand)
            self._hand.clear()
            self._changed.clear()
            changed = asyncio.create_task(self._changed.wait())
            try:
                waits = (changed, *self._listeners.values())
                await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            finally:
                changed.cancel()
            self._collect()

    # Answering.

    async def _begin(self) -> None:
        taken = self._hand[: min(self._slots - self.busy, BATCH)]
        runs = {
            ring.id: Run(ring.queue, ring.id, ring.data)
            for ring in taken
            if ring.data is not None and ring.id not in self._runs
        }
        records = self._records
        await self._write(
            lambda: chain(
                records.set_state(WorkerStatus.BUSY),
                records.begin(runs.values()),
                records.take_out(taken),
            )
        )
        del self._hand[: len(taken)]
        self._runs |= runs
        for run in runs.values():
            task = self._tasks[run.id] = asyncio.create_task(self._answer(run))
            task.add_done_callback(partial(self._end, run))

    async def _answer(self, run: Run) -> object:
        return await self._do(run)

    def _end(self, run: Run, task: asyncio.Task[object]) -> None:
        del self._runs[run.id], self._tasks[run.id]
        if task.cancelled():
            is_killed = run.id in self._killed
            end = End(run, error=HorseKilled() if is_killed else asyncio.CancelledError())
        elif error := task.exception():
            log.error("ring failed", ring=run.id, exc_info=error)
            end = End(run, error=error)
        else:
            end = End(run, task.result())
        self._killed.discard(run.id)
        self._ended.append(end)
        self._changed.set()
        self._unfiled.set()

    async def _let_end(self) -> None:
        if not self._tasks:
            return
        ended = asyncio.create_task(_ended(self._tasks.values()))
        hurrying = asyncio.create_task(self._hurrying.wait())
        try:
            either = (ended, hurrying)
            await asyncio.wait(either, timeout=self._grace_s, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await cancelled((ended, hurrying))

    # Records.

    async def _write(self, build: Callable[[], Iterable[Command]]) -> None:
        # In turn: a beat built before a run was filed and sent after would revive it.
        async with self._lock, asyncio.timeout(REPLY_S):
            await self._redis.eval(DO_ALL, 0, orjson.dumps(list(build())))

    async def _beat(self) -> None:
        records = self._records
        await self._write(
            lambda: chain(
                records.sign_in(),
                records.set_state(self._state()),
                records.keep(self._runs.values()),
            )
        )
        await self._intermediate.return_forgotten(self._hand)

    def _state(self) -> WorkerStatus:
        if self._suspended:
            return WorkerStatus.SUSPENDED
        return WorkerStatus.BUSY if self._runs else WorkerStatus.IDLE

    async def _file_next(self) -> None:
        await self._unfiled.wait()
        await self._file()
        self._unfiled.clear()

    async def _file(self) -> None:
        """Writes the ends of answers, all that there are at a time."""
        while ended := self._ended[:BATCH]:
            await self._write(partial(self._ends, ended))
            del self._ended[: len(ended)]

    # Commands.

    async def _hear_commands(self) -> None:
        await rqcommands.listen(self._redis, self._records.channel, self._obey)

    def _obey(self, command: rqcommands.Command) -> None:
        """Does what RQ asks; a stopped run is cancelled, which gives its job back."""
        match command:
            case {"command": "shutdown"}:
                self.stop()
            case {"command": "kill-horse"}:
                self._killed |= self._tasks.keys()
                for task in self._tasks.values():
                    task.cancel()
            case {"command": "stop-job", "job_id": str(job_id)} if job_id in self._tasks:
                self._tasks[job_id].cancel()
            case {"command": "stop-execution", "execution_id": execution}:
                for run in self._runs.values():
                    if run.execution == execution:
                        self._tasks[run.id].cancel()
            case _:
                log.warning("command of RQ has no object here", **command)

    def _ends(self, ended: Sequence[End]) -> Iterable[Command]:
        return chain(self._records.end(ended), self._records.set_state(self._state()))

    async def _clean(self) -> None:
        await asyncio.to_thread(self._records.clean)

    async def _sign_out(self) -> None:
        await self._write(self._records.sign_out)

    async def _leave(self) -> None:
        await cancelled(self._tasks.values())
        for step in (self._hush, self._file, self._sign_out):
            with suppress(*AWAY):
                async with asyncio.timeout(FAREWELL_S):
                    await step()
        await cancelled(self._listeners.values())
        await self._redis.aclose()
        self._records.close()


async def _ended(tasks: Iterable[asyncio.Task[object]]) -> None:
    await asyncio.wait(list(tasks))
