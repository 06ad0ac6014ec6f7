"""What a document may hold: each limit at its edge, and bombs that must not go off."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from graphql import parse, validate

from aixss.api import limits
from aixss.api.cost import BUDGET_S, NESTING_MAX, VALUE_DEPTH_MAX, Visitor
from aixss.api.limits import TOKENS_MAX, VALUES_MAX
from aixss.api.measures import ALIASES_MAX, DEPTH_MAX, NODES_MAX
from aixss.errors import TooComplex
from tests.costs import SCHEMA, measured, operation_of, refusal


@pytest.mark.parametrize(
    "part",
    [
        "query B " + "{ a " * (DEPTH_MAX + 1) + "}" * (DEPTH_MAX + 1),
        "fragment F on Job " + "{ parent " * (DEPTH_MAX + 1) + "}" * (DEPTH_MAX + 1),
        "fragment F on Job { id } fragment F on Job { " + "title " * 200 + "}",
        "fragment F on Job { " + "title " * 200 + "} fragment F on Job { id }",
    ],
    ids=["another operation", "an unused fragment", "a second of a name", "a first of a name"],
)
def test_what_is_not_run_is_limited_too(part: str) -> None:
    document = parse("query A { viewer { role } } " + part.replace("{ }", "{ id }"))

    with pytest.raises(TooComplex):
        limits.measure(SCHEMA, document, operation_of(document, "A"), {})


def nested(depth: int) -> str:
    """A query whose deepest field is at this depth."""
    return "{ job(id: 1)" + " { parent" * (depth - 2) + " { id }" + " }" * (depth - 1)


def test_depth_is_limited() -> None:
    measured(nested(DEPTH_MAX))

    assert "deep" in refusal(nested(DEPTH_MAX + 1))


def test_depth_counts_through_fragments() -> None:
    fragments = "".join(
        f"fragment F{n} on Job {{ parent {{ ...F{n + 1} }} }} " for n in range(DEPTH_MAX)
    )

    assert "deep" in refusal(
        f"{{ job(id: 1) {{ ...F0 }} }} {fragments} fragment F{DEPTH_MAX} on Job {{ id }}"
    )


def test_aliases_are_limited_wherever_they_come_from() -> None:
    aliases = " ".join(f"a{n}: __typename" for n in range(ALIASES_MAX // 2))
    fragment = f"fragment F on Project {{ {aliases} }}"
    twice = "{ project(id: 1) { ...F } projects { nodes { ...F } } }"

    measured(f"{twice} {fragment}")

    assert "aliases" in refusal(f"{twice[:-1]} one: viewer {{ role }} }} {fragment}")
    assert "aliases" in refusal(f"{twice} {fragment} query B {{ one: viewer {{ role }} }}")


@pytest.mark.parametrize(
    "many",
    [
        lambda n: "{ viewer { " + "role " * n + "} }",
        lambda n: "{ viewer { role " + "... { role } " * (n - 1) + "} }",
        lambda n: "{ viewer { " + "...F " * n + "} } fragment F on Viewer { role }",
    ],
    ids=["fields", "inline fragments", "fragments"],
)
def test_what_is_asked_for_again_is_limited(many: Any) -> None:
    measured(many(90))

    assert "already" in refusal(many(150))


def test_equal_parts_of_fragments_and_of_fields_count_as_pairs() -> None:
    names = " ".join(f"f{n}" for n in range(50))
    fragments = " ".join(f"fragment F{n} on Viewer {{ {names} }}" for n in range(50))
    spreads = " ".join(f"...F{n}" for n in range(50))

    assert "already" in refusal(f"{{ viewer {{ {spreads} }} }} {fragments}")
    assert "already" in refusal("{ " + f"viewer {{ {names} }} " * 50 + "}")


def test_fragments_of_many_components_may_ask_for_the_same_fields() -> None:
    fragments = " ".join(
        f"fragment C{n} on Scene {{ id revision status summary updatedAt }}" for n in range(20)
    )
    spreads = " ".join(f"...C{n}" for n in range(20))

    assert measured(f"{{ scene(id: 1) {{ {spreads} }} }} {fragments}") == 11


def test_many_operations_share_their_fragments_sparingly() -> None:
    fields = " ".join(f"f{n}(a: 1)" for n in range(200))
    operations = " ".join(f"query Q{n} {{ ...F }}" for n in range(100))

    assert "wherever they are spread" in refusal(f"{operations} fragment F on Query {{ {fields} }}")


def chain(length: int) -> list[str]:
    """Fragments each of which spreads the next."""
    links = [f"fragment F{n} on Query {{ ...F{n + 1} }}" for n in range(length - 1)]
    return [*links, f"fragment F{length - 1} on Query {{ __typename }}"]


def test_fragments_within_each_other_are_limited_in_whatever_order_they_come() -> None:
    measured("{ ...F0 } " + " ".join(chain(NESTING_MAX)))

    long = chain(2 * NESTING_MAX)
    assert "nested" in refusal("{ ...F0 } " + " ".join(long))
    # Its end is measured first, so that what is known already reaches deep enough.
    assert "nested" in refusal(f"{{ ...F{NESTING_MAX} ...F0 }} " + " ".join(long))
    refusal("{ __typename } " + " ".join(reversed(long)))


def test_values_are_limited_in_depth_wherever_they_stand() -> None:
    def literal(depth: int) -> str:
        value = "{ or: [" * (depth // 2) + "{}" + "] }" * (depth // 2)
        return f"{{ jobs(filter: {value}) {{ totalCount }} }}"

    def given(depth: int) -> Any:
        value: Any = {}
        for _ in range(depth // 2):
            value = {"or": [value]}
        return value

    query = "query ($filter: JobFilter) { jobs(filter: $filter) { totalCount } }"
    measured(literal(VALUE_DEPTH_MAX - 2))
    measured(query, filter=given(VALUE_DEPTH_MAX - 2))

    assert "nested" in refusal(literal(VALUE_DEPTH_MAX + 2))
    assert "nested" in refusal(query, filter=given(VALUE_DEPTH_MAX + 2))
    assert "nested" in refusal(query, filter=given(100_000))
    default = literal(VALUE_DEPTH_MAX + 2).split("filter: ")[1].split(") {")[0]
    assert "nested" in refusal(f"query ($f: JobFilter = {default}) {{ viewer {{ role }} }}")


def test_variables_hold_a_limited_number_of_values() -> None:
    query = "query ($filter: JobFilter) { jobs(filter: $filter) { totalCount } }"

    measured(query, filter={"or": [{}] * (VALUES_MAX - 3)})

    assert "variables" in refusal(query, filter={"or": [{}] * (VALUES_MAX - 2)})


def test_fields_and_types_that_do_not_exist_are_left_to_validation() -> None:
    for text in (
        "{ a { b(first: 5) { c } } }",
        "{ ...Missing }",
        "{ viewer { ... on Missing { a } role { b } } }",
        "query ($a: Missing) { ...F } fragment F on Missing { a { b } }",
        "subscription { a }",
        "{ ...F } fragment F on Query { ...G } fragment G on Query { ...F }",
    ):
        measured(text)
        assert validate(SCHEMA, parse(text))


def bomb(levels: int, spread: str = "...F{n} ...F{n}") -> str:
    """Fragments that spread the next one twice: 2 to the power of `levels` followed blindly."""
    links = " ".join(
        f"fragment F{n} on Project {{ {spread.format(n=n + 1)} }}" for n in range(levels)
    )
    return f"{{ project(id: 1) {{ ...F0 }} }} {links} fragment F{levels} on Project {{ id }}"


BOMBS = {
    "fragments": bomb(24),
    "aliases": bomb(24, "a: stats {{ __typename }} ...F{n} b: stats {{ __typename }} ...F{n}"),
    "wrapped": bomb(12, "jobs {{ nodes {{ project {{ ...F{n} }} }} }} stats {{ ...F{n} }}"),
    "chain": bomb(300),
    "self": "{ viewer { role } } " + "fragment F on Project { ...F } " * 3,
    "cycle": "{ ...F } fragment F on Query { ...G ...G } fragment G on Query { ...F ...F }",
    "wide": "{" + "a " * (TOKENS_MAX - 2) + "}",
    "distinct": "{" + " ".join(f"a{n}" for n in range(TOKENS_MAX - 2)) + "}",
    "merged": "{" + "projects(first: 1) { nodes { id } } " * 300 + "}",
    "aliased": "{" + " ".join(f"a{n}: viewer {{ role }}" for n in range(600)) + "}",
    "deep": "{a" * 150 + "}" * 150,
    "variables": "query (" + "$a: Int " * 900 + ") { viewer { role } }",
    "directives": "{ viewer " + "@skip(if: false) " * 550 + "{ role } }",
    "unknown directives": "{ viewer " + "@a " * 1000 + "{ role } }",
    "values": "{ jobs(filter: { or: [" + "{} " * 1900 + "] }) { totalCount } }",
    "introspection": "{ __schema { types { "
    + "fields { type { " * 6
    + "name"
    + " } }" * 6
    + "} } }",
    "operations": " ".join(f"query Q{n} {{ ...F }}" for n in range(160))
    + f" fragment F on Query {{ {' '.join(f'f{n}' for n in range(1500))} }}",
    "spreads": "{ "
    + "...F " * 1000
    + "} fragment F on Query {"
    + " ".join(f"f{n}" for n in range(1500))
    + "}",
    "unused": "{ a } " + " ".join(f"fragment F{n} on Job {{ id }}" for n in range(500)),
    "pages": "{ projects(first: 100) { nodes { episodes(first: 100) { nodes { "
    "jobs(first: 100) { nodes { children(first: 100) { nodes { id } } } } } } } } }",
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_the_work_grows_with_the_text_and_not_with_what_it_stands_for(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = parse(text)
    found: list[Visitor] = []

    class Counted(Visitor):
        def bill(self) -> Any:
            found.append(self)
            return super().bill()

    monkeypatch.setattr(limits, "Visitor", Counted)
    with suppress(TooComplex):
        limits.measure(SCHEMA, document, operation_of(document), {})

    # Each node once, and the names of fragments no more often than they may be spread.
    assert 0 < max(visitor.visited for visitor in found) <= 2 * document.token_count + NODES_MAX
    assert len(found) <= 20  # the others look for a page that fits


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_what_is_not_refused_is_validated_in_bounded_time(text: str) -> None:
    document = parse(text)
    try:
        limits.measure(SCHEMA, document, operation_of(document), {})
    except TooComplex:
        return

    errors = validate(SCHEMA, document)  # would not end for a bomb that goes off

    assert not any("complex" in error.message.lower() for error in errors)


def test_a_document_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aixss.api.cost.BUDGET_S", -1.0)

    assert BUDGET_S > 0
    assert "too long" in refusal("{ viewer { role } }")
