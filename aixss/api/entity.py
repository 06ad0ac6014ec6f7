"""Makes a GraphQL type of a table: what people write of it is described by its draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import strawberry
from pydantic import BaseModel
from tortoise.fields import JSONField
from tortoise.models import Model

from aixss.accounts.models import Team, User
from aixss.api import ids
from aixss.api.artefacts import fields_of
from aixss.api.types.nodes import SHOWN, Node
from aixss.kit.gql import shown
from aixss.kit.ids import encoder
from aixss.reads.resolvers import reading
from aixss.reads.spec import Table, Value, View

N = TypeVar("N", bound=View)
NOTHING: Mapping[str, str] = {}

ID = "Opaque and unique among all objects; keep it as it is."
REVISION = (
    "Grows by one with each change of it, by people or by jobs; send it back as "
    "`expectedRevision` when you edit."
)
OF_PROJECT = "The project that it belongs to; null when that is deleted."
# Users belong to teams by membership; a team is its own.
MINE: Mapping[type[Model], str] = {
    User: "t.deleted_at IS NULL AND t.id IN "
    "(SELECT user_id FROM membership WHERE team_id = {scope} AND deleted_at IS NULL)",
    Team: "t.id = {scope} AND t.deleted_at IS NULL",
}


def table_of(
    model: type[Model], worked_out: Mapping[str, str] = NOTHING, joined: str = ""
) -> Table:
    """The rows of a model that a viewer's team may see, with what is worked out of each."""
    fields = model._meta.fields_map
    columns = model._meta.fields_db_projection
    known = {columns[name]: fields[name] for name in columns}
    table = Table(
        name=f'"{model._meta.db_table}"',
        json=frozenset(name for name, each in known.items() if isinstance(each, JSONField)),
        nullable=frozenset(name for name, each in known.items() if each.null) | set(worked_out),
        columns=frozenset(known) | set(worked_out),
        worked_out=tuple(worked_out.items()),
        joined=joined,
    )
    return Table(**{**vars(table), "mine": MINE[model]}) if model in MINE else table


def before(table: str, whole: str) -> str:
    """SQL for `entity`: the id of the row before `r` among those with the same `whole`."""
    return _beside(table, whole, "<", "DESC")


def after(table: str, whole: str) -> str:
    """SQL for `entity`: the id of the row after `r` among those with the same `whole`."""
    return _beside(table, whole, ">", "ASC")


def _beside(table: str, whole: str, where: str, order: str) -> str:
    return (
        f'(SELECT o.id FROM "{table}" o WHERE o."{whole}" = r."{whole}" AND o.deleted_at IS NULL'
        f' AND o."order" {where} r."order" ORDER BY o."order" {order} LIMIT 1)'
    )


def row_of(
    model: type[Model], worked_out: Mapping[str, str] = NOTHING, joined: str = ""
) -> Callable[[type[N]], type[N]]:
    """A type that shows the rows of a model, which have no id of their own to clients."""

    def wrapped(cls: type[N]) -> type[N]:
        made = shown(cls)
        made.__table__ = table_of(model, worked_out, joined)
        return made

    return wrapped


def entity(
    model: type[Model], draft: type[BaseModel] | None = None, joined: str = "", **worked_out: str
) -> Callable[[type[Node]], type[Node]]:
    """A type that shows the rows of a model: its own fields, then those of its draft.

    `worked_out` are columns that the table does not have: SQL over a row `r`, by name, and over
    what is `joined` to it, one row at most.
    """

    def wrapped(cls: type[Node]) -> type[Node]:
        made = row_of(model, worked_out, joined)(cls)
        definition = made.__strawberry_definition__  # type: ignore[attr-defined]  # put there above
        encode = encoder(ids.PREFIX_OF[model.__name__])
        key = reading(Value(("id",), encode), ID, shown=strawberry.ID)
        key.python_name, key.origin = "id", made
        own = [each for each in definition.fields if each.python_name != "id"]
        written = fields_of(made, draft) if draft is not None else []
        definition.fields = [key, *own, *written]
        SHOWN[model] = made
        return made

    return wrapped
