"""Documents: parsed once, validated once, and kept within a number of bytes."""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    parse,
    validate,
)
from graphql.execution.collect_fields import FragmentDetails
from graphql.execution.values import VariableValues

from aixss.api import deprecations, limits
from aixss.api.variables import Variables
from aixss.errors import BadRequest, TooComplex
from aixss.reads.collect import conditions_of, variables_below

KEPT_BYTES = 64 * 1024 * 1024
# What a parsed document takes, measured: each token becomes nodes and a place in the text.
TOKEN_BYTES, DOCUMENT_BYTES = 700, 4096
OPERATION_BYTES = 2048  # what is known of an operation, its memos still empty
NEWCOMERS = 4  # documents that were used once share one part in so many of the bytes
MEMO_MAX = 64  # entries in each memo of an operation
ENTRY_BYTES = 512  # what a small entry takes, its key included

NO_OPERATION = "The document has no operation: add a query to it."
DIGITS = "A number has too many digits: send it as a text or in variables."


class Refused(Exception):
    """A request that GraphQL itself refuses, before anything of it has run."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        self.errors = errors
        super().__init__(errors[0].message)


class Memo(dict[Any, Any]):
    """What is worked out of an operation once, by whatever that depends on; it stays small."""

    size = 0  # bytes, about


@dataclass(eq=False)
class Operation:
    """An operation of a document, and what is worked out of it once."""

    document: Document
    node: OperationDefinitionNode
    prices: Memo = field(default_factory=Memo)  # by the sizes that it asks for
    plans: Memo = field(default_factory=Memo)  # by the values of conditions

    def __post_init__(self) -> None:
        self.kind = OperationType(self.node.operation)

    @cached_property
    def sizing(self) -> tuple[str, ...]:
        """The variables whose values its cost depends on."""
        return limits.sizing(self.document.node, self.node)

    @cached_property
    def conditions(self) -> tuple[str, ...]:
        """The variables whose values its plan depends on."""
        return tuple(sorted(conditions_of(self.document.node)))

    @cached_property
    def below(self) -> tuple[str, ...]:
        """The variables whose values matter below its root fields."""
        return tuple(sorted(variables_below(self.node, self.document.node)))

    @cached_property
    def may_send_old(self) -> bool:
        """Whether its variables may hold anything that is deprecated."""
        return deprecations.can_be_sent(self.document.schema, self.node)

    @cached_property
    def _variables(self) -> Variables:
        return Variables(self.document.schema, self.node)

    @property
    def size(self) -> int:
        """About how many bytes it takes beside its nodes, with what is kept in it."""
        return OPERATION_BYTES + self.prices.size + self.plans.size

    def coerced(self, given: Mapping[str, Any]) -> VariableValues:
        """The variables of a request for it, once it is valid; raises Refused."""
        found = self._variables.of(given)
        if isinstance(found, list):
            raise Refused(found)
        return found

    def keep(self, memo: Memo, key: object, value: Any, size: int = 0) -> Any:
        """The value, kept under the key in a memo of its own; `size` is what it takes in bytes."""
        if len(memo) >= MEMO_MAX:
            memo.clear()
            memo.size = 0
        memo[key] = value
        memo.size += ENTRY_BYTES + size
        self.document.grown(self.document)
        return value


def _nobody(_: Document) -> None:
    """A document that nobody keeps may grow."""


@dataclass(eq=False, slots=True)
class Document:
    """A parsed text: its operations and its fragments."""

    text: str
    node: DocumentNode
    schema: GraphQLSchema
    operations: dict[str, Operation] = field(default_factory=dict)  # "": the one without a name
    fragments: dict[str, FragmentDefinitionNode] = field(default_factory=dict)
    # The same, as graphql-core's executor wants them.
    details: dict[str, FragmentDetails] = field(default_factory=dict)
    is_valid: bool = False
    grown: Callable[[Document], None] = _nobody  # told when what is kept in it becomes more

    def __post_init__(self) -> None:
        for each in self.node.definitions:
            match each:
                case OperationDefinitionNode():
                    name = each.name.value if each.name else ""
                    self.operations[name] = Operation(self, each)
                case FragmentDefinitionNode():
                    self.fragments[each.name.value] = each
                    self.details[each.name.value] = FragmentDetails(each, None)

    @property
    def size(self) -> int:
        """About how many bytes it takes, with what is kept in it."""
        own = DOCUMENT_BYTES + sys.getsizeof(self.text) + TOKEN_BYTES * self.node.token_count
        return own + sum(each.size for each in self.operations.values())

    def operation(self, name: str | None) -> Operation:
        """The operation of that name, or the only one; raises BadRequest."""
        if not name and len(self.operations) == 1:
            return next(iter(self.operations.values()))
        if found := name and self.operations.get(name):
            return found
        names = ", ".join(filter(None, self.operations))
        if not self.operations:
            raise BadRequest(NO_OPERATION)
        if not name:
            raise BadRequest(f"Say by operationName which operation to run: {names}.")
        raise BadRequest(f"The document has no operation of that name; it has: {names}.")


class Documents:
    """From text to document, by memory where that is possible.

    Only valid documents are kept, the least recently used go first, and the text itself is the key.
    Documents that were used once share a quarter of the bytes; those that were used again have the
    rest, so a flood of distinct texts costs its parsing and validation and pushes out newcomers
    only. A flood that sends each text twice pushes out the rest too, and costs twice as much.
    """

    def __init__(self, schema: GraphQLSchema, kept_bytes: int = KEPT_BYTES) -> None:
        self._schema = schema
        self._new = _Shelf(kept_bytes // NEWCOMERS)
        self._used = _Shelf(kept_bytes - kept_bytes // NEWCOMERS)

    @property
    def kept_bytes(self) -> int:
        """About how many bytes the kept documents take."""
        return self._new.size + self._used.size

    def read(self, text: str) -> Document:
        """The document of a text, which may still be invalid; raises Refused."""
        if found := self._used.get(text):
            return found
        if found := self._new.take(text):
            self._used.put(found)
            return found
        try:
            node = parse(text, max_lexical_tokens=limits.TOKENS_MAX, max_comments=limits.TOKENS_MAX)
        except GraphQLError as error:
            raise Refused([error]) from None
        return Document(text, node, self._schema)

    def admit(self, text: str) -> None:
        """Take a text that may be asked for later; raises Refused, BadRequest and TooComplex."""
        document = self.read(text)
        if not document.operations:
            raise BadRequest(NO_OPERATION)
        for operation in document.operations.values():
            limits.measure(self._schema, document.node, operation.node, {})
        self.check(document)

    def check(self, document: Document) -> None:
        """Validate and keep a document, once; raises Refused, BadRequest and TooComplex."""
        if document.is_valid:
            return
        try:
            errors = validate(self._schema, document.node, hide_suggestions=True)
        except RecursionError:
            raise TooComplex("This document is nested too deeply: split the operation.") from None
        except ValueError:  # Python refuses to read numbers of thousands of digits
            raise BadRequest(DIGITS) from None
        if errors:
            raise Refused(errors)
        document.is_valid = True
        self._new.put(document)


class _Shelf:
    """Documents by text, the least recently used first, within a number of bytes."""

    def __init__(self, size_max: int) -> None:
        self.size = 0
        self._size_max = size_max
        self._kept: OrderedDict[str, tuple[Document, int]] = OrderedDict()

    def get(self, text: str) -> Document | None:
        found = self._kept.get(text)
        if found is None:
            return None
        self._kept.move_to_end(text)
        return found[0]

    def take(self, text: str) -> Document | None:
        found = self._kept.pop(text, None)
        if found is None:
            return None
        self.size -= found[1]
        return found[0]

    def put(self, document: Document) -> None:
        self.take(document.text)
        size = document.size
        self._kept[document.text] = document, size
        self.size += size
        document.grown = self._weigh
        while self.size > self._size_max:
            _, (gone, size) = self._kept.popitem(last=False)
            gone.grown = _nobody
            self.size -= size

    def _weigh(self, document: Document) -> None:
        """Count what has grown, and let go of others for it."""
        if self._kept.get(document.text, (None,))[0] is document:
            self.put(document)
