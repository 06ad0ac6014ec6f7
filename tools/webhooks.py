"""The part of docs/webhooks.md that says what each event tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import get_named_type, is_leaf_type

from aixss.api.schema import build_schema
from aixss.webhooks.payload import PING, WebhookEvent

BEGIN = "<!-- events: made from the code by `make schema` -->\n"
END = "<!-- end of events -->"
COMMON = frozenset({"cursor", "at", "jobId"})  # said above the table


def page(text: str) -> str:
    """The page with its table anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{''.join(_table())}{END}{after}"


def _table() -> Iterator[str]:
    yield "| `eventTypes` | `type` | When | In `data` |\n|---|---|---|---|\n"
    for each in WebhookEvent:
        told = "`webhookId`, but no `cursor`" if each.value == PING else _told(each.value)
        yield f"| `{each.name}` | `{each.value}` | {each.description} | {told} |\n"


def _told(name: str) -> str:
    shown: Any = build_schema()._schema.type_map[name]
    return "<br>".join(
        f"`{field}`: {each.description}"
        for field, each in shown.fields.items()
        if field not in COMMON and is_leaf_type(get_named_type(each.type))
    )
