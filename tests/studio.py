"""A signed-in member at a running API, who sends mutations and looks at what became of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

from tortoise.models import Model

from aixss.accounts.models import Role, Team
from aixss.api import ids
from aixss.jobs import start
from aixss.jobs.models import AIProfile, Job
from aixss.jobs.start import Order
from aixss.kinds.registry import load
from aixss.kit import db
from aixss.providers.spec import OutputMode
from tests import api, factories
from tests.api import Api
from tests.engine import target

ERRORS = """
errors {
  __typename code message path
  ... on NotReadyError { missing }
  ... on ConflictError { fields current { id } currentRevision }
  ... on ActiveJobError { jobs { id } }
  ... on IllegalMoveError { from allowedMoves }
}
"""
# Everything that a refused mutation must leave alone.
WRITTEN = (
    "project",
    "episode",
    "scene",
    "storyboard_group",
    "character",
    "character_candidate",
    "character_relationship",
    "world_view_element",
    "ai_profile",
    "webhook",
    "webhook_delivery",
    "audit_entry",
    "budget",
    "job",
    "news",
    "receipt",
    "state_change",
    "version",
    "stale_mark",
)


@dataclass(frozen=True)
class Studio:
    """A member of a team."""

    api: Api
    team: Team
    token: str

    async def send(self, name: str, select: str = "", /, **given: object) -> dict[str, Any]:
        """The payload of a mutation; everything that it says about errors, and `select`."""
        answer = await self.answer(name, select, given)
        assert "errors" not in answer, answer["errors"]
        payload: dict[str, Any] = answer["data"][name]
        return payload

    async def done(self, name: str, select: str = "", /, **given: object) -> dict[str, Any]:
        """The payload of a mutation that was not refused."""
        payload = await self.send(name, select, **given)
        assert payload["errors"] == [], payload["errors"]
        return payload

    async def answer(self, name: str, select: str, given: object) -> dict[str, Any]:
        """The whole answer to a mutation."""
        takes = f"{name[0].upper()}{name[1:]}Input"
        document = f"mutation($input: {takes}!) {{ {name}(input: $input) {{ {select} {ERRORS} }} }}"
        return await self.api.gql(document, {"input": given}, self.token)

    async def ask(self, query: str, **variables: object) -> Any:
        """The data of a query."""
        return await self.api.data(query, variables, self.token)

    async def as_role(self, role: Role) -> Studio:
        """Another member of the same team."""
        return replace(self, token=await self.api.member(self.team, role))

    async def start(self, kind: str, row: Any) -> Job:
        """A queued job of a kind about a row."""
        kinds = load()
        order = Order(kinds[kind], target(row), kinds[kind].params())
        started = await db.change(order.target.counter, lambda tx: start.start(tx, kinds, order))
        return started.job

    async def profile(self, **fields: Any) -> AIProfile:
        """A profile of the team."""
        plain = {"name": "P", "provider": "offline", "model": "m", "output_mode": OutputMode.TOOL}
        return await AIProfile.create(**{"team_id": self.team.id, **plain, **fields})


@asynccontextmanager
async def studio(database_url: str, redis_url: str) -> AsyncIterator[Studio]:
    """An owner of a new team at a running API."""
    async with api.api(database_url, redis_url) as running:
        yield await joined(running)


async def joined(running: Api, role: Role = Role.OWNER) -> Studio:
    """A member of a new team."""
    team = await factories.team()
    return Studio(running, team, await running.member(team, role))


def public(row: Model) -> str:
    """The id that clients know a row by."""
    return ids.public(type(row).__name__, row.pk)


async def written() -> dict[str, int]:
    """How many rows there are of all that a mutation may write."""
    counts = ", ".join(f'(SELECT count(*) FROM "{table}") AS "{table}"' for table in WRITTEN)
    (row,) = await db.rows(f"SELECT {counts}")
    return dict(row)
