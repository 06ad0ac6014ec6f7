"""A long load of jobs, cancels and watchers that come and go, and what it leaves behind."""

from __future__ import annotations

import asyncio
import os
import random
import re
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from faults.house import House
from faults.proof import all_ended, queues_empty
from faults.team import ANCHOR, ANSWER_S, Refused, Team
from faults.watchers import Watcher

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
PROJECTS, JOBS = 4, 80
AT_ONCE = 6  # people who start and cancel jobs, each one job at a time
WATCHERS = 12  # at a time; each stays for a moment
THINK_S = 0.05
STAY_S = (0.2, 2.0)
CANCELLED = 0.3  # of all jobs
IDLE_S = 15.0  # for what is on its way to end: connections to close, rings to be forgotten
LIMIT_S = 60.0
# A pool keeps what was needed at once, and that may be more than ever before: yet far fewer than
# one for each job or watcher, as a leak would be. A worker listens to each of its three queues by
# a task that is made anew every few seconds: a look may come between two.
SPARE = {"database": 10, "redis": 10, "files": 10, "tasks": 5, "keys": 0}


@dataclass(frozen=True)
class Left:
    """What there is of the house while nothing happens; of each program, the API first."""

    memory_mb: list[float]
    tasks: list[int]
    files: list[int]  # open descriptors
    database: int  # connections of ours
    redis: int  # clients
    keys: int  # that Redis would keep for ever


@dataclass
class Soaked:
    """What a soak did, and what there was before and after it."""

    before: Left
    after: Left
    halfway_mb: list[float]  # memory after half of it: what fills a cache grows no more then
    jobs: int = 0
    cancels: int = 0
    watchers: int = 0
    facts: int = 0  # that they were told
    problems: list[str] = field(default_factory=list)

    @property
    def grown_mb(self) -> list[float]:
        """How much memory each program has more."""
        pairs = zip(self.before.memory_mb, self.after.memory_mb, strict=True)
        return [round(after - before, 1) for before, after in pairs]


@dataclass
class _Load:
    """The people of one team."""

    house: House
    team: Team
    until: float = 0.0
    jobs: int = 0
    cancels: int = 0
    watchers: int = 0
    facts: int = 0
    problems: list[str] = field(default_factory=list)

    async def go_on(self, seconds: float) -> None:
        """Work for so long, then wait until everything has ended."""
        self.until = time.monotonic() + seconds
        scenes = [scene for place in self.team.places for scene in place.anchors]
        shares = [scenes[n::AT_ONCE] for n in range(AT_ONCE)]
        async with asyncio.TaskGroup() as group:
            for share in shares:
                group.create_task(self._make(share))
            for _ in range(WATCHERS):
                group.create_task(self._look_in())
        await all_ended(self.house, self.team, LIMIT_S)
        self.problems += await queues_empty(self.house)

    @property
    def _is_on(self) -> bool:
        return time.monotonic() < self.until

    async def _make(self, scenes: list[str]) -> None:
        while self._is_on:
            scene = random.choice(scenes)
            given = {"sceneId": scene, "profileId": self.team.profile}
            with suppress(Refused):  # it is being made already
                answer = await self.team.send(ANCHOR, "job { id }", given)
                self.jobs += 1
                if random.random() < CANCELLED:
                    await asyncio.sleep(random.uniform(0, 2 * THINK_S))
                    await self.team.send("cancelJob", "job { id }", {"id": answer["job"]["id"]})
                    self.cancels += 1
            await asyncio.sleep(random.uniform(0, 4 * THINK_S))

    async def _look_in(self) -> None:
        while self._is_on:
            place = random.choice(self.team.places)
            watcher = Watcher(self.house.url, self.team.token, "projectEvents", place.id)
            with suppress(TimeoutError):
                async with asyncio.timeout(random.uniform(*STAY_S)):
                    await watcher.watch()
            self.watchers += 1
            self.facts += len(watcher.seen)
            if watcher.seen and watcher.seen != list(
                range((watcher.first or 0) + 1, watcher.seen[-1] + 1)
            ):
                self.problems.append(f"a watcher of {place.id} missed something")


async def soak(house: House, seconds: float, *, warm_s: float) -> Soaked:
    """Load the house for so long, after a time that fills pools and caches."""
    house.gate.delay_s = THINK_S
    try:
        async with httpx.AsyncClient(base_url=house.url, timeout=ANSWER_S) as client:
            team = Team(client)
            await team.join(house.provider.base_url)
            await team.settle_in(PROJECTS, JOBS)
            load = _Load(house, team)
            await load.go_on(warm_s)
            before = await left(house)
            load = _Load(house, team)
            await load.go_on(seconds / 2)
            halfway_mb = [_memory_mb(program.pid) for program in house.programs]
            await load.go_on(seconds / 2)
            after = await left(house, before)
    finally:
        house.gate.delay_s = 0.0
    did = (load.jobs, load.cancels, load.watchers, load.facts, load.problems)
    return Soaked(before, after, halfway_mb, *did)


async def left(house: House, wanted: Left | None = None) -> Left:
    """What there is now; given what there was, waits for a while until it is no more than that."""
    deadline = time.monotonic() + IDLE_S
    if wanted is None:
        await asyncio.sleep(IDLE_S / 5)
    found = await _look(house)
    while wanted and more_than(found, wanted) and time.monotonic() < deadline:
        await asyncio.sleep(IDLE_S / 15)
        found = await _look(house)
    return found


def more_than(after: Left, before: Left) -> list[str]:
    """The names of what there is more of, beyond what pools may keep; memory left out."""
    found = []
    for name, spare in SPARE.items():
        now, then = getattr(after, name), getattr(before, name)
        pairs = zip(now, then, strict=True) if isinstance(now, list) else [(now, then)]
        if any(a > b + spare for a, b in pairs):
            found.append(name)
    return found


async def _look(house: House) -> Left:
    pids = [program.pid for program in house.programs]
    async with httpx.AsyncClient() as client:
        tasks = [await _tasks(client, port) for port in house.metrics_ports]
    async with house.database() as connection:
        connections = await connection.fetchval(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
    async with house.keys() as redis:
        clients = len(await redis.client_list()) - 1
        keys = [key async for key in redis.scan_iter(count=1000)]
        ages = [await redis.ttl(key) for key in keys]
    return Left(
        memory_mb=[_memory_mb(pid) for pid in pids],
        tasks=tasks,
        files=[_files(pid) for pid in pids],
        database=connections,
        redis=clients,
        keys=sum(age == -1 for age in ages),
    )


async def _tasks(client: httpx.AsyncClient, port: int) -> int:
    answer = await client.get(f"http://127.0.0.1:{port}/metrics")
    found = re.search(r"^aixss_tasks (\S+)$", answer.text, re.MULTILINE)
    assert found is not None, answer.text[:200]
    return int(float(found[1]))


def _memory_mb(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return round(pages * PAGE_BYTES / 1e6, 1)


def _files(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))
