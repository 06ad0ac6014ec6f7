"""A studio as one user works with it: signs in, goes on when tokens end or connections break."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from aixss.client.connection import Answer, Connection
from aixss.client.errors import Refused, SignedOut, Unreachable
from aixss.client.generated.fragments import Tokens
from aixss.client.generated.input_types import LoginInput, RefreshInput, RegisterInput
from aixss.client.sockets import Json

PATIENCE_S = 60.0  # how long a subscription tries to come back
PAUSE_S = 0.2  # before the first try; doubled up to PAUSE_MAX_S
PAUSE_MAX_S = 5.0
RESYNC = "ResyncRequired"
SIGNED_OUT = "UNAUTHENTICATED"


class Studio(Connection):
    """The typed client of a user; use it as an async context manager.

    Every method raises Unreachable, SignedOut and Refused.
    """

    def __init__(self, url: str, token: str | None = None) -> None:
        super().__init__(url, token)
        self._refresh_token: str | None = None
        self._renewing = asyncio.Lock()

    async def sign_up(self, email: str, password: str) -> None:
        """Make a user with a team and act as that user from now on."""
        self._keep((await self.register(RegisterInput(email=email, password=password))).session)

    async def sign_in(self, email: str, password: str) -> None:
        """Act as this user from now on."""
        self._keep((await self.login(LoginInput(email=email, password=password))).session)

    async def check(self) -> None:
        """Return when the studio answers and accepts the token."""
        if await self.viewer() is None:
            raise SignedOut("The studio does not know this token: sign in again.")

    async def execute(
        self,
        query: str,
        operation_name: str | None = None,
        variables: Json | None = None,
        **kwargs: Any,
    ) -> Answer:
        """The answer to a document, with a new access token when the last one has ended."""
        token = self.token
        answer = await super().execute(query, operation_name, variables, **kwargs)
        if _is_signed_out(answer) and await self._renew(token):
            return await super().execute(query, operation_name, variables, **kwargs)
        return answer

    async def execute_ws(
        self,
        query: str,
        operation_name: str | None = None,
        variables: Json | None = None,
        **kwargs: Any,
    ) -> AsyncGenerator[Json]:
        """The events of a document's one subscription, which takes `$after`.

        Comes back by itself after the last cursor; where that has been forgotten, with a snapshot.
        """
        given = dict(variables or {})
        pause_s, lost_at = PAUSE_S, time.monotonic()
        while True:
            token = self.token
            try:
                events = super().execute_ws(query, operation_name, given, **kwargs)
                async with aclosing(events):
                    async for found in events:
                        pause_s, lost_at = PAUSE_S, time.monotonic()
                        (event,) = found.values()
                        if event["__typename"] == RESYNC:
                            given["after"] = None
                            break
                        given["after"] = event["cursor"] or given.get("after")
                        yield found
                    else:
                        return
            except Unreachable:
                if time.monotonic() - lost_at > PATIENCE_S:
                    raise
                await asyncio.sleep(pause_s)
                pause_s = min(pause_s * 2, PAUSE_MAX_S)
                await self._meanwhile()
            except SignedOut:
                if not await self._renew(token):
                    raise

    async def _meanwhile(self) -> None:
        """Why the connection broke, as HTTP tells it: a bad token raises, silence does not."""
        try:
            await self.check()
        except Unreachable:
            return

    async def _renew(self, ended: str | None) -> bool:
        """Whether there is a token after this one that ended; one request fetches it for all."""
        async with self._renewing:
            if self.token != ended:
                return True
            if self._refresh_token is None:
                return False
            used = RefreshInput(refresh_token=self._refresh_token)
            try:
                self._keep((await Connection(self.url, http=self.http).refresh(used)).session)
            except (Refused, SignedOut):
                self._refresh_token = None
                return False
            return True

    def _keep(self, tokens: Tokens | None) -> None:
        if tokens is None:
            raise SignedOut("The studio gave no session: sign in again.")
        self.token, self._refresh_token = tokens.access_token, tokens.refresh_token


def _is_signed_out(answer: Answer) -> bool:
    try:
        errors = answer.json().get("errors") or ()
        return any(each["extensions"]["code"] == SIGNED_OUT for each in errors)
    except (ValueError, AttributeError, KeyError, TypeError):
        return False
