"""What subscriptions tell: every event class of the news as a GraphQL type, made from the class."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from enum import Enum
from typing import Any, get_type_hints
from uuid import UUID

import strawberry
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from aixss.api import ids
from aixss.api.context import Context
from aixss.api.types.jobs import Job
from aixss.api.types.nodes import Node
from aixss.api.types.projects import Project
from aixss.errors import ErrorCode
from aixss.jobs.models import Stage
from aixss.kit.gql import resolved, shared, shown, taken
from aixss.news.events import EVENTS, SHOWN_AS, Event, EventType, Told
from aixss.reads.resolvers import any_of
from aixss.stories.reasons import Reason

Info = strawberry.Info[Context, None]

CURSOR = (
    "The place in the log: send the last one that you saw as `after` to go on behind "
    "it. Null for what is only told live."
)
AT = "When it happened; of a snapshot, when it was taken."

# What a field of an event says; one without a sentence does not get into the schema.
SENTENCES: Mapping[str, str] = {
    "target_type": "The type of the object, e.g. `Scene`.",
    "target_id": "The id of the object.",
    "revision": "The object's revision now.",
    "operation": "What was done to it.",
    "fields": "The fields that it is about, by their names in the schema.",
    "source": "The state before: a value of `ProjectWorkflowState`, `EpisodeWorkflowState` or "
    "`SceneStatus`, by the type of the object.",
    "target": "The state that it moved to: a value of the same enum.",
    "cause": "What led there: a move of people such as `CONFIRM_PLAN`, `start` for a job that "
    "began, or `rest` for what follows from the content.",
    "reason": "What has changed since.",
    "kind": "The name of the job's kind.",
    "parent_id": "The flow that started it; null when a person did.",
    "step": "The name of the step that the flow is at.",
    "children": "How many jobs the step started.",
    "attempt": "How often the job has been begun.",
    "priority": "The job's priority now, 0 to 100.",
    "code": "What went wrong, for programs.",
    "message": "What went wrong and what to do, for people.",
    "next_run_at": "When the next attempt may begin.",
    "n": "Grows within an attempt; 0 when it was read from the job rather than told live.",
    "ratio": "How far the job is, from 0 to 1.",
    "stage": "What the job is busy with; null before it runs.",
    "note": "A few words for people; may be empty.",
    "webhook_id": "The id of the webhook that it is about.",
    "profile_id": "The id of the profile that it is about.",
    "name": "What the team calls it.",
    "percent": "How much of the budget is used, in percent: the threshold that was reached.",
}
# What is named by an id beside the target and jobs.
OWNERS: Mapping[str, str] = {"webhook_id": "Webhook", "profile_id": "AIProfile"}
# The log keeps these as text.
ENUMS: Mapping[str, type[Enum]] = {"code": ErrorCode, "stage": Stage, "reason": Reason}


@taken
class EventFilter:
    """Which events to tell: those that match all that is given."""

    types: list[EventType] | None = strawberry.field(
        default=None, description="Only events of these types; of all types without it."
    )
    fields: list[str] | None = strawberry.field(
        default=None,
        description="Only events that name one of these fields of an object, as the schema spells "
        "them, e.g. `summary`: changes and stale marks. Without it, of all fields and of none.",
    )


@dataclasses.dataclass(kw_only=True)
class Shown:
    """What a subscription tells; `told` is how it came here, None for what is no event."""

    event: strawberry.Private[Event]
    told: strawberry.Private[Told | None]


@shared
class JobEvent(Shown):
    """Something about a job, or caused by it."""

    cursor: str | None = strawberry.field(description=CURSOR)
    at: datetime = strawberry.field(description=AT)

    @resolved
    def job_id(self) -> strawberry.ID | None:
        """The id of the job; null when no job had a part in it."""
        return _job_id(self) if self.event.job_id else None

    @resolved
    async def job(self, info: Info) -> Job | None:
        """The job as it is now; null when no job had a part in it."""
        return await Job.find(info.context.loaders, self.event.job_id)


@shared
class ProjectEvent(Shown):
    """Something that happened in a project."""

    cursor: str | None = strawberry.field(description=CURSOR)
    at: datetime = strawberry.field(description=AT)


@shared
class TeamEvent(Shown):
    """Something that happened in a team."""

    cursor: str | None = strawberry.field(description=CURSOR)
    at: datetime = strawberry.field(description=AT)

    @resolved
    async def project(self, info: Info) -> Project | None:
        """The project that it happened in; null when it is about none, or that is deleted."""
        return await Project.find(info.context.loaders, self.told.stream_id if self.told else None)


@shown
class JobSnapshot(JobEvent):
    """The job at the start of a subscription; what follows comes after it."""

    row: strawberry.Private[Mapping[str, Any]]

    @resolved
    async def job(self, info: Info) -> Job:  # noqa: ARG002  # as the interface has it
        """The job as it was at the cursor."""
        return Job.of(self.row)


@shown
class ProjectSnapshot(ProjectEvent):
    """The project at the start of a subscription; what follows comes after it."""

    project: Project = strawberry.field(description="The project as it was at the cursor.")
    active_jobs: list[Job] = strawberry.field(
        description="The jobs that were queued, running, waiting or retrying then, oldest first."
    )


@shown
class TeamSnapshot(TeamEvent):
    """The team at the start of a subscription; what follows comes after it."""

    active_jobs: list[Job] = strawberry.field(
        description="The jobs that were queued, running, waiting or retrying then, oldest first; "
        "100 at most."
    )


@shown
class ResyncRequired(JobEvent, ProjectEvent, TeamEvent):
    """The cursor has been forgotten, or the reader was too slow: the subscription ends.

    Subscribe again without `after` and start from the snapshot.
    """


def _made(event: type[Event]) -> type[JobEvent]:
    cls = type(event.__name__, (JobEvent, ProjectEvent, TeamEvent), {"__doc__": event.__doc__})
    made: type[JobEvent] = shown(cls)
    definition = made.__strawberry_definition__  # type: ignore[attr-defined]  # just put there
    own = {field.python_name: field for field in _fields(made, event)}
    kept = [field for field in definition.fields if field.python_name not in own]
    definition.fields = [*kept, *own.values()]
    return made


def _fields(origin: type, event: type[Event]) -> Iterator[StrawberryField]:
    hints = get_type_hints(event)
    names = [each.name for each in dataclasses.fields(event)]
    if hints["job_id"] is UUID:
        text = "The id of the job."
        yield field_of(origin, "job_id", _job_id, strawberry.ID, text)
    if "target_id" in names:
        text = "The object as it is now; null when it has been deleted."
        yield field_of(origin, "target", _target, Node | None, text)
    for name in names:
        if name != "job_id":
            kind, read = _shown(name, hints[name])
            yield field_of(origin, SHOWN_AS.get(name, name), read, kind, SENTENCES[name])


def _shown(name: str, hint: Any) -> tuple[Any, Callable[..., Any]]:
    """The GraphQL type of an event's field, and its resolver."""
    if name == "target_id":
        return strawberry.ID, _target_id
    if name in OWNERS:
        owner = OWNERS[name]
        return strawberry.ID, lambda root: ids.public(owner, getattr(root.event, name))
    if name == "parent_id":
        return strawberry.ID | None, _parent_id
    if name == "target_type":
        return str, lambda root: ids.TYPE_OF_TABLE[root.event.target_type]
    if name == "fields":
        return list[str], _field_names
    if name in ENUMS:
        members = ENUMS[name]
        kind = members if hint is str else members | None
        return kind, lambda root: _member(members, getattr(root.event, name))
    return hint, lambda root: getattr(root.event, name)


