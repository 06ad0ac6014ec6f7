"""Every error that a user can mend: a code, a sentence, and the place in the input it is about."""

from __future__ import annotations

from enum import auto
from typing import ClassVar
from uuid import UUID

from aixss.described import Described


class ErrorCode(Described):
    """What went wrong, for programs; the message beside it is for people."""

    UNAUTHENTICATED = (
        auto(),
        "No valid access token came with the request: sign in, or refresh the session.",
    )
    FORBIDDEN = auto(), "The viewer's role in the team does not allow this."
    NOT_FOUND = auto(), "There is no such object, or it belongs to another team."
    BAD_ID = auto(), "An id is not one of ours, or names another kind of object."
    BAD_CURSOR = auto(), "A cursor is not one of this list or stream."
    BAD_REQUEST = auto(), "The document or the request is not valid GraphQL for this schema."
    INVALID = auto(), "A value is not allowed; `path` says which one."
    NOT_READY = auto(), "Something that the job needs is missing; `missing` names the fields."
    CONFLICT = (
        auto(),
        "Somebody changed the object since it was read; `current` is what it is now.",
    )
    ACTIVE_JOB = auto(), "Running jobs would collide with this; `jobs` names them."
    ARTEFACT_LOCKED = auto(), "The artefact is locked against edits and jobs."
    ILLEGAL_MOVE = (
        auto(),
        "The move is not allowed in the present state; `allowedMoves` says which are.",
    )
    IDEMPOTENCY_MISMATCH = (
        auto(),
        "The idempotency key was used before with another input.",
    )
    TOO_COMPLEX = (
        auto(),
        "The document costs more than one request may; the message names what costs most.",
    )
    RETRY_LIMIT = auto(), "The job was retried too often: start it anew."
    # A job's own errors.
    AUTH = auto(), "The provider refused the profile's key."
    QUOTA = auto(), "The provider account has no quota or credit left."
    RATE_LIMITED = auto(), "The provider is limiting how often it may be asked."
    TIMEOUT = auto(), "The provider or the job took too long."
    CONTENT_FILTER = auto(), "The provider's content filter stopped the answer."
    BAD_ANSWER = auto(), "The model's answers could not be used, also after repairs."
    PROVIDER_REFUSED = (
        auto(),
        "The provider does not accept the request: model, parameters or output mode do not fit.",
    )
    UNAVAILABLE = auto(), "The provider or a service cannot be reached."
    WORKER_LOST = auto(), "The job's workers died too often."
    DEADLINE = auto(), "The job did not end within a day."
    CHILD_FAILED = auto(), "A job that this flow started failed."
    TARGET_GONE = auto(), "What the job was about has been deleted."
    INTERNAL = (
        auto(),
        "Something unforeseen went wrong on our side; the request id is in the log.",
    )


class AixssError(Exception):
    """Something went wrong."""

    code: ClassVar[ErrorCode] = ErrorCode.INTERNAL

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
    """This is not a cursor of this list: send it back exactly as you got it, or leave it out."""

    code = ErrorCode.BAD_CURSOR


class BadRequest(AixssError):
    """This is not a request that can be answered."""

    code = ErrorCode.BAD_REQUEST


class TooComplex(AixssError):
    """This operation asks for too much at once: ask for less, or in several operations."""

    code = ErrorCode.TOO_COMPLEX


class Invalid(AixssError):
    """This value is not allowed here."""

    code = ErrorCode.INVALID


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
            f"A {machine} in state {state} does not allow {event}; allowed moves: {names}."
        )
        self.source = state
        self.allowed = allowed


class IdempotencyMismatch(AixssError):
    """This idempotency key was used before with another input: use a new key."""

    code = ErrorCode.IDEMPOTENCY_MISMATCH


class RetryLimit(AixssError):
    """This job was retried too often: start it anew."""

    code = ErrorCode.RETRY_LIMIT
