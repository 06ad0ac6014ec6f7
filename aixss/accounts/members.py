"""Who asks: the membership behind an access token, and what its role allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from aixss.accounts.models import Role
from aixss.accounts.tokens import Claims
from aixss.errors import Forbidden, Unauthenticated
from aixss.kit import db

# The memberships that stand, of users and teams pair by pair.
STANDING = """
SELECT membership.user_id, membership.team_id, membership.role, membership.epoch
FROM unnest($1::uuid[], $2::uuid[]) AS asked (user_id, team_id)
JOIN membership USING (user_id, team_id)
JOIN "user" ON "user".id = user_id
JOIN team ON team.id = membership.team_id
WHERE membership.deleted_at IS NULL AND "user".deleted_at IS NULL AND team.deleted_at IS NULL
"""


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
    found = await db.rows(STANDING, [claims.user_id], [claims.team_id])
    if not found or found[0]["epoch"] != claims.epoch:
        raise Unauthenticated("Sign in again: your access changed.")
    return Viewer(
        user_id=claims.user_id,
        team_id=claims.team_id,
        role=Role(found[0]["role"]),
        epoch=claims.epoch,
        expires_at=claims.expires_at,
    )


async def changed(viewers: Sequence[Viewer]) -> list[Viewer]:
    """Those whose access is not what it was when their token was issued."""
    if not viewers:
        return []
    found = await db.rows(STANDING, [v.user_id for v in viewers], [v.team_id for v in viewers])
    epochs = {(row["user_id"], row["team_id"]): row["epoch"] for row in found}
    return [v for v in viewers if epochs.get((v.user_id, v.team_id)) != v.epoch]


def require(who: Viewer, needed: Role) -> None:
    """Raise Forbidden when the viewer's role does not cover the needed one."""
    if not who.role.covers(needed):
        raise Forbidden
