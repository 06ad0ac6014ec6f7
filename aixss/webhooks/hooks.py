"""What a team does with its webhooks: make, change, test, switch off, send again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

from aixss.errors import Conflict, IllegalMove, Invalid, NotFound
from aixss.kit import clock, ids
from aixss.kit.crypto import KeyRing
from aixss.kit.db import Change
from aixss.moves import Sql, move
from aixss.news import log as news
from aixss.news.events import WebhookDisabled
from aixss.webhooks import payload, signing
from aixss.webhooks.models import Webhook, WebhookDelivery
from aixss.webhooks.payload import PING
from aixss.webhooks.states import DELIVERY, DisabledReason

LIVE_MOST = 50  # of one team
BOTH_SIGN = timedelta(hours=24)  # so long requests are signed with the secret before, too


@dataclass(frozen=True, kw_only=True)
class WebhookFields:
    """What people say of a webhook; without a project it hears of the whole team."""

    name: str
    url: str
    event_types: tuple[str, ...] | None = None  # values of WebhookEvent; None for all
    project_id: UUID | None = None
    is_enabled: bool = True


async def create(tx: Change, keys: KeyRing, fields: WebhookFields) -> tuple[Webhook, str]:
    """A new webhook of the transaction's team, and its secret, which is shown nowhere else.

    Raises Invalid and NotFound with the path.
    """
    live = await Webhook.filter(team_id=tx.team_id, deleted_at=None).count()
    if live >= LIVE_MOST:
        raise Invalid(f"A team has at most {LIVE_MOST} webhooks: delete one that is not used.")
    hook, secret = Webhook(id=ids.new(), team_id=tx.team_id), signing.new_secret()
    hook.sealed_secret = keys.seal(secret, hook.id.bytes)
    hook.seen_xid = await _edge(tx)
    await _write(tx, hook, fields)
    await hook.save(force_create=True)
    return hook, secret


async def update(
    tx: Change, hook_id: UUID, fields: WebhookFields, expected_revision: int
) -> Webhook:
    """The changed webhook; raises NotFound, Conflict and Invalid with the path."""
    hook = await find(tx, hook_id)
    if hook.revision != expected_revision:
        raise Conflict(current=hook, current_revision=hook.revision)
    if fields.is_enabled and not hook.is_enabled:
        # It begins anew: what happened meanwhile is not sent, what failed before does not count.
        hook.seen_xid, hook.seen_id = await _edge(tx), 0
        hook.failed_in_row, hook.failing_since, hook.last_failed_at = 0, None, None
    await _write(tx, hook, fields)
    hook.revision += 1
    await hook.save()
    return hook


async def delete(tx: Change, hook_id: UUID) -> Webhook:
    """Take a webhook out of use and forget its secrets; what was to be sent is not."""
    hook = await find(tx, hook_id)
    hook.deleted_at = clock.now()
    hook.sealed_secret, hook.old_sealed_secret = "", None
    hook.revision += 1
    await hook.save()
    return hook


async def rotate(tx: Change, keys: KeyRing, hook_id: UUID) -> tuple[Webhook, str]:
    """The webhook with a new secret, which is shown nowhere else; for a day both sign."""
    hook, secret = await find(tx, hook_id), signing.new_secret()
    hook.old_sealed_secret, hook.old_secret_until = hook.sealed_secret, clock.now() + BOTH_SIGN
    hook.sealed_secret = keys.seal(secret, hook.id.bytes)
    hook.revision += 1
    await hook.save()
    return hook, secret


async def test(tx: Change, hook_id: UUID) -> WebhookDelivery:
    """A delivery that only tests; it is tried once, also while the webhook is off."""
    hook, now = await find(tx, hook_id), clock.now()
    return await WebhookDelivery.create(
        team_id=hook.team_id,
        project_id=hook.project_id,
        webhook_id=hook.id,
        event_type=PING,
        body=payload.ping(hook.team_id, hook.id, now),
        next_attempt_at=now,
    )


async def redeliver(tx: Change, delivery_id: UUID, actor_id: UUID) -> UUID:
    """Send an ended delivery again under the same id; raises NotFound and IllegalMove."""
    delivery = await WebhookDelivery.get_or_none(
        id=delivery_id, team_id=tx.team_id, deleted_at=None
    )
    if delivery is None:
        raise NotFound("There is no such delivery.", path=("id",))
    await find(tx, delivery.webhook_id)
    again = {"tries": 0, "next_attempt_at": Sql("now()"), "delivered_at": None}
    if not await move(tx, DELIVERY, delivery_id, "redeliver", assign=again, actor_id=actor_id):
        raise IllegalMove(machine="delivery", state=delivery.state, event="redeliver", allowed=())
    return delivery_id


async def find(tx: Change, hook_id: UUID) -> Webhook:
    """A webhook of the team, held against couriers that go on in the log; raises NotFound."""
    hook = (
        await Webhook.filter(id=hook_id, team_id=tx.team_id, deleted_at=None)
        .select_for_update()
        .first()
    )
    if hook is None:
        raise NotFound("There is no such webhook.", path=("id",))
    return hook


async def switch_off(tx: Change, hook_id: UUID, revision: int, reason: DisabledReason) -> None:
    """Switch a webhook off that is on, and tell the team.

    Whoever has edited it since that revision has perhaps mended what was wrong: then it stays on.
    """
    rows = await tx.rows(
        """
        UPDATE webhook SET is_enabled = false, disabled_reason = $3, updated_at = now(),
          revision = revision + 1
        WHERE id = $1 AND revision = $2 AND is_enabled AND deleted_at IS NULL RETURNING name
        """,
        hook_id,
        revision,
        reason.value,
    )
    for row in rows:
        news.record(
            tx, WebhookDisabled(webhook_id=hook_id, name=row["name"], message=reason.description)
        )


async def _write(tx: Change, hook: Webhook, fields: WebhookFields) -> None:
    hook.name, hook.url = fields.name, _checked(fields.url)
    if fields.project_id:
        found = await tx.rows(
            "SELECT id FROM project WHERE id = $1 AND team_id = $2 AND deleted_at IS NULL",
            fields.project_id,
            tx.team_id,
        )
        if not found:
            raise NotFound("There is no such project.", path=("project_id",))
    hook.project_id = fields.project_id
    types = fields.event_types
    hook.event_types = None if types is None else sorted(set(types))  # type: ignore[assignment]  # a null column
    if fields.is_enabled != hook.is_enabled:
        hook.disabled_reason = None if fields.is_enabled else DisabledReason.SWITCHED_OFF  # type: ignore[assignment]  # a null column
    hook.is_enabled = fields.is_enabled


def _checked(url: str) -> str:
    """An address that could be one; raises Invalid. What it leads to is checked at each connect."""
    try:
        parts = urlsplit(url)
        is_fine = parts.scheme in ("https", "http") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_fine = False
    if not is_fine or "@" in parts.netloc or any(map(str.isspace, url)):
        raise Invalid(
            "An address is https://host/path or http://host/path, without blanks or a password.",
            path=("url",),
        )
    return url


async def _edge(tx: Change) -> int:
    """The oldest transaction that still runs: facts of it and of later ones are yet to be told."""
    rows = await tx.rows("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS xid")
    xid: int = rows[0]["xid"]
    return xid
