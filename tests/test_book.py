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
    return {
        "project": {
            "id": "prj_1",
            "title": "The Last Lamp!",
            "language": "EN",
            "style": "Ink",
            "summary": "Mara keeps a lamp.",
            "workflowState": "SCENE_PROCESSING",
            "seasonArc": season,
            "emotionArc": {"points": [calm, calm | peak]},
            "stats": {"episodeCount": 1, "sceneCount": 2, "completedSceneCount": 1},
        },
        "madeBy": [{"provider": "offline", "model": "rules"}],
        "characters": [mara | {"brief": "A keeper."}],
        "relationships": [relationship],
        "episodes": [episode | {"coreExpression": core, "scenes": [scene, empty]}],
    }


EMPTY = dict.fromkeys(
    ("anchor", "keyframes", "motion", "dialogue", "soundDesign", "durationEstimate")
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

## What they are to each other

| Who | To whom | What | Strength | How it shows |
|---|---|---|---|---|
| Mara | Pell | rivalry | 7/10 | They race. |

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

### Scene 1

Mara runs up the stairs.

**Anchor**: A tower.

- A lamp.
- Avoid: Crowds.

**Keyframes**: Ink.

| # | Shot | Picture | Focus | Who |
|---|---|---|---|---|
| 1 | ELS | A \\| tower | The lamp | Mara |

**Motion**: Rain falls.

- 0-1 s: A gust.
- Unchanged: Faces.

**Dialogue**

- **Mara** (calm): Hold it.
- **Narrator**: It burned.

**Sound**: A held breath.

- **Ambience**: Wind.
- **Sound effect**: The lamp hisses. (from line 2, on the last word, dread)

**Length**: 9.8 s (dialogue 4 s, action 3.5 s, pauses 2.1 s, transition 0.2 s)

### Scene 2

Dawn.
"""


def test_a_production_becomes_a_book_and_json(tmp_path: Path) -> None:
    book, data = production.write(Production.model_validate(finished()), tmp_path / "out")

    assert (book.name, data.name) == ("the-last-lamp.md", "the-last-lamp.json")
    assert book.read_text() == BOOK
    assert json.loads(data.read_text()) == finished()


def test_a_chinese_story_becomes_a_chinese_book(tmp_path: Path) -> None:
    chinese = finished()
    chinese["project"]["language"] = "ZH"

    book, _ = production.write(Production.model_validate(chinese), tmp_path)

    text = book.read_text()
    assert "- 生成者：`offline`（离线规则，未调用模型）\n" in text
    assert "## 第 1 集 · Storm\n" in text
    assert "| 1 | 大远景 | A \\| tower |" in text
    assert "- **Mara**（calm）：Hold it.\n" in text
    assert "- **音效**：The lamp hisses.（第 2 句起、on the last word、dread）\n" in text
    assert "**时长**：9.8 s（对白 4 秒、动作 3.5 秒、停顿 2.1 秒、转场 0.2 秒）\n" in text
    assert not {"Scene", "Keyframes", "Narrator", "Episode"} & set(text.split())
