"""Each rule of an artefact refuses its own mistake, and says where it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from pydantic import BaseModel, ValidationError

from aixss.stories.artefacts.art_style import ArtStyle
from aixss.stories.artefacts.base import (
    Artefact,
    Bilingual,
    CastMember,
    Language,
    Path,
    Shape,
    Story,
    is_in,
)
from aixss.stories.artefacts.cast_expansion import CastExpansion
from aixss.stories.artefacts.causal_chain import CausalChain
from aixss.stories.artefacts.core_expression import CoreExpression
from aixss.stories.artefacts.dialogue import Dialogue
from aixss.stories.artefacts.duration_estimate import DurationEstimate
from aixss.stories.artefacts.emotion_arc import EmotionArc
from aixss.stories.artefacts.episode_plan import EpisodePlan
from aixss.stories.artefacts.keyframe_board import KeyframeBoard, ShotSize
from aixss.stories.artefacts.motion_prompt import MotionPrompt
from aixss.stories.artefacts.relationships import Relationships
from aixss.stories.artefacts.scene_anchor import SceneAnchor
from aixss.stories.artefacts.scene_list import SceneList
from aixss.stories.artefacts.script import CHARS, EpisodeScript
from aixss.stories.artefacts.season_arc import SeasonArc
from aixss.stories.artefacts.shot_design import ShotDesign
from aixss.stories.artefacts.sound_design import SoundDesign
from aixss.stories.artefacts.storyboard import (
    ContinuityState,
    GroupPanels,
    StoryboardBible,
    StoryboardPlan,
)
from tests import storyboards

KEEPER, BOY, STRANGER = (UUID(int=n) for n in (1, 2, 3))
CAST = (CastMember(KEEPER, "Old Tam", ("Tam",)), CastMember(BOY, "阿满"))
WHO = ("people", 0, "character_id")
HELD = ("props", 0, "holder_id")
TWICE = {"local": "The flame dies", "en": "The flame dies"}
ANCHORS = ("iron stair", "brass lamp", "oak desk", "cracked window")
STORY = Story(
    Language.EN,
    cast=CAST,
    anchors=ANCHORS,
    expected_scenes=6,
    expected_episodes=2,
    lines=2,
    scene_counts=(6, 0),
    has_unrelated_cast=True,
    camera_mode="B",
)

ARTEFACTS = (
    ArtStyle,
    CastExpansion,
    CausalChain,
    CoreExpression,
    Dialogue,
    DurationEstimate,
    EmotionArc,
    EpisodePlan,
    EpisodeScript,
    KeyframeBoard,
    MotionPrompt,
    Relationships,
    SceneAnchor,
    SceneList,
    SeasonArc,
    ShotDesign,
    SoundDesign,
)


def both(text: str) -> dict[str, str]:
    return {"local": text, "en": text}


def plan() -> dict[str, Any]:
    tales = (
        ("The letter", "A keeper finds a letter in a bottle", "One night in the lamp room"),
        ("The flood", "Water takes the village road at dawn", "The harbour on the next morning"),
    )
    return {
        "episodes": [
            {
                "order": order,
                "title": title,
                "logline": logline,
                "main_characters": ["阿满"],
                "beats": [],
                "scene_scope": scope,
            }
            for order, (title, logline, scope) in enumerate(tales, 1)
        ]
    }


def expression() -> dict[str, Any]:
    return {
        "theme": "A promise outlives its maker",
        "emotional_arc": ["calm", "unease", "shock", "resolve"],
        "core_conflict": "He must answer or let the light die",
        "payoff": ["the letter is read"],
        "visual_motifs": ["the beam", "wet stone"],
        "ending_beat": "The lamp goes out",
    }


def scenes() -> dict[str, Any]:
    lines = (
        "Tam climbs the iron stair with a letter",
        "The boy hides under the oak desk",
        "Rain breaks the window over the desk",
        "A boat calls from the rocks",
        "Both turn the lens by hand",
        "The boat finds the harbour at dawn",
    )
    return {"scenes": [{"summary": line} for line in lines]}


def script() -> dict[str, Any]:
    speech = {"after_action": 1, "speaker_id": str(KEEPER), "line": "Hold the light."}
    extra = {"after_action": 2, "speaker_name": "阿发", "line": "It is going out!"}
    return {
        "title": "The letter",
        "scenes": [
            {
                "order": order,
                "heading": {"kind": "INTERIOR", "place": "The lamp room", "time": "NIGHT"},
                "summary": line["summary"],
                "action": ["He climbs", "He listens"],
                "dialogue": [{**speech}, {**extra}],
                "emotional_beat": "He is less sure than before",
            }
            for order, line in enumerate(scenes()["scenes"], 1)
        ],
    }


SPEECH = ("scenes", 1, "dialogue", 1)
LATER = {**script()["scenes"][5], "order": 7, "summary": "The keeper sleeps at last"}


def anchor() -> dict[str, Any]:
    return {
        "scene": both("A round lamp room above the sea"),
        "anchors": [both(name) for name in ANCHORS],
        "avoid": both("crowds, and Tam himself"),
        "location": {"kind": "INTERIOR", "name": "The lamp room", "details": "Salt on the glass"},
    }


def board() -> dict[str, Any]:
    shots = [
        {
            "number": number,
            "size": size,
            "description": both("The keeper stands beside the lamp"),
            "angle": "EYE_LEVEL",
            "focus": both("the lamp"),
            "subjects": [str(KEEPER)],
            "anchors": ["brass lamp"],
        }
        for number, size in enumerate(ShotSize, 1)
    ]
    same = ("character", "environment", "lighting", "mood")
    wanted = ("consistency", "composition", "quality")
    return {
        "aspect_ratio": "TALL_9_16",
        "style": both("ink and wash"),
        "visual_anchor": {name: both("warm and worn") for name in same},
        "shots": shots,
        "requirements": {name: both("clean lines") for name in wanted},
    }


def motion() -> dict[str, Any]:
    actions = ("The lamp brightens", "The beam turns", "Dust drifts through the beam")
    return {
        "summary": both("The light sweeps the room"),
        "beats": [
            {"starts_at_s": second, "ends_at_s": second + 1, "action": both(action)}
            for second, action in enumerate(actions)
        ],
        "changes": {"subject": [], "camera": [both("slow pan")], "environment": []},
        "constraints": both("the walls stay still"),
    }


def dialogue() -> dict[str, Any]:
    return {
        "lines": [
            {"order": 1, "type": "NARRATION", "content": "That night the light went out."},
            {"order": 2, "type": "DIALOGUE", "speaker_id": str(BOY), "content": "Who is there?"},
        ]
    }


def bible() -> dict[str, Any]:
    return storyboards.bible(KEEPER).model_dump(mode="json")


def plan_of_groups() -> dict[str, Any]:
    return storyboards.plan().model_dump(mode="json")


def panels() -> dict[str, Any]:
    return storyboards.group_panels().model_dump(mode="json")


def state() -> dict[str, Any]:
    found = storyboards.end_state(KEEPER, BOY).model_dump(mode="json")
    found["props"][0]["holder_id"] = None
    return found


def sound() -> dict[str, Any]:
    return {
        "master_mood": "A held breath",
        "cues": [
            {"order": 1, "type": "AMBIENCE", "description": "Wind in the stair", "loopable": True},
            {"order": 2, "type": "SFX", "at_line": 1, "description": "The lamp hisses out"},
            {
                "order": 3,
                "type": "BGM",
                "at_line": 2,
                "description": "One cello note",
                "reference": "二泉映月",
            },
        ],
    }


def duration() -> dict[str, Any]:
    seconds = {"dialogue_s": 4.2, "action_s": 3.5, "pause_s": 0.8, "transition_s": 0.2}
    return {**seconds, "confidence": "MEDIUM"}


def relationships() -> dict[str, Any]:
    sides = ((KEEPER, BOY, "his ward"), (BOY, KEEPER, "the old man"))
    return {
        "relationships": [
            {
                "source_id": str(source),
                "target_id": str(target),
                "type": "FAMILY",
                "label": label,
                "description": "They share a roof and a silence",
                "intensity": 7,
                "arc": {
                    "turns": [
                        {"episode_order": order, "change": "They speak", "new_intensity": 8}
                        for order in (1, 2)
                    ]
                },
            }
            for source, target, label in sides
        ]
    }


SECOND: Path = ("candidates", 1)
TURN: Path = ("relationships", 0, "arc", "turns", 1)


def expansion() -> dict[str, Any]:
    texts = {"appearance": "", "personality": "", "background": "", "evidence": ["他来了。"]}
    people: tuple[tuple[str, list[str], float], ...] = (("Wen", ["老温"], 1), ("Pilot", [], 0.2))
    return {
        "candidates": [
            {
                "name": name,
                "aliases": aliases,
                "role": "MINOR",
                "brief": "They bring the letters",
                "confidence": confidence,
                **texts,
            }
            for name, aliases, confidence in people
        ]
    }


def feelings() -> dict[str, Any]:
    places = ((1, None), (1, 1), (1, 6), (2, None))
    return {
        "points": [
            {
                "episode_order": episode,
                "scene_order": scene,
                "tension": 4,
                "valence": -1,
                "label": "unease",
                "beat_name": None,
            }
            for episode, scene in places
        ]
    }


def season() -> dict[str, Any]:
    acts = (("The letter", "He reads"), ("The flood", "He waits"), ("The boat", "He answers"))
    return {
        "question": "Who answers the letters?",
        "answer": "The light does",
        "begins": "A keeper who reads no letters",
        "ends": "A keeper who answers them",
        "acts": [
            {
                "order": order,
                "title": title,
                "aim": aim,
                "turn": f"{title} changes all",
                "feeling": "dread",
            }
            for order, (title, aim) in enumerate(acts, 1)
        ],
        "threads": [
            {"name": "阿满的船", "planted": "He draws a boat", "redeemed": "It comes home"},
            {"name": "The lens", "planted": "It is cracked", "redeemed": "It holds"},
        ],
    }


def design() -> dict[str, Any]:
    match = {"type": "MATCH_CUT", "duration_ms": 0, "motivation": "The light stays"}
    return {
        "shot": {
            "size": "CU",
            "lens": "TELEPHOTO",
            "focal_length": "70-200mm",
            "notes": "The lens",
        },
        "transition_in": {**match, "match_element": "the beam"},
        "transition_out": {"type": "DISSOLVE", "duration_ms": 800},
    }


GOOD = (
    (ShotDesign, design),
    (EpisodePlan, plan),
    (CoreExpression, expression),
    (SceneList, scenes),
    (EpisodeScript, script),
    (SceneAnchor, anchor),
    (KeyframeBoard, board),
    (MotionPrompt, motion),
    (Dialogue, dialogue),
    (SoundDesign, sound),
    (StoryboardBible, bible),
    (StoryboardPlan, plan_of_groups),
    (GroupPanels, panels),
    (ContinuityState, state),
    (DurationEstimate, duration),
    (Relationships, relationships),
    (CastExpansion, expansion),
    (EmotionArc, feelings),
    (SeasonArc, season),
)


def changed(content: Any, path: Path, value: object) -> Any:
    *parents, last = path
    target = content
    for step in parents:
        target = target[step]
    target[last] = value
    return content


@pytest.mark.parametrize(("model", "content"), GOOD, ids=lambda x: getattr(x, "__name__", ""))
def test_good_content_breaks_no_rule(model: type[Artefact], content: Any) -> None:
    artefact = model.model_validate(content())

    found = artefact.violations(STORY)

    assert found == []


@pytest.mark.parametrize(
    ("model", "content", "path", "value", "where"),
    [
        (EpisodePlan, plan, ("episodes", 1, "order"), 3, ("episodes", 1, "order")),
        (EpisodePlan, plan, ("episodes", 1, "title"), "the  LETTER!", ("episodes", 1, "title")),
        (EpisodePlan, plan, ("episodes",), plan()["episodes"][:1], ("episodes",)),
        (EpisodePlan, plan, ("episodes", 0, "logline"), "雨夜的信", ("episodes", 0, "logline")),
        (CoreExpression, expression, ("emotional_arc", 3), "Calm.", ("emotional_arc", 3)),
        (CoreExpression, expression, ("visual_motifs", 1), "The beam", ("visual_motifs", 1)),
        (CoreExpression, expression, ("payoff",), ["He ran", "he ran"], ("payoff", 1)),
        (CoreExpression, expression, ("theme",), "诺言", ("theme",)),
        (SceneList, scenes, ("scenes",), [*scenes()["scenes"], {"summary": "More"}], ("scenes",)),
        (SceneAnchor, anchor, ("scene", "en"), "Tam's lamp room", ("scene", "en")),
        (SceneAnchor, anchor, ("anchors", 1, "local"), "Iron stair", ("anchors", 1, "local")),
        (SceneAnchor, anchor, ("location", "name"), "阿满 room of ours", ("location", "name")),
        (KeyframeBoard, board, ("shots", 4, "number"), 4, ("shots", 4, "number")),
        (KeyframeBoard, board, ("shots", 0, "size"), "LS", ("shots", 0, "size")),
        (KeyframeBoard, board, ("shots", 2, "subjects"), [STRANGER], ("shots", 2, "subjects", 0)),
        (KeyframeBoard, board, ("shots", 2, "subjects"), [BOY, BOY], ("shots", 2, "subjects", 1)),
        (KeyframeBoard, board, ("shots", 8, "anchors"), ["a lamp"], ("shots", 8, "anchors", 0)),
        (MotionPrompt, motion, ("beats", 1, "starts_at_s"), 0, ("beats", 1, "starts_at_s")),
        (MotionPrompt, motion, ("beats", 1, "ends_at_s"), 3, ("beats", 1, "ends_at_s")),
        (
            MotionPrompt,
            motion,
            ("beats", 2, "action"),
            both("The beam turns"),
            ("beats", 2, "action", "local"),
        ),
        (MotionPrompt, motion, ("changes", "camera"), [], ("changes",)),
        (Dialogue, dialogue, ("lines", 1, "order"), 3, ("lines", 1, "order")),
        (Dialogue, dialogue, ("lines", 1, "speaker_id"), STRANGER, ("lines", 1, "speaker_id")),
        (Dialogue, dialogue, ("lines", 1, "speaker_id"), None, ("lines", 1, "speaker_id")),
        (Dialogue, dialogue, ("lines", 0, "speaker_id"), BOY, ("lines", 0, "speaker_id")),
        (Dialogue, dialogue, ("lines", 1, "content"), "谁在那里？", ("lines", 1, "content")),
        *(
            (ShotDesign, design, (side, field), value, (side, field))
            for side, field, value in (
                ("transition_in", "duration_ms", 500),
                ("transition_in", "match_element", None),
                ("transition_out", "type", "FADE_IN"),
                ("transition_out", "duration_ms", 0),
                ("transition_out", "motivation", "时间过去了"),
            )
        ),
        (
            ShotDesign,
            design,
            ("transition_in",),
            {"type": "FADE_OUT", "duration_ms": 800},
            ("transition_in", "type"),
        ),
        (SoundDesign, sound, ("cues", 1, "order"), 3, ("cues", 1, "order")),
        (StoryboardBible, bible, WHO, str(STRANGER), WHO),
        (StoryboardBible, bible, ("beats",), [TWICE, TWICE], ("beats", 1)),
        (StoryboardPlan, plan_of_groups, ("groups", 2, "number"), 2, ("groups", 2, "number")),
        (
            StoryboardPlan,
            plan_of_groups,
            ("groups", 2, "goal"),
            TWICE | {"local": "goal 1!"},
            ("groups", 2, "goal", "local"),
        ),
        (GroupPanels, panels, ("panels", 3, "number"), 3, ("panels", 3, "number")),
        (GroupPanels, panels, ("panels", 3, "en"), "She slowly turns", ("panels", 3, "en")),
        (GroupPanels, panels, ("panels", 3, "en"), "the LAMP, view 1", ("panels", 3, "en")),
        (GroupPanels, panels, ("panels", 3, "local"), "Another", ("panels", 3, "local")),
        (GroupPanels, panels, ("panels", 3, "camera"), None, ("panels", 3, "camera")),
        (ContinuityState, state, WHO, str(STRANGER), WHO),
        (
            ContinuityState,
            state,
            ("left", 0, "character_id"),
            str(KEEPER),
            ("left", 0),
        ),
        (ContinuityState, state, HELD, str(BOY), HELD),
        (SoundDesign, sound, ("cues", 2, "at_line"), 3, ("cues", 2, "at_line")),
        (SoundDesign, sound, ("cues", 2, "at_line"), None, ("cues", 2, "at_line")),
        (SoundDesign, sound, ("cues", 1, "loopable"), True, ("cues", 1, "loopable")),
        (
            SoundDesign,
            sound,
            ("cues", 2, "description"),
            "Wind, in the STAIR!",
            ("cues", 2, "description"),
        ),
        (SoundDesign, sound, ("cues", 0, "mood"), "不安", ("cues", 0, "mood")),
        (SoundDesign, sound, ("master_mood",), "屏住呼吸", ("master_mood",)),
        (Relationships, relationships, ("relationships",), [], ("relationships",)),
        (
            Relationships,
            relationships,
            ("relationships", 1, "source_id"),
            STRANGER,
            ("relationships", 1, "source_id"),
        ),
        (
            Relationships,
            relationships,
            ("relationships", 1, "target_id"),
            BOY,
            ("relationships", 1, "target_id"),
        ),
        (
            Relationships,
            relationships,
            ("relationships",),
            [relationships()["relationships"][0]] * 2,
            ("relationships", 1),
        ),
        (
            Relationships,
            relationships,
            ("relationships", 0, "label"),
            "师徒",
            ("relationships", 0, "label"),
        ),
        (Relationships, relationships, (*TURN, "episode_order"), 1, TURN),
        (Relationships, relationships, (*TURN, "episode_order"), 3, TURN),
        (Relationships, relationships, (*TURN, "change"), "他们和解", (*TURN, "change")),
        (CastExpansion, expansion, (*SECOND, "name"), CAST[0].name.upper(), (*SECOND, "name")),
        (CastExpansion, expansion, (*SECOND, "aliases"), ["老 温"], (*SECOND, "name")),
        (CastExpansion, expansion, (*SECOND, "brief"), "他送信", (*SECOND, "brief")),
        (EmotionArc, feelings, ("points", 1, "scene_order"), None, ("points", 1)),
        (EmotionArc, feelings, ("points", 2, "scene_order"), 1, ("points", 2)),
        (EmotionArc, feelings, ("points", 2, "scene_order"), 7, ("points", 2, "scene_order")),
        (EmotionArc, feelings, ("points", 3, "scene_order"), 1, ("points", 3, "scene_order")),
        (EmotionArc, feelings, ("points",), feelings()["points"][:3], ("points",)),
        (
            EmotionArc,
            feelings,
            ("points",),
            feelings()["points"][3:],
            ("points", 0, "episode_order"),
        ),
        (EmotionArc, feelings, ("points", 0, "label"), "不安", ("points", 0, "label")),
        (SeasonArc, season, ("acts", 1, "order"), 3, ("acts", 1, "order")),
        (SeasonArc, season, ("acts", 2, "title"), "the  FLOOD", ("acts", 2, "title")),
        (SeasonArc, season, ("acts", 2, "aim"), "He waits!", ("acts", 2, "aim")),
        (SeasonArc, season, ("acts", 1, "turn"), "The letter changes all.", ("acts", 1, "turn")),
        (SeasonArc, season, ("ends",), "A keeper who reads no letters.", ("ends",)),
        (SeasonArc, season, ("threads", 1, "name"), "阿满的船！", ("threads", 1, "name")),
        (SeasonArc, season, ("question",), "谁在回信？", ("question",)),
        (EpisodeScript, script, ("scenes", 2, "order"), 4, ("scenes", 2, "order")),
        (EpisodeScript, script, ("scenes",), [*script()["scenes"][:6], LATER], ("scenes",)),
        (
            EpisodeScript,
            script,
            ("scenes", 5, "summary"),
            script()["scenes"][0]["summary"] + "!",
            ("scenes", 5, "summary"),
        ),
        (EpisodeScript, script, (*SPEECH, "after_action"), 3, (*SPEECH, "after_action")),
        (EpisodeScript, script, (*SPEECH, "after_action"), 0, (*SPEECH, "after_action")),
        (EpisodeScript, script, (*SPEECH, "speaker_name"), None, (*SPEECH, "speaker_id")),
        (EpisodeScript, script, (*SPEECH, "speaker_id"), STRANGER, (*SPEECH, "speaker_id")),
        (EpisodeScript, script, (*SPEECH, "speaker_id"), BOY, (*SPEECH, "speaker_name")),
        (EpisodeScript, script, (*SPEECH, "line"), "灯要灭了！快跑", (*SPEECH, "line")),
    ],
)
def test_a_rule_names_the_place_of_its_mistake(
    model: type[Artefact], content: Any, path: Path, value: object, where: Path
) -> None:
    artefact = model.model_validate(changed(content(), path, value))

    found = artefact.violations(STORY)

    assert [violation.path for violation in found] == [where]
    assert found[0].message.endswith(".")


@pytest.mark.parametrize(
    "line",
    [
        "## Act one",
        "1. Tam climbs the stair",
        "(3) Tam climbs",
        "Scene 4: the stair",
        "INT. LAMP ROOM",
        "- Tam climbs",
        "Here are the six scenes",
        "The scenes of this episode:",
        "第三场 灯室 at night in the room",
    ],
)
def test_a_scene_line_is_no_heading_number_or_chatter(line: str) -> None:
    scene_list = SceneList.model_validate(changed(scenes(), ("scenes", 2, "summary"), line))

    found = scene_list.violations(STORY)

    assert [violation.path for violation in found] == [("scenes", 2, "summary")]


@pytest.mark.parametrize(
    "line", ["2 ships burn", "Three men row", "Internal doubts grow", "Scenery turns to fog"]
)
def test_a_scene_line_may_open_with_a_number_word(line: str) -> None:
    scene_list = SceneList.model_validate(changed(scenes(), ("scenes", 2, "summary"), line))

    found = scene_list.violations(STORY)

    assert found == []


def test_two_scenes_alike_are_refused_at_the_later() -> None:
    twice = changed(scenes(), ("scenes", 5, "summary"), scenes()["scenes"][0]["summary"] + ".")

    found = SceneList.model_validate(twice).violations(STORY)

    assert [(violation.path, "scene 1" in violation.message) for violation in found] == [
        (("scenes", 5, "summary"), True)
    ]


def test_a_script_stays_short_enough_to_be_read() -> None:
    lines = [{"after_action": 0, "speaker_id": str(KEEPER), "line": "x" * 1000}] * 40
    content = script()
    for scene in content["scenes"]:
        scene["dialogue"] = lines

    found = EpisodeScript.model_validate(content).violations(STORY)

    assert [violation.path for violation in found] == [("scenes",)]
    assert str(CHARS) in found[0].message


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "He sits and then stands"),
        ("en", "She starts to run"),
        ("en", "Gradually the light fades"),
        ("zh", "他推开门，然后回头"),
        ("zh", "灯逐渐暗下去"),
        ("zh", "男孩正在奔跑"),
    ],
)
def test_a_still_picture_tells_no_course_of_events(language: str, text: str) -> None:
    content = changed(board(), ("shots", 3, "description", "local"), text)
    story = Story(Language.EN, cast=CAST, anchors=ANCHORS)

    found = KeyframeBoard.model_validate(content).violations(story)

    wrong = [violation.path for violation in found if "still" in violation.message]
    assert wrong == [("shots", 3, "description", "local")], language


def test_near_duplicates_name_the_pair() -> None:
    content = plan()
    logline = "A keeper finds a letter in a bottle and answers it"
    content["episodes"][0]["beats"] = ["He reads it by the lamp", "He writes until the dawn"]
    content["episodes"][1] = {
        **content["episodes"][0],
        "order": 2,
        "title": "The answer",
        "logline": logline,
    }

    found = EpisodePlan.model_validate(content).violations(STORY)

    assert [violation.path for violation in found] == [("episodes", 1)]
    assert "Episodes 1 and 2" in found[0].message


def test_a_chunk_of_a_plan_starts_where_it_is_told() -> None:
    later = Story(Language.EN, first_order=9)

    found = EpisodePlan.model_validate(plan()).violations(later)

    assert [violation.path[-1] for violation in found] == ["order", "order"]


def test_expected_counts_are_not_asked_when_unknown() -> None:
    anything = Story(Language.EN)

    found = EpisodePlan.model_validate({"episodes": plan()["episodes"][:1]}).violations(anything)

    assert found == []


def test_what_to_avoid_may_name_people() -> None:
    content = changed(anchor(), ("avoid",), both("Old Tam in the doorway"))

    found = SceneAnchor.model_validate(content).violations(STORY)

    assert found == []


def test_a_name_inside_a_word_is_no_person() -> None:
    content = changed(anchor(), ("scene",), both("A room of Tamarind wood"))

    found = SceneAnchor.model_validate(content).violations(STORY)

    assert found == []


@pytest.mark.parametrize(
    ("text", "language", "fits"),
    [
        ("他走了。", "zh", True),
        ("OK!", "zh", True),
        ("……", "zh", True),
        ("He has gone away.", "zh", False),
        ("He has gone away.", "en", True),
        ("Lin Wan (林晚) opens it", "en", True),
        ("他走了。", "en", False),
        ("42", "en", True),
    ],
)
def test_a_text_is_told_to_be_in_its_language(text: str, language: str, fits: bool) -> None:
    assert is_in(text, Language(language)) is fits


def test_the_english_rendering_is_english_in_a_chinese_project() -> None:
    text = {"local": "雨中的灯塔", "en": "雨中的灯塔"}
    content = {"scene": text, "anchors": [{"local": f"石头{n}", "en": "stone"} for n in "甲乙丙丁"]}

    found = SceneAnchor.model_validate(
        {**content, "avoid": {"local": "人群", "en": "crowds"}}
    ).violations(Story(Language.ZH))

    assert [violation.path for violation in found] == [("scene", "en")]


@pytest.mark.parametrize(
    ("model", "content", "path", "value"),
    [
        (EpisodePlan, plan, ("episodes",), []),
        (EpisodePlan, plan, ("episodes", 0, "title"), "   "),
        (EpisodePlan, plan, ("episodes", 0, "beats"), ["x" * 501]),
        (CoreExpression, expression, ("emotional_arc",), ["a", "b", "c"]),
        (SceneList, scenes, ("scenes",), scenes()["scenes"][:5]),
        (SceneAnchor, anchor, ("anchors",), [both("one"), both("two")]),
        (SceneAnchor, anchor, ("scene",), None),
        (KeyframeBoard, board, ("shots",), board()["shots"][:8]),
        (KeyframeBoard, board, ("shots", 0, "subjects"), ["Old Tam"]),
        (MotionPrompt, motion, ("beats",), motion()["beats"][:2]),
        (Dialogue, dialogue, ("lines", 0, "type"), "SONG"),
        (Dialogue, dialogue, ("lines", 0, "mood"), "an unknown field"),
        (ShotDesign, design, ("shot", "focal_length"), "long"),
        (ShotDesign, design, ("shot", "size"), None),
        (ShotDesign, design, ("transition_out", "duration_ms"), 5001),
        (SoundDesign, sound, ("cues",), []),
        (SoundDesign, sound, ("cues", 0, "type"), "NOISE"),
        (SoundDesign, sound, ("cues", 0, "intensity"), 5),
        (Relationships, relationships, ("relationships", 0, "intensity"), 11),
        (Relationships, relationships, ("relationships", 0, "source_id"), "Old Tam"),
        (Relationships, relationships, ("relationships", 0, "label"), " "),
        (Relationships, relationships, ("relationships", 0, "arc", "turns"), []),
        (Relationships, relationships, (*TURN, "change"), "x" * 501),
        (Relationships, relationships, (*TURN, "new_intensity"), 0),
        (CastExpansion, expansion, (*SECOND, "evidence"), []),
        (CastExpansion, expansion, (*SECOND, "evidence"), ["x" * 301]),
        (CastExpansion, expansion, (*SECOND, "aliases"), ["x"] * 7),
        (CastExpansion, expansion, (*SECOND, "confidence"), 1.1),
        (EmotionArc, feelings, ("points", 0, "tension"), 11),
        (EmotionArc, feelings, ("points", 0, "valence"), -6),
        (EmotionArc, feelings, ("points",), []),
        (SeasonArc, season, ("acts",), season()["acts"][:2]),
        (SeasonArc, season, ("answer",), ""),
        (DurationEstimate, duration, ("pause_s",), -0.1),
        (DurationEstimate, duration, ("action_s",), float("nan")),
        (DurationEstimate, duration, ("total_s",), 8.7),
    ],
)
def test_a_wrong_shape_is_refused(
    model: type[Artefact], content: Any, path: Path, value: object
) -> None:
    wrong = changed(content(), path, value)

    with pytest.raises(ValidationError):
        model.model_validate(wrong)


def test_what_the_database_cannot_store_is_a_violation() -> None:
    wrong = changed(dialogue(), ("lines", 0, "content"), "a\x00b")

    found = Dialogue.model_validate(wrong).violations(STORY)

    assert [violation.path for violation in found] == [("lines", 0, "content")]


@pytest.mark.parametrize(("model", "content"), GOOD, ids=lambda x: getattr(x, "__name__", ""))
def test_an_artefact_survives_its_json(model: type[Artefact], content: Any) -> None:
    artefact = model.model_validate(content())

    again = model.model_validate_json(artefact.model_dump_json())

    assert again == artefact


def shapes(model: type[BaseModel]) -> Iterator[dict[str, Any]]:
    schema = model.model_json_schema()
    yield schema
    yield from schema.get("$defs", {}).values()


@pytest.mark.parametrize("model", ARTEFACTS)
def test_a_schema_fits_strict_mode(model: type[Artefact]) -> None:
    objects = [shape for shape in shapes(model) if shape["type"] == "object"]

    for shape in objects:
        fields = shape["properties"]
        assert shape["required"] == list(fields)
        assert shape["additionalProperties"] is False
        assert [name for name, field in fields.items() if "default" in field] == []


def parts(model: type[Shape]) -> Iterator[type[Shape]]:
    for part in model.__subclasses__():
        if part.__module__.startswith("aixss.stories.artefacts."):
            yield part
            yield from parts(part)


@pytest.mark.parametrize("model", list(parts(Shape)))
def test_every_field_and_shape_is_described(model: type[Shape]) -> None:
    described = [field.description or "" for field in model.model_fields.values()]

    assert [text for text in described if not text.endswith(".")] == []
    assert (model.__doc__ or "").endswith(".")


def test_values_never_change() -> None:
    text = Bilingual(local="a lamp", en="a lamp")

    with pytest.raises(ValidationError, match="frozen"):
        setattr(text, "en", "a candle")  # noqa: B010  # the type checker knows better already
