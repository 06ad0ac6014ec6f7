"""Fields of types, each with how it is read; and their resolvers, which read it one by one.

`column`, `made`, `bound`, `part`, `document`, `given`, `link`, `links`, `choice`, `below` and
`pages` make fields for the classes of a Strawberry schema, which are `View`s.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, NoReturn
from uuid import UUID

import strawberry
from asyncpg import DataError
from graphql import GraphQLNamedType, GraphQLResolveInfo, get_named_type
from strawberry.types.field import StrawberryField

from aixss.errors import BadCursor, Invalid
from aixss.kit.gql import Edge, PageInfo
from aixss.reads.lists import PAGE_DEFAULT, PAGE_MAX, Asked, Lists
from aixss.reads.loaders import Loaders
from aixss.reads.signatures import taking
from aixss.reads.spec import (
    READ,
    Below,
    Choice,
    Document,
    Find,
    FindAny,
    Given,
    Link,
    Links,
    Page,
    Part,
    Read,
    Table,
    Value,
    View,
    table_of,
    view_of,
)

Info = GraphQLResolveInfo
First = Annotated[
    int, strawberry.argument(description=f"How many items a page has, 1 to {PAGE_MAX}.")
]
After = Annotated[
    str | None, strawberry.argument(description="The cursor of the item to go on behind.")
]


def column(name: str, text: str, *, shown_as: str | None = None) -> Any:
    """A leaf: the column `name` as it is."""
    return reading(Value((name,)), text, shown_as=shown_as)


def made(make: Callable[..., Any], *columns: str, text: str, shown_as: str | None = None) -> Any:
    """A leaf: what `make` makes of the values of columns."""
    return reading(Value(columns, make), text, shown_as=shown_as)


def bound(bind: Callable[..., Any], *columns: str, text: str) -> Any:
    """A leaf: what `bind(context, **arguments)` makes of the values of columns.

    The field takes the arguments that `bind` names.
    """
    return reading(Value(columns, bind=bind), text)


def part(text: str, *, absent: str | None = None) -> Any:
    """An object made of the same row; null where the column `absent` is."""
    return reading(Part(absent), text)


def document(name: str, text: str, missing: object = None) -> Any:
    """What a JSON column or key holds, as an object or a list of them."""
    return reading(Document(name, missing), text)


def given(make: Callable[..., Any], text: str) -> Any:
    """What `make(context, **arguments)` gives, as an object or a list of them."""
    return reading(Given(make), text)


def link(name: str, text: str, *, empty: Mapping[str, Any] | None = None) -> Any:
    """The object whose key the column `name` holds; `empty` stands for one that is not there."""
    return reading(Link(name, empty), text)


def links(name: str, text: str) -> Any:
    """The objects whose keys the JSON list in the column `name` holds."""
    return reading(Links(name), text)


def choice(text: str, **cases: str) -> Any:
    """The object that the first filled of some columns names: `column=type_name`."""
    return reading(Choice(tuple(cases.items())), text)


def below(name: str, order: str, text: str, *, where: str = "true") -> Any:
    """All rows whose column `name` holds this object's id, in an SQL order."""
    return reading(Below(name, order, where), text)


def pages(name: str, lists: Lists, text: str) -> Any:
    """A page of the rows whose column `name` holds this object's id, filtered and ordered."""
    return reading(Page(name, lists), text)


def reading(
    read: Read, text: str, *, shown_as: str | None = None, shown: object = None
) -> StrawberryField:
    """A field that is read so; `shown` is its type where no class says it."""
    kind: dict[str, Any] = {} if shown is None else {"graphql_type": shown}
    made: StrawberryField = strawberry.field(
        resolver=resolver_of(read),
        description=text,
        name=shown_as,
        metadata={READ: read},
        **kind,
    )
    return made


def resolver_of(read: Read) -> Any:
    """The resolver that reads one field of one object."""
    if isinstance(read, Page):
        return _paging(read)
    if isinstance(read, Value | Part | Document | Given):

        def plain(root: Any, info: strawberry.Info, **given: Any) -> Any:
            return resolve_plain(read, root, info._raw_info, given)

        return taking(plain, _behind(read))

    async def awaited(root: Any, info: strawberry.Info) -> Any:
        return await resolve_read(read, root, info._raw_info, {})

    return awaited


