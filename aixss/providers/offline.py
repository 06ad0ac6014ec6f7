"""The provider without a model: answers with the draft that the kind's own rules make."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from aixss.providers.spec import (
    Access,
    FailureClass,
    OutputMode,
    Provider,
    ProviderError,
    Question,
    Reply,
    Tokens,
)

MODEL = "rules-1"


@dataclass(frozen=True)
class Offline:
    """Rule-based drafts from the story's own words: no key, no network, no cost."""

    name: str = "offline"
    title: str = "Offline drafts (no model)"
    needs_key: bool = False
    needs_base_url: bool = False
    default_output_mode: OutputMode = OutputMode.JSON_OBJECT

    async def ask(self, question: Question, _access: Access, /) -> Reply:
        """The question's own draft, whatever model the access names."""
        if question.draft is None:
            detail = f"there are no offline rules for {question.output_name}: choose a profile"
            raise ProviderError(FailureClass.BAD_REQUEST, detail)
        await asyncio.sleep(0)  # a long row of drafts must not hold the event loop
        return Reply(question.draft(), Tokens(0, 0), MODEL, "stop")

    async def aclose(self) -> None:
        """Nothing is kept open."""


ADAPTERS: tuple[Provider, ...] = (Offline(),)
