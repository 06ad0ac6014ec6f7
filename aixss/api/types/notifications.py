"""What is worth interrupting somebody for: ends of what people started, and what has got worse."""

from __future__ import annotations

from datetime import datetime
from enum import auto

import strawberry

from aixss.api.context import Context
from aixss.api.labels import Asked
from aixss.api.types.events import AT, CURSOR, Shown
from aixss.api.types.jobs import Job
from aixss.api.types.projects import Project
from aixss.described import Described
from aixss.kit.gql import resolved, shown
from aixss.news.events import (
    BudgetNearlySpent,
    BudgetSpent,
    Event,
    JobFailed,
    JobSucceeded,
    ProfileDegraded,
    ProfileRecovered,
    Told,
    WebhookDisabled,
)

Info = strawberry.Info[Context, None]


class NotificationKind(Described):
    """Why somebody is notified."""

    FINISHED = auto(), "A job that somebody started has ended well.", "已完成"
    FAILED = auto(), "A job that somebody started has failed.", "失败"
    DEGRADED = (
        auto(),
        "Something that the team relies on works no more, or not as it should.",
        "服务受损",
    )
    RECOVERED = auto(), "Something that worked no more does again.", "服务已恢复"
    BUDGET = auto(), "The budget of this month is spent, or nearly.", "预算提醒"
    MISSED = (
        auto(),
        "The cursor has been forgotten, or the reader was too slow: some were missed, and the "
        "subscription ends.",
        "有遗漏",
    )


def kind_of(told: Told) -> NotificationKind | None:
    """Why a fact is worth a notification; None when it is not."""
    event = told.event
    match event:
        case JobSucceeded() | JobFailed() if told.root_id not in (None, event.job_id):
            return None  # of a flow that will end itself
        case JobSucceeded():
            return NotificationKind.FINISHED
        case JobFailed():
            return NotificationKind.FAILED
        case WebhookDisabled() | ProfileDegraded():
            return NotificationKind.DEGRADED
        case BudgetNearlySpent() | BudgetSpent():
            return NotificationKind.BUDGET
        case ProfileRecovered():
            return NotificationKind.RECOVERED
    return None


@shown
class Notification(Shown):
    """Something that somebody should know, wherever they are just now."""

    cursor: str | None = strawberry.field(description=CURSOR)
    at: datetime = strawberry.field(description=AT)
    kind: NotificationKind = strawberry.field(description="Why it is told.")

    @resolved
    def kind_label(self, info: Info, locale: Asked = strawberry.UNSET) -> str:
        """What people call `kind`, in a few words."""
        return self.kind.label(locale or info.context.locale)

    @resolved
    def message(self) -> str | None:
        """What went wrong and what to do, for people; null when all went well."""
        return getattr(self.event, "message", None)

    @resolved
    async def job(self, info: Info) -> Job | None:
        """The job that it is about; null when it is about none."""
        return await Job.find(info.context.loaders, self.event.job_id)

    @resolved
    async def project(self, info: Info) -> Project | None:
        """The project that it is about; null when it is about none, or that is deleted."""
        return await Project.find(info.context.loaders, self.told.stream_id if self.told else None)


def missed(at: datetime) -> Notification:
    """The last word to a reader that has missed some."""
    return Notification(event=Event(), told=None, cursor=None, at=at, kind=NotificationKind.MISSED)
