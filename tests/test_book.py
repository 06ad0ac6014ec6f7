"""A production as the book and the data that a creator gets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from aixss.client import production
from aixss.client.made import Production


def text(local_text: str) -> dict[str, str]:
    return {"local": local_text, "en": local_text}


def finished() -> dict[str, Any]:
    """A production with one scene, as the API answers it."""
    shot = {"number": 1, "size": "ELS", "angle": "LOW", "subjects": [{"name": "Mara"}]}
    mara = {"id": "chr_1", "name": "Mara"}
    line = {"order": 1, "type": "DIALOGUE", "content": "Hold it.", "emotion": "calm", "notes": None}
    told = {"order": 2, "type": "NARRATION", "content": "It burned.", "emotion": None}
    wind = PLAIN_CUE | {"order": 1, "type": "AMBIENCE", "description": "Wind."}
    begins = {"atLine": 2, "timing": "on the last word", "mood": "dread"}
    lamp = PLAIN_CUE | begins | {"order": 2, "type": "SFX", "description": "The lamp hisses."}
    seconds = {"dialogueS": 4.0, "actionS": 3.5, "pauseS": 2.1, "transitionS": 0.2}
    scene = {
        "id": "scn_1",
        "order": 1,
        "summary": "Mara runs up the stairs.",
        "status": "COMPLETED",
        "anchor": {
            "scene": text("A tower."),
            "anchors": [text("A lamp.")],
            "avoid": text("Crowds."),
            "location": None,
            "atmosphere": None,
        },
        "keyframes": {
            "aspectRatio": "WIDE_16_9",
            "style": text("Ink."),
            "shots": [shot | {"description": text("A | tower"), "focus": text("The lamp")}],
        },
        "motion": {
            "summary": text("Rain falls."),
            "beats": [{"startsAtS": 0, "endsAtS": 1, "action": text("A gust.")}],
            "changes": {"subject": [], "camera": [text("It pans.")], "environment": []},
            "constraints": text("Faces."),
        },
        "dialogue": {"lines": [line | {"speaker": mara}, told | {"speaker": None, "notes": None}]},
        "soundDesign": {"masterMood": "A held breath.", "cues": [wind, lamp]},
        "durationEstimate": seconds | {"totalS": 9.8, "confidence": "HIGH"},
    }
    cut = {"durationMs": 0, "motivation": None, "matchElement": None, "type": "CUT"}
    fade = {"durationMs": 800, "motivation": "It ends.", "matchElement": None, "type": "FADE_OUT"}
    shot_design = {
        "shot": {"size": "MCU", "angle": "LOW_ANGLE", "motion": "STATIC", "lens": "NORMAL"}
        | {"focalLength": "50mm", "depthOfField": None, "notes": "On the flame."},
        "transitionIn": cut,
        "transitionOut": fade,
    }
    scene |= {"shotDesign": shot_design, "storyboardPlan": {"cameraMode": "B"}}
    speech: dict[str, Any] = {"afterAction": 1, "speaker": {"name": "Mara"}, "speakerName": None}
    speech |= {"parenthetical": "low", "line": "Hold it."}
    heading = {"kind": "INTERIOR", "place": "stairs", "time": "NIGHT"}
    script = {
        "title": "Storm",
        "scenes": [
            {"order": 1, "heading": heading, "action": ["Mara runs.", "The lamp dies."]}
            | {"dialogue": [speech], "emotionalBeat": "dread"}
        ],
    }
    core = {
        "theme": "Trust.",
        "emotionalArc": ["calm", "fear"],
        "coreConflict": "Light or rule.",
        "payoff": [],
        "visualMotifs": ["lamp"],
        "endingBeat": "Dawn.",
        "nextHook": None,
    }
    empty = {"id": "scn_2", "order": 2, "summary": "Dawn.", "status": "PENDING"} | EMPTY
    episode = {"id": "epi_1", "order": 1, "title": "Storm", "summary": "A boat.", "outline": None}
    act = {"order": 1, "title": "Wind", "feeling": "unease"}
    season = {
        "question": "Will it hold?",
        "answer": "It does.",
        "begins": "Alone.",
        "ends": "Trusted.",
        "acts": [act | {"aim": "To wait.", "turn": "It breaks."}],
        "threads": [{"name": "The lamp", "planted": "It gutters.", "redeemed": "It burns."}],
    }
    calm: dict[str, Any] = {"episodeOrder": 1, "sceneOrder": None, "tension": 0, "valence": 2}
    calm |= {"label": "calm", "beatName": None}
    peak = {"sceneOrder": 2, "tension": 10, "valence": -3, "label": "fear", "beatName": "The gust"}
    relationship: dict[str, Any] = {
        "id": "rel_1",
        "source": {"name": "Mara"},
        "target": {"name": "Pell"},
        "intensity": 7,
    }
    relationship |= {"type": "RIVALRY", "label": "", "description": "They race."}
    turn = {"episodeOrder": 1, "change": "They stop.", "newIntensity": 3}
    relationship |= {"arc": {"turns": [turn]}}
    return {
        "project": {
            "id": "prj_1",
            "title": "The Last Lamp!",
            "language": "EN",
            "style": "Ink",
            "summary": "Mara keeps a lamp.",
            "workflowState": "SCENE_PROCESSING",
            "causalChain": chain(),
            "seasonArc": season,
            "emotionArc": {"points": [calm, calm | peak]},
            "stats": {"episodeCount": 1, "sceneCount": 2, "completedSceneCount": 1},
        },
        "madeBy": [{"provider": "offline", "model": "rules"}],
        "characters": [mara | {"brief": "A keeper."}],
        "relationships": [relationship],
        "episodes": [
            episode | {"coreExpression": core, "script": script, "scenes": [scene, empty]}
        ],
        "storyboards": [storyboard()],
    }


def chain() -> dict[str, Any]:
    """A causal chain, as the API answers it."""
    mover = {"initiator": "Pell", "publicReason": "To help.", "hiddenIntent": "To hide it."}
    beat = {"beatName": "The gust", "escalation": 4, "interlock": "It had to.", "location": None}
    line = {"lineType": "MAIN", "driver": "Mara", "statedGoal": "Light.", "trueGoal": "Rest."}
    who = {"name": "Mara", "identity": "A keeper.", "goal": "Light.", "secret": None}
    return {
        "completedPhase": 4,
        "outlineSummary": "A lamp must burn.",
        "conflictEngine": {
            "coreObjectOrEvent": "The lamp.",
            "firstMover": mover,
            "stakesByFaction": [{"faction": "Mara", "stake": "Her post."}],
            "necessityDerivation": ["It gutters."],
        },
        "characterMatrix": [who | {"vulnerability": None}],
        "beatFlow": {
            "acts": [
                {
                    "act": 1,
                    "actName": "Wind",
                    "beats": [beat | {"surfaceEvent": "A pane breaks.", "emotionalTone": "dread"}],
                }
            ]
        },
        "plotLines": [line | {"pointOfNoReturn": "The pane."}],
        "consistencyChecks": {"hasPassed": True, "notes": ["Three sides."]},
    }


def storyboard() -> dict[str, Any]:
    """The storyboard of the first scene, of which one panel is drawn up, as the API answers it."""
    camera = {"size": "ELS", "angle": "LOW", "lens": "WIDE", "motion": "PAN"}
    panel = {"number": 1, "en": "A tower", "local": None, "camera": camera}
    group = {"order": 1, "key": "KF0", "shots": "1-9", "status": "READY", "prompt": "One image."}
    empty = {"order": 2, "key": "KF1", "shots": "10-18", "status": "PENDING", "prompt": None}
    return {
        "id": "scn_1",
        "storyboardBible": {"premise": text("The lamp fails."), "setting": text("A dark tower.")},
        "storyboardPlan": {"groups": [{"number": 1, "goal": text("Show the tower.")}]},
        "storyboardGroups": [group | {"panels": {"panels": [panel]}}, empty | {"panels": None}],
    }


# What the API calls values, as far as the tests look.
LABELS = {
    "EN": {
        "SoundType": {"AMBIENCE": "Ambience", "SFX": "Sound effect"},
        "ShotSize": {"ELS": "Extreme long shot"},
        "TransitionType": {"CUT": "Cut", "FADE_OUT": "Fade out"},
        "RelationshipType": {"RIVALRY": "Rivalry"},
    },
    "ZH": {"SoundType": {"SFX": "音效"}, "ShotSize": {"ELS": "大远景"}},
}


def produced(answer: dict[str, Any]) -> Production:
    """A production with the labels of its language."""
    labels = LABELS[answer["project"]["language"]]
    return Production.model_validate(answer | {"labels": labels})


EMPTY = dict.fromkeys(
    (
        *("anchor", "keyframes", "motion", "shotDesign", "dialogue", "soundDesign"),
        *("durationEstimate", "storyboardPlan"),
    )
)
PLAIN_CUE: dict[str, Any] = {
    **dict.fromkeys(("atLine", "timing", "mood", "reference")),
    "intensity": "NORMAL",
    "loopable": False,
}
BOOK = """# The Last Lamp!

