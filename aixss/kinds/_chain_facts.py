"""What prompts are told about a causal chain: its parts by importance, each within a budget."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aixss.jobs.telling import fact, sentences, spend
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
CHAIN_CHARS, PART_CHARS, FLOW_CHARS, COURSE_CHARS = 6_000, 5_000, 9_000, 2_600
LINE_CHARS, OUTLINE_CHARS = 320, 1_200


@fact
def causal_chain(story: StoryContext) -> str:
    """Why the plot has to happen, as far as it is made: what binds a plan the most comes first."""
    chain = story.project.causal_chain
    if chain is None or not chain.completed_phase:
        return _facts.none(story)
    outline = sentences(chain.outline_summary or "", OUTLINE_CHARS, story.language)
    core = _spent(story, _conflict(chain.conflict_engine), OUTLINE_CHARS)
    flow = _flow(story, chain, COURSE_CHARS)
    lines = [
        *map(_plot_line, chain.plot_lines or []),
        *map(_stance, chain.character_matrix or []),
        *map(_layer, chain.info_visibility_layers or []),
    ]
    told = "\n".join(filter(None, (outline, core, flow)))
    return "\n".join(filter(None, (told, _spent(story, lines, CHAIN_CHARS - len(told) - 1))))


@fact
def conflict(story: StoryContext, chain: CausalChain) -> str:
    """Phase 1: the story in short, and what drives everybody against each other."""
    outline = sentences(chain.outline_summary or "", OUTLINE_CHARS * 2, story.language)
    rest = _spent(story, _conflict(chain.conflict_engine), PART_CHARS - len(outline))
    return "\n".join(filter(None, (outline, rest))) or _facts.none(story)


@fact
def positions(story: StoryContext, chain: CausalChain) -> str:
    """Phase 2: everybody by name, where they stand, and who knows what."""
    names = ", ".join(stance.name or "" for stance in chain.character_matrix or [])
    lines = [
        *map(_stance, chain.character_matrix or []),
        *map(_layer, chain.info_visibility_layers or []),
    ]
    told = (f"names: {names}" if names else "", _spent(story, lines, PART_CHARS))
    return "\n".join(filter(None, told)) or _facts.none(story)


@fact
def beats(story: StoryContext, chain: CausalChain) -> str:
    """Phase 3: all acts with their beats, each with its name, and as much of it as there is."""
    return _flow(story, chain, FLOW_CHARS) or _facts.none(story)


@fact
def act(story: StoryContext, found: ChainAct | None) -> str:
    """An act with the beats that are to be worked out."""
    if found is None:
        return _facts.none(story)
    lines = (
        f"- {beat.beat_name} (escalation {beat.escalation}): "
        + sentences(beat.interlock, LINE_CHARS, story.language)
        for beat in found.beats
    )
    return "\n".join([f"{found.act}. {found.act_name}", *lines])


def _spent(story: StoryContext, lines: Iterable[str], budget: int) -> str:
    shares = (sentences(line, LINE_CHARS, story.language) for line in lines)
    return spend(shares, budget, story.language)


def _flow(story: StoryContext, chain: CausalChain, budget: int) -> str:
    """All beats in order, each with an equal share; a name is never cut, for answers repeat it."""
    acts = chain.beat_flow.acts if chain.beat_flow else []
    share = budget // max(sum(len(act.beats) for act in acts), 1)
    lines = []
    for each in acts:
        for beat in each.beats:
            opening = f"act {each.act}, “{beat.beat_name}” ({beat.escalation}/10): "
            room = max(share - len(opening), 2)
            lines.append(opening + sentences(_course(beat), room, story.language))
    return "\n".join(lines)


def _conflict(engine: ConflictEngine | None) -> Iterator[str]:
    if engine is None:
        return
    yield f"core: {engine.core_object_or_event}"
    yield from (f"stake of {each.faction}: {each.stake}" for each in engine.stakes_by_faction)
    if mover := engine.first_mover:
        told = (mover.initiator, mover.public_reason, mover.hidden_intent, mover.legitimacy_mask)
        yield "first move: " + " | ".join(filter(None, told))
    yield from (f"because: {thought}" for thought in engine.necessity_derivation)


def _course(beat: ChainBeat) -> str:
    who = ", ".join(beat.characters)
    told = (who, beat.location, beat.surface_event, beat.info_flow, beat.interlock)
    return " | ".join(filter(None, told))


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
