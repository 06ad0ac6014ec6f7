"""The only code that writes a state column: compare-and-set, legal by table, with history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from aixss.kit import ids
from aixss.kit.db import Row, Tx
from aixss.kit.machine import Machine


class StateChange(Model):
    """One performed move: the history of every state column."""

    id = fields.UUIDField(primary_key=True, default=ids.new)
    team_id = fields.UUIDField()
    machine = fields.CharField(max_length=32)
    target_id = fields.UUIDField()
    event = fields.CharField(max_length=64)
    source = fields.CharField(max_length=32)
    target = fields.CharField(max_length=32)
    actor_id = fields.UUIDField(null=True)
    job_id = fields.UUIDField(null=True)
    at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "state_change"
        indexes = (("target_id", "at"), ("team_id", "at"))


async def move(
    tx: Tx,
    machine: Machine[Any],
    row_id: UUID,
    event: str,
    *,
    sources: Iterable[str] | None = None,
    target: str | None = None,
    assign: Mapping[str, object] | None = None,
    fence: Mapping[str, object] | None = None,
    due: bool = False,
    beside: Sql | None = None,
    actor_id: UUID | None = None,
    job_id: UUID | None = None,
) -> Row | None:
    """The moved row, or None when it was not in `sources` or the `fence` did not hold.

    `assign` writes further columns; a value of the form `Sql("now()")` is put in as it is. `beside`
    is written in the same statement; it knows the row as `moved`.
    Raises IllegalMove when the table of the machine lacks the edge.
    """
    legal = {machine.states(s) for s in sources} if sources else machine.sources(event)
    targets = {machine.next(s, event, machine.states(target) if target else None) for s in legal}
    (goal,) = targets
    values: list[object] = [row_id, sorted(legal), str(goal)]
    sets = ["state = $3", "updated_at = now()", *_clauses(assign, values)]
    where = ["id = $1", "state = ANY($2::text[])", *_clauses(fence, values)]
    if due:
        where.append("(next_run_at IS NULL OR next_run_at <= now()) AND paused_at IS NULL")
    values += [ids.new(), machine.name, event, actor_id, job_id]
    n = len(values)
    # One statement: the row is locked and its old state read by the inner select.
    moved = await tx.rows(
        f"""
        WITH old AS (
          SELECT id, state FROM "{machine.name}" WHERE {" AND ".join(where)} FOR UPDATE
        ), moved AS (
          UPDATE "{machine.name}" SET {", ".join(sets)} FROM old
          WHERE "{machine.name}".id = old.id
          RETURNING "{machine.name}".*, old.state AS moved_from
        ), logged AS (
          INSERT INTO state_change
            (id, machine, event, actor_id, job_id, team_id, target_id, source, target, at)
          SELECT ${n - 4}::uuid, ${n - 3}::text, ${n - 2}::text, ${n - 1}::uuid, ${n}::uuid,
            team_id, id, moved_from, state, now()
          FROM moved
        ){f", beside AS ({beside})" if beside else ""}
        SELECT * FROM moved
        """,
        *values,
    )
    return moved[0] if moved else None


class Sql(str):
    """A piece of SQL that stands for a value, e.g. `now()`; never made from input."""


def _clauses(pairs: Mapping[str, object] | None, values: list[object]) -> list[str]:
    clauses = []
    for column, value in (pairs or {}).items():
        if isinstance(value, Sql):
            clauses.append(f"{column} = {value}")
        else:
            values.append(value)
            clauses.append(f"{column} = ${len(values)}")
    return clauses
