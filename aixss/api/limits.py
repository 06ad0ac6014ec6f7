"""What one operation may ask for: measured before it is validated or run, in bounded time.

Fragments are measured once each, however often they are spread, so that no document takes long.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    is_leaf_type,
)
from strawberry.extensions import ParserCache, ValidationCache

from aixss.errors import BadRequest, TooComplex
from aixss.kit.gql import PAGE_DEFAULT, PAGE_MAX

TOKENS_MAX = 4000
DEPTH_MAX = 15
NESTING_MAX = 60  # of selections and fragments within each other
ALIASES_MAX = 100
MERGES_MAX = 150  # of equal names and fragments, which validation compares in pairs
COST_MAX = 20_000
VALUES_MAX = 5_000  # in the variables, each of which is coerced before anything else
BUDGET_S = 0.1  # of computing, so that a busy machine refuses nothing more
CACHED = 500  # documents

OBJECT_COST, LEAF_COST = 1.0, 0.1
LIST_SIZE = 10  # of a list whose size nobody says
SPARSE = frozenset({"activeJobs", "stale"})  # lists that are empty more often than not
SPARSE_SIZE = 2
PAGES = "Connection"  # lists on a page are as long as the page
# Hashing a password is slow on purpose: a few of them fit into an operation.
HASHING, HASHING_COST = frozenset({"register", "login"}), 4_000.0
INT_DIGITS = 10  # of the longest number that GraphQL calls an Int


@dataclass(frozen=True)
class Measure:
    """What a selection asks for; `path` leads to its costliest field, which costs `peak`."""

    depth: int = 0
    aliases: int = 0
    merges: int = 0
    cost: float = 0.0
    path: tuple[str, ...] = ()
    peak: float = 0.0

    def beside(self, other: Measure) -> Measure:
        """Both together."""
        costlier = self if self.peak >= other.peak else other
        return Measure(
            max(self.depth, other.depth),
            self.aliases + other.aliases,
            self.merges + other.merges,
            self.cost + other.cost,
            costlier.path,
            costlier.peak,
        )


def check(
    schema: GraphQLSchema,
    document: DocumentNode,
    variables: Mapping[str, Any],
    operation_name: str | None,
) -> None:
    """Raises TooComplex beyond the limits, BadRequest when nothing says what to run."""
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    if len(operations) > 1 and not operation_name:
        names = ", ".join(each.name.value for each in operations if each.name)
        raise BadRequest(f"Say by operationName which operation to run: {names}.")
    if _count(variables) > VALUES_MAX:
        raise TooComplex(f"The variables may hold {VALUES_MAX} values: send less at once.")
    visitor = Visitor(schema, document, variables)
    # Every operation counts: validation reads them all.
    for operation in operations:
        root = schema.get_root_type(operation.operation)
        measure = visitor.selections(operation.selection_set, root, 0, set())
        visitor.refuse(measure)
        if measure.cost > COST_MAX:
            raise TooComplex(visitor.advice(measure))


@dataclass
class Visitor:
    """Measures the selections of one document."""

    schema: GraphQLSchema
    document: DocumentNode
    variables: Mapping[str, Any]
    kept: dict[str, Measure] = field(default_factory=dict)
    sizes: dict[tuple[str, ...], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ends_at = time.thread_time() + BUDGET_S
        self.fragments = {
            d.name.value: d
            for d in self.document.definitions
            if isinstance(d, FragmentDefinitionNode)
        }
        self.defaults: dict[str, list[ValueNode]] = {}
        for d in self.document.definitions:
            if isinstance(d, OperationDefinitionNode):
                for each in d.variable_definitions or ():
                    if each.default_value:
                        name = each.variable.name.value
                        self.defaults.setdefault(name, []).append(each.default_value)

    def refuse(self, measure: Measure) -> None:
        """Raise TooComplex for what is too deep, or has too many aliases or equal names."""
        if measure.depth > DEPTH_MAX:
            raise TooComplex(f"Fields may be nested {DEPTH_MAX} deep: split the operation.")
        if measure.aliases > ALIASES_MAX:
            raise TooComplex(f"An operation may have {ALIASES_MAX} aliases: ask for lists instead.")
        if measure.merges > MERGES_MAX:
            raise TooComplex(
                f"An operation may ask {MERGES_MAX} times for what it asks for already, "
                "spread fragments included: ask once."
            )

    def selections(
        self,
        found: SelectionSetNode | None,
        parent: GraphQLNamedType | None,
        nesting: int,
        names: set[str],
    ) -> Measure:
        """All that a selection set asks for; `names` are those that stand beside it already."""
        if nesting > NESTING_MAX or time.thread_time() > self.ends_at:
            raise TooComplex("This document is nested too deeply: split the operation.")
        total = Measure()
        for each in found.selections if found else ():
            match each:
                case FieldNode():
                    name = each.alias.value if each.alias else each.name.value
                    total = total.beside(self._field(each, parent, nesting))
                    total = total.beside(Measure(merges=name in names))
                    names.add(name)
                case InlineFragmentNode():
                    inner = self._narrowed(each.type_condition, parent)
                    within = self.selections(each.selection_set, inner, nesting + 1, names)
                    total = total.beside(within)
                case FragmentSpreadNode():
                    spread = self._spread(each.name.value, nesting)
                    total = total.beside(spread).beside(Measure(merges=1))
        self.refuse(total)
        return total

    def _spread(self, name: str, nesting: int) -> Measure:
        if name not in self.kept:
            # A fragment within itself measures nothing; validation refuses it.
            self.kept[name] = Measure()
            if fragment := self.fragments.get(name):
                inner = self._narrowed(fragment.type_condition, None)
                measure = self.selections(fragment.selection_set, inner, nesting + 1, set())
                self.kept[name] = measure
        return self.kept[name]

    def _narrowed(self, condition: Any, parent: GraphQLNamedType | None) -> GraphQLNamedType | None:
        return self.schema.get_type(condition.name.value) if condition else parent

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None, nesting: int) -> Measure:
        name = node.alias.value if node.alias else node.name.value
        known = self._known(node.name.value, parent)
        inner = get_named_type(known.type) if known else None
        below = self.selections(node.selection_set, inner, nesting + 1, set())
        size = self._size(node, known, parent)
        path = (name, *below.path)
        if inner is None or is_leaf_type(inner):
            cost = LEAF_COST
        elif _is_paged(known):
            self.sizes[path] = size
            cost = OBJECT_COST + size * below.cost
        else:
            cost = size * (OBJECT_COST + below.cost)
        if parent is self.schema.mutation_type and node.name.value in HASHING:
            cost += HASHING_COST
        aliases = below.aliases + (node.alias is not None)
        return Measure(below.depth + 1, aliases, below.merges, cost, path, cost)

    def _known(self, name: str, parent: GraphQLNamedType | None) -> GraphQLField | None:
        if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
            return (
                self.schema.get_field(parent, name)
                if isinstance(parent, GraphQLObjectType)
                else parent.fields.get(name)
            )
        return None

    def _size(
        self, node: FieldNode, known: GraphQLField | None, parent: GraphQLNamedType | None
    ) -> int:
        """How many times what is below a field may be there."""
        if known is None or (parent and parent.name.startswith("__")):
            return 1
        given = {argument.name.value: argument.value for argument in node.arguments or ()}
        if _is_paged(known):
            return max(map(_page, self._values(given.get("first"))), default=PAGE_DEFAULT)
        if not _is_list(known) or (parent and parent.name.endswith(PAGES)):
            return 1
        if "ids" in given:
            listed = self._values(given["ids"])
            return max((len(each) for each in listed if isinstance(each, list)), default=1)
        return SPARSE_SIZE if node.name.value in SPARSE else LIST_SIZE

    def _values(self, node: ValueNode | None) -> list[object]:
        """What an argument may be: of a variable that is not given, any operation's default."""
        if isinstance(node, VariableNode):
            name = node.name.value
            if name in self.variables:
                return [self.variables[name]]
            return [_plain(each) for each in self.defaults.get(name, ())]
        return [_plain(node)] if node else []

    def advice(self, measure: Measure) -> str:
        """What costs most, and which page size would fit."""
        costly = ".".join(measure.path)
        text = f"This costs {round(measure.cost)} points of {COST_MAX}; most of it is {costly}."
        paged = [(path, size) for path, size in self.sizes.items() if path[0] in measure.path]
        if not paged:
            return f"{text} Ask for fewer fields or lists."
        path, size = max(paged, key=lambda each: each[1])
        fits = int(size * COST_MAX / measure.cost)
        if fits < 1:
            return f"{text} Ask for less, in several operations."
        return f"{text} It fits with `first: {fits}` at {path[0]}."


