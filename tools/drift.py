"""Compares what the migrations build with what the models and constraints.sql files say."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from tortoise.context import TortoiseContext

from aixss.kit import db
from aixss.migrate import MODULES, direct, migrate
from tools import scratch

# One line a fact. Comments and the order of columns are left out: no behaviour hangs on them.
CATALOGUE = """
SELECT format('column %s.%s %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
    CASE WHEN a.attnotnull THEN ' NOT NULL' END, ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid))
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
    AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT format('constraint %s.%s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    AND contype <> 'n'  -- newer servers list NOT NULL here too; it stands with its column
UNION ALL
SELECT format('index %s', indexdef) FROM pg_indexes WHERE schemaname = 'public'
UNION ALL
SELECT format('statistics %s', pg_get_statisticsobjdef(oid)) FROM pg_statistic_ext
  WHERE stxnamespace = 'public'::regnamespace
UNION ALL
SELECT format('function %s', regexp_replace(pg_get_functiondef(oid), '\\s+', ' ', 'g'))
  FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION ALL
SELECT format('trigger %s', pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
"""


def constraint_files() -> list[Path]:
    """Every constraints.sql: what models cannot say."""
    return sorted(Path(db.__file__).parents[1].glob("*/constraints.sql"))


async def build(url: str) -> None:
    """Make in an empty database what the models and the constraints.sql files say."""
    async with TortoiseContext() as context:
        await context.init(config=db.config(url, MODULES))
        await context.generate_schemas(safe=False)
    async with direct(url) as connection:
        for file in constraint_files():
            await connection.execute(file.read_text())


async def catalogue(url: str) -> list[str]:
    """The facts of a database, sorted."""
    async with direct(url) as connection:
        return sorted(row[0] for row in await connection.fetch(CATALOGUE))


def differences(migrated: list[str], wanted: list[str]) -> Iterator[str]:
    """Lines with - for what only the migrations build, with + for what they lack."""
    lines = unified_diff(migrated, wanted, "migrations", "models", lineterm="", n=0)
    return (line for line in lines if not line.startswith("@@"))


async def drift(server_url: str) -> list[str]:
    """The differences between migrations and models; none when all is well."""
    async with scratch.database(server_url) as migrated, scratch.database(server_url) as wanted:
        await migrate(migrated)
        await build(wanted)
        return list(differences(await catalogue(migrated), await catalogue(wanted)))


def main() -> int:
    """0 when the migrations build exactly what the code says."""
    with scratch.server() as url:
        found = asyncio.run(drift(url))
    if not found:
        return 0
    sys.stderr.write("\n".join(found) + "\nRun `make migration NAME=...` and review it.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
