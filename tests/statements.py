"""What this process asks of the database."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

LOGS = ("tortoise.db_client", "aixss.kit.db")


@contextmanager
def statements(caplog: pytest.LogCaptureFixture, about: str = "") -> Iterator[list[str]]:
    """Every statement that this process sends meanwhile; those that name `about`, where given."""
    sent: list[str] = []
    writing, reading = LOGS
    with caplog.at_level(logging.DEBUG, writing), caplog.at_level(logging.DEBUG, reading):
        caplog.clear()
        yield sent
        told = [each.getMessage() for each in caplog.records if each.name in LOGS]
        sent += [each for each in told if about in each]
