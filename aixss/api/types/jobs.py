"""Jobs: what was asked for, how far it is, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types.unset import UNSET

from aixss.api import ids
from aixss.api.context import Context
from aixss.api.entity import entity
from aixss.api.types.links import EpisodeLink, JobLink, ProjectLink, SceneLink
from aixss.api.types.nodes import Node, wrap
from aixss.described import Described
from aixss.errors import ErrorCode
from aixss.jobs import models
from aixss.jobs.ask import Result
from aixss.jobs.models import Stage
from aixss.jobs.states import ENDED, LIVE, JobState
from aixss.kit import gql
from aixss.kit.gql import (
    PAGE_DEFAULT,
    Column,
    Connection,
    Direction,
    Equality,
    Listing,
    StringEquality,
    TimeRange,
    resolved,
    shown,
    taken,
)
from aixss.stories import models as stories

Info = strawberry.Info[Context, None]


@shown
class Progress:
    """How far a job is."""

    ratio: float = strawberry.field(description="From 0 to 1; for a flow, over all its children.")
    stage: Stage | None = strawberry.field(description="What it is busy with; null before it runs.")
    note: str = strawberry.field(description="A few words for people; may be empty.")


@shown
class JobError:
    """Why a job failed, or why its last attempt did."""

    code: ErrorCode = strawberry.field(description="What went wrong, for programs.")
    message: str = strawberry.field(description="What went wrong and what to do, for people.")
    is_retryable: bool = strawberry.field(
        description="Whether the same job may succeed later without anybody changing anything."
    )
    raw_output: str | None = strawberry.field(
        description="What the model said when its answer could not be used, at most 64 KiB."
    )


@shown
class JobResult:
    """What a job that ended well says about itself."""

    provider: str | None = strawberry.field(
        description="Who answered; `offline` means drafts by rule. Null for a flow."
    )
    model: str | None = strawberry.field(description="The model that answered; null for a flow.")
    calls: int = strawberry.field(description="How often a model was asked.")
    repairs: int = strawberry.field(description="How often a model had to mend its answer.")
    is_applied: bool = strawberry.field(
        description="False when a person had written the field meanwhile: "
        "the answer was kept as a version then."
    )
    failed_children: int = strawberry.field(description="How many of a flow's jobs failed.")


@shown
class JobUsage:
    """What was asked of providers."""

    calls: int = strawberry.field(description="Calls to a provider, failed ones too.")
    input_tokens: int = strawberry.field(description="Tokens sent, as far as providers say.")
    output_tokens: int = strawberry.field(description="Tokens answered, as far as providers say.")


@entity(models.Job)
class Job(Node):
    """One asking of a kind about one target: queryable, cancellable, retryable, resumable."""

    kind: str = strawberry.field(
        description="What was asked for, e.g. `generate_scene_anchor`: the name of a kind."
    )
    state: JobState = strawberry.field(name="status", description="Where it is in its life.")
    attempt: int = strawberry.field(name="attempts", description="How often a worker has begun it.")
    steps_done: int = strawberry.field(description="How many steps of a flow are done.")
    created_at: datetime = strawberry.field(description="When it was started.")
    started_at: datetime | None = strawberry.field(description="When a worker first began it.")
    finished_at: datetime | None = strawberry.field(description="When it ended.")
    next_run_at: datetime | None = strawberry.field(
        description="When the next attempt may begin, while it is retrying."
    )
    deadline_at: datetime = strawberry.field(
        description="When it fails if it has not ended: 24 hours after it was started."
    )
    updated_at: datetime = strawberry.field(description="When it last changed.")

    @resolved
    def title(self, info: Info) -> str:
        """The title of its kind, in the viewer's language."""
        kind = info.context.services.kinds.get(self.row.kind)
        if kind is None:
            return str(self.row.kind)
        return kind.title_zh if info.context.locale.startswith("zh") else kind.title

    @resolved
    def progress(self) -> Progress:
        """How far it is."""
        return Progress(ratio=self.row.ratio, stage=self.row.stage, note=self.row.note)

    @resolved
    def error(self) -> JobError | None:
        """Why it, or its last attempt, failed; null when nothing did."""
        if self.row.error_code is None:
            return None
        return JobError(
            code=self.row.error_code,
            message=self.row.error_message or "",
            is_retryable=self.row.error_retryable,
            raw_output=self.row.raw_output,
        )

    @resolved
    def result(self) -> JobResult | None:
        """What it says about itself, once it has ended well."""
        if self.row.result is None:
            return None
        said = Result.model_validate(self.row.result).model_dump()
        return JobResult(is_applied=said.pop("applied"), **said)

    @resolved
    def is_cancellable(self) -> bool:
        """Whether `cancelJob` would cancel it."""
        return self.row.state in LIVE

    @resolved
    def is_retryable(self) -> bool:
        """Whether it failed or was cancelled, so that `retryJob` may start it again."""
        return self.row.state in ENDED and self.row.state is not JobState.SUCCEEDED

    @resolved
    async def target(self, info: Info) -> Node | None:
        """What it is about; null when that has been deleted."""
        row: models.Job = self.row
        if row.scene_id:
            return wrap(await info.context.loaders.row(stories.Scene, row.scene_id))
        if row.episode_id:
            return wrap(await info.context.loaders.row(stories.Episode, row.episode_id))
        return wrap(await info.context.loaders.row(stories.Project, row.project_id))

    @resolved
    async def project(self, info: Info) -> ProjectLink | None:
        """The project that it belongs to; null when that is deleted."""
        return wrap(await info.context.loaders.row(stories.Project, self.row.project_id))

    @resolved
    async def episode(self, info: Info) -> EpisodeLink | None:
        """The episode that it is about or within."""
        return wrap(await info.context.loaders.row(stories.Episode, self.row.episode_id))

    @resolved
    async def scene(self, info: Info) -> SceneLink | None:
        """The scene that it is about."""
        return wrap(await info.context.loaders.row(stories.Scene, self.row.scene_id))

    @resolved
    async def parent(self, info: Info) -> JobLink | None:
        """The flow that started it; null when a person did."""
        row = await info.context.loaders.row(models.Job, self.row.parent_id)
        return Job.of(row) if row else None

    @resolved
    async def retry_of(self, info: Info) -> JobLink | None:
        """The job that this one is a retry of."""
        row = await info.context.loaders.row(models.Job, self.row.retry_of)
        return Job.of(row) if row else None

    @resolved
    async def children(self, info: Info) -> list[JobLink]:
        """The jobs that it started, oldest first."""
        rows = await info.context.loaders.below(
            models.Job, "parent_id", self.row.id, "created_at, id"
        )
        return [Job.of(row) for row in rows]

    @resolved
    async def usage(self, info: Info) -> JobUsage:
        """What it has asked of providers, without its children."""
        used = await info.context.loaders.usage(self.row.id)
        return JobUsage(
            calls=used.calls, input_tokens=used.input_tokens, output_tokens=used.output_tokens
        )


