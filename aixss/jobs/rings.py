"""Rings: messages through RQ that say "look at this job", and the doorbell that sends them."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

import structlog
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from rq import Queue
from rq.queue import EnqueueData
from rq.utils import current_timestamp

ANSWER = "aixss.worker.answer"  # a dotted name, so that nothing here imports the worker
SERIALIZER = "json"
# A job's deadline: no ring is wanted for longer, and RQ drops the record of one that nobody took.
RING_LIFE_S = 24 * 3600
RESULT_TTL_S = 60
FAILURE_TTL_S = 3600  # a failed ring is a defect of ours: long enough for a person to look
# A request may wait this long for Redis; the sweep rings again whatever was missed.
LIMIT_S = 1.0

T = TypeVar("T")
log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Ring:
    """A call to look at one job; `attempt` is the one that the job's next claim will make."""

    job_id: UUID
    attempt: int
    pool: str

    @property
    def id(self) -> str:
        """The ring's id in RQ, its own for each attempt: RQ loses one rung again too early."""
        return f"{self.job_id}-{self.attempt}"

    def message(self) -> EnqueueData:
        """What RQ carries: the job's id and nothing else."""
        return Queue.prepare_data(
            ANSWER,
            args=(str(self.job_id),),
            job_id=self.id,
            timeout=RING_LIFE_S,
            ttl=RING_LIFE_S,
            result_ttl=RESULT_TTL_S,
            failure_ttl=FAILURE_TTL_S,
        )


class Doorbell:
    """Rings for any process; an outage of Redis costs a caller at most a second and no error."""

    def __init__(self, redis_url: str) -> None:
        self._redis: Redis = Redis.from_url(
            redis_url,
            socket_timeout=LIMIT_S,
            socket_connect_timeout=LIMIT_S,
            retry=Retry(NoBackoff(), 1),  # one, for a pooled connection that a restart has closed
        )
        self._queues: dict[str, Queue] = {}
        # Threads of its own: during an outage they may hang, and the loop's shared ones must not.
        self._threads = ThreadPoolExecutor(2, "doorbell")

    async def ring(self, rings: Sequence[Ring]) -> bool:
        """Whether all these rings stand now; False while Redis is away or slow. Never raises."""
        return await self._within_limit(lambda: self._push(rings)) is not None

    async def standing(self, rings: Sequence[Ring]) -> set[str] | None:
        """Ids of those that are queued, being taken or being answered; None: Redis cannot say."""
        return await self._within_limit(lambda: self._find(rings))

    async def ping(self) -> bool:
        """Whether Redis answers within the limit."""
        return await self._within_limit(lambda: bool(self._redis.ping())) is True

    async def aclose(self) -> None:
        """Drops what still waits to be sent and closes the connections."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._redis.close()

    async def _within_limit(self, call: Callable[[], T]) -> T | None:
        try:
            async with asyncio.timeout(LIMIT_S):
                return await asyncio.get_running_loop().run_in_executor(self._threads, call)
        except (RedisError, OSError) as error:  # TimeoutError is an OSError
            log.warning("doorbell: Redis is away", error=f"{type(error).__name__}: {error}")
            return None

    def _push(self, rings: Sequence[Ring]) -> bool:
        standing = self._find(rings)
        wanted = {ring.id: ring for ring in rings if ring.id not in standing}
        with self._redis.pipeline() as pipe:
            for pool in _pools_of(wanted.values()):
                messages = [ring.message() for ring in wanted.values() if ring.pool == pool]
                self._queue(pool).enqueue_many(messages, pipeline=pipe)
            pipe.execute()
        return True

    def _find(self, rings: Sequence[Ring]) -> set[str]:
        with self._redis.pipeline() as pipe:
            for pool in _pools_of(rings):
                queue = self._queue(pool)
                pipe.lrange(queue.key, 0, -1)
                pipe.lrange(queue.intermediate_queue_key, 0, -1)
                # A score is the time at which the execution expires: below now, its worker is dead.
                pipe.zrangebyscore(queue.started_job_registry.key, current_timestamp(), "+inf")
            found = pipe.execute()
        return {ring.id for ring in rings} & {
            entry.decode(errors="replace").partition(":")[0]
            for entries in found
            for entry in entries
        }

    def _queue(self, pool: str) -> Queue:
        if pool not in self._queues:
            self._queues[pool] = Queue(pool, connection=self._redis, serializer=SERIALIZER)
        return self._queues[pool]


def _pools_of(rings: Iterable[Ring]) -> list[str]:
    return list(dict.fromkeys(ring.pool for ring in rings))
