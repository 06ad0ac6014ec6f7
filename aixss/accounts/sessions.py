"""Signing up, in and out; refresh tokens that rotate, and betray their own theft."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from tortoise.exceptions import IntegrityError

from aixss.accounts import credentials, members, passwords, tokens
from aixss.accounts.audit import audit
from aixss.accounts.models import Membership, Role, Team, User
from aixss.accounts.tokens import TokenSettings
from aixss.errors import Forbidden, Invalid, Unauthenticated
from aixss.kit import clock, db, ids

ENDED = "Your session has ended: sign in again."
REUSED = "This refresh token was used before, so its session has been ended: sign in again."


@dataclass(frozen=True)
class Session:
    """A sign-in as its client gets it; `expires_at` is the end of the access token."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_at: datetime
    user: User
    team: Team
    role: Role


@dataclass(frozen=True)
class _Link:
    """A stored refresh token, read while its membership is locked."""

    id: UUID
    family_id: UUID
    is_used: bool
    is_live: bool
    membership: Membership


async def register(
    settings: TokenSettings,
    *,
    email: str,
    password: str,
    name: str = "",
    team_name: str | None = None,
    locale: str = "zh",
) -> Session:
    """A new user who owns a new team, signed in; raises Invalid, also for a known address."""
    user = User(
        email=credentials.email(email),
        name=credentials.name(name),
        locale=credentials.locale(locale),
    )
    if team_name is None:
        team_name = (user.name or user.email.split("@")[0])[: credentials.TEAM_NAME_CHARS]
    team = Team(name=credentials.team_name(team_name))
    user.password_hash = await passwords.hashed(credentials.password(password))

    async def work(tx: db.Tx) -> Session:
        try:
            await user.save(using_db=tx.connection, force_create=True)
        except IntegrityError:
            known = "This address is registered already: sign in instead."
            raise Invalid(known, path=("email",)) from None
        await team.save(using_db=tx.connection, force_create=True)
        membership = await Membership.create(
            using_db=tx.connection, user=user, team=team, role=Role.OWNER
        )
        return await _issue(tx, settings, membership, family_id=ids.new())

    return await db.brief(work)


async def login(
    settings: TokenSettings, *, email: str, password: str, team_id: UUID | None = None
) -> Session:
    """A new session in the given team, else in the user's first.

    Raises Unauthenticated for a wrong address or password, Forbidden for a team that is not theirs.
    """
    user = await User.filter(email=credentials.email(email), deleted_at__isnull=True).first()
    # An unknown address takes as long as a wrong password, so that neither can be told by time.
    known = await passwords.matches(password, user.password_hash if user else None)
    if user is None or not known:
        raise Unauthenticated("The address or the password is wrong.")
    user_id = user.id

    async def work(tx: db.Tx) -> Session:
        membership = await _lock_membership(tx, user_id, team_id)
        if membership is None:
            raise Forbidden("You are not a member of this team.")
        return await _issue(tx, settings, membership, family_id=ids.new())

    return await db.brief(work)


async def refresh(settings: TokenSettings, refresh_token: str) -> Session:
    """The same session with new tokens; a used token ends its family; raises Unauthenticated."""

    async def work(tx: db.Tx) -> Session | UUID:
        link = await _lock_link(tx, refresh_token)
        if link is None:
            raise Unauthenticated(ENDED)
        if link.is_used:
            await _end_stolen(tx, link)
            # Not an error yet: the end of the family must be committed.
            return link.membership.user_id
        if not link.is_live:
            raise Unauthenticated(ENDED)
        await tx.rows(
            "UPDATE refresh_token SET used_at = now(), updated_at = now() WHERE id = $1", link.id
        )
        return await _issue(tx, settings, link.membership, family_id=link.family_id)

    session = await db.brief(work)
    if isinstance(session, UUID):
        members.tell_change(session)
        raise Unauthenticated(REUSED)
    return session


async def logout(refresh_token: str) -> None:
    """End the session that this token belongs to; an unknown one is already at its end."""

    async def work(tx: db.Tx) -> UUID | None:
        link = await _lock_link(tx, refresh_token)
        if link is None:
            return None
        await _end_family(tx, link)
        return link.membership.user_id

    if user_id := await db.brief(work):
        members.tell_change(user_id)


async def prune_sessions() -> int:
    """Drop the refresh tokens that have expired; how many there were."""
    return len(await db.rows("DELETE FROM refresh_token WHERE expires_at < now() RETURNING id"))


async def _issue(
    tx: db.Tx, settings: TokenSettings, membership: Membership, *, family_id: UUID
) -> Session:
    user, team = membership.user, membership.team
    refresh_token = tokens.new_refresh_token()
    await tx.rows(
        """
        INSERT INTO refresh_token
          (id, user_id, team_id, family_id, token_hash, expires_at, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, now() + make_interval(secs => $6), now(), now())
        """,
        ids.new(),
        user.id,
        team.id,
        family_id,
        tokens.digest(refresh_token),
        settings.refresh_ttl_s,
    )
    access_token, expires_at = tokens.issue(
        settings, user.id, team.id, membership.epoch, clock.now()
    )
    return Session(access_token, refresh_token, expires_at, user, team, membership.role)


async def _lock_membership(
    tx: db.Tx, user_id: UUID, team_id: UUID | None = None
) -> Membership | None:
    """The membership in the given team, else the oldest; None when none is left."""
    found = Membership.filter(
        user_id=user_id,
        deleted_at__isnull=True,
        user__deleted_at__isnull=True,
        team__deleted_at__isnull=True,
    )
    if team_id is not None:
        found = found.filter(team_id=team_id)
    found = found.using_db(tx.connection).select_for_update(of=("membership",))
    return await found.select_related("user", "team").order_by("created_at").first()


async def _lock_link(tx: db.Tx, refresh_token: str) -> _Link | None:
    """What the token stands for; None when nothing, or when the membership is gone.

    The lock on the membership serialises all that happens to a family: a link that is being added
    cannot slip past the end of the others.
    """
    token_hash = tokens.digest(refresh_token)
    owner = await tx.rows(
        "SELECT user_id, team_id FROM refresh_token WHERE token_hash = $1", token_hash
    )
    membership = await _lock_membership(tx, **owner[0]) if owner else None
    if membership is None:
        return None
    found = await tx.rows(
        """
        SELECT id, family_id, used_at IS NOT NULL AS is_used,
          revoked_at IS NULL AND expires_at > now() AS is_live
        FROM refresh_token WHERE token_hash = $1
        """,
        token_hash,
    )
    return _Link(**found[0], membership=membership) if found else None


async def _end_stolen(tx: db.Tx, link: _Link) -> None:
    if await _end_family(tx, link):
        user_id, team_id = link.membership.user.id, link.membership.team.id
        await audit(
            tx,
            team_id=team_id,
            actor_id=None,
            action="refresh_token.reused",
            target_type="user",
            target_id=user_id,
        )


async def _end_family(tx: db.Tx, link: _Link) -> bool:
    """Whether there was something to end; the epoch ends the access tokens of the family too."""
    ended = await tx.rows(
        """
        WITH ended AS (
          UPDATE refresh_token SET revoked_at = now(), updated_at = now()
          WHERE family_id = $1 AND revoked_at IS NULL RETURNING id
        )
        UPDATE membership SET epoch = epoch + 1, updated_at = now()
        WHERE id = $2 AND EXISTS (SELECT FROM ended) RETURNING epoch
        """,
        link.family_id,
        link.membership.id,
    )
    return bool(ended)
