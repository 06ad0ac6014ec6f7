"""Stock Strawberry as fast as it goes: cached documents, look-ahead, rows as dicts, orjson.

The root resolver reads all levels that are selected, of each only the columns that are selected;
the fields below it look things up in dicts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import orjson
import strawberry
from starlette.applications import Starlette
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.schema.config import StrawberryConfig
from strawberry.types.nodes import SelectedField, Selection

from aixss.accounts.members import Viewer
from aixss.api.ids import private, public
from aixss.app import Opener
from aixss.errors import NotFound
from aixss.jobs.states import JobState
from aixss.kit import db
from aixss.kit.db import Row
from aixss.links import open_links
from aixss.settings import Settings
from aixss.stories import models as stories
from aixss.stories.states import EpisodeState, ProjectState, SceneState
from benchmarks import stock
from benchmarks.plain import Dialogue, SceneAnchor
from benchmarks.stock import UpdateSceneInput, UserError

Selected = dict[str, list[SelectedField]]

# The columns behind the fields of each type, where they are columns.
JOB = {"kind": "kind", "status": "state", "createdAt": "created_at"}
SCENE = {
    "revision": "revision",
    "order": "order",
    "status": "state",
    "isComplete": "is_complete",
    "summary": "summary",
    "notes": "notes",
    "castIds": "cast",
    "createdAt": "created_at",
    "updatedAt": "updated_at",
    "anchor": "anchor",
    "dialogue": "dialogue",
}
EPISODE = {"order": "order", "title": "title", "workflowState": "state"}
PROJECT = {"title": "title", "workflowState": "state"}
STATS = {
    "episodeCount": "episode_count",
    "sceneCount": "scene_count",
    "completedSceneCount": "completed_scene_count",
}
LATEST = """
SELECT job.* FROM unnest($1::uuid[]) AS scene (id) CROSS JOIN LATERAL (
  SELECT id, scene_id, {columns} FROM job
  WHERE scene_id = scene.id AND team_id = $2 AND deleted_at IS NULL
  ORDER BY created_at DESC, id DESC LIMIT $3
) job
"""
UPDATE = """
UPDATE scene SET summary = $3, revision = revision + 1, updated_at = now()
WHERE id = $1 AND team_id = $2 AND revision = $4 AND deleted_at IS NULL
RETURNING revision, summary, state
"""


@dataclass
class Context:
    """Who asks."""

    viewer: Viewer | None


Info = strawberry.Info[Context, None]


def look_up(source: Any, name: str) -> Any:
    """A field of a row, or of an artefact."""
    return source[name] if type(source) is dict else getattr(source, name)


@strawberry.type
class Job:
    """A job."""

    id: strawberry.ID
    kind: str
    state: JobState = strawberry.field(name="status")
    created_at: datetime


@strawberry.type
class JobConnection:
    """A page of jobs."""

    nodes: list[Job]


@strawberry.type
class Scene:
    """A scene."""

    id: strawberry.ID
    revision: int
    order: int | None
    state: SceneState = strawberry.field(name="status")
    is_complete: bool
    summary: str
    notes: str
    cast_ids: list[strawberry.ID]
    created_at: datetime
    updated_at: datetime
    anchor: SceneAnchor | None
    dialogue: Dialogue | None

    @strawberry.field
    def jobs(root: strawberry.Parent[Row], first: int = 20) -> JobConnection:
        """The newest jobs about it."""
        return {"nodes": root["jobs"][:first]}  # type: ignore[return-value]  # a dict for a type


@strawberry.type
class Episode:
    """An episode."""

    id: strawberry.ID
    order: int | None
    title: str
    state: EpisodeState = strawberry.field(name="workflowState")
    scenes: list[Scene]


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

    id: strawberry.ID
    title: str
    state: ProjectState = strawberry.field(name="workflowState")
    stats: Stats

    @strawberry.field
    def episodes(root: strawberry.Parent[Row], first: int = 20) -> EpisodeConnection:
        """Its first episodes, in order."""
        return {"nodes": root["episodes"][:first]}  # type: ignore[return-value]  # a dict for a type


@strawberry.type
class ProjectConnection:
    """A page of projects."""

    nodes: list[Project]


@strawberry.type
class UpdateScenePayload:
    """What an edit did."""

    scene: Scene | None
    errors: list[UserError]


def _fields(selections: Iterable[Selection]) -> Iterator[SelectedField]:
    for each in selections:
        if isinstance(each, SelectedField):
            yield each
        else:
            yield from _fields(each.selections)


def _below(fields: Iterable[SelectedField]) -> Selected:
    """What is selected below these fields, by name."""
    found: Selected = defaultdict(list)
    for each in fields:
        for inner in _fields(each.selections):
            found[inner.name].append(inner)
    return found


def _first(fields: list[SelectedField]) -> int:
    return max(int(each.arguments.get("first", 20)) for each in fields)


def _columns(table: dict[str, str], selected: Selected, *more: str) -> list[str]:
    return list(dict.fromkeys([*more, *(table[name] for name in selected if name in table)]))


@dataclass(frozen=True)
class Reading:
    """What one operation reads for one team."""

    team_id: UUID

    @property
    def mine(self) -> dict[str, Any]:
        """What every row that they may see has."""
        return {"team_id": self.team_id, "deleted_at": None}

    async def projects(self, rows: Any, selected: Selected) -> list[Row]:
        """Projects with all that is selected below them."""
        columns = _columns(PROJECT, selected, "id")
        if "stats" in selected:
            columns += _columns(STATS, _below(selected["stats"]))
        found: list[Row] = await rows.values(*columns)
        if "episodes" in selected:
            await self.episodes(found, selected["episodes"])
        for row in found:
            row["id"] = public("Project", row["id"])
            row["stats"] = row
        return found

    async def episodes(self, projects: list[Row], fields: list[SelectedField]) -> None:
        """Put into each project its first episodes."""
        selected = _below(_below(fields)["nodes"])
        first = _first(fields)
        columns = _columns(EPISODE, selected, "id", "project_id")
        parents = {row["id"]: row.setdefault("episodes", []) for row in projects}
        rows = stories.Episode.filter(project_id__in=list(parents), order__lte=first, **self.mine)
        found: list[Row] = await rows.order_by("order").values(*columns)
        if "scenes" in selected:
            await self.scenes(found, _below(selected["scenes"]))
        for row in found:
            parents[row["project_id"]].append(row)
            row["id"] = public("Episode", row["id"])

    async def scenes(self, episodes: list[Row], selected: Selected) -> None:
        """Put into each episode its scenes."""
        columns = _columns(SCENE, selected, "id", "episode_id")
        parents = {row["id"]: row.setdefault("scenes", []) for row in episodes}
        rows = stories.Scene.filter(episode_id__in=list(parents), **self.mine)
        found: list[Row] = await rows.order_by("order").values(*columns)
        if "jobs" in selected:
            await self.jobs(found, selected["jobs"])
        for row in found:
            parents[row["episode_id"]].append(_shown(row))

    async def jobs(self, scenes: list[Row], fields: list[SelectedField]) -> None:
        """Put into each scene its newest jobs."""
        columns = _columns(JOB, _below(_below(fields)["nodes"]))
        parents = {row["id"]: row.setdefault("jobs", []) for row in scenes}
        sql = LATEST.format(columns=", ".join(columns or ["kind"]))
        for found in await db.rows(sql, list(parents), self.team_id, _first(fields)):
            row = dict(found)
            parents[row["scene_id"]].append(row)
            row["id"] = public("Job", row["id"])


def _shown(scene: Row) -> Row:
    scene["id"] = public("Scene", scene["id"])
    if "cast" in scene:
        scene["cast_ids"] = [public("Character", UUID(each)) for each in scene["cast"]]
    return scene


def _reading(info: Info) -> Reading:
    return Reading(stock.signed_in(info.context.viewer).team_id)


@strawberry.type
class Query:
    """What can be asked."""

    @strawberry.field
    async def project(self, info: Info, id: strawberry.ID) -> Project | None:
        """A project."""
        reading = _reading(info)
        rows = stories.Project.filter(id=private(id, "Project"), **reading.mine)
        found: Any = await reading.projects(rows, _below(_fields(info.selected_fields)))
        return found[0] if found else None

    @strawberry.field
    async def projects(self, info: Info, first: int = 20) -> ProjectConnection:
        """The projects that were changed last."""
        reading = _reading(info)
        rows = stories.Project.filter(**reading.mine).order_by("-updated_at", "-id").limit(first)
        selected = _below(_below(_fields(info.selected_fields))["nodes"])
        return {"nodes": await reading.projects(rows, selected)}  # type: ignore[return-value]  # a dict for a type

    @strawberry.field
    async def scene(self, info: Info, id: strawberry.ID) -> Scene | None:
        """A scene."""
        reading = _reading(info)
        selected = _below(_fields(info.selected_fields))
        rows = stories.Scene.filter(id=private(id, "Scene"), **reading.mine)
        found: Any = await rows.values(*_columns(SCENE, selected, "id"))
        if found and "jobs" in selected:
            await reading.jobs(found, selected["jobs"])
        return _shown(found[0]) if found else None  # type: ignore[return-value]  # a dict for a type


@strawberry.type
class Mutation:
    """What can be done."""

    @strawberry.mutation
    async def update_scene(self, info: Info, input: UpdateSceneInput) -> UpdateScenePayload:
        """Change a scene, with all that this entails."""
        done = await stock.edit(stock.signed_in(info.context.viewer), input)
        return {"scene": done.row, "errors": done.errors}  # type: ignore[return-value]  # a dict for a type


@strawberry.type(name="Mutation")
class BareMutation:
    """What can be done by one statement."""

    @strawberry.mutation
    async def update_scene(self, info: Info, input: UpdateSceneInput) -> UpdateScenePayload:
        """Change the summary of a scene, and nothing else."""
        viewer = stock.signed_in(info.context.viewer)
        assert input.patch.summary is not None
        rows = await db.rows(
            UPDATE,
            private(input.id, "Scene"),
            viewer.team_id,
            input.patch.summary.value,
            input.expected_revision,
        )
        if not rows:
            raise NotFound
        return {"scene": dict(rows[0]), "errors": []}  # type: ignore[return-value]  # a dict for a type


class View(stock.View[Context]):
    """The view with a faster JSON."""

    def encode_json(self, data: object) -> bytes:
        """JSON as bytes."""
        return orjson.dumps(data)

    def decode_json(self, data: str | bytes) -> object:
        """The value of a JSON text."""
        return orjson.loads(data)


def build(settings: Settings, opened: Opener = open_links, mutation: type = Mutation) -> Starlette:
    """The server."""
    schema = strawberry.Schema(
        Query,
        mutation,
        extensions=[ParserCache, ValidationCache],
        config=StrawberryConfig(scalar_map=stock.SCALARS, default_resolver=look_up),
    )
    return stock.application(View(schema, settings, Context), settings, opened)


# An edit is one statement there: without revisions of fields, states, news or locks.
build_bare = partial(build, mutation=BareMutation)
