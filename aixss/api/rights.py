"""What a root field asks of who calls it: a role, and of an API token a scope too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from graphql import GraphQLField, GraphQLObjectType, OperationType, get_named_type
from strawberry.types.field import StrawberryField

from aixss.accounts import members
from aixss.accounts.models import Role, TokenScope
from aixss.api.context import Context
from aixss.errors import Forbidden

ROLE, SCOPE = "role", "scope"
PEOPLE = None  # in the place of a scope: no API token may
DEFINITION = "strawberry-definition"  # where Strawberry keeps its own field on graphql-core's
RIGHTS = "rights"  # where `operation.guard` leaves what it enforces
JOB = "Job"

Made = TypeVar("Made", bound=StrawberryField)


@dataclass(frozen=True)
class Rights:
    """A role, and the scope by which an API token has it; no role lets everybody."""

    role: Role | None
    scope: TokenScope | None

    def check(self, context: Context) -> None:
        """Refuse who may not; raises Unauthenticated and Forbidden."""
        if self.role is None:
            return
        viewer = context.signed_in()
        # First: a token without the scope may lack the role for that very reason.
        members.require_scope(viewer, self.scope)
        members.require(viewer, self.role)

    def __str__(self) -> str:
        if self.role is None:
            return "Nobody has to be signed in."
        if self.scope is PEOPLE:
            return "API tokens may not do this."
        return f"API tokens need the scope `{self.scope}`."


# The types whose objects `node` shows only to those who have these rights.
OF_NODES: dict[str, Rights] = {}


def shows(context: Context, type_name: str) -> bool:
    """Whether `node` may show the viewer the objects of a type."""
    try:
        if needed := OF_NODES.get(type_name):
            needed.check(context)
    except Forbidden:
        return False
    return True


def scoped(scope: TokenScope | None) -> Callable[[Made], Made]:
    """Gives a root field another scope than the one that follows from it, or PEOPLE."""

    def declared(made: Made) -> Made:
        made.metadata = MappingProxyType({**made.metadata, SCOPE: scope})
        return made

    return declared


def of(operation: OperationType, name: str, each: GraphQLField) -> Rights:
    """What a root field asks for; raises TypeError for one that does not say it."""
    definition: StrawberryField = each.extensions[DEFINITION]
    said: dict[str, Any] = dict(definition.metadata or {})
    if ROLE not in said:
        raise TypeError(f"the root field {name} declares no role: see aixss/api/operation.py")
    role: Role | None = said[ROLE]
    return Rights(role, said[SCOPE] if SCOPE in said else _scope(operation, name, each, role))


def _scope(
    operation: OperationType, name: str, each: GraphQLField, role: Role | None
) -> TokenScope | None:
    """The scope that follows from a field: from its role, and from whether it is about jobs."""
    match role:
        case Role.VIEWER if operation is not OperationType.MUTATION:
            return TokenScope.READ
        case Role.MEMBER:
            return TokenScope.GENERATE if _shows_job(each) else TokenScope.WRITE
        case Role.ADMIN:
            return TokenScope.MANAGE
        case Role.OWNER | None:
            return PEOPLE
    raise TypeError(f"the root field {name} declares no scope: see aixss/api/rights.py")


def _shows_job(each: GraphQLField) -> bool:
    """Whether an answer holds jobs: what was started, retried or cancelled."""
    answer = get_named_type(each.type)
    return isinstance(answer, GraphQLObjectType) and any(
        get_named_type(part.type).name == JOB for part in answer.fields.values()
    )
