"""The OpenAI chat completions wire, spoken by the SDKs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx2
from openai import AsyncOpenAI
from pydantic_ai import providers as wires
from pydantic_ai.direct import model_request
from pydantic_ai.exceptions import ModelAPIError, UnexpectedModelBehavior, UserError
from pydantic_ai.messages import (
    ModelMessage,
    ModelRequest,
    ModelResponse,
    SystemPromptPart,
    TextPart,
    ToolCallPart,
    UserPromptPart,
)
from pydantic_ai.models import ModelRequestParameters
from pydantic_ai.models.openai import OpenAIChatModel, OpenAIChatModelSettings
from pydantic_ai.output import OutputObjectDefinition
from pydantic_ai.profiles import ModelProfile, merge_profile
from pydantic_ai.profiles.openai import OpenAIModelProfile
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider
from pydantic_ai.tools import ToolDefinition

from aixss.providers import guard
from aixss.providers._openai_errors import check_wire, translate
from aixss.providers.openai_compatible import OPENAI
from aixss.providers.spec import (
    Access,
    FailureClass,
    Message,
    OutputMode,
    ProviderError,
    Question,
    Reply,
    Tokens,
)

SCHEMA_PROMPT = """\
Answer with one JSON object that fits this JSON schema, and with nothing around it: \
no explanation, no code fence.

{schema}
"""

Wire = wires.Provider[AsyncOpenAI]


def _wire(service: str | None, client: AsyncOpenAI) -> Wire:
    """How the SDK speaks to a service that it knows by this name, else to OpenAI or a copy."""
    if service is not None:
        known: Callable[..., Wire] = wires.infer_provider_class(service)
        return known(openai_client=client)
    if client.base_url.host == urlsplit(OPENAI).hostname:
        return OpenAIProvider(openai_client=client)
    return OpenAICompatibleProvider("copy", openai_client=client, profile=_profile_of_a_copy)


def _profile_of_a_copy(model: str) -> ModelProfile:
    """Few copies know the newer name of max_tokens; OpenAI's reasoning models know no other."""
    known = OpenAICompatibleProvider.model_profile(model) or ModelProfile()
    newer = bool(known.get("openai_supports_reasoning"))
    return merge_profile(
        known, OpenAIModelProfile(openai_chat_supports_max_completion_tokens=newer)
    )


@dataclass(frozen=True)
class Wired:
    """The SDK's way to one service; its connections are shared by all keys."""

    base_url: str
    service: str | None
    _http: dict[bool, httpx2.AsyncClient] = field(default_factory=dict, repr=False, compare=False)

    async def ask(self, question: Question, access: Access, /) -> Reply:
        """The model's answer, from exactly one HTTP request; raises ProviderError."""
        try:
            response = await model_request(
                self._model(access),
                [_turn(message) for message in question.messages],
                model_settings=_settings(access),
                model_request_parameters=_shape(question, access.output_mode),
            )
        except (ModelAPIError, UnexpectedModelBehavior, UserError) as error:
            raise translate(error, access) from None  # the SDK's error may quote the key
        return _reply(response)

    async def aclose(self) -> None:
        """Closes the connections that are kept open."""
        while self._http:
            _, client = self._http.popitem()
            await client.aclose()

    def _model(self, access: Access) -> OpenAIChatModel:
        client = AsyncOpenAI(
            api_key=access.api_key or "none",  # else the SDK would take one from the environment
            base_url=normal_url(access.base_url or self.base_url),
            max_retries=0,
            http_client=self._client(access.allow_private),
        )
        client.organization = client.project = None  # the environment's are not this team's
        asked_for = OpenAIModelProfile(
            supports_json_schema_output=True,
            supports_json_object_output=access.output_mode is OutputMode.JSON_OBJECT,
            prompted_output_template=SCHEMA_PROMPT,
            # Chat templates of self-hosted models often stop at a second one.
            openai_chat_supports_multiple_system_messages=False,
        )
        return OpenAIChatModel(
            access.model, provider=_wire(self.service, client), profile=asked_for
        )

    def _client(self, allow_private: bool) -> httpx2.AsyncClient:
        if allow_private not in self._http:
            client = guard.client(allow_private=allow_private)
            client.event_hooks = {"response": [check_wire]}
            self._http[allow_private] = client
        return self._http[allow_private]


def normal_url(text: str) -> str:
    """The base URL as meant: a pasted endpoint is cut off, and a bare host gets /v1."""
    url = text.strip().rstrip("/").removesuffix("/chat/completions").rstrip("/")
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
    except ValueError:
        usable = False
    if not usable:
        detail = "the base URL must look like https://host/v1, without a user name"
        raise ProviderError(FailureClass.BAD_REQUEST, detail)
    return url if parts.path else f"{url}/v1"


def _turn(message: Message) -> ModelMessage:
    match message.role:
        case "system":
            return ModelRequest(parts=[SystemPromptPart(message.text)])
        case "user":
            return ModelRequest(parts=[UserPromptPart(message.text)])
        case "assistant":
            return ModelResponse(parts=[TextPart(message.text)])


def _settings(access: Access) -> OpenAIChatModelSettings:
    given = access.parameters.model_dump(mode="json", exclude_none=True)
    if effort := given.pop("reasoning_effort", None):
        given["openai_reasoning_effort"] = effort
    limits = OpenAIChatModelSettings(timeout=access.timeout_s, request_timeout=access.timeout_s)
    return {**given, **limits}  # type: ignore[typeddict-item]  # Parameters uses the same names


def _shape(question: Question, mode: OutputMode) -> ModelRequestParameters:
    if question.json_schema is None:
        return ModelRequestParameters(output_mode="text", allow_text_output=True)
    name, schema = question.output_name, dict(question.json_schema)
    if mode is OutputMode.TOOL:
        tool = ToolDefinition(
            name=name, parameters_json_schema=schema, description="Give the answer.", kind="output"
        )
        return ModelRequestParameters(
            output_mode="tool", output_tools=[tool], allow_text_output=False
        )
    return ModelRequestParameters(
        output_mode="native" if mode is OutputMode.JSON_SCHEMA else "prompted",
        output_object=OutputObjectDefinition(schema, name),
    )


def _reply(response: ModelResponse) -> Reply:
    tokens = _tokens(response)
    if response.finish_reason == "content_filter":
        raise ProviderError(FailureClass.CONTENT_FILTER, tokens=tokens)
    calls = [part.args for part in response.parts if isinstance(part, ToolCallPart)]
    texts = [part.content for part in response.parts if isinstance(part, TextPart)]
    text = _json_text(calls[0]) if calls else "".join(texts)
    if not text.strip() and response.finish_reason != "length":
        raise ProviderError(FailureClass.BAD_ANSWER, "the answer is empty", raw=text, tokens=tokens)
    return Reply(text, tokens, response.model_name or "", response.finish_reason)


def _json_text(arguments: str | Mapping[str, object] | None) -> str:
    if isinstance(arguments, str):
        return arguments
    return json.dumps(arguments, ensure_ascii=False) if arguments else ""


def _tokens(response: ModelResponse) -> Tokens | None:
    usage = response.usage
    if usage.unmeasured_requests:
        return None
    return Tokens(usage.input_tokens, usage.output_tokens, usage.cache_read_tokens)
