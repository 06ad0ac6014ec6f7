"""Answering rings: claim, think, settle, and whatever an attempt can end in."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar
from uuid import UUID

import structlog

from aixss.errors import AixssError
from aixss.jobs import attempts, checkpoints, failures, flow, lifecycle, observing
from aixss.jobs.ask import Asking
from aixss.jobs.attempts import AttemptOutcome
from aixss.jobs.errors import LostClaim
from aixss.jobs.flow import TargetGone
from aixss.jobs.lifecycle import Claim
from aixss.jobs.models import AIProfile, Pricing, Stage
from aixss.jobs.observing import Seen
from aixss.jobs.profiles import access_of
from aixss.jobs.spec import Kind, Kinds
from aixss.jobs.start import about
from aixss.jobs.upward import Upward
from aixss.kit import db
from aixss.kit.crypto import KeyRing
from aixss.kit.db import Row
from aixss.news.events import JobProgress, JobStarted
from aixss.news.wire import Wire
from aixss.providers.spec import FailureClass, Provider, ProviderError
from aixss.stories import context

T = TypeVar("T")
log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

TELL_EVERY_S = 0.25  # within a stage progress is told at most four times a second
WRITE_EVERY_S = 5.0  # and written at most so often
LASTING = frozenset({Stage.CALL, Stage.REPAIR})  # of the others a quick job writes none
PROMPTS = """
SELECT key, content FROM system_prompt WHERE team_id = $1 AND language = $2 AND deleted_at IS NULL
"""
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
    _ending: set[Claim] = field(default_factory=set)
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
        """End the task of a claim that is not ours any more.

        One that is about to write its end finds out by itself: it may be its own end that was seen.
        """
        if (task := self._tasks.get(claim)) and claim not in self._ending:
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
        self.wire.tell(row["team_id"], _stream(row), started)
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
            settle = partial(lifecycle.settle, asking, row, answer)
            settled = await self._surely(row, settle, [AttemptOutcome.SUCCEEDED], True)
            seen.outcome = "succeeded" if settled else "dropped"
            db.beside(self._upward.carry(row))
        except TargetGone:
            await db.surely(partial(lifecycle.drop, row))
            seen.outcome = "dropped"
        except AixssError as error:
            await self._fail(row, kind, error, seen)
        except TimeoutError as error:
            limit_s = kind.timeout_s if kind else 0
            if limit is None or not limit.expired():  # it was the database that took too long
                log.warning(ABANDONED, error=repr(error))
                return
            late = ProviderError(FailureClass.TIMEOUT, f"the job took longer than {limit_s:.0f} s")
            await self._fail(row, kind, late, seen)
        except db.AWAY as error:
            # Nothing can be written: the sweep frees the job when the database is back.
            log.warning(ABANDONED, error=repr(error))
        except Exception:
            log.exception("attempt failed for an unforeseen reason")
            await self._fail(row, kind, Unforeseen(), seen)

    async def _fail(self, row: Row, kind: Kind | None, error: AixssError, seen: Seen) -> None:
        fail = partial(failures.fail, row, kind, error)
        await self._surely(row, fail, attempts.WITH_ERROR, None)
        seen.failed(error.code)

    async def _surely(
        self,
        row: Row,
        end: Callable[[], Awaitable[T]],
        outcomes: Collection[AttemptOutcome],
        ended: T,
    ) -> T:
        """End an attempt, although the database comes and goes; raises LostClaim.

        A commit may be done although its connection was lost: then the next try finds the claim
        gone, and the attempt `ended` as it should.
        """
        claim = (row["id"], row["attempt"])
        self._ending.add(claim)
        try:
            return await db.surely(end)
        except LostClaim:
            if await db.surely(partial(attempts.outcome, *claim)) not in outcomes:
                raise
            return ended
        finally:
            self._ending.discard(claim)

    async def _asking(self, row: Row, kind: Kind) -> Asking:
        target, params = lifecycle.target(row), kind.params.model_validate_json(row["params"])
        known = await about(target, params, partial(context.load, **kind.reading))
        if known is None:
            raise TargetGone
        profile = await AIProfile.get_or_none(id=row["profile_id"]) if row["profile_id"] else None
        access = access_of(profile, self.keys, kind.timeout_s, allow_private=self.allow_private)
        prompts = await db.fetch(PROMPTS, row["team_id"], known.language)
        return Asking(
            kind=kind,
            job_id=row["id"],
            target=target,
            attempt=row["attempt"],
            context=known,
            params=params,
            access=access,
            provider=self.providers[access.provider],
            profile_id=row["profile_id"],
            pricing=profile.pricing if profile else Pricing(),
            rewritten={prompt["key"]: prompt["content"] for prompt in prompts},
            report=Progress(row, self.wire, self._upward).report,
            keep=partial(checkpoints.keep, row),
        )


class Progress:
    """Tells progress live, throttled at the source, and writes it now and then.

    A new stage is told at once, and written at once when it may last.
    """

    def __init__(self, row: Row, wire: Wire, upward: Upward) -> None:
        self._row, self._wire, self._upward = row, wire, upward
        self._n, self._ratio = 0, 0.0
        # The claim has just written the first stage, and told nobody of it.
        self._stage: Stage | None = None
        self._written_stage, self._written = Stage.PREPARE, time.monotonic()
        self._told = float("-inf")

    async def report(self, ratio: float | None, stage: Stage, note: str = "") -> None:
        """A ratio of None keeps the last one; raises LostClaim when the row is not ours now."""
        self._ratio = max(self._ratio, ratio or 0.0)
        now, is_new = time.monotonic(), stage is not self._stage
        self._stage = stage
        if self._is_to_write(stage, now - self._written):
            self._written_stage, self._written = stage, now
            await self._write(stage, note)
        if is_new or now - self._told >= TELL_EVERY_S:
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
            self._wire.tell(self._row["team_id"], _stream(self._row), event)

    def _is_to_write(self, stage: Stage, since_s: float) -> bool:
        if stage is self._written_stage:
            return since_s >= WRITE_EVERY_S
        return stage in LASTING or since_s >= TELL_EVERY_S

    async def _write(self, stage: Stage, note: str) -> None:
        rows = await db.rows(
            """
            UPDATE job SET ratio = $3, stage = $4, note = $5
            WHERE id = $1 AND attempt = $2 AND state = 'RUNNING' RETURNING id
            """,
            self._row["id"],
            self._row["attempt"],
            self._ratio,
            stage.value,
            note[:500],
        )
        if not rows:
            raise LostClaim
        self._written = time.monotonic()  # a slow database is not asked more often
        db.beside(self._upward.carry(self._row))


def _stream(row: Row) -> UUID:
    stream: UUID = row["project_id"] or row["team_id"]
    return stream
