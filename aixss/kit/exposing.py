"""What a process shows of itself on a port of its own: `/metrics` and `/healthz`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus

import structlog

from aixss.kit import metrics

LIMIT_S = 5.0  # for a whole request
LINES_MAX = 100  # of a request's head

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)
Write = Callable[[], Awaitable[bytes]]


@asynccontextmanager
async def exposed(host: str, port: int, write: Write) -> AsyncIterator[None]:
    """Answer on the port until the block ends, with what `write` gives; port 0 is off.

    A port that is taken is logged: a process does its work, watched or not.
    """
    if not port:
        yield
        return

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, ValueError, TimeoutError, asyncio.IncompleteReadError):
            async with asyncio.timeout(LIMIT_S):
                writer.write(await _answer(await _path(reader), write))
                await writer.drain()
        writer.close()

    try:
        server = await asyncio.start_server(answer, host, port)
    except OSError as error:
        log.warning("metrics are not served", host=host, port=port, error=str(error))
        yield
        return
    async with server:
        yield


async def _path(reader: asyncio.StreamReader) -> str:
    """What is asked for; raises ValueError for what is no request."""
    _, path, _ = (await reader.readline()).decode("latin-1").split(" ")
    for _ in range(LINES_MAX):
        if not (await reader.readline()).strip():
            return path.partition("?")[0]
    raise ValueError


async def _answer(path: str, write: Write) -> bytes:
    match path:
        case "/metrics":
            return _response(HTTPStatus.OK, metrics.CONTENT_TYPE, await write())
        case "/healthz":
            return _response(HTTPStatus.OK, "application/json", b'{"status":"ok"}')
        case _:
            return _response(HTTPStatus.NOT_FOUND, "text/plain", b"/metrics or /healthz\n")


def _response(status: HTTPStatus, kind: str, body: bytes) -> bytes:
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: {kind}\r\n"
        f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
    )
    return head.encode() + body
