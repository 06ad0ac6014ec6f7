"""Make why a story's plot has to happen, phase by phase."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from aixss.jobs import applying
from aixss.jobs.ask import Asking
from aixss.jobs.models import Stage
from aixss.jobs.needs import PROJECT_HAS_STYLE, PROJECT_HAS_SUMMARY
from aixss.jobs.spec import Kind, Need, Scope
from aixss.jobs.start import refuse_unready
from aixss.kinds import _chain_draft, _chain_facts, _facts
from aixss.kinds import _chain_prompts as prompts
from aixss.kinds._chain_phases import (
    ANSWERS,
    ActDetails,
    ChainConflict,
    ChainDirectory,
    ChainLines,
    ChainPhase,
    ChainPositions,
)
from aixss.kinds._params import Phase
from aixss.kit.db import Change
from aixss.kit.prompt import Prompt
from aixss.stories import writes
from aixss.stories.artefacts.base import Language
from aixss.stories.artefacts.causal_chain import PHASES, CausalChain
from aixss.stories.artefacts.causal_checks import checked
from aixss.stories.artefacts.causal_parts import ChainAct
from aixss.stories.context import StoryContext

TOLD_FROM, TOLD_TO = 0.1, 0.9  # of a job's progress, while its questions are asked

Prompts = tuple[Prompt, Prompt]
CONFLICT = (prompts.CONFLICT, prompts.CONFLICT_USER)
POSITIONS = (prompts.POSITIONS, prompts.POSITIONS_USER)
DIRECTORY = (prompts.DIRECTORY, prompts.DIRECTORY_USER)
DETAILS = (prompts.DETAILS, prompts.DETAILS_USER)
LINES = (prompts.LINES, prompts.LINES_USER)


def standing(story: StoryContext) -> CausalChain:
    """The chain as it stands."""
    return story.project.causal_chain or CausalChain()


def asked_for(story: StoryContext, params: Phase) -> int:
    """The phase that is to be made; beyond the last when all are made and none is named."""
    return params.phase or standing(story).completed_phase + 1


PHASE_LEFT = Need(
    "phase",
    f"All {PHASES} phases are made: name the `phase` to make anew, with `force`.",
    lambda story, params: asked_for(story, params) <= PHASES,
)
EARLIER = Need(
    "causalChain",
    "Make the earlier phases of the causal chain first: each one needs the one before it.",
    lambda story, params: asked_for(story, params) <= standing(story).completed_phase + 1,
)
FORCE = Need(
    "force",
    "This phase is made already: set `force` to make it anew. That clears the later phases; what "
    "is replaced is kept as a version.",
    lambda story, params: (
        params.force or asked_for(story, params) > standing(story).completed_phase
    ),
)


def facts(story: StoryContext, params: Phase) -> Mapping[str, str]:
    """What the prompts are told at the phase's first question."""
    return _told(story, standing(story).through(asked_for(story, params) - 1), None)


def _told(story: StoryContext, chain: CausalChain, act: ChainAct | None) -> Mapping[str, str]:
    return {
        "story": _facts.telling(story),
        "protagonist": story.project.protagonist.strip() or _facts.none(story),
        "world_view": _facts.world_view(story),
        "cast": _facts.cast(story),
        "conflict": _chain_facts.conflict(story, chain),
        "positions": _chain_facts.positions(story, chain),
        "beats": _chain_facts.beats(story, chain),
        "act": _chain_facts.act(story, act),
    }


def draft(story: StoryContext, params: Phase) -> CausalChain:
    """The chain after the phase, from the story's own words."""
    phase = asked_for(story, params)
    chain = standing(story).through(phase - 1)
    if phase == 1:
        return _chain_draft.conflict(story).onto(chain, 1)
    if phase == 2:
        return _chain_draft.positions(story, chain).onto(chain, 1)
    if phase == PHASES:
        return _chain_draft.lines(story, chain).onto(chain, 1)
    chain = _chain_draft.directory(story, chain).onto(chain, 1)
    for act in _acts(chain):
        chain = _chain_draft.details(story, chain, act.act).onto(chain, act.act)
    return _worked_out(chain)


