"""What kinds that write lists of rows have in common: telling what changed, and the trash."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from aixss.kit import ids
from aixss.kit.db import Change, Row
from aixss.news import log
from aixss.news.events import ObjectChanged, Operation


def tell(
    tx: Change,
    table: str,
    rows: Sequence[Row],
    operation: Operation,
    job_id: UUID,
    fields: tuple[str, ...] = (),
) -> None:
    """Record what happened to rows that carry their id and revision."""
    for row in rows:
        log.record(
            tx,
            ObjectChanged(
                target_type=table,
                target_id=row["id"],
                revision=row["revision"],
                operation=operation,
                fields=fields,
                job_id=job_id,
            ),
        )


async def trash(tx: Change, table: str, row_ids: Sequence[UUID], job_id: UUID) -> None:
    """Put episodes, with their scenes, or scenes into the trash as one deletion.

    What goes with its parent keeps its place there, for the parent's return.
    """
    if not row_ids:
        return
    deletion_id = ids.new()
    stamp = "deleted_at = now(), deletion_id = $2, updated_at = now()"
    if table == "episode":
        await tx.rows(
            f"UPDATE scene SET {stamp} WHERE episode_id = ANY($1) AND deleted_at IS NULL",
            row_ids,
            deletion_id,
        )
    column = f"{table}_id"
    await tx.rows(
        f"UPDATE storyboard_group SET {stamp} WHERE {column} = ANY($1) AND deleted_at IS NULL",
        row_ids,
        deletion_id,
    )
    gone = await tx.rows(
        f"""
        UPDATE "{table}" SET {stamp}, "order" = NULL
        WHERE id = ANY($1) AND deleted_at IS NULL RETURNING id, revision
        """,
        row_ids,
        deletion_id,
    )
    tell(tx, table, gone, Operation.DELETED, job_id)
