"""What must hold at the end of every cell: counted in the database, in Redis, by the watchers."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import asyncpg
from redis import Redis
from rq import Queue

from aixss.jobs.spec import Pool
from aixss.kinds import registry
from aixss.kinds.refine_scene_all import STAGES
from aixss.kit import ids
from faults.house import House
from faults.team import Team
from faults.watchers import Watcher

LOOK_S = 0.1
LEFT_S = 30.0  # for rings that ask for nothing any more to be answered
# What the jobs of a flow over a scene write: one of them may fill several columns.
WRITTEN = tuple(column for kind in STAGES.values() for column in registry.load()[kind].writes)
AWAY = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError)


@dataclass
class Counts:
    """The figures of a cell, and whatever is not as it has to be."""

    jobs: int = 0
    succeeded: int = 0
    lost: int = 0  # take-backs of silent workers
    facts: int = 0
    writes: int = 0  # of artefacts
    calls: int = 0  # that the provider was asked
    answered: int = 0  # that it answered
    unknown: int = 0  # answers that nobody was left to write down
    paid_twice: int = 0  # calls made although their answer was written down
    last_end: float = 0.0
    last_taken_back: float = 0.0
    problems: list[str] = field(default_factory=list)

    def expect(self, what: str, found: object, wanted: object) -> None:
        """Note a problem unless both are equal."""
        if found != wanted:
            self.problems.append(f"{what}: {found} instead of {wanted}")


async def all_ended(house: House, team: Team, limit_s: float) -> None:
    """Return when no job of the team is live; raises TimeoutError that says which are."""
    async with asyncio.timeout(limit_s + 5):
        deadline = time.monotonic() + limit_s
        while (live := await _live(house, team)) != []:
            if time.monotonic() > deadline:
                raise TimeoutError(f"still live after {limit_s:.0f} s: {live}")
            await asyncio.sleep(LOOK_S)


async def _live(house: House, team: Team) -> list[Any] | None:
    """None while the database is away."""
    with suppress(*AWAY):
        async with house.database() as connection:
            rows = await connection.fetch(
                """
                SELECT id, kind, state, attempt, rung_at, worker_id, error_message FROM job
                WHERE project_id = ANY($1) AND state NOT IN ('SUCCEEDED', 'FAILED', 'CANCELLED')
                """,
                _projects(team),
            )
            return [tuple(row) for row in rows]
    return None


async def caught_up(house: House, watchers: Sequence[Watcher], limit_s: float) -> None:
    """Return when every watcher has seen the last fact; what does not come is told by count()."""
    async with house.database() as connection:
        wanted = await _wanted(connection, watchers)
    deadline = time.monotonic() + limit_s / 6
    for watcher, facts in zip(watchers, wanted, strict=True):
        while facts and (not watcher.seen or watcher.seen[-1] < facts[-1]):
            if time.monotonic() > deadline:
                return
            await asyncio.sleep(LOOK_S)


async def queues_empty(house: House) -> list[str]:
    """What RQ's lists still hold when they have had time to empty."""
    deadline = time.monotonic() + LEFT_S
    while (left := await asyncio.to_thread(_left, house.redis_url)) and (
        time.monotonic() < deadline
    ):
        await asyncio.sleep(LOOK_S)
    return left


def _left(redis_url: str) -> list[str]:
    found = []
    with Redis.from_url(redis_url) as redis:
        for pool in Pool:
            queue = Queue(pool, connection=redis)
            started = queue.started_job_registry.key
            found += [f"queued {each}" for each in queue.job_ids]
            taken = redis.lrange(queue.intermediate_queue_key, 0, -1)
            found += [f"taken {each.decode()}" for each in taken]
            # Below now it is the entry of a dead worker, which stands for nothing.
            alive = redis.zrangebyscore(started, time.time(), "+inf")
            found += [f"started {each.decode()}" for each in alive]
    return found


async def count(
    house: House,
    team: Team,
    watchers: Sequence[Watcher],
    left: Sequence[str],
    calls: int,
    answered: int,
) -> Counts:
    """All the figures, and what is wrong about them."""
    counts = Counts(calls=calls, answered=answered)
    counts.expect("left in RQ's lists", list(left), [])
    async with house.database() as connection:
        await _jobs(connection, team, counts)
        await _scenes(connection, team, counts)
        await _usage(connection, team, counts)
        await _facts(connection, team, watchers, counts)
    return counts


async def _jobs(connection: asyncpg.Connection, team: Team, counts: Counts) -> None:
    rows = await connection.fetch(
        """
        SELECT id, state, losses, error_code, error_message, lock, pending,
          extract(epoch FROM finished_at) AS finished,
          (SELECT count(*) FROM state_change
           WHERE machine = 'job' AND event = 'settle' AND target_id = job.id) AS settled
        FROM job WHERE project_id = ANY($1)
        """,
        _projects(team),
    )
    counts.jobs = len(rows)
    counts.lost = sum(row["losses"] for row in rows)
    counts.last_end = max((float(row["finished"] or 0) for row in rows), default=0.0)
    counts.succeeded = sum(row["state"] == "SUCCEEDED" for row in rows)
    counts.last_taken_back = await connection.fetchval(
        """
        SELECT coalesce(extract(epoch FROM max(at)), 0)::float8 FROM state_change
        WHERE machine = 'job' AND event = 'takeBack' AND target_id = ANY($1)
        """,
        [row["id"] for row in rows],
    )
    counts.expect("states", Counter(row["state"] for row in rows), {"SUCCEEDED": len(rows)})
    counts.expect("settled", Counter(row["settled"] for row in rows), {1: len(rows)})
    counts.expect("locks kept", sum(row["lock"] is not None for row in rows), 0)
    for row in rows:
        if row["error_code"]:
            counts.problems.append(f"{row['id']}: {row['error_code']} {row['error_message']}")


