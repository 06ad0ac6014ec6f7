# ruff: noqa: E501  a line of a prompt is a line
"""Write what all 81 panels of a scene's storyboard share."""

from __future__ import annotations

from collections.abc import Mapping

from aixss.jobs.needs import SCENE_HAS_ANCHOR, SCENE_HAS_SUMMARY
from aixss.jobs.spec import Kind, Params, Scope
from aixss.kinds import _facts, _passage
from aixss.kit.prompt import Prompt
from aixss.stories.artefacts.storyboard import StoryboardBible, StoryboardPerson
from aixss.stories.context import StoryContext

SYSTEM = Prompt(
    key="workflow.storyboard_bible.system",
    zh="""
你是漫剧的分镜统筹，要为一场戏的 81 格画面写下共同遵守的设定。
要求：
- premise：一两句话，这场戏讲什么。
- people：可能入画的人，只用角色名单里的 id，每人一次；look 写清每一格都不变的脸、发、衣。
- setting：地点、光线、天气，写成每一格都不变的样子，与锚点一致。
- props：推动情节的物件，每样一次，最多 20 样。
- beats：必须发生的事，按先后写 1 到 12 条，不重复。
- 每段文字写两遍：local 用中文，en 用英文，意思相同；en 里不出现中文。
只回答一个 JSON 对象。
""",
    en="""
You keep the storyboard of a comic drama: write what all 81 panels of one scene have to keep to.
What is asked:
- `premise`: what the scene is about, in a sentence or two.
- `people`: who may be seen, by the ids of the cast only, each once; `look` fixes face, hair and clothes for every panel.
- `setting`: place, light and weather as they are in every panel, in keeping with the anchor.
- `props`: the things that matter to what happens, each once, at most 20.
- `beats`: what must happen, 1 to 12 in order, none twice.
- Each text stands in `local` and in `en`; both are the same English text here.
Answer with one JSON object and nothing else.
""",
)
USER = Prompt(
    key="workflow.storyboard_bible.user",
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

【本场】
$summary
【本场锚点】
$anchor

【下一场】
$next_scene

请写下这场戏的分镜设定。
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

This scene:
$summary
Its anchor:
$anchor

Scene after:
$next_scene

Write what its storyboard keeps to.
""",
)
PEOPLE, PROPS = 20, 20


def facts(story: StoryContext, _: Params) -> Mapping[str, str]:
    """What the prompts are told."""
    assert story.scene is not None
    return {**_facts.scene(story), "anchor": _facts.anchor(story, story.scene.anchor)}


def draft(story: StoryContext, _: Params) -> StoryboardBible:
    """The people, the place and the things that the scene's words show."""
    assert story.scene is not None
    passage = _passage.of_scene(story, story.scene)
    (who, who_en), (place, place_en) = passage.who, passage.place_words
    (other, other_en), (mood, mood_en) = passage.other, passage.mood
    (when, when_en), (thing, thing_en) = passage.time_words, passage.thing
    poses = [(pose.zh, pose.en) for pose in passage.poses[:3]]
    things = dict.fromkeys((term.zh, term.en) for term in passage.things[:PROPS])
    return StoryboardBible(
        premise=passage.both(
            f"{when}，{who}在{place}面对{other}：{mood}。",
            f"{when_en.capitalize()}: {who_en} faces {other_en} at the {place_en}; {mood_en}.",
        ),
        people=[
            StoryboardPerson(character_id=p.id, look=passage.both(*p.look))
            for p in passage.people[:PEOPLE]
        ],
        setting=passage.both(f"{place}，{when}，{mood}", f"{place_en}, {when_en}, {mood_en}"),
        props=[passage.both(*each) for each in things or [(thing, thing_en)]],
        beats=[
            passage.both(
                f"第{n}拍：{who}，{zh}，{thing}入画",
                f"Beat {n}: {who_en}, {en}, the {thing_en} in view",
            )
            for n, (zh, en) in enumerate(poses, start=1)
        ],
    )


KIND = Kind(
    name="generate_storyboard_bible",
    title="Write what a storyboard's panels share",
    title_zh="生成分镜设定",
    description="Writes the bible of the scene's storyboard: its premise, people, setting, things "
    "and the beats that must happen. Needs the scene's summary and anchor.",
    scope=Scope.SCENE,
    needs=(SCENE_HAS_SUMMARY, SCENE_HAS_ANCHOR),
    writes=("storyboard_bible",),
    system=SYSTEM,
    user=USER,
    facts=facts,
    output=StoryboardBible,
    draft=draft,
)
