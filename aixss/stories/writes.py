"""Writing artefacts into their fields: never silently over what a person wrote."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import orjson
from pydantic import BaseModel

from aixss.kit import ids
from aixss.kit.db import Change
from aixss.news import log
from aixss.news.events import ObjectChanged, Operation
from aixss.stories.models import VersionSource

VERSIONS_KEPT = 50  # per field; locked and labelled ones are kept beyond it


async def write_field(
    tx: Change,
    table: str,
    row_id: UUID,
    field: str,
    value: BaseModel,
    *,
    read_revision: int,
    job_id: UUID,
) -> bool:
    """Put a job's answer into its field; False when a person has written it since `read_revision`.

    What is replaced becomes a version, but for what the job itself has written before; an answer
    that is not applied becomes one too.
    """
    rows = await tx.rows(
        f"""
        SELECT revision, {field}::text AS before, coalesce((changed ->> $2)::int, 0) AS written,
          EXISTS (SELECT FROM version v WHERE v.target_id = $1 AND v.field = $2 AND v.job_id = $3
            AND v.source = '{VersionSource.REPLACED.value}') AS is_kept
        FROM "{table}" WHERE id = $1 AND deleted_at IS NULL
        """,
        row_id,
        field,
        job_id,
    )
    if not rows:
        return False
    found = rows[0]
    body = value.model_dump(mode="json")
    if found["written"] > read_revision:
        await store_version(tx, table, row_id, field, body, VersionSource.AI, job_id=job_id)
        return False
    if found["before"] is not None and not found["is_kept"]:
        old = orjson.loads(found["before"])
        await store_version(tx, table, row_id, field, old, VersionSource.REPLACED, job_id=job_id)
    await tx.rows(
        f"""
        UPDATE "{table}" SET {field} = $2::jsonb, revision = revision + 1, updated_at = now()
        WHERE id = $1
        """,
        row_id,
        orjson.dumps(body).decode(),
    )
    log.record(
        tx,
        ObjectChanged(
            target_type=table,
            target_id=row_id,
            revision=found["revision"] + 1,
            operation=Operation.UPDATED,
            fields=(field,),
            job_id=job_id,
        ),
    )
    return True


async def store_version(
    tx: Change,
    table: str,
    row_id: UUID,
    field: str,
    body: dict[str, Any],
    source: VersionSource,
    *,
    job_id: UUID | None = None,
    actor_id: UUID | None = None,
    label: str = "",
) -> None:
    """Keep a snapshot of a field, and prune the oldest unlabelled ones beyond what is kept."""
    is_prunable = not label and source is not VersionSource.LOCK
    await tx.rows(
        """
        WITH stored AS (
          INSERT INTO version (id, team_id, project_id, target_type, target_id, field, source,
            label, body, job_id, actor_id, created_at, updated_at)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11, now(), now())
        )
        DELETE FROM version WHERE id IN (
          SELECT id FROM version
          WHERE target_id = $5 AND field = $6 AND label = '' AND source <> 'LOCK'
          ORDER BY created_at DESC, id DESC OFFSET $12
        )
        """,
        ids.new(),
        tx.team_id,
        tx.counter.id,
        table,
        row_id,
        field,
        source.value,
        label,
        orjson.dumps(body).decode(),
        job_id,
        actor_id,
        VERSIONS_KEPT - is_prunable,  # the statement does not see what it stores
    )


async def clear_marks(tx: Change, row_id: UUID, field: str, facts_seq: int) -> None:
    """Forget why a rewritten field was stale, but not what changed after its facts were read."""
    await tx.rows(
        "DELETE FROM stale_mark WHERE target_id = $1 AND field = $2 AND cause_seq <= $3",
        row_id,
        field,
        facts_seq,
    )
