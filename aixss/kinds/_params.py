"""What starts of our kinds may choose; shared, because a flow fills in those of its steps."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from aixss.jobs.spec import Of, Params
from aixss.stories.artefacts.storyboard import CameraMode


class Redo(Params):
    """Whether what is there already is made anew."""

    force: bool = Field(
        default=False,
        description="Whether to make anew what is there already. What is replaced is kept as a "
        "version.",
    )


class EpisodeChoice(Redo):
    """Which episodes of a project are meant."""

    episode_ids: list[Annotated[UUID, Of("Episode")]] | None = Field(
        default=None,
        min_length=1,
        max_length=100,
        description="The ids of the episodes that are meant, 1 to 100 of this project; null for "
        "all that have a summary.",
    )


class SceneChoice(Redo):
    """Which scenes of a project are meant."""

    scene_ids: list[Annotated[UUID, Of("Scene")]] | None = Field(
        default=None,
        min_length=1,
        max_length=1000,
        description="The ids of the scenes that are meant, 1 to 1000 of this project; null for "
        "all of them.",
    )


class Phase(Redo):
    """Which phase of the causal chain is to be made."""

    force: bool = Field(
        default=False,
        description="Whether to make the phase anew if it is made already, which clears the later "
        "ones. What is replaced is kept as a version.",
    )
    phase: int | None = Field(
        default=None,
        ge=1,
        le=4,
        description="The phase to make, 1 to 4; null makes the one after the last that is made, "
        "and is refused when all are.",
    )


class Expanding(Params):
    """How far a cast is to grow."""

    max_new_characters: int = Field(
        default=8, ge=1, le=20, description="How many people to propose at most, 1 to 20."
    )


class Planning(Redo):
    """How a season is to be planned."""

    force: bool = Field(
        default=False,
        description="Whether to plan anew although an episode has a core expression or scenes. "
        "Replaced outlines are kept as versions.",
    )
    target_episode_count: int | None = Field(
        default=None,
        ge=1,
        le=100,
        description="How many episodes to plan, 1 to 100; "
        "null lets the model propose between 1 and 24 by what the story carries.",
    )


class Listing(Redo):
    """How an episode is to be cut into scenes."""

    force: bool = Field(
        default=False,
        description="Whether to list anew although a scene has an anchor, keyframes, motion or "
        "dialogue. The old scenes go to the trash.",
    )
    scene_count: int | None = Field(
        default=None,
        ge=6,
        le=24,
        description="How many scenes to list, 6 to 24; null lists as many as the script has, or "
        "suggests about 12 without one.",
    )


class Scripting(Params):
    """How an episode is to be scripted."""

    scene_count: int | None = Field(
        default=None,
        ge=6,
        le=24,
        description="How many scenes the script gets, 6 to 24; null suggests about 12.",
    )


class OneShot(Params):
    """Which shot of a keyframe board is meant."""

    number: int = Field(ge=1, le=9, description="The shot's position on the board, 1 to 9.")


class OneGroup(Params):
    """Which group of a storyboard is meant."""

    group: int = Field(ge=1, le=9, description="Which group of the scene's storyboard, 1 to 9.")


class Cutting(Redo):
    """How a storyboard is to be cut."""

    camera_mode: CameraMode | None = Field(
        default=None,
        description="How the panels say where the camera is; null keeps the mode of the plan that "
        "is there, and takes B without one.",
    )


class EpisodeRun(Params):
    """How a whole episode is to be made."""

    scene_count: int | None = Field(
        default=None,
        ge=6,
        le=24,
        description="How many scenes each episode without scenes gets, 6 to 24; null takes as "
        "many as its script has, and suggests about 12 for a new script.",
    )


class Production(EpisodeRun):
    """How a whole project is to be made."""

    target_episode_count: int | None = Field(
        default=None,
        ge=1,
        le=100,
        description="How many episodes a project without a plan gets, 1 to 100; "
        "null lets the model propose between 1 and 24.",
    )
    storyboards: int = Field(
        default=0,
        ge=0,
        le=1000,
        description="How many scenes get a storyboard of 81 panels too, counted from the first "
        "one of the project, 0 to 1000.",
    )
