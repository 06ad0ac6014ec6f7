"""Sockets that speak graphql-transport-ws to the letter, and no longer than the viewer may stay."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import orjson
from starlette.types import Message, Receive, Scope, Send

from aixss.api import render, requests
from aixss.api.context import Caller
from aixss.api.desks import Gone, at_once
from aixss.api.execution import Answer, Engine
from aixss.api.frames import text_frame, write_of
from aixss.api.requests import Asked
from aixss.errors import BadRequest, ErrorCode, TooComplex
from aixss.kit import metrics

PROTOCOL = "graphql-transport-ws"
MESSAGE_MAX = 1024 * 1024  # characters
OPERATIONS_MAX = 100  # of one socket at a time
INIT_S = 10.0
PING_S = 20.0
CLOSE_S = 5.0  # in which the client has to take the reason of the end
REASON_BYTES = 123  # of a close frame

TOO_BIG, BROKEN, TRY_LATER = 1009, 1011, 1013
BAD_MESSAGE, UNAUTHORIZED, FORBIDDEN, WRONG_PROTOCOL = 4400, 4401, 4403, 4406
INIT_TIMEOUT, SAME_ID, SECOND_INIT, NO_PONG = 4408, 4409, 4429, 4499

ACK, PING, PONG = '{"type":"connection_ack"}', b'{"type":"ping"}', '{"type":"pong"}'
NO_MESSAGE = f"This is not a message of {PROTOCOL}."


class Closed(Exception):
    """The end of a socket: why, as a close code and a sentence."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Left(Gone):
    """The client has gone."""


class Socket:
    """One connection; each operation on it gets a context of its own."""

    def __init__(
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        engine: Engine,
        caller: Caller,
    ) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._write = write_of(scope)
        self._engine, self._caller = engine, caller
        self._operations: dict[str, asyncio.Task[None]] = {}  # by the ids that are taken
        self._running: set[asyncio.Task[None]] = set()
        self._is_initiated = self._is_greeted = self._is_heard = self._is_full = False
        self._serving: asyncio.Task[Any] | None = None
        self._end: Closed | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._leave: Callable[[], None] = _nothing

    async def serve(self, headers: dict[bytes, bytes], origins: frozenset[str]) -> None:
        """Serve the connection until either side ends it."""
        if not _is_welcome(headers, origins):
            await self._send({"type": "websocket.close", "code": FORBIDDEN})  # 403 by now
            return
        if (await self._receive())["type"] != "websocket.connect":
            return
        offered: list[str] = self._scope["subprotocols"]
        speaks = PROTOCOL in offered
        # Many clients drop a connection that takes none of theirs, and never see why.
        taken = PROTOCOL if speaks else next(iter(offered), None)
        await self._send({"type": "websocket.accept", "subprotocol": taken})
        if not speaks:
            await self._close(Closed(WRONG_PROTOCOL, f"Only {PROTOCOL} is spoken here."))
            return
        with metrics.SOCKETS:
            end = await self._until_its_end(headers.get(b"authorization", b"").decode("latin-1"))
        if end is not None:
            await self._close(end)

    async def _until_its_end(self, authorization: str) -> Closed | None:
        """How the server ends the connection; None when the client has left."""
        self._serving = asyncio.current_task()
        self._remind(INIT_S, Closed(INIT_TIMEOUT, "Connection initialisation timeout"))
        try:
            end = await render.caught(self._read(authorization))
        except asyncio.CancelledError:
            if self._end is None or self._serving is None or self._serving.uncancel():
                raise
            end = self._end
        finally:
            self._serving = None
            self._remind(None)
            self._leave()
            running = list(self._running)
            for task in running:
                task.cancel()
            # What the operations hold is given back before the connection is over.
            await asyncio.gather(*running, return_exceptions=True)
        if end is None or isinstance(end, Left):
            return None
        return end if isinstance(end, Closed) else self._broken(end)

    def _finish(self, end: Closed) -> None:
        """End the connection, from wherever that is noticed."""
        if self._end is None and self._serving is not None:
            self._end = end
            self._serving.cancel()

    def _remind(self, after_s: float | None, end: Closed | None = None) -> None:
        """Ping after a while, or end then; a timer costs a socket less than a task that waits."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None
        if after_s is not None:
            act = partial(self._finish, end) if end else self._ping
            self._timer = asyncio.get_running_loop().call_later(after_s, act)

    def _broken(self, error: Exception) -> Closed:
        told = render.refusal(error, self._caller)[0]
        is_away = told["extensions"]["code"] == ErrorCode.UNAVAILABLE
        return Closed(TRY_LATER if is_away else BROKEN, told["message"])

    async def _close(self, end: Closed) -> None:
        reason = end.reason.encode()[:REASON_BYTES].decode(errors="ignore")
        with suppress(OSError):  # TimeoutError is one
            async with asyncio.timeout(CLOSE_S):
                await self._send({"type": "websocket.close", "code": end.code, "reason": reason})

    # For as long as the connection lasts.

    async def _read(self, authorization: str) -> None:
        """Take messages until the client leaves; raises Closed."""
        if authorization:
            await self._caller.identify(authorization)
        while (message := await self._receive())["type"] == "websocket.receive":
            self._is_heard = True
            await self._take(_object(message))

    def _stay(self) -> None:
        """From the greeting on: no longer than the viewer's access, and only while alive."""
        if viewer := self._caller.viewer:
            access = self._caller.services.access
            self._leave = access.watch(viewer, lambda why: self._finish(Closed(FORBIDDEN, why)))
        self._is_heard = True
        self._remind(PING_S)

    def _ping(self) -> None:
        """Ask for a sign of life.

        Who has given none since the last time, or takes nothing for so long, is taken for dead.
        """
        was_full, self._is_full = self._is_full, not self.say_now(b"", PING)
        if not self._is_heard or (was_full and self._is_full):
            dead = "No answer to a ping: the connection is taken for dead."
            self._finish(Closed(NO_PONG, dead))
            return
        self._is_heard = False
        self._remind(PING_S)

    # Messages

    async def _take(self, message: dict[str, Any]) -> None:
        match message:
            case {"type": "subscribe", "id": str(key), "payload": dict(payload)} if key:
                await self._subscribe(key, payload)
            case {"type": "complete", "id": str(key)} if key:
                if task := self._operations.pop(key, None):
                    task.cancel()
            case {"type": "connection_init"}:
                await self._init(message.get("payload"))
            case {"type": "ping" | "pong" as kind} if _is_payload(message.get("payload")):
                if kind == "ping":
                    await self.say(PONG)
            case _:
                raise Closed(BAD_MESSAGE, NO_MESSAGE)

    async def _init(self, payload: Any) -> None:
        if self._is_initiated:
            raise Closed(SECOND_INIT, "Too many initialisation requests")
        if not _is_payload(payload):
            raise Closed(BAD_MESSAGE, NO_MESSAGE)
        self._is_initiated = True
        said = {str(name).lower(): value for name, value in (payload or {}).items()}
        token = said.get("authorization") or said.get("token")
        if token is not None:
            await self._caller.identify(str(token))
        if self._caller.refused:
            raise Closed(FORBIDDEN, self._caller.refused.message)
        await self.say(ACK)
        self._is_greeted = True
        self._stay()

    async def _subscribe(self, key: str, payload: dict[str, Any]) -> None:
        if not self._is_greeted:
            raise Closed(UNAUTHORIZED, "Unauthorized")
        if key in self._operations:
            raise Closed(SAME_ID, f"Subscriber for {key} already exists")
        try:
            asked = requests.from_object(payload)
        except BadRequest as error:
            raise Closed(BAD_MESSAGE, error.message) from None
        if len(self._operations) >= OPERATIONS_MAX:
            full = TooComplex(
                f"A socket carries {OPERATIONS_MAX} operations at a time: "
                "complete one, or open another socket."
            )
            errors = render.refusal(full, self._caller)
            await self.say(_framed(key, "error", orjson.dumps(errors)))
            return
        task = self._operations[key] = asyncio.create_task(self._operate(key, asked))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _operate(self, key: str, asked: Asked) -> None:
        """Send the answers of one operation, and how it ends."""
        last = _framed(key, "complete")
        try:
            refused = await self._engine.serve(asked, self._caller, Operation(self, key))
            if refused:
                last = _framed(key, "error", orjson.dumps(refused.errors))
            # From now on the client may use the id again.
            self._forget(key)
            await self.say(last)
        except Left:
            return  # which the reader sees as well
        finally:
            self._forget(key)

    def _forget(self, key: str) -> None:
        if self._operations.get(key) is asyncio.current_task():
            del self._operations[key]

    async def say(self, text: str) -> None:
        """Send a message; raises Left."""
        try:
            await self._send({"type": "websocket.send", "text": text})
        except OSError:
            raise Left from None

    def say_now(self, head: bytes, body: bytes, tail: bytes = b"") -> bool:
        """Whether a message, given in parts, was sent without waiting."""
        if self._write is not None:
            return self._write(text_frame(head, body, tail))
        text = b"%b%b%b" % (head, body, tail)
        return at_once(self._send({"type": "websocket.send", "text": text.decode()}))


