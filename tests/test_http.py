"""GraphQL over HTTP: what is read, which status and headers an answer has, and how it streams."""

from __future__ import annotations

import asyncio
import json
import re
import tracemalloc
from collections.abc import AsyncIterator
from html import escape
from typing import Any

import httpx
import pytest
from graphql import parse

from aixss.accounts.models import Team
from aixss.api import documents, media, sse
from aixss.api.documents import Documents, Refused
from aixss.api.http import BODY_MAX, QUERY_MAX
from aixss.api.limits import LIMIT
from aixss.api.remedies import DOCS, remedy
from aixss.api.schema import build_schema
from aixss.errors import ErrorCode
from aixss.kit import ids, metrics
from tests import factories
from tests.api import ORIGIN, Api
from tests.api import api as running

SCHEMA = build_schema()._schema
VIEWER = "{ viewer { role } }"
CLOSED = "{ projects { totalCount } }"  # to who is not signed in
GRAPHQL, JSON, EVENTS = media.GRAPHQL, media.JSON, media.EVENTS
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HUGE = "projects(first: 100) { nodes { episodes(first: 100) { nodes { scenes { id } } } } }"
TWO = "query A { viewer { role } } query B { viewer { role } }"


@pytest.fixture(scope="module")
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url, points_per_minute=1_000_000) as started:
        yield started


@pytest.fixture(scope="module")
async def token(api: Api) -> str:
    return await api.register()


def code(answer: httpx.Response) -> str:
    error = answer.json()["errors"][0]
    assert error["message"].endswith(".") or error["message"] == "PersistedQueryNotFound"
    assert error["extensions"]["requestId"] == answer.headers["X-Request-Id"]
    found: str = error["extensions"]["code"]
    return found


