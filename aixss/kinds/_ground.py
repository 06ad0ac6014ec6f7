"""What a story stands on before its scenes are made, and what of it is left to make."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from aixss.jobs.spec import Params, Step
from aixss.kinds import _flows
from aixss.kinds._flows import Children
from aixss.kinds._params import Expanding, Phase, Redo
from aixss.stories.artefacts.causal_chain import PHASES
from aixss.stories.context import StoryContext

CAST = "cast"


def is_laid(story: StoryContext) -> bool:
    """Whether nothing that can be made now is left to make; a cast may always grow."""
    return not any(step.targets(story, Params()) for step in STEPS if step.name != CAST)


def chain(story: StoryContext, _: Params, phase: int) -> Children:
    """The project when this phase is the next one: what an earlier one lacks, a later one needs."""
    made = story.project.causal_chain
    is_next = phase == (made.completed_phase if made else 0) + 1
    return [(_flows.project(story), Phase(phase=phase))] if is_next else []


def season_arc(story: StoryContext, _: Params) -> Children:
    """The project when it has no season arc, or a stale one."""
    return _unless(story, _is_fresh(story, "season_arc"), Params())


def cast(story: StoryContext, _: Params) -> Children:
    """The project when it has a chain and people, and nobody was ever proposed."""
    made = story.project.causal_chain
    is_ready = made is not None and made.completed_phase == PHASES and bool(story.characters)
    return _unless(story, not is_ready or bool(story.candidates), Expanding())


def relationships(story: StoryContext, _: Params) -> Children:
    """The project when it has people, and nothing says what they are to each other."""
    return _unless(story, len(story.characters) < 2 or bool(story.relationships), Redo())


def emotion_arc(story: StoryContext, _: Params) -> Children:
    """The project when it has episodes that all say what they are about, and no fresh arc."""
    told = [each.core_expression is not None for each in story.episodes]
    return _unless(story, not (told and all(told)) or _is_fresh(story, "emotion_arc"), Params())


def _unless(story: StoryContext, is_done: bool, params: Params) -> Children:
    return [] if is_done else [(_flows.project(story), params)]


def _is_fresh(story: StoryContext, field: str) -> bool:
    return getattr(story.project, field) is not None and field not in story.stale


def _step(name: str, kind: str, targets: Callable[[StoryContext, Params], Children]) -> Step:
    # None of these is needed to go on: what fails is reported, and can be made later.
    return Step(name, kind, targets, stop_on_failure=False)


STEPS = (
    *(
        _step(f"chain_{n}", "build_narrative_causal_chain", partial(chain, phase=n))
        for n in range(1, PHASES + 1)
    ),
    _step(CAST, "expand_story_characters", cast),
    _step("season_arc", "generate_season_arc", season_arc),
    _step("relationships", "generate_character_relationships", relationships),
    _step("emotion_arc", "generate_emotion_arc", emotion_arc),
)
