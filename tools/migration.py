"""Writes the next migration: what aerich finds changed, and the new statements of constraints.sql.

Nothing is connected to: the last migration holds the state of the models that it led to.
"""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path

from aerich import Command
from tortoise.context import TortoiseContext

from aixss.kit import db
from aixss.migrate import APP, LOCATION, MODULES
from tools.drift import constraint_files

NOWHERE = "postgres://nowhere/nothing"
# A statement ends at a semicolon that stands outside $$ ... $$.
STATEMENT = re.compile(r"(?:\$\$.*?\$\$|[^;])+?;", re.DOTALL)
UPGRADE_END = re.compile(r'("""\s*\n\n\nasync def downgrade)')
REVIEW = """\
Review {file}:
- aerich loses DEFAULT on a new column and the unique index of a many-to-many table;
- a NOT NULL column needs a DEFAULT;
- an index on a big table needs CONCURRENTLY, and RUN_IN_TRANSACTION = False;
- a statement taken out of a constraints.sql needs its DROP by hand;
- the previous release must go on working: drop and rename one release later.
Then run `make check`.
"""


async def write(name: str) -> Path | None:
    """The new migration's file; None when nothing has changed."""
    folder = LOCATION / APP
    config = db.config(NOWHERE, MODULES)
    constraints = new_statements(folder)
    async with TortoiseContext() as context:
        await context.init(config=config)
        command = Command(config, APP, str(LOCATION))
        if not any(folder.glob("[0-9]*_*.py")):
            await command.init_migrations(safe=False)
            [file] = folder.glob("0_*.py")
        else:
            await command.init(offline=True)
            made = await command.migrate(name, no_input=True, offline=True)
            if not made and constraints:
                made = await command.migrate(name, empty=True, no_input=True, offline=True)
            if not made:
                return None
            file = folder / made
    add(file, constraints)
    return file


def new_statements(folder: Path) -> list[str]:
    """The statements of constraints.sql that no migration holds yet, as Python quotes them."""
    frozen = "".join(file.read_text() for file in folder.glob("*.py"))
    texts = (re.sub(r"^\s*--.*\n", "", file.read_text(), flags=re.M) for file in constraint_files())
    found = (statement.strip() for text in texts for statement in STATEMENT.findall(text))
    quoted = (statement.replace("\\", "\\\\") for statement in found)
    return [statement for statement in quoted if statement not in frozen]


def add(file: Path, statements: list[str]) -> None:
    """Put statements at the end of a migration's upgrade."""
    text, block = file.read_text(), "\n" + "\n".join(statements)
    file.write_text(UPGRADE_END.sub(lambda end: block + end[1], text, count=1))


def main() -> int:
    """0 when a migration was written or none is needed."""
    if len(sys.argv) != 2 or not re.fullmatch(r"[a-z0-9_]+", sys.argv[1]):
        sys.stderr.write("Name it: make migration NAME=what_it_does (a-z, 0-9, _)\n")
        return 2
    file = asyncio.run(write(sys.argv[1]))
    sys.stdout.write(REVIEW.format(file=file) if file else "Nothing has changed.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
