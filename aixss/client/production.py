"""A finished production: fetched episode by episode, written as a book and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from aixss.client.errors import ClientError, Refused
from aixss.client.studio import Json, Studio

SLUG_CHARS = 80
EPISODES = 100  # a project has no more

PROJECT = f"""
query ($id: ID!) {{
  project(id: $id) {{
    id title language style summary workflowState
    stats {{ episodeCount sceneCount completedSceneCount }}
    characters {{ id name brief }}
    episodes(first: {EPISODES}) {{ nodes {{ id }} }}
    jobs(first: 100, filter: {{ status: {{ eq: SUCCEEDED }} }}) {{
      nodes {{ result {{ provider model }} }}
    }}
  }}
}}
"""
EPISODE = """
query ($id: ID!) {
  episode(id: $id) {
    id order title summary
    outline { logline mainCharacters beats sceneScope cliffhanger }
    coreExpression {
      theme emotionalArc coreConflict payoff visualMotifs endingBeat nextHook
    }
    scenes {
      id order summary status
      anchor {
        scene { ...text } anchors { ...text } avoid { ...text }
        location { kind name details } atmosphere { mood weather timeOfDay }
      }
      keyframes {
        aspectRatio style { ...text }
        shots { number size angle description { ...text } focus { ...text } subjects { name } }
      }
      motion {
        summary { ...text } beats { startsAtS endsAtS action { ...text } }
        changes { subject { ...text } camera { ...text } environment { ...text } }
        constraints { ...text }
      }
      dialogue { lines { order type content emotion notes speaker { id name } } }
    }
  }
}
fragment text on Bilingual { local en }
"""

LABELS: Mapping[str, Mapping[str, str]] = {
    "EN": {
        "made": "Made by",
        "offline": "offline rules, no model",
        "style": "Style",
        "plan": "Plan",
        "episode": "Episode",
        "story": "Story",
        "cast": "Characters",
        "core": "Core expression",
        "theme": "Theme",
        "arc": "Emotional arc",
        "conflict": "Conflict",
        "payoff": "Payoff",
        "motifs": "Motifs",
        "ending": "Ending",
        "hook": "Hook",
        "scene": "Scene",
        "anchor": "Anchor",
        "avoid": "Avoid",
        "keyframes": "Keyframes",
        "shot": "Shot",
        "picture": "Picture",
        "focus": "Focus",
        "who": "Who",
        "motion": "Motion",
        "fixed": "Unchanged",
        "dialogue": "Dialogue",
        "narrator": "Narrator",
    },
    "ZH": {
        "made": "生成者",
        "offline": "离线规则，未调用模型",
        "style": "画风",
        "plan": "分集计划",
        "episode": "剧集",
        "story": "故事",
        "cast": "人物",
        "core": "核心表达",
        "theme": "主题",
        "arc": "情绪曲线",
        "conflict": "冲突",
        "payoff": "回收",
        "motifs": "意象",
        "ending": "结尾",
        "hook": "悬念",
        "scene": "分镜",
        "anchor": "场景锚点",
        "avoid": "避免",
        "keyframes": "九宫格关键帧",
        "shot": "景别",
        "picture": "画面",
        "focus": "焦点",
        "who": "人物",
        "motion": "运动",
        "fixed": "不变",
        "dialogue": "台词",
        "narrator": "旁白",
    },
}


async def fetch(studio: Studio, project_id: str) -> Json:
    """The production of a project; raises Refused when there is no such project."""
    project = (await studio.query(PROJECT, id=project_id))["project"]
    if project is None:
        raise Refused("There is no such project.", "NOT_FOUND")
    results = [job["result"] for job in project.pop("jobs")["nodes"] if job["result"]]
    makers = {(it["provider"], it["model"]) for it in results if it["provider"]}
    nodes = project.pop("episodes")["nodes"]
    episodes = [(await studio.query(EPISODE, id=node["id"]))["episode"] for node in nodes]
    return {
        "project": project,
        "madeBy": [{"provider": provider, "model": model} for provider, model in sorted(makers)],
        "episodes": [episode for episode in episodes if episode],
    }


def write(production: Json, folder: Path) -> tuple[Path, Path]:
    """Put the book and the JSON into a folder; raises ClientError."""
    name = slug(production["project"]["title"])
    book, data = folder / f"{name}.md", folder / f"{name}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        book.write_text(render(production), encoding="utf-8")
        text = json.dumps(production, ensure_ascii=False, indent=2)
        data.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise ClientError(f"{folder} cannot be written to: {error.strerror}.") from None
    return book, data


def slug(title: str) -> str:
    """A title as the name of a file."""
    return re.sub(r"\W+", "-", title).strip("-").lower()[:SLUG_CHARS] or "production"


def render(production: Json) -> str:
    """The production as a Markdown book in the language of its story."""
    says = LABELS[production["project"]["language"]]
    lines = [*_front(production, says)]
    for episode in production["episodes"]:
        lines += _episode(episode, says)
    return "\n".join(lines).rstrip() + "\n"


def _front(production: Json, says: Mapping[str, str]) -> Iterator[str]:
    project, episodes = production["project"], production["episodes"]
    yield from (f"# {project['title']}", "", project["summary"], "")
    for maker in production["madeBy"]:
        note = f" ({says['offline']})" if maker["provider"] == "offline" else f" · {maker['model']}"
        yield f"- {says['made']}: provider `{maker['provider']}`{note}"
    yield from (f"- {says['style']}: {project['style']}", "")
    if project["characters"]:
        yield from (f"## {says['cast']}", "")
        for person in project["characters"]:
            yield f"- **{person['name']}**{_after(' · ', person['brief'])}"
        yield ""
    rows = [[it["order"], it["title"], it["summary"]] for it in episodes]
    yield from (f"## {says['plan']}", "")
    yield from _table(["#", says["episode"], says["story"]], rows)


def _episode(episode: Json, says: Mapping[str, str]) -> Iterator[str]:
    yield from (f"## {says['episode']} {episode['order']} · {episode['title']}", "")
    yield from (episode["summary"], "")
    if core := episode["coreExpression"]:
        yield from (f"### {says['core']}", "")
        facts = {
            "theme": core["theme"],
            "arc": " → ".join(core["emotionalArc"]),
            "conflict": core["coreConflict"],
            "payoff": " / ".join(core["payoff"]),
            "motifs": " / ".join(core["visualMotifs"]),
            "ending": core["endingBeat"],
            "hook": core["nextHook"],
        }
        yield from (f"- {says[key]}: {text}" for key, text in facts.items() if text)
        yield ""
    for scene in episode["scenes"]:
        yield from _scene(scene, says)


def _scene(scene: Json, says: Mapping[str, str]) -> Iterator[str]:
    yield from (f"### {says['scene']} {scene['order']}", "", scene["summary"], "")
    if anchor := scene["anchor"]:
        yield from (f"**{says['anchor']}** {_text(anchor['scene'])}", "")
        yield from (f"- {_text(each)}" for each in anchor["anchors"])
        yield from (f"- {says['avoid']}: {_text(anchor['avoid'])}", "")
    if board := scene["keyframes"]:
        yield from (f"**{says['keyframes']}** {_text(board['style'])}", "")
        heads = ["#", says["shot"], says["picture"], says["focus"], says["who"]]
        yield from _table(heads, [_shot(shot) for shot in board["shots"]])
    if motion := scene["motion"]:
        yield from _motion(motion, says)
    if dialogue := scene["dialogue"]:
        yield from (f"**{says['dialogue']}**", "")
        yield from (_line(line, says) for line in dialogue["lines"])
        yield ""


def _shot(shot: Json) -> list[object]:
    people = ", ".join(person["name"] for person in shot["subjects"])
    return [shot["number"], shot["size"], _text(shot["description"]), _text(shot["focus"]), people]


def _motion(motion: Json, says: Mapping[str, str]) -> Iterator[str]:
    yield from (f"**{says['motion']}** {_text(motion['summary'])}", "")
    for beat in motion["beats"]:
        yield f"- {beat['startsAtS']}-{beat['endsAtS']} s: {_text(beat['action'])}"
    yield from (f"- {says['fixed']}: {_text(motion['constraints'])}", "")


def _line(line: Json, says: Mapping[str, str]) -> str:
    who = line["speaker"]["name"] if line["speaker"] else says["narrator"]
    manner = f" ({line['emotion']})" if line["emotion"] else ""
    return f"- **{who}**{manner}: {line['content']}"


def _table(heads: list[str], rows: list[list[object]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(_cell(value) for value in row)} |"
    yield ""


def _cell(value: object) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")


def _text(bilingual: Mapping[str, Any]) -> str:
    return str(bilingual["local"])


def _after(mark: str, text: str) -> str:
    return f"{mark}{text}" if text else ""