async def post(api: Api, body: str | bytes, **headers: str) -> httpx.Response:
    """A POST of just these bytes; `a_b` names the header a-b."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    sent = {"Content-Type": JSON, **{k.title(): v for k, v in named.items()}}
    return await api.client.post("/graphql", content=body, headers=sent)


async def get(api: Api, token: str | None = None, **given: Any) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    headers |= given.pop("headers", {})
    return await api.client.get("/graphql", params=given, headers=headers)


# Requests


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ([], "Batching"),
        ([{"query": VIEWER}], "Batching"),
        (1, "JSON object"),
        (None, "JSON object"),
        ("s", "JSON object"),
        ({"query": 1}, "`query` must be a string"),
        ({"query": VIEWER, "variables": []}, "`variables` must be an object"),
        ({"query": VIEWER, "extensions": "x"}, "`extensions` must be an object"),
        ({"query": VIEWER, "operationName": {}}, "`operationName` must be a string"),
        ({"documentId": 7}, "`documentId` must be a string"),
        ({}, "No GraphQL query"),
        ({"query": None}, "No GraphQL query"),
    ],
    ids=lambda value: json.dumps(value) if not isinstance(value, str) else None,
)
@pytest.mark.parametrize("accept", [JSON, GRAPHQL])
async def test_a_body_that_is_no_request_is_refused(
    api: Api, body: object, sentence: str, accept: str
) -> None:
    answer = await post(api, json.dumps(body), accept=accept)

    assert (answer.status_code, code(answer)) == (400, "BAD_REQUEST")
    assert sentence in answer.json()["errors"][0]["message"]
    assert answer.headers["Content-Type"] == f"{accept}; charset=utf-8"


@pytest.mark.parametrize("body", [b"{", b"", b"[" * 100_000, b'{"query": "\xff"}'], ids=len)
async def test_text_that_is_no_json_is_refused(api: Api, body: bytes) -> None:
    answer = await post(api, body)

    assert (answer.status_code, code(answer)) == (400, "BAD_REQUEST")


async def test_null_is_absent_and_unknown_keys_are_ignored(api: Api) -> None:
    given = dict.fromkeys(("variables", "operationName", "extensions", "documentId"))

    answer = await api.post({"query": VIEWER, "anything": [1], **given})

    assert answer.json()["data"] == {"viewer": None}


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("application/json", 200),
        ("APPLICATION/JSON; Charset=UTF-8", 200),
        ('application/json; charset="utf-8"', 200),
        ("application/json; charset=latin-1", 415),
        ("application/jsonx", 415),
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=x", 415),
        ("", 415),
    ],
)
async def test_only_json_in_utf_8_is_read(api: Api, kind: str, status: int) -> None:
    answer = await post(api, json.dumps({"query": VIEWER}), content_type=kind)

    assert answer.status_code == status
    assert "data" in answer.json() if status == 200 else code(answer) == "BAD_REQUEST"


async def test_a_long_body_is_refused_announced_or_not(api: Api) -> None:
    async def parts() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield b" " * (BODY_MAX // 2)

    announced = await post(api, b" " * (BODY_MAX + 1))
    streamed = await api.client.post(
        "/graphql", content=parts(), headers={"Content-Type": "application/json"}
    )

    assert [announced.status_code, streamed.status_code] == [413, 413]


async def test_an_endless_body_is_not_read_to_its_end(api: Api) -> None:
    host, port = api.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(
        b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n"
    )
    answered = asyncio.create_task(reader.readline())
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    sent = 0

    async with asyncio.timeout(10):
        while not answered.done():
            writer.write(chunk)
            await writer.drain()
            await asyncio.sleep(0)
            sent += len(chunk)
    writer.close()

    assert b" 413 " in answered.result()
    assert sent < 32 * BODY_MAX


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])
async def test_other_methods_are_told_which_there_are(api: Api, method: str) -> None:
    answer = await api.client.request(method, "/graphql")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, POST")


# Media types


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (GRAPHQL, GRAPHQL),
        (f"{GRAPHQL}, {JSON}", GRAPHQL),
        (f"{JSON}, {GRAPHQL}", JSON),
        (f"{JSON}; q=0.5, {GRAPHQL}", GRAPHQL),
        (f"{GRAPHQL};q=0.1,{JSON};q=0.9", JSON),
        (f"{GRAPHQL};q=0,*/*", JSON),
        (f"{JSON};q=0,*/*", GRAPHQL),
        (f"{GRAPHQL}, application/graphql+json, {JSON}, {EVENTS}, multipart/mixed", GRAPHQL),
        (f"{JSON};q=0.2, {EVENTS}", EVENTS),
        ("text/html, */*;q=0.1", JSON),
    ],
)
async def test_the_answer_has_the_type_that_the_client_prefers(
    api: Api, accept: str, kind: str
) -> None:
    answer = await post(api, json.dumps({"query": VIEWER}), accept=accept)

    assert answer.headers["Content-Type"] == f"{kind}; charset=utf-8"
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize(
    "accept", ["text/plain", "image/*", f"{JSON};q=0", "text/html", f"{JSON};q=x"]
)
async def test_what_cannot_be_sent_is_not_acceptable(api: Api, accept: str) -> None:
    answer = await post(api, json.dumps({"query": VIEWER}), accept=accept)

    assert (answer.status_code, code(answer)) == (406, "BAD_REQUEST")


# Statuses


@pytest.mark.parametrize(
    "given",
    [
        {"query": "{ viewer { role }"},
        {"query": "{ nothing }"},
        {"query": TWO},
        {"query": TWO, "operationName": "C"},
        {"query": "fragment F on Viewer { role }"},
        {"query": "query ($n: Int!) { jobs(first: $n) { totalCount } }"},
        {"query": "query ($n: Int) { jobs(first: $n) { totalCount } }", "variables": {"n": "x"}},
    ],
    ids=["syntax", "field", "unnamed", "unknown name", "no operation", "missing", "coercion"],
)
async def test_a_bad_document_is_400_where_the_media_type_allows(
    api: Api, given: dict[str, object]
) -> None:
    plain = await api.post(given)
    typed = await api.post(given, Accept=GRAPHQL)

    assert (plain.status_code, typed.status_code) == (200, 400)
    assert [code(plain), code(typed)] == ["BAD_REQUEST"] * 2
    assert "data" not in plain.json()
    assert "data" not in typed.json()


async def test_two_operations_need_a_name(api: Api) -> None:
    unnamed = await api.post({"query": TWO})
    unknown = await api.post({"query": TWO, "operationName": "C"})
    named = await api.post({"query": TWO, "operationName": "B"})
    empty = await api.post({"query": VIEWER, "operationName": ""})

    assert "A, B" in unnamed.json()["errors"][0]["message"]
    assert "A, B" in unknown.json()["errors"][0]["message"]
    assert named.json()["data"] == empty.json()["data"] == {"viewer": None}


@pytest.mark.parametrize("accept", [JSON, GRAPHQL])
async def test_who_is_not_signed_in_gets_401(api: Api, accept: str) -> None:
    answer = await api.post({"query": CLOSED}, Accept=accept)

    assert (answer.status_code, code(answer)) == (401, "UNAUTHENTICATED")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


async def test_what_could_be_answered_in_part_is_200(api: Api) -> None:
    answer = await api.post({"query": VIEWER}, token="not.a.token", Accept=GRAPHQL)

    assert answer.status_code == 200
    assert answer.json()["data"] == {"viewer": None}
    assert code(answer) == "UNAUTHENTICATED"


@pytest.mark.parametrize("accept", [JSON, GRAPHQL])
async def test_too_much_at_once_is_400(api: Api, token: str, accept: str) -> None:
    query = (
        "{ projects(first: 100) { nodes { episodes(first: 100) { nodes { jobs(first: 100) "
        "{ nodes { id } } } } } } }"
    )

    answer = await api.post({"query": query}, token, Accept=accept)

    assert (answer.status_code, code(answer)) == (400, "TOO_COMPLEX")
    cost = answer.json()["extensions"]["cost"]
    assert cost["points"] > cost["limit"]
    assert answer.json()["errors"][0]["message"].startswith(
        f"This costs {cost['points']} points of {cost['limit']};"
    )


@pytest.mark.parametrize(
    "body",
    [
        {"query": "{"},
        {"query": "{ nothing }"},
        {"query": CLOSED.replace("{", "{ no: nothing ", 1)},
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}},
        [],
    ],
    ids=["syntax", "unknown", "invalid", "missing", "batch"],
)
async def test_a_refusal_without_a_price_says_so(api: Api, token: str, body: Any) -> None:
    answer = await api.post(body, token)

    assert code(answer) in ("BAD_REQUEST", "PERSISTED_QUERY_NOT_FOUND")
    assert answer.json()["extensions"] == {"cost": {"points": None, "limit": LIMIT}}


async def test_what_the_minute_has_no_points_for_says_what_it_would_cost(
    database_url: str, redis_url: str
) -> None:
    many = "{ projects(first: 100) { nodes { id title } } }"
    async with running(database_url, redis_url, points_per_minute=100) as small:
        token = await small.register()
        first = await small.post({"query": VIEWER}, token)
        priced = await small.post({"query": many, "extensions": {"dryRun": True}}, token)
        refused = await small.post({"query": many}, token)

    assert first.status_code == 200
    assert code(refused) == "RATE_LIMITED"
    assert refused.json()["extensions"]["cost"] == priced.json()["extensions"]["cost"]


def advice(code: ErrorCode) -> str:
    """The beginning of what to do, up to the first name of the API."""
    return escape(remedy(code).partition("`")[0])


async def test_errors_say_where_they_are_explained(api: Api) -> None:
    answer = await api.post({"query": "{ nothing }"})
    url = answer.json()["errors"][0]["extensions"]["docsUrl"]

    page = await api.client.get(url.partition("#")[0])

    assert url == f"{api.url}/docs/errors#BAD_REQUEST"
    assert page.status_code == 200
    assert all(f'id="{each}"' in page.text for each in ErrorCode)
    assert all(advice(each) in page.text for each in ErrorCode)
    assert "`" not in page.text


async def test_pages_need_nothing_from_elsewhere(api: Api) -> None:
    for path in ("/", DOCS):
        text = (await api.client.get(path, headers={"Accept": BROWSER})).text

        assert text.startswith("<!doctype html>")
        assert "//" not in text
        assert "<script" not in text


async def test_our_address_leads_to_everything_that_there_is(api: Api) -> None:
    links: dict[str, str] = (await api.client.get("/")).json()["links"]
    page = await api.client.get("/", headers={"Accept": BROWSER})

    statuses = [
        (await api.client.get(path, headers={"Accept": BROWSER})).status_code
        for path in links.values()
    ]

    assert re.findall(r'href="([^"]+)"', page.text) == list(links.values())
    assert set(statuses) == {200}
    assert "Accept" in page.headers["Vary"]


# Points


async def test_every_answer_says_what_it_cost_and_what_is_left(api: Api) -> None:
    token = await api.register()

    answers = [await api.post({"query": VIEWER}, token) for _ in range(2)]

    cost = [each.json()["extensions"]["cost"] for each in answers]
    assert cost[0] == cost[1]
    assert left(answers[0]) - left(answers[1]) == cost[0]["points"]
    assert answers[0].headers["RateLimit-Policy"] == '"points";q=1000000;w=60'


def left(answer: httpx.Response) -> int:
    """The points that are left, as an answer's headers say."""
    return int(answer.headers["RateLimit"].split("r=")[1].split(";")[0])


