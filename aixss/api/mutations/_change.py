"""One transaction for each mutation: the receipt is claimed first, then the work is done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types.field import StrawberryField
from tortoise.models import Model

from aixss.accounts.audit import audit
from aixss.accounts.models import Role
from aixss.api import ids
from aixss.api.context import Context
from aixss.api.errors import Payload
from aixss.api.mutations._parts import (
    Fields,
    Keyed,
    input_of,
    payload_of,
    root,
    spelled,
)
from aixss.api.operation import Ids, once
from aixss.api.types.nodes import Node
from aixss.errors import AixssError, Conflict, NotFound
from aixss.jobs import live as jobs
from aixss.kit import db
from aixss.kit.db import Change, Counter
from aixss.reads.spec import Unread, View
from aixss.stories.live import Live

PROJECTS_KEPT = 10_000
# The project of a row of a team, by table, team and id: no row ever goes to another one. Whether
# they are still there is for the transaction to see.
_projects: dict[tuple[str, UUID, UUID], UUID] = {}


@dataclass(frozen=True)
class Doing:
    """What the work of a mutation has at hand."""

    context: Context
    tx: Change
    user_id: UUID
    given: Any  # the input

    async def live(self) -> Sequence[Live]:
        """The live jobs of the transaction's project, which it has not changed yet."""
        return [] if self.tx.also == 0 else await jobs.live(self.tx)


Act = Callable[[Doing], Awaitable[Ids]]


@dataclass(frozen=True)
class At:
    """The field of the input that leads to the project whose transaction it is."""

    field: str
    model: type[Model]


@dataclass(frozen=True)
class Reply:
    """A payload, and how it is made of what a receipt keeps; `of` is told whether that is new."""

    payload: type[Payload]
    of: Callable[[Context, Ids, bool], Awaitable[Payload]]


def changing(
    name: str,
    fields: Fields,
    act: Act,
    reply: Reply,
    *,
    at: At | None,
    text: str,
    role: Role = Role.MEMBER,
    audited: str | None = None,
) -> StrawberryField:
    """A mutation that does `act` in one transaction and replies from what that kept.

    Without `at` the transaction is the team's. `audited` is the type of the object, where a team
    may want to look up later who did this to it.
    """

    takes = input_of(name, fields)

    async def run(context: Context, given: Keyed) -> Payload:
        counter = await _counter(context, given, at)
        try:
            done = await db.change(
                counter, lambda tx: _once(context, tx, name, given, act, audited)
            )
            # What a receipt gives is what it kept, and no more.
            is_new = given.idempotency_key is None or isinstance(done, Kept)
            return await reply.of(context, done, is_new)
        except AixssError as error:
            # The floors below know rows and columns, not where and how an input names them.
            if isinstance(error, NotFound):
                error.path = error.path or (at.field if at else "id",)
            if isinstance(error, Conflict):
                error.fields = tuple(spelled(takes, (each,))[-1] for each in error.fields)
            error.path = spelled(takes, error.path)
            raise

    return root(name, takes, reply.payload, run, role=role, text=text)


async def _counter(context: Context, given: Keyed, at: At | None) -> Counter:
    """What orders the transaction; raises NotFound for another team's row.

    A trashed row is for the work to judge: what deleted it may be sent twice.
    """
    team_id = context.require(Role.VIEWER).team_id
    if at is None:
        return Counter("team", team_id, "id")
    meta = at.model._meta
    # Rows below a project name it; a project is its own.
    column = "project_id" if "project_id" in meta.fields_map else "id"
    key = meta.db_table, team_id, getattr(given, at.field)
    if (project_id := _projects.get(key)) is not None:
        return _project(project_id)
    found = await db.fetch(
        f'SELECT {column} AS id FROM "{meta.db_table}" WHERE id = $1 AND team_id = $2',
        getattr(given, at.field),
        team_id,
    )
    if not found:
        raise NotFound(path=(at.field,))
    if found[0]["id"] is None:  # a job about the team
        return Counter("team", team_id, "id")
    if len(_projects) >= PROJECTS_KEPT:
        del _projects[next(iter(_projects))]
    _projects[key] = found[0]["id"]
    return _project(found[0]["id"])


def _project(project_id: UUID) -> Counter:
    # Most edits find no job at work, and then need not ask which.
    return Counter("project", project_id, also="active_job_count")


async def _once(
    context: Context, tx: Change, name: str, given: Keyed, act: Act, audited: str | None
) -> Ids:
    user_id = context.require(Role.VIEWER).user_id

    async def work() -> Ids:
        done = await act(Doing(context, tx, user_id, given))
        if audited:
            await audit(
                tx,
                team_id=tx.team_id,
                actor_id=user_id,
                action=name,
                target_type=audited,
                target_id=UUID(done["id"]),
            )
        return done

    return await once(context, tx, given.idempotency_key, name, given, work)


class Kept(dict[str, Any]):
    """What a receipt keeps of a row; besides, for the reply, columns of it that are known."""

    known: Mapping[str, object] = MappingProxyType({})


def kept(row: Model, known: Mapping[str, object] | None = None) -> Ids:
    """What a receipt keeps of a row; `known` columns need not be read again for the reply."""
    made = Kept(id=str(row.pk))
    if known:
        made.known = known
    return made


def showing(name: str, field: str, shown: type[Node]) -> Reply:
    """The reply of the mutation `name` that shows in `field` the row that was kept."""
    payload = payload_of(name, {field: (shown, "The object as it is now")})

    async def of(context: Context, done: Ids, is_new: bool) -> Payload:
        known = done.known if isinstance(done, Kept) else {}
        found = await after_write(context, shown, UUID(done["id"]), is_new=is_new, known=known)
        return payload(**{field: found})  # type: ignore[arg-type]  # made above

    return Reply(payload, of)


async def after_write(
    context: Context,
    shown: type[Node],
    key: UUID,
    *,
    is_new: bool,
    known: Mapping[str, object] = MappingProxyType({}),
) -> View:
    """What a payload shows of a written row: what was just written is read when its fields are."""
    if is_new:
        return Unread.of({"id": key, **known})
    found = await shown.find(context.loaders, key)
    if found is None:  # the answer to a mutation sent twice, and what it made is gone
        raise NotFound
    return found


def deleted(name: str, type_name: str) -> Reply:
    """The reply of the mutation `name` that only says which object of a type is gone."""
    payload = payload_of(name, {"deleted_id": (strawberry.ID, "The id of what was deleted")})

    async def of(_: Context, done: Ids, __: bool) -> Payload:
        return payload(deleted_id=ids.public(type_name, UUID(done["id"])))  # type: ignore[call-arg]  # made above

    return Reply(payload, of)
