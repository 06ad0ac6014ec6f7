"""Providers: one call each, every failure named, no key told, no private address reached."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from traceback import format_exception
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field, ValidationError

from aixss.errors import ErrorCode
from aixss.providers import registry
from aixss.providers._openai_wire import normal_url
from aixss.providers.guard import is_public
from aixss.providers.scripted import Scripted
from aixss.providers.spec import (
    Access,
    FailureClass,
    Message,
    OutputMode,
    Parameters,
    ProviderError,
    Question,
    ReasoningEffort,
    Reply,
    Tokens,
)
from tests.openai_server import FakeOpenAI, Fault, content_for, fake_openai

KEY = "sk-very-secret-0123456789"


class Mood(BaseModel):
    name: str
    strength: Annotated[int, Field(ge=1, le=5)]
    follows: list[Mood] = []


class Anchor(BaseModel):
    """A shape with most of what our schemas have in them."""

    title: Annotated[str, Field(min_length=3, max_length=12)]
    kind: Literal["INDOOR", "OUTDOOR"]
    moods: Annotated[list[Mood], Field(min_length=3, max_length=4)]
    share: Annotated[float, Field(gt=0, lt=1)]
    weather: str | None = None
    lights: dict[str, Mood] = {}


QUESTION = Question(
    messages=(Message("system", "You write scenes."), Message("user", "雨夜的码头")),
    output_name="Anchor",
    json_schema=Anchor.model_json_schema(),
)


@pytest.fixture(autouse=True, scope="module")
async def _closed() -> AsyncIterator[None]:
    yield
    await registry.aclose()


def access(base_url: str, **changes: object) -> Access:
    plain = Access(
        provider="openai_compatible",
        model="fake-1",
        output_mode=OutputMode.JSON_OBJECT,
        timeout_s=5,
        base_url=base_url,
        api_key=KEY,
        allow_private=True,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # tests name the fields right


async def ask(wanted: Access, question: Question = QUESTION) -> Reply:
    return await registry.PROVIDERS[wanted.provider].ask(question, wanted)


async def failure_of(server: FakeOpenAI, **changes: object) -> ProviderError:
    with pytest.raises(ProviderError) as caught:
        await ask(access(server.base_url, **changes))
    return caught.value


def test_nothing_that_starts_loads_what_speaks_to_models() -> None:
    told = "import aixss.app, aixss.worker, sys; print(*{'openai', 'pydantic_ai'} & {*sys.modules})"

    loaded = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True)

    assert loaded.stdout.split() == []


@pytest.mark.parametrize("provider", ["openai_compatible", "deepseek", "moonshot"])
@pytest.mark.parametrize("mode", OutputMode)
async def test_every_output_mode_gives_the_json_text(mode: OutputMode, provider: str) -> None:
    async with fake_openai() as server:
        reply = await ask(access(server.base_url, output_mode=mode, provider=provider))

    assert Anchor.model_validate_json(reply.text)
    assert (reply.model, len(server.calls)) == ("fake-1", 1)


async def test_each_output_mode_asks_in_its_own_way() -> None:
    async with fake_openai() as server:
        for mode in OutputMode:
            await ask(access(server.base_url, output_mode=mode))

    tool, schema, json_object, prompted = (call.body for call in server.calls)
    assert (tool["tool_choice"], tool["tools"][0]["function"]["name"]) == ("required", "Anchor")
    assert schema["response_format"]["type"] == "json_schema"
    assert json_object["response_format"] == {"type": "json_object"}
    assert "response_format" not in prompted
    assert all('"moods"' in str(body["messages"]) for body in (json_object, prompted))


async def test_parameters_and_turns_reach_the_model() -> None:
    turns = (*QUESTION.messages, Message("assistant", "{}"), Message("user", "moods is missing"))
    parameters = Parameters(temperature=0.3, top_p=0.9, max_tokens=700, presence_penalty=0.5)
    async with fake_openai() as server:
        wanted = access(server.base_url, parameters=parameters, output_mode=OutputMode.TOOL)
        await ask(wanted, replace(QUESTION, messages=turns))

    body = server.calls[0].body
    sent_turns = [Message(each["role"], each["content"]) for each in body["messages"]]
    assert sent_turns == list(turns)
    assert {name: body.get(name) for name in Parameters.model_fields} == parameters.model_dump()


async def test_reasoning_models_get_the_newer_name_of_the_limit() -> None:
    parameters = Parameters(max_tokens=700, reasoning_effort=ReasoningEffort.LOW)
    async with fake_openai() as server:
        for model in ("gpt-5", "qwen3-max"):
            await ask(access(server.base_url, model=model, parameters=parameters))

    reasoning, other = (call.body for call in server.calls)
    assert (reasoning["max_completion_tokens"], "max_tokens" in reasoning) == (700, False)
    assert (other["max_tokens"], "max_completion_tokens" in other) == (700, False)
    assert reasoning["reasoning_effort"] == "low"


async def test_usage_is_counted_and_unknown_usage_stays_unknown() -> None:
    faults = [Fault.says("{}"), Fault.uncounted]
    async with fake_openai(faults=faults) as server:
        told = await ask(access(server.base_url))
        untold = await ask(access(server.base_url))

    assert told.tokens is not None
    assert (told.tokens.output, told.tokens.cached_input) == (2, told.tokens.input // 2)
    assert untold.tokens is None


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        (Fault.status(401), FailureClass.AUTH),
        (Fault.status(403), FailureClass.AUTH),
        (Fault.status(402), FailureClass.QUOTA),
        (Fault.status(429, code="insufficient_quota"), FailureClass.QUOTA),
        (Fault.status(429), FailureClass.RATE_LIMIT),
        (Fault.status(408), FailureClass.TIMEOUT),
        (Fault.status(400, "too long"), FailureClass.BAD_REQUEST),
        (Fault.status(404), FailureClass.BAD_REQUEST),
        (Fault.status(307), FailureClass.BAD_REQUEST),
        (Fault.status(400, code="content_filter"), FailureClass.CONTENT_FILTER),
        (Fault.status(400, "Content Exists Risk"), FailureClass.CONTENT_FILTER),
        (Fault.filtered, FailureClass.CONTENT_FILTER),
        (Fault.status(500), FailureClass.UNAVAILABLE),
        (Fault.status(503), FailureClass.UNAVAILABLE),
        (Fault.hangs_up, FailureClass.UNAVAILABLE),
        (Fault.not_json, FailureClass.BAD_ANSWER),
        (Fault.not_wire, FailureClass.BAD_ANSWER),
        (Fault(body=b'{"choices": [{"message": {"content": 7}}]}'), FailureClass.BAD_ANSWER),
        (Fault.empty, FailureClass.BAD_ANSWER),
    ],
    ids=lambda value: value.name if isinstance(value, FailureClass) else "",
)
async def test_each_fault_has_its_class_and_costs_one_request(
    fault: Fault, failure: FailureClass
) -> None:
    async with fake_openai(faults=[fault]) as server:
        error = await failure_of(server)

    assert (error.failure, error.code) == (failure, failure.code)
    assert len(server.calls) == 1


async def test_answers_that_are_endless_or_may_unfold_are_not_read() -> None:
    packed = Fault(headers={"content-encoding": "gzip"})
    async with fake_openai(faults=[Fault.huge, packed]) as server:
        huge, folded = await failure_of(server), await failure_of(server)

    assert huge.detail == "the answer is larger than 8 MiB"
    assert folded.detail.startswith("the provider sent a compressed answer")


async def test_no_answer_in_time_is_a_timeout() -> None:
    async with fake_openai(faults=[Fault.never]) as server:
        error = await failure_of(server, timeout_s=0.2)

    assert error.failure is FailureClass.TIMEOUT


async def test_trickling_answer_does_not_outlast_the_timeout() -> None:
    async with fake_openai(faults=[Fault.trickle]) as server, asyncio.timeout(3):
        error = await failure_of(server, timeout_s=0.3)

    assert error.failure is FailureClass.TIMEOUT


async def test_nobody_listening_is_unavailable() -> None:
    async with fake_openai() as server:
        pass

    error = await failure_of(server)

    assert error.failure is FailureClass.UNAVAILABLE


async def test_unknown_host_is_unavailable() -> None:
    with pytest.raises(ProviderError) as caught:
        await ask(access("http://nowhere.invalid", allow_private=False))

    assert caught.value.failure is FailureClass.UNAVAILABLE


async def test_retry_after_is_read_in_seconds_and_as_a_date() -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    faults = [Fault.status(429, retry_after=7), Fault.status(429, retry_after=date)]
    async with fake_openai(faults=faults) as server:
        seconds, until = await failure_of(server), await failure_of(server)

    assert seconds.retry_after_s == 7
    assert until.retry_after_s == pytest.approx(90, abs=5)


async def test_cut_answer_comes_back_with_its_reason() -> None:
    async with fake_openai(faults=[Fault.truncated]) as server:
        reply = await ask(access(server.base_url))

    assert reply.finish == "length"
    with pytest.raises(ValueError, match="EOF"):
        Anchor.model_validate_json(reply.text)


async def test_prose_instead_of_a_tool_call_comes_back_as_text() -> None:
    async with fake_openai(faults=[Fault.prose]) as server:
        reply = await ask(access(server.base_url, output_mode=OutputMode.TOOL))

    assert reply.text == Fault.prose.text


async def test_unusable_body_is_kept_whole_and_paid_tokens_are_known() -> None:
    async with fake_openai(faults=[Fault.not_json, Fault.empty]) as server:
        page, empty = await failure_of(server), await failure_of(server)

    assert page.raw == "<html>502 Bad Gateway</html>"
    assert empty.tokens is not None
    assert empty.tokens.input > 0


@pytest.mark.parametrize(
    ("mode", "word", "advice"),
    [
        (OutputMode.TOOL, "tools", "JSON_OBJECT"),
        (OutputMode.JSON_SCHEMA, "response_format", "JSON_OBJECT"),
        (OutputMode.JSON_OBJECT, "response_format", "PROMPTED"),
    ],
)
async def test_refused_output_mode_says_which_one_to_choose(
    mode: OutputMode, word: str, advice: str
) -> None:
    async with fake_openai(faults=[Fault.status(400, f"{word} is not supported")]) as server:
        error = await failure_of(server, output_mode=mode)

    assert error.failure is FailureClass.BAD_REQUEST
    assert f"choose {advice}" in error.detail


async def test_cancelling_aborts_the_http_call() -> None:
    async with fake_openai(faults=[Fault.never]) as server:
        asking = asyncio.create_task(ask(access(server.base_url)))
        async with asyncio.timeout(3):
            await server.next_call()
        asking.cancel()
        with suppress(asyncio.CancelledError):
            await asking

        async with asyncio.timeout(3):
            await server.abandoned.wait()

    assert asking.cancelled()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "[::ffff:127.0.0.1]"])
async def test_private_address_is_refused_unless_allowed(host: str) -> None:
    async with fake_openai() as server:
        url = server.base_url.replace("127.0.0.1", host)
        with pytest.raises(ProviderError, match="not a public address") as caught:
            await ask(access(url, allow_private=False))

    assert caught.value.failure is FailureClass.BAD_REQUEST
    assert server.calls == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%2", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::a9fe:a9fe", False),
        ("64:ff9b::808:808", True),
        ("64:ff9b:1::7f00:1", False),
        ("::127.0.0.1", False),
        ("fec0::1", False),
        ("::ffff:8.8.8.8", True),
        ("2606:4700:4700::1111", True),
    ],
)
def test_public_addresses_are_told_from_others(address: str, expected: bool) -> None:
    assert is_public(address) is expected


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("https://api.deepseek.com", "https://api.deepseek.com/v1"),
        ("https://host/v1/", "https://host/v1"),
        (" https://host/v1/chat/completions ", "https://host/v1"),
        ("https://host/api/v3", "https://host/api/v3"),
    ],
)
def test_base_url_is_read_as_meant(given: str, meant: str) -> None:
    assert normal_url(given) == meant


@pytest.mark.parametrize("given", ["", "host/v1", "file:///etc", "https://a:b@host", "http://[1"])
def test_base_url_that_cannot_be_called_is_refused(given: str) -> None:
    with pytest.raises(ProviderError, match="base URL"):
        normal_url(given)


async def test_key_is_sent_and_shown_nowhere_else() -> None:
    echo = f"Incorrect API key provided: {KEY}"
    page = Fault(body=f"Authorization: Bearer {KEY}".encode())
    async with fake_openai(faults=[Fault.status(401, echo), page]) as server:
        error, other = await failure_of(server), await failure_of(server)

    assert server.calls[0].headers["authorization"] == f"Bearer {KEY}"
    assert "Incorrect API key provided: ***" in error.detail
    assert other.raw == "Authorization: ***"
    traceback = "".join([*format_exception(error), *format_exception(other)])
    shown = f"{traceback} {error!r} {error.detail} {other.raw} {access('http://x')!r}"
    assert KEY not in shown


async def test_environment_lends_no_key_and_no_organisation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-the-operator")
    async with fake_openai() as server:
        await ask(access(server.base_url, api_key=None))

    sent = server.calls[0].headers
    assert KEY not in str(sent)
    assert "org-of-the-operator" not in str(sent)


async def test_long_error_texts_are_cut() -> None:
    async with fake_openai(faults=[Fault.status(500, "x" * 9000)]) as server:
        error = await failure_of(server)

    assert len(error.detail) == 500


def test_digest_changes_with_all_that_shapes_the_answer_and_with_nothing_else() -> None:
    base = access("http://x")
    same = [replace(base, api_key="other"), replace(base, timeout_s=1)]
    other = [
        replace(base, model="m"),
        replace(base, provider="deepseek"),
        replace(base, base_url="http://y"),
        replace(base, output_mode=OutputMode.TOOL),
        replace(base, parameters=Parameters(temperature=1)),
    ]
    reworded = replace(QUESTION, messages=(Message("user", "晴天"),))
    reshaped = replace(QUESTION, json_schema=Mood.model_json_schema())

    digest = QUESTION.digest(base)

    assert {QUESTION.digest(each) for each in same} == {digest}
    others = {QUESTION.digest(each) for each in other}
    assert len({digest, reworded.digest(base), reshaped.digest(base), *others}) == 8


def test_parameters_have_bounds() -> None:
    with pytest.raises(ValidationError):
        Parameters(temperature=2.1)


def test_failures_are_error_codes_with_a_sentence() -> None:
    assert {each.code for each in FailureClass} <= set(ErrorCode)
    assert all(each.sentence.endswith(".") for each in FailureClass)
    assert {each.name for each in FailureClass if each.retryable} == {
        "RATE_LIMIT",
        "TIMEOUT",
        "BAD_ANSWER",
        "UNAVAILABLE",
    }


def test_registry_finds_every_adapter() -> None:
    assert set(registry.PROVIDERS) == {"offline", "openai_compatible", "deepseek", "moonshot"}


async def test_offline_answers_with_the_draft() -> None:
    offline = access("", provider="offline")

    reply = await ask(offline, replace(QUESTION, draft=lambda: '{"title": "雨夜"}'))

    assert reply == Reply('{"title": "雨夜"}', Tokens(0, 0), "rules-1", "stop")
    with pytest.raises(ProviderError, match="no offline rules for Anchor"):
        await ask(offline, QUESTION)


async def test_script_is_played_in_order_and_remembered() -> None:
    async def shout(question: Question) -> str:
        return question.messages[-1].text + "!"

    limited = ProviderError(FailureClass.RATE_LIMIT, retry_after_s=1)
    scripted = Scripted({"Anchor": ["{}", limited, shout]}, otherwise="[]")
    wanted = access("", provider="scripted")

    first = await scripted.ask(QUESTION, wanted)
    with pytest.raises(ProviderError) as caught:
        await scripted.ask(QUESTION, wanted)
    rest = [(await scripted.ask(QUESTION, wanted)).text for _ in range(2)]

    assert (first.text, caught.value, rest) == ("{}", limited, ["雨夜的码头!", "[]"])
    assert scripted.questions == [QUESTION] * 4


async def test_script_that_has_ended_says_so() -> None:
    with pytest.raises(ProviderError, match="no line left for Anchor"):
        await Scripted().ask(QUESTION, access(""))


def test_made_content_fits_its_schema() -> None:
    made = content_for(Anchor.model_json_schema())

    anchor = Anchor.model_validate(made)
    assert (len(anchor.moods), content_for(Anchor.model_json_schema())) == (3, made)


def test_what_no_database_takes_is_left_out_of_what_a_provider_said() -> None:
    error = ProviderError(FailureClass.BAD_REQUEST, "no\x00 \ud83d", raw="\x00\udc00{")

    assert "\x00" not in error.message + str(error.raw)
    assert (error.message + str(error.raw)).encode()
    assert "no ?" in error.message
