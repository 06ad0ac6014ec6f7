"""Who has which object of a project open: seen by all, in every API process, for half a minute."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from redis.asyncio import Redis

from aixss.accounts.models import Role
from aixss.api.presence import PLACES_MAX, Place
from aixss.kit.ids import new
from aixss.stories.models import Project
from tests import RUN, factories
from tests.api import api
from tests.follower import LIMIT_S, Member, Told, fact, key, member_of_a_team

NOWHERE = "redis://127.0.0.1:1"
MEMBERS = "members { user { id } target { id __typename } since until }"
PRESENCE = f"subscription ($id: ID!) {{ presence(projectId: $id) {{ at {MEMBERS} }} }}"
ANNOUNCE = f"""
mutation ($input: AnnouncePresenceInput!) {{
  announcePresence(input: $input) {{
    presence {{ {MEMBERS} }} errors {{ code path }}
  }}
}}
"""
EVENTS = """
subscription ($id: ID!) { projectEvents(projectId: $id) { __typename cursor } }
"""
TEAM = "subscription { teamEvents { __typename cursor } }"


@pytest.fixture
async def member(database_url: str, redis_url: str, connected: None) -> AsyncIterator[Member]:
    async with member_of_a_team(database_url, redis_url) as made:
        yield made


async def announce(member: Member, row: Project, **given: object) -> Told:
    given = {"projectId": key(row), **given}
    data = await member.api.data(ANNOUNCE, {"input": given}, token=member.token)
    answer: Told = data["announcePresence"]
    return answer


async def me(member: Member) -> str:
    data = await member.api.data("{ viewer { user { id } } }", token=member.token)
    user: str = data["viewer"]["user"]["id"]
    return user


def seen(presence: Told) -> list[tuple[str, str | None]]:
    """Who is where."""
    return [
        (each["user"]["id"], each["target"] and each["target"]["id"])
        for each in presence["members"]
    ]


async def test_others_see_at_once_what_somebody_opens_and_closes(member: Member) -> None:
    row = await factories.project(member.team)
    scene = await factories.scene(await factories.episode(row))
    other = await member.other(Role.VIEWER)
    user = await me(other)

    async with asyncio.timeout(LIMIT_S), member.follow(PRESENCE, key(row)) as events:
        told = [await anext(events)]
        await announce(other, row)
        told.append(await anext(events))
        await announce(other, row, targetId=key(scene))
        told.append(await anext(events))
        await announce(other, row, targetId=key(row), isHere=False)
        told.append(await anext(events))

    there = (user, key(scene))
    assert [seen(each) for each in told] == [[], [(user, None)], [(user, None), there], []]
    (first,) = told[1]["members"]
    times = [datetime.fromisoformat(first[name]) for name in ("since", "until")]
    assert times[1] - times[0] == timedelta(seconds=30)


async def test_who_comes_later_sees_who_is_there(member: Member) -> None:
    row = await factories.project(member.team)
    other = await member.other()
    episode = await factories.episode(row)

    answer = await announce(other, row, targetId=key(episode))
    async with asyncio.timeout(LIMIT_S), member.follow(PRESENCE, key(row)) as events:
        first = await anext(events)

    assert seen(first) == seen(answer["presence"]) == [(await me(other), key(episode))]


async def test_who_is_at_another_process_is_seen(
    member: Member, database_url: str, redis_url: str
) -> None:
    row = await factories.project(member.team)

    async with api(database_url, redis_url) as second:
        there = Member(second, member.team, await second.member(member.team))
        async with asyncio.timeout(LIMIT_S), member.follow(PRESENCE, key(row)) as events:
            await anext(events)
            await announce(there, row)
            told = await anext(events)
        user = await me(there)

    assert seen(told) == [(user, None)]


async def test_who_says_nothing_for_half_a_minute_is_gone(member: Member, redis_url: str) -> None:
    row, presence = await factories.project(member.team), member.api.services.presence
    here, name = Place(new()), f"{RUN}:presence:{row.id}"

    async with Redis.from_url(redis_url) as redis:
        await presence.come(row.id, here)
        left_s = await redis.pttl(name) / 1000
        await redis.hset(name, str(Place(new())), "[1, 2, 2]")  # as of long ago
        found = await presence.here(row.id)
        await presence.come(row.id, here)
        kept = await redis.hkeys(name)

    assert 0 < left_s <= 30
    assert list(found) == [here]
    assert kept == [str(here).encode()]


async def test_staying_is_told_before_readers_take_somebody_for_gone(member: Member) -> None:
    row, presence = await factories.project(member.team), member.api.services.presence
    place = Place(new())

    first, again = [await presence.come(row.id, place) for _ in range(2)]
    (stay,) = (await presence.here(row.id)).values()
    other = await presence.come(row.id, Place(place.user_id, "Scene", str(new())))
    left = [await presence.leave(row.id, Place(place.user_id)) for _ in range(2)]

    assert (first, again, other, left) == (True, False, True, [True, False])
    assert stay.told_until < stay.until


async def test_a_user_is_at_a_few_places_at_most_the_latest(member: Member) -> None:
    row, presence = await factories.project(member.team), member.api.services.presence
    user_id, other_id = new(), new()
    await presence.come(row.id, Place(other_id))

    places = [Place(user_id, "Scene", str(new())) for _ in range(PLACES_MAX + 3)]
    for place in places:
        await presence.come(row.id, place)

    assert list(await presence.here(row.id)) == [Place(other_id), *places[-PLACES_MAX:]]


async def test_who_has_left_the_team_and_what_is_deleted_is_not_shown(member: Member) -> None:
    row, presence = await factories.project(member.team), member.api.services.presence
    other = await member.other()
    await presence.come(row.id, Place(new()))
    await presence.come(row.id, Place(await user_id(other), "Scene", str(new())))

    answer = await announce(member, row, isHere=False)

    assert seen(answer["presence"]) == [(await me(other), None)]


async def user_id(member: Member) -> UUID:
    viewer = await member.api.services.identities.viewer(member.token)
    return viewer.user_id


async def test_presence_is_no_event_of_a_project_or_of_a_team(member: Member) -> None:
    row = await factories.project(member.team)

    async with (
        asyncio.timeout(LIMIT_S),
        member.follow(PRESENCE, key(row)) as presence,
        member.follow(EVENTS, key(row)) as events,
        member.follow(TEAM) as team,
    ):
        for each in (presence, events, team):
            await anext(each)
        await announce(member, row)
        await anext(presence)
        await fact(row, 1)
        heard = [await anext(each) for each in (events, team)]

    assert [each["__typename"] for each in heard] == ["ObjectChanged", "ObjectChanged"]


async def test_nobody_is_seen_without_redis_and_nothing_fails(
    database_url: str, connected: None
) -> None:
    async with member_of_a_team(database_url, NOWHERE) as member:
        row = await factories.project(member.team)
        answer = await announce(member, row)
        async with asyncio.timeout(LIMIT_S), member.follow(PRESENCE, key(row)) as events:
            first = await anext(events)

    assert (answer["errors"], seen(answer["presence"]), seen(first)) == ([], [], [])


async def test_the_same_key_announces_once(member: Member) -> None:
    row, presence = await factories.project(member.team), member.api.services.presence
    given = {"idempotencyKey": "open"}

    once = await announce(member, row, **given)
    await presence.leave(row.id, Place(await user_id(member)))
    again = await announce(member, row, **given)

    assert (len(seen(once["presence"])), seen(again["presence"])) == (1, [])


async def test_only_what_belongs_to_the_project_can_be_open(member: Member) -> None:
    row, neighbour = [await factories.project(member.team) for _ in range(2)]
    foreign = await factories.project()
    targets = (neighbour, await factories.character(neighbour), foreign, member.team)

    refused = [await announce(member, row, targetId=key(each)) for each in targets]
    elsewhere = await announce(member, foreign)

    errors: list[list[dict[str, Any]]] = [answer["errors"] for answer in (*refused, elsewhere)]
    assert [(each["code"], each["path"][-1]) for (each,) in errors] == [
        ("NOT_FOUND", "targetId"),
        ("NOT_FOUND", "targetId"),
        ("NOT_FOUND", "targetId"),
        ("BAD_ID", "targetId"),
        ("NOT_FOUND", "projectId"),
    ]
