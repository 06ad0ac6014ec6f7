"""What people decide about characters that were proposed: each of them is decided once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from aixss.errors import Invalid, NotFound
from aixss.kit.db import Change
from aixss.stories import drafts, edits, tree
from aixss.stories.artefacts.cast_expansion import name_key
from aixss.stories.drafts import ALIASES_MOST, PersonDraft
from aixss.stories.live import Live
from aixss.stories.models import CandidateStatus, Character, CharacterCandidate

PERSON = tuple(PersonDraft.model_fields)  # what a candidate and a character have in common
TEXTS = ("brief", "appearance", "personality", "background")
_DECIDED: Mapping[CandidateStatus, str] = {
    CandidateStatus.ACCEPTED: "accepted",
    CandidateStatus.REJECTED: "rejected",
    CandidateStatus.MERGED: "merged into somebody of the cast",
}


@dataclass(frozen=True)
class Deciding:
    """Which candidate is decided about, as people have seen it, and who decides."""

    candidate_id: UUID
    expected_revision: int
    live: Sequence[Live]
    actor_id: UUID | None = None


async def update(tx: Change, which: Deciding, patch: Mapping[str, object]) -> CharacterCandidate:
    """The candidate with the named fields set; raises as an edit does, and Invalid when decided."""
    await _undecided(tx, which, patch)
    return await edits.update(
        tx,
        CharacterCandidate,
        which.candidate_id,
        patch,
        which.expected_revision,
        live=which.live,
        actor_id=which.actor_id,
    )


async def accept(tx: Change, which: Deciding) -> Character:
    """The new character that the candidate became.

    Raises NotFound, Conflict, ArtefactLocked, or Invalid when it is decided or somebody of the
    cast goes by one of its names.
    """
    candidate = await _undecided(tx, which)
    await _refuse_known(tx, candidate)
    character = await tree.create(
        tx,
        Character,
        {name: getattr(candidate, name) for name in PERSON},
        live=which.live,
        actor_id=which.actor_id,
    )
    await _decide(tx, which, candidate, CandidateStatus.ACCEPTED, character.id)
    return character


async def reject(tx: Change, which: Deciding) -> CharacterCandidate:
    """The candidate, refused for good; raises NotFound, Conflict, or Invalid when it is decided."""
    candidate = await _undecided(tx, which)
    await _decide(tx, which, candidate, CandidateStatus.REJECTED, None)
    return candidate


async def merge(tx: Change, which: Deciding, character_id: UUID) -> Character:
    """The character that the candidate is, with its names as aliases and its empty texts filled.

    What people wrote of the character stays. Raises NotFound, Conflict, ArtefactLocked, or Invalid
    when the candidate is decided or the character has no room for more aliases.
    """
    candidate = await _undecided(tx, which)
    try:
        character = await edits.find(tx, Character, character_id)
    except NotFound as error:
        raise NotFound(path=("character_id",)) from error
    aliases = _joined(character, candidate)
    if len(aliases) > ALIASES_MOST:
        message = f"A character has at most {ALIASES_MOST} aliases: take some away from it first."
        raise Invalid(message, path=("character_id",))
    texts = {t: getattr(candidate, t) for t in TEXTS if not getattr(character, t).strip()}
    merged = await edits.update(
        tx,
        Character,
        character.id,
        {"aliases": aliases, **texts},
        character.revision,
        live=which.live,
        actor_id=which.actor_id,
    )
    await _decide(tx, which, candidate, CandidateStatus.MERGED, character.id)
    return merged


async def _undecided(
    tx: Change, which: Deciding, fields: Collection[str] = drafts.fields(CharacterCandidate)
) -> CharacterCandidate:
    """The candidate that waits for a decision.

    Raises NotFound, Invalid when it is decided, or Conflict when one of the fields was written
    after people have seen it.
    """
    candidate = await edits.find(tx, CharacterCandidate, which.candidate_id)
    edits.refuse_conflict(candidate, fields, which.expected_revision)
    if decided := _DECIDED.get(candidate.status):
        message = f"This candidate has been {decided} already: edit or add characters instead."
        raise Invalid(message, path=("id",))
    return candidate


async def _refuse_known(tx: Change, candidate: CharacterCandidate) -> None:
    rows = await Character.filter(project_id=tx.counter.id, deleted_at=None).values(
        "name", "aliases"
    )
    cast = {name_key(name) for row in rows for name in (row["name"], *row["aliases"])}
    if cast.intersection(map(name_key, (candidate.name, *candidate.aliases))):
        message = "Somebody of the cast goes by one of these names: merge them, or change the name."
        raise Invalid(message, path=("id",))


def _joined(character: Character, candidate: CharacterCandidate) -> list[str]:
    """The aliases of a character, and those names of the candidate that it does not have yet."""
    known = {name_key(name) for name in (character.name, *character.aliases)}
    new: dict[str, str] = {}
    for name in (candidate.name, *candidate.aliases):
        if name_key(name) not in known:
            new.setdefault(name_key(name), name)
    return [*character.aliases, *new.values()]


async def _decide(
    tx: Change,
    which: Deciding,
    candidate: CharacterCandidate,
    status: CandidateStatus,
    character_id: UUID | None,
) -> None:
    decided = {"status": status, "character_id": character_id}
    await edits.write(tx, candidate, decided, which.live)
