"""What objects tell that no column holds: it is worked out of their rows while these are read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from aixss.accounts.models import Role, Team
from aixss.jobs.models import Job
from aixss.kit import clock, ids
from aixss.stories.models import Project
from tests import artefacts, factories
from tests.api import Api
from tests.api import api as running
from tests.statements import statements


@pytest.fixture(scope="module")
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started


async def viewer_of(api: Api, project: Project) -> str:
    return await api.member(await Team.get(id=project.team_id), Role.VIEWER)


BESIDE = """
query ($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Scene {
      hasAnchor hasKeyframes hasMotion dialogueCount previous { id } next { id }
    }
    ... on Episode { previous { id } next { id } }
  }
}
"""


def around(keys: list[str]) -> list[dict[str, Any]]:
    """What each of some objects in order tells of those beside it."""
    places: list[str | None] = [None, *keys, None]
    named = [{"id": key} if key else None for key in places]
    return [
        {"previous": before, "next": after}
        for before, after in zip(named[:-2], named[2:], strict=True)
    ]


async def test_scenes_and_episodes_know_those_beside_them_but_not_the_trash(api: Api) -> None:
    project = await factories.project()
    episodes = [await factories.episode(project) for _ in range(3)]
    await factories.episode(project, deleted_at=clock.now(), order=None)
    scenes = [await factories.scene(episodes[0]) for _ in range(3)]
    await factories.scene(episodes[0], deleted_at=clock.now(), order=None)
    await factories.scene(episodes[1])
    token = await viewer_of(api, project)

    for prefix, rows in (("scn", scenes), ("eps", episodes)):
        keys = [ids.encode(prefix, row.id) for row in rows]
        found = (await api.data(BESIDE, {"ids": keys}, token))["nodes"]
        told = [{"previous": each["previous"], "next": each["next"]} for each in found]
        assert told == around(keys)


async def test_a_scene_tells_what_it_has_without_reading_it(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    project = await factories.project()
    episode = await factories.episode(project)
    bare = await factories.scene(episode)
    full = await factories.scene(episode, **artefacts.scene())
    token = await viewer_of(api, project)
    keys = [ids.encode("scn", row.id) for row in (bare, full)]

    with statements(caplog, 't."has_anchor"') as sent:
        found = (await api.data(BESIDE, {"ids": keys}, token))["nodes"]

    told = ("hasAnchor", "hasKeyframes", "hasMotion", "dialogueCount")
    lines = len(artefacts.scene()["dialogue"].lines)
    assert [[each[name] for name in told] for each in found] == [
        [False, False, False, 0],
        [True, True, True, lines],
    ]
    assert len(sent) == 1
    assert not any(f't."{name}"' in sent[0] for name in ("anchor", "keyframes", "dialogue"))


async def test_a_job_tells_how_often_it_may_fail(api: Api) -> None:
    project = await factories.project()
    for kind in ("generate_scene_anchor", "produce_project", "a kind of yore"):
        await Job.create(
            team_id=project.team_id, project_id=project.id, kind=kind, deadline_at=clock.now()
        )
    token = await viewer_of(api, project)

    answer = await api.data("{ jobs { nodes { kind maxAttempts priority } } }", None, token)

    kinds = api.services.kinds
    assert {each["kind"]: each["maxAttempts"] for each in answer["jobs"]["nodes"]} == {
        "generate_scene_anchor": kinds["generate_scene_anchor"].tries,
        "produce_project": 1,
        "a kind of yore": 1,
    }
    assert {each["priority"] for each in answer["jobs"]["nodes"]} == {0}