async def test_a_stream_is_paid_once_whatever_else_its_client_takes(api: Api) -> None:
    token = await api.register()
    asked = {
        "query": f'subscription {{ jobEvents(jobId: "{ids.encode("job", ids.new())}") {{ at }} }}'
    }
    headers = {"Authorization": f"Bearer {token}", "Accept": f"{JSON}, {EVENTS}"}
    refused = metrics.ERRORS.of("BAD_REQUEST").value

    dry = await api.client.post(
        "/graphql", json={**asked, "extensions": {"dryRun": True}}, headers=headers
    )
    before = await api.post({"query": VIEWER}, token)
    streamed = await api.client.post("/graphql", json=asked, headers=headers)
    after = await api.post({"query": VIEWER}, token)

    cost = json.loads(dry.text.split("data: ")[1].splitlines()[0])["extensions"]["cost"]["points"]
    assert "NOT_FOUND" in streamed.text
    assert left(before) - left(after) == cost + after.json()["extensions"]["cost"]["points"]
    assert metrics.ERRORS.of("BAD_REQUEST").value == refused


async def test_every_way_of_answering_says_what_is_left(api: Api) -> None:
    token = await api.register()
    found = await get(api, token, query=CLOSED)
    known = {"If-None-Match": found.headers["ETag"]}
    again = await get(api, token, query=CLOSED, headers=known)
    events = await get(api, token, query=CLOSED, headers={"Accept": EVENTS})

    assert again.status_code == 304
    assert left(found) > left(again) == left(events)  # of a stream, before it is paid
    assert "RateLimit-Policy" in events.headers


