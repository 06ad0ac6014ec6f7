"""How long is waited for a database that says nothing, and what ends its connections then.

The kernel ends a connection whose other end is gone, for not even probes are answered. Behind a
proxy, or of a server that hangs, all is well for the kernel: there only a watch of our own helps.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable

import asyncpg

log = logging.getLogger(__name__)

# Above what the server itself allows a statement, or a transaction to do nothing: a server that
# lives has said something by then.
SILENT_S = 15.0
CONNECT_S = 5.0  # to reach the server and log in
LOOKS = 15  # in SILENT_S: it is not time that counts, for we may have been stopped ourselves
PROBES = {  # idle seconds before the first, seconds between two, and how many
    "TCP_KEEPIDLE": 5,
    "TCP_KEEPINTVL": 3,
    "TCP_KEEPCNT": 3,
    # What is sent and not even received: the kernel's own patience is a quarter of an hour.
    "TCP_USER_TIMEOUT": int(SILENT_S * 1000),
}


def probe(connection: asyncpg.Connection) -> None:
    """Have the kernel look whether the other end is there; one of this machine needs no look."""
    found = connection._transport.get_extra_info("socket")
    if found is None or found.family == socket.AF_UNIX:
        return
    found.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in PROBES.items():
        if (option := getattr(socket, name, None)) is not None:  # not every system has each
            found.setsockopt(socket.IPPROTO_TCP, option, value)


class Watch:
    """Looks after connections that are in use: one that gets nowhere for so long is terminated.

    A timer for each statement would cost more than some statements; this costs them nothing.
    """

    def __init__(self, silent_s: float, found_silent: Callable[[], object]) -> None:
        self._every_s = silent_s / LOOKS
        self._found_silent = found_silent
        # How many statements of each were begun when it last moved, and the looks since.
        self._seen: dict[asyncpg.Connection, tuple[int, int]] = {}
        self._next: asyncio.TimerHandle | None = None

    def begin(self, connection: asyncpg.Connection) -> None:
        """It is in use from now on."""
        self._seen[connection] = (-1, 0)
        if self._next is None:
            self._next = asyncio.get_running_loop().call_later(self._every_s, self._look)

    def end(self, connection: asyncpg.Connection) -> None:
        """It is in use no more."""
        del self._seen[connection]

    def _look(self) -> None:
        self._next = None
        silent = []
        for connection, (count, looks) in self._seen.items():
            if connection.is_closed():
                continue
            begun = connection._protocol.queries_count
            looks = looks + 1 if begun == count else 0
            self._seen[connection] = (begun, looks)
            if looks >= LOOKS:
                silent.append(connection)
        for connection in silent:
            log.warning("a connection is thrown away: the database says nothing on it")
            connection.terminate()
        if silent:
            self._found_silent()
        if self._seen:
            self._next = asyncio.get_running_loop().call_later(self._every_s, self._look)
