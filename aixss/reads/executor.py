"""The ordinary executor, faster: for what no plan expresses, mutations and events among it.

graphql-core spends its time per field of each object: on a path, an info object, arguments, a
resolver, a task. Here all objects of a list are completed at once, field by field: leaves are taken
from their rows, and what leads to other rows is read for all of them together. A field that says
not how it is read goes graphql-core's way, and so does everything with which anything goes wrong:
that way says what it was, and where, once for each place, however often it is met.
"""

from __future__ import annotations

from collections.abc import (
    Awaitable,
    Callable,
    Coroutine,
    Generator,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from itertools import repeat
from operator import attrgetter
from typing import Any, NamedTuple

from graphql import (
    GraphQLError,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
)
from graphql.execution import Executor
from graphql.pyutils import Path, gather_with_cancel
from strawberry.types.field import StrawberryField

from aixss.reads.arguments import Arguments, Convert
from aixss.reads.batches import Batch, Columns, Values, batch_of, columns_of
from aixss.reads.collect import TYPENAME
from aixss.reads.leaves import Finish, as_it_is, finish, must
from aixss.reads.plan import UNSPOKEN
from aixss.reads.resolvers import resolve_read
from aixss.reads.spec import (
    DEFINITION,
    Below,
    Choice,
    Link,
    Links,
    Page,
    Part,
    Unread,
    Value,
    View,
    is_view,
    read_of,
    table_of,
    view_of,
)

Leaves = Callable[[Sequence[Any]], Iterable[Any]]  # the values of a field of many objects
PathOf = Callable[[int], Path | None]
LATER = (Below, Choice, Link, Links, Page)


class Entry(NamedTuple):
    """A field of a selection set: leaves of objects, or other objects read for all of them."""

    name: str
    details: Any
    found: GraphQLField | None = None
    leaves: Leaves | None = None
    batch: Batch | None = None


class Later:
    """What begins when it is awaited.

    graphql-core cancels what it has not begun to await, and Python complains of a coroutine that
    nobody has awaited.
    """

    __slots__ = ("_begin",)

    def __init__(self, begin: Callable[[], Coroutine[Any, Any, Any]]) -> None:
        self._begin = begin

    def __await__(self) -> Generator[Any, Any, Any]:
        """Begin."""
        return self._begin().__await__()


class FastExecutor(Executor[Any]):
    """Executes operations over a schema whose fields say how they are read."""

    convert: Convert  # see `fast`

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._entries_of: dict[tuple[str, int], tuple[Any, list[Entry]]] = {}
        self._columns_of: dict[int, Columns] = {}
        self._is_quick = True  # until something goes wrong

    def complete_list_value(
        self,
        return_type: GraphQLList[Any],
        field_details_list: Any,
        info: Any,
        path: Path,
        result: Any,
        position_context: Any,
    ) -> Any:
        """A list, all of its objects at once where they are views."""

        def slowly() -> Any:
            return super(FastExecutor, self).complete_list_value(
                return_type, field_details_list, info, path, result, position_context
            )

        type_name = _items_of(return_type)
        if type_name is None or not _are_views(result, return_type):
            return slowly()

        def quickly() -> Any:
            type_names = [each and (type_name or type(each).__name__) for each in result]
            return self._objects_of(
                type_names, result, field_details_list, lambda n: path.add_key(n, None)
            )

        return Later(lambda: self._either(quickly, slowly))

    def complete_object_value(
        self,
        return_type: GraphQLObjectType,
        field_details_list: Any,
        info: Any,
        path: Path,
        result: Any,
        position_context: Any,
    ) -> Any:
        """An object; one that is a view as if it were a list of one."""

        def slowly() -> Any:
            return super(FastExecutor, self).complete_object_value(
                return_type, field_details_list, info, path, result, position_context
            )

        async def one() -> Any:
            (answer,) = await self._objects(
                return_type, [result], field_details_list, lambda _: path
            )
            return answer

        async def read() -> Any:
            columns = self._columns(return_type, field_details_list)
            table, loaders = table_of(return_type), self.context_value.loaders
            row = (await loaders.by_key(table, [result.row["id"]], columns)).get(result.row["id"])
            if row is None:
                return None
            view = view_of(return_type).of(row)
            return await self.complete_object_value(
                return_type, field_details_list, info, path, view, position_context
            )

        if isinstance(result, Unread):
            return Later(read)
        is_quick = isinstance(result, View)
        return Later(lambda: self._either(one, slowly)) if is_quick else slowly()

    def execute_field(
        self,
        parent_type: GraphQLObjectType,
        source: Any,
        field_details_list: Any,
        path: Path,
        position_context: Any,
    ) -> Any:
        """One field of one object, read without Strawberry's wrapper."""
        node = field_details_list[0].node
        found = parent_type.fields.get(node.name.value)
        read = read_of(found) if found and isinstance(source, View) else None
        if found is None or not isinstance(read, LATER):
            return super().execute_field(
                parent_type, source, field_details_list, path, position_context
            )
        arguments = Arguments(found, node, self.convert)
        nodes = [each.node for each in field_details_list]
        info = self.build_resolve_info(found, nodes, parent_type, path)

        async def resolved() -> Any:
            return await resolve_read(read, source, info, arguments.of(self.variable_values))

        async def completed() -> Any:
            return await self.complete_awaitable_value(
                found.type, field_details_list, info, path, resolved(), position_context
            )

        return Later(completed)

    async def _either(
        self, quickly: Callable[[], Awaitable[Any]], slowly: Callable[[], Any]
    ) -> Any:
        """What the quick way gives, else the ordinary one: errors are said and placed by that.

        From then on everything goes that way, which has batches of its own: to try quickly again
        for each object of a list would take statements for each of them.
        """
        if self._is_quick:
            try:
                return await quickly()
            except UNSPOKEN:
                self._is_quick = False
        found = slowly()
        return await found if self.is_awaitable(found) else found

    async def _objects(
        self, kind: GraphQLObjectType, sources: Sequence[Any], details: Any, path_of: PathOf
    ) -> list[dict[str, Any]]:
        """What a selection asks of objects of one type, field by field; raises UNSPOKEN."""
        answers: list[dict[str, Any]] = [{} for _ in sources]
        if not sources:
            return answers
        grouped = self.collect_subfields(kind, details)[0]
        resolved: list[Entry] = []
        for entry in self._entries(kind, grouped):
            if entry.leaves is not None:
                for answer, value in zip(answers, entry.leaves(sources), strict=True):
                    answer[entry.name] = value
            elif entry.batch is not None:
                values = await self._batched(entry, entry.batch, kind, sources, path_of)
                for answer, value in zip(answers, values, strict=True):
                    answer[entry.name] = value
            else:
                resolved.append(entry)
                for answer in answers:
                    answer[entry.name] = None  # keeps its place
        if resolved:
            await self._resolve(kind, sources, resolved, path_of, answers)
        return answers

    async def _resolve(
        self,
        kind: GraphQLObjectType,
        sources: Sequence[Any],
        entries: Iterable[Entry],
        path_of: PathOf,
        answers: Sequence[dict[str, Any]],
    ) -> None:
        """Fields of each object as graphql-core does them; last, for they may start work."""
        late: list[tuple[dict[str, Any], str, Any]] = []
        try:
            for entry in entries:
                for n, source in enumerate(sources):
                    path = Path(path_of(n), entry.name, kind.name)
                    value = super().execute_field(kind, source, entry.details, path, None)
                    answers[n][entry.name] = value
                    if self.is_awaitable(value):
                        late.append((answers[n], entry.name, value))
        except GraphQLError:
            self.settle_in_background([each for _, _, each in late])
            raise
        found = await gather_with_cancel(*(each for _, _, each in late))
        for (answer, name, _), value in zip(late, found, strict=True):
            answer[name] = value

    async def _batched(
        self,
        entry: Entry,
        batch: Batch,
        kind: GraphQLObjectType,
        sources: Sequence[Any],
        path_of: PathOf,
    ) -> Sequence[Any]:
        """The completed values of a field that leads to objects, for all objects at once."""
        found, name = entry.found, entry.name
        assert found is not None  # a batch is of a field
        columns = self._columns(get_named_type(found.type), entry.details)
        values = await batch(self.context_value, self.schema, sources, columns)
        is_sure = isinstance(found.type, GraphQLNonNull)
        completed: list[Any] = []
        places: list[tuple[int, int | None]] = []
        flat: list[Any] = []
        for n, value in enumerate(values):
            if value is None and is_sure:
                raise LookupError(name)
            is_list = isinstance(value, list)
            completed.append([None] * len(value) if is_list else None)
            for m, each in enumerate(value) if is_list else [(None, value)]:
                if each is not None:
                    places.append((n, m))
                    flat.append(each)

        def path(at: int) -> Path:
            n, m = places[at]
            field = Path(path_of(n), name, kind.name)
            return field if m is None else field.add_key(m, None)

        type_names = [batch.type_name(each) for each in flat]
        answers = await self._objects_of(type_names, flat, entry.details, path)
        for (n, m), answer in zip(places, answers, strict=True):
            if m is None:
                completed[n] = answer
            else:
                completed[n][m] = answer
        return completed

    async def _objects_of(
        self, type_names: Sequence[str | None], sources: Values, details: Any, path_of: PathOf
    ) -> list[Any]:
        """What a selection asks of objects of several types, type by type; None where none is."""
        answers: list[Any] = [None] * len(sources)
        for type_name in dict.fromkeys(filter(None, type_names)):
            places = [n for n, each in enumerate(type_names) if each == type_name]

            def path(at: int, places: Sequence[int] = places) -> Path | None:
                return path_of(places[at])

            kind: Any = self.schema.type_map[type_name]
            made = await self._objects(kind, [sources[n] for n in places], details, path)
            for n, answer in zip(places, made, strict=True):
                answers[n] = answer
        return answers

    def _columns(self, kind: Any, details: Any) -> Columns:
        """Which columns of rows of a type a selection takes; `()` for all of them."""
        if (known := self._columns_of.get(id(details))) is None:
            try:
                known = tuple(sorted({"id", *self._taken(kind, details)}))
            except LookupError:  # a resolver may want anything
                known = ()
            self._columns_of[id(details)] = known
        return known

    def _taken(self, kind: Any, details: Any) -> Iterator[str]:
        """The columns that a selection takes of an object of a type, or of a connection's nodes."""
        if not isinstance(kind, GraphQLObjectType):
            raise LookupError(kind)
        for each in self.collect_subfields(kind, details)[0].values():
            name = each[0].node.name.value
            if name == TYPENAME:
                continue
            found = kind.fields[name]
            inner = get_named_type(found.type)
            read = read_of(found)
            if not is_view(kind) and found.extensions[DEFINITION].base_resolver is None:
                # A connection or an edge: what matters is its nodes.
                if isinstance(inner, GraphQLObjectType):
                    yield from self._taken(inner, each)
                continue
            if read is None and not is_view(kind):
                continue  # a connection's count
            if read is None:
                raise LookupError(name)
            yield from columns_of(read)
            if isinstance(read, Part):
                yield from self._taken(inner, each)

    # What a field is

    def _entries(self, kind: GraphQLObjectType, grouped: Mapping[str, Any]) -> list[Entry]:
        key = kind.name, id(grouped)
        kept = self._entries_of.get(key)
        if kept is None:
            entries = [self._entry(kind, name, details) for name, details in grouped.items()]
            # The mapping is kept with what was made of it, so that its id is not used again.
            kept = self._entries_of[key] = grouped, entries
        return kept[1]

    def _entry(self, kind: GraphQLObjectType, name: str, details: Any) -> Entry:
        node = details[0].node
        if node.name.value == TYPENAME:
            return Entry(name, details, leaves=lambda sources: repeat(kind.name, len(sources)))
        found = kind.fields[node.name.value]
        read, finished = read_of(found), finish(found.type)
        if isinstance(read, Value) and finished is not None:
            leaves = self._leaves(kind, read, found, node, finished)
            return Entry(name, details, found, leaves)
        arguments = Arguments(found, node, self.convert)
        batch = batch_of(kind, found, read, lambda: arguments.of(self.variable_values))
        return Entry(name, details, found, batch=batch)

    def _leaves(
        self, kind: GraphQLObjectType, read: Value, found: GraphQLField, node: Any, finish: Finish
    ) -> Leaves:
        definition: StrawberryField = found.extensions[DEFINITION]
        table, missing, made = table_of(kind), read.missing, read.make
        (column, *others) = read.columns
        if definition.base_resolver is None and not is_view(kind):
            taken = attrgetter(column)
            return lambda sources: [finish(taken(each)) for each in sources]
        if read.bind is not None:
            given = Arguments(found, node, self.convert).of(self.variable_values)
            made = read.bind(self.context_value, **given)
        if made is not None and others:
            make, columns = made, read.columns
            return lambda sources: [
                finish(make(*(each.column(name, missing) for name in columns))) for each in sources
            ]
        if made is not None:
            make = made
            return lambda sources: [finish(make(each.column(column, missing))) for each in sources]
        if table is None or column in table.json:
            return lambda sources: [finish(each.column(column, missing)) for each in sources]
        if finish is as_it_is or (finish is must and column not in table.nullable):
            return lambda sources: [each.row[column] for each in sources]
        return lambda sources: [finish(each.row[column]) for each in sources]


def fast(convert: Convert) -> type[FastExecutor]:
    """The executor of a schema; `convert` gives resolvers' arguments as Strawberry does."""
    return type("SchemaExecutor", (FastExecutor,), {"convert": staticmethod(convert)})


def _items_of(kind: GraphQLList[Any]) -> str | None:
    """The type of a list's objects, "" where each has its own; None for a list of others."""
    item = get_nullable_type(kind.of_type)
    if isinstance(item, GraphQLObjectType):
        return item.name
    return "" if is_abstract_type(item) else None


def _are_views(found: Any, kind: GraphQLList[Any]) -> bool:
    shown = View if isinstance(kind.of_type, GraphQLNonNull) else View | None
    return isinstance(found, list) and all(isinstance(each, shown) for each in found)
