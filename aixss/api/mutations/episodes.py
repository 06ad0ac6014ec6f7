"""Editing and reviewing episodes: mutations of them."""

from __future__ import annotations

from pydantic import Field

from aixss.api.mutations._change import At, Doing, changing, kept
from aixss.api.mutations._content import IN_PROJECT, Content, all_of
from aixss.api.mutations._parts import Fields, id_of
from aixss.api.operation import Ids
from aixss.api.types.episodes import Episode
from aixss.stories import advance, models

EPISODE = Content(models.Episode, Episode, "an episode", IN_PROJECT, below=" with its scenes")
WHOSE: Fields = {"episode_id": (id_of("Episode"), Field(description="Whose scene list it is."))}
AT = At("episode_id", models.Episode)


async def _confirm(do: Doing) -> Ids:
    episode_id = do.given.episode_id
    return kept(
        await advance.confirm_scene_list(
            do.tx, episode_id, live=await do.live(), actor_id=do.user_id
        )
    )


async def _reopen(do: Doing) -> Ids:
    episode_id = do.given.episode_id
    return kept(
        await advance.reopen_scene_list(
            do.tx, episode_id, live=await do.live(), actor_id=do.user_id
        )
    )


FIELDS = (
    *all_of(EPISODE),
    changing(
        "confirmSceneList",
        WHOSE,
        _confirm,
        EPISODE.showing("confirmSceneList"),
        at=AT,
        text="Settle an episode's scene list, so that its scenes can be worked out.",
    ),
    changing(
        "reopenSceneList",
        WHOSE,
        _reopen,
        EPISODE.showing("reopenSceneList"),
        at=AT,
        text="Edit an episode's scene list again; refused once its scenes have begun.",
    ),
)
