"""What every schema of ours is written with: described types, moments, connections."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from enum import auto
from typing import Any, Generic, TypeVar, dataclass_transform

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition, has_enum_definition

from aixss.described import Described
from aixss.errors import Invalid

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])

DATE_TIME_SPEC = "https://scalars.graphql.org/andimarek/date-time.html"


def doc(described: Callable[..., Any] | type) -> str:
    """A docstring on one line: what the schema says of a class or a resolver."""
    return " ".join((described.__doc__ or "").split())


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def shown(cls: type[T]) -> type[T]:
    """A type of the schema, described by its docstring."""
    return strawberry.type(cls, description=doc(cls))


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def shared(cls: type[T]) -> type[T]:
    """An interface of the schema, described by its docstring."""
    return strawberry.interface(cls, description=doc(cls))


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def taken(cls: type[T]) -> type[T]:
    """An input of the schema, described by its docstring."""
    return strawberry.input(cls, description=doc(cls))


def resolved(resolver: F) -> F:
    """A field that is worked out by a method, described by its docstring."""
    made: Any = strawberry.field(resolver, description=doc(resolver))
    return made  # type: ignore[no-any-return]  # Strawberry leaves the method as it was


def _time(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _parse_time(value: object) -> datetime:
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise Invalid("A time is written as in 2026-11-22T18:00:00Z, with its offset from UTC.")
    return at


# For the schema's `scalar_map`.
DATE_TIME = strawberry.scalar(
    name="DateTime",
    description="A moment in UTC as in RFC 3339, e.g. `2026-11-22T18:00:00.123456Z`.",
    specified_by_url=DATE_TIME_SPEC,
    serialize=_time,
    parse_value=_parse_time,
)


def named(cls: type[Described], name: str) -> None:
    """Describe an enum of the schema, under its name there."""
    if not has_enum_definition(cls):
        strawberry.enum(cls)
    # Strawberry defines an enum by itself as soon as it sees one: it is completed, not replaced.
    definition: StrawberryEnumDefinition = cls.__strawberry_definition__  # type: ignore[attr-defined]  # put there above
    definition.name, definition.description = name, doc(cls)
    for value, member in zip(definition.values, cls, strict=True):
        value.description = member.description


class Direction(Described):
    """Which end of an order comes first."""

    ASC = auto(), "The smallest, oldest or first.", "升序", "Ascending"
    DESC = auto(), "The largest, newest or last.", "降序", "Descending"


@shown
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool = strawberry.field(description="Whether more follows after `endCursor`.")
    has_previous_page: bool = strawberry.field(description="Whether `after` skipped anything.")
    start_cursor: str | None = strawberry.field(
        description="The cursor of the page's first item; null for an empty page."
    )
    end_cursor: str | None = strawberry.field(
        description="The cursor of the page's last item, for `after`; null for an empty page."
    )


@shown
class Edge(Generic[T]):
    """An item of a list with its place."""

    node: T = strawberry.field(description="The item.")
    cursor: str = strawberry.field(description="Its place: send it as `after` to go on behind it.")


@shown
class Connection(Generic[T]):
    """A page of a list."""

    nodes: list[T] = strawberry.field(description="The items of this page.")
    edges: list[Edge[T]] = strawberry.field(description="The items of this page with their places.")
    page_info: PageInfo = strawberry.field(description="Where this page stands.")
    count: strawberry.Private[Callable[[], Awaitable[int]]]

    @resolved
    async def total_count(self) -> int:
        """How many items the whole list has, all pages together."""
        return await self.count()
