"""Arguments are made as Strawberry makes them, for all that the schema takes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
)
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from strawberry.types.arguments import convert_arguments

from aixss.api import ids as public
from aixss.api.inputs import Inputs
from aixss.api.rights import DEFINITION
from aixss.api.schema import build_schema
from aixss.kit import ids

SCHEMA = build_schema()
GRAPH = SCHEMA._schema
INPUTS = Inputs(SCHEMA)
OFTEN = 20  # to one: most values are good ones, or nothing would come of most inputs
SCALARS: dict[str, st.SearchStrategy[Any]] = {
    "String": st.sampled_from([*["A lamp is lit."] * OFTEN, "", "x" * 10_000]),
    "Int": st.sampled_from([*[1, 2] * OFTEN, -1, 0, 2**31 - 1]),
    "Float": st.sampled_from([*[0.5] * OFTEN, -1.0]),
    "Boolean": st.booleans(),
    "DateTime": st.just(datetime(2026, 11, 22, tzinfo=UTC)),
}
TYPES = sorted(public.PREFIX_OF, key=len, reverse=True)
FIELDS = {
    f"{kind.name}.{name}": found
    for kind in GRAPH.type_map.values()
    if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) and kind.name[:2] != "__"
    for name, found in kind.fields.items()
    if found.args
}


def values(kind: Any, name: str, depth: int = 0) -> st.SearchStrategy[Any]:
    """Coerced values of a type where that name stands; what contains itself ends somewhere."""
    if isinstance(kind, GraphQLNonNull):
        return sure(kind.of_type, name, depth)
    return st.none() | sure(kind, name, depth) if depth < 6 else st.none()


def sure(kind: Any, name: str, depth: int) -> st.SearchStrategy[Any]:
    """The same without null."""
    match kind:
        case GraphQLList():
            item = st.deferred(lambda: values(kind.of_type, name, depth + 1))
            return st.lists(item, max_size=3)
        case GraphQLEnumType():
            return st.sampled_from(list(kind.values)).map(kind.coerce_input_value)
        case GraphQLInputObjectType():
            return given_to(kind.fields, kind.name, depth + 1)
        case _:
            return id_at(name) if kind.name == "ID" else SCALARS[kind.name]


def id_at(name: str) -> st.SearchStrategy[str]:
    """Public ids of the type that the place's name holds, e.g. `UpdateSceneInput id`."""
    owner, _, field = name.partition(" ")
    said = (owner if field == "id" else field.removesuffix("Id").removesuffix("Ids")).lower()
    fits = (each for each in TYPES if each.lower() in said or said in each.lower())
    good = public.public(next(fits, "Character"), ids.new())
    return st.sampled_from([*[good] * OFTEN, public.public("Team", ids.new()), "nobody"])


def given_to(fields: Any, owner: str, depth: int = 0) -> st.SearchStrategy[dict[str, Any]]:
    """Arguments or fields of an input, some of which are left out."""
    made = {name: values(each.type, f"{owner} {name}", depth) for name, each in fields.items()}
    needed = {name for name, each in fields.items() if isinstance(each.type, GraphQLNonNull)}
    return st.fixed_dictionaries(
        {name: each for name, each in made.items() if name in needed},
        optional={name: each for name, each in made.items() if name not in needed},
    )


def outcome(make: Any) -> Any:
    """What is made, with all types in it; or the error, with all that it says."""
    try:
        made = make()
    except Exception as error:
        return type(error), str(error), vars(error)
    return made, repr(made)


@pytest.mark.parametrize("name", FIELDS)
def test_arguments_are_those_that_strawberry_makes(name: str) -> None:
    found = FIELDS[name]
    definition = found.extensions[DEFINITION]

    @seed(2)
    @settings(
        max_examples=40,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(given_to(found.args, name))
    def alike(sent: dict[str, Any]) -> None:
        registry = SCHEMA.schema_converter.scalar_registry
        ours = outcome(lambda: INPUTS.convert(definition, sent))
        theirs = outcome(
            lambda: convert_arguments(sent, definition.arguments, registry, SCHEMA.config)
        )
        assert ours == theirs
        if not isinstance(theirs[0], type):  # no error: it takes no longer way
            assert outcome(lambda: INPUTS.quickly(definition, sent)) == theirs

    alike()
