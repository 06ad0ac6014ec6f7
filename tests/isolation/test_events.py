"""No event names an object that is not ours, and none of another team's events reaches us."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count as numbers
from typing import Any
from uuid import UUID

import pytest
from graphql import get_named_type, is_required_argument

from aixss.api import ids
from aixss.api.presence import Place
from aixss.kit import clock, db
from aixss.kit.db import Counter
from aixss.news import events, log
from aixss.news.events import EVENTS, Event, JobProgress, JobStarted, Operation
from tests import factories
from tests.isolation.conftest import Count
from tests.isolation.hiding import Hidden, hiding
from tests.isolation.requests import objects_in, things
from tests.isolation.schema import (
    ABSTRACT,
    SCHEMA,
    TOLD,
    Lead,
    fields,
    implements,
    leads,
    root,
    say,
)
from tests.isolation.ways import Answer, Asker, Way, asking, refused_quietly
from tests.isolation.world import WHERE, World, job_about
from tests.studio import public

HERE = "tests/isolation/test_events.py"
LIMIT_S = 20.0  # ten times what anything here takes
SUBSCRIPTIONS = fields(root("subscription"))
EVENTS_OF = ("JobEvent", "ProjectEvent", "TeamEvent")
LEADS = [
    lead
    for lead in leads()
    if lead.owner in TOLD
    or any(implements(SCHEMA.type_map[lead.owner], each) for each in EVENTS_OF)
]


@dataclass(frozen=True)
class Stream:
    """A subscription to one of our objects or to our team, which tells events of these types.

    `before` is done before it begins, `live` from its first event on.
    """

    name: str
    about: str | None
    owners: tuple[str, ...]
    after: str | None = None
    live: Callable[[], Coroutine[Any, Any, None]] | None = None
    before: Callable[[], Awaitable[None]] | None = None

    @property
    def leads(self) -> list[Lead]:
        """The fields behind which its events show objects."""
        return [lead for lead in LEADS if lead.owner in self.owners and self._tells(lead.owner)]

    def _tells(self, type_name: str) -> bool:
        told = get_named_type(self._field.type)
        if part := TOLD.get(type_name):
            return part in told.fields
        return implements(SCHEMA.type_map[type_name], told.name)

    @property
    def _field(self) -> Any:
        return SUBSCRIPTIONS[self.name]

    @property
    def document(self) -> str:
        """The subscription, with a name of its own for each field of each type."""
        kinds = {"about": "ID!", "after": "String"}
        passed = {
            name: "after" if name == "after" else "about"
            for name, each in self._field.args.items()
            if name == "after" or is_required_argument(each)
        }
        head = " ".join(f"${each}: {kinds[each]}" for each in passed.values())
        given = ", ".join(f"{name}: ${each}" for name, each in passed.items())
        cursor = "cursor" if "after" in passed else ""
        chosen = f"__typename {cursor} {' '.join(map(selected, self.leads))}"
        return f"subscription({head}) {{ {self.name}({given}) {{ {chosen} }} }}"

    async def told(self, asker: Asker, way: Way) -> list[Answer]:
        """The events until each of the types has come, or until there is no such object."""
        given = {"about": self.about, "after": self.after}
        body = {"query": self.document, "variables": given}
        waited, found = {_whole(lead.owner) for lead in self.leads}, list[Answer]()
        going: asyncio.Task[None] | None = None
        if self.before:
            await self.before()
        async with (
            asyncio.timeout(LIMIT_S),
            asyncio.TaskGroup() as beside,
            aclosing(asker.answers(way, body)) as answers,
        ):
            async for answer in answers:
                refused_quietly(answer)
                if answer["errors"]:
                    return found
                if not found and self.live:
                    going = beside.create_task(self.live())
                found += answer["data"].values()
                waited.discard(found[-1]["__typename"])
                if not waited:
                    if going:
                        going.cancel()
                    return found
        raise AssertionError(f"{way}: {self.name} ended before it told {sorted(waited)}")


def selected(lead: Lead) -> str:
    """What is asked for to see a field, under a name of its own."""
    chosen = f"{lead.owner}_{lead.name}: {lead.name} {things(lead.field.type)}"
    if part := TOLD.get(lead.owner):
        return f"{part} {{ {chosen} }}"
    return f"... on {lead.owner} {{ {chosen} }}"


def _whole(owner: str) -> str:
    """The type that is told, of which a type may be a part."""
    return "ProjectPresence" if TOLD.get(owner) else owner


def shown(told: list[Answer], lead: Lead) -> set[tuple[str, str]]:
    """What a field has shown in all events."""
    part = TOLD.get(lead.owner)
    parts = [item for each in told for item in each.get(part, ())] if part else told
    return objects_in([each.get(f"{lead.owner}_{lead.name}") for each in parts])


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
        events.JobPaused(job_id=job_id),
        events.JobResumed(job_id=job_id),
        events.JobPrioritised(job_id=job_id, priority=5),
        events.WebhookDisabled(
            job_id=job_id, webhook_id=world.key("Webhook"), name="Board", message="Off."
        ),
        events.ProfileDegraded(profile_id=world.key("AIProfile"), name="Main", **failed),
        events.ProfileRecovered(job_id=job_id, profile_id=world.key("AIProfile"), name="Main"),
        events.BudgetNearlySpent(job_id=job_id, percent=80, message="Soon."),
        events.BudgetSpent(job_id=job_id, message="Spent."),
        events.JobRetrying(attempt=1, next_run_at=clock.now() + timedelta(hours=1), **failed),
    ]


async def record(project_id: UUID, *told: Event) -> None:
    """Put facts into the log of a project."""

    async def work(tx: db.Change) -> None:
        for event in told:
            log.record(tx, event)

    await db.change(Counter("project", project_id), work)


async def tell(world: World, attempt: int = 2) -> None:
    """Tell live that the job of a world is begun again, and how far it is."""
    job_id, wire = world.key("Job"), world.studio.api.services.wire
    for event in (
        JobStarted(job_id=job_id, attempt=attempt),
        JobProgress(job_id=job_id, attempt=attempt, n=1, ratio=0.5, stage=None),
    ):
        wire.tell(world.team_id, world.key("Project"), event)


async def come(world: World) -> None:
    """Somebody opens one object of each sort in the project of a world."""
    presence = world.studio.api.services.presence
    for each in ABSTRACT["MemberPresence.target"]:
        place = Place(world.key("User"), each, str(world.key(each)))
        await presence.come(world.key("Project"), place)


async def cursor(asker: Asker, project_id: str | None) -> str:
    """The place at which a project's log is, or the team's."""
    snapshot = Stream("projectEvents", project_id, ("ProjectSnapshot",))
    if project_id is None:
        snapshot = Stream("teamEvents", None, ("TeamSnapshot",))
    (event,) = await snapshot.told(asker, asker.unplanned[0])
    place: str = event["cursor"]
    return place


@pytest.fixture(scope="module")
async def streams(asker: Asker, ours: World) -> dict[str, Stream]:
    """Subscriptions that tell events of every type, by name."""
    project, job = ours.of("Project")[0], ours.of("Job")[0]
    after, team_after = await cursor(asker, project), await cursor(asker, None)
    await record(ours.key("Project"), *facts(ours))

    async def live() -> None:
        for attempt in numbers(2):  # what is told while facts are read is lost
            await tell(ours, attempt)
            await asyncio.sleep(0.1)

    async def before() -> None:
        await come(ours)

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
        "a team's snapshot": Stream("teamEvents", None, ("TeamSnapshot",)),
        "teamEvents": Stream("teamEvents", None, ("JobSucceeded", "StateChanged"), team_after),
        "notifications": Stream("notifications", None, ("Notification",), team_after),
        "presence": Stream("presence", project, ("MemberPresence",), before=before),
        "a forgotten cursor": Stream("jobEvents", public(waits), ("ResyncRequired",), lost),
    }


NAMES = (
    "projectEvents",
    "jobEvents",
    "a project's snapshot",
    "a job's snapshot",
    "a team's snapshot",
    "teamEvents",
    "notifications",
    "presence",
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
