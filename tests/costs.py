"""What an operation costs, as tests ask for it."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import OperationDefinitionNode, parse

from aixss.api import limits
from aixss.api.cost import Visitor
from aixss.api.schema import build_schema
from aixss.errors import TooComplex

SCHEMA = build_schema()._schema


def operation_of(document: Any, name: str | None = None) -> OperationDefinitionNode:
    """The operation of that name, else the first."""
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    return next(d for d in operations if name is None or (d.name and d.name.value == name))


def measured(text: str, name: str | None = None, **variables: object) -> int:
    """The points of an operation."""
    document = parse(text)
    return limits.measure(SCHEMA, document, operation_of(document, name), variables).points


def cost(text: str, **variables: object) -> int:
    """What an operation costs in hundredths of a point, over the limit or not."""
    document = parse(text)
    return Visitor(SCHEMA, document, operation_of(document), variables).bill().cost


def refusal(text: str, **variables: object) -> str:
    """The sentence with which an operation is refused."""
    document = parse(text)
    with pytest.raises(TooComplex) as refused:
        limits.measure(SCHEMA, document, operation_of(document), variables)
    return refused.value.message
