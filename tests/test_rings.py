"""Rings through a real Redis: each is answered, none waits unseen, and RQ shows it all."""

import asyncio
import gc
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from functools import partial
from uuid import UUID, uuid4

import pytest
from redis import Redis
from rq import Queue, Worker
from rq.job import Job, JobStatus
from rq.registry import FailedJobRegistry, FinishedJobRegistry
from rq.suspension import resume, suspend

from aixss.jobs.rings import Doorbell, Ring
from aixss.jobs.rqrecords import End, Run
from aixss.jobs.rqworker import RingWorker, answering
from tests.rings import SOON_S, Answers, rings, until, worker_of

LOOKS_S = 60.0  # through all objects of a process that has run hundreds of tests
Working = Callable[..., AbstractAsyncContextManager[RingWorker]]


@pytest.fixture
def pool() -> str:
    return f"text-{uuid4().hex}"


@pytest.fixture
def redis(redis_url: str) -> Iterator[Redis]:
    with Redis.from_url(redis_url) as client:
        yield client


@pytest.fixture
def queue(redis: Redis, pool: str) -> Queue:
    return Queue(pool, connection=redis, serializer="json")


@pytest.fixture
async def doorbell(redis_url: str) -> AsyncIterator[Doorbell]:
    doorbell = Doorbell(redis_url)
    yield doorbell
    await doorbell.aclose()


@pytest.fixture
def working(redis_url: str, pool: str) -> Working:
    return partial(worker_of, redis_url, (pool,))


async def test_ring_reaches_an_idle_worker_at_once(
    doorbell: Doorbell, working: Working, pool: str
) -> None:
    answers = Answers()
    [ring] = rings(pool, 1)

    async with working(answers):
        await asyncio.sleep(0.2)
        rung_at = time.monotonic()
        assert await doorbell.ring([ring])
        await until(lambda: answers.begun == [ring.job_id])
        waited_s = time.monotonic() - rung_at

    assert waited_s < 0.1


async def test_slots_bound_what_runs_and_the_rest_is_taken_later(
    doorbell: Doorbell, working: Working, pool: str, queue: Queue
) -> None:
    answers = Answers(free=False)
    rung = rings(pool, 7)
    await doorbell.ring(rung)

    async with working(answers, slots=3) as worker:
        await until(lambda: worker.busy == 3)
        await asyncio.sleep(0.1)
        waiting = queue.job_ids
        begun = len(answers.begun)
        answers.free.set()
        await until(lambda: len(answers.begun) == 7)

    assert begun == 3
    assert waiting == [ring.id for ring in rung[3:]]
    assert sorted(answers.begun) == sorted(ring.job_id for ring in rung)


async def test_full_worker_leaves_rings_of_another_pool_in_their_queue(
    doorbell: Doorbell, pool: str, redis: Redis, redis_url: str
) -> None:
    other = Queue(f"other-{pool}", connection=redis, serializer="json")
    answers = Answers(free=False)

    async with worker_of(redis_url, (pool, other.name), answers, slots=1) as worker:
        await asyncio.sleep(0.1)  # it listens on both queues now
        await doorbell.ring(rings(pool, 1))
        await until(lambda: worker.busy == 1)
        [late] = rings(other.name, 1)
        await doorbell.ring([late])
        await asyncio.sleep(0.4)
        waiting = other.job_ids
        taken = redis.lrange(other.intermediate_queue_key, 0, -1)
        answers.free.set()
        await until(lambda: late.job_id in answers.begun)

    assert waiting == [late.id]
    assert taken == []


async def test_first_pool_goes_first(doorbell: Doorbell, pool: str, redis_url: str) -> None:
    answers = Answers()
    second, first = rings(f"other-{pool}", 1) + rings(pool, 1)
    await doorbell.ring([second, first])

    async with worker_of(redis_url, (first.pool, second.pool), answers, slots=1):
        await until(lambda: len(answers.begun) == 2)

    assert answers.begun == [first.job_id, second.job_id]


