"""Where a studio is, and whether it is ready."""

from __future__ import annotations

import asyncio
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.request import urlopen

from aixss.client.errors import ClientError

READY_S = 2.0


def endpoint(url: str) -> str:
    """The address of the API for what a person types; raises ClientError."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ClientError(f"{url} is no address of a studio: it looks like http://127.0.0.1:8000.")
    return urlunsplit(parts._replace(path=parts.path.rstrip("/") or "/graphql"))


def socket(url: str) -> str:
    """The address for websockets of the API at this address."""
    return url.replace("http", "ws", 1)


async def is_ready(url: str) -> bool:
    """Whether a studio at this address says that it can work."""
    try:
        await asyncio.to_thread(_ask_ready, urljoin(url, "/readyz"))
    except (HTTPError, OSError):
        return False
    return True


def _ask_ready(url: str) -> None:
    with urlopen(url, timeout=READY_S):
        return
