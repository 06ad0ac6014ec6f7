"""Who sends a request: the viewer behind its token, looked up once a second at most."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from aixss.accounts import api_tokens, members, tokens
from aixss.accounts.members import Viewer
from aixss.accounts.tokens import Claims, TokenSettings
from aixss.errors import Unauthenticated
from aixss.kit import clock

CHECKED_S = 1.0  # how long an answer is believed; open sockets are looked after as often
KEPT_MOST = 10_000  # tokens, some hundred bytes each
BEARER = "bearer "

T = TypeVar("T")
Key = bytes  # a token's digest: a dump of our memory tells no token
Ask = Callable[[], Awaitable[Viewer]]


@dataclass(frozen=True)
class Answer:
    """Whom a token speaks for, or why for nobody, as it was found."""

    found: Viewer | str
    until_s: float  # by the monotonic clock, when it may be believed no longer


class Identities:
    """Who stands behind the tokens that reach this process.

    A change that this process makes is seen at once, another process's within `CHECKED_S`.
    """

    def __init__(self, settings: TokenSettings, *, kept_most: int = KEPT_MOST) -> None:
        self._settings = settings
        self._kept_most = kept_most
        self._claims: dict[Key, Claims] = {}
        self._answers: dict[Key, Answer] = {}
        self._asking: dict[Key, asyncio.Task[Viewer | str]] = {}

    async def viewer(self, text: str) -> Viewer:
        """The viewer behind `Bearer <token>` or a bare token; raises Unauthenticated."""
        start = len(BEARER)
        token = (text[start:] if text[:start].lower() == BEARER else text).strip()
        key = hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
        answer = self._answers.get(key)
        if answer and time.monotonic() < answer.until_s:
            found = answer.found
        else:
            # Who gives up waiting takes the answer from nobody else.
            found = await asyncio.shield(self._asked(key, token))
        if isinstance(found, str):
            raise Unauthenticated(found)
        return found

    def forget(self, user_id: UUID) -> None:
        """Look again for whomever speaks for a user: what the user may do has changed."""
        for key, answer in list(self._answers.items()):
            if isinstance(answer.found, str) or answer.found.user_id == user_id:
                del self._answers[key]
        self._asking.clear()  # what is being asked may have been read before the change

    @contextmanager
    def hearing(self) -> Iterator[None]:
        """Forgets by itself what this process changes, until the block ends."""
        members.after_change.append(self.forget)
        try:
            yield
        finally:
            members.after_change.remove(self.forget)

    def _asked(self, key: Key, token: str) -> asyncio.Task[Viewer | str]:
        """The look-up that all who come with the same token share; raises Unauthenticated."""
        task = self._asking.get(key)
        if task is None:
            ask = self._ask(key, token)
            task = self._asking[key] = asyncio.create_task(self._look(key, ask))
        return task

    def _ask(self, key: Key, token: str) -> Ask:
        """How to look a token up; raises Unauthenticated for one that was not made here."""
        if api_tokens.is_one(token):
            api_tokens.check(token)
            return lambda: api_tokens.viewer(token)
        claims = self._claims.get(key)
        if claims is None or claims.expires_at <= clock.now():
            claims = tokens.verify(self._settings, token)
            self._keep(self._claims, key, claims)
        known = claims
        return lambda: members.viewer(known)

    async def _look(self, key: Key, ask: Ask) -> Viewer | str:
        asked_s = time.monotonic()
        found: Viewer | str | None = None
        try:
            found = await ask()
        except Unauthenticated as error:
            found = error.message
        finally:
            # Unless it was forgotten meanwhile.
            if self._asking.get(key) is asyncio.current_task():
                del self._asking[key]
                if found is not None:
                    self._keep(self._answers, key, Answer(found, asked_s + _believed_s(found)))
        return found

    def _keep(self, kept: dict[Key, T], key: Key, value: T) -> None:
        kept.pop(key, None)
        if len(kept) >= self._kept_most:
            del kept[next(iter(kept))]  # the one that was kept first
        kept[key] = value


def _believed_s(found: Viewer | str) -> float:
    """How long an answer is believed: a viewer no longer than until its token ends."""
    if isinstance(found, str):
        return CHECKED_S
    return min(CHECKED_S, (found.expires_at - clock.now()).total_seconds())
