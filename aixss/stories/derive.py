"""Bringing states and counters in line with content and live jobs, inside the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from aixss import moves
from aixss.kit.db import Change, Row
from aixss.kit.machine import Machine
from aixss.news import log
from aixss.news.events import StateChanged
from aixss.stories import states
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
) -> None:
    """Recompute the named scenes and episodes, the scenes' episodes, and the project."""
    who = {"job_id": job_id, "actor_id": actor_id}
    touched = {*episodes, *await _scenes(tx, live, list(scenes), who)}
    await _episodes(tx, live, list(touched), who)
    await _project(tx, live, who)


async def _scenes(
    tx: Change, live: Sequence[Live], ids: list[UUID], who: dict[str, Any]
) -> set[UUID]:
    if not ids:
        return set()
    present = ", ".join(f"{field} IS NOT NULL AS {field}" for field in states.REQUIRED)
    rows = await tx.rows(
        f"""
        SELECT id, episode_id, state, is_complete, {present},
          ARRAY(SELECT field FROM stale_mark WHERE target_id = scene.id) AS stale
        FROM scene WHERE id = ANY($1) AND deleted_at IS NULL
        """,
        ids,
    )
    held = {job.scene_id: job.holds for job in live if job.scene_id and job.holds}
    for row in rows:
        facts = SceneFacts(
            [field for field in states.REQUIRED if row[field]], row["stale"], held.get(row["id"])
        )
        complete = states.scene_is_complete(facts)
        if complete != row["is_complete"]:
            await tx.rows("UPDATE scene SET is_complete = $2 WHERE id = $1", row["id"], complete)
        await _move(tx, states.SCENE, row, states.rest_scene(facts), who)
    return {row["episode_id"] for row in rows}


async def _episodes(tx: Change, live: Sequence[Live], ids: list[UUID], who: dict[str, Any]) -> None:
    if not ids:
        return
    rows = await tx.rows(
        """
        UPDATE episode SET scene_count = s.total, started_scene_count = s.started,
          completed_scene_count = s.complete
        FROM (
          SELECT e.id, count(c.id) AS total, count(c.id) FILTER (WHERE c.is_complete) AS complete,
            count(c.id) FILTER (WHERE c.state <> 'PENDING') AS started
          FROM episode e LEFT JOIN scene c ON c.episode_id = e.id AND c.deleted_at IS NULL
          WHERE e.id = ANY($1) GROUP BY e.id
        ) s
        WHERE episode.id = s.id AND episode.deleted_at IS NULL
        RETURNING episode.id, state, core_expression IS NOT NULL AS expressed,
          list_confirmed_at IS NOT NULL AS confirmed, scene_count, started_scene_count,
          completed_scene_count
        """,
        ids,
    )
    for row in rows:
        await _move(tx, states.EPISODE, row, states.rest_episode(_episode(row, live)), who)


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


async def _project(tx: Change, live: Sequence[Live], who: dict[str, Any]) -> None:
    rows = await tx.rows(
        """
        SELECT id, core_expression IS NOT NULL AS expressed, outline IS NOT NULL AS planned,
          list_confirmed_at IS NOT NULL AS confirmed, scene_count, started_scene_count,
          completed_scene_count
        FROM episode WHERE project_id = $1 AND deleted_at IS NULL
        """,
        tx.counter.id,
    )
    project = await tx.rows(
        """
        UPDATE project SET episode_count = $2, expressed_episode_count = $3, scene_count = $4,
          completed_scene_count = $5
        WHERE id = $1
        RETURNING id, state, milestone, plan_confirmed_at IS NOT NULL AS plan_confirmed
        """,
        tx.counter.id,
        len(rows),
        sum(row["expressed"] for row in rows),
        sum(row["scene_count"] for row in rows),
        sum(row["completed_scene_count"] for row in rows),
    )
    held = {job.holds for job in live} & set(states.HELD_PROJECT)
    facts = ProjectFacts(
        milestone=ProjectState(project[0]["milestone"]),
        episodes=[_episode(row, live) for row in rows],
        planned=any(row["planned"] for row in rows),
        plan_confirmed=project[0]["plan_confirmed"],
        held=next((state for state in states.HELD_PROJECT if state in held), None),
    )
    await _move(tx, states.PROJECT, project[0], states.rest_project(facts), who)


async def _move(
    tx: Change, machine: Machine[Any], row: Row, goal: str, who: dict[str, Any]
) -> None:
    source = row["state"]
    if source == goal:
        return
    event = states.START if goal in HELD else states.REST
    await moves.move(tx, machine, row["id"], event, sources=[source], target=goal, **who)
    log.record(
        tx,
        StateChanged(
            target_type=machine.name,
            target_id=row["id"],
            source=source,
            target=goal,
            cause=event,
            job_id=who["job_id"],
        ),
    )
