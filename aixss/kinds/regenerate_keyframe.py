# ruff: noqa: E501  a line of a prompt or table is a line
"""Draw up one shot of a scene's keyframe board anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated
from uuid import UUID

from pydantic import Field

from aixss.jobs.needs import SCENE_HAS_ANCHOR, SCENE_HAS_KEYFRAMES
from aixss.jobs.spec import Kind, Scope
from aixss.jobs.telling import spend
from aixss.kinds import _facts, _passage
from aixss.kinds._guard import still
from aixss.kinds._lexicon import Pair
from aixss.kinds._params import OneShot
from aixss.kit.prompt import Prompt
from aixss.stories.artefacts.base import Artefact, Bilingual, Story, Violation, plain
from aixss.stories.artefacts.keyframe_board import CameraAngle, KeyframeBoard, KeyframeShot
from aixss.stories.context import StoryContext
from aixss.stories.states import SceneState

SYSTEM = Prompt(
    key="workflow.one_keyframe.system",
    zh="""
你是漫剧分镜师，重画九宫格里的一张静止画面，其余八张保持不动。
要求：
- 景别与编号不变；画面讲同一个节拍，但换一种画法：姿势、构图、机位或视线要与现在这张明显不同。
- 只是一个凝固的瞬间，不写过程，不用“然后、接着、开始、逐渐、同时、正在”一类词。
- 与前后两张接得上，又不重复它们；人物的脸、发型、衣着不变。
- subjects 只填给出的角色 id，没有人就留空；anchors 从场景锚点中逐字选取。
- local 用中文；en 是同一内容的英文，供绘图模型使用，不出现抽象评价。
只回答一个 JSON 对象。
""",
    en="""
You are the storyboard artist of a comic drama and redraw one still picture of a grid of nine; the eight others stay as they are.
What is asked:
- Size and number stay. The picture tells the same beat in another way: pose, composition, camera or gaze clearly differ from the present one.
- It is one frozen moment: no course of events; avoid words like then, after, before, while, when, starts to, begins to, slowly, gradually.
- It joins up with the pictures around it and repeats neither; faces, hair and clothes stay the same.
- `subjects` holds only ids of the given cast, and is empty where nobody is seen; `anchors` repeats those of the scene word for word.
- `local` and `en` are the same English text: concrete words for an image model, no judgements.
Answer with one JSON object and nothing else.
""",
)
USER = Prompt(
    key="workflow.one_keyframe.user",
    zh="""
【画风】
$style

【角色与 id】
$cast

【本场】
$summary
【本场锚点】
$anchor
【本场节拍】
$beats

【前一张】
$shot_before
【现在这张】
$shot
【后一张】
$shot_after

请重画“现在这张”。
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
Its beats:
$beats

The picture before:
$shot_before
The present picture:
$shot
The picture after:
$shot_after