async def test_who_has_spent_all_gets_429_and_a_time_to_retry(
    database_url: str, redis_url: str
) -> None:
    async with running(database_url, redis_url, points_per_minute=50) as small:
        token = await small.register()
        answers = [await small.post({"query": VIEWER}, token) for _ in range(40)]

    refused = answers[-1]
    assert answers[0].status_code == 200
    assert (refused.status_code, code(refused)) == (429, "RATE_LIMITED")
    after_s = refused.json()["errors"][0]["extensions"]["retryAfterSeconds"]
    assert refused.headers["Retry-After"] == str(after_s)
    assert 1 <= after_s <= 60


async def test_who_has_spent_all_is_refused_before_anything_is_read(
    database_url: str, redis_url: str
) -> None:
    async with running(database_url, redis_url, points_per_minute=100) as small:
        token = await small.register()
        nodes = "totalCount nodes { id title }"
        first = await small.post({"query": VIEWER}, token)
        dear = f"{{ projects(first: 100) {{ {nodes} }} }}" + " " * 1000
        tried = [await small.post({"query": dear}, token) for _ in range(12)]
        kept = small.services.documents.kept_bytes
        late = await small.post({"query": VIEWER + " "}, token)

    rest = [left(each) for each in tried]
    assert first.status_code == 200
    assert {each.status_code for each in (*tried, late)} == {429}
    assert rest[0] - rest[1] == 11  # what reading it has cost
    assert rest[-1] == 0
    assert kept == small.services.documents.kept_bytes


