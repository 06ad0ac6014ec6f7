"""The rules of a causal chain beyond its shape, and the checks that rules can refute."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from aixss.stories.artefacts import causal_parts
from aixss.stories.artefacts.base import CastMember, Language, Story, is_in
from aixss.stories.artefacts.causal_chain import CausalChain, ValidationStatus
from aixss.stories.artefacts.causal_checks import checked

CHECKS: dict[str, Any] = dict.fromkeys(causal_parts.CHECKS, True)


def beat(name: str, **details: Any) -> dict[str, Any]:
    worked_out = {
        "surface_event": "A letter arrives",
        "info_flow": "The keeper learns who writes",
        "location": "The lamp room",
        "characters": ["Lin Wan"],
        "visual_hook": "Ink that glows",
    }
    return {"beat_name": name, "escalation": 3, "interlock": "", **worked_out, **details}


def acts(*peaks: int, letters: str = "abc", **details: Any) -> list[dict[str, Any]]:
    """Three acts, or one for each peak of tension, of three beats each."""
    made, before = [], ""
    for n, peak in enumerate(peaks or (3, 3, 3), start=1):
        beats = []
        for name in (f"{n}{letter}" for letter in letters):
            because = f"After {before}" if before else ""
            given = {"escalation": peak, "interlock": because, **details}
            beats.append(beat(name, **given))
            before = name
        made.append({"act": n, "act_name": f"Act {n}", "beats": beats})
    return made


def line(**parts: Any) -> dict[str, Any]:
    """The main line, with these parts changed."""
    plain = {
        "line_type": "MAIN",
        "driver": "Lin Wan",
        "stated_goal": "Keep the light",
        "true_goal": "Find the writer",
        "key_interlocks": ["1a", "2b"],
        "point_of_no_return": "3a",
    }
    return {**plain, **parts}


def chain(**parts: Any) -> CausalChain:
    """A chain of all four phases, with these parts changed."""
    whole = {
        "completed_phase": 4,
        "outline_summary": "A light answers letters.",
        "conflict_engine": {
            "core_object_or_event": "The light",
            "stakes_by_faction": [{"faction": "The village", "stake": "Its ships"}],
            "necessity_derivation": [],
        },
        "info_visibility_layers": [{"roles": ["Lin Wan"]}],
        "character_matrix": [{"name": "Lin Wan"}],
        "beat_flow": {"acts": acts()},
        "plot_lines": [line()],
        "consistency_checks": CHECKS,
    }
    return CausalChain.model_validate({**whole, **parts})


def paths(found: CausalChain, cast: tuple[CastMember, ...] = ()) -> set[str]:
    broken = found.violations(Story(language=Language.EN, cast=cast))
    return {".".join(str(part) for part in violation.path) for violation in broken}


def test_a_whole_chain_breaks_no_rule() -> None:
    assert paths(chain()) == set()
    assert paths(CausalChain()) == set()


def test_a_made_phase_has_its_parts() -> None:
    assert paths(chain(character_matrix=None, outline_summary=None)) == {
        "character_matrix",
        "outline_summary",
    }


def test_beats_may_lack_details_until_their_phase_is_made() -> None:
    flow = {"acts": acts(location=None)}
    later = {"plot_lines": None, "consistency_checks": None}

    assert paths(chain(completed_phase=2, beat_flow=flow, **later)) == set()
    assert "beat_flow.acts.0.beats.0.location" in paths(chain(beat_flow=flow))


def test_beats_have_names_of_their_own_and_acts_count_up() -> None:
    made = acts(letters="aab")
    made[1]["act"] = 3

    found = paths(chain(beat_flow={"act_mode": "FOUR_ACT", "acts": made}, plot_lines=None))

    assert found >= {"beat_flow.acts", "beat_flow.acts.1.act", "beat_flow.acts.0.beats.1.beat_name"}


@pytest.mark.parametrize(
    ("mode", "peaks", "falling"),
    [
        ("THREE_ACT", (4, 4, 5), []),
        ("THREE_ACT", (4, 6, 5), [2]),
        ("THREE_ACT", (4, 3, 2), [1, 2]),
        ("FOUR_ACT", (4, 6, 9, 7), []),
        ("FOUR_ACT", (4, 6, 9, 6), [3]),
        ("FOUR_ACT", (6, 4, 9, 9), [1]),
    ],
)
def test_tension_rises_from_act_to_act(mode: str, peaks: tuple[int], falling: list[int]) -> None:
    found = paths(chain(beat_flow={"act_mode": mode, "acts": acts(*peaks)}))

    assert found == {f"beat_flow.acts.{index}.beats.0.escalation" for index in falling}


@pytest.mark.parametrize(
    ("interlock", "is_told"),
    [
        ("1A!", True),
        ("Since 1a happened", True),
        ("", False),
        ("And then", False),
        ("After 1c", False),  # which is later
    ],
)
def test_a_beat_follows_from_an_earlier_one(interlock: str, is_told: bool) -> None:
    made = acts()
    made[0]["beats"][1]["interlock"] = interlock

    found = paths(chain(beat_flow={"acts": made}))

    assert found == (set() if is_told else {"beat_flow.acts.0.beats.1.interlock"})


def test_only_known_people_take_part_and_know() -> None:
    made = acts()
    made[2]["beats"][0]["characters"] = ["lin wan", "The Keeper", "A stranger"]
    layers = [{"roles": ["Lin Wan", "Old Tam"]}]
    cast = (CastMember(UUID(int=1), "Old Tam", ("The keeper",)),)

    found = chain(beat_flow={"acts": made}, info_visibility_layers=layers)

    # The cast may be seen; whoever is in a layer has a place in the matrix.
    assert paths(found, cast) == {
        "beat_flow.acts.2.beats.0.characters.2",
        "info_visibility_layers.0.roles.1",
    }


def test_without_a_matrix_and_a_cast_anybody_takes_part() -> None:
    made = chain(completed_phase=1, character_matrix=None)

    assert paths(made) == set()


def test_plot_lines_meet_at_beats_that_exist() -> None:
    sub = line(
        line_type="SUB1",
        driver="The sea",
        key_interlocks=["1a", "9z"],
        point_of_no_return="8y",
    )

    assert paths(chain(plot_lines=[sub])) == {
        "plot_lines",
        "plot_lines.0.key_interlocks.1",
        "plot_lines.0.point_of_no_return",
    }


@pytest.mark.parametrize(("driver", "is_there"), [("Old Tam", False), ("The sea", True)])
def test_a_person_who_drives_a_line_is_in_one_of_its_beats(driver: str, is_there: bool) -> None:
    cast = (CastMember(UUID(int=1), "Old Tam"),)
    lines = [line(), line(line_type="SUB1", driver=driver)]

    found = paths(chain(plot_lines=lines), cast)

    assert found == (set() if is_there else {"plot_lines.1.key_interlocks"})


STAKES = [{"faction": name, "stake": "Its ships"} for name in ("Village", "Sea", "Keeper")]
PEOPLE = ("Lin Wan", "Old Tam")


def sound(**parts: Any) -> CausalChain:
    """A chain that no rule refutes, with these parts changed."""
    whole = {
        "conflict_engine": {
            "core_object_or_event": "The light",
            "stakes_by_faction": STAKES,
            "necessity_derivation": [],
        },
        "info_visibility_layers": [{"roles": ["Old Tam"], "blind_spot": "The letters"}],
        "character_matrix": [{"name": name} for name in PEOPLE],
        "beat_flow": {"acts": acts(characters=PEOPLE)},
        "plot_lines": [line(), line(line_type="SUB1", driver="Old Tam")],
    }
    return chain(**{**whole, **parts})


@pytest.mark.parametrize(
    ("parts", "refuted"),
    [
        ({}, set()),
        ({"info_visibility_layers": [{"roles": ["Old Tam"]}]}, {"blind_spot_drives_action"}),
        (
            {"beat_flow": {"acts": acts(characters=["Lin Wan"])}},
            {"blind_spot_drives_action", "info_flow_changes_at_least_two", "no_redundant_role"},
        ),
        (
            {"beat_flow": {"acts": acts(characters=PEOPLE, info_flow=None)}},
            {"info_flow_changes_at_least_two"},
        ),
        (
            {
                "conflict_engine": {
                    "core_object_or_event": "The light",
                    "stakes_by_faction": [*STAKES[:2], {"faction": "sea.", "stake": "Peace"}],
                    "necessity_derivation": [],
                }
            },
            {"core_conflict_has_three_way_tension"},
        ),
        (
            {"plot_lines": [line(), line(line_type="SUB1", point_of_no_return="2c")]},
            {"ending_irreversible_triggered_by_multi_lines"},
        ),
        (
            {"character_matrix": [{"name": n} for n in (*PEOPLE, "Nobody")]},
            {"no_redundant_role"},
        ),
    ],
    ids=[
        "sound",
        "nobody is blind",
        "one person alone",
        "nobody learns",
        "two sides",
        "one line ends it",
        "an idle person",
    ],
)
@pytest.mark.parametrize("language", [Language.ZH, Language.EN])
def test_claims_that_the_chain_refutes_do_not_stand(
    parts: dict[str, Any], refuted: set[str], language: Language
) -> None:
    made = sound(**parts)
    claims = causal_parts.ConsistencyChecks(**{**CHECKS, "notes": ["Mine"]})

    found = checked(made, claims, language)

    assert {name for name in causal_parts.CHECKS if not getattr(found, name)} == refuted
    assert len(found.notes) == len(refuted) + 1
    assert found.notes[-1] == "Mine"
    assert all(is_in(note, language) for note in found.notes[:-1])
    assert checked(made, found, language) == found


def test_what_a_reviewer_doubts_stays_doubted() -> None:
    doubts = causal_parts.ConsistencyChecks(**{**CHECKS, "no_redundant_role": False})

    assert checked(sound(), doubts, Language.EN) == doubts


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        ({}, ValidationStatus.PASS),
        ({"completed_phase": 3}, ValidationStatus.INCOMPLETE),
        (
            {"consistency_checks": {**CHECKS, "no_redundant_role": False}},
            ValidationStatus.NEEDS_REVISION,
        ),
    ],
)
def test_the_checks_say_whether_it_holds(parts: dict[str, Any], status: ValidationStatus) -> None:
    assert chain(**parts).validation_status is status
