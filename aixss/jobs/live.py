"""The live jobs of a project, as the stories see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import orjson

from aixss.jobs import budgets
from aixss.jobs.spec import Target
from aixss.jobs.states import LIVE
from aixss.kit import db
from aixss.kit.db import Row
from aixss.stories.live import Live
from aixss.stories.models import Maturity, MaturityKind

LIVE_STATES = ", ".join(f"'{state}'" for state in LIVE)  # spelled out, for the partial index


# Of the scenes of other episodes one job stands for all: they keep their episode busy, and no more
# is asked about them.
THOSE_LIVE = f"""
SELECT *, CASE WHEN $2::uuid IS NULL OR scene_id IS NULL OR episode_id = $2 THEN 1 ELSE alike END
  AS stands_for
FROM (
  SELECT id, kind, project_id, episode_id, scene_id, writes, holds, covers, created_at,
    count(*) OVER like_it AS alike, row_number() OVER like_it AS nth
  FROM job WHERE project_id = $1 AND state IN ({LIVE_STATES})
  WINDOW like_it AS (PARTITION BY episode_id, scene_id IS NULL ORDER BY created_at, id
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
) known
WHERE $2::uuid IS NULL OR scene_id IS NULL OR episode_id = $2 OR nth = 1
ORDER BY created_at, id
"""
LOOK = f"""
SELECT *, EXISTS (
  SELECT FROM budget b JOIN ai_profile p ON p.id = known_profile_id
  WHERE b.id = $5 AND p.provider <> '{budgets.FREE}' AND {budgets.REFUSES}
) AS is_over_budget FROM (SELECT
  ($1::uuid IS NULL OR (SELECT deleted_at IS NULL FROM project WHERE id = $1))
    AND ($2::uuid IS NULL OR EXISTS (SELECT FROM episode WHERE id = $2 AND deleted_at IS NULL))
    AND ($3::uuid IS NULL OR EXISTS (SELECT FROM scene WHERE id = $3 AND deleted_at IS NULL))
    AS is_present,
  (SELECT id FROM ai_profile WHERE team_id = $5 AND deleted_at IS NULL
    AND CASE WHEN $4::uuid IS NULL THEN is_default ELSE id = $4 END) AS known_profile_id,
  ARRAY(SELECT DISTINCT m.kind FROM artefact_maturity m
    WHERE m.project_id = $1 AND m.deleted_at IS NULL AND m.status = '{Maturity.LOCKED.value}'
      AND (m.episode_id IS NULL OR m.episode_id = coalesce($2, m.episode_id))) AS locked
) here LEFT JOIN ({THOSE_LIVE}) those ON true ORDER BY those.created_at, those.id
"""


@dataclass(frozen=True)
class Look:
    """What a job's start or end has to know of its project."""

    is_present: bool  # whether the target is there
    profile_id: UUID | None  # the one asked for, else the team's default
    is_over_budget: bool  # whether nothing may be asked of that profile any more
    locked: frozenset[MaturityKind]
    jobs: list[Live]  # the live ones that can matter to the target, oldest first


async def look(tx: db.Change, target: Target, profile_id: UUID | None = None) -> Look:
    """All that a start or an end about a target asks of the project, in one statement."""
    rows = await tx.rows(
        LOOK, target.project_id, target.episode_id, target.scene_id, profile_id, target.team_id
    )
    return Look(
        is_present=bool(rows[0]["is_present"]),
        profile_id=rows[0]["known_profile_id"],
        is_over_budget=rows[0]["is_over_budget"],
        locked=frozenset(map(MaturityKind, rows[0]["locked"])),
        jobs=[as_live(row) for row in rows if row["id"]],
    )


async def live(tx: db.Change, episode_id: UUID | None = None) -> list[Live]:
    """The live jobs of the transaction's project, oldest first.

    With an episode: those that can matter to it and its scenes.
    """
    return [as_live(row) for row in await tx.rows(THOSE_LIVE, tx.counter.id, episode_id)]


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
        stands_for=row.get("stands_for", 1),
    )


async def family(tx: db.Tx, root_id: UUID) -> Sequence[Row]:
    """A job and its live descendants, ancestors first."""
    return await tx.rows(
        f"""
        WITH RECURSIVE family AS (
          SELECT * FROM job WHERE id = $1
          UNION ALL
          SELECT child.* FROM job child JOIN family ON child.parent_id = family.id
          WHERE child.state IN ({LIVE_STATES})
        )
        SELECT * FROM family ORDER BY depth, id
        """,
        root_id,
    )
