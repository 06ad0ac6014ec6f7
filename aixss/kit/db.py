"""The only place that opens transactions, and the one order in which they do things.

A transaction that changes a project's content, states or set of live jobs begins by counting up
the project's `seq`, which serialises it with all others of that project (docs/adr/0002).
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeVar
from uuid import UUID
from weakref import WeakValueDictionary

import asyncpg
from tortoise import Tortoise
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.connection import get_connection, get_connections
from tortoise.exceptions import TransactionManagementError

from aixss.errors import NotFound
from aixss.kit import metrics, silence, tracing
from aixss.kit.connections import Connections, Reading
from aixss.kit.counted import CountedConnection

log = logging.getLogger(__name__)

T = TypeVar("T")
Row = dict[str, Any]
Work = Callable[["Change"], Awaitable[T]]
Fetch = Callable[..., Awaitable[Sequence[asyncpg.Record]]]

CONNECTION = "default"
RERUNS = 5
# What a transaction that lost a race raises, or one that met a migration: it begins anew.
LOST_RACES = (
    asyncpg.DeadlockDetectedError,
    asyncpg.SerializationError,
    asyncpg.InvalidCachedStatementError,
)
# What a database raises that is away, restarting, full or too busy: the same may work later.
AWAY = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # of a connection that is lost in the middle of a statement
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.LockNotAvailableError,
    # An idle transaction was ended, or the server is read-only; and so Tortoise calls it.
    asyncpg.InvalidTransactionStateError,
    TransactionManagementError,
    *LOST_RACES,
)
PAUSE_S = 0.5  # between two tries while it is away
# Longer waits than these mean a bug or a stuck peer; the job or request is then tried again.
SERVER_SETTINGS = {
    "lock_timeout": "5s",
    "statement_timeout": "12s",  # less than silence.SILENT_S, and so is the next
    "idle_in_transaction_session_timeout": "10s",
    # Compiling a long statement takes half a second, and running one of ours a few milliseconds.
    "jit": "off",
}
# Prepared on each connection, with plans in the server: reads are as many as clients' filters.
STATEMENTS_KEPT = 250
STATEMENT_CHARS = 2048

_reading: Connections | None = None
_writing: Connections | None = None
_locks: WeakValueDictionary[UUID, asyncio.Lock] = WeakValueDictionary()
_beside: set[asyncio.Future[None]] = set()


@dataclass(frozen=True)
class Counter:
    """The row whose `seq` orders a transaction: a project, or a team where there is none."""

    table: str
    id: UUID
    team_column: str = "team_id"
    # A column whose value the transaction is told from the start, without a statement for it.
    also: str | None = field(default=None, compare=False)


@dataclass
class Tx:
    """An open transaction: statements by `rows`."""

    connection: BaseDBAsyncClient

    async def rows(self, sql: str, *values: object) -> list[Row]:
        """The rows that a statement gives."""
        # Past Tortoise, which would take a lock and rename errors at each statement.
        raw: asyncpg.Connection = self.connection._connection
        log.debug("%s: %s", sql, values)
        return [dict(row) for row in await raw.fetch(sql, *values)]


@dataclass
class Change(Tx):
    """An open transaction that holds its counter's row; `seq` is its place in the order."""

    counter: Counter
    seq: int
    team_id: UUID
    also: object = None  # of the counter's column of that name, as it was at the start
    # What the floors above leave for the end: facts, and how they enter the log.
    facts: list[Any] = field(default_factory=list)
    before_commit: list[Callable[[Change], Awaitable[None]]] = field(default_factory=list)


# What this process does beside each committed change: announce its facts, ring what is due. What
# one gives runs as a task; None when nothing is left to do.
after_commit: list[Callable[[Change], Awaitable[None] | None]] = []


