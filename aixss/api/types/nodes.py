"""What every object with an id of its own is: a row, shown field by field."""

from __future__ import annotations

from typing import Any, Self, TypeVar

import strawberry
from tortoise.models import Model

from aixss.api import ids
from aixss.kit.gql import resolved, shared


@shared
class Node:
    """An object with an id of its own: `node(id)` finds it again."""

    row: strawberry.Private[Any]

    @classmethod
    def of(cls, row: Model) -> Self:
        """The object that shows a row."""
        node = object.__new__(cls)
        node.row = row
        return node

    def __getattr__(self, name: str) -> Any:
        if name == "row" or name.startswith("__"):  # a row can be awaited, its view cannot
            raise AttributeError(name)
        return getattr(self.row, name)

    @resolved
    def id(self) -> strawberry.ID:
        """Opaque and unique among all objects; keep it as it is."""
        return ids.public(type(self.row).__name__, self.row.id)


# Filled by `entity`: which type shows the rows of a model.
SHOWN: dict[type[Model], type[Node]] = {}


N = TypeVar("N", bound=Node)


def wrap(row: object) -> N | None:  # which one, the caller declares
    """The object that shows a row; None for None or a row that the schema does not show."""
    shown = SHOWN.get(type(row))  # type: ignore[arg-type]  # a row of some model, or None
    node: Any = shown.of(row) if shown and isinstance(row, Model) else None
    return node  # type: ignore[no-any-return]  # what `SHOWN` holds for the row
