"""What one operation may ask for: each limit at its edge, and bombs that must not go off."""

from __future__ import annotations

import time
from typing import Any

import pytest
from graphql import get_introspection_query, parse

from aixss.api import limits
from aixss.api.context import Caller
from aixss.api.limits import (
    ALIASES_MAX,
    COST_MAX,
    DEPTH_MAX,
    MERGES_MAX,
    TOKENS_MAX,
    VALUES_MAX,
)
from aixss.api.schema import build_schema
from aixss.errors import BadRequest, TooComplex

SCHEMA = build_schema()._schema
PROMPT_S = 10 * limits.BUDGET_S  # what none of these may take, however slow the machine


def check(query: str, **variables: object) -> None:
    limits.check(SCHEMA, parse(query), variables, None)


def nested(depth: int) -> str:
    """A query whose deepest field is at this depth."""
    return "{ job(id: 1)" + " { parent" * (depth - 2) + " { id }" + " }" * (depth - 1)


async def answered(query: str) -> list[str]:
    """The codes with which the whole schema refuses a document."""
    caller = Caller(services=None, request_id="r")  # type: ignore[arg-type]  # nothing is resolved
    result = await build_schema().execute(query, context_value=caller)
    return [error.extensions["code"] for error in result.errors or []]  # type: ignore[index]  # rendered


def test_depth_is_limited() -> None:
    check(nested(DEPTH_MAX))

    with pytest.raises(TooComplex, match="deep"):
        check(nested(DEPTH_MAX + 1))


def test_depth_counts_through_fragments() -> None:
    fragments = "".join(
        f"fragment F{n} on Job {{ parent {{ ...F{n + 1} }} }} " for n in range(DEPTH_MAX)
    )

    with pytest.raises(TooComplex, match="deep"):
        check(f"{{ job(id: 1) {{ ...F0 }} }} {fragments} fragment F{DEPTH_MAX} on Job {{ id }}")


