"""The rows that reads and writes are measured on: the same ones at every run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

from tortoise.models import Model

from aixss.accounts.models import Role
from aixss.jobs.models import Job
from aixss.jobs.states import JobState
from aixss.kit import db, ids
from aixss.stories.models import Episode, Project, Scene
from aixss.stories.states import SceneState
from tests import artefacts, factories

SEED = 20261122
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
BATCH = 1000
JOBS = ("generate_scene_anchor", "generate_dialogue")  # of each scene
WORDS = """
the keeper lamp letter night sea stair harbour fog answers nobody light turns a waits brass window
storm under old promise silent she remembers how it burned before and never again
"""


@dataclass(frozen=True)
class Size:
    """How many projects, of how many episodes each, of how many scenes each."""

    projects: int = 50
    episodes: int = 12
    scenes: int = 12


USUAL = Size()
# One project of 100, of 500 and of 2,000 scenes.
GROWN = (Size(1, 10, 10), Size(1, 25, 20), Size(1, 50, 40))


@dataclass
class Dataset:
    """Who owns the rows, and the keys to ask for."""

    team_id: UUID
    user_id: UUID
    projects: list[UUID] = field(default_factory=list)
    scenes: list[list[UUID]] = field(default_factory=list)  # of each of the projects
    drawn: list[UUID] = field(default_factory=list)  # projects whose scenes hold artefacts
    grown: dict[int, UUID] = field(default_factory=dict)  # by how many scenes they have


async def fill(
    size: Size = USUAL, drawn: Size = Size(2), grown: tuple[Size, ...] = GROWN
) -> Dataset:
    """Write a team, its owner and its projects; the usual ones are the newest."""
    team = await factories.team()
    user = await factories.member(team, Role.OWNER)
    dataset = Dataset(team.id, user.id)
    rows = Rows(team.id)
    for each in grown:
        dataset.grown[each.episodes * each.scenes] = rows.project(each).id
    content = {name: artefacts.scene()[name] for name in ("anchor", "dialogue")}
    dataset.drawn = [rows.project(drawn, content).id for _ in range(drawn.projects)]
    for _ in range(size.projects):
        begun = len(rows.scenes)
        dataset.projects.append(rows.project(size).id)
        dataset.scenes.append([scene.id for scene in rows.scenes[begun:]])
    await rows.write()
    return dataset


class Rows:
    """Rows that are made here and written all at once."""

    def __init__(self, team_id: UUID) -> None:
        self.team_id = team_id
        self.random, self.known = Random(SEED), WORDS.split()
        self.ticks = (BEGAN + timedelta(seconds=n) for n in count())
        self.projects: list[Project] = []
        self.episodes: list[Episode] = []
        self.scenes: list[Scene] = []
        self.jobs: list[Job] = []

    def project(self, size: Size, content: dict[str, Any] | None = None) -> Project:
        """A project with everything below it; `content` is held by each of its scenes."""
        project = Project(
            **self._common(),
            title=self._text(40),
            summary=self._text(300),
            story=self._text(900),
            style="ink and wash",
        )
        self.projects.append(project)
        episodes = [self._episode(project, n, size, content or {}) for n in range(size.episodes)]
        project.episode_count = len(episodes)
        project.scene_count = sum(each.scene_count for each in episodes)
        project.completed_scene_count = sum(each.completed_scene_count for each in episodes)
        return project

    def _episode(self, of: Project, n: int, size: Size, content: dict[str, Any]) -> Episode:
        above = {**self._common(), "project_id": of.id, "order": n + 1}
        episode = Episode(**above, title=self._text(40), summary=self._text(300))
        self.episodes.append(episode)
        scenes = [self._scene(episode, order, content) for order in range(1, size.scenes + 1)]
        done = sum(each.is_complete for each in scenes)
        episode.scene_count, episode.completed_scene_count = len(scenes), done
        episode.started_scene_count = done
        return episode

    def _scene(self, of: Episode, order: int, content: dict[str, Any]) -> Scene:
        # The first ones are edited: their states have to be those that follow from their content.
        done = self.random.random() < 0.3 and order > 1
        scene = Scene(
            **self._common(),
            **content,
            project_id=of.project_id,
            episode_id=of.id,
            order=order,
            summary=self._text(300),
            notes=self._text(680),
            state=SceneState.COMPLETED if done else SceneState.PENDING,
            is_complete=done,
        )
        self.scenes.append(scene)
        self.jobs += [self._job(scene, kind) for kind in JOBS]
        return scene

    def _job(self, of: Scene, kind: str) -> Job:
        common = self._common()
        ended = common["created_at"] + timedelta(seconds=20)
        return Job(
            **common,
            project_id=of.project_id,
            episode_id=of.episode_id,
            scene_id=of.id,
            kind=kind,
            state=JobState.SUCCEEDED,
            started_at=common["created_at"],
            finished_at=ended,
            deadline_at=ended,
        )

    def _common(self) -> dict[str, Any]:
        return {"id": ids.new(), "team_id": self.team_id, "created_at": next(self.ticks)}

    def _text(self, letters: int) -> str:
        """Words, about so many letters."""
        return " ".join(self._words(letters)).capitalize() + "."

    def _words(self, letters: int) -> Iterator[str]:
        left = letters * self.random.uniform(0.7, 1.3)
        while left > 0:
            word = self.random.choice(self.known)
            left -= len(word) + 1
            yield word

    async def write(self) -> None:
        """Store all rows, parents first, and let the planner know them."""
        rows: list[tuple[type[Model], list[Any]]] = [
            (Project, self.projects),
            (Episode, self.episodes),
            (Scene, self.scenes),
            (Job, self.jobs),
        ]
        for model, made in rows:
            await model.bulk_create(made, batch_size=BATCH)
            await db.rows(f"VACUUM ANALYZE {model._meta.db_table}")
