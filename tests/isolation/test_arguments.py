"""Wherever the schema takes an id, another team's is answered like one that never was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import ne

import pytest

from aixss.api import ids
from aixss.kit import db
from aixss.kit import ids as uuids
from tests.isolation.conftest import Count
from tests.isolation.requests import Request
from tests.isolation.schema import Place, places, root, say
from tests.isolation.ways import Answer, Asker, Way
from tests.isolation.world import World, rows
from tests.studio import written

PLACES = list(places())
WRITING = [place for place in PLACES if place.writes and not place.is_own_making]
MAKING = [place for place in PLACES if place.is_own_making]
UNPLANNED = ("mutation", "subscription")
TOGETHER = 32  # calls of a field in one operation


def readings() -> list[tuple[Place, ...]]:
    """The places that read: those of a filter together, for lists do not fail each other."""
    found, filters = list[tuple[Place, ...]](), defaultdict[str, list[Place]](list)
    for place in PLACES:
        if place.path[0] == "filter":
            filters[f"{place.owner}.{place.name}"].append(place)
        elif not place.writes:
            found.append((place,))
    for each in filters.values():
        found += [tuple(each[n : n + TOGETHER]) for n in range(0, len(each), TOGETHER)]
    return found


def name_of(found: tuple[Place, ...]) -> str:
    """What a test about some places is called."""
    first = str(found[0])
    return first if len(found) == 1 else f"{first} and {len(found) - 1} more"


@pytest.fixture
async def fresh(ours: World) -> World:
    """Rows of ours that a mutation may change."""
    return replace(await rows(ours.studio), sign_in=ours.sign_in)


def unknown(type_name: str) -> str:
    """An id that was never given to anything."""
    return ids.public(type_name, uuids.new())


async def answered(asker: Asker, way: Way, request: Request) -> Answer:
    """What the API answers to a request."""
    return await asker.ask(way, request.document, request.variables)


async def marks(theirs: World) -> object:
    """What grows with every change to the other team or its project."""
    return await db.rows(
        """
        SELECT seq, last_news, (SELECT seq FROM team WHERE id = $2) AS team_seq,
          (SELECT count(*) FROM job WHERE team_id = $2) AS jobs
        FROM project WHERE id = $1
        """,
        theirs.key("Project"),
        theirs.team_id,
    )


def ways_of(asker: Asker, place: Place) -> list[Way]:
    """The ways to ask for what a place belongs to."""
    return asker.unplanned if place.owner in map(root, UNPLANNED) else asker.ways


async def refused(
    asker: Asker, found: Sequence[Place], ours: World, theirs: World
) -> Callable[[Answer], bool]:
    """Check in every way that another team's ids are answered like those that never were.

    What it gives tells whether an answer says anything else at every place.
    """
    for place in found:
        assert place.type_name in ids.PREFIX_OF, say(f"What {place} is an id of", "SORTS")
    theirs_there = Request(found, ours, lambda kind: theirs.of(kind)[0])
    for way in ways_of(asker, found[0]):
        foreign = await answered(asker, way, theirs_there)
        never_was = await answered(asker, way, replace(theirs_there, given=unknown))
        assert foreign == never_was, str(way)
    silence = theirs_there.said(foreign)
    return lambda answer: all(map(ne, theirs_there.said(answer), silence))


async def own(asker: Asker, found: Sequence[Place], ours: World) -> Answer:
    """The answer to our own ids, which shows that the request is right."""
    mine = Request(found, ours, lambda kind: ours.of(kind)[0])
    return await answered(asker, ways_of(asker, found[0])[0], mine)


@pytest.mark.parametrize("found", readings(), ids=name_of)
async def test_another_teams_id_finds_nothing(
    asker: Asker, ours: World, theirs: World, found: tuple[Place, ...], count: Count
) -> None:
    says_more = await refused(asker, found, ours, theirs)

    assert says_more(await own(asker, found, ours))
    for place in found:
        count("argument", place)


@pytest.mark.parametrize("place", WRITING, ids=str)
async def test_another_teams_id_changes_nothing(
    asker: Asker, fresh: World, theirs: World, place: Place, count: Count
) -> None:
    before, rows_before = await marks(theirs), await written()

    says_more = await refused(asker, [place], fresh, theirs)

    assert await written() == rows_before
    assert says_more(await own(asker, [place], fresh))
    assert await marks(theirs) == before
    count("argument", place)


@pytest.mark.parametrize("place", MAKING, ids=str)
async def test_another_teams_id_is_not_taken_for_a_new_object(
    asker: Asker, fresh: World, theirs: World, place: Place, count: Count
) -> None:
    before, rows_before = await marks(theirs), await written()
    request = Request([place], fresh, lambda kind: theirs.of(kind)[0])

    for way in asker.unplanned:
        (payload,) = request.said(await answered(asker, way, request))
        assert [error["code"] for error in payload["errors"]] == ["NOT_FOUND"], str(way)

    assert await written() == rows_before
    assert await marks(theirs) == before
    count("argument", place)


async def test_another_teams_document_is_not_run(asker: Asker, ours: World, theirs: World) -> None:
    mine, foreign = ours.of("PersistedDocument")[0], theirs.of("PersistedDocument")[0]

    for way in asker.ways:
        own, refused, never_was = [
            await asker.run(way, {"documentId": each})
            for each in (mine, foreign, unknown("PersistedDocument"))
        ]
        assert own["data"]["viewer"], str(way)
        assert refused["errors"], str(way)
        assert refused == never_was, str(way)


def test_the_walk_reaches_queries_mutations_subscriptions_and_nested_fields() -> None:
    assert {"Query", "Mutation", "Subscription", "Project"} <= {place.owner for place in PLACES}
    assert any("and" in place.path for place in PLACES)
