"""RQ's own commands and command line work on our worker."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from uuid import uuid4

import pytest
from redis import Redis
from rq.command import (
    send_command,
    send_kill_horse_command,
    send_shutdown_command,
    send_stop_execution_command,
    send_stop_job_command,
)
from rq.job import Job
from rq.registry import FailedJobRegistry

from aixss.jobs.rings import Doorbell, Ring
from aixss.jobs.rqworker import RingWorker
from tests import RUN
from tests.rings import SOON_S, Answers, rings, until, worker_of

POOL, NAME = f"commands-{uuid4().hex}", f"worker-{uuid4().hex}"


@pytest.fixture
def redis(redis_url: str) -> Iterator[Redis]:
    with Redis.from_url(redis_url) as client:
        yield client


@asynccontextmanager
async def busy(
    redis_url: str, answers: Answers, count: int, name: str = NAME
) -> AsyncIterator[tuple[RingWorker, list[Ring]]]:
    """A worker that answers so many rings and hears commands."""
    doorbell, rung = Doorbell(redis_url), rings(POOL, count)
    await doorbell.ring(rung)
    await doorbell.aclose()
    with Redis.from_url(redis_url) as redis:
        async with worker_of(redis_url, [POOL], answers, name=name, grace_s=SOON_S) as worker:
            await until(lambda: worker.busy == count)
            await until(lambda: heard_by(redis, name))
            yield worker, rung
            answers.free.set()


def heard_by(redis: Redis, name: str) -> bool:
    """Whether a command would reach the worker: one that means nothing."""
    channels = redis.pubsub_channels(f"*{name}")
    return bool(channels)


def job(redis: Redis, ring: Ring) -> Job:
    return Job.fetch(ring.id, redis, serializer="json")


async def test_shutdown_lets_answers_end(redis: Redis, redis_url: str) -> None:
    answers = Answers(free=False)

    async with busy(redis_url, answers, 1) as (worker, [ring]):
        send_shutdown_command(redis, NAME)
        await until(lambda: worker.is_stopping)

    assert answers.cancelled == []
    assert job(redis, ring).is_finished


@pytest.mark.parametrize("way", ["job", "execution"])
async def test_a_stopped_job_is_cancelled_and_no_other(
    redis: Redis, redis_url: str, way: str
) -> None:
    answers = Answers(free=False)

    async with busy(redis_url, answers, 2) as (_, [ring, other]):
        if way == "job":
            send_stop_job_command(redis, ring.id, serializer="json")
        else:
            [execution] = job(redis, ring).get_executions()
            send_stop_execution_command(redis, ring.id, execution.id)
        await until(lambda: job(redis, ring).is_stopped)

    assert answers.cancelled == [ring.job_id]
    assert job(redis, ring).get_executions() == []
    assert ring.id in FailedJobRegistry(POOL, redis).get_job_ids()
    assert job(redis, other).is_finished


async def test_a_killed_horse_takes_all_its_jobs_with_it_and_the_worker_goes_on(
    redis: Redis, redis_url: str
) -> None:
    answers = Answers(free=False)

    async with busy(redis_url, answers, 2) as (_, rung):
        send_kill_horse_command(redis, NAME)
        await until(lambda: all(job(redis, ring).is_failed for ring in rung))
        answers.free.set()
        [later] = rings(POOL, 1)
        doorbell = Doorbell(redis_url)
        await doorbell.ring([later])
        await until(lambda: job(redis, later).is_finished)
        await doorbell.aclose()

    assert sorted(answers.cancelled) == sorted(ring.job_id for ring in rung)
    result = job(redis, rung[0]).latest_result()
    assert result is not None
    assert "HorseKilled" in str(result.exc_string)


async def test_what_is_no_command_harms_nobody(redis: Redis, redis_url: str) -> None:
    answers = Answers(free=False)

    async with busy(redis_url, answers, 1) as (_, [ring]):
        channel = redis.pubsub_channels(f"*{NAME}")[0]
        for text in ("", "[]", '{"command": 7}', '{"command": "stop-execution"}'):
            redis.publish(channel, text)
        send_command(redis, NAME, "dance")
        send_command(redis, NAME, "stop-job", job_id="nobody")
        send_command(redis, NAME, "stop-execution", job_id=ring.id, execution_id="nobody")
        await asyncio.sleep(0.1)

    assert answers.cancelled == []
    assert job(redis, ring).is_finished


async def test_commands_are_heard_again_after_a_lost_connection(
    redis: Redis, redis_url: str
) -> None:
    answers = Answers(free=False)

    async with busy(redis_url, answers, 1) as (worker, _):
        for client in redis.client_list():
            if client["name"] == NAME:
                redis.client_kill(client["addr"])
        await until(lambda: not heard_by(redis, NAME))
        await until(lambda: heard_by(redis, NAME))
        send_shutdown_command(redis, NAME)
        await until(lambda: worker.is_stopping)


async def rq(redis_url: str, *arguments: str) -> str:
    """What RQ's own command line says."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "rq.cli",
        *arguments,
        "--url",
        redis_url,
        env=os.environ | {"RQ_KEY_PREFIX": RUN},
        stdout=-1,
        stderr=-1,
    )
    out, error = await process.communicate()
    assert process.returncode == 0, error.decode()
    return out.decode()


async def test_rq_info_shows_the_worker_its_queue_and_what_it_does(redis_url: str) -> None:
    answers = Answers(free=False)

    async with busy(redis_url, answers, 2):
        workers = await rq(redis_url, "info", "--only-workers", "--raw", POOL)
        queues = await rq(redis_url, "info", "--only-queues", "--raw", POOL)

    assert f"worker {NAME}" in workers
    assert "busy" in workers
    assert f"queue {POOL} 0" in queues


async def test_rq_suspend_and_resume_work_from_its_command_line(
    redis: Redis, redis_url: str
) -> None:
    answers = Answers(free=False)

    async with busy(redis_url, answers, 1):
        await rq(redis_url, "suspend")
        doorbell, [later] = Doorbell(redis_url), rings(POOL, 1)
        try:
            await doorbell.ring([later])
            await asyncio.sleep(0.3)
            waiting = job(redis, later).is_queued
        finally:
            await rq(redis_url, "resume")
        await until(lambda: later.job_id in answers.begun)
        await doorbell.aclose()

    assert waiting
