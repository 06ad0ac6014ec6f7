"""What the database and its driver allow: the same rows by hand-written statements.

No HTTP, no GraphQL, no JSON; one connection, for edits as many as the servers are asked on. Run as
a process, it reads lines of JSON with a name and seconds, repeats what has that name for so long,
and answers with how often and how long.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from itertools import count, cycle
from typing import Any
from uuid import UUID

import asyncpg
import orjson
import uvloop

from benchmarks import machine
from benchmarks.load import CONNECTIONS
from benchmarks.workloads import edited

PROJECT = """
SELECT id, title FROM project WHERE id = $1 AND team_id = $2 AND deleted_at IS NULL
"""
EPISODES = """
SELECT id, "order", title, state FROM episode
WHERE project_id = $1 AND team_id = $2 AND deleted_at IS NULL ORDER BY "order", id LIMIT 12
"""
SCENES = """
SELECT id, episode_id, revision, "order", state, is_complete, summary, notes, "cast",
  created_at, updated_at{artefacts} FROM scene
WHERE episode_id = ANY($1::uuid[]) AND team_id = $2 AND deleted_at IS NULL ORDER BY "order", id
"""
JOBS = """
SELECT job.* FROM unnest($1::uuid[]) AS scene (id) CROSS JOIN LATERAL (
  SELECT id, scene_id, kind, state FROM job
  WHERE scene_id = scene.id AND team_id = $2 AND deleted_at IS NULL
  ORDER BY created_at DESC, id DESC LIMIT 1
) job
"""
PROJECTS = """
SELECT id, title, state, episode_count, scene_count, completed_scene_count FROM project
WHERE team_id = $1 AND deleted_at IS NULL ORDER BY updated_at DESC, id DESC LIMIT 20
"""
SCENE = """
SELECT id, revision, "order", state, is_complete, summary, notes, "cast", created_at, updated_at
FROM scene WHERE id = $1 AND team_id = $2 AND deleted_at IS NULL
"""
EDIT = """
UPDATE scene SET summary = $3, revision = revision + 1, updated_at = now()
WHERE id = $1 AND team_id = $2 AND deleted_at IS NULL RETURNING revision, summary, state
"""

Rows = list[asyncpg.Record]
Once = Callable[[], Awaitable[Any]]


class Limit:
    """The workloads on one connection, for the keys of one data set."""

    def __init__(self, connection: asyncpg.Connection, team_id: UUID) -> None:
        self.fetch = connection.fetch
        self.team_id = team_id

    async def screen(self, project_id: UUID, artefacts: str = "") -> tuple[Rows, ...]:
        """A project, its episodes, their scenes, and the latest job of each."""
        scenes_sql = SCENES.format(artefacts=artefacts)
        project = await self.fetch(PROJECT, project_id, self.team_id)
        episodes = await self.fetch(EPISODES, project_id, self.team_id)
        scenes = await self.fetch(scenes_sql, [row[0] for row in episodes], self.team_id)
        jobs = await self.fetch(JOBS, [row[0] for row in scenes], self.team_id)
        return project, episodes, scenes, jobs

    async def board(self) -> Rows:
        """The projects that were changed last, with their counters."""
        return list(await self.fetch(PROJECTS, self.team_id))

    async def scene(self, scene_id: UUID) -> Rows:
        """One scene."""
        return list(await self.fetch(SCENE, scene_id, self.team_id))

    async def edit(self, scene_id: UUID, summary: str) -> Rows:
        """Another summary of a scene."""
        return list(await self.fetch(EDIT, scene_id, self.team_id, summary))


async def repeat(once: Sequence[Once], seconds: float) -> dict[str, float]:
    """How often these came to their ends side by side, and in how many seconds."""
    began = time.perf_counter()

    async def one(each: Once) -> int:
        done = 0
        while time.perf_counter() - began < seconds:
            await each()
            done += 1
        return done

    answers = sum(await asyncio.gather(*map(one, once)))
    return {"answers": answers, "elapsed_s": time.perf_counter() - began}


def workloads(limits: Sequence[Limit], keys: Mapping[str, list[UUID]]) -> dict[str, list[Once]]:
    """The workloads by name, on these keys in turn; commits wait for disks, so edits overlap."""
    projects, scenes, drawn = (cycle(keys[name]) for name in ("projects", "scenes", "drawn"))
    limit = limits[0]
    return {
        "q1": [lambda: limit.screen(next(projects))],
        "q1a": [lambda: limit.screen(next(drawn), ", anchor, dialogue")],
        "q2": [limit.board],
        "q3": [lambda: limit.scene(next(scenes))],
        "m1": [editing(each, key) for each, key in zip(limits, keys["edited"], strict=False)],
    }


def editing(limit: Limit, scene_id: UUID) -> Once:
    """One edit of a scene after the other."""
    texts = count(1)
    return lambda: limit.edit(scene_id, edited(next(texts)))


async def main(database_url: str) -> None:
    """Answer the lines of standard input; the first one holds the keys."""
    loop = asyncio.get_running_loop()
    given = orjson.loads(await loop.run_in_executor(None, sys.stdin.readline))
    team_id = UUID(given.pop("team_id"))
    keys = {name: [UUID(each) for each in listed] for name, listed in given.items()}
    async with AsyncExitStack() as stack:
        limits = []
        for _ in range(CONNECTIONS):
            connection = await asyncpg.connect(database_url.replace("asyncpg:", "postgres:", 1))
            stack.push_async_callback(connection.close)
            limits.append(Limit(connection, team_id))
        known = workloads(limits, keys)
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            name, seconds = orjson.loads(line)
            print(orjson.dumps(await repeat(known[name], seconds)).decode(), flush=True)


if __name__ == "__main__":
    machine.stay_on(sys.argv[2])
    uvloop.run(main(sys.argv[1]))
