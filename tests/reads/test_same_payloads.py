"""What clients really send is answered as Strawberry's own executor answers it, mutations too."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from graphql import OperationType, get_operation_ast, parse, print_ast, separate_operations

from aixss.kit import ids
from tests import factories
from tests.api import Api
from tests.api import api as running
from tests.reads.documents import UNSTEADY, Asked
from tests.reads.test_same_answers import Both
from tests.reads.world import world
from tools.examples import document, variables
from tools.operations import Operation, tasks

CODEGEN = Path(__file__).parents[2] / "codegen" / "operations"
OPERATIONS = {each.name: each for task in tasks() for each in task.operations}
QUERIES = [name for name, each in OPERATIONS.items() if each.root == "query"]
# Ids that nothing has are refused alike; what needs no id would do something anew each time.
REFUSED = [
    name
    for name, each in OPERATIONS.items()
    if each.root == "mutation" and "Id" in str(variables(each)) + str(variables(each).keys())
]
CLIENT = separate_operations(parse("\n".join(f.read_text() for f in CODEGEN.glob("*.graphql"))))


def _kind(name: str) -> OperationType:
    found = get_operation_ast(CLIENT[name], name)
    assert found is not None
    return found.operation


SENT = sorted(name for name in CLIENT if _kind(name) is OperationType.QUERY)


@pytest.fixture(scope="module")
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started


@pytest.fixture(scope="module")
async def both(api: Api) -> Both:
    return Both(api, await world())


def of(both: Both, operation: Operation) -> dict[str, Any]:
    """The example's variables, of things that there are."""
    known = both.made.ids.get(f"{operation.name}Id")
    given = variables(operation)
    return given | ({"id": known[0]} if known and "id" in given else {})


@pytest.mark.parametrize("name", [each for each in QUERIES if each not in UNSTEADY])
async def test_the_examples_of_the_reference_are_answered_alike(both: Both, name: str) -> None:
    operation = OPERATIONS[name]

    await both.compare(Asked(document(operation), of(both, operation)))


@pytest.mark.parametrize("name", SENT)
async def test_what_the_client_asks_is_answered_alike(both: Both, name: str) -> None:
    text = print_ast(CLIENT[name])
    node = get_operation_ast(CLIENT[name], name)
    assert node is not None
    wanted = {each.variable.name.value for each in node.variable_definitions or ()}
    root: Any = node.selection_set.selections[0]
    about = both.made.ids.get(f"{root.name.value}Id") or both.made.ids["projectId"]

    await both.compare(Asked(text, {name: about[0] for name in wanted & {"id", "projectId"}}))


@pytest.mark.parametrize("name", REFUSED)
async def test_mutations_are_refused_alike(both: Both, name: str) -> None:
    operation = OPERATIONS[name]

    await both.compare(Asked(document(operation), variables(operation)))


async def test_what_a_mutation_did_is_told_alike(both: Both) -> None:
    project = await factories.project(both.made.team)
    scene = await factories.scene(await factories.episode(project))
    shown = "id revision createdAt updatedAt stale { field }"
    given: dict[str, dict[str, Any]] = {
        "createProject": {"title": "Twice", "artStyle": {"preset": "CUSTOM"}},
        "updateScene": {
            "id": ids.encode("scn", scene.id),
            "patch": {"summary": "Anew", "castIds": []},
            "expectedRevision": 1,
        },
        "generateSceneAnchor": {"sceneId": ids.encode("scn", scene.id)},
    }
    select = {
        "createProject": f"project {{ {shown} stats {{ sceneCount }} artStyle {{ fullPrompt }} }}",
        "updateScene": f"scene {{ {shown} status episode {{ title }} activeJobs {{ id }} }}",
        "generateSceneAnchor": "deduplicated job { id kind title status target { __typename id } }",
    }
    for name, content in given.items():
        kind = f"{name[0].upper()}{name[1:]}Input!"
        errors = "errors { __typename code message path }"
        text = (
            f"mutation ($input: {kind}) {{ {name}(input: $input) {{ {select[name]} {errors} }} }}"
        )

        # With a key it is done once, and told again to whoever sends it again.
        asked = Asked(text, {"input": content | {"idempotencyKey": f"alike {name}"}})
        done = orjson.loads(await both.ours(asked))["data"]
        told, problems = await both.theirs(asked)

        assert problems == []
        assert done == orjson.loads(told)
        assert done[name]["errors"] == []
        await both.compare(asked)
