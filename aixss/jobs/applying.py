"""Putting what a job has made into its target: never over what people settled or wrote."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from aixss.jobs.ask import Asking
from aixss.kit.db import Change
from aixss.stories import locks, staleness, writes
from aixss.stories.artefacts.base import Artefact
from aixss.stories.live import Live
from aixss.stories.models import MaturityKind, VersionSource


def is_locked(asking: Asking, locked: Collection[MaturityKind]) -> bool:
    """Whether one of these locks covers what the job writes."""
    kind = asking.kind
    return bool(locks.covering(locked, {f"{kind.scope}.{column}" for column in kind.writes}))


async def apply(
    tx: Change,
    asking: Asking,
    answer: Artefact,
    others: Sequence[Live],
    locked: Collection[MaturityKind],
) -> bool:
    """Write an answer and what follows from it; False when a person's text stayed."""
    kind = asking.kind
    if kind.keeps:
        return True
    story, target = asking.story, asking.story.target
    if is_locked(asking, locked):
        # Locked while the job was at work: the answer is kept, what people settled stays.
        await writes.store_version(
            tx,
            kind.scope.value,
            target.id,
            kind.writes[0],
            answer.model_dump(mode="json"),
            VersionSource.AI,
            job_id=asking.job_id,
        )
        return False
    if kind.apply is not None:
        return await kind.apply(tx, asking, answer)
    (field,) = kind.writes
    applied = await writes.write_field(
        tx,
        kind.scope.value,
        target.id,
        field,
        answer,
        read_revision=target.revision,
        job_id=asking.job_id,
    )
    if applied:
        await writes.clear_marks(tx, target.id, field, story.seq)
        await mark(tx, asking, field, others)
    return applied


async def mark(tx: Change, asking: Asking, field: str, others: Sequence[Live]) -> None:
    """Mark what was made from a field of the target; states are derived from it later."""
    target_id = asking.story.target.id
    touched = await staleness.mark(tx, asking.kind.scope.value, target_id, [field], others)
    asking.touched_scenes |= touched.scenes
    asking.touched_episodes |= touched.episodes
