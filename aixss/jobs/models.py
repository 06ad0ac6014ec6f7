"""Jobs, the workers that do them, what asking a model needs, and what it cost."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum, auto
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from tortoise import fields
from tortoise.models import Model

from aixss.described import Described
from aixss.errors import ErrorCode
from aixss.jobs.attempts import AttemptOutcome
from aixss.jobs.states import JobState
from aixss.kit import ids
from aixss.kit.rows import Document, Edited, Stamped
from aixss.providers.spec import OutputMode, Parameters, Tokens


class Stage(Described):
    """What a running job is busy with."""

    PREPARE = auto(), "It gathers facts and writes the prompt.", "准备材料", "Preparing"
    CALL = auto(), "It waits for the model.", "等待模型回答", "Asking the model"
    PARSE = auto(), "It checks the answer.", "检查回答", "Checking the answer"
    REPAIR = auto(), "It asks the model to mend its answer.", "修正回答", "Mending the answer"
    WRITE = auto(), "It writes the result.", "写入结果", "Writing"
    DONE = auto(), "The answer is stored; nothing is left to do.", "已写入", "Written"


SMALLEST_USD = Decimal("1e-10")  # what is kept of an amount


class UsageStatus(StrEnum):
    """How a call to a provider ended."""

    PENDING = "PENDING"
    ANSWERED = "ANSWERED"
    FAILED = "FAILED"


class Pricing(BaseModel):
    """What a provider charges, in US dollars for a thousand tokens."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    prompt_per_1k: float = Field(
        default=0, ge=0, le=1000, description="US dollars for 1,000 input tokens, 0 to 1000."
    )
    completion_per_1k: float = Field(
        default=0, ge=0, le=1000, description="US dollars for 1,000 output tokens, 0 to 1000."
    )
    cached_prompt_per_1k: float | None = Field(
        default=None,
        ge=0,
        le=1000,
        description="US dollars for 1,000 cached ones, 0 to 1000; null for the input price.",
    )

    @property
    def is_known(self) -> bool:
        """Whether anybody has said what is charged: a profile without prices has zeros."""
        return any((self.prompt_per_1k, self.completion_per_1k, self.cached_prompt_per_1k))

    def cost(self, tokens: Tokens) -> Decimal:
        """What these tokens cost, in US dollars, to ten digits behind the point."""
        prompt_per_1k = _exact(self.prompt_per_1k)
        cached = self.cached_prompt_per_1k
        thousandfold = (
            (tokens.input - tokens.cached_input) * prompt_per_1k
            + tokens.cached_input * (prompt_per_1k if cached is None else _exact(cached))
            + tokens.output * _exact(self.completion_per_1k)
        )
        return (thousandfold / 1000).quantize(SMALLEST_USD)


def _exact(price: float) -> Decimal:
    """A price as it was written."""
    return Decimal(str(price))


class AIProfile(Edited):
    """A team's provider, model, parameters, prices and sealed key."""

    name = fields.CharField(max_length=80)
    provider = fields.CharField(max_length=32)
    model = fields.CharField(max_length=120)
    base_url: fields.Field[str | None] = fields.CharField(max_length=500, null=True)
    output_mode = fields.CharEnumField(OutputMode, max_length=32, default=OutputMode.TOOL)
    parameters: Document[Parameters] = Document(Parameters, default=Parameters)
    pricing: Document[Pricing] = Document(Pricing, default=Pricing)
    sealed_key: fields.Field[str | None] = fields.TextField(null=True)  # type: ignore[assignment]  # no overload
    key_hint: fields.Field[str | None] = fields.CharField(max_length=8, null=True)
    is_default = fields.BooleanField(default=False)
    # How much may be asked of it at once; null for no limit of ours.
    max_concurrency = fields.IntField(null=True)
    requests_per_minute = fields.IntField(null=True)
    tokens_per_minute = fields.IntField(null=True)

    class Meta:
        table = "ai_profile"
        indexes = (("team_id", "created_at", "id"),)


