"""Locks: content that its team has settled, which neither an edit nor a job may write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from aixss.errors import ArtefactLocked
from aixss.kit.db import Change
from aixss.stories import drafts
from aixss.stories.models import (
    Character,
    CharacterRelationship,
    Maturity,
    MaturityKind,
    Project,
    WorldViewElement,
)


def _columns(
    *models: type[Project | Character | WorldViewElement | CharacterRelationship],
) -> set[str]:
    return {f"{m._meta.db_table}.{field}" for m in models for field in drafts.fields(m)}


ARCS = frozenset({"project.causal_chain", "project.season_arc", "project.emotion_arc"})
# What each lock covers, as `table.column`; a plural such as `episode.scenes` is the list of rows.
COVERS: Mapping[MaturityKind, frozenset[str]] = {
    MaturityKind.BIBLE: frozenset(
        {"project.characters", "project.relationships", "project.world_view"}
        | _columns(Project, Character, WorldViewElement, CharacterRelationship) - ARCS
    ),
    MaturityKind.SEASON_ARC: ARCS | {"project.episodes"},
    MaturityKind.OUTLINE: frozenset(
        f"episode.{field}" for field in ("title", "summary", "outline", "core_expression", "script")
    ),
    MaturityKind.STORYBOARD: frozenset(
        {"episode.scenes", "scene.summary", "scene.cast", "scene.anchor", "scene.dialogue"}
        | {"scene.sound_design", "scene.duration_estimate", "scene.storyboard_bible"}
        | {"scene.storyboard_plan", "scene.storyboard_groups"}
        | {"storyboard_group.panels", "storyboard_group.end_state"}
    ),
    MaturityKind.PROMPT_PACK: frozenset(
        {"scene.action_plan", "scene.keyframe_groups", "scene.keyframes", "scene.motion"}
        | {"scene.shot_design"}
    ),
}


async def locked(
    tx: Change, episode_id: UUID | None, names: Iterable[str]
) -> frozenset[MaturityKind]:
    """The locks of the transaction's project that cover a `table.column` in `names`.

    Those of other episodes do not count; without an episode, those of all of them do.
    """
    wanted = set(names)
    kinds = [kind.value for kind, covered in COVERS.items() if covered & wanted]
    if not kinds:
        return frozenset()
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
    return frozenset(MaturityKind(row["kind"]) for row in rows)


async def check(tx: Change, episode_id: UUID | None, names: Iterable[str]) -> None:
    """Raises ArtefactLocked, naming the locks, when one covers a `table.column` in `names`."""
    _refuse(await locked(tx, episode_id, names))


def held(table: str) -> str:
    """SQL that gives all locks on a row `t` of a table, for a statement that reads it anyway."""
    episode = {
        "scene": "t.episode_id",
        "episode": "t.id",
        "storyboard_group": "t.episode_id",
    }.get(table, "m.episode_id")
    project = "t.id" if table == "project" else "t.project_id"
    return f"""
        ARRAY(SELECT m.kind FROM artefact_maturity m
          WHERE m.project_id = {project} AND m.deleted_at IS NULL
            AND m.status = '{Maturity.LOCKED.value}'
            AND (m.episode_id IS NULL OR m.episode_id = {episode}))
        """


def covering(kinds: Iterable[str], names: Iterable[str]) -> frozenset[MaturityKind]:
    """Those of these locks that cover a `table.column` in `names`."""
    wanted = set(names)
    return frozenset(kind for kind in map(MaturityKind, kinds) if COVERS[kind] & wanted)


def refuse(kinds: Iterable[str], names: Iterable[str]) -> None:
    """Raises ArtefactLocked when one of these locks covers a `table.column` in `names`."""
    _refuse(covering(kinds, names))


def _refuse(kinds: Iterable[MaturityKind]) -> None:
    if listed := ", ".join(sorted(kinds)):
        raise ArtefactLocked(
            f"Locked: {listed}. Unlock it first, or let an owner or admin override the lock."
        )
