"""Cut a scene into the nine groups of its storyboard."""

from __future__ import annotations

from collections.abc import Mapping

from aixss.jobs import applying
from aixss.jobs.ask import Asking
from aixss.jobs.needs import SCENE_HAS_STORYBOARD_BIBLE
from aixss.jobs.spec import Kind, Need, Scope
from aixss.kinds import _facts, _passage, _storyboard_facts
from aixss.kinds._params import Cutting
from aixss.kit.db import Change
from aixss.kit.prompt import Prompt
from aixss.stories import storyboards, writes
from aixss.stories.artefacts.base import Story
from aixss.stories.artefacts.storyboard import (
    GROUPS,
    CameraMode,
    StoryboardGoal,
    StoryboardPlan,
)
from aixss.stories.context import StoryContext

SYSTEM = Prompt(
    key="workflow.storyboard_plan.system",
    zh="""
你把一场戏切成九组分镜，每组九格，共 81 格，从头到尾一条线。
要求：
- 正好 9 组，number 从 1 到 9。camera_mode 照给出的值填写。
- goal：这一组要让人看见什么；九组各不相同，合起来演完设定里的全部节拍。
- starts、ends：这一组开始前、结束后的局面；每组的 starts 接住上一组的 ends。
- 只写看得见的事，不添设定以外的人。
- 每段文字写两遍：local 用中文，en 用英文，意思相同；en 里不出现中文。
只回答一个 JSON 对象。
""",
    en="""
You cut one scene into nine groups of nine panels: 81 pictures in one line from first to last.
What is asked:
- Exactly nine groups, `number` from 1 to 9. `camera_mode` is the one that is given.
- `goal`: what the group lets us see; no two alike, and together they play every beat of the bible.
- `starts` and `ends`: how things stand before and after it; each begins where the one before ended.
- Only what can be seen, and nobody beside the people of the bible.
- Each text stands in `local` and in `en`; both are the same English text here.
Answer with one JSON object and nothing else.
""",
)
USER = Prompt(
    key="workflow.storyboard_plan.user",
    zh="""
【角色】
$cast

【本场】
$summary

【分镜设定】
$storyboard_bible

【镜头写法】
$camera_mode

请规划这场戏的九组分镜。
""",
    en="""
Cast:
$cast

This scene:
$summary

The storyboard's bible:
$storyboard_bible

Camera mode:
$camera_mode

Plan its nine groups.
""",
)
# What the nine groups of a rule-based plan do, and with what each ends.
STEPS = (
    ("交代地点", "show the place", "地点清楚", "the place is known"),
    ("引入人物", "bring in the people", "人物在场", "the people are there"),
    ("拿出关键物件", "bring the thing into view", "物件入画", "the thing is in view"),
    ("点出意图", "show what is wanted", "意图明了", "what is wanted is clear"),
    ("遇到阻碍", "put something in the way", "僵住", "nobody yields"),
    ("把压力推高", "raise the pressure", "无路可退", "there is no way back"),
    ("局面反转", "turn the situation", "局面已变", "all is different"),
    ("看见代价", "show what it costs", "代价落定", "the price is paid"),
    ("收在余味上", "leave an aftertaste", "归于安静", "it is quiet"),
)


MAY_REPLACE = Need(
    "force",
    "Groups of this storyboard have panels, which a new plan makes stale: set `force`.",
    lambda story, params: params.force or all(group.panels is None for group in story.groups),
)


def mode(story: StoryContext, params: Cutting) -> CameraMode:
    """The camera mode that was asked for, else the one that is there."""
    assert story.scene is not None
    there = story.scene.storyboard_plan
    return params.camera_mode or (there.camera_mode if there else CameraMode.B)


def facts(story: StoryContext, params: Cutting) -> Mapping[str, str]:
    """What the prompts are told."""
    assert story.scene is not None
    return {
        "cast": _facts.cast(story),
        "summary": _facts.summary(story, story.scene),
        "storyboard_bible": _storyboard_facts.bible(story, story.scene.storyboard_bible),
        "camera_mode": mode(story, params).value,
    }


def rules(story: StoryContext, params: Cutting) -> Story:
    """The plan has the camera mode that was asked for."""
    return story.rules(camera_mode=mode(story, params).value)


def draft(story: StoryContext, params: Cutting) -> StoryboardPlan:
    """Nine steps from the place to the aftertaste, with the scene's own people and things."""
    assert story.scene is not None
    passage = _passage.of_scene(story, story.scene)
    (who, who_en), (place, place_en) = passage.who, passage.place_words
    thing, thing_en = passage.thing
    ends = [("尚未开始", "nothing has begun"), *((zh, en) for _, _, zh, en in STEPS)]
    return StoryboardPlan(
        camera_mode=mode(story, params),
        groups=[
            StoryboardGoal(
                number=n,
                goal=passage.both(
                    f"{zh}：{who}，{place}，{thing}",
                    f"{en.capitalize()}: {who_en}, the {place_en}, the {thing_en}",
                ),
                starts=passage.both(*ends[n - 1]),
                ends=passage.both(*ends[n]),
            )
            for n, (zh, en, _, _) in enumerate(STEPS[:GROUPS], start=1)
        ],
    )


async def apply(tx: Change, asking: Asking, answer: StoryboardPlan) -> bool:
    """Write the plan and make its groups; panels that are there stay, and become stale."""
    scene = asking.story.scene
    assert scene is not None
    field, seen = "storyboard_plan", scene.revision
    if not await writes.write_field(
        tx, "scene", scene.id, field, answer, read_revision=seen, job_id=asking.job_id
    ):
        return False
    await writes.clear_marks(tx, scene.id, field, asking.story.seq)
    await applying.mark(tx, asking, [field])
    await storyboards.make_groups(tx, scene.id, asking.job_id)
    return True


KIND = Kind(
    name="generate_storyboard_plan",
    title="Cut a scene into nine groups of panels",
    title_zh="生成分镜规划",
    description="Plans the scene's storyboard: nine groups of nine panels, each with its goal, and "
    "makes the groups. Needs the storyboard's bible; once a group has panels it needs `force`: "
    "the panels stay, and become stale.",
    scope=Scope.SCENE,
    needs=(SCENE_HAS_STORYBOARD_BIBLE, MAY_REPLACE),
    writes=("storyboard_plan", "storyboard_groups"),
    reads_groups=True,
    params=Cutting,
    system=SYSTEM,
    user=USER,
    facts=facts,
    rules=rules,
    output=StoryboardPlan,
    draft=draft,
    apply=apply,
)
