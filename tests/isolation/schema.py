"""What the schema says about isolation: where it takes ids, and where it leads to objects.

What it cannot say stands in the tables here; a field that none of them knows fails its test.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    get_named_type,
    is_abstract_type,
    is_composite_type,
)
from pydantic import BaseModel

from aixss.api import ids
from aixss.api.schema import build_schema

SCHEMA = build_schema()._schema
Path = tuple[str, ...]

ANY = tuple(ids.PREFIX_OF)
STORY = ("Project", "Episode", "Scene")
OPENED = (*STORY, "Character", "CharacterRelationship", "WorldViewElement", "StoryboardGroup")
EDITED = (*OPENED, "CharacterCandidate")

# What an id is an id of, where its name does not say: by its own name or after its field's.
SORTS: Mapping[str, tuple[str, ...]] = {
    "sourceId": ("Character",),
    "targetId": ("Character",),
    "castIds": ("Character",),
    "subjectIds": ("Character",),
    "speakerId": ("Character",),
    "holderId": ("Character",),
    "profileId": ("AIProfile",),
    "parentId": ("Job",),
    "retryOf": ("Job",),
    "rootId": ("Job",),
    "rotateWebhookSecret.id": ("Webhook",),
    "deleteDocument.id": ("PersistedDocument",),
    "raiseJobPriority.id": ("Job",),
    "node.id": ANY,
    "nodes.ids": ANY,
    "readiness.targetId": ("Team", *STORY),
    "announcePresence.targetId": OPENED,
}
COMPARATORS = ("eq", "ne", "in", "notIn")

# Which types a field of an interface's type leads to.
ABSTRACT: Mapping[str, tuple[str, ...]] = {
    "Query.node": ANY,
    "Query.nodes": ANY,
    "Job.target": STORY,
    "ConflictError.current": (*EDITED, "AIProfile", "SystemPrompt", "Webhook"),
    "ObjectChanged.target": EDITED,
    "StateChanged.target": STORY,
    "MarkedStale.target": ("Episode", "Project", "Scene", "StoryboardGroup"),
    "MemberPresence.target": OPENED[1:],
}
# Types without an id that show rows of a table of their own.
ROWS: Mapping[str, str] = {
    "StaleMark": "stale_mark",
    "JobAttempt": "job_attempt",
    "JobUsage": "usage_record",
    "WebhookAttempt": "webhook_attempt",
}
# Types that show nothing but columns of their owner's row, or that only lead on.
PARTS = frozenset(
    {
        "AttemptError",
        "Budget",
        "JobError",
        "JobResult",
        "Label",
        "LabelSet",
        "Missing",
        "PageInfo",
        "PoolStatus",
        "PostgresStatus",
        "ProjectPresence",
        "ProfileError",
        "ProfileHealth",
        "Progress",
        "Prompt",
        "PromptFact",
        "ProjectStats",
        "Provider",
        "Readiness",
        "RedisStatus",
        "Session",
        "SystemStatus",
        "Viewer",
        "WorkerStatus",
    }
)
# What stands for an id, for an answer, for a refusal or for an event is walked field by field.
INTERFACES = ("Node", "Payload", "MutationError", "JobEvent", "ProjectEvent", "TeamEvent")
# Objects that cannot be another team's: who asks, and the team that the token names.
OWN = frozenset({"Viewer.user", "Viewer.team", "UpdateBudgetPayload.team"})
# Fields of an interface that show nothing in these types: no fact is behind them.
EMPTY = frozenset({"TeamSnapshot.project", "ResyncRequired.project"})
# What subscriptions tell beside events, and in which of its fields parts of it are.
TOLD: Mapping[str, str] = {"Notification": "", "MemberPresence": "members"}


def say(what: str, where: str) -> str:
    """How a missing entry is reported."""
    return f"{what} is not known to the isolation walker: add it to {where}."


# Ids


@dataclass(frozen=True)
class Place:
    """One place of the schema that takes an id, and a type that the id may be of."""

    owner: str
    name: str
    path: Path
    type_name: str

    def __str__(self) -> str:
        return f"{self.owner}.{self.name}-{'.'.join(self.path)}-{self.type_name}"

    @property
    def field(self) -> GraphQLField:
        """The field that takes it."""
        return fields(self.owner)[self.name]

    @property
    def is_own_making(self) -> bool:
        """Whether it names an object to be made, so that an unknown one is no error."""
        return self.name.startswith("create") and self.path == ("input", "id")

    @property
    def writes(self) -> bool:
        """Whether the field changes anything."""
        return self.owner == root("mutation")


def root(operation: str) -> str:
    """The name of a root type."""
    found = getattr(SCHEMA, f"{operation}_type")
    return str(found.name)


def fields(type_name: str) -> Mapping[str, GraphQLField]:
    """The fields of a type, which may have none."""
    found: Mapping[str, GraphQLField] = getattr(SCHEMA.type_map[type_name], "fields", {})
    return found


def objects() -> Iterator[GraphQLObjectType]:
    """Every object type but those of introspection."""
    for each in SCHEMA.type_map.values():
        if isinstance(each, GraphQLObjectType) and not each.name.startswith("__"):
            yield each


def places() -> Iterator[Place]:
    """Every place that takes an id, once for each type of object that it may name."""
    for owner in objects():
        for name, each in owner.fields.items():
            for argument, found in each.args.items():
                for path in _below(found.type, (argument,), ()):
                    for sort in sorts(owner.name, name, path) or ("?",):
                        yield Place(owner.name, name, path, sort)


def _below(kind: Any, path: Path, above: Path) -> Iterator[Path]:
    named = get_named_type(kind)
    if named.name == "ID":
        yield path
    # A filter within a filter is walked once more: `and`, `or` and `not` have code of their own.
    elif isinstance(named, GraphQLInputObjectType) and above.count(named.name) < 2:
        for name, each in named.fields.items():
            yield from _below(each.type, (*path, name), (*above, named.name))


def sorts(owner: str, name: str, path: Path) -> tuple[str, ...]:
    """What the id at a path of a field may be an id of; empty when nothing says it."""
    last = path[-2] if path[-1] in COMPARATORS else path[-1]
    for key in (f"{name}.{last}", last):
        if key in SORTS:
            return SORTS[key]
    if last == "id" and owner == root("mutation"):
        last = name  # such fields end with the type that they are about: updateScene
    elif last == "id":
        last = str(shown(fields(owner)[name].type))
    said = last.removesuffix("s").removesuffix("Id").lower()
    known = [each for each in ids.PREFIX_OF if said.endswith(each.lower())]
    return (max(known, key=len),) if known else ()


# Objects


def shown(kind: Any) -> Any:
    """The type of the objects that a field shows, of the items for a connection."""
    named = get_named_type(kind)
    return shown(named.fields["nodes"].type) if is_connection(named) else named


def is_connection(named: Any) -> bool:
    """Whether a type is a page of a list."""
    return named.name.endswith("Connection") and "nodes" in named.fields


def implements(named: Any, interface: str) -> bool:
    """Whether a type is, or implements, an interface."""
    return named.name == interface or any(
        each.name == interface for each in getattr(named, "interfaces", ())
    )


@dataclass(frozen=True)
class Lead:
    """A field that leads from objects of one type to others with rows of their own."""

    owner: str
    name: str

    def __str__(self) -> str:
        return f"{self.owner}.{self.name}"

    @property
    def field(self) -> GraphQLField:
        """The field."""
        return fields(self.owner)[self.name]

    @property
    def shown(self) -> str:
        """The type of what it shows, which may be an interface."""
        return str(shown(self.field.type))

    @property
    def expected(self) -> tuple[str, ...]:
        """The types of the objects that the test must find behind it."""
        if not is_abstract_type(SCHEMA.type_map[self.shown]):
            return (self.shown,)
        assert str(self) in ABSTRACT, say(f"What {self} leads to", "ABSTRACT")
        return ABSTRACT[str(self)]


def leads() -> list[Lead]:
    """Every field that leads to objects, but those of payloads: see `payloads`."""
    return [
        Lead(owner.name, name)
        for owner in objects()
        for name, each in owner.fields.items()
        if not is_page(owner)
        and not implements(owner, "Payload")
        and owner.name not in (root("mutation"), root("subscription"))
        and f"{owner.name}.{name}" not in OWN | EMPTY
        and (implements(shown(each.type), "Node") or shown(each.type).name in ROWS)
    ]


def is_page(owner: Any) -> bool:
    """Whether a type belongs to the pages of lists, which their field's case looks through."""
    return is_connection(owner) or owner.name.endswith("Edge")


