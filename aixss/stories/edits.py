"""People's edits: one way to write whatever they may write."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from enum import Enum
from functools import cache
from typing import TypeVar
from uuid import UUID

from tortoise.fields import CharField, DatetimeField, IntField, TextField, UUIDField

from aixss.errors import Conflict, Invalid, NotFound
from aixss.kit.db import Change, Row
from aixss.kit.rows import Document, Edited
from aixss.news import log
from aixss.news.events import ObjectChanged, Operation
from aixss.stories import context, drafts, locks, staleness, states, storyboards, writes
from aixss.stories.artefacts.base import Artefact, Shape
from aixss.stories.derive import derive
from aixss.stories.drafts import DRAFTS, Draft, SceneDraft, StoryboardGroupDraft
from aixss.stories.live import Live
from aixss.stories.models import Episode, Project, Scene, StoryboardGroup, VersionSource
from aixss.stories.staleness import Touched

R = TypeVar("R", bound=Edited)

KEPT = ("revision", "changed", "updated_at")  # what the server writes with every edit
# What `update` gives as it will be committed, besides what people write: counters may be older.
SURE = ("id", "state", "revision", "created_at", "updated_at")
# Columns that a model holds as the database gives them, or as an enum of such.
PLAIN = (CharField, DatetimeField, IntField, TextField, UUIDField)


async def find(tx: Change, model: type[R], row_id: UUID) -> R:
    """The row, neither trashed nor of another project or team; raises NotFound."""
    row, _ = await _find(tx, model, row_id, drafts.fields(model))
    return row


async def _find(
    tx: Change, model: type[R], row_id: UUID, wanted: Iterable[str]
) -> tuple[R, Sequence[str]]:
    """The row without the artefacts that nobody wants, and its locks; raises NotFound."""
    statement = _statement(model, _artefacts(model).intersection(wanted))
    found = await tx.rows(statement, row_id, tx.team_id, tx.counter.id)
    if not found:
        raise NotFound
    return model._init_from_db(**found[0]), found[0]["locks"]


@cache
def _artefacts(model: type[Edited]) -> frozenset[str]:
    known = model._meta.fields_map
    return frozenset(name for name, field in known.items() if isinstance(field, Document))


def known(row: Edited) -> Row:
    """The plain columns of a row that `update` gave, as the database holds them from now on."""
    values = ((name, getattr(row, name)) for name in _known(type(row)))
    return {name: v.value if isinstance(v, Enum) else v for name, v in values}


@cache
def _known(model: type[Edited]) -> tuple[str, ...]:
    columns = model._meta.fields_map
    names = (*SURE, *drafts.fields(model))
    return tuple(name for name in names if isinstance(columns.get(name), PLAIN))


@cache
def _statement(model: type[Edited], wanted: Set[str]) -> str:
    unwanted = _artefacts(model) - wanted
    columns = ", ".join(f't."{name}"' for name in sorted(model._meta.db_fields - unwanted))
    return f"""
        SELECT {columns}, {locks.held(table(model))} AS locks FROM "{table(model)}" t
        WHERE t.id = $1 AND t.team_id = $2 AND t.deleted_at IS NULL
          AND {"t.id" if model is Project else "t.project_id"} = $3
          AND EXISTS (SELECT FROM project WHERE id = $3 AND deleted_at IS NULL)
        """


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

    Artefacts that are not named are not read. Raises NotFound, Invalid, ArtefactLocked, or Conflict
    when one of the fields that it changes was written after `expected_revision`.
    """
    row, held = await _find(tx, model, row_id, patch)
    before, after = _drafts(row, {}, patch), _drafts(row, patch, patch)
    changes = {f: getattr(after, f) for f in patch if getattr(after, f) != getattr(before, f)}
    if not changes:
        return row
    refuse_conflict(row, changes, expected_revision)
    if not override_locks:
        locks.refuse(held, (f"{table(model)}.{field}" for field in changes))
    for field in changes:
        await _keep(tx, row, field, actor_id)
    written: dict[str, object] = dict(changes)
    if isinstance(row, StoryboardGroup) and isinstance(after, StoryboardGroupDraft):
        written |= _edited(row, after, changes)
    touched = await write(tx, row, written, live)
    await check_content(tx, row, after, changes, known=before)
    if changes.get("storyboard_plan") is not None:
        await storyboards.make_groups(tx, row.id)
    if not states.DECIDING.get(table(model), frozenset()).isdisjoint(changes):
        touched |= itself(row)
    moved = await follow(tx, touched, live, actor_id)
    return (await _find(tx, model, row_id, patch))[0] if row.id in moved else row


def _edited(
    row: StoryboardGroup, after: StoryboardGroupDraft, changes: Collection[str]
) -> dict[str, object]:
    """Which panels have a local text that a person wrote, and their English does not follow yet."""
    if "panels" not in changes:
        return {}
    before = {p.number: p for p in row.panels.panels} if row.panels else {}
    edited = set(row.edited_panels) if after.panels else set[int]()
    for panel in after.panels.panels if after.panels else ():
        old = before.get(panel.number)
        if panel.local is None or panel.local == panel.en or (old and old.en != panel.en):
            edited.discard(panel.number)
        elif old and old.local != panel.local:
            edited.add(panel.number)
    return {"edited_panels": sorted(edited)}


