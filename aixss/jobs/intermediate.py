"""Rings that stand in `:intermediate`: taken from a queue, and not yet begun."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.client import Pipeline
from rq import Queue

from aixss.jobs.rqrecords import Taken

REPLY_S = 5.0  # an answer of Redis that takes longer will not come

# Gives a ring back only if it still stands in `:intermediate`: nobody else has done so.
PUT_BACK = """
if redis.call('LREM', KEYS[1], 1, ARGV[1]) == 1 then redis.call('LPUSH', KEYS[2], ARGV[1]) end
"""


class Intermediate:
    """The rings of these queues that somebody has taken."""

    def __init__(self, redis: Redis, queues: Sequence[Queue]) -> None:
        self._redis, self._queues = redis, queues
        self._doubtful: set[Taken] = set()

    async def put_back(self, taken: Sequence[Taken]) -> None:
        """Gives rings back to the front of their queues, in their order."""
        async with self._redis.pipeline(transaction=False) as pipe:
            for ring in reversed(taken):
                queue = ring.queue
                pipe.eval(PUT_BACK, 2, queue.intermediate_queue_key, queue.key, ring.id)
            await sent(pipe)

    async def return_forgotten(self, in_hand: Collection[Taken] = ()) -> None:
        """Puts back what stood at two looks in a row: whoever took it has died."""
        async with self._redis.pipeline(transaction=False) as pipe:
            for queue in self._queues:
                pipe.lrange(queue.intermediate_queue_key, 0, -1)
            found = await sent(pipe)
        standing = {
            Taken(queue, ring.decode(errors="replace"))
            for queue, rings in zip(self._queues, found, strict=True)
            for ring in rings
        } - set(in_hand)
        await self.put_back(list(standing & self._doubtful))
        self._doubtful = standing


async def sent(pipe: Pipeline) -> list[Any]:
    """What Redis answers; TimeoutError when that takes too long."""
    async with asyncio.timeout(REPLY_S):
        return await pipe.execute()
