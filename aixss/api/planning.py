"""Queries of the schema as plans, each made once for a document."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import strawberry
from graphql import (
    GraphQLField,
    OperationDefinitionNode,
    SelectionSetNode,
)
from graphql.execution.values import VariableValues

from aixss.api.context import Context
from aixss.api.documents import Operation
from aixss.api.inputs import Inputs
from aixss.api.rights import RIGHTS
from aixss.kit import db
from aixss.reads.plan import Plan, Planner
from aixss.reads.together import Together

UNPLANNED = "unplanned"


class Plans:
    """The plans of a schema's documents."""

    def __init__(self, schema: strawberry.Schema) -> None:
        # What Strawberry makes of coerced arguments before a resolver gets them.
        self.convert = Inputs(schema).convert
        self._planner = Planner(schema._schema, _permit, self.convert)
        self._together = Together(db.reading)

    def of(self, operation: Operation, variables: VariableValues) -> Plan | None:
        """The plan of a query; None when the executor has to answer all of it."""
        coerced = variables.coerced
        key = tuple([coerced.get(name) for name in operation.conditions])
        if (known := operation.plans.get(key)) is None:
            conditions = dict(zip(operation.conditions, key, strict=True))
            plan = self._planner.plan(operation.node, operation.document.fragments, conditions)
            size = plan.size if plan else 0
            known = operation.keep(operation.plans, key, plan or UNPLANNED, size)
        return None if known is UNPLANNED else known

    async def read(
        self, plan: Plan, context: Context, variables: VariableValues
    ) -> Mapping[str, Any] | None:
        """What a plan reads; None when the executor has to answer after all."""
        scope = context.viewer.team_id if context.viewer else None
        try:
            return await plan.run(context, scope, variables, self._together)
        except db.LOST_RACES:  # a migration has changed what a statement was prepared for
            return await plan.run(context, scope, variables, self._together)


def rest_of(plan: Plan, operation: OperationDefinitionNode) -> OperationDefinitionNode:
    """The part of a query that a plan leaves to the executor."""
    return dataclasses.replace(operation, selection_set=SelectionSetNode(selections=plan.rest))


def _permit(found: GraphQLField, context: Any) -> None:
    found.extensions[RIGHTS].check(context)
