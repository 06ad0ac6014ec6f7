"""What the page of a team's prompts asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import strawberry

from aixss.accounts.models import Role
from aixss.api.asking import giving, listing
from aixss.api.context import Context
from aixss.api.types.prompts import SYSTEM_PROMPTS, Prompt, PromptFact, SystemPrompt
from aixss.described import Locale
from aixss.jobs.prompts import catalogue
from aixss.kinds.registry import MEANINGS
from aixss.kit.prompt import version
from aixss.stories.artefacts.base import Language

Spoken = Annotated[
    Language, strawberry.argument(description="The language of the projects that they are for.")
]


def _prompts(context: Context, language: Spoken) -> Iterator[Mapping[str, Any]]:
    for key, known in catalogue(context.services.kinds).items():
        content = known.prompt.text(language.value)
        yield {
            "key": key,
            "language": language,
            "content": content,
            "version": version(content),
            "kinds": list(known.kinds),
            "facts": sorted(known.prompt.facts),
        }


def _facts(context: Context) -> Iterator[Mapping[str, Any]]:
    for name, (zh, en) in sorted(MEANINGS.items()):
        yield {"name": name, "meaning": zh if context.locale is Locale.ZH else en}


FIELDS = (
    giving(
        "prompts",
        _prompts,
        list[Prompt],
        role=Role.VIEWER,
        text="All prompts that jobs ask by, as this release has them, in one language and in the "
        "order of their keys.",
    ),
    listing(
        "system_prompts",
        SystemPrompt,
        SYSTEM_PROMPTS,
        role=Role.VIEWER,
        text="The prompts that the viewer's team has rewritten; all others are used as `prompts` "
        "shows them.",
    ),
    giving(
        "prompt_facts",
        _facts,
        list[PromptFact],
        role=Role.VIEWER,
        text="What prompts can be told about a story, in the order of the names.",
    ),
)
