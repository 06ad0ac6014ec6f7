"""What is sent: an event as the schema shows it, in the envelope of the Standard Webhooks."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from typing import Any, cast
from uuid import UUID

import orjson

from aixss import typeids
from aixss.described import Described
from aixss.kit import ids
from aixss.news.cursors import cursor
from aixss.news.events import EVENTS, SHOWN_AS, Event, EventType, Told

PING = "Ping"
# What a webhook can be told: the facts of subscriptions, and a test.
WebhookEvent: Any = cast(Any, Described)(  # made of the events, not written
    "WebhookEvent",
    {
        each.name: (each.value, each.description, each.zh)
        for each in EventType
        if EVENTS[each.value].is_fact
    }
    | {
        "PING": (
            PING,
            "A test: sent by `sendTestWebhook` only, whatever a webhook asks for.",
            "测试",
            "Test",
        )
    },
)
WebhookEvent.__doc__ = "What a webhook can be told: an event of subscriptions, or a test."


# By the table of an object: its type's name and the prefix of its ids.
TYPES: Mapping[str, tuple[str, str]] = {
    str(model._meta.db_table): (model.__name__, prefix)
    for model, prefix in typeids.PREFIXES.items()
}
WEBHOOK, DELIVERY = typeids.WEBHOOK, typeids.DELIVERY


def body(told: Told) -> str:
    """The JSON text that tells a fact."""
    data = {
        "cursor": None if told.cursor is None else cursor(told.stream_id, told.cursor),
        "teamId": _public("team", told.team_id),
        "projectId": _project(told),
        **_fields(told.event),
    }
    return _text(type(told.event).__name__, told.at, data)


def ping(team_id: UUID, webhook_id: UUID, at: datetime) -> str:
    """The JSON text of a test."""
    data = {"teamId": _public("team", team_id), "webhookId": ids.encode(WEBHOOK, webhook_id)}
    return _text(PING, at, data)


def message_id(delivery_id: UUID) -> str:
    """The `webhook-id` of a delivery: the same however often it is sent."""
    return ids.encode(DELIVERY, delivery_id)


def _text(name: str, at: datetime, data: Mapping[str, Any]) -> str:
    return orjson.dumps({"type": name, "timestamp": _time(at), "data": data}).decode()


def _project(told: Told) -> str | None:
    return None if told.stream_id == told.team_id else _public("project", told.stream_id)


def _fields(event: Event) -> dict[str, Any]:
    return {
        _camel(SHOWN_AS.get(each.name, each.name)): _shown(event, each.name)
        for each in dataclasses.fields(event)
    }


def _shown(event: Event, name: str) -> Any:
    """A field's value as the schema shows it."""
    value = getattr(event, name)
    match name, value:
        case "target_type", str():
            return TYPES[value][0]
        case "target_id", UUID():
            return _public(event.target_type, value)  # type: ignore[attr-defined]  # goes with it
        case "job_id" | "parent_id", UUID():
            return _public("job", value)
        case "profile_id", UUID():
            return _public("ai_profile", value)
        case "webhook_id", UUID():
            return ids.encode(WEBHOOK, value)
        case "fields", _:
            return [_camel(each) for each in value]
        case _, datetime():
            return _time(value)
        case _, Enum():
            return value.name
    return value


def _public(table: str, key: UUID) -> str:
    return ids.encode(TYPES[table][1], key)


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(map(str.capitalize, rest))


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
