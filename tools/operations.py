"""The operations of the schema, by the file that defines them: that is their task."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from graphql import GraphQLField, GraphQLID, GraphQLInputObjectType, get_named_type
from strawberry.utils.str_converters import to_camel_case

from aixss.accounts.models import Role
from aixss.api import mutations, queries, subscriptions
from aixss.api.rights import DEFINITION, ROLE
from aixss.api.schema import build_schema
from aixss.errors import ErrorCode

# The order of the work, from signing in on; a file that is not named here comes last.
COURSE = (
    "accounts",
    "projects",
    "starts",
    "subscriptions",
    "episodes",
    "scenes",
    "characters",
    "world_view",
    "jobs",
    "profiles",
    "api_tokens",
)
INPUT = "input"


@dataclass(frozen=True)
class Operation:
    """A root field of the schema."""

    root: str  # query, mutation or subscription
    name: str
    field: GraphQLField

    @property
    def role(self) -> Role | None:
        """The least role that may ask; None for everybody."""
        role: Role | None = self.field.extensions[DEFINITION].metadata[ROLE]
        return role

    @property
    def input(self) -> GraphQLInputObjectType | None:
        """The type of a mutation's one argument."""
        type_ = get_named_type(self.field.args[INPUT].type) if INPUT in self.field.args else None
        return type_ if isinstance(type_, GraphQLInputObjectType) else None

    @property
    def takes(self) -> Mapping[str, Any]:
        """What it is given, by name: the fields of its one input, or its arguments."""
        return self.input.fields if self.input else self.field.args

    @property
    def gives(self) -> frozenset[str]:
        """The names of the fields of its answer."""
        return frozenset(getattr(get_named_type(self.field.type), "fields", {}))

    @property
    def errors(self) -> list[ErrorCode]:
        """The codes that it can answer beyond those of every operation, as its shape tells."""
        takes, gives = self.takes, self.gives
        has_id = any(get_named_type(each.type) == GraphQLID for each in takes.values())
        is_start = "deduplicated" in gives
        can = {
            ErrorCode.UNAUTHENTICATED: self.role is not None,
            ErrorCode.FORBIDDEN: self.role is not None,
            ErrorCode.BAD_ID: has_id,
            ErrorCode.NOT_FOUND: has_id and self.root != "query",
            ErrorCode.BAD_CURSOR: "after" in takes,
            ErrorCode.INVALID: self.root == "mutation" or "first" in takes,
            ErrorCode.NOT_READY: is_start,
            ErrorCode.ACTIVE_JOB: is_start or "deletedId" in gives,
            ErrorCode.ARTEFACT_LOCKED: is_start or "patch" in takes or "deletedId" in gives,
            ErrorCode.CONFLICT: "expectedRevision" in takes,
            ErrorCode.ILLEGAL_MOVE: "move" in takes,
            ErrorCode.IDEMPOTENCY_MISMATCH: "idempotencyKey" in takes,
        }
        said = self.field.description or ""
        return [code for code in ErrorCode if can.get(code) or code.value in said]


@dataclass(frozen=True)
class Task:
    """The operations of one file, under what its docstring begins with."""

    title: str
    operations: tuple[Operation, ...]


def tasks() -> list[Task]:
    """Every operation, in the order of the work."""
    schema = build_schema()._schema
    roots = {
        "mutation": (schema.mutation_type, list(_modules(mutations))),
        "query": (schema.query_type, list(_modules(queries))),
        "subscription": (schema.subscription_type, [subscriptions]),
    }
    found: dict[str, list[Operation]] = {}
    titles: dict[str, str] = {}
    for root, (type_, modules) in roots.items():
        fields = type_.fields if type_ else {}
        for module in modules:
            name = module.__name__.rpartition(".")[2]
            titles.setdefault(name, _title(module))
            names = list(fields) if module is subscriptions else _names(module)
            found.setdefault(name, [])
            for each in names:
                operation = Operation(root, each, fields[each])
                found.setdefault(_home(operation, found) or name, []).append(operation)
    place = {name: number for number, name in enumerate(COURSE)}
    course = sorted(found, key=lambda each: (place.get(each, len(place)), each))
    return [Task(titles[name], tuple(found[name])) for name in course if found[name]]


def _home(operation: Operation, known: Mapping[str, object]) -> str | None:
    """Where a question stands whose answer is defined in a file of the same name as a task's."""
    answer = get_named_type(operation.field.type)
    if nodes := getattr(answer, "fields", {}).get("nodes"):
        answer = get_named_type(nodes.type)
    origin = answer.extensions[DEFINITION].origin if DEFINITION in answer.extensions else None
    name = getattr(origin, "__module__", "").rpartition(".")[2]
    return name if operation.root == "query" and name in known else None


def _modules(folder: ModuleType) -> Iterator[ModuleType]:
    for each in pkgutil.iter_modules(folder.__path__, f"{folder.__name__}."):
        yield importlib.import_module(each.name)


def _names(module: ModuleType) -> list[str]:
    fields = getattr(module, "FIELDS", ())
    return [each.graphql_name or to_camel_case(each.python_name) for each in fields]


def _title(module: ModuleType) -> str:
    """What a module's docstring begins with, up to its first colon or full stop."""
    line = (module.__doc__ or "").strip().partition("\n")[0]
    return line.partition(":")[0].rstrip(".")
