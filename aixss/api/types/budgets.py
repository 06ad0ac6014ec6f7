"""A team's budget: columns that are worked out of the row that its calls are counted on."""

from __future__ import annotations

from datetime import datetime

from aixss.api.labels import label_of
from aixss.jobs import budgets
from aixss.jobs.budgets import BudgetState
from aixss.kit.gql import shown
from aixss.reads.resolvers import column
from aixss.reads.spec import View

# Of the team `r`, which has a budget `b` once one was set or a call has cost something.
JOINED = "LEFT JOIN budget b ON b.id = r.id"
BUDGET = {
    "budget_limit": "b.limit_usd::float8",
    "budget_spent": f"coalesce(({budgets.SPENT_USD})::float8, 0)",
    "budget_pending": f"coalesce(({budgets.PENDING_USD})::float8, 0)",
    # GREATEST passes over null, which is to stay null here.
    "budget_remaining": f"""CASE WHEN b.limit_usd IS NOT NULL
      THEN greatest(b.limit_usd - ({budgets.USED_USD}), 0)::float8 END""",
    "budget_starts": budgets.MONTH,
    "budget_ends": budgets.MONTH_END,
    "budget_threshold": f"coalesce(b.threshold_percent, {budgets.THRESHOLD_PERCENT})",
    "budget_stops": "coalesce(b.is_stopping, true)",
    "budget_state": budgets.STATE,
    "budget_unpriced": f"coalesce({budgets.UNPRICED}, 0)",
    "budget_revision": "coalesce(b.revision, 1)",
}


@shown
class Budget(View):
    """What a team may spend on calls to providers in a month of UTC, and what it has spent.

    Amounts are US dollars, as the prices of profiles are; the provider `offline` costs nothing.
    """

    limit_usd: float | None = column(
        "budget_limit", "What a month may cost, in US dollars; null for no limit."
    )
    spent_usd: float = column(
        "budget_spent", "What the month's ended calls have cost so far, in US dollars."
    )
    pending_usd: float = column(
        "budget_pending",
        "What the calls that are under way will probably cost, in US dollars. It counts as used.",
    )
    remaining_usd: float | None = column(
        "budget_remaining",
        "What is left of the limit, in US dollars, 0 at the least; null without a limit.",
    )
    period_start: datetime = column("budget_starts", "When the month began, in UTC.")
    period_end: datetime = column(
        "budget_ends", "When the next one begins, with nothing spent, in UTC."
    )
    threshold_percent: int = column(
        "budget_threshold", "At how much of the limit the team is warned, in percent, 1 to 100."
    )
    is_stopping: bool = column(
        "budget_stops",
        "Whether nothing more is asked once the limit is reached; otherwise the team is only told.",
    )
    state: BudgetState = column("budget_state", "How far it is used up.")
    state_label: str = label_of(
        "budget_state", BudgetState, "How far it is used up, in a few words for people."
    )
    unpriced_calls: int = column(
        "budget_unpriced",
        "How many of the month's answers cost nobody knows what, and are not counted: their "
        "profiles have no prices, or their providers did not say how many tokens they took.",
    )
    revision: int = column(
        "budget_revision",
        "Grows by one with each edit; send it back as `expectedRevision` when you edit. Spending "
        "leaves it as it is.",
    )
