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
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from aixss.api.context import Context
from aixss.api.documents import Document
from aixss.api.rights import RIGHTS
from aixss.kit import db
from aixss.reads.collect import conditions_of
from aixss.reads.plan import Plan, Planner

UNPLANNED = "unplanned"


class Plans:
    """The plans of a schema's documents."""

    def __init__(self, schema: strawberry.Schema) -> None:
        self._schema = schema
        graph = schema._schema
        self._planner = Planner(graph, _permit, self.convert)

    def of(
        self, document: Document, operation: OperationDefinitionNode, variables: VariableValues
    ) -> Plan | None:
        """The plan of a query; None when the executor has to answer all of it."""
        names = document.plans.get(None)
        if names is None:
            names = document.keep(document.plans, None, sorted(conditions_of(document.node)))
        conditions = {name: variables.coerced.get(name) for name in names}
        key = (operation.name and operation.name.value, *conditions.values())
        if (known := document.plans.get(key)) is None:
            plan = self._planner.plan(operation, document.fragments, conditions)
            known = document.keep(document.plans, key, plan or UNPLANNED, plan.size if plan else 0)
        return None if known is UNPLANNED else known

    async def read(
        self, plan: Plan, context: Context, variables: VariableValues
    ) -> Mapping[str, Any] | None:
        """What a plan reads; None when the executor has to answer after all."""
        scope = context.viewer.team_id if context.viewer else None
        try:
            return await plan.run(context, scope, variables, db.reading)
        except db.LOST_RACES:  # a migration has changed what a statement was prepared for
            return await plan.run(context, scope, variables, db.reading)

    def convert(self, found: StrawberryField, given: dict[str, Any]) -> dict[str, Any]:
        """What Strawberry makes of coerced arguments before a resolver gets them."""
        schema = self._schema
        return convert_arguments(
            given, found.arguments, schema.schema_converter.scalar_registry, schema.config
        )


def rest_of(plan: Plan, operation: OperationDefinitionNode) -> OperationDefinitionNode:
    """The part of a query that a plan leaves to the executor."""
    return dataclasses.replace(operation, selection_set=SelectionSetNode(selections=plan.rest))


def _permit(found: GraphQLField, context: Any) -> None:
    found.extensions[RIGHTS].check(context)