async def test_what_is_refused_costs_by_its_length(api: Api) -> None:
    token = await api.register()

    answers = [await api.post({"query": "{ nothing }" + " " * n}, token) for n in (0, 0, 1000)]

    rest = [left(each) for each in answers]
    assert [rest[0] - rest[1], rest[1] - rest[2]] == [1, 11]


async def test_a_dry_run_says_the_cost_and_runs_nothing(api: Api) -> None:
    token = await api.register()
    mutation = "mutation ($i: CreateProjectInput!) { createProject(input: $i) { project { id } } }"
    bad = {"query": mutation, "variables": {"i": {}}}
    fine = {"query": mutation, "variables": {"i": {"title": "T"}}}
    dry = {"extensions": {"dryRun": True}}

    before = await api.post({"query": VIEWER}, token)
    good = await api.post({**fine, **dry}, token)
    wrong = await api.post({**bad, **dry}, token, Accept=GRAPHQL)
    real = await api.post(fine, token)
    found = await api.data(CLOSED, token=token)

    assert good.json()["data"] is None
    assert good.json()["extensions"]["dryRun"] == {"valid": True}
    assert good.json()["extensions"]["cost"] == real.json()["extensions"]["cost"]
    assert (wrong.status_code, code(wrong)) == (400, "BAD_REQUEST")
    assert found == {"projects": {"totalCount": 1}}
    assert left(good) == left(before)


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("{ nothing }", {}),
        ("{ viewer { role }", {}),
        (f"{{ {' '.join(f'a{n}: {HUGE}' for n in range(9))} }}", {}),
        ("query ($id: ID!) { project(id: $id) { id } }", {}),
    ],
    ids=["no field", "no document", "too complex", "no variable"],
)
async def test_a_dry_run_that_is_refused_costs_as_a_refusal_does(
    api: Api, query: str, variables: dict[str, object]
) -> None:
    token = await api.register()
    asked = {"query": query, "variables": variables, "extensions": {"dryRun": True}}

    answers = [await api.post(asked, token) for _ in range(2)]

    assert all("errors" in each.json() for each in answers)
    assert left(answers[0]) - left(answers[1]) == 1 + len(query) // 100


@pytest.mark.parametrize("given", ["true", 1, {}], ids=repr)
async def test_what_is_neither_a_dry_run_nor_a_real_one_does_not_run(
    api: Api, given: object
) -> None:
    answer = await api.post({"query": VIEWER, "extensions": {"dryRun": given}})
    real = await api.post({"query": VIEWER, "extensions": {"dryRun": None}})

    assert (answer.status_code, code(answer)) == (400, "BAD_REQUEST")
    assert "extensions.dryRun" in answer.json()["errors"][0]["message"]
    assert real.json()["data"] == {"viewer": None}


# GET


async def test_a_query_may_be_asked_by_get(api: Api, token: str) -> None:
    query = "query ($n: Int) { projects(first: $n) { totalCount } }"

    answer = await get(api, token, query=query, variables='{"n": 5}', operationName="")

    assert answer.json()["data"] == {"projects": {"totalCount": 0}}


