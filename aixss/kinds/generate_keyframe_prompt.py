# ruff: noqa: E501  a line of a prompt or table is a line
"""Draw up a scene's nine still pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aixss.jobs.needs import SCENE_HAS_ANCHOR, SCENE_HAS_SUMMARY, effective_style
from aixss.jobs.spec import Kind, Params, Scope
from aixss.kinds import _facts, _passage
from aixss.kinds._guard import moment, still
from aixss.kinds._lexicon import Pair
from aixss.kinds._passage import Passage
from aixss.kit.prompt import Prompt
from aixss.providers.reading import clip
from aixss.stories.artefacts.base import Bilingual, Language, is_in
from aixss.stories.artefacts.keyframe_board import (
    AspectRatio,
    BoardRequirements,
    CameraAngle,
    KeyframeBoard,
    KeyframeShot,
    ShotSize,
    VisualAnchor,
)
from aixss.stories.artefacts.scene_anchor import SceneAnchor
from aixss.stories.context import StoryContext
from aixss.stories.states import SceneState

SYSTEM = Prompt(
    key="workflow.keyframe_prompt.system",
    zh="""
你是漫剧分镜师，把一场戏画成九宫格：九张静止画面，景别固定依次为 ELS、LS、MLS、MS、MCU、CU、ECU、LOW_ANGLE、HIGH_ANGLE。
要求：
- 第 1 至 3 张交代地点与人物位置，第 4 至 6 张写情绪，第 7 至 9 张写张力；九张合起来讲清这场戏，每张都不同。
- 每张只是一个凝固的瞬间：写谁、在哪里、什么姿势、看向哪里。不写过程，不用“然后、接着、开始、逐渐、同时、正在”一类词。
- subjects 只填给出的角色 id；画面里没有人就留空。人物的脸、发型、衣着前后一致。
- anchors 从场景锚点中逐字选取画面里看得见的几项；光线和天气与锚点一致。
- 如有上一场末张、下一场首张，首尾要接得上。
- local 用中文；en 是同一内容的英文，供绘图模型使用，不出现抽象评价。
只回答一个 JSON 对象。
""",
    en="""
You are the storyboard artist of a comic drama and draw one scene as a grid of nine still pictures, whose sizes are fixed
in this order: ELS, LS, MLS, MS, MCU, CU, ECU, LOW_ANGLE, HIGH_ANGLE.
What is asked:
- Pictures 1 to 3 set place and positions, 4 to 6 the feeling, 7 to 9 the tension; together they tell the scene, none repeats another.
- Each is one frozen moment: who, where, in what pose, looking at what. No course of events; avoid words like then, after,
  before, while, when, starts to, begins to, slowly, gradually.
- `subjects` holds only ids of the given cast, and is empty where nobody is seen. Faces, hair and clothes stay the same.
- `anchors` repeats, word for word, those of the scene's anchors that are seen; light and weather follow the anchor.
- Where the last picture before and the first one after are given, join up with them.
- `local` and `en` are the same English text: concrete words for an image model, no judgements.
Answer with one JSON object and nothing else.
""",
)
USER = Prompt(
    key="workflow.keyframe_prompt.user",
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

请给出本场的九张画面。
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

Give the nine pictures of this scene.
""",
)

ANGLES = {
    ShotSize.MS: CameraAngle.OVER_SHOULDER,
    ShotSize.ECU: CameraAngle.OVERHEAD,
    ShotSize.LOW_ANGLE: CameraAngle.LOW,
    ShotSize.HIGH_ANGLE: CameraAngle.HIGH,
}
STYLE_CHARS = 1500
MOST_LOOKS = 6  # people whose looks are said

