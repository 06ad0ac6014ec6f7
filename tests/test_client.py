"""The typed client: what it is made of, and what it does when tokens end and connections break."""

from __future__ import annotations

import ast
import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from graphql import FieldNode, OperationDefinitionNode, OperationType, build_schema, parse, validate
from websockets.protocol import State

from aixss.client.errors import ClientError, Refused, SignedOut, Unreachable
from aixss.client.generated.enums import Language
from aixss.client.generated.input_types import (
    CreateEpisodeInput,
    CreateProjectInput,
    ScenePatch,
    UpdateSceneInput,
)
from aixss.client.studio import Studio
from tests.api import Api, api
from tools import client

SOURCES = Path(__file__).resolve().parents[1]
OPERATIONS = "\n".join(
    path.read_text() for path in sorted((SOURCES / "codegen/operations").glob("*.graphql"))
)
STORY = CreateProjectInput(title="The Last Lamp", language=Language.EN)
NOBODY = "prj_01h455vb4pex5vsknk084sn02q"


def test_every_operation_of_the_client_is_valid() -> None:
    schema = build_schema((SOURCES / "schema.graphql").read_text())

    assert validate(schema, parse(OPERATIONS)) == []


def test_every_mutation_of_the_client_asks_for_its_errors() -> None:
    """Else a refusal would look like success."""
    mutations = [
        each
        for each in parse(OPERATIONS).definitions
        if isinstance(each, OperationDefinitionNode) and each.operation is OperationType.MUTATION
    ]

    asked = {each.name.value: _fields(each) for each in mutations if each.name}

    assert asked
    assert [name for name, fields in asked.items() if "errors" not in fields] == []


def _fields(operation: OperationDefinitionNode) -> set[str]:
    (root,) = operation.selection_set.selections
    assert isinstance(root, FieldNode)
    assert root.selection_set
    return {
        each.name.value for each in root.selection_set.selections if isinstance(each, FieldNode)
    }


def test_the_generated_package_needs_three_packages_and_nothing_of_ours() -> None:
    needs = {
        name.split(".")[0]
        for path in client.TARGET.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        for name in _imported(node)
    }

    assert needs - sys.stdlib_module_names == {"httpx", "pydantic", "pydantic_core", "websockets"}


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    # A level is a dot: the package's own.
    return [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []


def test_the_generated_package_works_wherever_it_is_copied(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").symlink_to(client.TARGET)
    asking = "from elsewhere.client import Client; import sys; print('aixss' in sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", asking], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert done.stdout == "False\n"


def test_what_was_changed_by_hand_is_found(tmp_path: Path) -> None:
    made, kept = tmp_path / "made", tmp_path / "kept"
    for folder in (made, kept):
        folder.mkdir()
        (folder / "client.py").write_text("x = 1\n")
    (kept / "extra.py").write_text("y = 1\n")

    assert list(client.differences(made, made)) == []
    assert "-y = 1\n" in list(client.differences(made, kept))


@pytest.fixture
async def running(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Api]:
    async with api(database_url, redis_url) as started:
        yield started


@asynccontextmanager
async def signed_up(running: Api) -> AsyncIterator[Studio]:
    async with Studio(running.url) as studio:
        await studio.sign_up(f"{os.urandom(8).hex()}@example.org", "correct horse")
        yield studio


async def test_absent_fields_stay_and_null_clears() -> None:
    sent: list[str] = []
    change = UpdateSceneInput(id="scn", patch=ScenePatch(notes=None), expected_revision=1)
    async with Studio("http://127.0.0.1:1") as studio:
        studio.http.event_hooks["request"].append(_keeping(sent))

        with pytest.raises(Unreachable):
            await studio.update_scene(change)

    (variables,) = [json.loads(each)["variables"] for each in sent]
    assert variables["input"] == {"id": "scn", "patch": {"notes": None}, "expectedRevision": 1}


async def test_a_refusal_is_an_exception_with_code_and_path(running: Api) -> None:
    async with signed_up(running) as studio:
        with pytest.raises(Refused) as refused:
            await studio.create_project(STORY.model_copy(update={"title": ""}))

    assert (refused.value.code, refused.value.path) == ("INVALID", ("title",))


async def test_an_error_of_the_whole_request_is_an_exception(running: Api) -> None:
    async with signed_up(running) as studio:
        with pytest.raises(Refused) as refused:
            await studio.production("nonsense")

    assert refused.value.code == "BAD_ID"


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "URL/healthz", "URL/nowhere"])
async def test_what_is_no_studio_is_unreachable(running: Api, address: str) -> None:
    async with Studio(address.replace("URL", running.url)) as studio:
        with pytest.raises(Unreachable, match="Nothing answers as a studio"):
            await studio.check()


async def test_who_is_nobody_is_signed_out(running: Api) -> None:
    async with Studio(running.url, "no token") as studio:
        with pytest.raises(SignedOut):
            await studio.production(NOBODY)


async def test_an_ended_token_is_renewed_once_for_all_that_wait(running: Api) -> None:
    async with signed_up(running) as studio:
        first, studio.token = studio.token, "ended"
        requests: list[str] = []
        studio.http.event_hooks["request"].append(_keeping(requests))

        found = await asyncio.gather(*(studio.viewer() for _ in range(5)))

    assert all(each and each.user for each in found)
    assert studio.token not in (first, "ended")
    assert sum("mutation Refresh" in each for each in requests) == 1


def _keeping(requests: list[str]) -> Any:
    """A hook of httpx that keeps the bodies of requests."""

    async def hook(request: Any) -> None:
        requests.append(request.content.decode())

    return hook


async def test_a_subscription_renews_an_ended_token(running: Api) -> None:
    async with signed_up(running) as studio:
        made = (await studio.create_project(STORY)).project
        assert made
        studio.token = "ended"

        seen = [event.typename__ async for event in _first(studio.follow(made.id))]

    assert seen == ["ProjectSnapshot"]


async def _first(events: AsyncIterator[Any]) -> AsyncIterator[Any]:
    async for event in events:
        yield event
        return


async def test_a_session_that_was_ended_is_signed_out_for_good(running: Api) -> None:
    async with signed_up(running) as studio:
        studio.token, studio._refresh_token = "ended", "used"

        for _ in range(2):
            with pytest.raises(SignedOut):
                await studio.viewer()


async def test_a_subscription_comes_back_after_its_last_cursor(running: Api) -> None:
    seen: list[str] = []
    async with signed_up(running) as studio:
        made = (await studio.create_project(STORY)).project
        assert made
        async for event in studio.follow(made.id):
            seen.append(event.typename__)
            if len(seen) == 2:
                break
            [socket] = studio._sockets
            socket.transport.abort()
            await studio.create_episode(CreateEpisodeInput(project_id=made.id, title="Meanwhile"))

    assert seen == ["ProjectSnapshot", "ObjectChanged"]


async def test_who_stops_half_way_leaves_no_socket(running: Api) -> None:
    async with signed_up(running) as studio:
        made = (await studio.create_project(STORY)).project
        assert made
        async for _ in studio.follow(made.id):
            [socket] = studio._sockets
            break

    assert socket.state is State.CLOSED


async def test_a_refused_subscription_says_why(running: Api) -> None:
    async with signed_up(running) as studio:
        with pytest.raises(ClientError, match="no such project"):
            async for _ in studio.follow(NOBODY):
                pass
