"""What can happen, one frozen dataclass each: the row, the wire and the schema share them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from enum import auto
from functools import cache
from typing import Any, ClassVar
from uuid import UUID

from pydantic import TypeAdapter

from aixss.described import Described


class Operation(Described):
    """What was done to an object."""

    CREATED = auto(), "It was made.", "已创建"
    UPDATED = auto(), "It was edited.", "已修改", "Edited"
    DELETED = auto(), "It was put into the trash.", "已移入回收站", "Put into the trash"
    RESTORED = auto(), "It was taken out of the trash.", "已恢复"


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened; `job_id` names the job that it is about or was caused by."""

    # A fact is a row of the log with a cursor; what is not a fact is only told live.
    is_fact: ClassVar[bool] = True
    job_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ObjectChanged(Event):
    """An object was created, edited, deleted or restored."""

    target_type: str
    target_id: UUID
    revision: int
    operation: Operation
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StateChanged(Event):
    """The state of a project, episode or scene moved."""

    target_type: str
    target_id: UUID
    source: str
    target: str
    cause: str


@dataclass(frozen=True, kw_only=True)
class MarkedStale(Event):
    """Fields became stale because something that they were made from has changed."""

    target_type: str
    target_id: UUID
    fields: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class JobQueued(Event):
    """A job was accepted, or was made ready to run again."""

    job_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class JobWaiting(Event):
    """A flow started the children of a step and waits for them."""

    job_id: UUID
    step: str
    children: int


@dataclass(frozen=True, kw_only=True)
class JobRetrying(Event):
    """An attempt failed and another one follows."""

    job_id: UUID
    attempt: int
    code: str
    message: str
    next_run_at: datetime


@dataclass(frozen=True, kw_only=True)
class JobSucceeded(Event):
    """A job ended well."""

    job_id: UUID


@dataclass(frozen=True, kw_only=True)
class JobFailed(Event):
    """A job ended in failure."""

    job_id: UUID
    code: str
    message: str


@dataclass(frozen=True, kw_only=True)
class JobCancelled(Event):
    """Somebody cancelled a job, or the flow that had started it; what it wrote stays."""

    job_id: UUID


@dataclass(frozen=True, kw_only=True)
class JobStarted(Event):
    """A worker claimed a job; told live only."""

    is_fact: ClassVar[bool] = False
    job_id: UUID
    attempt: int


@dataclass(frozen=True, kw_only=True)
class JobProgress(Event):
    """How far a running job is, from 0 to 1; told live only, `n` grows within an attempt."""

    is_fact: ClassVar[bool] = False
    job_id: UUID
    attempt: int
    n: int
    ratio: float
    stage: str | None
    note: str = ""


ENDINGS = (JobSucceeded, JobFailed, JobCancelled)
EVENTS: dict[str, type[Event]] = {
    cls.__name__: cls
    for cls in (
        ObjectChanged,
        StateChanged,
        MarkedStale,
        JobQueued,
        JobWaiting,
        JobRetrying,
        JobSucceeded,
        JobFailed,
        JobCancelled,
        JobStarted,
        JobProgress,
    )
}


@dataclass(frozen=True)
class Told:
    """An event as it is told: with its stream (a project or team), cursor and time."""

    team_id: UUID
    stream_id: UUID
    cursor: int | None
    at: datetime
    event: Event


@cache
def _adapter(name: str) -> TypeAdapter[Event]:
    return TypeAdapter(EVENTS[name])


def body(event: Event) -> dict[str, Any]:
    """The event as plain JSON values."""
    plain: dict[str, Any] = _adapter(type(event).__name__).dump_python(event, mode="json")
    return plain


def parse(name: str, values: dict[str, Any]) -> Event | None:
    """The event of a stored body, or None when a newer release wrote it."""
    cls = EVENTS.get(name)
    if cls is None:
        return None
    known = {f.name for f in dataclasses.fields(cls)}
    return _adapter(name).validate_python({k: v for k, v in values.items() if k in known})
