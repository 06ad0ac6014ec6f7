"""What aixss/reads/README.md shows is run, from the first block to the last."""

from __future__ import annotations

import ast
import inspect
import re
import sys
import types
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest

import aixss.reads

FOLDER = Path(aixss.reads.__file__).parent
README = (FOLDER / "README.md").read_text()
BLOCKS = re.findall(r"^```python\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
SHOP, SHELF, AUTHOR = UUID(int=1), UUID(int=2), UUID(int=3)
TABLES = """
CREATE SCHEMA readme;
CREATE TABLE shelf (id uuid, shop_id uuid, is_gone bool);
CREATE TABLE author (id uuid, shop_id uuid, is_gone bool, name text);
CREATE TABLE book (
  id uuid DEFAULT gen_random_uuid(), shop_id uuid, is_gone bool, shelf_id uuid, author_id uuid,
  number int, title text
);
INSERT INTO shelf VALUES ('{shelf}', '{shop}', false);
INSERT INTO author VALUES ('{author}', '{shop}', false, 'Austen');
INSERT INTO book (shop_id, is_gone, shelf_id, author_id, number, title) VALUES
  ('{shop}', false, '{shelf}', '{author}', 1, 'Emma'),
  ('{shop}', false, '{shelf}', '{author}', 2, 'Persuasion'),
  ('{shop}', false, '{shelf}', NULL, 3, 'Exemplary Tales'),
  ('{shop}', true, '{shelf}', '{author}', 4, 'Evelina'),
  ('{shelf}', false, '{shelf}', '{author}', 5, 'Another shop''s');
"""


@pytest.fixture
async def pool(database_url: str) -> AsyncIterator[asyncpg.Pool]:
    async with asyncpg.create_pool(
        database_url.replace("asyncpg:", "postgres:", 1),
        min_size=0,
        server_settings={"search_path": "readme"},
    ) as opened:
        await opened.execute(TABLES.format(shop=SHOP, shelf=SHELF, author=AUTHOR))
        yield opened
        await opened.execute("DROP SCHEMA readme CASCADE")


async def test_every_block_runs_in_its_order(pool: asyncpg.Pool) -> None:
    page = types.ModuleType("readme")
    # Strawberry looks names up in the module that a class says it is of.
    known: dict[str, Any] = page.__dict__
    known |= {"pool": pool, "SHOP": SHOP, "SHELF": SHELF}
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "readme", page)
        for block in BLOCKS:
            code = compile(block, "README.md", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
            made = eval(code, known)
            if inspect.isawaitable(made):
                await made

    assert len(BLOCKS) == 5
    assert known["answer"].data == known["data"]


def test_every_file_is_named() -> None:
    files = {path.name for path in FOLDER.glob("*.py")} - {"__init__.py"}

    assert files == set(re.findall(r"`(\w+\.py)`", README.split("## The files")[1]))
