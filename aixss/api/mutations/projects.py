"""Making a story: mutations of projects."""

from __future__ import annotations

from pydantic import Field

from aixss.api.mutations._change import Doing, changing, kept
from aixss.api.mutations._content import Content, all_of
from aixss.api.operation import Ids
from aixss.api.types.projects import Project
from aixss.stories import advance, models
from aixss.stories.states import ProjectMove

PROJECT = Content(models.Project, Project, "a project", below=" with all that belongs to it")


async def _advance(do: Doing) -> Ids:
    return kept(
        await advance.advance(
            do.tx, do.given.id, do.given.move, live=await do.live(), actor_id=do.user_id
        )
    )


FIELDS = (
    *all_of(PROJECT),
    changing(
        "advanceProject",
        {
            **PROJECT.which,
            "move": (ProjectMove, Field(description="One of the project's `allowedMoves`.")),
        },
        _advance,
        PROJECT.showing("advanceProject"),
        at=PROJECT.at,
        audited="Project",
        text="Make one of the moves of a project that people make and no other mutation implies.",
    ),
)
