"""Text frames that are built once and written to many sockets, past what a server does for each.

This leans on uvicorn 0.54's protocol for sockets: `run_asgi` begins the application with `scope`;
`send` waits for `writable`, refuses when `disconnected`, writes whole frames and keeps none back;
`conn` is websockets' protocol, whose state is OPEN between the handshake and either side's close.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from functools import lru_cache
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import State

WRITE = "aixss.write"  # the extension of a scope by which whole frames may be written
TEXT = 0x81  # the first byte of a text message in one frame
KEPT = 8  # frames that are being written to many

Write = Callable[[bytes], bool]


class Direct(WebSocketsSansIOProtocol):
    """A connection that an application may also write frames to without asking through ASGI."""

    def run_asgi(self) -> Coroutine[Any, Any, None]:
        """Begin the application, which finds `write` in its scope."""
        self.scope["extensions"][WRITE] = {"write": self.write}
        return super().run_asgi()

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
