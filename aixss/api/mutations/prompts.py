"""Rewriting the prompts that a team's jobs ask by."""

from __future__ import annotations

from pydantic import Field

from aixss.accounts.models import Role
from aixss.api import artefacts
from aixss.api.mutations._change import Doing, changing, deleted, kept, showing
from aixss.api.mutations._content import WHOLE_REVISION
from aixss.api.mutations._parts import Fields, id_of, new_fields, own_id, patch_of
from aixss.api.operation import Ids
from aixss.api.types.prompts import SystemPrompt
from aixss.jobs import prompts
from aixss.jobs.answers import PROMPT_CHARS
from aixss.stories.artefacts.base import Language
from aixss.stories.drafts import Draft


class SystemPromptDraft(Draft):
    """What people write of a prompt."""

    content: str = Field(
        min_length=1,
        max_length=PROMPT_CHARS,
        description="The whole text, 1 to 100000 characters; `$name` stands for one of the "
        "prompt's `facts`, `$$` for a dollar sign.",
    )


KEY = Field(
    max_length=120, description="Which prompt it replaces: one of those that `prompts` shows."
)
WHICH: Fields = {"id": (id_of("SystemPrompt"), Field(description="The id of a rewritten prompt."))}


async def _create(do: Doing) -> Ids:
    content = SystemPromptDraft.of({"content": do.given.content}).content
    kinds = do.context.services.kinds
    given = do.given
    return kept(
        await prompts.create(do.tx, kinds, given.key, given.language, content, row_id=given.id)
    )


async def _update(do: Doing) -> Ids:
    patch = artefacts.given(do.given.patch)
    content = SystemPromptDraft.of(patch).content if patch else None
    kinds, revision = do.context.services.kinds, do.given.expected_revision
    return kept(await prompts.update(do.tx, kinds, do.given.id, content, revision))


async def _delete(do: Doing) -> Ids:
    return kept(await prompts.delete(do.tx, do.given.id))


FIELDS = (
    changing(
        "createSystemPrompt",
        {
            "key": (
                str,
                Field(
                    max_length=120,
                    description="Which prompt it replaces: one of those that `prompts` shows.",
                ),
            ),
            "language": (Language, Field(description="The language that the text is in.")),
            **new_fields(SystemPromptDraft),
            **own_id("SystemPrompt"),
        },
        _create,
        showing("createSystemPrompt", "prompt", SystemPrompt),
        at=None,
        role=Role.ADMIN,
        audited="SystemPrompt",
        text="Put a text of the team's own in the place of one of our prompts. Jobs ask by it from "
        "their next attempt on.",
    ),
    changing(
        "updateSystemPrompt",
        {
            **WHICH,
            "patch": (
                patch_of("SystemPromptPatch", SystemPromptDraft),
                Field(description="What to change; what is left out stays as it is."),
            ),
            "expected_revision": (int, WHOLE_REVISION),
        },
        _update,
        showing("updateSystemPrompt", "prompt", SystemPrompt),
        at=None,
        role=Role.ADMIN,
        audited="SystemPrompt",
        text="Change the text that the team has put in the place of a prompt.",
    ),
    changing(
        "deleteSystemPrompt",
        WHICH,
        _delete,
        deleted("deleteSystemPrompt", "SystemPrompt"),
        at=None,
        role=Role.ADMIN,
        audited="SystemPrompt",
        text="Take the team's own text away: jobs ask by ours again. It cannot be restored.",
    ),
)