class Operation:
    """The way of an operation's answers to the client."""

    __slots__ = ("_head", "_socket")

    def __init__(self, socket: Socket, key: str) -> None:
        self._socket = socket
        # Around the same bytes for all who watch the same.
        self._head = b'{"id":%b,"type":"next","payload":' % orjson.dumps(key)

    async def tell(self, answer: Answer) -> None:
        """Send an answer; raises Left."""
        await self._socket.say((self._head + answer.body + b"}").decode())

    def tell_now(self, answer: Answer) -> bool:
        """Whether an answer was sent without waiting."""
        return self._socket.say_now(self._head, answer.body, b"}")


def _nothing() -> None:
    """Nobody to leave."""


def _framed(key: str, kind: str, payload: bytes = b"") -> str:
    body = f',"payload":{payload.decode()}' if payload else ""
    return f'{{"id":{orjson.dumps(key).decode()},"type":"{kind}"{body}}}'


def _object(message: Message) -> dict[str, Any]:
    """The JSON object that a frame carries; raises Closed."""
    text = message.get("text")
    if text is None:
        raise Closed(BAD_MESSAGE, "Send messages as text, not as bytes.")
    if len(text) > MESSAGE_MAX:
        raise Closed(TOO_BIG, f"A message has at most {MESSAGE_MAX} characters.")
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        found = None
    if not isinstance(found, dict):
        raise Closed(BAD_MESSAGE, NO_MESSAGE)
    return found


def _is_payload(value: object) -> bool:
    """Whether a message may carry it: null is absent."""
    return isinstance(value, dict | None)


def _is_welcome(headers: dict[bytes, bytes], origins: frozenset[str]) -> bool:
    """Whether the page that connects, if it is one, is ours or one that the operator trusts."""
    origin = headers.get(b"origin", b"").decode("latin-1")
    host = headers.get(b"host", b"").decode("latin-1")
    if not origin or origin in origins:
        return True
    try:
        return urlsplit(origin).netloc == host
    except ValueError:  # an origin that is none
        return False
