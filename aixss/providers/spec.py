"""What every provider takes and gives: a question, a reply, or one classified error."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import Annotated, Literal, Protocol, Self

from pydantic import BaseModel, ConfigDict, Field

from aixss.described import Described
from aixss.errors import AixssError, ErrorCode


class FailureClass(StrEnum):
    """Why a provider gave no usable answer; its value is the error code of the failed job."""

    retryable: bool
    """Whether the same question may succeed later without anybody changing anything."""
    sentence: str
    """What happened and what to do about it, for people."""

    def __new__(cls, code: ErrorCode, retryable: bool, sentence: str) -> Self:  # noqa: D102
        self = str.__new__(cls, code)
        self._value_ = code.value
        self.retryable = retryable
        self.sentence = sentence
        return self

    AUTH = ErrorCode.AUTH, False, "The provider refused the key: check the key of the profile."
    QUOTA = ErrorCode.QUOTA, False, "The provider account has no quota or credit left: top it up."
    RATE_LIMIT = (
        ErrorCode.RATE_LIMITED,
        True,
        "The provider is limiting how often it may be asked: it is asked again later.",
    )
    TIMEOUT = (
        ErrorCode.TIMEOUT,
        True,
        "The provider did not answer in time: retry later, or use a faster model.",
    )
    CONTENT_FILTER = (
        ErrorCode.CONTENT_FILTER,
        False,
        "The provider's content filter stopped this: reword the text or use another provider.",
    )
    BAD_ANSWER = (
        ErrorCode.BAD_ANSWER,
        True,
        "The provider answered with nothing that can be used: retry, or use another model.",
    )
    UNAVAILABLE = (
        ErrorCode.UNAVAILABLE,
        True,
        "The provider cannot be reached or is failing: retry later, or use another profile.",
    )
    BAD_REQUEST = (
        ErrorCode.PROVIDER_REFUSED,
        False,
        "The provider does not accept this request: check the model and parameters of the profile.",
    )

    @property
    def code(self) -> ErrorCode:
        """The error code that clients see."""
        return ErrorCode[self.value]


class OutputMode(Described):
    """How a model is made to answer in JSON; servers differ in what they accept."""

    TOOL = (
        auto(),
        "The model calls a tool whose parameters are the answer.",
        "工具调用",
        "Tool call",
    )
    JSON_SCHEMA = (
        auto(),
        "The provider holds the model to the schema of the answer.",
        "按 JSON 结构",
        "JSON schema",
    )
    JSON_OBJECT = (
        auto(),
        "The provider holds the model to some JSON object.",
        "JSON 对象",
        "JSON object",
    )
    PROMPTED = auto(), "The prompt alone asks for JSON.", "仅靠提示词", "By prompt alone"


class ReasoningEffort(Described):
    """How long a reasoning model may think; models without reasoning refuse it."""

    NONE = "none", "The model answers at once.", "不推理"
    MINIMAL = "minimal", "As little as possible.", "极少"
    LOW = "low", "A little.", "少"
    MEDIUM = "medium", "A fair amount.", "适中"
    HIGH = "high", "Much.", "多"
    XHIGH = "xhigh", "As much as possible.", "最多", "Extra high"


class Parameters(BaseModel):
    """How a model is to sample; what is left out, or null, is the provider's default."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    temperature: Annotated[
        float | None,
        Field(ge=0, le=2, description="Randomness, 0 to 2: 0 is the most predictable."),
    ] = None
    top_p: Annotated[
        float | None,
        Field(ge=0, le=1, description="Share of the likeliest words to choose from, 0 to 1."),
    ] = None
    max_tokens: Annotated[
        int | None, Field(ge=1, le=65536, description="Longest answer in tokens, 1 to 65536.")
    ] = None
    presence_penalty: Annotated[
        float | None,
        Field(ge=-2, le=2, description="-2 to 2: above 0, new subjects are preferred."),
    ] = None
    frequency_penalty: Annotated[
        float | None, Field(ge=-2, le=2, description="-2 to 2: above 0, repetition is avoided.")
    ] = None
    reasoning_effort: Annotated[
        ReasoningEffort | None,
        Field(description="How long a reasoning model may think; null leaves it to the provider."),
    ] = None


@dataclass(frozen=True)
class Access:
    """Which model to ask, how and with what key."""

    provider: str
    model: str
    output_mode: OutputMode
    timeout_s: float
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    parameters: Parameters = field(default_factory=Parameters)
    allow_private: bool = False
    """Whether addresses that are not public may be called: the operator's word, never a user's."""


@dataclass(frozen=True)
class Message:
    """One turn of the conversation that is sent."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True)
class Question:
    """What to ask and the shape of the JSON that must come back; free text without a schema."""

    messages: tuple[Message, ...]
    output_name: str
    json_schema: Mapping[str, object] | None
    draft: Callable[[], str] | None = field(default=None, compare=False, repr=False)
    """The JSON that the kind's own rules make, for the offline provider; it is sent nowhere."""

    def digest(self, access: Access) -> str:
        """SHA-256 in hex over all that shapes the answer; the key and the timeout do not."""
        shaping = {
            "messages": [[message.role, message.text] for message in self.messages],
            "output": [self.output_name, self.json_schema, access.output_mode],
            "model": [access.provider, access.base_url, access.model],
            "parameters": access.parameters.model_dump(mode="json", exclude_none=True),
        }
        return hashlib.sha256(json.dumps(shaping, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Tokens:
    """What a call consumed; `cached_input` is the part of `input` that the provider had cached."""

    input: int
    output: int
    cached_input: int = 0


@dataclass(frozen=True)
class Reply:
    """The text that a model answered, JSON where that was asked for; not yet parsed."""

    text: str
    tokens: Tokens | None
    """None when the provider does not say."""
    model: str
    finish: str | None = None
    """Why the model stopped: "length" means that the answer was cut off."""


def _writable(text: str) -> str:
    """What a stranger said, without what no database takes: NUL and halves of characters."""
    return text.replace("\x00", "").encode(errors="replace").decode()


class ProviderError(AixssError):
    """A provider gave no usable answer."""

    def __init__(
        self,
        failure: FailureClass,
        detail: str = "",
        *,
        retry_after_s: float | None = None,
        raw: str | None = None,
        tokens: Tokens | None = None,
    ) -> None:
        detail = _writable(detail)
        super().__init__(f"{failure.sentence} ({detail})" if detail else failure.sentence)
        self.code = failure.code  # type: ignore[misc]  # one exception class, a code per failure
        self.failure = failure
        self.detail = detail
        """Safe to show to users: no key, and at most a short piece of what the provider said."""
        self.retry_after_s = retry_after_s
        self.raw = raw and _writable(raw)
        """What came back instead of an answer, whole."""
        self.tokens = tokens
        """What the call was charged for although it failed, when the provider says."""


class Provider(Protocol):
    """One adapter to the outside world that thinks."""

    @property
    def name(self) -> str:
        """What profiles store."""
        ...

    @property
    def title(self) -> str:
        """What people see."""
        ...

    @property
    def needs_key(self) -> bool:
        """Whether a profile without a key can never work."""
        ...

    @property
    def needs_base_url(self) -> bool:
        """Whether a profile must say where the provider is."""
        ...

    @property
    def default_output_mode(self) -> OutputMode:
        """What a new profile should use."""
        ...

    async def ask(self, question: Question, access: Access, /) -> Reply:
        """The model's answer, from one call without retries; raises ProviderError."""
        ...

    async def aclose(self) -> None:
        """Closes the connections that are kept open; the provider may be asked again afterwards."""
        ...
