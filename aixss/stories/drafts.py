"""What people may write of each row, with its bounds: patches and inputs are made from these."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints, ValidationError, field_validator

from aixss.errors import Invalid
from aixss.kit.rows import Edited
from aixss.stories.artefacts.action_plan import ActionPlan
from aixss.stories.artefacts.art_style import ArtStyle
from aixss.stories.artefacts.base import Language, Shape, formed, strings
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
from aixss.stories.models import (
    Character,
    CharacterCandidate,
    CharacterRelationship,
    Episode,
    Project,
    Scene,
    StoryboardGroup,
    WorldViewElement,
    WorldViewType,
)

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Color = Annotated[str, *formed(r"^#[0-9A-Fa-f]{6}$", "Give a colour as #RRGGBB, e.g. #C2452D.")]

ALIASES_MOST = 20


class Draft(Shape):
    """The fields of a row that people write; its other columns belong to the server."""

    # Blanks at the end of a text stay: who saves while typing must not lose the last one.
    model_config = ConfigDict(str_strip_whitespace=False)

    @field_validator("*", mode="after")
    @classmethod
    def _storable(cls, value: object) -> object:
        if any("\x00" in text for _, text in strings(value)):
            raise ValueError("Leave out the NUL character: PostgreSQL cannot store it.")
        return value

    @classmethod
    def of(cls, values: Mapping[str, object]) -> Self:
        """The checked values; raises Invalid with the path of the first that is not allowed."""
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            raise Invalid.by(error) from error


class ProjectDraft(Draft):
    """What people write of a project."""

    title: Title = Field(description="The project's title, 1 to 120 characters.")
    summary: str = Field(
        default="", max_length=2000, description="The story in short, at most 2000 characters."
    )
    story: str = Field(
        default="",
        max_length=200_000,
        description="The whole story, if there is one, at most 200000 characters.",
    )
    protagonist: str = Field(
        default="", max_length=2000, description="Who it is about, at most 2000 characters."
    )
    style: str = Field(
        default="", max_length=2000, description="How it looks in words, at most 2000 characters."
    )
    art_style: ArtStyle | None = Field(
        default=None, description="How it looks, in parts; null when `style` says it."
    )
    causal_chain: CausalChain | None = Field(
        default=None, description="Why its plot has to happen; null until generated or written."
    )
    season_arc: SeasonArc | None = Field(
        default=None, description="Where the season goes; null until generated or written."
    )
    emotion_arc: EmotionArc | None = Field(
        default=None,
        description="How its feeling rises and falls; null until generated or written.",
    )
    language: Language = Field(default=Language.ZH, description="The language it is written in.")


class EpisodeDraft(Draft):
    """What people write of an episode."""

    title: str = Field(
        default="", max_length=200, description="The episode's title, at most 200 characters."
    )
    summary: str = Field(
        default="", max_length=4000, description="What happens in it, at most 4000 characters."
    )
    outline: PlannedEpisode | None = Field(
        default=None, description="Its part of the episode plan; null until planned."
    )
    core_expression: CoreExpression | None = Field(
        default=None, description="What it says beneath its plot; null until generated or written."
    )
    script: EpisodeScript | None = Field(
        default=None,
        description="What is seen, done and said in it; null until generated or written.",
    )


class SceneDraft(Draft):
    """What people write of a scene."""

    summary: str = Field(
        default="", max_length=2000, description="What happens in it, at most 2000 characters."
    )
    notes: str = Field(
        default="", max_length=6000, description="Notes for the team, at most 6000 characters."
    )
    cast: list[UUID] = Field(
        default_factory=list,
        max_length=40,
        description="Ids of the characters who appear, at most 40.",
    )
    anchor: SceneAnchor | None = Field(
        default=None, description="The fixed surroundings; null until generated or written."
    )
    action_plan: ActionPlan | None = Field(
        default=None, description="Its beats; null until generated or written."
    )
    keyframe_groups: KeyframeGroups | None = Field(
        default=None,
        description="Three pictures for each of its beats; null until generated or written.",
    )
    keyframes: KeyframeBoard | None = Field(
        default=None, description="The nine still pictures; null until generated or written."
    )
    motion: MotionPrompt | None = Field(
        default=None, description="How it moves; null until generated or written."
    )
    shot_design: ShotDesign | None = Field(
        default=None,
        description="How the camera tells it, and how it is entered and left; null until generated "
        "or written.",
    )
    dialogue: Dialogue | None = Field(
        default=None, description="What is heard; null until generated or written."
    )
    sound_design: SoundDesign | None = Field(
        default=None,
        description="What is heard beside the dialogue; null until generated or written.",
    )
    duration_estimate: DurationEstimate | None = Field(
        default=None, description="How long it lasts; null until estimated or written."
    )
    storyboard_bible: StoryboardBible | None = Field(
        default=None,
        description="What the storyboard's panels share; null until generated or written.",
    )
    storyboard_plan: StoryboardPlan | None = Field(
        default=None,
        description="The storyboard's nine groups; null until generated or written.",
    )


class StoryboardGroupDraft(Draft):
    """What people write of a group of a storyboard."""

    panels: GroupPanels | None = Field(
        default=None, description="Its nine panels; null until generated or written."
    )
    end_state: ContinuityState | None = Field(
        default=None, description="How things stand after them; null until generated or written."
    )


class PersonDraft(Draft):
    """What people write of somebody, whether in the cast or proposed for it."""

    name: Title = Field(description="The character's name, 1 to 120 characters.")
    aliases: list[Title] = Field(
        default_factory=list,
        max_length=ALIASES_MOST,
        description="Other names, at most 20 of 1 to 120 characters.",
    )
    brief: str = Field(
        default="", max_length=2000, description="Who they are in short, at most 2000 characters."
    )
    appearance: str = Field(
        default="", max_length=8000, description="How they look, at most 8000 characters."
    )
    personality: str = Field(
        default="", max_length=8000, description="How they are, at most 8000 characters."
    )
    background: str = Field(
        default="", max_length=12_000, description="Where they come from, at most 12000 characters."
    )


class CharacterDraft(PersonDraft):
    """What people write of a character."""

    primary_color: Color | None = Field(
        default=None, description="The colour that stands for them, as `#RRGGBB`; null for none."
    )
    secondary_color: Color | None = Field(
        default=None, description="A second colour beside it, as `#RRGGBB`; null for none."
    )


class CharacterCandidateDraft(PersonDraft):
    """What people write of a character that was proposed."""

    role: CharacterRole = Field(
        default=CharacterRole.SUPPORTING, description="What they are for in the story."
    )


class WorldViewElementDraft(Draft):
    """What people write of a world-view element."""

    type: WorldViewType = Field(description="What the element describes.")
    title: Title = Field(description="The element's title, 1 to 120 characters.")
    content: str = Field(
        default="", max_length=12_000, description="The fact itself, at most 12000 characters."
    )


class CharacterRelationshipDraft(Draft):
    """What people write of a relationship between two characters."""

    type: RelationshipType = Field(description="What the first is to the second.")
    label: str = Field(
        default="", max_length=60, description="What the story calls it, at most 60 characters."
    )
    description: str = Field(
        default="", max_length=2000, description="How it came about, at most 2000 characters."
    )
    intensity: int = Field(default=5, ge=1, le=10, description="How strong it is, 1 to 10.")
    arc: RelationshipArc | None = Field(
        default=None,
        description="How it changes over the episodes; null until generated or written.",
    )


DRAFTS: Mapping[type[Edited], type[Draft]] = {
    Project: ProjectDraft,
    Episode: EpisodeDraft,
    Scene: SceneDraft,
    StoryboardGroup: StoryboardGroupDraft,
    Character: CharacterDraft,
    CharacterCandidate: CharacterCandidateDraft,
    WorldViewElement: WorldViewElementDraft,
    CharacterRelationship: CharacterRelationshipDraft,
}


def fields(model: type[Edited]) -> tuple[str, ...]:
    """The columns of a model that people write."""
    return tuple(DRAFTS[model].model_fields)


def values(row: Edited) -> dict[str, Any]:
    """What a row holds in the columns that people write."""
    return {name: getattr(row, name) for name in fields(type(row))}
