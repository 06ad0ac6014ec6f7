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


class Expanding(Params):
    """How far a cast is to grow."""

    max_new_characters: int = Field(
        default=8, ge=1, le=20, description="How many people to propose at most, 1 to 20."
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


class EpisodeRun(Params):
    """How a whole episode is to be made."""

    scene_count: int | None = Field(
        default=None,
        ge=6,
        le=24,
        description="How many scenes an episode without a scene list gets, 6 to 24; "
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
