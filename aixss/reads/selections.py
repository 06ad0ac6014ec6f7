"""What the selection sets of an operation ask of objects: leaves, other objects, columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import repeat
from operator import attrgetter
from typing import Any, NamedTuple

from graphql import GraphQLField, GraphQLObjectType, get_named_type
from graphql.execution import Executor
from strawberry.types.field import StrawberryField

from aixss.errors import AixssError
from aixss.reads.arguments import Arguments, Convert
from aixss.reads.batches import Batch, Columns, batch_of, columns_of
from aixss.reads.collect import TYPENAME
from aixss.reads.leaves import Finish, as_it_is, finish, must
from aixss.reads.resolvers import asked_of
from aixss.reads.spec import DEFINITION, Page, Part, Value, is_view, read_of, table_of

Leaves = Callable[[Sequence[Any]], Iterable[Any]]  # the values of a field of many objects


class Entry(NamedTuple):
    """A field of a selection set: leaves of objects, or other objects read for all of them."""

    name: str
    details: Any
    found: GraphQLField | None = None
    leaves: Leaves | None = None
    batch: Batch | None = None


class Selections:
    """The selection sets of one operation, each worked out once for each type of its objects."""

    def __init__(self, executor: Executor[Any], convert: Convert) -> None:
        self._executor = executor
        self._convert = convert
        # By the ids of lists that the executor keeps for as long as it lives.
        self._entries: dict[tuple[str, int], list[Entry]] = {}
        self._columns: dict[tuple[str, int], Columns] = {}
        self._given: dict[int, Mapping[str, Any]] = {}
        self._refused: dict[int, AixssError] = {}

    def entries(self, kind: GraphQLObjectType, details: Any) -> list[Entry]:
        """What is asked of objects of a type, in the order of the answer."""
        key = kind.name, id(details)
        if (known := self._entries.get(key)) is None:
            grouped = self._executor.collect_subfields(kind, details)[0]
            known = [self._entry(kind, name, each) for name, each in grouped.items()]
            self._entries[key] = known
        return known

    def columns(self, kind: Any, details: Any) -> Columns:
        """Which columns of rows of a type are taken; `()` for all of them."""
        key = kind.name, id(details)
        if (known := self._columns.get(key)) is None:
            try:
                known = tuple(sorted({"id", *self._taken(kind, details)}))
            except LookupError:  # a resolver may want anything
                known = ()
            self._columns[key] = known
        return known

    def given(self, found: GraphQLField, details: Any) -> Mapping[str, Any]:
        """The arguments of a field, looked at once for all objects; raises what refuses them."""
        if refused := self._refused.get(id(details)):
            raise refused
        if (known := self._given.get(id(details))) is None:
            arguments = Arguments(found, details[0].node, self._convert)
            known = arguments.of(self._executor.variable_values)
            if isinstance(read := read_of(found), Page):
                asked_of(read.lists, known)
            self._given[id(details)] = known
        return known

    def refuse(self, details: Any, why: AixssError) -> None:
        """Take the arguments of a field for refused, so that they are tried for no other object."""
        self._refused[id(details)] = why

    def _taken(self, kind: Any, details: Any) -> Iterator[str]:
        """The columns that are taken of an object of a type, or of a connection's nodes."""
        if not isinstance(kind, GraphQLObjectType):
            raise LookupError(kind)
        for each in self._executor.collect_subfields(kind, details)[0].values():
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

    def _entry(self, kind: GraphQLObjectType, name: str, details: Any) -> Entry:
        node = details[0].node
        if node.name.value == TYPENAME:
            return Entry(name, details, leaves=lambda sources: repeat(kind.name, len(sources)))
        found = kind.fields[node.name.value]
        read, finished = read_of(found), finish(found.type)
        if isinstance(read, Value) and finished is not None:
            if read.bind is not None:
                given = self.given(found, details)
                read = replace(read, make=read.bind(self._executor.context_value, **given))
            return Entry(name, details, found, _leaves(kind, read, found, finished))
        batch = batch_of(kind, found, read, partial(self.given, found, details))
        return Entry(name, details, found, batch=batch)


def _leaves(kind: GraphQLObjectType, read: Value, found: GraphQLField, finish: Finish) -> Leaves:
    definition: StrawberryField = found.extensions[DEFINITION]
    table, missing, make = table_of(kind), read.missing, read.make
    (column, *others) = read.columns
    if definition.base_resolver is None and not is_view(kind):
        taken = attrgetter(column)
        return lambda sources: [finish(taken(each)) for each in sources]
    if make is not None and others:
        columns = read.columns
        return lambda sources: [
            finish(make(*(each.column(name, missing) for name in columns))) for each in sources
        ]
    if make is not None:
        return lambda sources: [finish(make(each.column(column, missing))) for each in sources]
    if table is None or column in table.json:
        return lambda sources: [finish(each.column(column, missing)) for each in sources]
    if finish is as_it_is or (finish is must and column not in table.nullable):
        return lambda sources: [each.row[column] for each in sources]
    return lambda sources: [finish(each.row[column]) for each in sources]