class ProfileHealth(Model):
    """What the last calls to a profile say about it, shared by all workers (jobs/breaker.py)."""

    id = fields.UUIDField(primary_key=True)  # the profile's
    team_id = fields.UUIDField()
    failures = fields.IntField(default=0)  # in a row, of the classes that open the breaker
    opened_at = fields.DatetimeField(null=True)
    probe_at = fields.DatetimeField(null=True)
    trips = fields.IntField(default=0)  # how often it was opened or kept open since it closed
    closed_at = fields.DatetimeField(null=True)
    rests_until = fields.DatetimeField(null=True)  # the provider has asked for it
    failed_at = fields.DatetimeField(null=True)
    error_code = fields.CharEnumField(ErrorCode, max_length=32, null=True)
    error_message = fields.CharField(max_length=2000, null=True)

    class Meta:
        table = "profile_health"


class Budget(Model):
    """What a team may spend in a month, and what it has spent in the last one with a call.

    Amounts are US dollars; see jobs/budgets.py.
    """

    id = fields.UUIDField(primary_key=True)  # the team's
    team_id = fields.UUIDField()
    revision = fields.IntField(default=1)
    limit_usd = fields.DecimalField(max_digits=20, decimal_places=10, null=True)
    threshold_percent = fields.IntField()
    is_stopping = fields.BooleanField(default=True)
    period_start = fields.DatetimeField()
    spent_usd = fields.DecimalField(max_digits=20, decimal_places=10)
    pending_usd = fields.DecimalField(max_digits=20, decimal_places=10)  # estimates of open calls
    unpriced_calls = fields.IntField(default=0)
    # When the team was told of it this month.
    warned_at = fields.DatetimeField(null=True)
    spent_at = fields.DatetimeField(null=True)

    class Meta:
        table = "budget"


class SystemPrompt(Edited):
    """A prompt that a team has rewritten; absent rows mean our own text."""

    key = fields.CharField(max_length=120)
    language = fields.CharField(max_length=8)
    content = fields.TextField()

    class Meta:
        table = "system_prompt"
        indexes = (("team_id", "created_at", "id"),)


class Job(Stamped):
    """One asking of a kind about one target: the truth about it (docs/adr/0003)."""

    team_id = fields.UUIDField()
    project_id = fields.UUIDField(null=True)
    episode_id = fields.UUIDField(null=True)
    scene_id = fields.UUIDField(null=True)
    parent_id = fields.UUIDField(null=True)
    root_id = fields.UUIDField(null=True)
    step = fields.CharField(max_length=64, null=True)
    retry_of = fields.UUIDField(null=True)
    kind = fields.CharField(max_length=64)
    params: fields.JSONField[dict[str, Any]] = fields.JSONField(default=dict)
    profile_id = fields.UUIDField(null=True)
    pool = fields.CharField(max_length=32, default="text")
    is_flow = fields.BooleanField(default=False)
    priority = fields.IntField(default=0)
    actor_id = fields.UUIDField(null=True)
    # Where it was asked for: what its log lines and its trace go back to.
    request_id = fields.CharField(max_length=64, null=True)
    traceparent = fields.CharField(max_length=64, null=True)
    # What a live job keeps others from writing, and the state it holds on its target.
    writes: fields.JSONField[list[str]] = fields.JSONField(default=list)
    holds = fields.CharField(max_length=32, null=True)
    covers = fields.BooleanField(default=False)
    state = fields.CharEnumField(JobState, max_length=32, default=JobState.QUEUED)
    attempt = fields.IntField(default=0)
    failures = fields.IntField(default=0)
    losses = fields.IntField(default=0)
    pending = fields.IntField(default=0)
    steps_done = fields.IntField(default=0)
    share = fields.FloatField(default=0.0)  # of its parent's ratio
    done = fields.FloatField(default=0.0)  # the shares of its children that have ended
    depth = fields.IntField(default=0)  # how many flows stand above it
    paused_at = fields.DatetimeField(null=True)
    next_run_at = fields.DatetimeField(null=True)
    deadline_at = fields.DatetimeField()
    rung_at = fields.DatetimeField(null=True)
    worker_id = fields.UUIDField(null=True)
    facts_seq = fields.BigIntField(null=True)
    lock = fields.CharField(max_length=120, null=True, unique=True)
    ratio = fields.FloatField(default=0.0)
    stage = fields.CharEnumField(Stage, max_length=32, null=True)
    note = fields.CharField(max_length=500, default="")
    error_code = fields.CharEnumField(ErrorCode, max_length=32, null=True)
    error_message = fields.CharField(max_length=2000, null=True)
    error_retryable = fields.BooleanField(default=False)
    raw_output = fields.TextField(null=True)
    result: fields.JSONField[dict[str, Any]] = fields.JSONField(null=True)
    # Whether it has ended so long ago that its heavy columns were emptied (jobs/retention.py).
    is_stripped = fields.BooleanField(default=False)
    started_at = fields.DatetimeField(null=True)
    finished_at = fields.DatetimeField(null=True)
    deleted_at = fields.DatetimeField(null=True)

    class Meta:
        table = "job"
        indexes = (
            ("team_id", "created_at", "id"),
            ("team_id", "updated_at", "id"),
            ("team_id", "priority", "id"),
            ("project_id", "created_at", "id"),
            ("project_id", "updated_at", "id"),
            ("project_id", "priority", "id"),
            ("episode_id", "created_at", "id"),
            ("scene_id", "created_at", "id"),
            ("parent_id", "created_at", "id"),
        )


