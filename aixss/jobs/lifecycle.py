"""A job's life after its start: claim, settle, hand back, take back, expire, cancel, end.

Each is one transaction; every write of a worker is fenced by the attempt that it claimed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from uuid import UUID

import asyncpg
import orjson
import structlog

from aixss import moves
from aixss.errors import ErrorCode, Invalid, NotFound
from aixss.jobs import attempts
from aixss.jobs.ask import Asking, Result
from aixss.jobs.errors import LostClaim
from aixss.jobs.live import family, live, look
from aixss.jobs.models import Stage
from aixss.jobs.spec import Target
from aixss.jobs.states import JOB, LIVE
from aixss.kit import db
from aixss.kit.db import Change, Counter, Row
from aixss.moves import Sql
from aixss.news import log as news
from aixss.news.events import (
    Event,
    JobCancelled,
    JobFailed,
    JobQueued,
    JobSucceeded,
)
from aixss.stories import locks, staleness, writes
from aixss.stories.artefacts.base import Artefact
from aixss.stories.derive import derive
from aixss.stories.live import Live
from aixss.stories.models import MaturityKind, VersionSource

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

# Of one job only: its project's row is held too long, or too many want it.
STUCK = (asyncpg.LockNotAvailableError, asyncpg.QueryCanceledError, *db.LOST_RACES)
LOSSES = 3  # take-backs after which a job is given up

Claim = tuple[UUID, int]  # a job and the attempt that a worker has claimed
RELEASED: Mapping[str, object] = {"worker_id": None, "rung_at": None}
NOTHING: Mapping[str, object] = {}
ITSELF = Sql("moved.id")  # the job that a job's move is about
ENDED: Mapping[str, object] = {**RELEASED, "lock": None, "finished_at": Sql("now()"), "pending": 0}


def counter(row: Row) -> Counter:
    """What orders the transactions of a job: its project, or its team."""
    if row["project_id"]:
        return Counter("project", row["project_id"])
    return Counter("team", row["team_id"], "id")


async def claim(job_id: UUID, worker_id: UUID) -> Row | None:
    """Take a due job: its row with a new attempt, or None when another one was faster."""
    assign = {"attempt": Sql("attempt + 1"), "worker_id": worker_id, "rung_at": None}
    stage = Sql(f"CASE WHEN NOT is_flow THEN '{Stage.PREPARE.value}' END")
    first = {"started_at": Sql("coalesce(started_at, now())"), "next_run_at": None, "stage": stage}
    return await moves.move(
        db.alone(),
        JOB,
        job_id,
        "claim",
        assign={**assign, **first},
        due=True,
        beside=attempts.BEGIN,
        job_id=job_id,
    )


async def settle(asking: Asking, row: Row, answer: Artefact) -> bool:
    """Write the answer and end the job well; False when the target is gone.

    Raises LostClaim; errors of `apply` leave everything unwritten.
    """

    async def work(tx: Change) -> bool:
        found = await look(tx, _target(row))
        if not found.is_present:
            await _drop(tx, row)
            return False
        others = [job for job in found.jobs if job.job_id != row["id"]]
        applied = await _apply(tx, asking, answer, others, found.locked)
        result = Result(
            provider=asking.access.provider if asking.kind.asks else None,
            model=asking.model or None,
            calls=asking.calls,
            repairs=asking.repairs,
            applied=applied,
        )
        assign = {
            **_done(result),
            "prompt_versions": orjson.dumps(asking.prompt_versions).decode(),
            "facts_seq": asking.story.seq,
        }
        # Fenced at the end: a lost claim takes back what was applied.
        moved = await fenced(tx, row, "settle", assign)
        await end(
            tx,
            moved,
            JobSucceeded(job_id=row["id"]),
            scenes=asking.touched_scenes,
            episodes=asking.touched_episodes,
            others=others,
        )
        return True

    return await db.change(counter(row), work)


def _done(result: Result) -> dict[str, object]:
    cleared = dict.fromkeys(("error_code", "error_message", "raw_output"))
    progress = {"ratio": 1.0, "stage": Stage.DONE.value, "note": ""}
    return {**ENDED, **cleared, **progress, "result": result.model_dump_json()}


async def _apply(
    tx: Change,
    asking: Asking,
    answer: Artefact,
    others: Sequence[Live],
    locked: frozenset[MaturityKind],
) -> bool:
    kind, story = asking.kind, asking.story
    target = story.scene or story.episode or story.project
    if locks.covering(locked, {f"{kind.scope}.{column}" for column in kind.writes}):
        # Locked while the job was at work: the answer is kept, what people settled stays.
        await writes.store_version(
            tx,
            kind.scope.value,
            target.id,
            kind.writes[0],
            answer.model_dump(mode="json"),
            VersionSource.AI,
            job_id=asking.job_id,
        )
        return False
    if kind.apply is not None:
        return await kind.apply(tx, asking, answer)
    if kind.fit is not None:
        answer = await kind.fit(tx, asking, answer)
    (field,) = kind.writes
    applied = await writes.write_field(
        tx,
        kind.scope.value,
        target.id,
        field,
        answer,
        read_revision=target.revision,
        job_id=asking.job_id,
    )
    if applied:
        await writes.clear_marks(tx, target.id, field, story.seq)
        touched = await staleness.mark(tx, kind.scope.value, target.id, [field], others)
        asking.touched_scenes |= touched.scenes
        asking.touched_episodes |= touched.episodes
    return applied


async def succeed(row: Row, result: Result) -> None:
    """End a flow well; raises LostClaim."""

    async def work(tx: Change) -> None:
        moved = await fenced(tx, row, "settle", _done(result))
        await end(tx, moved, JobSucceeded(job_id=row["id"]))

    await db.change(counter(row), work)


async def drop(row: Row) -> None:
    """Cancel a claimed job whose target is gone; raises LostClaim."""
    await db.change(counter(row), lambda tx: _drop(tx, row))


async def _drop(tx: Change, row: Row) -> None:
    moved = await fenced(tx, row, "cancel", ENDED)
    await end(tx, moved, JobCancelled(job_id=row["id"]))


async def alone(row: Row, act: Callable[[Row], Awaitable[None]]) -> None:
    """Help one job; whatever goes wrong with it is logged and keeps no other job waiting.

    Raises what a database says that is away, for then nothing can be done for any job.
    """
    try:
        await act(row)
    except STUCK:
        log.warning("sweep: a job is held by somebody else", job=str(row["id"]))
    except db.AWAY:
        raise
    except Exception:
        log.exception("sweep: a job could not be helped", job=str(row["id"]))


async def hand_back(row: Row) -> None:
    """Give a claimed job back untouched, e.g. when its worker stops; nothing when it was lost."""
    await _give_back(row, "handBack", {})


async def take_back(row: Row) -> None:
    """Free a job whose worker is silent; after three losses it fails with WORKER_LOST."""
    losses = row["losses"] + 1
    if losses < LOSSES:
        await _give_back(row, "takeBack", {"losses": losses})
        return

    async def work(tx: Change) -> None:
        message = f"The worker of this job was lost {losses} times: it is given up."
        code = ErrorCode.WORKER_LOST
        assign = {**ENDED, "losses": losses, "error_code": code.value, "error_message": message}
        moved = await fenced(tx, row, "fail", assign)
        await end(tx, moved, JobFailed(job_id=row["id"], code=code, message=message))

    await _unless_lost(row, work)


async def put_back(
    tx: Change, row: Row, event: str, assign: Mapping[str, object] = NOTHING
) -> None:
    """Queue a claimed job again, for the reason that the event says; raises LostClaim."""
    await fenced(tx, row, event, {**RELEASED, **assign})
    news.record(tx, JobQueued(job_id=row["id"], kind=row["kind"], parent_id=row["parent_id"]))


async def _give_back(row: Row, event: str, assign: Mapping[str, object]) -> None:
    await _unless_lost(row, lambda tx: put_back(tx, row, event, assign))


async def _unless_lost(row: Row, work: db.Work[None]) -> None:
    try:
        await db.change(counter(row), work)
    except LostClaim:
        return


async def expire(row: Row) -> None:
    """Fail a job whose deadline has passed, whatever it waits for, and its live children."""

    async def work(tx: Change) -> None:
        message = "This job did not end within a day."
        found = await family(tx, row["id"])
        if not found or found[0]["state"] not in LIVE:
            return
        await _cancel(tx, found[1:], inform_parents=False)
        code = ErrorCode.DEADLINE
        assign = {**ENDED, "error_code": code.value, "error_message": message}
        moved = await _move(tx, row["id"], "fail", assign)
        if moved:
            await end(tx, moved, JobFailed(job_id=row["id"], code=code, message=message))

    await db.change(counter(row), work)


async def cancel(tx: Change, job_id: UUID, actor_id: UUID | None = None) -> None:
    """Cancel a live job and its live descendants; raises NotFound, Invalid when it has ended."""
    found = await family(tx, job_id)
    if not found or found[0]["project_id"] != tx.counter.id:
        raise NotFound
    if found[0]["state"] not in LIVE:
        state = found[0]["state"]
        raise Invalid(f"This job has ended already: it is {state}.", path=("id",))
    await _cancel(tx, found, actor_id=actor_id)


async def _cancel(
    tx: Change,
    found: Sequence[Row],
    *,
    actor_id: UUID | None = None,
    inform_parents: bool = True,
) -> None:
    """Cancel the rows of one family, ancestors first; only the first one's parent waits on."""
    moved = await moves.move_all(
        tx,
        JOB,
        [row["id"] for row in found],
        "cancel",
        assign=ENDED,
        beside=attempts.closing("cancel"),
        actor_id=actor_id,
        job_id=ITSELF,
    )
    ended = sorted(moved, key=lambda row: (row["depth"], row["id"]))
    if not ended:
        return
    if inform_parents:
        await _tell_parent(tx, ended[0])
    await _derive(tx, ended, await live(tx))
    for row in ended:
        news.record(tx, JobCancelled(job_id=row["id"]))