@pytest.mark.parametrize(
    "given", [{"variables": ""}, {"extensions": ""}, {"operationName": ""}], ids=str
)
async def test_an_empty_parameter_is_absent(api: Api, given: dict[str, str]) -> None:
    assert (await get(api, query=VIEWER, **given)).json()["data"] == {"viewer": None}


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"query": VIEWER, "variables": "{"},
        {"query": VIEWER, "variables": "[]"},
        {"query": VIEWER, "extensions": "1"},
    ],
    ids=str,
)
async def test_a_query_string_that_is_no_request_is_refused(
    api: Api, given: dict[str, str]
) -> None:
    answer = await get(api, **given)

    assert (answer.status_code, code(answer)) == (400, "BAD_REQUEST")


async def test_a_query_string_has_its_bounds(api: Api) -> None:
    asked = f"query={VIEWER}&x=".replace(" ", "+")
    full = await api.client.get(f"/graphql?{asked:y<{QUERY_MAX}}")
    over = await api.client.get(f"/graphql?{asked:y<{QUERY_MAX + 1}}")
    garbled = await api.client.get("/graphql?query=%ff")

    assert full.json()["data"] == {"viewer": None}
    assert (over.status_code, code(over)) == (414, "BAD_REQUEST")
    assert (garbled.status_code, code(garbled)) == (400, "BAD_REQUEST")


async def test_get_changes_nothing(api: Api, token: str) -> None:
    mutation = 'mutation { createProject(input: { title: "T" }) { project { id } } }'

    for accept in (JSON, GRAPHQL):
        answer = await get(api, token, query=mutation, headers={"Accept": accept})
        assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    events = await get(api, token, query=mutation, headers={"Accept": EVENTS})

    assert "BAD_REQUEST" in events.text
    assert await api.data(CLOSED, token=token) == {"projects": {"totalCount": 0}}


async def test_an_answer_that_the_client_has_is_not_sent_again(api: Api) -> None:
    team = await factories.team()
    token = await api.member(team)
    first = await get(api, token, query=CLOSED)
    tag = first.headers["ETag"]

    again = await get(api, token, query=CLOSED, headers={"If-None-Match": f'"x", W/{tag}'})
    typed = await get(api, token, query=CLOSED, headers={"If-None-Match": tag, "Accept": GRAPHQL})
    await factories.project(team)
    changed = await get(api, token, query=CLOSED, headers={"If-None-Match": tag})

    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert [typed.status_code, changed.status_code] == [200, 200]
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert {"Authorization", "Accept"} <= set(first.headers["Vary"].split(", "))


async def test_errors_and_posts_are_not_stored(api: Api) -> None:
    answers = [await get(api, query=CLOSED), await api.post({"query": VIEWER})]

    assert [each.headers["Cache-Control"] for each in answers] == ["private, no-store"] * 2
    assert not any("ETag" in each.headers for each in answers)


async def test_another_origin_may_get_and_read_the_headers(api: Api) -> None:
    asked = {"Access-Control-Request-Method": "GET"}

    allowed = await api.client.options("/graphql", headers={"Origin": ORIGIN, **asked})
    answer = await get(api, query=VIEWER, headers={"Origin": ORIGIN})

    assert "GET" in allowed.headers["Access-Control-Allow-Methods"]
    shown = answer.headers["Access-Control-Expose-Headers"]
    assert {"RateLimit", "Retry-After", "ETag"} <= set(shown.split(", "))


# Events

JOB = "subscription ($id: ID!) { jobEvents(jobId: $id) { __typename } }"
PROJECT = "subscription ($id: ID!) { projectEvents(projectId: $id) { __typename } }"


@pytest.mark.parametrize("accept", [JSON, GRAPHQL, "*/*"])
async def test_a_subscription_by_plain_post_says_how_to_subscribe(
    api: Api, token: str, accept: str
) -> None:
    given = {"query": JOB, "variables": {"id": ids.encode("job", ids.new())}}

    answer = await api.post(given, token, Accept=accept)

    assert (answer.status_code, code(answer)) == (406, "BAD_REQUEST")
    assert EVENTS in answer.json()["errors"][0]["message"]


