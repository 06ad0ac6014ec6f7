"""The ways to ask: over HTTP and over a socket, planned and by the general executor."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import orjson
from starlette.applications import Starlette
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.studio import Studio

Answer = dict[str, Any]
# A refusal that tells nothing; anything else is a mistake of the request or of the API.
QUIET = frozenset({"NOT_FOUND"})


@dataclass(frozen=True)
class Way:
    """How to ask, and how the API reads; `planned` is None where it has but one way to read."""

    transport: str
    planned: bool | None

    @property
    def reading(self) -> str:
        """How the API reads, in words."""
        return {None: "in its only way", True: "planned", False: "by the executor"}[self.planned]

    def __str__(self) -> str:
        return f"over {self.transport}, {self.reading}"


def ways(app: Starlette) -> list[Way]:
    """Every way to ask an application."""
    readings = (True, False) if hasattr(_engine(app), "planned") else (None,)
    return [Way(transport, planned) for transport in ("HTTP", "socket") for planned in readings]


def _engine(app: Starlette) -> Any:
    return getattr(app.state, "engine", None)


@dataclass
class Asker:
    """A member who asks in every way, with one socket for all that goes over sockets."""

    studio: Studio
    socket: ClientConnection
    numbers: count[int] = field(default_factory=count)

    @property
    def ways(self) -> list[Way]:
        """Every way to ask a query."""
        return ways(self.studio.api.app)

    @property
    def unplanned(self) -> list[Way]:
        """Every way to ask what is never planned: a mutation or a subscription."""
        return [way for way in self.ways if not way.planned]

    async def ask(
        self, way: Way, document: str, variables: Mapping[str, object] | None = None
    ) -> Answer:
        """The answer to an operation, the first for a subscription; request ids left out."""
        return await self.run(way, {"query": document, "variables": dict(variables or {})})

    async def run(self, way: Way, body: Mapping[str, object]) -> Answer:
        """The first answer to a request's body."""
        async with aclosing(self.answers(way, body)) as answers:
            async for answer in answers:
                return answer
        raise AssertionError("the operation ended without an answer")

    async def answers(self, way: Way, body: Mapping[str, object]) -> AsyncGenerator[Answer]:
        """What an operation says until it ends or the reader leaves."""
        if way.planned is not None:
            _engine(self.studio.api.app).planned = way.planned
        if way.transport == "socket":
            found = self._heard(body)
        elif str(body.get("query")).lstrip().startswith("subscription"):
            found = self._streamed(body)
        else:
            found = self._posted(body)
        async with aclosing(found):
            async for answer in found:
                yield _plain(answer)

    async def _posted(self, body: object) -> AsyncGenerator[Answer]:
        yield (await self.studio.api.post(body, self.studio.token)).json()

    async def _streamed(self, body: object) -> AsyncGenerator[Answer]:
        headers = {
            "Accept": "text/event-stream",
            "Authorization": f"Bearer {self.studio.token}",
        }
        client = self.studio.api.client
        async with client.stream("POST", "/graphql", json=body, headers=headers) as stream:
            async for line in stream.aiter_lines():
                if line.startswith("data:") and line.removeprefix("data:").strip():
                    yield orjson.loads(line.removeprefix("data:"))

    async def _heard(self, body: object) -> AsyncGenerator[Answer]:
        name = str(next(self.numbers))
        await self._send(type="subscribe", id=name, payload=body)
        try:
            async for text in self.socket:
                message = orjson.loads(text)
                match message:
                    case {"type": "ping"}:
                        await self._send(type="pong")
                    case {"type": "next", "id": str(about)} if about == name:
                        yield message["payload"]
                    case {"type": "error", "id": str(about)} if about == name:
                        name = ""
                        yield {"data": None, "errors": message["payload"]}
                        return
                    case {"type": "complete", "id": str(about)} if about == name:
                        name = ""
                        return
        finally:
            if name:  # it has not ended by itself
                await self._send(type="complete", id=name)

    async def _send(self, **message: object) -> None:
        await self.socket.send(orjson.dumps(message).decode())


def _plain(answer: Answer) -> Answer:
    for error in answer.get("errors", ()):
        error["extensions"].pop("requestId", None)
        code = error["extensions"]["code"]
        assert code not in ("INTERNAL", "BAD_REQUEST", "TOO_COMPLEX"), error
    return {"data": answer.get("data"), "errors": answer.get("errors", [])}


def refused_quietly(answer: Answer) -> None:
    """Raise AssertionError for an error that is more than "not there"."""
    codes = {error["extensions"]["code"] for error in answer["errors"]}
    assert codes <= QUIET, answer["errors"]


@asynccontextmanager
async def asking(studio: Studio) -> AsyncIterator[Asker]:
    """A member with an open socket."""
    url = studio.api.url.replace("http", "ws") + "/graphql"
    async with connect(url, subprotocols=[Subprotocol("graphql-transport-ws")]) as socket:
        asker = Asker(studio, socket)
        await asker._send(
            type="connection_init", payload={"authorization": f"Bearer {studio.token}"}
        )
        assert orjson.loads(await socket.recv())["type"] == "connection_ack"
        yield asker
