"""The commands that RQ sends to a worker: shutdown, kill-horse, stop-job, stop-execution."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import structlog
from redis.asyncio import Redis

SILENT_S = 15.0  # after so long Redis is asked whether it is still there

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

Command = Mapping[str, Any]


async def listen(redis: Redis, channel: str, obey: Callable[[Command], None]) -> NoReturn:
    """Obeys what is published until cancelled; raises what redis raises when it is away."""
    async with redis.pubsub() as pubsub:
        await pubsub.subscribe(channel)
        asked = False
        while True:
            message = await pubsub.get_message(timeout=SILENT_S)
            if message is None:
                if asked:
                    raise TimeoutError("the connection for commands is silent")
                await pubsub.ping()
            asked = message is None
            if message and message["type"] == "message" and (told := _read(message["data"])):
                log.info("command of RQ", **told)
                obey(told)


def _read(text: bytes) -> Command | None:
    """A command; None for what is none."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) and isinstance(found.get("command"), str) else None
