"""Bringing states and counters in line with content and live jobs, inside the same transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any
from uuid import UUID

from aixss import moves
from aixss.kit.db import Change, Row
from aixss.kit.machine import Machine
from aixss.news import log
from aixss.news.events import StateChanged
from aixss.stories import states
from aixss.stories.artefacts.duration_estimate import PARTS
from aixss.stories.live import Live
from aixss.stories.states import EpisodeFacts, ProjectFacts, ProjectState, SceneFacts

HELD = {*states.HELD_PROJECT, *states.HELD_EPISODE, *states.HELD_SCENE}


async def derive(
    tx: Change,
    live: Sequence[Live],
    *,
    scenes: Iterable[UUID] = (),
    episodes: Iterable[UUID] = (),
    job_id: UUID | None = None,
    actor_id: UUID | None = None,
) -> frozenset[UUID]:
    """Recompute the named scenes and episodes, then what is above them; the rows that have moved.

    Above scenes that stayed as they were nothing moves, unless an episode is named too.
    """
    if tx.counter.table != "project":
        return frozenset()  # a team has no state
    who = {"job_id": job_id, "actor_id": actor_id}
    asked = list(scenes)
    changed = await _scenes(tx, live, asked, who) if asked else {}
    touched = {*episodes, *changed.values()}
    if asked and not touched:
        return frozenset()
    return frozenset(changed) | await _above(tx, live, list(touched), who)


# How long a scene lasts by its estimate, null without one.
ESTIMATED_MS = "1000 * ({})".format(
    " + ".join(f"(duration_estimate ->> '{part}')::numeric" for part in PARTS)
)


async def _scenes(
    tx: Change, live: Sequence[Live], ids: list[UUID], who: dict[str, Any]
) -> dict[UUID, UUID]:
    """The scenes that have changed, each with its episode."""
    present = ", ".join(f"{field} IS NOT NULL AS {field}" for field in states.ARTEFACTS)
    estimated = f"({ESTIMATED_MS})::int"
    rows = await tx.rows(
        f"""
        SELECT id, episode_id, state, is_complete, {present},
          {estimated} IS DISTINCT FROM estimated_ms AS is_measured,
          ARRAY(SELECT field FROM stale_mark WHERE target_id = scene.id) AS stale
        FROM scene WHERE id = ANY($1) AND deleted_at IS NULL
        """,
        ids,
    )
    held = {job.scene_id: job.holds for job in live if job.scene_id and job.holds}
    measured = [row for row in rows if row["is_measured"]]
    turned, moved = [], defaultdict[tuple[str, str], list[Row]](list)
    for row in rows:
        facts = SceneFacts(
            [field for field in states.ARTEFACTS if row[field]], row["stale"], held.get(row["id"])
        )
        if states.scene_is_complete(facts) != row["is_complete"]:
            turned.append(row)
        goal = states.rest_scene(facts)
        if goal != row["state"]:
            moved[row["state"], goal].append(row)
    if turned:
        flip = "UPDATE scene SET is_complete = NOT is_complete WHERE id = ANY($1)"
        await tx.rows(flip, [row["id"] for row in turned])
    if measured:
        measure = f"UPDATE scene SET estimated_ms = {estimated} WHERE id = ANY($1)"
        await tx.rows(measure, [row["id"] for row in measured])
    for (source, target), those in moved.items():
        await _move_all(tx, states.SCENE, [row["id"] for row in those], source, target, who)
    return {row["id"]: row["episode_id"] for row in chain(turned, measured, *moved.values())}


# The project, with its counters brought in line, and each of its episodes; those in $2 are counted
# anew, and $3 jobs live. What a statement writes it
# does not see, so the fresh counts are taken from where they are written.
ABOVE = """
WITH counted AS (
  UPDATE episode SET scene_count = s.total, started_scene_count = s.started,
    completed_scene_count = s.complete, estimated_scene_count = s.estimated, estimated_ms = s.ms
  FROM unnest($2::uuid[]) AS named (id), LATERAL (
    SELECT count(*) AS total, count(*) FILTER (WHERE c.is_complete) AS complete,
      count(*) FILTER (WHERE c.state <> 'PENDING') AS started,
      count(c.estimated_ms) AS estimated, coalesce(sum(c.estimated_ms), 0) AS ms
    FROM scene c WHERE c.episode_id = named.id AND c.deleted_at IS NULL
  ) s
  WHERE episode.id = named.id AND episode.deleted_at IS NULL
    AND (scene_count, started_scene_count, completed_scene_count, estimated_scene_count,
        episode.estimated_ms)
      IS DISTINCT FROM (s.total, s.started, s.complete, s.estimated, s.ms)
  RETURNING episode.id, scene_count, started_scene_count, completed_scene_count,
    estimated_scene_count, episode.estimated_ms
), shown AS (
  SELECT e.id, e.state, e.core_expression IS NOT NULL AS expressed,
    e.outline IS NOT NULL AS planned, e.list_confirmed_at IS NOT NULL AS confirmed,
    coalesce(n.scene_count, e.scene_count) AS scene_count,
    coalesce(n.started_scene_count, e.started_scene_count) AS started_scene_count,
    coalesce(n.completed_scene_count, e.completed_scene_count) AS completed_scene_count,
    coalesce(n.estimated_scene_count, e.estimated_scene_count) AS estimated_scene_count,
    coalesce(n.estimated_ms, e.estimated_ms) AS estimated_ms
  FROM episode e LEFT JOIN counted n ON n.id = e.id
  WHERE e.project_id = $1 AND e.deleted_at IS NULL
), totals AS (
  UPDATE project SET episode_count = t.episodes, expressed_episode_count = t.expressed,
    scene_count = t.scenes, completed_scene_count = t.complete,
    estimated_scene_count = t.estimated, estimated_ms = t.ms, active_job_count = $3
  FROM (
    SELECT count(*) AS episodes, count(*) FILTER (WHERE expressed) AS expressed,
      coalesce(sum(scene_count), 0) AS scenes, coalesce(sum(completed_scene_count), 0) AS complete,
      coalesce(sum(estimated_scene_count), 0) AS estimated,
      coalesce(sum(shown.estimated_ms), 0) AS ms
    FROM shown
  ) t
  WHERE id = $1
    AND (episode_count, expressed_episode_count, scene_count, completed_scene_count,
        estimated_scene_count, project.estimated_ms, active_job_count)
      IS DISTINCT FROM (t.episodes, t.expressed, t.scenes, t.complete, t.estimated, t.ms, $3)
)
SELECT p.state AS project_state, p.milestone, p.plan_confirmed_at IS NOT NULL AS plan_confirmed,
  shown.*
