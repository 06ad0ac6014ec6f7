"""Those who follow what happens: a snapshot, then every fact once, then live events in between."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic
from uuid import UUID

from typing_extensions import override

from aixss.accounts.models import Role
from aixss.api.context import Context
from aixss.api.desks import Desk, Desks, End, Reader, Sink
from aixss.api.telling import ALL, MOVING, TOLD_LIVE, Filter, Freshness
from aixss.api.types.events import (
    SHOWN,
    JobSnapshot,
    ProjectSnapshot,
    ResyncRequired,
    Shown,
)
from aixss.api.types.jobs import Job
from aixss.api.types.projects import Project
from aixss.errors import BadCursor, NotFound
from aixss.jobs.live import LIVE_STATES
from aixss.jobs.states import LIVE
from aixss.kit import clock, db
from aixss.kit.db import Row
from aixss.news import cursors, log
from aixss.news.events import ENDINGS, Event, JobProgress, JobQueued, Told
from aixss.news.streams import P, Stream


@dataclass(frozen=True)
class Moment(Generic[P]):
    """What one transaction saw: how far the log went, and what there was."""

    newest: P
    is_forgotten: bool  # whether facts above the place that was asked for are kept no more
    at: datetime
    active: Sequence[Row]  # the jobs that lived, oldest first
    row: Row | None = None  # the project, or the job
    is_over: bool = False


@dataclass(frozen=True)
class Way:
    """The way to one who follows: how an event is answered, and what the answer is sent through.

    `key` is equal for all to whom the same event is answered with the same text.
    """

    sink: Sink[Any]
    answer: Callable[[Any], Awaitable[Any]]
    desks: Desks[Any]
    key: Hashable


class Following(ABC, Generic[P]):
    """One who follows a stream; made by a subscription's resolver, served by the engine."""

    def __init__(self, context: Context, key: UUID, after: str | None, wanted: Filter) -> None:
        self.context, self.key, self.wanted = context, key, wanted
        self.viewer = context.require(Role.VIEWER)
        self.after = None if after is None else self.place(after)
        self.fresh = Freshness()

    def __aiter__(self) -> AsyncIterator[Any]:
        """What graphql-core asks of a source; the engine serves it instead of iterating."""
        raise TypeError("events are told through the desks of a process")

    async def serve(self, way: Way) -> None:
        """Tell everything from the snapshot or the cursor on, until the end.

        Raises BadCursor, NotFound, and Gone when nobody takes it any more.
        """
        async with self.stream() as stream:
            end = await self._begun(way)
            if not isinstance(end, End):
                reader: Reader[P, Any] = Reader(way.sink, end, self._admits)
                same = (way.key, type(self), self.key, self.wanted)
                async with way.desks.at(same, lambda: self._desk(stream, way.answer)) as desk:
                    end = await desk.serve(reader)
        if end is End.LOST:
            await way.sink.tell(await way.answer(self.resync()))

    async def _begun(self, way: Way) -> P | End:
        """Tell what comes first; the place behind it, or why nothing follows."""
        moment = await self.look()  # which holds whole rows, and so must not outlive this
        if moment.is_forgotten:
            return End.LOST
        async for shown in self._beginning(moment):
            await way.sink.tell(await way.answer(shown))
        return End.OVER if moment.is_over else moment.newest

    def _desk(self, stream: Stream[P], answer: Callable[[Any], Awaitable[Any]]) -> Desk[P, Any]:
        return Desk(
            stream,
            place_of=self.place_of,
            read=self.read,
            answer=lambda told: answer(self.shown(told)),
            concerns=self.concerns,
            ends=self.ends,
            overhears=self.overhears,
        )

    async def _beginning(self, moment: Moment[P]) -> AsyncIterator[Shown]:
        """The snapshot; or what lies above `after`, then how far running jobs are."""
        for job in moment.active:
            self.fresh.know(job)
        if self.after is None:
            yield self.snapshot(moment)
            return
        if moment.newest < self.after:
            raise BadCursor(path=("after",))
        async for told in self._missed(self.after, moment.newest):
            self.fresh.admits(told.event)
            yield self.shown(told)
        for job in moment.active:
            if job["state"] in MOVING:
                yield self.shown(_progress(job, self.key, moment.at))

    async def _missed(self, after: P, newest: P) -> AsyncIterator[Told]:
        while after < newest:
            page = await self.read(after)
            for told in page:
                place = self.place_of(told)
                assert place is not None  # what is read is a fact
                if newest < place:
                    return
                after = place
                if self.concerns(told):
                    yield told
            if not page:
                return

    def _admits(self, told: Told) -> bool:
        return self.fresh.admits(told.event)

    def shown(self, told: Told) -> Shown:
        """An event as the schema has it."""
        place = self.place_of(told)
        cursor = None if place is None else self.cursor(place, told.at)
        return SHOWN[type(told.event)](event=told.event, cursor=cursor, at=told.at, told=told)

    def resync(self) -> Shown:
        """The word that the reader has to begin anew."""
        return ResyncRequired(event=Event(), cursor=None, at=clock.now(), told=None)

    def concerns(self, told: Told) -> bool:
        """Whether an event of the stream is one of those that are followed."""
        return self.wanted.admits(told.event)

    def overhears(self, told: Told) -> bool:
        """Whether an event that is not followed says which live ones are news."""
        return told.event.job_id is not None and not self.wanted.types.isdisjoint(TOLD_LIVE)

    def ends(self, told: Told) -> bool:  # noqa: ARG002  # most never end
        """Whether nothing follows it."""
        return False

    @abstractmethod
    def stream(self) -> AbstractAsyncContextManager[Stream[P]]:
        """What is followed."""

    @abstractmethod
    async def look(self) -> Moment[P]:
        """What there is now; raises NotFound."""

    @abstractmethod
    def snapshot(self, moment: Moment[P]) -> Shown:
        """What there was, as the first event."""

    @abstractmethod
    async def read(self, after: P) -> Sequence[Told]:
        """The next facts above a place."""

    @abstractmethod
    def place_of(self, told: Told) -> P | None:
        """Where a fact stands; None for what is only told live."""

    @abstractmethod
    def place(self, cursor: str) -> P:
        """The place that a cursor names; raises BadCursor."""

    @abstractmethod
    def cursor(self, place: P, at: datetime) -> str:
        """The cursor that names a place."""


