"""A team's profiles and the providers that they can name; keys are never shown."""

from __future__ import annotations

from datetime import datetime

import strawberry

from aixss.api.entity import REVISION, entity
from aixss.api.labels import label_of
from aixss.api.types.nodes import Node
from aixss.errors import ErrorCode
from aixss.jobs import models
from aixss.jobs.breaker import HealthState
from aixss.jobs.models import Pricing
from aixss.kit.gql import shown
from aixss.providers.spec import OutputMode, Parameters
from aixss.reads.filters import By, StringEquality, TextMatch, TimeRange, lists
from aixss.reads.lists import Order
from aixss.reads.resolvers import column, document, made, part
from aixss.reads.spec import View

PROFILES = lists(
    "AIProfile",
    {
        "name": By(TextMatch, "name", "By what the team calls them."),
        "provider": By(StringEquality, "provider", "By the names of their providers."),
        "model": By(TextMatch, "model", "By what the provider calls their models."),
        "updated_at": By(TimeRange, "updated_at", "By when they last changed."),
    },
    {
        "CREATED_AT": ("created_at", "When they were made.", "创建时间", "Created"),
        "UPDATED_AT": ("updated_at", "When they last changed.", "更新时间", "Last changed"),
        "NAME": ("name", "Their names, letter by letter.", "名称"),
    },
    usual=Order("created_at"),
    usual_text="Oldest first",
)


def _health(column: str) -> str:
    """A column of a profile's health, which has a row once a call has failed."""
    return f"(SELECT {column} FROM profile_health h WHERE h.id = r.id)"


# How the calls of the last minutes ended; those that are under way say nothing yet.
RECENT_MIN = 15
LATELY = (
    "FROM usage_record u WHERE u.profile_id = r.id AND u.status <> 'PENDING' "
    f"AND u.created_at > now() - interval '{RECENT_MIN} minutes'"
)
HEALTH = {
    "health_state": "coalesce({}, 'WORKING')".format(
        _health(
            "CASE WHEN opened_at IS NOT NULL AND probe_at > now() THEN 'FAILING' "
            "WHEN opened_at IS NOT NULL THEN 'PROBING' WHEN rests_until > now() THEN 'RESTING' END"
        )
    ),
    "health_since": _health(
        "CASE WHEN opened_at IS NOT NULL THEN opened_at "
        "WHEN rests_until > now() THEN failed_at ELSE closed_at END"
    ),
    "health_probe_at": _health(
        "CASE WHEN greatest(probe_at, rests_until) > now() THEN greatest(probe_at, rests_until) END"
    ),
    "health_error_code": _health("error_code"),
    "health_error_message": _health("error_message"),
    "health_failed_at": _health("failed_at"),
    "health_failures": f"coalesce({_health('failures')}, 0)",
    "health_recent_calls": f"(SELECT count(*)::int {LATELY})",
    "health_failure_ratio": f"(SELECT avg((u.status = 'FAILED')::int)::float8 {LATELY})",
}


@shown
class ProfileError(View):
    """Why the last call to a profile failed."""

    code: ErrorCode = column("health_error_code", "What went wrong, for programs.")
    code_label: str = label_of("health_error_code", ErrorCode, "What went wrong, in a few words.")
    message: str = column("health_error_message", "What went wrong and what to do, for people.")
    at: datetime = column("health_failed_at", "When it failed.")


@shown
class ProfileHealth(View):
    """How the last calls to a profile went, and whether its jobs are begun at present."""

    state: HealthState = column("health_state", "Whether it is asked at present.")
    state_label: str = label_of(
        "health_state", HealthState, "Whether it is asked at present, in a few words for people."
    )
    since: datetime | None = column(
        "health_since", "When that began; null when it has never been otherwise."
    )
    next_probe_at: datetime | None = column(
        "health_probe_at",
        "When it may next be asked, while it is failing or resting; null otherwise.",
    )
    failures: int = column("health_failures", "How many calls in a row have failed.")
    last_error: ProfileError | None = part(
        "Why its last failed call did; null when none ever failed.", absent="health_error_code"
    )
    recent_calls: int = column(
        "health_recent_calls", f"How many calls ended in the last {RECENT_MIN} minutes."
    )
    recent_failure_ratio: float | None = column(
        "health_failure_ratio", "The share of those that failed, 0 to 1; null when there were none."
    )


@entity(models.AIProfile, None, **HEALTH)
class AIProfile(Node):
    """Which model to ask, how, at what price, and with what sealed key."""

    name: str = strawberry.field(description="What the team calls it, 1 to 80 characters.")
    revision: int = strawberry.field(description=REVISION)
    provider: str = strawberry.field(description="The name of its provider: see `providers`.")
    model: str = strawberry.field(
        description="The model as the provider calls it, e.g. `deepseek-chat`."
    )
    base_url: str | None = strawberry.field(
        description="The address of the provider's API, e.g. `https://api.deepseek.com/v1`; "
        "null for its usual one."
    )
    output_mode: OutputMode = strawberry.field(description="How the model is made to answer.")
    parameters: Parameters = document("parameters", "How the model is to sample.")
    pricing: Pricing = document("pricing", "What the provider charges.")
    is_default: bool = strawberry.field(
        description="Whether jobs that name no profile use this one."
    )
    key_hint: str | None = strawberry.field(
        description="The stored key's last four characters; null without one or for a short one."
    )
    max_concurrency: int | None = strawberry.field(
        description="How many of its jobs may run at once; null for no limit."
    )
    requests_per_minute: int | None = strawberry.field(
        description="How often it may be asked in a minute; null for no limit."
    )
    tokens_per_minute: int | None = strawberry.field(
        description="How many tokens a minute may take; null for no limit."
    )
    health: ProfileHealth = part("How its last calls went, and whether it is asked at present.")
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(description="When it last changed.")

    has_key: bool = made(
        lambda sealed: sealed is not None,
        "sealed_key",
        text="Whether a key is stored. The key itself is never shown.",
    )


@shown
class Provider(View):
    """A service that lends out models: a profile names it, its model and the key for it."""

    name: str = strawberry.field(description="What a profile names it by, e.g. `offline`.")
    title: str = strawberry.field(description="What people call it, e.g. `DeepSeek`.")
    needs_key: bool = strawberry.field(description="Whether a profile of it must have an `apiKey`.")
    needs_base_url: bool = strawberry.field(
        description="Whether a profile of it must have a `baseUrl`."
    )
    default_output_mode: OutputMode = strawberry.field(
        description="How a model is made to answer when its profile is made without an "
        "`outputMode`."
    )
