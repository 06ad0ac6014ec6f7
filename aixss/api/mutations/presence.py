"""Announcing what one has open, which other members see."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import strawberry
from pydantic import Field

from aixss.accounts.models import Role
from aixss.api import ids
from aixss.api.context import Context
from aixss.api.errors import Payload
from aixss.api.mutations._parts import Keyed, as_input_type, id_of, payload_of, root
from aixss.api.operation import Ids, once
from aixss.api.presence import Place
from aixss.api.rights import PEOPLE, scoped
from aixss.api.types.nodes import SHOWN as NODES
from aixss.api.types.nodes import Node
from aixss.api.types.presence import ProjectPresence, presence_of
from aixss.api.types.projects import Project
from aixss.errors import BadId, NotFound
from aixss.kit import clock, db
from aixss.news.events import PresenceChanged
from aixss.stories import models

NAME = "announcePresence"
# What people open; by the types' names.
OPENED = {
    model.__name__: model
    for model in (
        models.Project,
        models.Episode,
        models.Scene,
        models.StoryboardGroup,
        models.Character,
        models.CharacterRelationship,
        models.WorldViewElement,
    )
}
TargetId = Annotated[str | None, strawberry.field(graphql_type=strawberry.ID | None)]


@as_input_type
class AnnouncePresenceInput(Keyed):
    """What you have open."""

    project_id: id_of("Project") = Field(  # type: ignore[valid-type]  # made at run time
        description="The project that you have open."
    )
    target_id: TargetId = Field(
        description="What you have open of it: an episode, a scene, a group of its storyboard, "
        "a character, a relationship or an element of the world view; "
        "null for the project as a whole.",
    )
    is_here: bool = Field(
        default=True,
        description="False when you have closed it; without `targetId`, everything of the project.",
    )


PAYLOAD = payload_of(NAME, {"presence": (ProjectPresence, "Who is in the project now")})


async def _announce(context: Context, given: AnnouncePresenceInput) -> Payload:
    project_id: UUID = given.project_id
    if await Project.find(context.loaders, project_id) is None:
        raise NotFound("There is no such project.", path=("projectId",))
    place = await _place(context, project_id, given.target_id)
    if await _is_new(context, given):
        presence = context.services.presence
        announced = presence.come if given.is_here else presence.leave
        if await announced(project_id, place):
            team_id = context.require(Role.VIEWER).team_id
            context.services.wire.tell(team_id, project_id, PresenceChanged())
    return PAYLOAD(presence=presence_of(project_id, clock.now()))  # type: ignore[call-arg]  # made above


async def _place(context: Context, project_id: UUID, target_id: str | None) -> Place:
    """Where the viewer says to be; raises BadId and NotFound."""
    nowhere = Place(context.require(Role.VIEWER).user_id)
    if target_id is None:
        return nowhere
    path = ("targetId",)
    type_name, key = ids.split(target_id, path=path)
    if type_name not in OPENED:
        raise BadId("This is not the id of anything in a project.", path=path)
    found: Node | None = await NODES[OPENED[type_name]].find(context.loaders, key)
    owner = None if found is None else key if type_name == "Project" else found.column("project_id")
    if owner != project_id:
        raise NotFound("There is no such object in the project.", path=path)
    return nowhere if type_name == "Project" else Place(nowhere.user_id, type_name, str(key))


async def _is_new(context: Context, given: Keyed) -> bool:
    """Whether this was not announced before under the same idempotency key."""
    if given.idempotency_key is None:
        return True
    is_new = False

    async def work() -> Ids:
        nonlocal is_new
        is_new = True
        return {}

    await db.brief(lambda tx: once(context, tx, given.idempotency_key, NAME, given, work))
    return is_new


FIELDS = (
    scoped(PEOPLE)(
        root(
            NAME,
            AnnouncePresenceInput,
            PAYLOAD,
            _announce,
            role=Role.VIEWER,
            text="Let others see what you have open, for 30 seconds: announce it again every 10 to "
            "15 seconds, and `isHere: false` when you close it. It is told by `presence` only.",
        )
    ),
)