def unknown_types() -> list[str]:
    """The object types of which nothing says whether they have rows of their own."""
    return sorted(
        each.name
        for each in objects()
        if not is_page(each)
        and not any(implements(each, name) for name in INTERFACES)
        and each.name
        not in {*ROWS, *PARTS, *TOLD, *map(root, ("query", "mutation", "subscription"))}
        and not _is_artefact(each)
    )


def _is_artefact(each: Any) -> bool:
    """Whether a type is made from a Pydantic model, and so is a part of its owner's row."""
    definition = each.extensions.get("strawberry-definition")
    return definition is not None and issubclass(definition.origin, BaseModel)


# Routes


@dataclass(frozen=True)
class Route:
    """How a query reaches objects of a type: from objects with an id, or from the root."""

    start: str
    steps: Path = ()


def route(type_name: str) -> Route | None:
    """The shortest way to a type; None when no query leads there."""
    if implements(SCHEMA.type_map[type_name], "Node") or type_name == root("query"):
        return Route(type_name)
    ways = [Route(each.name) for each in objects() if _begins(each)]
    seen = {way.start for way in ways}
    while ways:
        way, *ways = ways
        at = way.start if not way.steps else _end(way)
        if at == type_name:
            return way
        for name, each in fields(at).items():
            to = get_named_type(each.type)
            if is_composite_type(to) and to.name not in seen and not is_page(to):
                seen.add(to.name)
                ways.append(Route(way.start, (*way.steps, name)))
    return None


def _begins(each: GraphQLObjectType) -> bool:
    return implements(each, "Node") or each.name == root("query")


def _end(way: Route) -> str:
    at = way.start
    for name in way.steps:
        at = get_named_type(fields(at)[name].type).name
    return at
