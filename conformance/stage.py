"""A server of ours for the length of a run: the product's own processes, and what is asked of."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import httpx
from redis import Redis

from aixss import local, settings
from aixss.errors import AixssError
from conformance import RUN
from tools import scratch

ORIGIN = "https://studio.example"
EPISODES = 3
REGISTER = """
mutation ($input: RegisterInput!) {
  register(input: $input) { session { accessToken } errors { code message path } }
}
"""
PROJECT = """
mutation ($input: CreateProjectInput!) {
  createProject(input: $input) { project { id } errors { code message path } }
}
"""
EPISODE = """
mutation ($input: CreateEpisodeInput!) {
  createEpisode(input: $input) { episode { id } errors { code message path } }
}
"""
STORY = {
    "title": "The last ferry",
    "summary": "On the night of the last ferry, Mara finds a letter that her brother hid in the "
    "lamp room, and has until dawn to decide whether the island may know what it says.",
    "style": "ink and wash",
    "language": "EN",
}


@dataclass(frozen=True)
class Stage:
    """A running server, and what its user owns there."""

    running: local.Running
    environment: dict[str, str]  # what a suite is told


@asynccontextmanager
async def stage() -> AsyncIterator[Stage]:
    """An API and a worker on a database of their own, and a user with a small project.

    Uses the servers of the environment, else embedded ones; leaves nothing behind.
    """
    with TemporaryDirectory() as folder:
        chosen = settings.read().model_copy(
            update={"data_dir": Path(folder), "origins": (ORIGIN,), "log_level": "WARNING"}
        )
        with local.servers(chosen, lambda _: None) as held, _swept(held.settings.redis_url or ""):
            async with scratch.database(held.settings.database_url or "") as database_url:
                own = held.settings.model_copy(update={"database_url": database_url})
                with closing(local.listen(local.LOOPBACK, 0)) as bound:
                    url = local.url(bound)
                    logs = Path(folder) / "logs"
                    async with local.studio(replace(held, settings=own), bound, logs) as running:
                        yield Stage(running, await _content(url))


@contextmanager
def _swept(redis_url: str) -> Iterator[None]:
    try:
        yield
    finally:
        with Redis.from_url(redis_url) as redis:
            for key in redis.scan_iter(f"{RUN}*", count=1000):
                redis.unlink(key)


async def _content(url: str) -> dict[str, str]:
    who = {"email": f"{uuid4().hex}@example.org", "password": "correct horse"}
    async with httpx.AsyncClient(base_url=url) as client:
        token = (await _mutate(client, REGISTER, who))["session"]["accessToken"]
        client.headers["Authorization"] = f"Bearer {token}"
        project = (await _mutate(client, PROJECT, STORY))["project"]["id"]
        for number in range(1, EPISODES + 1):
            told = {"projectId": project, "title": f"Night {number}"}
            episode = (await _mutate(client, EPISODE, told))["episode"]["id"]
    return os.environ | {
        "CONFORMANCE_URL": f"{url}/graphql",
        "CONFORMANCE_TOKEN": token,
        "CONFORMANCE_ORIGIN": ORIGIN,
        "CONFORMANCE_PROJECT": project,
        "CONFORMANCE_EPISODE": episode,
    }


async def _mutate(client: httpx.AsyncClient, query: str, given: Mapping[str, str]) -> Any:
    """The payload of the document's one mutation; raises AixssError when there is none."""
    answer = await client.post("/graphql", json={"query": query, "variables": {"input": given}})
    said = answer.json()
    payload = next(iter((said.get("data") or {}).values()), None)
    if not payload or payload["errors"]:
        raise AixssError(f"The server refused what every suite needs: {said}")
    return payload
