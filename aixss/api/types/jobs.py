"""Jobs: what was asked for, how far it is, and how it ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types.field import StrawberryField

from aixss.api import ids
from aixss.api.artefacts import field_of
from aixss.api.context import Context
from aixss.api.entity import OF_PROJECT, entity, row_of
from aixss.api.labels import kind_titles, label_of
from aixss.api.remedies import DOCS, remedy
from aixss.api.types.links import EpisodeLink, JobLink, ProjectLink, SceneLink
from aixss.api.types.nodes import Node
from aixss.errors import ErrorCode
from aixss.jobs import estimates, models
from aixss.jobs.answers import FactCut, PromptUse
from aixss.jobs.attempts import AttemptOutcome
from aixss.jobs.live import LIVE_STATES
from aixss.jobs.models import Stage
from aixss.jobs.states import ENDED, LIVE, JobState
from aixss.jobs.telling import CONTEXT_TOKENS
from aixss.kinds import registry
from aixss.kit.gql import Connection, shown
from aixss.reads.filters import By, IntRange, StringEquality, TimeRange, by_enum, by_id, lists
from aixss.reads.lists import Order
from aixss.reads.resolvers import (
    below,
    bound,
    choice,
    column,
    document,
    link,
    made,
    pages,
    part,
    reading,
)
from aixss.reads.spec import Document, Table, Value, View

ATTEMPTS_SHOWN = 10
OLDEST = "t.created_at, t.id"
ACTIVE = f"t.state IN ({LIVE_STATES})"


def _key(type_name: str) -> Callable[[str], UUID]:
    def decoded(value: str) -> UUID:
        return ids.private(value, type_name, path=("filter", f"{type_name.lower()}Id"))

    return decoded


JOBS = lists(
    "Job",
    {
        "project_id": by_id(_key("Project"), "project_id", "By their project."),
        "episode_id": by_id(
            _key("Episode"), "episode_id", "By the episode that they are about or within."
        ),
        "scene_id": by_id(_key("Scene"), "scene_id", "By the scene that they are about."),
        "kind": By(StringEquality, "kind", "By the names of their kinds."),
        "status": by_enum(JobState, "state", "By where they are in their life."),
        "priority": By(IntRange, "priority", "By how urgent they are: see `Job.priority`."),
        "created_at": By(TimeRange, "created_at", "By when they were started."),
        "finished_at": By(TimeRange, "finished_at", "By when they ended."),
    },
    {
        "CREATED_AT": ("created_at", "When they were started.", "创建时间", "Created"),
        "UPDATED_AT": ("updated_at", "When they last changed.", "更新时间", "Last changed"),
        "PRIORITY": ("priority", "How urgent they are, as their `priority` says.", "优先级"),
    },
    usual=Order("created_at", descending=True),
    usual_text="The newest first",
)


@shown
class Progress(View):
    """How far a job is, for a progress bar and the words beside it."""

    ratio: float = strawberry.field(
        description="The share that is done, from 0 to 1; for a flow, over all its children."
    )
    stage: Stage | None = strawberry.field(description="What it is busy with; null before it runs.")
    note: str = strawberry.field(description="A few words for people; may be empty.")


def _docs(context: Context) -> Callable[[str], str]:
    """Where a code is explained, as the caller reaches us."""
    return lambda code: f"{context.origin}{DOCS}#{code}"


@shown
class AttemptError(View):
    """What went wrong in an attempt, for engineers."""

    code: ErrorCode = column("error_code", "What went wrong, for programs.")
    message: str = made(
        lambda text: text or "", "error_message", text="What went wrong, for people."
    )
    raw_output: str | None = strawberry.field(
        description="What the model said when its answer could not be used, at most 64 KiB, kept "
        "for 7 days by default; null otherwise."
    )


@shown
class JobError(View):
    """Why a job failed, or why its last attempt did."""

    code: ErrorCode = column("error_code", "What went wrong, for programs.")
    code_label: str = label_of("error_code", ErrorCode, "What went wrong, in a few words.")
    message: str = made(
        lambda text: text or "",
        "error_message",
        text="What went wrong and what to do, for people.",
    )
    remedy: str = made(
        lambda code: remedy(ErrorCode(code)),
        "error_code",
        text="What a creator can do about it.",
    )
    docs_url: str = bound(
        _docs, "error_code", text="A page that says what the code means and what to do."
    )
    is_retryable: bool = column(
        "error_retryable",
        "Whether the same job may succeed later without anybody changing anything.",
    )
    raw_output: str | None = strawberry.field(
        description="What the model said when its answer could not be used, at most 64 KiB; "
        "null otherwise."
    )


@row_of(models.JobAttempt)
class JobAttempt(View):
    """One attempt at a job: when and where it was made, and how it ended."""

    attempt: int = strawberry.field(
        name="number", description="Counts the attempts at its job, from 1."
    )
    worker: str = made(
        str, "worker_id", text="The worker process that made it, as its log lines name it."
    )
    host: str | None = strawberry.field(
        description="The machine of that worker; null when it is not known."
    )
    started_at: datetime = strawberry.field(description="When it began.")
    ended_at: datetime | None = strawberry.field(description="When it ended; null while it runs.")
    duration_ms: int | None = made(
        lambda began, ended: round((ended - began).total_seconds() * 1000) if ended else None,
        "started_at",
        "ended_at",
        text="How long it took, in milliseconds; null while it runs.",
    )
    outcome: AttemptOutcome | None = strawberry.field(
        description="How it ended; null while it runs."
    )
    error: AttemptError | None = part(
        "What went wrong; null when nothing did.", absent="error_code"
    )
    calls: int = strawberry.field(
        description="How often it asked a provider, failed calls too; 0 while it runs."
    )
    repairs: int = strawberry.field(description="How often the model had to mend its answer.")


def _said(name: str, missing: object, text: str) -> Any:
    return reading(Value((name,), missing=missing), text)


@shown
class JobResult(View):
    """What a job that ended well says about itself."""

    provider: str | None = _said(
        "provider", None, "Who answered; `offline` means drafts by rule. Null when it asks nobody."
    )
    model: str | None = _said("model", None, "The model that answered; null when it asks none.")
    calls: int = _said("calls", 0, "How often a model was asked.")
    repairs: int = _said("repairs", 0, "How often a model had to mend its answer.")
    is_applied: bool = _said(
        "applied",
        True,
        "Whether the answer was put in place. False when a person had written the field "
        "meanwhile: the answer was kept as a version then.",
    )
    prompts: list[PromptUse] = document(
        "prompts", "The prompts that it asked by, each with the version of its text.", missing=[]
    )
    context_tokens: int = _said(
        "context_tokens",
        0,
        f"About how many tokens of facts its largest question was told, of {CONTEXT_TOKENS} at "
        "most.",
    )
    cuts: list[FactCut] = document(
        "cuts",
        "The facts that were too long to be told whole; the least important give way first.",
        missing=[],
    )
    failed_children: int = _said("failed_children", 0, "How many of a flow's jobs failed.")


def _answers() -> Iterator[StrawberryField]:
    """The answers that results keep, by the kinds that make them."""
    for kind in registry.load():
        if kind.keeps:
            text = f"What `{kind.name}` answered; null for jobs of other kinds."
            read = Document(kind.keeps, None)
            yield field_of(JobResult, kind.keeps, read, kind.output | None, text)


JobResult.__strawberry_definition__.fields += _answers()  # type: ignore[attr-defined]  # put there above


@shown
class JobUsage(View):
    """What was asked of providers."""

    calls: int = strawberry.field(description="Calls to a provider, failed ones too.")
    input_tokens: int = strawberry.field(description="Tokens sent, as far as providers say.")
    output_tokens: int = strawberry.field(description="Tokens answered, as far as providers say.")


JobUsage.__table__ = Table(
    """(
      SELECT job_id AS id, team_id, NULL::timestamptz AS deleted_at, count(*)::int AS calls,
        coalesce(sum(input_tokens), 0)::int AS input_tokens,
        coalesce(sum(output_tokens), 0)::int AS output_tokens
      FROM usage_record WHERE deleted_at IS NULL GROUP BY job_id, team_id
    )"""
)
UNUSED = {"calls": 0, "input_tokens": 0, "output_tokens": 0}


def _titles(context: Context) -> Callable[[str], str]:
    """The title of a kind, in the viewer's language; its name when it is gone."""
    titles = kind_titles(context)
    return lambda kind: titles.get(kind, kind)


