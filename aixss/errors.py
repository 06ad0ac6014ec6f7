"""Every error that a user can mend: a code, a sentence, and the place in the input it is about."""

from __future__ import annotations

from enum import auto
from typing import ClassVar, Self
from uuid import UUID

from pydantic import ValidationError

from aixss.described import Described
from aixss.refusals import sentence


class ErrorCode(Described):
    """What went wrong, for programs; the message beside it is for people."""

    UNAUTHENTICATED = (
        auto(),
        "No valid access token came with the request: sign in, or refresh the session.",
        "需要登录",
        "Sign-in needed",
    )
    FORBIDDEN = (
        auto(),
        "The viewer's role in the team, or the API token's scopes, do not allow this.",
        "没有权限",
        "Not allowed",
    )
    NOT_FOUND = auto(), "There is no such object, or it belongs to another team.", "找不到对象"
    BAD_ID = (
        auto(),
        "An id is not one of ours, or names another kind of object.",
        "标识无效",
        "Not a valid id",
    )
    BAD_CURSOR = (
        auto(),
        "A cursor is not one of this list or stream.",
        "游标无效",
        "Not a valid cursor",
    )
    BAD_REQUEST = (
        auto(),
        "The document or the request is not valid GraphQL for this schema.",
        "请求无效",
        "Request not understood",
    )
    INVALID = (
        auto(),
        "A value is not allowed; `path` says which one.",
        "输入不合要求",
        "Value not allowed",
    )
    NOT_READY = (
        auto(),
        "Something that the job needs is missing; `missing` names the fields.",
        "前置内容未齐",
        "Something is missing",
    )
    CONFLICT = (
        auto(),
        "Somebody changed the object since it was read; `current` is what it is now.",
        "已被他人修改",
        "Changed by somebody else",
    )
    ACTIVE_JOB = (
        auto(),
        "Running jobs would collide with this; `jobs` names them.",
        "有作业正在进行",
        "A job is in the way",
    )
    ARTEFACT_LOCKED = auto(), "The artefact is locked against edits and jobs.", "产物已锁定"
    ILLEGAL_MOVE = (
        auto(),
        "The move is not allowed in the present state; `allowedMoves` says which are.",
        "当前状态不允许",
        "Not possible in this state",
    )
    IDEMPOTENCY_MISMATCH = (
        auto(),
        "The idempotency key was used before with another input.",
        "幂等键已用于其他输入",
        "Key used for another input",
    )
    TOO_COMPLEX = (
        auto(),
        "The document costs more than one request may; the message names what costs most.",
        "查询过于庞大",
        "Query too large",
    )
    PERSISTED_QUERY_NOT_FOUND = (
        auto(),
        "No document of that hash is remembered: send it once more with its text.",
        "查询尚未登记",
        "Query not remembered",
    )
    RETRY_LIMIT = (
        auto(),
        "The job was retried too often: start it anew.",
        "重试次数已用完",
        "Retried too often",
    )
    BUDGET_SPENT = (
        auto(),
        "The team's budget for this month is spent, and nothing more that costs is asked.",
        "本月预算已用完",
        "Budget spent",
    )
    # A job's own errors.
    AUTH = auto(), "The provider refused the profile's key.", "密钥被拒绝", "Key refused"
    QUOTA = (
        auto(),
        "The provider account has no quota or credit left.",
        "额度已用完",
        "No credit left",
    )
    RATE_LIMITED = (
        auto(),
        "The provider or this API limits how often it may be asked.",
        "请求过于频繁",
        "Too many requests",
    )
    TIMEOUT = auto(), "The provider or the job took too long.", "超时", "Timed out"
    CONTENT_FILTER = (
        auto(),
        "The provider's content filter stopped the answer.",
        "被内容过滤拦截",
        "Stopped by the content filter",
    )
    BAD_ANSWER = (
        auto(),
        "The model's answers could not be used, also after repairs.",
        "模型回答不可用",
        "Unusable answer",
    )
    PROVIDER_REFUSED = (
        auto(),
        "The provider does not accept the request: model, parameters or output mode do not fit.",
        "服务商不接受该请求",
        "Request refused by the provider",
    )
    UNAVAILABLE = (
        auto(),
        "The provider or a service cannot be reached.",
        "服务暂不可用",
        "Service unavailable",
    )
    WORKER_LOST = auto(), "The job's workers died too often.", "工作进程多次中断", "Workers lost"
    DEADLINE = auto(), "The job did not end within a day.", "超过最长期限", "Deadline passed"
    CHILD_FAILED = (
        auto(),
        "A job that this flow started failed.",
        "子作业失败",
        "A child job failed",
    )
    FLOW_LIMIT = (
        auto(),
        "A flow would start too many jobs in one step, or on too many levels.",
        "流程规模超限",
        "Flow too large",
    )
    TARGET_GONE = (
        auto(),
        "What the job was about has been deleted.",
        "目标已被删除",
        "Target deleted",
    )
    INTERNAL = (
        auto(),
        "Something unforeseen went wrong on our side; the request id is in the log.",
        "内部错误",
        "Internal error",
    )


