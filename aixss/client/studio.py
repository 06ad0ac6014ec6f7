"""A connection to a studio: queries and mutations over HTTP, events over a websocket."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from types import TracebackType
from typing import Any, Self
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.request import urlopen

from gql import GraphQLRequest
from gql.transport.exceptions import TransportError, TransportQueryError
from gql.transport.httpx import HTTPXAsyncTransport
from gql.transport.websockets import WebsocketsTransport
from graphql import ExecutionResult

from aixss.client.errors import ClientError, Refused, SignedOut, Unreachable, refusal

Json = dict[str, Any]

ANSWER_S = 60.0  # one request
READY_S = 2.0
PATIENCE_S = 60.0  # how long a subscription tries to come back
PAUSE_S = 0.2  # before the first try; doubled up to PAUSE_MAX_S
PAUSE_MAX_S = 5.0
RESYNC = "ResyncRequired"

SESSION = "session { accessToken refreshToken }"
PAYLOAD_ERRORS = "errors { code message path }"
REGISTER = f"""
mutation ($input: RegisterInput!) {{ register(input: $input) {{ {SESSION} {PAYLOAD_ERRORS} }} }}
"""
LOGIN = f"""
mutation ($input: LoginInput!) {{ login(input: $input) {{ {SESSION} {PAYLOAD_ERRORS} }} }}
"""
REFRESH = f"""
mutation ($input: RefreshInput!) {{ refresh(input: $input) {{ {SESSION} {PAYLOAD_ERRORS} }} }}
"""
WHO = "{ viewer { __typename } }"


class Studio:
    """One user's connection; use it as an async context manager.

    Every method raises Unreachable, SignedOut and Refused.
    """

    def __init__(self, url: str, token: str | None = None) -> None:
        self.url = endpoint(url)
        self._token = token
        self._refresh_token: str | None = None
        self._http = HTTPXAsyncTransport(self.url, timeout=ANSWER_S)

    async def __aenter__(self) -> Self:
        await self._http.connect()  # type: ignore[no-untyped-call]  # gql leaves it untyped
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._http.close()  # type: ignore[no-untyped-call]  # the same

    async def register(self, email: str, password: str) -> None:
        """Make a user with a team and act as that user from now on."""
        self._sign_in(await self.mutate(REGISTER, {"email": email, "password": password}))

    async def login(self, email: str, password: str) -> None:
        """Act as this user from now on."""
        self._sign_in(await self.mutate(LOGIN, {"email": email, "password": password}))

    async def check(self) -> None:
        """Return when the studio answers and accepts the token."""
        if (await self.query(WHO))["viewer"] is None:
            raise SignedOut("The studio does not know this token: sign in again.")

    async def query(self, document: str, **variables: object) -> Json:
        """The `data` of the answer."""
        try:
            return await self._ask(document, variables)
        except SignedOut:
            if not await self._renew():
                raise
            return await self._ask(document, variables)

    async def mutate(self, document: str, given: Mapping[str, object]) -> Json:
        """The payload of the document's one mutation; its first error is raised."""
        (payload,) = (await self.query(document, input=given)).values()
        for error in payload["errors"]:
            raise Refused(error["message"], error["code"], error["path"])
        return dict(payload)

    async def subscribe(self, document: str, **variables: object) -> AsyncGenerator[Json]:
        """The events of the document's one subscription, which takes `$after`.

        Comes back by itself after the last cursor; where that has been forgotten, with a snapshot.
        """
        after, pause_s, lost_at = variables.get("after"), PAUSE_S, time.monotonic()
        while True:
            try:
                async with aclosing(self._events(document, variables | {"after": after})) as events:
                    async for event in events:
                        pause_s, lost_at = PAUSE_S, time.monotonic()
                        if event["__typename"] == RESYNC:
                            after = None
                            break
                        after = event["cursor"] or after
                        yield event
                    else:
                        return
            except Unreachable:
                if time.monotonic() - lost_at > PATIENCE_S:
                    raise
                await asyncio.sleep(pause_s)
                pause_s = min(pause_s * 2, PAUSE_MAX_S)
                await self._meanwhile()
            except SignedOut:
                if not await self._renew():
                    raise

    async def _events(self, document: str, variables: Json) -> AsyncGenerator[Json]:
        """The events of one connection; Unreachable when it breaks."""
        transport = WebsocketsTransport(
            url=_socket(self.url),
            init_payload={"authorization": f"Bearer {self._token}"},
            subprotocols=[WebsocketsTransport.GRAPHQLWS_SUBPROTOCOL],
        )
        try:
            await transport.connect()
            request = GraphQLRequest(document, variable_values=variables)
            async for result in transport.subscribe(request):
                (event,) = _data(result).values()
                yield event
        except TransportQueryError as error:
            raise refusal(error.errors or []) from None
        except (TransportError, OSError) as error:  # TimeoutError is an OSError
            raise _unreachable(self.url) from error
        finally:
            await transport.close()

    async def _meanwhile(self) -> None:
        """Why the connection broke, as HTTP tells it: a bad token raises, silence does not."""
        try:
            await self.check()
        except Unreachable:
            return

    async def _ask(self, document: str, variables: Mapping[str, object]) -> Json:
        headers = {"authorization": f"Bearer {self._token}"} if self._token else {}
        request = GraphQLRequest(document, variable_values=dict(variables))
        try:
            result = await self._http.execute(request, extra_args={"headers": headers})
        except TransportError as error:
            raise _unreachable(self.url) from error
        return _data(result)

    async def _renew(self) -> bool:
        """Whether a refresh token gave a new access token."""
        if self._refresh_token is None:
            return False
        token, self._token, self._refresh_token = self._refresh_token, None, None
        answer = await self._ask(REFRESH, {"input": {"refreshToken": token}})
        if answer["refresh"]["session"] is None:
            return False
        self._sign_in(answer["refresh"])
        return True

    def _sign_in(self, payload: Json) -> None:
        self._token = payload["session"]["accessToken"]
        self._refresh_token = payload["session"]["refreshToken"]


def endpoint(url: str) -> str:
    """The address of the API for what a person types; raises ClientError."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ClientError(f"{url} is no address of a studio: it looks like http://127.0.0.1:8000.")
    return urlunsplit(parts._replace(path=parts.path.rstrip("/") or "/graphql"))


async def is_ready(url: str) -> bool:
    """Whether a studio at this address says that it can work."""
    try:
        await asyncio.to_thread(_ask_ready, urljoin(url, "/readyz"))
    except (HTTPError, OSError):
        return False
    return True


def _ask_ready(url: str) -> None:
    with urlopen(url, timeout=READY_S):
        return


def _socket(url: str) -> str:
    return url.replace("http", "ws", 1)


def _data(result: ExecutionResult) -> Json:
    if result.errors:
        raise refusal(result.errors)  # type: ignore[arg-type]  # the transports leave them plain
    return dict(result.data or {})


def _unreachable(url: str) -> Unreachable:
    return Unreachable(f"Nothing answers as a studio at {url}: check the address, or start one.")
