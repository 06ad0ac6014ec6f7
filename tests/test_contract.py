"""The promise of the schema: what breaks it is found unless it is announced, and all is said."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    build_schema,
    get_named_type,
    get_operation_ast,
    get_variable_values,
    is_non_null_type,
    is_object_type,
    parse,
    validate,
)

from aixss.errors import ErrorCode
from tools import apidocs, contract, docs
from tools.contract import BASELINE, CHANGELOG, SCHEMA, problems
from tools.elements import Element
from tools.examples import document, variables
from tools.operations import Operation, tasks
from tools.wording import fault_of

OLD = '''
"""A studio."""
schema { query: Query }
"""What is asked."""
type Query {
  """Every ferry that sails."""
  boats(
    """How many boats, 1 to 100."""
    first: Int = 20
  ): [Boat!]!
  """One boat; null without one."""
  boat(
    """The name that is painted on it."""
    called: String
  ): Boat
}
"""What sails."""
type Boat {
  """What it is called, 1 to 80 characters."""
  name: String!
  """Whether it has come to rest."""
  state: State!
}
"""Where a boat is."""
enum State {
  """It sails."""
  OUT
  """It lies in port."""
  IN
}
'''
SINCE = date(2026, 11, 22)
LATE, SOON = "2027-05-25", "2027-05-24"


def found(change: tuple[str, str], changelog: str = "") -> list[str]:
    """What is wrong when a part of the old schema is replaced."""
    before, after = change
    assert OLD.count(before) == 1
    return problems(OLD, OLD.replace(before, after), f"## Unreleased\n{changelog}\n## 0.1", SINCE)


BREAKS = {
    "a field is gone": (("boat(", "ship("), "Query.boat"),
    "a list is a page": (("): [Boat!]!", "): Boat!"), "Query.boats"),
    "a field has another type": (("name: String", "name: Int"), "Boat.name"),
    "an argument is gone": (("first: Int = 20", "count: Int = 20"), "Query.boats(first:)"),
    "an argument has another type": (("called: String", "called: Int"), "Query.boat(called:)"),
    "a value is gone": (('"""It lies in port."""\n  IN', ""), "State.IN"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_breaking_change_is_named_under_breaking_or_refused(name: str) -> None:
    change, coordinate = BREAKS[name]

    (refused,) = found(change)
    elsewhere = found(change, f"**Added**\n- `{coordinate}`")
    announced = found(change, f"**Breaking**\n- `{coordinate}` is of the past.")

    assert f"`{coordinate}`" in refused
    assert elsewhere == [refused]
    assert announced == []


def test_a_scalar_that_only_a_removed_argument_had_is_no_second_break() -> None:
    (refused,) = found(("first: Int = 20", 'first: String = "20"'))

    assert "`Query.boats(first:)`" in refused


def test_a_change_that_was_announced_for_an_earlier_release_is_refused() -> None:
    change, coordinate = BREAKS["a field is gone"]
    new = OLD.replace(*change)

    late = problems(OLD, new, f"## Unreleased\n\n## 0.1\n**Breaking**\n- `{coordinate}`", SINCE)

    assert len(late) == 1


def test_a_surprising_change_is_named_anywhere_in_unreleased() -> None:
    default = ("first: Int = 20", "first: Int = 50")

    (refused,) = found(default)

    assert 'in "Unreleased"' in refused
    assert found(default, "- `Query.boats(first:)` is 50 by default.") == []


def test_additions_are_free() -> None:
    fresh = '"""Its length in metres; null unmeasured."""\n  length: Float\n  """What it is called'

    assert found(('"""What it is called', fresh)) == []


@pytest.mark.parametrize(
    ("reason", "is_fine"),
    [
        (f"Use `state`. Removed on {LATE}.", True),
        (f"Use `Query.boats(first:)`. Removed on {LATE}.", True),
        (f"Use `state`. Removed on {SOON}.", False),
        (f"Use `nothing`. Removed on {LATE}.", False),
        (f"Use state. Removed on {LATE}.", False),
        ("Use `state`.", False),
        ("No longer supported", False),
    ],
)
def test_a_deprecation_names_what_to_use_and_a_day_half_a_year_ahead(
    reason: str, is_fine: bool
) -> None:
    wrong = found(("name: String!", f'name: String! @deprecated(reason: "{reason}")'))

    assert (wrong == []) is is_fine


def test_what_is_deprecated_already_keeps_its_day() -> None:
    reason = f'@deprecated(reason: "Use `state`. Removed on {SOON}.")'
    old = OLD.replace("name: String!", f"name: String! {reason}")

    assert problems(old, old, "", SINCE) == []


@pytest.mark.parametrize(
    ("coordinate", "text", "is_fine"),
    [
        ("Boat.name", None, False),
        ("Boat.name", "The name.", False),
        ("Boat.name", "The boat's name.", False),
        ("Boat.name", "What it is called", False),
        ("Boat.name", "What it is called.", True),
        ("BoatOrder", "An order of boats.", False),
        ("Boat.id", "The id of a boat.", True),
        ("Boat.homePort", "Its home port.", False),
        ("Boat.homePort", "The home port, in capital letters.", True),
    ],
)
def test_a_description_says_more_than_the_name(
    coordinate: str, text: str | None, is_fine: bool
) -> None:
    parent, _, name = coordinate.rpartition(".")

    fault = fault_of(Element(coordinate, name, parent, text))

    assert (fault is None) is is_fine


