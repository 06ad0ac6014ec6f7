"""A whole screen in one query: a project with 12 episodes of 12 scenes, 12 fields each."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from uuid import UUID

import httpx

from aixss.accounts.models import Role
from aixss.accounts.tokens import TokenSettings, issue
from aixss.api.ids import public
from aixss.app import AUDIENCE, ISSUER
from aixss.jobs.models import Job
from aixss.jobs.states import JobState
from aixss.kit import clock
from aixss.kit.crypto import parse_keys
from aixss.settings import Settings
from aixss.stories.models import Scene
from benchmarks.stage import stage
from tests import artefacts, factories

EPISODES = SCENES = 12
SECONDS = 10.0
CLIENTS = 4

QUERY = """
query Screen($id: ID!) {
  project(id: $id) {
    id title workflowState
    episodes(first: 12) {
      nodes {
        id order title summary workflowState sceneCount completedSceneCount
        scenes {
          id revision order status isComplete summary notes createdAt updatedAt
          anchor { scene { local } }
          dialogue { lines { content } }
          activeJobs { id kind status }
        }
      }
    }
  }
}
"""

SERVE = """
import uvicorn
from aixss.app import build
from aixss.settings import read
uvicorn.run(build(read()), port={port}, loop="uvloop", http="httptools", log_level="warning")
"""
PORT = 18765


async def screens() -> dict[str, float]:
    """Answers per second of one API process to a few clients at once."""
    async with stage() as (settings, _):
        token, project_id = await _rows(settings)
        env = {
            **os.environ,
            "AIXSS_DATABASE_URL": settings.database_url or "",
            "AIXSS_REDIS_URL": settings.redis_url or "",
            "AIXSS_SECRET_KEYS": settings.secret_keys or "",
            "AIXSS_TOKEN_KEYS": settings.token_keys or "",
        }
        server = await asyncio.create_subprocess_exec(
            sys.executable, "-c", SERVE.format(port=PORT), env=env
        )
        try:
            body = {"query": QUERY, "variables": {"id": public("Project", project_id)}}
            headers = {"Authorization": f"Bearer {token}"}
            async with httpx.AsyncClient(
                base_url=f"http://127.0.0.1:{PORT}", headers=headers, timeout=30
            ) as client:
                await _ready(client)
                size = await _ask(client, body)
                counts = await asyncio.gather(*(_load(client, body) for _ in range(CLIENTS)))
        finally:
            server.terminate()
            await server.wait()
    return {
        "nested query, 12 x 12 x 12, answers per second": sum(counts) / SECONDS,
        "nested query, kB an answer": size / 1000,
    }


async def _rows(settings: Settings) -> tuple[str, UUID]:
    """A project as the query wants it, and the token of an owner."""
    team = await factories.team()
    user = await factories.member(team, Role.OWNER)
    project = await factories.project(team)
    for _ in range(EPISODES):
        episode = await factories.episode(project, scene_count=SCENES)
        for _ in range(SCENES):
            scene = await factories.scene(episode, **artefacts.scene())
            await _job(scene)
    signing = parse_keys(settings.token_keys or "")
    tokens = TokenSettings(signing, next(iter(signing)), ISSUER, AUDIENCE)
    return issue(tokens, user.id, team.id, 0, clock.now())[0], project.id


async def _job(scene: Scene) -> None:
    await Job.create(
        team_id=scene.team_id,
        project_id=scene.project_id,
        episode_id=scene.episode_id,
        scene_id=scene.id,
        kind="generate_dialogue",
        state=JobState.SUCCEEDED,
        finished_at=clock.now(),
        deadline_at=clock.now(),
    )


async def _ready(client: httpx.AsyncClient) -> None:
    while True:
        try:
            if (await client.get("/readyz")).is_success:
                return
        except httpx.TransportError:
            await asyncio.sleep(0.1)


async def _ask(client: httpx.AsyncClient, body: dict[str, object]) -> int:
    answer = await client.post("/graphql", json=body)
    found = answer.json()
    scenes = found["data"]["project"]["episodes"]["nodes"][-1]["scenes"]
    if "errors" in found or len(scenes) != SCENES:
        raise RuntimeError(found.get("errors"))
    return len(answer.content)


async def _load(client: httpx.AsyncClient, body: dict[str, object]) -> int:
    ends, count = time.monotonic() + SECONDS, 0
    while time.monotonic() < ends:
        await _ask(client, body)
        count += 1
    return count
