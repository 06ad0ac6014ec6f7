"""What is sent to webhooks: each fact, signed, again until it is taken, and to nobody else."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import pytest
from standardwebhooks import WebhookVerificationError

from aixss.accounts.models import Team
from aixss.kit import db
from aixss.kit.crypto import KeyRing
from aixss.kit.db import Change, Counter
from aixss.moves import StateChange
from aixss.news import log as news
from aixss.news.events import Event, JobQueued, JobSucceeded
from aixss.news.models import News
from aixss.stories.models import Project
from aixss.webhooks import hooks, signing
from aixss.webhooks.courier import Courier, delivering, prune
from aixss.webhooks.hooks import WebhookFields
from aixss.webhooks.models import Webhook, WebhookAttempt, WebhookDelivery
from aixss.webhooks.payload import message_id
from aixss.webhooks.sending import EACH_AT_ONCE, FAILED_MOST, Patience
from aixss.webhooks.states import DeliveryState, DisabledReason
from tests import factories
from tests.engine import KEYS
from tests.receiver import Receiver, receiving

LIMIT_S = 60.0  # many times what anything here takes
RING = KeyRing.parse(KEYS)
HASTY = Patience(pauses_s=(0, 0), timeout_s=20.0, lease_s=60.0)
JOB_ID = UUID(int=7)
FACT = JobSucceeded(job_id=JOB_ID)
SUCCEEDED = "JobSucceeded"


@pytest.fixture(autouse=True)
async def _only_ours(connected: None) -> None:
    """A courier sees to all webhooks that there are."""
    await db.rows("DELETE FROM webhook")


@pytest.fixture
async def project() -> Project:
    return await factories.project()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as found:
        yield found


@pytest.fixture
async def courier() -> AsyncIterator[Courier]:
    async with couriering() as found:
        yield found


@asynccontextmanager
async def couriering(patience: Patience = HASTY, **fields: Any) -> AsyncIterator[Courier]:
    """A courier that may call this machine."""
    given = {"allow_private": True, "stop_s": 0.0, "poll_s": 0.01, **fields}
    found = Courier(RING, patience=patience, **given)
    try:
        yield found
    finally:
        await found.aclose()


async def at_team(team_id: UUID, work: Callable[[Change], Any]) -> Any:
    """What a team's change gives."""
    return await db.change(Counter("team", team_id, "id"), work)


async def hooked(project: Project, url: str, **fields: Any) -> tuple[Webhook, str]:
    """A webhook of the project's team, and its secret."""
    given = WebhookFields(**{"name": "Hook", "url": url, **fields})
    made: tuple[Webhook, str] = await at_team(
        project.team_id, lambda tx: hooks.create(tx, RING, given)
    )
    return made


async def happened(project: Project, *facts: Event) -> None:
    """Facts of a project, in one transaction."""

    async def work(tx: Change) -> None:
        for fact in facts:
            news.record(tx, fact)

    await db.change(Counter("project", project.id), work)


async def is_behind(hook: Webhook) -> bool:
    """Whether the webhook has yet to go on in the log.

    Transactions of others on the same server may hold it up for a while.
    """
    rows = await db.rows(
        """
        SELECT FROM news n, webhook w
        WHERE w.id = $1 AND n.team_id = w.team_id
          AND (n.xid, n.id) > (w.seen_xid::text::xid8, w.seen_id)
        """,
        hook.id,
    )
    return bool(rows)


async def is_due(hook: Webhook) -> bool:
    """Whether anything is to be sent to the webhook by now."""
    return bool(
        await db.rows(
            "SELECT FROM webhook_delivery WHERE webhook_id = $1 AND next_attempt_at <= now()",
            hook.id,
        )
    )


async def through(courier: Courier, hook: Webhook) -> None:
    """Let the courier do all that there is to do for a webhook that is on."""
    async with asyncio.timeout(LIMIT_S):
        await courier.once()
        await courier.settled()
        while await is_behind(hook) or await is_due(hook):
            await courier.once()
            await courier.settled()


async def until(is_so: Callable[[], bool]) -> None:
    """Return once something is so."""
    async with asyncio.timeout(LIMIT_S):
        while not is_so():
            await asyncio.sleep(0.01)


