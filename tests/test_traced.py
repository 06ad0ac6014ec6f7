"""One request from a mutation to a worker's last line: logs and spans of real processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from aixss.errors import Invalid
from aixss.kit import tracing
from aixss.local import listen
from tests.api import REGISTER, TOKEN_KEYS
from tests.engine import KEYS

ROOT = Path(__file__).resolve().parents[1]
LIMIT_S = 120.0  # ten times what the work takes
REQUEST = "the-request-that-began-it"
CREATE = """mutation Create($input: CreateProjectInput!) {
  createProject(input: $input) { project { id } errors { message } } }"""
PRODUCE = """mutation Produce($input: ProduceProjectInput!) {
  produceProject(input: $input) { job { id } errors { message } } }"""
STATUS = "query ($id: ID!) { job(id: $id) { status children { totalCount } } }"
STORY = (
    "Mara kept the lamp on Gull Rock for thirty years. Tom, the inspector, says that it goes out "
    "tonight. The storm comes before the dark, and Mara sees a boat without a light near the reef."
)


@dataclass
class Receiver:
    """A server that takes spans as an OpenTelemetry collector does."""

    spans: list[tuple[str, Span]] = field(default_factory=list)  # with the service's name
    url: str = ""

    def take(self, body: bytes) -> None:
        """Keep the spans of a request."""
        for each in ExportTraceServiceRequest.FromString(body).resource_spans:
            said = {it.key: it.value.string_value for it in each.resource.attributes}
            for scope in each.scope_spans:
                self.spans += [(said["service.name"], span) for span in scope.spans]

    def named(self, name: str) -> list[tuple[str, Span]]:
        """The spans of a name."""
        return [(service, span) for service, span in self.spans if span.name == name]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    found = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            found.take(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.url = f"http://127.0.0.1:{server.server_address[1]}"
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield found
    server.shutdown()
    serving.join()
    server.server_close()


@contextmanager
def process(command: str, log: Path, environment: dict[str, str]) -> Iterator[None]:
    """One of our processes, whose log goes into a file."""
    with log.open("wb") as kept:
        running = subprocess.Popen(
            [sys.executable, "-m", "aixss", command], cwd=ROOT, env=environment, stderr=kept
        )
        try:
            yield
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(LIMIT_S)


def lines(log: Path) -> list[dict[str, Any]]:
    """The lines of a log that are JSON: those of others are not."""
    return [json.loads(each) for each in log.read_text().splitlines() if each.startswith("{")]


@dataclass
class Client:
    """Somebody who asks over HTTP."""

    http: httpx.Client

    def data(self, query: str, given: object, request_id: str | None = None) -> Any:
        """The data of an answer."""
        headers = {"X-Request-Id": request_id} if request_id else {}
        answer = self.http.post(
            "/graphql", json={"query": query, "variables": given}, headers=headers
        ).json()
        assert "errors" not in answer, answer
        return answer["data"]

    def wait(self) -> None:
        """Return when the API is ready."""
        until = time.monotonic() + LIMIT_S
        while True:
            try:
                if self.http.get("/readyz").status_code == 200:
                    return
            except httpx.TransportError:
                pass
            assert time.monotonic() < until, "the API does not come up"
            time.sleep(0.1)

    def ended(self, job_id: str) -> dict[str, Any]:
        """A job once it has ended."""
        until = time.monotonic() + LIMIT_S
        while True:
            job: dict[str, Any] = self.data(STATUS, {"id": job_id})["job"]
            if job["status"] not in ("QUEUED", "RUNNING", "WAITING", "RETRYING"):
                return job
            assert time.monotonic() < until, job
            time.sleep(0.1)


def produced(client: Client) -> tuple[str, int]:
    """The id of a production that has ended well, and how many jobs it started."""
    who = {"email": f"{os.urandom(8).hex()}@example.org", "password": "correct horse"}
    session = client.data(REGISTER, {"input": who})["register"]["session"]
    client.http.headers["Authorization"] = f"Bearer {session['accessToken']}"
    told = {"title": "The Last Lamp", "summary": STORY, "style": "ink", "language": "EN"}
    made = client.data(CREATE, {"input": told})["createProject"]["project"]["id"]
    order = {"projectId": made, "targetEpisodeCount": 1, "sceneCount": 6}
    job_id = client.data(PRODUCE, {"input": order}, REQUEST)["produceProject"]["job"]["id"]
    job = client.ended(job_id)
    assert job["status"] == "SUCCEEDED"
    return job_id, job["children"]["totalCount"]


async def test_log_lines_and_spans_lead_from_the_mutation_to_the_end_of_every_job(
    database_url: str, redis_url: str, tmp_path: Path, receiver: Receiver
) -> None:
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    environment = os.environ | {
        "AIXSS_DATABASE_URL": database_url,
        "AIXSS_REDIS_URL": redis_url,
        "AIXSS_SECRET_KEYS": KEYS,
        "AIXSS_TOKEN_KEYS": TOKEN_KEYS,
        "AIXSS_PORT": str(port),
        "AIXSS_LOG_FORMAT": "json",
        "OTEL_EXPORTER_OTLP_ENDPOINT": receiver.url,
    }
    api, worker = tmp_path / "api.log", tmp_path / "worker.log"
    with (
        process("serve", api, environment),
        process("worker", worker, environment),
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=LIMIT_S) as http,
    ):
        client = Client(http)
        client.wait()
        _, children = produced(client)

    # Log lines
    [mutation] = [each for each in lines(api) if each.get("request_id") == REQUEST]
    assert mutation["event"] == "mutation"
    assert mutation["operation"] == "Produce"
    ours = [each for each in lines(worker) if each.get("team_id") == mutation["team_id"]]
    ended = [each for each in ours if each["event"] == "attempt ended"]
    assert {each["request_id"] for each in ours} == {REQUEST}
    assert {each["outcome"] for each in ended} <= {"succeeded", "advanced"}
    assert len({each["job"] for each in ended}) > children
    assert all({"project_id", "kind", "attempt"} <= each.keys() for each in ended)

    # Spans
    [(service, began)] = [
        (service, span)
        for service, span in receiver.named("mutation")
        if any(it.value.string_value == "Produce" for it in span.attributes)
    ]
    trace = [(by, span) for by, span in receiver.spans if span.trace_id == began.trace_id]
    assert service == "aixss-api"
    assert ("aixss-api", "change") in {(by, span.name) for by, span in trace}
    attempts = [span for by, span in trace if (by, span.name) == ("aixss-worker", "job attempt")]
    calls = [span for by, span in trace if (by, span.name) == ("aixss-worker", "provider call")]
    assert len(attempts) == len(ended)
    assert calls
    assert {each.parent_span_id for each in calls} <= {each.span_id for each in attempts}


def test_spans_are_nothing_where_nobody_is_named_to_send_to() -> None:
    with tracing.exporting(None, "aixss-test"):
        span = tracing.span("job attempt", kind="note")
        carried = tracing.traceparent()

    assert span is tracing.NOTHING
    assert carried is None


def test_a_receiver_that_is_away_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "1")

    with tracing.exporting("http://127.0.0.1:1", "aixss-test"), tracing.span("job attempt"):
        carried = tracing.traceparent()

    assert carried


def test_an_installation_without_opentelemetry_is_told_what_it_lacks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "aixss.kit.otel", None)

    with pytest.raises(Invalid, match=r"pip install 'aixss\[otel\]'"):
        tracing.exporting("http://127.0.0.1:4318", "aixss-test")
