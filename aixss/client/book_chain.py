"""The causal chain in a production's book: what drives it, who wants what, what has to follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aixss.client.generated.fragments import (
    ChainFacts,
    ChainFactsCharacterMatrix,
    ChainFactsConflictEngine,
    PlotFacts,
)
from aixss.client.markdown import fact, facts, joined, table
from aixss.client.words import Words, called


def chain(found: ChainFacts, words: Words) -> Iterator[str]:
    """The chain as far as it is made."""
    yield from (f"## {words['chain']}", "")
    if found.outline_summary:
        yield from (found.outline_summary, "")
    if found.conflict_engine:
        yield from _engine(found.conflict_engine, words)
    if found.character_matrix:
        yield from _wants(found.character_matrix, words)
    if found.beat_flow:
        yield from (f"### {words['beats']}", "")
        for act in found.beat_flow.acts:
            yield from (f"**{act.act}. {act.act_name}**", "")
            heads = [words[key] for key in ("beat", "tension", "event", "lock", "place", "felt")]
            rows = [
                [
                    it.beat_name,
                    f"{it.escalation}/10",
                    it.surface_event or "",
                    it.interlock,
                    it.location or "",
                    it.emotional_tone or "",
                ]
                for it in act.beats
            ]
            yield from table(heads, rows)
    if found.plot_lines:
        yield from _lines(found.plot_lines, words)
    if checks := found.consistency_checks:
        told = words["held" if checks.has_passed else "broken"]
        yield from (f"**{words['checks']}**{words['is']}{told}", "")
        yield from (f"- {note}" for note in checks.notes)
        yield ""


def _engine(engine: ChainFactsConflictEngine, words: Words) -> Iterator[str]:
    yield from (f"### {words['engine']}", "", engine.core_object_or_event, "")
    mover = engine.first_mover
    if mover and mover.initiator:
        reasons = [
            words[key].format(text)
            for key, text in (("public", mover.public_reason), ("hidden", mover.hidden_intent))
            if text
        ]
        told = words["aside"].format(joined(reasons, words)) if reasons else ""
        yield fact("mover", f"{mover.initiator}{told}", words)
    if engine.stakes_by_faction:
        yield fact("stakes", "", words).rstrip()
        for each in engine.stakes_by_faction:
            yield f"  - {each.faction}{words['is']}{each.stake}"
    if engine.necessity_derivation:
        yield fact("therefore", "", words).rstrip()
        yield from (f"  {n}. {step}" for n, step in enumerate(engine.necessity_derivation, 1))
    yield ""


def _wants(those: Sequence[ChainFactsCharacterMatrix], words: Words) -> Iterator[str]:
    yield from (f"### {words['wants']}", "")
    heads = [words[key] for key in ("who", "identity", "goal", "secret", "weak")]
    rows = [
        [part or "" for part in (it.name, it.identity, it.goal, it.secret, it.vulnerability)]
        for it in those
    ]
    yield from table(heads, rows)


def _lines(lines: Sequence[PlotFacts], words: Words) -> Iterator[str]:
    yield from (f"### {words['lines']}", "")
    for line in lines:
        yield from (f"**{called(line.line_type, words)}**", "")
        told: dict[str, str | None] = {
            "driver": line.driver,
            "stated": line.stated_goal,
            "true": line.true_goal,
            "no_return": line.point_of_no_return,
        }
        yield from (*facts(told, words), "")
