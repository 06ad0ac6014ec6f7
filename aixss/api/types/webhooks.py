"""Webhooks as a settings page shows them: everything but the secret."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import strawberry

from aixss.accounts.models import Role, TokenScope
from aixss.api import rights
from aixss.api.entity import REVISION, entity, row_of
from aixss.api.labels import label_of
from aixss.api.rights import Rights
from aixss.api.types.links import ProjectLink
from aixss.api.types.nodes import Node
from aixss.kit.gql import Connection
from aixss.reads.filters import By, IsTrue, TextMatch, TimeRange, by_enum, lists
from aixss.reads.lists import Order
from aixss.reads.resolvers import below, column, link, made, pages
from aixss.reads.spec import View
from aixss.webhooks import models
from aixss.webhooks.payload import WebhookEvent
from aixss.webhooks.states import DeliveryState, DisabledReason

WEBHOOKS = lists(
    "Webhook",
    {
        "name": By(TextMatch, "name", "By what the team calls them."),
        "is_enabled": By(IsTrue, "is_enabled", "By whether they are on."),
        "created_at": By(TimeRange, "created_at", "By when they were made."),
    },
    {
        "CREATED_AT": ("created_at", "When they were made.", "创建时间", "Created"),
        "UPDATED_AT": ("updated_at", "When they last changed.", "更新时间", "Last changed"),
        "NAME": ("name", "Their names, letter by letter.", "名称"),
    },
    usual=Order("created_at"),
    usual_text="Oldest first",
)
DELIVERIES = lists(
    "WebhookDelivery",
    {
        "state": by_enum(DeliveryState, "state", "By where they stand."),
        "event_type": by_enum(WebhookEvent, "event_type", "By what they tell."),
        "created_at": By(TimeRange, "created_at", "By when they were made."),
    },
    {"CREATED_AT": ("created_at", "When they were made.", "创建时间", "Created")},
    usual=Order("created_at", descending=True),
    usual_text="The newest first",
)


@row_of(models.WebhookAttempt)
class WebhookAttempt(View):
    """One request for a delivery: what came back, or what went wrong."""

    attempt: int = strawberry.field(
        name="number", description="Counts the attempts at its delivery, from 1."
    )
    at: datetime = strawberry.field(description="When it began.")
    duration_ms: int = strawberry.field(description="How long it took, in milliseconds.")
    status: int | None = column("status", "The HTTP status of the answer; null without one.")
    response: str | None = strawberry.field(
        description="The first 2 KiB of the answer's body; null without an answer."
    )
    error: str | None = strawberry.field(
        description="Why there was no answer, for people; null when there was one."
    )


@entity(models.WebhookDelivery)
class WebhookDelivery(Node):
    """One event for one webhook: sent until the receiver takes it, by itself 8 times at most.

    Its `id` is the `webhook-id` of every request for it. It is kept for 30 days.
    """

    event_type: WebhookEvent = strawberry.field(description="What it tells.")
    body: str = strawberry.field(description="The JSON text that is sent.")
    state: DeliveryState = strawberry.field(description="Where it stands.")
    state_label: str = label_of("state", DeliveryState, "Where it stands, in a few words.")
    created_at: datetime = strawberry.field(description="When it was made of its event.")
    next_attempt_at: datetime | None = strawberry.field(
        description="When it may be sent next, once its webhook is on; null when it has ended."
    )
    delivered_at: datetime | None = strawberry.field(
        description="When the receiver took it; null before."
    )
    webhook: Annotated[Webhook, strawberry.lazy(__name__)] | None = link(
        "webhook_id", "The webhook that it is for; null when that has been deleted."
    )
    attempts: list[WebhookAttempt] = below(
        "delivery_id", "t.attempt, t.id", "Every request for it, oldest first."
    )


@entity(models.Webhook)
class Webhook(Node):
    """An address to which the team's events are sent, signed, and again until it takes them."""

    name: str = strawberry.field(description="What the team calls it, 1 to 80 characters.")
    revision: int = strawberry.field(description=REVISION)
    url: str = strawberry.field(description="Where events are posted to.")
    event_types: list[WebhookEvent] | None = strawberry.field(
        description="Which events it is told of; null for all."
    )
    covers_team: bool = made(
        lambda project_id: project_id is None,
        "project_id",
        text="Whether it is told of all projects of the team, and of the team itself.",
    )
    project: ProjectLink | None = link(
        "project_id", "The only project that it is told of; null for all, or when it is deleted."
    )
    is_enabled: bool = strawberry.field(description="Whether it is on.")
    disabled_reason: DisabledReason | None = strawberry.field(
        description="Why it is off; null while it is on."
    )
    failed_in_row: int = strawberry.field(
        description="How many deliveries have failed since the last one that was taken."
    )
    failing_since: datetime | None = strawberry.field(
        description="Since when no attempt has succeeded; null when the last one did."
    )
    old_secret_until: datetime | None = strawberry.field(
        description="Until when requests are signed with the secret before, too; may be over. "
        "Null when the secret was never changed."
    )
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(description="When it last changed.")
    deliveries: Connection[WebhookDelivery] = pages(
        "webhook_id", DELIVERIES, "What was and will be sent to it."
    )


for each in (Webhook, WebhookDelivery):
    rights.OF_NODES[each.__name__] = Rights(Role.ADMIN, TokenScope.MANAGE)
