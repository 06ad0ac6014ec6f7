"""Models behind the OpenAI chat completions wire: OpenAI, DeepSeek, Moonshot, and all copies."""

from __future__ import annotations

import asyncio
import importlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aixss.providers.spec import Access, OutputMode, Provider, Question, Reply

if TYPE_CHECKING:
    from aixss.providers._openai_wire import Wired

OPENAI = "https://api.openai.com/v1"
# The SDKs take a second and much memory: only who asks a model pays for them.
WIRE = "aixss.providers._openai_wire"


@dataclass
class ChatCompletions:
    """One service that speaks this wire."""

    name: str
    title: str
    base_url: str
    needs_key: bool
    default_output_mode: OutputMode
    service: str | None = None
    """What pydantic-ai calls it, where it has peculiarities."""
    needs_base_url: bool = False
    _wired: Wired | None = field(default=None, init=False, repr=False, compare=False)

    async def ask(self, question: Question, access: Access, /) -> Reply:
        """The model's answer, from exactly one HTTP request; raises ProviderError."""
        if self._wired is None:
            wire = await asyncio.to_thread(importlib.import_module, WIRE)  # others go on meanwhile
            self._wired = self._wired or wire.Wired(self.base_url, self.service)
        return await self._wired.ask(question, access)

    async def aclose(self) -> None:
        """Closes the connections that are kept open."""
        if self._wired is not None:
            await self._wired.aclose()


ADAPTERS: tuple[Provider, ...] = (
    ChatCompletions(
        name="openai_compatible",
        title="OpenAI or compatible",
        base_url=OPENAI,
        needs_key=False,  # models on one's own machine have none
        default_output_mode=OutputMode.JSON_SCHEMA,
    ),
    ChatCompletions(
        name="deepseek",
        title="DeepSeek",
        base_url="https://api.deepseek.com",
        needs_key=True,
        default_output_mode=OutputMode.JSON_OBJECT,
        service="deepseek",
    ),
    ChatCompletions(
        name="moonshot",
        title="Moonshot (Kimi)",
        base_url="https://api.moonshot.cn/v1",
        needs_key=True,
        default_output_mode=OutputMode.JSON_OBJECT,
        service="moonshotai",
    ),
)
