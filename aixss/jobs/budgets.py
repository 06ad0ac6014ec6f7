"""A team's budget: how much its calls to providers may cost in a month; see docs/budgets.md.

What a month has cost is counted when calls are opened and closed (jobs/usage.py), on one row of the
team, and never summed up when somebody wants to know. Months are those of UTC, amounts US dollars.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import auto
from uuid import UUID

from aixss.accounts.models import Team
from aixss.described import Described
from aixss.errors import Conflict
from aixss.jobs.models import Pricing
from aixss.kit import db
from aixss.kit.db import Change, Counter
from aixss.news import log as news
from aixss.news.events import BudgetNearlySpent, BudgetSpent
from aixss.providers.spec import Access, Tokens

FREE = "offline"  # the provider that nobody pays
LIMIT_MAX_USD = 1_000_000_000
THRESHOLD_PERCENT = 80
# Of a call that is under way: a token a character errs upwards except in Chinese, and most answers
# are shorter than so many.
EXPECTED_OUTPUT_TOKENS = 1500


class BudgetState(Described):
    """How far a team's budget is used up."""

    UNLIMITED = auto(), "There is no limit.", "未设上限", "No limit"
    WITHIN = auto(), "Less than the threshold is used.", "预算充足"
    NEARLY_SPENT = auto(), "The threshold has been reached.", "接近上限"
    SPENT = (
        auto(),
        "The limit has been reached: a budget that stops lets nothing more be asked.",
        "预算已用完",
    )


MONTH = "(date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC')"
MONTH_END = (
    "((date_trunc('month', now() AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC')"
)
# SQL over a row `b` of `budget`. Until the first call of a month, the row is about an older one.
_IS_OLD = f"b.period_start < {MONTH}"
SPENT_USD = f"CASE WHEN {_IS_OLD} THEN 0 ELSE b.spent_usd END"
PENDING_USD = f"CASE WHEN {_IS_OLD} THEN 0 ELSE b.pending_usd END"
UNPRICED = f"CASE WHEN {_IS_OLD} THEN 0 ELSE b.unpriced_calls END"
USED_USD = f"CASE WHEN {_IS_OLD} THEN 0 ELSE b.spent_usd + b.pending_usd END"
IS_SPENT = f"({USED_USD}) >= b.limit_usd"
IS_NEAR = f"({USED_USD}) * 100 >= b.limit_usd * b.threshold_percent"
REFUSES = f"b.is_stopping AND {IS_SPENT}"
# Whether something is to be told that nobody has been told of this month.
CROSSES = f"(b.warned_at IS NULL AND {IS_NEAR} OR b.spent_at IS NULL AND {IS_SPENT})"
STATE = (
    f"CASE WHEN b.limit_usd IS NULL THEN 'UNLIMITED' WHEN {IS_SPENT} THEN 'SPENT' "
    f"WHEN {IS_NEAR} THEN 'NEARLY_SPENT' ELSE 'WITHIN' END"
)

_COLUMNS = """(id, team_id, revision, threshold_percent, is_stopping, period_start,
  spent_usd, pending_usd, unpriced_calls)"""
_NEW = f"1, {THRESHOLD_PERCENT}, true, {MONTH}, 0"
_BEGINS = "b.period_start < excluded.period_start"
_ROLLED = f"""
period_start = greatest(b.period_start, excluded.period_start),
spent_usd = CASE WHEN {_BEGINS} THEN 0 ELSE b.spent_usd END,
unpriced_calls = CASE WHEN {_BEGINS} THEN 0 ELSE b.unpriced_calls END,
warned_at = CASE WHEN {_BEGINS} THEN NULL ELSE b.warned_at END,
spent_at = CASE WHEN {_BEGINS} THEN NULL ELSE b.spent_at END,
pending_usd = CASE WHEN {_BEGINS} THEN excluded.pending_usd
  WHEN b.period_start = excluded.period_start THEN b.pending_usd + excluded.pending_usd
  ELSE b.pending_usd END
"""
# SQL: the estimate $11 of the CTE `due` set aside for team $2, unless its budget refuses; a call
# that costs nothing has none. Whoever comes at once waits for the row and sees what is left.
RESERVE = f"""
purse AS (
  INSERT INTO budget AS b {_COLUMNS}
  SELECT $2, $2, {_NEW}, $11::numeric, 0 FROM due WHERE $11 IS NOT NULL
  ON CONFLICT (id) DO UPDATE SET {_ROLLED} WHERE ({REFUSES}) IS NOT TRUE
  RETURNING {CROSSES} AS crosses
)
"""
# SQL: what a call has cost, $12, in place of its estimate, of the CTE `was` that is its record
# before; $13 of such calls have no price. It counts once and in the month in which it was made.
SPEND = f"""
paid AS (
  UPDATE budget b SET spent_usd = b.spent_usd + coalesce($12::numeric, 0),
    pending_usd = b.pending_usd - was.cost_usd, unpriced_calls = b.unpriced_calls + $13::int
  FROM was WHERE b.id = was.team_id AND was.status = 'PENDING' AND was.cost_usd IS NOT NULL
    AND was.created_at >= b.period_start
  RETURNING {CROSSES} AS crosses
)
"""


