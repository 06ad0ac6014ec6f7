# ruff: noqa: E501  a line of a prompt or table is a line
"""Describe a scene's fixed surroundings."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from aixss.jobs.needs import SCENE_HAS_SUMMARY
from aixss.jobs.spec import Kind, Params, Scope
from aixss.kinds import _facts, _lexicon, _passage
from aixss.kinds._guard import unpeopled
from aixss.kinds._lexicon import DIRECTIONS, Pair
from aixss.kinds._passage import Passage
from aixss.kit.prompt import Prompt
from aixss.stories.artefacts.base import Bilingual
from aixss.stories.artefacts.scene_anchor import Atmosphere, Lighting, Location, SceneAnchor
from aixss.stories.context import StoryContext
from aixss.stories.states import SceneState

SYSTEM = Prompt(
    key="workflow.scene_anchor.system",
    zh="""
你是漫剧剧组的美术指导，为一场戏写“场景锚点”：这场戏每一张画面都共用的固定环境。
写法：
- 只写环境：空间结构、材质、陈设、光线、天气。不写人物，不写人名，不写动作，不写镜头。
- anchors 列 4 到 12 件静止不动、下一张画面还能认出来的东西，每件都具体到材质、颜色或位置，互不重复。
- 同一地点在前后场已经出现过时，沿用原有的陈设；时间和天气要接得上。
- local 用中文；en 是同一内容的英文，供绘图模型使用，用具体可见的词，不要抽象形容。
- avoid 写绝不能出现在画面里的东西，例如违背时代或世界观的物件、文字水印、无关人物。
只回答一个 JSON 对象。
""",
    en="""
You are the art director of a comic drama. For one scene you write the scene anchor: the fixed surroundings
that all pictures of the scene share.
How to write it:
- Surroundings only: space, materials, furnishings, light, weather. No people, no names, no action, no camera.
- `anchors` lists 4 to 12 things that stand still and are recognised in the next picture; each with its material,
  colour or position, none of them twice.
- Where the place has been seen in a neighbouring scene, keep its furnishings; time and weather must follow on.
- `local` and `en` are the same English text: concrete, visible words for an image model, no abstractions.
- `avoid` names what must never show up: things against the period or the world, lettering, bystanders.
Answer with one JSON object and nothing else.
""",
)
USER = Prompt(
    key="workflow.scene_anchor.user",
    zh="""
【画风】
$style

【世界观】
$world_view

【角色（锚点中不得出现他们的名字）】
$cast

【本集】
$episode

【本集核心表达】
$core_expression

【本场位置】
$position

【上一场】
$previous_scene

【本场】
$summary

【下一场】
$next_scene

请写出本场的场景锚点。
""",
    en="""
Style:
$style

World:
$world_view

Cast (their names must not appear in the anchor):
$cast

This episode:
$episode

What the episode is about beneath its plot:
$core_expression

Where this scene stands:
$position

Scene before:
$previous_scene

This scene:
$summary

Scene after:
$next_scene

Write the anchor of this scene.
""",
)

# How a thing of each sort stands in the picture.
PLACED: Mapping[str, Pair] = {
    "kept": ("静静摆着的{}", "the {} lying still"),
    "lit": ("亮着微光的{}", "the softly glowing {}"),
    "used": ("带着磨痕的{}", "the well-worn {}"),
    "fixed": ("画面一侧的{}", "the {} off to one side"),
}
MOST, OWN_THINGS = 6, 3  # anchors, and those of them that the scene's own words name


def facts(story: StoryContext, _: Params) -> Mapping[str, str]:
    """What the prompts are told."""
    return _facts.scene(story)


def draft(story: StoryContext, _: Params) -> SceneAnchor:
    """The surroundings that the scene's own words name, on the stage of such a place."""
    assert story.scene is not None
    passage, rules = _passage.of_scene(story, story.scene), story.rules()

    def bare(pair: Pair) -> Bilingual:
        return unpeopled(passage.both(*pair), rules)

    return SceneAnchor(
        scene=bare(_scene(passage)),
        anchors=_anchors(passage, bare),
        avoid=passage.both(
            "人物特写、现代标识、文字与水印、与故事时代不符的物件、多余的路人",
            "close views of people, modern signage, lettering and watermarks, "
            "objects out of period, stray bystanders",
        ),
        location=Location(
            kind=_lexicon.place_kind(passage.place),
            name=bare(passage.place_words).local,
            details=bare(passage.stage[0]).local,
        ),
        lighting=Lighting(
            source=bare(passage.light.source).local,
            direction=bare(_direction(passage)).local,
            color=bare(passage.light.color).local,
            intensity=bare(passage.light.intensity).local,
        ),
        atmosphere=Atmosphere(
            mood=bare(passage.mood).local,
            weather=bare(passage.weather.look).local,
            time_of_day=passage.time,
        ),
    )


def _scene(passage: Passage) -> Pair:
    (place, place_en), (time, time_en) = passage.place_words, passage.time_words
    (made, made_en), (sky, sky_en) = passage.stage[0], passage.weather.look
    light, (falling, falling_en) = passage.light, _direction(passage)
    (source, source_en), (color, color_en) = light.source, light.color
    return (
        f"{time}的{place}，{made}。{sky}，{source}{falling}，{color}。气氛是{passage.mood[0]}。",
        f"{time_en.capitalize()} at the {place_en}: {made_en}. {sky_en.capitalize()}; {source_en} "
        f"{falling_en}, {color_en}. The air holds {passage.mood[1]}.",
    )


def _direction(passage: Passage) -> Pair:
    return passage.pick(DIRECTIONS, "light")


def _anchors(passage: Passage, bare: Callable[[Pair], Bilingual]) -> list[Bilingual]:
    """What the scene names first, then what stands in such a place; six in all."""
    placed = [(thing, PLACED[thing.group]) for thing in passage.things[:OWN_THINGS]]
    things = [(zh.format(thing.zh), en.format(thing.en)) for thing, (zh, en) in placed]
    stage = passage.stage[1]
    turn = int(passage.ratio * 100) % len(stage)
    wanted = [bare(pair) for pair in (*things, *stage[turn:], *stage[:turn])]
    local = _passage.distinct([thing.local for thing in wanted], ())
    pairs = [Bilingual(local=own, en=thing.en) for own, thing in zip(local, wanted, strict=True)]
    return pairs[:MOST]


KIND = Kind(
    name="generate_scene_anchor",
    title="Describe a scene's fixed surroundings",
    title_zh="生成场景锚点",
    description="Writes the scene's anchor: the place, light, weather and still things that every "
    "picture of the scene shares. Needs the scene's summary.",
    scope=Scope.SCENE,
    needs=(SCENE_HAS_SUMMARY,),
    writes=("anchor",),
    holds=SceneState.SCENE_GENERATING,
    system=SYSTEM,
    user=USER,
    facts=facts,
    output=SceneAnchor,
    draft=draft,
)
