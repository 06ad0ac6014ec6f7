"""A team's profiles and the providers that they can name; keys are never shown."""

from __future__ import annotations

from datetime import datetime

import strawberry

from aixss.api.entity import entity
from aixss.api.types.nodes import Node
from aixss.jobs import models
from aixss.jobs.models import Pricing
from aixss.kit.gql import resolved, shown
from aixss.providers.spec import OutputMode, Parameters


@entity(models.AIProfile)
class AIProfile(Node):
    """Which model to ask, how, at what price, and with what sealed key."""

    name: str = strawberry.field(description="What the team calls it, 1 to 80 characters.")
    revision: int = strawberry.field(
        description="Grows by one with each edit; send it back as `expectedRevision`."
    )
    provider: str = strawberry.field(description="The name of its provider: see `providers`.")
    model: str = strawberry.field(
        description="The model as the provider calls it, e.g. `deepseek-chat`."
    )
    base_url: str | None = strawberry.field(
        description="Where the provider is; null for the provider's own address."
    )
    output_mode: OutputMode = strawberry.field(description="How the model is made to answer.")
    parameters: Parameters = strawberry.field(description="How the model is to sample.")
    pricing: Pricing = strawberry.field(description="What the provider charges.")
    is_default: bool = strawberry.field(
        description="Whether jobs that name no profile use this one."
    )
    key_hint: str | None = strawberry.field(
        description="The stored key's last four characters; null without one or for a short one."
    )
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(description="When it last changed.")

    @resolved
    def has_key(self) -> bool:
        """Whether a key is stored. The key itself is never shown."""
        return self.row.sealed_key is not None


@shown
class Provider:
    """Somebody that a profile can name, who answers for models."""

    name: str = strawberry.field(description="What a profile names it by, e.g. `offline`.")
    title: str = strawberry.field(description="What people call it.")
    needs_key: bool = strawberry.field(description="Whether a profile must have a key.")
    needs_base_url: bool = strawberry.field(
        description="Whether a profile must say where the provider is."
    )
    default_output_mode: OutputMode = strawberry.field(
        description="How the model of a new profile is made to answer."
    )
