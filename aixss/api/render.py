"""Errors as clients see them: coded, and without a word about what is inside."""

from __future__ import annotations

import re
from http import HTTPStatus

import structlog
from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import JSONResponse
from strawberry.exceptions import MissingQueryError, StrawberryGraphQLError
from strawberry.pydantic import InputValidationError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError

from aixss.errors import AixssError, BadRequest, ErrorCode, TooComplex
from aixss.kit import db

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

INTERNAL = "Something went wrong on our side. Tell us the request id."
UNAVAILABLE = "The database is away or too busy at the moment: try again."
# GraphQL quotes what it cannot take, which may be a password or a key.
QUOTED = re.compile(r", found: .*|( cannot represent [^:]*): .*", re.DOTALL)
# Strawberry's own refusals of a request.
REFUSALS = (MissingQueryError, CannotGetOperationTypeError, InvalidOperationTypeError)
# The same request may succeed later without anybody changing anything.
RETRYABLE = frozenset({ErrorCode.RATE_LIMITED, ErrorCode.TIMEOUT, ErrorCode.UNAVAILABLE})


def render(error: GraphQLError, request_id: str) -> GraphQLError:
    """The error with its code and the request id; what nobody foresaw is logged and masked."""
    cause = _cause(error)
    extra: dict[str, object] = {}
    match cause:
        case AixssError():
            code, message = cause.code, cause.message
            if cause.path:
                extra["argument"] = list(cause.path)
        case InputValidationError():
            code, message = ErrorCode.INVALID, error.message
            extra |= cause.extensions or {}
        case RecursionError():
            code, message = ErrorCode.TOO_COMPLEX, TooComplex().message
        case ValueError() if error.path is None:
            # Python refuses to read numbers of thousands of digits.
            code, message = ErrorCode.BAD_REQUEST, "A number has too many digits."
        case None if error.path is None:
            # Nothing has run: the document or its variables are wrong.
            code, message = ErrorCode.BAD_REQUEST, QUOTED.sub(r"\1.", error.message)
        case _:
            code, message = _broken(cause or error, request_id)
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions={**says(code, request_id), **extra},
    )


def broken(request: Request, error: Exception) -> JSONResponse:
    """The answer to a request that failed outside of any operation."""
    request_id = str(getattr(request.state, "request_id", ""))
    code, message = _broken(error, request_id)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    if code is ErrorCode.UNAVAILABLE:
        status = HTTPStatus.SERVICE_UNAVAILABLE
    return JSONResponse(body(code, message, request_id), status)


def _broken(error: BaseException, request_id: str) -> tuple[ErrorCode, str]:
    """What clients are told of what is not their doing; the log gets the rest."""
    if isinstance(error, db.AWAY):
        log.warning("database away", error=repr(error), request_id=request_id)
        return ErrorCode.UNAVAILABLE, UNAVAILABLE
    log.error("unexpected error", exc_info=error, request_id=request_id)
    return ErrorCode.INTERNAL, INTERNAL


def says(code: ErrorCode, request_id: str) -> dict[str, object]:
    """What the `extensions` of every error say."""
    return {"code": code.value, "requestId": request_id, "retryable": code in RETRYABLE}


def body(code: ErrorCode, message: str, request_id: str) -> dict[str, object]:
    """The whole answer to a request that holds no operation."""
    return {"errors": [{"message": message, "extensions": says(code, request_id)}]}


def _cause(error: GraphQLError) -> BaseException | None:
    """What was raised by whatever GraphQL has wrapped around it; None when GraphQL itself did."""
    found: BaseException = error
    while isinstance(found, GraphQLError) and found.original_error is not None:
        found = found.original_error
    if isinstance(found, InputValidationError):
        return found
    if isinstance(found, (StrawberryGraphQLError, *REFUSALS)):
        return BadRequest(error.message)
    return None if isinstance(found, GraphQLError) else found