async def end(
    tx: Change,
    row: Row,
    event: Event,
    *,
    scenes: Iterable[UUID] = (),
    episodes: Iterable[UUID] = (),
    others: Sequence[Live] | None = None,
) -> None:
    """What every ending does: the parent is told, states are derived, the fact is recorded."""
    await _tell_parent(tx, row)
    running = await live(tx, row["episode_id"]) if others is None else others
    await _derive(tx, [row], running, scenes=scenes, episodes=episodes)
    news.record(tx, event)


async def _derive(
    tx: Change,
    ended: Sequence[Row],
    running: Sequence[Live],
    *,
    scenes: Iterable[UUID] = (),
    episodes: Iterable[UUID] = (),
) -> None:
    """Bring the states of what the ended jobs were about in line; the first one is the cause."""
    await derive(
        tx,
        running,
        scenes={*scenes, *(row["scene_id"] for row in ended if row["scene_id"])},
        episodes={*episodes, *(row["episode_id"] for row in ended if row["episode_id"])},
        job_id=ended[0]["id"],
    )


async def _tell_parent(tx: Change, row: Row) -> None:
    """One child less; the one that leaves none makes its flow ready to go on."""
    if row["parent_id"] is None:
        return
    parents = await tx.rows(
        """
        UPDATE job SET pending = greatest(pending - 1, 0), done = least(done + $2, 1),
          ratio = greatest(ratio, least(done + $2, 0.99))
        WHERE id = $1 AND state = 'WAITING' RETURNING id, pending, kind, parent_id
        """,
        row["parent_id"],
        row["share"],
    )
    if parents and parents[0]["pending"] == 0:
        await resume(tx, parents[0])


