"""Who asks, and what a resolver may use: made afresh for every operation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aixss.accounts import members
from aixss.accounts.identity import Identities
from aixss.accounts.members import Viewer
from aixss.accounts.models import Role
from aixss.accounts.tokens import TokenSettings
from aixss.api import rates
from aixss.api.documents import Documents
from aixss.api.persisted import Automatic
from aixss.api.presence import Presence
from aixss.api.rates import Rates
from aixss.described import Locale
from aixss.errors import Unauthenticated
from aixss.jobs.dispatch import Dispatcher
from aixss.jobs.rings import Doorbell
from aixss.jobs.spec import Kinds
from aixss.kit import db
from aixss.kit.crypto import KeyRing
from aixss.news.wire import Listener, Wire
from aixss.providers.spec import Provider
from aixss.reads.loaders import Loaders


@dataclass(frozen=True, kw_only=True)
class Services:
    """What a process has one of."""

    kinds: Kinds
    providers: Mapping[str, Provider]
    keys: KeyRing
    tokens: TokenSettings
    identities: Identities
    rates: Rates
    automatic: Automatic
    documents: Documents
    listener: Listener
    presence: Presence
    wire: Wire
    dispatcher: Dispatcher
    doorbell: Doorbell


@dataclass(kw_only=True)
class Caller:
    """Who is at the other end of a request or of a socket, which carries many operations."""

    services: Services
    request_id: str
    origin: str = ""  # our own, as the caller named it
    address: str = ""  # the caller's
    locale: Locale = Locale.EN
    viewer: Viewer | None = None
    # Why a token that was sent does not count; None when none was sent.
    refused: Unauthenticated | None = None

    async def identify(self, text: str) -> None:
        """Take the token that the caller sent, as `Bearer <token>` or bare."""
        try:
            self.viewer = await self.services.identities.viewer(text)
            self.refused = None
        except Unauthenticated as error:
            self.refused = error

    @property
    def key(self) -> str:
        """Whose points an operation spends: a token's, a member's, or an address's."""
        viewer = self.viewer
        if viewer is None:
            return rates.anonymous(self.address)
        if token_id := viewer.token_id:
            return f"token:{token_id}"
        return f"member:{viewer.team_id}:{viewer.user_id}"


@dataclass(kw_only=True)
class Context:
    """What the resolvers of one operation share."""

    services: Services
    request_id: str
    locale: Locale
    viewer: Viewer | None
    refused: Unauthenticated | None = None
    loaders: Loaders = field(init=False)

    def __post_init__(self) -> None:
        self.forget()

    @classmethod
    def of(cls, caller: Caller) -> Context:
        """A fresh context for one operation of a caller."""
        return cls(
            services=caller.services,
            request_id=caller.request_id,
            locale=caller.locale,
            viewer=caller.viewer,
            refused=caller.refused,
        )

    def require(self, role: Role) -> Viewer:
        """The viewer, whose role covers `role`; raises Unauthenticated and Forbidden."""
        if self.viewer is None:
            raise self.refused or Unauthenticated()
        members.require(self.viewer, role)
        return self.viewer

    def forget(self) -> None:
        """Drop what was read, so that the next event of a subscription reads it anew."""
        self.loaders = Loaders(self.viewer.team_id if self.viewer else None, db.fetch)
