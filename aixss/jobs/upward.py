"""The progress of a child moves the flows above it, and is told to whoever watches those."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID

from aixss.jobs.live import LIVE_STATES
from aixss.kit import db
from aixss.kit.db import Row
from aixss.news.events import JobProgress
from aixss.news.wire import Wire

EVERY_S = 1.0  # of one family, by one process: a step may have a thousand children

# What has ended counts whole; what lives, as far as it is.
CARRY = f"""
UPDATE job SET ratio = greatest(ratio, least(0.99, done + coalesce((
    SELECT sum(child.share * child.ratio) FROM job child
    WHERE child.parent_id = job.id AND child.state IN ({LIVE_STATES})
  ), 0)))
WHERE id = $1 AND state = 'WAITING'
RETURNING id, parent_id, team_id, project_id, attempt, ratio, note
"""


@dataclass
class Upward:
    """Carries progress up, throttled for each family."""

    wire: Wire
    _carried: dict[UUID, float] = field(default_factory=dict)  # by root, when

    async def carry(self, row: Row) -> None:
        """Move the flows above a job to where their children are; nothing when it is too soon.

        Nothing while the database is away: what is missed, the next one or the end makes good.
        """
        if row["parent_id"] is None or not self._is_due(row["root_id"]):
            return
        above: UUID | None = row["parent_id"]
        with suppress(*db.AWAY):
            while above and (moved := await db.rows(CARRY, above)):
                await self._tell(moved[0])
                above = moved[0]["parent_id"]

    def _is_due(self, root_id: UUID) -> bool:
        now = time.monotonic()
        if now - self._carried.get(root_id, float("-inf")) < EVERY_S:
            return False
        self._carried = {root: at for root, at in self._carried.items() if now - at < EVERY_S}
        self._carried[root_id] = now
        return True

    async def _tell(self, flow: Row) -> None:
        event = JobProgress(
            job_id=flow["id"],
            attempt=flow["attempt"],
            n=0,
            ratio=flow["ratio"],
            stage=None,
            note=flow["note"],
        )
        self.wire.tell(flow["team_id"], flow["project_id"] or flow["team_id"], event)
