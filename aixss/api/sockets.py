"""Sockets that speak graphql-transport-ws to the letter, and no longer than the token holds."""

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

from aixss.api.context import Caller
from aixss.kit import clock

FORBIDDEN = 4403
EXPIRED = "Your access token has expired: refresh it and connect again."


class Socket(BaseGraphQLTransportWSHandler[Caller, None]):
    """One connection; each operation on it gets a context of its own (see schema.py)."""

    _expiry: asyncio.Task[None] | None = None

    async def handle_message(self, message: Message) -> None:
        """Refuse what is no message of the protocol, where Strawberry would break."""
        if _is_message(message):
            await super().handle_message(message)
        else:
            await self.handle_invalid_message("This is not a message of graphql-transport-ws.")

    async def handle_connection_init(self, message: ConnectionInitMessage) -> None:
        """Acknowledge, and close the socket when the token ends."""
        if message.get("payload", {}) is None:
            message = {"type": "connection_init"}
        await super().handle_connection_init(message)
        viewer = self.context.viewer
        if self.connection_acknowledged and viewer and self._expiry is None:
            left = (viewer.expires_at - clock.now()).total_seconds()
            self._expiry = asyncio.create_task(self._expire(left))

    async def _expire(self, after_s: float) -> None:
        await asyncio.sleep(max(after_s, 0))
        await self.websocket.close(code=FORBIDDEN, reason=EXPIRED)

    async def shutdown(self) -> None:
        """End every operation."""
        if self._expiry is not None:
            self._expiry.cancel()
            with suppress(asyncio.CancelledError):
                await self._expiry
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
