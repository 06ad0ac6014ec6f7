"""What is made: projects, episodes, scenes, and what belongs to them."""

from __future__ import annotations

from enum import StrEnum, auto
from typing import Any
from uuid import UUID

from tortoise import fields

from aixss.described import Described
from aixss.kit.rows import Document, Edited, Stamped
from aixss.stories.artefacts.action_plan import ActionPlan
from aixss.stories.artefacts.art_style import ArtStyle
from aixss.stories.artefacts.base import Language
from aixss.stories.artefacts.cast_expansion import CharacterRole
from aixss.stories.artefacts.causal_chain import CausalChain
from aixss.stories.artefacts.core_expression import CoreExpression
from aixss.stories.artefacts.dialogue import Dialogue
from aixss.stories.artefacts.duration_estimate import DurationEstimate
from aixss.stories.artefacts.emotion_arc import EmotionArc
from aixss.stories.artefacts.episode_plan import PlannedEpisode
from aixss.stories.artefacts.keyframe_board import KeyframeBoard
from aixss.stories.artefacts.keyframe_groups import KeyframeGroups
from aixss.stories.artefacts.motion_prompt import MotionPrompt
from aixss.stories.artefacts.relationships import RelationshipArc, RelationshipType
from aixss.stories.artefacts.scene_anchor import SceneAnchor
from aixss.stories.artefacts.script import EpisodeScript
from aixss.stories.artefacts.season_arc import SeasonArc
from aixss.stories.artefacts.shot_design import ShotDesign
from aixss.stories.artefacts.sound_design import SoundDesign
from aixss.stories.artefacts.storyboard import (
    ContinuityState,
    GroupPanels,
    StoryboardBible,
    StoryboardPlan,
)
from aixss.stories.states import EpisodeState, ProjectState, SceneState


class WorldViewType(Described):
    """What a world-view element describes."""

    ERA = auto(), "When the story plays.", "时代背景"
    GEOGRAPHY = auto(), "Where it plays.", "地理环境"
    SOCIETY = auto(), "How people live together there.", "社会制度"
    TECHNOLOGY = auto(), "What can be built there.", "科技水平"
    MAGIC = auto(), "What goes beyond nature there.", "魔法体系"
    CUSTOM = auto(), "Anything else.", "自定义"


class MaturityKind(StrEnum):
    """What can be reviewed and locked as a whole."""

    BIBLE = "BIBLE"
    SEASON_ARC = "SEASON_ARC"
    OUTLINE = "OUTLINE"
    STORYBOARD = "STORYBOARD"
    PROMPT_PACK = "PROMPT_PACK"


class Maturity(StrEnum):
    """How settled an artefact is."""

    DRAFT = "DRAFT"
    REVIEW = "REVIEW"
    LOCKED = "LOCKED"


class VersionSource(StrEnum):
    """Why a version was stored."""

    AI = "AI"
    MANUAL = "MANUAL"
    REPLACED = "REPLACED"
    RESTORE = "RESTORE"
    LOCK = "LOCK"


class Priority(Described):
    """How much a stale field matters."""

    HIGH = auto(), "It does not fit any more.", "高"
    MEDIUM = auto(), "It may not fit any more.", "中"
    LOW = auto(), "It probably still fits.", "低"


class CandidateStatus(Described):
    """What people have decided about a character that was proposed."""

    PENDING = auto(), "Nobody has decided yet.", "待定"
    ACCEPTED = auto(), "They became a character.", "已采纳"
    REJECTED = auto(), "The story can do without them.", "已拒绝"
    MERGED = auto(), "They are somebody of the cast under another name.", "已合并"