def _behind(read: Read) -> Callable[..., Any] | None:
    """What takes the arguments of a field, if anything does."""
    if isinstance(read, Given):
        return read.make
    return read.bind if isinstance(read, Value) else None


def _paging(read: Page) -> Any:
    async def resolver(
        root: Any,
        info: strawberry.Info,
        first: Any = PAGE_DEFAULT,
        after: Any = strawberry.UNSET,
        filter: Any = strawberry.UNSET,
        order_by: Any = strawberry.UNSET,
    ) -> Any:
        said = {"first": first, "after": after, "filter": filter, "order_by": order_by}
        return await resolve_read(read, root, info._raw_info, said)

    resolver.__annotations__ = {"root": Any, "info": strawberry.Info, **arguments_of(read.lists)}
    return resolver


def arguments_of(lists: Lists) -> dict[str, Any]:
    """The arguments of a list by their names in Python."""
    which = strawberry.argument(description="Which of them to list; all when it is left out.")
    order = strawberry.argument(description=f"{lists.usual_text} when it is left out.")
    return {
        "first": First,
        "after": After,
        "filter": Annotated[lists.filter_type | None, which],
        "order_by": Annotated[list[lists.order_type] | None, order],  # type: ignore[name-defined]
    }


def asked_of(lists: Lists, given: Mapping[str, Any]) -> Asked:
    """What the arguments of a list ask for; raises Invalid, BadId and BadCursor."""
    said = {name: None if value is strawberry.UNSET else value for name, value in given.items()}
    return lists.asked(
        said.get("first") or 0,
        said.get("after"),
        said.get("filter"),
        said.get("order_by"),
    )


# How each read is done


def resolve_plain(read: Read, root: View | None, info: Info, given: Mapping[str, Any]) -> Any:
    """What needs no statement; `root` is None at the root."""
    if isinstance(read, Given):
        return shown(_type(info), read.make(info.context, **given))
    assert root is not None  # only what is given has no object
    match read:
        case Value(columns, make, bind, missing):
            values = [root.column(each, missing) for each in columns]
            if bind is not None:
                make = bind(info.context, **given)
            return make(*values) if make else values[0]
        case Part(absent):
            if absent is not None and root.column(absent) is None:
                return None
            return _type(info).of(root.row)
        case Document(name, missing):
            return shown(_type(info), root.column(name, missing))
        case _:
            raise TypeError(read)


async def resolve_read(read: Read, root: View | None, info: Info, given: Mapping[str, Any]) -> Any:
    """What needs a statement, batched with its like; `root` is None at the root."""
    loaders: Loaders = info.context.loaders
    match read:
        case Page(name, lists):
            above: Any = root.column("id") if root is not None else loaders.scope
            return await page(info, name, asked_of(lists, given), above)
        case Find(decode):
            return shown(_type(info), await loaders.link(_table(info), decode(given["id"])))
        case FindAny():
            return await _find_any(read, info, given[read.argument])
    assert root is not None  # the others are about an object
    match read:
        case Link(name, empty):
            row = await loaders.link(_table(info), key_of(root.column(name)))
            return shown(_type(info), row if row is not None else empty)
        case Links(name):
            keys = [key for each in root.column(name) or () if (key := key_of(each))]
            linked = await loaders.links(_table(info), keys)
            return [_type(info).of(row) for row in linked]
        case Choice(cases):
            for name, type_name in cases:
                if key := root.column(name):
                    return await any_of(info, type_name, key)
            return None
        case Below():
            rows = await loaders.below(_table(info), read, root.column("id"))
            return [_type(info).of(row) for row in rows]
        case _:
            raise TypeError(read)


async def _find_any(read: FindAny, info: Info, named: str | list[str]) -> Any:
    keys = asked_for(read, info.context, named)
    found = await asyncio.gather(*(any_of(info, *each) if each else _nothing() for each in keys))
    return found if isinstance(named, list) else found[0]


