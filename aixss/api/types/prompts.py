"""The prompts that jobs ask by: our own texts, and those that teams have put in their place."""

from __future__ import annotations

from datetime import datetime

import strawberry

from aixss.api.entity import REVISION, entity
from aixss.api.types.nodes import Node
from aixss.jobs import models
from aixss.kit.gql import shown
from aixss.kit.prompt import version
from aixss.reads.filters import By, StringEquality, by_enum, lists
from aixss.reads.lists import Order
from aixss.reads.resolvers import made
from aixss.reads.spec import View
from aixss.stories.artefacts.base import Language

SYSTEM_PROMPTS = lists(
    "SystemPrompt",
    {
        "key": By(StringEquality, "key", "By the keys of the prompts that they replace."),
        "language": by_enum(
            Language, "language", "By the language of the projects that they are used for."
        ),
    },
    {"CREATED_AT": ("created_at", "When they were first rewritten.", "创建时间", "Created")},
    usual=Order("created_at"),
    usual_text="Oldest first",
)


@entity(models.SystemPrompt)
class SystemPrompt(Node):
    """A text that a team has put in the place of one of our prompts."""

    key: str = strawberry.field(description="Which prompt it replaces: the `key` of a `Prompt`.")
    language: Language = strawberry.field(
        description="The language of the projects that it is used for."
    )
    content: str = strawberry.field(
        description="The text that jobs ask by; `$name` stands for a fact, `$$` for a dollar sign."
    )
    version: str = made(
        version,
        "content",
        text="A short name for exactly this text; a job's result says by which it asked.",
    )
    revision: int = strawberry.field(description=REVISION)
    created_at: datetime = strawberry.field(description="When the team first rewrote the prompt.")
    updated_at: datetime = strawberry.field(description="When it last changed.")


@shown
class Prompt(View):
    """A text of ours that jobs send to models, unless the team has rewritten it."""

    key: str = strawberry.field(
        description="What it is for, e.g. `workflow.scene_anchor.system`; unlike any other."
    )
    language: Language = strawberry.field(description="The language that it is shown in.")
    content: str = strawberry.field(
        description="Our own text; `$name` stands for a fact, `$$` for a dollar sign."
    )
    version: str = strawberry.field(
        description="A short name for exactly this text; a job's result says by which it asked."
    )
    kinds: list[str] = strawberry.field(
        description="The kinds that ask by it; empty for one that all of them use."
    )
    facts: list[str] = strawberry.field(
        description="The names that may stand behind a dollar sign in it: see `promptFacts`."
    )


@shown
class PromptFact(View):
    """Something that prompts are told about a story, by its name."""

    name: str = strawberry.field(description="What stands behind the dollar sign, e.g. `summary`.")
    meaning: str = strawberry.field(description="What it tells, in the viewer's language.")