async def test_same_ring_stands_once(
    doorbell: Doorbell, working: Working, pool: str, queue: Queue
) -> None:
    answers = Answers(free=False)
    [ring] = rings(pool, 1)

    await doorbell.ring([ring, ring])
    await doorbell.ring([ring])
    queued = queue.job_ids
    async with working(answers) as worker:
        await until(lambda: worker.busy == 1)
        await doorbell.ring([ring])
        answers.free.set()
        await until(lambda: worker.busy == 0)

    assert queued == [ring.id]
    assert answers.begun == [ring.job_id]


async def test_ring_pushed_twice_is_answered_once_at_a_time(
    doorbell: Doorbell, working: Working, pool: str, queue: Queue
) -> None:
    answers = Answers(free=False)
    [ring] = rings(pool, 1)
    await doorbell.ring([ring])
    queue.push_job_id(ring.id)

    async with working(answers):
        await until(lambda: queue.is_empty() and bool(answers.begun))
        await asyncio.sleep(0.05)

    assert answers.begun == [ring.job_id]


async def test_ring_stands_while_queued_while_taken_and_while_answered(
    doorbell: Doorbell, working: Working, pool: str, queue: Queue, redis: Redis
) -> None:
    answers = Answers(free=False)
    rung = rings(pool, 2)
    unrung = rings(pool, 1)
    await doorbell.ring(rung)
    ids = {ring.id for ring in rung}

    queued = await doorbell.standing(rung + unrung)
    redis.lmove(queue.key, queue.intermediate_queue_key)
    taken = await doorbell.standing(rung + unrung)
    redis.lmove(queue.intermediate_queue_key, queue.key)
    async with working(answers) as worker:
        await until(lambda: worker.busy == 2)
        started = await doorbell.standing(rung + unrung)
        answers.free.set()
        await until(lambda: Job.fetch(rung[0].id, redis).is_finished)
        await until(lambda: Job.fetch(rung[1].id, redis).is_finished)
        ended = await doorbell.standing(rung + unrung)

    assert queued == taken == started == ids
    assert ended == set()


async def test_ring_of_a_dead_worker_stands_no_more(
    doorbell: Doorbell, pool: str, queue: Queue, redis: Redis
) -> None:
    [ring] = rings(pool, 1)

    redis.zadd(queue.started_job_registry.key, {f"{ring.id}:e": time.time() - 1})
    after_its_time = await doorbell.standing([ring])
    redis.zadd(queue.started_job_registry.key, {f"{ring.id}:e": time.time() + 60})
    in_its_time = await doorbell.standing([ring])

    assert after_its_time == set()
    assert in_its_time == {ring.id}


async def test_ring_forgotten_by_a_dead_worker_is_taken_again(
    doorbell: Doorbell, working: Working, pool: str, queue: Queue, redis: Redis
) -> None:
    answers = Answers()
    [ring] = rings(pool, 1)
    await doorbell.ring([ring])
    redis.lmove(queue.key, queue.intermediate_queue_key)

    async with working(answers, beat_s=0.25):
        await until(lambda: answers.begun == [ring.job_id])

    assert redis.lrange(queue.intermediate_queue_key, 0, -1) == []


async def test_rq_sees_the_worker_from_start_to_stop(
    doorbell: Doorbell, working: Working, pool: str, queue: Queue, redis: Redis
) -> None:
    answers = Answers(free=False)
    name = f"w-{pool}"
    [ring] = rings(pool, 1)
    await doorbell.ring([ring])

    async with working(answers, name=name) as worker:
        await until(lambda: worker.busy == 1)
        [seen] = Worker.all(queue=queue)
        running = [execution.job_id for execution in seen.get_current_executions()]
        life_s = redis.ttl(seen.key)
    left = Worker.all(queue=queue)

    assert (seen.name, seen.get_state(), seen.queue_names()) == (name, "busy", [pool])
    assert running == [ring.id]
    assert 10 < life_s <= 30
    assert left == []


async def test_beat_keeps_worker_and_answers_alive(
    doorbell: Doorbell, working: Working, pool: str, queue: Queue, redis: Redis
) -> None:
    answers = Answers(free=False)
    rung = rings(pool, 1)
    await doorbell.ring(rung)

    async with working(answers, beat_s=0.25) as worker:
        await until(lambda: worker.busy == 1)
        await asyncio.sleep(1.5)  # longer than they live without a beat
        standing = await doorbell.standing(rung)
        seen = Worker.all(queue=queue)

    assert standing == {rung[0].id}
    assert len(seen) == 1


