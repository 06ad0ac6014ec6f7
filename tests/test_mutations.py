"""What mutations do, through a real server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests import factories
from tests.studio import Studio, public, studio


@pytest.fixture(scope="module")
async def we(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Studio]:
    async with studio(database_url, redis_url) as member:
        yield member


async def test_smoke(we: Studio) -> None:
    made = await we.done("createProject", "project { id title revision workflowState }", title="A lamp")
    print(made)
    prj = made["project"]["id"]
    print(await we.send("updateProject", "project { title revision }", id=prj, patch={"title": "B"}, expectedRevision=1))
    ep = await we.done("createEpisode", "episode { id order }", projectId=prj, title="E")
    sc = await we.done("createScene", "scene { id order castIds }", episodeId=ep["episode"]["id"], summary="S")
    print(ep, sc)
    print(await we.send("generateSceneAnchor", "job { id kind status } deduplicated", sceneId=sc["scene"]["id"]))
    print(await we.send("deleteScene", "deletedId", id=sc["scene"]["id"]))
    print(await we.send("deleteProject", "deletedId", id=prj))
    print(await we.answer("updateScene", "scene { id }", {"id":"x","patch":{"summary":"x"*3000},"expectedRevision":0}))
