"""The breaker of each profile: a provider that keeps failing is left alone for a while.

Its state is a row that all workers share; see docs/scheduling.md.
"""

from __future__ import annotations

from datetime import datetime
from enum import auto
from uuid import UUID

from aixss.described import Described
from aixss.errors import AixssError, ErrorCode
from aixss.kit import db
from aixss.kit.db import Change, Counter, Tx
from aixss.news import log as news
from aixss.news.events import ProfileDegraded, ProfileRecovered
from aixss.providers.spec import FailureClass, ProviderError

OPENS_AFTER = 5  # failures in a row
COOL_DOWN_S = 30  # until one job may try again; doubled each time that it fails
COOL_DOWN_MAX_S = 600
REST_MAX_S = 900  # a provider that wants a longer rest fails the job that it told so
FIRST_LOOK_S = 2  # before a job looks again whose turn to try another one has taken

# Of these the next job would most likely fail as well.
TRIPPING = frozenset(
    {FailureClass.UNAVAILABLE, FailureClass.TIMEOUT, FailureClass.AUTH, FailureClass.QUOTA}
)
# These are answers, although useless ones: the provider is there.
ANSWERING = frozenset(
    {FailureClass.BAD_ANSWER, FailureClass.CONTENT_FILTER, FailureClass.BAD_REQUEST}
)


class HealthState(Described):
    """Whether a profile is asked at present."""

    WORKING = auto(), "It is asked as usual.", "正常"
    RESTING = (
        auto(),
        "The provider has asked for a pause: its jobs wait until `nextProbeAt`.",
        "服务商要求暂停",
        "Paused by the provider",
    )
    FAILING = (
        auto(),
        "It failed several times in a row: its jobs wait until `nextProbeAt`.",
        "连续失败，暂停调用",
        "Failing, on hold",
    )
    PROBING = auto(), "One job tries whether it works again; the others wait.", "试探恢复中"


class NotAsked(AixssError):
    """The provider is not asked at present, because it keeps failing or wants a rest."""

    code = ErrorCode.UNAVAILABLE

    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.until = until
        """When the job may try again."""


# SQL: whether profile $7 may be asked now. Of an open breaker, who moves `probe_at` on may try.
MAY_ASK = f"""
health AS (
  SELECT opened_at, greatest(probe_at, rests_until) AS until FROM profile_health WHERE id = $7
), probing AS (
  UPDATE profile_health SET probe_at = now() + interval '{COOL_DOWN_S} seconds' FROM health
  WHERE profile_health.id = $7 AND profile_health.opened_at IS NOT NULL
    AND profile_health.probe_at <= now() AND health.until <= now()
  RETURNING profile_health.id
), barred AS (
  SELECT greatest(until, now() + interval '{FIRST_LOOK_S} seconds') AS until FROM health
  WHERE (opened_at IS NOT NULL OR until > now()) AND NOT EXISTS (SELECT FROM probing)
)
"""

# An answer says nothing of a rest that the provider has asked for: that one ends by itself.
HEALED = """
failures = 0, trips = 0, opened_at = NULL, probe_at = NULL,
closed_at = CASE WHEN opened_at IS NULL THEN closed_at ELSE now() END
"""

# $7 is the probe that failed, null for any other call: those that were under way when the breaker
# opened say nothing new, and neither does a probe of an earlier time.
_PROLONGS = "$3 > 0 AND (SELECT created_at FROM usage_record WHERE id = $7) > health.opened_at"
_COUNT = f"""
INSERT INTO profile_health AS health
  (id, team_id, failures, trips, failed_at, error_code, error_message, rests_until)
VALUES ($1, $2, $3::int, 0, now(), $4, $5, now() + make_interval(secs => $6))
ON CONFLICT (id) DO UPDATE SET
  failures = health.failures + $3, failed_at = now(),
  error_code = excluded.error_code, error_message = excluded.error_message,
  rests_until = greatest(health.rests_until, excluded.rests_until),
  trips = CASE WHEN {_PROLONGS} THEN health.trips + 1 ELSE health.trips END,
  probe_at = CASE WHEN {_PROLONGS} THEN now() + make_interval(secs =>
      least({COOL_DOWN_S} * 2 ^ least(health.trips, 20), {COOL_DOWN_MAX_S}))
    ELSE health.probe_at END
RETURNING greatest(probe_at, rests_until, now()) AS until,
  opened_at IS NULL AND failures >= {OPENS_AFTER} AS opens
"""
# By the clock and not by the start of the transaction, which may have waited.
_OPEN = f"""
UPDATE profile_health SET trips = 1, opened_at = clock_timestamp(),
  probe_at = clock_timestamp() + interval '{COOL_DOWN_S} seconds'
WHERE id = $1 AND opened_at IS NULL AND failures >= {OPENS_AFTER}
RETURNING greatest(probe_at, rests_until) AS until
"""


async def failed(
    profile_id: UUID, team_id: UUID, error: ProviderError, probe_id: UUID | None = None
) -> datetime:
    """Count a failed call; when the profile may next be asked, by the database's clock.

    Of a call that was made to see whether the provider works again its id is told too.
    """
    rest_s = error.retry_after_s
    [row] = await db.rows(
        _COUNT,
        profile_id,
        team_id,
        1 if error.failure in TRIPPING else 0,
        error.code.value,
        error.message[:2000],
        None if rest_s is None else min(rest_s, REST_MAX_S),
        probe_id,
    )
    # Only who opens it takes the team's row, and of several that would, one does.
    opened_until = await _open(profile_id, team_id, error) if row["opens"] else None
    until: datetime = opened_until or row["until"]
    return until


async def _open(profile_id: UUID, team_id: UUID, error: ProviderError) -> datetime | None:
    """When the profile may next be asked; None when its breaker was open already."""

    async def work(tx: Change) -> datetime | None:
        if not (opened := await tx.rows(_OPEN, profile_id)):
            return None
        name = await _name(tx, profile_id)
        code, message = error.code.value, error.message
        told = ProfileDegraded(profile_id=profile_id, name=name, code=code, message=message)
        news.record(tx, told)
        until: datetime = opened[0]["until"]
        return until

    return await db.change(Counter("team", team_id, "id"), work)


async def reset(tx: Change, profile_id: UUID) -> None:
    """Ask a profile as usual again, because people have changed it."""
    was_open = await tx.rows(
        "SELECT FROM profile_health WHERE id = $1 AND opened_at IS NOT NULL FOR UPDATE", profile_id
    )
    healed = f"UPDATE profile_health SET {HEALED}, rests_until = NULL WHERE id = $1"
    await tx.rows(healed, profile_id)
    if was_open:
        await _tell_recovery(tx, profile_id)


async def probe(tx: Change, profile_id: UUID) -> None:
    """Let the next call to a failing profile through: somebody wants to know why it fails."""
    await tx.rows(
        "UPDATE profile_health SET probe_at = now() WHERE id = $1 AND opened_at IS NOT NULL",
        profile_id,
    )


async def recovered(profile_id: UUID, team_id: UUID) -> None:
    """Tell the team that a profile is asked as usual again."""
    await db.change(Counter("team", team_id, "id"), lambda tx: _tell_recovery(tx, profile_id))


async def _tell_recovery(tx: Change, profile_id: UUID) -> None:
    name = await _name(tx, profile_id)
    news.record(tx, ProfileRecovered(profile_id=profile_id, name=name))


async def _name(tx: Tx, profile_id: UUID) -> str:
    rows = await tx.rows("SELECT name FROM ai_profile WHERE id = $1", profile_id)
    return str(rows[0]["name"]) if rows else ""
