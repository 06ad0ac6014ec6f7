"""Users, teams, memberships, sessions, API tokens, receipts and the audit trail."""

from __future__ import annotations

from enum import auto
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from aixss.described import Described
from aixss.kit import ids
from aixss.kit.rows import Stamped


class Role(Described):
    """What a member may do in a team; each role may do all that the ones below it may."""

    OWNER = auto(), "Does everything; who registers owns the team that is made then.", "所有者"
    ADMIN = (
        auto(),
        "Manages AI profiles, prompts, webhooks, API tokens and the budget, and does all that "
        "members do.",
        "管理员",
    )
    MEMBER = auto(), "Writes, and starts and cancels jobs.", "成员"
    VIEWER = auto(), "Reads, and follows what happens.", "访客"

    rank: int  # 0 for a viewer, 3 for an owner

    def covers(self, needed: Role) -> bool:
        """Whether this role may do what `needed` may."""
        return self.rank >= needed.rank


for _rank, _role in enumerate(reversed(Role)):
    _role.rank = _rank  # asked for at every request: an attribute is found at once


class TokenScope(Described):
    """What an API token may be used for; none of them includes another."""

    READ = auto(), "Asks queries and opens subscriptions.", "读取"
    WRITE = (
        auto(),
        "Changes stories: projects, episodes, scenes, characters and what belongs to them; and "
        "registers documents.",
        "编辑",
    )
    GENERATE = (
        auto(),
        "Starts, retries, pauses and cancels jobs, which may cost money, and raises their "
        "priority.",
        "生成",
    )
    MANAGE = (
        auto(),
        "Does what needs an admin: manages AI profiles, prompts, webhooks and the budget.",
        "管理",
    )

    @property
    def role(self) -> Role:
        """The role whose doings the scope stands for: a token acts as no more."""
        match self:
            case TokenScope.READ:
                return Role.VIEWER
            case TokenScope.WRITE | TokenScope.GENERATE:
                return Role.MEMBER
            case TokenScope.MANAGE:
                return Role.ADMIN


class User(Stamped):
    """A person who signs in."""

    email = fields.CharField(max_length=254, unique=True)
    name = fields.CharField(max_length=120, default="")
    password_hash = fields.CharField(max_length=255)
    locale = fields.CharField(max_length=8, default="zh")
    deleted_at = fields.DatetimeField(null=True)

    class Meta:
        table = "user"


class Team(Stamped):
    """The tenant: everything that the API reads belongs to one team."""

    name = fields.CharField(max_length=64)
    seq = fields.BigIntField(default=0)
    last_news = fields.BigIntField(default=0)
    deleted_at = fields.DatetimeField(null=True)

    class Meta:
        table = "team"


class Membership(Stamped):
    """A user's role in a team; `epoch` grows when what the user may do changes."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="memberships"
    )
    user_id: UUID
    team: fields.ForeignKeyRelation[Team] = fields.ForeignKeyField(
        "models.Team", related_name="memberships"
    )
    team_id: UUID
    role = fields.CharEnumField(Role, max_length=32)
    epoch = fields.IntField(default=0)
    deleted_at = fields.DatetimeField(null=True)

    class Meta:
        table = "membership"
        unique_together = (("user", "team"),)


class RefreshToken(Stamped):
    """One link of a sign-in's chain of refresh tokens; using a used one ends the whole family."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="refresh_tokens"
    )
    user_id: UUID
    team: fields.ForeignKeyRelation[Team] = fields.ForeignKeyField(
        "models.Team", related_name="refresh_tokens"
    )
    team_id: UUID
    family_id = fields.UUIDField()
    token_hash = fields.CharField(max_length=64, unique=True)
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "refresh_token"
        indexes = (("family_id",), ("expires_at",))


class ApiToken(Stamped):
    """A program's way in: speaks for the member who made it, within its scopes."""

    team: fields.ForeignKeyRelation[Team] = fields.ForeignKeyField(
        "models.Team", related_name="api_tokens"
    )
    team_id: UUID
    created_by: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="api_tokens"
    )
    created_by_id: UUID
    name = fields.CharField(max_length=80)
    scopes: fields.JSONField[list[str]] = fields.JSONField()
    token_hash = fields.CharField(max_length=64, unique=True)
    hint = fields.CharField(max_length=16)
    expires_at = fields.DatetimeField()
    last_used_at = fields.DatetimeField(null=True)
    revoked_at = fields.DatetimeField(null=True)
    deleted_at = fields.DatetimeField(null=True)

    class Meta:
        table = "api_token"
        indexes = (("team_id", "created_at"),)


class Receipt(Model):
    """The answer kept for an idempotency key: ids only, so that a replay reads them afresh."""

    id = fields.UUIDField(primary_key=True, default=ids.new)
    team_id = fields.UUIDField()
    actor_id = fields.UUIDField()
    key = fields.CharField(max_length=200)
    operation = fields.CharField(max_length=64)
    input_hash = fields.CharField(max_length=64)
    result: fields.JSONField[dict[str, Any]] = fields.JSONField(default=dict)
    at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "receipt"
        unique_together = (("team_id", "actor_id", "key"),)
        indexes = (("at",),)


class AuditEntry(Model):
    """Who did what to which object, for acts that a team may want to look up later."""

    id = fields.UUIDField(primary_key=True, default=ids.new)
    team_id = fields.UUIDField()
    actor_id = fields.UUIDField(null=True)
    action = fields.CharField(max_length=64)
    target_type = fields.CharField(max_length=64)
    target_id = fields.UUIDField(null=True)
    detail: fields.JSONField[dict[str, Any]] = fields.JSONField(default=dict)
    at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "audit_entry"
        indexes = (("team_id", "at"), ("target_id", "at"))
