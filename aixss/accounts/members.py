"""Who asks: the membership behind an access token, and what its role allows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from aixss.accounts.models import Role
from aixss.accounts.tokens import Claims
from aixss.errors import Forbidden, Unauthenticated
from aixss.kit import db


@dataclass(frozen=True)
class Viewer:
    """A user in a team, until `expires_at` or until the membership's epoch grows."""

    user_id: UUID
    team_id: UUID
    role: Role
    epoch: int
    expires_at: datetime


async def viewer(claims: Claims) -> Viewer:
    """The member that a token speaks for; raises Unauthenticated when that has changed."""
    found = await db.rows(
        """
        SELECT membership.role, membership.epoch
        FROM membership
        JOIN "user" ON "user".id = membership.user_id
        JOIN team ON team.id = membership.team_id
        WHERE membership.user_id = $1 AND membership.team_id = $2
          AND membership.deleted_at IS NULL
          AND "user".deleted_at IS NULL
          AND team.deleted_at IS NULL
        """,
        claims.user_id,
        claims.team_id,
    )
    if not found or found[0]["epoch"] != claims.epoch:
        raise Unauthenticated("Sign in again: your access changed.")
    return Viewer(
        user_id=claims.user_id,
        team_id=claims.team_id,
        role=Role(found[0]["role"]),
        epoch=claims.epoch,
        expires_at=claims.expires_at,
    )


def require(who: Viewer, needed: Role) -> None:
    """Raise Forbidden when the viewer's role does not cover the needed one."""
    if not who.role.covers(needed):
        raise Forbidden
