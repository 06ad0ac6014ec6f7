"""What lists can be filtered and ordered by: inputs of the schema, and the SQL that they mean.

`lists` makes both from one table of comparisons and one of columns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.utils.str_converters import to_camel_case

from aixss.described import Described
from aixss.errors import Invalid
from aixss.kit.gql import Direction, taken
from aixss.reads.lists import Clause, Lists, Order

T = TypeVar("T")

LISTED_MAX = 100  # values in a list
FILTERS_MAX = 100  # filters within each other
TEXT_MAX = 200  # characters to look for


@taken
class Equality(Generic[T]):
    """Compares a value for equality; all that is given must hold."""

    eq: T | None = strawberry.field(default=strawberry.UNSET, description="Equal to this.")
    ne: T | None = strawberry.field(
        default=strawberry.UNSET, description="Not equal to this, or null."
    )
    in_: list[T] | None = strawberry.field(
        name="in", default=strawberry.UNSET, description="Equal to one of these, at most 100."
    )
    not_in: list[T] | None = strawberry.field(
        default=strawberry.UNSET, description="Equal to none of these, at most 100, or null."
    )


@taken
class StringEquality(Equality[str]):
    """Compares a text for equality; all that is given must hold."""


@taken
class TextMatch(Equality[str]):
    """Compares a text, or looks into it; all that is given must hold."""

    contains: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="Has this within, capital or small letters alike, at most 200 characters.",
    )
    starts_with: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="Begins with this, capital or small letters alike, at most 200 characters.",
    )


@taken
class TimeRange:
    """Compares moments; all that is given must hold."""

    from_: datetime | None = strawberry.field(
        name="from", default=strawberry.UNSET, description="At this moment or later."
    )
    before: datetime | None = strawberry.field(
        default=strawberry.UNSET, description="Before this moment."
    )


@taken
class IntRange:
    """Compares whole numbers; all that is given must hold."""

    eq: int | None = strawberry.field(default=strawberry.UNSET, description="Equal to this.")
    at_least: int | None = strawberry.field(
        default=strawberry.UNSET, description="This number or a larger one."
    )
    at_most: int | None = strawberry.field(
        default=strawberry.UNSET, description="This number or a smaller one."
    )


@taken
class IsTrue:
    """Compares yes and no."""

    eq: bool | None = strawberry.field(default=strawberry.UNSET, description="Equal to this.")


def _pattern(text: str) -> str:
    if len(text) > TEXT_MAX:
        raise Invalid(f"Look for at most {TEXT_MAX} characters.", path=("filter",))
    for special in ("\\", "%", "_"):
        text = text.replace(special, f"\\{special}")
    return text


def _as_it_is(value: Any) -> Any:
    return value


# What each comparator means, and what becomes of its value.
COMPARE: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "eq": ("{column} = {{}}", _as_it_is),
    # What is null is not equal to anything, so it is among those that differ.
    "ne": ("{column} IS DISTINCT FROM {{}}", _as_it_is),
    "in_": ("{column} = ANY({{}})", _as_it_is),
    "not_in": ("({column} = ANY({{}})) IS NOT TRUE", _as_it_is),
    "from_": ("{column} >= {{}}", _as_it_is),
    "before": ("{column} < {{}}", _as_it_is),
    "at_least": ("{column} >= {{}}", _as_it_is),
    "at_most": ("{column} <= {{}}", _as_it_is),
    "contains": ("{column} ILIKE {{}}", lambda text: f"%{_pattern(text)}%"),
    "starts_with": ("{column} ILIKE {{}}", lambda text: f"{_pattern(text)}%"),
}


@dataclass(frozen=True)
class By:
    """A field of a filter: the comparison that it takes, and the column that it compares.

    `convert` makes the column's values of those that clients send.
    """

    comparison: Any
    column: str
    text: str
    convert: Callable[[Any], Any] = _as_it_is


def by_enum(values: type[Described], column: str, text: str) -> By:
    """Compares an enum."""
    return By(Equality[values], column, text, lambda member: member.value)  # type: ignore[valid-type]  # made at run time


def by_id(key: Callable[[str], Any], column: str, text: str) -> By:
    """Compares a key; `key` reads public ids."""
    return By(Equality[strawberry.ID], column, text, key)


JOINS: Mapping[str, str] = {
    "and_": "All of these must hold too.",
    "or_": "One of these must hold too.",
    "not_": "This must not hold.",
}


def lists(
    noun: str,
    filters: Mapping[str, By],
    orders: Mapping[str, Sequence[str]],
    *,
    usual: Order,
    usual_text: str,
) -> Lists:
    """The lists of a type: its filter and order inputs, and how they are read.

    `noun` is the type's name. `filters` are its fields by their names in Python; `orders` give for
    each value of the order enum the column and what it is. `usual` is the order where none is
    asked for, `usual_text` says it.
    """
    filter_type = _filter_type(noun, filters)
    order_type = _order_type(noun, orders)
    columns = {usual.column, "id", *(each[0] for each in orders.values())}
    return Lists(
        filter_type,
        order_type,
        lambda given: where(given, filters),
        orders_of,
        usual,
        usual_text,
        tuple(sorted(columns)),
    )


def orders_of(given: Sequence[Any]) -> tuple[Order, ...]:
    """The order that a list of inputs with `field` and `direction` asks for; raises Invalid."""
    fields = [each.field for each in given]
    if len(set(fields)) < len(fields):
        raise Invalid("Order by each field once.", path=("orderBy",))
    return tuple(Order(each.field.value, each.direction is Direction.DESC) for each in given)


def where(given: Any, columns: Mapping[str, By]) -> Clause:
    """The condition that a filter means; without a filter, true. Raises Invalid for a huge one."""
    if _size(given) > FILTERS_MAX:
        raise Invalid(f"A filter has at most {FILTERS_MAX} parts.", path=("filter",))
    return _where(given, columns)


def _size(given: Any) -> int:
    return 1 + sum(map(_size, _parts(given))) if given else 0


def _parts(given: Any) -> list[Any]:
    listed = [getattr(given, name, None) or () for name in ("and_", "or_")]
    return [*listed[0], *listed[1], getattr(given, "not_", None)]


def _where(given: Any, columns: Mapping[str, By]) -> Clause:
    if not given:
        return Clause()
    parts = [
        _compare(by, to_camel_case(name), comparator, value)
        for name, by in columns.items()
        if (comparison := getattr(given, name))
        for comparator, value in vars(comparison).items()
        if value is not None and value is not strawberry.UNSET
    ]
    parts += [_where(each, columns) for each in getattr(given, "and_", None) or ()]
    if either := [_where(each, columns) for each in getattr(given, "or_", None) or ()]:
        parts.append(_joined(" OR ", either))
    if refused := getattr(given, "not_", None):
        text, values = _where(refused, columns)
        # What is null is not equal to anything, so it belongs to the rest.
        parts.append(Clause(f"({text}) IS NOT TRUE", values))
    return _joined(" AND ", parts) if parts else Clause()


def _compare(by: By, name: str, comparator: str, value: Any) -> Clause:
    text, changed = COMPARE[comparator]
    if isinstance(value, list):
        if len(value) > LISTED_MAX:
            raise Invalid(f"List at most {LISTED_MAX} values.", path=("filter", name))
        value = tuple(by.convert(each) for each in value)
    else:
        value = changed(by.convert(value))
    return Clause(text.format(column=f't."{by.column}"'), (value,))


def _joined(word: str, parts: Sequence[Clause]) -> Clause:
    text = word.join(f"({each.text})" for each in parts)
    return Clause(text, tuple(value for each in parts for value in each.values))


def _filter_type(noun: str, filters: Mapping[str, By]) -> type:
    body: dict[str, Any] = {
        "__doc__": f"Which to list of the type {noun}; all that is given must hold. With those "
        f"within it, at most {FILTERS_MAX}."
    }
    kinds: dict[str, Any] = {}
    for name, by in filters.items():
        kinds[name] = by.comparison | None
        body[name] = strawberry.field(default=strawberry.UNSET, description=by.text)
    for name, text in JOINS.items():
        kinds[name] = Any  # the type that is being made, put in below
        body[name] = strawberry.field(
            name=name.removesuffix("_"), default=strawberry.UNSET, description=text
        )
    made: Any = taken(type(f"{noun}Filter", (), {**body, "__annotations__": kinds}))
    inner = {"and_": list[made] | None, "or_": list[made] | None, "not_": made | None}
    for field in made.__strawberry_definition__.fields:
        if field.python_name in inner:
            field.type_annotation = StrawberryAnnotation(inner[field.python_name])
    return made  # type: ignore[no-any-return]  # a class


def _order_type(noun: str, orders: Mapping[str, Sequence[str]]) -> type:
    make: Any = Described  # in its functional form
    fields = make(f"{noun}OrderField", dict(orders))
    fields.__doc__ = f"What a list of the type {noun} can be ordered by."
    body: dict[str, Any] = {
        "__doc__": f"An order of a list of the type {noun}.",
        "__annotations__": {"field": fields, "direction": Direction},
        "field": strawberry.field(description="What to order by."),
        "direction": strawberry.field(default=Direction.DESC, description="Which end comes first."),
    }
    return taken(type(f"{noun}Order", (), body))
