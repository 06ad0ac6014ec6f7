"""What a team's settings page asks about its webhooks."""

from __future__ import annotations

from aixss.accounts.models import Role
from aixss.api.asking import listing
from aixss.api.types.webhooks import WEBHOOKS, Webhook

FIELDS = (
    listing(
        "webhooks",
        Webhook,
        WEBHOOKS,
        role=Role.ADMIN,
        text="The team's webhooks; `node` finds one, or one of its deliveries.",
    ),
)
