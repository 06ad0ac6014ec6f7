"""Arguments that are refused: once for each object, however often a document asks for them."""

from __future__ import annotations

import asyncio
import base64
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import orjson
import pytest
from graphql.error import located_error

from aixss.api.requests import Asked
from aixss.kit import ids
from aixss.reads.resolvers import resolve_read
from tests import factories
from tests.api import Api
from tests.api import api as running
from tests.reads.statements import Reader
from tests.reads.world import World, world

PROJECTS, ALIASES = 5, 40
# A cursor as the list makes them, but for a number that is none: only the database sees that.
UNSTORABLE = base64.urlsafe_b64encode(orjson.dumps([1, "order,id", "x", str(ids.new())])).decode()
SOUND = "episodes(first: 1) { nodes { id } }"


@pytest.fixture(scope="module")
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started


@pytest.fixture(scope="module")
async def made(api: Api) -> World:
    found = await world()
    for _ in range(PROJECTS - 2):
        await factories.project(found.team)
    return found


@contextmanager
def counting(*functions: Any) -> Iterator[Counter[str]]:
    """How often functions of Python are begun or gone on with while the block runs."""
    calls: Counter[str] = Counter()
    codes = {each.__code__ for each in functions}

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in codes:
            calls[frame.f_code.co_name] += 1

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield calls
    finally:
        sys.setprofile(before)


@pytest.mark.parametrize(
    "refused",
    [
        'episodes(after: "made-up") { nodes { id } }',
        f'episodes(after: "{UNSTORABLE}") {{ nodes {{ id }} }}',
        "episodes(first: 0) { nodes { id } }",
    ],
    ids=["no cursor", "a cursor that the database refuses", "no page"],
)
@pytest.mark.parametrize("also", [None, SOUND], ids=["all refused", "the last refused"])
async def test_an_argument_is_refused_once_for_each_object(
    api: Api, made: World, refused: str, also: str | None
) -> None:
    reader = Reader.of(api, made)
    aliases = " ".join(f"a{n}: {also or refused}" for n in range(ALIASES))
    text = f"{{ projects {{ nodes {{ {aliases} z: {refused} }} }} }}"

    with counting(located_error, resolve_read) as calls:
        answer = await reader.engine.answer(Asked(text=text), reader.caller)
        await asyncio.sleep(0.1)  # for what goes on behind the answer

    (error,) = answer.errors
    assert error["extensions"]["code"] in ("BAD_CURSOR", "INVALID")
    # Each goes up through the fields and lists that are null for it.
    assert 0 < calls["located_error"] <= 4 * PROJECTS
    assert calls["resolve_read"] <= PROJECTS
