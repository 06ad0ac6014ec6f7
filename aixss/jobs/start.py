"""Starting jobs: everything is checked and written in one transaction of the project."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

from aixss.errors import ActiveJob, Invalid, NotFound, NotReady, OverBudget, RetryLimit
from aixss.jobs import breaker
from aixss.jobs.live import look
from aixss.jobs.models import Job
from aixss.jobs.spec import Kind, Kinds, Params, Target
from aixss.jobs.states import ENDED, LIVE
from aixss.kit import clock, ids, logs, tracing
from aixss.kit.db import Change
from aixss.news import log
from aixss.news.events import JobQueued
from aixss.stories import context, locks
from aixss.stories.artefacts.base import Language
from aixss.stories.context import Context, StoryContext, TeamContext
from aixss.stories.derive import derive
from aixss.stories.live import Live

DEADLINE = timedelta(hours=24)  # a job that has not ended by then fails
MANUAL_RETRIES = 3  # of one job, and of its retries


@dataclass(frozen=True)
class Order:
    """What somebody wants to have done."""

    kind: Kind
    target: Target
    params: Params
    profile_id: UUID | None = None
    actor_id: UUID | None = None
    retry_of: UUID | None = None


@dataclass(frozen=True)
class Started:
    """The job that does it; `deduplicated` when it was there already."""

    job: Job
    deduplicated: bool = False


async def start(tx: Change, kinds: Kinds, order: Order) -> Started:
    """Insert a queued job, or find the equal live one.

    Raises NotFound, NotReady, OverBudget, ActiveJob, ArtefactLocked or Invalid; nothing is written
    then.
    """
    kind, target = order.kind, order.target
    read = partial(context.read, tx, **kind.reading)
    known = await about(target, order.params, read)
    if known is None:
        raise NotFound
    found = await look(tx, target, order.profile_id)
    if order.profile_id and found.profile_id is None:
        raise NotFound("There is no such profile.", path=("profileId",))
    profile_id = found.profile_id if kind.asks else None
    if twin := await _twin(found.jobs, order, profile_id):
        return Started(twin, deduplicated=True)
    refuse_unready(kind, known, order.params)
    if kind.refuse:
        kind.refuse(known, order.params)
    if found.is_over_budget and kind.asks:
        raise OverBudget
    if clashes := conflicts(found.jobs, kinds, kind, target):
        raise ActiveJob(tuple(job.job_id for job in clashes))
    locks.refuse(found.locked, kinds.writes(kind))
    job = new_job(kinds, order, profile_id)
    await job.save(force_create=True)
    if kind.probes and profile_id:
        await breaker.probe(tx, profile_id)
    log.record(tx, JobQueued(job_id=job.id, kind=kind.name))
    await derive(
        tx,
        [*found.jobs, seen(job)],
        scenes=[target.scene_id] if target.scene_id else [],
        episodes=[target.episode_id] if target.episode_id else [],
        job_id=job.id,
        actor_id=order.actor_id,
    )
    return Started(job)


async def about(
    target: Target,
    params: Params,
    read: Callable[[UUID, UUID | None, UUID | None], Awaitable[StoryContext | None]],
) -> Context | None:
    """What is known of a target, by that reading of its story; None when it is gone."""
    if target.project_id is None:
        return TeamContext(language=getattr(params, "language", Language.ZH).value)
    return await read(target.project_id, target.episode_id, target.scene_id)


def refuse_unready(kind: Kind, story: Context, params: Params) -> None:
    """Raises NotReady, with what is missing, when a need of the kind is not met."""
    if missing := kind.missing(story, params):
        raise NotReady(
            " ".join(need.sentence for need in missing),
            missing=tuple(need.field for need in missing),
        )


async def retry(tx: Change, kinds: Kinds, job: Job, actor_id: UUID | None) -> Started:
    """Start an ended job's kind, target and parameters again; raises what start does."""
    if job.state not in ENDED:
        raise Invalid("This job has not ended: wait for it or cancel it first.", path=("id",))
    if job.is_stripped:
        raise Invalid("This job is too old: its parameters were not kept. Start it anew.")
    kind = kinds.get(job.kind)
    if kind is None:
        raise Invalid("This release does not know this kind of job any more.", path=("id",))
    chain = await tx.rows(
        """
        WITH RECURSIVE chain AS (
          SELECT id, retry_of FROM job WHERE id = $1
          UNION ALL SELECT job.id, job.retry_of FROM job JOIN chain ON job.id = chain.retry_of
        )
        SELECT count(*) AS n FROM chain
        """,
        job.id,
    )
    if chain[0]["n"] > MANUAL_RETRIES:
        raise RetryLimit
    target = Target(job.team_id, job.project_id, job.episode_id, job.scene_id)
    params = kind.params.model_validate(job.params)
    return await start(
        tx, kinds, Order(kind, target, params, job.profile_id, actor_id, retry_of=job.id)
    )


def new_job(
    kinds: Kinds,
    order: Order,
    profile_id: UUID | None,
    *,
    parent: Job | None = None,
    step: str | None = None,
    share: float = 0.0,
) -> Job:
    """The row of a queued job, not yet saved."""
    kind, target = order.kind, order.target
    job_id = ids.new()
    return Job(
        id=job_id,
        team_id=target.team_id,
        project_id=target.project_id,
        episode_id=target.episode_id,
        scene_id=target.scene_id,
        parent_id=parent.id if parent else None,
        root_id=(parent.root_id or parent.id) if parent else None,
        depth=parent.depth + 1 if parent else 0,
        step=step,
        share=share,
        retry_of=order.retry_of,
        kind=kind.name,
        params=order.params.model_dump(mode="json"),
        profile_id=profile_id if kind.asks else None,
        pool=kind.pool.value,
        is_flow=kind.is_flow,
        priority=parent.priority if parent else 0,
        actor_id=order.actor_id,
        request_id=logs.bound("request_id"),
        traceparent=tracing.traceparent(),
        writes=sorted(kinds.writes(kind)),
        holds=kind.holds,
        covers=kind.covers,
        deadline_at=clock.now() + DEADLINE,
        # What is written nowhere may be asked for several times at once.
        lock=None if kind.keeps else f"{kind.name}:{target.id}",
    )


def conflicts(running: Sequence[Live], kinds: Kinds, kind: Kind, target: Target) -> list[Live]:
    """The live jobs that would collide with a new one."""
    writes = kinds.writes(kind)
    found = []
    for job in running:
        if job.project_id is None:
            continue
        theirs = Target(target.team_id, job.project_id, job.episode_id, job.scene_id)
        above, below = theirs.covers(target), target.covers(theirs)
        overlap = (above or below) and bool(writes & job.writes)
        if overlap or (above and job.covers) or (below and kind.covers):
            found.append(job)
    return found


async def _twin(running: Sequence[Live], order: Order, profile_id: UUID | None) -> Job | None:
    same = [
        job.job_id
        for job in running
        if job.kind == order.kind.name and job.target_id == order.target.id
    ]
    wanted = order.params.model_dump(mode="json")
    for job in await Job.filter(id__in=same, state__in=LIVE) if same else []:
        if job.params == wanted and job.profile_id == profile_id:
            return job
    return None


def seen(job: Job) -> Live:
    """A new job as the stories see it."""
    return Live(
        job_id=job.id,
        kind=job.kind,
        project_id=job.project_id,
        episode_id=job.episode_id,
        scene_id=job.scene_id,
        writes=frozenset(job.writes),
        holds=job.holds,
        covers=job.covers,
    )
