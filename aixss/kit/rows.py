"""What every row that the API reads has in common."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from aixss.kit import ids


class Stamped(Model):
    """A row with an id that sorts by age, and its times."""

    id = fields.UUIDField(primary_key=True, default=ids.new)
    created_at = fields.DatetimeField(auto_now_add=True)
    updated_at = fields.DatetimeField(auto_now=True)

    class Meta:
        abstract = True


class Edited(Stamped):
    """A row that people edit: `changed` holds for each field the revision that last wrote it."""

    team_id = fields.UUIDField()
    revision = fields.IntField(default=1)
    changed: fields.JSONField[dict[str, int]] = fields.JSONField(default=dict)
    deleted_at = fields.DatetimeField(null=True)
    deletion_id = fields.UUIDField(null=True)

    class Meta:
        abstract = True
