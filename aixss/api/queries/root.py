"""The questions that can be asked."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

import strawberry
from tortoise.models import Model

from aixss.accounts.models import Role
from aixss.api import ids
from aixss.api.context import Context
from aixss.api.operation import field
from aixss.api.types.accounts import Viewer
from aixss.api.types.episodes import Episode
from aixss.api.types.jobs import After, Filter, First, Job, OrderBy, jobs_page
from aixss.api.types.nodes import Node, wrap
from aixss.api.types.profiles import AIProfile, Provider
from aixss.api.types.projects import Project, ProjectOrder
from aixss.api.types.readiness import Readiness, readiness_of
from aixss.api.types.scenes import Scene
from aixss.errors import Invalid
from aixss.jobs.models import AIProfile as ProfileRow
from aixss.jobs.models import Job as JobRow
from aixss.kit import gql
from aixss.kit.gql import PAGE_DEFAULT, Connection, Listing
from aixss.stories import models

Info = strawberry.Info[Context, None]
NODES_MAX = 100


def _id(text: str) -> Any:
    return strawberry.argument(description=text)


async def _find(info: Info, model: type[Model], text: str) -> Any:
    key = ids.private(text, model.__name__)
    return wrap(await info.context.loaders.row(model, key))


async def _nodes(info: Info, texts: list[strawberry.ID], argument: str) -> list[Node | None]:
    keys = [ids.split(text, path=(argument,)) for text in texts]
    loaders = info.context.loaders
    rows = await asyncio.gather(*(loaders.row(ids.MODEL_OF[name], key) for name, key in keys))
    return [wrap(row) for row in rows]


@field(role=None)
async def viewer(info: Info) -> Viewer | None:
    """The user who asks, in a team; null when nobody is signed in."""
    if info.context.refused:
        raise info.context.refused
    return Viewer(who=info.context.viewer) if info.context.viewer else None


@field(role=Role.VIEWER)
async def node(
    info: Info, id: Annotated[strawberry.ID, _id("The id of any object.")]
) -> Node | None:
    """The object with that id; null when there is none for you."""
    return (await _nodes(info, [id], "id"))[0]


@field(role=Role.VIEWER)
async def nodes(
    info: Info,
    ids: Annotated[list[strawberry.ID], _id("Ids of any objects, at most 100.")],
) -> list[Node | None]:
    """The objects with those ids, in their order; null where there is none for you."""
    if len(ids) > NODES_MAX:
        raise Invalid(f"Ask for at most {NODES_MAX} objects at once.", path=("ids",))
    return await _nodes(info, ids, "ids")


@field(role=Role.VIEWER)
async def project(
    info: Info, id: Annotated[strawberry.ID, _id("The project's id.")]
) -> Project | None:
    """A project; null when there is none for you."""
    return await _find(info, models.Project, id)  # type: ignore[no-any-return]  # what shows it


@field(role=Role.VIEWER)
async def projects(
    info: Info,
    first: First = PAGE_DEFAULT,
    after: After = strawberry.UNSET,
    order_by: Annotated[
        list[ProjectOrder] | None,
        strawberry.argument(description="The last changed first when it is left out."),
    ] = strawberry.UNSET,
) -> Connection[Project]:
    """The projects of the viewer's team."""
    team_id = info.context.require(Role.VIEWER).team_id
    order = gql.orders(order_by, gql.Order("updated_at", True))
    listing = Listing("project", "team_id", order, team_id)
    return await info.context.loaders.page(
        models.Project, listing, team_id, Project.of, first=first, after=gql.absent(after)
    )


@field(role=Role.VIEWER)
async def episode(
    info: Info, id: Annotated[strawberry.ID, _id("The episode's id.")]
) -> Episode | None:
    """An episode; null when there is none for you."""
    return await _find(info, models.Episode, id)  # type: ignore[no-any-return]  # what shows it


@field(role=Role.VIEWER)
async def scene(info: Info, id: Annotated[strawberry.ID, _id("The scene's id.")]) -> Scene | None:
    """A scene; null when there is none for you."""
    return await _find(info, models.Scene, id)  # type: ignore[no-any-return]  # what shows it


@field(role=Role.VIEWER)
async def job(info: Info, id: Annotated[strawberry.ID, _id("The job's id.")]) -> Job | None:
    """A job; null when there is none for you."""
    return await _find(info, JobRow, id)  # type: ignore[no-any-return]  # what shows it


@field(role=Role.VIEWER)
async def jobs(
    info: Info,
    first: First = PAGE_DEFAULT,
    after: After = strawberry.UNSET,
    filter: Filter = strawberry.UNSET,
    order_by: OrderBy = strawberry.UNSET,
) -> Connection[Job]:
    """The jobs of the viewer's team."""
    team_id = info.context.require(Role.VIEWER).team_id
    return await jobs_page(info, "team_id", team_id, first, after, filter, order_by)


@field(role=Role.VIEWER)
async def ai_profiles(info: Info) -> list[AIProfile]:
    """The team's profiles, oldest first."""
    team_id = info.context.require(Role.VIEWER).team_id
    rows = await info.context.loaders.below(ProfileRow, "team_id", team_id, "created_at, id")
    return [AIProfile.of(row) for row in rows]


@field(role=Role.VIEWER)
async def providers(info: Info) -> list[Provider]:
    """Whom a profile can name, by name."""
    found = sorted(info.context.services.providers.values(), key=lambda each: each.name)
    return [
        Provider(
            name=each.name,
            title=each.title,
            needs_key=each.needs_key,
            needs_base_url=each.needs_base_url,
            default_output_mode=each.default_output_mode,
        )
        for each in found
    ]


@field(role=Role.VIEWER)
async def readiness(
    info: Info,
    kind: Annotated[str, _id("The name of a kind, e.g. `generate_scene_anchor`.")],
    target_id: Annotated[
        strawberry.ID, _id("The id of the project, episode or scene that it is about.")
    ],
) -> Readiness:
    """Whether a job of a kind could be started now, and what is in its way."""
    return await readiness_of(info, kind, target_id)


FIELDS = (
    viewer,
    node,
    nodes,
    project,
    projects,
    episode,
    scene,
    job,
    jobs,
    ai_profiles,
    providers,
    readiness,
)
