"""Rows that many tests want; every field may be given, what is not is plain and valid."""

from __future__ import annotations

from typing import Any

from aixss.accounts.models import Membership, Role, Team, User
from aixss.kit import clock, ids
from aixss.stories.models import Character, Episode, Project, Scene
from aixss.webhooks.models import Webhook, WebhookAttempt, WebhookDelivery
from aixss.webhooks.payload import PING
from aixss.webhooks.states import DeliveryState, DisabledReason

SUMMARY = "A keeper of a lighthouse finds that the light answers letters that nobody sent. " * 2


async def team(**fields: Any) -> Team:
    """A team of its own."""
    return await Team.create(**{"name": "Team", **fields})


async def member(of: Team, role: Role = Role.MEMBER, **fields: Any) -> User:
    """A new user with a role in the team."""
    email = f"{ids.new().hex}@example.org"
    user = await User.create(**{"email": email, "password_hash": "none", **fields})
    await Membership.create(user=user, team=of, role=role)
    return user


async def project(of: Team | None = None, **fields: Any) -> Project:
    """A project that can be planned."""
    owner = of or await team()
    plain = {"title": "The lighthouse", "summary": SUMMARY, "style": "ink and wash"}
    return await Project.create(**{"team_id": owner.id, **plain, **fields})


async def episode(of: Project, **fields: Any) -> Episode:
    """The project's next episode."""
    order = 1 + await Episode.filter(project_id=of.id, order__isnull=False).count()
    plain = {"order": order, "title": f"Episode {order}", "summary": SUMMARY}
    return await Episode.create(**{"team_id": of.team_id, "project_id": of.id, **plain, **fields})


async def scene(of: Episode, **fields: Any) -> Scene:
    """The episode's next scene."""
    order = 1 + await Scene.filter(episode_id=of.id, order__isnull=False).count()
    above = {"team_id": of.team_id, "project_id": of.project_id, "episode_id": of.id}
    plain = {"order": order, "summary": f"Scene {order}: the lamp is lit and a letter arrives."}
    return await Scene.create(**{**above, **plain, **fields})


async def character(of: Project, **fields: Any) -> Character:
    """A person of the project's story."""
    above = {"team_id": of.team_id, "project_id": of.id}
    return await Character.create(**{**above, "name": "Lin Wan", **fields})


async def webhook(project: Project) -> tuple[Webhook, WebhookDelivery]:
    """A webhook that is off, and a delivery with an attempt."""
    hook = await Webhook.create(
        team_id=project.team_id,
        project_id=project.id,
        name="Board",
        url="https://board.example/hook",
        sealed_secret="none",
        seen_xid=0,
        is_enabled=False,
        disabled_reason=DisabledReason.SWITCHED_OFF,
    )
    delivery = await WebhookDelivery.create(
        team_id=project.team_id,
        project_id=project.id,
        webhook_id=hook.id,
        event_type=PING,
        body="{}",
        state=DeliveryState.DELIVERED,
    )
    await WebhookAttempt.create(
        team_id=project.team_id, delivery_id=delivery.id, attempt=1, at=clock.now(), duration_ms=1
    )
    return hook, delivery
