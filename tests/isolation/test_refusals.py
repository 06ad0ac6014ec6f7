"""What a refused mutation says shows no object that is not ours; and no field is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest
from graphql import get_named_type

from tests.isolation import test_events, test_fields
from tests.isolation.conftest import Count
from tests.isolation.hiding import Hidden, hiding
from tests.isolation.requests import objects_in, things
from tests.isolation.schema import (
    ANY,
    OWN,
    SCHEMA,
    Lead,
    fields,
    implements,
    leads,
    objects,
    places,
    root,
    say,
    shown,
    unknown_types,
)
from tests.isolation.ways import Asker, Way
from tests.isolation.world import TEXTS, WHERE, World

HERE = "tests/isolation/test_refusals.py"
LEADS = [lead for lead in leads() if implements(SCHEMA.type_map[lead.owner], "MutationError")]

# A mutation and its input that is refused.
Refused = tuple[str, Mapping[str, object]]


def edits(world: World) -> Iterator[Refused]:
    """An edit of each sort of object by somebody who has not seen the last one."""
    for kind in Lead("ConflictError", "current").expected:
        patch = SCHEMA.type_map[f"{kind}Patch"]
        text = next((name for name in TEXTS if name in fields(patch.name)), None)
        change = {text: "other"} if text else {"panels": None}
        given = {"id": world.of(kind)[0], "patch": change, "expectedRevision": 1}
        yield f"update{kind}", given


def starts(world: World) -> Iterator[Refused]:
    """A flow about a scene that jobs are busy with."""
    yield "refineSceneAll", {"sceneId": world.of("Scene")[0]}


# How each error that shows objects is met.
MET: Mapping[str, Callable[[World], Iterator[Refused]]] = {
    "ConflictError.current": edits,
    "ActiveJobError.jobs": starts,
}


async def told(asker: Asker, way: Way, lead: Lead, asked: Refused) -> set[tuple[str, str]]:
    """What the refusal of a mutation shows."""
    name, given = asked
    takes = fields(root("mutation"))[name].args["input"].type
    document = (
        f"mutation($input: {takes}) {{ {name}(input: $input) {{ errors {{ __typename "
        f"... on {lead.owner} {{ {lead.name} {things(lead.field.type)} }} }} }} }}"
    )
    answer = await asker.ask(way, document, {"input": given})
    assert answer["data"][name]["errors"], f"{way}: {name} was not refused"
    return objects_in(answer["data"][name]["errors"])


@pytest.mark.parametrize("lead", LEADS, ids=str)
async def test_a_refusal_shows_no_object_that_is_not_ours(
    asker: Asker, ours: World, theirs: World, lead: Lead, count: Count
) -> None:
    assert str(lead) in MET, say(f"How {lead} is met", f"MET in {HERE}")
    kinds = set()
    for asked in MET[str(lead)](ours):
        before = {way: await told(asker, way, lead, asked) for way in asker.unplanned}
        for kind, text in sorted(set().union(*before.values())):
            kinds.add(kind)
            for how in Hidden:
                async with hiding(how, kind, text, theirs):
                    after = {way: await told(asker, way, lead, asked) for way in asker.unplanned}
                for way in asker.unplanned:
                    assert (kind, text) in before[way], f"{way}: {lead} lacks a {kind}"
                    seen = (kind, text) in after[way]
                    assert not seen, f"{way}: {lead} shows a {kind} that is {how.words}"
    assert kinds == set(lead.expected), say(f"What is behind {lead}", WHERE)
    count("field", lead)


# Nothing is left out


def test_every_type_says_whether_it_has_rows() -> None:
    assert unknown_types() == [], say("That", "ROWS or PARTS in tests/isolation/schema.py")


def test_every_field_that_leads_to_objects_is_tried() -> None:
    tried = {*test_fields.ROUTES, *test_events.LEADS, *LEADS}

    assert [str(lead) for lead in leads() if lead not in tried] == [], "No query leads there."


def test_a_payload_shows_only_what_its_ids_name() -> None:
    named = {place.name for place in places() if place.writes}
    makes = {name for name in fields(root("mutation")) if name.startswith(("create", "register"))}

    for name, each in fields(root("mutation")).items():
        payload = get_named_type(each.type).name
        led = [
            field
            for field, shows in fields(payload).items()
            if implements(shown(shows.type), "Node") and f"{payload}.{field}" not in OWN
        ]
        assert not led or name in named | makes, f"{name} shows objects that no id names"


def test_the_walk_knows_every_object_type() -> None:
    nodes = {each.name for each in objects() if implements(each, "Node")}

    assert nodes == set(ANY), say("One of them", "the world")
