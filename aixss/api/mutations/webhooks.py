"""Managing webhooks: where a team's events are sent, and sending them again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import strawberry
from pydantic import BaseModel, Field

from aixss.accounts.audit import audit
from aixss.accounts.models import Role
from aixss.api import artefacts
from aixss.api.context import Context
from aixss.api.errors import Payload
from aixss.api.mutations._change import Doing, after_write, changing, deleted, kept, showing
from aixss.api.mutations._content import WHOLE_REVISION
from aixss.api.mutations._parts import (
    Fields,
    as_input_type,
    id_of,
    nullable_id_of,
    patch_of,
    root,
    spelled,
)
from aixss.api.operation import Ids
from aixss.api.types.webhooks import Webhook, WebhookDelivery
from aixss.errors import AixssError
from aixss.kit import db
from aixss.kit.db import Change, Counter
from aixss.stories.drafts import Draft
from aixss.webhooks import hooks, models
from aixss.webhooks.hooks import WebhookFields
from aixss.webhooks.payload import WebhookEvent

Act = Callable[[Change], Awaitable[tuple[models.Webhook, str]]]
CREATE, ROTATE = "createWebhook", "rotateWebhookSecret"
SECRET = (
    "What its requests are signed with, `whsec_...`. It is shown this once. "
    "Null when there are errors."
)


class WebhookDraft(Draft):
    """What people write of a webhook."""

    name: str = Field(
        min_length=1,
        max_length=models.NAME_CHARS,
        description="What the team calls it, 1 to 80 characters.",
    )
    url: str = Field(
        min_length=1,
        max_length=models.URL_CHARS,
        description="Where events are posted to, `https://` or `http://`, at most 2,000 "
        "characters. It must lead to public addresses, unless the operator allows others.",
    )
    event_types: list[WebhookEvent] | None = Field(
        default=None,
        min_length=1,
        max_length=len(WebhookEvent),
        description="Which events it is told of, at least one; null for all.",
    )
    is_enabled: bool = Field(
        default=True,
        description="Whether it is on. What happens while it is off is not sent later.",
    )


@as_input_type
class CreateWebhookInput(WebhookDraft):
    """Where events are to be sent, and which."""

    project_id: nullable_id_of("Project") = Field(  # type: ignore[valid-type]  # made at run time
        description="The id of the only project that it is told of; null for all of the team."
    )


@strawberry.type(description="The new webhook, and the only sight of its secret.")
class CreateWebhookPayload(Payload):
    """The new webhook, and the only sight of its secret."""

    webhook: Webhook | None = strawberry.field(
        default=None, description="The webhook; null when there are errors."
    )
    secret: str | None = strawberry.field(default=None, description=SECRET)


@strawberry.type(description="The webhook, and the only sight of its new secret.")
class RotateWebhookSecretPayload(Payload):
    """The webhook, and the only sight of its new secret."""

    webhook: Webhook | None = strawberry.field(
        default=None, description="The object as it is now; null when there are errors."
    )
    secret: str | None = strawberry.field(default=None, description=SECRET)


@as_input_type
class RotateWebhookSecretInput(BaseModel):
    """Whose secret is to be changed."""

    id: id_of("Webhook") = Field(description="The id of a webhook.")  # type: ignore[valid-type]  # made at run time


async def _with_secret(
    context: Context, name: str, given: BaseModel, act: Act
) -> tuple[Webhook, str]:
    """What a mutation shows that makes a secret: it is done anew each time that it is sent."""
    viewer = context.require(Role.ADMIN)

    async def work(tx: Change) -> tuple[models.Webhook, str]:
        hook, secret = await act(tx)
        await audit(
            tx,
            team_id=viewer.team_id,
            actor_id=viewer.user_id,
            action=name,
            target_type=Webhook.__name__,
            target_id=hook.id,
        )
        return hook, secret

    try:
        hook, secret = await db.change(Counter("team", viewer.team_id, "id"), work)
    except AixssError as error:
        error.path = spelled(type(given), error.path)
        raise
    shown: Any = await after_write(context, Webhook, hook.id, is_new=True)
    return shown, secret


async def _create(context: Context, given: CreateWebhookInput) -> Payload:
    fields = _fields(WebhookDraft.of(given.model_dump(exclude={"project_id"})), given.project_id)
    keys = context.services.keys
    shown, secret = await _with_secret(
        context, CREATE, given, lambda tx: hooks.create(tx, keys, fields)
    )
    return CreateWebhookPayload(webhook=shown, secret=secret)


async def _rotate(context: Context, given: RotateWebhookSecretInput) -> Payload:
    keys = context.services.keys
    shown, secret = await _with_secret(
        context, ROTATE, given, lambda tx: hooks.rotate(tx, keys, given.id)
    )
    return RotateWebhookSecretPayload(webhook=shown, secret=secret)


def _fields(draft: WebhookDraft, project_id: UUID | None) -> WebhookFields:
    types = draft.event_types
    return WebhookFields(
        name=draft.name,
        url=draft.url,
        event_types=None if types is None else tuple(each.value for each in types),
        project_id=project_id,
        is_enabled=draft.is_enabled,
    )


WHICH: Fields = {"id": (id_of("Webhook"), Field(description="The id of a webhook."))}


async def _update(do: Doing) -> Ids:
    hook = await hooks.find(do.tx, do.given.id)
    written = {name: getattr(hook, name) for name in WebhookDraft.model_fields}
    draft = WebhookDraft.of({**written, **artefacts.given(do.given.patch)})
    fields = _fields(draft, hook.project_id)
    return kept(await hooks.update(do.tx, hook.id, fields, do.given.expected_revision))


async def _delete(do: Doing) -> Ids:
    return kept(await hooks.delete(do.tx, do.given.id))


async def _test(do: Doing) -> Ids:
    return kept(await hooks.test(do.tx, do.given.id))


async def _redeliver(do: Doing) -> Ids:
    return {"id": str(await hooks.redeliver(do.tx, do.given.id, do.user_id))}


FIELDS = (
    root(
        CREATE,
        CreateWebhookInput,
        CreateWebhookPayload,
        _create,
        role=Role.ADMIN,
        text="Have the team's events sent to an address, from now on. "
        "Sent again, it makes another webhook: delete those whose secret got lost.",
    ),
    root(
        ROTATE,
        RotateWebhookSecretInput,
        RotateWebhookSecretPayload,
        _rotate,
        role=Role.ADMIN,
        text="Give a webhook a new secret. For 24 hours its requests are signed with the one "
        "before as well. Sent again, it makes another one.",
    ),
    changing(
        "updateWebhook",
        {
            **WHICH,
            "patch": (
                patch_of("WebhookPatch", WebhookDraft),
                Field(description="What to change; what is left out stays as it is."),
            ),
            "expected_revision": (int, WHOLE_REVISION),
        },
        _update,
        showing("updateWebhook", "webhook", Webhook),
        at=None,
        role=Role.ADMIN,
        audited="Webhook",
        text="Change a webhook, or switch it off or on. Switched on again, it begins anew: "
        "what failed before counts no more, and what happened meanwhile is not sent.",
    ),
    changing(
        "deleteWebhook",
        WHICH,
        _delete,
        deleted("deleteWebhook", "Webhook"),
        at=None,
        role=Role.ADMIN,
        audited="Webhook",
        text="Take a webhook out of use and forget its secrets. It cannot be restored.",
    ),
    changing(
        "sendTestWebhook",
        WHICH,
        _test,
        showing("sendTestWebhook", "delivery", WebhookDelivery),
        at=None,
        role=Role.ADMIN,
        text="Send a `PING` to a webhook, on or off. It is tried once.",
    ),
    changing(
        "redeliverWebhookDelivery",
        {"id": (id_of("WebhookDelivery"), Field(description="The id of an ended delivery."))},
        _redeliver,
        showing("redeliverWebhookDelivery", "delivery", WebhookDelivery),
        at=None,
        role=Role.ADMIN,
        text="Send a delivery that was taken or has failed once more, under the same id.",
    ),
)