class Project(Edited):
    """A story on its way to a production; `seq` orders its transactions, `last_news` its facts."""

    title = fields.CharField(max_length=120)
    summary = fields.CharField(max_length=2000, default="")
    story = fields.TextField(default="")
    protagonist = fields.CharField(max_length=2000, default="")
    style = fields.CharField(max_length=2000, default="")
    art_style: Document[ArtStyle] | None = Document(ArtStyle, null=True)
    causal_chain: Document[CausalChain] | None = Document(CausalChain, null=True)
    season_arc: Document[SeasonArc] | None = Document(SeasonArc, null=True)
    emotion_arc: Document[EmotionArc] | None = Document(EmotionArc, null=True)
    language = fields.CharEnumField(Language, max_length=8, default=Language.ZH)
    state = fields.CharEnumField(ProjectState, max_length=32, default=ProjectState.DATA_COLLECTING)
    milestone = fields.CharEnumField(
        ProjectState, max_length=32, default=ProjectState.DATA_COLLECTING
    )
    plan_confirmed_at = fields.DatetimeField(null=True)
    seq = fields.BigIntField(default=0)
    last_news = fields.BigIntField(default=0)
    episode_count = fields.IntField(default=0)
    expressed_episode_count = fields.IntField(default=0)
    scene_count = fields.IntField(default=0)
    completed_scene_count = fields.IntField(default=0)
    estimated_scene_count = fields.IntField(default=0)
    estimated_ms = fields.BigIntField(default=0)
    active_job_count = fields.IntField(default=0)
    created_by = fields.UUIDField(null=True)

    class Meta:
        table = "project"
        indexes = (
            ("team_id", "updated_at", "id"),
            ("team_id", "created_at", "id"),
            ("team_id", "title", "id"),
            ("team_id", "state", "id"),
        )


class WorldViewElement(Edited):
    """One fact about the world that a story plays in."""

    project: fields.ForeignKeyRelation[Project] = fields.ForeignKeyField(
        "models.Project", related_name="world_view"
    )
    project_id: UUID
    type = fields.CharEnumField(WorldViewType, max_length=32)
    title = fields.CharField(max_length=120)
    content = fields.CharField(max_length=12000, default="")
    order = fields.IntField(null=True)

    class Meta:
        table = "world_view_element"


class Character(Edited):
    """A person of the story; speakers and subjects refer to it by id."""

    project: fields.ForeignKeyRelation[Project] = fields.ForeignKeyField(
        "models.Project", related_name="characters"
    )
    project_id: UUID
    name = fields.CharField(max_length=120)
    aliases: fields.JSONField[list[str]] = fields.JSONField(default=list)
    brief = fields.CharField(max_length=2000, default="")
    appearance = fields.CharField(max_length=8000, default="")
    personality = fields.CharField(max_length=8000, default="")
    background = fields.CharField(max_length=12000, default="")
    primary_color = fields.CharField(max_length=7, null=True)
    secondary_color = fields.CharField(max_length=7, null=True)

    class Meta:
        table = "character"
        indexes = (("project_id", "created_at", "id"),)


class CharacterCandidate(Edited):
    """Somebody whom a job proposes for the cast; people decide once."""

    project: fields.ForeignKeyRelation[Project] = fields.ForeignKeyField(
        "models.Project", related_name="character_candidates"
    )
    project_id: UUID
    name = fields.CharField(max_length=120)
    aliases: fields.JSONField[list[str]] = fields.JSONField(default=list)
    role = fields.CharEnumField(CharacterRole, max_length=32, default=CharacterRole.SUPPORTING)
    brief = fields.CharField(max_length=2000, default="")
    appearance = fields.CharField(max_length=8000, default="")
    personality = fields.CharField(max_length=8000, default="")
    background = fields.CharField(max_length=12000, default="")
    confidence = fields.FloatField()
    evidence: fields.JSONField[list[str]] = fields.JSONField(default=list)
    status = fields.CharEnumField(CandidateStatus, max_length=32, default=CandidateStatus.PENDING)
    character: fields.ForeignKeyNullableRelation[Character] = fields.ForeignKeyField(
        "models.Character", related_name="candidates", null=True, on_delete=fields.SET_NULL
    )
    character_id: UUID | None
    job_id = fields.UUIDField(null=True)

    class Meta:
        table = "character_candidate"
        indexes = (("project_id", "created_at", "id"), ("character_id",))


