"""All kinds, found in this folder: a new kind is a new file with `KIND`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from aixss import kinds
from aixss.jobs.spec import Kind, Kinds


@cache
def load() -> Kinds:
    """Every kind of the folder; raises ValueError when a file's name is not its kind's."""
    return Kinds.of([_kind(found.name) for found in pkgutil.iter_modules(kinds.__path__)
                     if not found.name.startswith("_") and found.name != "registry"])


def _kind(name: str) -> Kind:
    kind: Kind = importlib.import_module(f"{kinds.__name__}.{name}").KIND
    if kind.name != name:
        raise ValueError(f"{name}.py holds the kind {kind.name}: give both one name")
    return kind
