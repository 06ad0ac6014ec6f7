"""The prompts that teams may rewrite: our own texts, and theirs in the place of some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aixss.errors import Conflict, Invalid, NotFound
from aixss.jobs.ask import REPAIR
from aixss.jobs.models import SystemPrompt
from aixss.jobs.spec import Kinds
from aixss.kit import clock, ids
from aixss.kit.db import Change
from aixss.kit.prompt import Prompt
from aixss.kit.rows import again
from aixss.stories.artefacts.base import Language

CONTENT, KEY = ("content",), ("key",)


@dataclass(frozen=True)
class Known:
    """A prompt, and the kinds that use it: all that ask by prompts when none is named."""

    prompt: Prompt
    kinds: tuple[str, ...] = ()


def catalogue(kinds: Kinds) -> Mapping[str, Known]:
    """Every prompt by its key, in the order of the keys."""
    used: dict[str, list[str]] = {}
    prompts = {REPAIR.key: REPAIR}
    for kind in kinds:
        for prompt in kind.prompts:
            prompts[prompt.key] = prompt
            used.setdefault(prompt.key, []).append(kind.name)
    return {key: Known(prompts[key], tuple(used.get(key, ()))) for key in sorted(prompts)}


async def create(
    tx: Change,
    kinds: Kinds,
    key: str,
    language: Language,
    content: str,
    *,
    row_id: UUID | None = None,
) -> SystemPrompt:
    """A text of the transaction's team in the place of ours.

    Raises Invalid for a key that there is not, one that is rewritten already, and for facts that
    the prompt does not have. With an id that something has already it gives that, or raises
    NotFound or Conflict.
    """
    if row_id and (same := await SystemPrompt.get_or_none(id=row_id)):
        said = (same.key, same.language, same.content)
        return again(same, tx.team_id, is_same=said == (key, language.value, content))
    if (known := catalogue(kinds).get(key)) is None:
        raise Invalid("There is no such prompt: see `prompts`.", path=KEY)
    _check(known.prompt, content)
    found: dict[str, Any] = {"team_id": tx.team_id, "key": key, "language": language.value}
    if await SystemPrompt.exists(**found, deleted_at=None):
        message = "Your team has rewritten this prompt already: update that text, or delete it."
        raise Invalid(message, path=KEY)
    prompt = SystemPrompt(id=row_id or ids.new(), **found, content=content)
    await prompt.save(force_create=True)
    return prompt


async def update(
    tx: Change, kinds: Kinds, prompt_id: UUID, content: str | None, expected_revision: int
) -> SystemPrompt:
    """The rewritten text, written anew unless it is None; raises NotFound, Conflict and Invalid."""
    found = await _find(tx, prompt_id)
    if found.revision != expected_revision:
        raise Conflict(current=found, current_revision=found.revision)
    if content is None:
        return found
    if known := catalogue(kinds).get(found.key):
        _check(known.prompt, content)
    found.content = content
    found.revision += 1
    await found.save()
    return found


async def delete(tx: Change, prompt_id: UUID) -> SystemPrompt:
    """Take a rewritten text away: ours is used again; raises NotFound."""
    found = await _find(tx, prompt_id)
    found.deleted_at = clock.now()
    found.revision += 1
    await found.save()
    return found


async def _find(tx: Change, prompt_id: UUID) -> SystemPrompt:
    found = await SystemPrompt.get_or_none(id=prompt_id, team_id=tx.team_id, deleted_at=None)
    if found is None:
        raise NotFound
    return found


def _check(prompt: Prompt, content: str) -> None:
    try:
        prompt.check(content)
    except Invalid as error:
        error.path = CONTENT
        raise
