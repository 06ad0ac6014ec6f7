"""The worker process: an RQ worker to the outside, many jobs on one event loop inside."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from uuid import UUID

import structlog

from aixss.jobs.retention import Keeping
from aixss.jobs.rqworker import BEATS_OF_LIFE, RingWorker, answering
from aixss.jobs.run import Runner
from aixss.jobs.spec import Kinds, Pool
from aixss.jobs.standing import Scrape
from aixss.jobs.sweep import Pace, Sweep
from aixss.kinds import registry
from aixss.kit import db, ids, metrics, tracing
from aixss.kit.crypto import KeyRing
from aixss.kit.exposing import exposed
from aixss.links import Links, open_links
from aixss.news.listener import Listener
from aixss.providers.registry import PROVIDERS
from aixss.settings import Settings
from aixss.webhooks.courier import Courier, delivering

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

# What waits for networks, and so shares a loop.
POOLS = tuple(pool for pool in Pool if pool is not Pool.CPU)


# What answers a ring in a process that RQ has forked.
ANSWERING: ContextVar[Callable[[UUID], None]] = ContextVar("answering")


def answer(job_id: str) -> None:
    """What a ring names for RQ; only a worker of ours can answer it."""
    if not (answering_here := ANSWERING.get(None)):
        raise RuntimeError(f"ring of {job_id}: start `aixss worker`, not `rq worker`")
    answering_here(UUID(job_id))


async def work(
    settings: Settings, pools: Sequence[Pool] = POOLS, kinds: Kinds | None = None
) -> None:
    """Answer rings until SIGTERM or SIGINT; what runs then ends in time or is handed back.

    A second signal hands it back at once.
    """
    with tracing.exporting(settings.otlp_endpoint, "aixss-worker"):
        async with (
            open_links(settings) as links,
            exposed(settings.host, settings.metrics_port, Scrape().write),
            ringing(settings, links, kinds, pools) as worker,
            delivering(_courier(settings), worker.stop),
        ):
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(number, _stop, worker)
            await worker.run()


def _stop(worker: RingWorker) -> None:
    if worker.is_stopping:
        worker.hurry()
    else:
        worker.stop()


def _courier(settings: Settings) -> Courier:
    keys = KeyRing.parse(settings.secret_keys or "")
    return Courier(keys, allow_private=settings.allow_private_webhooks)


@asynccontextmanager
async def ringing(
    settings: Settings,
    links: Links,
    kinds: Kinds | None = None,
    pools: Sequence[Pool] = POOLS,
) -> AsyncIterator[RingWorker]:
    """A worker ready to run, with its beat and sweep already at work."""
    runner = runner_of(settings, links, kinds or registry.load(), ids.new())
    sweep = Sweep(
        dispatcher=links.dispatcher,
        running=lambda: runner.running,
        claiming=lambda: runner.claiming,
        lose=runner.lose,
        slots=settings.slots,
        pools=pools,
        pace=Pace(settings.beat_s, settings.lost_after_s),
        keeping=Keeping(
            news_h=settings.news_kept_h,
            raw_days=settings.raw_kept_days,
            jobs_days=settings.jobs_kept_days,
            attempts_days=settings.attempts_kept_days,
        ),
        worker_id=runner.worker_id,
    )
    redis_url = settings.redis_url or ""
    listener = Listener(redis_url, settings.news_prefix, on_abort=each(runner.abort))
    worker = RingWorker(
        redis_url,
        pools=pools,
        slots=settings.slots,
        do=answering(runner.answer),
        grace_s=settings.grace_s,
        beat_s=settings.lost_after_s / BEATS_OF_LIFE,
        name=f"aixss-{runner.worker_id}",
    )
    async with beating(sweep, listener, worker.stop):
        yield worker


def runner_of(settings: Settings, links: Links, kinds: Kinds, worker_id: UUID) -> Runner:
    """What answers rings under the name of a worker; raises Invalid without keys."""
    settings.require("secret_keys")
    return Runner(
        kinds=kinds,
        providers=PROVIDERS,
        keys=KeyRing.parse(settings.secret_keys or ""),
        wire=links.wire,
        worker_id=worker_id,
        allow_private=settings.allow_private_providers,
    )


@asynccontextmanager
async def beating(
    sweep: Sweep, listener: Listener, stop: Callable[[], object]
) -> AsyncIterator[None]:
    """A worker that is in the table, beats and hears of cancelled jobs until the block ends."""
    metrics.SLOTS.value = sweep.slots
    await listener.start()
    await sweep.register()
    sweeping = asyncio.create_task(sweep.run())
    # Without its sweep a worker is taken for dead: it ends, to be started again.
    sweeping.add_done_callback(lambda _: stop())
    log.info("worker ready", worker=str(sweep.worker_id), slots=sweep.slots)
    try:
        yield
    finally:
        sweeping.cancel()
        (ended,) = await asyncio.gather(sweeping, return_exceptions=True)
        with suppress(*db.AWAY):  # others see that it beats no more
            await sweep.leave()
        await listener.aclose()
    if isinstance(ended, Exception):
        raise ended


def each(act: Callable[[UUID], None]) -> Callable[[list[UUID]], None]:
    """The same for many jobs, one after the other."""

    def act_on_all(job_ids: list[UUID]) -> None:
        for job_id in job_ids:
            act(job_id)

    return act_on_all
