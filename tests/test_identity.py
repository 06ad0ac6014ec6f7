"""Who asks: how soon a change is seen, how long sockets stay, and what it costs to know."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from aixss.accounts import api_tokens
from aixss.accounts.identity import Identities
from aixss.accounts.models import ApiToken, Membership, Role, Team, TokenScope
from aixss.accounts.tokens import digest, issue
from aixss.errors import Unauthenticated
from aixss.kit import clock, db, ids
from tests import factories
from tests.api import Api
from tests.api import api as running
from tests.programs import (
    LIMIT_S,
    PROJECT,
    changed,
    closed,
    code,
    made,
    program,
    socket,
    subscribed,
)
from tests.statements import statements
from tests.studio import Studio, joined, public


@pytest.fixture(scope="module")
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started


@pytest.fixture
async def owner(api: Api) -> Studio:
    return await joined(api)


# Sockets and streams


async def test_a_socket_ends_with_the_revocation_of_its_token(owner: Studio) -> None:
    project = await factories.project(owner.team)
    key, secret = await made(owner)
    async with socket(replace(owner, token=secret)) as client, socket(owner) as mine:
        first = await subscribed(client, public(project))
        await owner.done("revokeApiToken", id=key)
        await closed(client)
        stays = await subscribed(mine, public(project))

    assert (first["type"], stays["type"]) == ("next", "next")
    assert client.close_code == 4403


async def test_a_socket_ends_with_its_token(owner: Studio) -> None:
    soon = (clock.now() + timedelta(seconds=2)).isoformat()
    tool = await program(owner, expiresAt=soon)

    async with socket(tool) as client:
        await closed(client)

    assert client.close_code == 4403
    assert client.close_reason is not None
    assert "expired" in client.close_reason


async def test_a_socket_ends_when_the_maker_of_its_token_loses_rights(owner: Studio) -> None:
    async with socket(await program(owner)) as client:
        await changed(owner, role=Role.VIEWER)
        await closed(client)

    assert client.close_code == 4403


async def test_a_stream_ends_with_the_revocation_of_its_token(owner: Studio) -> None:
    project = await factories.project(owner.team)
    key, secret = await made(owner, TokenScope.READ)
    headers = {"Authorization": f"Bearer {secret}", "Accept": "text/event-stream"}
    body = {"query": PROJECT, "variables": {"id": public(project)}}

    async with (
        asyncio.timeout(LIMIT_S),
        owner.api.client.stream("POST", "/graphql", json=body, headers=headers) as answer,
    ):
        lines = answer.aiter_lines()
        await anext(lines)
        await owner.done("revokeApiToken", id=key)
        rest = "\n".join([line async for line in lines])

    assert "UNAUTHENTICATED" in rest


# What it costs to know who asks


async def test_a_busy_program_costs_few_look_ups(
    owner: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    tool = await program(owner)

    with statements(caplog, "api_token") as sent:
        for _ in range(100):
            assert await code(tool, "{ __typename }") is None
        await db.drain()

    assert 1 <= len([each for each in sent if "SELECT" in each]) <= 10
    assert len([each for each in sent if "UPDATE" in each]) == 1


async def test_a_busy_person_costs_few_look_ups(
    owner: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    with statements(caplog, "membership") as sent:
        for _ in range(100):
            assert await code(owner, "{ __typename }") is None

    assert 1 <= len(sent) <= 10


async def test_those_who_come_at_once_share_a_look_up(
    owner: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    _, secret = await made(owner)
    identities = Identities(owner.api.services.tokens)

    with statements(caplog, "token_hash") as sent:
        found = await asyncio.gather(*(identities.viewer(secret) for _ in range(50)))

    assert len(set(found)) == 1
    assert len(sent) == 1


async def test_who_gives_up_takes_the_answer_from_nobody(owner: Studio) -> None:
    _, secret = await made(owner)
    identities = Identities(owner.api.services.tokens)
    first, second = [asyncio.create_task(identities.viewer(secret)) for _ in range(2)]
    await asyncio.sleep(0)

    first.cancel()

    assert (await second).team_id == owner.team.id
    assert first.cancelled()


async def test_what_was_read_before_a_change_is_not_remembered(
    owner: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    _, secret = await made(owner)
    identities = Identities(owner.api.services.tokens)
    maker = await Membership.get(team_id=owner.team.id)
    before = asyncio.create_task(identities.viewer(secret))
    await asyncio.sleep(0)  # it is asking now

    identities.forget(maker.user_id)
    await before

    with statements(caplog, "token_hash") as sent:
        await identities.viewer(secret)
        await identities.viewer(secret)
    assert len(sent) == 1


async def test_a_refusal_is_remembered_no_longer_than_an_answer(
    owner: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    identities, unknown = Identities(owner.api.services.tokens), api_tokens.new()

    with statements(caplog, "token_hash") as sent:
        for _ in range(20):
            with pytest.raises(Unauthenticated, match="no such API token"):
                await identities.viewer(unknown)

    assert 1 <= len(sent) <= 5


async def test_a_flood_of_tokens_fills_no_memory(owner: Studio) -> None:
    identities = Identities(owner.api.services.tokens, kept_most=3)

    for _ in range(10):
        with pytest.raises(Unauthenticated):
            await identities.viewer(api_tokens.new())
        await identities.viewer(await owner.api.member(owner.team))

    assert (len(identities._answers), len(identities._claims)) == (3, 3)


async def test_a_token_that_ends_within_its_second_is_not_believed(owner: Studio) -> None:
    settings = replace(owner.api.services.tokens, access_ttl_s=2)
    user = await factories.member(owner.team)
    token, expires_at = issue(
        settings, user.id, owner.team.id, 0, clock.now() - timedelta(seconds=1)
    )
    identities = Identities(settings)
    await identities.viewer(token)

    while clock.now() < expires_at:
        await asyncio.sleep(0.05)

    with pytest.raises(Unauthenticated, match="expired"):
        await identities.viewer(token)


async def test_the_hour_of_the_last_use_is_noted_once(
    owner: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    _, secret = await made(owner)
    with statements(caplog, "UPDATE api_token") as sent:
        for _ in range(3):
            await api_tokens.viewer(secret)
            await db.drain()
    assert len(sent) == 1
    row = await ApiToken.get(token_hash=digest(secret))
    first = row.last_used_at

    await api_tokens.viewer(secret)
    await db.drain()
    await row.refresh_from_db()
    assert first is not None
    assert row.last_used_at == first

    await ApiToken.filter(id=row.id).update(last_used_at=first - timedelta(hours=2))
    await api_tokens.viewer(secret)
    await db.drain()
    await row.refresh_from_db()
    assert row.last_used_at is not None
    assert row.last_used_at >= first


async def test_signing_out_is_seen_by_the_next_request(api: Api) -> None:
    given = {"email": f"{ids.new().hex}@example.org", "password": "correct horse"}
    answer = await api.data(
        "mutation ($input: RegisterInput!) { register(input: $input) "
        "{ session { accessToken refreshToken } } }",
        {"input": given},
    )
    session = answer["register"]["session"]
    me = Studio(api, Team(), session["accessToken"])
    assert await code(me) is None

    await me.done("logout", refreshToken=session["refreshToken"])

    assert await code(me) == "UNAUTHENTICATED"
