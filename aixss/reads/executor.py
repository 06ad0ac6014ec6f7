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
    Collection,
    Coroutine,
    Generator,
    Iterable,
    Sequence,
)
from functools import partial
from typing import Any

from graphql import (
    GraphQLError,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
)
from graphql.execution import Executor
from graphql.pyutils import Path, gather_with_cancel

from aixss.errors import AixssError
from aixss.reads.arguments import Convert
from aixss.reads.batches import Batch, Values
from aixss.reads.plan import UNSPOKEN
from aixss.reads.resolvers import resolve_read
from aixss.reads.selections import Entry, Selections
from aixss.reads.spec import (
    Below,
    Choice,
    Link,
    Links,
    Page,
    Unread,
    View,
    read_of,
    table_of,
    view_of,
)

PathOf = Callable[[int], Path | None]
LATER = (Below, Choice, Link, Links, Page)


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
        self._selections = Selections(self, self.convert)
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
        given = return_type, field_details_list, info, path, result, position_context
        slowly = partial(super().complete_list_value, *given)
        type_name = _items_of(return_type)
        if type_name is None or not _are_views(result, return_type):
            return slowly()

        def quickly() -> Awaitable[Any]:
            type_names = [each and (type_name or type(each).__name__) for each in result]
            return self._objects_of(
                type_names, result, field_details_list, lambda n: path.add_key(n, None)
            )

        return Later(partial(self._either, quickly, slowly))

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
        given = return_type, field_details_list, info, path, result, position_context
        slowly = partial(super().complete_object_value, *given)

        async def quickly() -> Any:
            (answer,) = await self._objects(
                return_type, [result], field_details_list, lambda _: path
            )
            return answer

        async def read() -> Any:
            columns = self._selections.columns(return_type, field_details_list)
            row = await self._read(return_type, result.row, columns)
            if row is None:
                return None
            view = view_of(return_type).of(row)
            return await self.complete_object_value(
                return_type, field_details_list, info, path, view, position_context
            )

        if isinstance(result, Unread):
            return Later(read)
        is_quick = isinstance(result, View)
        return Later(partial(self._either, quickly, slowly)) if is_quick else slowly()

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
        try:
            given = self._selections.given(found, field_details_list)
        except UNSPOKEN as error:
            self.handle_field_error(error, found.type, field_details_list, path)
            return None
        nodes = [each.node for each in field_details_list]
        info = self.build_resolve_info(found, nodes, parent_type, path)

        async def resolved() -> Any:
            return await resolve_read(read, source, info, given)

        async def completed() -> Any:
            return await self.complete_awaitable_value(
                found.type, field_details_list, info, path, resolved(), position_context
            )

        return Later(completed)

    async def _read(self, kind: GraphQLObjectType, known: Any, columns: Collection[str]) -> Any:
        """The row of something unread: what is known of it where that is all, else read by id."""
        if columns and known.keys() >= set(columns):
            return known
        loaders, key = self.context_value.loaders, known["id"]
        return (await loaders.by_key(table_of(kind), [key], columns)).get(key)

    def settle_in_background(self, awaitables: list[Awaitable[Any]]) -> None:
        """Let end what an error has made needless; what has not begun never does."""
        super().settle_in_background([each for each in awaitables if not isinstance(each, Later)])

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
        resolved: list[Entry] = []
        for entry in self._selections.entries(kind, details):
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
        columns = self._selections.columns(get_named_type(found.type), entry.details)
        try:
            values = await batch(self.context_value, self.schema, sources, columns)
        except AixssError as error:
            # The arguments are what is wrong, never one of the objects.
            self._selections.refuse(entry.details, error)
            raise
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
