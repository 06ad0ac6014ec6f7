"""Random trees of selections, whose cost is worked out here in the plain way."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import Any

import pytest
from graphql import parse
from hypothesis import given, settings
from hypothesis import strategies as st

from aixss.api.cost import POINT, Visitor
from aixss.api.limits import LIMIT
from aixss.errors import TooComplex
from aixss.reads.lists import PAGE_MAX
from tests.costs import SCHEMA, cost, measured, refusal


@dataclass
class Tree:
    """A field: as text with and without fragments, and its cost in hundredths."""

    text: str
    spread: str
    cost: int


LEAVES = {"Project": "title", "Episode": "summary", "Scene": "summary", "Job": "kind"}
OBJECTS: dict[str, list[Any]] = {
    "Project": [("stats", None)],
    "Episode": [("project", "Project")],
    "Scene": [("episode", "Episode"), ("project", "Project")],
    "Job": [("project", "Project"), ("episode", "Episode"), ("scene", "Scene")],
}
LISTS: dict[str, list[Any]] = {
    "Episode": [("scenes", "Scene", 10)],
    "Project": [("activeJobs", "Job", 2)],
}
PAGES = {
    "Project": [("episodes", "Episode"), ("jobs", "Job")],
    "Episode": [("jobs", "Job")],
    "Scene": [("jobs", "Job")],
}


class Grower:
    """Grows trees; each page has an alias of its own, by which it is found in the text."""

    def __init__(self, chance: random.Random, page_max: int) -> None:
        self.chance = chance
        self.page_max = page_max
        self.fragments: list[str] = []
        self.pages = 0

    def document(self, *, has_fragments: bool = True) -> tuple[str, Tree]:
        tree = self.page("projects", "Project", 4)
        text = tree.spread if has_fragments else tree.text
        return " ".join([f"{{ {text} }}", *(self.fragments if has_fragments else [])]), tree

    def selections(self, kind: str, depth: int) -> Tree:
        parts = [Tree(LEAVES[kind], LEAVES[kind], 10)]
        for _ in range(self.chance.randint(0, 2) if depth else 0):
            parts.append(self.field(kind, depth - 1))
        text = " ".join(each.text for each in parts)
        spread = " ".join(each.spread for each in parts)
        match self.chance.randint(0, 3):
            case 0:
                self.fragments.append(f"fragment F{len(self.fragments)} on {kind} {{ {spread} }}")
                spread = f"...F{len(self.fragments) - 1}"
            case 1:
                spread = f"... on {kind} {{ {spread} }}"
        return Tree(text, spread, sum(each.cost for each in parts))

    def field(self, kind: str, depth: int) -> Tree:
        pages, lists = PAGES.get(kind, []), LISTS.get(kind, [])
        options: list[Any] = [*OBJECTS[kind], *lists, *pages]
        chosen = self.chance.choice(options)
        if chosen in pages:
            return self.page(chosen[0], chosen[1], depth)
        name, inner, *sizes = chosen
        below = self.selections(inner, depth) if inner else Tree("__typename", "__typename", 10)
        size = sizes[0] if sizes else 1
        return Tree(
            f"{name} {{ {below.text} }}", f"{name} {{ {below.spread} }}", size * (100 + below.cost)
        )

    def page(self, name: str, kind: str, depth: int) -> Tree:
        self.pages += 1
        size = self.chance.randint(1, self.page_max)
        head = f"p{self.pages}: {name}(first: {size})"
        below = self.selections(kind, depth)
        return Tree(
            f"{head} {{ nodes {{ {below.text} }} }}",
            f"{head} {{ nodes {{ {below.spread} }} }}",
            100 + size * (100 + below.cost),
        )


TREES = settings(max_examples=150, deadline=None, database=None)
CHANCES = st.randoms(use_true_random=False)


@TREES
@given(CHANCES)
def test_fragments_change_nothing_in_what_an_operation_costs(chance: random.Random) -> None:
    grower = Grower(chance, 20)
    text, tree = grower.document()
    document: Any = parse(text)
    visitor = Visitor(SCHEMA, document, document.definitions[0], {})

    assert visitor.bill().cost == cost(f"{{ {tree.text} }}") == tree.cost
    assert visitor.visited <= 2 * document.token_count


def resized(text: str, place: str, size: int) -> str:
    """The text with another page size at a place, or with at most that size everywhere."""
    alias = place.rpartition(".")[2]
    if alias.startswith("p"):
        return re.sub(rf"\b{alias}: (\w+)\(first: \d+\)", rf"{alias}: \1(first: {size})", text)
    return re.sub(r"first: (\d+)", lambda found: f"first: {min(int(found[1]), size)}", text)


@TREES
@given(CHANCES)
def test_the_advised_page_fits_and_a_larger_one_does_not(chance: random.Random) -> None:
    text, tree = Grower(chance, PAGE_MAX).document()
    if tree.cost <= LIMIT * POINT:
        assert measured(text) == -(-tree.cost // POINT)
        return

    advice = refusal(text)
    found = re.search(r"It fits with `first: (\d+)` (?:at (\S+)\.$|in every list\.)", advice)

    if found is None:
        assert tree.cost > LIMIT * POINT
        with pytest.raises(TooComplex):
            measured(resized(text, "", 1))
        return
    size, place = int(found[1]), found[2] or ""
    measured(resized(text, place, size))
    with pytest.raises(TooComplex):
        measured(resized(text, place, size + 1))


@TREES
@given(CHANCES)
def test_a_larger_page_never_costs_less(chance: random.Random) -> None:
    text, _ = Grower(chance, 50).document()
    sizes = [cost(resized(text, "", size)) for size in (1, 10, 20, 50)]

    assert sizes == sorted(sizes)
