"""Those who watch, and go on behind the last cursor that they saw whenever they are cut off."""

from __future__ import annotations

import asyncio
import base64
from contextlib import aclosing
from dataclasses import dataclass, field

from aixss.client import sockets
from aixss.client.errors import ClientError

PAUSE_S = 0.5
FIELDS = {"projectEvents": ("projectId", "ProjectSnapshot"), "jobEvents": ("jobId", "JobSnapshot")}


@dataclass
class Watcher:
    """One subscription, for ever."""

    url: str
    token: str
    subscription: str  # projectEvents or jobEvents
    target: str
    first: int | None = None  # the cursor of the snapshot
    seen: list[int] = field(default_factory=list)
    resyncs: int = 0
    connects: int = 0
    is_over: bool = False  # of a job that has ended
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    _last: str | None = None

    async def watch(self) -> None:
        """Watch until cancelled, or until the subscription completes."""
        while not self.is_over:
            self.connects += 1
            try:
                await self._once()
            except ClientError:
                await asyncio.sleep(PAUSE_S)

    async def _once(self) -> None:
        argument, snapshot = FIELDS[self.subscription]
        query = (
            f"subscription($id: ID!, $after: String) {{ {self.subscription}"
            f"({argument}: $id, after: $after) {{ __typename cursor }} }}"
        )
        request = {"query": query, "variables": {"id": self.target, "after": self._last}}
        answers = sockets.answers(f"{self.url}/graphql", self.token, request, set())
        async with aclosing(answers) as told:
            async for payload in told:
                if not payload.get("data"):
                    return  # an error: the API will say more when it is asked again
                event = payload["data"][self.subscription]
                self._take(event["__typename"], event["cursor"], snapshot)
        self.is_over = self.subscription == "jobEvents"

    def _take(self, kind: str, cursor: str | None, snapshot: str) -> None:
        if kind == "ResyncRequired":
            self.resyncs += 1
        if cursor is None:
            return
        number = int.from_bytes(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))[-8:])
        self._last = cursor
        if kind == snapshot:
            self.first = number
            self.begun.set()
        elif kind != "JobProgress":  # which may carry how far the log is
            self.seen.append(number)
