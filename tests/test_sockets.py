"""Sockets as graphql-transport-ws asks for them: every close code, and no longer than one may."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosedError, InvalidStatus

from aixss.accounts.models import Role, Team
from aixss.accounts.tokens import issue
from aixss.api import sockets
from aixss.api.frames import Inbox
from aixss.api.measures import ALIASES_MAX
from aixss.api.sockets import MESSAGE_MAX, OPERATIONS_MAX
from aixss.kit import clock, db, ids
from tests import factories
from tests.api import ORIGIN, Api
from tests.api import api as running

VIEWER = "{ viewer { role } }"
TWO = "query A { viewer { role } } query B { viewer { role } }"
PROJECT = """subscription ($id: ID!) {
  projectEvents(projectId: $id) { __typename ... on ProjectSnapshot { project { title } } }
}"""
INIT = {"type": "connection_init"}
ASK = {"type": "subscribe", "id": "1", "payload": {"query": VIEWER}}


@pytest.fixture(scope="module")
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started


class Client:
    """An open connection, to say and hear JSON."""

    def __init__(self, raw: ClientConnection) -> None:
        self.raw = raw

    async def say(self, *messages: object) -> None:
        for message in messages:
            await self.raw.send(message if isinstance(message, str) else json.dumps(message))

    async def hear(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(await asyncio.wait_for(self.raw.recv(), 5))
        return found

    async def ask(self, query: str, key: str = "1", **given: Any) -> None:
        payload = {"query": query, **given}
        await self.say({"type": "subscribe", "id": key, "payload": payload})

    async def answer(self, query: str, **given: Any) -> dict[str, Any]:
        """The one answer of an operation that has one."""
        await self.ask(query, **given)
        answer = await self.hear()
        if answer["type"] == "next":
            assert await self.hear() == {"type": "complete", "id": "1"}
        return answer

    async def end(self) -> tuple[int | None, str | None]:
        """The close code and reason with which the server ends it."""
        async with asyncio.timeout(8):
            with suppress(ConnectionClosedError):
                async for _ in self.raw:
                    pass
        return self.raw.close_code, self.raw.close_reason


@asynccontextmanager
async def opened(api: Api, *protocols: str, **more: Any) -> AsyncIterator[Client]:
    url = api.url.replace("http", "ws") + "/graphql"
    spoken: Any = protocols or ("graphql-transport-ws",)
    async with connect(url, subprotocols=spoken, **more) as raw:
        yield Client(raw)


@asynccontextmanager
async def greeted(api: Api, token: str | None = None) -> AsyncIterator[Client]:
    payload = {"Authorization": f"Bearer {token}"} if token else None
    async with opened(api) as client:
        await client.say({**INIT, "payload": payload})
        assert await client.hear() == {"type": "connection_ack"}
        yield client


# Operations


async def test_a_socket_answers_queries_of_whom_its_token_names(api: Api) -> None:
    async with greeted(api, await api.register()) as client:
        answer = await client.answer(VIEWER)

    assert answer["payload"]["data"] == {"viewer": {"role": "OWNER"}}
    assert answer["payload"]["extensions"]["cost"]["points"] > 0


async def test_a_token_may_come_with_the_upgrade(api: Api) -> None:
    headers = {"Authorization": f"Bearer {await api.register()}"}

    async with opened(api, additional_headers=headers) as client:
        await client.say(INIT)
        await client.hear()
        answer = await client.answer(VIEWER)

    assert answer["payload"]["data"] == {"viewer": {"role": "OWNER"}}


async def test_a_socket_takes_mutations_too(api: Api) -> None:
    mutation = 'mutation { createProject(input: { title: "T" }) { project { title } } }'

    async with greeted(api, await api.register()) as client:
        answer = await client.answer(mutation)

    assert answer["payload"]["data"]["createProject"] == {"project": {"title": "T"}}


@pytest.mark.parametrize("planned", [True, False])
async def test_each_operation_of_a_socket_reads_afresh(
    api: Api, planned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api.app.state.engine, "planned", planned)
    project = await factories.project()
    token = await api.member(await Team.get(id=project.team_id))
    query = f'{{ project(id: "{ids.encode("prj", project.id)}") {{ title }} }}'
    titles = []

    async with greeted(api, token) as client:
        for title in ("First", "Second"):
            await db.rows("UPDATE project SET title = $2 WHERE id = $1", project.id, title)
            titles.append((await client.answer(query))["payload"]["data"]["project"]["title"])

    assert titles == ["First", "Second"]


@pytest.mark.parametrize(
    "given",
    [
        {"query": "{"},
        {"query": "{ nothing }"},
        {"query": TWO},
        {"query": TWO, "operationName": "C"},
        {"query": "query ($n: Int!) { jobs(first: $n) { totalCount } }"},
        {"query": "query ($n: Int) { jobs(first: $n) { totalCount } }", "variables": {"n": "x"}},
    ],
    ids=["syntax", "field", "unnamed", "unknown name", "missing", "coercion"],
)
async def test_a_bad_document_ends_its_operation_and_not_the_socket(
    api: Api, given: dict[str, Any]
) -> None:
    async with greeted(api) as client:
        refused = await client.answer(**given)
        answer = await client.answer(VIEWER)

    assert (refused["type"], refused["id"]) == ("error", "1")
    assert refused["payload"][0]["extensions"]["code"] == "BAD_REQUEST"
    assert answer["payload"]["data"] == {"viewer": None}


async def test_errors_of_fields_are_part_of_an_answer(api: Api) -> None:
    async with greeted(api) as client:
        answer = await client.answer("{ projects { totalCount } }")

    assert answer["type"] == "next"
    [error] = answer["payload"]["errors"]
    assert error["extensions"]["code"] == "UNAUTHENTICATED"
    assert error["extensions"]["docsUrl"] == f"{api.url}/docs/errors#UNAUTHENTICATED"


async def test_a_subscription_ends_when_its_client_says_so(api: Api) -> None:
    project = await factories.project()
    token = await api.member(await Team.get(id=project.team_id))
    given: dict[str, Any] = {"variables": {"id": ids.encode("prj", project.id)}}
    listener = api.services.listener

    async with greeted(api, token) as client:
        await client.ask(PROJECT, **given)
        snapshot = await client.hear()
        assert listener.followed == 1
        await client.say({"type": "complete", "id": "1"}, {"type": "complete", "id": "unknown"})
        await client.ask(PROJECT, **given)  # the id is free again
        again = await client.hear()

    assert snapshot["payload"]["data"] == again["payload"]["data"]
    async with asyncio.timeout(5):
        while listener.followed:
            await asyncio.sleep(0.01)


async def test_operations_end_with_a_connection_that_breaks(api: Api) -> None:
    project = await factories.project()
    token = await api.member(await Team.get(id=project.team_id))
    listener = api.services.listener

    async with greeted(api, token) as client:
        await client.ask(PROJECT, variables={"id": ids.encode("prj", project.id)})
        await client.hear()
        assert listener.followed == 1
        client.raw.transport.abort()

    async with asyncio.timeout(5):
        while listener.followed:
            await asyncio.sleep(0.01)


async def test_a_socket_carries_a_limited_number_of_operations(api: Api) -> None:
    project = await factories.project()
    token = await api.member(await Team.get(id=project.team_id))
    given: dict[str, Any] = {"variables": {"id": ids.encode("prj", project.id)}}

    async with greeted(api, token) as client:
        for n in range(OPERATIONS_MAX):
            await client.ask(PROJECT, f"s{n}", **given)
        heard = [await client.hear() for _ in range(OPERATIONS_MAX)]
        refused = await client.answer(VIEWER)
        await client.say({"type": "complete", "id": "s0"})
        answer = await client.answer(VIEWER)

    assert {each["type"] for each in heard} == {"next"}
    assert refused["type"] == "error"
    assert refused["payload"][0]["extensions"]["code"] == "TOO_COMPLEX"
    assert answer["type"] == "next"


# Messages


@pytest.mark.parametrize(
    "message",
    [
        "[]",
        "7",
        "null",
        "{",
        "{}",
        '{"type": 1}',
        '{"type": "nonsense"}',
        '{"type": "connection_init", "payload": []}',
        '{"type": "ping", "payload": "text"}',
        '{"type": "pong", "payload": []}',
        '{"type": "complete"}',
        '{"type": "complete", "id": ""}',
        {**ASK, "id": ""},
        {**ASK, "id": 1},
        {**ASK, "id": None},
        {**ASK, "payload": None},
        {**ASK, "payload": [VIEWER]},
        {**ASK, "payload": {}},
        {**ASK, "payload": {"query": 1}},
        {**ASK, "payload": {"query": VIEWER, "variables": []}},
        {**ASK, "payload": {"query": VIEWER, "operationName": {}}},
        {**ASK, "payload": {"query": VIEWER, "extensions": []}},
    ],
    ids=str,
)
async def test_what_is_no_message_closes_with_4400(api: Api, message: object) -> None:
    is_init = "connection_init" in str(message)
    async with opened(api) if is_init else greeted(api) as client:
        await client.say(message)
        code, reason = await client.end()

    assert (code, bool(reason)) == (4400, True)


async def test_bytes_are_no_message(api: Api) -> None:
    async with greeted(api) as client:
        await client.raw.send(json.dumps(ASK).encode())

        assert (await client.end())[0] == 4400


async def test_a_message_has_a_bound(api: Api) -> None:
    async with greeted(api) as client:
        await client.ask(VIEWER + " " * MESSAGE_MAX)

        assert (await client.end())[0] == 1009


async def test_null_payloads_are_absent(api: Api) -> None:
    async with opened(api) as client:
        await client.say({**INIT, "payload": None}, {"type": "ping", "payload": None})
        heard = [await client.hear() for _ in range(2)]
        answer = await client.answer(VIEWER, variables=None, operationName=None, extensions=None)

    assert [each["type"] for each in heard] == ["connection_ack", "pong"]
    assert answer["type"] == "next"


async def test_pings_are_answered_at_any_time(api: Api) -> None:
    async with opened(api) as client:
        await client.say({"type": "ping", "payload": {"a": 1}}, {"type": "pong"}, INIT)
        heard = [(await client.hear())["type"] for _ in range(2)]

    assert heard == ["pong", "connection_ack"]


# Ends


async def test_nothing_is_asked_before_the_greeting(api: Api) -> None:
    async with opened(api) as client:
        await client.say(ASK)

        assert (await client.end())[0] == 4401


async def test_a_bad_token_is_forbidden(api: Api) -> None:
    async with opened(api) as client:
        await client.say({**INIT, "payload": {"authorization": "Bearer not.a.token"}})

        assert (await client.end())[0] == 4403


async def test_an_id_is_used_once_at_a_time(api: Api) -> None:
    project = await factories.project()
    token = await api.member(await Team.get(id=project.team_id))

    async with greeted(api, token) as client:
        for _ in range(2):
            await client.ask(PROJECT, variables={"id": ids.encode("prj", project.id)})

        assert await client.end() == (4409, "Subscriber for 1 already exists")


async def test_the_greeting_comes_once(api: Api) -> None:
    async with greeted(api) as client:
        await client.say(INIT)

        assert await client.end() == (4429, "Too many initialisation requests")


async def test_the_greeting_must_come(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "INIT_S", 0.05)

    async with opened(api) as client:
        assert await client.end() == (4408, "Connection initialisation timeout")


async def test_a_silent_client_is_taken_for_dead(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "PING_S", 0.05)

    async with greeted(api) as client:
        for _ in range(5):
            assert await client.hear() == {"type": "ping"}
            await client.say({"type": "pong"})

        assert (await client.end())[0] == 4499


async def test_a_client_that_reads_nothing_is_taken_for_dead(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "PING_S", 0.2)
    monkeypatch.setattr(sockets, "CLOSE_S", 0.1)
    names = (f"n{n}".ljust(2000, "_") for n in range(ALIASES_MAX))
    long = f"{{ {' '.join(f'{name}: __typename' for name in names)} }}"

    async with greeted(api) as client:
        client.raw.transport.pause_reading()
        for n in range(OPERATIONS_MAX):
            await client.ask(long, str(n))
        async with asyncio.timeout(5):
            while not _serving():
                await asyncio.sleep(0.01)
            while _serving():
                # It is heard all the time, and yet nobody waits for it without end.
                await client.say({"type": "pong"})
                await asyncio.sleep(0.01)
        client.raw.transport.abort()


def _serving() -> list[object]:
    """The operations of sockets that are under way in this process."""
    return [task for task in asyncio.all_tasks() if "Socket._operate" in repr(task.get_coro())]


async def test_only_one_protocol_is_spoken(api: Api) -> None:
    async with opened(api, "graphql-ws") as legacy:
        assert (await legacy.end())[0] == 4406
    async with opened(api, "graphql-ws", "graphql-transport-ws") as both:
        assert both.raw.subprotocol == "graphql-transport-ws"
    async with connect(api.url.replace("http", "ws") + "/graphql") as raw:
        assert (await Client(raw).end())[0] == 4406


async def test_messages_are_not_compressed(api: Api) -> None:
    async with opened(api, compression="deflate") as client:
        assert client.raw.protocol.extensions == []


async def test_a_socket_of_an_unknown_origin_is_refused(api: Api) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        async with opened(api, origin="https://else.example"):
            pass
    with pytest.raises(InvalidStatus, match="403"):
        async with opened(api, origin="http://["):
            pass

    async with opened(api, origin=ORIGIN), opened(api, origin=api.url):
        pass


async def test_a_failure_while_connecting_says_so(api: Api) -> None:
    team = await factories.team()
    token = await api.member(team)
    await db.rows("ALTER TABLE membership RENAME TO membership_away")
    try:
        with capture_logs() as lines:
            async with opened(api) as client:
                await client.say({**INIT, "payload": {"authorization": token}})
                code, reason = await client.end()
    finally:
        await db.rows("ALTER TABLE membership_away RENAME TO membership")

    assert code == 1011
    assert reason is not None
    assert "membership" not in reason
    assert "unexpected error" in [line["event"] for line in lines]


async def test_a_socket_ends_with_its_token(api: Api) -> None:
    team = await factories.team()
    user = await factories.member(team, Role.VIEWER)
    lasting = replace(api.services.tokens, access_ttl_s=2)
    token, _ = issue(lasting, user.id, team.id, 0, clock.now() - timedelta(seconds=1))

    async with greeted(api, token) as client:
        code, reason = await client.end()

    assert code == 4403
    assert reason is not None
    assert "expired" in reason


async def test_a_socket_ends_when_the_viewers_access_changes(api: Api) -> None:
    team = await factories.team()
    user = await factories.member(team)

    async with greeted(api, api.token(user, team)) as client:
        await db.rows("UPDATE membership SET epoch = 1 WHERE user_id = $1", user.id)

        assert (await client.end())[0] == 4403


async def test_an_inbox_keeps_the_order_and_what_a_reader_who_left_would_have_had() -> None:
    inbox = Inbox()
    reading = asyncio.create_task(inbox.get())
    await asyncio.sleep(0)
    reading.cancel()
    for n in range(3):
        inbox.put_nowait(n)

    assert [await inbox.get() for _ in range(3)] == [0, 1, 2]
    assert inbox.empty()
    waiting = asyncio.create_task(inbox.get())
    await asyncio.sleep(0)
    inbox.put_nowait("later")
    assert await waiting == "later"
