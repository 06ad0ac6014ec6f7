"""The moves that people make: milestones of a project, the plan, an episode's scene list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from aixss import moves
from aixss.errors import IllegalMove
from aixss.kit.db import Change
from aixss.kit.machine import Machine
from aixss.moves import Sql
from aixss.news import log
from aixss.news.events import StateChanged
from aixss.stories import states
from aixss.stories.derive import derive
from aixss.stories.edits import find
from aixss.stories.live import Live
from aixss.stories.models import Episode, Project
from aixss.stories.states import EpisodeMove, ProjectMove

NOW, NEVER = Sql("now()"), Sql("NULL")

# What the state follows from afterwards; every other move writes the milestone that it leads to.
DECISIONS: Mapping[str, Mapping[str, object]] = {
    ProjectMove.CONFIRM_PLAN: {"plan_confirmed_at": NOW},
    ProjectMove.REOPEN_PLAN: {"plan_confirmed_at": NEVER},
    EpisodeMove.CONFIRM_SCENE_LIST: {"list_confirmed_at": NOW},
    EpisodeMove.REOPEN_SCENE_LIST: {"list_confirmed_at": NEVER},
}


async def advance(
    tx: Change,
    project_id: UUID,
    event: ProjectMove,
    *,
    live: Sequence[Live],
    actor_id: UUID | None = None,
) -> Project:
    """The project after a person's move; raises NotFound, or IllegalMove when it does not stand."""
    project = await find(tx, Project, project_id)
    await _move(tx, states.PROJECT, project, event, live, actor_id)
    return await find(tx, Project, project_id)


async def confirm_scene_list(
    tx: Change, episode_id: UUID, *, live: Sequence[Live], actor_id: UUID | None = None
) -> Episode:
    """The episode with its scene list confirmed; raises NotFound, or IllegalMove without scenes."""
    episode = await find(tx, Episode, episode_id)
    await _move(tx, states.EPISODE, episode, EpisodeMove.CONFIRM_SCENE_LIST, live, actor_id)
    return await find(tx, Episode, episode_id)


async def reopen_scene_list(
    tx: Change, episode_id: UUID, *, live: Sequence[Live], actor_id: UUID | None = None
) -> Episode:
    """The episode with its scene list open; raises NotFound, or IllegalMove once scenes began."""
    episode = await find(tx, Episode, episode_id)
    await _move(tx, states.EPISODE, episode, EpisodeMove.REOPEN_SCENE_LIST, live, actor_id)
    return await find(tx, Episode, episode_id)


async def _move(
    tx: Change,
    machine: Machine[Any],
    row: Project | Episode,
    event: ProjectMove | EpisodeMove,
    live: Sequence[Live],
    actor_id: UUID | None,
) -> None:
    refusal = IllegalMove(
        machine=machine.name, state=row.state, event=event, allowed=machine.moves(row.state)
    )
    if event not in machine.moves(row.state):
        raise refusal
    goal = machine.next(row.state, event)
    assign = DECISIONS.get(event, {"milestone": goal.value})
    await moves.move(tx, machine, row.id, event, assign=assign, actor_id=actor_id)
    log.record(
        tx,
        StateChanged(
            target_type=machine.name,
            target_id=row.id,
            source=row.state,
            target=goal,
            cause=event,
        ),
    )
    episodes = [row.id] if isinstance(row, Episode) else []
    await derive(tx, live, episodes=episodes, actor_id=actor_id)
    # A decision that content or live jobs overrule is refused rather than silently lost.
    if (await find(tx, type(row), row.id)).state != goal:
        raise refusal
