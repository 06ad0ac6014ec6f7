"""The API over real HTTP and sockets: who may ask what, and how refusals look."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from enum import Enum
from typing import Any

import pytest
import strawberry
from asyncpg import LockNotAvailableError
from graphql import GraphQLEnumType, GraphQLInputObjectType, is_introspection_type
from graphql.type import GraphQLInterfaceType, GraphQLObjectType
from starlette.requests import Request
from structlog.testing import capture_logs

from aixss.accounts.models import Team
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
    answer = broken(Request({"type": "http", "headers": []}), away)

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
