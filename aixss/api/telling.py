"""What is told to one who follows: what it wants, and of live events those that are still news."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from uuid import UUID

from aixss.api.types.events import SHOWN
from aixss.jobs.states import JobState
from aixss.kit.db import Row
from aixss.news.events import (
    ENDINGS,
    EVENTS,
    Event,
    JobProgress,
    JobQueued,
    JobRetrying,
    JobStarted,
)

# A flow that waits goes on with its children.
MOVING = (JobState.RUNNING, JobState.WAITING)
TOLD_LIVE = frozenset(name for name, event in EVENTS.items() if not event.is_fact)


@dataclass
class Freshness:
    """Which live events are news: those of living jobs, not older than what was shown of them."""

    # By job the last (attempt, ratio, n): within an attempt, ratio and n only grow.
    shown: dict[UUID, tuple[int, float, int]] = field(default_factory=dict)

    def know(self, job: Row) -> None:
        """Take a live job's row as shown."""
        ratio = job["ratio"] if job["state"] in MOVING else inf
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
class Filter:
    """Which of the events that the schema shows somebody wants; empty means all."""

    types: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()  # by their columns

    def admits(self, event: Event) -> bool:
        """Whether an event is wanted."""
        if type(event) not in SHOWN or (self.types and type(event).__name__ not in self.types):
            return False
        return not self.fields or not self.fields.isdisjoint(getattr(event, "fields", ()))


ALL = Filter()
