"""Flows: jobs that start other jobs, step by step, and hold no worker while those run."""

from __future__ import annotations

from aixss.errors import AixssError, ErrorCode
from aixss.jobs import lifecycle
from aixss.jobs.ask import Result
from aixss.jobs.live import live
from aixss.jobs.models import Job
from aixss.jobs.spec import Kind, Kinds, Params, Step
from aixss.jobs.start import Order, new_job, refuse_unready
from aixss.jobs.states import JobState
from aixss.kit import db
from aixss.kit.db import Change, Row
from aixss.moves import Sql
from aixss.news import log
from aixss.news.events import JobQueued, JobWaiting
from aixss.stories import context
from aixss.stories.context import StoryContext
from aixss.stories.derive import derive

WIDTH = 1000  # jobs that one step may start
DEPTH = 4  # levels of jobs below a flow that a person has started


class FlowLimit(AixssError):
    """A flow grew too wide or too deep: make less at once."""

    code = ErrorCode.FLOW_LIMIT


class ChildFailed(AixssError):
    """A step of this flow failed."""

    code = ErrorCode.CHILD_FAILED


class TargetGone(AixssError):
    """What this job was about has been deleted."""

    code = ErrorCode.TARGET_GONE


async def advance(kinds: Kinds, row: Row) -> None:
    """Take a claimed flow one step further, or end it.

    Raises LostClaim, and ChildFailed, NotReady or TargetGone when the flow has to fail.
    """
    kind = kinds[row["kind"]]
    if not await db.change(lifecycle.counter(row), lambda tx: _step(tx, kinds, kind, row)):
        await lifecycle.succeed(row, await _result(kind, row))


async def _step(tx: Change, kinds: Kinds, kind: Kind, row: Row) -> bool:
    """Start the children of the next step that has any; False when none is left."""
    flow = await Job.get(id=row["id"])
    if flow.paused_at:
        # It was paused while this claim was on its way: it starts nothing until it is resumed.
        await lifecycle.put_back(tx, row, "pause")
        return True
    where = row["project_id"], row["episode_id"], row["scene_id"]
    story = await context.read(tx, *where, **kind.reading)
    if story is None:
        raise TargetGone
    if row["steps_done"]:
        await _check(tx, kind.steps[row["steps_done"] - 1], row)
    params = kind.params.model_validate_json(row["params"])
    for index in range(row["steps_done"], len(kind.steps)):
        step = kind.steps[index]
        if children := _children(kinds, kind, step, flow, story, params):
            await _wait(tx, row, len(kind.steps), step, index, children)
            return True
    return False


def _children(
    kinds: Kinds, kind: Kind, step: Step, flow: Job, story: StoryContext, params: Params
) -> list[Job]:
    wanted = step.targets(story, params)
    if wanted and (len(wanted) > WIDTH or flow.depth >= DEPTH):
        raise FlowLimit(
            f"Step {step.name} would start {len(wanted)} jobs at level {flow.depth + 1}: at most"
            f" {WIDTH} jobs a step, on {DEPTH} levels, are allowed."
        )
    here = (story.scene or story.episode or story.project).id
    for target, child_params in wanted:
        # People may have taken away what an earlier step made; elsewhere the child finds out.
        if target.id == here:
            refuse_unready(kinds[step.kind], story, child_params)
    share = 1 / len(kind.steps) / max(len(wanted), 1)
    return [
        new_job(
            kinds,
            Order(kinds[step.kind], target, child_params, actor_id=flow.actor_id),
            flow.profile_id,
            parent=flow,
            step=step.name,
            share=share,
        )
        for target, child_params in wanted
    ]


async def _wait(
    tx: Change, row: Row, steps: int, step: Step, index: int, children: list[Job]
) -> None:
    before = index / steps
    assign = {
        **lifecycle.RELEASED,
        "pending": len(children),
        "steps_done": index + 1,
        "losses": 0,  # of a step, for a flow may be long
        "done": before,
        "ratio": Sql(f"greatest(ratio, {before:.6f})"),
        "note": step.name,
    }
    await lifecycle.fenced(tx, row, "wait", assign)
    await Job.bulk_create(children)
    log.record(tx, JobWaiting(job_id=row["id"], step=step.name, children=len(children)))
    for child in children:
        log.record(tx, JobQueued(job_id=child.id, kind=child.kind, parent_id=row["id"]))
    await derive(
        tx,
        await live(tx, row["episode_id"]),
        scenes=[child.scene_id for child in children if child.scene_id],
        episodes=[child.episode_id for child in children if child.episode_id],
        job_id=row["id"],
    )


async def _check(tx: Change, step: Step, row: Row) -> None:
    """Raise ChildFailed when a child of a step that must succeed did not."""
    if not step.stop_on_failure:
        return
    bad = await tx.rows(
        """
        SELECT kind, state, error_message FROM job
        WHERE parent_id = $1 AND step = $2 AND state IN ('FAILED', 'CANCELLED')
        ORDER BY created_at LIMIT 1
        """,
        row["id"],
        step.name,
    )
    if bad:
        reason = bad[0]["error_message"] or "it was cancelled"
        raise ChildFailed(f"Step {step.name} failed: {reason}")


async def _result(kind: Kind, row: Row) -> Result:
    """What a finished flow reports; raises ChildFailed when nothing of it succeeded."""
    counts = await db.rows(
        "SELECT state, count(*) AS n FROM job WHERE parent_id = $1 GROUP BY state", row["id"]
    )
    by_state = {JobState(c["state"]): c["n"] for c in counts}
    good = by_state.get(JobState.SUCCEEDED, 0)
    bad = sum(by_state.values()) - good
    if bad and not good:
        raise ChildFailed(f"None of the {bad} jobs of {kind.name} succeeded.")
    return Result(failed_children=bad)