def _tries(context: Context) -> Callable[[str], int]:
    tries = {each.name: 1 if each.is_flow else each.tries for each in context.services.kinds}
    return lambda kind: tries.get(kind, 1)


@entity(models.Job, estimated_finish_at=estimates.FINISH_AT)
class Job(Node):
    """One asking of a kind about one target: live until it succeeds, fails or is cancelled."""

    kind: str = strawberry.field(
        description="What was asked for, e.g. `generate_scene_anchor`: the name of a kind."
    )
    state: JobState = strawberry.field(name="status", description="Where it is in its life.")
    status_label: str = label_of(
        "state", JobState, "Where it is in its life, in a few words for people."
    )
    attempt: int = strawberry.field(name="attempts", description="How often a worker has begun it.")
    max_attempts: int = bound(
        _tries,
        "kind",
        text="How many attempts may fail before it fails, from 1; one that a provider turned away "
        "for asking too often does not count.",
    )
    priority: int = strawberry.field(
        description="Of the jobs that wait for a worker, one with a larger number goes first; "
        "usually 0."
    )
    steps_done: int = strawberry.field(
        description="How many steps of a flow are done; 0 for any other job."
    )
    created_at: datetime = strawberry.field(description="When it was started.")
    started_at: datetime | None = strawberry.field(
        description="When a worker first began it; null before."
    )
    finished_at: datetime | None = strawberry.field(
        description="When it ended; null while it is live."
    )
    next_run_at: datetime | None = strawberry.field(
        description="When the next attempt may begin, while it is retrying; null otherwise."
    )
    estimated_finish_at: datetime | None = strawberry.field(
        description="When it will probably have ended: from what the team's last jobs of its kind "
        "and profile took and from those that wait in front of it; for a flow, from how far its "
        "children are. Null when nothing is known, when it is paused, and once it has ended."
    )
    is_paused: bool = made(
        bool, "paused_at", text="Whether it, or a flow above it, is paused: it is not begun then."
    )
    paused_at: datetime | None = strawberry.field(
        description="Since when it is paused; null when it is not."
    )
    deadline_at: datetime = strawberry.field(
        description="When it fails if it has not ended: 24 hours after it was started."
    )
    updated_at: datetime = strawberry.field(description="When it last changed.")
    title: str = bound(_titles, "kind", text="The title of its kind, in the viewer's language.")
    progress: Progress = part("How far it is, and what it is busy with.")
    error: JobError | None = part(
        "Why it, or its last attempt, failed; null when nothing did.", absent="error_code"
    )
    result: JobResult | None = document(
        "result", "What it says about itself; null until it has ended well."
    )
    is_cancellable: bool = made(
        LIVE.__contains__, "state", text="Whether `cancelJob` would cancel it."
    )
    is_retryable: bool = made(
        lambda state: state in ENDED and state != JobState.SUCCEEDED,
        "state",
        text="Whether it failed or was cancelled, so that `retryJob` may start it again.",
    )
    target: Node | None = choice(
        "What it is about; null when that has been deleted, and for what is about the team.",
        scene_id="Scene",
        episode_id="Episode",
        project_id="Project",
    )
    project: ProjectLink | None = link("project_id", OF_PROJECT)
    episode: EpisodeLink | None = link(
        "episode_id",
        "The episode that it is about or within; null when there is none, or it is deleted.",
    )
    scene: SceneLink | None = link(
        "scene_id", "The scene that it is about; null when there is none, or it is deleted."
    )
    parent: JobLink | None = link("parent_id", "The flow that started it; null when a person did.")
    retry_of: JobLink | None = link(
        "retry_of", "The ended job that this one repeats; null for a first try."
    )
    children: Connection[JobLink] = pages("parent_id", JOBS, "The jobs that it started.")
    attempt_log: list[JobAttempt] = below(
        "job_id",
        "t.attempt DESC, t.id",
        f"Its last {ATTEMPTS_SHOWN} attempts, the newest first.",
        where="t.attempt > (SELECT attempt FROM job WHERE id = t.job_id AND deleted_at IS NULL) "
        f"- {ATTEMPTS_SHOWN}",
    )
    usage: JobUsage = link(
        "id", "What it has asked of providers, without its children.", empty=UNUSED
    )