Redraw the present picture.
""",
)

BEATS_CHARS = 4_000
# Other ways to draw up a picture of {who} and {t} at {p}; a draft takes the first that is new.
WAYS: tuple[Pair, ...] = (
    (
        "隔着{t}看去，{who}只占画面一角，{tone}铺在前景",
        "Past the {t}: {who} in one corner of the frame, {tone} in the foreground",
    ),
    (
        "{who}的剪影压在{place}上，{t}留在亮处",
        "The outline of {who} against the {place}, the {t} in the light",
    ),
    ("{t}映出{who}的侧影，四周暗下", "The {t} mirrors the profile of {who}, darkness around"),
)
FOCI: tuple[Pair, ...] = (
    ("{t}与{who}之间的空隙", "the gap between the {t} and {who}"),
    ("轮廓边缘的光", "the light along the outline"),
)


class RedrawnShot(Artefact):
    """One shot of a keyframe board, drawn up anew; its number and size stay."""

    description: Bilingual = Field(
        description="What is seen at one frozen moment: who, where, pose, look; no events."
    )
    angle: CameraAngle = Field(description="Where the camera stands.")
    focus: Bilingual = Field(description="What the eye is drawn to.")
    subjects: list[UUID] = Field(
        max_length=20, description="Ids of the characters who are seen, each once, at most 20."
    )
    anchors: list[Annotated[str, Field(min_length=1, max_length=2000)]] = Field(
        max_length=12, description="Those of the scene's anchors that are seen, word for word."
    )


def _board(story: StoryContext) -> KeyframeBoard:
    assert story.scene is not None
    assert story.scene.keyframes is not None
    return story.scene.keyframes


def _shot(story: StoryContext, number: int) -> KeyframeShot | None:
    shots = _board(story).shots
    return shots[number - 1] if 1 <= number <= len(shots) else None


def _redrawn(story: StoryContext, number: int, answer: RedrawnShot) -> KeyframeBoard:
    """The board with the answer in the place of one shot."""
    board = _board(story)
    shots = list(board.shots)
    shots[number - 1] = shots[number - 1].model_copy(update=dict(answer))
    return board.model_copy(update={"shots": shots})


def rules(story: StoryContext, params: OneShot) -> Story:
    """What holds for any shot of a board, and that this one differs from all that are there."""
    known = story.rules()
    return story.rules(further=_fits(story, params.number, known))


def _fits(
    story: StoryContext, number: int, known: Story
) -> Callable[[RedrawnShot], Iterator[Violation]]:
    def check(answer: RedrawnShot) -> Iterator[Violation]:
        place = ("shots", number - 1)
        for found in _redrawn(story, number, answer).rules(known):
            # What is wrong with the other shots is not the answer's fault.
            if found.path[:2] == place:
                yield Violation(found.path[2:], found.message)
        for shot in _board(story).shots:
            if plain(shot.description.local) == plain(answer.description.local):
                message = f"This is shot {shot.number} as it is: show the moment in another way."
                yield Violation(("description", "local"), message)

    return check


def facts(story: StoryContext, params: OneShot) -> Mapping[str, str]:
    """What the prompts are told."""
    assert story.scene is not None
    plan, nothing = story.scene.action_plan, _facts.none(story)
    beats = [f"{beat.order}. {beat.summary}" for beat in plan.beats] if plan else []
    return {
        "style": _facts.style(story),
        "cast": _facts.cast(story),
        "summary": _facts.summary(story, story.scene),
        "anchor": _facts.anchor(story, story.scene.anchor),
        "beats": spend(beats, BEATS_CHARS, story.language) or nothing,
        "shot_before": _facts.shot(story, _shot(story, params.number - 1)),
        "shot": _facts.shot(story, _shot(story, params.number)),
        "shot_after": _facts.shot(story, _shot(story, params.number + 1)),
    }


def draft(story: StoryContext, params: OneShot) -> RedrawnShot:
    """The same people and anchors, seen in the first way that no shot of the board has."""
    assert story.scene is not None
    passage = _passage.of_scene(story, story.scene)
    shot = _board(story).shots[params.number - 1]
    pairs = {
        "who": passage.who,
        "t": passage.thing,
        "tone": passage.light.color,
        "place": passage.place_words,
    }
    zh, en = ({key: pair[side] for key, pair in pairs.items()} for side in (0, 1))
    ways = [still(passage.both(a.format_map(zh), b.format_map(en))) for a, b in WAYS]
    there = {plain(each.description.local) for each in _board(story).shots}
    new = [n for n, way in enumerate(ways) if plain(way.local) not in there]
    # Each shot starts looking at another way, so that two redrawn ones differ.
    chosen = min(new or [0], key=lambda n: (n - params.number) % len(ways))
    focus = FOCI[params.number % len(FOCI)]
    angles = [angle for angle in CameraAngle if angle is not shot.angle]
    return RedrawnShot(
        description=ways[chosen],
        angle=angles[params.number % len(angles)],
        focus=still(passage.both(focus[0].format_map(zh), focus[1].format_map(en))),
        subjects=shot.subjects,
        anchors=shot.anchors,
    )


def parts(story: StoryContext, params: OneShot, answer: RedrawnShot) -> Mapping[str, Artefact]:
    """The whole board, eight of its shots as they were."""
    return {"keyframes": _redrawn(story, params.number, answer)}


KIND = Kind(
    name="regenerate_keyframe",
    title="Draw up one still picture of a scene anew",
    title_zh="重新生成单张关键帧",
    description="Rewrites one shot of the scene's keyframe board in another way; number and size "
    "stay, and so do the eight other shots. Needs the scene's anchor and keyframes.",
    scope=Scope.SCENE,
    needs=(SCENE_HAS_ANCHOR, SCENE_HAS_KEYFRAMES),
    writes=("keyframes",),
    holds=SceneState.KEYFRAME_GENERATING,
    params=OneShot,
    system=SYSTEM,
    user=USER,
    facts=facts,
    output=RedrawnShot,
    rules=rules,
    draft=draft,
    parts=parts,
)
