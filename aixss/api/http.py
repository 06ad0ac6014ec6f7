"""GraphQL over HTTP: which requests are read, and how answers are sent (docs/http.md)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus

import strawberry
from graphql import OperationType
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from aixss.api import ide, media, middleware, render, requests, sse
from aixss.api.context import Caller, Services
from aixss.api.execution import ONE_ANSWER, QUERY, Answer, Engine, WrongTransport
from aixss.api.rates import Standing
from aixss.api.requests import Asked
from aixss.api.sockets import Socket
from aixss.described import Locale
from aixss.errors import BadRequest, ErrorCode
from aixss.kit import metrics

BODY_MAX = 1024 * 1024
QUERY_MAX = 60_000  # below the 64 KiB at which the server cuts off with no word of why
METHODS = ("GET", "POST")
NOT_OFFERED = f"Answers are sent as {media.GRAPHQL}, {media.JSON} or {media.EVENTS}."
Headers = list[tuple[bytes, bytes]]
OK = int(HTTPStatus.OK)
KEPT = 16  # limits: one for those who signed in, one for others

VARY = (b"vary", b"Authorization, Accept, Accept-Language")
STORED = (b"cache-control", b"private, no-store")
CHECKED = (b"cache-control", b"private, no-cache")
TYPES = {kind: (b"content-type", f"{kind}; charset=utf-8".encode()) for kind in media.OFFERED}
# Events reach the client one by one: no proxy may gather them.
UNBUFFERED = ((b"cache-control", b"private, no-store, no-transform"), (b"x-accel-buffering", b"no"))
SIGN_IN = (b"www-authenticate", b"Bearer")
AND_SUBSCRIPTION = frozenset({OperationType.SUBSCRIPTION})

# What is no matter of the document has its status in either media type.
STATUS = {
    ErrorCode.UNAUTHENTICATED: HTTPStatus.UNAUTHORIZED,
    ErrorCode.FORBIDDEN: HTTPStatus.FORBIDDEN,
    ErrorCode.TOO_COMPLEX: HTTPStatus.BAD_REQUEST,
    ErrorCode.RATE_LIMITED: HTTPStatus.TOO_MANY_REQUESTS,
    ErrorCode.UNAVAILABLE: HTTPStatus.SERVICE_UNAVAILABLE,
    ErrorCode.INTERNAL: HTTPStatus.INTERNAL_SERVER_ERROR,
}


class Rejected(BadRequest):
    """A request that HTTP itself refuses."""

    def __init__(self, status: HTTPStatus, message: str, *headers: tuple[bytes, bytes]) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers


class Gone(Exception):
    """The client has left before its request was complete."""


@dataclass(slots=True)
class Reply:
    """A response that is ready to be sent."""

    status: int
    body: bytes
    headers: Headers

    async def send(self, send: Send) -> None:
        """Send all of it."""
        metrics.REQUESTS.of(self.status).add()
        self.headers.append((b"content-length", b"%d" % len(self.body)))
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})


class Api:
    """The GraphQL endpoint, for requests and sockets."""

    services: Services  # given when the process has opened its links

    def __init__(self, schema: strawberry.Schema, origins: tuple[str, ...]) -> None:
        self.engine = Engine(schema)
        self.origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request or serve a socket; a refusal is JSON like any other answer."""
        headers: dict[bytes, bytes] = dict(scope["headers"])
        caller = self._caller(scope, headers)
        if scope["type"] == "websocket":
            socket = Socket(scope, receive, send, self.engine, caller)
            await socket.serve(headers, self.origins)
            return
        wanted = media.wanted(headers.get(b"accept", b"").decode("latin-1"))
        found = await render.caught(self._reply(scope, receive, send, headers, caller, wanted))
        if found is None or isinstance(found, Gone):
            return
        if isinstance(found, Exception):
            found = self._refusal(found, caller, wanted)
        shown = (middleware.NAME, caller.request_id.encode())
        if isinstance(found, Reply):
            found.headers.append(shown)
            await found.send(send)
        else:
            found.raw_headers.append(shown)
            await found(scope, receive, send)

    def _caller(self, scope: Scope, headers: dict[bytes, bytes]) -> Caller:
        """Who is at the other end, not yet identified."""
        client = scope.get("client")
        language = headers.get(b"accept-language", b"").strip().lower()
        return Caller(
            services=self.services,
            request_id=middleware.begun(headers.get(middleware.NAME, b"")),
            origin=render.origin(scope["scheme"], headers.get(b"host", b"")),
            address=client[0] if client else "",
            locale=Locale.ZH if language.startswith(b"zh") else Locale.EN,
        )

    async def _reply(
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        headers: dict[bytes, bytes],
        caller: Caller,
        wanted: media.Wanted,
    ) -> Reply | Response | None:
        """What is to be sent; None when it has been."""
        is_get = _is_get(scope["method"])
        if is_get and wanted.first == media.HTML:
            return ide.page()
        if wanted.answer is None and not wanted.streams:
            raise Rejected(HTTPStatus.NOT_ACCEPTABLE, NOT_OFFERED)
        asked = _asked_by_get(scope) if is_get else await _asked_by_post(headers, receive)
        if token := headers.get(b"authorization"):
            await caller.identify(token.decode("latin-1"))
        allowed = QUERY if is_get else ONE_ANSWER
        if wanted.answer and wanted.first != media.EVENTS:
            is_followed = wanted.streams and await self.engine.is_subscription(asked, caller)
            if not is_followed:
                answer = await self.engine.answer(asked, caller, allowed)
                return _sent(answer, wanted.answer, headers if is_get else None)
        standing = _limits(caller.services.rates.standing(caller.key))
        shown = (middleware.NAME, caller.request_id.encode())
        told = [TYPES[media.EVENTS], VARY, *UNBUFFERED, *standing, shown]
        any_kind = allowed | AND_SUBSCRIPTION
        await sse.serve(self.engine, asked, caller, any_kind, told, receive, send)
        return None

    def _refusal(self, why: Exception, caller: Caller, wanted: media.Wanted) -> Reply:
        """The answer to a request that did not come as far as to be asked."""
        answer = Answer.refusal(why, render.refusal(why, caller), None)
        reply = _sent(answer, wanted.answer or media.JSON)
        if isinstance(why, Rejected):
            reply.status = why.status
            reply.headers += why.headers
        elif isinstance(why, BadRequest):
            reply.status = HTTPStatus.BAD_REQUEST
        return reply