async def compose(asking: Asking) -> CausalChain:
    """The chain with one phase more; without `force` a third phase goes on where it stopped.

    Raises NotReady.
    """
    story, params = asking.story, asking.params
    assert isinstance(params, Phase)
    refuse_unready(asking.kind, story, params)  # people may have made the phase since the start
    phase, chain = asked_for(story, params), standing(story)
    await asking.progress(TOLD_FROM, Stage.CALL, f"phase {phase} of {PHASES}")
    earlier = chain.through(phase - 1)
    if phase == 1:
        drafted = partial(_chain_draft.conflict, story)
        return await _add(asking, earlier, ChainConflict, CONFLICT, drafted)
    if phase == 2:
        by_people = partial(_chain_draft.positions, story, earlier)
        return await _add(asking, earlier, ChainPositions, POSITIONS, by_people)
    if phase == PHASES:
        by_lines = partial(_chain_draft.lines, story, earlier)
        return _judged(asking, await _add(asking, earlier, ChainLines, LINES, by_lines))
    goes_on = not params.force and chain.completed_phase < phase and chain.beat_flow is not None
    return await _flow(asking, chain if goes_on else earlier)


async def _flow(asking: Asking, chain: CausalChain) -> CausalChain:
    """Phase 3: the directory, then act by act what is not worked out; each answer is kept."""
    story = asking.story
    if chain.beat_flow is None:
        drafted = partial(_chain_draft.directory, story, chain)
        chain = await _add(asking, chain, ChainDirectory, DIRECTORY, drafted)
        await asking.checkpoint(chain)
    acts = _acts(chain)
    for done, act in enumerate(acts, start=1):
        if all(beat.is_worked_out for beat in act.beats):
            continue
        ratio = TOLD_FROM + (TOLD_TO - TOLD_FROM) * done / (len(acts) + 1)
        await asking.progress(ratio, Stage.CALL, f"act {act.act} of {len(acts)}")
        worked_out = partial(_chain_draft.details, story, chain, act.act)
        chain = await _add(asking, chain, ActDetails, DETAILS, worked_out, act)
        await asking.checkpoint(chain)
    return _worked_out(chain)


async def _add(
    asking: Asking,
    chain: CausalChain,
    answer: type[ChainPhase],
    pair: Prompts,
    drafted: Callable[[], ChainPhase],
    act: ChainAct | None = None,
) -> CausalChain:
    """The chain with the answer to one question put in."""
    number = act.act if act else 1
    found = await asking.ask(
        *pair,
        _told(asking.story, chain, act),
        answer,
        rules=asking.story.rules(chain=chain, act=number),
        draft=drafted,
    )
    return found.onto(chain, number)


def _acts(chain: CausalChain) -> list[ChainAct]:
    return chain.beat_flow.acts if chain.beat_flow else []


def _worked_out(chain: CausalChain) -> CausalChain:
    """The chain with its third phase complete."""
    return chain.through(PHASES - 1).model_copy(update={"completed_phase": PHASES - 1})


def _judged(asking: Asking, chain: CausalChain) -> CausalChain:
    """The chain whose checks hold only where the rules cannot refute them."""
    assert chain.consistency_checks is not None
    checks = checked(chain, chain.consistency_checks, Language(asking.story.language))
    return chain.model_copy(update={"consistency_checks": checks})


async def apply(tx: Change, asking: Asking, chain: CausalChain) -> bool:
    """Write the chain; only a first phase made anew takes up what had changed under it."""
    project = asking.story.project
    applied = await writes.write_field(
        tx,
        "project",
        project.id,
        "causal_chain",
        chain,
        read_revision=project.revision,
        job_id=asking.job_id,
    )
    if applied:
        if chain.completed_phase == 1:
            await writes.clear_marks(tx, project.id, "causal_chain", asking.story.seq)
        await applying.mark(tx, asking, ["causal_chain"])
    return applied


KIND = Kind(
    name="build_narrative_causal_chain",
    title="Build the causal chain",
    title_zh="构建叙事因果链",
    description="Makes the next phase of the project's causal chain, which says why the plot has "
    "to happen. There are four, one a job: the conflict; who knows what; the beats, act by act; "
    "the plot lines, with checks of the whole. A phase made anew clears the later ones. The third "
    "keeps what it has after each act: started again without `force` it goes on from there. Needs "
    "a summary of at least 100 characters, a style, and the phase before.",
    scope=Scope.PROJECT,
    needs=(PROJECT_HAS_SUMMARY, PROJECT_HAS_STYLE, PHASE_LEFT, EARLIER, FORCE),
    writes=("causal_chain",),
    params=Phase,
    timeout_s=900,
    system=prompts.CONFLICT,
    user=prompts.CONFLICT_USER,
    further=prompts.FURTHER,
    questions="one question, and in the third phase one more for each act",
    facts=facts,
    output=CausalChain,
    answers=ANSWERS,
    draft=draft,
    compose=compose,
    apply=apply,
)
