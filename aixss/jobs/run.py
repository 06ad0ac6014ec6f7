"""Answering rings: claim, think, settle, and whatever an attempt can end in."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol
from uuid import UUID

import structlog

from aixss.errors import AixssError
from aixss.jobs import failures, flow, lifecycle, observing
from aixss.jobs.ask import Asking
from aixss.jobs.errors import LostClaim
from aixss.jobs.flow import TargetGone
from aixss.jobs.lifecycle import Claim
from aixss.jobs.models import AIProfile, Pricing, Stage, SystemPrompt
from aixss.jobs.observing import Seen
from aixss.jobs.profiles import access_of
from aixss.jobs.spec import Kind, Kinds
from aixss.jobs.upward import Upward
from aixss.kit import db
from aixss.kit.crypto import KeyRing
from aixss.kit.db import Row
from aixss.news.events import JobProgress, JobStarted
from aixss.news.wire import Wire
from aixss.providers.spec import FailureClass, Provider, ProviderError
from aixss.stories import context

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

TELL_EVERY_S = 0.25  # progress is told, and a new stage written, at most four times a second
WRITE_EVERY_S = 5.0  # within a stage it is written at most so often
ABANDONED = "attempt abandoned: the database is away"


class UnknownKind(AixssError):
    """This release does not know this kind of job."""


class Unforeseen(AixssError):
    """Something unforeseen went wrong on our side; it was logged with this job's id."""


@dataclass
class Runner:
    """What a worker process needs to answer rings."""

    kinds: Kinds
    providers: Mapping[str, Provider]
    keys: KeyRing
    wire: Wire
    worker_id: UUID
    allow_private: bool = False
    claimed: Callable[[Claim], None] = lambda _: None  # is told of each claim, before any work
    # By claim: a job that was taken back may come here again before its last task has ended.
    _tasks: dict[Claim, asyncio.Task[None]] = field(default_factory=dict)
    _lost: set[Claim] = field(default_factory=set)
    _claiming: set[UUID] = field(default_factory=set)
    _upward: Upward = field(init=False)

    def __post_init__(self) -> None:
        self._upward = Upward(self.wire)

    @property
    def running(self) -> Collection[Claim]:
        """The claims that have a task."""
        return self._tasks.keys()

    @property
    def claiming(self) -> Collection[UUID]:
        """The jobs that are being claimed: the table may have it before we do."""
        return self._claiming

    async def answer(self, job_id: UUID) -> None:
        """Claim the job and do it; a job that another one has claimed is none of ours."""
        if job_id in self._claiming:
            return
        self._claiming.add(job_id)
        try:
            row = await db.surely(partial(lifecycle.claim, job_id, self.worker_id))
            if row is None:
                return
            claim = (job_id, row["attempt"])
            self.claimed(claim)
            task = self._tasks[claim] = asyncio.create_task(self._attempt(row))
        finally:
            self._claiming.discard(job_id)
        try:
            await task
        except asyncio.CancelledError:
            if claim in self._lost:
                return  # the task was told that it lost; the ring itself goes on
            # The worker stops: let go of the task, then give the job back.
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await db.finish(lifecycle.hand_back(row))
            raise
        finally:
            del self._tasks[claim]
            self._lost.discard(claim)

    def lose(self, claim: Claim) -> None:
        """End the task of a claim that is not ours any more."""
        if task := self._tasks.get(claim):
            self._lost.add(claim)
            task.cancel()

    def abort(self, job_id: UUID) -> None:
        """End whatever is done for a job that was cancelled."""
        for claim in self._tasks:
            if claim[0] == job_id:
                self.lose(claim)

    async def _attempt(self, row: Row) -> None:
        kind = self.kinds.get(row["kind"])
        with suppress(LostClaim), observing.attempt(row) as seen:
            await self._try(row, kind, seen)

    async def _try(self, row: Row, kind: Kind | None, seen: Seen) -> None:
        """Do it, and turn whatever goes wrong into a state of the job."""
        started = JobStarted(job_id=row["id"], attempt=row["attempt"])
        db.beside(self.wire.tell(row["team_id"], _stream(row), started))
        limit: asyncio.Timeout | None = None
        try:
            if kind is None:
                raise UnknownKind
            async with asyncio.timeout(kind.timeout_s) as limit:
                if kind.is_flow:
                    await flow.advance(self.kinds, row)
                    seen.outcome = "advanced"
                    return
                asking = await self._asking(row, kind)
                answer = await asking.answer()
            await asking.progress(0.95, Stage.WRITE)
            settled = await db.surely(partial(lifecycle.settle, asking, row, answer))
            seen.outcome = "succeeded" if settled else "dropped"
            db.beside(self._upward.carry(row))
        except TargetGone:
            await db.surely(partial(lifecycle.drop, row))
            seen.outcome = "dropped"
        except AixssError as error:
            await _fail(row, kind, error, seen)
        except TimeoutError as error:
            limit_s = kind.timeout_s if kind else 0
            if limit is None or not limit.expired():  # it was the database that took too long
                log.warning(ABANDONED, error=repr(error))
                return
            late = ProviderError(FailureClass.TIMEOUT, f"the job took longer than {limit_s:.0f} s")
            await _fail(row, kind, late, seen)
        except db.AWAY as error:
            # Nothing can be written: the sweep frees the job when the database is back.
            log.warning(ABANDONED, error=repr(error))
        except Exception:
            log.exception("attempt failed for an unforeseen reason")
            await _fail(row, kind, Unforeseen(), seen)

    async def _asking(self, row: Row, kind: Kind) -> Asking:
        story = await context.load(row["project_id"], row["episode_id"], row["scene_id"])
        if story is None:
            raise TargetGone
        profile = await AIProfile.get_or_none(id=row["profile_id"]) if row["profile_id"] else None
        access = access_of(profile, self.keys, kind.timeout_s, allow_private=self.allow_private)
        prompts = await SystemPrompt.filter(
            team_id=row["team_id"], language=story.language, deleted_at=None
        )
        return Asking(
            kind=kind,
            job_id=row["id"],
            team_id=row["team_id"],
            attempt=row["attempt"],
            story=story,
            params=kind.params.model_validate_json(row["params"]),
            access=access,
            provider=self.providers[access.provider],
            profile_id=row["profile_id"],
            pricing=profile.pricing if profile else Pricing(),
            rewritten={prompt.key: prompt.content for prompt in prompts},
            report=Progress(row, self.wire, self._upward).report,
        )


