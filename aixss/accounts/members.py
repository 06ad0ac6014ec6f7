"""Who asks: the membership behind a token, and what its role and its scopes allow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from aixss.accounts.models import Role, TokenScope
from aixss.accounts.tokens import Claims
from aixss.errors import Forbidden, Unauthenticated
from aixss.kit import db

# The memberships that stand, as a table for FROM.
STANDING = """
(SELECT membership.user_id, membership.team_id, membership.role, membership.epoch
FROM membership
JOIN "user" ON "user".id = membership.user_id
JOIN team ON team.id = membership.team_id
WHERE membership.deleted_at IS NULL AND "user".deleted_at IS NULL AND team.deleted_at IS NULL)
AS standing
"""

# What this process does when it has committed a change of what a user may do.
after_change: list[Callable[[UUID], None]] = []


@dataclass(frozen=True)
class Viewer:
    """A user in a team, until `expires_at` or until what the user may do changes.

    With a `token_id` an API token speaks for the user, who may then do no more than its scopes.
    """

    user_id: UUID
    team_id: UUID
    role: Role
    epoch: int
    expires_at: datetime
    scopes: frozenset[TokenScope] | None = None  # a person has them all
    token_id: UUID | None = None

    @cached_property
    def key(self) -> str:
        """Who speaks, as a text: a token, or a user in a team."""
        if self.token_id:
            return f"token:{self.token_id}"
        return f"member:{self.team_id}:{self.user_id}"


async def viewer(claims: Claims) -> Viewer:
    """The member that an access token speaks for; raises Unauthenticated when that has changed."""
    found = await db.rows(
        f"SELECT role, epoch FROM {STANDING} WHERE user_id = $1 AND team_id = $2",
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


async def changed(viewers: Sequence[Viewer]) -> list[Viewer]:
    """Those whose access is not what it was when they came; one statement."""
    if not viewers:
        return []
    found = await db.rows(
        f"""
        SELECT asked.place, standing.role, standing.epoch
        FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) WITH ORDINALITY
          AS asked (user_id, team_id, token_id, place)
        JOIN {STANDING} USING (user_id, team_id)
        LEFT JOIN api_token ON api_token.id = asked.token_id
        WHERE asked.token_id IS NULL
          OR (api_token.revoked_at IS NULL AND api_token.deleted_at IS NULL
            AND api_token.expires_at > now())
        """,
        [each.user_id for each in viewers],
        [each.team_id for each in viewers],
        [each.token_id for each in viewers],
    )
    present = {row["place"]: row for row in found}
    return [each for n, each in enumerate(viewers, 1) if not _is_as_was(each, present.get(n))]


def _is_as_was(viewer: Viewer, row: Mapping[str, Any] | None) -> bool:
    if row is None:
        return False
    if viewer.scopes is None:
        return bool(row["epoch"] == viewer.epoch)
    # The epoch also grows when the person signs out, which is nothing to the person's programs.
    return granted(Role(row["role"]), viewer.scopes) is viewer.role


def granted(role: Role, scopes: Iterable[TokenScope]) -> Role:
    """What a token acts as: the lesser of its maker's role and what its scopes stand for."""
    return min(role, max((each.role for each in scopes), key=_rank), key=_rank)


def _rank(role: Role) -> int:
    return role.rank


def require(who: Viewer, needed: Role) -> None:
    """Raise Forbidden when the viewer's role does not cover the needed one."""
    if not who.role.covers(needed):
        raise Forbidden


def require_scope(who: Viewer, needed: TokenScope | None) -> None:
    """Raise Forbidden when an API token lacks the scope; None is what only people may do."""
    if who.scopes is None:
        return
    if needed is None:
        raise Forbidden("An API token cannot do this: sign in as an owner or an admin.")
    if needed not in who.scopes:
        raise Forbidden(f"This API token lacks the scope {needed}: use one that has it.")


def tell_change(user_id: UUID) -> None:
    """Say, once it is committed, that what a user may do has changed, in whatever team."""
    for hear in after_change:
        hear(user_id)
