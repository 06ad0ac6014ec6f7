"""The main screens: one request each, of as many statements for many rows as for few."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from aixss.accounts.members import Viewer
from aixss.accounts.models import Role
from aixss.api.context import Caller, Context
from aixss.api.execution import Engine
from aixss.jobs.models import AIProfile, SystemPrompt
from aixss.kit import clock
from tests import factories
from tests.api import Api
from tests.api import api as running
from tests.reads.world import World, world
from tests.screens import SCREENS, variables
from tests.statements import statements

STATEMENTS_MAX = 25  # of any screen, however much it shows
# A question that no plan answers: the executor does, beside the plan.
BY_EXECUTOR = "readiness("
# Rewritten where there is much.
PROMPTS = ("workflow.scene_anchor.system", "workflow.scene_anchor.user")


@dataclass
class Studio:
    """A team with its rows, as one of its members sees them."""

    world: World
    token: str


@dataclass
class Studios:
    """Two teams that show the same, of different size."""

    few: Studio
    many: Studio


@pytest.fixture(scope="module")
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started


async def studio(
    api: Api, *, projects: int, episodes: int, scenes: int, people: int, keys: Sequence[str] = ()
) -> Studio:
    team = await factories.team()
    made = await world(team, episodes=episodes, scenes=scenes, people=people)
    for _ in range(projects):
        project = await factories.project(team)
        await AIProfile.create(team_id=team.id, name=project.title, provider="offline", model="m")
    for key in keys:
        await SystemPrompt.create(team_id=team.id, key=key, language="zh", content="Mend it.")
    return Studio(made, await api.member(team))


@pytest.fixture(scope="module")
async def studios(api: Api) -> Studios:
    return Studios(
        few=await studio(api, projects=0, episodes=2, scenes=2, people=3),
        many=await studio(api, projects=5, episodes=4, scenes=7, people=9, keys=PROMPTS),
    )


async def shown(api: Api, name: str, of: Studio) -> Any:
    """What a screen shows, without an error."""
    return await api.data(SCREENS[name], variables(name, of.world.ids), of.token)


def leaves(value: Any) -> int:
    """How much an answer says."""
    if isinstance(value, dict):
        return sum(map(leaves, value.values()))
    return sum(map(leaves, value)) if isinstance(value, list) else 1


def _of_screens(sent: list[str]) -> list[str]:
    """Without the look-up of who asks, which happens once a second, however fast the machine is."""
    return [each for each in sent if "SELECT role, epoch FROM" not in each]


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_takes_as_many_statements_for_many_rows_as_for_few(
    api: Api, studios: Studios, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    await shown(api, name, studios.many)  # whoever asks is known from here on
    await shown(api, name, studios.few)

    with statements(caplog) as for_few:
        few = await shown(api, name, studios.few)
    with statements(caplog) as for_many:
        many = await shown(api, name, studios.many)

    few_asked, many_asked = _of_screens(for_few), _of_screens(for_many)
    assert len(many_asked) == len(few_asked)
    assert 0 < len(many_asked) <= STATEMENTS_MAX
    # A project has one causal chain, and nothing is read beside it.
    assert leaves(many) > leaves(few) or name == "causal_chain"
    assert leaves(few) > 10


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_is_answered_as_a_plan(api: Api, studios: Studios, name: str) -> None:
    made = studios.few.world
    engine: Engine = api.app.state.engine
    operation = engine.documents.read(SCREENS[name]).operation(None)
    given = operation.coerced(variables(name, made.ids))
    viewer = Viewer(made.user.id, made.team.id, Role.VIEWER, 0, clock.now())
    caller = Caller(services=api.services, request_id="r", viewer=viewer)

    plan = engine.plans.of(operation, given)

    assert plan is not None
    assert await engine.plans.read(plan, Context.of(caller), given) is not None
    assert bool(plan.rest) is (BY_EXECUTOR in SCREENS[name])