def test_a_field_says_what_its_null_means() -> None:
    silent = OLD.replace("One boat; null without one.", "A boat that sails.")

    (refused,) = problems(OLD, silent, "## Unreleased\n", SINCE)

    assert refused.startswith("Query.boat: it may be null")


def test_the_schema_keeps_its_promise() -> None:
    baseline = BASELINE.read_text()
    since = date.fromisoformat(re.findall(r"\d{4}-\d{2}-\d{2}", baseline)[0])

    assert problems(baseline, SCHEMA.read_text(), CHANGELOG.read_text(), since) == []


def test_a_release_begins_a_new_promise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "baseline.graphql"
    monkeypatch.setattr(contract, "BASELINE", target)
    monkeypatch.setattr("sys.argv", ["contract", "--release"])

    assert contract.main() == 0
    head, _, rest = target.read_text().partition("\n")

    assert re.fullmatch(r"# What release \S+ of \d{4}-\d\d-\d\d promises\. .+", head)
    assert rest == SCHEMA.read_text()


BUILT = build_schema(SCHEMA.read_text())
OPERATIONS = {each.name: each for task in tasks() for each in task.operations}


def test_every_operation_has_a_place_in_the_page() -> None:
    roots = (BUILT.query_type, BUILT.mutation_type, BUILT.subscription_type)

    assert set(OPERATIONS) == {name for root in roots if root for name in root.fields}


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_every_example_can_be_sent_as_it_stands(operation: Operation) -> None:
    parsed = parse(document(operation))
    asked = get_operation_ast(parsed)
    assert asked
    given = get_variable_values(BUILT, asked.variable_definitions or (), variables(operation))

    assert validate(BUILT, parsed) == []
    assert not isinstance(given, list), given


def test_every_link_of_the_page_leads_somewhere() -> None:
    page = apidocs.page("")
    anchors = set(re.findall(r'<a id="([^"]+)">', page)) | {"types"}

    links = set(re.findall(r"\]\(#([^)]+)\)", page))

    assert links
    assert links - anchors == set()


def test_every_error_says_what_to_do() -> None:
    rows = re.findall(r'^\| <a id="(\w+)">.*\| (.+) \|$', docs.errors(), re.MULTILINE)

    assert [code for code, _ in rows] == list(ErrorCode)
    assert [code for code, remedy in rows if not remedy.endswith(".")] == []


# The house style, held for every operation there is (docs/api.md shows it)

# Who signs in or out repeats nothing by repeating it; what shows a secret shows it once.
KEYLESS = {"register", "login", "refresh", "logout"} | {
    "createApiToken",
    "createWebhook",
    "rotateWebhookSecret",
}
# What shows a secret makes something anew each time.
SERVER_MADE = {"createApiToken", "createWebhook"}
STATED = re.compile(r"(is|has|needs|covers)[A-Z]")
# What an artefact says has the name by which writers know it; the last is a participle.
WRITTEN_SO = {
    "BeatContinuity.keepBackground",
    "BeatContinuity.keepCamera",
    "ConsistencyChecks.blindSpotDrivesAction",
    "ConsistencyChecks.infoFlowChangesAtLeastTwo",
    "ConsistencyChecks.coreConflictHasThreeWayTension",
    "ConsistencyChecks.endingIrreversibleTriggeredByMultiLines",
    "ConsistencyChecks.noRedundantRole",
    "SoundCue.loopable",
    "StartJobPayload.deduplicated",
}
MUTATIONS = BUILT.mutation_type.fields if BUILT.mutation_type else {}


def taken(name: str) -> set[str]:
    """What the input of a mutation takes."""
    return set(get_named_type(MUTATIONS[name].args["input"].type).fields)


def test_every_mutation_takes_one_input_and_gives_a_payload() -> None:
    assert MUTATIONS
    for name, field in MUTATIONS.items():
        assert list(field.args) == ["input"], name
        payload: Any = get_named_type(field.type)
        assert is_non_null_type(field.type), name
        assert "Payload" in {each.name for each in payload.interfaces}, name


def test_every_mutation_takes_a_key_against_repetition_but_those_that_need_none() -> None:
    assert {name for name in MUTATIONS if "idempotencyKey" not in taken(name)} == KEYLESS


def test_every_edit_takes_the_revision_that_was_seen() -> None:
    edits = {name for name in MUTATIONS if name.startswith(("update", "move"))}

    assert edits
    assert {name for name in edits if "expectedRevision" not in taken(name)} == set()


def test_what_is_created_may_have_an_id_of_the_clients_own() -> None:
    creates = {name for name in MUTATIONS if name.startswith("create")}

    assert {name for name in creates if "id" not in taken(name)} == SERVER_MADE


def test_every_list_is_filtered_ordered_and_paged_in_one_way() -> None:
    lists = {
        f"{kind.name}.{name}": list(field.args)
        for kind in BUILT.type_map.values()
        if is_object_type(kind)
        for name, field in kind.fields.items()
        if get_named_type(field.type).name.endswith("Connection")
    }

    assert len(lists) > 10
    assert {*map(tuple, lists.values())} == {("first", "after", "filter", "orderBy")}


def test_a_boolean_is_named_as_what_it_says() -> None:
    found = {
        f"{kind.name}.{name}"
        for kind in BUILT.type_map.values()
        if is_object_type(kind) and not kind.name.startswith("__")
        for name, field in kind.fields.items()
        if get_named_type(field.type).name == "Boolean" and not STATED.match(name)
    }

    assert found == WRITTEN_SO
