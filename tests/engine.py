"""The engine in the test's own process: a real worker on real servers, started and stopped."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from aixss.jobs import checkpoints, lifecycle, limits
from aixss.jobs.ask import Asking, Report
from aixss.jobs.dispatch import Dispatcher
from aixss.jobs.models import Job, Stage
from aixss.jobs.rings import Doorbell
from aixss.jobs.spec import Kinds, Params, Target
from aixss.jobs.start import Order, Started, about, start
from aixss.jobs.states import ENDED, JobState
from aixss.kit import clock, db, ids
from aixss.kit.db import Row
from aixss.links import Links
from aixss.news.wire import Wire
from aixss.providers import registry as providers
from aixss.providers.offline import Offline
from aixss.providers.spec import Access, OutputMode, Provider
from aixss.settings import Settings
from aixss.stories import context
from aixss.stories.models import Episode, Project, Scene
from aixss.worker import ringing
from tests import RUN
from tests.kinds_for_tests import KINDS

KEYS = "k1:" + base64.b64encode(bytes(32)).decode()
LIMIT_S = 60.0  # many times what any test here takes on an idle machine


@dataclass
class Engine:
    """Starts jobs and waits for them."""

    links: Links
    settings: Settings
    kinds: Kinds = KINDS

    @asynccontextmanager
    async def worker(self) -> AsyncIterator[None]:
        """A worker that answers until the block ends, then hands back what still runs."""
        async with ringing(self.settings, self.links, self.kinds) as worker:
            running = asyncio.create_task(worker.run())
            try:
                yield
            finally:
                worker.stop()
                await running
                await db.drain()

    async def start(
        self,
        kind: str,
        row: Project | Episode | Scene,
        params: Params | None = None,
        **more: object,
    ) -> Started:
        """Start a kind on a row."""
        found = self.kinds[kind]
        order = Order(found, target(row), params or found.params(), **more)  # type: ignore[arg-type]  # fields of Order
        return await db.change(order.target.counter, lambda tx: start(tx, self.kinds, order))

    async def ended(self, job_id: UUID) -> Job:
        """The job once it has ended; shows what all jobs wait for when it does not."""
        try:
            async with asyncio.timeout(LIMIT_S):
                while (job := await Job.get(id=job_id)).state not in ENDED:
                    await asyncio.sleep(0.02)
        except TimeoutError:
            columns = ("kind", "state", "attempt", "rung_at", "error_message")
            shown = await Job.filter(state__not_in=ENDED).values_list(*columns)
            raise AssertionError(f"still live: {shown}") from None
        return job

    async def until(self, job_id: UUID, state: str) -> Job:
        """The job once it is in a state."""
        async with asyncio.timeout(LIMIT_S):
            while (job := await Job.get(id=job_id)).state != state:
                await asyncio.sleep(0.02)
        return job


def target(row: Project | Episode | Scene) -> Target:
    """A row as the target of a job."""
    if isinstance(row, Scene):
        return Target(row.team_id, row.project_id, row.episode_id, row.id)
    if isinstance(row, Episode):
        return Target(row.team_id, row.project_id, row.id)
    return Target(row.team_id, row.id)


@asynccontextmanager
async def engine(database_url: str, redis_url: str, **changes: object) -> AsyncIterator[Engine]:
    """The engine's links on the test's pool, with short times."""
    fields: dict[str, object] = {
        "database_url": database_url,
        "redis_url": redis_url,
        "news_prefix": RUN,
        "secret_keys": KEYS,
        "slots": 16,
        "beat_s": 0.2,
        "lost_after_s": 1.0,
        "grace_s": 0.5,
    }
    settings = Settings(**{**fields, **changes})  # type: ignore[arg-type]  # a table of fields
    wire, doorbell = Wire(redis_url, settings.news_prefix), Doorbell(redis_url)
    dispatcher = Dispatcher(
        doorbell,
        silent_s=settings.lost_after_s,
        provider_limits=limits.parse(settings.provider_limits, providers.PROVIDERS),
    )
    links = Links(wire, doorbell, dispatcher)
    hooks = (wire.after_commit, links.dispatcher.after_commit)
    db.after_commit.extend(hooks)
    await forget_others()
    try:
        yield Engine(links, settings)
    finally:
        await db.drain()
        for hook in hooks:
            db.after_commit.remove(hook)
        await wire.aclose()
        await doorbell.aclose()


async def attempt(
    run: Engine, job: Job, provider: Provider | None = None, report: Report | None = None
) -> tuple[Asking, Row]:
    """An attempt of a job that no worker makes, offline by default, and its claimed row."""
    row = await lifecycle.claim(job.id, ids.new())
    assert row is not None
    kind, its_target = run.kinds[job.kind], lifecycle.target(row)
    params = kind.params.model_validate(job.params)
    known = await about(its_target, params, partial(context.load, **kind.reading))
    assert known is not None
    asking = Asking(
        kind=kind,
        job_id=job.id,
        target=its_target,
        attempt=row["attempt"],
        context=known,
        params=params,
        access=Access("offline", "rules", OutputMode.JSON_OBJECT, timeout_s=10),
        provider=provider or Offline(),
        profile_id=None,
        rewritten={},
        report=report or _quietly,
        keep=partial(checkpoints.keep, row),
    )
    return asking, row


async def _quietly(_ratio: float | None, _stage: Stage, _note: str) -> None:
    """Reports to nobody."""


async def forget_others() -> None:
    """Jobs that other tests made for nobody to do must not keep this test's worker busy."""
    await Job.filter(state__not_in=ENDED).update(
        state=JobState.CANCELLED, lock=None, finished_at=clock.now()
    )