async def test_suspended_worker_takes_nothing_until_resumed(
    doorbell: Doorbell, working: Working, pool: str, queue: Queue, redis: Redis
) -> None:
    answers = Answers()
    [ring] = rings(pool, 1)

    async with working(answers):
        await asyncio.sleep(0.1)  # it listens now, and will hear the ring
        suspend(redis, ttl=30)
        await doorbell.ring([ring])
        await asyncio.sleep(0.3)
        waiting, begun = queue.job_ids, answers.begun[:]
        resume(redis)
        await until(lambda: answers.begun == [ring.job_id])

    assert waiting == [ring.id]
    assert begun == []


async def test_stop_lets_answers_end_within_the_grace_time(
    doorbell: Doorbell, working: Working, pool: str, redis: Redis
) -> None:
    answers = Answers(free=False)
    [ring] = rings(pool, 1)
    await doorbell.ring([ring])

    async with working(answers, grace_s=SOON_S) as worker:
        await until(lambda: worker.busy == 1)
        worker.stop()
        asyncio.get_running_loop().call_later(0.1, answers.free.set)

    assert answers.cancelled == []
    assert Job.fetch(ring.id, redis).is_finished


async def test_stop_cancels_answers_after_the_grace_time(
    doorbell: Doorbell, working: Working, pool: str, redis: Redis
) -> None:
    answers = Answers(free=False)
    [ring] = rings(pool, 1)
    await doorbell.ring([ring])

    async with working(answers, grace_s=0.1) as worker:
        await until(lambda: worker.busy == 1)

    assert answers.cancelled == [ring.job_id]
    assert Job.fetch(ring.id, redis).is_stopped
    assert await doorbell.standing([ring]) == set()


async def test_cancelled_run_cleans_up_as_stop_does(
    redis_url: str, doorbell: Doorbell, pool: str, queue: Queue
) -> None:
    answers = Answers(free=False)
    [ring] = rings(pool, 1)
    await doorbell.ring([ring])
    worker = RingWorker(redis_url, pools=[pool], slots=1, do=answering(answers))
    running = asyncio.create_task(worker.run())
    await until(lambda: worker.busy == 1)

    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    assert answers.cancelled == [ring.job_id]
    assert Worker.all(queue=queue) == []


async def test_answered_ring_is_finished_in_rq(
    doorbell: Doorbell, working: Working, pool: str, redis: Redis
) -> None:
    [ring] = rings(pool, 1)
    await doorbell.ring([ring])

    async with working(Answers()):
        await until(lambda: Job.fetch(ring.id, redis).is_finished)

    job = Job.fetch(ring.id, redis, serializer="json")
    result = job.latest_result()
    assert result is not None
    assert result.type is result.Type.SUCCESSFUL
    assert job.get_executions() == []
    assert FinishedJobRegistry(pool, redis).get_job_ids() == [ring.id]
    assert 0 < redis.ttl(job.key) <= 60


async def test_answer_that_raises_fails_the_ring_in_rq(
    doorbell: Doorbell, working: Working, pool: str, redis: Redis
) -> None:
    async def broken(job_id: UUID) -> None:
        raise LookupError(job_id)

    [ring] = rings(pool, 1)
    await doorbell.ring([ring])

    async with working(broken):
        await until(lambda: Job.fetch(ring.id, redis).is_failed)

    result = Job.fetch(ring.id, redis, serializer="json").latest_result()
    assert result is not None
    assert f"LookupError: {ring.job_id}" in str(result.exc_string)
    assert FailedJobRegistry(pool, redis).get_job_ids() == [ring.id]


