"""Whether a job could be started now."""

from __future__ import annotations

from functools import partial

import strawberry

from aixss.accounts.models import Role
from aixss.api import ids
from aixss.api.context import Context
from aixss.api.entity import table_of
from aixss.api.types.jobs import Job
from aixss.errors import BadId, Invalid, NotFound
from aixss.jobs import start
from aixss.jobs.live import LIVE_STATES, as_live
from aixss.jobs.spec import Kind, Target
from aixss.kit import db
from aixss.kit.gql import shown
from aixss.stories import context as stories

Info = strawberry.Info[Context, None]


@shown
class Missing:
    """A field that has to be filled first."""

    field: str = strawberry.field(description="The field of the target or of what it belongs to.")
    sentence: str = strawberry.field(description="What to do, for people.")


@shown
class Readiness:
    """Whether a job of a kind could be started now."""

    is_ready: bool = strawberry.field(
        description="Whether nothing is missing and no live job is in the way."
    )
    missing: list[Missing] = strawberry.field(
        description="What has to be filled first; empty when that is nothing."
    )
    blocked_by: list[Job] = strawberry.field(
        description="The live jobs in the way: a start is refused until they have ended."
    )


async def readiness_of(info: Info, name: str, target_id: str) -> Readiness:
    """What a start of this kind would say now; raises Invalid, BadId and NotFound."""
    kind = info.context.services.kinds.get(name)
    if kind is None:
        known = ", ".join(sorted(each.name for each in info.context.services.kinds))
        raise Invalid(f"There is no such kind; there are: {known}.", path=("kind",))
    target = await _target(info, kind, target_id)
    # A start without parameters; those that have no default cannot be judged before they are given.
    params = kind.params.model_construct()
    found = await start.about(target, params, partial(stories.load, **kind.reading))
    if found is None:
        raise NotFound(path=("targetId",))
    missing = [
        Missing(field=need.field, sentence=need.sentence) for need in kind.missing(found, params)
    ]
    running = [as_live(row) for row in await _live(target)]
    clashes = start.conflicts(running, info.context.services.kinds, kind, target)
    keys = [live.job_id for live in clashes]
    blocking = await info.context.loaders.links(Job.table(), keys)
    return Readiness(
        is_ready=not missing and not clashes,
        missing=missing,
        blocked_by=[Job.of(row) for row in blocking],
    )


async def _live(target: Target) -> list[db.Row]:
    return await db.rows(
        f"SELECT * FROM job WHERE project_id = $1 AND team_id = $2 AND deleted_at IS NULL "
        f"AND state IN ({LIVE_STATES}) "
        "ORDER BY created_at, id",
        target.project_id,
        target.team_id,
    )


async def _target(info: Info, kind: Kind, text: str) -> Target:
    type_name, key = ids.split(text, path=("targetId",))
    if type_name != kind.scope.value.capitalize():
        raise BadId(f"This kind is about a {kind.scope.value}.", path=("targetId",))
    team_id = info.context.require(Role.VIEWER).team_id
    loaders = info.context.loaders
    row = await loaders.link(table_of(ids.MODEL_OF[type_name]), key)
    if row is None:
        raise NotFound(path=("targetId",))
    match type_name:
        case "Team":
            return Target(key)
        case "Project":
            return Target(team_id, key)
        case "Episode":
            return Target(team_id, row["project_id"], key)
        case _:
            return Target(team_id, row["project_id"], row["episode_id"], key)
