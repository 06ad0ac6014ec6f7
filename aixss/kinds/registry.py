"""The kinds, collected from the files of this folder."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from aixss import kinds
from aixss.jobs.spec import Kind, Kinds


@cache
def load() -> Kinds:
    """Every kind; raises ValueError when a file holds none or its name is not the file's."""
    names = sorted(module.name for module in pkgutil.iter_modules(kinds.__path__))
    own = __name__.rpartition(".")[2]
    return Kinds.of([_kind(name) for name in names if name != own and not name.startswith("_")])


def _kind(name: str) -> Kind:
    found = getattr(importlib.import_module(f"{kinds.__name__}.{name}"), "KIND", None)
    if not isinstance(found, Kind) or found.name != name:
        raise ValueError(f"{name}.py must hold one KIND named {name!r}")
    return found
