"""The live jobs of a project, as the stories see them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import orjson

from aixss.jobs.states import LIVE
from aixss.kit import db
from aixss.kit.db import Row
from aixss.stories.live import Live

LIVE_STATES = ", ".join(f"'{state}'" for state in LIVE)  # spelled out, for the partial index


async def live(tx: db.Change) -> list[Live]:
    """The live jobs of the transaction's project, oldest first."""
    rows = await tx.rows(
        f"""
        SELECT id, kind, project_id, episode_id, scene_id, writes, holds, covers
        FROM job WHERE project_id = $1 AND state IN ({LIVE_STATES}) ORDER BY created_at, id
        """,
        tx.counter.id,
    )
    return [as_live(row) for row in rows]


def as_live(row: Row) -> Live:
    """A job's row as the stories see it."""
    return Live(
        job_id=row["id"],
        kind=row["kind"],
        project_id=row["project_id"],
        episode_id=row["episode_id"],
        scene_id=row["scene_id"],
        writes=frozenset(orjson.loads(row["writes"])),
        holds=row["holds"],
        covers=row["covers"],
    )


async def family(tx: db.Tx, root_id: UUID) -> Sequence[Row]:
    """A job and its live descendants, ancestors first."""
    return await tx.rows(
        f"""
        WITH RECURSIVE family AS (
          SELECT job.*, 0 AS depth FROM job WHERE id = $1
          UNION ALL
          SELECT child.*, depth + 1 FROM job child JOIN family ON child.parent_id = family.id
          WHERE child.state IN ({LIVE_STATES})
        )
        SELECT * FROM family ORDER BY depth, id
        """,
        root_id,
    )
