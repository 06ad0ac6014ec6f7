"""No event names an object that is not ours, and none of another team's events reaches us."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from graphql import get_named_type

from aixss.api import ids
from aixss.kit import clock, db
from aixss.kit.db import Counter
from aixss.news import events, log
from aixss.news.events import EVENTS, Event, JobProgress, JobStarted, Operation
from tests import factories
from tests.isolation.conftest import Count
from tests.isolation.hiding import Hidden, hiding
from tests.isolation.requests import objects_in, things
from tests.isolation.schema import ABSTRACT, SCHEMA, Lead, fields, implements, leads, root, say
from tests.isolation.ways import Answer, Asker, Way, asking, refused_quietly
from tests.isolation.world import WHERE, World, job_about
from tests.studio import public

HERE = "tests/isolation/test_events.py"
LIMIT_S = 20.0  # ten times what anything here takes
SUBSCRIPTIONS = fields(root("subscription"))
LEADS = [
    lead
    for lead in leads()
    if any(implements(SCHEMA.type_map[lead.owner], each) for each in ("JobEvent", "ProjectEvent"))
]


@dataclass(frozen=True)
class Stream:
    """A subscription to one of our objects, which tells events of these types."""

    name: str
    about: str
    owners: tuple[str, ...]
    after: str | None = None
    live: Callable[[], Awaitable[None]] | None = None

    @property
    def leads(self) -> list[Lead]:
        """The fields behind which its events show objects."""
        return [lead for lead in LEADS if lead.owner in self.owners and self._tells(lead.owner)]

    def _tells(self, type_name: str) -> bool:
        return implements(SCHEMA.type_map[type_name], get_named_type(self._field.type).name)

    @property
    def _field(self) -> Any:
        return SUBSCRIPTIONS[self.name]

    @property
    def document(self) -> str:
        """The subscription, with a name of its own for each field of each type."""
        (key,) = [name for name in self._field.args if name != "after"]
        shown = " ".join(
            f"... on {lead.owner} {{ {lead.owner}_{lead.name}: "
            f"{lead.name} {things(lead.field.type)} }}"
            for lead in self.leads
        )
        head = f"subscription($about: ID!, $after: String) {{ {self.name}({key}: $about"
        return f"{head}, after: $after) {{ __typename cursor {shown} }} }}"

    async def told(self, asker: Asker, way: Way) -> list[Answer]:
        """The events until each of the types has come, or until there is no such object."""
        given = {"about": self.about, "after": self.after}
        body = {"query": self.document, "variables": given}
        waited, found = {lead.owner for lead in self.leads}, list[Answer]()
        async with (
            asyncio.timeout(LIMIT_S),
            aclosing(asker.answers(way, body)) as answers,
        ):
            async for answer in answers:
                refused_quietly(answer)
                if answer["errors"]:
                    return found
                if not found and self.live:
                    await self.live()
                found += answer["data"].values()
                waited.discard(found[-1]["__typename"])
                if not waited:
                    return found
        raise AssertionError(f"{way}: {self.name} ended before it told {sorted(waited)}")


def shown(told: list[Answer], lead: Lead) -> set[tuple[str, str]]:
    """What a field has shown in all events."""
    return objects_in([each.get(f"{lead.owner}_{lead.name}") for each in told])


def facts(world: World) -> list[Event]:
    """Facts of every type, about each sort of object that they may be about."""
    job_id = world.key("Job")
    failed: dict[str, Any] = {"job_id": job_id, "code": "TIMEOUT", "message": "No answer."}

    def about(event: type[Event], **said: object) -> Iterator[Event]:
        for each in ABSTRACT[f"{event.__name__}.target"]:
            target: dict[str, Any] = {
                "target_type": ids.MODEL_OF[each]._meta.db_table,
                "target_id": world.key(each),
            }
            yield event(job_id=job_id, **target, **said)

    return [
        *about(events.ObjectChanged, revision=2, operation=Operation.UPDATED),
        *about(events.StateChanged, source="IDLE", target="COMPLETE", cause="rest"),
        *about(events.MarkedStale, fields=("dialogue",), reason="CHARACTER_LOOKS"),
        events.JobSucceeded(job_id=job_id),
        events.JobFailed(**failed),
        events.JobCancelled(job_id=job_id),
        events.JobQueued(job_id=job_id, kind="any"),
        events.JobWaiting(job_id=job_id, step="any", children=1),
        events.JobRetrying(attempt=1, next_run_at=clock.now() + timedelta(hours=1), **failed),
    ]


async def record(project_id: UUID, *told: Event) -> None:
    """Put facts into the log of a project."""

    async def work(tx: db.Change) -> None:
        for event in told:
            log.record(tx, event)

    await db.change(Counter("project", project_id), work)


async def tell(world: World) -> None:
    """Tell live that the job of a world is begun again, and how far it is."""
    job_id, wire = world.key("Job"), world.studio.api.services.wire
    for event in (
        JobStarted(job_id=job_id, attempt=2),
        JobProgress(job_id=job_id, attempt=2, n=1, ratio=0.5, stage=None),
    ):
        await wire.tell(world.team_id, world.key("Project"), event)


async def cursor(asker: Asker, project_id: str) -> str:
    """The place at which a project's log is."""
    snapshot = Stream("projectEvents", project_id, ("ProjectSnapshot",))
    (event,) = await snapshot.told(asker, asker.unplanned[0])
    place: str = event["cursor"]
    return place


