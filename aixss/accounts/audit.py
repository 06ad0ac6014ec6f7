"""The audit trail: who did what, written in the transaction that did it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from aixss.accounts.models import AuditEntry
from aixss.kit.db import Tx


async def audit(
    tx: Tx,
    *,
    team_id: UUID,
    actor_id: UUID | None,
    action: str,
    target_type: str,
    target_id: UUID | None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Add an entry to the team's trail; no `actor_id` means the system itself or a stranger."""
    await AuditEntry.create(
        using_db=tx.connection,
        team_id=team_id,
        actor_id=actor_id,
        action=action,
        target_type=target_type,
        target_id=target_id,
        detail=dict(detail or {}),
    )
