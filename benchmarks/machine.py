"""Which core is whose: what is measured has one of its own, where the machine has two."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

# Read before anything is pinned; none where nobody can choose, or where there is one only.
CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
IS_SHARED = len(CORES) < 2
MEASURED = "" if IS_SHARED else str(CORES[0])  # as an argument for the process that is measured


def stay_on(core: str) -> None:
    """Run on this core only, if one is named."""
    if core:
        os.sched_setaffinity(0, {int(core)})


@contextmanager
def apart() -> Iterator[None]:
    """Leave the measured core alone until the block ends, with all that is started in it."""
    if IS_SHARED:
        yield
        return
    os.sched_setaffinity(0, set(CORES[1:2]))
    try:
        yield
    finally:
        os.sched_setaffinity(0, set(CORES))
