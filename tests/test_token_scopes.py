"""What an API token may do: what its scopes say, and never more than its maker may now."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import strawberry
from graphql import OperationType

from aixss.accounts import members
from aixss.accounts.models import ApiToken, Role, TokenScope
from aixss.api.mutations.starts import name_of
from aixss.api.operation import field, mutation
from aixss.api.rights import RIGHTS, scoped
from aixss.api.schema import assemble, build_schema
from aixss.kinds.registry import load
from aixss.kit import clock
from tests import factories
from tests.api import Api
from tests.api import api as running
from tests.programs import (
    ALL,
    OPERATIONS,
    changed,
    code,
    code_of,
    made,
    program,
    socket,
    subscribed,
)
from tests.studio import Studio, joined, public


@pytest.fixture(scope="module")
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started


@pytest.fixture
async def owner(api: Api) -> Studio:
    return await joined(api)


# Scopes


@pytest.mark.parametrize("wanted", OPERATIONS)
@pytest.mark.parametrize("held", ALL)
async def test_a_scope_opens_its_own_operations_and_no_others(
    owner: Studio, held: TokenScope, wanted: TokenScope
) -> None:
    answer = await owner.api.gql(OPERATIONS[wanted], token=(await made(owner, held))[1])

    if held is wanted:
        assert code_of(answer) is None
    else:
        assert code_of(answer) == "FORBIDDEN"
        assert f"lacks the scope {wanted}" in answer["errors"][0]["message"]


async def test_what_a_scope_forbids_is_not_done(owner: Studio) -> None:
    reader = await program(owner, TokenScope.READ)

    assert await code(reader, OPERATIONS[TokenScope.WRITE]) == "FORBIDDEN"

    assert (await owner.ask("{ projects { totalCount } }"))["projects"]["totalCount"] == 0


async def test_a_subscription_needs_the_scope_to_read(owner: Studio) -> None:
    project = await factories.project(owner.team)
    writer = await program(owner, TokenScope.WRITE)

    async with socket(writer) as client:
        message = await subscribed(client, public(project))

    assert "FORBIDDEN" in json.dumps(message)


@pytest.mark.parametrize(
    "query",
    [
        "{ apiTokens { totalCount } }",
        'mutation { createApiToken(input: {name: "N", scopes: [READ]}) { secret } }',
        'mutation { revokeApiToken(input: {id: "%s"}) { apiToken { id } } }',
    ],
    ids=["list", "create", "revoke"],
)
async def test_a_token_can_neither_make_nor_end_nor_list_tokens(owner: Studio, query: str) -> None:
    key, secret = await made(owner)

    answer = await owner.api.gql(query.replace("%s", key), token=secret)

    assert code_of(answer) == "FORBIDDEN"
    assert "API token cannot do this" in answer["errors"][0]["message"]
    assert await ApiToken.filter(team_id=owner.team.id, revoked_at__isnull=True).count() == 1


@pytest.mark.parametrize("role", [Role.VIEWER, Role.MEMBER])
async def test_only_owners_and_admins_deal_with_tokens(owner: Studio, role: Role) -> None:
    key, _ = await made(owner)
    member = await owner.as_role(role)

    listing = await code(member, "{ apiTokens { totalCount } }")
    making = await member.answer("createApiToken", "", {"name": "N", "scopes": ["READ"]})
    ending = await member.answer("revokeApiToken", "", {"id": key})

    assert (listing, code_of(making), code_of(ending)) == ("FORBIDDEN",) * 3


async def test_a_token_is_a_node_to_those_who_may_list_it(owner: Studio) -> None:
    key, secret = await made(owner)
    query = "query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }"
    admin, member = [await owner.as_role(role) for role in (Role.ADMIN, Role.MEMBER)]

    shown = {"node": {"id": key}, "nodes": [{"id": key}]}
    hidden = {"node": None, "nodes": [None]}
    assert await admin.ask(query, id=key) == shown
    assert await member.ask(query, id=key) == hidden
    assert await replace(owner, token=secret).ask(query, id=key) == hidden


async def test_a_token_may_always_ask_who_it_is(owner: Studio) -> None:
    writer = await program(owner, TokenScope.WRITE)

    query = "{ viewer { role scopes team { id } } }"
    tool, person = await writer.ask(query), await owner.ask(query)

    team = {"id": public(owner.team)}
    assert tool["viewer"] == {"role": "MEMBER", "scopes": ["WRITE"], "team": team}
    assert person["viewer"] == {"role": "OWNER", "scopes": None, "team": team}


def test_every_kind_is_started_with_the_scope_that_may_cost_money() -> None:
    root = build_schema()._schema.get_root_type(OperationType.MUTATION)
    assert root is not None

    scopes = {kind.name: root.fields[name_of(kind)].extensions[RIGHTS] for kind in load()}

    assert {needed.scope for needed in scopes.values()} == {TokenScope.GENERATE}


@strawberry.type
class Payload:
    done: bool = False


@strawberry.type
class Query:
    @field(role=None)
    def nothing(self) -> int:
        """Nothing."""
        return 0


def test_a_root_field_without_a_scope_does_not_build() -> None:
    @strawberry.type
    class Mutation:
        @mutation(role=Role.VIEWER)
        def wave(self) -> Payload:
            """Waves."""
            return Payload()

    with pytest.raises(TypeError, match="wave declares no scope"):
        assemble(Query, Mutation)


def test_a_root_field_can_say_its_scope_itself() -> None:
    @strawberry.type
    class Mutation:
        @scoped(TokenScope.READ)
        @mutation(role=Role.VIEWER)
        def wave(self) -> Payload:
            """Waves."""
            return Payload()

    assert "need the scope `READ`" in assemble(Query, Mutation).as_str()


# Its maker


@pytest.mark.parametrize(
    ("role", "managing", "writing"),
    [
        (Role.ADMIN, None, None),
        (Role.MEMBER, "FORBIDDEN", None),
        (Role.VIEWER, "FORBIDDEN", "FORBIDDEN"),
    ],
)
async def test_a_token_may_no_more_than_its_maker_may_now(
    owner: Studio, role: Role, managing: str | None, writing: str | None
) -> None:
    tool = await program(owner)
    assert await code(tool, OPERATIONS[TokenScope.MANAGE]) is None

    await changed(owner, role=role)

    assert await code(tool, OPERATIONS[TokenScope.MANAGE].replace('"P"', '"Q"')) == managing
    assert await code(tool, OPERATIONS[TokenScope.WRITE]) == writing
    assert await code(tool) is None


async def test_a_token_ends_when_its_maker_leaves_the_team(owner: Studio) -> None:
    tool, other = await program(owner), await owner.as_role(Role.OWNER)
    assert await code(tool) is None

    await changed(owner, deleted_at=clock.now())

    assert await code(tool) == "UNAUTHENTICATED"
    listed = await other.ask("{ apiTokens { nodes { isLive createdBy { id } } } }")
    assert listed["apiTokens"]["nodes"] == [{"isLive": False, "createdBy": None}]


async def test_signing_out_is_nothing_to_the_programs_of_a_person(owner: Studio) -> None:
    identities = owner.api.services.identities
    person = await identities.viewer(owner.token)
    tool = await identities.viewer((await made(owner))[1])

    await changed(owner, epoch=person.epoch + 1)

    assert await members.changed([person, tool]) == [person]
