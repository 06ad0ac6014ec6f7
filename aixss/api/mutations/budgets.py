"""Setting how much a team may spend in a month."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from aixss.accounts.models import Role
from aixss.api import artefacts
from aixss.api.mutations._change import Doing, changing, showing
from aixss.api.mutations._parts import patch_of
from aixss.api.operation import Ids
from aixss.api.types.accounts import Team
from aixss.jobs import budgets
from aixss.jobs.budgets import LIMIT_MAX_USD, THRESHOLD_PERCENT, BudgetFields
from aixss.stories.drafts import Draft

SEEN = (
    "The `revision` of the team's `budget` that you have seen. If anybody has changed it since, "
    "whatever they changed, the edit is refused as CONFLICT."
)


class BudgetDraft(Draft):
    """What people write of a budget."""

    limit_usd: float | None = Field(
        default=None,
        ge=0,
        le=LIMIT_MAX_USD,
        description=f"What a month may cost, in US dollars, 0 to {LIMIT_MAX_USD:,}; "
        "null for no limit.",
    )
    threshold_percent: int = Field(
        default=THRESHOLD_PERCENT,
        ge=1,
        le=100,
        description="At how much of the limit the team is warned, in percent, 1 to 100.",
    )
    is_stopping: bool = Field(
        default=True,
        description="Whether nothing more is asked once the limit is reached; otherwise the team "
        "is only told.",
    )


async def _update(do: Doing) -> Ids:
    written = await budgets.read(do.tx)
    limit = written.limit_usd
    shown = {**vars(written), "limit_usd": None if limit is None else float(limit)}
    patch = artefacts.given(do.given.patch)
    draft = BudgetDraft.of({**shown, **patch})
    if "limit_usd" in patch:
        limit = None if draft.limit_usd is None else Decimal(str(draft.limit_usd))
    fields = BudgetFields(**{**dict(draft), "limit_usd": limit})
    await budgets.update(do.tx, fields, do.given.expected_revision)
    return {"id": str(do.tx.team_id)}


FIELDS = (
    changing(
        "updateBudget",
        {
            "patch": (
                patch_of("BudgetPatch", BudgetDraft),
                Field(description="What to change; what is left out stays as it is."),
            ),
            "expected_revision": (int, Field(ge=1, description=SEEN)),
        },
        _update,
        showing("updateBudget", "team", Team),
        at=None,
        role=Role.ADMIN,
        audited="Team",
        text="Change what the team may spend in a month. What this month has cost already counts; "
        "live jobs meet the new limit at their next call.",
    ),
)