async def began(courier: Courier, receiver: Receiver, calls: int) -> None:
    """Let the courier pass until so many requests have come in all."""
    async with asyncio.timeout(LIMIT_S):
        while len(receiver.calls) < calls:
            await courier.once()
            await asyncio.sleep(0.01)


async def only(hook: Webhook) -> WebhookDelivery:
    """The one delivery of a webhook."""
    return await WebhookDelivery.get(webhook_id=hook.id)


async def attempts(hook: Webhook) -> list[WebhookAttempt]:
    """Every attempt at a webhook's deliveries, by number."""
    ids = await WebhookDelivery.filter(webhook_id=hook.id).values_list("id", flat=True)
    return await WebhookAttempt.filter(delivery_id__in=ids).order_by("attempt")


# Facts


async def test_a_fact_is_sent_signed_and_once(
    project: Project, receiver: Receiver, courier: Courier
) -> None:
    hook, secret = await hooked(project, receiver.url)

    await happened(project, FACT)
    await through(courier, hook)
    await through(courier, hook)

    (call,) = receiver.calls
    told = call.told(secret)
    delivery = await only(hook)
    fact = await News.get(stream_id=project.id)
    assert (told["type"], told["timestamp"]) == (
        "JobSucceeded",
        fact.at.isoformat().replace("+00:00", "Z"),
    )
    assert told["data"]["jobId"].startswith("job_")
    assert told["data"]["projectId"].startswith("prj_")
    assert call.id == message_id(delivery.id)
    assert call.headers["content-type"] == "application/json"
    assert (delivery.state, delivery.next_attempt_at) == (DeliveryState.DELIVERED, None)


async def test_a_change_on_the_way_breaks_the_signature(
    project: Project, receiver: Receiver, courier: Courier
) -> None:
    hook, secret = await hooked(project, receiver.url)
    await happened(project, FACT)
    await through(courier, hook)

    (call,) = receiver.calls
    forged = type(call)(call.headers, call.body.replace(b"JobSucceeded", b"JobFailed"))

    with pytest.raises(WebhookVerificationError):
        forged.told(secret)
    with pytest.raises(WebhookVerificationError):
        call.told(signing.new_secret())


async def test_only_what_is_asked_for_is_sent(
    project: Project, receiver: Receiver, courier: Courier
) -> None:
    neighbour = await factories.project(await Team.get(id=project.team_id))
    stranger = await factories.project()
    hook, secret = await hooked(
        project, receiver.url, event_types=(SUCCEEDED,), project_id=project.id
    )

    for each in (project, neighbour, stranger):
        await happened(each, JobQueued(job_id=JOB_ID, kind="any"), FACT)
    await through(courier, hook)

    (call,) = receiver.calls
    told = call.told(secret)
    assert told["type"] == "JobSucceeded"
    assert (await only(hook)).project_id == project.id


async def test_a_webhook_of_the_team_hears_of_all_its_projects_and_of_no_other_team(
    project: Project, receiver: Receiver, courier: Courier
) -> None:
    neighbour = await factories.project(await Team.get(id=project.team_id))
    hook, _ = await hooked(project, receiver.url)

    for each in (project, neighbour, await factories.project()):
        await happened(each, FACT)
    await through(courier, hook)

    assert len(receiver.ids) == 2
    found = await WebhookDelivery.filter(webhook_id=hook.id).values_list("project_id", flat=True)
    assert set(found) == {project.id, neighbour.id}


async def test_a_fact_whose_transaction_ends_late_is_not_passed_over(
    project: Project, receiver: Receiver, courier: Courier
) -> None:
    neighbour = await factories.project(await Team.get(id=project.team_id))
    hook, _ = await hooked(project, receiver.url)
    wrote, may_end = asyncio.Event(), asyncio.Event()

    async def slowly(tx: Change) -> None:
        news.record(tx, FACT)
        await tx.rows("SELECT pg_current_xact_id()")
        wrote.set()
        await may_end.wait()

    late = asyncio.ensure_future(db.change(Counter("project", project.id), slowly))
    await wrote.wait()
    await happened(neighbour, FACT)  # begins later, ends before
    for _ in range(3):
        await courier.once()
    may_end.set()
    await late
    await through(courier, hook)

    assert len(receiver.ids) == len(set(receiver.ids)) == 2


