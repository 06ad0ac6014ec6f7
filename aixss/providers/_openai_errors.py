"""How a server of the OpenAI wire fails, told in our words and without the key."""

from __future__ import annotations

from typing import Annotated

import httpx2
from pydantic import BaseModel, Field, ValidationError
from pydantic_ai.exceptions import (
    ModelAPIError,
    ModelAuthenticationError,
    ModelConnectionError,
    ModelHTTPError,
    ModelQuotaExceededError,
    ModelRateLimitError,
    ModelRequestTimeout,
    ModelTimeoutError,
    UnexpectedModelBehavior,
    UserError,
)

from aixss.providers.spec import Access, FailureClass, OutputMode, ProviderError

Foreign = ModelAPIError | UnexpectedModelBehavior | UserError
"""What a request through the SDK can raise."""

DETAIL_CHARS = 500

# What servers call a prompt or an answer that they will not touch, in any field of their error.
_FILTER_WORDS = (
    "content_filter",
    "content_policy",
    "content policy",
    "content exists risk",
    "data_inspection_failed",
    "sensitivecontent",
    "high risk",
)
_MODE_WORDS = ("response_format", "json_schema", "json_object", "tool")
_FALLBACK_MODE = {
    OutputMode.TOOL: OutputMode.JSON_OBJECT,
    OutputMode.JSON_SCHEMA: OutputMode.JSON_OBJECT,
    OutputMode.JSON_OBJECT: OutputMode.PROMPTED,
}


class _Choice(BaseModel):
    message: dict[str, object]


class _Completion(BaseModel):
    """As much of the wire format as an answer cannot do without."""

    choices: Annotated[list[_Choice], Field(min_length=1)]


async def check_wire(response: httpx2.Response) -> None:
    """Passes error statuses and chat completions; raises BAD_ANSWER with the body for all else."""
    if not response.is_success:
        return
    body = await response.aread()
    try:
        _Completion.model_validate_json(body)
    except ValidationError:
        detail = "what came back is not a chat completion: check the base URL"
        sent_key = response.request.headers["authorization"]
        raw = body.decode(errors="replace").replace(sent_key, "***")
        raise ProviderError(FailureClass.BAD_ANSWER, detail, raw=raw) from None


def translate(error: Foreign, access: Access) -> ProviderError:
    """The same failure as a ProviderError that users may see."""
    said = _safe(_said(error), access)
    if isinstance(error, UnexpectedModelBehavior):
        detail = "what came back is not a chat completion"
        return ProviderError(FailureClass.BAD_ANSWER, detail, raw=said)
    failure, detail = _classify(error), said[:DETAIL_CHARS]
    if failure is FailureClass.BAD_REQUEST and any(word in said.lower() for word in _MODE_WORDS):
        detail = f"{_mode_hint(access.output_mode)}; {detail}"
    retry_after_s = error.retry_after if isinstance(error, ModelAPIError) else None
    return ProviderError(failure, detail, retry_after_s=retry_after_s)


def _classify(error: ModelAPIError | UserError) -> FailureClass:
    match error:
        case ModelTimeoutError() | ModelRequestTimeout() | ModelHTTPError(status_code=408):
            return FailureClass.TIMEOUT
        case ModelConnectionError():
            return FailureClass.UNAVAILABLE
        case ModelQuotaExceededError():
            return FailureClass.QUOTA
        case ModelRateLimitError():
            return FailureClass.RATE_LIMIT
        case ModelHTTPError(status_code=status) if status >= 500:
            return FailureClass.UNAVAILABLE
        case ModelHTTPError(body=body) if _is_filtered(body):
            return FailureClass.CONTENT_FILTER
        case ModelAuthenticationError():
            return FailureClass.AUTH
    return FailureClass.BAD_REQUEST


def _is_filtered(body: object) -> bool:
    said = str(body).lower()
    return any(word in said for word in _FILTER_WORDS)


def _said(error: Foreign) -> str:
    """What the provider said, else what the SDK did."""
    if not isinstance(error, ModelHTTPError):
        return str(error)
    message = error.body.get("message") if isinstance(error.body, dict) else None
    return f"HTTP {error.status_code}: {message or error.body or 'no explanation'}"


def _safe(text: str, access: Access) -> str:
    return text.replace(access.api_key, "***") if access.api_key else text


def _mode_hint(mode: OutputMode) -> str:
    hint = f"this model does not take output mode {mode}"
    return (
        f"{hint}: choose {better} in the profile" if (better := _FALLBACK_MODE.get(mode)) else hint
    )
