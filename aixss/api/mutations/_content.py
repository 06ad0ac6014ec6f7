"""The mutations of what people write: create, update, delete, restore, move; alike for all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

import strawberry
from pydantic import Field
from strawberry.types.field import StrawberryField

from aixss.api import artefacts
from aixss.api.mutations._change import At, Doing, Reply, changing, deleted, kept, showing
from aixss.api.mutations._parts import Fields, id_of, new_fields, own_id, patch_of
from aixss.api.operation import Ids
from aixss.api.types.nodes import Node
from aixss.kit.rows import Edited
from aixss.stories import drafts, edits, trash, tree
from aixss.stories.drafts import DRAFTS
from aixss.stories.models import Project

REVISION = Field(
    ge=1,
    description="The `revision` that you have seen. If any field of this edit was written after "
    "it, the edit is refused as CONFLICT; what others wrote elsewhere stays.",
)
# Of what is edited as a whole.
WHOLE_REVISION = Field(
    ge=1,
    description="The `revision` that you have seen. If anybody has changed it since, whatever "
    "they changed, the edit is refused as CONFLICT.",
)

POSITION = Annotated[int, strawberry.field(name="position")]


@dataclass(frozen=True)
class Parent:
    """What a new row belongs to, and what the input says of its id."""

    model: type[Edited]
    text: str


IN_PROJECT = {"project_id": Parent(Project, "The id of the project that it belongs to.")}


@dataclass(frozen=True)
class Content:
    """Rows that people write, and how sentences call them."""

    model: type[Edited]
    shown: type[Node]
    noun: str  # with its article
    # What a new one is given to belong to; the first leads to its project.
    keys: Mapping[str, Parent] = field(default_factory=dict)
    below: str = ""  # what goes to the trash with it

    @property
    def type_name(self) -> str:
        """The GraphQL type."""
        return self.model.__name__

    @property
    def name(self) -> str:
        """The field of payloads that holds it, e.g. `world_view_element`."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", self.type_name).lower()

    @property
    def is_ordered(self) -> bool:
        """Whether its rows have a place among their siblings."""
        return self.model in tree.BRANCHES and tree.BRANCHES[self.model].ordered

    @property
    def which(self) -> Fields:
        """The input that selects one."""
        return {"id": (id_of(self.type_name), Field(description=f"The id of {self.noun}."))}

    @property
    def at(self) -> At:
        """Where the input selects one."""
        return At("id", self.model)

    def showing(self, mutation: str) -> Reply:
        """The reply of a mutation that shows the row."""
        return showing(mutation, self.name, self.shown)


def all_of(content: Content) -> tuple[StrawberryField, ...]:
    """Every mutation that such rows have."""
    makers = [creating, updating, deleting, restoring]
    return tuple(make(content) for make in [*makers, *([moving] if content.is_ordered else [])])


def creating(content: Content) -> StrawberryField:
    """`create<Type>`."""
    model = content.model

    async def act(do: Doing) -> Ids:
        said = do.given.model_dump()
        values = {name: said[name] for name in drafts.fields(model)}
        if not content.keys:
            return kept(
                await tree.create_project(do.tx, values, project_id=said["id"], actor_id=do.user_id)
            )
        row: Edited = await tree.create(
            do.tx,
            model,
            values,
            live=await do.live(),
            needs={key: said[key] for key in tree.BRANCHES[model].needs},
            row_id=said["id"],
            order=said.get("order"),
            actor_id=do.user_id,
        )
        return kept(row)

    name = f"create{content.type_name}"
    text = f"Make {content.noun}"
    text += ", at the end of its list unless `order` says where." if content.is_ordered else "."
    at = next((At(key, parent.model) for key, parent in content.keys.items()), None)
    return changing(name, _new(content), act, content.showing(name), at=at, text=text)


def _new(content: Content) -> Fields:
    fields: Fields = {
        key: (id_of(parent.model.__name__), Field(description=parent.text))
        for key, parent in content.keys.items()
    }
    fields |= new_fields(DRAFTS[content.model])
    if content.is_ordered:
        where = "Its place among its siblings, from 1; null puts it at the end."
        fields["order"] = (int | None, Field(ge=1, description=where))
    return fields | own_id(content.type_name)


def updating(content: Content) -> StrawberryField:
    """`update<Type>`."""

    async def act(do: Doing) -> Ids:
        row: Edited = await edits.update(
            do.tx,
            content.model,
            do.given.id,
            artefacts.given(do.given.patch),
            do.given.expected_revision,
            live=await do.live(),
            actor_id=do.user_id,
        )
        return kept(row, edits.known(row))

    name = f"update{content.type_name}"
    patch = patch_of(f"{content.type_name}Patch", DRAFTS[content.model])
    fields: Fields = {
        **content.which,
        "patch": (patch, Field(description="What to change; what is left out stays as it is.")),
        "expected_revision": (int, REVISION),
    }
    text = (
        f"Change {content.noun}. What was made from it is marked stale, "
        "and replaced artefacts are kept as versions."
    )
    return changing(name, fields, act, content.showing(name), at=content.at, text=text)


def moving(content: Content) -> StrawberryField:
    """`move<Type>`."""

    async def act(do: Doing) -> Ids:
        row: Edited = await tree.move_row(
            do.tx,
            content.model,
            do.given.id,
            do.given.order,
            do.given.expected_revision,
            live=await do.live(),
            actor_id=do.user_id,
        )
        return kept(row)

    name = f"move{content.type_name}"
    fields: Fields = {
        **content.which,
        "order": (POSITION, Field(ge=1, description="Its new `order` among its siblings, from 1.")),
        "expected_revision": (int, REVISION),
    }
    text = f"Put {content.noun} at another place among its siblings, which close up."
    return changing(name, fields, act, content.showing(name), at=content.at, text=text)


def restoring(content: Content) -> StrawberryField:
    """`restore<Type>`."""

    async def act(do: Doing) -> Ids:
        row: Edited = await trash.restore(
            do.tx, content.model, do.given.id, live=await do.live(), actor_id=do.user_id
        )
        return kept(row)

    name = f"restore{content.type_name}"
    text = f"Take {content.noun} out of the trash with exactly what went there with it"
    text += ", to the end of its list." if content.is_ordered else "."
    return changing(
        name,
        content.which,
        act,
        content.showing(name),
        at=content.at,
        text=text,
        audited=content.type_name,
    )


def deleting(content: Content) -> StrawberryField:
    """`delete<Type>`."""

    async def act(do: Doing) -> Ids:
        await trash.remove(
            do.tx, content.model, do.given.id, live=await do.live(), actor_id=do.user_id
        )
        return {"id": str(do.given.id)}

    name = f"delete{content.type_name}"
    text = f"Put {content.noun}{content.below} into the trash, where it can be restored."
    return changing(
        name,
        content.which,
        act,
        deleted(name, content.type_name),
        at=content.at,
        text=text,
        audited=content.type_name,
    )
