"""What is too old to keep: told news, raw answers, the heavy columns of ended jobs, attempts.

Usage records stay: what was paid is counted. Every worker does this beside its work, in batches
that pass over what another one has in hand.
"""

from __future__ import annotations

from dataclasses import dataclass

from aixss.kit import db

BATCH = 500  # rows of one statement: short enough that nobody waits for it
BATCHES = 20  # of each kind in one go; the rest is for the next one

# Each names its rows in an array: then they are looked up, however many the planner expects.

# In the order of the rows, which within a project is that of the cursors: what is left of a project
# has no hole that a reader could fall through.
NEWS = """
DELETE FROM news WHERE id = ANY (ARRAY(
  SELECT id FROM news WHERE id < coalesce(
    (SELECT min(id) FROM news WHERE at >= now() - make_interval(secs => $1)), 9223372036854775807)
  ORDER BY id LIMIT $2 FOR UPDATE
)) RETURNING 1
"""
ANSWERS = """
UPDATE usage_record SET answer = NULL WHERE id = ANY (ARRAY(
  SELECT id FROM usage_record
  WHERE answer IS NOT NULL AND created_at < now() - make_interval(secs => $1)
    AND NOT EXISTS (SELECT FROM job WHERE job.id = job_id AND finished_at IS NULL)
  ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED
)) RETURNING 1
"""
RAW_OUTPUTS = """
UPDATE job SET raw_output = NULL WHERE id = ANY (ARRAY(
  SELECT id FROM job
  WHERE raw_output IS NOT NULL AND finished_at < now() - make_interval(secs => $1)
  ORDER BY finished_at LIMIT $2 FOR UPDATE SKIP LOCKED
)) RETURNING 1
"""
RAW_OF_ATTEMPTS = """
UPDATE job_attempt SET raw_output = NULL WHERE id = ANY (ARRAY(
  SELECT id FROM job_attempt
  WHERE raw_output IS NOT NULL AND ended_at < now() - make_interval(secs => $1)
  ORDER BY ended_at LIMIT $2 FOR UPDATE SKIP LOCKED
)) RETURNING 1
"""
ATTEMPTS = """
DELETE FROM job_attempt WHERE id = ANY (ARRAY(
  SELECT id FROM job_attempt
  WHERE started_at < now() - make_interval(secs => $1) AND ended_at IS NOT NULL
  ORDER BY started_at LIMIT $2 FOR UPDATE SKIP LOCKED
)) RETURNING 1
"""
HEAVY_COLUMNS = """
UPDATE job SET params = '{}', result = NULL, raw_output = NULL, is_stripped = true
WHERE id = ANY (ARRAY(
  SELECT id FROM job
  WHERE finished_at < now() - make_interval(secs => $1) AND NOT is_stripped
  ORDER BY finished_at LIMIT $2 FOR UPDATE SKIP LOCKED
)) RETURNING 1
"""

DAY_S = 86_400.0


@dataclass(frozen=True)
class Keeping:
    """How long things are kept."""

    news_h: float = 24.0
    raw_days: float = 7.0
    jobs_days: float = 90.0
    attempts_days: float = 90.0


async def prune(keeping: Keeping) -> dict[str, int]:
    """Forget what is too old, some thousands of each at most; how many rows of each there were."""
    raw_s = keeping.raw_days * DAY_S
    return {
        "news": await _in_batches(NEWS, keeping.news_h * 3600),
        "answers": await _in_batches(ANSWERS, raw_s),
        "raw_outputs": await _in_batches(RAW_OUTPUTS, raw_s)
        + await _in_batches(RAW_OF_ATTEMPTS, raw_s),
        "attempts": await _in_batches(ATTEMPTS, keeping.attempts_days * DAY_S),
        "jobs": await _in_batches(HEAVY_COLUMNS, keeping.jobs_days * DAY_S),
    }


async def _in_batches(sql: str, older_than_s: float) -> int:
    total = 0
    for _ in range(BATCHES):
        done = len(await db.rows(sql, older_than_s, BATCH))
        total += done
        if done < BATCH:
            break
    return total
