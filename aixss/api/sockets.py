"""Sockets that speak graphql-transport-ws to the letter, and no longer than the viewer may stay."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import (
    BaseGraphQLTransportWSHandler,
)
from strawberry.subscriptions.protocols.graphql_transport_ws.types import (
    ConnectionInitMessage,
    Message,
    SubscribeMessage,
)

from aixss.accounts.members import Viewer
from aixss.api.context import Caller

FORBIDDEN = 4403


class Socket(BaseGraphQLTransportWSHandler[Caller, None]):
    """One connection; each operation on it gets a context of its own (see schema.py)."""

    _end: asyncio.Task[None] | None = None

    async def handle_message(self, message: Message) -> None:
        """Refuse what is no message of the protocol, where Strawberry would break."""
        if _is_message(message):
            await super().handle_message(message)
        else:
            await self.handle_invalid_message("This is not a message of graphql-transport-ws.")

    async def handle_connection_init(self, message: ConnectionInitMessage) -> None:
        """Acknowledge, and close the socket when the viewer's access ends."""
        if message.get("payload", {}) is None:
            message = {"type": "connection_init"}
        await super().handle_connection_init(message)
        viewer = self.context.viewer
        if self.connection_acknowledged and viewer and self._end is None:
            self._end = asyncio.create_task(self._end_with(viewer))

    async def _end_with(self, viewer: Viewer) -> None:
        reason = await self.context.services.presence.over(viewer)
        await self.websocket.close(code=FORBIDDEN, reason=reason)

    async def shutdown(self) -> None:
        """End every operation."""
        if self._end is not None:
            self._end.cancel()
            with suppress(asyncio.CancelledError):
                await self._end
        await super().shutdown()

    @staticmethod
    def _get_pre_execution_close_reason(error: object) -> str | None:  # noqa: ARG004  # none does
        # A bad document ends its operation with an `error` message, not the socket.
        return None


def _is_message(message: Any) -> bool:
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        return False
    if message["type"] in ("subscribe", "complete"):
        key = message.get("id")
        if not isinstance(key, str) or not key:
            return False
    return message["type"] != "subscribe" or _is_operation(message)


def _is_operation(message: SubscribeMessage | dict[str, Any]) -> bool:
    payload = message.get("payload")
    if not isinstance(payload, dict) or not isinstance(payload.get("query"), str):
        return False
    name, variables = payload.get("operationName"), payload.get("variables")
    return isinstance(name, str | None) and isinstance(variables, dict | None)