class JobAttempt(Model):
    """One attempt at a job: written by the statements that move the job (jobs/attempts.py)."""

    id = fields.UUIDField(primary_key=True, default=ids.new)
    team_id = fields.UUIDField()
    job_id = fields.UUIDField()
    kind = fields.CharField(max_length=64)
    profile_id = fields.UUIDField(null=True)
    attempt = fields.IntField()
    worker_id = fields.UUIDField()
    host = fields.CharField(max_length=255, null=True)
    started_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)
    outcome = fields.CharEnumField(AttemptOutcome, max_length=32, null=True)
    error_code = fields.CharEnumField(ErrorCode, max_length=32, null=True)
    error_message = fields.CharField(max_length=2000, null=True)
    raw_output = fields.TextField(null=True)
    repairs = fields.IntField(default=0)
    calls = fields.IntField(default=0)
    deleted_at = fields.DatetimeField(null=True)

    class Meta:
        table = "job_attempt"
        unique_together = (("job_id", "attempt"),)
        indexes = (("started_at",),)


class Worker(Model):
    """A running worker process and when it last beat, by the database's clock."""

    id = fields.UUIDField(primary_key=True, default=ids.new)
    host = fields.CharField(max_length=255)
    version = fields.CharField(max_length=32)
    slots = fields.IntField()
    busy = fields.IntField(default=0)
    pools: fields.JSONField[list[str]] = fields.JSONField(default=list)
    started_at = fields.DatetimeField(auto_now_add=True)
    beat_at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "worker"
        indexes = (("beat_at",),)


class UsageRecord(Stamped):
    """One call to a provider: what was asked, what it cost; counted whatever becomes of the job."""

    team_id = fields.UUIDField()
    project_id = fields.UUIDField(null=True)
    job_id = fields.UUIDField()
    attempt = fields.IntField()
    kind = fields.CharField(max_length=64)
    profile_id = fields.UUIDField(null=True)
    provider = fields.CharField(max_length=32)
    model = fields.CharField(max_length=120)
    request_hash = fields.CharField(max_length=64)
    status = fields.CharEnumField(UsageStatus, max_length=32, default=UsageStatus.PENDING)
    answer = fields.TextField(null=True)
    finish = fields.CharField(max_length=32, null=True)
    input_tokens = fields.IntField(null=True)
    output_tokens = fields.IntField(null=True)
    cached_input_tokens = fields.IntField(null=True)
    # In US dollars: an estimate while PENDING; null when nobody pays for it or nobody knows.
    cost_usd = fields.DecimalField(max_digits=20, decimal_places=10, null=True)
    failure = fields.CharField(max_length=32, null=True)
    duration_ms = fields.IntField(null=True)
    deleted_at = fields.DatetimeField(null=True)

    class Meta:
        table = "usage_record"
        indexes = (
            ("job_id", "request_hash"),
            ("team_id", "created_at"),
            ("project_id", "created_at"),
            ("profile_id", "created_at"),
            ("provider", "created_at"),
        )