class Reporter(Protocol):
    """Says how far an attempt is."""

    async def report(self, ratio: float | None, stage: Stage, note: str = "") -> None:
        """A ratio of None keeps the last one."""


class Progress:
    """Tells progress live, throttled at the source, and writes it now and then."""

    def __init__(self, row: Row, wire: Wire, upward: Upward) -> None:
        self._row, self._wire, self._upward = row, wire, upward
        self._n, self._ratio = 0, 0.0
        self._stage: Stage | None = None
        self._written_stage: Stage | None = None
        self._told = self._written = float("-inf")

    async def report(self, ratio: float | None, stage: Stage, note: str = "") -> None:
        """Raises LostClaim when the row is not ours any more."""
        self._ratio = max(self._ratio, ratio or 0.0)
        now, turned = time.monotonic(), stage is not self._written_stage
        self._stage = stage
        if now - self._written >= (TELL_EVERY_S if turned else WRITE_EVERY_S):
            self._written = now
            await self._write(note)
        if now - self._told >= TELL_EVERY_S:
            self._told = now
            self._n += 1
            event = JobProgress(
                job_id=self._row["id"],
                attempt=self._row["attempt"],
                n=self._n,
                ratio=self._ratio,
                stage=stage.value,
                note=note,
            )
            db.beside(self._wire.tell(self._row["team_id"], _stream(self._row), event))

    async def _write(self, note: str) -> None:
        self._written_stage = self._stage
        rows = await db.rows(
            """
            UPDATE job SET ratio = $3, stage = $4, note = $5
            WHERE id = $1 AND attempt = $2 AND state = 'RUNNING' RETURNING id
            """,
            self._row["id"],
            self._row["attempt"],
            self._ratio,
            self._stage.value if self._stage else None,
            note[:500],
        )
        if not rows:
            raise LostClaim
        db.beside(self._upward.carry(self._row))


async def _fail(row: Row, kind: Kind | None, error: AixssError, seen: Seen) -> None:
    await db.surely(partial(failures.fail, row, kind, error))
    seen.failed(error.code)


def _stream(row: Row) -> UUID:
    stream: UUID = row["project_id"] or row["team_id"]
    return stream