def _member(members: type[Enum], value: str | None) -> Enum | None:
    return None if value is None else members(value)


def _job_id(root: Any) -> strawberry.ID:
    return ids.public("Job", root.event.job_id)


def _parent_id(root: Any) -> strawberry.ID | None:
    key = root.event.parent_id
    return ids.public("Job", key) if key else None


def _target_id(root: Any) -> strawberry.ID:
    return ids.public(ids.TYPE_OF_TABLE[root.event.target_type], root.event.target_id)


def _field_names(root: Any) -> list[str]:
    return [to_camel_case(name) for name in root.event.fields]


async def _target(root: Any, info: Info) -> Any:
    type_name = ids.TYPE_OF_TABLE[root.event.target_type]
    return await any_of(info._raw_info, type_name, root.event.target_id)


def field_of(
    origin: type, name: str, resolver: Callable[..., Any], shown: object, text: str | None
) -> StrawberryField:
    """A field with a resolver, for a type that is made rather than written."""
    made: StrawberryField = strawberry.field(
        resolver=resolver, graphql_type=shown, description=text
    )
    made.python_name, made.origin = name, origin
    return made


SHOWN: Mapping[type[Event], type[JobEvent]] = {event: _made(event) for event in EVENTS.values()}
TYPES = (JobSnapshot, ProjectSnapshot, TeamSnapshot, ResyncRequired, *SHOWN.values())
"""Everything behind the two interfaces, for the schema."""
