"""Tables of tens of thousands of rows, so that the database has a reason to use its indexes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import md5
from uuid import UUID

import asyncpg

ROWS = 25_000  # of each table
OURS = 2_500  # of these, the team's that asks, all below one parent of each kind


def key(table: str, n: str) -> str:
    """SQL for the id of the row that `n` numbers in a table."""
    return f"md5('{table}-' || ({n}))::uuid"


# What a row is below, as a number: ours are all below one, the others' below many.
ABOVE = f"CASE WHEN g <= {OURS} THEN 1 ELSE g - (g - {OURS} - 1) % 100 END"
TEAM = UUID(bytes=md5(b"team-1").digest())


AGES = "now() - g * interval '1 second'"
# Columns of any table by name, then what a column of a type is filled with; and what single tables
# have otherwise. `g` numbers the rows.
BY_NAME: Mapping[str, str] = {
    "team_id": key("team", ABOVE),
    "project_id": key("project", ABOVE),
    "episode_id": key("episode", ABOVE),
    "scene_id": key("scene", ABOVE),
    "user_id": key("user", "g"),
    "created_by_id": key("user", ABOVE),
    "order": "g",
    "created_at": AGES,
    "updated_at": "now() - (g * 7 % 25013) * interval '1 second'",
    "expires_at": "now() + g * interval '1 second'",
    "deleted_at": "NULL",
    "scopes": "'[\"READ\"]'",
}
BY_TYPE: Mapping[str, str] = {
    "uuid": "gen_random_uuid()",
    "text": "md5(g::text)",
    "character varying": "left(md5(g::text), 6)",
    "integer": "0",
    "bigint": "0",
    "boolean": "false",
    "double precision": "0",
    "numeric": "0",
    "xid8": "pg_current_xact_id()",
    "jsonb": "'{}'",
    "timestamp with time zone": "now()",
}
OTHERWISE: Mapping[str, Mapping[str, str]] = {
    "team": {},
    "user": {"email": "g::text"},
    "membership": {},
    "project": {},
    "episode": {},
    "scene": {},
    "storyboard_group": {"scene_id": key("scene", "g"), "order": "1", "edited_panels": "'[]'"},
    "character": {},
    "character_candidate": {},
    "character_relationship": {
        "source_id": key("character", ABOVE),
        "target_id": key("character", "g + 1"),
        "intensity": "1 + g % 10",
    },
    "world_view_element": {},
    "ai_profile": {},
    "system_prompt": {"key": "g::text", "language": "'zh'"},
    "job": {
        "parent_id": f"CASE WHEN g > 1 AND g <= {OURS} THEN {key('job', '1')} END",
        "step": "g::text",
        "state": "CASE WHEN g % 100 = 1 THEN 'QUEUED' ELSE 'SUCCEEDED' END",
        "finished_at": "CASE WHEN g % 100 = 1 THEN NULL ELSE now() END",
    },
    "job_attempt": {"job_id": key("job", "g"), "attempt": "1"},
    "profile_health": {"id": key("ai_profile", "g")},
    "budget": {
        "id": key("team", "g"),
        "team_id": key("team", "g"),
        "threshold_percent": "80",
        "limit_usd": "1",
    },
    "stale_mark": {"target_id": key("scene", "g / 5"), "field": "'f' || g"},
    "usage_record": {"job_id": key("job", "g")},
    "api_token": {"token_hash": "md5(g::text)"},
    "persisted_document": {"sha256": "md5(g::text)"},
    "version": {"target_id": key("scene", "g / 5"), "field": "'anchor'"},
    "news": {"stream_id": key("project", ABOVE), "cursor": "g", "seq": "g", "at": AGES},
    "receipt": {"key": "g::text", "at": AGES},
    "refresh_token": {"token_hash": "md5(g::text)"},
    "artefact_maturity": {"kind": "g::text", "status": "'LOCKED'"},
    "webhook": {"is_enabled": "true"},
    "webhook_delivery": {"webhook_id": key("webhook", ABOVE), "state": "'DELIVERED'"},
    "webhook_attempt": {"delivery_id": key("webhook_delivery", "g")},
}


async def fill(connection: asyncpg.Connection, tables: Iterable[str]) -> None:
    """Fill all that `tables` need, and what else has to be said of no table here."""
    for table in [*OTHERWISE, *sorted(set(tables) - set(OTHERWISE))]:
        columns = await connection.fetch(
            "SELECT column_name AS name, data_type AS type, is_nullable = 'YES' AS nullable "
            "FROM information_schema.columns WHERE table_name = $1 AND table_schema = 'public'",
            table,
        )
        own = OTHERWISE.get(table, {})
        values = {}
        for name, kind, nullable in columns:
            if name == "id" and name not in own:
                values[name] = key(table, "g") if kind == "uuid" else "g"
                continue
            if name in own or name in BY_NAME:
                values[name] = own.get(name) or BY_NAME[name]
            elif not nullable:
                values[name] = BY_TYPE[kind]
        named = ", ".join(f'"{name}"' for name in values)
        count = ROWS - (table == "character_relationship")
        await connection.execute(
            f'INSERT INTO "{table}" ({named}) SELECT {", ".join(values.values())} '
            f"FROM generate_series(1, {count}) g"
        )
    await connection.execute("ANALYZE")
