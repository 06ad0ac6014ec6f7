"""Where beats and pictures join, what has to change between them, and the board made of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest

from aixss.kinds._board import KeyframeSet, board, spread
from aixss.stories.artefacts import continuity
from aixss.stories.artefacts.action_plan import ActionPlan
from aixss.stories.artefacts.base import CastMember, Language, Path, Story
from aixss.stories.artefacts.keyframe_board import KeyframeBoard, ShotSize
from aixss.stories.artefacts.keyframe_groups import FrameSpec, KeyframeGroup, KeyframeGroups
from tests import artefacts
from tests.artefacts import THINGS, both

KEEPER, BOY, STRANGER = (UUID(int=n) for n in (1, 2, 3))
STORY = Story(Language.EN, cast=(CastMember(KEEPER, "Tam"), CastMember(BOY, "Min")), anchors=THINGS)
LAMP = THINGS[1]


def state(who: UUID = KEEPER, **fields: Any) -> dict[str, Any]:
    known = {"location": "the stair", "stance": "upright", "facing": "the lamp", "props": ["a key"]}
    return {"characters": [{"character_id": who, **known, **fields}]}


def beat(order: int, start: dict[str, Any], end: dict[str, Any], keep: bool = False) -> Any:
    continuous = {
        "keep_background": True,
        "keep_camera": keep,
        "lasting_props": [],
        "forbidden_changes": [],
    }
    return {
        "order": order,
        "summary": f"Turn number {order}",
        "start": start,
        "mid": state(),
        "end": end,
        "continuity": continuous,
    }


def plan(start: dict[str, Any] | None = None, keep: bool = False) -> dict[str, Any]:
    beats = [beat(1, state(), state()), beat(2, start or state(), state(), keep)]
    return {"beats": beats}


def frame(turn: int, *who: UUID, **fields: Any) -> dict[str, Any]:
    """A picture; those of different turns differ in five things."""
    said = {
        name: {"local": f"{name} {turn}", "en": f"{name} {turn}"}
        for name in ("pose", "action_snapshot", "expression", "gaze", "hands")
    }
    fixed = {"position": "LEFT", "orientation": "AWAY", "props": []}
    return {
        "anchors": [LAMP],
        "subjects": [{"character_id": one, **fixed, **said} for one in who or (KEEPER,)],
        "composition": both(f"composition {turn}").model_dump(),
        "focus": both("the lamp").model_dump(),
        **fields,
    }


def group(order: int, *who: UUID) -> dict[str, Any]:
    """A group that starts as the one before it ends."""
    start, mid, end = (frame(2 * order + n, *who) for n in range(3))
    return {"order": order, "camera": {"angle": "LOW"}, "start": start, "mid": mid, "end": end}


def groups(count: int = 2) -> dict[str, Any]:
    return {"groups": [group(order) for order in range(1, count + 1)]}


def changed(content: Any, path: Path, value: object) -> Any:
    inner = content
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = value
    return content


def made(count: int) -> Sequence[KeyframeGroup]:
    return KeyframeGroups.model_validate(groups(count)).groups


CHARACTER = ("beats", 1, "start", "characters", 0)
SUBJECT = ("groups", 1, "start", "subjects", 0)


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("beats", 1, "order"), 3, ("beats", 1, "order")),
        (("beats", 1, "summary"), "TURN number 1!", ("beats", 1, "summary")),
        ((*CHARACTER, "location"), "the desk", (*CHARACTER, "location")),
        ((*CHARACTER, "stance"), "kneeling", (*CHARACTER, "stance")),
        ((*CHARACTER, "facing"), "the sea", (*CHARACTER, "facing")),
        ((*CHARACTER, "props"), [], (*CHARACTER, "props")),
        ((*CHARACTER, "character_id"), STRANGER, (*CHARACTER, "character_id")),
        ((*CHARACTER, "stance"), "跪着", (*CHARACTER, "stance")),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_plan_names_the_place_of_its_mistake(path: Path, value: object, where: Path) -> None:
    wrong = ActionPlan.model_validate(changed(plan(), path, value))

    found = {violation.path for violation in wrong.violations(STORY)}

    assert where in found
    assert len(found) == 1
    assert not ActionPlan.model_validate(plan()).violations(STORY)


@pytest.mark.parametrize(
    "start",
    [state(stance=None), state(stance="UPRIGHT."), state(emotion="fear"), state(BOY, props=[])],
    ids=["nothing said", "other letters", "another feeling", "somebody else"],
)
def test_a_beat_may_leave_open_what_it_starts_with(start: dict[str, Any]) -> None:
    assert not ActionPlan.model_validate(plan(start)).violations(STORY)


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("groups", 1, "order"), 1, ("groups", 1, "order")),
        ((*SUBJECT, "position"), "RIGHT", (*SUBJECT, "position")),
        ((*SUBJECT, "orientation"), "TO_LEFT", (*SUBJECT, "orientation")),
        ((*SUBJECT, "pose"), both("kneeling"), (*SUBJECT, "pose")),
        ((*SUBJECT, "hands"), None, (*SUBJECT, "hands")),
        ((*SUBJECT, "props"), [both("a key")], (*SUBJECT, "props")),
        ((*SUBJECT, "character_id"), STRANGER, (*SUBJECT, "character_id")),
        (
            (*SUBJECT, "action_snapshot"),
            both("he slowly kneels"),
            (*SUBJECT, "action_snapshot", "local"),
        ),
        (("groups", 0, "mid"), frame(2), ("groups", 0, "mid")),
        (("groups", 1, "end"), frame(5), ("groups", 1, "end")),
        (("groups", 0, "mid", "anchors"), [THINGS[0]], ("groups", 0, "mid", "anchors")),
        (("groups", 0, "start", "anchors"), ["a door"], ("groups", 0, "start", "anchors", 0)),
    ],
    ids=lambda value: str(value)[:40],
)
def test_groups_name_the_place_of_their_mistake(path: Path, value: object, where: Path) -> None:
    wrong = KeyframeGroups.model_validate(changed(groups(), path, value))

    found = {violation.path for violation in wrong.violations(STORY)}

    assert where in found
    assert not KeyframeGroups.model_validate(groups()).violations(STORY)


def test_a_group_uses_the_anchors_of_the_one_before() -> None:
    other = group(2)
    for phase in ("start", "mid", "end"):
        other[phase]["anchors"] = [THINGS[0]]

    found = KeyframeGroups.model_validate({"groups": [group(1), other]}).violations(STORY)

    assert [violation.path for violation in found] == [("groups", 1, "start", "anchors")]


@pytest.mark.parametrize(
    ("one", "other", "points"),
    [
        (frame(1), frame(1), 0),
        (frame(1), frame(2), 5),
        (frame(1), frame(1, KEEPER, BOY), 2),
        (frame(1, KEEPER), frame(1, BOY), 4),
        (frame(1, KEEPER, BOY), frame(2, KEEPER), 7),
        (frame(1, subjects=[]), frame(1, subjects=[]), 0),
        (frame(1, subjects=[]), frame(2, subjects=[]), 3),
        (frame(1), frame(1, subjects=[]), 3),
    ],
    ids=[
        *("same", "five fields", "one more", "exchanged", "gone"),
        *("empty, same", "empty, other", "emptied"),
    ],
)
def test_the_difference_of_two_pictures_counts_what_is_seen_of_people(
    one: Any, other: Any, points: int
) -> None:
    pictures = FrameSpec.model_validate(one), FrameSpec.model_validate(other)

    assert continuity.difference(*pictures) == points
    assert continuity.difference(*reversed(pictures)) == points


def drawn(count: int) -> KeyframeBoard:
    names = {KEEPER: ("谭", "Tam"), BOY: ("敏", "Min")}
    things = dict(zip(THINGS, THINGS, strict=True))
    return board(
        made(count), artefacts.board_look(), language=Language.EN, people=names, things=things
    )


@pytest.mark.parametrize(
    ("keep", "lens", "wrong"), [(True, "LOW", 0), (True, "HIGH", 1), (False, "HIGH", 0)]
)
def test_a_camera_stays_exactly_where_the_plan_says_so(keep: bool, lens: str, wrong: int) -> None:
    content = {
        "action_plan": plan(keep=keep),
        "keyframe_groups": changed(groups(), ("groups", 1, "camera", "angle"), lens),
        "keyframes": drawn(2),
    }

    found = KeyframeSet.model_validate(content).violations(STORY)

    assert [v.path[-3:] for v in found] == [(1, "camera", "angle")] * wrong


def test_each_beat_needs_its_group() -> None:
    content = {"action_plan": plan(), "keyframe_groups": groups(1), "keyframes": drawn(1)}

    found = KeyframeSet.model_validate(content).violations(STORY)

    assert [violation.path for violation in found] == [("keyframe_groups", "groups")]


@pytest.mark.parametrize("count", range(1, 13))
def test_nine_shots_are_spread_over_all_beats_and_never_run_backwards(count: int) -> None:
    places = spread(made(count))

    assert len(places) == 9
    assert places == sorted(places)
    assert (places[0], places[-1]) == ((0, 0), (count - 1, 2))
    assert len({beat for beat, _ in places}) == min(count, 9)
    assert len(set(places)) == min(3 * count, 9)


@pytest.mark.parametrize("count", [1, 3, 12])
def test_a_board_keeps_its_rules_and_repeats_no_picture(count: int) -> None:
    found = drawn(count)

    assert not found.violations(STORY)
    assert [shot.size for shot in found.shots] == list(ShotSize)
    assert len({shot.description.local for shot in found.shots}) == 9


def test_a_close_shot_shows_the_one_of_whom_most_is_new() -> None:
    content = group(1, KEEPER, BOY)
    for phase in ("mid", "end"):
        # Of the keeper only pose and hands change, of the boy the face too.
        for name in ("expression", "gaze"):
            content[phase]["subjects"][0][name] = content["start"]["subjects"][0][name]
    only = [KeyframeGroup.model_validate(content)]
    names = {KEEPER: ("谭", "Tam"), BOY: ("敏", "Min")}

    found = board(only, artefacts.board_look(), language=Language.EN, people=names, things={})

    assert found.shots[list(ShotSize).index(ShotSize.CU)].subjects == [BOY]


def test_what_cannot_be_left_out_of_a_still_picture_is_left_out_of_its_board() -> None:
    content = group(1)
    content["start"]["composition"] = both("the stair before the lamp").model_dump()
    names = {KEEPER: ("谭", "Tam")}

    shots = board(
        [KeyframeGroup.model_validate(content)],
        artefacts.board_look(),
        language=Language.EN,
        people=names,
        things={},
    )

    assert not shots.violations(STORY)
