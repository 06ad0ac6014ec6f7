"""What this process asks of the database."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

LOGS = ("tortoise.db_client", "aixss.kit.db")


@contextmanager
def statements(caplog: pytest.LogCaptureFixture, about: str = "") -> Iterator[list[str]]:
    """The text of each statement that this process sends meanwhile; those that name `about`."""
    sent: list[str] = []
    writing, reading = LOGS
    with caplog.at_level(logging.DEBUG, writing), caplog.at_level(logging.DEBUG, reading):
        caplog.clear()
        yield sent
        told = [each.args for each in caplog.records if each.name in LOGS]
        texts = [str(args[0]) for args in told if isinstance(args, tuple) and args]
        sent += [text for text in texts if about in text]
