"""Who asks, and what a resolver may use: made afresh for every operation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from aixss.accounts import members
from aixss.accounts.identity import Identities
from aixss.accounts.members import Viewer
from aixss.accounts.models import Role
from aixss.accounts.tokens import TokenSettings
from aixss.api import rates
from aixss.api.access import Access
from aixss.api.desks import Desks
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
from aixss.news.listener import Listener
from aixss.news.wire import Wire
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
    desks: Desks[Any]  # of Answer, which knows the context
    access: Access
    presence: Presence
    wire: Wire
    dispatcher: Dispatcher
    doorbell: Doorbell
    pending: Callable[[], Awaitable[list[str]]]  # the migrations that the database lacks


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
        return self.viewer.key if self.viewer else rates.anonymous(self.address)


@dataclass(kw_only=True)
class Context:
    """What the resolvers of one operation share."""

    services: Services
    request_id: str
    locale: Locale
    viewer: Viewer | None
    origin: str = ""  # our own, as the caller named it
    refused: Unauthenticated | None = None

    @cached_property
    def loaders(self) -> Loaders:
        """What reads the rows that the viewer may see, each once."""
        return Loaders(self.viewer.team_id if self.viewer else None, db.fetch)

    @classmethod
    def of(cls, caller: Caller) -> Context:
        """A fresh context for one operation of a caller."""
        return cls(
            services=caller.services,
            request_id=caller.request_id,
            locale=caller.locale,
            viewer=caller.viewer,
            refused=caller.refused,
            origin=caller.origin,
        )

    def require(self, role: Role) -> Viewer:
        """The viewer, whose role covers `role`; raises Unauthenticated and Forbidden."""
        viewer = self.signed_in()
        members.require(viewer, role)
        return viewer

    def signed_in(self) -> Viewer:
        """The viewer, whatever their role; raises Unauthenticated."""
        if self.viewer is None:
            raise self.refused or Unauthenticated()
        return self.viewer

    def forget(self) -> None:
        """Drop what was read, because it has changed."""
        self.__dict__.pop("loaders", None)

    def anew(self) -> Context:
        """The same for something that is to be read afresh."""
        return replace(self)

    @property
    def kind(self) -> Hashable:
        """Equal for all to whom the same is answered with the same text."""
        viewer = self.viewer
        seen = viewer and (viewer.team_id, viewer.role, viewer.scopes)
        return seen, self.locale, self.origin
