# ruff: noqa: E501  a line of a prompt is a line for the model
"""Draw up a scene's nine still pictures."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence

from aixss.jobs.ask import Asking
from aixss.jobs.models import Stage
from aixss.jobs.needs import SCENE_HAS_ANCHOR, SCENE_HAS_SUMMARY
from aixss.jobs.spec import Kind, Params, Scope
from aixss.jobs.telling import spend
from aixss.kinds import _beats, _facts, _look, _passage
from aixss.kinds._board import KeyframeSet, board
from aixss.kinds._look import BoardLook
from aixss.kit.prompt import Prompt
from aixss.stories.artefacts import continuity
from aixss.stories.artefacts.action_plan import ActionBeat, ActionPlan, BeatState
from aixss.stories.artefacts.base import Artefact, Language, Violation
from aixss.stories.artefacts.keyframe_groups import FrameSpec, KeyframeGroup, KeyframeGroups
from aixss.stories.context import StoryContext
from aixss.stories.states import SceneState

SYSTEM = Prompt(
    key="workflow.keyframe_prompt.system",
    zh="""
你是漫剧分镜师，把一场戏先拆成节拍，再把每个节拍画成起、中、末三张静止画面。
要求：
- 每张画面只是一个凝固的瞬间：谁、在哪里、什么姿势、看向哪里。不写过程，不用“然后、接着、开始、逐渐、同时、正在”一类词。
- 人物只用给出的角色 id；画面里没有人就留空。人物的脸、发型、衣着前后一致。
- anchors 从场景锚点中逐字选取画面里看得见的几项；光线和天气与锚点一致。
- 上一拍的末尾就是下一拍的开头：位置、姿态、朝向、手中之物都接得上。
- local 用中文；en 是同一内容的英文，供绘图模型使用，不出现抽象评价。其余文字用中文。
只回答一个 JSON 对象。
""",
    en="""
You are the storyboard artist of a comic drama: you cut a scene into beats, and draw each beat as three still pictures.
What is asked:
- A picture is one frozen moment: who, where, in what pose, looking at what. No course of events; avoid words like then, after,
  before, while, when, starts to, begins to, slowly, gradually.
- People go by ids of the given cast; nobody is listed where nobody is seen. Faces, hair and clothes stay the same.
- `anchors` repeats, word for word, those of the scene's anchors that are seen; light and weather follow the anchor.
- A beat starts as the one before has ended: place, stance, direction and what the hands hold join up.
- `local` and `en` are the same English text: concrete words for an image model, no judgements.
Answer with one JSON object and nothing else.
""",
)
USER = Prompt(
    key="workflow.action_plan.user",
    zh="""
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
【上一场末张画面】
$last_frame

【本场】
$summary
【本场锚点】
$anchor

【下一场】
$next_scene
【下一场首张画面】
$first_frame

请把本场拆成节拍，通常 3 到 5 个，最多 12 个：每拍只有一个变化，写明拍首、拍中、拍尾每个人的位置、姿态、朝向、手中之物和情绪；没有把握的填 null。首尾要与前后场的画面接得上。
""",
    en="""
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
Its last picture:
$last_frame

This scene:
$summary
Its anchor:
$anchor

Scene after:
$next_scene
Its first picture:
$first_frame

Cut this scene into beats, usually 3 to 5, at most 12: one change each, and for its start, height and end everybody's place, stance, direction, things in hand and feeling; null for what is open. Its ends join up with the pictures around it.
""",
)
GROUP = Prompt(
    key="workflow.keyframe_group.user",
    zh="""
【角色与 id】
$cast

【本场】
$summary
【本场锚点】
$anchor

【全部节拍】
$beats

【上一拍的末张画面】
$last_picture

【这一拍】
$beat

请画出这一拍的起、中、末三张画面，order 填这一拍的编号。三张用同样的 anchors；相邻两张至少有三处不同（位置、朝向、姿势、动作、表情、视线、手、道具）。如有上一拍的末张画面，起始画面的 anchors 与每个人的位置、朝向、姿势、手和道具都与它相同。
""",
    en="""
Cast with ids:
$cast

