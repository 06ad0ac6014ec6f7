"""Whatever operations and jobs send, no table is read from end to end for it.

A connection that writes plans a statement once, for any values (`db.connect`), so plans are made
blindly: for whatever values they may be asked with.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from aixss.api import ids
from aixss.jobs.states import JobState
from aixss.kinds import registry
from aixss.kinds._params import Production
from aixss.kit import ids as uuids
from tests import factories
from tests.engine import Engine, engine
from tests.isolation.requests import Request
from tests.isolation.schema import places
from tests.isolation.ways import Asker, asking
from tests.isolation.world import PASSWORD, World, rows, whole
from tests.reads.explained import Large
from tests.screens import SCREENS, variables
from tests.statements import statements
from tests.studio import studio
from tools import examples
from tools.operations import tasks

OPERATIONS = [each for task in tasks() for each in task.operations]
PLACES = list(places())
MANY = 100  # statements, of which a few would say that nothing was sent
SESSION = "session { accessToken refreshToken }"


@pytest.fixture
async def run(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Engine]:
    async with engine(database_url, redis_url) as started:
        started.kinds = registry.load()
        yield started


async def test_what_a_production_sends_scans_nothing(
    large: Large, run: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    text = "Nobody has lit the lamp since the storm; tonight Mira climbs up. " * 5
    project = await factories.project(story=text, summary=text[:300], style="ink", language="en")
    params = Production(target_episode_count=1, scene_count=6)
    with statements(caplog) as sent:
        async with run.worker():
            job = (await run.start("produce_project", project, params)).job
            assert (await run.ended(job.id)).state is JobState.SUCCEEDED

    assert len(set(sent)) > 30
    assert await large.scans(sent) == {}


@pytest.fixture
async def asker(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Asker]:
    async with studio(database_url, redis_url) as member, asking(member) as found:
        yield found


def of_ours(value: Any, ours: World) -> Any:
    """An example's variables, its ids those of our objects."""
    if isinstance(value, dict):
        return {name: of_ours(each, ours) for name, each in value.items()}
    if isinstance(value, list):
        return [of_ours(each, ours) for each in value]
    if isinstance(value, str) and value.endswith(examples.TAIL):
        prefix = value.removesuffix(f"_{examples.TAIL}")
        (sort,) = (name for name, known in ids.PREFIX_OF.items() if known == prefix)
        return first(ours, sort)
    return value


Asking = Callable[[], Awaitable[object]]


@pytest.fixture
async def ours(asker: Asker) -> World:
    return await whole(asker.studio)


def first(world: World, kind: str) -> str:
    """The id of an object of ours."""
    return world.of(kind)[0]


async def sent_by(caplog: pytest.LogCaptureFixture, *asked: Asking) -> set[str]:
    """What is asked of the database while we ask the API."""
    with statements(caplog) as sent:
        for ask in asked:
            await ask()
    return set(sent)


async def fresh(ours: World) -> World:
    """Rows of ours that a mutation may change."""
    return replace(await rows(ours.studio), sign_in=ours.sign_in)


async def test_what_screens_and_examples_send_scans_nothing(
    large: Large, asker: Asker, ours: World, caplog: pytest.LogCaptureFixture
) -> None:
    shown = {f"{kind[0].lower()}{kind[1:]}Id": found for kind, found in ours.ids.items()}
    asked = [(text, variables(name, shown)) for name, text in SCREENS.items()]
    for each in OPERATIONS:
        if each.root != "subscription":  # what they tell first is asked for with the ids below
            world = await fresh(ours) if each.root == "mutation" else ours
            asked.append((examples.document(each), of_ours(examples.variables(each), world)))

    sent = set[str]()
    for document, given in asked:
        sent |= await sent_by(caplog, partial(asker.ask, asker.ways[0], document, given))

    assert len(sent) > MANY
    assert await large.scans(sent) == {}


async def test_what_ids_lead_to_scans_nothing(
    large: Large, asker: Asker, ours: World, caplog: pytest.LogCaptureFixture
) -> None:
    sent = set[str]()
    for each in PLACES:
        world = await fresh(ours) if each.writes else ours
        request = Request([each], world, partial(first, world))
        ask = partial(asker.ask, asker.unplanned[0], request.document, request.variables)
        sent |= await sent_by(caplog, ask)

    assert len(sent) > MANY
    assert await large.scans(sent) == {}


@pytest.mark.usefixtures("ours")
async def test_what_opens_a_session_or_a_document_scans_nothing(
    large: Large, asker: Asker, caplog: pytest.LogCaptureFixture
) -> None:
    us = asker.studio

    async def a_session() -> None:
        who = {"email": f"{uuids.new().hex}@example.org", "password": PASSWORD}
        await us.done("register", **who)
        opened = (await us.done("login", SESSION, **who))["session"]
        second = (await us.done("refresh", SESSION, refreshToken=opened["refreshToken"]))["session"]
        await us.api.data("{ viewer { user { email } } }", token=second["accessToken"])
        await us.done("logout", refreshToken=second["refreshToken"])

    async def a_token() -> None:
        made = await us.done("createApiToken", "secret", name="Build", scopes=["READ"])
        await us.api.data("{ viewer { role } }", token=made["secret"])

    async def a_document() -> None:
        names = "{ documents { nodes { id documentId } } }"
        (shown,) = (await us.ask(names))["documents"]["nodes"]
        for found in shown.values():
            answer = await us.api.post({"documentId": found}, us.token)
            assert "errors" not in answer.json()

    sent = await sent_by(caplog, a_session, a_token, a_document)

    assert len(sent) > 10
    assert await large.scans(sent) == {}