class Dense(Following[int]):
    """One who follows a project, or something in it."""

    stream_id: UUID

    @override
    def stream(self) -> AbstractAsyncContextManager[Stream[int]]:
        return self.context.services.listener.project(self.viewer.team_id, self.stream_id)

    @override
    async def read(self, after: int) -> Sequence[Told]:
        return await log.read(None, self.stream_id, after)

    @override
    def place_of(self, told: Told) -> int | None:
        return told.cursor

    @override
    def place(self, cursor: str) -> int:
        return cursors.place(cursor, self.stream_id)

    @override
    def cursor(self, place: int, at: datetime) -> str:  # a number says enough
        return cursors.cursor(self.stream_id, place)

    async def edge(self, tx: db.Tx) -> tuple[int, bool]:
        """The newest place, and whether facts above the one that was asked for are forgotten."""
        oldest, newest = await log.edge(tx, self.stream_id)
        return newest, self.after is not None and self.after < oldest - 1


class ProjectFollowing(Dense):
    """One who follows a project."""

    def __init__(
        self, context: Context, project_id: UUID, after: str | None, wanted: Filter
    ) -> None:
        self.stream_id = project_id
        super().__init__(context, project_id, after, wanted)

    @override
    async def look(self) -> Moment[int]:
        async with db.snapshot() as tx:
            newest, is_forgotten = await self.edge(tx)
            projects = await _rows(tx, "project", self.key, self.viewer.team_id)
            active = await active_jobs(tx, "project_id", self.key, self.viewer.team_id)
        if not projects:
            raise NotFound
        return Moment(newest, is_forgotten, clock.now(), active, projects[0])

    @override
    def snapshot(self, moment: Moment[int]) -> Shown:
        assert moment.row is not None  # look found it
        return ProjectSnapshot(
            event=Event(),
            told=None,
            cursor=self.cursor(moment.newest, moment.at),
            at=moment.at,
            project=Project.of(moment.row),
            active_jobs=[Job.of(job) for job in moment.active],
        )


