# ruff: noqa: E501  a line of a prompt or table is a line
"""Write what is heard in a scene beside its dialogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aixss.jobs.needs import SCENE_HAS_DIALOGUE
from aixss.jobs.spec import Kind, Params, Scope
from aixss.kinds import _facts, _lexicon, _passage
from aixss.kinds._lexicon import Pair, Term
from aixss.kinds._passage import Passage
from aixss.kit.prompt import Prompt
from aixss.providers.reading import clip
from aixss.stories.artefacts.base import Language, is_in
from aixss.stories.artefacts.dialogue import DialogueLine
from aixss.stories.artefacts.sound_design import (
    LASTING,
    SoundCue,
    SoundDesign,
    SoundIntensity,
    SoundType,
)
from aixss.stories.context import StoryContext
from aixss.stories.states import SceneState

SYSTEM = Prompt(
    key="workflow.sound_design.system",
    zh="""
你是漫剧的声音设计，决定一场戏里除对白以外听得到什么。
要求：
- master_mood 用一句话写出全场声音共同的情绪。
- 1 到 20 条声音，按开始的先后排列，order 从 1 起不跳号；少而准，观众听得清每一条。
- type：AMBIENCE 环境声，BGM 背景音乐，FOLEY 拟音（脚步、衣料、纸张），SFX 音效（钟、门、雷），VOICE_OVER 没有台词的人声（呼吸、人群），SILENCE 静默。
- at_line 是这条声音随第几句对白开始，只能用给出的句号；随场景开始的填 null。后面的声音不得早于前面的。
- timing 补充说明何时起、何时收，没有就填 null。
- description 写到拿去就能找到或录到：什么在响、多远、什么质感；不写画面，不复述对白。同一种声音不写两遍。
- intensity：SUBTLE 隐约，NORMAL 正常，PROMINENT 突出，DOMINANT 主导；DOMINANT 全场至多一两处。
- 只有 AMBIENCE 和 BGM 可以循环（loopable 为 true）；mood、reference 没有把握就填 null。
- 与上一场的声音衔接：同一地点沿用同样的环境声。
- 用中文写，reference 里的曲名保留原文。只回答一个 JSON 对象。
""",
    en="""
You design the sound of a comic drama: what is heard in one scene beside its dialogue.
What is asked:
- `master_mood` is one sentence: the feeling that all sounds of the scene share.
- 1 to 20 cues as they begin, `order` counting from 1 without a gap; few and exact, so that each can be heard.
- `type`: AMBIENCE is the bed of a place, BGM is music, FOLEY is what bodies and hands do, SFX is a sound of its own, VOICE_OVER is a voice without lines (breath, a crowd), SILENCE is everything dropping out.
- `at_line` is the number of the given line with which the cue begins; null when it begins with the scene. No cue begins before the one above it.
- `timing` says more closely when it comes and goes, or is null.
- `description` lets somebody find or record it: what sounds, how far off, of what texture; no pictures, no lines again. No sound twice.
- `intensity`: SUBTLE, NORMAL, PROMINENT or DOMINANT; at most a cue or two may be DOMINANT.
- Only AMBIENCE and BGM may be `loopable`; `mood` and `reference` are null unless you are sure.
- Join it to the scene before: the same place keeps the same ambience.
- Write in English; a title in `reference` keeps its own language. Answer with one JSON object and nothing else.
""",
)
USER = Prompt(
    key="workflow.sound_design.user",
    zh="""
【画风】
$style

【世界观】
$world_view

【角色】
$cast

【本集】
$episode

【本集核心表达】
$core_expression

【本场位置】
$position

【上一场】
$previous_scene
【上一场的声音】
$sound_before

【本场】
$summary
【本场锚点】
$anchor
【本场运动】
$motion
【本场对白，每句带编号】
$dialogue

【下一场】
$next_scene

请设计本场的声音。
""",
    en="""
Style:
$style

World:
$world_view

Cast:
$cast

This episode:
$episode

What the episode is about beneath its plot:
$core_expression

Where this scene stands:
$position

