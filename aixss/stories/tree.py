"""The tree of what is made: creating rows and ordering them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from aixss.errors import Conflict, Invalid
from aixss.kit import ids
from aixss.kit.db import Change
from aixss.kit.rows import Edited, again
from aixss.news.events import Operation
from aixss.stories import drafts, edits, locks, staleness
from aixss.stories.drafts import DRAFTS, Draft
from aixss.stories.edits import R, find, follow, place, table, tell
from aixss.stories.live import Live
from aixss.stories.models import (
    Character,
    CharacterRelationship,
    Episode,
    Project,
    Scene,
    WorldViewElement,
)
from aixss.stories.staleness import Touched


@dataclass(frozen=True)
class Branch:
    """Where the rows of a model hang."""

    name: str  # of their list, as locks and the `writes` of kinds call it
    parent: str = "project_id"
    ordered: bool = False
    needs: Mapping[str, type[Edited]] = field(default_factory=dict)  # rows given at creation
    # The columns that count as changed when a row joins or leaves.
    causes: tuple[str, ...] = ()


BRANCHES: Mapping[type[Edited], Branch] = {
    Episode: Branch("project.episodes", ordered=True),
    Scene: Branch(
        "episode.scenes", "episode_id", True, needs={"episode_id": Episode}, causes=("order",)
    ),
    WorldViewElement: Branch("project.world_view", ordered=True, causes=("content",)),
    Character: Branch("project.characters", causes=("name", "appearance", "personality")),
    CharacterRelationship: Branch(
        "project.relationships", needs={"source_id": Character, "target_id": Character}
    ),
}


async def create_project(
    tx: Change,
    values: Mapping[str, object],
    *,
    project_id: UUID | None = None,
    actor_id: UUID | None = None,
) -> Project:
    """A new project of the transaction's team, or the one that this id was given to before.

    Raises Invalid, Conflict when that one has other content, NotFound when it is not the team's.
    """
    draft = DRAFTS[Project].of(values)
    if project_id and (known := await Project.get_or_none(id=project_id)):
        return _same(tx, known, draft, {})
    project = Project(
        id=project_id or ids.new(), team_id=tx.team_id, created_by=actor_id, **_columns(draft)
    )
    await project.save(force_create=True)
    await edits.check_content(tx, project, draft, drafts.fields(Project))
    tell(tx, project, Operation.CREATED)
    return project


async def create(
    tx: Change,
    model: type[R],
    values: Mapping[str, object],
    *,
    live: Sequence[Live],
    needs: Mapping[str, UUID] | None = None,
    row_id: UUID | None = None,
    order: int | None = None,
    actor_id: UUID | None = None,
    override_locks: bool = False,
) -> R:
    """A new row of the transaction's project, at `order` or at the end, or the row of that id.

    `needs` gives the scene's `episode_id`, the relationship's `source_id` and `target_id`.
    Raises NotFound, Invalid, ArtefactLocked, or Conflict when the id has other content.
    """
    branch, draft = BRANCHES[model], DRAFTS[model].of(values)
    columns: dict[str, Any] = {"project_id": tx.counter.id, **(needs or {})}
    for column, needed in (branch.needs or {"project_id": Project}).items():
        await find(tx, needed, columns[column])
    if row_id and (known := await model.get_or_none(id=row_id)):
        return _same(tx, known, draft, columns)
    if not override_locks:
        await locks.check(tx, columns.get("episode_id"), {branch.name})
    if model is CharacterRelationship:
        await refuse_second(columns)
    if branch.ordered:
        columns["order"] = await _open_gap(tx, model, columns[branch.parent], order)
    row = model(id=row_id or ids.new(), team_id=tx.team_id, **columns, **_columns(draft))
    await row.save(force_create=True)
    await edits.check_content(tx, row, draft, drafts.fields(model))
    tell(tx, row, Operation.CREATED)
    touched = await staleness.mark(tx, table(model), row.id, branch.causes, live)
    moved = await follow(tx, touched | joined(row), live, actor_id)
    return await find(tx, model, row.id) if row.id in moved else row


async def move_row(
    tx: Change,
    model: type[R],
    row_id: UUID,
    to_order: int,
    expected_revision: int,
    *,
    live: Sequence[Live],
    actor_id: UUID | None = None,
    override_locks: bool = False,
) -> R:
    """The row at another place among its siblings, which close up; raises as an update does."""
    branch, row = BRANCHES[model], await find(tx, model, row_id)
    source, parent_id = order_of(row), getattr(row, branch.parent)
    if source == to_order:
        return row
    edits.refuse_conflict(row, {"order"}, expected_revision)
    if not override_locks:
        await locks.check(tx, place(row)[0], {branch.name})
    _refuse_order(to_order, await count(tx, model, parent_id))
    touched = await staleness.mark(tx, table(model), row_id, {"order"}, live)
    await tx.rows(
        f"""
        UPDATE "{table(model)}" SET "order" = CASE
          WHEN id = $1 THEN $3::int WHEN $2 < $3 THEN "order" - 1 ELSE "order" + 1 END
        WHERE {branch.parent} = $4 AND "order" BETWEEN least($2::int, $3) AND greatest($2, $3)
        """,
        row_id,
        source,
        to_order,
        parent_id,
    )
    touched |= await edits.write(tx, row, {"order": to_order}, live)
    moved = await follow(tx, touched, live, actor_id)
    return await find(tx, model, row_id) if row_id in moved else row


def joined(row: Edited) -> Touched:
    """A scene or an episode that came or went, with the episode that counts it."""
    if isinstance(row, Scene):
        return edits.itself(row) | Touched(episodes=frozenset({row.episode_id}))
    return edits.itself(row)


def _columns(draft: Draft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in type(draft).model_fields}


def _same(tx: Change, known: R, draft: Draft, columns: Mapping[str, object]) -> R:
    """What a client-made id was given to before, when it is the same thing."""
    is_same = draft == type(draft).of(drafts.values(known)) and all(
        getattr(known, column) == value for column, value in columns.items()
    )
    return again(known, tx.team_id, is_same=is_same)


async def refuse_second(columns: Mapping[str, Any]) -> None:
    """Raises Invalid for one character twice, Conflict when the pair has a relationship."""
    if columns["source_id"] == columns["target_id"]:
        raise Invalid("Nobody has a relationship with themselves.", path=("target_id",))
    known = await CharacterRelationship.get_or_none(
        source_id=columns["source_id"], target_id=columns["target_id"], deleted_at=None
    )
    if known:
        message = "These two have a relationship already: edit that one."
        raise Conflict(message, current=known, current_revision=known.revision)


def order_of(row: Edited) -> int:
    """A live row's place among its siblings, from 1."""
    return int(getattr(row, "order"))  # noqa: B009  # not every Edited has an order


async def count(tx: Change, model: type[Edited], parent_id: UUID) -> int:
    """How many live rows of an ordered model a parent has."""
    rows = await tx.rows(
        f"""
        SELECT count(*) AS n FROM "{table(model)}"
        WHERE {BRANCHES[model].parent} = $1 AND deleted_at IS NULL
        """,
        parent_id,
    )
    return int(rows[0]["n"])


def _refuse_order(order: int, last: int) -> None:
    if not 1 <= order <= last:
        raise Invalid(f"The order runs from 1 to {last}.", path=("order",))


async def _open_gap(tx: Change, model: type[Edited], parent_id: UUID, order: int | None) -> int:
    """The order for a new row, its followers moved up."""
    last = await count(tx, model, parent_id) + 1
    if order is None:
        return last
    _refuse_order(order, last)
    await tx.rows(
        f"""
        UPDATE "{table(model)}" SET "order" = "order" + 1
        WHERE {BRANCHES[model].parent} = $1 AND "order" >= $2 AND deleted_at IS NULL
        """,
        parent_id,
        order,
    )
    return order
