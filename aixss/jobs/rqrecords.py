"""What RQ's own worker would write about itself and its jobs, as commands to send at once.

The only file that leans on RQ's private methods and formats, which is why rq is pinned exactly.
Its records are written field by field, for many jobs at a time: RQ's own methods save a whole job
again at each step. A test compares what is left with what RQ's worker leaves.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import traceback
import zlib
from base64 import b64encode
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from redis import Redis
from rq import Queue, Worker, worker_registration
from rq.defaults import RQ_KEY_PREFIX
from rq.executions import ExecutionRegistry
from rq.job import Job, JobStatus
from rq.registry import clean_registries
from rq.results import Result
from rq.utils import now, utcformat
from rq.worker import WorkerStatus

from aixss.jobs.rings import ANSWER, FAILURE_TTL_S, RESULT_TTL_S, SERIALIZER

MARGIN_S = 60  # by which RQ lets the list of a job's executions outlive each of them

# Moves what there is room for to `:intermediate`, first queue first, and reads what is asked;
# false while work is suspended. KEYS: the suspension, then each queue and its `:intermediate`.
# ARGV: the room, the prefix of a job's key, then the ids of rings that were taken before.
TAKE = """
if redis.call('EXISTS', KEYS[1]) == 1 then return false end
local room, known, taken = tonumber(ARGV[1]), {}, {}
local function asked(id)
  local data = redis.pcall('HGET', ARGV[2] .. id, 'data')
  return type(data) == 'string' and data
