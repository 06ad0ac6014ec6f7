"""What a request asks for, checked for its shape: in a body, a query string or a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import orjson

from aixss.errors import BadRequest

AUTOMATIC = "persistedQuery"  # in `extensions`, as Apollo names it
DRY_RUN = "dryRun"  # in `extensions`
NOTHING: Mapping[str, Any] = {}
BATCH = "Batching is not offered: send one operation a request, or several fields in one operation."
NO_QUERY = "No GraphQL query came with the request: send one as `query`, or name a `documentId`."


@dataclass(slots=True, kw_only=True)
class Asked:
    """An operation that somebody asks for; its text may be named instead of sent."""

    text: str | None = None
    document_id: str | None = None
    operation_name: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)
    extensions: Mapping[str, Any] = field(default_factory=dict)

    @property
    def own_text(self) -> str | None:
        """The text of a request that names no document; None when that has to be looked into."""
        return self.text if self.document_id is None and AUTOMATIC not in self.extensions else None


def from_json(body: bytes) -> Asked:
    """What the body of a POST asks for; raises BadRequest."""
    try:
        return from_object(orjson.loads(body))
    except orjson.JSONDecodeError:
        raise BadRequest("The body is not JSON: send an object with a `query`.") from None


def from_query(query: bytes) -> Asked:
    """What the query string of a GET asks for; raises BadRequest. Empty means absent."""
    try:
        given: dict[str, Any] = dict(parse_qsl(query.decode("ascii"), errors="strict"))
    except ValueError:
        raise BadRequest("The query string is not percent-encoded UTF-8.") from None
    for name in ("variables", "extensions"):
        if name in given:
            try:
                given[name] = orjson.loads(given[name])
            except orjson.JSONDecodeError:
                raise BadRequest(f"`{name}` is not JSON: send an object.") from None
    return from_object(given)


def from_object(given: object) -> Asked:
    """What a JSON value asks for; null is absent, unknown keys are ignored. Raises BadRequest."""
    if isinstance(given, list):
        raise BadRequest(BATCH)
    if not isinstance(given, dict):
        raise BadRequest("A request must be a JSON object with a `query`.")
    asked = Asked(
        text=_text(given, "query"),
        document_id=_text(given, "documentId"),
        operation_name=_text(given, "operationName"),
        variables=_object(given, "variables"),
        extensions=_object(given, "extensions"),
    )
    if asked.text is None and asked.document_id is None and AUTOMATIC not in asked.extensions:
        raise BadRequest(NO_QUERY)
    # Whoever wanted a dry run must not get a real one for a slip of the pen.
    if not isinstance(asked.extensions.get(DRY_RUN), bool | None):
        raise BadRequest(f"`extensions.{DRY_RUN}` must be true or false.")
    return asked


def _text(given: dict[str, Any], name: str) -> str | None:
    value = given.get(name)
    if value is None or isinstance(value, str):
        return value
    raise BadRequest(f"`{name}` must be a string.")


def _object(given: dict[str, Any], name: str) -> Mapping[str, Any]:
    value = given.get(name)
    if value is None:
        return NOTHING
    if isinstance(value, dict):
        return value
    raise BadRequest(f"`{name}` must be an object.")
