"""Those who follow a whole team: all that happens in it, or what is worth a notification."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import ClassVar

from typing_extensions import override

from aixss.accounts.models import Role
from aixss.api.context import Context
from aixss.api.following import Following, Moment, active_jobs
from aixss.api.telling import ALL, Filter
from aixss.api.types.events import Shown, TeamSnapshot
from aixss.api.types.jobs import Job
from aixss.api.types.notifications import Notification, kind_of, missed
from aixss.errors import BadCursor
from aixss.kit import clock, db
from aixss.news import cursors, log
from aixss.news.events import Event, Place, Told
from aixss.news.streams import Stream


class TeamFollowing(Following[Place]):
    """One who follows all that happens in a team, in the order of commits."""

    active_most: ClassVar[int] = 100  # live jobs in the snapshot
    _asked_at: datetime | None = None  # when the cursor that was asked for was new

    def __init__(self, context: Context, after: str | None, wanted: Filter) -> None:
        super().__init__(context, context.require(Role.VIEWER).team_id, after, wanted)

    @override
    def stream(self) -> AbstractAsyncContextManager[Stream[Place]]:
        return self.context.services.listener.team(self.key)

    @override
    async def look(self) -> Moment[Place]:
        async with db.snapshot() as tx:
            newest = await log.settled(tx)
            asked_at = self._asked_at
            is_forgotten = asked_at is not None and await log.is_forgotten(tx, asked_at)
            active = await active_jobs(tx, "team_id", self.key, self.key, self.active_most)
        return Moment(newest, is_forgotten, clock.now(), active)

    @override
    def snapshot(self, moment: Moment[Place]) -> Shown:
        cursor = self.cursor(moment.newest, moment.at)
        active = [Job.of(job) for job in moment.active]
        return TeamSnapshot(
            event=Event(), told=None, cursor=cursor, at=moment.at, active_jobs=active
        )

    @override
    async def read(self, after: Place) -> Sequence[Told]:
        return await log.committed(self.key, after)

    @override
    def place_of(self, told: Told) -> Place | None:
        return told.place

    @override
    def place(self, cursor: str) -> Place:
        place, self._asked_at = cursors.team_place(cursor, self.key)
        return place

    @override
    def cursor(self, place: Place, at: datetime) -> str:
        return cursors.team_cursor(self.key, place, at)


class NotificationFollowing(TeamFollowing):
    """One who is told what is worth a notification; what there is at the start is none."""

    active_most = 0

    def __init__(self, context: Context, after: str | None) -> None:
        super().__init__(context, after, ALL)

    @override
    async def _beginning(self, moment: Moment[Place]) -> AsyncIterator[Shown]:
        if self.after is None:
            return
        if moment.newest < self.after:
            raise BadCursor(path=("after",))
        async for told in self._missed(self.after, moment.newest):
            yield self.shown(told)

    @override
    def concerns(self, told: Told) -> bool:
        return told.place is not None and kind_of(told) is not None

    @override
    def shown(self, told: Told) -> Shown:
        kind = kind_of(told)
        assert kind is not None  # it concerns nobody otherwise
        assert told.place is not None
        cursor = self.cursor(told.place, told.at)
        return Notification(event=told.event, told=told, cursor=cursor, at=told.at, kind=kind)

    @override
    def resync(self) -> Shown:
        return missed(clock.now())
