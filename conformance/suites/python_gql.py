"""The Python client gql: HTTP and websockets, with the subprotocols that it offers by itself."""

# ruff: noqa: D103  # a test's name is its rule

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from typing import Any

import pytest
from gql import Client, GraphQLRequest, gql
from gql.dsl import DSLQuery, DSLSchema, dsl_gql
from gql.transport.exceptions import (
    TransportConnectionFailed,
    TransportQueryError,
    TransportServerError,
)
from gql.transport.httpx import HTTPXAsyncTransport, HTTPXTransport
from gql.transport.websockets import WebsocketsTransport
from graphql import GraphQLError

URL = os.environ["CONFORMANCE_URL"]
PROJECT = os.environ["CONFORMANCE_PROJECT"]
EPISODE = os.environ["CONFORMANCE_EPISODE"]
AUTH = {"Authorization": f"Bearer {os.environ['CONFORMANCE_TOKEN']}"}
LEGACY_FIRST = [
    WebsocketsTransport.APOLLO_SUBPROTOCOL,
    WebsocketsTransport.GRAPHQLWS_SUBPROTOCOL,
]

VIEWER = gql("{ viewer { __typename } }")
CREATE = gql(
    """
    mutation ($input: CreateSceneInput!) {
      createScene(input: $input) { scene { id summary } errors { code message path } }
    }
    """
)
FOLLOW = gql(
    "subscription ($id: ID!, $after: String)"
    " { projectEvents(projectId: $id, after: $after) { __typename cursor } }"
)


def http() -> HTTPXAsyncTransport:
    return HTTPXAsyncTransport(URL, headers=AUTH)


def socket(authorization: str = AUTH["Authorization"], **more: Any) -> WebsocketsTransport:
    return WebsocketsTransport(
        URL.replace("http", "ws", 1), init_payload={"authorization": authorization}, **more
    )


TRANSPORTS = pytest.mark.parametrize("transport", [http, socket])


@TRANSPORTS
async def test_a_query_has_data(transport: Any) -> None:
    async with Client(transport=transport()) as session:
        assert await session.execute(VIEWER) == {"viewer": {"__typename": "Viewer"}}


@TRANSPORTS
async def test_a_mutation_has_data(transport: Any) -> None:
    given = {"input": {"episodeId": EPISODE, "summary": "Mara waits."}}
    async with Client(transport=transport()) as session:
        answer = await session.execute(GraphQLRequest(CREATE, variable_values=given))

    assert answer["createScene"]["errors"] == []
    assert answer["createScene"]["scene"]["summary"] == "Mara waits."


@TRANSPORTS
async def test_an_error_of_a_field_has_its_code_and_path(transport: Any) -> None:
    asked = GraphQLRequest(
        "query ($id: ID!) { node(id: $id) { id } }", variable_values={"id": "nonsense"}
    )
    async with Client(transport=transport()) as session:
        with pytest.raises(TransportQueryError) as raised:
            await session.execute(asked)

    (error,) = raised.value.errors or []
    assert (error["extensions"]["code"], error["path"]) == ("BAD_ID", ["node"])


@TRANSPORTS
async def test_an_error_of_the_request_has_its_code(transport: Any) -> None:
    async with Client(transport=transport()) as session:
        with pytest.raises(TransportQueryError) as raised:
            await session.execute(gql("{ nothing }"))

    (error,) = raised.value.errors or []
    assert error["extensions"]["code"] == "BAD_REQUEST"


@TRANSPORTS
async def test_the_schema_is_read_from_the_server(transport: Any) -> None:
    async with Client(transport=transport(), fetch_schema_from_transport=True) as session:
        assert session.client.schema
        with pytest.raises(GraphQLError, match="nothing"):  # before anything is sent
            await session.execute(gql("{ nothing }"))
        built = DSLSchema(session.client.schema)
        asked = dsl_gql(DSLQuery(built.Query.project(id=PROJECT).select(built.Project.title)))
        answer = await session.execute(asked)

    assert answer == {"project": {"title": "The last ferry"}}


def test_a_program_without_a_loop_can_ask() -> None:
    with Client(transport=HTTPXTransport(URL, headers=AUTH)) as session:
        assert session.execute(VIEWER) == {"viewer": {"__typename": "Viewer"}}


async def test_many_queries_share_a_socket() -> None:
    async with Client(transport=socket()) as session:
        answers = await asyncio.gather(*(session.execute(VIEWER) for _ in range(50)))

    assert answers == [{"viewer": {"__typename": "Viewer"}}] * 50


@pytest.mark.parametrize(
    "offered",
    [None, LEGACY_FIRST, [WebsocketsTransport.GRAPHQLWS_SUBPROTOCOL]],
    ids=["by default", "legacy first", "ours alone"],
)
async def test_the_modern_protocol_is_chosen(offered: list[str] | None) -> None:
    transport = socket(subprotocols=offered)
    async with Client(transport=transport) as session:
        await session.execute(VIEWER)
        chosen = transport.subprotocol

    assert chosen == WebsocketsTransport.GRAPHQLWS_SUBPROTOCOL


async def test_a_subscription_is_followed_and_left() -> None:
    asked = GraphQLRequest(FOLLOW, variable_values={"id": PROJECT})
    async with Client(transport=socket()) as session:
        for _ in range(3):
            events: AsyncIterator[Any] = session.subscribe(asked)
            async for event in events:
                assert event["projectEvents"]["__typename"] == "ProjectSnapshot"
                break
        assert await session.execute(VIEWER)


async def test_an_error_of_a_subscription_is_raised() -> None:
    asked = GraphQLRequest(FOLLOW, variable_values={"id": "nonsense"})
    async with Client(transport=socket()) as session:
        with pytest.raises(TransportQueryError) as raised:
            await anext(session.subscribe(asked))

    assert (raised.value.errors or [])[0]["extensions"]["code"] == "BAD_ID"


async def test_pings_get_their_pongs() -> None:
    transport = socket(ping_interval=0.02, pong_timeout=10)
    async with Client(transport=transport) as session:
        await transport.pong_received.wait()
        assert await session.execute(VIEWER)


async def test_a_token_that_does_not_hold_is_refused() -> None:
    with pytest.raises((TransportConnectionFailed, TransportServerError)) as raised:
        async with Client(transport=socket(authorization="Bearer nonsense")):
            pass

    assert "4403" in repr(raised.value.__cause__) + str(raised.value)
