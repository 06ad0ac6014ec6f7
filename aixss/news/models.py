"""The log of committed facts."""

from __future__ import annotations

from typing import Any

from tortoise import fields
from tortoise.models import Model


class News(Model):
    """One fact of a project (or of a team, where there is no project); `cursor` is dense."""

    id = fields.BigIntField(primary_key=True)
    team_id = fields.UUIDField()
    stream_id = fields.UUIDField()
    cursor = fields.BigIntField()
    seq = fields.BigIntField()
    type = fields.CharField(max_length=64)
    body: fields.JSONField[dict[str, Any]] = fields.JSONField()
    job_id = fields.UUIDField(null=True)
    root_id = fields.UUIDField(null=True)  # the topmost flow above the job, or the job
    at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "news"
        unique_together = (("stream_id", "cursor"),)
        indexes = (("root_id", "cursor"), ("at",))
