"""A server that speaks the OpenAI chat completions wire, well or badly on demand.

async with fake_openai(faults=[Fault.status(429, retry_after="1"), None]) as server:
    ...  # server.base_url, server.calls
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

Json = Any  # whatever json.loads gives

LOOK_S = 0.01  # how often a stuck answer looks whether its client is still there


@dataclass(frozen=True)
class Fault:
    """One way to misbehave; the fields left alone stay as in a good answer."""

    http_status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    text: str | None = None
    cut: bool = False
    finish: str | None = None
    is_silent: bool = False
    breaks_off: bool = False
    trickles: bool = False
    counts: bool = True
    delay_s: float = 0
    until: Callable[[], Awaitable[object]] | None = None

    prose: ClassVar[Fault]
    fenced: ClassVar[Fault]
    empty: ClassVar[Fault]
    broken: ClassVar[Fault]
    truncated: ClassVar[Fault]
    filtered: ClassVar[Fault]
    not_json: ClassVar[Fault]
    not_wire: ClassVar[Fault]
    huge: ClassVar[Fault]
    never: ClassVar[Fault]
    uncounted: ClassVar[Fault]
    trickle: ClassVar[Fault]
    hangs_up: ClassVar[Fault]

    @classmethod
    def status(
        cls, status: int, message: str = "", *, code: str = "", retry_after: str | float = ""
    ) -> Fault:
        """An error status with the wire's error body; `retry_after` in seconds or a date."""
        error = {"message": message or f"injected {status}", "type": code, "code": code or None}
        headers = {"retry-after": str(retry_after)} if retry_after != "" else {}
        return cls(status, headers, json.dumps({"error": error}).encode())

    @classmethod
    def says(cls, text: str) -> Fault:
        """A well-formed answer with exactly this text."""
        return cls(text=text)

    @classmethod
    def slow(cls, delay_s: float) -> Fault:
        """A good answer that comes late."""
        return cls(delay_s=delay_s)

    @classmethod
    def held(cls, until: Callable[[], Awaitable[object]]) -> Fault:
        """A good answer that comes when `until` returns, if its client still waits."""
        return cls(until=until)


Fault.prose = Fault.says("Of course! I would gladly describe that scene for you.")
Fault.fenced = Fault(text="```json\n{answer}\n```")
Fault.empty = Fault.says("")
Fault.broken = Fault(cut=True)
Fault.truncated = Fault(cut=True, finish="length")
Fault.filtered = Fault(text="", finish="content_filter")
Fault.not_json = Fault(body=b"<html>502 Bad Gateway</html>")
Fault.not_wire = Fault(body=b'{"choices": []}')
Fault.huge = Fault(body=b" " * (9 * 1024 * 1024))
Fault.never = Fault(is_silent=True)
Fault.uncounted = Fault(counts=False)
Fault.trickle = Fault(trickles=True)
Fault.hangs_up = Fault(breaks_off=True)


@dataclass(frozen=True)
class Call:
    """One request as the server saw it."""

    number: int
    body: Mapping[str, Json]
    headers: Mapping[str, str]

    @property
    def output_name(self) -> str | None:
        """The name of the tool or schema, None when it stands in the prompt only."""
        if tools := self.body.get("tools"):
            return str(tools[0]["function"]["name"])
        named = self.body.get("response_format", {}).get("json_schema", {})
        return str(named["name"]) if named else None

    @property
    def schema(self) -> Mapping[str, Json]:
        """The JSON schema that the answer must fit, from wherever the request has it."""
        if tools := self.body.get("tools"):
            return dict(tools[0]["function"]["parameters"])
        if named := self.body.get("response_format", {}).get("json_schema"):
            return dict(named["schema"])
        return next(_schemas(self.body["messages"]), {"type": "object"})


def _schemas(messages: Iterable[Mapping[str, Json]]) -> Iterator[Mapping[str, Json]]:
    decoder = json.JSONDecoder()
    for text in (str(message.get("content")) for message in messages):
        for start in (at for at, char in enumerate(text) if char == "{"):
            with contextlib.suppress(ValueError):
                found, _ = decoder.raw_decode(text, start)
                if found.get("properties") is not None or "$ref" in found:
                    yield found
                    break


Answer = Callable[[Mapping[str, Json]], Json]
"""From a request's body to the answer: a text, or what is to be sent as JSON."""
Plan = Iterable[Fault | None] | Callable[[Call], Fault | None]
"""Faults in the order of the calls (then none), or chosen call by call; None is a good answer."""


