"""What prompts are told about a scene's storyboard."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from aixss.jobs.telling import fact, spend
from aixss.kinds import _facts
from aixss.stories.artefacts.storyboard import (
    GROUPS,
    ContinuityState,
    PersonState,
    StoryboardBible,
)
from aixss.stories.context import StoryContext
from aixss.stories.storyboards import shot, shot_range


@fact
def bible(story: StoryContext, found: StoryboardBible | None) -> str:
    """What all panels of a storyboard share."""
    if found is None:
        return _facts.none(story)
    lines = [
        f"premise: {found.premise.local}",
        f"setting: {found.setting.local}",
        *(f"beat {n}: {beat.local}" for n, beat in enumerate(found.beats, start=1)),
        *(f"person {person.character_id}: {person.look.local}" for person in found.people),
        *(f"thing: {prop.local}" for prop in found.props),
    ]
    return spend(lines, _facts.PLAN_CHARS, story.language)


def group(story: StoryContext, number: int) -> str:
    """What a group of the storyboard has to show, and where it stands among the nine."""
    assert story.scene is not None
    plan = story.scene.storyboard_plan
    if plan is None:
        return _facts.none(story)
    goal = plan.groups[number - 1]
    shown = f"group {number} of {GROUPS}, shots {shot_range(number)}: {goal.goal.local}"
    return f"{shown}\nstarts: {goal.starts.local}\nends: {goal.ends.local}"


@fact
def standing(story: StoryContext, found: ContinuityState | None) -> str:
    """How things stand when a group of the storyboard begins."""
    if found is None:
        return _facts.none(story)
    names = _facts.called(story)
    lines = [
        *(_person_state(each, names) for each in found.people),
        *(f"thing {p.name}: {p.state} | held by {p.holder_id or '—'}" for p in found.props),
        *(
            f"gone {p.character_id} {names.get(p.character_id, '—')}: {p.where_to}"
            for p in found.left
        ),
        *([f"next: {found.next_intent}"] if found.next_intent else []),
    ]
    return spend(lines, _facts.PLAN_CHARS, story.language)


def _person_state(each: PersonState, names: Mapping[UUID | None, str]) -> str:
    hands = f"left hand {each.left_hand or '—'}, right hand {each.right_hand or '—'}"
    told = (each.place, each.stance, f"facing {each.facing}", each.emotion, hands)
    return f"person {each.character_id} {names.get(each.character_id, '—')}: {' | '.join(told)}"


@fact
def told_so_far(story: StoryContext, number: int) -> str:
    """What the groups of the storyboard before one have shown: the latest first, and in full."""
    earlier = [each for each in reversed(story.groups[: number - 1]) if each.panels]
    lines = [
        f"{shot(latest.order, panel.number)}. {panel.local or panel.en}"
        for latest in earlier[:1]
        for panel in (latest.panels.panels if latest.panels else ())
    ]
    lines += [group(story, each.order) for each in earlier[1:]]
    return spend(lines, _facts.PLAN_CHARS, story.language) or _facts.none(story)
