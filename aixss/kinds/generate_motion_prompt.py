# ruff: noqa: E501  a line of a prompt or table is a line
"""Say how a scene moves."""

from __future__ import annotations

from collections.abc import Mapping

from aixss.jobs.needs import SCENE_HAS_ANCHOR, SCENE_HAS_KEYFRAMES
from aixss.jobs.spec import Kind, Params, Scope
from aixss.kinds import _facts, _passage
from aixss.kinds._lexicon import Pair
from aixss.kinds._passage import Passage
from aixss.kit.prompt import Prompt
from aixss.stories.artefacts.motion_prompt import MotionBeat, MotionChanges, MotionPrompt
from aixss.stories.context import StoryContext
from aixss.stories.states import SceneState

SYSTEM = Prompt(
    key="workflow.motion_prompt.system",
    zh="""
你是漫剧的动态导演，让一场戏的静止画面在三秒内动起来，供图生视频模型使用。
要求：
- 三个节拍，每个一秒：0-1、1-2、2-3。节拍之间动作连贯、各不相同，从给出的关键帧出发，不另起新事件。
- 动作小而清楚：一个身体动作、一个镜头运动、一点环境变化就够；写得出方向、幅度和速度。
- changes 只列三秒后与开头不同的地方，主体、镜头、环境各至多两条，至少有一条；没提到的都保持不变。
- 开头要接得上上一场的末张画面，结尾要接得上下一场的首张画面。
- constraints 写明不能动、不能变、不能出现的东西：脸、衣着、道具、陈设、光向。
- local 用中文；en 是同一内容的英文，供视频模型使用。
只回答一个 JSON 对象。
""",
    en="""
You are the motion director of a comic drama and bring the still pictures of one scene to life for three seconds, for an
image-to-video model.
What is asked:
- Three beats of one second each: 0-1, 1-2, 2-3. They join up, differ, and grow out of the given keyframes; no new event.
- Small and clear: one movement of a body, one of the camera, one change around them; say direction, extent and speed.
- `changes` lists only what differs at the end: subject, camera and environment at most two each, at least one in all;
  whatever is not named stays as it is.
- The opening joins the last picture of the scene before, the end the first picture of the scene after.
- `constraints` says what must not move, change or appear: faces, clothes, props, furnishings, direction of light.
- `local` and `en` are the same English text.
Answer with one JSON object and nothing else.
""",
)
USER = Prompt(
    key="workflow.motion_prompt.user",
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
【上一场末张画面】
$last_frame

【本场】
$summary
【本场锚点】
$anchor
【本场九张画面】
$keyframes

【下一场】
$next_scene
【下一场首张画面】
$first_frame

请给出本场三秒的运动。
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
Its last picture:
$last_frame

This scene:
$summary
Its anchor:
$anchor
Its nine pictures:
$keyframes

Scene after:
$next_scene
Its first picture:
$first_frame

Give the three seconds of movement of this scene.
""",
)

CAMERA: tuple[Pair, ...] = (
    ("镜头缓缓推近", "the camera pushes in at walking pace"),
    ("镜头缓缓拉远", "the camera pulls back at walking pace"),
    ("镜头从左向右横移", "the camera tracks from left to right"),
    ("镜头从右向左横移", "the camera tracks from right to left"),
    ("镜头由低向高升起", "the camera rises from low to high"),
    ("镜头绕主体转过一个小弧", "the camera arcs a little around the subject"),
)


def facts(story: StoryContext, _: Params) -> Mapping[str, str]:
    """What the prompts are told."""
    assert story.scene is not None
    return {
        **_facts.scene(story),
        "anchor": _facts.anchor(story, story.scene.anchor),
        "keyframes": _facts.board(story, story.scene.keyframes),
        "last_frame": _facts.last_shot(story),
        "first_frame": _facts.first_shot(story),
    }


def draft(story: StoryContext, _: Params) -> MotionPrompt:
    """The weather moves, then the one who carries the scene, then the camera."""
    assert story.scene is not None
    passage = _passage.of_scene(story, story.scene)
    (who, who_en), (place, place_en) = passage.who, passage.place_words
    (thing, thing_en), first = passage.thing, passage.poses[0]
    camera = passage.pick(CAMERA, "camera")
    return MotionPrompt(
        summary=passage.both(
            f"{place}，{passage.weather.motion[0]}，{who}在三秒内{_into(first.zh)}，{camera[0]}。",
            f"At the {place_en}, {passage.weather.motion[1]}; within three seconds {who_en} settles, "
            f"{first.en}; {camera[1]}.",
        ),
        beats=_beats(passage, camera),
        changes=MotionChanges(
            subject=[passage.both(f"{who}定在：{first.zh}", f"{who_en} ends up {first.en}")],
            camera=[
                passage.both(
                    f"{camera[0]}，停在{thing}上", f"{camera[1]}, resting on the {thing_en}"
                )
            ],
            environment=[passage.both(*passage.weather.motion)],
        ),
        constraints=passage.both(
            f"脸、发型、衣着与{thing}的样子不变；{place}的陈设与光向不变；不出现新的人和文字。",
            f"Faces, hair, clothes and the {thing_en} keep their look; furnishings and light of the "
            f"{place_en} stay; no new people, no lettering.",
        ),
    )


def _beats(passage: Passage, camera: Pair) -> list[MotionBeat]:
    (who, who_en), (thing, thing_en) = passage.who, passage.thing
    answer = ("，{}随之一动", "; {} responds") if passage.partner else ("", "")
    reply, reply_en = (a.format(p) for a, p in zip(answer, passage.other, strict=True))
    first, second = passage.poses[:2]
    motion = passage.weather.motion
    lines = (
        (
            f"{motion[0]}，{who}几乎不动，只有呼吸",
            f"{motion[1]}, {who_en} almost motionless, only breathing",
        ),
        (
            f"{who}{_into(first.zh)}{reply}",
            f"{who_en} moves: {first.en}{reply_en}",
        ),
        (
            f"{_into(second.zh)}，{camera[0]}，{thing}留在画面里",
            f"the pose settles, {second.en}; {camera[1]}, the {thing_en} still in frame",
        ),
    )
    return [
        MotionBeat(starts_at_s=second_, ends_at_s=second_ + 1, action=passage.both(*line))
        for second_, line in enumerate(lines)
    ]


def _into(pose: str) -> str:
    return f"由静止变为{pose}"


KIND = Kind(
    name="generate_motion_prompt",
    title="Say how a scene moves",
    title_zh="生成运动提示词",
    description="Writes the scene's motion: three beats of one second, what changes and what must "
    "not, joined to the neighbouring scenes. Needs the scene's anchor and keyframes.",
    scope=Scope.SCENE,
    needs=(SCENE_HAS_ANCHOR, SCENE_HAS_KEYFRAMES),
    writes=("motion",),
    holds=SceneState.MOTION_GENERATING,
    system=SYSTEM,
    user=USER,
    facts=facts,
    output=MotionPrompt,
    draft=draft,
)
