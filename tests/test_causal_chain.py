"""The rules of a causal chain beyond its shape."""

from __future__ import annotations

from typing import Any

import pytest

from aixss.stories.artefacts.base import Language, Story
from aixss.stories.artefacts.causal_chain import CausalChain, ValidationStatus

CHECKS = {
    "blind_spot_drives_action": True,
    "info_flow_changes_at_least_two": True,
    "core_conflict_has_three_way_tension": True,
    "ending_irreversible_triggered_by_multi_lines": True,
    "no_redundant_role": True,
}


def beat(name: str, **details: Any) -> dict[str, Any]:
    worked_out = {
        "surface_event": "A letter arrives",
        "info_flow": "The keeper learns who writes",
        "location": "The lamp room",
        "characters": ["Lin Wan"],
        "visual_hook": "Ink that glows",
    }
    return {"beat_name": name, "escalation": 3, "interlock": "", **worked_out, **details}


def chain(**parts: Any) -> CausalChain:
    """A chain of all four phases, with these parts changed."""
    acts = [
        {"act": n, "act_name": f"Act {n}", "beats": [beat(f"{n}{letter}") for letter in "abc"]}
        for n in (1, 2, 3)
    ]
    line = {
        "line_type": "MAIN",
        "driver": "Lin Wan",
        "stated_goal": "Keep the light",
        "true_goal": "Find the writer",
        "key_interlocks": ["1a", "2b"],
        "point_of_no_return": "3a",
    }
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
        "beat_flow": {"acts": acts},
        "plot_lines": [line],
        "consistency_checks": CHECKS,
    }
    return CausalChain.model_validate({**whole, **parts})


def paths(found: CausalChain) -> set[str]:
    broken = found.violations(Story(language=Language.EN))
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
    acts = [
        {"act": n, "act_name": "Act", "beats": [beat(f"{n}{c}", location=None) for c in "abc"]}
        for n in (1, 2, 3)
    ]
    later = {"plot_lines": None, "consistency_checks": None}

    assert paths(chain(completed_phase=2, beat_flow={"acts": acts}, **later)) == set()
    assert "beat_flow.acts.0.beats.0.location" in paths(chain(beat_flow={"acts": acts}))


def test_beats_have_names_of_their_own_and_acts_count_up() -> None:
    acts = [
        {"act": n, "act_name": "Act", "beats": [beat(f"{n}{letter}") for letter in "aab"]}
        for n in (1, 3, 3)
    ]

    found = paths(chain(beat_flow={"act_mode": "FOUR_ACT", "acts": acts}, plot_lines=None))

    assert found >= {"beat_flow.acts", "beat_flow.acts.1.act", "beat_flow.acts.0.beats.1.beat_name"}


def test_plot_lines_meet_at_beats_that_exist() -> None:
    line = {
        "line_type": "SUB1",
        "driver": "The sea",
        "stated_goal": "",
        "true_goal": "",
        "key_interlocks": ["1a", "9z"],
        "point_of_no_return": "8y",
    }

    assert paths(chain(plot_lines=[line])) == {
        "plot_lines",
        "plot_lines.0.key_interlocks.1",
        "plot_lines.0.point_of_no_return",
    }


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
