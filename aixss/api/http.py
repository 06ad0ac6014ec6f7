"""GraphQL over HTTP and sockets: who asks, what is accepted, and how answers are sent."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from http import HTTPStatus
from typing import Any

import orjson
import structlog
from cross_web import HTTPException
from starlette.requests import ClientDisconnect, HTTPConnection, Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.http import GraphQLHTTPResponse
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL

from aixss.accounts import members, tokens
from aixss.accounts.members import Viewer
from aixss.api import ide, render
from aixss.api.context import Caller, Services
from aixss.api.schema import Schema
from aixss.api.sockets import Socket
from aixss.errors import ErrorCode, Unauthenticated

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

BODY_MAX = 1024 * 1024
SUBSCRIPTIONS_MAX = 100  # of one socket
BEARER = "bearer "
JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"
PRIVATE = {"Cache-Control": "private, no-store", "Vary": "Authorization, Accept"}


async def identify(services: Services, text: str) -> Viewer:
    """The member behind `Bearer <token>` or a bare token; raises Unauthenticated."""
    token = text[len(BEARER) :] if text.lower().startswith(BEARER) else text
    return await members.viewer(tokens.verify(services.tokens, token.strip()))


class Api(GraphQL[Caller, None]):
    """The GraphQL endpoint."""

    graphql_transport_ws_handler_class = Socket

    services: Services  # given when the process has opened its links

    def __init__(self, schema: Schema, origins: tuple[str, ...]) -> None:
        super().__init__(
            schema,
            allow_queries_via_get=False,
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL, GRAPHQL_SSE_PROTOCOL),
            max_subscriptions_per_connection=SUBSCRIPTIONS_MAX,
            allowed_origins=origins,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request or serve a socket; a refusal is JSON like any other answer."""
        if scope["type"] == "websocket":
            await super().__call__(scope, receive, send)
            return
        try:
            response = await self.run(Request(scope, _limited(receive)))
        except ClientDisconnect:
            return  # there is nobody to answer
        except HTTPException as error:
            code = ErrorCode.BAD_REQUEST
            answer = render.body(code, error.reason, request_id(scope))
            response = Response(orjson.dumps(answer), error.status_code, PRIVATE, JSON)
            if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
                response.headers["Allow"] = "POST"
        await response(scope, receive, send)

    def encode_json(self, data: object) -> str:
        """JSON as text: bytes would be sent as binary frames on sockets."""
        return orjson.dumps(data).decode()

    def decode_json(self, data: str | bytes) -> object:
        """The value of a JSON text; raises json.JSONDecodeError."""
        return orjson.loads(data)

    def parse_json(self, data: str | bytes) -> Any:
        """The object that a body must be."""
        found = super().parse_json(data)
        if not isinstance(found, Mapping | list):
            raise HTTPException(HTTPStatus.BAD_REQUEST, "The body must be a JSON object.")
        return found

    async def get_context(
        self,
        request: Request | WebSocket,
        response: Response | WebSocket,  # noqa: ARG002  # Strawberry passes it
    ) -> Caller:
        """Who asks by the Authorization header; a socket may say it in connection_init instead."""
        caller = Caller(
            services=self.services, request_id=request_id(request.scope), locale=_locale(request)
        )
        if header := request.headers.get("authorization"):
            try:
                caller.viewer = await identify(self.services, header)
            except Unauthenticated as error:
                caller.refused = error
        return caller

    async def get_sub_response(self, request: Request | WebSocket) -> Response:
        """The headers of the answer to come."""
        answer = await super().get_sub_response(request)
        answer.headers.update(PRIVATE)
        accepted = request.headers.get("accept", "")
        answer.media_type = GRAPHQL_JSON if GRAPHQL_JSON in accepted else JSON
        return answer

    def create_response(
        self,
        response_data: GraphQLHTTPResponse | list[GraphQLHTTPResponse],
        sub_response: Response,
    ) -> Response:
        """400 for a request that could not be run, in the media type that allows to say so."""
        body: dict[str, object] = dict(response_data)  # type: ignore[arg-type]  # batching is off
        status = HTTPStatus.OK
        if not _has_run(body) and sub_response.media_type == GRAPHQL_JSON:
            del body["data"]
            status = HTTPStatus.BAD_REQUEST
        kind = f"{sub_response.media_type}; charset=utf-8"
        return Response(self.encode_json(body), status, PRIVATE, kind)

    async def on_ws_connect(self, context: Caller) -> dict[str, object] | None:
        """Who asks by `connection_init`; a token that does not hold closes the socket with 4403."""
        said = {str(name).lower(): value for name, value in context.connection_params.items()}
        token = said.get("authorization") or said.get("token")
        try:
            if token is not None:
                context.viewer = await identify(self.services, str(token))
                context.refused = None
        except Unauthenticated as error:
            context.refused = error
        if context.refused:
            raise ConnectionRejectionError
        return None

    async def render_graphql_ide(self, request: Request) -> Response:  # noqa: ARG002  # one page for all
        """GraphiQL, from our own files."""
        return ide.page()


def request_id(scope: Scope) -> str:
    """The id under which this request is logged."""
    return str(scope.get("state", {}).get("request_id", ""))


def _has_run(answer: Mapping[str, Any]) -> bool:
    """Whether there is data, or errors that come from fields that were resolved."""
    errors = answer.get("errors") or ()
    return answer.get("data") is not None or any(error.get("path") for error in errors)


def _locale(request: HTTPConnection) -> str:
    wanted = request.headers.get("accept-language", "").strip().lower()
    return "zh" if wanted.startswith("zh") else "en"


def _limited(receive: Receive) -> Receive:
    """`receive`, which raises HTTPException once a body is too long."""
    read = 0

    async def limited() -> Message:
        nonlocal read
        message: MutableMapping[str, Any] = await receive()
        read += len(message.get("body", b""))
        if read > BODY_MAX:
            raise HTTPException(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A body has at most {BODY_MAX} bytes."
            )
        return message

    return limited