def told(text: str) -> list[tuple[str, Any]]:
    """The events of a stream that has ended."""
    found = []
    for block in text.strip("\n").split("\n\n"):
        kind, data = (line.partition(":")[2].strip() for line in block.split("\n"))
        found.append((kind, json.loads(data) if data else None))
    return found


async def test_a_query_as_events_is_one_event_and_the_end(api: Api) -> None:
    answer = await api.post({"query": VIEWER}, Accept=EVENTS)

    first, last = told(answer.text)
    assert (first[0], first[1]["data"]) == ("next", {"viewer": None})
    assert last == ("complete", None)
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("query", ["{", "{ nothing }", TWO, PROJECT], ids=str)
async def test_a_refusal_is_an_event_too(api: Api, token: str, query: str) -> None:
    answer = await api.post({"query": query}, token, Accept=EVENTS)

    first, last = told(answer.text)
    assert answer.status_code == 200
    assert first[1]["errors"][0]["extensions"]["code"] == "BAD_REQUEST"
    assert last == ("complete", None)


@pytest.mark.parametrize("accept", [EVENTS, f"{GRAPHQL}, {JSON}, {EVENTS}"])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_subscription_streams_and_its_end_is_noticed(
    api: Api, accept: str, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sse, "PING_S", 0.01)
    project = await factories.project()
    token = await api.member(await Team.get(id=project.team_id))
    given = {"query": PROJECT, "variables": {"id": ids.encode("prj", project.id)}}
    sent: dict[str, Any] = {"json": given}
    if method == "GET":
        sent = {"params": {**given, "variables": json.dumps(given["variables"])}}
    headers = {"Authorization": f"Bearer {token}", "Accept": accept}
    listener = api.services.listener

    async with (
        asyncio.timeout(10),
        api.client.stream(method, "/graphql", headers=headers, **sent) as answer,
    ):
        heard: set[str] = set()
        async for line in answer.aiter_lines():
            heard.add(line.partition(" ")[0])
            if {":", "event:", "data:"} <= heard:  # a ping, and the snapshot
                break
        assert listener.followed == 1

    async with asyncio.timeout(5):
        while listener.followed:
            await asyncio.sleep(0.01)


# Documents


def test_a_document_is_parsed_and_validated_once() -> None:
    known = Documents(SCHEMA)
    first = known.read(VIEWER)
    known.check(first)

    assert known.read(VIEWER) is first
    assert known.read(f"{VIEWER} ") is not first


def test_what_is_not_valid_is_not_kept() -> None:
    known = Documents(SCHEMA)

    with pytest.raises(Refused):
        known.check(known.read("{ nothing }"))

    assert known.kept_bytes == 0


def test_a_flood_of_documents_stays_within_its_bytes_and_leaves_those_in_use() -> None:
    known = Documents(SCHEMA, kept_bytes=200_000)
    for _ in range(2):
        known.check(known.read(VIEWER))
    used = known.read(VIEWER)

    for n in range(200):
        known.check(known.read(f"query Q{n} {VIEWER}"))
        assert known.kept_bytes <= 200_000

    assert known.read(VIEWER) is used
    assert not known.read(f"query Q0 {VIEWER}").is_valid
    assert known.read(f"query Q199 {VIEWER}").is_valid


def test_a_document_takes_about_as_much_as_is_said() -> None:
    text = "query ($i: ID!) { project(id: $i) { id " + "title " * 1000 + "} }"
    parse(text)
    tracemalloc.start()
    node = parse(text)
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert 0.5 < documents.Document(text, node, SCHEMA).size / taken < 2


@pytest.mark.parametrize(
    "text", [f"{{ projects(first: {'9' * 5000}) {{ totalCount }} }}", "{" + "a{" * 1900]
)
async def test_what_cannot_be_read_is_a_coded_error(api: Api, token: str, text: str) -> None:
    answer = await api.post({"query": text}, token, Accept=GRAPHQL)

    assert (answer.status_code, code(answer)) == (400, "BAD_REQUEST")