def test_aliases_are_limited_wherever_they_come_from() -> None:
    aliases = " ".join(f"a{n}: __typename" for n in range(ALIASES_MAX // 2))
    fragment = f"fragment F on Project {{ {aliases} }}"
    twice = "{ project(id: 1) { ...F } projects { nodes { ...F } } }"

    check(f"{twice} {fragment}")

    with pytest.raises(TooComplex, match="aliases"):
        check(f"{twice[:-1]} one: viewer {{ role }} }} {fragment}")


def test_what_is_asked_for_again_is_limited() -> None:
    check("{ viewer { " + "role " * (MERGES_MAX + 1) + "} }")
    check("{ viewer { " + "...F " * MERGES_MAX + "} } fragment F on Viewer { role }")

    with pytest.raises(TooComplex, match="already"):
        check("{ viewer { " + "role " * (MERGES_MAX + 2) + "} }")
    with pytest.raises(TooComplex, match="already"):
        check("{ viewer { role " + "... { role } " * (MERGES_MAX + 1) + "} }")
    with pytest.raises(TooComplex, match="already"):
        check("{ viewer { " + "...F " * (MERGES_MAX + 1) + "} } fragment F on Viewer { role }")


def test_an_operation_tries_few_passwords() -> None:
    login = 'login(input: { email: "a@example.org", password: "p" }) { errors { code } }'

    check("mutation { " + " ".join(f"a{n}: {login}" for n in range(4)) + " }")

    with pytest.raises(TooComplex):
        check("mutation { " + " ".join(f"a{n}: {login}" for n in range(5)) + " }")


def test_variables_hold_a_limited_number_of_values() -> None:
    query = "query ($filter: JobFilter) { jobs(filter: $filter) { totalCount } }"

    check(query, filter={"or": [{}] * (VALUES_MAX - 3)})

    with pytest.raises(TooComplex, match="variables"):
        check(query, filter={"or": [{}] * (VALUES_MAX - 2)})


def test_page_sizes_multiply() -> None:
    query = """query ($n: Int) {
      projects(first: $n) { nodes { episodes(first: 100) { nodes { id } } } }
    }"""

    check(query, n=100)

    deeper = query.replace("{ id }", "{ jobs(first: 10) { nodes { id } } }")
    check(deeper, n=1)
    with pytest.raises(TooComplex) as refusal:
        check(deeper, n=100)
    assert "projects.nodes.episodes.nodes.jobs" in refusal.value.message
    assert "first: " in refusal.value.message


def test_the_advised_page_size_fits() -> None:
    query = """{ projects(first: 100) { nodes { episodes(first: 100) { nodes {
      jobs { totalCount nodes { id } }
    } } } } }"""
    with pytest.raises(TooComplex) as refusal:
        check(query)
    size = refusal.value.message.split("first: ")[1].split("`")[0]

    check(query.replace("projects(first: 100)", f"projects(first: {size})"))


def test_a_whole_screen_fits() -> None:
    bilingual = "{ local en }"
    check(
        f"""{{ project(id: 1) {{ title episodes(first: 100) {{ nodes {{
        title workflowState scenes {{ id order summary status
        activeJobs {{ id kind status progress {{ ratio }} }}
        }} }} }} }} episode(id: 2) {{ scenes {{ summary anchor {{ scene {bilingual} }}
        keyframes {{ shots {{ number size description {bilingual} focus {bilingual} }} }}
        dialogue {{ lines {{ content speaker {{ name }} }} }} }} }} }}"""
    )


def test_the_standard_introspection_fits() -> None:
    check(get_introspection_query(specified_by_url=True, input_value_deprecation=True))


@pytest.mark.parametrize("name", [None, "", "Missing"], ids=["none", "empty", "missing"])
def test_which_of_two_operations_is_said(name: str | None) -> None:
    document = parse("query A { viewer { role } } query B { viewer { role } }")

    limits.check(SCHEMA, document, {}, "A")
    if not name:
        with pytest.raises(BadRequest, match="A, B"):
            limits.check(SCHEMA, document, {}, name)


def bomb(levels: int, spread: str = "...F{n} ...F{n}") -> str:
    """Fragments that spread the next one twice: 2 to the power of `levels` followed blindly."""
    chain = " ".join(
        f"fragment F{n} on Project {{ {spread.format(n=n + 1)} }}" for n in range(levels)
    )
    return f"{{ project(id: 1) {{ ...F0 }} }} {chain} fragment F{levels} on Project {{ id }}"


@pytest.mark.parametrize(
    "query",
    [
        bomb(24),
        bomb(24, "a: stats {{ __typename }} ...F{n} b: stats {{ __typename }} ...F{n}"),
        bomb(300),
        "{ viewer { role } } " + "fragment F on Project { ...F } " * 3,
        "{ project(id: 1) { ...F } } fragment F on Project { ...G } fragment G on Project { ...F }",
        "{" + "a " * (TOKENS_MAX - 2) + "}",
        "{" + "projects(first: 1) { nodes { id } } " * 300 + "}",
        "{" + " ".join(f"a{n}: viewer {{ role }}" for n in range(600)) + "}",
        "{a" * 1900,
        "{ viewer { role } }" + " # comment" * 100_000,
        "query (" + "$a: Int " * 900 + ") { viewer { role } }",
        "{ viewer " + "@skip(if: false) " * 500 + "{ role } }",
        "{ __schema { types { " + "fields { type { " * 8 + "name" + " } }" * 8 + " } } }",
    ],
    ids=[
        "fragments",
        "aliases",
        "chain",
        "self",
        "cycle",
        "wide",
        "merged",
        "aliased",
        "deep",
        "comment",
        "variables",
        "directives",
        "introspection",
    ],
)
async def test_no_document_takes_long(query: str) -> None:
    began = time.monotonic()

    await answered(query)

    assert time.monotonic() - began < PROMPT_S


async def test_too_many_tokens_are_refused() -> None:
    assert await answered("{" + "a " * TOKENS_MAX + "}") == ["BAD_REQUEST"]


async def test_a_number_of_thousands_of_digits_is_refused() -> None:
    assert await answered(f"{{ projects(first: {'9' * 5000}) {{ totalCount }} }}") == [
        "BAD_REQUEST"
    ]


async def test_a_refusal_says_why() -> None:
    assert await answered(nested(DEPTH_MAX + 1)) == ["TOO_COMPLEX"]


@pytest.mark.parametrize(
    ("first", "size"),
    [
        ("", 20),
        ("(first: 5)", 5),
        ("(first: $n)", 7),
        ("(first: $other)", 20),
        ("(first: $usual)", 90),
        ("(first: -1)", 1),
        (f"(first: {'9' * 5000})", 100),
    ],
    ids=["default", "literal", "variable", "unset", "variable's default", "negative", "long"],
)
def test_a_page_costs_as_many_items_as_it_may_have(first: str, size: int) -> None:
    document: Any = parse(
        f"query ($n: Int, $other: Int, $usual: Int = 90) {{ projects{first} {{ nodes {{ id }} }} }}"
    )
    visitor = limits.Visitor(SCHEMA, document, {"n": 7})

    [operation] = document.definitions
    measure = visitor.selections(operation.selection_set, SCHEMA.query_type, 0, set())

    assert measure.cost == pytest.approx(1 + size * 1.1)
    assert measure.cost < COST_MAX