This scene:
$summary
Its anchor:
$anchor

All beats:
$beats

Last picture of the beat before:
$last_picture

This beat:
$beat

Draw this beat as three pictures, its start, its height and its end; `order` is the beat's number. All three use the same anchors; neighbours differ in at least three things (position, orientation, pose, action, expression, gaze, hands, props). Where there is a last picture before, the first one repeats its anchors and everybody's position, orientation, pose, hands and props.
""",
)
LOOK = Prompt(
    key="workflow.keyframe_look.user",
    zh="""
【画风】
$style

【角色与 id】
$cast

【本场】
$summary
【本场锚点】
$anchor

【全部节拍】
$beats

请写出本场九张画面共有的东西：画幅、画风、人物外貌、环境、光线、氛围，以及对绘者的要求。
""",
    en="""
Style:
$style

Cast with ids:
$cast

This scene:
$summary
Its anchor:
$anchor

All beats:
$beats

Say what all nine pictures of this scene share: their shape and style, how the people look, surroundings, light and mood, and what the painter has to keep to.
""",
)

BEATS_CHARS = 4_000
BEAT_CHARS = 3_000


def facts(story: StoryContext, _: Params) -> Mapping[str, str]:
    """What the prompts are told before any of them is answered."""
    assert story.scene is not None
    nothing = dict.fromkeys(("beats", "beat", "last_picture"), _facts.none(story))
    return {
        **_facts.scene(story),
        "anchor": _facts.anchor(story, story.scene.anchor),
        "last_frame": _facts.last_shot(story),
        "first_frame": _facts.first_shot(story),
        **nothing,
    }


async def compose(asking: Asking) -> Artefact:
    """The beats, three pictures for each, what they share, and nine shots made of all that."""
    story, told = asking.story, dict(facts(asking.story, asking.params))
    passage = _scene(story)
    await asking.progress(0.05, Stage.CALL)
    plan, kept = _kept(story)
    if plan is None:
        plan = await asking.ask(
            SYSTEM,
            USER,
            told,
            ActionPlan,
            rules=story.rules(),
            draft=lambda: _beats.plan(passage),
        )
    told["beats"] = _listed(story, plan)
    groups = kept or [group async for group in _drawn(asking, plan, told)]
    await asking.progress(0.9, Stage.CALL)
    look = await asking.ask(
        SYSTEM,
        LOOK,
        told,
        BoardLook,
        rules=story.rules(),
        draft=lambda: _look.look(story, passage),
    )
    return _set(story, plan, groups, look)


async def _drawn(
    asking: Asking, plan: ActionPlan, told: Mapping[str, str]
) -> AsyncIterator[KeyframeGroup]:
    """A group for each beat, which joins up with the one before."""
    story, count, last = asking.story, len(plan.beats), None
    for beat in plan.beats:
        await asking.progress(
            0.05 + 0.85 * beat.order / (count + 1), Stage.CALL, f"{beat.order}/{count}"
        )
        asked = {"beat": _beat(story, beat), "last_picture": _picture(story, last)}
        last = await asking.ask(
            SYSTEM,
            GROUP,
            {**told, **asked},
            KeyframeGroup,
            rules=story.rules(further=_fits(beat, last)),
            draft=_drafting(story, beat.order),
        )
        yield last


def _drafting(story: StoryContext, order: int) -> Callable[[], KeyframeGroup]:
    assert story.scene is not None
    anchor = story.scene.anchor
    return lambda: _beats.group(_scene(story), anchor, order)


def _fits(
    beat: ActionBeat, before: KeyframeGroup | None
) -> Callable[[KeyframeGroup], Iterator[Violation]]:
    """What a group has to fit: its beat, and the group before it."""

    def check(group: KeyframeGroup) -> Iterator[Violation]:
        if group.order != beat.order:
            yield Violation(("order",), f"This is beat {beat.order}.")
        keep = beat.continuity.keep_camera
        yield from continuity.group_joints(before, group, keep_camera=keep)

    return check


def _kept(story: StoryContext) -> tuple[ActionPlan | None, Sequence[KeyframeGroup]]:
    """The plan and groups that are up to date while the board is not: it has to follow them."""
    scene = story.scene
    assert scene is not None
    plan, groups = scene.action_plan, scene.keyframe_groups
    fresh = scene.keyframes is not None and "keyframes" not in story.stale
    if plan is None or fresh or "action_plan" in story.stale or plan.violations(story.rules()):
        return None, ()
    usable = (
        groups is not None
        and "keyframe_groups" not in story.stale
        and len(groups.groups) == len(plan.beats)
        and not groups.violations(story.rules())
    )
    return plan, groups.groups if usable and groups else ()


def draft(story: StoryContext, _: Params) -> KeyframeSet:
    """Beats, pictures and shots from the scene's own sentences, people, poses and things."""
    assert story.scene is not None
    passage, anchor = _scene(story), story.scene.anchor
    plan = _beats.plan(passage)
    groups = [_beats.group(passage, anchor, beat.order) for beat in plan.beats]
    return _set(story, plan, groups, _look.look(story, passage))