- Made by: `offline` (rules, no model)
- Episodes: 1
- Scenes: 2
- Length: 0:10 (1 of 2 scenes estimated)
- Style: Ink

## Story

Mara keeps a lamp.

## Characters

- **Mara**: A keeper.

## Why it has to happen

A lamp must burn.

### What drives it

The lamp.

- Who begins: Pell (in public: To help; in truth: To hide it)
- At stake:
  - Mara: Her post.
- Therefore:
  1. It gutters.

### Who wants what

| Who | Who it is | Goal | Secret | Weak point |
|---|---|---|---|---|
| Mara | A keeper. | Light. |  |  |

### Beats

**1. Wind**

| Beat | Tension | What is seen | Why it has to follow | Place | Feeling |
|---|---|---|---|---|---|
| The gust | 4/10 | A pane breaks. | It had to. |  | dread |

### Plot lines

**MAIN**

- Driven by: Mara
- Stated goal: Light.
- True goal: Rest.
- No way back: The pane.

**Checks**: all hold

- Three sides.

## What they are to each other

| Who | To whom | What | Strength | How it shows | How it changes |
|---|---|---|---|---|---|
| Mara | Pell | rivalry | 7/10 | They race. | Episode 1: They stop. (3/10) |

## Season

- Question: Will it hold?
- Answer: It does.
- At the start: Alone.
- In the end: Trusted.

