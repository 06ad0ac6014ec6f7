"""Receipts: a mutation sent twice under one key is done once and answered twice."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import orjson

from aixss.accounts.members import Viewer
from aixss.errors import IdempotencyMismatch, Invalid
from aixss.kit import db, ids

KEY_CHARS = 200
KEPT_H = 48


async def claim_receipt(
    tx: db.Tx, viewer: Viewer, key: str, operation: str, payload: Mapping[str, object]
) -> dict[str, Any] | None:
    """None the first time, else the stored result; raises Invalid and IdempotencyMismatch.

    Call it first in the mutation's own transaction: a refusal then takes the receipt back, and
    whoever sends the same key meanwhile waits here for how this one ends.
    """
    if not 1 <= len(key) <= KEY_CHARS or not key.isprintable():
        raise Invalid(
            f"An idempotency key has 1 to {KEY_CHARS} printable characters.",
            path=("idempotencyKey",),
        )
    receipt_id, input_hash = ids.new(), _hash(payload)
    # The update changes nothing: it makes the statement return the row that is already there.
    (found,) = await tx.rows(
        """
        INSERT INTO receipt (id, team_id, actor_id, key, operation, input_hash, result, at)
        VALUES ($1, $2, $3, $4, $5, $6, '{}', now())
        ON CONFLICT (team_id, actor_id, key) DO UPDATE SET key = EXCLUDED.key
        RETURNING id, operation, input_hash, result::text AS result
        """,
        receipt_id,
        viewer.team_id,
        viewer.user_id,
        key,
        operation,
        input_hash,
    )
    if found["id"] == receipt_id:
        return None
    if (found["operation"], found["input_hash"]) != (operation, input_hash):
        raise IdempotencyMismatch(path=("idempotencyKey",))
    result: dict[str, Any] = orjson.loads(found["result"])
    return result


async def finish_receipt(tx: db.Tx, viewer: Viewer, key: str, result: Mapping[str, object]) -> None:
    """Store the ids from which a replay reads its answer, in the claim's transaction."""
    await tx.rows(
        "UPDATE receipt SET result = $4::jsonb WHERE team_id = $1 AND actor_id = $2 AND key = $3",
        viewer.team_id,
        viewer.user_id,
        key,
        orjson.dumps(result).decode(),
    )


async def prune_receipts(older_than_h: int = KEPT_H) -> int:
    """Drop the receipts that are too old to be asked for; how many there were."""
    gone = await db.rows(
        "DELETE FROM receipt WHERE at < now() - make_interval(hours => $1) RETURNING id",
        older_than_h,
    )
    return len(gone)


def _hash(payload: Mapping[str, object]) -> str:
    canonical = orjson.dumps(payload, option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(canonical).hexdigest()
