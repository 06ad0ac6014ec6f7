"""Asking a model: prompt, provider, parse, validate, repair; each call is counted and kept."""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

import structlog
from pydantic import BaseModel, ValidationError

from aixss.jobs import attempts, telling
from aixss.jobs.answers import FactCut, PromptUse
from aixss.jobs.models import Pricing, Stage
from aixss.jobs.spec import Kind, Params, Target
from aixss.jobs.usage import Call
from aixss.kit import tracing
from aixss.kit.prompt import Prompt, version
from aixss.providers.spec import (
    Access,
    FailureClass,
    Message,
    Provider,
    ProviderError,
    Question,
    Reply,
)
from aixss.stories.artefacts.base import Artefact, Story, Violation
from aixss.stories.context import Context, StoryContext
from aixss.stories.live import Live

A = TypeVar("A", bound=Artefact)
log = structlog.get_logger(__name__)

CALLS = 4  # per question and attempt: the first answer and three repairs
VIOLATIONS_TOLD = 30  # in one repair: more would drown the model
Report = Callable[[float | None, Stage, str], Awaitable[None]]

REPAIR = Prompt(
    key="workflow.repair.user",
    zh="你上一次的回答不能使用，问题如下：\n$violations\n\n"
    "请只改正这些问题，其余内容保持不变，并再次给出完整的 JSON。",
    en="Your last answer cannot be used. What is wrong with it:\n$violations\n\n"
    "Mend exactly this, leave everything else as it is, and give the whole JSON again.",
)


@dataclass(kw_only=True)
class Asking:
    """One running attempt of a job: its target, how far it is, and the only way to a provider."""

    kind: Kind
    job_id: UUID
    target: Target
    attempt: int
    context: Context
    params: Params
    access: Access
    provider: Provider
    profile_id: UUID | None
    pricing: Pricing = field(default_factory=Pricing)
    rewritten: Mapping[str, str]  # the team's own prompts by key
    report: Report
    keep: Callable[[Asking, Artefact], Awaitable[bool]]
    # What happened on the way, for the job's result.
    calls: int = 0
    repairs: int = 0
    model: str = ""
    prompt_versions: dict[str, str] = field(default_factory=dict)
    context_tokens: int = 0  # of the facts of the largest question, about
    cuts: dict[str, FactCut] = field(default_factory=dict)
    # How often this attempt has asked the very same: a model may repeat its mistake word for word.
    asked: Counter[str] = field(default_factory=Counter)
    beside: Sequence[Live] = ()  # the other live jobs, as the transaction that applies sees them
    # What `apply` changed beyond the target, so that states follow.
    touched_episodes: set[UUID] = field(default_factory=set)
    touched_scenes: set[UUID] = field(default_factory=set)

    @property
    def story(self) -> StoryContext:
        """The story that the target belongs to; a team has none."""
        assert isinstance(self.context, StoryContext)
        return self.context

    async def progress(self, ratio: float, stage: Stage, note: str = "") -> None:
        """Say how far the job is, from 0 to 1; raises LostClaim when it is not ours any more."""
        await self.report(ratio, stage, note)

    async def checkpoint(self, made: Artefact) -> bool:
        """Write what stands before the job ends; False when people's own text stayed.

        Whoever starts the kind again can go on from there. Raises LostClaim.
        """
        return await self.keep(self, made)

    async def answer(self) -> Artefact:
        """The kind's answer: composed by the kind, or asked by its own prompts."""
        kind = self.kind
        if kind.compose is not None:
            return await kind.compose(self)
        assert kind.system is not None
        assert kind.user is not None
        assert kind.facts is not None
        assert kind.output is not None
        assert kind.draft is not None
        await self.progress(0.05, Stage.PREPARE)
        draft = kind.draft
        return await self.ask(
            kind.system,
            kind.user,
            kind.facts(self.context, self.params),
            kind.output,
            rules=kind.rules(self.context, self.params) if kind.rules else self.context.rules(),
            draft=lambda: draft(self.context, self.params),
        )

    async def ask(
        self,
        system: Prompt,
        user: Prompt,
        facts: Mapping[str, str],
        output: type[A],
        *,
        rules: Story,
        draft: Callable[[], A],
    ) -> A:
        """A valid answer, repaired where needed; raises ProviderError."""
        facts = self._fitting(facts)
        opening = (
            Message("system", self._render(system, facts)),
            Message("user", self._render(user, facts)),
        )
        messages: tuple[Message, ...] = opening
        fresh = 0
        schema = output.model_json_schema()
        await self.report(None, Stage.CALL, "")
        while True:
            question = Question(
                messages, output.__name__, schema, lambda: draft().model_dump_json()
            )
            reply, paid = await self.say(question)
            await self.report(None, Stage.PARSE, "")
            found, problems = examine(reply, output, rules)
            if found is not None and not problems:
                return found
            fresh += paid
            if fresh >= CALLS:
                raise ProviderError(
                    FailureClass.BAD_ANSWER, _told(problems[:3], "; "), raw=reply.text
                )
            self.repairs += 1
            await attempts.repaired(self.job_id, self.attempt)
            await self.report(None, Stage.REPAIR, f"{len(problems)}")
            # The latest answer and what is wrong with it; never the first answer again.
            messages = (
                *opening,
                Message("assistant", reply.text),
                Message("user", self._render(REPAIR, {"violations": _told(problems, "\n")})),
            )

    def _fitting(self, facts: Mapping[str, str]) -> Mapping[str, str]:
        """The facts within the budget of a question; what was left out is kept for the result."""
        told = telling.fit(facts, self.context.language)
        size = sum(map(telling.tokens, told.values()))
        self.context_tokens = max(self.context_tokens, size)
        self.cuts |= telling.cuts(told)
        return told

    def _render(self, prompt: Prompt, facts: Mapping[str, str]) -> str:
        language = self.context.language
        rewritten = self.rewritten.get(prompt.key)
        self.prompt_versions[prompt.key] = version(rewritten or prompt.text(language))
        return prompt.render(facts, language, rewritten)

    async def say(self, question: Question) -> tuple[Reply, bool]:
        """The raw answer to a question, and whether it was asked now and not remembered.

        Raises ProviderError.
        """
        digest = question.digest(self.access)
        call = Call(
            job_id=self.job_id,
            attempt=self.attempt,
            team_id=self.target.team_id,
            project_id=self.target.project_id,
            kind=self.kind.name,
            profile_id=self.profile_id,
            pricing=self.pricing,
            access=self.access,
            request_hash=hashlib.sha256(f"{digest}{self.asked[digest]}".encode()).hexdigest(),
            chars=sum(len(message.text) for message in question.messages),
        )
        self.asked[digest] += 1
        if (remembered := await call.remembered()) is not None:
            self.model = remembered.model
            return remembered, False
        await call.open()
        access = self.access
        started = time.monotonic()
        try:
            with tracing.span("provider call", provider=access.provider, model=access.model):
                async with asyncio.timeout(access.timeout_s):
                    reply = await self.provider.ask(question, access)
        except ProviderError as error:
            await call.failed(error, started)
            raise
        except TimeoutError:
            late = ProviderError(FailureClass.TIMEOUT, f"after {access.timeout_s:.0f} s")
            await call.failed(late, started)
            raise late from None
        except asyncio.CancelledError:
            await call.aborted(started)
            raise
        await call.answered(reply, started)
        self.calls += 1
        self.model = reply.model
        return reply, True