FROM project p LEFT JOIN shown ON true WHERE p.id = $1
"""


async def _above(
    tx: Change, live: Sequence[Live], ids: list[UUID], who: dict[str, Any]
) -> frozenset[UUID]:
    """Bring these episodes and the project in line; which of them have moved."""
    rows = await tx.rows(ABOVE, tx.counter.id, ids, sum(job.stands_for for job in live))
    found = [row for row in rows if row["id"]]
    facts = {row["id"]: _episode(row, live) for row in found}
    moved = {
        row["id"]
        for row in found
        if row["id"] in ids
        and await _move(tx, states.EPISODE, row, states.rest_episode(facts[row["id"]]), who)
    }
    if rows and await _project(tx, live, rows[0], found, list(facts.values()), who):
        moved.add(tx.counter.id)
    return frozenset(moved)


def _episode(row: Row, live: Sequence[Live]) -> EpisodeFacts:
    mine = [job for job in live if job.episode_id == row["id"]]
    return EpisodeFacts(
        expressed=row["expressed"],
        confirmed=row["confirmed"],
        scenes=row["scene_count"],
        started=row["started_scene_count"],
        complete=row["completed_scene_count"],
        scene_jobs=any(job.scene_id for job in mine),
        held=next((j.holds for j in mine if j.holds in states.HELD_EPISODE), None),
    )


async def _project(
    tx: Change,
    live: Sequence[Live],
    project: Row,
    episodes: Sequence[Row],
    facts: Sequence[EpisodeFacts],
    who: dict[str, Any],
) -> bool:
    held = {job.holds for job in live} & set(states.HELD_PROJECT)
    goal = states.rest_project(
        ProjectFacts(
            milestone=ProjectState(project["milestone"]),
            episodes=facts,
            planned=any(row["planned"] for row in episodes),
            plan_confirmed=project["plan_confirmed"],
            held=next((state for state in states.HELD_PROJECT if state in held), None),
        )
    )
    row = {"id": tx.counter.id, "state": project["project_state"]}
    return await _move(tx, states.PROJECT, row, goal, who)


async def _move(
    tx: Change, machine: Machine[Any], row: Row, goal: str, who: dict[str, Any]
) -> bool:
    """Whether the row was not there already."""
    if row["state"] == goal:
        return False
    await _move_all(tx, machine, [row["id"]], row["state"], goal, who)
    return True


async def _move_all(
    tx: Change,
    machine: Machine[Any],
    row_ids: Sequence[UUID],
    source: str,
    goal: str,
    who: dict[str, Any],
) -> None:
    event = states.START if goal in HELD else states.REST
    await moves.move_all(tx, machine, row_ids, event, sources=[source], target=goal, **who)
    for row_id in row_ids:
        log.record(
            tx,
            StateChanged(
                target_type=machine.name,
                target_id=row_id,
                source=source,
                target=goal,
                cause=event,
                job_id=who["job_id"],
            ),
        )