@pytest.fixture(scope="module")
async def streams(asker: Asker, ours: World) -> dict[str, Stream]:
    """Subscriptions that tell events of every type, by name."""
    project, job = ours.of("Project")[0], ours.of("Job")[0]
    after = await cursor(asker, project)
    await record(ours.key("Project"), *facts(ours))

    async def live() -> None:
        await tell(ours)

    forgotten = await factories.project(ours.studio.team)
    waits = await job_about(forgotten)
    lost = await cursor(asker, public(forgotten))
    await record(forgotten.id, *[events.JobQueued(job_id=waits.id, kind="any")] * 2)
    await db.rows("DELETE FROM news WHERE stream_id = $1", forgotten.id)
    return {
        "projectEvents": Stream("projectEvents", project, tuple(EVENTS), after, live),
        "jobEvents": Stream("jobEvents", job, tuple(EVENTS), after, live),
        "a project's snapshot": Stream("projectEvents", project, ("ProjectSnapshot",)),
        "a job's snapshot": Stream("jobEvents", job, ("JobSnapshot",)),
        "a forgotten cursor": Stream("jobEvents", public(waits), ("ResyncRequired",), lost),
    }


NAMES = (
    "projectEvents",
    "jobEvents",
    "a project's snapshot",
    "a job's snapshot",
    "a forgotten cursor",
)


@pytest.mark.parametrize("name", NAMES)
async def test_no_event_shows_an_object_that_is_not_ours(
    asker: Asker, ours: World, theirs: World, streams: dict[str, Stream], name: str, count: Count
) -> None:
    stream = streams[name]
    before = {way: await stream.told(asker, way) for way in asker.unplanned}
    for lead in stream.leads:
        for way, told in before.items():
            kinds = {kind for kind, _ in shown(told, lead)}
            assert kinds == set(lead.expected), f"{way}: {say(f'An event with {lead}', WHERE)}"

    for kind, text in sorted(objects_in(list(before.values()))):
        for how in Hidden:
            async with hiding(how, kind, text, theirs):
                after = {way: await stream.told(asker, way) for way in asker.unplanned}
            for way, told in after.items():
                for lead in stream.leads:
                    seen = (kind, text) in shown(told, lead)
                    assert not seen, f"{way}: {lead} shows a {kind} that is {how.words}"
    for lead in stream.leads:
        count("field", lead)


async def test_every_type_of_event_is_tried(streams: dict[str, Stream]) -> None:
    assert set(streams) == set(NAMES)
    tried = {lead for stream in streams.values() for lead in stream.leads}

    assert [
        say(str(lead), "tests/isolation/test_events.py") for lead in LEADS if lead not in tried
    ] == []


async def test_what_happens_in_another_team_is_not_told(
    asker: Asker, ours: World, theirs: World
) -> None:
    stream = Stream("projectEvents", ours.of("Project")[0], ("ProjectSnapshot", "JobWaiting"))
    waiting = events.JobWaiting(job_id=ours.key("Job"), step="any", children=1)
    foreign = {text for texts in theirs.ids.values() for text in texts}

    async def live() -> None:
        await record(theirs.key("Project"), *facts(theirs))
        await tell(theirs)
        await record(ours.key("Project"), waiting)

    neighbour = Stream("projectEvents", theirs.of("Project")[0], ("JobWaiting",))
    async with asking(theirs.studio) as them:
        for way in asker.unplanned:
            # The process hears both streams.
            listening = asyncio.ensure_future(neighbour.told(them, them.unplanned[0]))
            told = await replace(stream, live=live).told(asker, way)
            assert [each["__typename"] for each in told] == ["ProjectSnapshot", "JobWaiting"], way
            assert not foreign & {text for _, text in objects_in(told)}
            assert await listening
