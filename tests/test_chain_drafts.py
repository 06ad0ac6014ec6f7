"""A causal chain that is drafted without a model, and what prompts are told of a large one."""

from __future__ import annotations

import pytest

from aixss.kinds import _chain_facts
from aixss.stories.artefacts.causal_chain import CausalChain, ValidationStatus
from aixss.stories.context import StoryContext
from tests import artefacts
from tests.test_kinds import KINDS, LANGUAGES, ODD, cast, drafted, example, project

KIND = KINDS["build_narrative_causal_chain"]


def phases(story: StoryContext) -> list[CausalChain]:
    """The chain after each of the four phases, which is put into the project."""
    found = []
    for phase in (1, 2, 3, 4):
        made = drafted(KIND.name, story, KIND.params.model_validate({"phase": phase}))
        story.project.causal_chain = made
        found.append(made)
    return found


@pytest.mark.parametrize("people", ["zh", "en", None])
@pytest.mark.parametrize(
    ("text", "language"),
    [*ODD.values(), *((example(each), each) for each in LANGUAGES)],
    ids=[*ODD, *LANGUAGES],
)
def test_a_drafted_chain_keeps_every_rule_in_each_phase(
    text: str, language: str, people: str | None
) -> None:
    story = StoryContext(1, project(text, language), [], cast(people) if people else [], [])

    made = phases(story)

    assert [problem for each in made for problem in each.violations(story.rules())] == []
    assert made[-1].validation_status is ValidationStatus.PASS


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_drafted_chain_tells_the_story_in_its_own_words(language: str) -> None:
    story = StoryContext(1, project(example(language), language), [], cast(language), [])

    flow = phases(story)[-1].beat_flow

    assert flow is not None
    events = [beat.surface_event or "" for beat in flow.beats()]
    first = [event[:12].strip(' “"') for event in events]
    assert len(set(events)) == len(events)
    assert sum(words in example(language) for words in first) >= len(events) * 0.8


def test_a_chain_of_others_is_worked_out_with_their_people_and_beats() -> None:
    story = StoryContext(1, project(example("en"), "en"), [], cast("en"), [])
    theirs = artefacts.causal_chain()
    story.project.causal_chain = theirs.through(2)

    made = drafted(KIND.name, story, KIND.params.model_validate({"phase": 3}))
    story.project.causal_chain = made
    whole = drafted(KIND.name, story, KIND.params.model_validate({"phase": 4}))

    assert made.character_matrix == theirs.character_matrix
    seen = {name for beat in made.beat_flow.beats() for name in beat.characters}
    assert seen == {"Lin 0", "Lin 1"}
    assert {line.driver for line in whole.plot_lines} == seen
    assert whole.violations(story.rules()) == []


def test_a_large_chain_is_told_within_budgets_and_no_name_is_cut() -> None:
    chain = artefacts.causal_chain("The lamp is lit. " * 400)
    assert chain.beat_flow is not None
    long = {"surface_event": "A letter arrives. " * 200, "interlock": "Because of it. " * 200}
    acts = [
        act.model_copy(
            update={"beats": [beat.model_copy(update=long) for beat in act.beats]},
        )
        for act in chain.beat_flow.acts
    ]
    stances = [
        stance.model_copy(update={"name": f"Lin {n}", "goal": "To read them. " * 200})
        for n in range(40)
        for stance in (chain.character_matrix or [])[:1]
    ]
    flow = chain.beat_flow.model_copy(update={"acts": acts})
    large = chain.model_copy(update={"beat_flow": flow, "character_matrix": stances})
    story = StoryContext(1, project(example("en"), "en"), [], cast("en"), [])
    story.project.causal_chain = large

    told = _chain_facts.causal_chain(story)
    asked = KIND.facts(story, KIND.params.model_validate({"phase": 4}))  # type: ignore[misc]  # it has some

    assert len(told) <= _chain_facts.CHAIN_CHARS
    assert sum(map(len, asked.values())) < 50_000
    assert all(f"“Letter {n}”" in told for n in range(1, 10))
    assert all(f"“Letter {n}”" in asked["beats"] for n in range(1, 10))
    assert all(f"Lin {n}," in asked["positions"] for n in range(39))