end
for i = 3, #ARGV do known[i - 2] = asked(ARGV[i]) end
for i = 2, #KEYS, 2 do
  while room > 0 do
    local id = redis.call('LMOVE', KEYS[i], KEYS[i + 1], 'LEFT', 'RIGHT')
    if not id then break end
    taken[#taken + 1] = {i / 2 - 1, id, asked(id)}
    room = room - 1
  end
end
return {known, taken}
"""

# Does all commands of a JSON list, or none when Redis dies: as MULTI does, but packed and answered
# as one. A worker spends most of its time on that otherwise.
DO_ALL = """
for _, command in ipairs(cjson.decode(ARGV[1])) do redis.call(unpack(command)) end
"""

JOB_PREFIX = Job.key_for("")

# A command's name and arguments; numbers are written out, for Lua would round them.
Command = Sequence[str]


class NotARing(ValueError):
    """A job in a queue of ours that asks for something else than an answer."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A ring that was moved to `:intermediate` and not yet begun; what it asks, once that is read.

    RQ has dropped a ring that asks nothing.
    """

    queue: Queue
    id: str
    data: bytes | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of an RQ job by this worker."""

    queue: Queue
    id: str  # of the RQ job
    data: bytes = field(repr=False)
    execution: str = field(default_factory=lambda: uuid4().hex)
    started_at: datetime = field(default_factory=now)

    @property
    def member(self) -> str:
        """What stands for it in RQ's registries."""
        return f"{self.id}:{self.execution}"

    def call(self) -> tuple[str, list[Any], dict[str, Any]]:
        """The function's dotted name and arguments; raises ValueError at a stranger's data."""
        try:
            name, _, args, kwargs = json.loads(zlib.decompress(self.data))
        except (zlib.error, TypeError) as error:
            raise ValueError(f"not written by our serializer: {error}") from None
        return name, args, kwargs

    def job_id(self) -> UUID:
        """The job to look at; raises NotARing, or what reading a stranger's data raises."""
        name, args, _ = self.call()
        if name != ANSWER:
            raise NotARing(name)
        return UUID(args[0])


@dataclass(frozen=True, slots=True)
class End:
    """How a run has ended: with a value, or with an error; CancelledError stands for a stop."""

    run: Run
    value: object = None
    error: BaseException | None = None
    ended_at: datetime = field(default_factory=now)

    @property
    def is_good(self) -> bool:
        """Whether there was no error."""
        return self.error is None

    @property
    def status(self) -> JobStatus:
        """What RQ calls it."""
        if self.error is None:
            return JobStatus.FINISHED
        is_stop = isinstance(self.error, asyncio.CancelledError)
        return JobStatus.STOPPED if is_stop else JobStatus.FAILED


class Records:
    """The records of one worker, which is dead when it has not signed in for `life_s`."""

    def __init__(self, redis_url: str, pools: Sequence[str], name: str, life_s: int) -> None:
        # RQ's objects ask for a blocking client; only clean() uses it.
        self._blocking: Redis = Redis.from_url(redis_url)
        self._card = Worker(
            list(pools),
            name=name,
            connection=self._blocking,
            serializer=SERIALIZER,
            prepare_for_work=False,  # which would ask Redis for our address
        )
        self._card.hostname, self._card.pid = socket.gethostname(), os.getpid()
        self._card.birth_date = now()
        self._life_s = life_s

    @property
    def queues(self) -> Sequence[Queue]:
        """The queues of the pools, in their order."""
        return self._card.queues

    @property
    def channel(self) -> str:
        """Where RQ publishes commands to this worker."""
        channel: str = self._card.pubsub_channel_name
        return channel

    def sign_in(self) -> Iterator[Command]:
        """Says all about the worker anew, so that even an emptied Redis knows it."""
        card = self._card
        card.last_heartbeat = now()
        told = card.serialize().items()
        yield ("HSET", card.key, *(str(each) for pair in told for each in pair))
        yield ("EXPIRE", card.key, str(self._life_s))
        for registry in self._registries():
            yield ("SADD", registry, card.key)

    def _registries(self) -> list[str]:
        named = [worker_registration.WORKERS_BY_QUEUE_KEY % queue.name for queue in self.queues]
        return [worker_registration.REDIS_WORKER_KEYS, *named]

    def set_state(self, state: WorkerStatus) -> Iterator[Command]:
        """Says what the worker is doing."""
        yield ("HSET", self._card.key, "state", state.value)

    def sign_out(self) -> Iterator[Command]:
        """Says that the worker has gone."""
        card = self._card
        for registry in self._registries():
            yield ("SREM", registry, card.key)
        yield ("HSET", card.key, "death", utcformat(now()))
        yield ("EXPIRE", card.key, str(self._life_s))
        yield ("DEL", card.executions_key)

    def begin(self, runs: Collection[Run]) -> Iterator[Command]:
        """Says that these runs have started."""
        name = self._card.name
        for run in runs:
            key, stamp = JOB_PREFIX + run.id, utcformat(run.started_at)
            started = ("status", JobStatus.STARTED.value, "started_at", stamp, "worker_name", name)
            yield ("HSET", key, "last_heartbeat", stamp, *started)
            yield ("PERSIST", key)
        yield from self.keep(runs)

    def take_out(self, rings: Iterable[Taken]) -> Iterator[Command]:
        """Takes rings out of `:intermediate`."""
        for ring in rings:
            yield ("LREM", ring.queue.intermediate_queue_key, "1", ring.id)

    def keep(self, runs: Collection[Run]) -> Iterator[Command]:
        """Says that these runs are alive."""
        if not runs:
            return
        name, alive_at, life_s = self._card.name, now().timestamp(), self._life_s
        stamp, expires_at, listed_s = repr(alive_at), str(int(alive_at) + life_s), life_s + MARGIN_S
        for run in runs:
            key, registry = _execution(run), _executions(run)
            who = ("id", run.execution, "job_id", run.id, "worker_name", name)
            since = ("created_at", repr(run.started_at.timestamp()), "last_heartbeat", stamp)
            yield ("HSET", key, *who, *since)
            yield ("EXPIRE", key, str(life_s))
            yield ("ZADD", registry, expires_at, run.execution)
            yield ("EXPIRE", registry, str(listed_s))
        for queue, mine in _by_queue(runs).items():
            scores = (each for run in mine for each in (expires_at, run.member))
            yield ("ZADD", queue.started_job_registry.key, *scores)
        yield ("SADD", self._card.executions_key, *(run.member for run in runs))
        yield ("EXPIRE", self._card.executions_key, str(listed_s))

    def end(self, ends: Sequence[End]) -> Iterator[Command]:
        """Says how these runs have ended."""
        if not ends:
            return
        card, runs = self._card, [end.run for end in ends]
        for is_good in (True, False):
            yield from self._file([end for end in ends if end.is_good is is_good], is_good)
        # Another worker's run of the same job comes back with that one's next beat.
        yield ("DEL", *map(_execution, runs), *map(_executions, runs))
        for queue, mine in _by_queue(runs).items():
            yield ("ZREM", queue.started_job_registry.key, *(run.member for run in mine))
        yield ("SREM", card.executions_key, *(run.member for run in runs))
        worked_s = sum((end.ended_at - end.run.started_at).total_seconds() for end in ends)
        yield ("HINCRBYFLOAT", card.key, "total_working_time", repr(worked_s))

    def _file(self, ends: Sequence[End], is_good: bool) -> Iterator[Command]:
        """Writes ends that are all good, or all bad."""
        if not ends:
            return
        counter = "successful_job_count" if is_good else "failed_job_count"
        yield ("HINCRBY", self._card.key, counter, str(len(ends)))
        life_s = RESULT_TTL_S if is_good else FAILURE_TTL_S
        for end in ends:
            key, results = JOB_PREFIX + end.run.id, _results(end.run)
            stamp = utcformat(end.ended_at)
            changed = ("status", end.status.value, "ended_at", stamp, "last_heartbeat", stamp)
            yield ("HSET", key, *changed)
            yield ("EXPIRE", key, str(life_s))
            yield ("XADD", results, "MAXLEN", "~", "10", "*", *self._result(end))
            yield ("EXPIRE", results, str(life_s))
        # A registry's scores are the times at which its entries may be dropped.
        dropped_at = str(int(now().timestamp()) + life_s)
        for queue, runs in _by_queue(end.run for end in ends).items():
            registry = queue.finished_job_registry if is_good else queue.failed_job_registry
            yield ("ZADD", registry.key, *(each for run in runs for each in (dropped_at, run.id)))

    def _result(self, end: End) -> list[str]:
        kind = Result.Type.SUCCESSFUL if end.is_good else Result.Type.FAILED
        began_at, ended_at = end.run.started_at.timestamp(), end.ended_at.timestamp()
        told = ["type", str(kind.value), "worker_name", self._card.name]
        told += ["execution_id", end.run.execution]
        told += ["execution_started_at", repr(began_at), "execution_ended_at", repr(ended_at)]
        if end.error is not None:
            trace = "".join(traceback.format_exception(end.error))
            told += ["exc_string", b64encode(zlib.compress(trace.encode())).decode()]
        elif end.value is not None:
            told += [
                "return_value",
                b64encode(json.dumps(end.value, default=str).encode()).decode(),
            ]
        return told

    def clean(self) -> None:
        """Drops what has expired from the registries, as RQ's own workers do; blocks."""
        for queue in self.queues:
            if queue.acquire_maintenance_lock():
                clean_registries(queue)
                worker_registration.clean_worker_registry(queue)
                queue.release_maintenance_lock()  # type: ignore[no-untyped-call]  # RQ's own gap

    def close(self) -> None:
        """Closes the connection of clean()."""
        self._blocking.close()


def _execution(run: Run) -> str:
    return f"{RQ_KEY_PREFIX}:execution:{run.id}:{run.execution}"


def _executions(run: Run) -> str:
    return ExecutionRegistry.key_template.format(run.id)


def _results(run: Run) -> str:
    key: str = Result.get_key(run.id)  # type: ignore[no-untyped-call]  # RQ's own gap
    return key


def _by_queue(runs: Iterable[Run]) -> dict[Queue, list[Run]]:
    found: dict[Queue, list[Run]] = {}
    for run in runs:
        found.setdefault(run.queue, []).append(run)
    return found