@dataclass(frozen=True, kw_only=True)
class BudgetFields:
    """What people say of a budget; a limit of None is none."""

    limit_usd: Decimal | None = None
    threshold_percent: int = THRESHOLD_PERCENT
    is_stopping: bool = True


def estimate(access: Access, pricing: Pricing, chars: int) -> Decimal | None:
    """What a call with a question of so many characters will probably cost, in US dollars.

    0 when the prices are not known, None for a call that nobody pays.
    """
    if access.provider == FREE:
        return None
    longest = access.parameters.max_tokens or EXPECTED_OUTPUT_TOKENS
    expected = Tokens(chars, min(longest, EXPECTED_OUTPUT_TOKENS))
    return pricing.cost(expected)


async def read(tx: Change) -> BudgetFields:
    """What the transaction's team has said of its budget."""
    rows = await tx.rows(
        "SELECT limit_usd, threshold_percent, is_stopping FROM budget WHERE id = $1", tx.team_id
    )
    return BudgetFields(**rows[0]) if rows else BudgetFields()


async def update(tx: Change, fields: BudgetFields, expected_revision: int) -> None:
    """Change the budget of the transaction's team; raises Conflict.

    What is used already counts; what the new limit makes true is told at once.
    """
    [row] = await tx.rows(
        f"""
        INSERT INTO budget AS b {_COLUMNS} VALUES ($1, $1, {_NEW}, 0, 0)
        ON CONFLICT (id) DO UPDATE SET {_ROLLED} RETURNING revision
        """,
        tx.team_id,
    )
    if row["revision"] != expected_revision:
        raise Conflict(current=Team(id=tx.team_id), current_revision=row["revision"])
    await tx.rows(
        """
        UPDATE budget SET limit_usd = $2, threshold_percent = $3, is_stopping = $4,
          revision = revision + 1 WHERE id = $1
        """,
        tx.team_id,
        fields.limit_usd,
        fields.threshold_percent,
        fields.is_stopping,
    )
    # A limit that is out of reach again will be told of anew.
    await tx.rows(
        f"""
        UPDATE budget b SET warned_at = CASE WHEN {IS_NEAR} THEN warned_at END,
          spent_at = CASE WHEN {IS_SPENT} THEN spent_at END WHERE id = $1
        """,
        tx.team_id,
    )
    await _tell(tx)


async def tell(team_id: UUID) -> None:
    """Tell a team what its budget has reached, unless it was told this month."""
    await db.change(Counter("team", team_id, "id"), _tell)


async def _tell(tx: Change) -> None:
    # Of several that come at once, one finds the column empty.
    if rows := await _mark(tx, "warned_at", IS_NEAR):
        percent = rows[0]["threshold_percent"]
        used = f"{percent} % of this month's budget of {_dollars(rows[0]['limit_usd'])} is used"
        message = f"{used}: spend less, or raise it."
        news.record(tx, BudgetNearlySpent(percent=percent, message=message))
    if rows := await _mark(tx, "spent_at", IS_SPENT):
        spent = f"This month's budget of {_dollars(rows[0]['limit_usd'])} is spent"
        stops = "nothing that costs money is asked until it is raised or the next month begins."
        advice = stops if rows[0]["is_stopping"] else "jobs go on, for it only warns."
        news.record(tx, BudgetSpent(message=f"{spent}: {advice}"))


async def _mark(tx: Change, column: str, when: str) -> list[db.Row]:
    return await tx.rows(
        f"""
        UPDATE budget b SET {column} = now() WHERE id = $1 AND {column} IS NULL AND {when}
        RETURNING limit_usd, threshold_percent, is_stopping
        """,
        tx.team_id,
    )


def _dollars(amount: Decimal) -> str:
    return f"US$ {amount.normalize():f}"