async def test_what_happened_before_is_not_sent(
    project: Project, receiver: Receiver, courier: Courier
) -> None:
    await happened(project, FACT)
    early, _ = await hooked(project, receiver.url)
    await through(courier, early)  # nobody's transaction is that old any more
    before = len(receiver.calls)

    hook, _ = await hooked(project, receiver.url)
    await through(courier, hook)

    assert len(receiver.calls) == before


async def test_a_place_ahead_of_a_restored_database_is_no_place_to_wait(
    project: Project, receiver: Receiver, courier: Courier
) -> None:
    hook, _ = await hooked(project, receiver.url)
    await Webhook.filter(id=hook.id).update(seen_xid=2**62, seen_id=2**62)

    await happened(project, FACT)
    await began(courier, receiver, 1)

    assert (await Webhook.get(id=hook.id)).seen_xid < 2**62


# Many at once


async def test_two_couriers_send_each_delivery_once(project: Project, receiver: Receiver) -> None:
    hook, _ = await hooked(project, receiver.url)
    await happened(project, *[FACT] * 150)

    async with couriering() as one, couriering() as other:
        await asyncio.gather(through(one, hook), through(other, hook))

    assert len(receiver.ids) == 150
    assert len(set(receiver.ids)) == 150


async def test_facts_are_spread_in_pages(
    project: Project, receiver: Receiver, courier: Courier
) -> None:
    hook, _ = await hooked(project, receiver.url, event_types=(SUCCEEDED,))
    queued = JobQueued(job_id=JOB_ID, kind="any")
    await happened(project, *[queued] * 1200, FACT)

    await through(courier, hook)

    assert len(receiver.ids) == 1


async def test_a_slow_receiver_holds_up_no_other(
    project: Project, receiver: Receiver, courier: Courier
) -> None:
    async with receiving(hangs=asyncio.Event()) as slow:
        stuck, _ = await hooked(project, slow.url)
        await happened(project, *[FACT] * (EACH_AT_ONCE * 10))
        await began(courier, slow, EACH_AT_ONCE)
        await hooked(project, receiver.url)
        await happened(project, FACT)

        await began(courier, receiver, 1)

        assert len(slow.calls) == EACH_AT_ONCE
        assert await is_due(stuck)


async def test_a_courier_that_runs_sends_by_itself(project: Project, receiver: Receiver) -> None:
    await hooked(project, receiver.url)

    async with couriering() as courier, delivering(courier, lambda: None):
        await happened(project, FACT)
        await until(lambda: bool(receiver.calls))


# Receivers that behave badly


async def test_what_is_refused_is_sent_again_under_the_same_id(
    project: Project, receiver: Receiver, courier: Courier
) -> None:
    hook, secret = await hooked(project, receiver.url)
    receiver.statuses = [500, 404]

    await happened(project, FACT)
    await through(courier, hook)

    assert len(receiver.ids) == 3
    assert len(set(receiver.ids)) == 1
    assert all(call.told(secret) for call in receiver.calls)
    assert [(each.attempt, each.status) for each in await attempts(hook)] == [
        (1, 500),
        (2, 404),
        (3, 200),
    ]
    assert (await only(hook)).state is DeliveryState.DELIVERED
    assert (await Webhook.get(id=hook.id)).failing_since is None


async def test_between_attempts_there_is_a_pause(project: Project, receiver: Receiver) -> None:
    hook, _ = await hooked(project, receiver.url)
    receiver.statuses = [500]

    async with couriering(Patience(pauses_s=(3600,))) as courier:
        await happened(project, FACT)
        await through(courier, hook)

    rows = await db.rows(
        "SELECT next_attempt_at - now() > interval '40 minutes' AS is_late FROM webhook_delivery "
        "WHERE webhook_id = $1",
        hook.id,
    )
    assert rows == [{"is_late": True}]
    assert len(receiver.calls) == 1


async def test_after_the_last_attempt_a_delivery_has_failed(
    project: Project, receiver: Receiver, courier: Courier
) -> None:
    hook, _ = await hooked(project, receiver.url)
    receiver.statuses = [500] * 3

    await happened(project, FACT)
    await through(courier, hook)

    delivery = await only(hook)
    assert (delivery.state, len(receiver.calls)) == (DeliveryState.FAILED, 3)
    assert (await Webhook.get(id=hook.id)).failed_in_row == 1
    (moved,) = await StateChange.filter(target_id=delivery.id)
    assert moved.event == "fail"