class FakeOpenAI:
    """The server's memory and manners; `calls` grows while it runs."""

    def __init__(self, answer: Answer | None, faults: Plan) -> None:
        self.base_url = ""
        self.calls: list[Call] = []
        self.usage: list[Mapping[str, int]] = []
        """What the answers that were sent cost, in tokens as the wire counts them."""
        self.answered: list[Call] = []
        """Those whose answer was sent to a client that was still there."""
        self.given_up: list[Call] = []
        """Those on whose silent answer the client has hung up."""
        self.abandoned = asyncio.Event()
        """Set when there is one."""
        self._answer = answer
        self._faults = faults if callable(faults) else _in_order(faults)
        self._called = asyncio.Event()

    async def next_call(self) -> Call:
        """Waits for a call that comes after this moment."""
        self._called.clear()
        await self._called.wait()
        return self.calls[-1]

    async def completions(self, request: Request) -> Response:
        body = await request.json()  # before it is numbered: several may come at once
        call = Call(len(self.calls) + 1, body, dict(request.headers))
        self.calls.append(call)
        self._called.set()
        fault = self._faults(call) or Fault()
        if fault.is_silent:
            await self._wait_for_nothing(request)
            self.given_up.append(call)
            self.abandoned.set()
        await asyncio.sleep(fault.delay_s)
        if fault.until is not None:
            await fault.until()
            if await request.is_disconnected():
                return Response(status_code=499)
        if fault.trickles:
            return StreamingResponse(self._spaces(), media_type="application/json")
        if fault.breaks_off:
            return StreamingResponse(iter([b"{"]), headers={"content-length": "1000"})
        body = fault.body
        if body is None:
            completion = _completion(call, fault, self._text(call))
            self.usage.append(completion.get("usage", {}))
            body = json.dumps(completion).encode()
            self.answered.append(call)
        return Response(body, fault.http_status, fault.headers, "application/json")

    async def models(self, _request: Request) -> Response:
        return JSONResponse({"object": "list", "data": [{"id": "fake-1", "object": "model"}]})

    def _text(self, call: Call) -> str:
        answer = self._answer(call.body) if self._answer else content_for(call.schema)
        return answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)

    async def _spaces(self) -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await asyncio.sleep(LOOK_S)

    async def _wait_for_nothing(self, request: Request) -> None:
        while True:
            if await request.is_disconnected():
                return
            await asyncio.sleep(LOOK_S)


def _in_order(faults: Iterable[Fault | None]) -> Callable[[Call], Fault | None]:
    coming = iter(faults)
    return lambda _call: next(coming, None)


