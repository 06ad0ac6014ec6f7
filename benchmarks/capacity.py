"""What one operation costs each part of the house in processor time: where docs/scaling.md begins.

Processor time is counted by the kernel and does not depend on who shares the cores, as answers a
second do. It is known of parts that run on this machine; of others a dash stands in the table.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from uuid import UUID

from redis.asyncio import Redis

from aixss.api.ids import public
from aixss.kit import db
from aixss.kit.db import Row
from benchmarks.load import CONNECTIONS, Slice
from benchmarks.versus import Table
from benchmarks.ways import Served, Way
from benchmarks.workloads import Following, Wire, body

TICKS = os.sysconf("SC_CLK_TCK")  # of the kernel's clock a second
PROC = Path("/proc")
MEASURED_S = 4.0
WARM_S = 0.5
START = """
mutation Start($input: GenerateSceneAnchorInput!) {
  generateSceneAnchor(input: $input) { job { id status } errors { code } }
}
"""


@dataclass(frozen=True)
class Spent:
    """Seconds of processor time so far; None of what runs elsewhere."""

    api_s: float
    postgres_s: float | None
    redis_s: float | None


def seconds_of(pid: int, *, with_dead_children: bool = False) -> float:
    """The processor time of a process, and that of its children that have ended."""
    fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11 : 15 if with_dead_children else 13])) / TICKS


def children_of(pid: int) -> Iterator[int]:
    """The processes that a process has started and that still run."""
    for entry in PROC.iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it has ended meanwhile
            if int(fields[1]) == pid:
                yield int(entry.name)


@dataclass(frozen=True)
class Meter:
    """Reads how much each part has spent."""

    api_pid: int
    postmaster_pid: int | None
    redis: Redis

    @classmethod
    async def of(cls, api_pid: int, redis: Redis) -> Meter:
        """For the server that the database of this process is on."""
        (found,) = await db.rows("SELECT pg_backend_pid() AS pid, inet_server_addr() AS address")
        return cls(api_pid, _parent_of(found), redis)

    async def read(self) -> Spent:
        """What has been spent so far."""
        cpu = await self.redis.info("cpu")
        return Spent(
            seconds_of(self.api_pid), self._postgres_s(), cpu["used_cpu_sys"] + cpu["used_cpu_user"]
        )

    def _postgres_s(self) -> float | None:
        if self.postmaster_pid is None:
            return None
        living = sum(seconds_of(pid) for pid in children_of(self.postmaster_pid))
        return living + seconds_of(self.postmaster_pid, with_dead_children=True)


@dataclass
class Metered:
    """A server on this machine, and how busy it kept a core."""

    way: Served
    spent_s: float = 0.0
    elapsed_s: float = 0.0

    async def slice(self, name: str, seconds: float) -> Slice:
        """Ask for so long."""
        before = seconds_of(self.way.pid)
        found = await self.way.slice(name, seconds)
        self.spent_s += seconds_of(self.way.pid) - before
        self.elapsed_s += found.elapsed_s
        return found

    @property
    def busy(self) -> float:
        """The part of the time in which it computed."""
        return self.spent_s / self.elapsed_s


def _parent_of(backend: Row) -> int | None:
    """The postmaster above a backend; None when that runs on another machine."""
    stat = PROC / str(backend["pid"]) / "stat"
    is_here = backend["address"] is None or str(backend["address"]).startswith("127.")
    if not is_here or not stat.exists() or "postgres" not in stat.read_text():
        return None
    return int(stat.read_text().rpartition(")")[2].split()[1])


def starting(wire: Wire, scenes: Sequence[UUID]) -> Following:
    """Starts a job about one scene after the other, each once."""
    asked = cycle(scenes)

    def following(answer: bytes | None) -> bytes:
        if answer is not None and b'"errors":[]' not in answer:
            raise RuntimeError(answer[:500].decode())
        return wire(body(START, {"input": {"sceneId": public("Scene", next(asked))}}))

    return following


async def costs(
    way: Way,
    takes: Callable[[str, list[Following]], None],
    meter: Meter,
    workloads: Mapping[str, Callable[[int], Following]],
) -> Table:
    """Milliseconds of processor time that an operation costs each part."""
    rows = []
    for name, make in workloads.items():
        takes(name, [make(n) for n in range(CONNECTIONS)])
        await way.slice(name, WARM_S)
        before = await meter.read()
        found = await way.slice(name, MEASURED_S)
        after = await meter.read()
        spent = [
            (before.api_s, after.api_s),
            (before.postgres_s, after.postgres_s),
            (before.redis_s, after.redis_s),
        ]
        rows.append((name, *(_ms(*each, found.answers) for each in spent)))
    return Table(("operation", "API ms", "PostgreSQL ms", "Redis ms"), rows)


def _ms(before: float | None, after: float | None, count: float) -> str:
    if before is None or after is None:
        return "-"
    return f"{1000 * (after - before) / count:.3f}"
