"""A provider that plays a script: for tests and rehearsals, never among the registered ones."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping

from aixss.providers.spec import (
    Access,
    FailureClass,
    OutputMode,
    ProviderError,
    Question,
    Reply,
    Tokens,
)

Line = str | Reply | ProviderError | Callable[[Question], Awaitable[str]]
"""An answer's text, a whole reply, an error to raise, or a function that makes the text."""


class Scripted:
    """Plays the lines given for each output name in their order, then `otherwise` for ever.

    Keeps every question in `questions`. A text counts one token per character.
    """

    name = "scripted"
    title = "Scripted answers"
    needs_key = False
    needs_base_url = False
    default_output_mode = OutputMode.JSON_OBJECT

    def __init__(
        self, lines: Mapping[str, Iterable[Line]] | None = None, *, otherwise: Line | None = None
    ) -> None:
        self.questions: list[Question] = []
        self._lines = {name: deque(script) for name, script in (lines or {}).items()}
        self._otherwise = otherwise

    async def ask(self, question: Question, access: Access, /) -> Reply:
        """The next line of the script; raises the line when it is an error."""
        await asyncio.sleep(0)
        self.questions.append(question)
        line = self._next(question.output_name)
        if isinstance(line, ProviderError):
            raise line
        if isinstance(line, Reply):
            return line
        text = line if isinstance(line, str) else await line(question)
        asked = sum(len(message.text) for message in question.messages)
        return Reply(text, Tokens(asked, len(text)), access.model, "stop")

    async def aclose(self) -> None:
        """Nothing is kept open."""

    def _next(self, output_name: str) -> Line:
        script = self._lines.get(output_name)
        line = script.popleft() if script else self._otherwise
        if line is None:
            detail = f"the script has no line left for {output_name}"
            raise ProviderError(FailureClass.BAD_REQUEST, detail)
        return line
