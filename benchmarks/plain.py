"""Strawberry, Tortoise and DataLoaders as their documentation shows them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry
from starlette.applications import Starlette
from strawberry.dataloader import DataLoader
from strawberry.schema.config import StrawberryConfig
from tortoise.functions import Count
from tortoise.queryset import QuerySet

from aixss.accounts.members import Viewer
from aixss.api.ids import private, public
from aixss.app import Opener
from aixss.jobs import models as jobs
from aixss.jobs.states import JobState
from aixss.links import open_links
from aixss.settings import Settings
from aixss.stories import models as stories
from aixss.stories.states import EpisodeState, ProjectState, SceneState
from benchmarks import stock
from benchmarks.stock import UpdateSceneInput, UserError


class Loaders:
    """The children of many parents at once."""

    def __init__(self, team_id: UUID) -> None:
        self.mine: dict[str, Any] = {"team_id": team_id, "deleted_at": None}
        self.episodes = DataLoader(self._episodes)
        self.scenes = DataLoader(self._scenes)
        self.jobs = DataLoader(self._jobs)
        self.counts = DataLoader(self._counts)

    async def _episodes(self, keys: list[UUID]) -> list[list[stories.Episode]]:
        rows = await stories.Episode.filter(project_id__in=keys, **self.mine).order_by("order")
        return _grouped(rows, "project_id", keys)

    async def _scenes(self, keys: list[UUID]) -> list[list[stories.Scene]]:
        rows = await stories.Scene.filter(episode_id__in=keys, **self.mine).order_by("order")
        return _grouped(rows, "episode_id", keys)

    async def _jobs(self, keys: list[UUID]) -> list[list[jobs.Job]]:
        rows = await jobs.Job.filter(scene_id__in=keys, **self.mine).order_by("-created_at", "-id")
        return _grouped(rows, "scene_id", keys)

    async def _counts(self, keys: list[UUID]) -> list[Stats]:
        found: dict[UUID, dict[str, int]] = defaultdict(dict)
        below = {"project_id__in": keys, **self.mine}
        counted: dict[str, QuerySet[Any]] = {
            "episode_count": stories.Episode.filter(**below),
            "scene_count": stories.Scene.filter(**below),
            "completed_scene_count": stories.Scene.filter(**below, is_complete=True),
        }
        for name, rows in counted.items():
            groups = rows.annotate(n=Count("id")).group_by("project_id").values("project_id", "n")
            for each in await groups:
                found[each["project_id"]][name] = each["n"]
        return [Stats(**{name: found[key].get(name, 0) for name in counted}) for key in keys]


def _grouped(rows: list[Any], column: str, keys: list[UUID]) -> list[list[Any]]:
    groups: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, column)].append(row)
    return [groups[key] for key in keys]


@dataclass
class Context:
    """Who asks, and what loads for them."""

    viewer: Viewer | None
    loaders: Loaders = field(init=False)

    def __post_init__(self) -> None:
        if self.viewer:
            self.loaders = Loaders(self.viewer.team_id)

    @property
    def mine(self) -> dict[str, Any]:
        """What every row that they may see has; raises Unauthenticated."""
        stock.signed_in(self.viewer)
        return self.loaders.mine


Info = strawberry.Info[Context, None]


@strawberry.type
class Bilingual:
    """A text in the story's language and in English."""

    local: str
    en: str


@strawberry.type
class SceneAnchor:
    """What stands still in a scene."""

    scene: Bilingual
    anchors: list[Bilingual]
    avoid: Bilingual


@strawberry.type
class DialogueLine:
    """What is said or heard."""

    order: int
    content: str


@strawberry.type
class Dialogue:
    """What is heard in a scene."""

    lines: list[DialogueLine]


@strawberry.type
class Job:
    """A job."""

    id: strawberry.ID
    kind: str
    status: JobState
    created_at: datetime

    @classmethod
    def of(cls, row: jobs.Job) -> Job:
        """The job of a row."""
        shown = public("Job", row.id)
        return cls(id=shown, kind=row.kind, status=row.state, created_at=row.created_at)


@strawberry.type
class JobConnection:
    """A page of jobs."""

    nodes: list[Job]