async def test_a_receiver_that_hangs_is_left(project: Project) -> None:
    patience = Patience(pauses_s=(), timeout_s=0.2)
    async with receiving(hangs=asyncio.Event()) as slow, couriering(patience) as courier:
        hook, _ = await hooked(project, slow.url)
        await happened(project, FACT)
        await through(courier, hook)

    (attempt,) = await attempts(hook)
    assert attempt.status is None
    assert "did not answer within 0.2 s" in (attempt.error or "")


async def test_a_redirect_is_not_followed(
    project: Project, receiver: Receiver, courier: Courier
) -> None:
    async with receiving() as elsewhere:
        receiver.redirects_to = elsewhere.url
        hook, _ = await hooked(project, receiver.url)
        await happened(project, FACT)
        await through(courier, hook)

        assert elsewhere.calls == []
    assert {each.status for each in await attempts(hook)} == {307}
    assert (await only(hook)).state is DeliveryState.FAILED


async def test_of_an_answer_without_end_only_the_beginning_is_read(
    project: Project, receiver: Receiver, courier: Courier
) -> None:
    receiver.endless = True
    hook, _ = await hooked(project, receiver.url)

    await happened(project, FACT)
    await through(courier, hook)

    (attempt,) = await attempts(hook)
    assert (attempt.status, attempt.response) == (200, "x" * 2048)


async def test_an_answer_that_no_column_can_hold_is_kept_readable(
    project: Project, receiver: Receiver, courier: Courier
) -> None:
    receiver.text = b"\xff\x00" + "好".encode() * 2000
    hook, _ = await hooked(project, receiver.url)

    await happened(project, FACT)
    await through(courier, hook)

    (attempt,) = await attempts(hook)
    assert (attempt.response or "").startswith("\ufffd好好")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254"])
async def test_private_addresses_are_not_called(
    project: Project, receiver: Receiver, host: str
) -> None:
    hook, _ = await hooked(project, receiver.url.replace("127.0.0.1", host))

    async with couriering(Patience(pauses_s=()), allow_private=False) as courier:
        await happened(project, FACT)
        await through(courier, hook)

    (attempt,) = await attempts(hook)
    assert "not a public address" in (attempt.error or "")
    assert receiver.calls == []


@pytest.mark.parametrize("url", ["http://nowhere.invalid/hook", "http://127.0.0.1:1/hook"])
async def test_a_receiver_that_is_not_there_is_an_attempt_too(
    project: Project, courier: Courier, url: str
) -> None:
    hook, _ = await hooked(project, url)

    await happened(project, FACT)
    await through(courier, hook)

    assert ["cannot be reached" in (each.error or "") for each in await attempts(hook)] == [
        True
    ] * 3


# Couriers that die


async def test_what_was_sent_but_not_recorded_is_sent_again_under_the_same_id(
    project: Project,
) -> None:
    patience = Patience(lease_s=0.2)
    async with receiving(hangs=asyncio.Event()) as receiver, couriering(patience) as second:
        hook, _ = await hooked(project, receiver.url)
        await happened(project, FACT)
        async with couriering(patience) as first:
            await began(first, receiver, 1)
        # The first one is gone, with its request under way.
        assert receiver.hangs is not None
        receiver.hangs.set()

        await through(second, hook)

    assert len(receiver.ids) == 2
    assert len(set(receiver.ids)) == 1
    assert [each.attempt for each in await attempts(hook)] == [2]


async def test_whose_lease_is_over_writes_nothing(project: Project) -> None:
    async with (
        receiving(hangs=asyncio.Event()) as receiver,
        couriering(Patience(lease_s=0.1)) as late,
        couriering() as holder,
    ):
        hook, _ = await hooked(project, receiver.url)
        await happened(project, FACT)
        await began(late, receiver, 1)
        await began(holder, receiver, 2)
        assert receiver.hangs is not None
        receiver.hangs.set()

        await late.settled()
        await holder.settled()

    assert [each.attempt for each in await attempts(hook)] == [2]
    assert (await only(hook)).state is DeliveryState.DELIVERED


