"""What every object with an id of its own is: a row, shown field by field."""

from __future__ import annotations

from typing import Self
from uuid import UUID

import strawberry
from tortoise.models import Model

from aixss.kit.gql import shared
from aixss.reads.loaders import Loaders
from aixss.reads.spec import Table, View


@shared
class Node(View):
    """An object with an id of its own: `node(id)` finds it again."""

    id: strawberry.ID = strawberry.field(
        description="Opaque and unique among all objects; keep it as it is."
    )

    @classmethod
    async def find(cls, loaders: Loaders, key: UUID | None) -> Self | None:
        """The object of that key; None when there is none to see."""
        row = await loaders.link(cls.table(), key)
        return cls.of(row) if row is not None else None

    @classmethod
    def table(cls) -> Table:
        """The rows that it shows."""
        assert cls.__table__ is not None  # `entity` gives it
        return cls.__table__


# Filled by `entity`: which type shows the rows of a model.
SHOWN: dict[type[Model], type[Node]] = {}
