"""Going on while Redis is away: a step is tried again, and the log says once what is the matter."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Any, NoReturn

import structlog
from redis.exceptions import AuthenticationError, AuthorizationError, RedisError

PAUSE_S, LONGEST_PAUSE_S = 0.05, 2.0  # before a step is tried again, doubled each time
RETRY_S = 0.5  # the same for a chore

# Redis raises all of these when it is away, starting, full or read-only; OSError holds timeouts.
AWAY = (RedisError, OSError)

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class Patience:
    """What a worker does about an outage, until it is told to stop."""

    def __init__(self, stopping: asyncio.Event) -> None:
        self._stopping = stopping
        self._met = self._away = False

    async def through(self, step: Callable[[], Awaitable[None]]) -> bool:
        """Whether the step was done, tried again while Redis is away; False: stopped before."""
        pause_s = PAUSE_S
        while not self._stopping.is_set():
            try:
                await step()
            except AWAY as error:
                self._lost(error)
                await self.rest(pause_s)
                pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
            else:
                self._found()
                return True
        return False

    async def forever(self, chore: Callable[[], Awaitable[None]], every_s: float) -> NoReturn:
        """Does it again and again, with a pause after each time."""
        while True:
            try:
                await chore()
            except AWAY as error:
                self._lost(error)
                await asyncio.sleep(RETRY_S)
            else:
                self._found()
                await asyncio.sleep(every_s)

    async def rest(self, pause_s: float) -> None:
        """Sleeps, until the stop at most."""
        with suppress(TimeoutError):
            async with asyncio.timeout(pause_s):
                await self._stopping.wait()

    def _lost(self, error: Exception) -> None:
        """Says once that Redis is away; raises what waiting cannot cure."""
        if not self._met and isinstance(error, AuthenticationError | AuthorizationError):
            raise error
        if not self._away:
            log.warning("worker: Redis is away", error=f"{type(error).__name__}: {error}")
        self._away = True

    def _found(self) -> None:
        if self._away:
            log.info("worker: Redis is back")
        self._met, self._away = True, False


async def cancelled(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancels these tasks and waits for them, however they end."""
    tasks = list(tasks)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
