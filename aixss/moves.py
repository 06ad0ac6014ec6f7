"""The only code that writes a state column: compare-and-set, legal by table, with history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
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
    moved = await move_all(
        tx,
        machine,
        [row_id],
        event,
        sources=sources,
        target=target,
        assign=assign,
        fence=fence,
        due=due,
        beside=beside,
        actor_id=actor_id,
        job_id=job_id,
    )
    return moved[0] if moved else None


async def move_all(
    tx: Tx,
    machine: Machine[Any],
    row_ids: Collection[UUID],
    event: str,
    *,
    sources: Iterable[str] | None = None,
    target: str | None = None,
    assign: Mapping[str, object] | None = None,
    fence: Mapping[str, object] | None = None,
    due: bool = False,
    beside: Sql | None = None,
    actor_id: UUID | None = None,
    job_id: UUID | Sql | None = None,
) -> list[Row]:
    """As `move`, of many rows in one statement: those that have moved, in no order."""
    legal = {machine.states(s) for s in sources} if sources else machine.sources(event)
    targets = {machine.next(s, event, machine.states(target) if target else None) for s in legal}
    (goal,) = targets
    values: list[object] = [sorted(row_ids), sorted(legal), str(goal)]
    sets = ["state = $3", "updated_at = now()", *_clauses(assign, values)]
    where = ["id = ANY($1::uuid[])", "state = ANY($2::text[])", *_clauses(fence, values)]
    if due:
        where.append("(next_run_at IS NULL OR next_run_at <= now()) AND paused_at IS NULL")
    (cause,) = _values([job_id], values)
    values += [[ids.new() for _ in row_ids], machine.name, event, actor_id]
    n = len(values)
    # One statement: the rows are locked, always in the same order, and their old states read by the
    # inner select.
    return await tx.rows(
        f"""
        WITH old AS (
          SELECT id, state FROM "{machine.name}" WHERE {" AND ".join(where)}
          ORDER BY id FOR UPDATE
        ), moved AS (
          UPDATE "{machine.name}" SET {", ".join(sets)} FROM old
          WHERE "{machine.name}".id = old.id
          RETURNING "{machine.name}".*, old.state AS moved_from
        ), logged AS (
          INSERT INTO state_change
            (id, machine, event, actor_id, job_id, team_id, target_id, source, target, at)
          SELECT changes.id, ${n - 2}::text, ${n - 1}::text, ${n}::uuid, {cause}::uuid,
            team_id, moved.id, moved_from, state, now()
          FROM moved JOIN unnest($1::uuid[], ${n - 3}::uuid[]) AS changes(of, id)
            ON changes.of = moved.id
        ){f", beside AS ({beside})" if beside else ""}
        SELECT * FROM moved
        """,
        *values,
    )


class Sql(str):
    """A piece of SQL that stands for a value, e.g. `now()`; never made from input."""


def _clauses(pairs: Mapping[str, object] | None, values: list[object]) -> list[str]:
    named = pairs or {}
    put_in = _values(named.values(), values)
    return [f"{column} = {value}" for column, value in zip(named, put_in, strict=True)]


def _values(given: Iterable[object], values: list[object]) -> list[str]:
    """How a statement names each value: as it is, or by its number among `values`."""
    names = []
    for value in given:
        if not isinstance(value, Sql):
            values.append(value)
        names.append(value if isinstance(value, Sql) else f"${len(values)}")
    return names
