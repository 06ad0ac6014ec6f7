"""All that a job may look at, read in one moment: the story from the project down to its target."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache, partial
from typing import Any, TypeVar
from uuid import UUID

import orjson
from pydantic import BaseModel
from tortoise.fields import DatetimeField, Field, UUIDField
from tortoise.models import Model

from aixss.kit import db
from aixss.kit.db import Row, Tx
from aixss.kit.lazy import Lazy
from aixss.kit.rows import Document
from aixss.stories.artefacts.base import CastMember, Language, Story
from aixss.stories.artefacts.storyboard import GROUPS
from aixss.stories.models import (
    Character,
    CharacterCandidate,
    CharacterRelationship,
    Episode,
    Project,
    Scene,
    StoryboardGroup,
    WorldViewElement,
)
from aixss.stories.states import ARTEFACTS, SceneState

# Of the scenes that are neither the target nor beside it: each artefact that is read is validated,
# and of a long episode that would cost the most.
OUTLINE = ("id", "order", "summary", "is_complete")
FINISHED = " AND ".join(
    [f"s.state = '{SceneState.COMPLETED}'", *(f"s.{name} IS NOT NULL" for name in ARTEFACTS)]
)
BOARDED = f"""(SELECT count(g.id) FROM storyboard_group g
  WHERE g.scene_id = s.id AND g.panels IS NOT NULL AND g.deleted_at IS NULL
    AND NOT EXISTS (SELECT FROM stale_mark m WHERE m.target_id = g.id)) = {GROUPS}"""
OUTLINED = ", ".join(f"""'{name}', s."{name}" """ for name in OUTLINE)

# The causal chain is long, and only what is about the whole project looks at it.
BESIDE_CHAIN = ", ".join(
    f"""'{name}', p."{name}" """
    for name in Project._meta.fields_db_projection
    if name != "causal_chain"
)

# All of it as JSON in one statement, which sees one moment.
CONTEXT = f"""
SELECT CASE WHEN $2::uuid IS NULL THEN to_json(p) ELSE json_build_object({BESIDE_CHAIN}) END
    AS project,
  (SELECT json_agg(e ORDER BY e."order") FROM episode e
    WHERE e.project_id = p.id AND e.deleted_at IS NULL) AS episodes,
  (SELECT json_agg(c ORDER BY c.created_at, c.id) FROM "character" c
    WHERE c.project_id = p.id AND c.deleted_at IS NULL) AS characters,
  (SELECT json_agg(w ORDER BY w."order") FROM world_view_element w
    WHERE w.project_id = p.id AND w.deleted_at IS NULL) AS world_view,
  (SELECT json_agg(
      CASE WHEN $3::uuid IS NULL OR abs(s."order" - here."order") <= 1 THEN to_json(s)
        ELSE json_build_object({OUTLINED}) END
      ORDER BY s."order")
    FROM scene s LEFT JOIN scene here ON here.id = $3
    WHERE s.episode_id = $2 AND s.deleted_at IS NULL) AS scenes,
  (SELECT json_agg(json_build_object('id', s.id, 'episode_id', s.episode_id,
      'is_finished', {FINISHED}, 'is_boarded', {BOARDED}) ORDER BY e."order", s."order")
    FROM scene s JOIN episode e ON e.id = s.episode_id
    WHERE $4 AND s.project_id = p.id AND s.deleted_at IS NULL AND e.deleted_at IS NULL
  ) AS all_scenes,
  (SELECT json_agg(r ORDER BY r.created_at, r.id) FROM character_relationship r
    WHERE r.project_id = p.id AND r.deleted_at IS NULL AND $2::uuid IS NULL) AS relationships,
  (SELECT json_agg(x ORDER BY x.created_at, x.id) FROM character_candidate x
    WHERE x.project_id = p.id AND x.deleted_at IS NULL AND $2::uuid IS NULL) AS candidates,
  (SELECT json_agg(g ORDER BY g."order") FROM storyboard_group g
    WHERE g.scene_id = $3 AND g.deleted_at IS NULL AND $5) AS groups,
  (SELECT json_agg(g."order") FROM storyboard_group g WHERE g.scene_id = $3 AND $5
    AND EXISTS (SELECT FROM stale_mark m WHERE m.target_id = g.id AND m.field = 'panels'))
    AS stale_groups,
  (SELECT json_agg(field) FROM stale_mark WHERE target_id = coalesce($3, $2, p.id)) AS stale
