"""Root fields of queries that are read from rows: one object, any object, a list, what is given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import strawberry
from strawberry.types.field import StrawberryField

from aixss.accounts.models import Role
from aixss.api import ids, rights
from aixss.api.rights import ROLE
from aixss.api.types.nodes import Node
from aixss.kit.gql import Connection
from aixss.reads.lists import PAGE_DEFAULT, Lists
from aixss.reads.resolvers import arguments_of, resolve_plain, resolve_read
from aixss.reads.signatures import taking
from aixss.reads.spec import READ, Find, FindAny, Given, Page, Read

NODES_MAX = 100
TEAM = "team_id"


def finding(name: str, shown: type[Node], *, role: Role, text: str) -> StrawberryField:
    """The field `name` that shows the object of a type that its argument `id` names."""
    type_name = shown.__name__

    def key(value: str) -> Any:
        return ids.row_key(value, type_name)

    async def resolver(info: strawberry.Info, id: Any) -> Any:
        return await resolve_read(read, None, info._raw_info, {"id": id})

    read = Find(key)
    which = strawberry.argument(description=f"The id of the `{type_name}`.")
    given = {"id": Annotated[strawberry.ID, which]}
    return _root(name, resolver, read, shown | None, given, role, text)


def finding_any(*, role: Role, text: str) -> StrawberryField:
    """The field `node`, that shows the object of any type that its argument `id` names."""

    async def resolver(info: strawberry.Info, id: Any) -> Any:
        return await resolve_read(read, None, info._raw_info, {"id": id})

    read = _any("id")
    which = strawberry.argument(description="The id of any object.")
    given = {"id": Annotated[strawberry.ID, which]}
    return _root("node", resolver, read, Node | None, given, role, text)


def finding_many(*, role: Role, text: str) -> StrawberryField:
    """The field `nodes`, that shows the objects of any types that its argument `ids` names."""

    async def resolver(info: strawberry.Info, ids: Any) -> Any:
        return await resolve_read(read, None, info._raw_info, {"ids": ids})

    read = _any("ids")
    which = strawberry.argument(description=f"Ids of any objects, at most {NODES_MAX}.")
    given = {"ids": Annotated[list[strawberry.ID], which]}
    return _root("nodes", resolver, read, list[Node | None], given, role, text)


def _any(argument: str) -> FindAny:
    def split(value: str) -> tuple[str, Any]:
        return ids.split(value, path=(argument,))

    return FindAny(argument, split, rights.shows, NODES_MAX)


def listing(
    name: str, shown: type[Node], lists: Lists, *, role: Role, text: str
) -> StrawberryField:
    """The field `name` that lists the team's objects of a type."""
    read = Page(TEAM, lists)

    async def resolver(
        info: strawberry.Info,
        first: Any = PAGE_DEFAULT,
        after: Any = strawberry.UNSET,
        filter: Any = strawberry.UNSET,
        order_by: Any = strawberry.UNSET,
    ) -> Any:
        said = {"first": first, "after": after, "filter": filter, "order_by": order_by}
        return await resolve_read(read, None, info._raw_info, said)

    return _root(name, resolver, read, Connection[shown], arguments_of(lists), role, text)  # type: ignore[valid-type]  # an argument


def giving(
    name: str, make: Callable[..., Any], shown: object, *, role: Role | None, text: str
) -> StrawberryField:
    """The field `name` that shows what `make(context, **arguments)` gives without any statement.

    The field takes the arguments that `make` names.
    """
    read = Given(make)

    def resolver(info: strawberry.Info, **given: Any) -> Any:
        return resolve_plain(read, None, info._raw_info, given)

    return _root(name, taking(resolver, make), read, shown, {}, role, text)


def _root(
    name: str,
    resolver: Any,
    read: Read,
    shown: object,
    given: dict[str, Any],
    role: Role | None,
    text: str,
) -> StrawberryField:
    resolver.__annotations__ = {"info": strawberry.Info, **given}
    made: StrawberryField = strawberry.field(
        resolver=resolver, description=text, metadata={ROLE: role, READ: read}, graphql_type=shown
    )
    made.python_name = name
    return made
