"""What can happen, one frozen dataclass each: the row, the wire and the schema share them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import auto
from functools import cache
from typing import Any, ClassVar, cast
from uuid import UUID

from pydantic import TypeAdapter

from aixss.described import Described


class Operation(Described):
    """What was done to an object."""

    CREATED = auto(), "It was made.", "已创建"
    UPDATED = auto(), "It was edited.", "已修改", "Edited"
    DELETED = auto(), "It was put into the trash.", "已移入回收站", "Put into the trash"
    RESTORED = auto(), "It was taken out of the trash.", "已恢复"


def _sentence(event: type[Event]) -> str:
    return " ".join((event.__doc__ or "").partition("\n\n")[0].split())


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened; `job_id` names the job that it is about or was caused by."""

    # A fact is a row of the log with a cursor; what is not a fact is only told live.
    is_fact: ClassVar[bool] = True
    zh: ClassVar[str]  # what people call it in Chinese
    job_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ObjectChanged(Event):
    """An object was created, edited, deleted or restored."""

    zh = "对象已变更"

    target_type: str
    target_id: UUID
    revision: int
    operation: Operation
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StateChanged(Event):
    """The state of a project, episode or scene moved."""

    zh = "状态已变更"

    target_type: str
    target_id: UUID
    source: str
    target: str
    cause: str


@dataclass(frozen=True, kw_only=True)
class MarkedStale(Event):
    """Fields became stale because something that they were made from has changed."""

    zh = "内容已过期"

    target_type: str
    target_id: UUID
    fields: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class JobQueued(Event):
    """A job was accepted, or was made ready to run again."""

    zh = "作业已排队"

    job_id: UUID
    kind: str
    parent_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class JobWaiting(Event):
    """A flow started the children of a step and waits for them."""

    zh = "作业等待子作业"

    job_id: UUID
    step: str
    children: int


@dataclass(frozen=True, kw_only=True)
class JobPaused(Event):
    """A flow was paused: of it and all below it nothing more is begun; what runs ends."""

    zh = "作业已暂停"

    job_id: UUID


@dataclass(frozen=True, kw_only=True)
class JobResumed(Event):
    """A paused flow goes on."""

    zh = "作业已继续"

    job_id: UUID


@dataclass(frozen=True, kw_only=True)
class JobPrioritised(Event):
    """Somebody raised the priority of a job that waits."""

    zh = "作业优先级已提高"

    job_id: UUID
    priority: int


@dataclass(frozen=True, kw_only=True)
class JobRetrying(Event):
    """An attempt failed and another one follows."""

    zh = "作业将重试"

    job_id: UUID
    attempt: int
    code: str
    message: str
    next_run_at: datetime


@dataclass(frozen=True, kw_only=True)
class JobSucceeded(Event):
    """A job ended well."""

    zh = "作业成功"

    job_id: UUID


@dataclass(frozen=True, kw_only=True)
class JobFailed(Event):
    """A job ended in failure."""

    zh = "作业失败"

    job_id: UUID
    code: str
    message: str


@dataclass(frozen=True, kw_only=True)
class JobCancelled(Event):
    """Somebody cancelled a job, or the flow that had started it; what it wrote stays."""

    zh = "作业已取消"

    job_id: UUID


@dataclass(frozen=True, kw_only=True)
class JobStarted(Event):
    """A worker claimed a job; told live only."""

    zh = "作业已开始"
    is_fact: ClassVar[bool] = False
    job_id: UUID
    attempt: int


@dataclass(frozen=True, kw_only=True)
class JobProgress(Event):
    """How far a running job is, from 0 to 1; told live only, `n` grows within an attempt."""

    zh = "作业进度"
    is_fact: ClassVar[bool] = False
    job_id: UUID
    attempt: int
    n: int
    ratio: float
    stage: str | None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class WebhookDisabled(Event):
    """A webhook was switched off because its receiver did not take what was sent."""

    zh = "回调已停用"

    webhook_id: UUID
    name: str
    message: str


@dataclass(frozen=True, kw_only=True)
class ProfileDegraded(Event):
    """Calls to a profile failed several times in a row: its jobs wait until it works again."""

    zh = "配置连续失败"

    profile_id: UUID
    name: str
    code: str
    message: str


@dataclass(frozen=True, kw_only=True)
class ProfileRecovered(Event):
    """A profile is asked as usual again: a call was answered, or somebody has changed it."""

    zh = "配置已恢复"

    profile_id: UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class BudgetNearlySpent(Event):
    """The team's spending of this month has reached the threshold of its budget."""

    zh = "预算即将用完"

    percent: int
    message: str


@dataclass(frozen=True, kw_only=True)
class BudgetSpent(Event):
    """The team's spending of this month has reached its budget."""

    zh = "预算已用完"

    message: str


@dataclass(frozen=True, kw_only=True)
class PresenceChanged(Event):
    """Somebody came to a project, stays there or has left; told live only."""

    is_fact: ClassVar[bool] = False


ENDINGS = (JobSucceeded, JobFailed, JobCancelled)
EVENTS: dict[str, type[Event]] = {
    cls.__name__: cls
    for cls in (
        ObjectChanged,
        StateChanged,
        MarkedStale,
        JobQueued,
        JobWaiting,
        JobPaused,
        JobResumed,
        JobPrioritised,
        JobRetrying,
        JobSucceeded,
        JobFailed,
        JobCancelled,
        JobStarted,
        JobProgress,
        WebhookDisabled,
        ProfileDegraded,
        ProfileRecovered,
        BudgetNearlySpent,
        BudgetSpent,
    )
}
# What processes tell each other; no client sees it as it is.
SIGNALS: dict[str, type[Event]] = {PresenceChanged.__name__: PresenceChanged}
# What clients name an event by; its value is the event's class.
EventType: Any = cast(Any, Described)(  # made of the classes, not written
    "EventType",
    {
        re.sub(r"(?<=.)(?=[A-Z])", "_", name).upper(): (name, _sentence(event), event.zh)
        for name, event in EVENTS.items()
    },
)
EventType.__doc__ = """What can happen: the types of events."""
# What clients know a field by, where that is not its own name.
SHOWN_AS: Mapping[str, str] = {"source": "from", "target": "to"}


# In the order of commits: the transaction that wrote a fact, and its row.
Place = tuple[int, int]


@dataclass(frozen=True)
class Told:
    """An event as it is told: with its stream (a project or team), cursor and time."""

    team_id: UUID
    stream_id: UUID
    cursor: int | None
    at: datetime
    event: Event
    # Where it was read in the order of commits: its place in it, and the job that began it all.
    place: Place | None = None
    root_id: UUID | None = None
    text: bytes | None = None  # the event as JSON, where that was made already


@cache
def _adapter(name: str) -> TypeAdapter[Event]:
    return TypeAdapter(EVENTS.get(name) or SIGNALS[name])


def text(event: Event) -> bytes:
    """The event as JSON."""
    return _adapter(type(event).__name__).dump_json(event)


def parse(name: str, values: dict[str, Any]) -> Event | None:
    """The event of a stored body, or None when a newer release wrote it."""
    cls = EVENTS.get(name) or SIGNALS.get(name)
    if cls is None:
        return None
    known = {f.name for f in dataclasses.fields(cls)}
    return _adapter(name).validate_python({k: v for k, v in values.items() if k in known})