# What each picture shows and what the eye is drawn to, in both languages.
Line = tuple[Pair, Pair]
OVERVIEW: Line = (
    (
        "{time}的{place}全貌，{sky}，{tone}铺满画面，{tiny}",
        "wide view of the {place} at {time}, {sky}, {tone}, {tiny}",
    ),
    ("{place}的轮廓", "the outline of the {place}"),
)
DETAIL: Line = (
    (
        "{thing}的细节填满画面，{tone}沿边缘勾出一线",
        "the {thing} fills the frame in detail, {tone} along its edge",
    ),
    ("{thing}上的痕迹", "the marks on the {thing}"),
)
ANSWERED: Line = (
    (
        "{other}自胸以上，{p3}，光从侧面勾出轮廓",
        "{other} from the chest up, {p3}, side light on the outline",
    ),
    ("{other}的目光", "the gaze of {other}"),
)
ALONE: Line = (
    (
        "{who}自胸以上，侧脸朝向{thing}，光从侧面勾出轮廓",
        "{who} from the chest up in profile, facing the {thing}, side light on the outline",
    ),
    ("{thing}与侧脸之间的空隙", "the gap between the profile and the {thing}"),
)
PEOPLED: tuple[Line, ...] = (
    OVERVIEW,
    (
        (
            "{who}全身入画，旁边是{a1}，身后是{a2}",
            "{who} in full figure next to {a1}, {a2} in the background",
        ),
        ("{who}与{a1}的距离", "the gap between {who} and {a1}"),
    ),
    (
        (
            "{who}自膝以上，{p1}，{a3}占住画面一侧",
            "{who} from the knees up, {p1}, {a3} on one side of the frame",
        ),
        ("{who}的姿势", "the pose of {who}"),
    ),
    (
        (
            "{moment}{who}自腰以上，{p2}，{thing}就在手边",
            "{moment}{who} from the waist up, {p2}, the {thing} within reach",
        ),
        ("手与{thing}之间", "the space between the hands and the {thing}"),
    ),
    ANSWERED,
    (
        ("{who}的近景，{mood}停在脸上", "close view of {who}, {mood} in the face"),
        ("眼睛里的一点反光", "a point of light in the eyes"),
    ),
    DETAIL,
    (
        (
            "自下而上，{who}压住画面上方，{a4}伸进画面",
            "from below, {who} towers over the frame, {a4} reaching into it",
        ),
        ("{who}的身形", "the silhouette of {who}"),
    ),
    (
        (
            "自上而下，{who}与{other}缩在{place}中央，四周空旷，{sky}",
            "from above, {who} and {other} small in the middle of the {place}, empty space all round, {sky}",
        ),
        ("{place}中央的空白", "the emptiness of the {place}"),
    ),
)
EMPTY: tuple[Line, ...] = (
    OVERVIEW,
    (
        (
            "{a1}与{a2}隔着{place}相对，没有人影",
            "{a1} and {a2} across the {place}, nobody in sight",
        ),
        ("{a1}与{a2}之间的空当", "the gap between {a1} and {a2}"),
    ),
    (
        (
            "{a3}占住画面一侧，{place}在背后退远",
            "{a3} on one side of the frame, the {place} receding behind",
        ),
        ("{a3}的边缘", "the edge of {a3}"),
    ),
    (
        (
            "{thing}停在画面中央，旁边是{a1}",
            "the {thing} in the middle of the frame, {a1} beside it",
        ),
        ("{thing}的位置", "the place of the {thing}"),
    ),
    (
        ("{thing}的正面，光从侧面勾出轮廓", "the front of the {thing}, side light on the outline"),
        ("明暗的交界", "the border of light and shadow"),
    ),
    (
        ("{a2}的近景，{mood}留在空气里", "close view of {a2}, {mood} in the air"),
        ("{a2}的表面", "the surface of {a2}"),
    ),
    DETAIL,
    (
        ("自下而上，{a4}压住画面上方，{sky}", "from below, {a4} towers over the frame, {sky}"),
        ("{a4}的高处", "the top of {a4}"),
    ),
    (
        (
            "自上而下，{thing}落在{place}中央，四周空旷",
            "from above, the {thing} in the middle of the {place}, empty space all round",
        ),
        ("{place}中央的空白", "the emptiness of the {place}"),
    ),
)


def facts(story: StoryContext, _: Params) -> Mapping[str, str]:
    """What the prompts are told."""
    assert story.scene is not None
    return {
        **_facts.scene(story),
        "anchor": _facts.anchor(story, story.scene.anchor),
        "last_frame": _facts.last_shot(story),
        "first_frame": _facts.first_shot(story),
    }


def draft(story: StoryContext, _: Params) -> KeyframeBoard:
    """Nine moments of the scene's own people, poses and things among its anchors."""
    assert story.scene is not None
    passage = _passage.of_scene(story, story.scene)
    return KeyframeBoard(
        aspect_ratio=AspectRatio.WIDE_16_9,
        style=_style(story, passage),
        visual_anchor=_constant(passage, story.scene.anchor),
        shots=_shots(passage, story.scene.anchor),
        requirements=BoardRequirements(
            consistency=passage.both(
                "九张画面里人物的脸、发型、衣着与道具不变，场景的陈设、光向与天气不变。",
                "Faces, hair, clothes and props stay the same in all nine pictures, and so do "
                "the furnishings, the direction of the light and the weather.",
            ),
            composition=passage.both(
                "三行三列，每格等大，留出对白气泡的空白，主体落在三分线上。",
                "Three rows of three equal panels, room for speech bubbles, subjects on the thirds.",
            ),
            quality=passage.both(
                "线条干净，五官与手指准确；不要文字、水印和多余的人。",
                "Clean lines, correct faces and hands; no lettering, no watermark, no extra people.",
            ),
        ),
    )


