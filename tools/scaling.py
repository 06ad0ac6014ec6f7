"""From users to processes: the arithmetic of docs/scaling.md, on the inputs of its tables.

`python -m tools.scaling` works it out for the page's own demand, `python -m tools.scaling
creators=50000 job_s=45` for another one.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs/scaling.md"
BEGIN, END = "<!-- worked out by tools/scaling.py -->\n", "<!-- end -->"
INPUT = re.compile(r"^\| `(\w+)` \| ([\d.,]+) \|", re.MULTILINE)
MIB = 1024 * 1024


@dataclass(frozen=True)
class Inputs:
    """The rows of the page's tables: what users do, and what each thing costs one part."""

    # What users do.
    creators: float
    screens_per_min: float
    objects_per_min: float
    edits_per_min: float
    jobs_per_min: float
    sockets: float
    facts_per_edit: float
    facts_per_job: float
    watchers: float
    job_s: float
    # What each costs, in milliseconds of processor time.
    screen_api_ms: float
    screen_postgres_ms: float
    object_api_ms: float
    object_postgres_ms: float
    edit_api_ms: float
    edit_postgres_ms: float
    edit_redis_ms: float
    start_api_ms: float
    start_postgres_ms: float
    start_redis_ms: float
    job_worker_ms: float
    job_postgres_ms: float
    delivery_api_ms: float
    # How processes are made.
    socket_kb: float
    slots: float
    busy: float
    connections: float

    @classmethod
    def of(cls, values: Mapping[str, float]) -> Inputs:
        """The inputs by name; raises ValueError for one that is missing or not known."""
        known = set(cls.__dataclass_fields__)
        if wrong := known ^ set(values):
            raise ValueError(f"missing or not known: {', '.join(sorted(wrong))}")
        return cls(**values)


@dataclass(frozen=True)
class Need:
    """A line of the answer."""

    what: str
    how: str
    figure: float
    unit: str

    @property
    def shown(self) -> str:
        """The figure as people read it."""
        many = self.figure >= 10 or self.figure == int(self.figure)
        return f"{self.figure:,.0f} {self.unit}" if many else f"{self.figure:.2f} {self.unit}"


def needs(given: Inputs) -> list[Need]:
    """What the demand takes, from rates to processes."""
    a_second = given.creators / 60
    screens, objects = a_second * given.screens_per_min, a_second * given.objects_per_min
    edits, jobs = a_second * given.edits_per_min, a_second * given.jobs_per_min
    sockets = given.creators * given.sockets
    facts = edits * given.facts_per_edit + jobs * given.facts_per_job
    deliveries = facts * given.watchers
    api = (
        screens * given.screen_api_ms
        + objects * given.object_api_ms
        + edits * given.edit_api_ms
        + jobs * given.start_api_ms
        + deliveries * given.delivery_api_ms
    ) / 1000
    postgres = (
        screens * given.screen_postgres_ms
        + objects * given.object_postgres_ms
        + edits * given.edit_postgres_ms
        + jobs * (given.start_postgres_ms + given.job_postgres_ms)
    ) / 1000
    redis = (edits * given.edit_redis_ms + jobs * given.start_redis_ms) / 1000
    requests, running = screens + objects + edits + jobs, jobs * given.job_s
    by_slots, by_core = running / given.slots, jobs * given.job_worker_ms / 1000 / given.busy
    apis, workers = math.ceil(api / given.busy), math.ceil(max(by_slots, by_core))
    return [
        Need("Requests", "screens + objects + edits + starts", requests, "/s"),
        Need("Facts", "edits x `facts_per_edit` + jobs x `facts_per_job`", facts, "/s"),
        Need("Deliveries", "facts x `watchers`", deliveries, "/s"),
        Need("API", "each rate x its `*_api_ms`", api, "cores"),
        Need("API processes", "cores / `busy`", apis, "processes"),
        Need("Sockets a process", "`creators` x `sockets` / processes", sockets / apis, "sockets"),
        Need(
            "Memory of sockets a process",
            "sockets x `socket_kb`",
            sockets / apis * given.socket_kb * 1000 / MIB,
            "MiB",
        ),
        Need("Jobs that run", "jobs x `job_s`", running, "jobs"),
        Need(
            "Worker processes",
            "the larger of running / `slots` and jobs x `job_worker_ms` / `busy`",
            workers,
            "processes",
        ),
        Need("PostgreSQL", "each rate x its `*_postgres_ms`", postgres, "cores"),
        Need(
            "Connections to PostgreSQL",
            "processes x `connections`, at most",
            (apis + workers) * given.connections,
            "connections",
        ),
        Need("Redis", "each rate x its `*_redis_ms`", redis, "cores"),
    ]


def table(found: Sequence[Need]) -> str:
    """The answer in Markdown."""
    rows = [f"| {each.what} | {each.how} | {each.shown} |" for each in found]
    return "\n".join(["| What | How | Figure |", "|---|---|--:|", *rows]) + "\n"


def inputs(text: str) -> dict[str, float]:
    """The inputs that stand in the page's tables."""
    return {name: float(value.replace(",", "")) for name, value in INPUT.findall(text)}


def page(text: str) -> str:
    """The page with its answer worked out anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + "\n" + table(needs(Inputs.of(inputs(text)))) + "\n" + END + after


def main(given: Sequence[str]) -> None:
    """Print the answer for the page's inputs and those that are given as name=value."""
    try:
        own = {name: float(value) for name, _, value in (each.partition("=") for each in given)}
        values = Inputs.of({**inputs(PAGE.read_text()), **own})
    except ValueError as error:
        sys.exit(f"{error}. Give inputs of docs/scaling.md as name=value.")
    for each in needs(values):
        sys.stdout.write(f"{each.what:<30} {each.shown:>20}   {each.how}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