class AixssError(Exception):
    """Something went wrong."""

    code: ClassVar[ErrorCode] = ErrorCode.INTERNAL
    points: int | None = None  # what the operation would have cost, where that was worked out

    def __init__(self, message: str | None = None, *, path: tuple[str, ...] = ()) -> None:
        self.message = message or (type(self).__doc__ or "").strip()
        self.path = path
        super().__init__(self.message)


class Unauthenticated(AixssError):
    """Sign in first: send a valid access token."""

    code = ErrorCode.UNAUTHENTICATED


class Forbidden(AixssError):
    """Your role in this team does not allow this; ask an owner or an admin."""

    code = ErrorCode.FORBIDDEN


class NotFound(AixssError):
    """There is no such object."""

    code = ErrorCode.NOT_FOUND


class BadId(AixssError):
    """This is not an id of ours: send it back exactly as you got it."""

    code = ErrorCode.BAD_ID


class BadCursor(AixssError):
    """This is no cursor of this list or stream: send it back as you got it, or leave it out."""

    code = ErrorCode.BAD_CURSOR


class BadRequest(AixssError):
    """This is not a request that can be answered."""

    code = ErrorCode.BAD_REQUEST


class PersistedQueryNotFound(AixssError):
    """PersistedQueryNotFound"""

    code = ErrorCode.PERSISTED_QUERY_NOT_FOUND


class TooComplex(AixssError):
    """This operation asks for too much at once: ask for less, or in several operations."""

    code = ErrorCode.TOO_COMPLEX

    def __init__(self, message: str | None = None, *, points: int | None = None) -> None:
        super().__init__(message)
        self.points = points


class RateLimited(AixssError):
    """You have asked for as much as a minute allows; `retry_after_s` says when to go on."""

    code = ErrorCode.RATE_LIMITED

    def __init__(self, *, retry_after_s: int, points: int | None = None) -> None:
        super().__init__(
            "You have spent the points of this minute: "
            f"ask again in {retry_after_s} s, or ask for less."
        )
        self.retry_after_s = retry_after_s
        self.points = points


class Invalid(AixssError):
    """This value is not allowed here."""

    code = ErrorCode.INVALID

    @classmethod
    def by(cls, error: ValidationError) -> Self:
        """The first thing that a model found wrong, with its path."""
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        path = tuple(str(part) for part in first["loc"])
        return cls(sentence(first["type"], first["msg"]), path=path)


class NotReady(AixssError):
    """Something that this needs is still missing."""

    code = ErrorCode.NOT_READY

    def __init__(
        self, message: str, *, missing: tuple[str, ...], path: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message, path=path)
        self.missing = missing


class Conflict(AixssError):
    """Somebody changed this since you read it: read it again and repeat your change."""

    code = ErrorCode.CONFLICT

    def __init__(
        self,
        message: str | None = None,
        *,
        path: tuple[str, ...] = (),
        fields: tuple[str, ...] = (),
        current: object = None,
        current_revision: int = 0,
    ) -> None:
        super().__init__(message, path=path)
        self.fields = fields
        self.current = current
        self.current_revision = current_revision


class ActiveJob(AixssError):
    """Running jobs would collide with this: wait for them or cancel them."""

    code = ErrorCode.ACTIVE_JOB

    def __init__(self, job_ids: tuple[UUID, ...], message: str | None = None) -> None:
        super().__init__(message)
        self.job_ids = job_ids


class ArtefactLocked(AixssError):
    """This artefact is locked: unlock it first, or let an owner or admin override the lock."""

    code = ErrorCode.ARTEFACT_LOCKED


class IllegalMove(AixssError):
    """This is not a legal move from the present state."""

    code = ErrorCode.ILLEGAL_MOVE

    def __init__(self, *, machine: str, state: str, event: str, allowed: tuple[str, ...]) -> None:
        names = ", ".join(allowed) or "none"
        super().__init__(
            f"In state {state} the {machine} does not allow {event}; allowed moves: {names}."
        )
        self.source = state
        self.allowed = allowed


class IdempotencyMismatch(AixssError):
    """This idempotency key was used before with another input: use a new key."""

    code = ErrorCode.IDEMPOTENCY_MISMATCH


class RetryLimit(AixssError):
    """This job was retried too often: start it anew."""

    code = ErrorCode.RETRY_LIMIT


class OverBudget(AixssError):
    """This month's budget is spent: raise it, wait for the next one, or use an offline profile."""

    code = ErrorCode.BUDGET_SPENT
