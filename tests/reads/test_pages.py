"""Walking a list page by page meets each row once, in every order, whatever happens meanwhile."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from typing import Any

import orjson
import pytest
from graphql import GraphQLEnumType

from aixss.api import ids
from aixss.api.requests import Asked
from aixss.api.schema import build_schema
from aixss.jobs.models import Job
from aixss.jobs.states import JobState
from aixss.kit import clock
from aixss.stories.models import Project
from tests import factories
from tests.api import Api
from tests.api import api as running
from tests.reads.statements import Reader
from tests.reads.world import World, world

SCHEMA = build_schema()._schema
WALK = """
query($first: Int!, $after: String, $filter: JobFilter, $by: [JobOrder!]) {
  jobs(first: $first, after: $after, filter: $filter, orderBy: $by) {
    nodes { id kind createdAt updatedAt }
    edges { cursor node { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    totalCount
  }
}
"""
NESTED = """
query($after: String) {
  projects {
    nodes {
      title
      jobs(first: 3, after: $after, orderBy: [{field: PRIORITY, direction: ASC}]) {
        nodes { id } pageInfo { hasNextPage endCursor } totalCount
      }
    }
  }
}
"""
JOBS = 17
ORDERS = SCHEMA.type_map["JobOrderField"]
assert isinstance(ORDERS, GraphQLEnumType)


@pytest.fixture(scope="module")
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started


@pytest.fixture(scope="module")
async def made(api: Api) -> World:
    """A team with jobs of equal moments and priorities in each of its projects."""
    made = await world()
    for project in await Project.filter(team_id=made.team.id):
        await fill(project)
    return made


async def fill(project: Project) -> None:
    at = clock.now()
    for n in range(JOBS):
        job = await Job.create(
            team_id=project.team_id,
            project_id=project.id,
            kind=f"kind {n % 2}",
            priority=n % 3,
            state=JobState.SUCCEEDED,
            finished_at=at,
            deadline_at=at,
        )
        moment = at - timedelta(seconds=n // 5)
        await Job.filter(id=job.id).update(created_at=moment, updated_at=moment)


@pytest.fixture(params=[True, False], ids=["planned", "executed"])
def way(request: pytest.FixtureRequest) -> bool:
    planned: bool = request.param
    return planned


async def walk(
    reader: Reader, way: bool, first: int, **variables: object
) -> list[Mapping[str, Any]]:
    """The pages of a list, to its end."""
    pages: list[Mapping[str, Any]] = []
    after = None
    while not pages or pages[-1]["pageInfo"]["hasNextPage"]:
        given = {"first": first, "after": after, **variables}
        data, _ = await reader.ask(WALK, given, planned=way)
        pages.append(data["jobs"])
        after = pages[-1]["pageInfo"]["endCursor"]
    return pages


def met(pages: list[Mapping[str, Any]]) -> list[str]:
    return [node["id"] for page in pages for node in page["nodes"]]


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
@pytest.mark.parametrize("field", [*ORDERS.values])
async def test_a_walk_meets_each_row_once_in_order(
    api: Api, made: World, way: bool, field: str, direction: str
) -> None:
    reader = Reader.of(api, made)
    column = field.lower()
    rows = await Job.filter(team_id=made.team.id).values_list("id", column)
    places = {str(ids.public("Job", key)): (value, key) for key, value in rows}

    pages = await walk(reader, way, 5, by=[{"field": field, "direction": direction}])

    found = met(pages)
    assert len(found) == len(set(found)) == len(rows) > 2 * JOBS
    assert found == sorted(found, key=lambda key: places[key], reverse=direction == "DESC")
    assert {page["totalCount"] for page in pages} == {len(rows)}


async def test_a_page_says_where_it_stands(api: Api, made: World, way: bool) -> None:
    pages = await walk(Reader.of(api, made), way, 7)

    for n, page in enumerate(pages):
        info, cursors = page["pageInfo"], [edge["cursor"] for edge in page["edges"]]
        assert [edge["node"]["id"] for edge in page["edges"]] == met([page])
        assert (info["startCursor"], info["endCursor"]) == (cursors[0], cursors[-1])
        assert info["hasPreviousPage"] is (n > 0)
        assert info["hasNextPage"] is (n + 1 < len(pages))


async def test_an_order_by_several_fields_is_walked_too(api: Api, made: World, way: bool) -> None:
    rows = await Job.filter(team_id=made.team.id).order_by("priority", "-created_at", "-id")
    by = [{"field": "PRIORITY", "direction": "ASC"}, {"field": "CREATED_AT"}]

    pages = await walk(Reader.of(api, made), way, 4, by=by)

    assert met(pages) == [ids.public("Job", row.id) for row in rows]


async def test_a_filter_and_its_count_hold_on_every_page(api: Api, made: World, way: bool) -> None:
    chosen = {"kind": {"eq": "kind 1"}, "not": {"priority": {"eq": 2}}}
    rows = await Job.filter(team_id=made.team.id, kind="kind 1", priority__lt=2).count()

    pages = await walk(Reader.of(api, made), way, 3, filter=chosen)

    assert len(met(pages)) == rows == pages[0]["totalCount"] > 3
    assert {node["kind"] for page in pages for node in page["nodes"]} == {"kind 1"}


async def test_what_comes_and_goes_meanwhile_moves_nothing_else(api: Api, way: bool) -> None:
    made = await world()
    reader = Reader.of(api, made)
    await fill(made.project)
    before = met(await walk(reader, way, 100))
    data, _ = await reader.ask(WALK, {"first": 6}, planned=way)
    last = data["jobs"]["nodes"][-1]["id"]

    await Job.filter(id=ids.private(last, "Job")).update(deleted_at=clock.now())
    await fill(made.project)
    after = data["jobs"]["pageInfo"]["endCursor"]
    rest: list[str] = []
    while after:
        data, _ = await reader.ask(WALK, {"first": 6, "after": after}, planned=way)
        rest += met([data["jobs"]])
        after = data["jobs"]["pageInfo"]["endCursor"]

    assert len(rest) == len(set(rest))
    assert [key for key in rest if key in before] == before[6:]


async def test_each_parent_has_its_own_page(api: Api, made: World, way: bool) -> None:
    reader = Reader.of(api, made)
    data, sent = await reader.ask(NESTED, planned=way)
    connections = [each["jobs"] for each in data["projects"]["nodes"]]

    assert len(connections) == 2
    assert [len(each["nodes"]) for each in connections] == [3, 3]
    assert all(each["totalCount"] >= JOBS for each in connections)
    assert not {n["id"] for n in connections[0]["nodes"]} & {
        n["id"] for n in connections[1]["nodes"]
    }
    assert len(sent) == 3


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"first": 0}, "INVALID"),
        ({"first": 101}, "INVALID"),
        ({"first": 1, "after": "made-up"}, "BAD_CURSOR"),
        ({"first": 1, "after": ""}, "BAD_CURSOR"),
        ({"first": 1, "by": [{"field": "PRIORITY"}, {"field": "PRIORITY"}]}, "INVALID"),
        ({"first": 1, "filter": {"kind": {"in": ["x"] * 101}}}, "INVALID"),
        ({"first": 1, "filter": {"projectId": {"eq": "nonsense"}}}, "BAD_ID"),
    ],
)
async def test_what_no_page_can_be_of_is_refused_with_its_place(
    api: Api, made: World, variables: Mapping[str, Any], code: str
) -> None:
    reader = Reader.of(api, made)

    answer = await reader.engine.answer(Asked(text=WALK, variables=variables), reader.caller)

    (error,) = answer.errors
    assert error["extensions"]["code"] == code
    assert error["path"][0] == "jobs"
    assert orjson.loads(answer.body)["data"] is None


async def test_a_cursor_belongs_to_its_order(api: Api, made: World) -> None:
    reader = Reader.of(api, made)
    data, _ = await reader.ask(WALK, {"first": 1})
    given = {
        "first": 1,
        "after": data["jobs"]["pageInfo"]["endCursor"],
        "by": [{"field": "UPDATED_AT"}],
    }

    answer = await reader.engine.answer(Asked(text=WALK, variables=given), reader.caller)

    assert [each["extensions"]["code"] for each in answer.errors] == ["BAD_CURSOR"]


async def test_an_empty_list_has_no_ends(api: Api, way: bool) -> None:
    team = await factories.team()
    reader = Reader.of(api, await world(team))
    chosen = {"kind": {"eq": "no such kind"}}

    (page,) = await walk(reader, way, 5, filter=chosen)

    assert (page["nodes"], page["totalCount"]) == ([], 0)
    assert page["pageInfo"] == {
        "hasNextPage": False,
        "hasPreviousPage": False,
        "startCursor": None,
        "endCursor": None,
    }
