"""What those ask who run the house."""

from __future__ import annotations

from aixss.accounts.models import Role
from aixss.api.operation import field
from aixss.api.types.system import SystemStatus
from aixss.kit.metrics import RELEASE


@field(role=Role.ADMIN)
def system_status() -> SystemStatus:
    """How the pools, workers and servers behind this API stand; numbers of all teams together."""
    return SystemStatus(release=RELEASE)


FIELDS = (system_status,)
