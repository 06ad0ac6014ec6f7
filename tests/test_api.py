"""The API over real HTTP and sockets: who may ask what, and how refusals look."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from enum import Enum
from typing import Any

import pytest
import strawberry
from asyncpg import LockNotAvailableError
from graphql import GraphQLEnumType, GraphQLInputObjectType, is_introspection_type
from graphql.type import GraphQLInterfaceType, GraphQLObjectType
from starlette.requests import Request
from structlog.testing import capture_logs
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from aixss.accounts.models import Role, Team
from aixss.accounts.tokens import issue
from aixss.api.operation import field
from aixss.api.render import broken
from aixss.api.schema import assemble, build_schema
from aixss.jobs.models import Job
from aixss.kit import clock, db, ids
from aixss.kit.machine import Machine
from aixss.stories import states
from tests import factories
from tests.api import ORIGIN, Api
from tests.api import api as running

VIEWER = "{ viewer { role } }"


@pytest.fixture(scope="module")
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started


def codes(answer: dict[str, Any]) -> list[str]:
    return [error["extensions"]["code"] for error in answer["errors"]]


# Who asks


async def test_a_new_user_owns_a_team_and_sees_it(api: Api) -> None:
    token = await api.register(name="Lin Wan")

    answer = await api.data("{ viewer { role user { name } team { name } } }", token=token)

    mine = {"role": "OWNER", "user": {"name": "Lin Wan"}, "team": {"name": "Lin Wan"}}
    assert answer["viewer"] == mine


async def test_without_a_token_there_is_no_viewer_and_nothing_to_see(api: Api) -> None:
    assert await api.data(VIEWER) == {"viewer": None}

    answer = await api.gql("{ projects { totalCount } }")

    assert codes(answer) == ["UNAUTHENTICATED"]


async def test_a_bad_token_is_told_from_none(api: Api) -> None:
    answer = await api.gql(VIEWER, token="not.a.token")

    assert codes(answer) == ["UNAUTHENTICATED"]


async def test_the_same_token_cannot_see_another_teams_object(api: Api) -> None:
    project = await factories.project()
    key = ids.encode("prj", project.id)
    token = await api.register()

    answer = await api.data(
        "query ($i: ID!) { project(id: $i) { id } node(id: $i) { id } nodes(ids: [$i]) { id } }",
        {"i": key},
        token,
    )

    assert answer == {"project": None, "node": None, "nodes": [None]}


async def test_a_malformed_id_is_named(api: Api) -> None:
    answer = await api.gql('{ project(id: "prj_1") { id } }', token=await api.register())

    [error] = answer["errors"]
    assert error["extensions"]["code"] == "BAD_ID"
    assert error["extensions"]["argument"] == ["id"]
    assert error["path"] == ["project"]


# The schema


def test_a_root_field_without_a_role_does_not_build() -> None:
    @strawberry.type
    class Query:
        @strawberry.field
        def leak(self) -> int:
            return 1

    with pytest.raises(TypeError, match="leak declares no role"):
        assemble(Query)


def test_a_public_field_says_so() -> None:
    @strawberry.type
    class Query:
        @field(role=None)
        def hello(self) -> int:
            """A number."""
            return 1

    assert assemble(Query)


def test_everything_in_the_schema_is_described() -> None:
    silent = []
    for name, shown in build_schema()._schema.type_map.items():
        if is_introspection_type(shown) or name in ("Int", "Float", "String", "Boolean", "ID"):
            continue
        parts: dict[str, Any] = {name: shown}
        if isinstance(shown, GraphQLEnumType):
            parts |= {f"{name}.{key}": value for key, value in shown.values.items()}
        if isinstance(shown, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            for key, each in shown.fields.items():
                parts[f"{name}.{key}"] = each
                for argument, taken in getattr(each, "args", {}).items():
                    parts[f"{name}.{key}({argument})"] = taken
        silent += [path for path, part in parts.items() if not part.description]

    assert silent == []


@pytest.mark.parametrize(
    ("machine", "moves"),
    [(states.PROJECT, states.ProjectMove), (states.EPISODE, states.EpisodeMove)],
    ids=["project", "episode"],
)
def test_every_move_of_people_is_in_the_schema(machine: Machine[Any], moves: type[Enum]) -> None:
    assert {each.value for each in moves} == {e.event for e in machine.edges if e.by_people}


# Errors


async def test_what_nobody_foresaw_is_masked(api: Api) -> None:
    project = await factories.project()
    job = await Job.create(
        team_id=project.team_id, project_id=project.id, kind="gone", deadline_at=clock.now()
    )
    token = await api.member(await Team.get(id=project.team_id))
    query = f'{{ job(id: "{ids.encode("job", job.id)}") {{ kind usage {{ calls }} }} }}'
    await db.rows("ALTER TABLE usage_record RENAME TO usage_record_away")

    try:
        with capture_logs():
            answer = await api.gql(query, token=token)
    finally:
        await db.rows("ALTER TABLE usage_record_away RENAME TO usage_record")

    assert codes(answer) == ["INTERNAL"]
    assert "usage_record" not in json.dumps(answer)


async def test_what_fails_outside_of_an_operation_is_masked_too(api: Api) -> None:
    token = await api.register()
    await db.rows("ALTER TABLE membership RENAME TO membership_away")

    try:
        with capture_logs() as lines:
            answer = await api.post({"query": VIEWER}, token)
    finally:
        await db.rows("ALTER TABLE membership_away RENAME TO membership")

    [error] = answer.json()["errors"]
    [line] = [each for each in lines if each["event"] == "unexpected error"]
    assert (answer.status_code, error["extensions"]["code"]) == (500, "INTERNAL")
    assert "membership" not in answer.text
    assert line["request_id"] == error["extensions"]["requestId"]
    assert "membership" in str(line["exc_info"])


@pytest.mark.parametrize("away", [OSError(), LockNotAvailableError()], ids=["gone", "busy"])
def test_a_database_that_is_away_may_be_asked_again(away: Exception) -> None:
    answer = broken(Request({"type": "http"}), away)

    [error] = json.loads(bytes(answer.body))["errors"]
    assert answer.status_code == 503
    assert (error["extensions"]["code"], error["extensions"]["retryable"]) == ("UNAVAILABLE", True)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("createAIProfile", {"name": "P", "provider": "offline", "apiKey": "sk-secret"}),
        ("createAIProfile", {"apiKey": ["sk-secret"]}),
        ("login", {"email": "a@example.org", "password": "sk-secret", "more": 1}),
    ],
    ids=["missing", "listed", "unknown"],
)
async def test_what_cannot_be_taken_is_not_repeated(
    api: Api, name: str, given: dict[str, object]
) -> None:
    takes = f"{name[0].upper()}{name[1:]}Input"
    query = f"mutation ($input: {takes}!) {{ {name}(input: $input) {{ errors {{ code }} }} }}"
    literal = f'mutation {{ {name}(input: {{ email: ["sk-secret"] }}) {{ errors {{ code }} }} }}'

    answers = [await api.gql(query, {"input": given}), await api.gql(literal)]

    assert [codes(each)[0] for each in answers] == ["BAD_REQUEST", "BAD_REQUEST"]
    assert "sk-secret" not in json.dumps(answers)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ([], "Batching"),
        (1, "JSON object"),
        (None, "JSON object"),
        ("s", "JSON object"),
        ({"query": 1}, "must be a string"),
        ({"query": "{ viewer { role } }", "variables": []}, "must be an object"),
        ({}, "No GraphQL query"),
    ],
    ids=["list", "number", "null", "text", "query", "variables", "empty"],
)
async def test_a_body_that_is_no_request_is_refused(api: Api, body: object, sentence: str) -> None:
    headers = {"Content-Type": "application/json"}

    answer = await api.client.post("/graphql", content=json.dumps(body), headers=headers)

    assert answer.status_code == 400
    [error] = answer.json()["errors"]
    assert sentence in error["message"]
    assert error["extensions"]["code"] == "BAD_REQUEST"
    assert error["extensions"]["requestId"] == answer.headers["X-Request-Id"]


async def test_text_that_is_no_json_is_refused(api: Api) -> None:
    headers = {"Content-Type": "application/json"}

    broken = await api.client.post("/graphql", content=b"{", headers=headers)
    deep = await api.client.post("/graphql", content=b"[" * 100_000, headers=headers)
    form = await api.client.post("/graphql", data={"query": VIEWER})

    assert [each.status_code for each in (broken, deep, form)] == [400, 400, 400]


async def test_a_long_body_is_refused(api: Api) -> None:
    answer = await api.post({"query": VIEWER, "padding": "x" * 2**20})

    assert answer.status_code == 413


async def test_two_operations_need_a_name(api: Api) -> None:
    two = "query A { viewer { role } } query B { viewer { role } }"

    unnamed = await api.gql(two)
    named = await api.post({"query": two, "operationName": "B"})

    assert codes(unnamed) == ["BAD_REQUEST"]
    assert "A, B" in unnamed["errors"][0]["message"]
    assert named.json() == {"data": {"viewer": None}}


@pytest.mark.parametrize(
    "query",
    ["{ viewer { role }", "{ nothing }", "query ($n: Int!) { jobs(first: $n) { totalCount } }"],
)
async def test_a_request_error_has_its_status_where_the_media_type_allows(
    api: Api, query: str
) -> None:
    graphql = "application/graphql-response+json"

    plain = await api.post({"query": query})
    typed = await api.post({"query": query}, Accept=graphql)

    assert (plain.status_code, typed.status_code) == (200, 400)
    assert typed.headers["Content-Type"].startswith(graphql)
    assert "data" not in typed.json()
    assert codes(typed.json()) == ["BAD_REQUEST"]


async def test_an_unknown_field_suggests_nothing(api: Api) -> None:
    answer = await api.gql("{ viewers { role } }")

    assert "Did you mean" not in answer["errors"][0]["message"]


async def test_a_subscription_is_refused_over_a_plain_post(api: Api) -> None:
    key = ids.encode("job", ids.new())

    answer = await api.gql(
        f'subscription {{ jobEvents(jobId: "{key}") {{ at }} }}', token=await api.register()
    )

    assert codes(answer) == ["BAD_REQUEST"]


# Around GraphQL


async def test_it_tells_operators_how_it_is(api: Api) -> None:
    health = await api.client.get("/healthz")
    ready = await api.client.get("/readyz")

    assert (health.status_code, ready.status_code) == (200, 200)
    assert ready.json() == {"ready": True, "missing": []}


async def test_it_is_not_ready_without_the_latest_migration(api: Api) -> None:
    kept = await db.rows("DELETE FROM aerich RETURNING version, app, content::text AS content")
    try:
        ready = await api.client.get("/readyz")
    finally:
        for row in kept:
            await db.rows(
                "INSERT INTO aerich (version, app, content) VALUES ($1, $2, $3::jsonb)",
                *row.values(),
            )

    assert ready.status_code == 503
    assert "aixss migrate" in ready.json()["missing"][0]


async def test_the_schema_is_served_as_text(api: Api) -> None:
    answer = await api.client.get("/schema.graphql")

    assert "type Query {" in answer.text


async def test_graphiql_comes_from_our_own_files(api: Api) -> None:
    page = await api.client.get("/graphql", headers={"Accept": "text/html"})
    scripts = [line.split('src="')[1].split('"')[0] for line in page.text.split("<script ")[1:]]
    files = [await api.client.get(script) for script in scripts]

    assert len(scripts) == 4
    assert [file.status_code for file in files] == [200] * 4
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "//" not in page.text.replace("<!doctype html>", "")


async def test_a_request_id_of_the_client_is_kept_when_it_is_sane(api: Api) -> None:
    kept = await api.post({"query": VIEWER}, **{"X-Request-Id": "mine-1"})
    replaced = await api.post({"query": VIEWER}, **{"X-Request-Id": "no good"})

    assert kept.headers["X-Request-Id"] == "mine-1"
    assert replaced.headers["X-Request-Id"] != "no good"


async def test_a_known_origin_may_ask_and_another_may_not(api: Api) -> None:
    asked = {"Access-Control-Request-Method": "POST"}

    known = await api.client.options("/graphql", headers={"Origin": ORIGIN, **asked})
    other = await api.client.options(
        "/graphql", headers={"Origin": "https://else.example", **asked}
    )

    assert known.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert "Access-Control-Allow-Origin" not in other.headers


# Sockets


def socket(api: Api, **more: Any) -> connect:
    url = api.url.replace("http", "ws") + "/graphql"
    return connect(url, subprotocols=["graphql-transport-ws"], **more)  # type: ignore[list-item]  # a plain text


async def say(open_socket: ClientConnection, *messages: object) -> None:
    for message in messages:
        await open_socket.send(json.dumps(message))


async def hear(open_socket: ClientConnection) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(await asyncio.wait_for(open_socket.recv(), 5))
    return found


def init(token: str | None) -> dict[str, object]:
    return {"type": "connection_init", "payload": {"Authorization": f"Bearer {token}"}}


async def test_a_socket_answers_queries_of_whom_its_token_names(api: Api) -> None:
    token = await api.register()

    async with socket(api) as client:
        await say(client, init(token))
        greeting = await hear(client)
        await say(client, {"type": "subscribe", "id": "1", "payload": {"query": VIEWER}})
        answer = await hear(client)

    assert greeting["type"] == "connection_ack"
    assert answer["payload"] == {"data": {"viewer": {"role": "OWNER"}}}


async def test_each_operation_of_a_socket_reads_afresh(api: Api) -> None:
    project = await factories.project()
    token = await api.member(await Team.get(id=project.team_id))
    query = f'{{ project(id: "{ids.encode("prj", project.id)}") {{ title }} }}'
    titles = []

    async with socket(api) as client:
        await say(client, init(token))
        await hear(client)
        for n, title in enumerate(("First", "Second")):
            await db.rows("UPDATE project SET title = $2 WHERE id = $1", project.id, title)
            await say(client, {"type": "subscribe", "id": str(n), "payload": {"query": query}})
            titles.append((await hear(client))["payload"]["data"]["project"]["title"])
            await hear(client)

    assert titles == ["First", "Second"]


async def test_a_bad_document_ends_its_operation_and_not_the_socket(api: Api) -> None:
    two = "query A { viewer { role } } query B { viewer { role } }"

    async with socket(api) as client:
        await say(client, {"type": "connection_init", "payload": None})
        await hear(client)
        answers = []
        for query in ("{", "{ nothing }", two, VIEWER):
            await say(client, {"type": "subscribe", "id": "1", "payload": {"query": query}})
            answers.append(await hear(client))

    assert [each["type"] for each in answers] == ["error", "error", "error", "next"]
    assert answers[0]["payload"][0]["extensions"]["code"] == "BAD_REQUEST"


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("[]", 4400),
        ("7", 4400),
        ("null", 4400),
        ("{", 4400),
        ('{"type": "nonsense"}', 4400),
        ('{"type": "subscribe", "id": "", "payload": {"query": "{ viewer { role } }"}}', 4400),
        ('{"type": "subscribe", "id": 1, "payload": {"query": "{ viewer { role } }"}}', 4400),
        ('{"type": "subscribe", "id": "1", "payload": {"query": "{ viewer { role } }"}}', 4401),
        (json.dumps(init("not.a.token")), 4403),
    ],
)
async def test_a_socket_is_closed_with_the_code_of_the_protocol(
    api: Api, message: str, code: int
) -> None:
    async with socket(api) as client:
        await client.send(message)
        with pytest.raises(ConnectionClosed):
            await asyncio.wait_for(client.recv(), 5)

    assert client.close_code == code


async def test_a_socket_of_an_unknown_origin_is_refused(api: Api) -> None:
    with pytest.raises(Exception, match="403"):
        await socket(api, origin="https://else.example").__aenter__()

    async with socket(api, origin=ORIGIN):
        pass


async def test_a_socket_ends_with_its_token(api: Api) -> None:
    team = await factories.team()
    user = await factories.member(team, Role.VIEWER)
    lasting = replace(api.services.tokens, access_ttl_s=2)
    token, _ = issue(lasting, user.id, team.id, 0, clock.now() - timedelta(seconds=1))

    async with socket(api) as client:
        await say(client, init(token))
        await hear(client)
        with pytest.raises(ConnectionClosed):
            await asyncio.wait_for(client.recv(), 5)

    assert client.close_code == 4403


async def test_a_socket_ends_when_the_viewers_access_changes(api: Api) -> None:
    team = await factories.team()
    user = await factories.member(team)

    async with socket(api) as client:
        await say(client, init(api.token(user, team)))
        await hear(client)
        await db.rows("UPDATE membership SET epoch = 1 WHERE user_id = $1", user.id)
        with pytest.raises(ConnectionClosed):
            await asyncio.wait_for(client.recv(), 10)

    assert client.close_code == 4403
