"""Sockets that cost little: frames are built once and written to many, and each keeps little.

This leans on uvicorn 0.54's protocol for sockets: `run_asgi` begins the application with `scope`;
`send` waits for `writable`, refuses when `disconnected`, writes whole frames and keeps none back;
`request` and `response` are the handshake's; of `queue` it uses no more than `Inbox` has. `conn` is
websockets' protocol, whose state is OPEN between the handshake and either side's close.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from functools import lru_cache
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import State

WRITE = "aixss.write"  # the extension of a scope by which whole frames may be written
TEXT = 0x81  # the first byte of a text message in one frame
KEPT = 8  # frames that are being written to many

Write = Callable[[bytes], bool]


class Inbox:
    """What a client has sent, for the one who reads it; an idle asyncio.Queue takes 3 kB."""

    __slots__ = ("_messages", "_reader")

    def __init__(self) -> None:
        self._messages: list[Any] = []
        self._reader: asyncio.Future[None] | None = None

    def put_nowait(self, message: Any) -> None:
        """Take a message."""
        self._messages.append(message)
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)

    def empty(self) -> bool:
        """Whether there is none."""
        return not self._messages

    async def get(self) -> Any:
        """The message that came first, once there is one."""
        while not self._messages:
            self._reader = asyncio.get_running_loop().create_future()
            await self._reader
        return self._messages.pop(0)


class Direct(WebSocketsSansIOProtocol):
    """A connection that an application may also write frames to without asking through ASGI."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.queue = Inbox()  # type: ignore[assignment]  # as much of a queue as is used

    def run_asgi(self) -> Coroutine[Any, Any, None]:
        """Begin the application, which finds `write` in its scope."""
        self.scope["extensions"][WRITE] = {"write": self.write}
        return super().run_asgi()

    async def send(self, message: Any) -> None:
        """As ever; what the handshake was made of goes when it is over."""
        await super().send(message)
        if self.handshake_complete and "request" in vars(self):
            self.request.headers.clear()  # as the parser keeps the request
            del self.request, self.response

    def write(self, frame: bytes) -> bool:
        """Whether a frame was written; not while the client takes no more, nor after the end."""
        if self.conn.state is not State.OPEN or self.disconnected or not self.writable.is_set():
            return False
        self.transport.write(frame)
        return True


def write_of(scope: Mapping[str, Any]) -> Write | None:
    """How to write to a connection directly; None when its server knows no way."""
    found: Write | None = scope.get("extensions", {}).get(WRITE, {}).get("write")
    return found


@lru_cache(KEPT)
def text_frame(head: bytes, body: bytes, tail: bytes) -> bytes:
    """The frame of a server's text message in three parts; equal for all, as nothing is masked."""
    size = len(head) + len(body) + len(tail)
    if size < 126:
        return b"%c%c%b%b%b" % (TEXT, size, head, body, tail)
    length = b"\x7e" + size.to_bytes(2) if size < 1 << 16 else b"\x7f" + size.to_bytes(8)
    return b"%c%b%b%b%b" % (TEXT, length, head, body, tail)
