"""Staleness: which fields were made from what has changed, as a table of rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import groupby
from uuid import UUID

from aixss.kit.db import Change, Row
from aixss.news import log
from aixss.news.events import MarkedStale
from aixss.stories.artefacts.shot_design import ENTERED_BY
from aixss.stories.live import Live
from aixss.stories.models import Priority
from aixss.stories.reasons import Reason


def _entered(left: str, entered: str) -> str:
    """SQL that is true when a scene is left in another way than the next one is entered."""
    out, into = f"{left}.shot_design #>> '{{transition_out,type}}'", f"{entered}.shot_design"
    due = " ".join(f"WHEN '{one}' THEN '{other}'" for one, other in ENTERED_BY.items())
    return f"""CASE {out} {due} ELSE {out} END <> {into} #>> '{{transition_in,type}}'"""


class Reach(Enum):
    """Which rows `t` of a table, within the project, a change of the row `cause` reaches."""

    PROJECT_SCENES = "scene", "true"
    GEOGRAPHY_SCENES = "scene", "cause.type = 'GEOGRAPHY'"
    CAST_SCENES = "scene", """t."cast" ? cause.id::text"""
    EPISODE_SCENES = "scene", "t.episode_id = cause.id"
    SCENE = "scene", "t.id = cause.id"
    NEIGHBOURS = (
        "scene",
        """t.episode_id = cause.episode_id AND t.id <> cause.id
           AND t."order" IN (cause."order" - 1, cause."order" + 1)""",
    )
    SEAMS = (
        "scene",
        f"""t.episode_id = cause.episode_id AND (
           t."order" = cause."order" + 1 AND {_entered("cause", "t")}
           OR t."order" = cause."order" - 1 AND {_entered("t", "cause")})""",
    )
    SCENE_GROUPS = "storyboard_group", "t.scene_id = cause.id"
    LATER_GROUPS = (
        "storyboard_group",
        """t.scene_id = cause.scene_id AND t."order" > cause."order" """,
    )
    PROJECT_EPISODES = "episode", "true"
    PROJECT = "project", "true"
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


Due = tuple[Rule, tuple[str, ...]]


def _rule(causes: str, reason: Reason, reach: Reach, fields: str, priority: Priority) -> Rule:
    return Rule(frozenset(causes.split()), reason, reach, tuple(fields.split()), priority)


