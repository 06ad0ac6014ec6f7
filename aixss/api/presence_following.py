"""Those who follow who is where in a project: the whole list at once, and at every change."""

from __future__ import annotations

from uuid import UUID

from typing_extensions import override

from aixss.api.context import Context
from aixss.api.following import Dense, Moment
from aixss.api.telling import ALL
from aixss.api.types.events import Shown
from aixss.api.types.presence import presence_of
from aixss.kit import clock, db
from aixss.news.events import PresenceChanged, Told


class PresenceFollowing(Dense):
    """One who follows who is where; every answer is read afresh, once for all who ask the same."""

    def __init__(self, context: Context, project_id: UUID) -> None:
        self.stream_id = project_id
        super().__init__(context, project_id, None, ALL)

    @override
    async def look(self) -> Moment[int]:
        async with db.snapshot() as tx:
            newest, _ = await self.edge(tx)
        return Moment(newest, False, clock.now(), ())

    @override
    def snapshot(self, moment: Moment[int]) -> Shown:
        return presence_of(self.key, moment.at)

    @override
    def shown(self, told: Told) -> Shown:
        return presence_of(self.key, told.at)

    @override
    def resync(self) -> Shown:
        return presence_of(self.key, clock.now())

    @override
    def concerns(self, told: Told) -> bool:
        return isinstance(told.event, PresenceChanged)
