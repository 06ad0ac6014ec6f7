"""However a query is read, its answer is the one that Strawberry's own executor gives."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from aixss.accounts.members import Viewer
from aixss.accounts.models import Role
from aixss.api.context import Caller, Context
from aixss.api.execution import Engine
from aixss.api.render import Rendered, render
from aixss.api.requests import Asked as Request
from aixss.api.schema import build_schema
from aixss.kit import clock, ids
from tests import factories
from tests.api import Api
from tests.api import api as running
from tests.reads.documents import Asked, Writer
from tests.reads.world import World, world
from tests.screens import SCREENS, variables

DOCUMENTS = int(os.environ.get("AIXSS_FUZZ", "200"))
SEED = os.environ.get("AIXSS_FUZZ_SEED")
PAGE = "{ projects(first: 1) { edges { cursor } } jobs(first: 3) { edges { cursor } } }"


class Both:
    """Both ways to answer, for one viewer."""

    def __init__(self, api: Api, made: World, role: Role = Role.OWNER) -> None:
        self.schema = build_schema()
        self.made = made
        self.engine: Engine = api.app.state.engine
        viewer = Viewer(made.user.id, made.team.id, role, 0, clock.now())
        self.caller = Caller(services=api.services, request_id="r", viewer=viewer)
        self.ways: Counter[str] = Counter()
        self.cursors: list[str] = []

    async def learn(self) -> None:
        """Take cursors of the world's own."""
        data = orjson.loads(await self.ours(Asked(PAGE, {})))["data"]
        self.cursors = [e["cursor"] for c in data.values() for e in c["edges"]]

    async def ours(self, asked: Asked) -> bytes:
        request = Request(text=asked.text, variables=asked.variables)
        return (await self.engine.answer(request, self.caller)).body

    async def theirs(self, asked: Asked) -> tuple[bytes, list[Rendered]]:
        result: Any = await self.schema.execute(
            asked.text,
            variable_values=dict(asked.variables),
            context_value=Context.of(self.caller),
        )
        return orjson.dumps(result.data), [
            render(each, self.caller) for each in result.errors or ()
        ]

    async def compare(self, asked: Asked) -> None:
        """Fail when the two differ in a byte of the data, or in what errors say, and where."""
        data, errors = await self.theirs(asked)
        for self.engine.planned in (False, True):
            told = await self.agree(asked, data, errors)
        self.ways[told or await self.way(asked)] += 1

    async def agree(self, asked: Asked, data: bytes, errors: list[Rendered]) -> str:
        body = await self.ours(asked)
        said = orjson.loads(body)
        if "data" not in said:
            codes = {each["extensions"]["code"] for each in said["errors"]}
            if codes != {"TOO_COMPLEX"}:
                assert data == b"null"
                assert said["errors"] == errors
            return "refused"
        answer = b'{"data":' + data
        if not body.startswith(answer):
            at = next(n for n, (a, b) in enumerate(zip(body, answer, strict=False)) if a != b)
            around = slice(max(at - 300, 0), at + 60)
            pytest.fail(f"{asked}\nours:   {body[around]!r}\ntheirs: {answer[around]!r}")
        # Of several errors below one null, which is told depends on which came first.
        told, known = (_by_null(said["data"], each) for each in (said.get("errors", ()), errors))
        assert told.keys() == known.keys(), (asked, told, known)
        for where, ours in told.items():
            theirs = {str(each["path"]): each for each in known[where]}
            assert all(each == theirs.get(str(each["path"]), each) for each in ours), (ours, theirs)
        return "errors" if told else ""

    async def way(self, asked: Asked) -> str:
        """How the engine read it."""
        operation = self.engine.documents.read(asked.text).operation(None)
        variables = operation.coerced(asked.variables)
        plan = self.engine.plans.of(operation, variables)
        if plan is None:
            return "executed"
        context = Context.of(self.caller)
        if await self.engine.plans.read(plan, context, variables) is None:
            return "given up"
        return "in part" if plan.rest else "planned"


def _by_null(data: Any, errors: Iterable[Rendered]) -> dict[tuple[Any, ...], list[Rendered]]:
    """Errors by the place in the data that each has made null."""
    found: dict[tuple[Any, ...], list[Rendered]] = {}
    for each in errors:
        within, depth = data, 0
        while within is not None:
            within, depth = within[each["path"][depth]], depth + 1
        found.setdefault(tuple(each["path"][:depth]), []).append(each)
    return found


@pytest.fixture(scope="module")
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started


@pytest.fixture(scope="module")
async def both(api: Api) -> Both:
    made = await world()
    strangers = await world(await factories.team())
    for name, found in strangers.ids.items():
        made.ids[name] += found[:2]
    made.ids[""] += ["nonsense", f"prj_{'0' * 26}"]
    ways = Both(api, made)
    await ways.learn()
    return ways


async def test_any_document_is_answered_alike(both: Both) -> None:
    loop = asyncio.get_running_loop()

    @st.composite
    def documents(draw: Any) -> Asked:
        return Writer(both.schema._schema, draw, both.made.ids, both.cursors).write()

    @settings(
        max_examples=DOCUMENTS,
        deadline=None,
        database=None,
        derandomize=SEED is None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],  # to shrink what failed takes minutes
    )
    @given(documents())
    def alike(asked: Asked) -> None:
        asyncio.run_coroutine_threadsafe(both.compare(asked), loop).result()

    await asyncio.to_thread(seed(int(SEED))(alike) if SEED else alike)

    # What runs without an error runs as a plan: the fields that none can express are few.
    ran = sum(both.ways[way] for way in ("planned", "in part", "executed", "given up"))
    assert both.ways["planned"] + both.ways["in part"] > 0.9 * ran
    assert both.ways["given up"] == 0
    assert both.ways["errors"] > 0


EDGES = [
    "{ __typename }",
    "{ viewer { role } __schema { queryType { name } } }",
    '{ project(id: "nonsense") { id } jobs { totalCount } }',
    "{ projects(first: 0) { totalCount } providers { name } }",
    '{ projects(after: "made-up") { totalCount } }',
    "{ projects(first: 2) { nodes { id title } nodes { stats { sceneCount } } } }",
    "{ a: jobs { ...P } b: jobs { ...P } } fragment P on JobConnection { nodes { id } }",
]


@pytest.mark.parametrize("text", EDGES)
async def test_edges_are_answered_alike(both: Both, text: str) -> None:
    await both.compare(Asked(text, {}))


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_is_answered_alike(both: Both, name: str) -> None:
    await both.compare(Asked(SCREENS[name], variables(name, both.made.ids)))


async def test_a_stranger_gets_the_same_refusals(api: Api) -> None:
    made = await world()
    ways = Both(api, made)
    ways.caller.viewer = None
    for text in ("{ projects { totalCount } viewer { role } }", "{ viewer { role } }"):
        await ways.compare(Asked(text, {}))


async def test_nothing_of_another_team_is_in_an_answer(api: Api, both: Both) -> None:
    key = ids.encode("prj", both.made.project.id)
    stranger = Both(api, await world())
    await stranger.compare(Asked("query ($id: ID!) { project(id: $id) { id } }", {"id": key}))
    body = await stranger.ours(Asked("query ($id: ID!) { project(id: $id) { id } }", {"id": key}))
    assert body.startswith(b'{"data":{"project":null}')