async def _scenes(connection: asyncpg.Connection, team: Team, counts: Counts) -> None:
    present = " + ".join(f"({field} IS NOT NULL)::int" for field in WRITTEN)
    rows = await connection.fetch(
        f"""
        SELECT id, state, revision,
          {present} AS artefacts,
          (SELECT count(*) FROM version WHERE target_id = scene.id) AS versions
        FROM scene WHERE project_id = ANY($1)
        """,
        _projects(team),
    )
    found = {row["id"]: row for row in rows}
    counts.writes = sum(row["revision"] - 1 for row in rows)
    stuck = [row["state"] for row in rows if row["state"].endswith("_GENERATING")]
    counts.expect("scenes left generating", stuck, [])
    counts.expect("versions", sum(row["versions"] for row in rows), 0)
    for place in team.places:
        wanted = dict.fromkeys(place.anchors, 1) | {place.flow: len(WRITTEN)}
        for scene, artefacts in wanted.items():
            row = found[ids.decode("scn", scene)]
            got = (row["artefacts"], row["revision"])
            counts.expect(f"artefacts and revision of {scene}", got, (artefacts, 1 + artefacts))


async def _usage(connection: asyncpg.Connection, team: Team, counts: Counts) -> None:
    [row] = await connection.fetch(
        """
        SELECT count(*) AS made, count(*) FILTER (WHERE status = 'ANSWERED') AS answered,
          count(*) FILTER (WHERE status = 'PENDING' OR failure = 'UNAVAILABLE') AS unsent,
          count(DISTINCT (job_id, request_hash)) AS questions,
          count(DISTINCT (job_id, request_hash)) FILTER (WHERE status = 'ANSWERED') AS known,
          count(*) FILTER (WHERE EXISTS (
            SELECT FROM usage_record paid WHERE paid.job_id = usage_record.job_id
              AND paid.request_hash = usage_record.request_hash AND paid.status = 'ANSWERED'
              AND paid.id <> usage_record.id AND paid.updated_at < usage_record.created_at
          )) AS paid_twice
        FROM usage_record WHERE project_id = ANY($1)
        """,
        _projects(team),
    )
    counts.paid_twice = row["paid_twice"]
    counts.unknown = counts.answered - row["answered"]
    counts.expect("answered calls paid again", row["paid_twice"], 0)
    counts.expect("questions with a known answer", row["known"], row["questions"])
    # Each call has a record that was written before it: only one that a dead or frozen process
    # could not send, or whose connection was lost, may have no call.
    if not row["made"] - row["unsent"] <= counts.calls <= row["made"]:
        counts.problems.append(f"calls: {counts.calls}, records: {dict(row)}")
    if not 0 <= counts.unknown <= row["made"] - row["answered"]:
        counts.problems.append(f"answers: {counts.answered}, records: {dict(row)}")


async def _facts(
    connection: asyncpg.Connection, team: Team, watchers: Sequence[Watcher], counts: Counts
) -> None:
    rows = await connection.fetch(
        """
        SELECT id, last_news, (SELECT array_agg(cursor ORDER BY cursor) FROM news
          WHERE stream_id = project.id) AS cursors
        FROM project WHERE id = ANY($1)
        """,
        _projects(team),
    )
    for row in rows:
        dense = list(range(1, row["last_news"] + 1))
        counts.facts += len(dense)
        counts.expect(f"cursors of {row['id']}", row["cursors"], dense)
    wanted = await _wanted(connection, watchers)
    for watcher, facts in zip(watchers, wanted, strict=True):
        name = f"{watcher.subscription} of {watcher.target}"
        missing = sorted(set(facts) - set(watcher.seen))
        counts.expect(f"{name}: facts missing", missing, [])
        twice = sorted(each for each, n in Counter(watcher.seen).items() if n > 1)
        counts.expect(f"{name}: facts seen twice", twice, [])
        counts.expect(f"{name}: in order", watcher.seen == sorted(watcher.seen), True)
        counts.expect(f"{name}: resyncs", watcher.resyncs, 0)


async def _wanted(connection: asyncpg.Connection, watchers: Sequence[Watcher]) -> list[list[int]]:
    """The facts that each watcher has to have seen."""
    wanted = []
    for watcher in watchers:
        column = "stream_id" if watcher.subscription == "projectEvents" else "root_id"
        rows = await connection.fetch(
            f"SELECT cursor FROM news WHERE {column} = $1 AND cursor > $2 ORDER BY cursor",
            ids.split(watcher.target)[1],
            watcher.first or 0,
        )
        wanted.append([row["cursor"] for row in rows])
    return wanted


def _projects(team: Team) -> list[UUID]:
    return [place.uuid for place in team.places]
