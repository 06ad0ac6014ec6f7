"""Deciding about characters that were proposed: editing, accepting, rejecting and merging them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import UUID

from pydantic import Field
from strawberry.types.field import StrawberryField

from aixss.api import artefacts
from aixss.api.context import Context
from aixss.api.errors import Payload
from aixss.api.mutations._change import (
    At,
    Doing,
    Reply,
    after_write,
    changing,
    kept,
    showing,
)
from aixss.api.mutations._content import REVISION
from aixss.api.mutations._parts import Fields, id_of, patch_of, payload_of
from aixss.api.operation import Ids
from aixss.api.types.characters import Character, CharacterCandidate
from aixss.stories import candidates, models
from aixss.stories.candidates import Deciding
from aixss.stories.drafts import CharacterCandidateDraft

TYPE = "CharacterCandidate"
WHICH: Fields = {
    "id": (id_of(TYPE), Field(description="The id of the candidate.")),
    "expected_revision": (int, REVISION),
}
INTO: Fields = {
    "character_id": (id_of("Character"), Field(description="The id of the character they are."))
}
PATCH: Fields = {
    "patch": (
        patch_of(f"{TYPE}Patch", CharacterCandidateDraft),
        Field(description="What to change; what is left out stays as it is."),
    )
}
SHOWN = "character_candidate"


async def _which(do: Doing) -> Deciding:
    return Deciding(do.given.id, do.given.expected_revision, await do.live(), do.user_id)


async def _update(do: Doing) -> Ids:
    return kept(await candidates.update(do.tx, await _which(do), artefacts.given(do.given.patch)))


async def _reject(do: Doing) -> Ids:
    return kept(await candidates.reject(do.tx, await _which(do)))


async def _accept(do: Doing) -> Ids:
    return _both(do, await candidates.accept(do.tx, await _which(do)))


async def _merge(do: Doing) -> Ids:
    return _both(do, await candidates.merge(do.tx, await _which(do), do.given.character_id))


def _both(do: Doing, character: models.Character) -> Ids:
    return {"id": str(do.given.id), "character_id": str(character.id)}


def _showing_both(name: str) -> Reply:
    payload = payload_of(
        name,
        {
            SHOWN: (CharacterCandidate, "The candidate as it is now"),
            "character": (Character, "The character as it is now"),
        },
    )

    async def of(context: Context, done: Ids, is_new: bool) -> Payload:
        return payload(
            character_candidate=await after_write(  # type: ignore[call-arg]  # made above
                context, CharacterCandidate, UUID(done["id"]), is_new=is_new
            ),
            character=await after_write(
                context, Character, UUID(done["character_id"]), is_new=is_new
            ),
        )

    return Reply(payload, of)


def _deciding(
    name: str, act: Callable[[Doing], Awaitable[Ids]], reply: Reply, fields: Fields, text: str
) -> StrawberryField:
    at = At("id", models.CharacterCandidate)
    return changing(name, fields, act, reply, at=at, text=text, audited=TYPE)


FIELDS = (
    changing(
        f"update{TYPE}",
        {**WHICH, **PATCH},
        _update,
        showing(f"update{TYPE}", SHOWN, CharacterCandidate),
        at=At("id", models.CharacterCandidate),
        text="Change a candidate before it is decided about.",
    ),
    _deciding(
        f"accept{TYPE}",
        _accept,
        _showing_both(f"accept{TYPE}"),
        WHICH,
        "Make a candidate a character of the cast, as it stands.",
    ),
    _deciding(
        f"reject{TYPE}",
        _reject,
        showing(f"reject{TYPE}", SHOWN, CharacterCandidate),
        WHICH,
        "Do without a candidate; nobody of its names is proposed again.",
    ),
    _deciding(
        f"merge{TYPE}",
        _merge,
        _showing_both(f"merge{TYPE}"),
        {**WHICH, **INTO},
        "Say that a candidate is somebody of the cast: its names become aliases of that "
        "character, and its texts fill those that are empty there. What was written stays.",
    ),
)