Scene before:
$previous_scene
How it sounds:
$sound_before

This scene:
$summary
Its anchor:
$anchor
Its movement:
$motion
Its dialogue, each line with its number:
$dialogue

Scene after:
$next_scene

Design the sound of this scene.
""",
)

# What a place of each sort sounds like, what the weather adds, and the music of a feeling.
PLACES: Mapping[str, Pair] = {
    "shore": (
        "水拍木桩，远处有缆绳磨过的吱嘎声",
        "water slapping at posts, a mooring rope creaking far off",
    ),
    "water": ("开阔水面低低的涌动，没有回声", "the low swell of open water, without an echo"),
    "vessel": ("船板轻响，机器在脚下低鸣", "planks ticking, a machine humming underfoot"),
    "tower": (
        "石壁间拖长的回声，高处漏下的风",
        "long echoes between stone walls, air leaking in from above",
    ),
    "home": (
        "屋里细小的声响，隔着墙的一点动静",
        "the small noises of a room, something moving behind a wall",
    ),
    "public": (
        "压低的人声与脚步，大厅的混响",
        "hushed voices and steps, the reverberation of a hall",
    ),
    "street": (
        "远近不一的行人与车声，墙面的反射",
        "passers-by and wheels near and far, thrown back by walls",
    ),
    "ride": (
        "路途持续的震动，窗缝里的风",
        "the steady rumble of the way, air at the edge of a window",
    ),
    "wild": ("草叶摩擦，远处偶尔一声鸟叫", "grass brushing on grass, a bird now and then far away"),
    "shrine": (
        "高处空旷的余响，烛火轻微的噼啪",
        "a tall hollow resonance, the faint spit of candles",
    ),
    "works": (
        "机器均匀的嗡鸣，管道里的水流",
        "the even drone of machines, water running in a pipe",
    ),
}
WEATHERS: Mapping[str, Pair] = {
    "storm": ("，压着一层风雨", ", under wind and driving rain"),
    "rain": ("，雨点细密地落着", ", with fine rain coming down"),
    "snow": ("，被雪吸得发闷", ", muffled by snow"),
    "fog": ("，雾把一切推远", ", pushed far away by fog"),
    "calm": ("，空气干净而轻", ", in clean light air"),
    "wind": ("，风一阵一阵掠过", ", crossed by gusts of wind"),
    "still": ("，几乎静止", ", almost at rest"),
}
MUSIC: Mapping[str, Pair] = {
    "grief": (
        "低音大提琴一个长音，慢慢叠上第二声部",
        "one long cello note, a second voice joining slowly",
    ),
    "fear": (
        "不成调的弦乐泛音，越来越密",
        "string harmonics without a tune, drawing closer together",
    ),
    "strife": (
        "短促的鼓点与低弦，句句逼近",
        "short drums and low strings, closing in line by line",
    ),
    "hush": ("只有一个持续的低音，若有若无", "a single held bass, hardly there"),
    "tender": (
        "钢琴单音，每个音都等余响散尽",
        "single piano notes, each waiting for the last to fade",
    ),
    "wait": ("反复的拨弦，速度始终不变", "a plucked figure that repeats and never hurries"),
    "hurry": ("急促的弦乐节奏，不停向前推", "a quick string pulse that keeps pushing on"),
    "wonder": (
        "竖琴与铃音交替，留一个没有解决的和弦",
        "harp and bells in turn, left on an open chord",
    ),
    "opening": (
        "木管吹出主题的前两句，随即停住",
        "woodwinds give the first half of the theme, then stop",
    ),
    "rising": (
        "主题在低声部重来，节奏渐渐收紧",
        "the theme returns in the bass, its rhythm tightening",
    ),
    "turning": (
        "全部声部同时中断，再从一件乐器重新开始",
        "all voices break off at once and one begins again",
    ),
    "closing": ("完整的主题，配器由厚变薄", "the whole theme, its setting thinning out"),
}
# What bodies and things do; {} is who, or what.
BODIES: Mapping[str, Pair] = {
    "kneel": ("{}膝盖落地，衣料一沉", "{}: knees meeting the floor, cloth sinking"),
    "raise": ("{}吸进一口气，衣领轻擦", "{}: a breath drawn in, a collar brushing"),
    "lower": ("{}缓慢地呼出一口气", "{}: a breath let out slowly"),
    "sit": ("{}坐下时木头轻轻一响", "{}: wood giving a little as somebody sits"),
    "run": ("{}急促的脚步，由远而近", "{}: quick steps, coming near"),
    "hold": ("{}衣料收紧的摩擦", "{}: cloth tightening in both arms"),
    "push": ("{}用力时的闷哼与摩擦", "{}: a grunt of effort, something scraping"),
    "lift": ("{}手臂抬起，袖口带起一点风", "{}: a sleeve moving the air as an arm goes up"),
    "weep": ("{}压住的抽气", "{}: a breath caught and held down"),
    "smile": ("{}鼻间一声很轻的笑", "{}: a laugh, hardly more than a breath"),
    "shout": ("{}喊声之后的回响", "{}: the echo after a shout"),
    "watch": ("{}屏住的呼吸", "{}: a breath held"),
    "turn": ("{}鞋底转动，衣摆跟着一响", "{}: a sole turning, a hem following"),
    "open": ("{}掀开盖子，铰链细响", "{}: a lid going up, its hinge ticking"),
    "touch": ("{}指尖划过表面", "{}: fingertips crossing a surface"),
    "walk": ("{}一步一步的脚步声", "{}: steps, one by one"),
    "write": ("{}笔尖划过纸面", "{}: a nib crossing paper"),
    "stand": ("{}站着不动，只有呼吸", "{}: standing still, only breathing"),
}
THINGS: Mapping[str, Pair] = {
    "pocket watch": ("{}的滴答，贴得很近", "the ticking of the {}, very close"),
    "clock": ("{}走动，一下一下", "the {} going, beat by beat"),
    "bell": ("{}响一声，余音很长", "one stroke of the {}, ringing on"),
    "phone": ("{}震动了两下", "the {} buzzing twice"),
    "telephone": ("{}铃声，响到一半停住", "the {} ringing and breaking off"),
    "radio": ("{}里的沙沙声，夹着断续的人声", "hiss from the {}, with scraps of a voice"),
    "engine": ("{}启动又熄火", "the {} starting and dying"),
    "piano": ("{}上一个没有按稳的音", "one unsteady note of the {}"),
    "door": ("{}推开，门轴慢慢转", "the {} pushed open, its hinge turning slowly"),
    "letter": ("{}被展开，纸边轻颤", "the {} unfolded, the edge of its paper trembling"),
    "key": ("{}插进锁孔，转了半圈", "the {} entering a lock and turning halfway"),
    "gun": ("{}上膛的一声", "the {} being cocked"),
    "kept": ("{}被放下，轻轻一声", "the {} set down, softly"),
    "lit": ("{}细微的嘶声", "a faint hiss of the {}"),
    "used": ("{}被拿起，碰出一声", "the {} taken up, knocking once"),
    "fixed": ("{}受力，吱呀一响", "the {} creaking under a weight"),
}
STAGE = "fixed"  # what stands in a place when the story names nothing
TOGETHER: Pair = ("所有声音收住，留一拍空白", "everything drops out for one beat")
QUOTED_CHARS = 40


@dataclass(frozen=True)
class _Cue:
    """A sound before its place in the order is known."""

    type: SoundType
    description: str
    intensity: SoundIntensity = SoundIntensity.NORMAL
    line: DialogueLine | None = None


def facts(story: StoryContext, _: Params) -> Mapping[str, str]:
    """What the prompts are told."""
    assert story.scene is not None
    return {
        **_facts.scene(story),
        "anchor": _facts.anchor(story, story.scene.anchor),
        "motion": _facts.motion(story, story.scene.motion),
        "dialogue": _facts.dialogue(story, story.scene.dialogue),
        "sound_before": _facts.sound_before(story),
    }


def draft(story: StoryContext, _: Params) -> SoundDesign:
    """The place's ambience, the feeling's music, what bodies and things do, and one silence."""
    scene = story.scene
    assert scene is not None
    assert scene.dialogue is not None
    passage = _passage.of_scene(story, scene)
    cues = sorted(_cues(passage, scene.dialogue.lines), key=_begins)
    return SoundDesign(
        master_mood=_mood(passage),
        cues=[
            SoundCue(
                order=order,
                type=cue.type,
                at_line=_begins(cue) or None,
                timing=_timing(passage, cue),
                description=clip(cue.description[0].upper() + cue.description[1:], 500),
                intensity=cue.intensity,
                loopable=cue.type in LASTING,
            )
            for order, cue in enumerate(cues, start=1)
        ],
    )


def _begins(cue: _Cue) -> int:
    return cue.line.order if cue.line else 0


def _cues(passage: Passage, lines: list[DialogueLine]) -> Iterator[_Cue]:
    first, middle, last = lines[0], lines[len(lines) // 2], lines[-1]
    yield _Cue(SoundType.AMBIENCE, _ambience(passage), SoundIntensity.SUBTLE)
    yield _Cue(SoundType.BGM, passage.say(*MUSIC[_feeling(passage)]), SoundIntensity.SUBTLE)
    if passage.people:
        body = BODIES[passage.poses[0].group]
        yield _Cue(SoundType.FOLEY, _of(passage, body, passage.who), line=first)
    yield _Cue(SoundType.SFX, _thing(passage), SoundIntensity.PROMINENT, line=middle)
    if last is not first:
        yield _Cue(SoundType.SILENCE, passage.say(*TOGETHER), SoundIntensity.DOMINANT, line=last)


def _ambience(passage: Passage) -> str:
    weathers = _lexicon.WEATHER_WORDS
    weather = next(name for name, each in weathers.items() if each is passage.weather)
    (place, place_en), (air, air_en) = PLACES[passage.place.group], WEATHERS[weather]
    (where, where_en), (when, when_en) = passage.place_words, passage.time_words
    return passage.say(
        f"{when}的{where}：{place}{air}", f"The {where_en} at {when_en}: {place_en}{air_en}"
    )


def _thing(passage: Passage) -> str:
    named: Term | None = next(iter(passage.things), None)
    group = named.group if named else STAGE
    return _of(passage, THINGS.get(named.en if named else "", THINGS[group]), passage.thing)


def _of(passage: Passage, words: Pair, named: Pair) -> str:
    return passage.say(words[0].format(named[0]), words[1].format(named[1]))


def _feeling(passage: Passage) -> str:
    return next(name for name, mood in _lexicon.MOOD_WORDS.items() if mood == passage.mood)


def _mood(passage: Passage) -> str:
    (mood, mood_en), (place, place_en) = passage.mood, passage.place_words
    return passage.say(
        f"{mood}，以{place}的声音托底",
        f"{mood_en.capitalize()}, carried by the sounds of the {place_en}",
    )


def _timing(passage: Passage, cue: _Cue) -> str | None:
    """The words with which it begins, where they are in the project's language."""
    if cue.line is None:
        return None
    words = clip(cue.line.content, QUOTED_CHARS)
    said = passage.say(f"随“{words}”响起", f'with the words "{words}"')
    if cue.type is SoundType.SILENCE:
        said = passage.say(f"在“{words}”之前", f'just before the words "{words}"')
    return said if is_in(said, Language(passage.language)) else None


KIND = Kind(
    name="generate_sound_design",
    title="Write what is heard beside the dialogue",
    title_zh="生成声音设计",
    description="Writes the scene's sound design: its mood and 1 to 20 cues, each with what is "
    "heard, how strongly, and the line with which it begins. Needs the scene's dialogue.",
    scope=Scope.SCENE,
    needs=(SCENE_HAS_DIALOGUE,),
    writes=("sound_design",),
    holds=SceneState.SOUND_DESIGN_GENERATING,
    system=SYSTEM,
    user=USER,
    facts=facts,
    output=SoundDesign,
    draft=draft,
)
