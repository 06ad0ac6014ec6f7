"""House rules that a machine can check, each with its reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import aixss

ROOT = Path(aixss.__file__).parent
FILES = sorted(path for path in ROOT.rglob("*.py") if "_migrations" not in path.parts)
TREES = {str(path.relative_to(ROOT)): ast.parse(path.read_text()) for path in FILES}


def _found(matches: Iterator[tuple[str, ast.AST]], allowed: set[str]) -> list[str]:
    return [f"{name}:{node.lineno}" for name, node in matches if name not in allowed]  # type: ignore[attr-defined]  # nodes have lines


def _nodes(kind: type[ast.AST]) -> Iterator[tuple[str, ast.AST]]:
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, kind):
                yield name, node


def _texts() -> Iterator[tuple[str, ast.Constant]]:
    for name, node in _nodes(ast.Constant):
        assert isinstance(node, ast.Constant)
        if isinstance(node.value, str):
            yield name, node


def test_only_moves_writes_a_state_column() -> None:
    """A state changes by compare-and-set, by the table of its machine, with history."""
    assigned = (
        (name, node)
        for name, node in _nodes(ast.Assign)
        if any(isinstance(t, ast.Attribute) and t.attr == "state" for t in node.targets)  # type: ignore[attr-defined]  # an Assign
    )
    sql = ((name, node) for name, node in _texts() if "set state" in node.value.lower())  # type: ignore[union-attr]  # a text

    assert _found(assigned, set()) == []
    assert _found(sql, {"moves.py"}) == []


def test_only_kit_db_opens_transactions() -> None:
    """There is one order of work in a transaction; nothing can leave it out."""
    used = (
        (name, node)
        for name, node in _nodes(ast.Name)
        if node.id in {"in_transaction", "atomic"}  # type: ignore[attr-defined]  # a Name
    )

    assert _found(used, {"kit/db.py"}) == []


def test_only_news_publishes() -> None:
    """A channel has one name, said in one place; those of RQ are its own."""
    used = (
        (name, node)
        for name, node in _nodes(ast.Attribute)
        if node.attr in {"publish", "pubsub"}  # type: ignore[attr-defined]  # an Attribute
    )

    assert _found(used, {"news/wire.py", "news/listener.py", "jobs/rqcommands.py"}) == []


def test_only_the_edges_catch_everything() -> None:
    """What nobody foresaw is logged where a job or a request ends, and hidden nowhere else."""
    broad = (
        (name, node)
        for name, node in _nodes(ast.ExceptHandler)
        if node.type is None  # type: ignore[attr-defined]  # a handler
        or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"})  # type: ignore[attr-defined]  # a handler
    )

    assert _found(broad, {"jobs/run.py", "jobs/lifecycle.py", "api/render.py"}) == []


def test_a_kind_never_imports_a_kind() -> None:
    """What kinds share stands below them, or in a file that begins with an underscore."""
    imported = (
        (name, node)
        for name, node in _nodes(ast.ImportFrom)
        if name.startswith("kinds/")
        and (node.module or "").startswith("aixss.kinds.")  # type: ignore[attr-defined]  # an import
        and not node.module.startswith("aixss.kinds._")  # type: ignore[attr-defined]  # an import
    )

    assert _found(imported, set()) == []


@pytest.mark.parametrize("name", sorted(name for name in TREES if name.endswith("__init__.py")))
def test_packages_export_nothing_again(name: str) -> None:
    """A name is imported from where it is."""
    assert not [node for node in TREES[name].body if isinstance(node, ast.Import | ast.ImportFrom)]