class JobOrderField(Described):
    """What jobs can be ordered by."""

    CREATED_AT = "created_at", "When they were started."
    UPDATED_AT = "updated_at", "When they last changed."
    PRIORITY = "priority", "How urgent they are."


@taken
class JobOrder:
    """An order of jobs."""

    field: JobOrderField = strawberry.field(description="What to order by.")
    direction: Direction = strawberry.field(
        default=Direction.DESC, description="Which end comes first."
    )


@taken
class JobFilter:
    """Which jobs to list; all that is given must hold."""

    project_id: Equality[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="By their project."
    )
    episode_id: Equality[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="By the episode that they are about or within."
    )
    scene_id: Equality[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="By the scene that they are about."
    )
    kind: StringEquality | None = strawberry.field(
        default=UNSET, description="By the names of their kinds."
    )
    status: Equality[JobState] | None = strawberry.field(
        default=UNSET, description="By where they are in their life."
    )
    created_at: TimeRange | None = strawberry.field(
        default=UNSET, description="By when they were started."
    )
    and_: list[JobFilter] | None = strawberry.field(
        name="and", default=UNSET, description="All of these must hold too."
    )
    or_: list[JobFilter] | None = strawberry.field(
        name="or", default=UNSET, description="One of these must hold too."
    )
    not_: JobFilter | None = strawberry.field(
        name="not", default=UNSET, description="This must not hold."
    )


def _key(type_name: str, field: str) -> Column:
    def decoded(value: str) -> UUID:
        return ids.private(value, type_name, path=("filter", field))

    return Column(f"{type_name.lower()}_id", decoded)


COLUMNS: Mapping[str, Column] = {
    "project_id": _key("Project", "projectId"),
    "episode_id": _key("Episode", "episodeId"),
    "scene_id": _key("Scene", "sceneId"),
    "kind": Column("kind"),
    "status": Column("state", lambda state: state.value),
    "created_at": Column("created_at"),
}

First = Annotated[int, strawberry.argument(description="How many items a page has, 1 to 100.")]
After = Annotated[
    str | None, strawberry.argument(description="The cursor of the item to go on behind.")
]
Filter = Annotated[JobFilter | None, strawberry.argument(description="Which jobs to list.")]
OrderBy = Annotated[
    list[JobOrder] | None,
    strawberry.argument(description="The newest first when it is left out."),
]


def jobs_below(column: str, text: str) -> Any:
    """The field of an object that lists the jobs whose `column` names it."""

    async def jobs(
        root: Any,
        info: Info,
        first: First = PAGE_DEFAULT,
        after: After = UNSET,
        filter: Filter = UNSET,
        order_by: OrderBy = UNSET,
    ) -> Connection[Job]:
        return await jobs_page(info, column, root.row.id, first, after, filter, order_by)

    return strawberry.field(jobs, description=text)


async def jobs_page(
    info: Info,
    column: str,
    parent: UUID,
    first: int = PAGE_DEFAULT,
    after: str | None = None,
    filter_: JobFilter | None = None,
    order_by: list[JobOrder] | None = None,
) -> Connection[Job]:
    """A page of the jobs whose `column` is `parent`; raises Invalid, BadId and BadCursor."""
    team_id = info.context.loaders.team_id
    assert team_id is not None  # every field that lists jobs requires a viewer
    text, values = gql.where(filter_, COLUMNS)
    order = gql.orders(order_by, gql.Order("created_at", True))
    listing = Listing("job", column, order, team_id, text, values)
    return await info.context.loaders.page(
        models.Job, listing, parent, Job.of, first=first, after=gql.absent(after)
    )
