"""All that a job may look at, read in one moment: the story from the project down to its target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from aixss.kit import db
from aixss.stories.artefacts.base import CastMember, Language, Story
from aixss.stories.models import (
    Character,
    Episode,
    Project,
    Scene,
    StaleMark,
    WorldViewElement,
)

# Of the scenes that are neither the target nor beside it.
OUTLINE = ("id", "team_id", "project_id", "episode_id", "order", "summary", "is_complete")


@dataclass(frozen=True)
class StoryContext:
    """A project with its plan, cast and world, and the episode and scene in question."""

    seq: int  # the project's seq at the moment of reading
    project: Project
    episodes: Sequence[Episode]  # in order, all of them
    characters: Sequence[Character]
    world_view: Sequence[WorldViewElement]
    episode: Episode | None = None
    # Those of the episode, in order. With a scene, only it and its neighbours are read in full.
    scenes: Sequence[Scene] = field(default=())
    scene: Scene | None = None
    stale: frozenset[str] = frozenset()  # the fields of the target that carry a stale mark

    @property
    def language(self) -> str:
        """`zh` or `en`."""
        return self.project.language.value

    @property
    def text(self) -> str:
        """The fullest telling of the story there is."""
        return self.project.story or self.project.summary

    @property
    def cast(self) -> tuple[CastMember, ...]:
        """Everybody who may appear and speak."""
        return tuple(
            CastMember(id=c.id, name=c.name, aliases=tuple(c.aliases)) for c in self.characters
        )

    def rules(self, **expected: Any) -> Story:
        """What the rules of an artefact need to know; `expected` adds fields of `Story`."""
        anchor = self.scene.anchor if self.scene else None
        known = Story(
            language=Language(self.language),
            cast=self.cast,
            anchors=tuple(a.local for a in anchor.anchors) if anchor else (),
        )
        return replace(known, **expected)

    @property
    def scene_place(self) -> tuple[int, int]:
        """The scene's place within the whole story and how many scenes that has, from 0.

        Episodes without a list count as many scenes as the scene's own episode has.
        """
        assert self.episode is not None
        assert self.scene is not None
        usual = max(len(self.scenes), 1)
        before = sum(e.scene_count or usual for e in self.episodes if (e.order or 0) < self._order)
        total = sum(e.scene_count or usual for e in self.episodes)
        return before + (self.scene.order or 1) - 1, max(total, 1)

    @property
    def previous_scene(self) -> Scene | None:
        """The scene before this one, in the same episode."""
        return self._neighbour(-1)

    @property
    def next_scene(self) -> Scene | None:
        """The scene after this one, in the same episode."""
        return self._neighbour(1)

    @property
    def _order(self) -> int:
        return (self.episode.order if self.episode else None) or 0

    def _neighbour(self, step: int) -> Scene | None:
        if self.scene is None or self.scene.order is None:
            return None
        return next((s for s in self.scenes if s.order == self.scene.order + step), None)


async def load(
    project_id: UUID, episode_id: UUID | None = None, scene_id: UUID | None = None
) -> StoryContext | None:
    """The context of a target as one moment of its own; None when the target is gone."""
    async with db.snapshot():
        return await read(project_id, episode_id, scene_id)


async def read(
    project_id: UUID, episode_id: UUID | None = None, scene_id: UUID | None = None
) -> StoryContext | None:
    """The context of a target as the open transaction sees it; None when the target is gone."""
    project = await Project.get_or_none(id=project_id, deleted_at=None)
    if project is None:
        return None
    mine = {"project_id": project_id, "deleted_at": None}
    episodes = await Episode.filter(**mine).order_by("order")
    characters = await Character.filter(**mine).order_by("created_at", "id")
    world = await WorldViewElement.filter(**mine).order_by("order")
    episode = next((e for e in episodes if e.id == episode_id), None)
    scenes = await _scenes(episode.id, scene_id) if episode else []
    scene = next((s for s in scenes if s.id == scene_id), None)
    if (episode_id and episode is None) or (scene_id and scene is None):
        return None
    target = scene_id or episode_id or project_id
    marked = await StaleMark.filter(target_id=target).values_list("field", flat=True)
    return StoryContext(
        project.seq,
        project,
        episodes,
        characters,
        world,
        episode,
        scenes,
        scene,
        frozenset(map(str, marked)),
    )


async def _scenes(episode_id: UUID, scene_id: UUID | None) -> list[Scene]:
    rows = Scene.filter(episode_id=episode_id, deleted_at=None).order_by("order")
    if scene_id is None:
        return await rows
    # Each artefact that is read is validated: of a long episode that would cost the most.
    scenes = await rows.only(*OUTLINE)
    place = next((scene.order for scene in scenes if scene.id == scene_id), None)
    if place is None:
        return scenes
    near = {scene.id: scene for scene in await rows.filter(order__range=(place - 1, place + 1))}
    return [near.get(scene.id, scene) for scene in scenes]
