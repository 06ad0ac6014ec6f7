"""How a team manages its webhooks, and what they are told in the words of the schema."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from graphql import get_named_type, is_leaf_type

from aixss.accounts.models import AuditEntry, Role, TokenScope
from aixss.api.schema import build_schema
from aixss.kit import clock, db
from aixss.news import events
from aixss.news.cursors import place
from aixss.news.events import EVENTS, Event, Operation, Told
from aixss.webhooks import payload
from aixss.webhooks.hooks import LIVE_MOST
from aixss.webhooks.models import Webhook, WebhookAttempt, WebhookDelivery
from aixss.webhooks.states import DeliveryState
from tests import factories
from tests.api import Api
from tests.api import api as running
from tests.programs import code_of, program
from tests.studio import Studio, joined, public

URL = "https://board.example/hook"
HOOK = """webhook {
  id name url eventTypes coversTeam project { id } isEnabled disabledReason revision
}"""
KEY, STREAM_ID = UUID(int=5), UUID(int=6)
TARGET: Mapping[str, Any] = {"target_type": "scene", "target_id": KEY}
FAILED: Mapping[str, Any] = {"code": "TIMEOUT", "message": "No answer."}
# Values for the fields of events that have no default.
VALUES: Mapping[str, Any] = {
    **TARGET,
    **FAILED,
    "job_id": KEY,
    "webhook_id": KEY,
    "profile_id": KEY,
    "revision": 2,
    "operation": Operation.UPDATED,
    "fields": ("core_expression",),
    "source": "IDLE",
    "target": "COMPLETE",
    "cause": "rest",
    "reason": "CHARACTER_LOOKS",
    "kind": "any",
    "parent_id": KEY,
    "priority": 1,
    "percent": 80,
    "step": "any",
    "children": 1,
    "attempt": 1,
    "next_run_at": clock.now(),
    "name": "Board",
}
FACTS = [each for each in EVENTS.values() if each.is_fact]


@pytest.fixture(scope="module")
async def api(database_url: str, redis_url: str) -> AsyncIterator[Api]:
    async with running(database_url, redis_url) as started:
        yield started


@pytest.fixture
async def owner(api: Api) -> Studio:
    return await joined(api)


async def made(owner: Studio, **given: object) -> dict[str, Any]:
    """What `createWebhook` answers."""
    return await owner.done("createWebhook", f"secret {HOOK}", **{"name": "B", "url": URL, **given})


async def delivery(owner: Studio, hook_id: str, **fields: Any) -> WebhookDelivery:
    """A delivery of a team's only webhook."""
    hook = await Webhook.get(team_id=owner.team.id)
    plain = {"event_type": "JobFailed", "body": "{}", "state": DeliveryState.FAILED}
    return await WebhookDelivery.create(
        **{"team_id": owner.team.id, "webhook_id": hook.id, **plain, **fields}
    )


def told(event: type[Event]) -> dict[str, Any]:
    """What a webhook is told of an event."""
    values = {each.name: VALUES[each.name] for each in dataclasses.fields(event)}
    text = payload.body(Told(KEY, STREAM_ID, 3, clock.now(), event(**values)))
    found: dict[str, Any] = json.loads(text)
    return found


# What is told


@pytest.mark.parametrize("event", FACTS, ids=lambda event: event.__name__)
def test_a_webhook_is_told_what_a_subscription_shows(event: type[Event]) -> None:
    shown = build_schema()._schema.type_map[event.__name__]
    leaves = {
        name
        for name, each in shown.fields.items()  # type: ignore[attr-defined]  # an object type
        if is_leaf_type(get_named_type(each.type))
    }

    said = told(event)

    assert said["type"] == event.__name__
    assert said["data"].keys() == leaves - {"at"} | {"teamId", "projectId"}


def test_ids_and_names_are_those_of_the_schema() -> None:
    data = told(events.ObjectChanged)["data"]

    assert data["targetType"] == "Scene"
    assert [data[name].split("_")[0] for name in ("targetId", "jobId", "projectId", "teamId")] == [
        "scn",
        "job",
        "prj",
        "team",
    ]
    assert (data["fields"], data["operation"]) == (["coreExpression"], "UPDATED")


def test_a_cursor_is_one_for_subscriptions() -> None:
    assert place(told(events.JobQueued)["data"]["cursor"], STREAM_ID) == 3


# Managing


async def test_the_secret_is_shown_once_and_kept_sealed(owner: Studio) -> None:
    answer = await made(owner)
    secret = answer["secret"]

    hook = await Webhook.get(team_id=owner.team.id)
    listed = await owner.ask("{ webhooks { nodes { id name url isEnabled } } }")

    assert secret.startswith("whsec_")
    assert owner.api.services.keys.open(hook.sealed_secret, hook.id.bytes) == secret
    assert secret not in hook.sealed_secret
    assert listed["webhooks"]["nodes"] == [
        {"id": answer["webhook"]["id"], "name": "B", "url": URL, "isEnabled": True}
    ]


