"""Random documents of a schema: selections, arguments, fragments, variables and directives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
)
from hypothesis import strategies as st

DEPTH = 6
WIDTH = 5
Draw = Callable[[st.SearchStrategy[Any]], Any]


UNSTEADY = {"systemStatus"}  # whose answer is measured: no two are alike


@dataclass(frozen=True)
class Asked:
    """A document and its variables."""

    text: str
    variables: Mapping[str, Any]


@dataclass
class Writer:
    """Writes one document of a schema; `ids` are values for arguments that take ids."""

    schema: GraphQLSchema
    draw: Draw
    ids: Mapping[str, list[str]]  # by the name of the argument, or "" for any
    cursors: list[str]
    variables: dict[str, tuple[str, Any]] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)
    names: int = 0
    fields: int = 0

    def write(self) -> Asked:
        root = self.schema.query_type
        assert root is not None
        body = self.selections(root, DEPTH)
        declared = ", ".join(f"${name}: {kind}" for name, (kind, _) in self.variables.items())
        head = f"query Q({declared})" if declared else "query Q"
        text = "\n".join([f"{head} {body}", *self.fragments.values()])
        return Asked(text, {name: value for name, (_, value) in self.variables.items()})

    def chance(self, percent: int) -> bool:
        return bool(self.draw(st.integers(0, 99)) < percent)

    def choose(self, among: Any) -> Any:
        return self.draw(st.sampled_from(list(among)))

    def name(self, stem: str) -> str:
        self.names += 1
        return f"{stem}{self.names}"

    def variable(self, kind: str, value: Any) -> str:
        name = self.name("v")
        self.variables[name] = (kind, value)
        return f"${name}"

    # Selections

    def selections(self, kind: GraphQLNamedType, depth: int) -> str:
        parts = [self.selection(kind, depth) for _ in range(self.draw(st.integers(1, WIDTH)))]
        return "{ " + " ".join(parts) + " }"

    def selection(self, kind: GraphQLNamedType, depth: int) -> str:
        if self.chance(6):
            return f"{self.alias()}__typename{self.condition()}"
        if self.chance(15):
            return self.fragment(kind, depth)
        assert isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)
        known = [
            (name, each)
            for name, each in kind.fields.items()
            if (depth > 0 or is_leaf_type(get_named_type(each.type))) and name not in UNSTEADY
        ]
        if not known or self.fields > 60:
            return "__typename"
        self.fields += 1
        name, found = self.choose(known)
        return self.asked(name, found, depth)

    def asked(self, name: str, found: GraphQLField, depth: int) -> str:
        arguments = self.arguments(name, found)
        inner = get_named_type(found.type)
        below = "" if is_leaf_type(inner) else f" {self.selections(inner, depth - 1)}"
        # Two fields of one name have to agree in their arguments.
        alias = self.alias(always=bool(found.args))
        return f"{alias}{name}{arguments}{self.condition()}{below}"

    def alias(self, *, always: bool = False) -> str:
        return f"{self.name('a')}: " if always or self.chance(20) else ""

    def fragment(self, kind: GraphQLNamedType, depth: int) -> str:
        on = self.narrowed(kind)
        body = self.selections(on, depth)
        if self.chance(50):
            head = f"... on {on.name}" if on is not kind or self.chance(50) else "..."
            return f"{head}{self.condition()} {body}"
        name = self.name("F")
        self.fragments[name] = f"fragment {name} on {on.name} {body}"
        return f"...{name}{self.condition()}"

    def narrowed(self, kind: GraphQLNamedType) -> GraphQLNamedType:
        if isinstance(kind, GraphQLInterfaceType):
            return self.choose([kind, *self.schema.get_possible_types(kind)])  # type: ignore[no-any-return]  # one of them
        if isinstance(kind, GraphQLObjectType) and kind.interfaces and self.chance(30):
            return self.choose(kind.interfaces)  # type: ignore[no-any-return]  # one of them
        return kind

    def condition(self) -> str:
        if not self.chance(12):
            return ""
        value = self.chance(50)
        said = self.variable("Boolean!", value) if self.chance(60) else str(value).lower()
        return f" @{self.choose(['skip', 'include'])}(if: {said})"

    # Arguments

    def arguments(self, of: str, found: GraphQLField) -> str:
        given = []
        for name, each in found.args.items():
            if (isinstance(each.type, GraphQLNonNull) and not each.default_value) or self.chance(
                45
            ):
                # Most ids fit the field: project(id: "prj_...").
                fits = name == "id" and f"{of}Id" in self.ids and self.chance(85)
                value = self.value(f"{of}Id" if fits else name, each.type)
                if self.chance(50):
                    given.append(f"{name}: {self.variable(str(each.type), value)}")
                else:
                    given.append(f"{name}: {literal(value)}")
        return f"({', '.join(given)})" if given else ""

    def value(self, name: str, kind: Any) -> Any:
        is_nullable = not isinstance(kind, GraphQLNonNull)
        return None if is_nullable and self.chance(5) else self.certain(name, kind)

    def certain(self, name: str, kind: Any) -> Any:
        if isinstance(kind, GraphQLNonNull):
            kind = kind.of_type
        if isinstance(kind, GraphQLList):
            count = self.draw(st.integers(0, 3))
            return [self.certain(name, kind.of_type) for _ in range(count)]
        if isinstance(kind, GraphQLInputObjectType):
            return self.input(kind)
        if isinstance(kind, GraphQLEnumType):
            return Word(self.choose(kind.values))
        return self.scalar(name, kind.name)

    def input(self, kind: GraphQLInputObjectType) -> dict[str, Any]:
        names = [name for name in kind.fields if name not in ("and", "or", "not") or self.chance(8)]
        required = [n for n, f in kind.fields.items() if isinstance(f.type, GraphQLNonNull)]
        count = self.draw(st.integers(0, 2))
        chosen = {*required, *(self.choose(names) for _ in range(count))}
        return {n: self.value(n, kind.fields[n].type) for n in kind.fields if n in chosen}

    def scalar(self, name: str, kind: str) -> Any:
        match kind:
            case "ID":
                return self.choose(self.ids.get(name) or self.ids[""])
            case "Int":
                return self.choose([1, 2, 3, 5, 20, 100] if name == "first" else [0, 1, 2, 7])
            case "Float":
                return self.choose([0.0, 0.5, 2.0])
            case "Boolean":
                return self.chance(50)
            case "DateTime":
                return self.choose(["2020-01-01T00:00:00Z", "2100-01-01T00:00:00+02:00"])
            case _ if name == "after":
                return self.choose([*self.cursors, *self.cursors, "made-up"][self.chance(80) :])
            case _:
                return self.choose(["a", "Lin", "generate_dialogue", "%", "灯", ""])


class Word(str):
    """The name of an enum's value."""

    __slots__ = ()


def literal(value: Any) -> str:
    """A value as a document writes it."""
    match value:
        case Word():
            return str(value)
        case dict():
            return "{" + ", ".join(f"{n}: {literal(v)}" for n, v in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(literal, value)) + "]"
        case _:
            return orjson.dumps(value).decode()