FROM project p WHERE p.id = $1 AND p.deleted_at IS NULL
"""

M = TypeVar("M", bound=Model)
Json = dict[str, Any]


@dataclass(frozen=True)
class SceneOutline:
    """A scene among all of its project."""

    id: UUID
    episode_id: UUID
    is_finished: bool  # nothing of it is missing or stale
    is_boarded: bool  # likewise, of its storyboard's panels


@dataclass(frozen=True)
class StoryContext:
    """A project with its plan, cast and world, and the episode and scene in question."""

    seq: int  # the project's seq at the moment of reading
    project: Project
    episodes: Sequence[Episode]  # in order, all of them
    characters: Sequence[Character]
    world_view: Sequence[WorldViewElement]
    # What the characters are to each other; read for the whole project only.
    relationships: Sequence[CharacterRelationship] = field(default=())
    # Who was proposed for the cast, whatever became of them; likewise.
    candidates: Sequence[CharacterCandidate] = field(default=())
    episode: Episode | None = None
    # Those of the episode, in order. With a scene, only it and its neighbours are read in full.
    scenes: Sequence[Scene] = field(default=())
    scene: Scene | None = None
    # Of the whole project, in order; read only where they are asked for.
    all_scenes: Sequence[SceneOutline] = field(default=())
    # Those of the scene's storyboard, in order; read for kinds that ask for them only.
    groups: Sequence[StoryboardGroup] = field(default=())
    stale_groups: frozenset[int] = frozenset()  # the orders of those whose panels are stale
    stale: frozenset[str] = frozenset()  # the fields of the target that carry a stale mark

    @property
    def language(self) -> str:
        """`zh` or `en`."""
        return self.project.language.value

    @property
    def target(self) -> Project | Episode | Scene:
        """The row that it is all about."""
        return self.scene or self.episode or self.project

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
        dialogue = self.scene.dialogue if self.scene else None
        before = self.previous_scene.shot_design if self.previous_scene else None
        bible = self.scene.storyboard_bible if self.scene else None
        plan = self.scene.storyboard_plan if self.scene else None
        known = Story(
            language=Language(self.language),
            cast=self.cast,
            anchors=tuple(a.local for a in anchor.anchors) if anchor else (),
            lines=len(dialogue.lines) if dialogue else None,
            camera_mode=plan.camera_mode if plan else None,
            scene_people=frozenset(p.character_id for p in bible.people) if bible else None,
            scene_counts=tuple(episode.scene_count for episode in self.episodes),
            is_opening=self.scene is not None and self.scene.order == 1,
            is_closing=self.scene is not None and self.scene.order == len(self.scenes),
            left_by=before.transition_out.type if before else None,
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
        place = self.scene.order - 1 + step  # orders are dense
        return self.scenes[place] if 0 <= place < len(self.scenes) else None


@dataclass(frozen=True)
class TeamContext:
    """What a job about a team may look at: there is no story, only a language to speak."""

    language: str = Language.ZH.value
    seq: int = 0  # no fact of a project was read

    def rules(self, **expected: Any) -> Story:
        """What the rules of an artefact need to know; `expected` adds fields of `Story`."""
        return replace(Story(language=Language(self.language)), **expected)


Context = StoryContext | TeamContext


async def load(
    project_id: UUID,
    episode_id: UUID | None = None,
    scene_id: UUID | None = None,
    *,
    all_scenes: bool = False,
    groups: bool = False,
) -> StoryContext | None:
    """The context of a target as it is now; None when the target is gone."""
    return await _read(db.rows, project_id, episode_id, scene_id, all_scenes, groups)


async def read(
    tx: Tx,
    project_id: UUID,
    episode_id: UUID | None = None,
    scene_id: UUID | None = None,
    *,
    all_scenes: bool = False,
    groups: bool = False,
) -> StoryContext | None:
    """The context of a target as a transaction sees it; None when the target is gone."""
    return await _read(tx.rows, project_id, episode_id, scene_id, all_scenes, groups)


async def _read(
    ask: Callable[..., Awaitable[Sequence[Row]]],
    project_id: UUID,
    episode_id: UUID | None,
    scene_id: UUID | None,
    all_scenes: bool,
    groups: bool,
) -> StoryContext | None:
    found = await ask(CONTEXT, project_id, episode_id, scene_id, all_scenes, groups)
    if not found:
        return None
    parts = {name: orjson.loads(part or "[]") for name, part in found[0].items()}
    episodes = _all(Episode, parts["episodes"])
    episode = _of(episodes, parts["episodes"], episode_id)
    scenes = Lazy(partial(_scene, episode), parts["scenes"]) if episode else ()
    scene = _of(scenes, parts["scenes"], scene_id) if scenes else None
    if (episode_id and episode is None) or (scene_id and scene is None):
        return None
    project = _made(Project, parts["project"])
    return StoryContext(
        seq=project.seq,
        project=project,
        episodes=episodes,
        characters=_all(Character, parts["characters"]),
        world_view=_all(WorldViewElement, parts["world_view"]),
        relationships=_all(CharacterRelationship, parts["relationships"]),
        candidates=_all(CharacterCandidate, parts["candidates"]),
        episode=episode,
        scenes=scenes,
        scene=scene,
        all_scenes=[_outline(each) for each in parts["all_scenes"]],
        groups=_all(StoryboardGroup, parts["groups"]),
        stale_groups=frozenset(parts["stale_groups"]),
        stale=frozenset(parts["stale"]),
    )


def _all(model: type[M], rows: Sequence[Json]) -> Lazy[M]:
    """Rows of a model; of most nobody needs more than that they are there."""
    return Lazy(partial(_made, model), rows)


def _of(made: Sequence[M], rows: Sequence[Json], key: UUID | None) -> M | None:
    """The one of these rows that has the key."""
    wanted = str(key)
    return next((made[n] for n, row in enumerate(rows) if row["id"] == wanted), None)


def _scene(episode: Episode, row: Json) -> Scene:
    """A scene of the episode, read in full or in outline."""
    if len(row) > len(OUTLINE):
        return _made(Scene, row)
    above = {"team_id": episode.team_id, "project_id": episode.project_id, "episode_id": episode.id}
    return Scene._init_from_db(**row | above | {"id": UUID(row["id"])})


def _outline(row: Json) -> SceneOutline:
    keys = UUID(row["id"]), UUID(row["episode_id"])
    return SceneOutline(*keys, row["is_finished"], row["is_boarded"])


def _made(model: type[M], row: Json) -> M:
    """A row of a model from PostgreSQL's JSON of it."""
    for name, convert in _conversions(model):
        if (value := row.get(name)) is not None:
            row[name] = convert(value)
    return model._init_from_db(**row)


@cache
def _conversions(model: type[Model]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """What JSON has no types for, by column."""
    columns = model._meta.fields_db_projection
    known = ((columns[name], model._meta.fields_map[name]) for name in columns)
    return tuple((name, convert) for name, each in known if (convert := _conversion(each)))


def _conversion(field: Field[Any]) -> Callable[[Any], Any] | None:
    match field:
        case UUIDField():
            return UUID
        case DatetimeField():
            return datetime.fromisoformat
        case Document(field_type=kind) if issubclass(kind, BaseModel):
            return kind.model_validate
        case _:
            return None
