"""Asking about any object: the questions that every screen begins with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import strawberry

from aixss.accounts.models import Role
from aixss.api.asking import finding, finding_any, finding_many, giving, listing
from aixss.api.context import Context
from aixss.api.operation import field
from aixss.api.types.accounts import Viewer
from aixss.api.types.episodes import Episode
from aixss.api.types.jobs import JOBS, Job
from aixss.api.types.profiles import PROFILES, AIProfile, Provider
from aixss.api.types.projects import PROJECTS, Project
from aixss.api.types.readiness import Readiness, readiness_of
from aixss.api.types.scenes import Scene

Info = strawberry.Info[Context, None]


def _viewer(context: Context) -> Mapping[str, Any] | None:
    if context.refused:
        raise context.refused
    return vars(context.viewer) if context.viewer else None


def _providers(context: Context) -> Iterator[Mapping[str, Any]]:
    known = context.services.providers
    return (
        {
            "name": each.name,
            "title": each.title,
            "needs_key": each.needs_key,
            "needs_base_url": each.needs_base_url,
            "default_output_mode": each.default_output_mode,
        }
        for _, each in sorted(known.items())
    )


@field(role=Role.VIEWER)
async def readiness(
    info: Info,
    kind: Annotated[
        str,
        strawberry.argument(description="The name of a kind, e.g. `generate_scene_anchor`."),
    ],
    target_id: Annotated[
        strawberry.ID,
        strawberry.argument(
            description="The id of what it is about: a team, project, episode or scene, as the "
            "kind wants it."
        ),
    ],
) -> Readiness:
    """Whether a job of a kind could be started now, and what is in its way.

    Parameters are taken as if they were left out; locks and the budget are not looked at.
    """
    return await readiness_of(info, kind, target_id)


FIELDS = (
    giving(
        "viewer",
        _viewer,
        Viewer | None,
        role=None,
        text="The user who asks, in a team; null when nobody is signed in.",
    ),
    finding_any(
        role=Role.VIEWER,
        text="The object with that id; null when there is none for you.",
    ),
    finding_many(
        role=Role.VIEWER,
        text="The objects with those ids, in their order; null where there is none for you.",
    ),
    finding(
        "project",
        Project,
        role=Role.VIEWER,
        text="A project; null when there is none for you.",
    ),
    listing(
        "projects",
        Project,
        PROJECTS,
        role=Role.VIEWER,
        text="The projects of the viewer's team, without those in the trash.",
    ),
    finding(
        "episode",
        Episode,
        role=Role.VIEWER,
        text="An episode; null when there is none for you.",
    ),
    finding("scene", Scene, role=Role.VIEWER, text="A scene; null when there is none for you."),
    finding("job", Job, role=Role.VIEWER, text="A job; null when there is none for you."),
    listing(
        "jobs",
        Job,
        JOBS,
        role=Role.VIEWER,
        text="The jobs of the viewer's team, also those that flows have started.",
    ),
    listing(
        "ai_profiles",
        AIProfile,
        PROFILES,
        role=Role.VIEWER,
        text="The AI profiles of the viewer's team.",
    ),
    giving(
        "providers",
        _providers,
        list[Provider],
        role=Role.VIEWER,
        text="The providers that an AI profile can name, in the order of their names.",
    ),
    readiness,
)
