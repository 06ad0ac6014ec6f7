"""Recording facts in the transaction that made them true, and reading them by cursor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from aixss.kit import db
from aixss.news.events import Event, Told, body, parse

PAGE = 500
KEPT_H = 24


def record(tx: db.Change, event: Event) -> None:
    """Put a fact into the log of the transaction's project (or team) when it commits."""
    if not tx.facts:
        tx.before_commit.append(_flush)
    tx.facts.append(event)


async def _flush(tx: db.Change) -> None:
    """Number the facts at the end, while the counter's row is held: cursors are dense."""
    events: list[Event] = tx.facts
    rows = await tx.rows(
        f"""
        WITH counted AS (
          UPDATE "{tx.counter.table}" SET last_news = last_news + $2 WHERE id = $1
          RETURNING last_news
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
        [orjson.dumps(body(e)).decode() for e in events],
        [e.job_id for e in events],
    )
    tx.facts = [
        Told(tx.team_id, tx.counter.id, row["cursor"], row["at"], event)
        for row, event in zip(rows, events, strict=True)
    ]


async def read(
    tx: db.Tx | None, stream_id: UUID, after: int, *, job_id: UUID | None = None, limit: int = PAGE
) -> list[Told]:
    """The facts above `after` in order, at most `limit`; only those of a job when one is given."""
    sql = """
        SELECT team_id, stream_id, cursor, at, type, body FROM news
        WHERE stream_id = $1 AND cursor > $2 AND ($3::uuid IS NULL OR job_id = $3)
        ORDER BY cursor LIMIT $4
        """
    values = (stream_id, after, job_id, limit)
    rows = await (tx.rows(sql, *values) if tx else db.rows(sql, *values))
    return tell(rows)


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


async def prune(older_than_h: int = KEPT_H) -> int:
    """Drop the facts that are too old to be asked for; how many there were."""
    gone = await db.rows(
        "DELETE FROM news WHERE at < now() - make_interval(hours => $1) RETURNING id", older_than_h
    )
    return len(gone)


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
            told.append(
                Told(row["team_id"], row["stream_id"], row["cursor"], _at(row["at"]), event)
            )
    return told


def _at(value: datetime | str) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)
