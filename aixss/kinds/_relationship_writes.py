"""Putting relationships into a project: what people wrote meanwhile stays theirs."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import orjson

from aixss.jobs.ask import Asking
from aixss.kinds._params import Redo
from aixss.kinds._rows import tell
from aixss.kit import ids
from aixss.kit.db import Change, Row
from aixss.news.events import Operation
from aixss.stories import writes
from aixss.stories.artefacts.relationships import (
    Relationship,
    RelationshipArc,
    Relationships,
)
from aixss.stories.models import VersionSource

WRITTEN = ("type", "label", "description", "intensity", "arc")  # the columns that an answer fills
Replaced = tuple[Relationship, Row]  # what is told anew, and the row that told it before


async def apply(tx: Change, asking: Asking, answer: Relationships) -> bool:
    """Add what is missing and, with `force`, replace the rest; False when people's rows stayed."""
    params = asking.params
    assert isinstance(params, Redo)
    rows = {(row["source_id"], row["target_id"]): row for row in await _rows(tx)}
    read = {(each.source_id, each.target_id) for each in asking.story.relationships}
    people = await _people(tx)
    possible = [each for each in answer.relationships if people.issuperset(each.pair)]
    # What was there when the facts were read and is not now, somebody has removed.
    added = [each for each in possible if each.pair not in rows and each.pair not in read]
    replaced = [
        (each, rows[each.pair])
        for each in possible
        if params.force and each.pair in rows and not _is_theirs(rows[each.pair], asking)
    ]
    taken = {each.pair for each in (*added, *(new for new, _ in replaced))}
    left = [each for each in answer.relationships if each.pair not in taken]
    await _keep(tx, asking, left, VersionSource.AI)
    await _replace(tx, asking, [(new, row) for new, row in replaced if _differs(new, row)])
    await _insert(tx, asking, added)
    return bool(taken) or not left


async def _rows(tx: Change) -> list[Row]:
    return await tx.rows(
        """
        SELECT id, source_id, target_id, type, label, description, intensity, revision,
          arc::text AS arc, changed::text AS changed
        FROM character_relationship WHERE project_id = $1 AND deleted_at IS NULL
        """,
        tx.counter.id,
    )


async def _people(tx: Change) -> set[UUID]:
    """Who is a character of the project still."""
    rows = await tx.rows(
        "SELECT id FROM character WHERE project_id = $1 AND deleted_at IS NULL", tx.counter.id
    )
    return {row["id"] for row in rows}


def _is_theirs(row: Row, asking: Asking) -> bool:
    """Whether people have made or written the relationship since the job read it."""
    read = {each.id: each.revision for each in asking.story.relationships}
    changed: dict[str, int] = orjson.loads(row["changed"])
    since = read.get(row["id"])
    return since is None or any(changed.get(column, 0) > since for column in WRITTEN)


def _differs(new: Relationship, row: Row) -> bool:
    told = {"arc": _arc(row), **{name: row[name] for name in WRITTEN if name != "arc"}}
    return any(getattr(new, column) != told[column] for column in WRITTEN)


def _arc(row: Row) -> RelationshipArc | None:
    return RelationshipArc.model_validate_json(row["arc"]) if row["arc"] else None


async def _keep(
    tx: Change, asking: Asking, those: Sequence[Relationship], source: VersionSource
) -> None:
    """Keep what is replaced or was not applied as a version."""
    if those:
        body = {"relationships": [each.model_dump(mode="json") for each in those]}
        await writes.store_version(
            tx, "project", tx.counter.id, "relationships", body, source, job_id=asking.job_id
        )


def _before(row: Row) -> Relationship:
    """What a row tells; people may have left its texts empty, which an answer may not."""
    label = row["label"].strip() or row["type"].title()
    told = {name: row[name] for name in ("source_id", "target_id", "type", "intensity")}
    description = row["description"].strip() or label
    return Relationship(**told, label=label, description=description, arc=_arc(row))


async def _replace(tx: Change, asking: Asking, those: Sequence[Replaced]) -> None:
    if not those:
        return
    await _keep(tx, asking, [_before(row) for _, row in those], VersionSource.REPLACED)
    found = await tx.rows(
        """
        UPDATE character_relationship r SET type = p.type, label = p.label,
          description = p.description, intensity = p.intensity, arc = p.arc,
          revision = r.revision + 1, updated_at = now()
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int[], $6::jsonb[])
          AS p(id, type, label, description, intensity, arc)
        WHERE r.id = p.id RETURNING r.id, r.revision
        """,
        [row["id"] for _, row in those],
        *_columns([new for new, _ in those]),
    )
    tell(tx, "character_relationship", found, Operation.UPDATED, asking.job_id, WRITTEN)


async def _insert(tx: Change, asking: Asking, those: Sequence[Relationship]) -> None:
    if not those:
        return
    added = await tx.rows(
        """
        INSERT INTO character_relationship (id, team_id, project_id, source_id, target_id, type,
          label, description, intensity, arc, revision, changed, created_at, updated_at)
        SELECT p.id, $1, $2, p.source_id, p.target_id, p.type, p.label, p.description,
          p.intensity, p.arc, 1, '{}', now(), now()
        FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[],
          $9::int[], $10::jsonb[])
          AS p(id, source_id, target_id, type, label, description, intensity, arc)
        RETURNING id, revision
        """,
        tx.team_id,
        tx.counter.id,
        [ids.new() for _ in those],
        [each.source_id for each in those],
        [each.target_id for each in those],
        *_columns(those),
    )
    tell(tx, "character_relationship", added, Operation.CREATED, asking.job_id)


def _columns(
    those: Sequence[Relationship],
) -> tuple[list[str], list[str], list[str], list[int], list[str | None]]:
    return (
        [each.type.value for each in those],
        [each.label for each in those],
        [each.description for each in those],
        [each.intensity for each in those],
        [each.arc.model_dump_json() if each.arc else None for each in those],
    )
