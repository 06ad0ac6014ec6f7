"""The trash: removing a row with all below it, and restoring exactly that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from aixss.errors import ActiveJob, Invalid, NotFound
from aixss.kit import ids
from aixss.kit.db import Change
from aixss.kit.rows import Edited
from aixss.news.events import Operation
from aixss.stories import locks, staleness
from aixss.stories.edits import R, find, follow, place, table, tell
from aixss.stories.live import Live
from aixss.stories.models import (
    Character,
    CharacterCandidate,
    CharacterRelationship,
    Episode,
    Project,
    Scene,
    StoryboardGroup,
    WorldViewElement,
)
from aixss.stories.staleness import Touched
from aixss.stories.tree import BRANCHES, count, joined, order_of, refuse_second

# What goes to the trash with a row, and the column by which it belongs to it.
BELOW: Mapping[type[Edited], tuple[tuple[type[Edited], str], ...]] = {
    Project: (
        (Episode, "project_id"),
        (Scene, "project_id"),
        (StoryboardGroup, "project_id"),
        (WorldViewElement, "project_id"),
        (Character, "project_id"),
        (CharacterCandidate, "project_id"),
        (CharacterRelationship, "project_id"),
    ),
    Episode: ((Scene, "episode_id"), (StoryboardGroup, "episode_id")),
    Scene: ((StoryboardGroup, "scene_id"),),
    Character: ((CharacterRelationship, "source_id"), (CharacterRelationship, "target_id")),
}


async def remove(
    tx: Change,
    model: type[Edited],
    row_id: UUID,
    *,
    live: Sequence[Live],
    actor_id: UUID | None = None,
    override_locks: bool = False,
) -> UUID:
    """Put a row and all below it into the trash; the id of this deletion.

    Raises NotFound, ArtefactLocked, or ActiveJob when jobs are live on any of it.
    """
    row = await find(tx, model, row_id)
    jobs = [job for job in live if row_id in (job.project_id, job.episode_id, job.scene_id)]
    if jobs:
        raise ActiveJob(tuple(job.job_id for job in jobs))
    if not override_locks:
        await locks.check(tx, place(row)[0], _content(model))
    branch = BRANCHES.get(model)
    touched = Touched()
    if branch:
        touched = await staleness.mark(tx, table(model), row_id, branch.causes, live)
    deletion_id = ids.new()
    for below, column in _family(model):
        await tx.rows(
            f"""
            UPDATE "{table(below)}" SET deleted_at = now(), deletion_id = $2, updated_at = now()
              {', "order" = NULL' if below is model and branch and branch.ordered else ""}
            WHERE {column} = $1 AND deleted_at IS NULL
            """,
            row_id,
            deletion_id,
        )
    if branch and branch.ordered:
        await _close_gap(tx, model, getattr(row, branch.parent), order_of(row))
    tell(tx, row, Operation.DELETED)
    if branch:
        await follow(tx, touched | joined(row), live, actor_id)
    return deletion_id


async def restore(
    tx: Change,
    model: type[R],
    row_id: UUID,
    *,
    live: Sequence[Live],
    actor_id: UUID | None = None,
) -> R:
    """Take a row out of the trash with exactly what went there with it, to the end of its list.

    Raises NotFound, Invalid while what it belongs to is trashed itself, or Conflict.
    """
    row = await model.get_or_none(id=row_id, team_id=tx.team_id)
    if row is None or tx.counter.id not in (row.id, getattr(row, "project_id", None)):
        raise NotFound
    if row.deleted_at is None:
        return row
    order = await _room(tx, row)
    touched = Touched()
    for below, column in _family(model):
        back = await tx.rows(
            f"""
            UPDATE "{table(below)}" SET deleted_at = NULL, deletion_id = NULL, updated_at = now()
              {f', "order" = {order}' if below is model and order else ""}
            WHERE {column} = $1 AND deletion_id = $2 RETURNING id
            """,
            row_id,
            row.deletion_id,
        )
        touched |= _restored(below, frozenset(found["id"] for found in back))
    await _trash_loose_relationships(tx)
    tell(tx, row, Operation.RESTORED)
    if branch := BRANCHES.get(model):
        touched |= await staleness.mark(tx, table(model), row_id, branch.causes, live)
    await follow(tx, touched | joined(row), live, actor_id)
    return await find(tx, model, row_id)


def _family(model: type[Edited]) -> tuple[tuple[type[Edited], str], ...]:
    """A model and what goes with it, each with the column that leads to the row."""
    return ((model, "id"), *BELOW.get(model, ()))


async def _close_gap(tx: Change, model: type[Edited], parent_id: UUID, order: int) -> None:
    await tx.rows(
        f"""
        UPDATE "{table(model)}" SET "order" = "order" - 1
        WHERE {BRANCHES[model].parent} = $1 AND "order" > $2 AND deleted_at IS NULL
        """,
        parent_id,
        order,
    )


def _content(model: type[Edited]) -> set[str]:
    """All that a lock may cover of a row and of what lies below it."""
    tables = {table(below) for below, _ in _family(model)}
    covered = {name for names in locks.COVERS.values() for name in names}
    lists = {BRANCHES[model].name} if model in BRANCHES else set[str]()
    return lists | {name for name in covered if name.split(".")[0] in tables}


async def _room(tx: Change, row: Edited) -> int | None:
    """The order for a row that comes back, None where there is none; refuses when it cannot."""
    branch = BRANCHES.get(type(row))
    if branch is None:
        return None
    parents: dict[str, type[Edited]] = {"project_id": Project, **branch.needs}
    for column, model in parents.items():
        if not await model.exists(id=getattr(row, column), deleted_at=None):
            raise Invalid("What this belongs to is in the trash: restore that first.", path=("id",))
    if isinstance(row, CharacterRelationship):
        await refuse_second({column: getattr(row, column) for column in branch.needs})
    if not branch.ordered:
        return None
    return await count(tx, type(row), getattr(row, branch.parent)) + 1


def _restored(model: type[Edited], found: frozenset[UUID]) -> Touched:
    if model is Scene:
        return Touched(scenes=found)
    return Touched(episodes=found) if model is Episode else Touched()


async def _trash_loose_relationships(tx: Change) -> None:
    """A relationship comes back only when both its ends are there; else it waits for the other."""
    await tx.rows(
        """
        UPDATE character_relationship r SET deleted_at = c.deleted_at, deletion_id = c.deletion_id
        FROM "character" c
        WHERE r.project_id = $1 AND c.project_id = $1
          AND r.deleted_at IS NULL AND c.deleted_at IS NOT NULL
          AND c.id IN (r.source_id, r.target_id)
        """,
        tx.counter.id,
    )
