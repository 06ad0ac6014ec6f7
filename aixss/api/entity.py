"""Makes a GraphQL type of a table: what people write of it is described by its draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel
from tortoise.models import Model

from aixss.api.artefacts import fields_of
from aixss.api.types.nodes import SHOWN, Node
from aixss.kit.gql import shown

N = TypeVar("N", bound=Node)


def entity(
    model: type[Model], draft: type[BaseModel] | None = None
) -> Callable[[type[N]], type[N]]:
    """A type that shows the rows of a model: the fields of its draft, then its own."""

    def wrapped(cls: type[N]) -> type[N]:
        made = shown(cls)
        definition = made.__strawberry_definition__  # type: ignore[attr-defined]  # put there above
        if draft is not None:
            definition.fields += fields_of(made, draft)
        definition.fields.sort(key=lambda each: each.python_name != "id")
        SHOWN[model] = made
        return made

    return wrapped