async def resume(tx: Change, row: Row) -> None:
    """Make a waiting flow ready to take its next step."""
    if await moves.move(tx, JOB, row["id"], "resume", assign=RELEASED, job_id=row["id"]):
        news.record(tx, JobQueued(job_id=row["id"], kind=row["kind"], parent_id=row["parent_id"]))


async def fenced(tx: Change, row: Row, event: str, assign: Mapping[str, object]) -> Row:
    """The row of a claimed job after its move; raises LostClaim when it is not ours any more."""
    fence = {"attempt": row["attempt"]}
    moved = await _move(tx, row["id"], event, assign, sources=["RUNNING"], fence=fence)
    if moved is None:
        raise LostClaim
    return moved


async def _move(
    tx: Change,
    job_id: UUID,
    event: str,
    assign: Mapping[str, object],
    *,
    sources: Sequence[str] | None = None,
    fence: Mapping[str, object] | None = None,
    actor_id: UUID | None = None,
) -> Row | None:
    """Move a job and close the attempt that ends with it."""
    return await moves.move(
        tx,
        JOB,
        job_id,
        event,
        sources=sources,
        assign=assign,
        fence=fence,
        beside=attempts.closing(event),
        actor_id=actor_id,
        job_id=job_id,
    )


def _target(row: Row) -> Target:
    return Target(row["team_id"], row["project_id"], row["episode_id"], row["scene_id"])
