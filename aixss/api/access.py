"""Who is connected for long, and that nobody stays longer than they may."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

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


class Access:
    """The viewers who hold sockets and streams of this process, and how long they may."""

    def __init__(self) -> None:
        self._here: dict[Viewer, set[Callable[[str], None]]] = {}

    def watch(self, viewer: Viewer, leave: Callable[[str], None]) -> Callable[[], None]:
        """Call `leave` once the viewer's access ends, with the reason for people.

        What it gives ends the watch; it is called in any case.
        """
        token = viewer.token_id
        left_s = (viewer.expires_at - clock.now()).total_seconds()
        loop = asyncio.get_running_loop()
        expiry = loop.call_later(left_s, leave, TOKEN_EXPIRED if token else EXPIRED)
        self._here.setdefault(viewer, set()).add(leave)

        def end() -> None:
            expiry.cancel()
            if others := self._here.get(viewer):
                others.discard(leave)
                if not others:
                    del self._here[viewer]

        return end

    async def over(self, viewer: Viewer) -> str:
        """Waits for the end of the viewer's access; why it is over, for people."""
        ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        end = self.watch(viewer, lambda why: None if ended.done() else ended.set_result(why))
        try:
            return await ended
        finally:
            end()

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
            found = await caught(members.changed(list(self._here)))
            if isinstance(found, Exception):  # whatever it is: who may not stay must go later
                log.warning("nobody could be looked after", error=repr(found))
                continue
            for viewer in found:
                for leave in list(self._here.get(viewer, ())):
                    leave(TOKEN_CHANGED if viewer.token_id else CHANGED)
