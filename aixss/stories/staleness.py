"""Staleness: which fields were made from what has changed, as a table of rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby
from uuid import UUID

from aixss.described import Described
from aixss.kit.db import Change, Row
from aixss.news import log
from aixss.news.events import MarkedStale
from aixss.stories.live import Live
from aixss.stories.models import Priority


class Reason(Described):
    """Why a field is stale."""

    PROJECT_STYLE = auto(), "The project's style has changed."
    PROJECT_PROTAGONIST = auto(), "The project's protagonist has changed."
    PROJECT_SUMMARY = auto(), "The project's summary has changed."
    WORLD_VIEW = auto(), "The world view has changed."
    CHARACTER_NAME = auto(), "A character who appears has another name."
    CHARACTER_LOOKS = auto(), "A character who appears looks different."
    CHARACTER_PERSONALITY = auto(), "A character who appears is different."
    CAUSAL_CHAIN = auto(), "The causal chain has changed."
    EPISODE_PLAN = auto(), "The episode's outline or summary has changed."
    CORE_EXPRESSION = auto(), "The episode's core expression has changed."
    SCENE_SUMMARY = auto(), "The scene's summary has changed."
    NEIGHBOUR = auto(), "The scene before or after has changed."
    ANCHOR = auto(), "The scene's anchor has changed."
    KEYFRAMES = auto(), "The scene's keyframes have changed."
    MOTION = auto(), "The scene's motion has changed."


class Reach(Enum):
    """Which rows `t` of a table, within the project, a change of the row `cause` reaches."""

    PROJECT_SCENES = "scene", "true"
    GEOGRAPHY_SCENES = (
        "scene",
        "EXISTS (SELECT FROM world_view_element w WHERE w.id = cause.id AND w.type = 'GEOGRAPHY')",
    )
    CAST_SCENES = "scene", """t."cast" ? cause.id::text"""
    EPISODE_SCENES = "scene", "t.episode_id = cause.id"
    SCENE = "scene", "t.id = cause.id"
    NEIGHBOURS = (
        "scene",
        """EXISTS (SELECT FROM scene s WHERE s.id = cause.id AND s.episode_id = t.episode_id
             AND abs(s."order" - t."order") = 1)""",
    )
    PROJECT_EPISODES = "episode", "true"
    EPISODE = "episode", "t.id = cause.id"

    def __init__(self, table: str, where: str) -> None:
        self.table = table
        self.where = where


@dataclass(frozen=True)
class Rule:
    """A change of any `causes` (`table.column`) makes `fields` of the rows in reach stale."""

    causes: frozenset[str]
    reason: Reason
    reach: Reach
    fields: tuple[str, ...]
    priority: Priority


def _rule(causes: str, reason: Reason, reach: Reach, fields: str, priority: Priority) -> Rule:
    return Rule(frozenset(causes.split()), reason, reach, tuple(fields.split()), priority)


R, T = Reason, Reach
HIGH, MEDIUM, LOW = Priority.HIGH, Priority.MEDIUM, Priority.LOW
STYLE = "project.style project.art_style"
WORLD_VIEW = "world_view_element.type world_view_element.title world_view_element.content"
LOOKS = "character.appearance character.primary_color character.secondary_color"
PLAN = "episode.outline episode.summary"

RULES = (
    _rule(STYLE, R.PROJECT_STYLE, T.PROJECT_SCENES, "anchor keyframes", HIGH),
    _rule("project.protagonist", R.PROJECT_PROTAGONIST, T.PROJECT_SCENES, "anchor keyframes", HIGH),
    _rule("project.summary", R.PROJECT_SUMMARY, T.PROJECT_SCENES, "anchor", MEDIUM),
    _rule(WORLD_VIEW, R.WORLD_VIEW, T.PROJECT_SCENES, "anchor", MEDIUM),
    _rule(WORLD_VIEW, R.WORLD_VIEW, T.GEOGRAPHY_SCENES, "keyframes", LOW),
    _rule("character.name", R.CHARACTER_NAME, T.CAST_SCENES, "anchor keyframes", HIGH),
    _rule(LOOKS, R.CHARACTER_LOOKS, T.CAST_SCENES, "keyframes", HIGH),
    _rule("character.personality", R.CHARACTER_PERSONALITY, T.CAST_SCENES, "dialogue", MEDIUM),
    _rule("causal_chain.chain", R.CAUSAL_CHAIN, T.PROJECT_EPISODES, "outline", MEDIUM),
    _rule(PLAN, R.EPISODE_PLAN, T.EPISODE, "core_expression", HIGH),
    _rule("episode.core_expression", R.CORE_EXPRESSION, T.EPISODE_SCENES, "anchor", MEDIUM),
    _rule("scene.summary", R.SCENE_SUMMARY, T.SCENE, "anchor keyframes", HIGH),
    _rule("scene.summary scene.order", R.NEIGHBOUR, T.NEIGHBOURS, "anchor", LOW),
    _rule("scene.anchor", R.ANCHOR, T.SCENE, "keyframes", HIGH),
    _rule("scene.keyframes", R.KEYFRAMES, T.SCENE, "motion", HIGH),
    _rule("scene.motion", R.MOTION, T.SCENE, "dialogue", LOW),
)


# A trashed row is marked too, so that it is not taken for fresh when it is restored.
MARK = """
WITH due AS (
  SELECT t.id, t.deleted_at, made.field
  FROM (SELECT $1::uuid AS id, $2::uuid AS project_id) cause
  JOIN "{table}" t ON t.project_id = cause.project_id AND {where}
  CROSS JOIN LATERAL (VALUES {columns}) made (field, present)
  WHERE made.present OR EXISTS (
    SELECT FROM unnest($3::text[], $4::uuid[]) making (field, target_id)
    WHERE making.field = made.field AND making.target_id IN (t.id, {parents})
  )
), marked AS (
  INSERT INTO stale_mark (id, team_id, project_id, target_type, target_id, field, reason,
    priority, cause_seq, created_at, updated_at)
  SELECT gen_random_uuid(), $5, $2, '{table}', id, field, $6, $7, $8, now(), now() FROM due
  ON CONFLICT (target_id, field, reason) DO UPDATE
    SET cause_seq = excluded.cause_seq, priority = excluded.priority, updated_at = now()
  RETURNING target_id, field
)
SELECT target_id, marked.field FROM marked
JOIN due ON due.id = target_id AND due.field = marked.field AND due.deleted_at IS NULL
ORDER BY target_id, marked.field
"""


@dataclass(frozen=True)
class Touched:
    """The rows that got marks; their states are to be derived anew."""

    scenes: frozenset[UUID] = frozenset()
    episodes: frozenset[UUID] = frozenset()

    def __or__(self, other: Touched) -> Touched:
        return Touched(self.scenes | other.scenes, self.episodes | other.episodes)


def rules(table: str, fields: Iterable[str]) -> Iterator[Rule]:
    """The rules that a change of these columns of a table sets off."""
    causes = {f"{table}.{field}" for field in fields}
    return (rule for rule in RULES if rule.causes & causes)


async def mark(
    tx: Change, table: str, row_id: UUID, fields: Iterable[str], live: Sequence[Live]
) -> Touched:
    """Mark what was made, or is being made, from the changed columns of a row.

    What the same change writes on the row itself is fresh, not stale.
    """
    written = set(fields)
    touched = Touched()
    for rule in rules(table, written):
        fresh = written if rule.reach in (Reach.SCENE, Reach.EPISODE) else set[str]()
        due = [field for field in rule.fields if field not in fresh]
        marked = await _mark(tx, rule, row_id, due, live) if due else []
        for target_id, rows in groupby(marked, key=lambda row: row["target_id"]):
            log.record(
                tx,
                MarkedStale(
                    target_type=rule.reach.table,
                    target_id=target_id,
                    fields=tuple(row["field"] for row in rows),
                    reason=rule.reason.value,
                ),
            )
        ids = frozenset(row["target_id"] for row in marked)
        touched |= Touched(scenes=ids) if rule.reach.table == "scene" else Touched(episodes=ids)
    return touched


async def _mark(
    tx: Change, rule: Rule, row_id: UUID, fields: Sequence[str], live: Sequence[Live]
) -> list[Row]:
    """The (target_id, field) that got a mark, without those of trashed rows."""
    table, where = rule.reach.table, rule.reach.where
    columns = ", ".join(f"('{field}', t.{field} IS NOT NULL)" for field in fields)
    parents = "t.episode_id, t.project_id" if table == "scene" else "t.project_id"
    # What covers others makes new rows or starts children, which read their facts afterwards.
    making = [
        (field, job.target_id)
        for job in live
        for field in fields
        if f"{table}.{field}" in job.writes and not job.covers
    ]
    sql = MARK.format(table=table, where=where, columns=columns, parents=parents)
    return await tx.rows(
        sql,
        row_id,
        tx.counter.id,
        [field for field, _ in making],
        [target for _, target in making],
        tx.team_id,
        rule.reason.value,
        rule.priority.value,
        tx.seq,
    )
