"""What docs/ten-minutes.md shows is run, from signing up to the last of the clients."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from aixss.kinds import registry
from tests.api import api
from tests.engine import engine

SOURCES = Path(__file__).resolve().parents[1]
PAGE, CLIENTS = ((SOURCES / f"docs/{name}.md").read_text() for name in ("ten-minutes", "clients"))
SECTION = re.compile(r"^## (.+)\n", re.MULTILINE)
BLOCK = re.compile(r"^```(bash|python|typescript)\n(.*?)^```", re.MULTILINE | re.DOTALL)
ADDRESS = "http://127.0.0.1:8000"
LIMIT_S = 60  # many times what any of them takes
MODULES = SOURCES / "conformance/node_modules"
PACKAGES = (
    "typescript",
    "graphql-ws",
    "@apollo/client",
    "@urql/core",
    "ws",
    "@graphql-codegen/cli",
)
TRANSPILE = """
import { readFileSync, writeFileSync } from 'node:fs';
import ts from 'typescript';
const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
const made = ts.transpileModule(readFileSync('snippet.ts', 'utf8'), {
  compilerOptions: options, reportDiagnostics: true,
});
if (made.diagnostics.length) throw new Error(JSON.stringify(made.diagnostics[0].messageText));
writeFileSync('snippet.mjs', made.outputText);
"""

needs_node = pytest.mark.skipif(
    shutil.which("node") is None or not all((MODULES / name).is_dir() for name in PACKAGES),
    reason="node, or the packages of conformance/package.json, are not installed",
)


def snippets(language: str) -> dict[str, str]:
    """The page's blocks in a language by the headings that they stand under."""
    _, *parts = SECTION.split(PAGE)
    texts = dict(zip(parts[::2], parts[1::2], strict=True))
    return {
        title: "".join(code for said, code in BLOCK.findall(text) if said == language)
        for title, text in texts.items()
        if any(said == language for said, _ in BLOCK.findall(text))
    }


async def run(*command: str, folder: Path, **environment: str) -> str:
    """What a command says that ends well."""
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(SOURCES)} | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complained = await asyncio.wait_for(process.communicate(), LIMIT_S)
    assert process.returncode == 0, complained.decode() + said.decode()
    return said.decode()


@dataclass(frozen=True)
class Tour:
    """What the page's curl part said and wrote, and the variables that it left."""

    said: str
    production: str
    variables: dict[str, str]


@pytest.fixture(scope="module")
async def tour(
    database_url: str, redis_url: str, connected: None, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Tour]:
    """The curl part, run on a server that goes on until the last test of this file."""
    folder = tmp_path_factory.mktemp("tour")
    shell = "".join(snippets("bash").values())
    async with (
        api(database_url, redis_url) as running,
        engine(database_url, redis_url) as started,
    ):
        started.kinds = registry.load()
        async with started.worker():
            script = f"set -euo pipefail\n{shell.replace(ADDRESS, running.url)}\nenv -0 > left"
            said = await run("bash", "-c", script, folder=folder)
            left = dict(it.split("=", 1) for it in (folder / "left").read_text().split("\0") if it)
            names = ("STUDIO", "TOKEN", "PROJECT", "JOB", "SCENE")
            production = (folder / "production.json").read_text()
            yield Tour(said, production, {name: left[name] for name in names})


async def test_curl_leads_from_sign_up_to_an_edited_scene(tour: Tour) -> None:
    project = json.loads(tour.production)["data"]["project"]
    scenes = project["episodes"]["nodes"][0]["scenes"]

    assert [scene["status"] for scene in scenes] == ["COMPLETED"] * 6
    assert all(len(scene["keyframes"]["shots"]) == 9 for scene in scenes)
    assert "JobSucceeded" in tour.said
    assert '"NEEDS_UPDATE"' in tour.said.splitlines()[-1]


async def test_every_answer_of_the_tour_is_without_errors(tour: Tour) -> None:
    errors = re.findall(r'"errors": ?(\[.*?\])', tour.said)

    assert errors
    assert set(errors) == {"[]"}


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("Python: the typed client", ["NEEDS_UPDATE", "ProjectSnapshot", "BAD_ID"]),
        ("Python: gql", ["summary", "JobSnapshot"]),
    ],
)
async def test_each_python_client_does_what_the_page_says(
    tour: Tour, tmp_path: Path, title: str, says: list[str]
) -> None:
    code = snippets("python")[title]

    said = await run(sys.executable, "-W", "error", "-c", code, folder=tmp_path, **tour.variables)

    assert [word for word in says if word not in said] == []


@needs_node
@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("TypeScript: graphql-ws", "JobSnapshot"),
        ("TypeScript: Apollo Client", "JobSnapshot"),
        ("TypeScript: urql", "ProjectSnapshot"),
    ],
)
async def test_each_typescript_client_does_what_the_page_says(
    tour: Tour, tmp_path: Path, title: str, says: str
) -> None:
    (tmp_path / "node_modules").symlink_to(MODULES)
    (tmp_path / "snippet.ts").write_text(snippets("typescript")[title])
    (tmp_path / "transpile.mjs").write_text(TRANSPILE)

    await run("node", "transpile.mjs", folder=tmp_path)
    said = await run("node", "snippet.mjs", folder=tmp_path, **tour.variables)

    assert says in said


@needs_node
async def test_types_for_typescript_are_made_from_the_schema_that_a_studio_serves(
    tour: Tour, tmp_path: Path
) -> None:
    (config,) = re.findall(r"^```typescript\n(.*?)^```", CLIENTS, re.MULTILINE | re.DOTALL)
    (tmp_path / "node_modules").symlink_to(MODULES)
    (tmp_path / "codegen.ts").write_text(config.replace(ADDRESS, tour.variables["STUDIO"]))
    (tmp_path / "src").mkdir()
    (tmp_path / "src/scene.graphql").write_text(
        "query Scene($id: ID!) { scene(id: $id) { status } }"
    )

    await run("node_modules/.bin/graphql-codegen", folder=tmp_path)

    made = (tmp_path / "src/generated.ts").read_text()
    assert re.search(r"export type SceneQuery = .* status: SceneStatus", made)


def test_every_snippet_of_the_page_is_run() -> None:
    shown = {title for language in ("python", "typescript") for title in snippets(language)}
    here = Path(__file__).read_text()

    assert len(shown) == 5
    assert [title for title in shown if f'("{title}"' not in here] == []
