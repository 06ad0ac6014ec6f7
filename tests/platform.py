"""What a test needs of the machine beyond Python."""

from __future__ import annotations

import pytest

from aixss.embedded.servers import POSTGRES, REDIS

needs_servers = pytest.mark.skipif(
    POSTGRES.find() is None or REDIS.find() is None,
    reason="this platform has neither the wheels nor servers on PATH",
)