def _style(story: StoryContext, passage: Passage) -> Bilingual:
    wanted = clip(effective_style(story) or "comic drama", STYLE_CHARS)
    preset = story.project.art_style.preset if story.project.art_style else "CUSTOM"
    look = "hand-drawn comic drama" if preset == "CUSTOM" else preset.lower().replace("_", " ")
    en = wanted if is_in(wanted, Language.EN) else f"{look} style, consistent line and colour"
    return passage.both(f"画风：{wanted}", en)


def _constant(passage: Passage, anchor: SceneAnchor | None) -> VisualAnchor:
    light, look = passage.light, passage.weather.look
    made = passage.both(*passage.stage[0])
    shown = passage.people[:MOST_LOOKS]
    looks_zh = "；".join(f"{p.name}：{p.look[0]}" for p in shown) or "画面中没有人"
    looks_en = "; ".join(
        f"{p.en}: {p.look[1]}" if passage.language == "en" else p.look[1] for p in shown
    )
    return VisualAnchor(
        character=passage.both(looks_zh, looks_en or "nobody is seen"),
        environment=anchor.scene if anchor and passage.speaks(anchor.scene) else made,
        lighting=passage.both(
            f"{light.source[0]}，{light.color[0]}，{light.intensity[0]}，{look[0]}",
            f"{light.source[1]}, {light.color[1]}, {light.intensity[1]}, {look[1]}",
        ),
        mood=passage.both(*passage.mood),
    )


def _shots(passage: Passage, anchor: SceneAnchor | None) -> list[KeyframeShot]:
    known = [thing for thing in (anchor.anchors if anchor else []) if passage.speaks(thing)]
    near = known or [passage.both(*pair) for pair in passage.stage[1]]
    zh, en = _words(passage, [(thing.local, thing.en) for thing in near])
    shots = []
    for index, (size, line) in enumerate(zip(ShotSize, _lines(passage), strict=True)):
        description, focus = (
            (said.format_map(zh), said_en.format_map(en)) for said, said_en in line
        )
        # A place and its overview show two, a close-up one person, a detail nobody.
        limit = {ShotSize.CU: 1, ShotSize.MLS: 1, ShotSize.ECU: 0}.get(size, 2)
        shots.append(
            KeyframeShot(
                number=index + 1,
                size=size,
                description=still(passage.both(description[0], _capital(description[1]))),
                angle=ANGLES.get(size, CameraAngle.EYE_LEVEL),
                focus=still(passage.both(*focus)),
                subjects=[person.id for person in passage.people[:limit]],
                anchors=[thing.local for thing in known[index % max(len(known), 1) :][:2]],
            )
        )
    return shots


def _lines(passage: Passage) -> Sequence[Line]:
    if not passage.people:
        return EMPTY
    answer = ANSWERED if passage.partner else ALONE
    return [answer if line is ANSWERED else line for line in PEOPLED]


def _words(passage: Passage, near: Sequence[Pair]) -> tuple[dict[str, str], dict[str, str]]:
    """What the lines speak of, in Chinese and in English."""
    shown = moment(passage)
    (who, who_en), things = passage.who, [near[n % len(near)] for n in range(4)]
    pairs: dict[str, Pair] = {
        "time": passage.time_words,
        "place": passage.place_words,
        "sky": passage.weather.look,
        "tone": passage.light.color,
        "mood": passage.mood,
        "thing": passage.thing,
        "who": (who, who_en),
        "other": passage.other,
        "tiny": (f"{who}只是远处的一点", f"{who_en} tiny in the distance")
        if passage.people
        else ("画面里没有人", "nobody in sight"),
        "moment": (f"“{shown}”的一瞬，", f"{shown}: " if passage.language == "en" else "")
        if shown
        else ("", ""),
        **{f"a{n}": thing for n, thing in enumerate(things, start=1)},
        **{f"p{n}": (p.zh, p.en) for n, p in enumerate(passage.poses[:3], start=1)},
    }
    return {k: v[0] for k, v in pairs.items()}, {k: v[1] for k, v in pairs.items()}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


KIND = Kind(
    name="generate_keyframe_prompt",
    title="Draw up a scene's nine still pictures",
    title_zh="生成关键帧提示词",
    description="Writes the scene's keyframe board: nine still pictures in fixed sizes, each with "
    "what is seen, camera angle, focus, characters and anchors. Needs the scene's anchor.",
    scope=Scope.SCENE,
    needs=(SCENE_HAS_SUMMARY, SCENE_HAS_ANCHOR),
    writes=("keyframes",),
    holds=SceneState.KEYFRAME_GENERATING,
    system=SYSTEM,
    user=USER,
    facts=facts,
    output=KeyframeBoard,
    draft=draft,
)
