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
    table = kind.scope.value
    one = dict.fromkeys(kind.writes[:1], answer)
    parts = kind.parts(story, asking.params, answer) if kind.parts else one
    if is_locked(asking, locked):
        # Locked while the job was at work: the answer is kept, what people settled stays.
        for field, part in parts.items():
            body, source = part.model_dump(mode="json"), VersionSource.AI
            await writes.store_version(
                tx, table, target.id, field, body, source, job_id=asking.job_id
            )
        return False
    asking.beside = others
    if kind.apply is not None:
        return await kind.apply(tx, asking, answer)
    if kind.fit is not None:
        parts = {kind.writes[0]: await kind.fit(tx, asking, answer)}
    written = [
        field
        for field, part in parts.items()
        if await writes.write_field(
            tx,
            table,
            target.id,
            field,
            part,
            read_revision=target.revision,
            job_id=asking.job_id,
        )
    ]
    for field in written:
        await writes.clear_marks(tx, target.id, field, story.seq)
    if written:
        await mark(tx, asking, written)
    # Whoever has written one of them keeps it, and the others are written all the same.
    return len(written) == len(parts)


async def mark(tx: Change, asking: Asking, fields: Collection[str]) -> None:
    """Mark what was made from fields of the target; states are derived from it later."""
    table, target_id = asking.kind.scope.value, asking.story.target.id
    touched = await staleness.mark(tx, table, target_id, fields, asking.beside)
    asking.touched_scenes |= touched.scenes
    asking.touched_episodes |= touched.episodes
