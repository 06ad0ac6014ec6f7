"""Errors as clients see them: coded, and without a word about what is inside."""

from __future__ import annotations

import re

import structlog
from graphql import GraphQLError
from strawberry.exceptions import MissingQueryError, StrawberryGraphQLError
from strawberry.pydantic import InputValidationError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError

from aixss.errors import AixssError, BadRequest, ErrorCode, TooComplex
from aixss.kit import db

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

INTERNAL = "Something went wrong on our side. Tell us the request id."
UNAVAILABLE = "The database is away or too busy at the moment: try again."
# GraphQL quotes what it cannot take, which may be a password or a key.
QUOTED = re.compile(r"(, found| cannot represent .*?): .*", re.DOTALL)
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
        case _ if isinstance(cause, db.AWAY):
            code, message = ErrorCode.UNAVAILABLE, UNAVAILABLE
            log.warning("database away", error=repr(cause), request_id=request_id)
        case None if error.path is None:
            # Nothing has run: the document or its variables are wrong.
            code, message = ErrorCode.BAD_REQUEST, QUOTED.sub(r"\1.", error.message)
        case _:
            code, message = ErrorCode.INTERNAL, INTERNAL
            log.error("unexpected error", exc_info=cause or error, request_id=request_id)
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions={**says(code, request_id), **extra},
    )


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
