"""What starts of our kinds may choose; shared, because a flow fills in those of its steps."""

from __future__ import annotations

from pydantic import Field

from aixss.jobs.spec import Params


class Redo(Params):
    """Whether what is there already is made anew."""

    force: bool = Field(
        default=False,
        description="Make anew what is there already. What is replaced stays restorable.",
    )


class Planning(Redo):
    """How a season is to be planned."""

    target_episode_count: int | None = Field(
        default=None,
        ge=1,
        le=100,
        description="How many episodes to plan, 1 to 100; "
        "null lets the model propose between 1 and 24 by what the story carries.",
    )


class Listing(Redo):
    """How an episode is to be cut into scenes."""

    scene_count: int | None = Field(
        default=None,
        ge=6,
        le=24,
        description="How many scenes to list, 6 to 24; null suggests about 12.",
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


class EpisodeRun(Params):
    """How a whole episode is to be made."""

    scene_count: int | None = Field(
        default=None,
        ge=6,
        le=24,
        description="How many scenes an episode without a script or scene list gets, 6 to 24; "
        "null suggests about 12.",
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
