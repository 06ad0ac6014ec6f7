"""The kinds, collected from the files of this folder."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path

from aixss.jobs.spec import Kind, Kinds
from aixss.kinds._meanings import MEANINGS as MEANINGS  # for those above

PACKAGE, _, OWN_NAME = __name__.rpartition(".")


@cache
def load() -> Kinds:
    """Every kind; raises ValueError when a file holds none or its name is not the file's."""
    folder = str(Path(__file__).parent)
    names = sorted(module.name for module in pkgutil.iter_modules([folder]))
    return Kinds.of([_kind(n) for n in names if n != OWN_NAME and not n.startswith("_")])


def _kind(name: str) -> Kind:
    found = getattr(importlib.import_module(f"{PACKAGE}.{name}"), "KIND", None)
    if not isinstance(found, Kind) or found.name != name:
        raise ValueError(f"{name}.py must hold one KIND named {name!r}")
    return found
