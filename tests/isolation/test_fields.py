"""Wherever a field leads to objects, those of another team and those in the trash do not show."""

from __future__ import annotations

from typing import Any

import pytest

from tests.isolation.conftest import Count
from tests.isolation.hiding import Hidden, copies, hiding, hiding_all
from tests.isolation.requests import Visit, arguments, everything, is_blank, listed, objects_in
from tests.isolation.schema import (
    ROWS,
    Lead,
    leads,
    root,
    route,
    say,
)
from tests.isolation.ways import Answer, Asker, Way, refused_quietly
from tests.isolation.world import WHERE, World

ROUTES = {lead: way for lead in leads() if (way := route(lead.owner))}
OBJECTS = [lead for lead in ROUTES if lead.shown not in ROWS]
BARE = [lead for lead in ROUTES if lead.shown in ROWS]
UNSEEN = "Team"  # nothing hides a team from its own members


async def seen(asker: Asker, way: Way, visit: Visit) -> list[Any]:
    """What a field shows, at each object that has it."""
    answer = await asker.ask(way, visit.document)
    refused_quietly(answer)
    return visit.found(answer)


def counted(before: list[Any], after: list[Any], gone: tuple[str, str]) -> None:
    """Check that pages count what they show."""
    for page, rest in zip(before, after, strict=False):
        if page and rest and "totalCount" in page:
            assert rest["totalCount"] == page["totalCount"] - (gone in objects_in(page))


@pytest.mark.parametrize("lead", OBJECTS, ids=str)
async def test_an_object_that_is_not_ours_does_not_show(
    asker: Asker, ours: World, theirs: World, lead: Lead, count: Count
) -> None:
    visit = Visit(lead, ROUTES[lead], ours)
    before = {way: await seen(asker, way, visit) for way in asker.ways}
    there = {kind: (kind, text) for kind, text in sorted(objects_in(list(before.values())))}
    for kind in lead.expected:
        assert kind in there, say(f"A {kind} behind {lead}", WHERE)

    for kind, text in there.values():
        for how in Hidden if kind != UNSEEN else ():
            async with hiding(how, kind, text, theirs):
                after = {way: await seen(asker, way, visit) for way in asker.ways}
            for way in asker.ways:
                told = f"{way}: {lead} shows a {kind} that is {how.words}"
                assert (kind, text) in objects_in(before[way]), f"{way}: {lead} lacks a {kind}"
                assert (kind, text) not in objects_in(after[way]), told
                counted(before[way], after[way], (kind, text))
    count("field", lead)


@pytest.mark.parametrize("lead", BARE, ids=str)
async def test_a_row_without_an_id_that_is_not_ours_does_not_show(
    asker: Asker, ours: World, theirs: World, lead: Lead, count: Count
) -> None:
    visit = Visit(lead, ROUTES[lead], ours)
    for way in asker.ways:
        assert not is_blank(await seen(asker, way, visit)), say(f"A row behind {lead}", WHERE)

    for how in Hidden:
        async with hiding_all(how, lead.shown, ours, theirs):
            for way in asker.ways:
                after = await seen(asker, way, visit)
                assert is_blank(after), f"{way}: {lead} shows what is {how.words}"
    count("field", lead)


async def view(asker: Asker, way: Way, world: World) -> list[Answer]:
    """All that a team sees of what it has."""
    asked = [
        f"{{ nodes(ids: {listed(texts)}) {{ ... on {kind} {everything(kind)} }} }}"
        for kind, texts in world.ids.items()
    ]
    return [await asker.ask(way, each) for each in (*asked, everything(root("query")))]


@pytest.mark.parametrize("how", Hidden, ids=lambda how: how.name)
async def test_a_job_that_is_not_ours_is_in_nobodys_way(
    asker: Asker, ours: World, theirs: World, how: Hidden
) -> None:
    found = arguments(root("query"), "readiness", ours)
    # Nothing is in the way of what is about the team.
    calls = enumerate(given for given in found if ours.of("Team")[0] not in given)
    document = " ".join(f"a{n}: readiness{given} {{ isReady }}" for n, given in calls)

    for way in asker.ways:
        before = (await asker.ask(way, f"{{ {document} }}"))["data"]
        async with hiding_all(how, "Job", ours, theirs):
            after = (await asker.ask(way, f"{{ {document} }}"))["data"]
        assert not any(each["isReady"] for each in before.values()), say("A live job", WHERE)
        assert all(each["isReady"] for each in after.values()), f"{way}: {how.words}"


@pytest.mark.parametrize("how", Hidden, ids=lambda how: how.name)
async def test_nothing_that_we_see_or_count_comes_from_rows_that_are_not_ours(
    asker: Asker, ours: World, theirs: World, how: Hidden
) -> None:
    before = {way: await view(asker, way, ours) for way in asker.ways}
    assert all(not answer["errors"] for told in before.values() for answer in told)

    async with copies(how, ours, theirs) as made:
        assert made >= len(ours.ids)
        after = {way: await view(asker, way, ours) for way in asker.ways}

    for way in asker.ways:
        assert after[way] == before[way], str(way)
