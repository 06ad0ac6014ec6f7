"""A team's profiles and the providers that they can name; keys are never shown."""

from __future__ import annotations

from datetime import datetime

import strawberry

from aixss.api.entity import entity
from aixss.api.types.nodes import Node
from aixss.jobs import models
from aixss.jobs.models import Pricing
from aixss.kit.gql import shown
from aixss.providers.spec import OutputMode, Parameters
from aixss.reads.filters import By, StringEquality, TextMatch, TimeRange, lists
from aixss.reads.lists import Order
from aixss.reads.resolvers import document, made
from aixss.reads.spec import View

PROFILES = lists(
    "AIProfile",
    {
        "name": By(TextMatch, "name", "By what the team calls them."),
        "provider": By(StringEquality, "provider", "By the names of their providers."),
        "model": By(TextMatch, "model", "By what the provider calls their models."),
        "updated_at": By(TimeRange, "updated_at", "By when they last changed."),
    },
    {
        "CREATED_AT": ("created_at", "When they were made.", "创建时间", "Created"),
        "UPDATED_AT": ("updated_at", "When they last changed.", "更新时间", "Last changed"),
        "NAME": ("name", "Their names, letter by letter.", "名称"),
    },
    usual=Order("created_at"),
    usual_text="Oldest first",
)


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
        description="The address of the provider's API, e.g. `https://api.deepseek.com/v1`; "
        "null for its usual one."
    )
    output_mode: OutputMode = strawberry.field(description="How the model is made to answer.")
    parameters: Parameters = document("parameters", "How the model is to sample.")
    pricing: Pricing = document("pricing", "What the provider charges.")
    is_default: bool = strawberry.field(
        description="Whether jobs that name no profile use this one."
    )
    key_hint: str | None = strawberry.field(
        description="The stored key's last four characters; null without one or for a short one."
    )
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(description="When it last changed.")

    has_key: bool = made(
        lambda sealed: sealed is not None,
        "sealed_key",
        text="Whether a key is stored. The key itself is never shown.",
    )


@shown
class Provider(View):
    """A service that lends out models: a profile names it, its model and the key for it."""

    name: str = strawberry.field(description="What a profile names it by, e.g. `offline`.")
    title: str = strawberry.field(description="What people call it.")
    needs_key: bool = strawberry.field(description="Whether a profile must have a key.")
    needs_base_url: bool = strawberry.field(
        description="Whether a profile must say where the provider is."
    )
    default_output_mode: OutputMode = strawberry.field(
        description="How the model of a new profile is made to answer."
    )
