"""What RQ's own worker would write about itself and its jobs, as commands for a pipeline.

The only file that leans on RQ's private methods, which is why rq is pinned exactly. They put
commands into whatever pipeline they are given, so an asyncio one gets many rings at a time.
"""

import asyncio
import os
import socket
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID, uuid4

from redis import Redis
from redis.client import Pipeline
from rq import Queue, Worker, worker_registration
from rq.exceptions import NoSuchJobError
from rq.executions import Execution, ExecutionRegistry
from rq.job import Job, JobStatus
from rq.registry import clean_registries
from rq.utils import now, utcformat
from rq.worker import WorkerStatus

from aixss.jobs.rings import ANSWER, FAILURE_TTL_S, RESULT_TTL_S, SERIALIZER


class NotARing(ValueError):
    """A job in a queue of ours that asks for something else than an answer."""


@dataclass(frozen=True)
class Run:
    """A ring's RQ job and this worker's execution of it."""

    job: Job
    execution: Execution

    def job_id(self) -> UUID:
        """The job to look at; raises NotARing, or what reading a stranger's data raises."""
        if self.job.func_name != ANSWER:
            raise NotARing(self.job.func_name)
        return UUID(self.job.args[0])


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

    def run(self, ring_id: str, record: dict[bytes, bytes]) -> Run | None:
        """A new run of the job with this record; None when RQ has none or cannot read it."""
        try:
            job = Job(ring_id, connection=self._blocking, serializer=self._card.serializer)
            job.restore(record)
        except (NoSuchJobError, ValueError):
            return None
        job.failure_ttl = FAILURE_TTL_S  # a stranger's job may ask for a year
        return Run(job, Execution(uuid4().hex, job.id, self._blocking, self._card.name))

    def sign_in(self, pipe: Pipeline) -> None:
        """Says all about the worker anew, so that even an emptied Redis knows it."""
        card = self._card
        card.last_heartbeat = now()
        pipe.hset(card.key, mapping=card.serialize())
        pipe.expire(card.key, self._life_s)
        worker_registration.register(card, pipe)

    def set_state(self, state: WorkerStatus, pipe: Pipeline) -> None:
        """Says what the worker is doing."""
        self._card.set_state(state, pipe)

    def sign_out(self, pipe: Pipeline) -> None:
        """Says that the worker has gone."""
        card = self._card
        worker_registration.unregister(card, pipe)
        pipe.hset(card.key, "death", utcformat(now()))
        pipe.expire(card.key, self._life_s)
        pipe.delete(card.executions_key)

    def begin(self, run: Run, pipe: Pipeline) -> None:
        """Says that the run has started."""
        run.job.prepare_for_execution(self._card.name, pipe)
        self.keep(run, pipe)

    def keep(self, run: Run, pipe: Pipeline) -> None:
        """Says that the run is alive."""
        execution, life_s = run.execution, self._life_s
        execution.last_heartbeat = now()
        execution.save(life_s, pipe)
        ExecutionRegistry(run.job.id, self._blocking).add(execution, life_s, pipe)
        run.job.started_job_registry.add_execution(execution, pipe, life_s)
        pipe.sadd(execution.worker_executions_key, execution.composite_key)
        pipe.expire(execution.worker_executions_key, life_s)

    def end(self, run: Run, error: BaseException | None, pipe: Pipeline) -> None:
        """Says how the run has ended: finished, stopped if it was cancelled, or failed."""
        job, card, execution = run.job, self._card, run.execution
        job.ended_at = ended_at = now()
        execution.delete(job, pipe)
        card.increment_total_working_time(ended_at - execution.created_at, pipe)
        report = partial(
            job._handle_success if error is None else job._handle_failure,
            pipeline=pipe,
            worker_name=card.name,
            execution_id=execution.id,
            execution_started_at=execution.created_at,
            execution_ended_at=ended_at,
        )
        if error is None:
            card.increment_successful_job_count(pipe)
            report(RESULT_TTL_S)
            job.cleanup(RESULT_TTL_S, pipe, remove_from_queue=False)
        else:
            stopped = isinstance(error, asyncio.CancelledError)
            job.set_status(JobStatus.STOPPED if stopped else JobStatus.FAILED, pipe)
            card.increment_failed_job_count(pipe)
            report("".join(traceback.format_exception(error)))

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
