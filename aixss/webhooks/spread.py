"""Makes deliveries of facts, in the order of their commits, with none lost and none twice.

A webhook's place in the log moves in the transaction that writes its deliveries, and who moves it
holds its row: any number of processes may do this at once. Below the oldest transaction that still
runs no fact can appear any more, so what is read below it is complete (docs/adr/0013).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from uuid import UUID

import orjson

from aixss.kit import db
from aixss.kit.db import Row, Tx
from aixss.news import log as news
from aixss.news.events import Told
from aixss.webhooks import payload

PAGE = 500
HOOKS = 100  # in one pass

# A place ahead of every transaction is of another server: this database was restored from it, and
# what happens now has smaller numbers. All that is new is then told from the beginning.
_UNSEEN = """
    n.team_id = w.team_id AND n.xid < edge.xid
    AND (n.xid, n.id) > (
      CASE WHEN w.seen_xid::text::xid8 > edge.xid THEN '0' ELSE w.seen_xid::text::xid8 END,
      w.seen_id
    )
"""
_EDGE = "(SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xid) edge"


async def spread() -> bool:
    """Give each webhook a page of what is new for it; whether there may be more."""
    behind = await db.rows(
        f"""
        SELECT w.id FROM webhook w, {_EDGE}
        WHERE w.is_enabled AND w.deleted_at IS NULL
          AND EXISTS (SELECT FROM news n WHERE {_UNSEEN})
        ORDER BY random() LIMIT {HOOKS}
        """
    )
    pages = [await db.brief(_Page(row["id"])) for row in behind]
    return len(behind) == HOOKS or PAGE in pages


class _Page:
    """The work of one transaction: the next page of one webhook; how many facts it had."""

    def __init__(self, hook_id: UUID) -> None:
        self.hook_id = hook_id

    async def __call__(self, tx: Tx) -> int:
        held = await tx.rows(
            """
            SELECT id, team_id, project_id, event_types::text AS event_types FROM webhook
            WHERE id = $1 AND is_enabled AND deleted_at IS NULL FOR UPDATE SKIP LOCKED
            """,
            self.hook_id,
        )
        if not held:
            return 0
        facts = await tx.rows(
            f"""
            SELECT n.team_id, n.stream_id, n.cursor, n.at, n.type, n.body, n.id,
              n.xid::text::bigint AS xid
            FROM webhook w, {_EDGE}, news n WHERE w.id = $1 AND {_UNSEEN}
            ORDER BY n.xid, n.id LIMIT {PAGE}
            """,
            self.hook_id,
        )
        if not facts:
            return 0
        await _deliver(tx, held[0], news.tell([row for row in facts if _asked(held[0], row)]))
        await tx.rows(
            "UPDATE webhook SET seen_xid = $2, seen_id = $3 WHERE id = $1",
            self.hook_id,
            facts[-1]["xid"],
            facts[-1]["id"],
        )
        return len(facts)


def _asked(hook: Row, fact: Row) -> bool:
    """Whether a webhook asks for a fact."""
    types = orjson.loads(hook["event_types"] or "null")
    return (types is None or fact["type"] in types) and (
        hook["project_id"] in (None, fact["stream_id"])
    )


async def _deliver(tx: Tx, hook: Row, told: Sequence[Told]) -> None:
    if not told:
        return
    await tx.rows(
        """
        INSERT INTO webhook_delivery (id, team_id, webhook_id, project_id, event_type, body, state,
          attempt, tries, next_attempt_at, created_at, updated_at)
        SELECT f.id, $1, $2, f.project_id, f.type, f.body, 'PENDING', 0, 0, now(), now(), now()
        FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[]) AS f(id, project_id, type, body)
        ON CONFLICT (id) DO NOTHING
        """,
        hook["team_id"],
        hook["id"],
        [delivery_id(hook["id"], each) for each in told],
        [None if each.stream_id == each.team_id else each.stream_id for each in told],
        [type(each.event).__name__ for each in told],
        [payload.body(each) for each in told],
    )


def delivery_id(hook_id: UUID, told: Told) -> UUID:
    """The key of a fact's delivery to a webhook: always the same, and nobody else's to guess."""
    known = hook_id.bytes + told.stream_id.bytes + (told.cursor or 0).to_bytes(8)
    return UUID(bytes=hashlib.sha256(known).digest()[:16])
