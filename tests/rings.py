"""A worker in the test's own process, answers that last as long as a test wants, and rings."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

from aixss.jobs.rings import Ring
from aixss.jobs.rqworker import RingWorker, answering

SOON_S = 5.0


class Answers:
    """Answers that last until they are let go, and remember whom they met."""

    def __init__(self, *, free: bool = True) -> None:
        self.begun: list[UUID] = []
        self.cancelled: list[UUID] = []
        self.free = asyncio.Event()
        if free:
            self.free.set()

    async def __call__(self, job_id: UUID) -> None:
        self.begun.append(job_id)
        try:
            await self.free.wait()
        except asyncio.CancelledError:
            self.cancelled.append(job_id)
            raise


async def until(true: Callable[[], bool], limit_s: float = SOON_S) -> None:
    async with asyncio.timeout(limit_s):
        while not true():
            await asyncio.sleep(0.005)


@asynccontextmanager
async def worker_of(
    redis_url: str,
    pools: Sequence[str],
    answer: Callable[[UUID], Awaitable[None]],
    *,
    slots: int = 4,
    grace_s: float = 0.0,
    beat_s: float = 5.0,
    name: str | None = None,
) -> AsyncIterator[RingWorker]:
    """A worker that runs until the block ends."""
    worker = RingWorker(
        redis_url,
        pools=pools,
        slots=slots,
        do=answering(answer),
        grace_s=grace_s,
        beat_s=beat_s,
        name=name,
    )
    running = asyncio.create_task(worker.run())
    try:
        yield worker
    finally:
        worker.stop()
        await running


def rings(pool: str, count: int) -> list[Ring]:
    return [Ring(uuid4(), 1, pool) for _ in range(count)]
