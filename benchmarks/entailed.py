"""All that an edit of a scene's texts entails, as our mutation did it before it was tuned.

It stays as it is, on Tortoise's own transactions: what makes ours faster leaves this as slow.
Tables of rules and pure functions are the live ones.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from itertools import groupby
from typing import Any
from uuid import UUID

from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.connection import get_connection, get_connections

from aixss import moves
from aixss.errors import ArtefactLocked, Conflict, Invalid, NotFound
from aixss.jobs.live import LIVE_STATES, as_live
from aixss.kit import db
from aixss.kit.db import Change, Counter, Row
from aixss.kit.machine import Machine
from aixss.news.events import Event, MarkedStale, ObjectChanged, Operation, StateChanged, Told, text
from aixss.stories import drafts, staleness, states
from aixss.stories.drafts import SceneDraft
from aixss.stories.live import Live
from aixss.stories.locks import COVERS
from aixss.stories.models import Maturity, Scene
from aixss.stories.staleness import Reach, Rule
from aixss.stories.states import EpisodeFacts, ProjectFacts, ProjectState, SceneFacts

HELD = {*states.HELD_PROJECT, *states.HELD_EPISODE, *states.HELD_SCENE}


async def edit(
    project_id: UUID,
    scene_id: UUID,
    patch: Mapping[str, object],
    expected_revision: int,
    actor_id: UUID,
) -> None:
    """Set fields of a scene, with all that follows; raises what our mutation raises."""
    async with _transaction() as connection:
        found = await connection.execute_query_dict(
            "UPDATE project SET seq = seq + 1 WHERE id = $1 RETURNING seq, team_id", [project_id]
        )
        if not found:
            raise NotFound
        counter = Counter("project", project_id)
        tx = Change(connection, counter, found[0]["seq"], found[0]["team_id"])
        live = await _live(tx)
        await _update(tx, scene_id, patch, expected_revision, live, {"actor_id": actor_id})
        if tx.facts:
            await _flush(tx)
    db.followed(tx)


@asynccontextmanager
async def _transaction() -> AsyncIterator[TransactionWrapper]:
    client = get_connection(db.CONNECTION)
    assert isinstance(client, AsyncpgDBClient)
    async with client.acquire_connection() as raw:
        wrapper = TransactionWrapper(client)
        wrapper._connection = raw
        async with raw.transaction():
            token = get_connections().set(db.CONNECTION, wrapper)
            try:
                yield wrapper
            finally:
                get_connections().reset(token)


async def _live(tx: Change) -> list[Live]:
    rows = await tx.rows(
        f"""
        SELECT id, kind, project_id, episode_id, scene_id, writes, holds, covers
        FROM job WHERE project_id = $1 AND state IN ({LIVE_STATES}) ORDER BY created_at, id
        """,
        tx.counter.id,
    )
    return [as_live(row) for row in rows]


async def _find(tx: Change, scene_id: UUID) -> Scene:
    row = await Scene.get_or_none(
        id=scene_id,
        team_id=tx.team_id,
        deleted_at=None,
        project_id=tx.counter.id,
        project__deleted_at=None,
    )
    if row is None:
        raise NotFound
    return row


async def _update(
    tx: Change,
    scene_id: UUID,
    patch: Mapping[str, object],
    expected_revision: int,
    live: Sequence[Live],
    who: dict[str, Any],
) -> None:
    row = await _find(tx, scene_id)
    before = SceneDraft.of(drafts.values(row))
    after = SceneDraft.of({**drafts.values(row), **patch})
    changes = {f: getattr(after, f) for f in patch if getattr(after, f) != getattr(before, f)}
    if not changes:
        return
    if expected_revision > row.revision:
        raise Invalid("There is no such revision yet.", path=("expected_revision",))
    newer = tuple(f for f in changes if row.changed.get(f, 0) > expected_revision)
    if newer:
        raise Conflict(fields=newer, current=row, current_revision=row.revision)
    await _check_locks(tx, row.episode_id, {f"scene.{field}" for field in changes})
    row.revision += 1
    row.changed = {**row.changed, **dict.fromkeys(changes, row.revision)}
    row.update_from_dict(changes)
    await row.save(update_fields=[*changes, "revision", "changed", "updated_at"])
    for field in changes:
        await tx.rows(
            "DELETE FROM stale_mark WHERE target_id = $1 AND field = $2 AND cause_seq <= $3",
            row.id,
            field,
            tx.seq,
        )
    tx.facts.append(
        ObjectChanged(
            target_type="scene",
            target_id=row.id,
            revision=row.revision,
            operation=Operation.UPDATED,
            fields=tuple(changes),
        )
    )
    await _derive(tx, live, {row.id} | await _mark(tx, row.id, changes, live), row.episode_id, who)
    await _find(tx, scene_id)


async def _check_locks(tx: Change, episode_id: UUID, names: set[str]) -> None:
    kinds = [kind.value for kind, covered in COVERS.items() if covered & names]
    if not kinds:
        return
    rows = await tx.rows(
        """
        SELECT DISTINCT kind FROM artefact_maturity
        WHERE project_id = $1 AND deleted_at IS NULL AND status = $2 AND kind = ANY($3::text[])
          AND (episode_id IS NULL OR episode_id = coalesce($4, episode_id))
        """,
        tx.counter.id,
        Maturity.LOCKED.value,
        kinds,
        episode_id,
    )
    if rows:
        raise ArtefactLocked("Locked: " + ", ".join(sorted(row["kind"] for row in rows)))


MARK = """
WITH due AS (
  SELECT t.id, t.deleted_at, made.field
  FROM (SELECT $1::uuid AS id, $2::uuid AS project_id) cause
  JOIN scene t ON t.project_id = cause.project_id AND {where}
  CROSS JOIN LATERAL (VALUES {columns}) made (field, present)
  WHERE made.present OR EXISTS (
    SELECT FROM unnest($3::text[], $4::uuid[]) making (field, target_id)
    WHERE making.field = made.field AND making.target_id IN (t.id, t.episode_id, t.project_id)
  )
), marked AS (
  INSERT INTO stale_mark (id, team_id, project_id, target_type, target_id, field, reason,
    priority, cause_seq, created_at, updated_at)
  SELECT gen_random_uuid(), $5, $2, 'scene', id, field, $6, $7, $8, now(), now() FROM due
  ON CONFLICT (target_id, field, reason) DO UPDATE
    SET cause_seq = excluded.cause_seq, priority = excluded.priority, updated_at = now()
  RETURNING target_id, field
)
SELECT target_id, marked.field FROM marked
JOIN due ON due.id = target_id AND due.field = marked.field AND due.deleted_at IS NULL
ORDER BY target_id, marked.field
"""


# Which scenes `t` the change of a scene reaches.
REACHED = {
    Reach.SCENE: "t.id = cause.id",
    Reach.NEIGHBOURS: """EXISTS (SELECT FROM scene s WHERE s.id = cause.id
      AND s.episode_id = t.episode_id AND abs(s."order" - t."order") = 1)""",
}


async def _mark(
    tx: Change, row_id: UUID, written: Mapping[str, object], live: Sequence[Live]
) -> set[UUID]:
    touched: set[UUID] = set()
    for rule in staleness.rules("scene", written):
        due = [
            field for field in rule.fields if field not in written or rule.reach is not Reach.SCENE
        ]
        marked = await _mark_rule(tx, rule, row_id, due, live) if due else []
        for target_id, rows in groupby(marked, key=lambda row: row["target_id"]):
            touched.add(target_id)
            tx.facts.append(
                MarkedStale(
                    target_type="scene",
                    target_id=target_id,
                    fields=tuple(row["field"] for row in rows),
                    reason=rule.reason.value,
                )
            )
    return touched


async def _mark_rule(
    tx: Change, rule: Rule, row_id: UUID, fields: Sequence[str], live: Sequence[Live]
) -> list[Row]:
    columns = ", ".join(f"('{field}', t.{field} IS NOT NULL)" for field in fields)
    making = [
        (field, job.target_id)
        for job in live
        for field in fields
        if f"scene.{field}" in job.writes and not job.covers
    ]
    return await tx.rows(
        MARK.format(where=REACHED[rule.reach], columns=columns),
        row_id,
        tx.counter.id,
        [field for field, _ in making],
        [target for _, target in making],
        tx.team_id,
        rule.reason.value,
        rule.priority.value,
        tx.seq,
    )


async def _derive(
    tx: Change, live: Sequence[Live], scenes: set[UUID], episode_id: UUID, who: dict[str, Any]
) -> None:
    touched = {episode_id, *await _scenes(tx, live, list(scenes), who)}
    await _episodes(tx, live, list(touched), who)
    await _project(tx, live, who)


async def _scenes(
    tx: Change, live: Sequence[Live], ids: list[UUID], who: dict[str, Any]
) -> set[UUID]:
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
    (project,) = await tx.rows(
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
        milestone=ProjectState(project["milestone"]),
        episodes=[_episode(row, live) for row in rows],
        planned=any(row["planned"] for row in rows),
        plan_confirmed=project["plan_confirmed"],
        held=next((state for state in states.HELD_PROJECT if state in held), None),
    )
    await _move(tx, states.PROJECT, project, states.rest_project(facts), who)


async def _move(
    tx: Change, machine: Machine[Any], row: Row, goal: str, who: dict[str, Any]
) -> None:
    source = row["state"]
    if source == goal:
        return
    event = states.START if goal in HELD else states.REST
    await moves.move(tx, machine, row["id"], event, sources=[source], target=goal, **who)
    moved = StateChanged(
        target_type=machine.name, target_id=row["id"], source=source, target=goal, cause=event
    )
    tx.facts.append(moved)


async def _flush(tx: Change) -> None:
    events: list[Event] = tx.facts
    rows = await tx.rows(
        """
        WITH counted AS (
          UPDATE project SET last_news = last_news + $2 WHERE id = $1 RETURNING last_news
        )
        INSERT INTO news (team_id, stream_id, cursor, seq, type, body, job_id, at)
        SELECT $3::uuid, $1, counted.last_news - $2 + n, $4::bigint, type, body, job_id, now()
        FROM counted,
          unnest($5::text[], $6::jsonb[], $7::uuid[]) WITH ORDINALITY AS f(type, body, job_id, n)
        RETURNING cursor, at
        """,
        tx.counter.id,
        len(events),
        tx.team_id,
        tx.seq,
        [type(e).__name__ for e in events],
        [text(e).decode() for e in events],
        [e.job_id for e in events],
    )
    tx.facts = [
        Told(tx.team_id, tx.counter.id, row["cursor"], row["at"], event)
        for row, event in zip(rows, events, strict=True)
    ]
