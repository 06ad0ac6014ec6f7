"""Cursors as clients know them: opaque texts that name a place in one stream."""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime
from uuid import UUID

from aixss.errors import BadCursor
from aixss.news.events import Place

VERSION, TEAM_VERSION = b"\x01", b"\x02"
NUMBER_BYTES = 8


def cursor(stream_id: UUID, number: int) -> str:
    """The opaque form of a place in a stream."""
    body = VERSION + stream_id.bytes + number.to_bytes(NUMBER_BYTES)
    return base64.urlsafe_b64encode(body).decode().rstrip("=")


def place(text: str, stream_id: UUID) -> int:
    """The place that a cursor of this stream names; raises BadCursor."""
    return int.from_bytes(_rest(text, VERSION + stream_id.bytes, NUMBER_BYTES))


def team_cursor(team_id: UUID, place: Place, at: datetime) -> str:
    """The opaque form of a place among all facts of a team, and of when that was."""
    numbers = (*place, round(at.timestamp() * 1e6))
    body = TEAM_VERSION + team_id.bytes + b"".join(n.to_bytes(NUMBER_BYTES) for n in numbers)
    return base64.urlsafe_b64encode(body).decode().rstrip("=")


def team_place(text: str, team_id: UUID) -> tuple[Place, datetime]:
    """The place that a cursor of this team names, and its time; raises BadCursor."""
    rest = _rest(text, TEAM_VERSION + team_id.bytes, 3 * NUMBER_BYTES)
    xid, row, at_us = (
        int.from_bytes(rest[n : n + NUMBER_BYTES]) for n in range(0, len(rest), NUMBER_BYTES)
    )
    try:
        return (xid, row), datetime.fromtimestamp(at_us / 1e6, UTC)
    except (OverflowError, ValueError, OSError):
        raise BadCursor(path=("after",)) from None


def _rest(text: str, known: bytes, size: int) -> bytes:
    """What a cursor says behind what it has to begin with."""
    try:
        body = base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
    except (ValueError, binascii.Error):
        raise BadCursor(path=("after",)) from None
    if not body.startswith(known) or len(body) != len(known) + size:
        raise BadCursor(path=("after",))
    return body[len(known) :]
