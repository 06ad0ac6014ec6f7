# ruff: noqa: E501  a line of a prompt is a line for the model
"""Say how the feeling of a season rises and falls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from aixss.jobs.needs import PROJECT_HAS_EPISODES
from aixss.jobs.spec import Kind, Params, Scope
from aixss.kinds import _chain_facts, _facts, _lexicon, _passage
from aixss.kinds._passage import Passage
from aixss.kit.prompt import Prompt
from aixss.providers.reading import Reading, clip
from aixss.stories.artefacts.base import Language, is_in
from aixss.stories.artefacts.emotion_arc import CALM, TENSEST, EmotionArc, EmotionPoint
from aixss.stories.context import StoryContext
from aixss.stories.models import Episode

SYSTEM = Prompt(
    key="workflow.emotion_arc.system",
    zh="""
你是漫剧的节奏设计，为整季画情绪曲线：观众在每一集有多紧张、心情有多明亮。
要求：
- 每一集至少一个点，按集、再按场的先后排列，不跳集，同一位置只写一次。
- scene_order 只能是括号里注明的场次范围内的数；那一集还没有分场时填 null，表示整集。
- tension 0（平静）到 10（最紧）；valence -5（绝望）到 5（喜悦）。两者分开判断：甜蜜的重逢可以很紧张，绝望也可以很安静。
- 曲线要有起伏：高潮之前有松动，最高点全季只有一处，结尾与开头不在同一处。
- label 用几个字说出感受；beat_name 写带来这种感受的转折，没有就填 null。
- 以给出的剧情为准，用中文写。只回答一个 JSON 对象。
""",
    en="""
You design the rhythm of a comic drama and draw the season's emotional curve: how tense and how bright each episode feels to those who watch.
What is asked:
- At least one point for every episode, in the order of episodes and then of scenes; no episode is left out and no place comes twice.
- `scene_order` is a scene within the number that stands in brackets; null, for the episode as a whole, while it has no scenes.
- `tension` goes from 0, calm, to 10; `valence` from -5, despair, to 5, joy. Judge them apart: a sweet reunion may be tense, and despair may be quiet.
- Let it rise and fall: relief before the climax, one highest point in the season, an end that is not where it began.
- `label` names the feeling in a few words; `beat_name` the turn that brings it, or null.
- Keep to the plot as given. Write in English. Answer with one JSON object and nothing else.
""",
)
USER = Prompt(
    key="workflow.emotion_arc.user",
    zh="""
【故事】
$story

【因果链】
$causal_chain

【季弧线】
$season_arc

【各集，括号里是场数】
$episodes

请画出全季 $count 集的情绪曲线。
""",
    en="""
Story:
$story

Causal chain:
$causal_chain

Season arc:
$season_arc

The episodes, the number of scenes in brackets:
$episodes

Draw the emotional curve of all $count episodes.
""",
)

IN_SCENES = 100  # in a season of so many episodes, those with scenes get a point for three of them
BEAT_CHARS = 120
PEAK = 0.85  # where in a season it is tensest
# How tense and how bright each feeling is beside the course of the season.
_FELT: Mapping[str, tuple[int, int]] = {
    "grief": (0, -4),
    "fear": (1, -3),
    "strife": (2, -2),
    "hush": (-1, -1),
    "tender": (-1, 3),
    "wait": (0, -1),
    "hurry": (2, -1),
    "wonder": (0, 2),
    "opening": (0, 1),
    "rising": (0, -1),
    "turning": (1, -3),
    "closing": (-1, 3),
}
_GROUPS = {words: group for group, words in _lexicon.MOOD_WORDS.items()}
_COURSE = (-1, 1, 0)  # how tension moves over the beginning, the turn and the end of an episode


def facts(story: StoryContext, _: Params) -> Mapping[str, str]:
    """What the prompts are told."""
    return {
        "story": _facts.telling(story),
        "causal_chain": _chain_facts.causal_chain(story),
        "season_arc": _facts.season_arc(story),
        "episodes": _facts.feelings(story),
        "count": str(len(story.episodes)),
    }


def draft(story: StoryContext, _: Params) -> EmotionArc:
    """The feelings that the words of each episode carry, on a curve with one peak."""
    points = [point for episode in story.episodes for point in _points(story, episode)]
    return EmotionArc(points=points)


def _points(story: StoryContext, episode: Episode) -> Iterator[EmotionPoint]:
    passage = _passage.of_episode(story, episode)
    scenes = episode.scene_count
    if scenes < len(_COURSE) or len(story.episodes) > IN_SCENES:
        yield _point(passage, episode, None, passage.sentences, 0, passage.ratio)
        return
    read = Reading.of("\n".join(passage.sentences), story.language)
    for part, scene in enumerate((1, -(-2 * scenes // 3), scenes), start=1):
        words = read.part(part, len(_COURSE)) if passage.sentences else ()
        ratio = passage.ratio + (part - 2) / len(_COURSE) / len(story.episodes)
        yield _point(passage, episode, scene, words, part, ratio)


def _point(
    passage: Passage,
    episode: Episode,
    scene: int | None,
    words: Sequence[str],
    part: int,
    ratio: float,
) -> EmotionPoint:
    """A point for an episode, or for the first, second or third part of its scenes."""
    found = _lexicon.MOODS.terms(" ".join(words), passage.language)
    group = found[-1].group if found else _GROUPS[passage.mood]
    tenser, valence = _FELT[group]
    moved = _COURSE[part - 1] if part else 0
    return EmotionPoint(
        episode_order=episode.order or 1,
        scene_order=scene,
        tension=min(max(_tension(ratio) + tenser + moved, CALM), TENSEST),
        valence=valence,
        label=passage.say(*_lexicon.MOOD_WORDS[group]),
        beat_name=_beat(episode, part, passage.language),
    )


def _tension(ratio: float) -> int:
    """From 2 up to 8 at the peak, and down to 3."""
    if ratio <= PEAK:
        return round(2 + 6 * ratio / PEAK)
    return round(8 - 5 * (ratio - PEAK) / (1 - PEAK))


def _beat(episode: Episode, part: int, language: str) -> str | None:
    """The planned turn that stands in this part, else the episode's title."""
    beats = episode.outline.beats if episode.outline else []
    at = (part or len(_COURSE)) * len(beats) // len(_COURSE) - 1
    told = (beats[max(at, 0)] if beats else episode.title).strip()
    return clip(told, BEAT_CHARS) if told and is_in(told, Language(language)) else None


KIND = Kind(
    name="generate_emotion_arc",
    title="Say how the season feels",
    title_zh="生成情绪弧线",
    description="Writes the project's emotion arc: how tense and how bright each episode feels, "
    "scene by scene where scenes are listed. Needs at least one episode.",
    scope=Scope.PROJECT,
    needs=(PROJECT_HAS_EPISODES,),
    writes=("emotion_arc",),
    system=SYSTEM,
    user=USER,
    facts=facts,
    output=EmotionArc,
    rules=lambda story, _: story.rules(expected_episodes=len(story.episodes)),
    draft=draft,
)
