"""Who is connected for long, and that nobody stays longer than they may."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from weakref import WeakValueDictionary

import structlog

from aixss.accounts import members
from aixss.accounts.identity import CHECKED_S
from aixss.accounts.members import Viewer
from aixss.api.render import caught
from aixss.kit import clock

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

EXPIRED = "Your access token has expired: refresh it, connect again, go on after the last cursor."
TOKEN_EXPIRED = "This API token has expired: connect with another, go on after the last cursor."
CHANGED = "Your access has changed: sign in again."
TOKEN_CHANGED = "This API token was revoked, or what it may do has changed: connect again."


class Presence:
    """The viewers who hold sockets and streams of this process."""

    def __init__(self) -> None:
        # Kept for as long as some connection of the viewer waits for it.
        self._gone: WeakValueDictionary[Viewer, asyncio.Event] = WeakValueDictionary()

    async def over(self, viewer: Viewer) -> str:
        """Waits for the end of the viewer's access; why it is over, for people."""
        gone = self._gone.setdefault(viewer, asyncio.Event())
        left_s = (viewer.expires_at - clock.now()).total_seconds()
        try:
            async with asyncio.timeout(left_s):
                await gone.wait()
        except TimeoutError:
            return TOKEN_EXPIRED if viewer.token_id else EXPIRED
        return TOKEN_CHANGED if viewer.token_id else CHANGED

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Looks after everybody until the block ends: one statement each time."""
        task = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(CHECKED_S)
            found = await caught(members.changed(list(self._gone)))
            if isinstance(found, Exception):  # whatever it is: who may not stay must go later
                log.warning("nobody could be looked after", error=repr(found))
                continue
            for viewer in found:
                if gone := self._gone.get(viewer):
                    gone.set()
