"""People's edits: one way to write whatever they may write."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from aixss.errors import Conflict, Invalid, NotFound
from aixss.kit.db import Change
from aixss.kit.rows import Edited
from aixss.news import log
from aixss.news.events import ObjectChanged, Operation
from aixss.stories import context, drafts, locks, staleness, writes
from aixss.stories.artefacts.base import Artefact, Shape
from aixss.stories.derive import derive
from aixss.stories.drafts import DRAFTS, Draft, SceneDraft
from aixss.stories.live import Live
from aixss.stories.models import Episode, Project, Scene, VersionSource
from aixss.stories.staleness import Touched

R = TypeVar("R", bound=Edited)


async def find(tx: Change, model: type[R], row_id: UUID) -> R:
    """The row, neither trashed nor of another project or team; raises NotFound."""
    mine: dict[str, Any] = {"id": row_id, "team_id": tx.team_id, "deleted_at": None}
    if model is not Project:
        mine |= {"project_id": tx.counter.id, "project__deleted_at": None}
    elif row_id != tx.counter.id:
        raise NotFound
    row = await model.get_or_none(**mine)
    if row is None:
        raise NotFound
    return row


async def update(
    tx: Change,
    model: type[R],
    row_id: UUID,
    patch: Mapping[str, object],
    expected_revision: int,
    *,
    live: Sequence[Live],
    actor_id: UUID | None = None,
    override_locks: bool = False,
) -> R:
    """The row with the named fields set, and all that follows from it; equal values change nothing.

    Raises NotFound, Invalid, ArtefactLocked, or Conflict when one of the fields that it changes
    was written after `expected_revision`.
    """
    row = await find(tx, model, row_id)
    before = DRAFTS[model].of(drafts.values(row))
    after = DRAFTS[model].of({**drafts.values(row), **patch})
    changes = {f: getattr(after, f) for f in patch if getattr(after, f) != getattr(before, f)}
    if not changes:
        return row
    refuse_conflict(row, changes, expected_revision)
    if not override_locks:
        await locks.check(tx, place(row)[0], {f"{table(model)}.{field}" for field in changes})
    for field in changes:
        await _keep(tx, row, field, actor_id)
    await write(tx, row, changes)
    await check_content(tx, row, after, changes, known=before)
    touched = await staleness.mark(tx, table(model), row.id, changes, live)
    await follow(tx, row, touched, live, actor_id)
    return await find(tx, model, row_id)


def table(model: type[Edited]) -> str:
    """The table of a model."""
    return str(model._meta.db_table)


def place(row: Edited) -> tuple[UUID | None, UUID | None]:
    """The episode and the scene that a row is or belongs to."""
    match row:
        case Scene():
            return row.episode_id, row.id
        case Episode():
            return row.id, None
        case _:
            return None, None


def refuse_conflict(row: Edited, fields: Collection[str], expected_revision: int) -> None:
    """Raises Conflict when a field was written after that revision, Invalid when it lies ahead."""
    if expected_revision > row.revision:
        raise Invalid("There is no such revision yet.", path=("expected_revision",))
    newer = tuple(field for field in fields if row.changed.get(field, 0) > expected_revision)
    if newer:
        raise Conflict(fields=newer, current=row, current_revision=row.revision)


async def write(tx: Change, row: Edited, changes: Mapping[str, object]) -> None:
    """Write columns of a row as its next revision; what is written is stale no more."""
    row.revision += 1
    row.changed = {**row.changed, **dict.fromkeys(changes, row.revision)}
    row.update_from_dict(dict(changes))
    await row.save(update_fields=[*changes, "revision", "changed", "updated_at"])
    for field in changes:
        await writes.clear_marks(tx, row.id, field, tx.seq)
    tell(tx, row, Operation.UPDATED, tuple(changes))


def tell(tx: Change, row: Edited, operation: Operation, fields: tuple[str, ...] = ()) -> None:
    """Record that something was done to a row."""
    log.record(
        tx,
        ObjectChanged(
            target_type=table(type(row)),
            target_id=row.id,
            revision=row.revision,
            operation=operation,
            fields=fields,
        ),
    )


async def check_content(
    tx: Change, row: Edited, draft: Draft, fields: Collection[str], *, known: Draft | None = None
) -> None:
    """Raises Invalid when a written field breaks a rule of its artefact or names no character.

    Reads the story as this transaction has just written it; `known` is what stood there before.
    """
    artefacts = {f: v for f in fields if isinstance(v := getattr(draft, f), Artefact)}
    if not artefacts and "cast" not in fields:
        return
    project_id = row.id if isinstance(row, Project) else tx.counter.id
    story = await context.read(project_id, *place(row))
    if story is None:
        raise NotFound
    for field, artefact in artefacts.items():
        for found in artefact.violations(story.rules()):
            path = tuple(str(part) for part in found.path)
            raise Invalid(found.message, path=(field, *path))
    if isinstance(draft, SceneDraft):
        old = known.cast if isinstance(known, SceneDraft) else []
        allowed = {*old, *(member.id for member in story.cast)}
        for index, character_id in enumerate(draft.cast):
            if character_id not in allowed:
                message = "There is no such character in this project."
                raise Invalid(message, path=("cast", str(index)))


async def follow(
    tx: Change, row: Edited, touched: Touched, live: Sequence[Live], actor_id: UUID | None
) -> None:
    """Derive the states of a scene or episode that was written, and of what got marks."""
    episode_id, scene_id = place(row)
    scenes = touched.scenes | ({scene_id} if scene_id else set())
    episodes = touched.episodes | ({episode_id} if episode_id else set())
    if scenes or episodes:
        await derive(tx, live, scenes=scenes, episodes=episodes, actor_id=actor_id)


async def _keep(tx: Change, row: Edited, field: str, actor_id: UUID | None) -> None:
    """Store a version of an artefact that is about to be replaced."""
    old = getattr(row, field)
    if isinstance(old, Shape):
        await writes.store_version(
            tx,
            table(type(row)),
            row.id,
            field,
            old.model_dump(mode="json"),
            VersionSource.REPLACED,
            actor_id=actor_id,
        )
