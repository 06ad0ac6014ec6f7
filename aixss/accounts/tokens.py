"""Access tokens (signed, short-lived) and refresh tokens (random, kept as hashes)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import jwt

from aixss.errors import Unauthenticated
from aixss.kit import ids

ALGORITHM = "HS256"
KEY_BYTES = 32  # HMAC-SHA256 is as strong as its key only up to here
REFRESH_BYTES = 32
CLAIMS = ["iss", "aud", "sub", "team", "epoch", "iat", "exp", "jti"]


@dataclass(frozen=True)
class TokenSettings:
    """How tokens are signed: the current key signs, every key verifies."""

    keys: Mapping[str, bytes] = field(repr=False)
    current_key_id: str
    issuer: str
    audience: str
    access_ttl_s: int = 900
    refresh_ttl_s: int = 30 * 24 * 3600

    def __post_init__(self) -> None:
        if self.current_key_id not in self.keys:
            raise ValueError(f"there is no token key {self.current_key_id!r}")
        for key_id, key in self.keys.items():
            if len(key) < KEY_BYTES:
                raise ValueError(f"token key {key_id!r} has fewer than {KEY_BYTES} bytes")


@dataclass(frozen=True)
class Claims:
    """What a valid access token says; whether it still holds is asked of the database."""

    user_id: UUID
    team_id: UUID
    epoch: int
    expires_at: datetime
    token_id: str


def issue(
    settings: TokenSettings, user_id: UUID, team_id: UUID, epoch: int, now: datetime
) -> tuple[str, datetime]:
    """An access token and the moment it ends, a whole second."""
    issued_at = now.replace(microsecond=0)
    expires_at = issued_at + timedelta(seconds=settings.access_ttl_s)
    claims = {
        "iss": settings.issuer,
        "aud": settings.audience,
        "sub": str(user_id),
        "team": str(team_id),
        "epoch": epoch,
        "iat": issued_at,
        "exp": expires_at,
        "jti": str(ids.new()),
    }
    key_id = settings.current_key_id
    token = jwt.encode(claims, settings.keys[key_id], ALGORITHM, headers={"kid": key_id})
    return token, expires_at


def verify(settings: TokenSettings, token: str) -> Claims:
    """What the token says; raises Unauthenticated."""
    try:
        said = jwt.decode(
            token,
            _key(settings, token),
            algorithms=[ALGORITHM],
            issuer=settings.issuer,
            audience=settings.audience,
            # The clock of the host that issued it may be ahead of ours.
            options={"require": CLAIMS, "verify_iat": False},
        )
        return Claims(
            user_id=UUID(said["sub"]),
            team_id=UUID(said["team"]),
            epoch=int(said["epoch"]),
            expires_at=datetime.fromtimestamp(said["exp"], UTC),
            token_id=said["jti"],
        )
    except jwt.ExpiredSignatureError:
        raise Unauthenticated("Your access token has expired: refresh it.") from None
    except (jwt.InvalidTokenError, ValueError):
        raise Unauthenticated("This access token is not valid: sign in again.") from None


def new_refresh_token() -> str:
    """A fresh refresh token: 256 random bits."""
    return secrets.token_urlsafe(REFRESH_BYTES)


def digest(refresh_token: str) -> str:
    """What is stored of a refresh token."""
    return hashlib.sha256(refresh_token.encode()).hexdigest()


def _key(settings: TokenSettings, token: str) -> bytes:
    key = settings.keys.get(jwt.get_unverified_header(token).get("kid", ""))
    if key is None:
        raise jwt.InvalidTokenError
    return key
