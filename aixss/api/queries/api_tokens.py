"""What a team's settings page asks about its API tokens."""

from __future__ import annotations

from aixss.accounts.models import Role
from aixss.api.asking import listing
from aixss.api.rights import PEOPLE, scoped
from aixss.api.types.api_tokens import API_TOKENS, ApiToken

FIELDS = (
    scoped(PEOPLE)(
        listing(
            "api_tokens",
            ApiToken,
            API_TOKENS,
            role=Role.ADMIN,
            text="The team's API tokens; also those that were revoked or have expired.",
        )
    ),
)