1. **Wind** (unease): To wait.
   - Turn: It breaks.

| Threads | Planted | Redeemed |
|---|---|---|
| The lamp | It gutters. | It burns. |

## How it feels

`▁█`

| Where | Tension | Mood | Feeling | Turn |
|---|---|---|---|---|
| 1 | 0 | +2 | calm |  |
| 1, scene 2 | 10 | -3 | fear | The gust |

## Plan

| # | Episode | Story |
|---|---|---|
| 1 | [Storm](#episode-1) | A boat. |

<a id="episode-1"></a>

## Episode 1 · Storm

A boat.

- Length: 0:10 (1 of 2 scenes estimated)

### Core expression

- Theme: Trust.
- Emotional arc:
  1. calm
  2. fear
- Conflict: Light or rule.
- Motifs: lamp
- Ending: Dawn.

### Script

**1. INTERIOR, stairs, NIGHT**

Mara runs.

> **Mara** (low): Hold it.

The lamp dies.

### Scene 1

Mara runs up the stairs.

**Anchor**: A tower.

- A lamp.
- Avoid: Crowds.

**Keyframes**: Ink.

| # | Shot | Picture | Focus | Who |
|---|---|---|---|---|
| 1 | Extreme long shot | A \\| tower | The lamp | Mara |

**Motion**: Rain falls.

- 0-1 s: A gust.
- Unchanged: Faces.

**Camera**: MCU, LOW_ANGLE, STATIC, NORMAL, 50mm

- On the flame.
- Entered by: Cut
- Left by: Fade out (0.8 s; It ends)

**Dialogue**

- **Mara** (calm): Hold it.
- **Narrator**: It burned.

**Sound**: A held breath.

- **Ambience**: Wind.
- **Sound effect**: The lamp hisses. (from line 2; on the last word; dread)

**Length**: 9.8 s (dialogue 4 s, action 3.5 s, pauses 2.1 s, transition 0.2 s)

#### Storyboard

The lamp fails.

- Setting: A dark tower.

**KF0 · shots 1-9**: Show the tower.

| # | Camera | Picture |
|---|---|---|
| 1 | Extreme long shot, LOW, WIDE, PAN | A tower |

### Scene 2

Dawn.
"""


def test_a_production_becomes_a_book_and_json(tmp_path: Path) -> None:
    book, data = production.write(produced(finished()), tmp_path / "out")

    assert (book.name, data.name) == ("the-last-lamp.md", "the-last-lamp.json")
    assert book.read_text() == BOOK
    assert json.loads(data.read_text()) == finished()


def test_a_chinese_story_becomes_a_chinese_book(tmp_path: Path) -> None:
    chinese = finished()
    chinese["project"]["language"] = "ZH"

    book, _ = production.write(produced(chinese), tmp_path)

    text = book.read_text()
    assert "- 生成者：`offline`（离线规则，未调用模型）\n" in text
    assert "## 第 1 集 · Storm\n" in text
    assert "| 1 | 大远景 | A \\| tower |" in text
    assert "- **Mara**（calm）：Hold it.\n" in text
    assert "- **音效**：The lamp hisses.（第 2 句起；on the last word；dread）\n" in text
    assert "**时长**：9.8 s（对白 4 秒、动作 3.5 秒、停顿 2.1 秒、转场 0.2 秒）\n" in text
    assert not {"Scene", "Keyframes", "Narrator", "Episode"} & set(text.split())
