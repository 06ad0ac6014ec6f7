"""Putting proposed characters into a project: whoever is known there is not proposed again."""

from __future__ import annotations

from collections.abc import Sequence

import orjson

from aixss.jobs.ask import Asking
from aixss.kinds._params import Expanding
from aixss.kinds._rows import tell
from aixss.kit import ids
from aixss.kit.db import Change
from aixss.news.events import Operation
from aixss.stories.artefacts.cast_expansion import CastExpansion, ProposedCharacter, name_key

SURE = 0.45  # who is proposed with less is a guess that people need not look at


async def apply(tx: Change, asking: Asking, answer: CastExpansion) -> bool:
    """Add whoever is new, the surest first; False when all of them were known meanwhile."""
    params = asking.params
    assert isinstance(params, Expanding)
    sure = [each for each in answer.candidates if each.confidence >= SURE]
    known = await _known(tx)
    new = [each for each in sure if not each.keys & known]
    new.sort(key=lambda each: -each.confidence)
    await _insert(tx, asking, new[: params.max_new_characters])
    return bool(new) or not sure


async def _known(tx: Change) -> set[str]:
    """The names of the cast, and of all who were proposed before, whatever became of them."""
    rows = await tx.rows(
        """
        SELECT name, aliases::text AS aliases FROM character
        WHERE project_id = $1 AND deleted_at IS NULL
        UNION ALL
        SELECT name, aliases::text FROM character_candidate
        WHERE project_id = $1 AND deleted_at IS NULL
        """,
        tx.counter.id,
    )
    return {name_key(name) for r in rows for name in (r["name"], *orjson.loads(r["aliases"]))}


async def _insert(tx: Change, asking: Asking, those: Sequence[ProposedCharacter]) -> None:
    if not those:
        return
    added = await tx.rows(
        """
        INSERT INTO character_candidate (id, team_id, project_id, job_id, name, aliases, role,
          brief, appearance, personality, background, confidence, evidence, status, revision,
          changed, created_at, updated_at)
        SELECT p.id, $1, $2, $3, p.name, p.aliases, p.role, p.brief, p.appearance, p.personality,
          p.background, p.confidence, p.evidence, 'PENDING', 1, '{}', now(), now()
        FROM unnest($4::uuid[], $5::text[], $6::jsonb[], $7::text[], $8::text[], $9::text[],
          $10::text[], $11::text[], $12::float8[], $13::jsonb[])
          AS p(id, name, aliases, role, brief, appearance, personality, background, confidence,
            evidence)
        RETURNING id, revision
        """,
        tx.team_id,
        tx.counter.id,
        asking.job_id,
        [ids.new() for _ in those],
        [each.name for each in those],
        [orjson.dumps(each.aliases).decode() for each in those],
        [each.role.value for each in those],
        [each.brief for each in those],
        [each.appearance for each in those],
        [each.personality for each in those],
        [each.background for each in those],
        [each.confidence for each in those],
        [orjson.dumps(each.evidence).decode() for each in those],
    )
    tell(tx, "character_candidate", added, Operation.CREATED, asking.job_id)
