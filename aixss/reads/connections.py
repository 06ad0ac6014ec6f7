"""Pages in the source of a plan: what is selected of a connection decides what has to be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from graphql import FieldNode, GraphQLField, GraphQLObjectType, get_named_type
from strawberry.types.field import StrawberryField

from aixss.reads.collect import TYPENAME, Collector, object_type
from aixss.reads.spec import DEFINITION, Page
from aixss.reads.writer import Level, Scope


class Shaping(Protocol):
    """The compiler, as far as connections need it."""

    collector: Collector

    def level(self, kind: GraphQLObjectType) -> Level:
        """The rows of a type, of which nothing is asked yet."""

    def shape(self, scope: Scope, kind: GraphQLObjectType, nodes: Sequence[FieldNode]) -> str:
        """The expression of what a selection asks of an object of a type."""


class Connection:
    """The parts of a page: what is selected of it decides what has to be read."""

    def __init__(self, compiler: Shaping, read: Page) -> None:
        self.compiler = compiler
        self.read = read
        self.has_rows = self.has_more = self.has_count = self.has_places = False
        self.level: Level = Level(None)

    def compile(self, kind: GraphQLObjectType, nodes: Sequence[FieldNode]) -> str:
        """The expression of a connection over its rows `g`."""
        listed = kind.fields["nodes"]
        self.level = self.compiler.level(object_type(get_named_type(listed.type)))
        return self._parts(
            kind,
            nodes,
            {
                "nodes": self._nodes,
                "edges": self._edges,
                "page_info": self._info,
                "total_count": self._count,
            },
        )

    def _parts(
        self,
        kind: GraphQLObjectType,
        nodes: Sequence[FieldNode],
        known: Mapping[str, Callable[[GraphQLField, Sequence[FieldNode]], str]],
    ) -> str:
        cells = []
        for name, found in self.compiler.collector.below(kind, nodes).items():
            if found[0].name.value == TYPENAME:
                cells.append(f"{name!r}: {kind.name!r}")
                continue
            shown = kind.fields[found[0].name.value]
            made = known[_python_name(shown)](shown, found)
            cells.append(f"{name!r}: {made}")
        return f"{{{', '.join(cells)}}}"

    def _nodes(self, found: GraphQLField, nodes: Sequence[FieldNode]) -> str:
        return f"[{self._node(found, nodes)} for r in g]"

    def _node(self, found: GraphQLField, nodes: Sequence[FieldNode]) -> str:
        self.has_rows = True
        kind = object_type(get_named_type(found.type))
        return self.compiler.shape(Scope(self.level), kind, nodes)

    def _edges(self, found: GraphQLField, nodes: Sequence[FieldNode]) -> str:
        self.has_rows = True
        kind = object_type(get_named_type(found.type))
        made = self._parts(kind, nodes, {"node": self._node, "cursor": lambda *_: self._place("r")})
        return f"[{made} for r in g]"

    def _place(self, row: str) -> str:
        self.has_places = self.has_rows = True
        for each in self.read.lists.columns:
            self.level.index(each)
        return f"place({row})"

    def _info(self, found: GraphQLField, nodes: Sequence[FieldNode]) -> str:
        return self._parts(
            object_type(get_named_type(found.type)),
            nodes,
            {
                "has_next_page": lambda *_: self._more(),
                "has_previous_page": lambda *_: "back",
                "start_cursor": lambda *_: f"({self._place('g[0]')} if g else None)",
                "end_cursor": lambda *_: f"({self._place('g[-1]')} if g else None)",
            },
        )

    def _more(self) -> str:
        self.has_rows = self.has_more = True
        return "more"

    def _count(self, *_: object) -> str:
        self.has_count = True
        return "total.get(p, 0)"


def _python_name(found: GraphQLField) -> str:
    definition: StrawberryField = found.extensions[DEFINITION]
    return definition.python_name
