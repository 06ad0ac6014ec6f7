"""What the parts of a document ask for, measured in one pass over its nodes.

A fragment is measured once and its measure taken over wherever it is spread, so the work grows
with the document's text and not with what the text expands to. Nothing here needs a document to
be valid: it is measured before validation, which is slower and would expand it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    NamedTypeNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    is_leaf_type,
)

from aixss.api.measures import Bill, Measure, response_name
from aixss.errors import TooComplex
from aixss.reads.lists import PAGE_DEFAULT, PAGE_MAX

NESTING_MAX = 60  # of selections and fragments within each other
VALUE_DEPTH_MAX = 30  # of lists and objects within each other
BUDGET_S = 1.0  # of computing; a pause for garbage collection must not refuse anything

# Costs are hundredths of a point, so that they add up exactly.
POINT = 100
OBJECT, LEAF = 100, 10
META_OBJECT, META_LEAF = 3, 0  # of introspection, which reads no database
WRITE, START = 10 * POINT, 100 * POINT  # a change; a change that also starts a job
# Hashing a password is slow on purpose: a few of them fit into an operation.
HASH = 4_000 * POINT

PAGE_ARGUMENT, IDS_ARGUMENT = "first", "ids"
SIZING = frozenset({PAGE_ARGUMENT, IDS_ARGUMENT})
LIST_SIZE = 10  # of a list whose size nobody says
# Lists that are empty more often than not.
SPARSE = frozenset({"activeJobs", "blockedBy", "errors", "missing", "stale"})
SPARSE_SIZE = 2
# Of introspection, whatever the schema has: the standard query costs the same in each release.
META_SIZES = {"types": 200, "fields": 10, "inputFields": 3, "enumValues": 3, "directives": 10}
META = "__"
CONNECTION = "Connection"  # by Relay's rule, how the type of a page is called
STARTING = "StartJobPayload"
PASSWORD = "password"
SPREAD = "..."  # stands for fragments among the names of a selection set
INT_DIGITS = 10  # of the longest number that GraphQL calls an Int


@dataclass
class Visitor:
    """Measures the definitions of one document, as one of its operations would be run.

    `visited` counts the nodes and the names of spread fragments that were looked at. `capped` are
    page sizes to take in place of those in the document, by the id of the field's node; `cap` is
    one for all pages.
    """

    schema: GraphQLSchema
    document: DocumentNode
    operation: OperationDefinitionNode
    variables: Mapping[str, Any]
    cap: int = PAGE_MAX
    capped: Mapping[int, int] = field(default_factory=dict)
    ends_at: float = 0.0  # in the thread's time; those that look for advice share it
    visited: int = 0
    pages: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ends_at = self.ends_at or time.thread_time() + BUDGET_S
        self._kept: dict[str, Measure] = {}
        self._measured: set[int] = set()  # definitions: of one name there may be several
        self._fragments: dict[str, FragmentDefinitionNode] = {}
        for each in self.document.definitions:
            if isinstance(each, FragmentDefinitionNode):
                self._fragments[each.name.value] = each
        self._defaults = {
            each.variable.name.value: each.default_value
            for each in self.operation.variable_definitions or ()
            if each.default_value
        }

    def bill(self) -> Bill:
        """What the operation costs; raises TooComplex where the document is beyond a limit.

        The limits are those of the whole document, for validation reads all of it.
        """
        found = self._operation(self.operation)
        bill, whole = found.bill, found
        for each in self.document.definitions:
            if isinstance(each, OperationDefinitionNode) and each is not self.operation:
                whole.add(self._operation(each))
            whole.refuse()
        for each in self.document.definitions:
            if isinstance(each, FragmentDefinitionNode) and id(each) not in self._measured:
                whole.add(self._fragment(each, 0))
            whole.refuse()
        return bill

    def _operation(self, node: OperationDefinitionNode) -> Measure:
        found = self._selections(node.selection_set, self.schema.get_root_type(node.operation), 0)
        found.nodes += self._nodes(node.directives)
        for each in node.variable_definitions or ():
            found.nodes += 1 + self._nodes(each.directives) + self._value(each.default_value)
        found.refuse()
        return found

    def _fragment(self, node: FragmentDefinitionNode, nesting: int) -> Measure:
        # A fragment within itself measures nothing; validation refuses it.
        self._kept[node.name.value] = Measure()
        self._measured.add(id(node))
        found = self._selections(node.selection_set, self._type(node.type_condition), nesting)
        found.nodes += self._nodes(node.directives)
        found.nesting -= nesting  # from here on, wherever it is spread
        self._kept[node.name.value] = found
        return found

    def _selections(
        self, found: SelectionSetNode | None, parent: GraphQLNamedType | None, nesting: int
    ) -> Measure:
        total = Measure()
        if found:
            self._collect(found, parent, nesting, total)
        return total

    def _collect(
        self,
        found: SelectionSetNode,
        parent: GraphQLNamedType | None,
        nesting: int,
        into: Measure,
    ) -> None:
        """Add all that a selection set asks for, which stands so deep in the document."""
        self._bound(nesting)
        into.nesting = max(into.nesting, nesting)
        for each in found.selections:
            self.visited += 1
            into.nodes += 1 + self._nodes(each.directives)
            match each:
                case FieldNode():
                    self._field(each, parent, nesting, into)
                case InlineFragmentNode():
                    inner = self._type(each.type_condition) if each.type_condition else parent
                    self._collect(each.selection_set, inner, nesting + 1, into)
                case FragmentSpreadNode():
                    self._spread(each.name.value, nesting, into)
            into.refuse()

    def _bound(self, nesting: int) -> None:
        if nesting > NESTING_MAX:
            raise TooComplex("This document is nested too deeply: split the operation.")
        if time.thread_time() > self.ends_at:
            raise TooComplex("This document takes too long to be measured: split the operation.")

    def _spread(self, name: str, nesting: int, into: Measure) -> None:
        if name not in self._kept and name in self._fragments:
            self._fragment(self._fragments[name], nesting + 1)
        found = self._kept.get(name, Measure())
        into.add(found)
        into.nesting = max(into.nesting, nesting + 1 + found.nesting)
        self._bound(into.nesting)
        into.join(found.names)
        self.visited += len(found.names)
        into.join({SPREAD: (1, 1)})

    def _field(
        self, node: FieldNode, parent: GraphQLNamedType | None, nesting: int, into: Measure
    ) -> None:
        known = self._known(node.name.value, parent)
        inner = get_named_type(known.type) if known else None
        below = self._selections(node.selection_set, inner, nesting + 1)
        below.nodes += self._nodes(node.arguments)
        load = 1 + below.nodes + below.overlap
        below.depth += 1
        below.aliases += node.alias is not None
        if known is None or inner is None or is_leaf_type(inner):
            below.leaves = META_LEAF if parent and parent.name.startswith(META) else LEAF
        else:
            below.leaves, below.once, below.each = 0, *self._bills(node, known, parent, below)
        into.add(below)
        into.join({response_name(node): (1, load)})

    def _bills(
        self,
        node: FieldNode,
        known: GraphQLField,
        parent: GraphQLNamedType | None,
        below: Measure,
    ) -> tuple[Bill, Bill]:
        """What a field with selections costs once, and for each item of the page it belongs to."""
        inner = get_named_type(known.type)
        is_meta = inner.name.startswith(META)
        own = below.leaves + (META_OBJECT if is_meta else OBJECT)
        if parent is self.schema.mutation_type:
            own += _writing(known, inner)
        bill = below.once + below.each.times(self._page(node, known))
        is_item = parent is not None and parent.name.endswith(CONNECTION) and _is_list(known)
        size = 1 if is_item else self._size(node, known, is_meta)
        bill = bill.under(node, own).times(size)
        return (Bill(), bill) if is_item else (bill, Bill())

    def _type(self, condition: NamedTypeNode) -> GraphQLNamedType | None:
        return self.schema.get_type(condition.name.value)

    def _known(self, name: str, parent: GraphQLNamedType | None) -> GraphQLField | None:
        found: GraphQLField | None = None
        if isinstance(parent, GraphQLObjectType):
            found = self.schema.get_field(parent, name)
        elif isinstance(parent, GraphQLInterfaceType):
            found = parent.fields.get(name)
        return found

    def _page(self, node: FieldNode, known: GraphQLField) -> int:
        """How many items the page of a connection may have."""
        argument = known.args.get(PAGE_ARGUMENT)
        if argument is None:
            return LIST_SIZE
        usual = argument.default_value
        size = self._given(node, PAGE_ARGUMENT, usual if isinstance(usual, int) else PAGE_DEFAULT)
        # What is no page size at all is refused later; it must not cost less.
        page = min(max(size, 1), PAGE_MAX) if isinstance(size, int) else PAGE_MAX
        page = min(page, self.capped.get(id(node), self.cap))
        self.pages[id(node)] = page
        return page

    def _size(self, node: FieldNode, known: GraphQLField, is_meta: bool) -> int:
        """How many items a list that is no page may have."""
        if is_meta:
            return META_SIZES.get(node.name.value, 1)
        if not _is_list(known):
            return 1
        if PAGE_ARGUMENT in known.args:
            return self._page(node, known)
        if IDS_ARGUMENT in known.args:
            ids = self._given(node, IDS_ARGUMENT, None)
            return max(1, len(ids)) if isinstance(ids, list) else 1
        return SPARSE_SIZE if node.name.value in SPARSE else LIST_SIZE

    def _given(self, node: FieldNode, name: str, usual: object) -> object:
        """The value of an argument; when it is left out, the usual one."""
        given = next((a.value for a in node.arguments or () if a.name.value == name), None)
        if isinstance(given, VariableNode):
            variable = given.name.value
            if variable in self.variables:
                return self.variables[variable]
            given = self._defaults.get(variable)
        return _plain(given) if given else usual

    def _nodes(self, found: Iterable[Any] | None) -> int:
        """How many nodes arguments, or directives with their arguments, are made of."""
        count = 0
        for each in found or ():
            self.visited += 1
            is_argument = isinstance(each, ArgumentNode)
            below = self._value(each.value) if is_argument else self._nodes(each.arguments)
            count += 1 + below
        return count

    def _value(self, node: ValueNode | None) -> int:
        """How many nodes a value is made of."""
        count, pending = 0, [(node, 1)] if node else []
        while pending:
            each, depth = pending.pop()
            count += 1
            _bound_value(depth)
            match each:
                case ListValueNode():
                    pending += [(value, depth + 1) for value in each.values]
                case ObjectValueNode():
                    pending += [(inner.value, depth + 1) for inner in each.fields]
        self.visited += count
        return count


def count_values(value: object) -> int:
    """How many values a JSON value is made of; raises TooComplex when it is too deep."""
    count, pending = 0, [(value, 0)]
    while pending:
        each, depth = pending.pop()
        count += 1
        if isinstance(each, Mapping):
            _bound_value(depth)
            pending += [(inner, depth + 1) for inner in each.values()]
        elif isinstance(each, list):
            _bound_value(depth)
            pending += [(inner, depth + 1) for inner in each]
    return count


def _bound_value(depth: int) -> None:
    if depth > VALUE_DEPTH_MAX:
        raise TooComplex(f"Lists and objects may be nested {VALUE_DEPTH_MAX} deep in a value.")


def _writing(known: GraphQLField, payload: GraphQLNamedType) -> int:
    """What a mutation costs beyond what it returns."""
    inputs = [get_named_type(argument.type) for argument in known.args.values()]
    objects = [each for each in inputs if isinstance(each, GraphQLInputObjectType)]
    if any(name.lower().endswith(PASSWORD) for each in objects for name in each.fields):
        return HASH
    return START if payload.name == STARTING else WRITE


def _plain(node: ValueNode) -> object:
    match node:
        case IntValueNode() if len(node.value) <= INT_DIGITS:
            return int(node.value)
        case ListValueNode():
            return list(node.values)
        case _:
            return None


def _is_list(known: GraphQLField) -> bool:
    shown = known.type.of_type if isinstance(known.type, GraphQLNonNull) else known.type
    return isinstance(shown, GraphQLList)
