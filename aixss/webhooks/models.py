"""Webhooks, what is to be sent to them, and how each attempt went."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from aixss.kit import ids
from aixss.kit.rows import Edited, Stamped
from aixss.webhooks.states import DeliveryState, DisabledReason

NAME_CHARS = 80
URL_CHARS = 2000


class Webhook(Edited):
    """An address that a team's facts are sent to.

    `seen_xid` and `seen_id` are its place in the log of the team, in the order of commits.
    """

    project_id: fields.Field[UUID | None] = fields.UUIDField(null=True)
    name = fields.CharField(max_length=NAME_CHARS)
    url = fields.CharField(max_length=URL_CHARS)
    event_types: fields.JSONField[list[str]] = fields.JSONField(null=True)  # null for all
    sealed_secret = fields.TextField()
    old_sealed_secret: fields.Field[str | None] = fields.TextField(null=True)  # type: ignore[assignment]  # no overload
    old_secret_until = fields.DatetimeField(null=True)
    is_enabled = fields.BooleanField(default=True)
    disabled_reason = fields.CharEnumField(DisabledReason, max_length=32, null=True)
    seen_xid = fields.BigIntField()
    seen_id = fields.BigIntField(default=0)
    # Since the last success: deliveries that failed for good, and all attempts.
    failed_in_row = fields.IntField(default=0)
    failing_since = fields.DatetimeField(null=True)
    last_failed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "webhook"
        indexes = (("team_id", "created_at", "id"), ("team_id", "updated_at", "id"))


class WebhookDelivery(Stamped):
    """One event for one webhook; the id follows from the two, so that it is made once.

    `attempt` is the fence of whoever sends it, `tries` those that count towards giving up.
    """

    team_id = fields.UUIDField()
    project_id = fields.UUIDField(null=True)
    webhook_id = fields.UUIDField()
    event_type = fields.CharField(max_length=64)
    body = fields.TextField()
    state = fields.CharEnumField(DeliveryState, max_length=32, default=DeliveryState.PENDING)
    attempt = fields.IntField(default=0)
    tries = fields.IntField(default=0)
    next_attempt_at = fields.DatetimeField(null=True)
    taken_until = fields.DatetimeField(null=True)
    delivered_at = fields.DatetimeField(null=True)
    deleted_at = fields.DatetimeField(null=True)

    class Meta:
        table = "webhook_delivery"
        indexes = (("webhook_id", "created_at", "id"),)


class WebhookAttempt(Model):
    """One request for a delivery: what came back, or what went wrong."""

    id = fields.UUIDField(primary_key=True, default=ids.new)
    team_id = fields.UUIDField()
    delivery_id = fields.UUIDField()
    attempt = fields.IntField()
    at = fields.DatetimeField()
    duration_ms = fields.IntField()
    status = fields.IntField(null=True)
    response = fields.TextField(null=True)
    error = fields.CharField(max_length=500, null=True)
    deleted_at = fields.DatetimeField(null=True)

    class Meta:
        table = "webhook_attempt"
        indexes = (("delivery_id", "attempt"),)