def _is_get(method: str) -> bool:
    if method not in METHODS:
        message = f"{method} is not offered: send POST, or GET for queries."
        allow = (b"allow", ", ".join(METHODS).encode())
        raise Rejected(HTTPStatus.METHOD_NOT_ALLOWED, message, allow)
    return method == "GET"


def _is_subscription(answer: Answer) -> bool:
    """Whether what was asked for cannot be answered at once, but can be streamed."""
    why = answer.why
    return isinstance(why, WrongTransport) and why.sent is OperationType.SUBSCRIPTION


async def _asked_by_post(headers: dict[bytes, bytes], receive: Receive) -> Asked:
    if not media.is_json(headers.get(b"content-type", b"").decode("latin-1")):
        raise Rejected(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            f"Send the request as {media.JSON} in UTF-8, and say so in Content-Type.",
            (b"accept-post", media.JSON.encode()),
        )
    return requests.from_json(await _body(headers, receive))


def _asked_by_get(scope: Scope) -> Asked:
    query: bytes = scope["query_string"]
    if len(query) > QUERY_MAX:
        raise Rejected(
            HTTPStatus.REQUEST_URI_TOO_LONG,
            f"A query string has at most {QUERY_MAX} bytes: send it by POST.",
        )
    return requests.from_query(query)


async def _body(headers: dict[bytes, bytes], receive: Receive) -> bytes:
    said = headers.get(b"content-length", b"0")
    parts: list[bytes] = []
    size = int(said) if said.isdigit() else 0
    more = size <= BODY_MAX
    size = 0 if more else size
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        more = message.get("more_body", False) and size <= BODY_MAX
    if size > BODY_MAX:
        raise Rejected(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A body has at most {BODY_MAX} bytes.")
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _sent(answer: Answer, kind: str, asked_by_get: dict[bytes, bytes] | None = None) -> Reply:
    """The response that carries an answer, with what its receiver should know."""
    headers = [TYPES[kind], VARY]
    if answer.standing is not None:
        headers += _limits(answer.standing)
    if asked_by_get is not None and not answer.errors:
        return _cached(answer, kind, headers, asked_by_get)
    headers.append(STORED)
    if not answer.errors:
        return Reply(OK, answer.body, headers)
    status = _status(answer, kind)
    if after_s := answer.errors[0]["extensions"].get("retryAfterSeconds"):
        headers.append((b"retry-after", str(after_s).encode()))
    if status == HTTPStatus.UNAUTHORIZED:
        headers.append(SIGN_IN)
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers.append((b"allow", b"POST"))
    return Reply(status, answer.body, headers)


def _status(answer: Answer, kind: str) -> int:
    """200 for what has run; clients of plain JSON expect it for bad documents too."""
    if _is_subscription(answer):
        return HTTPStatus.NOT_ACCEPTABLE
    if isinstance(answer.why, WrongTransport):
        return HTTPStatus.METHOD_NOT_ALLOWED
    code = answer.code
    if code is None or not answer.is_null:
        return HTTPStatus.OK
    if status := STATUS.get(code):
        return status
    return HTTPStatus.BAD_REQUEST if answer.why and kind == media.GRAPHQL else HTTPStatus.OK


def _cached(answer: Answer, kind: str, headers: Headers, asked: dict[bytes, bytes]) -> Reply:
    """An answer that the client may keep, or the word that it has it already."""
    digest = hashlib.blake2b(answer.body, digest_size=16, person=kind[-16:].encode()).hexdigest()
    tag = f'"{digest}"'.encode()
    headers += [CHECKED, (b"etag", tag)]
    known = {
        each.strip().removeprefix(b"W/") for each in asked.get(b"if-none-match", b"").split(b",")
    }
    if tag in known or b"*" in known:
        return Reply(HTTPStatus.NOT_MODIFIED, b"", headers)
    return Reply(HTTPStatus.OK, answer.body, headers)


def _limits(standing: Standing) -> Headers:
    """How much the caller may still ask for, as draft-ietf-httpapi-ratelimit-headers says it."""
    if not standing.limit:
        return []
    left = b'"points";r=%d;t=%d' % (standing.remaining, standing.resets_in_s)
    return [_policy(standing.limit, standing.window_s), (b"ratelimit", left)]


@lru_cache(KEPT)
def _policy(limit: int, window_s: int) -> tuple[bytes, bytes]:
    return b"ratelimit-policy", b'"points";q=%d;w=%d' % (limit, window_s)
