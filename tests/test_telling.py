"""What prompts are told of long stories: within a budget, by importance, and with a trace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aixss.jobs.spec import Kind
from aixss.jobs.telling import (
    CONTEXT_TOKENS,
    SPARED,
    Told,
    cuts,
    fact,
    fit,
    sentences,
    spend,
    tokens,
)
from aixss.kinds import _facts, registry
from aixss.stories.models import WorldViewElement
from tests.test_kinds import PROMPTING, at_scope, params_of, project, sample

LONG = "雨落在旧码头上，没有人说话。" * 4000


def test_a_budget_is_spent_by_importance_and_cuts_no_sentence() -> None:
    told = spend(["First things first. And on.", "Second. Third.", "Never."], 36, "en")

    assert told == "First things first. And on.\nSecond."


def test_a_fact_says_how_much_of_it_was_left_out() -> None:
    @fact
    def told() -> str:
        return spend(["One. Two.", "Three. Four.", "Five."], 17, "en")

    assert told() == "One. Two.\nThree."
    assert cuts({"known": told()})["known"].model_dump() == {
        "fact": "known",
        "chars": 16,
        "whole_chars": 16 + len(" Four.") + len("Five."),
    }
    assert cuts({"known": "One."}) == {}


def test_a_fact_within_a_fact_counts_for_both() -> None:
    @fact
    def inner() -> str:
        return sentences("One. Two.", 5, "en")

    @fact
    def outer() -> str:
        return f"It says: {inner()}"

    assert isinstance(outer(), Told)
    assert outer().whole == len("It says: One. Two.")  # type: ignore[attr-defined]  # it is Told
    assert not isinstance(fact(lambda: "whole")(), Told)


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("雨夜", 2), ("rain", 1), ("rainy", 2), ("雨 rain", 3)]
)
def test_tokens_are_counted_by_the_script(text: str, count: int) -> None:
    assert tokens(text) == count


def test_the_least_important_gives_way_first() -> None:
    sentence = "It rains. "
    facts = {"world_view": sentence * 40, "story": sentence * 40, "summary": sentence * 40}
    size = sum(map(tokens, facts.values()))

    told = fit(facts, "en", size - 20)

    assert tokens(told["world_view"]) < tokens(facts["world_view"])
    assert (told["story"], told["summary"]) == (facts["story"], facts["summary"])
    assert told["world_view"].endswith("rains.")
    assert sum(map(tokens, told.values())) <= size - 20


def test_what_an_answer_is_about_is_never_cut() -> None:
    facts = {name: LONG for name in (*SPARED, "summary")}

    told = fit(facts, "zh")

    assert told["summary"] == LONG
    assert all(0 < len(told[name]) < len(LONG) for name in SPARED)


def test_what_fits_stays_as_it_is() -> None:
    facts = {"story": "Short.", "summary": "Short too."}

    assert fit(facts, "en") == facts


@pytest.mark.parametrize("kind", PROMPTING, ids=lambda kind: kind.name)
def test_the_facts_of_a_huge_chinese_story_fit_the_budget(kind: Kind) -> None:
    assert kind.facts is not None
    world = [WorldViewElement(type="ERA", title=f"第{n}条", content=LONG[:2000]) for n in range(60)]
    huge = replace(sample("zh"), world_view=world)
    huge = replace(huge, project=project(LONG, "zh"))

    told = fit(kind.facts(at_scope(kind, huge), params_of(kind)), "zh")

    assert sum(map(tokens, told.values())) <= CONTEXT_TOKENS


def test_a_long_story_is_told_in_part_and_says_so() -> None:
    told = _facts.telling(replace(sample("zh"), project=project(LONG, "zh")))

    assert isinstance(told, Told)
    assert told.whole == len(LONG)


def test_what_may_be_shortened_is_a_fact_of_some_prompt() -> None:
    assert registry.MEANINGS.keys() >= set(SPARED) - {"relationships"}
