"""From the fields of a query to statements and builders: what cannot be expressed is `Unplanned`.

Each level of rows is one statement. `Compiler.root` gives for a root field a step that reads it,
with the steps below it; see `plan.py` for how they run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    FieldNode,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)

from aixss.reads.arguments import Arguments, Convert
from aixss.reads.collect import TYPENAME, Collector, Unplanned, object_type
from aixss.reads.connections import Connection
from aixss.reads.leaves import FLOAT, PLAIN, names
from aixss.reads.spec import (
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
    Value,
    read_of,
    table_of,
)
from aixss.reads.steps import (
    Answering,
    AnyOf,
    Bound,
    ByKey,
    ByPage,
    ByParent,
    Fetched,
    FromContext,
)
from aixss.reads.writer import Level, Scope

KEY = "id"


@dataclass
class Compiler:
    """Compiles the root fields of one operation; `bound` are the leaves that depend on who asks."""

    collector: Collector
    convert: Convert
    bound: list[Bound] = field(default_factory=list)
    size: int = 0  # of the source, in characters

    def root(self, found: GraphQLField, nodes: Sequence[FieldNode]) -> Answering:
        """What reads a root field; raises Unplanned."""
        read, kind = read_of(found), get_named_type(found.type)
        arguments = self._arguments(found, nodes)
        match read:
            case Find(key):
                return ByKey(self._objects(object_type(kind), nodes), arguments, key)
            case Page():
                return self._page(read, found, nodes)
            case Given(make):
                rows = self._given(object_type(kind), nodes)
                return FromContext(rows, make, arguments, is_list=_is_list(found))
            case FindAny():
                levels = {
                    each.name: self._objects(each, nodes)
                    for each in self._possible(kind)
                    if table_of(each) is not None
                }
                return AnyOf(levels, read, arguments)
            case _:
                raise Unplanned(nodes[0].name.value)

    def _possible(self, kind: GraphQLNamedType) -> Sequence[GraphQLObjectType]:
        if not isinstance(kind, GraphQLInterfaceType):
            raise Unplanned(kind.name)
        return self.collector.schema.get_possible_types(kind)

    def _arguments(self, found: GraphQLField, nodes: Sequence[FieldNode]) -> Arguments:
        return Arguments(found, nodes[0], self.convert)

    # Levels

    def _objects(self, kind: GraphQLObjectType, nodes: Sequence[FieldNode]) -> Fetched:
        """The rows of some keys, as a mapping from key to object."""
        level = self.level(kind)
        made = self.shape(Scope(level), kind, nodes)
        body = f"    return {{r[{level.index(KEY)}]: {made} for r in rows}}\n"
        return self._fetched(level, "", body)

    def _below(self, kind: GraphQLObjectType, nodes: Sequence[FieldNode], parent: str) -> Fetched:
        """The rows below some parents, as a mapping from parent to list of objects."""
        level = self.level(kind)
        made = self.shape(Scope(level), kind, nodes)
        body = (
            "    groups = {}\n"
            "    for r in rows:\n"
            f"        p = r[{level.index(parent)}]\n"
            f"        o = {made}\n"
            "        if p in groups:\n"
            "            groups[p].append(o)\n"
            "        else:\n"
            "            groups[p] = [o]\n"
            "    return groups\n"
        )
        return self._fetched(level, "", body)

    def _given(self, kind: GraphQLObjectType, nodes: Sequence[FieldNode]) -> Fetched:
        """Rows that need no statement, as a list of objects."""
        level = Level(None)
        made = self.shape(Scope(level), kind, nodes)
        return self._fetched(level, "", f"    return [{made} for r in rows]\n")

    def _page(self, read: Page, found: GraphQLField, nodes: Sequence[FieldNode]) -> ByPage:
        """Pages below some parents, as a mapping from parent to connection."""
        kind = object_type(get_named_type(found.type))
        wanted = Connection(self, read)
        made = wanted.compile(kind, nodes)
        level = wanted.level
        body = (
            "    groups = {}\n"
            "    for r in rows:\n"
            f"        p = r[{level.index(read.column)}]\n"
            "        if p in groups:\n"
            "            groups[p].append(r)\n"
            "        else:\n"
            "            groups[p] = [r]\n"
            "    made = {}\n"
            "    for p in parents:\n"
            "        g = groups.get(p, ())\n"
            "        more = len(g) > first\n"
            "        if more:\n"
            "            g = g[:first]\n"
            f"        made[p] = {made}\n"
            "    return made\n"
        )
        rows = self._fetched(level, ", parents, first, back, place, total", body)
        return ByPage(
            rows,
            read,
            self._arguments(found, nodes),
            has_rows=wanted.has_rows,
            has_more=wanted.has_more,
            has_count=wanted.has_count,
            has_places=wanted.has_places,
        )

    def level(self, kind: GraphQLObjectType) -> Level:
        """The rows of a type, of which nothing is asked yet; raises Unplanned."""
        table = table_of(kind)
        if table is None:
            raise Unplanned(kind.name)
        return Level(table)

    def _fetched(self, level: Level, parameters: str, body: str) -> Fetched:
        functions, size = level.compiled(parameters, body)
        self.size += size
        return Fetched(level.table, tuple(level.columns), functions, tuple(level.steps))

    # Objects and their fields

    def shape(self, scope: Scope, kind: GraphQLObjectType, nodes: Sequence[FieldNode]) -> str:
        """The expression of what a selection asks of an object of a type; raises Unplanned."""
        cells = []
        for name, found in self.collector.below(kind, nodes).items():
            field_name = found[0].name.value
            if field_name == TYPENAME:
                cells.append(f"{name!r}: {kind.name!r}")
                continue
            cells.append(f"{name!r}: {self._field(scope, kind.fields[field_name], found)}")
        return f"{{{', '.join(cells)}}}"

    def _field(self, scope: Scope, found: GraphQLField, nodes: Sequence[FieldNode]) -> str:
        read = read_of(found)
        match read:
            case Value():
                return self._value(scope, read, found, nodes)
            case Part(absent):
                made = self.shape(scope, object_type(get_named_type(found.type)), nodes)
                if absent is None:
                    return made
                return f"(None if {scope.cell(absent)} is None else {made})"
            case Document():
                return self._document(scope, read, found, nodes)
            case Link() | Links() | Choice():
                return self._link(scope, read, found, nodes)
            case Below(column):
                self._must_be_row(scope)
                rows = self._below(object_type(get_named_type(found.type)), nodes, column)
                own = scope.cell(KEY)
                step = scope.level.further(f"[{own} for r in rows]", ByParent(rows, read))
                return f"{step}({own}, ())"
            case Page():
                self._must_be_row(scope)
                own = scope.cell(KEY)
                page = self._page(read, found, nodes)
                return f"{scope.level.further(f'[{own} for r in rows]', page)}({own})"
            case _:
                raise Unplanned(nodes[0].name.value)

    def _must_be_row(self, scope: Scope) -> None:
        if scope.is_json or scope.level.table is None:
            raise Unplanned("a list below what is no row")

    def _document(
        self, scope: Scope, read: Document, found: GraphQLField, nodes: Sequence[FieldNode]
    ) -> str:
        kind, cell = object_type(get_named_type(found.type)), scope.cell(read.column, read.missing)
        inner = scope.inner(cell, is_list=_is_list(found))
        made = self.shape(inner, kind, nodes)
        is_sure = is_non_null_type(found.type)
        held = f"must({cell})" if is_sure else cell
        if _is_list(found):
            listed = f"[{made} for {inner.var} in {held}]"
            return listed if is_sure else f"(None if {cell} is None else {listed})"
        if is_sure:
            return f"[{made} for {inner.var} in ({held},)][0]"
        return f"(None if {cell} is None else [{made} for {inner.var} in ({cell},)][0])"

    def _link(
        self,
        scope: Scope,
        read: Link | Links | Choice,
        found: GraphQLField,
        nodes: Sequence[FieldNode],
    ) -> str:
        if isinstance(read, Choice):
            return self._choice(scope, read, nodes)
        rows = self._objects(object_type(get_named_type(found.type)), nodes)
        cell, is_text = scope.cell(read.column), scope.is_json
        if isinstance(read, Links):
            # What a list of keys is held in is JSON, wherever it stands.
            keys = f"{{UUID(x) {scope.loops} for x in {cell} or ()}}"
            step = scope.level.further(keys, ByKey(rows))
            return f"[o for x in {cell} or () if (o := {step}(UUID(x))) is not None]"
        key = f"UUID({cell})" if is_text else cell
        keys = f"{{{key} {scope.loops} if {cell}}}"
        step = scope.level.further(keys, ByKey(rows, empty=read.empty))
        got = f"({step}({key}) if {cell} else None)" if is_text else f"{step}({cell})"
        return f"must({got})" if is_non_null_type(found.type) else got

    def _choice(self, scope: Scope, read: Choice, nodes: Sequence[FieldNode]) -> str:
        self._must_be_row(scope)
        made, none = "", "True"
        for column, type_name in read.cases:
            kind = object_type(self.collector.schema.type_map[type_name])
            rows, cell = self._objects(kind, nodes), scope.cell(column)
            keys = f"{{{cell} {scope.loops} if {cell} and {none}}}"
            step = scope.level.further(keys, ByKey(rows))
            made += f"{step}({cell}) if {cell} else "
            none += f" and not {cell}"
        return f"({made}None)"

    # Leaves

    def _value(
        self, scope: Scope, read: Value, found: GraphQLField, nodes: Sequence[FieldNode]
    ) -> str:
        cells = [scope.cell(each, read.missing) for each in read.columns]
        may_be_null = any(scope.may_be_null(each) for each in read.columns)
        if read.bind is not None:
            self.bound.append(Bound(read.bind, self._arguments(found, nodes)))
            made = f"bound[{len(self.bound) - 1}]({', '.join(cells)})"
        elif read.make is not None:
            made = f"{scope.level.constant(read.make)}({', '.join(cells)})"
        else:
            (made,) = cells
        is_made = read.make is not None or read.bind is not None
        return self._leaf(scope, made, found.type, may_be_null, is_raw=not is_made)

    def _leaf(self, scope: Scope, cell: str, kind: Any, may_be_null: bool, *, is_raw: bool) -> str:
        is_sure, shown = is_non_null_type(kind), get_nullable_type(kind)
        if is_list_type(shown):
            item = self._leaf(scope, "x", shown.of_type, False, is_raw=is_raw)
            held = f"must({cell})" if is_sure and may_be_null else cell
            if item == "x":
                return held
            listed = f"[{item} for x in {held}]"
            return listed if is_sure else f"(None if {cell} is None else {listed})"
        if not is_leaf_type(shown):
            raise Unplanned(str(shown))
        if isinstance(shown, GraphQLEnumType):
            return f"{scope.level.constant(names(shown, nullable=not is_sure))}[{cell}]"
        made = self._scalar(scope, cell, shown, is_raw=is_raw)
        return f"must({made})" if is_sure and may_be_null else made

    def _scalar(self, scope: Scope, cell: str, kind: GraphQLScalarType, *, is_raw: bool) -> str:
        if kind.name == FLOAT:
            # A column of that type holds floats; JSON may hold a whole number.
            is_float = is_raw and not scope.is_json and scope.level.table is not None
            return cell if is_float else f"as_float({cell})"
        if kind.name not in PLAIN:
            raise Unplanned(kind.name)
        return cell


def _is_list(found: GraphQLField) -> bool:
    shown = found.type.of_type if isinstance(found.type, GraphQLNonNull) else found.type
    return is_list_type(shown)
