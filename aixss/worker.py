"""The worker process: an RQ worker to the outside, many jobs on one event loop inside."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from uuid import UUID

import structlog

from aixss.jobs.rqworker import BEATS_OF_LIFE, RingWorker
from aixss.jobs.run import Runner
from aixss.jobs.spec import Kinds, Pool
from aixss.jobs.sweep import Pace, Sweep
from aixss.kinds import registry
from aixss.kit import db, ids
from aixss.kit.crypto import KeyRing
from aixss.links import Links, open_links
from aixss.news.wire import Listener
from aixss.providers.registry import PROVIDERS
from aixss.settings import Settings

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

POOLS = (Pool.TEXT.value,)


def answer(job_id: str) -> None:
    """What a ring names for RQ's own tools; only our worker can answer it."""
    raise RuntimeError(f"ring of {job_id}: start `aixss worker`, not `rq worker`")


async def work(settings: Settings) -> None:
    """Answer rings until SIGTERM or SIGINT; what runs then ends in time or is handed back."""
    async with open_links(settings) as links, ringing(settings, links) as worker:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, worker.stop)
        await worker.run()


@asynccontextmanager
async def ringing(
    settings: Settings, links: Links, kinds: Kinds | None = None
) -> AsyncIterator[RingWorker]:
    """A worker ready to run, with its beat and sweep already at work."""
    settings.require("secret_keys")
    runner = Runner(
        kinds=kinds or registry.load(),
        providers=PROVIDERS,
        keys=KeyRing.parse(settings.secret_keys or ""),
        wire=links.wire,
        worker_id=ids.new(),
        allow_private=settings.allow_private_providers,
    )
    sweep = Sweep(
        dispatcher=links.dispatcher,
        running=lambda: runner.running,
        claiming=lambda: runner.claiming,
        lose=runner.lose,
        slots=settings.slots,
        pools=POOLS,
        pace=Pace(settings.beat_s, settings.lost_after_s),
        worker_id=runner.worker_id,
    )
    redis_url = settings.redis_url or ""
    listener = Listener(redis_url, settings.news_prefix, on_abort=_each(runner.abort))
    worker = RingWorker(
        redis_url,
        pools=POOLS,
        slots=settings.slots,
        answer=runner.answer,
        grace_s=settings.grace_s,
        beat_s=settings.lost_after_s / BEATS_OF_LIFE,
        name=f"aixss-{runner.worker_id}",
    )
    await listener.start()
    await sweep.register()
    sweeping = asyncio.create_task(sweep.run())
    # Without its sweep a worker is taken for dead: it ends, to be started again.
    sweeping.add_done_callback(lambda _: worker.stop())
    log.info("worker ready", worker=str(runner.worker_id), slots=settings.slots)
    try:
        yield worker
    finally:
        sweeping.cancel()
        (ended,) = await asyncio.gather(sweeping, return_exceptions=True)
        with suppress(*db.AWAY):  # others see that it beats no more
            await sweep.leave()
        await listener.aclose()
    if isinstance(ended, Exception):
        raise ended


def _each(act: Callable[[UUID], None]) -> Callable[[list[UUID]], None]:
    def act_on_all(job_ids: list[UUID]) -> None:
        for job_id in job_ids:
            act(job_id)

    return act_on_all