R, T = Reason, Reach
HIGH, MEDIUM, LOW = Priority.HIGH, Priority.MEDIUM, Priority.LOW
STYLE = "project.style project.art_style"
WORLD_VIEW = "world_view_element.type world_view_element.title world_view_element.content"
LOOKS = "character.appearance character.primary_color character.secondary_color"
SUMMARIZED = "anchor action_plan keyframe_groups keyframes"
GROUP = "storyboard_group.panels storyboard_group.end_state"
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
    _rule("project.summary", R.PROJECT_SUMMARY, T.PROJECT, "causal_chain season_arc", MEDIUM),
    _rule("project.protagonist", R.PROJECT_PROTAGONIST, T.PROJECT, "causal_chain", MEDIUM),
    _rule("character.name", R.CHARACTER_NAME, T.PROJECT, "causal_chain", MEDIUM),
    _rule(WORLD_VIEW, R.WORLD_VIEW, T.PROJECT, "causal_chain", LOW),
    _rule("project.causal_chain", R.CAUSAL_CHAIN, T.PROJECT, "season_arc", MEDIUM),
    _rule("project.causal_chain", R.CAUSAL_CHAIN, T.PROJECT, "emotion_arc", LOW),
    _rule("project.causal_chain", R.CAUSAL_CHAIN, T.PROJECT_EPISODES, "outline", MEDIUM),
    _rule("project.season_arc", R.SEASON_ARC, T.PROJECT_EPISODES, "outline", MEDIUM),
    _rule("project.season_arc", R.SEASON_ARC, T.PROJECT, "emotion_arc", MEDIUM),
    _rule(PLAN, R.EPISODE_PLAN, T.EPISODE, "core_expression script", HIGH),
    _rule("episode.core_expression", R.CORE_EXPRESSION, T.EPISODE, "script", HIGH),
    _rule("episode.script", R.SCRIPT, T.EPISODE_SCENES, "dialogue", MEDIUM),
    _rule("episode.outline episode.order", R.EPISODE_PLAN, T.PROJECT, "emotion_arc", MEDIUM),
    _rule("episode.core_expression", R.CORE_EXPRESSION, T.EPISODE_SCENES, "anchor", MEDIUM),
    _rule("scene.summary", R.SCENE_SUMMARY, T.SCENE, SUMMARIZED, HIGH),
    _rule("scene.summary", R.SCENE_SUMMARY, T.SCENE, "shot_design", MEDIUM),
    _rule("scene.summary scene.order", R.NEIGHBOUR, T.NEIGHBOURS, "anchor shot_design", LOW),
    _rule("scene.anchor", R.ANCHOR, T.SCENE, "keyframe_groups keyframes", HIGH),
    _rule("scene.action_plan", R.ACTION_PLAN, T.SCENE, "keyframe_groups keyframes", MEDIUM),
    _rule("scene.keyframe_groups", R.KEYFRAME_GROUPS, T.SCENE, "keyframes", MEDIUM),
    _rule("scene.keyframes", R.KEYFRAMES, T.SCENE, "motion", HIGH),
    _rule("scene.motion", R.MOTION, T.SCENE, "dialogue duration_estimate", LOW),
    _rule("scene.motion", R.MOTION, T.SCENE, "shot_design", MEDIUM),
    _rule("scene.shot_design", R.SHOT_DESIGN, T.SCENE, "duration_estimate", LOW),
    # Not each change: scenes that are made side by side would make each other stale for ever.
    _rule("scene.shot_design scene.order", R.SEAM, T.SEAMS, "shot_design", LOW),
    _rule("scene.dialogue", R.DIALOGUE, T.SCENE, "sound_design duration_estimate", MEDIUM),
    _rule("scene.anchor", R.ANCHOR, T.SCENE, "storyboard_bible", MEDIUM),
    _rule("scene.storyboard_bible", R.STORYBOARD_BIBLE, T.SCENE, "storyboard_plan", HIGH),
    _rule("scene.storyboard_bible", R.STORYBOARD_BIBLE, T.SCENE_GROUPS, "panels", HIGH),
    _rule("scene.storyboard_plan", R.STORYBOARD_PLAN, T.SCENE_GROUPS, "panels", HIGH),
    _rule(GROUP, R.EARLIER_GROUP, T.LATER_GROUPS, "panels", HIGH),
    _rule("scene.sound_design", R.SOUND_DESIGN, T.SCENE, "duration_estimate", LOW),
)


# The rows that a rule marks; the cause is one row, of a table or a statement. A trashed row is
# marked too, so that it is not taken for fresh when it is restored.
DUE = """
  SELECT t.id, t.deleted_at, made.field, '{table}' AS target_type, '{reason}' AS reason,
    '{priority}' AS priority, {n} AS rule
  FROM {cause} cause
  JOIN "{table}" t ON {project} = $2 AND {where}
  CROSS JOIN LATERAL (VALUES {columns}) made (field, present)
  WHERE made.present OR EXISTS (
    SELECT FROM unnest($3::text[], $4::uuid[]) making (field, target_id)
    WHERE making.field = {making} AND making.target_id IN (t.id, {parents})
  )
"""
# What no rule says, with the same parameters.
NOTHING = """
  SELECT $2::uuid AS id, now() AS deleted_at, '' AS field, '' AS target_type, '' AS reason,
    '' AS priority, 0 AS rule
  FROM unnest($3::text[], $4::uuid[]) WHERE false
"""
MARKED = """due AS ({due}), marked AS (
  INSERT INTO stale_mark (id, team_id, project_id, target_type, target_id, field, reason,
    priority, cause_seq, created_at, updated_at)
  SELECT gen_random_uuid(), $5, $2, target_type, id, field, reason, priority, $6, now(), now()
  FROM due
  ON CONFLICT (target_id, field, reason) DO UPDATE
    SET cause_seq = excluded.cause_seq, priority = excluded.priority, updated_at = now()
)
"""
FOUND = "due.rule AS stale_rule, due.id AS stale_id, due.field AS stale_field"
IN_ORDER = "ORDER BY stale_rule, stale_id, stale_field"


