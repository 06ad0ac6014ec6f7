"""GraphQL documents that a team has registered, to be named by their hash or id."""

from __future__ import annotations

import hashlib
from uuid import UUID

from tortoise import fields

from aixss.errors import Invalid, NotFound
from aixss.kit import db, ids
from aixss.kit.rows import Stamped

TEXT_CHARS = 100_000
NAME_CHARS = 120
TEAM_MAX = 1_000
HASHED = "sha256:"


class PersistedDocument(Stamped):
    """A registered text; a team has each text once."""

    team_id = fields.UUIDField()
    sha256 = fields.CharField(max_length=64)
    name = fields.CharField(max_length=NAME_CHARS)
    text = fields.TextField()
    created_by = fields.UUIDField()
    deleted_at = fields.DatetimeField(null=True)

    class Meta:
        table = "persisted_document"
        unique_together = (("team_id", "sha256"),)
        indexes = (("team_id", "created_at", "id"),)


def document_id(sha256: str) -> str:
    """What a request names a document by, whoever made it."""
    return f"{HASHED}{sha256}"


async def text_of_hash(team_id: UUID, sha256: str) -> str | None:
    """The text of a team's document with that hash."""
    return await _text("sha256", team_id, sha256)


async def text_of_id(team_id: UUID, document_id: UUID) -> str | None:
    """The text of a team's document."""
    return await _text("id", team_id, document_id)


async def _text(column: str, team_id: UUID, value: object) -> str | None:
    found = await db.rows(
        f"SELECT text FROM persisted_document WHERE team_id = $1 AND {column} = $2 "
        "AND deleted_at IS NULL",
        team_id,
        value,
    )
    return str(found[0]["text"]) if found else None


async def register(tx: db.Change, user_id: UUID, name: str, text: str) -> UUID:
    """The id of the team's document with this text, made when there is none; raises Invalid.

    The transaction is the team's, so the count below cannot change meanwhile.
    """
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    standing = "team_id = $1 AND deleted_at IS NULL"
    found = await tx.rows(
        f"SELECT id FROM persisted_document WHERE {standing} AND sha256 = $2", tx.team_id, sha256
    )
    if found:
        return UUID(str(found[0]["id"]))
    (known,) = await tx.rows(
        f"SELECT count(*) AS n FROM persisted_document WHERE {standing}", tx.team_id
    )
    if known["n"] >= TEAM_MAX:
        raise Invalid(f"A team has at most {TEAM_MAX} documents: delete some.", path=("text",))
    # One that was deleted comes back as it was: its id may stand in clients that are out there.
    (row,) = await tx.rows(
        """
        INSERT INTO persisted_document
          (id, team_id, sha256, name, text, created_by, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, now(), now())
        ON CONFLICT (team_id, sha256) DO UPDATE
        SET deleted_at = NULL, name = EXCLUDED.name, updated_at = now()
        RETURNING id
        """,
        ids.new(),
        tx.team_id,
        sha256,
        name,
        text,
        user_id,
    )
    return UUID(str(row["id"]))


async def delete(tx: db.Change, document_id: UUID) -> UUID:
    """Take a team's document away, once; raises NotFound."""
    found = await tx.rows(
        "UPDATE persisted_document SET deleted_at = coalesce(deleted_at, now()), "
        "updated_at = now() WHERE team_id = $1 AND id = $2 RETURNING id",
        tx.team_id,
        document_id,
    )
    if not found:
        raise NotFound
    return document_id
