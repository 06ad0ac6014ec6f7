"""Labels: what people call the values of the schema, in Chinese and in English."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from graphql import GraphQLEnumType

from aixss.accounts.models import Team
from aixss.api.labels import KINDS
from aixss.api.schema import build_schema
from aixss.described import Locale
from aixss.errors import ErrorCode
from aixss.jobs.models import Job
from aixss.jobs.states import JobState
from aixss.kinds import registry
from aixss.kit import clock, ids
from aixss.stories.models import Priority, StaleMark
from aixss.stories.reasons import Reason
from aixss.stories.states import EpisodeState, ProjectState, SceneState
from tests import factories
from tests.api import Api
from tests.api import api as running

LABELS = "query ($locale: Locale) { labels(locale: $locale) { name labels { value text } } }"
SCREEN = """
query ($id: ID!, $locale: Locale) {
  scene(id: $id) {
    statusLabel(locale: $locale)
    project { workflowStateLabel(locale: $locale) }
    episode { workflowStateLabel(locale: $locale) }
    stale { reasonLabel(locale: $locale) }
    jobs { nodes { statusLabel(locale: $locale) error { codeLabel(locale: $locale) } } }
  }
}
"""


@pytest.fixture(scope="module")
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started


async def labels(api: Api, locale: str | None = None, **headers: str) -> dict[str, dict[str, str]]:
    """What everybody is told, by set and value."""
    asked = {"query": LABELS, "variables": {"locale": locale}}
    data = (await api.post(asked, None, **headers)).json()["data"]
    return {
        each["name"]: {label["value"]: label["text"] for label in each["labels"]}
        for each in data["labels"]
    }


@pytest.mark.parametrize("locale", Locale)
async def test_every_value_of_every_enum_has_a_label(api: Api, locale: Locale) -> None:
    schema = build_schema()._schema
    enums = {
        name: set(kind.values)
        for name, kind in schema.type_map.items()
        if isinstance(kind, GraphQLEnumType) and not name.startswith("__")
    }

    told = await labels(api, locale.name)

    assert {name: set(told.get(name, ())) for name in enums} == enums
    assert all(label for each in told.values() for label in each.values())


async def test_every_kind_has_a_label(api: Api) -> None:
    chinese, english = await labels(api, "ZH"), await labels(api, "EN")
    known = registry.load()

    assert chinese[KINDS] == {kind.name: kind.title_zh for kind in known}
    assert english[KINDS] == {kind.name: kind.title for kind in known}


@pytest.mark.parametrize(
    ("locale", "header", "told"),
    [
        (None, "zh-CN,zh;q=0.9", Locale.ZH),
        (None, "de", Locale.EN),
        (None, "", Locale.EN),
        ("EN", "zh-CN", Locale.EN),
        ("ZH", "en", Locale.ZH),
    ],
)
async def test_the_caller_is_told_in_its_own_language_unless_it_asks_for_one(
    api: Api, locale: str | None, header: str, told: Locale
) -> None:
    found = await labels(api, locale, **{"accept-language": header})

    assert found["JobStatus"] == {each.name: each.label(told) for each in JobState}


@pytest.mark.parametrize("locale", Locale)
async def test_objects_carry_the_labels_of_their_states(api: Api, locale: Locale) -> None:
    project = await factories.project(state=ProjectState.SCENE_PROCESSING)
    episode = await factories.episode(project, state=EpisodeState.SCENE_PROCESSING)
    scene = await factories.scene(episode, state=SceneState.NEEDS_UPDATE)
    place: dict[str, Any] = {"team_id": scene.team_id, "project_id": project.id}
    await StaleMark.create(
        **place,
        target_type="scene",
        target_id=scene.id,
        field="anchor",
        reason=Reason.WORLD_VIEW,
        priority=Priority.HIGH,
        cause_seq=1,
    )
    await Job.create(
        **place,
        episode_id=episode.id,
        scene_id=scene.id,
        kind="generate_scene_anchor",
        state=JobState.FAILED,
        error_code=ErrorCode.TIMEOUT,
        error_message="It took too long.",
        deadline_at=clock.now(),
        finished_at=clock.now(),
    )
    token = await api.member(await Team.get(id=project.team_id))
    asked = {"id": ids.encode("scn", scene.id), "locale": locale.name}

    shown: Any = (await api.data(SCREEN, asked, token))["scene"]

    assert shown == {
        "statusLabel": SceneState.NEEDS_UPDATE.label(locale),
        "project": {"workflowStateLabel": ProjectState.SCENE_PROCESSING.label(locale)},
        "episode": {"workflowStateLabel": EpisodeState.SCENE_PROCESSING.label(locale)},
        "stale": [{"reasonLabel": Reason.WORLD_VIEW.label(locale)}],
        "jobs": {
            "nodes": [
                {
                    "statusLabel": JobState.FAILED.label(locale),
                    "error": {"codeLabel": ErrorCode.TIMEOUT.label(locale)},
                }
            ]
        },
    }
