"""The typed client on one connection: requests over HTTP, each subscription on a websocket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any, Protocol

import httpx
from websockets import ClientConnection

from aixss.client import sockets
from aixss.client.address import endpoint
from aixss.client.errors import Refused, refusal, unreachable
from aixss.client.generated.client import Client
from aixss.client.sockets import Json

ANSWER_S = 60.0  # one request
ACCEPT = "application/graphql-response+json, application/json;q=0.9"


class Answer(Protocol):
    """What came back over HTTP."""

    status_code: int

    def json(self, **options: Any) -> Any:
        """Its body, read; raises ValueError when that is no JSON."""


class Connection(Client):
    """Every operation as a method; use it as an async context manager.

    Every method raises Unreachable, SignedOut, and Refused with the first error of a payload.
    """

    def __init__(
        self, url: str, token: str | None = None, http: httpx.AsyncClient | None = None
    ) -> None:
        self.http = http or httpx.AsyncClient(timeout=ANSWER_S, headers={"accept": ACCEPT})
        super().__init__(endpoint(url), http_client=self.http)  # type: ignore[arg-type]  # asks for more than is used
        self.token = token
        self._sockets: set[ClientConnection] = set()

    async def __aexit__(self, *raised: object) -> None:
        # Who stops in the middle of a subscription leaves its socket to us.
        await asyncio.gather(*(each.close() for each in self._sockets))
        await self.http.aclose()

    async def execute(
        self,
        query: str,
        operation_name: str | None = None,
        variables: Json | None = None,
        **kwargs: Any,
    ) -> Answer:
        """The answer to a document, whatever it says."""
        headers = {"authorization": f"Bearer {self.token}"} if self.token else {}
        try:
            return await super().execute(
                query, operation_name, variables, headers=headers, **kwargs
            )
        except httpx.HTTPError as error:
            raise unreachable(self.url) from error

    def get_data(self, response: Answer) -> Json:
        """The `data` of an answer that holds no error."""
        try:
            answer = response.json()
        except ValueError:
            answer = None
        if not isinstance(answer, dict) or not answer.keys() & {"data", "errors"}:
            raise unreachable(self.url)
        return data(answer)

    async def execute_ws(
        self,
        query: str,
        operation_name: str | None = None,
        variables: Json | None = None,
        **kwargs: Any,  # noqa: ARG002  # as the generated methods pass them
    ) -> AsyncGenerator[Json]:
        """The `data` of each answer of a subscription, until the studio completes it."""
        request = {
            "query": query,
            "operationName": operation_name,
            "variables": self._convert_dict_to_json_serializable(variables or {}),
        }
        answers = sockets.answers(self.url, self.token, request, self._sockets)
        async with aclosing(answers):
            async for answer in answers:
                yield data(answer)


def data(answer: Json) -> Json:
    """The `data` of an answer; raises its first error, that of a payload too."""
    if errors := answer.get("errors"):
        raise refusal(errors)
    found: Json = answer.get("data") or {}
    for payload in found.values():
        for error in payload.get("errors", ()) if isinstance(payload, dict) else ():
            raise Refused(error["message"], error["code"], error["path"])
    return found
