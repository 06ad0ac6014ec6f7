"""The names under which Prometheus reads this process; docs/operations.md is made of them.

What is used often is bound once: `of(...)` looks a number up, which costs more than adding to it.
"""

from __future__ import annotations

from contextvars import ContextVar
from importlib.metadata import version

from prometheus_client import CollectorRegistry, GCCollector, PlatformCollector, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

from aixss.kit.counting import Numbers

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
RELEASE = version("aixss")
OPERATIONS = 200  # names of their own: clients make them up
REQUEST_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
WORK_S = (0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900, 3600)
FEW = (0, 1, 2, 3, 5, 8, 13, 21, 34)

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
PlatformCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)
_numbers = Numbers(REGISTRY)
_count, _level, _spread = _numbers.count, _numbers.level, _numbers.spread

BUILD = _level("aixss_build_info", "The release that runs: always 1.", "version")
BUILD.of(RELEASE).value = 1
TASKS = _level("aixss_tasks", "Tasks of the event loop: as many as before when all is idle.").of()

# The API
REQUESTS = _count("aixss_requests_total", "Requests to the GraphQL endpoint.", "status")
OPERATION_S = _spread(
    "aixss_operation_seconds",
    "Seconds that operations took, by type and name.",
    REQUEST_S,
    "type",
    "operation",
    most=OPERATIONS,
)
OPERATION_STATEMENTS = _spread(
    "aixss_operation_statements", "SQL statements of an operation.", FEW, "type"
)
ERRORS = _count("aixss_errors_total", "Errors that operations answered, by code.", "code")
SOCKETS = _level("aixss_sockets", "Open websockets.").of()
SUBSCRIPTIONS = _level("aixss_subscriptions", "Open subscriptions, of sockets and streams.").of()

# PostgreSQL, as this process uses it
SQL = _count("aixss_sql_statements_total", "SQL statements sent.").of()
CHANGES = _count("aixss_changes_total", "Committed changes of projects and teams.").of()
RERUNS = _count("aixss_transaction_reruns_total", "Transactions that lost a race.").of()

# Jobs, as this worker does them
ATTEMPT_S = _spread(
    "aixss_job_seconds", "Seconds that attempts at jobs took.", WORK_S, "kind", "outcome"
)
WAITED_S = _spread(
    "aixss_job_wait_seconds", "Seconds from when a job was made to its claim.", WORK_S, "pool"
)
SLOTS = _level("aixss_slots", "Jobs that this worker can do at once.").of()
SLOTS_USED = _level("aixss_slots_used", "Jobs that this worker is doing.").of()

# Providers, as this worker asks them
CALL_S = _spread(
    "aixss_provider_seconds", "Seconds that calls took.", WORK_S, "provider", "outcome"
)
TOKENS = _count("aixss_provider_tokens_total", "Tokens charged.", "provider", "direction")
COST = _count("aixss_provider_cost_dollars_total", "US dollars charged.", "provider")

# News, as this process tells and hears it
TOLD = _count("aixss_news_told_total", "Events published by this process.").of()
UNTOLD = _count("aixss_news_untold_total", "Events not published: Redis was away.").of()
HEARD = _count("aixss_news_heard_total", "Events heard for followed streams.").of()
GAPS = _count("aixss_news_gaps_total", "Gaps in what was heard, read from the table.").of()

# The whole house, read from the tables at each scrape: every process shows the same numbers.
WAITING = _level("aixss_jobs_waiting", "Jobs that wait for a worker.", "pool")
RUNNING = _level("aixss_jobs_running", "Jobs that a worker has claimed.", "pool")
OLDEST_S = _level("aixss_job_oldest_seconds", "How long the oldest waiting job waits.", "pool")
RINGS = _level("aixss_rings_outstanding", "Jobs that were rung and not yet claimed.", "pool")
WORKERS = _level("aixss_workers", "Workers that beat.").of()
DATABASE_UP = _level("aixss_database_up", "Whether the tables could be read: 1 or 0.").of()

_tally: ContextVar[list[int] | None] = ContextVar("statements of an operation", default=None)


def tally() -> list[int]:
    """Where the statements of this task, and of those it makes, are counted from now on."""
    counted = [0]
    _tally.set(counted)
    return counted


def stated() -> None:
    """Count an SQL statement."""
    SQL.value += 1
    if (counted := _tally.get()) is not None:
        counted[0] += 1


def text() -> bytes:
    """Everything, as Prometheus reads it."""
    return generate_latest(REGISTRY)
