"""Errors that a user can mend, as data of a mutation's payload."""

from __future__ import annotations

from uuid import UUID

import strawberry
from strawberry.pydantic import InputValidationError
from strawberry.utils.str_converters import to_camel_case
from tortoise.models import Model

from aixss import errors
from aixss.api.context import Context
from aixss.api.types.jobs import Job
from aixss.api.types.nodes import Node
from aixss.errors import AixssError, ErrorCode
from aixss.kit import metrics
from aixss.kit.gql import resolved, shared, shown
from aixss.reads.resolvers import any_of
from aixss.refusals import sentence

Info = strawberry.Info[Context, None]

PATCH = "patch"


@shared
class MutationError:
    """Why a mutation was refused; nothing was written then."""

    code: ErrorCode = strawberry.field(description="What went wrong, for programs.")
    message: str = strawberry.field(description="What went wrong and what to do, for people.")
    path: list[str] = strawberry.field(
        description='Where in the input, e.g. `["patch", "summary"]`; empty for all of it.'
    )


@shown
class FieldError(MutationError):
    """A value of the input breaks a rule."""


@shown
class NotFoundError(MutationError):
    """There is no such object, or it belongs to another team."""


@shown
class ForbiddenError(MutationError):
    """The viewer's role in the team does not allow this, or an API token never may."""


@shown
class NotReadyError(MutationError):
    """Something that this needs is still missing."""

    missing: list[str] = strawberry.field(description="The fields of the target to fill first.")


@shown
class ConflictError(MutationError):
    """Somebody changed the object after the revision that the input names."""

    fields: list[str] = strawberry.field(
        description="The fields that both sides changed; empty when it is the object as a whole."
    )
    key: strawberry.Private[tuple[str, UUID] | None]
    current_revision: int = strawberry.field(
        description="Its revision: send it as `expectedRevision` to write over it."
    )

    @resolved
    async def current(self, info: Info) -> Node | None:
        """The object as it is now; null when it is gone."""
        return await any_of(info._raw_info, *self.key) if self.key else None  # type: ignore[return-value]  # of a node's type


@shown
class ActiveJobError(MutationError):
    """Live jobs would collide with this: wait for them or cancel them."""

    job_ids: strawberry.Private[tuple[UUID, ...]]

    @resolved
    async def jobs(self, info: Info) -> list[Job]:
        """The jobs in the way, as they are now."""
        return [Job.of(r) for r in await info.context.loaders.links(Job.table(), self.job_ids)]


@shown
class LockedError(MutationError):
    """The artefact is locked against edits and jobs."""


@shown
class IllegalMoveError(MutationError):
    """The present state does not allow this move."""

    from_: str = strawberry.field(name="from", description="The present state.")
    allowed_moves: list[str] = strawberry.field(description="The moves that it does allow.")


@shown
class IdempotencyError(MutationError):
    """The idempotency key was used before with another input."""


TYPES = (
    FieldError,
    NotFoundError,
    ForbiddenError,
    NotReadyError,
    ConflictError,
    ActiveJobError,
    LockedError,
    IllegalMoveError,
    IdempotencyError,
)


@shared
class Payload:
    """What every mutation answers with."""

    errors: list[MutationError] = strawberry.field(
        default_factory=list, description="Why nothing was done; empty when it was done."
    )


def to_payload(error: AixssError, given: object = None) -> MutationError:
    """The error as data; its path is one into the input, in the client's spelling."""
    code, message, path = error.code, error.message, _path(error.path, given)
    metrics.ERRORS.of(code.value).add()
    match error:
        case errors.NotFound():
            return NotFoundError(code=code, message=message, path=path)
        case errors.Forbidden():
            return ForbiddenError(code=code, message=message, path=path)
        case errors.NotReady():
            missing = [to_camel_case(name) for name in error.missing]
            return NotReadyError(code=code, message=message, path=path, missing=missing)
        case errors.Conflict():
            return ConflictError(
                code=code,
                message=message,
                path=path,
                fields=[to_camel_case(name) for name in error.fields],
                key=_key(error.current),
                current_revision=error.current_revision,
            )
        case errors.ActiveJob():
            return ActiveJobError(code=code, message=message, path=path, job_ids=error.job_ids)
        case errors.ArtefactLocked():
            return LockedError(code=code, message=message, path=path)
        case errors.IllegalMove():
            return IllegalMoveError(
                code=code,
                message=message,
                path=path,
                from_=error.source,
                allowed_moves=list(error.allowed),
            )
        case errors.IdempotencyMismatch():
            return IdempotencyError(code=code, message=message, path=path)
        case _:
            return FieldError(code=code, message=message, path=path)


def _key(row: object) -> tuple[str, UUID] | None:
    return (type(row).__name__, row.pk) if isinstance(row, Model) else None


def to_payloads(error: InputValidationError) -> list[MutationError]:
    """One error for each value that the bounds of the input refuse."""
    return [
        FieldError(
            code=_code(each.type), message=sentence(each.type, each.message), path=each.location[1:]
        )
        for each in error.errors
    ]


def _path(path: tuple[str, ...], given: object) -> list[str]:
    camel = [to_camel_case(part) for part in path]
    # The floors below know the object's fields, not that an update holds them in its patch.
    if camel and isinstance(given, dict) and camel[0] in (given.get(PATCH) or {}):
        return [PATCH, *camel]
    return camel


def _code(kind: str) -> ErrorCode:
    """A validator of ours names the code itself; whatever pydantic refuses is INVALID."""
    return ErrorCode[kind] if kind in ErrorCode.__members__ else ErrorCode.INVALID