# Secrets


async def test_after_a_rotation_both_secrets_sign_for_a_day(
    project: Project, receiver: Receiver, courier: Courier
) -> None:
    hook, old = await hooked(project, receiver.url)
    _, new = await at_team(hook.team_id, lambda tx: hooks.rotate(tx, RING, hook.id))

    await happened(project, FACT)
    await through(courier, hook)
    await db.rows("UPDATE webhook SET old_secret_until = now() WHERE id = $1", hook.id)
    await happened(project, FACT)
    await through(courier, hook)

    during, after = receiver.calls
    assert during.told(old) == during.told(new)
    assert after.told(new)["type"] == "JobSucceeded"
    with pytest.raises(WebhookVerificationError):
        after.told(old)


# Switched off


async def disabled(project: Project) -> list[Any]:
    """What the team was told about webhooks that are off."""
    rows = await News.filter(stream_id=project.team_id, type="WebhookDisabled").order_by("cursor")
    return [each.body for each in rows]


async def test_after_many_failed_deliveries_a_webhook_is_off_and_the_team_is_told(
    project: Project, receiver: Receiver
) -> None:
    hook, _ = await hooked(project, receiver.url)
    receiver.statuses = [500] * FAILED_MOST

    async with couriering(Patience(pauses_s=())) as courier:
        for _ in range(FAILED_MOST - 1):
            await happened(project, FACT)
        await through(courier, hook)
        assert (await Webhook.get(id=hook.id)).is_enabled
        await happened(project, FACT)
        await began(courier, receiver, FAILED_MOST)
        await courier.settled()

    found = await Webhook.get(id=hook.id)
    assert (found.is_enabled, found.disabled_reason) == (False, DisabledReason.FAILED_DELIVERIES)
    (told,) = await disabled(project)
    assert (told["webhook_id"], told["name"]) == (str(hook.id), "Hook")


async def test_a_success_makes_what_failed_before_count_no_more(
    project: Project, receiver: Receiver
) -> None:
    hook, _ = await hooked(project, receiver.url)
    await Webhook.filter(id=hook.id).update(
        failed_in_row=FAILED_MOST - 1, failing_since=hook.created_at
    )

    async with couriering(Patience(pauses_s=())) as courier:
        for status in (200, 500):
            receiver.statuses = [status]
            await happened(project, FACT)
            await through(courier, hook)

    found = await Webhook.get(id=hook.id)
    assert (found.is_enabled, found.failed_in_row) == (True, 1)


async def test_a_webhook_that_fails_for_three_days_is_off(
    project: Project, receiver: Receiver, courier: Courier
) -> None:
    hook, _ = await hooked(project, receiver.url)
    await db.rows(
        "UPDATE webhook SET failing_since = now() - interval '73 hours' WHERE id = $1", hook.id
    )
    receiver.statuses = [500]

    await happened(project, FACT)
    await began(courier, receiver, 1)
    await courier.settled()

    found = await Webhook.get(id=hook.id)
    assert (found.is_enabled, found.disabled_reason) == (False, DisabledReason.FAILING_FOR_DAYS)


async def test_a_receiver_that_is_gone_is_asked_no_more(
    project: Project, receiver: Receiver, courier: Courier
) -> None:
    hook, _ = await hooked(project, receiver.url)
    receiver.statuses = [410]

    await happened(project, FACT)
    await began(courier, receiver, 1)
    await courier.settled()
    await happened(project, FACT)
    await courier.once()
    await courier.settled()

    found = await Webhook.get(id=hook.id)
    assert (found.is_enabled, found.disabled_reason) == (False, DisabledReason.GONE)
    assert ((await only(hook)).state, len(receiver.calls)) == (DeliveryState.FAILED, 1)
    assert len(await disabled(project)) == 1


async def test_what_an_address_answered_before_an_edit_does_not_switch_off_after_it(
    project: Project,
) -> None:
    async with receiving(hangs=asyncio.Event()) as receiver, couriering() as courier:
        receiver.statuses = [410]
        hook, _ = await hooked(project, receiver.url)
        await happened(project, FACT)
        await began(courier, receiver, 1)
        moved = WebhookFields(name="Hook", url="http://127.0.0.1:1/")
        await at_team(hook.team_id, lambda tx: hooks.update(tx, hook.id, moved, 1))
        assert receiver.hangs is not None
        receiver.hangs.set()
        await courier.settled()

    assert (await only(hook)).state is DeliveryState.FAILED
    assert (await Webhook.get(id=hook.id)).is_enabled


