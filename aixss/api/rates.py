"""How much each caller may ask for in a minute, all API processes together.

A process decides by what it knows, so that no request waits for Redis. At most once a second it
writes its own totals there and reads those of the others: what all spend together exceeds the
limit by what arrives within about a second. A process on its own enforces the limit exactly.

Windows are fixed, because then it can be said when everything may be asked for again; they begin
at another second for each caller, so that not all come back at once. A process writes totals, not
increments: doing so twice, after an answer that got lost, counts nothing twice.
"""

from __future__ import annotations

import asyncio
import heapq
import ipaddress
import math
import secrets
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from aixss.errors import RateLimited

WINDOW_S = 60
SYNC_S = 1.0  # at most so often is Redis asked
LIMIT_S = 1.0  # nothing waits longer for Redis
SYNCED_MAX = 200  # callers at once, those first who spent most: so many hold the loop for 6 ms
CALLERS_MAX = 10_000  # remembered; of more, those who asked last
ANONYMOUS = "ip:"
ANONYMOUS_SHARE = 10  # an anonymous caller has the tenth part
SUBNET = 64  # bits of an IPv6 address: whoever has one of a network has all of it

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


def anonymous(host: str | None) -> str:
    """The key of a caller who has not signed in; addresses of one IPv6 network are one caller."""
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:
        return f"{ANONYMOUS}unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return f"{ANONYMOUS}{address.ipv4_mapped}"
        return f"{ANONYMOUS}{ipaddress.ip_network((int(address), SUBNET), strict=False)}"
    return f"{ANONYMOUS}{address}"


@dataclass(slots=True)
class Standing:
    """What a caller may still spend; without a limit, `limit` is 0 and nothing else counts."""

    limit: int
    remaining: int
    resets_in_s: int
    window_s: int = WINDOW_S


@dataclass(slots=True)
class _Spent:
    """The points of a caller in a window: our own, those that Redis knows, and the others'."""

    window: int
    ends_at: float
    # Under which Redis keeps our total: who is forgotten and comes back adds one.
    name: str = field(default_factory=lambda: secrets.token_hex(6))
    ours: int = 0
    told: int = 0
    others: int = 0

    @property
    def spent(self) -> int:
        """The points of all."""
        return self.ours + self.others

    def holds(self, now: float) -> bool:
        """Whether a moment is in the window."""
        return self.ends_at - WINDOW_S <= now < self.ends_at


def _window(key: str, now: float) -> tuple[int, float]:
    """The number of the window that a caller is in, and when it ends."""
    window, gone = divmod(now + zlib.crc32(key.encode()) % WINDOW_S, WINDOW_S)
    return int(window), now - gone + WINDOW_S


