"""Find out whether an AI profile works."""

from __future__ import annotations

import time
from collections.abc import Mapping

from pydantic import Field

from aixss.jobs.answers import (
    TOLD_CHARS,
    ProfileCheck,
    ProfileCheckName,
    ProfileReport,
)
from aixss.jobs.ask import Asking, examine
from aixss.jobs.breaker import NotAsked
from aixss.jobs.models import Stage
from aixss.jobs.spec import Kind, Params, Pool, Scope
from aixss.providers.reading import clip
from aixss.providers.spec import FailureClass, Message, ProviderError, Question, Reply
from aixss.stories.artefacts.base import Artefact, Language, Story

SLOW_MS = 20_000  # for answers of a few words


class Greeting(Artefact):
    """What the shaped answer has to look like: a text, a number and a list."""

    greeting: str = Field(min_length=1, max_length=200, description="A short greeting.")
    year: int = Field(ge=1, le=9999, description="The year that the greeting names.")
    words: list[str] = Field(min_length=2, max_length=5, description="Two to five of its words.")


TEXT = "请用一句话问好。 Say hello in one sentence."
SHAPED = (
    "Write a short greeting that names the year 2000, the year as a number, and two to five words "
    "of the greeting. Answer with one JSON object: greeting, year, words."
)
ADVICE: Mapping[FailureClass, str] = {
    FailureClass.AUTH: "Replace the key: the provider does not accept this one.",
    FailureClass.QUOTA: "Top up the account at the provider, or choose another profile.",
    FailureClass.RATE_LIMIT: "Ask less at once: set `maxConcurrency` or `requestsPerMinute`.",
    FailureClass.TIMEOUT: "Choose a faster model, less reasoning effort or a smaller `maxTokens`.",
    FailureClass.CONTENT_FILTER: "Choose another model: this one refuses a harmless greeting.",
    FailureClass.UNAVAILABLE: "Check `baseUrl`, then try again later: nobody answers there.",
    FailureClass.BAD_REQUEST: "Check the model's name and the parameters that it takes.",
    FailureClass.BAD_ANSWER: "Choose another output mode, `PROMPTED` if no other works.",
}
SLOW = "Even a greeting takes long: expect minutes for a scene, or choose a faster model."
CUT_OFF = "Raise `maxTokens`: even a greeting was cut off."


async def compose(asking: Asking) -> ProfileReport:
    """One check after the other, until one fails."""
    checks: list[ProfileCheck] = []
    for name, question in _questions().items():
        await asking.progress(0.1 + 0.4 * len(checks), Stage.CALL, name.value.lower())
        checks.append(await _checked(asking, name, question))
        if not checks[-1].has_passed:
            break
    has_passed = all(check.has_passed for check in checks)
    return ProfileReport(
        model=(asking.model or asking.access.model)[:500], has_passed=has_passed, checks=checks
    )


def _questions() -> dict[ProfileCheckName, Question]:
    draft = Greeting(greeting="Hello 2000!", year=2000, words=["Hello", "2000"])
    schema, shown = Greeting.model_json_schema(), draft.model_dump_json()
    return {
        ProfileCheckName.TEXT: Question(
            (Message("user", TEXT),), "Text", None, lambda: draft.greeting
        ),
        ProfileCheckName.STRUCTURE: Question(
            (Message("user", SHAPED),), Greeting.__name__, schema, lambda: shown
        ),
    }


async def _checked(asking: Asking, name: ProfileCheckName, question: Question) -> ProfileCheck:
    started = time.monotonic()
    try:
        reply, _ = await asking.say(question)
    except ProviderError as error:
        return _failed(name, started, error)
    except NotAsked as waiting:
        # Of a failing profile this call was the one that tried it again: here is what it met.
        if isinstance(waiting.__cause__, ProviderError):
            return _failed(name, started, waiting.__cause__)
        raise
    problem, advice = _judged(question, reply)
    took_ms = _ms(started)
    return ProfileCheck(
        name=name,
        has_passed=problem is None,
        duration_ms=took_ms,
        input_tokens=reply.tokens.input if reply.tokens else None,
        output_tokens=reply.tokens.output if reply.tokens else None,
        told=clip(problem or reply.text.strip() or "…", TOLD_CHARS),
        advice=advice or (SLOW if took_ms > SLOW_MS else None),
    )


def _failed(name: ProfileCheckName, started: float, error: ProviderError) -> ProfileCheck:
    return ProfileCheck(
        name=name,
        has_passed=False,
        duration_ms=_ms(started),
        input_tokens=error.tokens.input if error.tokens else None,
        output_tokens=error.tokens.output if error.tokens else None,
        told=clip(error.message, TOLD_CHARS),
        advice=ADVICE[error.failure],
    )


def _judged(question: Question, reply: Reply) -> tuple[str | None, str | None]:
    """What is wrong with an answer and what to do about it; nulls when nothing is."""
    cut_off = CUT_OFF if reply.finish == "length" else None
    if question.json_schema is None:
        return None, cut_off
    _, problems = examine(reply, Greeting, Story(language=Language.EN))
    if not problems:
        return None, cut_off
    told = "; ".join(f"{'.'.join(map(str, p.path)) or 'answer'}: {p.message}" for p in problems)
    return f"{told} <- {reply.text.strip()}", cut_off or ADVICE[FailureClass.BAD_ANSWER]


def _ms(started: float) -> int:
    return round((time.monotonic() - started) * 1000)


KIND = Kind(
    name="test_ai_profile",
    title="Try out an AI profile",
    title_zh="测试 AI 配置",
    description="Asks the profile's model for a plain answer and for one in the shape that jobs "
    "want, and says how long each took and what to change. It succeeds whatever it finds: the "
    "findings are the job's `result.profileReport`. A profile that keeps failing is asked too.",
    scope=Scope.TEAM,
    params=Params,
    pool=Pool.INTERACTIVE,
    tries=1,
    probes=True,
    questions="two questions",
    output=ProfileReport,
    draft=lambda *_: ProfileReport(
        model="rules",
        has_passed=True,
        checks=[
            ProfileCheck(
                name=name,
                has_passed=True,
                duration_ms=0,
                input_tokens=0,
                output_tokens=0,
                told=question.draft() if question.draft else "",
                advice=None,
            )
            for name, question in _questions().items()
        ],
    ),
    compose=compose,
)