def examine(reply: Reply, output: type[A], rules: Story) -> tuple[A | None, list[Violation]]:
    """The artefact in a reply, and all that is wrong with it."""
    try:
        found = output.model_validate(load(reply.text))
    except ValidationError as error:
        return None, [Violation(e["loc"], e["msg"]) for e in error.errors(include_input=False)]
    except ValueError as error:
        cut = " The answer was cut off: make it shorter." if reply.finish == "length" else ""
        return None, [Violation((), f"Answer with one JSON object and nothing else: {error}.{cut}")]
    return found, found.violations(rules)


def load(text: str) -> Any:
    """The first JSON object in a text, whatever stands around it; raises ValueError."""
    try:
        return json.loads(text)
    except ValueError as error:
        problem = error
    decoder, start = json.JSONDecoder(strict=False), text.find("{")
    while start >= 0:
        try:
            return decoder.raw_decode(text, start)[0]
        except ValueError as error:
            problem = error
            # A brace in leading prose must not win over the object behind it.
            start = text.find("{", start + 1)
    raise problem


def _told(problems: list[Violation], separator: str) -> str:
    lines = [
        f"- {'.'.join(str(part) for part in p.path) or 'answer'}: {p.message}"
        for p in problems[:VIOLATIONS_TOLD]
    ]
    return separator.join(lines)


class Result(BaseModel):
    """What a job that ended well says about itself."""

    provider: str | None = None
    model: str | None = None
    calls: int = 0
    repairs: int = 0
    applied: bool = True
    failed_children: int = 0
    prompts: list[PromptUse] = []
    context_tokens: int = 0
    cuts: list[FactCut] = []
