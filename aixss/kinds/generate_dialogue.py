# ruff: noqa: E501  a line of a prompt or table is a line
"""Write what is heard in a scene."""

from __future__ import annotations

from collections.abc import Mapping

from aixss.jobs.needs import SCENE_HAS_ANCHOR, SCENE_HAS_KEYFRAMES, SCENE_HAS_MOTION
from aixss.jobs.spec import Kind, Params, Scope
from aixss.kinds import _facts, _passage, _script
from aixss.kinds._heard import Heard, heard, of_script
from aixss.kinds._passage import Passage
from aixss.kit.prompt import Prompt
from aixss.providers.reading import clip
from aixss.stories.artefacts.base import Language, is_in
from aixss.stories.artefacts.dialogue import Dialogue, DialogueLine, DialogueType
from aixss.stories.context import StoryContext
from aixss.stories.states import SceneState

SYSTEM = Prompt(
    key="workflow.dialogue.system",
    zh="""
你是漫剧的对白编剧，写一场戏里听得到的话。
要求：
- 1 到 12 句，按先后编号，从 1 起不跳号；宁少勿多，画面已经说清的不再说。
- 每句注明类型：DIALOGUE 对人说出的话，MONOLOGUE 自言自语，THOUGHT 心里的话，NARRATION 画外旁白。
- 除旁白外，speaker_id 必须是给出的角色 id；旁白的 speaker_id 为 null。不在名单里的人不说话。
- 每个角色说话要像自己：身份、年龄、脾气听得出来；话里有目的，能不直说就不直说。
- 有本场脚本时，以其中的台词为底本：保留意思与先后，只删减和打磨；没有脚本时，原文里已有的对白优先保留原话；不复述动作，不解释剧情。
- content 只写话本身，不写说话人的名字和引号；emotion 用一两个词，没有把握就填 null。
- 用中文写。只回答一个 JSON 对象。
""",
    en="""
You write the dialogue of a comic drama: what is heard in one scene.
What is asked:
- 1 to 12 lines, numbered from 1 without a gap; rather too few than too many; do not say what the pictures show.
- Each line has a type: DIALOGUE is said to somebody, MONOLOGUE to oneself, THOUGHT is unspoken, NARRATION comes from outside.
- Except for narration, `speaker_id` is an id of the given cast; narration has null. Nobody outside the cast speaks.
- Everybody sounds like themselves: standing, age and temper can be heard; each line wants something and says it sideways.
- Where the scene has a script, its speeches are the ground: keep what they say and their order, only cut and polish.
- Words that the story already puts into a mouth stay as they are; no retelling of action, no explaining of plot.
- `content` holds the words alone, no names, no quotation marks; `emotion` is a word or two, or null.
- Write in English. Answer with one JSON object and nothing else.
""",
)
USER = Prompt(
    key="workflow.dialogue.user",
    zh="""
【画风】
$style

【世界观】
$world_view

【角色与 id】
$cast

【本集】
$episode

【本集核心表达】
$core_expression

【本场位置】
$position

【上一场】
$previous_scene
【上一场最后几句】
$spoken_before

【本场】
$summary
【本场脚本】
$script_scene
【本场锚点】
$anchor
【本场九张画面】
$keyframes
【本场运动】
$motion

【下一场】
$next_scene

请写出本场听得到的话。
""",
    en="""
Style:
$style

World:
$world_view

Cast with ids:
$cast

This episode:
$episode

What the episode is about beneath its plot:
$core_expression

Where this scene stands:
$position

Scene before:
$previous_scene
Its last lines:
$spoken_before

This scene:
$summary
Its script:
$script_scene
Its anchor:
$anchor
Its nine pictures:
$keyframes
Its movement:
$motion

Scene after:
$next_scene

Write what is heard in this scene.
""",
)

LINES = 12
NARRATED = 2  # at most so many lines are told by a voice outside


def facts(story: StoryContext, _: Params) -> Mapping[str, str]:
    """What the prompts are told."""
    assert story.scene is not None
    return {
        **_facts.scene(story),
        "anchor": _facts.anchor(story, story.scene.anchor),
        "keyframes": _facts.board(story, story.scene.keyframes),
        "motion": _facts.motion(story, story.scene.motion),
        "script_scene": _script.scene(story),
        "spoken_before": _facts.spoken_before(story),
    }


def draft(story: StoryContext, _: Params) -> Dialogue:
    """The speeches of the script, else of the story, a line or two of narration around them."""
    assert story.scene is not None
    passage = _passage.of_scene(story, story.scene)
    script = _script.scene_of(story)
    lines = of_script(script, passage) if script else heard(passage)
    known = [line for line in lines if is_in(line.words, Language(passage.language))]
    kept = _balanced(known) or [Heard(passage.say(*_silence(passage)))]
    return Dialogue(
        lines=[
            DialogueLine(
                order=order,
                type=DialogueType.DIALOGUE if line.speaker else DialogueType.NARRATION,
                speaker_id=line.speaker.id if line.speaker else None,
                content=clip(line.words, 500),
                emotion=line.emotion,
            )
            for order, line in enumerate(kept, start=1)
        ]
    )


def _balanced(lines: list[Heard]) -> list[Heard]:
    """At most twelve lines, and of the narration only what opens and closes."""
    told = [line for line in lines if line.speaker is None]
    kept = {id(line) for line in (told if len(told) <= NARRATED else (told[0], told[-1]))}
    return [line for line in lines if line.speaker or id(line) in kept][:LINES]


def _silence(passage: Passage) -> tuple[str, str]:
    (place, place_en), (mood, mood_en) = passage.place_words, passage.mood
    return (
        f"{place}没有人说话，只剩{mood}。",
        f"Nobody speaks at the {place_en}; there is only {mood_en}.",
    )


KIND = Kind(
    name="generate_dialogue",
    title="Write what is heard in a scene",
    title_zh="生成对白",
    description="Writes the scene's dialogue: 1 to 12 lines that are spoken, thought or told, each "
    "with its speaker from the cast; it follows the episode's script where there is one. Needs "
    "the scene's anchor, keyframes and motion.",
    scope=Scope.SCENE,
    needs=(SCENE_HAS_ANCHOR, SCENE_HAS_KEYFRAMES, SCENE_HAS_MOTION),
    writes=("dialogue",),
    holds=SceneState.DIALOGUE_GENERATING,
    system=SYSTEM,
    user=USER,
    facts=facts,
    output=Dialogue,
    draft=draft,
)