async def connect(
    url: str,
    modules: Sequence[str],
    *,
    pool_size: int,
    pooler: bool = False,
    silent_s: float = silence.SILENT_S,
) -> None:
    """Open the pool of this process; `pooler` turns named statements off (PgBouncer).

    A connection on which nothing comes for `silent_s` is lost, with its statement.
    """
    settings = config(url, modules)
    credentials = settings["connections"][CONNECTION]["credentials"]
    credentials |= {"minsize": 1, "maxsize": pool_size, "server_settings": SERVER_SETTINGS}
    credentials["connection_class"] = CountedConnection
    credentials |= {"timeout": silence.CONNECT_S, "command_timeout": silent_s, "init": _probed}
    if pooler:
        credentials["statement_cache_size"] = 0
    await Tortoise.init(config=settings, _enable_global_fallback=True)
    global _reading, _writing  # one of each for a process, as Tortoise's is
    reading = _arguments(credentials, STATEMENT_CHARS, default_transaction_read_only="on")
    watch = silence.Watch(silent_s, _renew)
    _reading = Connections(pool_size, lambda: _opened(reading), watch)
    # Planned once for any values, which are ids: docs/adr/0015.
    writing = _arguments(credentials, 0, plan_cache_mode="force_generic_plan")
    _writing = Connections(pool_size, lambda: _opened(writing), watch)


async def _opened(arguments: Mapping[str, Any]) -> asyncpg.Connection:
    connection = await asyncpg.connect(**arguments)
    silence.probe(connection)
    return connection


def _renew() -> None:
    """Use nothing again that was open when a connection fell silent: the others went its way."""
    for connections in (_reading, _writing):
        if connections is not None:
            connections.renew()
    client = get_connection(CONNECTION)
    assert isinstance(client, AsyncpgDBClient)
    beside(client._expire_connections())


async def _probed(connection: asyncpg.Connection) -> None:
    """Tortoise's pool awaits what it does with a new connection."""
    silence.probe(connection)


def _arguments(credentials: Mapping[str, Any], longest: int, **settings: str) -> dict[str, Any]:
    """What asyncpg takes of Tortoise's credentials; statements are kept prepared up to a length."""
    known = ("host", "port", "user", "password", "database", "ssl", "timeout")
    return {
        **{name: credentials[name] for name in known if credentials.get(name) is not None},
        "statement_cache_size": credentials.get("statement_cache_size", STATEMENTS_KEPT),
        "max_cacheable_statement_size": longest,  # 0 for any
        "server_settings": {**SERVER_SETTINGS, **settings},
        "connection_class": CountedConnection,
    }


def config(url: str, modules: Sequence[str]) -> dict[str, Any]:
    """Tortoise's configuration for a PostgreSQL URL and the modules that hold models."""
    connection = expand_db_url(url)
    credentials = connection["credentials"]
    if mode := credentials.pop("sslmode", None):
        credentials["ssl"] = mode  # libpq's word in a URL, asyncpg's in a call
    return {
        "connections": {CONNECTION: connection},
        "apps": {"models": {"models": list(modules), "default_connection": CONNECTION}},
        "use_tz": True,
        "timezone": "UTC",
    }


async def disconnect() -> None:
    """Wait for what runs beside transactions, then close the pool."""
    global _reading, _writing  # see connect
    await drain()
    for connections in (_reading, _writing):
        if connections is not None:
            await connections.aclose()
    _reading = _writing = None
    await Tortoise.close_connections()


async def drain() -> None:
    """Wait until everything started by `after_commit` has ended."""
    while _beside:
        await asyncio.gather(*_beside, return_exceptions=True)


class Alone(Tx):
    """Statements that are each a transaction of their own, unless this task is within one."""

    async def rows(self, sql: str, *values: object) -> list[Row]:
        """The rows that a statement gives."""
        if isinstance(self.connection, TransactionWrapper):
            return await super().rows(sql, *values)
        async with _connection() as connection, _clean(connection._connection):
            return await Tx(connection).rows(sql, *values)


def alone() -> Tx:
    """Statements that are each a transaction of their own."""
    return Alone(get_connection(CONNECTION))


async def rows(sql: str, *values: object) -> list[Row]:
    """The rows of one statement of its own."""
    return await alone().rows(sql, *values)


@asynccontextmanager
async def _clean(connection: asyncpg.Connection) -> AsyncIterator[None]:
    """Leaves nothing of a statement of its own behind on a connection that is not reset.

    A value that cannot be sent leaves its statement prepared and an implicit transaction open; what
    follows must not find itself within it.
    """
    is_clean = False
    try:
        yield
        is_clean = True
    finally:
        if not is_clean and not connection.is_closed():
            await connection.execute("SELECT 1")


def reading(*, one_moment: bool = False) -> Reading:
    """What reads rows by statements, for a block: all from one moment when asked for."""
    assert _reading is not None, "connect() opens it"
    return Reading(_reading, one_moment=one_moment)


