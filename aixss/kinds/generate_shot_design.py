# ruff: noqa: E501  a line of a prompt or table is a line
"""Say how the camera tells a scene, and how the scene is entered and left."""

from __future__ import annotations

import re
from collections.abc import Mapping

from aixss.jobs.ask import Asking
from aixss.jobs.needs import SCENE_HAS_ANCHOR
from aixss.jobs.spec import Kind, Params, Scope
from aixss.kinds import _facts, _lexicon, _passage
from aixss.kinds._passage import Passage
from aixss.kit.db import Change
from aixss.kit.prompt import Prompt
from aixss.providers.reading import choose
from aixss.stories import context
from aixss.stories.artefacts.motion_prompt import MotionPrompt
from aixss.stories.artefacts.shot_design import (
    ENTERED_BY,
    LEFT_BY,
    CameraMotion,
    DepthOfField,
    LensType,
    Shot,
    ShotAngle,
    ShotDesign,
    ShotFraming,
    Transition,
    TransitionType,
    agrees,
)
from aixss.stories.context import StoryContext
from aixss.stories.models import Scene

SYSTEM = Prompt(
    key="workflow.shot_design.system",
    zh="""
你是漫剧的镜头设计，为一场戏定下主镜头，以及怎样进入、怎样离开这场戏。
要求：
- shot 是全场最能说话的那一个镜头：景别、角度、运动、镜头类型，与给出的画面和运动一致；focal_length 写成 35mm 或 24-70mm，没有把握就填 null；notes 写现场要知道的事：焦点落在哪里、为什么这样看。
- transition_in 是怎样从上一场进来，transition_out 是怎样去往下一场。同一个接缝两边说法一致：上一场已写好的转出，就是本场的转入；上一场以 FADE_OUT 或 FADE_TO_BLACK 结束时，本场以 FADE_IN 开始。下一场已写好的转入也照此接上。
- 每集第一场前面没有画面，只能用 CUT、SMASH_CUT、FADE_IN、IRIS 进入；最后一场后面没有画面，只能用 CUT、SMASH_CUT、FADE_OUT、FADE_TO_BLACK、IRIS 离开。FADE_IN 只用来进入，FADE_OUT 和 FADE_TO_BLACK 只用来离开。
- 各种剪切（CUT、MATCH_CUT、JUMP_CUT、SMASH_CUT、L_CUT、J_CUT）的 duration_ms 为 0；其余大于 0，一般 500 到 1500。
- MATCH_CUT 必须写出 match_element：前后两个画面里相像的形状、动作或声音。
- 平常用 CUT；时间或地点有跳跃、情绪要沉一沉时才用别的，并在 motivation 里用一句话说明。
- 文字用中文。只回答一个 JSON 对象。
""",
    en="""
You design the camera of a comic drama: the leading shot of one scene, and how the scene is entered and left.
What is asked:
- `shot` is the one shot that says most: size, angle, motion and lens, in keeping with the given pictures and movement. `focal_length` reads 35mm or 24-70mm, or is null when you are not sure. `notes` is what the crew has to know: where the focus lies and why it is seen so.
- `transition_in` is the way in from the scene before, `transition_out` the way on to the scene after. Both sides of a seam agree: how the scene before is left is how this one is entered, and one that ends with FADE_OUT or FADE_TO_BLACK is followed by FADE_IN. The way in of the scene after, where it is written, is met likewise.
- Nothing is seen before the first scene of an episode: it is entered by CUT, SMASH_CUT, FADE_IN or IRIS. Nothing is seen after the last one: it is left by CUT, SMASH_CUT, FADE_OUT, FADE_TO_BLACK or IRIS. FADE_IN only begins a scene, FADE_OUT and FADE_TO_BLACK only end one.
- Every cut (CUT, MATCH_CUT, JUMP_CUT, SMASH_CUT, L_CUT, J_CUT) has `duration_ms` 0; all else has more, 500 to 1500 as a rule.
- A MATCH_CUT names its `match_element`: the form, move or sound that both pictures share.
- CUT is the usual way. Take another where time or place leaps or a feeling has to settle, and say why in one sentence in `motivation`.
- Write in English. Answer with one JSON object and nothing else.
""",
)
USER = Prompt(
    key="workflow.shot_design.user",
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
【上一场怎样离开】
$left_before

【本场】
$summary
【本场锚点】
$anchor
【本场九张画面】
$keyframes
【本场运动】
$motion

【下一场】
$next_scene
【下一场怎样进入】
$entered_after

请给出本场的镜头与转场。
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
How it is left:
$left_before

This scene:
$summary
Its anchor:
$anchor
Its nine pictures:
$keyframes
Its movement:
$motion

Scene after:
$next_scene
How it is entered:
$entered_after

Give the shot and the transitions of this scene.
""",
)

# What words of a movement mean, the first that fits.
MOVES: tuple[tuple[str, CameraMotion], ...] = (
    (r"push\w* in|closer|closes in", CameraMotion.DOLLY_IN),
    (r"pull\w* back|away", CameraMotion.DOLLY_OUT),
    (r"left to right", CameraMotion.TRUCK_RIGHT),
    (r"right to left", CameraMotion.TRUCK_LEFT),
    (r"\bris\w+|low to high", CameraMotion.CRANE_UP),
    (r"\bsink\w*|high to low", CameraMotion.CRANE_DOWN),
    (r"\bpans?\b", CameraMotion.PAN_RIGHT),
    (r"\barcs?\b|follow", CameraMotion.STEADICAM),
)
# From where bodies are seen that are held so.
ANGLES: Mapping[str, ShotAngle] = {
    **dict.fromkeys(("kneel", "lower", "sit", "weep"), ShotAngle.HIGH_ANGLE),
    **dict.fromkeys(("raise", "lift", "shout", "stand"), ShotAngle.LOW_ANGLE),
    **dict.fromkeys(("run", "push"), ShotAngle.DUTCH_ANGLE),
}
# What is framed by how many people are seen.
FRAMES = (
    (ShotFraming.ELS, ShotFraming.LS, ShotFraming.INSERT),
    (ShotFraming.MCU, ShotFraming.CU, ShotFraming.MS, ShotFraming.POV),
    (ShotFraming.TWO_SHOT, ShotFraming.OTS, ShotFraming.MLS),
    (ShotFraming.GROUP, ShotFraming.LS, ShotFraming.MLS),
)
WIDE = frozenset({ShotFraming.ELS, ShotFraming.LS, ShotFraming.GROUP})
TIGHT = frozenset({ShotFraming.CU, ShotFraming.INSERT, ShotFraming.MCU})
# Feelings into which a scene sinks while the sound of the one before goes on.
SETTLING = tuple(_lexicon.MOOD_WORDS[name] for name in ("grief", "hush", "tender"))
FADE_MS, DISSOLVE_MS, LAPSE_MS = 1000, 800, 1200
T = TransitionType


def facts(story: StoryContext, _: Params) -> Mapping[str, str]:
    """What the prompts are told."""
    assert story.scene is not None
    before, after = _beside(story)
    return {
        **_facts.scene(story),
        "anchor": _facts.anchor(story, story.scene.anchor),
        "keyframes": _facts.board(story, story.scene.keyframes),
        "motion": _facts.motion(story, story.scene.motion),
        "left_before": _facts.transition(story, before.transition_out if before else None),
        "entered_after": _facts.transition(story, after.transition_in if after else None),
    }


def draft(story: StoryContext, _: Params) -> ShotDesign:
    """A shot by who is seen and how they are held; seams by what changes between the scenes."""
    scene = story.scene
    assert scene is not None
    here = _passage.of_scene(story, scene)
    before, after = _read(story, story.previous_scene), _read(story, story.next_scene)
    design = ShotDesign(
        shot=_shot(here, scene.motion),
        transition_in=_seam(before, here) if before else _opening(here),
        transition_out=_seam(here, after) if after else _closing(here),
    )
    return joined(design, story)


async def fit(tx: Change, asking: Asking, answer: ShotDesign) -> ShotDesign:
    """The answer with its seams as the scenes beside it have been written by now."""
    place = (asking.story.episode, asking.story.scene)
    ids = (row.id if row else None for row in place)
    story = await context.read(tx, asking.story.project.id, *ids)
    return joined(answer, story) if story else answer


def joined(design: ShotDesign, story: StoryContext) -> ShotDesign:
    """The design with each seam that a scene beside it has written already, where they differ."""
    before, after = _beside(story)
    changes = {}
    if before and not agrees(before.transition_out.type, design.transition_in.type):
        changes["transition_in"] = _turned(before.transition_out, ENTERED_BY)
    if after and not agrees(design.transition_out.type, after.transition_in.type):
        changes["transition_out"] = _turned(after.transition_in, LEFT_BY)
    return design.model_copy(update=changes)


def _turned(seam: Transition, other: Mapping[TransitionType, TransitionType]) -> Transition:
    return seam.model_copy(update={"type": other.get(seam.type, seam.type)})


def _beside(story: StoryContext) -> tuple[ShotDesign | None, ShotDesign | None]:
    before, after = story.previous_scene, story.next_scene
    return before.shot_design if before else None, after.shot_design if after else None


def _read(story: StoryContext, scene: Scene | None) -> Passage | None:
    return _passage.of_scene(story, scene) if scene else None


def _shot(passage: Passage, motion: MotionPrompt | None) -> Shot:
    size = choose(FRAMES[min(len(passage.people), 3)], *passage.seed, "frame")
    lens, mm, depth = LensType.NORMAL, "50mm", DepthOfField.MEDIUM
    if size in WIDE:
        lens, mm, depth = LensType.WIDE, "24mm", DepthOfField.DEEP
    if size in TIGHT:
        lens, mm, depth = LensType.TELEPHOTO, "85mm", DepthOfField.SHALLOW
    (thing, thing_en), (place, place_en) = passage.thing, passage.place_words
    source, source_en = passage.light.source
    return Shot(
        size=size,
        angle=ANGLES.get(passage.poses[0].group, ShotAngle.EYE_LEVEL),
        motion=_camera(motion),
        lens=lens,
        focal_length=mm,
        depth_of_field=depth,
        notes=passage.say(
            f"焦点落在{thing}上；{place}里以{source}为光源，光向不变。",
            f"The focus lies on the {thing_en}; {source_en} lights the {place_en} and keeps its side.",
        ),
    )


def _camera(motion: MotionPrompt | None) -> CameraMotion:
    told = " ".join(change.en for change in motion.changes.camera) if motion else ""
    fitting = (move for words, move in MOVES if re.search(words, told, re.IGNORECASE))
    return next(fitting, CameraMotion.STATIC)


def _opening(passage: Passage) -> Transition:
    return Transition(
        type=T.FADE_IN,
        duration_ms=FADE_MS,
        motivation=passage.say("本集从黑场亮起。", "The episode comes up from black."),
    )


def _closing(passage: Passage) -> Transition:
    return Transition(
        type=T.FADE_TO_BLACK,
        duration_ms=LAPSE_MS,
        motivation=passage.say("本集在黑场里收住。", "The episode comes to rest in black."),
    )


def _seam(one: Passage, other: Passage) -> Transition:
    """The way from one scene to the next: by what they share, and by what has changed."""
    (place, place_en), (there, there_en) = one.place_words, other.place_words
    (when, when_en), (then, then_en) = one.time_words, other.time_words
    if one.place is not other.place and (shared := [t for t in one.things if t in other.things]):
        thing = shared[0]
        return Transition(
            type=T.MATCH_CUT,
            motivation=one.say(
                f"从{place}到{there}，{thing.zh}还在。",
                f"From the {place_en} to the {there_en} the {thing.en} stays.",
            ),
            match_element=one.say(thing.zh, f"the {thing.en}"),
        )
    if one.time is not other.time:
        return Transition(
            type=T.DISSOLVE if one.place is not other.place else T.CROSS_DISSOLVE,
            duration_ms=DISSOLVE_MS,
            motivation=one.say(
                f"时间从{when}走到{then}。", f"Time goes from {when_en} to {then_en}."
            ),
        )
    if one.place is not other.place:
        return Transition(
            type=T.J_CUT,
            motivation=one.say(f"{there}的声音先到。", f"The sound of the {there_en} comes first."),
        )
    if one.mood != other.mood and other.mood in SETTLING:
        return Transition(
            type=T.L_CUT,
            motivation=one.say(
                "前一场的声音留到下一场。", "The sound of the one goes on under the other."
            ),
        )
    return Transition()


KIND = Kind(
    name="generate_shot_design",
    title="Design the shot and transitions",
    title_zh="生成镜头与转场",
    description="Writes the scene's shot design: size, angle, motion and lens of its leading shot, "
    "and how it is entered and left. Where a scene beside it is written already, it keeps to "
    "that seam. Needs the scene's anchor.",
    scope=Scope.SCENE,
    needs=(SCENE_HAS_ANCHOR,),
    writes=("shot_design",),
    system=SYSTEM,
    user=USER,
    facts=facts,
    output=ShotDesign,
    draft=draft,
    fit=fit,
)