def _count(value: object) -> int:
    """How many values a JSON value is made of."""
    count, pending = 0, [value]
    while pending:
        each = pending.pop()
        count += 1
        if isinstance(each, Mapping):
            pending.extend(each.values())
        elif isinstance(each, list):
            pending.extend(each)
    return count


def _plain(node: ValueNode) -> object:
    match node:
        case IntValueNode() if len(node.value) <= INT_DIGITS:
            return int(node.value)
        case ListValueNode():
            return list(node.values)
        case _:
            return None


def _page(size: object) -> int:
    # What is no page size at all is refused later; it must not cost less.
    return min(max(size, 1), PAGE_MAX) if isinstance(size, int) else PAGE_MAX


def _is_paged(known: GraphQLField | None) -> bool:
    return known is not None and "first" in known.args


def _is_list(known: GraphQLField) -> bool:
    shown = known.type.of_type if isinstance(known.type, GraphQLNonNull) else known.type
    return isinstance(shown, GraphQLList)


class Parsing(ParserCache):
    """Parses each document once, and none with too many tokens."""

    def __init__(self) -> None:
        super().__init__(maxsize=CACHED)

    def on_parse(self) -> Iterator[None]:
        """Leave what cannot be parsed to Strawberry, which answers where a hook would raise."""
        context = self.execution_context
        context.parse_options["max_tokens"] = TOKENS_MAX
        parsing = super().on_parse()
        try:
            next(parsing)
        except (GraphQLError, RecursionError):
            context.graphql_document = None
        yield


class Limits(ValidationCache):
    """Measures each operation, and validates each document once."""

    def __init__(self) -> None:
        super().__init__(maxsize=CACHED)

    def on_validate(self) -> Iterator[None]:
        """Refuse what is too complex before validation spends any time on it."""
        context = self.execution_context
        assert context.graphql_document is not None
        try:
            check(
                context.schema._schema,
                context.graphql_document,
                context.variables or {},
                context._provided_operation_name,
            )
        except (TooComplex, BadRequest) as error:
            context.pre_execution_errors = [GraphQLError(error.message, original_error=error)]
            yield
        else:
            yield from super().on_validate()