@dataclass(frozen=True)
class Touched:
    """Rows whose states are to be derived anew, for they got marks or were written."""

    scenes: frozenset[UUID] = frozenset()
    episodes: frozenset[UUID] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.scenes or self.episodes)

    def __or__(self, other: Touched) -> Touched:
        return Touched(self.scenes | other.scenes, self.episodes | other.episodes)


def _touched(table: str, ids: frozenset[UUID]) -> Touched:
    """A project's state does not hang on its marks."""
    match table:
        case "scene":
            return Touched(scenes=ids)
        case "episode":
            return Touched(episodes=ids)
        case _:
            return Touched()


def rules(table: str, fields: Iterable[str]) -> Iterator[Rule]:
    """The rules that a change of these columns of a table sets off."""
    causes = {f"{table}.{field}" for field in fields}
    return (rule for rule in RULES if rule.causes & causes)


@dataclass(frozen=True)
class Marking:
    """What a change of columns of a table marks, in one statement; `due` are rules with fields.

    What the same change writes on the row itself is fresh, not stale. No two rules give a field of
    a row the same reason.
    """

    due: tuple[Due, ...]

    def ctes(self, cause: str) -> str:
        """`due` and `marked`, to stand in a WITH; they take the first six parameters."""
        parts = [self._part(n, cause, *each) for n, each in enumerate(self.due)]
        return MARKED.format(due="  UNION ALL".join(parts or [NOTHING]))

    def _part(self, n: int, cause: str, rule: Rule, fields: Sequence[str]) -> str:
        table = rule.reach.table
        return DUE.format(
            n=n,
            cause=cause,
            table=table,
            project="t.id" if table == "project" else "t.project_id",
            reason=rule.reason.value,
            priority=rule.priority.value,
            where=rule.reach.where,
            columns=", ".join(f"('{field}', t.{field} IS NOT NULL)" for field in fields),
            making=(
                "'scene.storyboard_groups'"
                if table == "storyboard_group"
                else f"'{table}.' || made.field"
            ),
            parents={
                "scene": "t.episode_id, t.project_id",
                "episode": "t.project_id",
                "storyboard_group": "t.scene_id",
            }.get(table, "t.id"),
        )

    def values(self, tx: Change, row_id: UUID, live: Sequence[Live]) -> tuple[object, ...]:
        """The first six parameters."""
        # What covers others makes new rows or starts children, which read their facts afterwards.
        making = [(name, job.target_id) for job in live if not job.covers for name in job.writes]
        names, targets = [name for name, _ in making], [target for _, target in making]
        return (row_id, tx.counter.id, names, targets, tx.team_id, tx.seq)

    def record(self, tx: Change, rows: Iterable[Row]) -> Touched:
        """Tell what was marked: the rows hold FOUND, IN_ORDER, or nulls there."""
        touched = Touched()
        found = (row for row in rows if row["stale_id"])
        for (n, key), marks in groupby(found, key=lambda row: (row["stale_rule"], row["stale_id"])):
            rule, _ = self.due[n]
            log.record(
                tx,
                MarkedStale(
                    target_type=rule.reach.table,
                    target_id=key,
                    fields=tuple(row["stale_field"] for row in marks),
                    reason=rule.reason.value,
                ),
            )
            touched |= _touched(rule.reach.table, frozenset({key}))
        return touched


@cache
def marking(table: str, written: Set[str]) -> Marking:
    """What a change of these columns of a table marks."""
    due = []
    for rule in rules(table, written):
        fresh = written if rule.reach in (Reach.SCENE, Reach.EPISODE, Reach.PROJECT) else ()
        if fields := tuple(field for field in rule.fields if field not in fresh):
            due.append((rule, fields))
    return Marking(tuple(due))


async def mark(
    tx: Change, table: str, row_id: UUID, fields: Iterable[str], live: Sequence[Live]
) -> Touched:
    """Mark what was made, or is being made, from the changed columns of a row."""
    known = marking(table, frozenset(fields))
    if not known.due:
        return Touched()
    cause = f'(SELECT c.* FROM (SELECT $1::uuid AS key) k LEFT JOIN "{table}" c ON c.id = key)'
    sql = f"WITH {known.ctes(cause)} SELECT {FOUND} FROM due WHERE deleted_at IS NULL {IN_ORDER}"
    return known.record(tx, await tx.rows(sql, *known.values(tx, row_id, live)))
