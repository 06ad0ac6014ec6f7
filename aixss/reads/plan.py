"""Queries as plans: compiled once for each document, run with whatever asks.

A plan reads the root fields that it can express; the others are left to the ordinary executor, and
so is everything when a run meets what a plan cannot answer: the ordinary way knows how to say what
is wrong with a field, a plan only knows that something is.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from asyncpg import DataError
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLField,
    GraphQLSchema,
    OperationDefinitionNode,
)
from graphql.execution.values import VariableValues

from aixss.errors import AixssError
from aixss.reads.arguments import Convert
from aixss.reads.collect import TYPENAME, Collector, Unplanned
from aixss.reads.compiler import Compiler
from aixss.reads.steps import Answering, Bound, Run
from aixss.reads.together import Apart, Together

log = logging.getLogger(__name__)

# What a quick way of reading raises when only the ordinary one can word the answer.
UNSPOKEN = (
    AixssError,
    GraphQLError,
    DataError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
CHARACTER_BYTES = 12  # what compiled code, its constants and its steps take for each of its source

Permit = Callable[[GraphQLField, Any], None]


@dataclass(frozen=True)
class Root:
    """A root field in the answer: constant, planned, or left to the executor."""

    name: str
    found: GraphQLField | None = None
    step: Answering | None = None
    constant: str | None = None


@dataclass(frozen=True)
class Plan:
    """How a query is read."""

    roots: tuple[Root, ...]
    rest: tuple[FieldNode, ...]  # for the executor
    bound: tuple[Bound, ...]
    permit: Permit
    size: int  # bytes, about

    @cached_property
    def statements(self) -> int:
        """How many statements it takes at most."""
        return sum(each.step.statements for each in self.roots if each.step)

    async def run(
        self, context: Any, scope: object, variables: VariableValues, together: Together
    ) -> Mapping[str, Any] | None:
        """The planned part of `data` in the order of the answer, None for what is left to others.

        All rows are of one moment. None instead of the whole when the executor has to answer.
        """
        try:
            for each in self.roots:
                if each.step and each.found:
                    self.permit(each.found, context)
            bound = [each.bind(context, **each.arguments.of(variables)) for each in self.bound]
            if self.statements <= 1:
                return await self._answers(Run(context, scope, variables, together, bound))
            async with together.reading(one_moment=True) as fetch:
                return await self._answers(Run(context, scope, variables, Apart(fetch), bound))
        except UNSPOKEN as error:
            log.debug("a plan left its query to the executor: %r", error)
            return None

    async def _answers(self, run: Run) -> Mapping[str, Any]:
        return {
            each.name: await each.step.answer(run) if each.step else each.constant
            for each in self.roots
        }


@dataclass(frozen=True)
class Planner:
    """Makes plans for the queries of a schema.

    `permit(field, context)` raises for who may not ask a root field; `convert` gives resolvers'
    arguments as Strawberry does.
    """

    schema: GraphQLSchema
    permit: Permit
    convert: Convert

    def plan(
        self,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        conditions: Mapping[str, Any],
    ) -> Plan | None:
        """The plan of a valid query, None when none of it can be planned.

        `conditions` are the values of the variables in its @skip and @include.
        """
        root = self.schema.query_type
        assert root is not None  # a schema has queries
        collector = Collector(self.schema, fragments, conditions)
        compiler = Compiler(collector, self.convert)
        roots: list[Root] = []
        rest: list[FieldNode] = []
        try:
            asked = collector.fields(root, [operation.selection_set])
        except Unplanned:
            return None
        for name, nodes in asked.items():
            if nodes[0].name.value == TYPENAME:
                roots.append(Root(name, constant=root.name))
                continue
            try:
                found = root.fields[nodes[0].name.value]
                roots.append(Root(name, found, compiler.root(found, nodes)))
            except (KeyError, Unplanned):
                roots.append(Root(name))
                rest += nodes
        if rest and not any(each.step for each in roots):
            return None
        size = compiler.size * CHARACTER_BYTES
        return Plan(tuple(roots), tuple(rest), tuple(compiler.bound), self.permit, size)
