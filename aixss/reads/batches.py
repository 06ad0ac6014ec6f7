"""Fields that lead to objects, read for many objects at once; for the executor."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from asyncpg import DataError
from graphql import (
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
)

from aixss.reads.loaders import Loaders
from aixss.reads.resolvers import Listed, asked_of, key_of, node_type, shown, unstorable
from aixss.reads.spec import (
    DEFINITION,
    Below,
    Choice,
    Document,
    Link,
    Links,
    Page,
    Part,
    Read,
    Table,
    Value,
    View,
    is_view,
    read_of,
    table_of,
    view_of,
)

Values = Sequence[Any]
Columns = tuple[str, ...]
Given = Callable[[], Mapping[str, Any]]


@dataclass(frozen=True)
class Batch:
    """Reads a field for many objects: for each an object, a list of objects or None."""

    read: Callable[[Any, GraphQLSchema, Values, Columns], Awaitable[Values]]
    name: str  # of the type of what it gives; of a view that knows better, that

    async def __call__(
        self, context: Any, schema: GraphQLSchema, sources: Values, columns: Columns
    ) -> Values:
        """The values, one for each object; of their rows only some columns, or all for `()`."""
        return await self.read(context, schema, sources, columns)

    def type_name(self, value: object) -> str:
        """The type of one of the objects that it gave."""
        return self.name or type(value).__name__


def batch_of(
    kind: GraphQLObjectType, found: GraphQLField, read: Read | None, given: Given
) -> Batch | None:
    """How a field is read for many objects of a type; None for one that has to be resolved."""
    inner = get_named_type(found.type)
    if isinstance(read, Choice):
        return Batch(_choice(read), "")
    if not isinstance(inner, GraphQLObjectType):
        return None
    made = _batch(kind, found, read, given)
    return Batch(made, inner.name) if made else None


def _batch(kind: GraphQLObjectType, found: GraphQLField, read: Read | None, given: Given) -> Any:
    view, table = view_of_field(found), table_of_field(found)
    match read:
        case Part(absent):
            return _sync(
                lambda source: (
                    None
                    if absent is not None and source.column(absent) is None
                    else view.of(source.row)
                )
            )
        case Document(name, missing):
            return _sync(lambda source: shown(view, source.column(name, missing)))
        case Link(name, empty) if table:
            return _link(view, table, name, empty)
        case Links(name) if table:
            return _links(view, table, name)
        case Below() if table:
            return _below(view, table, read)
        case Page():
            return _page(found, read, given)
        case _ if not is_view(kind) and _is_attribute(found):
            name = found.extensions[DEFINITION].python_name
            return _sync(lambda source: getattr(source, name))
        case _:
            return None


def columns_of(read: Read) -> Columns:
    """The columns of its own row that a read takes; raises LookupError for one that has none."""
    match read:
        case Value(columns):
            return columns
        case Part(absent):
            return (absent,) if absent else ()
        case Document(column) | Link(column) | Links(column):
            return (column,)
        case Choice(cases):
            return tuple(column for column, _ in cases)
        case Below() | Page():
            return ("id",)
        case _:
            raise LookupError(read)


def view_of_field(found: GraphQLField) -> type[View]:
    """The class of a field's objects."""
    return view_of(get_named_type(found.type))


def table_of_field(found: GraphQLField) -> Table | None:
    """The table of a field's objects."""
    return table_of(get_named_type(found.type))


def _is_attribute(found: GraphQLField) -> bool:
    return read_of(found) is not None and found.extensions[DEFINITION].base_resolver is None


def _sync(value: Callable[[Any], Any]) -> Any:
    async def read(_: Any, __: GraphQLSchema, sources: Values, ___: Columns) -> Values:
        return [value(source) for source in sources]

    return read


def _link(view: type[View], table: Table, name: str, empty: Mapping[str, Any] | None) -> Any:
    async def read(context: Any, _: GraphQLSchema, sources: Values, columns: Columns) -> Values:
        keys = [key_of(source.column(name)) for source in sources]
        rows = await _rows(context.loaders, table, [key for key in keys if key], columns)
        return [shown(view, rows.get(key, empty)) for key in keys]

    return read


def _links(view: type[View], table: Table, name: str) -> Any:
    async def read(context: Any, _: GraphQLSchema, sources: Values, columns: Columns) -> Values:
        keys = [[key_of(each) for each in source.column(name) or ()] for source in sources]
        rows = await _rows(context.loaders, table, [key for each in keys for key in each], columns)
        return [[view.of(rows[key]) for key in each if key in rows] for each in keys]

    return read


def _choice(choice: Choice) -> Any:
    async def read(
        context: Any, schema: GraphQLSchema, sources: Values, columns: Columns
    ) -> Values:
        values: list[Any] = [None] * len(sources)
        left = list(range(len(sources)))
        for name, type_name in choice.cases:
            keys = {n: key for n in left if (key := sources[n].column(name))}
            kind = schema.type_map[type_name]
            table = table_of(kind)
            assert table is not None  # a key is that of a row
            rows = await _rows(context.loaders, table, list(keys.values()), columns)
            for n, key in keys.items():
                values[n] = shown(view_of(kind), rows.get(key))
            left = [n for n in left if n not in keys]
        return values

    return read


def _below(view: type[View], table: Table, below: Below) -> Any:
    async def read(context: Any, _: GraphQLSchema, sources: Values, columns: Columns) -> Values:
        loaders: Loaders = context.loaders
        keys = [source.column("id") for source in sources]
        found = await loaders.below_all(table, below, keys, columns)
        return [[view.of(row) for row in found.get(key, ())] for key in keys]

    return read


def _page(found: GraphQLField, page: Page, given: Given) -> Any:
    kind = node_type(found.type)
    view, table = view_of(kind), table_of(kind)
    assert table is not None  # a list is of rows

    async def read(context: Any, _: GraphQLSchema, sources: Values, columns: Columns) -> Values:
        loaders: Loaders = context.loaders
        asked = asked_of(page.lists, given())
        keys = [source.column("id") for source in sources]
        if columns:
            columns = tuple(sorted({*columns, *asked.columns}))
        try:
            rows = await loaders.pages(table, page.column, asked, keys, columns)
        except DataError:
            unstorable(asked)
        return [
            Listed(view, rows.get(key, ()), asked, loaders, table, page.column, key) for key in keys
        ]

    return read


async def _rows(
    loaders: Loaders, table: Table, keys: Sequence[Any], columns: Columns
) -> Mapping[Any, Any]:
    """The rows of some keys, by key."""
    return await loaders.by_key(table, list(dict.fromkeys(keys)), columns) if keys else {}
