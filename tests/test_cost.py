"""What an operation costs, what is advised when that is too much, and what is said about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import get_introspection_query, parse, validate

from aixss.api import cost as prices
from aixss.api import limits, measures
from aixss.api.cost import HASH, POINT, START, WRITE
from aixss.api.limits import LIMIT
from aixss.reads.lists import PAGE_MAX
from tests.costs import SCHEMA, cost, measured, operation_of, refusal
from tests.screens import SCREENS

PAGE = (Path(__file__).parents[1] / "docs" / "limits.md").read_text()


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("{ __typename }", 0.1),
        ("{ viewer { role } }", 1.1),
        ("{ viewer { user { id } } }", 2.1),
        ("{ project(id: 1) { episodes(first: 3) { totalCount } } }", 2.1),
        ("{ project(id: 1) { episodes(first: 3) { nodes { id title } } } }", 2 + 3 * 1.2),
        ("{ projects(first: 3) { edges { cursor node { id } } } }", 1 + 3 * (1.1 + 1.1)),
        ("{ projects(first: 3) { pageInfo { endCursor } nodes { id } } }", 1 + 1.1 + 3 * 1.1),
        ("{ episode(id: 1) { scenes { id } } }", 1 + 10 * 1.1),
        ("{ episode(id: 1) { activeJobs { id } } }", 1 + 2 * 1.1),
        ('{ nodes(ids: ["a", "b", "c"]) { id } }', 3 * 1.1),
        ("{ node(id: 1) { id ... on Project { title } } }", 1.2),
        ("{ node(id: 1) { ...P } } fragment P on Project { jobs(first: 2) { nodes { id } } }", 4.2),
        (
            "{ projects(first: 5) { ...C } } fragment C on ProjectConnection { nodes { id } }",
            1 + 5 * 1.1,
        ),
    ],
)
def test_objects_cost_a_point_and_leaves_a_tenth_each_as_often_as_they_may_come(
    text: str, points: float
) -> None:
    assert cost(text) / POINT == pytest.approx(points)


def test_points_are_whole_and_rounded_up() -> None:
    assert measured("{ __typename }") == 1
    assert measured("{ viewer { role } }") == 2


@pytest.mark.parametrize(
    ("first", "size"),
    [
        ("", 20),
        ("(first: 5)", 5),
        ("(first: $n)", 7),
        ("(first: $other)", 20),
        ("(first: $usual)", 90),
        ("(first: $cleared)", PAGE_MAX),
        ("(first: $fraction)", PAGE_MAX),
        ("(first: -1)", 1),
        ("(first: 500)", PAGE_MAX),
        (f"(first: {'9' * 5000})", PAGE_MAX),
        ('(first: "5")', PAGE_MAX),
    ],
    ids=[
        "default",
        "literal",
        "variable",
        "unset",
        "variable's default",
        "null",
        "fraction",
        "negative",
        "too large",
        "long",
        "text",
    ],
)
def test_a_page_costs_as_many_items_as_it_may_have(first: str, size: int) -> None:
    query = f"""query ($n: Int!, $other: Int, $usual: Int = 90, $cleared: Int, $fraction: Int) {{
      projects{first} {{ nodes {{ id }} }}
    }}"""

    assert cost(query, n=7, cleared=None, fraction=5.5) == 100 + size * 110


def test_ids_in_variables_cost_as_many_objects() -> None:
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"

    assert cost(query, ids=["a"] * 50) == 50 * 110
    assert cost(query, ids="a") == cost(query) == 110


def test_changes_cost_more_and_jobs_and_passwords_most() -> None:
    text = "mutation {{ {}(input: {{}}) {{ errors {{ code }} }} }}"
    errors = 2 * 110

    assert cost(text.format("updateScene")) == 100 + WRITE + errors
    assert cost(text.format("generateSceneAnchor")) == 100 + START + errors
    assert cost(text.format("login")) == cost(text.format("register")) == 100 + HASH + errors


def test_an_operation_tries_few_passwords() -> None:
    login = 'login(input: { email: "a@example.org", password: "p" }) { errors { code } }'

    measured("mutation { " + " ".join(f"a{n}: {login}" for n in range(4)) + " }")

    assert "a0" in refusal("mutation { " + " ".join(f"a{n}: {login}" for n in range(5)) + " }")


@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_fits_many_times_into_a_minute(name: str) -> None:
    text = SCREENS[name]
    assert not validate(SCHEMA, parse(text))

    assert measured(text, id="any") < LIMIT / 2


@pytest.mark.parametrize("is_full", [True, False])
def test_the_standard_introspection_fits(is_full: bool) -> None:
    text = get_introspection_query(
        specified_by_url=is_full,
        input_value_deprecation=is_full,
        directive_is_repeatable=is_full,
        schema_description=is_full,
        one_of=is_full,
    )

    assert measured(text) < LIMIT / 5


def test_introspection_that_goes_round_in_circles_does_not_fit() -> None:
    def circles(count: int) -> str:
        round_ = "fields { type { " * count + "name" + " } }" * count
        return f"{{ __schema {{ types {{ {round_} }} }} }}"

    measured(circles(2))

    assert "__schema.types.fields" in refusal(circles(4))


def test_only_the_chosen_operation_is_charged() -> None:
    text = """
    query Small { viewer { role } }
    query Large { projects(first: 100) { nodes { ...E } } }
    fragment E on Project { episodes(first: 100) { nodes { id title summary workflowState } } }
    """

    assert measured(text, "Small") == 2
    assert measured(text, "Large") > 10_000


def test_a_variable_has_the_default_of_the_operation_that_is_run() -> None:
    text = """
    query A($n: Int! = 1) { ...F } query B($n: Int! = 100) { ...F }
    fragment F on Query { projects(first: $n) { nodes { id } } }
    """

    assert (measured(text, "A"), measured(text, "B")) == (3, 111)


def test_a_refusal_names_what_costs_most_and_a_page_that_fits() -> None:
    text = """query ($n: Int!) { projects(first: $n) { nodes {
      title episodes(first: 100) { nodes { jobs(first: 10) { nodes { id } } } }
    } } }"""

    measured(text, n=1)

    assert refusal(text, n=100) == (
        "This costs 130211 points of 20000; most of them at "
        "projects.nodes.episodes.nodes.jobs.nodes (110000), "
        "projects.nodes.episodes.nodes (10000), projects.nodes.episodes.nodes.jobs (10000). "
        "It fits with `first: 15` at projects.nodes.episodes."
    )


def test_paths_are_written_as_the_answer_names_them() -> None:
    text = (
        "{ mine: projects(first: 100) { nodes { all: episodes(first: 100) { nodes { ...F } } } } }"
    )
    fragment = "fragment F on Episode { running: activeJobs { id } }"

    assert "mine.nodes.all.nodes.running (" in refusal(f"{text} {fragment}")


def test_when_no_page_fits_nothing_is_promised() -> None:
    login = 'login(input: { email: "a@example.org", password: "p" }) { errors { code } }'
    text = refusal("mutation { " + " ".join(f"a{n}: {login}" for n in range(9)) + " }")

    assert "first" not in text
    assert text.endswith("Ask for less, in several operations.")


SIZED = """
query Q($n: Int! = 5, $ids: [ID!]!, $after: String, $hidden: Boolean!, $m: Int, $unused: Int) {
  projects(first: $n, after: $after) { nodes { id @skip(if: $hidden) ...F } }
  nodes(ids: $ids) { id }
}
query Other($k: Int) { projects(first: $k) { totalCount } }
fragment F on Project { jobs(first: $m) { totalCount ... { nodes { id } } } ...F }
"""


def test_the_variables_that_set_sizes_are_known() -> None:
    document = parse(SIZED)

    assert limits.sizing(document, operation_of(document, "Q")) == ("ids", "m", "n")
    assert limits.sizing(document, operation_of(document, "Other")) == ("k",)


def values() -> Iterator[Any]:
    yield from (None, True, 0, -3, 1, 7, 100, 10**9, 2.5, "7", [], ["a"], ["b"], ["a"] * 9, {})


def test_equal_sizes_cost_the_same() -> None:
    document = parse(SIZED)
    operation = operation_of(document, "Q")
    names = limits.sizing(document, operation)
    known: dict[Any, int] = {}
    for n in values():
        for ids in values():
            variables = {"n": n, "ids": ids, "after": str(n)}
            points = limits.measure(SCHEMA, document, operation, variables).points
            assert known.setdefault(limits.sizes(names, variables), points) == points
    assert 1 < len(set(known.values())) < len(known) < len(list(values())) ** 2


def test_a_variable_that_is_null_is_not_one_that_is_absent() -> None:
    assert limits.sizes(("n",), {}) != limits.sizes(("n",), {"n": None})


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("an object ", prices.OBJECT / POINT),
        ("a leaf", prices.LEAF / POINT),
        ("a mutation ", WRITE / POINT),
        ("a mutation that starts a job", START / POINT),
        ("a mutation that takes a password", HASH / POINT),
        ("an object of introspection", prices.META_OBJECT / POINT),
        ("tokens", limits.TOKENS_MAX),
        ("fields within each other", measures.DEPTH_MAX),
        ("selections and fragments within each other", prices.NESTING_MAX),
        ("aliases", measures.ALIASES_MAX),
        ("fields, arguments, directives and values", measures.NODES_MAX),
        ("lists and objects within each other in a value", prices.VALUE_DEPTH_MAX),
        ("values in the variables", limits.VALUES_MAX),
        ("items of a page", PAGE_MAX),
    ],
)
def test_the_page_about_limits_says_them_as_they_are(what: str, value: float) -> None:
    [row] = [line for line in PAGE.splitlines() if line.startswith(f"| {what}")][:1]

    assert re.match(rf"[^|]*{re.escape(f'{value:,g}')}\b", row.split("|")[2])


def test_the_page_about_limits_works_out_its_examples() -> None:
    [example] = re.findall(r"```graphql\n(.*?)```", PAGE, re.DOTALL)

    points = measured(example)
    assert f"so {points} points" in PAGE
    assert f'"points": {points}, "limit": {LIMIT}' in PAGE
    assert f"**{LIMIT:,} points**" in PAGE
    assert all(f"`{name}`" in PAGE for name in prices.SPARSE)
