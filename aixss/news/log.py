"""Recording facts in the transaction that made them true, and reading them by cursor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from aixss.kit import db
from aixss.news.events import Event, Place, Told, parse, text

PAGE = 500
TRANSACTION_S = 60  # several times what the longest of ours may take
LAST_ROW = 2**63 - 1


def record(tx: db.Change, event: Event) -> None:
    """Put a fact into the log of the transaction's project (or team) when it commits."""
    if not tx.facts:
        tx.before_commit.append(_flush)
    tx.facts.append(event)


async def _flush(tx: db.Change) -> None:
    """Number the facts at the end, while the counter's row is held: cursors are dense."""
    events: list[Event] = tx.facts
    texts = [text(event) for event in events]
    rows = await tx.rows(
        f"""
        WITH counted AS (
          UPDATE "{tx.counter.table}" SET last_news = last_news + $2 WHERE id = $1
          RETURNING last_news
        )
        INSERT INTO news (team_id, stream_id, cursor, seq, type, body, job_id, root_id, at)
        SELECT $3::uuid, $1, counted.last_news - $2 + n, $4::bigint, type, body, f.job_id,
          coalesce((SELECT root_id FROM job WHERE job.id = f.job_id), f.job_id), now()
        FROM counted,
          unnest($5::text[], $6::jsonb[], $7::uuid[]) WITH ORDINALITY AS f(type, body, job_id, n)
        RETURNING cursor, at
        """,
        tx.counter.id,
        len(events),
        tx.team_id,
        tx.seq,
        [type(e).__name__ for e in events],
        [each.decode() for each in texts],
        [e.job_id for e in events],
    )
    tx.facts = [
        Told(tx.team_id, tx.counter.id, row["cursor"], row["at"], event, text=said)
        for row, event, said in zip(rows, events, texts, strict=True)
    ]


async def read(
    tx: db.Tx | None, stream_id: UUID, after: int, *, root_id: UUID | None = None, limit: int = PAGE
) -> list[Told]:
    """The facts above `after` in order, at most `limit`; only those of a job and of all below it
    when one is given that no flow has started."""
    sql = """
        SELECT team_id, stream_id, cursor, at, type, body FROM news
        WHERE stream_id = $1 AND cursor > $2 AND ($3::uuid IS NULL OR root_id = $3)
        ORDER BY cursor LIMIT $4
        """
    values = (stream_id, after, root_id, limit)
    rows = await (tx.rows(sql, *values) if tx else db.rows(sql, *values))
    return tell(rows)


async def committed(team_id: UUID, after: Place, limit: int = PAGE) -> list[Told]:
    """The facts of a team above a place, in the order of commits; those that are settled only.

    What an older transaction that still runs may yet write would come before them.
    """
    rows = await db.rows(
        """
        SELECT team_id, stream_id, cursor, at, type, body, root_id, xid::text::bigint AS xid, id
        FROM news
        WHERE team_id = $1 AND (xid, id) > ($2::text::xid8, $3)
          AND xid < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY xid, id LIMIT $4
        """,
        team_id,
        str(after[0]),
        after[1],
        limit,
    )
    return tell(rows)


async def settled(tx: db.Tx) -> Place:
    """The place below which no transaction writes any more."""
    rows = await tx.rows("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1 AS xid")
    return rows[0]["xid"], LAST_ROW


async def is_forgotten(tx: db.Tx, at: datetime) -> bool:
    """Whether facts of any team that happened after `at` may be kept no more."""
    # They are forgotten in the order of their rows. A transaction that began before another one
    # may come after it in the order of commits, but not by more than a transaction may last.
    rows = await tx.rows(
        f"""
        SELECT id > 1 AND at + interval '{TRANSACTION_S} seconds' > $1 AS is_forgotten
        FROM news ORDER BY id LIMIT 1
        """,
        at,
    )
    return bool(rows[0]["is_forgotten"]) if rows else True


async def edge(tx: db.Tx, stream_id: UUID) -> tuple[int, int]:
    """The oldest kept and the newest cursor of a stream; (newest + 1, newest) when none is kept."""
    rows = await tx.rows(
        """
        SELECT p.last_news AS newest,
          coalesce((SELECT min(cursor) FROM news WHERE stream_id = $1), p.last_news + 1) AS oldest
        FROM (SELECT id, last_news FROM project UNION ALL SELECT id, last_news FROM team) p
        WHERE p.id = $1
        """,
        stream_id,
    )
    return (rows[0]["oldest"], rows[0]["newest"]) if rows else (1, 0)


async def newest(streams: Sequence[UUID]) -> dict[UUID, int]:
    """The newest cursor of each stream, in one statement."""
    rows = await db.rows(
        """
        SELECT id, last_news FROM project WHERE id = ANY($1)
        UNION ALL SELECT id, last_news FROM team WHERE id = ANY($1)
        """,
        list(streams),
    )
    return {row["id"]: row["last_news"] for row in rows}


def tell(rows: Sequence[dict[str, Any]]) -> list[Told]:
    """Rows of the log as events; those of types that this release does not know are left out."""
    told = []
    for row in rows:
        values = row["body"]
        event = parse(row["type"], orjson.loads(values) if isinstance(values, str) else values)
        if event is not None:
            place = (row["xid"], row["id"]) if "xid" in row else None
            stream = row["team_id"], row["stream_id"]
            root_id = row.get("root_id")
            told.append(Told(*stream, row["cursor"], _at(row["at"]), event, place, root_id))
    return told


def _at(value: datetime | str) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)
