"""Queries: what they show, in pages, and in how many statements."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest

from aixss.accounts.models import Role, Team
from aixss.errors import ErrorCode
from aixss.jobs.models import AIProfile, Job, Stage, UsageRecord
from aixss.jobs.spec import Scope
from aixss.jobs.states import ENDED, JobState
from aixss.kinds import registry
from aixss.kit import clock, ids
from aixss.reads import lists
from aixss.stories.models import (
    CharacterRelationship,
    Priority,
    Project,
    Scene,
    StaleMark,
    WorldViewElement,
)
from aixss.stories.reasons import Reason
from tests import artefacts, factories
from tests.api import Api
from tests.api import api as running
from tests.statements import statements


@pytest.fixture(scope="module")
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started


async def viewer_of(api: Api, project: Project, role: Role = Role.VIEWER) -> str:
    return await api.member(await Team.get(id=project.team_id), role)


async def job(project: Project, scene: Scene | None = None, **fields: Any) -> Job:
    place = {"episode_id": scene.episode_id, "scene_id": scene.id} if scene else {}
    plain = {
        "team_id": project.team_id,
        "project_id": project.id,
        "kind": "generate_scene_anchor",
        "deadline_at": clock.now(),
        "finished_at": clock.now() if fields.get("state") in ENDED else None,
        **place,
    }
    return await Job.create(**{**plain, **fields})


SCREEN = """
query ($id: ID!) {
  project(id: $id) {
    title stats { episodeCount }
    characters { nodes { name relationships { nodes { target { name } } } } }
    worldView { nodes { title } }
    activeJobs { id }
    episodes {
      totalCount
      nodes {
        title stale { field } activeJobs { id }
        project { id }
        scenes {
          order status stale { field } cast { name } activeJobs { id kind }
          dialogue { lines { speaker { name } } }
          jobs(first: 2) {
            totalCount
            nodes {
              kind parent { id } children(first: 5) { nodes { id } } usage { calls } target { id }
              scene { id }
            }
          }
        }
      }
    }
  }
}
"""


async def fill(project: Project, episodes: int, scenes: int) -> None:
    """Give a project some of everything that the screen shows."""
    people = [await factories.character(project, name=f"Person {n}") for n in range(scenes + 1)]
    for person in people[1:]:
        await CharacterRelationship.create(
            team_id=project.team_id,
            project_id=project.id,
            source=person,
            target=people[0],
            type="FRIENDSHIP",
        )
    await WorldViewElement.create(
        team_id=project.team_id, project_id=project.id, type="ERA", title="Steam", order=1
    )
    for _ in range(episodes):
        episode = await factories.episode(project)
        for n in range(scenes):
            scene = await factories.scene(
                episode,
                cast=[str(people[n + 1].id)],
                dialogue=artefacts.dialogue(),
            )
            parent = await job(project, scene, kind="refine_scene_all", state=JobState.WAITING)
            await job(project, scene, parent_id=parent.id, state=JobState.SUCCEEDED)


async def test_a_screen_takes_as_many_statements_for_many_rows_as_for_few(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    few, many = await factories.project(), await factories.project()
    await fill(few, episodes=1, scenes=1)
    await fill(many, episodes=3, scenes=4)
    counts = []

    for project in (few, many):
        token = await viewer_of(api, project)
        key = ids.encode("prj", project.id)
        with statements(caplog) as sent:
            answer = await api.data(SCREEN, {"id": key}, token)
        counts.append(len(sent))

    assert len(answer["project"]["episodes"]["nodes"]) == 3
    assert len(answer["project"]["episodes"]["nodes"][0]["scenes"]) == 4
    # A batch splits in two where one answer overtakes another; more rows never make more batches.
    assert abs(counts[0] - counts[1]) < 3
    assert 15 < counts[1] < 30


async def test_nodes_take_one_statement_a_type(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    project = await factories.project()
    episode = await factories.episode(project)
    scenes = [await factories.scene(episode) for _ in range(6)]
    token = await viewer_of(api, project)
    keys = [ids.encode("scn", scene.id) for scene in scenes] + [ids.encode("eps", episode.id)]

    with statements(caplog) as sent:
        answer = await api.data("query ($k: [ID!]!) { nodes(ids: $k) { id } }", {"k": keys}, token)

    assert [node["id"] for node in answer["nodes"]] == keys
    assert len(sent) == 1 + 2  # who asks; scenes and episodes


async def test_what_a_huge_filter_means_is_not_kept(api: Api) -> None:
    token = await api.register()
    query = "query ($f: ProjectFilter) { projects(filter: $f) { totalCount nodes { id } } }"
    await api.data(query, {"f": {"title": {"eq": "a"}}}, token)
    makers = (lists._page_sql, lists._count_sql)
    kept = [each.cache_info().currsize for each in makers]

    for n in range(60, 65):
        await api.data(query, {"f": {"or": [{"title": {"eq": "a"}}] * n}}, token)

    assert [each.cache_info().currsize for each in makers] == kept


@pytest.mark.parametrize(
    "query",
    ["{ projects { nodes { ...Page } } }", "query ($ids: [ID!]!) { nodes(ids: $ids) { ...Page } }"],
)
@pytest.mark.parametrize("cursor", ["null", '"no cursor"'])
async def test_nothing_that_goes_wrong_makes_statements_for_each_object(
    api: Api,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    query: str,
    cursor: str,
) -> None:
    """Neither a cursor that is refused, nor an object that is not there."""
    team, asked = await factories.team(), 12
    sent: list[int] = []
    page = f"""
    fragment Page on Project {{
      {" ".join(f"page{n}: jobs(first: {n}) {{ nodes {{ id }} }}" for n in range(1, asked + 1))}
      episodes(after: {cursor}) {{ totalCount nodes {{ id }} }}
    }}"""
    token = await api.member(team)
    monkeypatch.setattr(api.app.state.engine, "planned", False)
    keys = [ids.encode("prj", ids.new())]
    for count in (1, 9):
        made = [await factories.project(team) for _ in range(count)]
        keys += [ids.encode("prj", each.id) for each in made]
        with statements(caplog, "job") as jobs:
            answer = await api.gql(query + page, {"ids": keys} if "$ids" in query else None, token)
        assert ("errors" in answer) is (cursor != "null")
        sent.append(len(jobs))

    # Each once, and once more where errors are told.
    assert max(sent) <= 2 * asked, sent


async def test_a_scene_shows_its_artefacts_with_public_ids(api: Api) -> None:
    project = await factories.project()
    person = await factories.character(project, name="Lin Wan")
    episode = await factories.episode(project)
    spoken = artefacts.dialogue().model_copy(deep=True)
    line = spoken.lines[0].model_copy(update={"speaker_id": person.id})
    scene = await factories.scene(
        episode,
        cast=[str(person.id)],
        anchor=artefacts.anchor(),
        dialogue=spoken.model_copy(update={"lines": [line]}),
    )
    query = """
    query ($id: ID!) { scene(id: $id) {
      id castIds cast { id name } anchor { scene { local en } anchors { en } location { name } }
      keyframes { style { en } } dialogue { lines { speakerId speaker { name } content } }
      episode { order project { id } }
    } }
    """

    answer = await api.data(
        query, {"id": ids.encode("scn", scene.id)}, await viewer_of(api, project)
    )

    who = ids.encode("chr", person.id)
    shown = answer["scene"]
    assert shown["castIds"] == [who]
    assert shown["cast"] == [{"id": who, "name": "Lin Wan"}]
    assert shown["anchor"]["anchors"][0] == {"en": artefacts.THINGS[0]}
    assert shown["anchor"]["location"] is None
    assert shown["keyframes"] is None
    assert shown["dialogue"]["lines"][0]["speakerId"] == who
    assert shown["dialogue"]["lines"][0]["speaker"] == {"name": "Lin Wan"}
    assert shown["episode"] == {"order": 1, "project": {"id": ids.encode("prj", project.id)}}


async def test_a_project_says_what_people_can_do(api: Api) -> None:
    project = await factories.project()
    query = "query ($id: ID!) { project(id: $id) { workflowState allowedMoves language } }"

    answer = await api.data(
        query, {"id": ids.encode("prj", project.id)}, await viewer_of(api, project)
    )

    assert answer["project"]["workflowState"] == "DATA_COLLECTING"
    assert "CONFIRM_DATA" in answer["project"]["allowedMoves"]
    assert answer["project"]["language"] == "ZH"


# Jobs

JOB = """
query ($id: ID!) { job(id: $id) {
  kind title status attempts progress { ratio stage note } isCancellable isRetryable
  error { code message isRetryable rawOutput } result { provider isApplied }
  usage { calls inputTokens outputTokens }
  target { __typename id } parent { id } children { nodes { kind } }
  project { title } episode { id }
} }
"""


async def test_a_failed_job_says_why_and_what_it_cost(api: Api) -> None:
    project = await factories.project()
    scene = await factories.scene(await factories.episode(project))
    failed = await job(
        project,
        scene,
        state=JobState.FAILED,
        attempt=2,
        ratio=0.4,
        stage=Stage.REPAIR,
        error_code=ErrorCode.BAD_ANSWER,
        error_message="The answer has no anchors.",
        error_retryable=True,
        raw_output="{}",
    )
    for tokens in (100, None):
        await UsageRecord.create(
            team_id=project.team_id,
            job_id=failed.id,
            attempt=1,
            kind=failed.kind,
            provider="scripted",
            model="m",
            request_hash=f"h{tokens}",
            input_tokens=tokens,
            output_tokens=tokens,
        )

    answer = await api.data(
        JOB, {"id": ids.encode("job", failed.id)}, await viewer_of(api, project)
    )

    shown = answer["job"]
    assert (shown["status"], shown["attempts"]) == ("FAILED", 2)
    assert shown["progress"] == {"ratio": 0.4, "stage": "REPAIR", "note": ""}
    assert shown["error"] == {
        "code": "BAD_ANSWER",
        "message": "The answer has no anchors.",
        "isRetryable": True,
        "rawOutput": "{}",
    }
    assert shown["usage"] == {"calls": 2, "inputTokens": 100, "outputTokens": 100}
    assert shown["target"] == {"__typename": "Scene", "id": ids.encode("scn", scene.id)}
    assert (shown["isCancellable"], shown["isRetryable"]) == (False, True)
    assert (shown["result"], shown["parent"], shown["children"]) == (None, None, {"nodes": []})


async def test_jobs_are_filtered_by_what_they_are_about_and_how_far_they_are(api: Api) -> None:
    project = await factories.project()
    episode = await factories.episode(project)
    one, two = await factories.scene(episode), await factories.scene(episode)
    await job(project, one, state=JobState.SUCCEEDED)
    await job(project, two, kind="generate_dialogue")
    await job(project, kind="plan_episodes", state=JobState.FAILED)
    query = """
    query ($filter: JobFilter) { jobs(filter: $filter) { totalCount nodes { kind status } } }
    """
    token = await viewer_of(api, project)

    async def kinds(**given: object) -> list[str]:
        answer = await api.data(query, {"filter": given}, token)
        found = [each["kind"] for each in answer["jobs"]["nodes"]]
        assert answer["jobs"]["totalCount"] == len(found)
        return found

    every = ["plan_episodes", "generate_dialogue", "generate_scene_anchor"]
    assert await kinds() == every
    assert await kinds(projectId={"eq": ids.encode("prj", project.id)}) == every
    assert await kinds(episodeId={"eq": ids.encode("eps", episode.id)}) == every[1:]
    assert await kinds(sceneId={"in": [ids.encode("scn", one.id)]}) == every[2:]
    assert await kinds(status={"eq": "QUEUED"}) == [every[1]]
    assert await kinds(kind={"notIn": ["plan_episodes"]}) == every[1:]
    assert await kinds(sceneId={"eq": ids.encode("scn", one.id)}, status={"eq": "QUEUED"}) == []
    assert await kinds(**{"not": {"sceneId": {"eq": ids.encode("scn", one.id)}}}) == every[:2]
    # What is about no scene is about another one than this.
    assert await kinds(sceneId={"ne": ids.encode("scn", one.id)}) == every[:2]
    assert await kinds(sceneId={"notIn": [ids.encode("scn", one.id)]}) == every[:2]
    either = [{"status": {"eq": "FAILED"}}, {"kind": {"eq": "generate_dialogue"}}]
    assert await kinds(**{"or": either}) == every[:2]
    assert await kinds(**{"and": either}) == []
    assert await kinds(createdAt={"before": "2020-01-01T00:00:00Z"}) == []
    assert await kinds(createdAt={"from": "2020-01-01T00:00:00Z"}) == every


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"filter": {"sceneId": {"eq": "nonsense"}}}, "BAD_ID"),
        ({"filter": {"sceneId": {"eq": ids.encode("prj", ids.new())}}}, "BAD_ID"),
        ({"filter": {"createdAt": {"before": "yesterday"}}}, "INVALID"),
        ({"filter": {"status": {"eq": "NO_STATUS"}}}, "BAD_REQUEST"),
        ({"filter": {"kind": {"in": ["k"] * 101}}}, "INVALID"),
        ({"filter": {"kind": {"eq": "a\0"}}}, "INVALID"),
        ({"filter": {"createdAt": {"from": "0001-01-01T00:00:00+23:00"}}}, "INVALID"),
        ({"filter": {"or": [{}] * 100}}, "INVALID"),
        ({"first": 0}, "INVALID"),
        ({"first": 101}, "INVALID"),
        ({"after": "nonsense"}, "BAD_CURSOR"),
        ({"after": ""}, "BAD_CURSOR"),
        ({"after": "é"}, "BAD_CURSOR"),
        ({"after": "bnVsbA"}, "BAD_CURSOR"),
        ({"after": "WzEsIi1jcmVhdGVkX2F0LC1pZCIsMSwyXQ"}, "BAD_CURSOR"),
    ],
)
async def test_a_bad_argument_of_a_list_is_told(
    api: Api, given: dict[str, object], code: str
) -> None:
    query = """
    query ($first: Int! = 20, $after: String, $filter: JobFilter) {
      jobs(first: $first, after: $after, filter: $filter) { totalCount }
    }
    """

    answer = await api.gql(query, given, await api.register())

    assert [error["extensions"]["code"] for error in answer["errors"]] == [code]


# Pages

PAGE = """
query ($first: Int!, $after: String, $orderBy: [ProjectOrder!]) {
  projects(first: $first, after: $after, orderBy: $orderBy) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { title } } nodes { title }
  }
}
"""


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        (None, ["e", "d", "c", "b", "a"]),
        ([{"field": "CREATED_AT", "direction": "ASC"}], ["a", "b", "c", "d", "e"]),
        ([{"field": "TITLE", "direction": "DESC"}], ["e", "d", "c", "b", "a"]),
        (
            [{"field": "TITLE", "direction": "ASC"}, {"field": "CREATED_AT", "direction": "DESC"}],
            ["a", "b", "c", "d", "e"],
        ),
    ],
    ids=["default", "oldest", "title", "both"],
)
async def test_pages_show_every_object_once_and_in_order(
    api: Api, order: object, titles: list[str]
) -> None:
    team = await factories.team()
    for title in "abcde":
        await factories.project(team, title=title)
    token = await api.member(team)
    seen: list[str] = []
    after = None

    for _ in range(3):
        answer = await api.data(PAGE, {"first": 2, "after": after, "orderBy": order}, token)
        page = answer["projects"]
        seen += [each["title"] for each in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        await factories.project(team, title="z" if order else "0", deleted_at=clock.now())

    assert seen == titles
    assert page["totalCount"] == 5
    assert page["pageInfo"]["hasNextPage"] is False
    assert page["pageInfo"]["hasPreviousPage"] is True
    assert page["edges"][-1]["cursor"] == after


def forged(signature: str, *values: object) -> str:
    body = orjson.dumps([1, signature, *values, str(ids.new())])
    return base64.urlsafe_b64encode(body).decode().rstrip("=")


@pytest.mark.parametrize(
    ("order", "cursor"),
    [
        ("TITLE", forged("-title,-id", 5)),
        ("TITLE", forged("-title,-id", "a\0")),
        ("TITLE", forged("-title,-id")),
        ("UPDATED_AT", forged("-updated_at,-id", 5)),
        ("UPDATED_AT", forged("-updated_at,-id", "0001-01-01T00:00:00+23:00")),
    ],
    ids=["a number", "NUL", "too short", "no time", "no such time"],
)
async def test_a_forged_cursor_is_refused(api: Api, order: str, cursor: str) -> None:
    token = await api.register()

    answer = await api.gql(
        PAGE, {"first": 1, "after": cursor, "orderBy": [{"field": order}]}, token
    )

    assert answer["errors"][0]["extensions"]["code"] == "BAD_CURSOR"


async def test_a_cursor_of_another_order_is_refused(api: Api) -> None:
    team = await factories.team()
    await factories.project(team)
    token = await api.member(team)
    first = await api.data(PAGE, {"first": 1}, token)
    cursor = first["projects"]["pageInfo"]["endCursor"]

    answer = await api.gql(
        PAGE, {"first": 1, "after": cursor, "orderBy": [{"field": "TITLE"}]}, token
    )

    assert answer["errors"][0]["extensions"]["code"] == "BAD_CURSOR"


async def test_an_empty_page_is_a_page(api: Api) -> None:
    answer = await api.data(PAGE, {"first": 5}, await api.register())

    assert answer["projects"] == {
        "totalCount": 0,
        "pageInfo": {
            "hasNextPage": False,
            "hasPreviousPage": False,
            "startCursor": None,
            "endCursor": None,
        },
        "edges": [],
        "nodes": [],
    }


# The rest


async def test_a_profile_never_shows_its_key(api: Api) -> None:
    team = await factories.team()
    await AIProfile.create(
        team_id=team.id,
        name="Main",
        provider="openai_compatible",
        model="m",
        sealed_key="k1.secret",
        key_hint="abcd",
    )
    query = "{ aiProfiles { nodes { id name hasKey keyHint parameters { temperature } } } }"

    answer = await api.gql(query, token=await api.member(team, Role.VIEWER))

    [profile] = answer["data"]["aiProfiles"]["nodes"]
    assert (profile["hasKey"], profile["keyHint"]) == (True, "abcd")
    assert "secret" not in str(answer)


async def test_the_providers_are_those_of_the_process(api: Api) -> None:
    answer = await api.data("{ providers { name needsKey } }", token=await api.register())

    assert {"name": "offline", "needsKey": False} in answer["providers"]


async def test_the_gravest_stale_mark_of_a_field_comes_first(api: Api) -> None:
    project = await factories.project()
    scene = await factories.scene(await factories.episode(project))
    found = zip(Reason, (Priority.LOW, Priority.HIGH, Priority.MEDIUM), strict=False)
    for reason, priority in found:
        await StaleMark.create(
            team_id=scene.team_id,
            project_id=project.id,
            target_type="scene",
            target_id=scene.id,
            field="anchor",
            reason=reason,
            priority=priority,
            cause_seq=1,
        )
    token = await viewer_of(api, project)

    query = "query($id: ID!) { scene(id: $id) { stale { priority } } }"
    shown = await api.data(query, {"id": ids.encode("scn", scene.id)}, token)

    assert [each["priority"] for each in shown["scene"]["stale"]] == ["HIGH", "MEDIUM", "LOW"]


KINDS = registry.load()
READY = """
query ($kind: String!, $id: ID!) {
  readiness(kind: $kind, targetId: $id) { isReady missing { field sentence } blockedBy { kind } }
}
"""


async def test_readiness_names_what_is_missing(api: Api) -> None:
    project = await factories.project(summary="Too short.")
    scene = await factories.scene(await factories.episode(project))
    token = await viewer_of(api, project)

    plan = await api.data(
        READY, {"kind": "plan_episodes", "id": ids.encode("prj", project.id)}, token
    )
    motion = await api.data(
        READY, {"kind": "generate_motion_prompt", "id": ids.encode("scn", scene.id)}, token
    )

    assert plan["readiness"]["isReady"] is False
    assert [each["field"] for each in plan["readiness"]["missing"]] == ["summary"]
    assert "keyframes" in [each["field"] for each in motion["readiness"]["missing"]]


async def test_readiness_names_the_jobs_in_the_way(api: Api) -> None:
    project = await factories.project()
    await job(project, kind="produce_project", covers=True)
    token = await viewer_of(api, project)

    answer = await api.data(
        READY, {"kind": "plan_episodes", "id": ids.encode("prj", project.id)}, token
    )

    assert answer["readiness"] == {
        "isReady": False,
        "missing": [],
        "blockedBy": [{"kind": "produce_project"}],
    }


@pytest.mark.parametrize("name", sorted(each.name for each in KINDS))
async def test_readiness_of_any_kind_can_be_asked(api: Api, name: str) -> None:
    project = await factories.project()
    episode = await factories.episode(project)
    rows = {
        Scope.TEAM: ("team", project.team_id),
        Scope.PROJECT: ("prj", project.id),
        Scope.EPISODE: ("eps", episode.id),
        Scope.SCENE: ("scn", (await factories.scene(episode)).id),
    }
    target = ids.encode(*rows[KINDS[name].scope])
    token = await viewer_of(api, project)

    answer = await api.gql(READY, {"kind": name, "id": target}, token)

    assert "errors" not in answer
    assert answer["data"]["readiness"]["blockedBy"] == []


@pytest.mark.parametrize(
    ("kind", "prefix", "code"),
    [
        ("make_coffee", "prj", "INVALID"),
        ("plan_episodes", "scn", "BAD_ID"),
        ("plan_episodes", "prj", "NOT_FOUND"),
    ],
    ids=["kind", "scope", "foreign"],
)
async def test_readiness_of_nothing_is_refused(api: Api, kind: str, prefix: str, code: str) -> None:
    project = await factories.project()
    token = await api.register()

    answer = await api.gql(READY, {"kind": kind, "id": ids.encode(prefix, project.id)}, token)

    assert answer["errors"][0]["extensions"]["code"] == code
