"""API tokens: how programs sign in. Made once, shown once, and kept as a hash."""

from __future__ import annotations

import re
import secrets
import string
from datetime import datetime, timedelta
from uuid import UUID
from zlib import crc32

import orjson

from aixss.accounts import credentials
from aixss.accounts.members import STANDING, Viewer, granted
from aixss.accounts.models import ApiToken, Role, TokenScope
from aixss.accounts.tokens import digest
from aixss.errors import Invalid, NotFound, Unauthenticated
from aixss.kit import clock, db

PREFIX = "aixss_"  # by which scanners of code and logs know a leaked one
SECRET_BYTES = 32
SECRET_CHARS = 43  # of base64 without padding
CHECK_CHARS = 6  # as many as 32 bits need
HINT_CHARS = len(PREFIX) + 4
LETTERS = string.digits + string.ascii_uppercase + string.ascii_lowercase
SHAPE = re.compile(rf"{PREFIX}[0-9A-Za-z_-]{{{SECRET_CHARS}}}[0-9A-Za-z]{{{CHECK_CHARS}}}")

DEFAULT_DAYS, MOST_DAYS = 90, 366
SLACK = timedelta(minutes=5)  # between the clock of whoever counts the days and ours
LIVE_MOST = 100  # of one team


def new() -> str:
    """The text of a fresh token: 256 random bits and their checksum."""
    body = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    return body + _checksum(body)


def is_one(token: str) -> bool:
    """Whether a text is meant as an API token."""
    return token.startswith(PREFIX)


def check(token: str) -> None:
    """Refuse a text that was never made here, without a look-up; raises Unauthenticated."""
    if not SHAPE.fullmatch(token) or _checksum(token[:-CHECK_CHARS]) != token[-CHECK_CHARS:]:
        raise Unauthenticated("This API token is not whole: copy all of it, with nothing added.")


def _checksum(body: str) -> str:
    number, letters = crc32(body.encode()), ""
    for _ in range(CHECK_CHARS):
        number, letter = divmod(number, len(LETTERS))
        letters = LETTERS[letter] + letters
    return letters


async def viewer(token: str) -> Viewer:
    """The member that a token speaks for; raises Unauthenticated. Notes the use beside it."""
    found = await db.rows(
        f"""
        SELECT api_token.id, api_token.team_id, created_by_id AS user_id, scopes::text AS scopes,
          expires_at, revoked_at, expires_at <= now() AS is_over, standing.role, standing.epoch,
          coalesce(last_used_at < now() - interval '1 hour', true) AS is_unnoted
        FROM api_token LEFT JOIN {STANDING}
          ON standing.user_id = created_by_id AND standing.team_id = api_token.team_id
        WHERE token_hash = $1 AND deleted_at IS NULL
        """,
        digest(token),
    )
    if not found:
        raise Unauthenticated("There is no such API token: let an admin make another.")
    row = found[0]
    if row["revoked_at"]:
        raise Unauthenticated("This API token was revoked: let an admin make another.")
    if row["is_over"]:
        raise Unauthenticated("This API token has expired: let an admin make another.")
    if row["role"] is None:
        raise Unauthenticated("Who made this API token has left the team: make another.")
    if row["is_unnoted"]:
        db.beside(_note_use(row["id"]))
    scopes = frozenset(map(TokenScope, orjson.loads(row["scopes"])))
    return Viewer(
        user_id=row["user_id"],
        team_id=row["team_id"],
        role=granted(Role(row["role"]), scopes),
        epoch=row["epoch"],
        expires_at=row["expires_at"],
        scopes=scopes,
        token_id=row["id"],
    )


async def _note_use(token_id: UUID) -> None:
    # The condition again: of many that saw it unnoted at once, one writes.
    await db.rows(
        "UPDATE api_token SET last_used_at = now() "
        "WHERE id = $1 AND coalesce(last_used_at < now() - interval '1 hour', true)",
        token_id,
    )


async def create(
    tx: db.Tx, maker: Viewer, name: str, scopes: set[TokenScope], expires_at: datetime | None
) -> tuple[ApiToken, str]:
    """A new token of the maker's team and its text, which is nowhere else; raises Invalid."""
    now = clock.now()
    ends_at = expires_at or now + timedelta(days=DEFAULT_DAYS)
    if not now < ends_at <= now + timedelta(days=MOST_DAYS) + SLACK:
        raise Invalid(f"A token ends in the future, within {MOST_DAYS} days.", path=("expires_at",))
    if not scopes:
        raise Invalid("Name at least one scope.", path=("scopes",))
    live = await tx.rows(
        "SELECT id FROM api_token WHERE team_id = $1 AND deleted_at IS NULL "
        "AND revoked_at IS NULL AND expires_at > now()",
        maker.team_id,
    )
    if len(live) >= LIVE_MOST:
        raise Invalid(f"A team has at most {LIVE_MOST} live tokens: revoke one that is not used.")
    text = new()
    token = await ApiToken.create(
        using_db=tx.connection,
        team_id=maker.team_id,
        created_by_id=maker.user_id,
        name=credentials.token_name(name),
        scopes=sorted(scopes, key=list(TokenScope).index),
        token_hash=digest(text),
        hint=text[:HINT_CHARS],
        expires_at=ends_at,
    )
    return token, text


async def revoke(tx: db.Tx, team_id: UUID, token_id: UUID) -> UUID:
    """End a token for good, again and again without harm; whom it spoke for; raises NotFound."""
    found = await tx.rows(
        """
        UPDATE api_token SET revoked_at = coalesce(revoked_at, now()), updated_at = now()
        WHERE id = $1 AND team_id = $2 AND deleted_at IS NULL RETURNING created_by_id
        """,
        token_id,
        team_id,
    )
    if not found:
        raise NotFound
    user_id: UUID = found[0]["created_by_id"]
    return user_id
