"""What prompts are told about a causal chain: its parts by importance, each within a budget."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aixss.kinds import _facts
from aixss.stories.artefacts.causal_chain import CausalChain
from aixss.stories.artefacts.causal_parts import (
    ChainAct,
    ChainBeat,
    CharacterStance,
    ConflictEngine,
    PlotLine,
    VisibilityLayer,
)
from aixss.stories.context import StoryContext

# Budgets in characters: of the chain as others are told it, of each part, and of each line.
CHAIN_CHARS, PART_CHARS, FLOW_CHARS = 6_000, 5_000, 9_000
LINE_CHARS, OUTLINE_CHARS = 320, 1_500


def causal_chain(story: StoryContext) -> str:
    """Why the plot has to happen, as far as it is made: what binds a plan the most comes first."""
    chain = story.project.causal_chain
    if chain is None or not chain.completed_phase:
        return _facts.none(story)
    lines = [
        *_conflict(chain.conflict_engine),
        *(line for beat in _beats(chain) for line in (_course(*beat),)),
        *map(_plot_line, chain.plot_lines or []),
        *map(_stance, chain.character_matrix or []),
        *map(_layer, chain.info_visibility_layers or []),
    ]
    outline = _facts.sentences(chain.outline_summary or "", OUTLINE_CHARS, story.language)
    return _spent(story, lines, CHAIN_CHARS - len(outline), outline)


def conflict(story: StoryContext, chain: CausalChain) -> str:
    """Phase 1: the story in short, and what drives everybody against each other."""
    outline = _facts.sentences(chain.outline_summary or "", OUTLINE_CHARS * 2, story.language)
    return _spent(story, _conflict(chain.conflict_engine), PART_CHARS - len(outline), outline)


def positions(story: StoryContext, chain: CausalChain) -> str:
    """Phase 2: everybody by name, where they stand, and who knows what."""
    names = ", ".join(stance.name or "" for stance in chain.character_matrix or [])
    lines = [
        *map(_stance, chain.character_matrix or []),
        *map(_layer, chain.info_visibility_layers or []),
    ]
    return _spent(story, lines, PART_CHARS, f"names: {names}" if names else "")


def beats(story: StoryContext, chain: CausalChain) -> str:
    """Phase 3: all acts with their beats, each with its name, and as much of it as there is."""
    entries = list(_beats(chain))
    share = max(FLOW_CHARS // max(len(entries), 1), 1)
    lines = []
    for act, beat in entries:
        told = _course(act, beat)
        opening = _opening(act, beat)
        # A name that an answer has to repeat is never cut.
        rest = _facts.sentences(told[len(opening) :], max(share - len(opening), 2), story.language)
        lines.append(opening + rest)
    return "\n".join(lines) or _facts.none(story)


def act(story: StoryContext, found: ChainAct | None) -> str:
    """An act with the beats that are to be worked out."""
    if found is None:
        return _facts.none(story)
    lines = (
        f"- {beat.beat_name} (escalation {beat.escalation}): "
        + _facts.sentences(beat.interlock, LINE_CHARS, story.language)
        for beat in found.beats
    )
    return "\n".join([f"{found.act}. {found.act_name}", *lines])


def _spent(story: StoryContext, lines: Iterable[str], budget: int, first: str) -> str:
    shares = (_facts.sentences(line, LINE_CHARS, story.language) for line in lines)
    told = _facts.spend(shares, budget, story.language)
    return "\n".join(filter(None, (first, told))) or _facts.none(story)


def _conflict(engine: ConflictEngine | None) -> Iterator[str]:
    if engine is None:
        return
    yield f"core: {engine.core_object_or_event}"
    yield from (f"stake of {each.faction}: {each.stake}" for each in engine.stakes_by_faction)
    if mover := engine.first_mover:
        told = (mover.initiator, mover.public_reason, mover.hidden_intent, mover.legitimacy_mask)
        yield "first move: " + " | ".join(filter(None, told))
    yield from (f"because: {thought}" for thought in engine.necessity_derivation)


def _beats(chain: CausalChain) -> Iterator[tuple[int, ChainBeat]]:
    for each in chain.beat_flow.acts if chain.beat_flow else []:
        yield from ((each.act, beat) for beat in each.beats)


def _opening(number: int, beat: ChainBeat) -> str:
    return f"act {number}, “{beat.beat_name}” ({beat.escalation}/10): "


def _course(number: int, beat: ChainBeat) -> str:
    who = ", ".join(beat.characters)
    told = (who, beat.location, beat.surface_event, beat.info_flow, beat.interlock)
    return _opening(number, beat) + " | ".join(filter(None, told))


def _plot_line(line: PlotLine) -> str:
    met = ", ".join(line.key_interlocks)
    told = (line.stated_goal, line.true_goal, f"meets at: {met}", line.point_of_no_return)
    return f"{line.line_type} line of {line.driver}: " + " | ".join(filter(None, told))


def _stance(stance: CharacterStance) -> str:
    told = (stance.identity, stance.goal, stance.secret, stance.vulnerability)
    return f"{stance.name}: " + " | ".join(filter(None, told))


def _layer(layer: VisibilityLayer) -> str:
    told = (layer.info_boundary, layer.blind_spot and f"blind to: {layer.blind_spot}")
    return f"layer {layer.layer_name} ({', '.join(layer.roles)}): " + " | ".join(filter(None, told))
