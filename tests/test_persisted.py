"""Documents that requests name: registered by a team, or remembered by their hash for a day."""

from __future__ import annotations

import asyncio
import hashlib
import json
import tracemalloc
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from redis.asyncio import Redis

from aixss.accounts.models import Role, Team
from aixss.api import persisted
from aixss.api.media import GRAPHQL, JSON
from aixss.api.persisted import Automatic
from aixss.documents import TEXT_CHARS, PersistedDocument
from aixss.kit import db, ids
from tests import RUN, factories
from tests.api import Api
from tests.api import api as running

REGISTER = """mutation ($input: RegisterDocumentInput!) { registerDocument(input: $input) {
  document { id name text documentId createdBy { id } } errors { code message path }
} }"""
DELETE = """mutation ($input: DeleteDocumentInput!) { deleteDocument(input: $input) {
  deletedId errors { code path }
} }"""
LIST = "{ documents { totalCount nodes { id documentId } } }"
NOWHERE = "redis://127.0.0.1:1"


def text(n: object) -> str:
    """A query of its own, which answers with a viewer."""
    return f"query Q{n} {{ viewer {{ role }} }}"


def sha256(document: str) -> str:
    return hashlib.sha256(document.encode()).hexdigest()


@dataclass
class Member:
    api: Api
    team: Team
    token: str

    async def register(self, document: str, name: str = "Q", **more: str) -> dict[str, Any]:
        given = {"input": {"text": document, "name": name, **more}}
        found: dict[str, Any] = await self.api.data(REGISTER, given, self.token)
        payload: dict[str, Any] = found["registerDocument"]
        return payload

    async def registered(self, document: str) -> str:
        payload = await self.register(document)
        assert payload["errors"] == []
        key: str = payload["document"]["id"]
        return key

    async def delete(self, key: str) -> Any:
        found = await self.api.data(DELETE, {"input": {"id": key}}, self.token)
        return found["deleteDocument"]

    async def ask(self, **body: object) -> httpx.Response:
        return await self.api.post(body, self.token)

    async def named(self, name: str) -> list[str] | None:
        """The error codes of asking by a documentId; None for an answer."""
        answer = (await self.ask(documentId=name)).json()
        return [each["extensions"]["code"] for each in answer.get("errors", ())] or None

    async def hashed(self, document: str, *, sent: bool) -> list[str] | None:
        """The same for a hash, with the text or without it."""
        extensions = {"persistedQuery": {"version": 1, "sha256Hash": sha256(document)}}
        body = {"extensions": extensions, **({"query": document} if sent else {})}
        answer = (await self.ask(**body)).json()
        return [each["extensions"]["code"] for each in answer.get("errors", ())] or None


@pytest.fixture(scope="module")
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started


async def member(api: Api, role: Role = Role.MEMBER) -> Member:
    team = await factories.team()
    return Member(api, team, await api.member(team, role))


@pytest.fixture
async def me(api: Api) -> Member:
    return await member(api)


# Registered


async def test_a_registered_document_is_asked_for_by_its_hash_or_its_id(me: Member) -> None:
    document = "query Q($n: Int = 1) { viewer { role } projects(first: $n) { totalCount } }"
    shown = (await me.register(document, "Home"))["document"]
    by_id = await me.ask(documentId=shown["id"], variables={"n": 5})
    params = {"documentId": shown["documentId"], "variables": '{"n": 5}'}
    headers = {"Authorization": f"Bearer {me.token}"}
    by_get = await me.api.client.get("/graphql", params=params, headers=headers)
    again = await me.api.client.get(
        "/graphql", params=params, headers={**headers, "If-None-Match": by_get.headers["ETag"]}
    )

    assert (shown["name"], shown["text"]) == ("Home", document)
    assert shown["documentId"] == f"sha256:{sha256(document)}"
    assert by_id.json() == by_get.json()
    assert by_id.json()["data"]["projects"] == {"totalCount": 0}
    assert again.status_code == 304


async def test_the_same_text_again_is_the_same_document(me: Member) -> None:
    both = [await me.register(text(1), name) for name in ("One", "Two")]
    at_once = await asyncio.gather(*(me.registered(text(2)) for _ in range(5)))

    assert both[0]["document"] == both[1]["document"]
    assert len(set(at_once)) == 1
    assert (await me.api.data(LIST, token=me.token))["documents"]["totalCount"] == 2


async def test_a_document_belongs_to_its_team(me: Member) -> None:
    other = await member(me.api)
    key = await me.registered(text("mine"))

    refused = [await other.named(key), await other.named(f"sha256:{sha256(text('mine'))}")]
    deleted = await other.delete(key)
    node = await me.api.data(f'{{ node(id: "{key}") {{ id }} }}', token=other.token)

    assert refused == [["NOT_FOUND"], ["NOT_FOUND"]]
    assert [each["code"] for each in deleted["errors"]] == ["NOT_FOUND"]
    assert node == {"node": None}
    assert await me.named(key) is None


