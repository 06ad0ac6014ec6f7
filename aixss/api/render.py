"""Errors as clients see them: coded, and without a word about what is inside."""

from __future__ import annotations

import re
from collections.abc import Awaitable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Protocol, TypeVar

import structlog
from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import JSONResponse
from strawberry.exceptions import StrawberryGraphQLError
from strawberry.pydantic import InputValidationError

from aixss.api.documents import DIGITS, Refused
from aixss.api.remedies import DOCS
from aixss.errors import AixssError, ErrorCode, TooComplex
from aixss.kit import db, metrics

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

T = TypeVar("T")
Rendered = dict[str, Any]

INTERNAL = "Something went wrong on our side. Tell us the request id."
UNAVAILABLE = "The database is away or too busy at the moment: try again."
UNAVAILABLE_S = 1  # after which it is worth to ask again
# GraphQL quotes what it cannot take, which may be a password or a key.
QUOTED = re.compile(r", found: .*|( cannot represent [^:]*): .*", re.DOTALL)
# The same request may succeed later without anybody changing anything.
RETRYABLE = frozenset({ErrorCode.RATE_LIMITED, ErrorCode.TIMEOUT, ErrorCode.UNAVAILABLE})
SECURE = frozenset({"https", "wss"})


class Edge(Protocol):
    """Where an answer goes: what its errors say of the request."""

    @property
    def request_id(self) -> str:
        """Under which the request is logged."""

    @property
    def origin(self) -> str:
        """Our own, as the client called it: where the documentation is."""


def origin(scheme: str, host: bytes) -> str:
    """Our origin as the client of a request or an upgrade named it, e.g. `https://api.example`."""
    return f"{'https' if scheme in SECURE else 'http'}://{host.decode('latin-1')}"


async def caught(work: Awaitable[T]) -> T | Exception:
    """What `work` gives or raises: for edges, which answer whatever happens."""
    try:
        return await work
    except Exception as error:
        return error


@dataclass(frozen=True)
class Seen:
    """What is known of a request from which nothing has been read yet."""

    request_id: str
    origin: str


def broken(request: Request, error: Exception) -> JSONResponse:
    """The answer to a request that failed outside of GraphQL."""
    host = request.headers.get("host", "").encode("latin-1")
    where = origin(request.scope.get("scheme", "http"), host)
    seen = Seen(str(getattr(request.state, "request_id", "")), where)
    errors = refusal(error, seen)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    if errors[0]["extensions"]["code"] == ErrorCode.UNAVAILABLE:
        status = HTTPStatus.SERVICE_UNAVAILABLE
    return JSONResponse({"errors": errors}, status)


def refusal(error: Exception, edge: Edge) -> list[Rendered]:
    """The errors of a request that was not run, or was broken off; never empty."""
    match error:
        case Refused():
            return [render(each, edge) for each in error.errors]
        case GraphQLError():
            return [render(error, edge)]
        case _:
            code, message, more = _told(error, edge)
            return [{"message": message, "extensions": says(code, edge) | more}]


def render(error: GraphQLError, edge: Edge) -> Rendered:
    """An error of GraphQL's with its code; what nobody foresaw is logged and masked."""
    code, message, more = _told(_cause(error) or error, edge)
    shown: Rendered = {"message": message}
    if error.locations:
        shown["locations"] = [each.formatted for each in error.locations]
    if error.path is not None:
        shown["path"] = error.path
    shown["extensions"] = says(code, edge) | more
    return shown


def says(code: ErrorCode, edge: Edge) -> dict[str, object]:
    """What the `extensions` of every error say, which counts it."""
    metrics.ERRORS.of(code.value).add()
    return {
        "code": code.value,
        "requestId": edge.request_id,
        "retryable": code in RETRYABLE,
        "docsUrl": f"{edge.origin}{DOCS}#{code.value}",
    }


def _told(cause: BaseException, edge: Edge) -> tuple[ErrorCode, str, dict[str, object]]:
    """The code, the sentence, and what else an error tells."""
    match cause:
        case AixssError():
            more: dict[str, object] = {"argument": list(cause.path)} if cause.path else {}
            if after_s := retry_after_s(cause):
                more["retryAfterSeconds"] = after_s
            return cause.code, cause.message, more
        case InputValidationError():
            return ErrorCode.INVALID, cause.message, dict(cause.extensions or {})
        case RecursionError():
            return ErrorCode.TOO_COMPLEX, TooComplex().message, {}
        case StrawberryGraphQLError():
            return ErrorCode.BAD_REQUEST, cause.message, {}
        case GraphQLError() if cause.path is None:
            # Nothing has run: the document or its variables are wrong.
            return ErrorCode.BAD_REQUEST, QUOTED.sub(r"\1.", cause.message), {}
        case _ if isinstance(cause, db.AWAY):
            log.warning("database away", error=repr(cause), request_id=edge.request_id)
            return ErrorCode.UNAVAILABLE, UNAVAILABLE, {"retryAfterSeconds": UNAVAILABLE_S}
        case _:
            log.error("unexpected error", exc_info=cause, request_id=edge.request_id)
            return ErrorCode.INTERNAL, INTERNAL, {}


def retry_after_s(error: object) -> int | None:
    """After how many seconds it is worth to ask again; None when nobody knows."""
    after_s: float | None = getattr(error, "retry_after_s", None)
    return max(1, round(after_s)) if after_s is not None else None


def _cause(error: GraphQLError) -> BaseException | None:
    """What was raised by whatever GraphQL has wrapped around it; None when GraphQL itself did."""
    found: BaseException = error
    while isinstance(found, GraphQLError) and found.original_error is not None:
        found = found.original_error
    if isinstance(found, InputValidationError | StrawberryGraphQLError):
        return found
    if isinstance(found, ValueError) and error.path is None:
        return GraphQLError(DIGITS)  # which Python refuses to read when there are thousands
    return None if isinstance(found, GraphQLError) else found