class CharacterRelationship(Edited):
    """What one character is to another, seen from the first."""

    project: fields.ForeignKeyRelation[Project] = fields.ForeignKeyField(
        "models.Project", related_name="relationships"
    )
    project_id: UUID
    source: fields.ForeignKeyRelation[Character] = fields.ForeignKeyField(
        "models.Character", related_name="relationships"
    )
    source_id: UUID
    target: fields.ForeignKeyRelation[Character] = fields.ForeignKeyField(
        "models.Character", related_name="related_by"
    )
    target_id: UUID
    type = fields.CharEnumField(RelationshipType, max_length=32)
    label = fields.CharField(max_length=60, default="")
    description = fields.CharField(max_length=2000, default="")
    intensity = fields.IntField(default=5)
    arc: Document[RelationshipArc] | None = Document(RelationshipArc, null=True)

    class Meta:
        table = "character_relationship"
        indexes = (
            ("project_id", "created_at", "id"),
            ("source_id", "created_at", "id"),
            ("target_id",),
        )


class Episode(Edited):
    """One episode of a project; `order` runs from 1 without gaps, null while trashed."""

    project: fields.ForeignKeyRelation[Project] = fields.ForeignKeyField(
        "models.Project", related_name="episodes"
    )
    project_id: UUID
    order = fields.IntField(null=True)
    title = fields.CharField(max_length=200, default="")
    summary = fields.CharField(max_length=4000, default="")
    outline: Document[PlannedEpisode] | None = Document(PlannedEpisode, null=True)
    core_expression: Document[CoreExpression] | None = Document(CoreExpression, null=True)
    script: Document[EpisodeScript] | None = Document(EpisodeScript, null=True)
    state = fields.CharEnumField(EpisodeState, max_length=32, default=EpisodeState.IDLE)
    list_confirmed_at = fields.DatetimeField(null=True)
    scene_count = fields.IntField(default=0)
    started_scene_count = fields.IntField(default=0)
    completed_scene_count = fields.IntField(default=0)
    estimated_scene_count = fields.IntField(default=0)
    estimated_ms = fields.BigIntField(default=0)

    class Meta:
        table = "episode"


class Scene(Edited):
    """A scene of an episode; `is_complete` is counted by its parents, never its state."""

    project: fields.ForeignKeyRelation[Project] = fields.ForeignKeyField(
        "models.Project", related_name="scenes"
    )
    project_id: UUID
    episode: fields.ForeignKeyRelation[Episode] = fields.ForeignKeyField(
        "models.Episode", related_name="scenes"
    )
    episode_id: UUID
    order = fields.IntField(null=True)
    summary = fields.CharField(max_length=2000, default="")
    notes = fields.CharField(max_length=6000, default="")
    cast: fields.JSONField[list[str]] = fields.JSONField(default=list)
    anchor: Document[SceneAnchor] | None = Document(SceneAnchor, null=True)
    action_plan: Document[ActionPlan] | None = Document(ActionPlan, null=True)
    keyframe_groups: Document[KeyframeGroups] | None = Document(KeyframeGroups, null=True)
    keyframes: Document[KeyframeBoard] | None = Document(KeyframeBoard, null=True)
    motion: Document[MotionPrompt] | None = Document(MotionPrompt, null=True)
    shot_design: Document[ShotDesign] | None = Document(ShotDesign, null=True)
    dialogue: Document[Dialogue] | None = Document(Dialogue, null=True)
    sound_design: Document[SoundDesign] | None = Document(SoundDesign, null=True)
    duration_estimate: Document[DurationEstimate] | None = Document(DurationEstimate, null=True)
    storyboard_bible: Document[StoryboardBible] | None = Document(StoryboardBible, null=True)
    storyboard_plan: Document[StoryboardPlan] | None = Document(StoryboardPlan, null=True)
    state = fields.CharEnumField(SceneState, max_length=32, default=SceneState.PENDING)
    is_complete = fields.BooleanField(default=False)
    estimated_ms = fields.IntField(null=True)  # of its estimate, counted by its parents too

    class Meta:
        table = "scene"
        indexes = (("project_id",),)