def _drafts(row: Edited, patch: Mapping[str, object], fields: Collection[str]) -> Draft:
    """The checked values of these fields, patched; of the others only what a draft cannot lack."""
    draft = DRAFTS[type(row)]
    known = {
        name: getattr(row, name)
        for name, info in draft.model_fields.items()
        if name in fields or info.is_required()
    }
    return draft.of({**known, **patch})


def table(model: type[Edited]) -> str:
    """The table of a model."""
    return str(model._meta.db_table)


def place(row: Edited) -> tuple[UUID | None, UUID | None]:
    """The episode and the scene that a row is or belongs to."""
    match row:
        case Scene():
            return row.episode_id, row.id
        case StoryboardGroup():
            return row.episode_id, row.scene_id
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


# What is written is stale no more; what was made from it is.
WRITE = """
WITH cleared AS (
  DELETE FROM stale_mark WHERE target_id = $1 AND field = ANY($7) AND cause_seq <= $6
), written AS (
  UPDATE "{table}" t SET {sets}, revision = revision + 1, updated_at = now(), changed = changed || (
    SELECT jsonb_object_agg(field, t.revision + 1) FROM unnest($7::text[]) field)
  WHERE id = $1 RETURNING *
), {marked}
SELECT {back}, {found} FROM written LEFT JOIN due ON due.deleted_at IS NULL {in_order}
"""


@cache
def _writing(table: str, fields: Sequence[str]) -> str:
    return WRITE.format(
        table=table,
        sets=", ".join(f'"{field}" = ${n}' for n, field in enumerate(fields, 8)),
        marked=staleness.marking(table, frozenset(fields)).ctes("written"),
        back=", ".join(f'written."{field}"' for field in (*fields, *KEPT)),
        found=staleness.FOUND,
        in_order=staleness.IN_ORDER,
    )


async def write(
    tx: Change, row: Edited, changes: Mapping[str, object], live: Sequence[Live]
) -> Touched:
    """Write columns of a row as its next revision, and mark what was made from them."""
    name, known, fields = table(type(row)), row._meta.fields_map, tuple(sorted(changes))
    marking = staleness.marking(name, frozenset(fields))
    found = await tx.rows(
        _writing(name, fields),
        *marking.values(tx, row.id, live),
        fields,
        *(known[field].to_db_value(changes[field], row) for field in fields),
    )
    row.update_from_dict({f: known[f].to_python_value(found[0][f]) for f in (*fields, *KEPT)})
    tell(tx, row, Operation.UPDATED, tuple(changes))
    return marking.record(tx, found)


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
    if artefacts:
        await _check_artefacts(tx, row, artefacts)
    if isinstance(draft, SceneDraft) and "cast" in fields:
        old = known.cast if isinstance(known, SceneDraft) else []
        await _check_cast(tx, draft.cast, old)


async def _check_artefacts(tx: Change, row: Edited, artefacts: Mapping[str, Artefact]) -> None:
    project_id = row.id if isinstance(row, Project) else tx.counter.id
    story = await context.read(tx, project_id, *place(row))
    if story is None:
        raise NotFound
    for field, artefact in artefacts.items():
        for found in artefact.violations(story.rules()):
            path = tuple(str(part) for part in found.path)
            raise Invalid(found.message, path=(field, *path))


async def _check_cast(tx: Change, cast: Sequence[UUID], old: Sequence[UUID]) -> None:
    """Raises Invalid for somebody new who is no character of the project."""
    joining = set(cast).difference(old)
    if not joining:
        return
    found = await tx.rows(
        """
        SELECT id FROM "character" WHERE project_id = $1 AND id = ANY($2) AND deleted_at IS NULL
        """,
        tx.counter.id,
        list(joining),
    )
    strangers = joining.difference(row["id"] for row in found)
    for index, character_id in enumerate(cast):
        if character_id in strangers:
            message = "There is no such character in this project."
            raise Invalid(message, path=("cast", str(index)))


def itself(row: Edited) -> Touched:
    """A scene or an episode as something whose state is to be derived anew; others have none."""
    match row:
        case Scene():
            return Touched(scenes=frozenset({row.id}))
        case Episode():
            return Touched(episodes=frozenset({row.id}))
        case _:
            return Touched()


async def follow(
    tx: Change, touched: Touched, live: Sequence[Live], actor_id: UUID | None
) -> frozenset[UUID]:
    """Derive the states of what was touched; the rows whose states have moved."""
    if not touched:
        return frozenset()
    scenes, episodes = touched.scenes, touched.episodes
    return await derive(tx, live, scenes=scenes, episodes=episodes, actor_id=actor_id)


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