class Rates:
    """The callers of one process; `aclose` it."""

    def __init__(
        self,
        redis_url: str,
        prefix: str,
        points_per_minute: int,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._prefix = f"{prefix}:rate"
        self._points = points_per_minute
        self._clock = clock
        self._callers: dict[str, _Spent] = {}
        self._unsynced: set[str] = set()
        self._syncing: asyncio.Task[None] | None = None
        self._synced_at = -math.inf
        self._exchange = asyncio.Lock()
        self._is_away = False
        self._redis: Redis = Redis.from_url(
            redis_url, socket_timeout=None, socket_connect_timeout=LIMIT_S
        )

    async def spend(self, key: str, points: int) -> Standing:
        """Take points of a caller's minute; raises RateLimited, and then takes nothing.

        The first operation of a minute runs whatever it costs, or a small limit would bar it
        for ever. Keys of callers who have not signed in are made by `anonymous`.
        """
        limit = self._limit(key)
        if not limit:
            return Standing(0, 0, 0)
        now = self._clock()
        caller = self._caller(key, now)
        resets_in_s = math.ceil(caller.ends_at - now)
        spent = caller.spent
        if spent and spent + points > limit:
            raise RateLimited(retry_after_s=resets_in_s, points=points)
        self._add(key, caller, points)
        return Standing(limit, max(0, limit - spent - points), resets_in_s)

    def admit(self, key: str) -> None:
        """Let a caller ask at all; raises RateLimited when nothing is left to spend."""
        caller = self._callers.get(key)
        now = self._clock()
        if caller and caller.holds(now) and caller.spent >= (self._limit(key) or math.inf):
            raise RateLimited(retry_after_s=math.ceil(caller.ends_at - now))

    def take(self, key: str, points: int) -> None:
        """Take points of a caller's minute, or what is left of it: for what has cost us already."""
        if left := self.standing(key).remaining:
            self._add(key, self._caller(key, self._clock()), min(points, left))

    def standing(self, key: str) -> Standing:
        """What a caller may still spend, as far as this process knows."""
        limit = self._limit(key)
        if not limit:
            return Standing(0, 0, 0)
        now = self._clock()
        caller = self._callers.get(key)
        if caller is None or not caller.holds(now):
            caller = _Spent(*_window(key, now))
        return Standing(limit, max(0, limit - caller.spent), math.ceil(caller.ends_at - now))

    async def sync(self) -> None:
        """Tell Redis what was spent here and hear what was spent elsewhere, in one exchange.

        Happens by itself within a second of spending; never raises.
        """
        async with self._exchange:  # an older total must not come after a newer one
            self._forget()
            self._synced_at = time.monotonic()
            due = heapq.nlargest(SYNCED_MAX, self._unsynced, key=self._untold)
            if not due:
                return
            try:
                await self._tell({key: self._callers[key] for key in due})
            except (RedisError, OSError) as error:  # TimeoutError is an OSError
                self._report(error)
            else:
                self._report(None)

    async def aclose(self) -> None:
        """Tell Redis the last totals and close the connections."""
        if self._syncing:
            self._syncing.cancel()
            with suppress(asyncio.CancelledError):
                await self._syncing
        await self.sync()
        await self._redis.aclose()

    def _limit(self, key: str) -> int:
        if key.startswith(ANONYMOUS):
            return math.ceil(self._points / ANONYMOUS_SHARE)
        return self._points

    def _add(self, key: str, caller: _Spent, points: int) -> None:
        caller.ours += points
        self._unsynced.add(key)
        if self._syncing is None:
            self._syncing = asyncio.create_task(self._sync_until_done())

    def _caller(self, key: str, now: float) -> _Spent:
        # Taken out and put back, a caller is the last to be forgotten.
        caller = self._callers.pop(key, None)
        if caller is None or not caller.holds(now):
            caller = _Spent(*_window(key, now))
        self._callers[key] = caller
        if len(self._callers) > CALLERS_MAX:
            oldest = next(iter(self._callers))
            del self._callers[oldest]
            self._unsynced.discard(oldest)
        return caller

    async def _sync_until_done(self) -> None:
        try:
            while self._unsynced:
                await asyncio.sleep(self._synced_at + SYNC_S - time.monotonic())
                await self.sync()
        finally:
            self._syncing = None

    async def _tell(self, due: dict[str, _Spent]) -> None:
        told = [caller.ours for caller in due.values()]
        async with asyncio.timeout(LIMIT_S), self._redis.pipeline(transaction=False) as pipe:
            for (key, caller), ours in zip(due.items(), told, strict=True):
                name = f"{self._prefix}:{key}:{caller.window}"
                pipe.hset(name, caller.name, str(ours))
                pipe.expire(name, 2 * WINDOW_S)
                pipe.hvals(name)
            answers = await pipe.execute()
        for (key, caller), ours, totals in zip(due.items(), told, answers[2::3], strict=True):
            caller.told = ours
            caller.others = sum(map(int, totals)) - ours
            if caller.ours == ours and self._callers.get(key) is caller:
                self._unsynced.discard(key)

    def _untold(self, key: str) -> int:
        caller = self._callers[key]
        return caller.ours - caller.told

    def _forget(self) -> None:
        """Drop the callers whose window is over."""
        now = self._clock()
        for key in [key for key, caller in self._callers.items() if caller.ends_at <= now]:
            del self._callers[key]
            self._unsynced.discard(key)

    def _report(self, error: Exception | None) -> None:
        """Log that Redis went away or came back, each once."""
        if error and not self._is_away:
            log.warning("rates are counted by this process alone for now", error=repr(error))
        elif self._is_away and not error:
            log.info("rates are counted together again")
        self._is_away = error is not None