async def test_a_webhook_is_for_a_project_and_for_types_of_events(owner: Studio) -> None:
    project = await factories.project(owner.team)

    some = await made(owner, projectId=public(project), eventTypes=["JOB_FAILED", "JOB_SUCCEEDED"])
    everything = await made(owner)

    assert some["webhook"]["eventTypes"] == ["JOB_FAILED", "JOB_SUCCEEDED"]
    assert some["webhook"]["project"] == {"id": public(project)}
    assert not some["webhook"]["coversTeam"]
    assert everything["webhook"]["eventTypes"] is None
    assert everything["webhook"]["coversTeam"]


@pytest.mark.parametrize(
    "url",
    ["ftp://a.example/", "board.example", "https://", "https://me:pw@a.example/", "http://a b/"],
)
async def test_an_address_that_cannot_be_one_is_refused(owner: Studio, url: str) -> None:
    payload = await owner.send("createWebhook", "secret", name="B", url=url)

    (error,) = payload["errors"]
    assert (error["code"], error["path"], payload["secret"]) == ("INVALID", ["url"], None)


async def test_another_teams_project_is_no_project(owner: Studio) -> None:
    foreign = await factories.project()

    sent = await owner.send("createWebhook", "", name="B", url=URL, projectId=public(foreign))

    (error,) = sent["errors"]
    assert (error["code"], error["path"]) == ("NOT_FOUND", ["projectId"])


async def test_a_team_has_only_so_many_webhooks(owner: Studio) -> None:
    await made(owner)
    hook = await Webhook.get(team_id=owner.team.id)
    for _ in range(LIVE_MOST - 1):
        await Webhook.create(
            team_id=owner.team.id, name="B", url=URL, sealed_secret="", seen_xid=hook.seen_xid
        )

    sent = await owner.send("createWebhook", "", name="B", url=URL)

    assert [error["code"] for error in sent["errors"]] == ["INVALID"]


async def test_a_patch_changes_what_it_names_and_switches_off_and_on(owner: Studio) -> None:
    answer = await made(owner, eventTypes=["JOB_FAILED"])
    which = {"id": answer["webhook"]["id"]}

    off = await owner.done(
        "updateWebhook", HOOK, **which, patch={"isEnabled": False}, expectedRevision=1
    )
    on = await owner.done(
        "updateWebhook",
        HOOK,
        **which,
        patch={"isEnabled": True, "eventTypes": None, "name": "C"},
        expectedRevision=2,
    )

    assert (off["webhook"]["isEnabled"], off["webhook"]["disabledReason"]) == (
        False,
        "SWITCHED_OFF",
    )
    assert off["webhook"]["eventTypes"] == ["JOB_FAILED"]
    assert (on["webhook"]["isEnabled"], on["webhook"]["disabledReason"]) == (True, None)
    assert (on["webhook"]["eventTypes"], on["webhook"]["name"]) == (None, "C")


async def test_who_has_not_seen_the_last_edit_is_told_so(owner: Studio) -> None:
    answer = await made(owner)
    given = {"id": answer["webhook"]["id"], "patch": {"name": "C"}}
    await owner.done("updateWebhook", "", **given, expectedRevision=1)

    sent = await owner.send("updateWebhook", "", **given, expectedRevision=1)

    (error,) = sent["errors"]
    assert (error["code"], error["currentRevision"]) == ("CONFLICT", 2)
    assert error["current"] == {"id": answer["webhook"]["id"]}


async def test_a_new_secret_leaves_the_old_one_a_day(owner: Studio) -> None:
    answer = await made(owner)

    rotated = await owner.done(
        "rotateWebhookSecret", "secret webhook { oldSecretUntil }", id=answer["webhook"]["id"]
    )

    hook, keys = await Webhook.get(team_id=owner.team.id), owner.api.services.keys
    assert keys.open(hook.sealed_secret, hook.id.bytes) == rotated["secret"] != answer["secret"]
    assert keys.open(str(hook.old_sealed_secret), hook.id.bytes) == answer["secret"]
    rows = await db.rows(
        "SELECT old_secret_until - now() BETWEEN interval '23 h' AND interval '25 h' AS is_a_day "
        "FROM webhook WHERE id = $1",
        hook.id,
    )
    assert rows == [{"is_a_day": True}]


async def test_a_deleted_webhook_is_listed_no_more(owner: Studio) -> None:
    answer = await made(owner)

    deleted = await owner.done("deleteWebhook", "deletedId", id=answer["webhook"]["id"])

    assert deleted["deletedId"] == answer["webhook"]["id"]
    assert await owner.ask("{ webhooks { totalCount } }") == {"webhooks": {"totalCount": 0}}