class JobFollowing(Dense):
    """One who follows a job and all that it starts."""

    def __init__(
        self, context: Context, job_id: UUID, stream_id: UUID, root_id: UUID, after: str | None
    ) -> None:
        self.stream_id, self._root_id = stream_id, root_id
        self._family = {job_id}
        super().__init__(context, job_id, after, ALL)

    @override
    async def look(self) -> Moment[int]:
        team_id = self.viewer.team_id
        async with db.snapshot() as tx:
            newest, is_forgotten = await self.edge(tx)
            jobs = await _rows(tx, "job", self.key, team_id)
            family = await tx.rows(FAMILY, self.key)
            self._family.update(row["id"] for row in family)
            below = await active_jobs(tx, "root_id", self._root_id, team_id)
        if not jobs:
            raise NotFound
        is_over = jobs[0]["state"] not in LIVE
        active = [job for job in below if job["id"] in self._family and job["id"] != self.key]
        if not is_over:
            active.insert(0, jobs[0])
        return Moment(newest, is_forgotten, clock.now(), active, jobs[0], is_over)

    @override
    def snapshot(self, moment: Moment[int]) -> Shown:
        assert moment.row is not None  # look found it
        cursor = self.cursor(moment.newest, moment.at)
        event = Event(job_id=self.key)
        return JobSnapshot(event=event, told=None, cursor=cursor, at=moment.at, row=moment.row)

    @override
    def resync(self) -> Shown:
        event = Event(job_id=self.key)
        return ResyncRequired(event=event, told=None, cursor=None, at=clock.now())

    @override
    async def read(self, after: int) -> Sequence[Told]:
        return await log.read(None, self.stream_id, after, root_id=self._root_id)

    @override
    def concerns(self, told: Told) -> bool:
        event = told.event
        if isinstance(event, JobQueued) and event.parent_id in self._family:
            self._family.add(event.job_id)
        return event.job_id in self._family

    @override
    def ends(self, told: Told) -> bool:
        return isinstance(told.event, ENDINGS) and told.event.job_id == self.key


FAMILY = """
WITH RECURSIVE family AS (
  SELECT id FROM job WHERE id = $1
  UNION ALL SELECT child.id FROM job child JOIN family ON child.parent_id = family.id
)
SELECT id FROM family
"""


async def _rows(tx: db.Tx, table: str, key: UUID, team_id: UUID) -> list[Row]:
    return await tx.rows(
        f'SELECT * FROM "{table}" WHERE id = $1 AND team_id = $2 AND deleted_at IS NULL',
        key,
        team_id,
    )


async def active_jobs(
    tx: db.Tx, column: str, key: UUID, team_id: UUID, limit: int | None = None
) -> list[Row]:
    """The live jobs of a team that name a key in a column, oldest first, at most `limit`."""
    return await tx.rows(
        f"""
        SELECT * FROM job
        WHERE {column} = $1 AND team_id = $2 AND deleted_at IS NULL AND state IN ({LIVE_STATES})
        ORDER BY created_at, id LIMIT $3
        """,
        key,
        team_id,
        limit,
    )


def _progress(job: Row, stream_id: UUID, at: datetime) -> Told:
    event = JobProgress(
        job_id=job["id"],
        attempt=job["attempt"],
        n=0,
        ratio=job["ratio"],
        stage=job["stage"],
        note=job["note"],
    )
    return Told(job["team_id"], stream_id, None, at, event)