async def fetch(sql: str, *values: object) -> Sequence[asyncpg.Record]:
    """The rows of one statement that only reads."""
    async with reading() as read:
        return await read(sql, *values)


async def change(counter: Counter, work: Work[T]) -> T:
    """Run `work` in the one transaction order; rerun on deadlocks; raises NotFound."""
    lock = _locks.setdefault(counter.id, asyncio.Lock())
    # The in-process lock comes before the connection: waiters must not drain the pool.
    async with lock:
        with tracing.span("change"):
            return await _rerun(lambda: _change(counter, work))


async def brief(work: Callable[[Tx], Awaitable[T]]) -> T:
    """Run `work` in a short transaction that changes no project's content or jobs."""

    async def run() -> T:
        async with _transaction() as connection:
            return await work(Tx(connection))

    return await _rerun(run)


@asynccontextmanager
async def snapshot() -> AsyncIterator[Tx]:
    """A read-only transaction that sees one moment."""
    async with _transaction(isolation="repeatable_read", readonly=True) as connection:
        yield Tx(connection)


@asynccontextmanager
async def _transaction(**mode: Any) -> AsyncIterator[BaseDBAsyncClient]:
    """A transaction that the models of this task see too.

    Tortoise's own never gives a connection back whose BEGIN was cancelled.
    """
    async with _connection() as connection, connection._connection.transaction(**mode):
        known = get_connections()
        token = known.set(CONNECTION, connection)
        try:
            yield connection
        finally:
            known.reset(token)


@asynccontextmanager
async def _connection() -> AsyncIterator[TransactionWrapper]:
    """A connection that writes, as Tortoise's models take it."""
    client = get_connection(CONNECTION)
    assert isinstance(client, AsyncpgDBClient)
    assert _writing is not None, "connect() opens it"
    connections = _writing
    raw = await connections.take()
    wrapper = TransactionWrapper(client)
    wrapper._connection = raw
    is_cancelled = False
    try:
        yield wrapper
    except asyncio.CancelledError:
        is_cancelled = True  # maybe in the middle of a statement
        raise
    finally:
        is_clean = not (is_cancelled or raw.is_closed() or raw.is_in_transaction())
        connections.give(raw, is_clean=is_clean)


async def _change(counter: Counter, work: Work[T]) -> T:
    async with _transaction() as connection:
        found = await Tx(connection).rows(
            f'UPDATE "{counter.table}" SET seq = seq + 1 WHERE id = $1 '
            f"RETURNING seq, {counter.team_column} AS team_id, {counter.also or 'NULL'} AS also",
            counter.id,
        )
        if not found:
            raise NotFound
        row = found[0]
        tx = Change(connection, counter, row["seq"], row["team_id"], row["also"])
        result = await work(tx)
        for finish in tx.before_commit:
            await finish(tx)
    metrics.CHANGES.add()
    followed(tx)
    return result


def followed(tx: Change) -> None:
    """Begin what this process does beside a change that is committed."""
    for follow in after_commit:
        work = follow(tx)
        if work is not None:
            beside(work)


async def surely(write: Callable[[], Awaitable[T]], *, tries: int | None = None) -> T:
    """Write, and try again while the database is away; without end unless `tries` is given."""
    for attempt in count(1):
        try:
            return await write()
        except AWAY as error:
            if attempt == tries:
                raise
            log.warning("not written yet: the database is away", extra={"error": repr(error)})
        await asyncio.sleep(PAUSE_S)
    raise AssertionError  # count() has no end


async def finish(work: Awaitable[T]) -> T:
    """Await `work` to its end, even when the caller is cancelled meanwhile."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


def beside(work: Awaitable[None]) -> asyncio.Future[None]:
    """Run `work` as a task that nobody need await; it is kept until it ends."""
    task = asyncio.ensure_future(work)
    _beside.add(task)
    task.add_done_callback(_ended)
    return task


def _ended(task: asyncio.Future[None]) -> None:
    _beside.discard(task)
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("work beside a transaction failed", exc_info=error)


async def _rerun(run: Callable[[], Awaitable[T]]) -> T:
    for attempt in range(RERUNS):
        try:
            return await run()
        except LOST_RACES:
            metrics.RERUNS.add()
            log.info("rerun after a lost race", extra={"attempt": attempt + 1})
            await asyncio.sleep(random.uniform(0, 0.02 * 2**attempt))
    return await run()
