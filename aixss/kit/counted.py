"""A connection to PostgreSQL that counts what is sent over it."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

import asyncpg

from aixss.kit import metrics


class CountedConnection(asyncpg.Connection):  # type: ignore[misc]  # asyncpg is untyped
    """Counts each statement, BEGIN and COMMIT too: what takes a round trip."""

    # Plain functions that give asyncpg's own coroutine: one more would have to be awaited as well.

    def execute(self, *given: Any, **more: Any) -> Awaitable[Any]:
        """As asyncpg does."""
        metrics.stated()
        return super().execute(*given, **more)  # type: ignore[no-any-return]  # see above

    def executemany(self, *given: Any, **more: Any) -> Awaitable[Any]:
        """As asyncpg does."""
        metrics.stated()
        return super().executemany(*given, **more)  # type: ignore[no-any-return]  # see above

    def fetch(self, *given: Any, **more: Any) -> Awaitable[Any]:
        """As asyncpg does."""
        metrics.stated()
        return super().fetch(*given, **more)  # type: ignore[no-any-return]  # see above

    def fetchrow(self, *given: Any, **more: Any) -> Awaitable[Any]:
        """As asyncpg does."""
        metrics.stated()
        return super().fetchrow(*given, **more)  # type: ignore[no-any-return]  # see above

    def fetchval(self, *given: Any, **more: Any) -> Awaitable[Any]:
        """As asyncpg does."""
        metrics.stated()
        return super().fetchval(*given, **more)  # type: ignore[no-any-return]  # see above