def asked_for(read: FindAny, context: Any, named: str | list[str]) -> list[tuple[str, UUID] | None]:
    """The type and key behind each id, None for what may not be seen; raises Invalid and BadId."""
    listed = named if isinstance(named, list) else [named]
    if len(listed) > read.limit:
        raise Invalid(f"Ask for at most {read.limit} objects at once.", path=(read.argument,))
    keys = [read.split(each) for each in listed]
    return [each if read.may(context, each[0]) else None for each in keys]


async def _nothing() -> None:
    return None


async def any_of(info: Info, type_name: str, key: UUID) -> View | None:
    """The object of a type and key; None when there is none to see."""
    kind = info.schema.type_map[type_name]
    row = await info.context.loaders.link(_table_of(kind), key)
    return view_of(kind).of(row) if row is not None else None


async def page(info: Info, name: str, asked: Asked, key: UUID) -> Listed:
    """A page below a key."""
    loaders: Loaders = info.context.loaders
    kind = node_type(info.return_type)
    table = _table_of(kind)
    try:
        found = await loaders.page(table, name, asked, key)
    except DataError:
        unstorable(asked)
    return Listed(view_of(kind), found, asked, loaders, table, name, key)


class Listed:
    """A page as `Connection` shows it: its parts are made when they are asked for."""

    def __init__(
        self,
        view: type[View],
        found: Sequence[Any],
        asked: Asked,
        loaders: Loaders,
        table: Table,
        column: str,
        key: UUID,
    ) -> None:
        self._view, self._found, self._asked = view, found, asked
        self._count = loaders, table, column, key

    @cached_property
    def nodes(self) -> list[View]:
        """The items."""
        return [self._view.of(row) for row in self._found[: self._asked.first]]

    @cached_property
    def edges(self) -> list[Edge[Any]]:
        """The items with their places."""
        places = zip(self.nodes, self._found, strict=False)
        return [Edge(node=node, cursor=self._place(row)) for node, row in places]

    @cached_property
    def page_info(self) -> PageInfo:
        """Where the page stands."""
        rows = self._found[: self._asked.first]
        return PageInfo(
            has_next_page=len(self._found) > self._asked.first,
            has_previous_page=self._asked.after is not None,
            start_cursor=self._place(rows[0]) if rows else None,
            end_cursor=self._place(rows[-1]) if rows else None,
        )

    async def count(self) -> int:
        """How many items the whole list has."""
        loaders, table, column, key = self._count
        return await loaders.count(table, column, self._asked, key)

    def _place(self, row: Any) -> str:
        return self._asked.cursor(*(row[each] for each in self._asked.columns))


def unstorable(asked: Asked) -> NoReturn:
    """A value that no column can hold: made up as a cursor, or asked for by a filter."""
    if asked.after is not None:
        raise BadCursor(path=("after",)) from None
    raise Invalid("A value of the filter is not allowed.", path=("filter",)) from None


def node_type(kind: Any) -> GraphQLNamedType:
    """The type of a connection's nodes."""
    named: GraphQLNamedType = get_named_type(get_named_type(kind).fields["nodes"].type)
    return named


def key_of(value: Any) -> UUID | None:
    """The key that a column or a JSON value holds."""
    # A column holds UUIDs, JSON holds their texts.
    return UUID(value) if isinstance(value, str) else value


def shown(kind: Any, value: Any) -> Any:
    """Rows or JSON objects as views: one, a list, or None."""
    if value is None:
        return None
    if isinstance(value, Iterable) and not hasattr(value, "keys"):
        return [kind.of(each) for each in value]
    return kind.of(value)


def _type(info: Info) -> Any:
    return view_of(get_named_type(info.return_type))


def _table(info: Info) -> Table:
    return _table_of(get_named_type(info.return_type))


def _table_of(kind: GraphQLNamedType) -> Table:
    table = table_of(kind)
    if table is None:
        raise TypeError(f"{kind.name} shows the rows of no table")
    return table
