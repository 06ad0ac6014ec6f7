"""One subscriber of a stream: a snapshot, then every fact once, then live events in between."""

from __future__ import annotations

import base64
import binascii
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from math import inf
from uuid import UUID

from aixss.accounts.models import Role
from aixss.api.context import Context
from aixss.api.types.events import (
    SHOWN,
    JobEvent,
    JobSnapshot,
    ProjectEvent,
    ProjectSnapshot,
    ResyncRequired,
)
from aixss.api.types.jobs import Job
from aixss.api.types.projects import Project
from aixss.errors import BadCursor, NotFound
from aixss.jobs.live import LIVE_STATES
from aixss.jobs.states import LIVE, JobState
from aixss.kit import clock, db
from aixss.kit.db import Row
from aixss.news import log as news
from aixss.news.events import (
    ENDINGS,
    Event,
    JobProgress,
    JobQueued,
    JobRetrying,
    JobStarted,
    Told,
)

# The snapshot is one of the two; every event is both.
Shown = JobEvent | ProjectEvent

VERSION = b"\x01"
NUMBER_BYTES = 8


@dataclass
class Freshness:
    """Which live events are news: those of living jobs, not older than what was shown of them."""

    # By job the last (attempt, ratio, n): within an attempt, ratio and n only grow.
    shown: dict[UUID, tuple[int, float, int]] = field(default_factory=dict)

    def know(self, job: Row) -> None:
        """Take a live job's row as shown."""
        ratio = job["ratio"] if job["state"] == JobState.RUNNING else inf
        self.shown[job["id"]] = (job["attempt"], ratio, 0)

    def admits(self, event: Event) -> bool:
        """Whether to tell it; every fact is, and says which live events are old from now on."""
        match event:
            case JobStarted():
                return self._advance(event.job_id, (event.attempt, -1.0, 0))
            case JobProgress():
                return self._advance(event.job_id, (event.attempt, event.ratio, event.n))
            case JobQueued():
                self.shown.setdefault(event.job_id, (0, inf, 0))
            case JobRetrying():
                self.shown[event.job_id] = (event.attempt, inf, 0)
            case _ if isinstance(event, ENDINGS):
                self.shown.pop(event.job_id, None)
        return True

    def _advance(self, job_id: UUID, place: tuple[int, float, int]) -> bool:
        last = self.shown.get(job_id)
        if last is None or place <= last:
            return False
        self.shown[job_id] = place
        return True


@dataclass(frozen=True)
class Moment:
    """What one transaction saw: how far the log went, and the jobs that lived."""

    oldest: int
    newest: int
    at: datetime
    project: Row | None
    job: Row | None
    active: list[Row]


@dataclass
class Following:
    """One subscriber of a stream; only of one job's events when `job_id` is given."""

    context: Context
    stream_id: UUID
    after: int | None
    job_id: UUID | None = None
    fresh: Freshness = field(default_factory=Freshness)

    async def events(self) -> AsyncGenerator[Shown]:
        """Everything from the snapshot or the cursor on; raises BadCursor and NotFound."""
        async with self.context.services.listener.follow(self.stream_id) as feed:
            moment = await self._look()
            if self.after is not None and self.after < moment.oldest - 1:
                yield self._resync()
                return
            async for event in self._beginning(moment):
                yield event
            if moment.job and moment.job["state"] not in LIVE:
                return
            async for told in feed.above(moment.newest):
                if self._concerns(told) and self.fresh.admits(told.event):
                    yield self._shown(told)
                    if self.job_id and isinstance(told.event, ENDINGS):
                        return
            yield self._resync()

    async def _look(self) -> Moment:
        team_id = self.context.require(Role.VIEWER).team_id
        mine = "team_id = $2 AND deleted_at IS NULL"
        only = f"id = $1 AND {mine}"
        live = f"{'id' if self.job_id else 'project_id'} = $1 AND {mine}"
        async with db.snapshot() as tx:
            oldest, newest = await news.edge(tx, self.stream_id)
            projects = await tx.rows(f"SELECT * FROM project WHERE {only}", self.stream_id, team_id)
            jobs = await tx.rows(f"SELECT * FROM job WHERE {only}", self.job_id, team_id)
            active = await tx.rows(
                f"SELECT * FROM job WHERE {live} AND state IN ({LIVE_STATES}) "
                "ORDER BY created_at, id",
                self.job_id or self.stream_id,
                team_id,
            )
        if not (jobs if self.job_id else projects):
            raise NotFound
        return Moment(
            oldest=oldest,
            newest=newest,
            at=clock.now(),
            project=projects[0] if projects else None,
            job=jobs[0] if jobs else None,
            active=active,
        )

    async def _beginning(self, moment: Moment) -> AsyncIterator[Shown]:
        """The snapshot; or what lies above `after`, then how far running jobs are."""
        for job in moment.active:
            self.fresh.know(job)
        if self.after is None:
            yield self._snapshot(moment)
            return
        if self.after > moment.newest:
            raise BadCursor(path=("after",))
        async for told in self._missed(self.after, moment.newest):
            self.fresh.admits(told.event)
            yield self._shown(told)
        for job in moment.active:
            if job["state"] == JobState.RUNNING:
                yield self._shown(self._progress(job, moment.at))

    async def _missed(self, after: int, newest: int) -> AsyncIterator[Told]:
        while after < newest:
            page = await news.read(None, self.stream_id, after, job_id=self.job_id)
            for told in page:
                if (told.cursor or 0) <= newest:
                    yield told
            after = (page[-1].cursor if page else None) or newest

    def _concerns(self, told: Told) -> bool:
        return self.job_id is None or told.event.job_id == self.job_id

    def _snapshot(self, moment: Moment) -> Shown:
        cursor = _cursor(self.stream_id, moment.newest)
        event = Event(job_id=self.job_id)
        if moment.job:
            return JobSnapshot(event=event, cursor=cursor, at=moment.at, row=moment.job)
        assert moment.project is not None  # _look found one of the two
        return ProjectSnapshot(
            event=event,
            cursor=cursor,
            at=moment.at,
            project=Project.of(moment.project),
            active_jobs=[Job.of(job) for job in moment.active],
        )

    def _progress(self, job: Row, at: datetime) -> Told:
        event = JobProgress(
            job_id=job["id"],
            attempt=job["attempt"],
            n=0,
            ratio=job["ratio"],
            stage=job["stage"],
            note=job["note"],
        )
        return Told(job["team_id"], self.stream_id, None, at, event)

    def _shown(self, told: Told) -> JobEvent:
        cursor = _cursor(told.stream_id, told.cursor) if told.cursor is not None else None
        return SHOWN[type(told.event)](event=told.event, cursor=cursor, at=told.at)

    def _resync(self) -> JobEvent:
        event = Event(job_id=self.job_id)
        return ResyncRequired(event=event, cursor=None, at=clock.now())


def _cursor(stream_id: UUID, number: int) -> str:
    """The opaque form of a place in a stream."""
    body = VERSION + stream_id.bytes + number.to_bytes(NUMBER_BYTES)
    return base64.urlsafe_b64encode(body).decode().rstrip("=")


def place(cursor: str | None, stream_id: UUID) -> int | None:
    """The place that a cursor of this stream names; raises BadCursor."""
    if cursor is None:
        return None
    known = VERSION + stream_id.bytes
    try:
        body = base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True)
    except (ValueError, binascii.Error):
        raise BadCursor(path=("after",)) from None
    if not body.startswith(known) or len(body) != len(known) + NUMBER_BYTES:
        raise BadCursor(path=("after",))
    return int.from_bytes(body[len(known) :])
