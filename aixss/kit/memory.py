"""How often the process looks for objects that only refer to each other."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# An answer is a tree of thousands of new objects, and trees go by themselves: by default each few
# hundred of them would begin a search. (https://docs.python.org/3/library/gc.html)
NEW_OBJECTS, YOUNG_SEARCHES, MIDDLE_SEARCHES = 50_000, 20, 20


@contextmanager
def loading() -> Iterator[None]:
    """Search for nothing meanwhile: what modules make as they are imported stays."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def settle() -> None:
    """Pass over what startup made, and search seldom from now on; for a process that serves."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, YOUNG_SEARCHES, MIDDLE_SEARCHES)