@pytest.mark.parametrize("serializer", ["json", "pickle"])
async def test_stranger_in_the_queue_fails_and_harms_nobody(
    doorbell: Doorbell, working: Working, pool: str, redis: Redis, serializer: str
) -> None:
    answers = Answers()
    strange = Queue(pool, connection=redis, serializer=serializer).enqueue("os.getcwd")
    [ring] = rings(pool, 1)
    await doorbell.ring([ring])

    async with working(answers):
        await until(lambda: strange.get_status() is JobStatus.FAILED)
        await until(lambda: answers.begun == [ring.job_id])

    assert answers.begun == [ring.job_id]


async def test_what_rq_cannot_read_is_dropped(
    doorbell: Doorbell, working: Working, pool: str, queue: Queue, redis: Redis
) -> None:
    answers = Answers()
    lost, kept = rings(pool, 2)
    await doorbell.ring([lost, kept])
    redis.delete(Job.key_for(lost.id))
    redis.lpush(queue.key, "no id of a job!")

    async with working(answers):
        await until(lambda: kept.job_id in answers.begun)

    assert answers.begun == [kept.job_id]
    assert redis.lrange(queue.intermediate_queue_key, 0, -1) == []


async def test_lost_connections_cost_no_answer_and_no_slot(
    doorbell: Doorbell, working: Working, pool: str, redis: Redis
) -> None:
    answers = Answers(free=False)
    name = f"w-{pool}"
    rung = rings(pool, 4)

    async with working(answers, slots=2, name=name) as worker:
        await doorbell.ring(rung[:1])
        await until(lambda: worker.busy == 1)
        for client in redis.client_list():
            if client["name"] == name:
                # All of a socket file have one address.
                redis.client_kill_filter(_id=client["id"])
        await doorbell.ring(rung[1:])
        await until(lambda: worker.busy == 2)
        answers.free.set()
        await until(lambda: len(answers.begun) == 4)
        await until(lambda: Job.fetch(rung[0].id, redis).is_finished)

    assert answers.cancelled == []
    assert sorted(answers.begun) == sorted(ring.job_id for ring in rung)


async def test_doorbell_without_redis_gives_up_within_the_limit(unused_tcp_port: int) -> None:
    doorbell = Doorbell(f"redis://127.0.0.1:{unused_tcp_port}")
    ring = Ring(uuid4(), 1, "text")
    begun_at = time.monotonic()

    rung = await doorbell.ring([ring])
    standing = await doorbell.standing([ring])
    answered = await doorbell.ping()
    took_s = time.monotonic() - begun_at
    await doorbell.aclose()

    assert (rung, standing, answered) == (False, None, False)
    assert took_s < 3.5


async def test_silent_redis_holds_the_doorbell_no_longer_than_the_limit() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        doorbell = Doorbell(f"redis://127.0.0.1:{silent.getsockname()[1]}")
        begun_at = time.monotonic()

        rung = await doorbell.ring([Ring(uuid4(), 1, "text")])
        took_s = time.monotonic() - begun_at
        await doorbell.aclose()

    assert not rung
    assert took_s < 1.5


async def test_worker_waits_for_a_redis_that_is_away(unused_tcp_port: int) -> None:
    url = f"redis://127.0.0.1:{unused_tcp_port}"
    worker = RingWorker(url, pools=["text"], slots=1, do=answering(Answers()))
    running = asyncio.create_task(worker.run())

    await asyncio.sleep(0.3)
    still_waiting = not running.done()
    worker.stop()
    await asyncio.wait_for(running, SOON_S)

    assert still_waiting


async def test_nothing_is_kept_of_what_has_ended(
    doorbell: Doorbell, working: Working, pool: str, queue: Queue
) -> None:
    answers = Answers()
    rung = rings(pool, 1000)

    def answering() -> list[object]:
        return [task for task in asyncio.all_tasks() if "_answer" in repr(task)]

    def kept() -> list[object]:
        gc.collect()
        return [it for it in gc.get_objects() if isinstance(it, Run | End)]

    async with working(answers, slots=100):
        for n in range(0, len(rung), 100):
            assert await doorbell.ring(rung[n : n + 100])
        await until(lambda: queue.finished_job_registry.count == len(rung))
        await until(lambda: not answering())
        # Until the last answer of Redis has come; each look goes through all that there is.
        await until(lambda: not kept(), LOOKS_S)

    assert len(answers.begun) == len(rung)