async def test_switched_on_again_a_webhook_begins_anew(
    project: Project, receiver: Receiver, courier: Courier
) -> None:
    hook, _ = await hooked(project, receiver.url)
    given = {"name": "Hook", "url": receiver.url}
    off = WebhookFields(**given, is_enabled=False)  # type: ignore[arg-type]  # a table
    on = WebhookFields(**given)  # type: ignore[arg-type]  # a table
    other, _ = await hooked(project, "http://127.0.0.1:1/")

    await at_team(hook.team_id, lambda tx: hooks.update(tx, hook.id, off, 1))
    await happened(project, FACT)
    await through(courier, other)
    await at_team(hook.team_id, lambda tx: hooks.update(tx, hook.id, on, 2))
    await happened(project, JobQueued(job_id=JOB_ID, kind="any"))
    await through(courier, hook)

    assert [json.loads(call.body)["type"] for call in receiver.calls] == ["JobQueued"]


async def test_a_deleted_webhook_is_sent_nothing_more(project: Project, receiver: Receiver) -> None:
    hook, _ = await hooked(project, receiver.url)
    receiver.statuses = [500]
    async with couriering() as courier:
        await happened(project, FACT)
        await began(courier, receiver, 1)
        await courier.settled()

        await at_team(hook.team_id, lambda tx: hooks.delete(tx, hook.id))
        await courier.once()
        await courier.settled()

    assert len(receiver.calls) == 1
    assert (await Webhook.get(id=hook.id)).sealed_secret == ""


# Tests and repeats


@pytest.mark.parametrize("is_on", [True, False], ids=["on", "off"])
async def test_a_test_is_tried_once_whether_the_webhook_is_on_or_off(
    project: Project, receiver: Receiver, courier: Courier, is_on: bool
) -> None:
    hook, secret = await hooked(project, receiver.url, is_enabled=is_on)
    receiver.statuses = [500]

    delivery = await at_team(hook.team_id, lambda tx: hooks.test(tx, hook.id))
    for _ in range(2):
        await courier.once()
        await courier.settled()

    (call,) = receiver.calls
    assert call.told(secret)["type"] == "Ping"
    assert (await WebhookDelivery.get(id=delivery.id)).state is DeliveryState.FAILED
    assert (await Webhook.get(id=hook.id)).failing_since is None


@pytest.mark.parametrize("status", [200, 400], ids=["taken", "failed"])
async def test_an_ended_delivery_is_sent_again_under_the_same_id(
    project: Project, receiver: Receiver, status: int
) -> None:
    hook, _ = await hooked(project, receiver.url)
    actor = UUID(int=1)
    async with couriering(Patience(pauses_s=())) as courier:
        receiver.statuses = [status]
        await happened(project, FACT)
        await through(courier, hook)
        delivery = await only(hook)

        await at_team(hook.team_id, lambda tx: hooks.redeliver(tx, delivery.id, actor))
        await through(courier, hook)

    assert receiver.ids == [message_id(delivery.id)] * 2
    assert (await only(hook)).state is DeliveryState.DELIVERED
    assert [each.attempt for each in await attempts(hook)] == [1, 2]


async def test_old_deliveries_go_with_all_that_hangs_on_them(
    project: Project, receiver: Receiver, courier: Courier
) -> None:
    hook, _ = await hooked(project, receiver.url)
    await happened(project, FACT, FACT)
    await through(courier, hook)
    old, young = await WebhookDelivery.filter(webhook_id=hook.id)
    await db.rows(
        "UPDATE webhook_delivery SET created_at = now() - interval '31 days' WHERE id = $1", old.id
    )

    await prune()

    assert await WebhookDelivery.filter(webhook_id=hook.id).values_list("id", flat=True) == [
        young.id
    ]
    assert [each.delivery_id for each in await attempts(hook)] == [young.id]
    left = await StateChange.filter(target_id__in=[old.id, young.id])
    assert [each.target_id for each in left] == [young.id]
