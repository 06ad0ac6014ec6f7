"""When a live job will probably have ended: from what its team's last ones of the kind took."""

from __future__ import annotations

from aixss.jobs.dispatch import HAS_PLACE, WAITS, WORKER_SILENT_S
from aixss.jobs.live import LIVE_STATES

LOOKED_AT = 20  # of the last that ended well, half took less than what is expected
AHEAD = 1000  # jobs in front are counted no further
SHARING = 100  # and the teams between which the slots are divided
STEADY = 0.05  # below this ratio a flow's own pace says too little

# Seconds that an attempt takes, with the same profile. Null when none has ended well yet.
ATTEMPT_S = f"""(
  SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - started_at))
  FROM (
    SELECT started_at, ended_at FROM job_attempt a
    WHERE a.team_id = r.team_id AND a.kind = r.kind AND a.outcome = 'SUCCEEDED'
      AND coalesce(a.profile_id, a.team_id) = coalesce(r.profile_id, r.team_id)
    ORDER BY a.ended_at DESC LIMIT {LOOKED_AT}
  ) past
)"""
# The same for a whole flow.
FLOW_S = f"""(
  SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - started_at))
  FROM (
    SELECT started_at, finished_at FROM job f
    WHERE f.team_id = r.team_id AND f.kind = r.kind AND f.is_flow AND f.state = 'SUCCEEDED'
    ORDER BY f.finished_at DESC LIMIT {LOOKED_AT}
  ) past
)"""
IN_FRONT = f"""(
  SELECT count(*) FROM (
    SELECT FROM job WHERE {WAITS} AND pool = r.pool AND team_id = r.team_id AND id <> r.id
      AND (priority > r.priority OR priority = r.priority AND created_at < r.created_at)
    LIMIT {AHEAD}
  ) front
)"""
SLOTS = f"""(
  SELECT greatest(coalesce(sum(slots), 0), 1) FROM worker
  WHERE pools ? r.pool AND beat_at > now() - interval '{WORKER_SILENT_S} seconds'
)"""


def _teams(where: str) -> str:
    """Those with such jobs in the pool: from each to the next, whatever number of jobs it has."""
    one = f"SELECT team_id FROM job WHERE {where} AND pool = r.pool"
    return f"""
  SELECT team_id FROM (
    WITH RECURSIVE teams AS (
      ({one} ORDER BY pool, team_id LIMIT 1)
      UNION ALL
      SELECT next.* FROM teams, LATERAL (
        {one} AND team_id > teams.team_id ORDER BY pool, team_id LIMIT 1
      ) next
    )
    SELECT team_id FROM teams LIMIT {SHARING}
  ) found"""


# Of the slots of the pool, as jobs/dispatch.py gives them out.
SHARE = f"""(
  SELECT greatest({SLOTS}::float8 / greatest(count(*), 1), 1)
  FROM ({_teams(WAITS)} UNION {_teams(HAS_PLACE)}) sharing
)"""
BEGAN_AT = """(
  SELECT started_at FROM job_attempt b WHERE b.job_id = r.id AND b.attempt = r.attempt
)"""

# A flow goes on at its own pace once it has one: its ratio is the share of its children that is
# done. Another job takes what its like took, after its team's jobs in front of it.
FINISH_AT = f"""
CASE
  WHEN r.state NOT IN ({LIVE_STATES}) OR r.paused_at IS NOT NULL THEN NULL
  WHEN r.is_flow AND r.started_at IS NOT NULL AND r.ratio >= {STEADY}
    THEN now() + (now() - r.started_at) * ((1 - r.ratio) / r.ratio)
  WHEN r.is_flow
    THEN greatest(now(), coalesce(r.started_at, now()) + make_interval(secs => {FLOW_S}))
  WHEN r.state = 'RUNNING'
    THEN greatest(now(), {BEGAN_AT} + make_interval(secs => {ATTEMPT_S}))
  ELSE greatest(now(), r.next_run_at)
    + make_interval(secs => {ATTEMPT_S} * (1 + {IN_FRONT} / {SHARE}))
END
"""
