"""A production as a Markdown book, in the language of its story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from aixss.client.generated.enums import Language
from aixss.client.generated.fragments import (
    Bilingual,
    CoreFacts,
    CueFacts,
    EpisodeFacts,
    LineFacts,
    SceneFacts,
    SceneFactsDurationEstimate,
    ShotFacts,
)
from aixss.client.made import Production

Words = Mapping[str, str]

WORDS: Mapping[Language, Words] = {
    Language.EN: {
        "is": ": ",
        "and": ", ",
        "aside": " ({})",
        "made": "Made by",
        "offline": "rules, no model",
        "episodes": "Episodes",
        "scenes": "Scenes",
        "style": "Style",
        "story": "Story",
        "cast": "Characters",
        "plan": "Plan",
        "title": "Episode",
        "episode": "Episode {}",
        "core": "Core expression",
        "theme": "Theme",
        "arc": "Emotional arc",
        "conflict": "Conflict",
        "payoff": "Payoff",
        "motifs": "Motifs",
        "ending": "Ending",
        "hook": "Hook",
        "scene": "Scene {}",
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
        "sound": "Sound",
        "line": "from line {}",
        "length": "Length",
        "spoken": "dialogue {} s",
        "shown": "action {} s",
        "paused": "pauses {} s",
        "crossed": "transition {} s",
        "partly": "{} of {} scenes estimated",
        "SFX": "Sound effect",
        "AMBIENCE": "Ambience",
        "BGM": "Music",
        "FOLEY": "Foley",
        "VOICE_OVER": "Voice",
        "SILENCE": "Silence",
        "LOW_ANGLE": "from below",
        "HIGH_ANGLE": "from above",
    },
    Language.ZH: {
        "is": "：",
        "and": "、",
        "aside": "（{}）",
        "made": "生成者",
        "offline": "离线规则，未调用模型",
        "episodes": "集数",
        "scenes": "分镜数",
        "style": "画风",
        "story": "故事",
        "cast": "人物",
        "plan": "分集计划",
        "title": "标题",
        "episode": "第 {} 集",
        "core": "核心表达",
        "theme": "主题",
        "arc": "情绪曲线",
        "conflict": "冲突",
        "payoff": "回收",
        "motifs": "意象",
        "ending": "结尾",
        "hook": "悬念",
        "scene": "分镜 {}",
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
        "sound": "声音设计",
        "line": "第 {} 句起",
        "length": "时长",
        "spoken": "对白 {} 秒",
        "shown": "动作 {} 秒",
        "paused": "停顿 {} 秒",
        "crossed": "转场 {} 秒",
        "partly": "已估算 {}/{} 个分镜",
        "SFX": "音效",
        "AMBIENCE": "环境声",
        "BGM": "音乐",
        "FOLEY": "拟音",
        "VOICE_OVER": "人声",
        "SILENCE": "静默",
        "ELS": "大远景",
        "LS": "全景",
        "MLS": "中全景",
        "MS": "中景",
        "MCU": "中近景",
        "CU": "近景",
        "ECU": "特写",
        "LOW_ANGLE": "仰拍",
        "HIGH_ANGLE": "俯拍",
    },
}


def render(production: Production) -> str:
    """The book of a production."""
    words = WORDS[production.project.language]
    lines = [*_front(production, words)]
    for episode in production.episodes:
        lines += _episode(episode, words)
    return "\n".join(lines).rstrip() + "\n"


def _front(production: Production, words: Words) -> Iterator[str]:
    project, episodes = production.project, production.episodes
    yield from (f"# {project.title}", "")
    for maker in production.made_by:
        model = maker.model if maker.is_model else words["offline"]
        yield _fact("made", f"`{maker.provider}`{words['aside'].format(model)}", words)
    scenes = sum(len(episode.scenes) for episode in episodes)
    yield _fact("episodes", str(len(episodes)), words)
    yield _fact("scenes", str(scenes), words)
    yield from _length(episodes, words)
    yield from (_fact("style", project.style, words), "")
    yield from (f"## {words['story']}", "", project.summary, "")
    if production.characters:
        yield from (f"## {words['cast']}", "")
        for person in production.characters:
            yield f"- **{person.name}**{_after(words['is'], person.brief)}"
        yield ""
    yield from (f"## {words['plan']}", "")
    rows: list[list[object]] = [
        [it.order, f"[{it.title}](#{_mark(it)})", it.summary] for it in episodes
    ]
    yield from _table(["#", words["title"], words["story"]], rows)


def _episode(episode: EpisodeFacts, words: Words) -> Iterator[str]:
    # Readers of Markdown differ in the names that they make of headings.
    yield from (f'<a id="{_mark(episode)}"></a>', "")
    name = words["episode"].format(episode.order)
    yield from (f"## {name} · {episode.title}", "", episode.summary, "")
    if length := list(_length([episode], words)):
        yield from (*length, "")
    if core := episode.core_expression:
        yield from _core(core, words)
    for scene in episode.scenes:
        yield from _scene(scene, words)


def _length(episodes: Sequence[EpisodeFacts], words: Words) -> Iterator[str]:
    """How long the scenes of these last together, and of how many of them it is known."""
    scenes = [scene for episode in episodes for scene in episode.scenes]
    estimates = [scene.duration_estimate for scene in scenes if scene.duration_estimate]
    if not estimates:
        return
    seconds = round(sum(each.total_s for each in estimates))
    aside = words["aside"].format(words["partly"].format(len(estimates), len(scenes)))
    text = f"{seconds // 60}:{seconds % 60:02}"
    yield _fact("length", text if len(estimates) == len(scenes) else f"{text}{aside}", words)


def _core(core: CoreFacts, words: Words) -> Iterator[str]:
    yield from (f"### {words['core']}", "", _fact("theme", core.theme, words))
    yield _fact("arc", "", words).rstrip()
    yield from (f"  {place}. {step}" for place, step in enumerate(core.emotional_arc, 1))
    facts = {
        "conflict": core.core_conflict,
        "payoff": words["and"].join(core.payoff),
        "motifs": words["and"].join(core.visual_motifs),
        "ending": core.ending_beat,
        "hook": core.next_hook,
    }
    yield from (_fact(key, text, words) for key, text in facts.items() if text)
    yield ""


def _scene(scene: SceneFacts, words: Words) -> Iterator[str]:
    yield from (f"### {words['scene'].format(scene.order)}", "", scene.summary, "")
    if anchor := scene.anchor:
        yield from _part("anchor", anchor.scene, words)
        yield from (f"- {each.local}" for each in anchor.anchors)
        yield from (_fact("avoid", anchor.avoid.local, words), "")
    if board := scene.keyframes:
        yield from _part("keyframes", board.style, words)
        heads = ["#", *(words[key] for key in ("shot", "picture", "focus", "who"))]
        yield from _table(heads, [_shot(shot, words) for shot in board.shots])
    if motion := scene.motion:
        yield from _part("motion", motion.summary, words)
        for beat in motion.beats:
            span = f"{beat.starts_at_s}-{beat.ends_at_s} s"
            yield f"- {span}{words['is']}{beat.action.local}"
        yield from (_fact("fixed", motion.constraints.local, words), "")
    if dialogue := scene.dialogue:
        yield from (f"**{words['dialogue']}**", "")
        yield from (_line(line, words) for line in dialogue.lines)
        yield ""
    if sound := scene.sound_design:
        yield from (f"**{words['sound']}**{words['is']}{sound.master_mood}", "")
        yield from (_cue(cue, words) for cue in sound.cues)
        yield ""
    if duration := scene.duration_estimate:
        yield from (_duration(duration, words), "")


def _part(key: str, text: Bilingual, words: Words) -> Iterator[str]:
    yield from (f"**{words[key]}**{words['is']}{text.local}", "")


def _shot(shot: ShotFacts, words: Words) -> list[object]:
    people = words["and"].join(person.name for person in shot.subjects)
    size = words.get(shot.size.value, shot.size.value)
    return [shot.number, size, shot.description.local, shot.focus.local, people]


def _line(line: LineFacts, words: Words) -> str:
    who = line.speaker.name if line.speaker else words["narrator"]
    manner = words["aside"].format(line.emotion) if line.emotion else ""
    return f"- **{who}**{manner}{words['is']}{line.content}"


def _cue(cue: CueFacts, words: Words) -> str:
    begins = words["line"].format(cue.at_line) if cue.at_line else ""
    told = words["and"].join(filter(None, (begins, cue.timing, cue.mood, cue.reference)))
    manner = words["aside"].format(told) if told else ""
    return f"- **{words[cue.type_.value]}**{words['is']}{cue.description}{manner}"


def _duration(found: SceneFactsDurationEstimate, words: Words) -> str:
    parts = {
        "spoken": found.dialogue_s,
        "shown": found.action_s,
        "paused": found.pause_s,
        "crossed": found.transition_s,
    }
    told = words["and"].join(words[key].format(f"{part:g}") for key, part in parts.items())
    total = f"{found.total_s:g} s"
    return f"**{words['length']}**{words['is']}{total}{words['aside'].format(told)}"


def _fact(key: str, text: str, words: Words) -> str:
    return f"- {words[key]}{words['is']}{text}"


def _table(heads: list[str], rows: Iterable[list[object]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(_cell(value) for value in row)} |"
    yield ""


def _cell(value: object) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")


def _mark(episode: EpisodeFacts) -> str:
    return f"episode-{episode.order}"


def _after(mark: str, text: str) -> str:
    return f"{mark}{text}" if text else ""