def _completion(call: Call, fault: Fault, answer: str) -> Json:
    text = answer if fault.text is None else fault.text.replace("{answer}", answer)
    if fault.cut:
        text = text[: len(text) // 2]
    message: dict[str, Json] = {"role": "assistant", "content": text}
    as_tool = "tools" in call.body and fault.text is None
    if as_tool:
        function = {"name": call.output_name, "arguments": text}
        tool_call = {"id": f"call_{call.number}", "type": "function", "function": function}
        message |= {"content": None, "tool_calls": [tool_call]}
    finish = fault.finish or ("tool_calls" if as_tool else "stop")
    choice = {"index": 0, "message": message, "finish_reason": finish}
    completion = {
        "id": f"chatcmpl-{call.number}",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": call.body["model"],
        "choices": [choice],
    }
    return completion | {"usage": _usage(call, text)} if fault.counts else completion


def _usage(call: Call, text: str) -> Json:
    """One token per character; half of the prompt counts as cached."""
    prompt = sum(len(str(each.get("content"))) for each in call.body["messages"])
    return {
        "prompt_tokens": prompt,
        "completion_tokens": len(text),
        "total_tokens": prompt + len(text),
        "prompt_tokens_details": {"cached_tokens": prompt // 2},
    }


class _Server(uvicorn.Server):
    """Starts and stops at once, where uvicorn looks every tenth of a second."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()
        self.leaving = asyncio.Event()

    async def main_loop(self) -> None:
        self.ready.set()
        await self.leaving.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for listening in (*self.servers, *(sockets or ())):
            listening.close()
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        for task in (unfinished := list(self.server_state.tasks)):
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield  # Ctrl-C belongs to pytest


@asynccontextmanager
async def fake_openai(answer: Answer | None = None, faults: Plan = ()) -> AsyncIterator[FakeOpenAI]:
    """A running server on a free port; answers by schema unless `answer` is given."""
    fake = FakeOpenAI(answer, faults)
    routes = [
        Route("/v1/chat/completions", fake.completions, methods=["POST"]),
        Route("/v1/models", fake.models),
    ]
    app = Starlette(routes=routes)
    server = _Server(uvicorn.Config(app, port=0, log_level="critical", lifespan="off"))
    running = asyncio.create_task(server.serve())
    try:
        await server.ready.wait()
        port = server.servers[0].sockets[0].getsockname()[1]
        fake.base_url = f"http://127.0.0.1:{port}/v1"
        yield fake
    finally:
        server.leaving.set()
        await running


WORDS = ("雨夜", "旧码头", "红伞", "少女", "沉默", "霓虹", "回头", "信封", "远光", "脚步")
DEPTH = 6  # schemas that contain themselves end here


@dataclass(frozen=True)
class _Maker:
    defs: Mapping[str, Json]
    number: int = 0
    depth: int = 0

    def make(self, schema: Mapping[str, Json]) -> Json:
        schema = self._resolved(schema)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return schema["enum"][self.number % len(schema["enum"])]
        match _type(schema):
            case "object":
                return self._object(schema)
            case "array":
                return self._array(schema)
            case "string":
                return self._string(schema)
            case "integer" | "number" as kind:
                return self._number(schema, whole=kind == "integer")
            case "boolean":
                return self.number % 2 == 0
        return None

    def _resolved(self, schema: Mapping[str, Json]) -> Mapping[str, Json]:
        """The schema with its references followed and its first fitting alternative taken."""
        if ref := schema.get("$ref"):
            found = self.defs if ref == "#" else self.defs["$defs"][ref.rsplit("/", 1)[-1]]
            return self._resolved({**found, **_without(schema, "$ref")})
        for key in ("allOf", "anyOf", "oneOf"):
            if options := schema.get(key):
                rest = _without(schema, key)
                merged = {**rest, **self._resolved(self._choice(key, options))}
                return self._resolved(merged) if key in merged else merged
        return schema

    def _choice(self, key: str, options: list[Mapping[str, Json]]) -> Mapping[str, Json]:
        if key == "allOf":
            return {name: value for option in options for name, value in option.items()}
        if self.depth >= DEPTH and {"type": "null"} in options:
            return {"type": "null"}
        return next(option for option in options if option.get("type") != "null")

    def _child(self, number: int) -> _Maker:
        return replace(self, number=self.number + number, depth=self.depth + 1)

    def _object(self, schema: Mapping[str, Json]) -> Json:
        properties = schema.get("properties", {})
        made = {
            name: self._child(at).make(each) for at, (name, each) in enumerate(properties.items())
        }
        if isinstance(extra := schema.get("additionalProperties"), dict):
            wanted = max(schema.get("minProperties", 0), 1 if self.depth < DEPTH else 0)
            made |= {WORDS[at]: self._child(at).make(extra) for at in range(wanted - len(made))}
        return made

    def _array(self, schema: Mapping[str, Json]) -> Json:
        prefix = schema.get("prefixItems", [])
        few = 2 if self.depth < DEPTH else 0
        wanted = min(max(schema.get("minItems", 0), few), schema.get("maxItems", 1000))
        shapes = [*prefix, *[schema.get("items", {"type": "string"})] * wanted]
        shapes = shapes[: max(wanted, len(prefix))]
        return [self._child(at).make(shape) for at, shape in enumerate(shapes)]

    def _string(self, schema: Mapping[str, Json]) -> str:
        formats = {
            "date": "2024-05-01",
            "date-time": "2024-05-01T08:00:00Z",
            "uri": f"https://example.com/{self.number}",
            "uuid": f"00000000-0000-4000-8000-{self.number:012d}",
        }
        if made := formats.get(schema.get("format", "")):
            return made
        least, most = schema.get("minLength", 0), schema.get("maxLength", 1000)
        text = WORDS[self.number % len(WORDS)] + str(self.number)
        return (text * (least // len(text) + 1) if len(text) < least else text)[:most]

    def _number(self, schema: Mapping[str, Json], *, whole: bool) -> int | float:
        step = schema.get("multipleOf", 1 if whole else 0.5)
        least = schema.get("minimum", schema.get("exclusiveMinimum", 0))
        most = schema.get("maximum", schema.get("exclusiveMaximum", least + 10 * step))
        middle = least + (most - least) / 2
        made = round(middle / step) * step
        fits = least <= made <= most
        value = made if fits else middle
        return int(value) if whole else float(value)


def _type(schema: Mapping[str, Json]) -> str:
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = next(each for each in kind if each != "null")
    return str(kind or ("object" if "properties" in schema else "string"))


def _without(schema: Mapping[str, Json], key: str) -> dict[str, Json]:
    return {name: value for name, value in schema.items() if name != key}


def content_for(schema: Mapping[str, Json]) -> Json:
    """Content that fits the schema, always the same for the same schema; patterns are ignored."""
    return _Maker(defs=schema).make(schema)