@strawberry.type
class Scene:
    """A scene."""

    key: strawberry.Private[UUID]
    id: strawberry.ID
    revision: int
    order: int | None
    status: SceneState
    is_complete: bool
    summary: str
    notes: str
    cast_ids: list[strawberry.ID]
    created_at: datetime
    updated_at: datetime
    anchor: SceneAnchor | None
    dialogue: Dialogue | None

    @classmethod
    def of(cls, row: stories.Scene) -> Scene:
        """The scene of a row."""
        return cls(
            key=row.id,
            id=public("Scene", row.id),
            revision=row.revision,
            order=row.order,
            status=row.state,
            is_complete=row.is_complete,
            summary=row.summary,
            notes=row.notes,
            cast_ids=[public("Character", UUID(each)) for each in row.cast],
            created_at=row.created_at,
            updated_at=row.updated_at,
            anchor=row.anchor,  # type: ignore[arg-type]  # has the same fields
            dialogue=row.dialogue,  # type: ignore[arg-type]  # has the same fields
        )

    @strawberry.field
    async def jobs(self, info: Info, first: int = 20) -> JobConnection:
        """The newest jobs about it."""
        rows = await info.context.loaders.jobs.load(self.key)
        return JobConnection(nodes=[Job.of(row) for row in rows[:first]])


@strawberry.type
class Episode:
    """An episode."""

    key: strawberry.Private[UUID]
    id: strawberry.ID
    order: int | None
    title: str
    workflow_state: EpisodeState

    @classmethod
    def of(cls, row: stories.Episode) -> Episode:
        """The episode of a row."""
        return cls(
            key=row.id,
            id=public("Episode", row.id),
            order=row.order,
            title=row.title,
            workflow_state=row.state,
        )

    @strawberry.field
    async def scenes(self, info: Info) -> list[Scene]:
        """Its scenes, in order."""
        return [Scene.of(row) for row in await info.context.loaders.scenes.load(self.key)]


@strawberry.type
class EpisodeConnection:
    """A page of episodes."""

    nodes: list[Episode]


@strawberry.type
class Stats:
    """How much there is of a project."""

    episode_count: int
    scene_count: int
    completed_scene_count: int


@strawberry.type
class Project:
    """A project."""

    key: strawberry.Private[UUID]
    id: strawberry.ID
    title: str
    workflow_state: ProjectState

    @classmethod
    def of(cls, row: stories.Project) -> Project:
        """The project of a row."""
        shown = public("Project", row.id)
        return cls(key=row.id, id=shown, title=row.title, workflow_state=row.state)

    @strawberry.field
    async def episodes(self, info: Info, first: int = 20) -> EpisodeConnection:
        """Its first episodes, in order."""
        rows = await info.context.loaders.episodes.load(self.key)
        return EpisodeConnection(nodes=[Episode.of(row) for row in rows[:first]])

    @strawberry.field
    async def stats(self, info: Info) -> Stats:
        """How much there is of it."""
        return await info.context.loaders.counts.load(self.key)


@strawberry.type
class ProjectConnection:
    """A page of projects."""

    nodes: list[Project]


@strawberry.type
class Query:
    """What can be asked."""

    @strawberry.field
    async def project(self, info: Info, id: strawberry.ID) -> Project | None:
        """A project."""
        key = private(id, "Project")
        row = await stories.Project.get_or_none(id=key, **info.context.mine)
        return Project.of(row) if row else None

    @strawberry.field
    async def projects(self, info: Info, first: int = 20) -> ProjectConnection:
        """The projects that were changed last."""
        rows = stories.Project.filter(**info.context.mine).order_by("-updated_at", "-id")
        return ProjectConnection(nodes=[Project.of(row) for row in await rows.limit(first)])

    @strawberry.field
    async def scene(self, info: Info, id: strawberry.ID) -> Scene | None:
        """A scene."""
        row = await stories.Scene.get_or_none(id=private(id, "Scene"), **info.context.mine)
        return Scene.of(row) if row else None


@strawberry.type
class UpdateScenePayload:
    """What an edit did."""

    scene: Scene | None
    errors: list[UserError]


@strawberry.type
class Mutation:
    """What can be done."""

    @strawberry.mutation
    async def update_scene(self, info: Info, input: UpdateSceneInput) -> UpdateScenePayload:
        """Change a scene."""
        done = await stock.edit(stock.signed_in(info.context.viewer), input)
        return UpdateScenePayload(
            scene=Scene.of(done.row) if done.row else None, errors=done.errors
        )


def build(settings: Settings, opened: Opener = open_links) -> Starlette:
    """The server."""
    schema = strawberry.Schema(Query, Mutation, config=StrawberryConfig(scalar_map=stock.SCALARS))
    return stock.application(stock.View(schema, settings, Context), settings, opened)
