"""Programs that use API tokens of a team: what tests of tokens, scopes and look-ups share."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from aixss.accounts import members
from aixss.accounts.models import Membership, TokenScope
from aixss.kit import ids
from tests.studio import Studio

LIMIT_S = 20.0  # many times what anything here takes
ALL = list(TokenScope)
TOKEN = "apiToken { id name hint scopes createdAt expiresAt lastUsedAt revokedAt isLive }"
PROJECT = "subscription ($id: ID!) { projectEvents(projectId: $id) { __typename } }"
# One operation for each scope, about an id that nothing has.
NOTHING = ids.encode("prj", ids.new())
OPERATIONS = {
    TokenScope.READ: "{ projects { totalCount } }",
    TokenScope.WRITE: 'mutation { createProject(input: {title: "T"}) { errors { code } } }',
    TokenScope.GENERATE: "mutation { produceProject(input: "
    f'{{projectId: "{NOTHING}"}}) {{ errors {{ code }} }} }}',
    TokenScope.MANAGE: "mutation { createAIProfile(input: "
    '{name: "P", provider: "offline", model: "m"}) { errors { code } } }',
}


async def made(owner: Studio, *scopes: TokenScope, **given: object) -> tuple[str, str]:
    """The id and the secret of a new token."""
    wanted = {"name": "CI", "scopes": scopes or ALL, **given}
    answer = await owner.done("createApiToken", f"{TOKEN} secret", **wanted)
    return answer["apiToken"]["id"], answer["secret"]


async def program(owner: Studio, *scopes: TokenScope, **given: object) -> Studio:
    """A program that uses a new token of the owner's team."""
    return replace(owner, token=(await made(owner, *scopes, **given))[1])


def code_of(answer: dict[str, Any]) -> str | None:
    """The code of the first top-level error."""
    return answer["errors"][0]["extensions"]["code"] if "errors" in answer else None


async def code(who: Studio, query: str = "{ projects { totalCount } }") -> str | None:
    return code_of(await who.api.gql(query, token=who.token))


async def changed(owner: Studio, **fields: object) -> None:
    """What this process does to the first member of a team, and says."""
    first = (await Membership.filter(team_id=owner.team.id).order_by("created_at"))[0]
    await Membership.filter(id=first.id).update(**fields)
    members.tell_change(first.user_id)


@asynccontextmanager
async def socket(who: Studio) -> AsyncIterator[ClientConnection]:
    """An acknowledged connection."""
    url = who.api.url.replace("http", "ws") + "/graphql"
    async with connect(url, subprotocols=[Subprotocol("graphql-transport-ws")]) as client:
        payload = {"authorization": f"Bearer {who.token}"}
        await client.send(json.dumps({"type": "connection_init", "payload": payload}))
        assert json.loads(await client.recv())["type"] == "connection_ack"
        yield client


async def subscribed(client: ClientConnection, project_id: str) -> dict[str, Any]:
    """The first message of a subscription to a project."""
    payload = {"query": PROJECT, "variables": {"id": project_id}}
    await client.send(json.dumps({"type": "subscribe", "id": "1", "payload": payload}))
    found: dict[str, Any] = json.loads(await client.recv())
    return found


async def closed(client: ClientConnection) -> None:
    """Reads until the server closes."""
    with suppress(ConnectionClosed):
        async with asyncio.timeout(LIMIT_S):
            while True:
                await client.recv()