class StoryboardGroup(Edited):
    """Nine panels of a scene's storyboard; its nine rows are made with the plan."""

    project: fields.ForeignKeyRelation[Project] = fields.ForeignKeyField(
        "models.Project", related_name="storyboard_groups"
    )
    project_id: UUID
    episode: fields.ForeignKeyRelation[Episode] = fields.ForeignKeyField(
        "models.Episode", related_name="storyboard_groups"
    )
    episode_id: UUID
    scene: fields.ForeignKeyRelation[Scene] = fields.ForeignKeyField(
        "models.Scene", related_name="storyboard_groups"
    )
    scene_id: UUID
    order = fields.IntField()
    panels: Document[GroupPanels] | None = Document(GroupPanels, null=True)
    end_state: Document[ContinuityState] | None = Document(ContinuityState, null=True)
    # The panels whose local text a person has written since their English was made.
    edited_panels: fields.JSONField[list[int]] = fields.JSONField(default=list)

    class Meta:
        table = "storyboard_group"
        unique_together = (("scene_id", "order"),)
        indexes = (("project_id",), ("episode_id",))


class ArtefactMaturity(Stamped):
    """Whether an artefact of a project or episode is a draft, under review, or locked."""

    team_id = fields.UUIDField()
    project: fields.ForeignKeyRelation[Project] = fields.ForeignKeyField(
        "models.Project", related_name="maturities"
    )
    project_id: UUID
    episode: fields.ForeignKeyNullableRelation[Episode] = fields.ForeignKeyField(
        "models.Episode", related_name="maturities", null=True
    )
    episode_id: UUID | None
    kind = fields.CharEnumField(MaturityKind, max_length=32)
    status = fields.CharEnumField(Maturity, max_length=32, default=Maturity.DRAFT)
    locked_at = fields.DatetimeField(null=True)
    locked_by = fields.UUIDField(null=True)
    revision = fields.IntField(default=1)
    deleted_at = fields.DatetimeField(null=True)

    class Meta:
        table = "artefact_maturity"
        indexes = (("project_id",),)


class Version(Stamped):
    """A stored snapshot of a field's artefact, to compare and to restore."""

    team_id = fields.UUIDField()
    project: fields.ForeignKeyRelation[Project] = fields.ForeignKeyField(
        "models.Project", related_name="versions"
    )
    project_id: UUID
    target_type = fields.CharField(max_length=32)
    target_id = fields.UUIDField()
    field = fields.CharField(max_length=64)
    source = fields.CharEnumField(VersionSource, max_length=32)
    label = fields.CharField(max_length=200, default="")
    body: fields.JSONField[dict[str, Any]] = fields.JSONField()
    job_id = fields.UUIDField(null=True)
    actor_id = fields.UUIDField(null=True)
    deleted_at = fields.DatetimeField(null=True)

    class Meta:
        table = "version"
        indexes = (("target_id", "field", "created_at"), ("project_id",))


class StaleMark(Stamped):
    """A field that was made from something that has changed since; `cause_seq` says when."""

    team_id = fields.UUIDField()
    project: fields.ForeignKeyRelation[Project] = fields.ForeignKeyField(
        "models.Project", related_name="stale_marks"
    )
    project_id: UUID
    target_type = fields.CharField(max_length=32)
    target_id = fields.UUIDField()
    field = fields.CharField(max_length=64)
    reason = fields.CharField(max_length=64)
    priority = fields.CharEnumField(Priority, max_length=32)
    cause_seq = fields.BigIntField()
    deleted_at = fields.DatetimeField(null=True)

    class Meta:
        table = "stale_mark"
        unique_together = (("target_id", "field", "reason"),)
        indexes = (("project_id",),)
