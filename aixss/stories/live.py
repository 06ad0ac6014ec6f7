"""What the stories need to know of a live job, without knowing jobs."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Live:
    """A live job: what it is about, what it writes, and the state it holds on its target."""

    job_id: UUID
    kind: str
    project_id: UUID | None
    episode_id: UUID | None
    scene_id: UUID | None
    writes: frozenset[str] = frozenset()
    holds: str | None = None
    covers: bool = False  # keeps other jobs away from all below its target
    stands_for: int = 1  # how many jobs like it this one is told for

    @property
    def target_id(self) -> UUID | None:
        """The most specific object that the job is about."""
        return self.scene_id or self.episode_id or self.project_id
