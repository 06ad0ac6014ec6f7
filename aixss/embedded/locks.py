"""File locks that the kernel drops when their last owner dies, however it dies."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


def open_lock(path: Path) -> int:
    """A descriptor of the lock file, made if need be; programs that we start do not inherit it."""
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def share(lock: int) -> bool:
    """Whether this descriptor now has the lock together with others; never waits."""
    return _take(lock, fcntl.LOCK_SH)


def seize(lock: int) -> bool:
    """Whether this descriptor now has the lock alone; never waits."""
    return _take(lock, fcntl.LOCK_EX)


def release(lock: int) -> None:
    """Give the lock up, for this descriptor and for all its copies."""
    fcntl.flock(lock, fcntl.LOCK_UN)


def _take(lock: int, mode: int) -> bool:
    try:
        fcntl.flock(lock, mode | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