def _scene(story: StoryContext) -> _passage.Passage:
    assert story.scene is not None
    return _passage.of_scene(story, story.scene)


def _set(
    story: StoryContext, plan: ActionPlan, groups: Sequence[KeyframeGroup], look: BoardLook
) -> KeyframeSet:
    anchor = story.scene.anchor if story.scene else None
    shots = board(
        groups,
        look,
        language=Language(story.language),
        people={person.id: (person.name, person.en) for person in _passage.cast(story)},
        things={thing.local: thing.en for thing in anchor.anchors} if anchor else {},
    )
    return KeyframeSet(
        action_plan=plan, keyframe_groups=KeyframeGroups(groups=list(groups)), keyframes=shots
    )


def parts(_: StoryContext, __: Params, answer: KeyframeSet) -> Mapping[str, Artefact]:
    """The answer by the columns that it goes into."""
    return {name: getattr(answer, name) for name in KeyframeSet.model_fields}


def _listed(story: StoryContext, plan: ActionPlan) -> str:
    """All beats, a line each."""
    lines = (f"{beat.order}. {beat.summary}" for beat in plan.beats)
    return spend(lines, BEATS_CHARS, story.language)


def _beat(story: StoryContext, beat: ActionBeat) -> str:
    """One beat with everybody's states and what must not change."""
    lines = [f"{beat.order}. {beat.summary}", beat.intent or ""]
    for phase, state in (("start", beat.start), ("mid", beat.mid), ("end", beat.end)):
        lines.append(f"{phase}: {_state(state)}")
    rules = beat.continuity.model_dump_json(exclude_none=True)
    return spend([*lines, rules], BEAT_CHARS, story.language)


def _state(state: BeatState) -> str:
    return "; ".join(each.model_dump_json(exclude_none=True) for each in state.characters)


def _picture(story: StoryContext, group: KeyframeGroup | None) -> str:
    """The last picture of a group, as the next one has to repeat it."""
    frame: FrameSpec | None = group.end if group else None
    return frame.model_dump_json(exclude_none=True) if frame else _facts.none(story)


KIND = Kind(
    name="generate_keyframe_prompt",
    title="Draw up a scene's nine still pictures",
    title_zh="生成关键帧提示词",
    description="Cuts the scene into beats (its action plan), draws each beat as three pictures "
    "that join up (its keyframe groups), and makes the keyframe board of them: nine still pictures "
    "in fixed sizes, spread over all beats. Asks two questions and one for each beat. While the "
    "board is absent or stale, an action plan and groups that are not stale are kept. Needs the "
    "scene's summary and anchor.",
    scope=Scope.SCENE,
    needs=(SCENE_HAS_SUMMARY, SCENE_HAS_ANCHOR),
    writes=("keyframes", "action_plan", "keyframe_groups"),
    holds=SceneState.KEYFRAME_GENERATING,
    timeout_s=900,
    system=SYSTEM,
    user=USER,
    further=(GROUP, LOOK),
    facts=facts,
    questions="two questions, and one more for each beat of the action plan",
    output=KeyframeSet,
    draft=draft,
    compose=compose,
    parts=parts,
)