async def test_a_deleted_document_is_gone_until_it_is_registered_again(me: Member) -> None:
    key = await me.registered(text("gone"))
    assert await me.named(key) is None

    deleted = [await me.delete(key) for _ in range(2)]
    refused = [await me.named(key), await me.named(f"sha256:{sha256(text('gone'))}")]
    listed = await me.api.data(LIST, token=me.token)
    again = await me.registered(text("gone"))

    assert deleted == [{"deletedId": key, "errors": []}] * 2
    assert refused == [["NOT_FOUND"], ["NOT_FOUND"]]
    assert listed["documents"] == {"totalCount": 0, "nodes": []}
    assert again == key
    assert await me.named(key) is None


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("{", "INVALID"),
        ("{ nothing }", "INVALID"),
        ("fragment F on Viewer { role }", "BAD_REQUEST"),
        ("{ viewer { role } } fragment F on Viewer { role }", "INVALID"),
        ("x" * 100_001, "INVALID"),
        ("{ job(id: 1)" + " { parent" * 20 + " { id }" + " }" * 21, "TOO_COMPLEX"),
    ],
    ids=["syntax", "field", "no operation", "unused fragment", "long", "deep"],
)
async def test_only_what_can_be_run_is_registered(me: Member, document: str, code: str) -> None:
    refused = await me.register(document)

    (error,) = refused["errors"]
    assert (error["code"], error["path"]) == (code, ["text"])
    assert refused["document"] is None
    assert await PersistedDocument.filter(team_id=me.team.id).count() == 0


async def test_a_registration_sent_twice_is_done_once(me: Member) -> None:
    key = ids.new().hex

    first = await me.register(text(1), idempotencyKey=key)
    again = await me.register(text(1), idempotencyKey=key)
    other = await me.register(text(2), idempotencyKey=key)

    assert first == again
    assert [each["code"] for each in other["errors"]] == ["IDEMPOTENCY_MISMATCH"]


async def test_viewers_register_nothing_and_strangers_name_nothing(api: Api, me: Member) -> None:
    viewer = await member(api, Role.VIEWER)
    key = await me.registered(text("mine"))

    refused = await api.gql(REGISTER, {"input": {"text": text(1), "name": "Q"}}, viewer.token)
    stranger = await api.post({"documentId": key})

    assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert stranger.status_code == 401


@pytest.mark.parametrize(
    "name", ["", "sha256:", "sha256:xyz", "doc_1", "prj_01m83f5x5eegg8e9t4tzs9d3ef"]
)
async def test_a_name_that_is_none_is_refused(me: Member, name: str) -> None:
    codes = await me.named(name)

    assert codes in (["BAD_REQUEST"], ["BAD_ID"])


async def test_a_request_names_a_document_or_carries_it(me: Member) -> None:
    key = await me.registered(text(1))

    answer = await me.ask(documentId=key, query=text(1))

    assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


async def test_a_subscription_may_be_registered_too(me: Member) -> None:
    job = ids.encode("job", ids.new())
    document = f'subscription {{ jobEvents(jobId: "{job}") {{ at }} }}'
    key = await me.registered(document)

    headers = {"Accept": "text/event-stream", "Authorization": f"Bearer {me.token}"}
    answer = await me.api.client.post("/graphql", json={"documentId": key}, headers=headers)

    assert "NOT_FOUND" in answer.text
    assert "There is no such job" in answer.text


# Automatic


async def test_a_document_is_remembered_by_its_hash(me: Member) -> None:
    document = text("apq")

    missed = await me.hashed(document, sent=False)
    sent = await me.hashed(document, sent=True)
    found = await me.hashed(document, sent=False)

    assert (missed, sent, found) == (["PERSISTED_QUERY_NOT_FOUND"], None, None)


async def test_a_text_that_is_too_long_to_register_is_not_remembered_either(me: Member) -> None:
    document = text("long") + " " * TEXT_CHARS

    sent = await me.hashed(document, sent=True)
    found = await me.hashed(document, sent=False)

    assert (sent, found) == (None, ["PERSISTED_QUERY_NOT_FOUND"])


async def test_a_miss_is_told_as_clients_expect(me: Member) -> None:
    hash_ = {"version": 1, "sha256Hash": sha256(text("miss"))}
    extensions = {"persistedQuery": hash_, "clientLibrary": {"name": "any"}}
    params = {"extensions": json.dumps(extensions), "variables": "{}"}

    plain = await me.api.post({"extensions": extensions}, me.token, Accept=JSON)
    typed = await me.api.post({"extensions": extensions}, me.token, Accept=GRAPHQL)
    got = await me.api.client.get("/graphql", params=params, headers={"Accept": JSON})

    assert (plain.status_code, typed.status_code, got.status_code) == (200, 400, 200)
    assert got.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert got.headers["Cache-Control"] == "private, no-store"


