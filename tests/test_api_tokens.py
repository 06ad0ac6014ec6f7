"""API tokens: how they are made and listed, how they end, and that secrets are nowhere kept."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from aixss.accounts import api_tokens
from aixss.accounts.identity import CHECKED_S
from aixss.accounts.models import ApiToken, AuditEntry, Membership, TokenScope
from aixss.accounts.tokens import digest, issue
from aixss.errors import Unauthenticated
from aixss.kit import clock, db, ids
from tests.api import Api
from tests.api import api as running
from tests.programs import (
    LIMIT_S,
    TOKEN,
    code,
    code_of,
    made,
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


# The secret


def test_scanners_know_a_token_by_its_form() -> None:
    assert all(api_tokens.SHAPE.fullmatch(api_tokens.new()) for _ in range(100))


def test_the_page_for_integrators_is_up_to_date() -> None:
    page = (Path(__file__).parents[1] / "docs" / "tokens.md").read_text()

    scopes = re.findall(r"^\| `([A-Z]+)` \| (.*) \|$", page, re.M)
    assert [(name, f"{text[0].upper()}{text[1:]}.") for name, text in scopes] == [
        (scope.value, scope.description) for scope in TokenScope
    ]
    assert f"\n{api_tokens.SHAPE.pattern}\n" in page
    for words in (
        f"at most {api_tokens.MOST_DAYS} days",
        f"lasts {api_tokens.DEFAULT_DAYS} days",
        f"at most {api_tokens.LIVE_MOST} live tokens",
    ):
        assert words in page


def test_a_slip_of_one_character_is_refused_without_a_look_up() -> None:
    token = api_tokens.new()
    slips = {
        token[:n] + other + token[n + 1 :]
        for n in range(len(api_tokens.PREFIX), len(token))
        for other in "0aZ"
    } - {token}
    cut = {token[:-1], f"{token}a", token.swapcase(), f"{token} "}

    for slip in slips | cut:
        with pytest.raises(Unauthenticated, match="not whole"):
            api_tokens.check(slip)
    api_tokens.check(token)


async def test_what_was_never_made_here_costs_no_statement(
    owner: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    forged, _ = issue(
        replace(owner.api.services.tokens, keys={"t1": b"x" * 32}),
        ids.new(),
        ids.new(),
        0,
        clock.now(),
    )
    with statements(caplog, "membership") as sent:
        for token in (api_tokens.new()[:-1], "aixss_", "x", "Bearer", forged):
            assert await code(replace(owner, token=token)) == "UNAUTHENTICATED"

    assert sent == []


async def test_a_secret_is_shown_once_and_kept_only_as_a_hash(
    owner: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        key, secret = await made(owner)
        assert await code(replace(owner, token=secret)) is None

    tables = await db.rows("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'")
    for table in tables:
        text = secret[api_tokens.HINT_CHARS :]
        found = await db.rows(
            f'SELECT 1 FROM "{table["name"]}" t WHERE strpos(t::text, $1) > 0', text
        )
        assert found == [], table["name"]
    stored = await ApiToken.get(token_hash=hashlib.sha256(secret.encode()).hexdigest())
    assert public(stored) == key
    assert secret.startswith(stored.hint)
    assert len(secret) - len(stored.hint) > 40
    assert secret not in caplog.text


# Making and listing


async def test_a_new_token_is_listed_as_it_was_asked_for(owner: Studio) -> None:
    ends = clock.now().replace(microsecond=0) + timedelta(days=3)
    answer = await owner.done(
        "createApiToken",
        f"{TOKEN} secret",
        name=" CI ",
        scopes=["GENERATE", "READ", "READ"],
        expiresAt=ends.isoformat(),
    )
    page = await owner.ask(
        f"{{ apiTokens {{ totalCount nodes {{ {TOKEN[11:-2]} createdBy {{ id }} }} }} }}"
    )

    (listed,) = page["apiTokens"]["nodes"]
    me = await owner.ask("{ viewer { user { id } } }")
    assert listed["createdBy"] == me["viewer"]["user"]
    assert {**answer["apiToken"], "createdBy": listed["createdBy"]} == listed
    assert listed["name"] == "CI"
    assert listed["scopes"] == ["READ", "GENERATE"]
    assert listed["expiresAt"] == ends.isoformat().replace("+00:00", "Z")
    assert (listed["isLive"], listed["lastUsedAt"], listed["revokedAt"]) == (True, None, None)
    assert answer["secret"].startswith(listed["hint"])


async def test_pages_of_tokens_go_on_behind_a_cursor(owner: Studio) -> None:
    made_ids = [(await made(owner, name=f"N{n}"))[0] for n in range(3)]
    query = """query ($after: String) {
      apiTokens(first: 2, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } }
    }"""

    first = (await owner.ask(query))["apiTokens"]
    rest = (await owner.ask(query, after=first["pageInfo"]["endCursor"]))["apiTokens"]

    shown = [each["id"] for each in first["nodes"] + rest["nodes"]]
    assert shown == made_ids[::-1]
    assert (first["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasNextPage"]) == (True, False)


async def test_a_token_always_ends(owner: Studio) -> None:
    await made(owner)

    row = await ApiToken.get(team_id=owner.team.id)
    left = row.expires_at - clock.now()
    assert timedelta(days=89) < left <= timedelta(days=api_tokens.DEFAULT_DAYS)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"expiresAt": "2020-01-01T00:00:00Z"}, ["expiresAt"]),
        ({"expiresAt": "9999-01-01T00:00:00Z"}, ["expiresAt"]),
        ({"scopes": []}, ["scopes"]),
        ({"name": " "}, ["name"]),
        ({"name": "x" * 81}, ["name"]),
        ({"name": "two\nlines"}, ["name"]),
        ({"name": "nul\x00"}, ["name"]),
    ],
    ids=repr,
)
async def test_what_makes_no_token_is_refused_and_writes_nothing(
    owner: Studio, change: dict[str, object], path: list[str]
) -> None:
    given = {"name": "CI", "scopes": ["READ"], **change}

    answer = await owner.send("createApiToken", "apiToken { id } secret", **given)

    (error,) = answer["errors"]
    assert (error["code"], error["path"]) == ("INVALID", path)
    assert "validation" not in error["message"]
    assert (answer["apiToken"], answer["secret"]) == (None, None)
    assert not await ApiToken.filter(team_id=owner.team.id).exists()
    assert not await AuditEntry.filter(team_id=owner.team.id).exists()


async def test_a_team_has_a_bounded_number_of_live_tokens(owner: Studio) -> None:
    user_id = (await Membership.get(team_id=owner.team.id)).user_id
    plain = {"team_id": owner.team.id, "created_by_id": user_id, "name": "N", "scopes": ["READ"]}
    soon = clock.now() + timedelta(days=1)
    await ApiToken.bulk_create(
        [
            ApiToken(**plain, token_hash=digest(api_tokens.new()), hint="aixss_", expires_at=soon)
            for _ in range(api_tokens.LIVE_MOST)
        ]
    )

    refused = await owner.send("createApiToken", name="CI", scopes=["READ"])
    one = await ApiToken.filter(team_id=owner.team.id).first()
    assert one is not None
    await owner.done("revokeApiToken", id=public(one))
    allowed = await owner.send("createApiToken", name="CI", scopes=["READ"])

    assert [error["code"] for error in refused["errors"]] == ["INVALID"]
    assert allowed["errors"] == []


async def test_making_and_revoking_leave_audit_entries(owner: Studio) -> None:
    key, _ = await made(owner, TokenScope.READ)
    await owner.done("revokeApiToken", id=key)

    entries = await AuditEntry.filter(team_id=owner.team.id).order_by("at")
    row = await ApiToken.get(team_id=owner.team.id)
    assert [(each.action, each.target_type, each.target_id) for each in entries] == [
        ("createApiToken", "ApiToken", row.id),
        ("revokeApiToken", "ApiToken", row.id),
    ]
    assert {each.actor_id for each in entries} == {row.created_by_id}
    assert entries[0].detail == {"name": "CI", "scopes": ["READ"]}


# Its end


async def test_a_revoked_token_is_refused_at_once_and_for_good(owner: Studio) -> None:
    key, secret = await made(owner)
    tool = replace(owner, token=secret)
    assert await code(tool) is None

    first = await owner.done("revokeApiToken", TOKEN, id=key)
    assert await code(tool) == "UNAUTHENTICATED"
    again = await owner.done("revokeApiToken", TOKEN, id=key)

    assert first["apiToken"]["isLive"] is False
    assert first["apiToken"]["revokedAt"] is not None
    assert again == first
    answer = await owner.api.gql("{ viewer { role } }", token=secret)
    assert "revoked" in answer["errors"][0]["message"]


async def test_revoking_twice_under_one_key_is_done_once(owner: Studio) -> None:
    key, _ = await made(owner)

    both = [
        await owner.done("revokeApiToken", TOKEN, id=key, idempotencyKey="once") for _ in range(2)
    ]

    assert both[0] == both[1]
    actions = AuditEntry.filter(team_id=owner.team.id, action="revokeApiToken")
    assert await actions.count() == 1


async def test_a_token_that_another_process_revoked_is_refused_soon(owner: Studio) -> None:
    _, secret = await made(owner)
    tool = replace(owner, token=secret)
    assert await code(tool) is None
    await db.rows("UPDATE api_token SET revoked_at = now() WHERE token_hash = $1", digest(secret))

    async with asyncio.timeout(LIMIT_S):
        while await code(tool) is None:
            await asyncio.sleep(CHECKED_S / 10)

    assert await code(tool) == "UNAUTHENTICATED"


async def test_an_expired_token_is_refused(owner: Studio) -> None:
    _, secret = await made(owner)
    await db.rows(
        "UPDATE api_token SET created_at = now() - interval '2 h', "
        "expires_at = now() - interval '1 h' WHERE token_hash = $1",
        digest(secret),
    )

    answer = await owner.api.gql("{ viewer { role } }", token=secret)

    assert code_of(answer) == "UNAUTHENTICATED"
    assert "expired" in answer["errors"][0]["message"]
    (listed,) = (await owner.ask("{ apiTokens { nodes { isLive } } }"))["apiTokens"]["nodes"]
    assert listed["isLive"] is False


async def test_another_teams_token_is_not_there(owner: Studio) -> None:
    key, secret = await made(owner)
    stranger = await joined(owner.api)

    refused = await stranger.send("revokeApiToken", "apiToken { id }", id=key)
    seen = await stranger.ask(
        "query ($id: ID!) { node(id: $id) { id } apiTokens { totalCount } }", id=key
    )

    (error,) = refused["errors"]
    assert (error["code"], error["path"]) == ("NOT_FOUND", ["id"])
    assert seen == {"node": None, "apiTokens": {"totalCount": 0}}
    assert await code(replace(owner, token=secret)) is None