async def test_what_is_done_to_webhooks_is_in_the_audit_trail(owner: Studio) -> None:
    which = {"id": (await made(owner))["webhook"]["id"]}
    await owner.done("rotateWebhookSecret", "", **which)
    await owner.done("updateWebhook", "", **which, patch={"name": "C"}, expectedRevision=2)
    await owner.done("deleteWebhook", "", **which)

    found = await AuditEntry.filter(team_id=owner.team.id).order_by("at")
    assert [each.action for each in found] == [
        "createWebhook",
        "rotateWebhookSecret",
        "updateWebhook",
        "deleteWebhook",
    ]


# Deliveries


async def test_deliveries_are_listed_with_their_attempts(owner: Studio) -> None:
    hook_id = (await made(owner))["webhook"]["id"]
    failed = await delivery(owner, hook_id)
    await delivery(owner, hook_id, state=DeliveryState.DELIVERED, event_type="JobSucceeded")
    await WebhookAttempt.create(
        team_id=owner.team.id,
        delivery_id=failed.id,
        attempt=1,
        at=clock.now(),
        duration_ms=12,
        status=500,
        response="sorry",
    )

    data = await owner.ask(
        """{ webhooks { nodes {
          all: deliveries { totalCount }
          failed: deliveries(filter: {state: {eq: FAILED}, eventType: {eq: JOB_FAILED}}) {
            nodes { id state stateLabel eventType body webhook { id }
                    attempts { number status response error durationMs } }
          }
        } } }"""
    )

    (found,) = data["webhooks"]["nodes"]
    assert found["all"]["totalCount"] == 2
    attempt = {
        "number": 1,
        "status": 500,
        "response": "sorry",
        "error": None,
        "durationMs": 12,
    }
    assert found["failed"]["nodes"] == [
        {
            "id": public(failed),
            "state": "FAILED",
            "stateLabel": "Failed",
            "eventType": "JOB_FAILED",
            "body": "{}",
            "webhook": {"id": hook_id},
            "attempts": [attempt],
        }
    ]


async def test_only_an_ended_delivery_can_be_sent_again(owner: Studio) -> None:
    failed = await delivery(owner, (await made(owner))["webhook"]["id"])
    select = "delivery { id state nextAttemptAt }"

    again = await owner.done("redeliverWebhookDelivery", select, id=public(failed))
    refused = await owner.send("redeliverWebhookDelivery", select, id=public(failed))

    assert again["delivery"]["state"] == "PENDING"
    assert again["delivery"]["nextAttemptAt"]
    assert [error["code"] for error in refused["errors"]] == ["ILLEGAL_MOVE"]


async def test_a_test_is_a_delivery_like_others(owner: Studio) -> None:
    hook_id = (await made(owner))["webhook"]["id"]

    sent = await owner.done(
        "sendTestWebhook", "delivery { eventType state webhook { id } body }", id=hook_id
    )

    body = json.loads(sent["delivery"].pop("body"))
    assert sent["delivery"] == {
        "eventType": "PING",
        "state": "PENDING",
        "webhook": {"id": hook_id},
    }
    assert (body["type"], body["data"]["webhookId"]) == ("Ping", hook_id)


# Who may


@pytest.mark.parametrize("role", [Role.VIEWER, Role.MEMBER])
async def test_only_owners_and_admins_deal_with_webhooks(owner: Studio, role: Role) -> None:
    hook_id = (await made(owner))["webhook"]["id"]
    sent = public(await delivery(owner, hook_id))
    member = await owner.as_role(role)

    listed = await member.api.gql("{ webhooks { totalCount } }", token=member.token)
    refused = [
        code_of(await member.answer(name, "", {"id": key, **more}))
        for name, key, more in (
            ("deleteWebhook", hook_id, {}),
            ("rotateWebhookSecret", hook_id, {}),
            ("sendTestWebhook", hook_id, {}),
            ("redeliverWebhookDelivery", sent, {}),
            ("updateWebhook", hook_id, {"patch": {}, "expectedRevision": 1}),
        )
    ]
    nodes = await member.ask(
        "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=[hook_id, sent]
    )

    assert (code_of(listed), set(refused)) == ("FORBIDDEN", {"FORBIDDEN"})
    assert nodes == {"nodes": [None, None]}


@pytest.mark.parametrize(("scope", "refused"), [("MANAGE", None), ("READ", "FORBIDDEN")])
async def test_an_api_token_needs_the_scope_to_manage(
    owner: Studio, scope: str, refused: str | None
) -> None:
    tool = await program(owner, TokenScope[scope])

    answer = await tool.answer("createWebhook", "secret", {"name": "B", "url": URL})
    listed = await owner.api.gql("{ webhooks { totalCount } }", token=replace(tool).token)

    assert (code_of(answer), code_of(listed)) == (refused, refused)