async def test_what_is_remembered_belongs_to_the_team_and_to_members(me: Member) -> None:
    other, nobody = await member(me.api), Member(me.api, me.team, "")
    document = text("OnlyMine")
    await me.hashed(document, sent=True)
    other_document = text("OfNobody")

    assert await other.hashed(document, sent=False) == ["PERSISTED_QUERY_NOT_FOUND"]
    assert await nobody.hashed(other_document, sent=True) is None
    assert await nobody.hashed(other_document, sent=False) == ["PERSISTED_QUERY_NOT_FOUND"]


async def test_a_wrong_hash_and_an_invalid_document_are_not_remembered(me: Member) -> None:
    hash_ = {"version": 1, "sha256Hash": sha256(text("right"))}
    wrong = await me.ask(query=text("wrong"), extensions={"persistedQuery": hash_})

    assert wrong.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"
    assert await me.hashed(text("right"), sent=False) == ["PERSISTED_QUERY_NOT_FOUND"]
    assert await me.hashed("{ nothing }", sent=True) == ["BAD_REQUEST"]
    assert await me.hashed("{ nothing }", sent=False) == ["PERSISTED_QUERY_NOT_FOUND"]


@pytest.mark.parametrize(
    "said",
    [
        1,
        {},
        {"version": 2, "sha256Hash": "0" * 64},
        {"version": 1, "sha256Hash": "x"},
        {"version": 1},
    ],
    ids=str,
)
async def test_a_hash_that_is_none_is_refused(me: Member, said: object) -> None:
    answer = await me.ask(query=text(1), extensions={"persistedQuery": said})

    assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


async def test_processes_share_what_they_remember(redis_url: str) -> None:
    one, two = Automatic(redis_url, RUN), Automatic(redis_url, RUN)
    team_id, document = ids.new(), text("shared")

    one.keep(team_id, sha256(document), document)
    await db.drain()

    assert await two.find(team_id, sha256(document)) == document
    assert await two.find(ids.new(), sha256(document)) is None
    async with Redis.from_url(redis_url) as redis:
        left_s = [await redis.ttl(each) async for each in redis.scan_iter(f"*{team_id}*")]
    assert left_s
    assert all(0 < each <= persisted.KEPT_S for each in left_s)
    await one.aclose()
    await two.aclose()


async def test_a_team_keeps_a_limited_number(
    redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(persisted, "TEAM_MAX", 3)
    one, team_id = Automatic(redis_url, RUN), ids.new()

    for n in range(6):
        one.keep(team_id, sha256(text(n)), text(n))
        await db.drain()

    two = Automatic(redis_url, RUN)
    found = [await two.find(team_id, sha256(text(n))) is not None for n in range(6)]
    assert found == [False, False, False, True, True, True]
    async with Redis.from_url(redis_url) as redis:
        assert len([each async for each in redis.scan_iter(f"*{team_id}:*")]) == 3
    await one.aclose()
    await two.aclose()


async def test_a_team_keeps_a_limited_number_of_bytes(
    redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [text(n).ljust(1000) for n in range(6)]
    monkeypatch.setattr(persisted, "TEAM_BYTES", 2500)
    one, two, team_id = Automatic(redis_url, RUN), Automatic(redis_url, RUN), ids.new()

    for each in texts:
        # To be told by several is no more bytes.
        for process in (one, two):
            process.keep(team_id, sha256(each), each)
            await db.drain()

    late = Automatic(redis_url, RUN)
    found = [await late.find(team_id, sha256(each)) is not None for each in texts]
    assert found == [False, False, False, False, True, True]
    for process in (one, two, late):
        await process.aclose()


async def test_memory_is_bounded(redis_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(persisted, "MEMORY_BYTES", 100_000)
    one = Automatic(redis_url, RUN)
    tracemalloc.start()

    # Short texts: what is kept beside them counts too.
    for n in range(1000):
        one._remember(ids.new(), sha256(text(n)), text(n))

    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(one._memory) > 100
    assert taken <= 100_000
    await db.drain()
    await one.aclose()


async def test_without_redis_a_process_remembers_for_itself(database_url: str) -> None:
    async with running(database_url, NOWHERE) as alone:
        me, document = await member(alone), text("alone")

        missed = await me.hashed(document, sent=False)
        sent = await me.hashed(document, sent=True)
        found = await me.hashed(document, sent=False)

    assert (missed, sent, found) == (["PERSISTED_QUERY_NOT_FOUND"], None, None)
