# ruff: noqa: E501  a line of a prompt is a line
"""Draw up nine panels of a scene's storyboard, going on from how the group before ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pydantic import Field

from aixss.jobs.ask import Asking
from aixss.jobs.needs import SCENE_HAS_STORYBOARD_BIBLE, SCENE_HAS_STORYBOARD_PLAN
from aixss.jobs.spec import Kind, Need, Scope
from aixss.kinds import _facts, _panels, _passage, _storyboard_facts
from aixss.kinds._params import OneGroup
from aixss.kit.db import Change
from aixss.kit.prompt import Prompt
from aixss.providers.reading import clip
from aixss.stories import staleness, storyboards, writes
from aixss.stories.artefacts.base import Artefact, Language, Story, Violation, plain
from aixss.stories.artefacts.storyboard import (
    GROUPS,
    INTENT_CHARS,
    PANELS,
    ContinuityState,
    DrawnPanel,
    GroupPanels,
    StoryboardPanel,
)
from aixss.stories.context import StoryContext

SYSTEM = Prompt(
    key="workflow.storyboard_group.system",
    zh="""
你是漫剧的分镜师，画一场戏里的一组分镜：正好九格，连成三行三列的一张图。
要求：
- panels：number 从 1 到 9；en 用英文写这一格看得见的一个凝固瞬间：谁、在哪、姿势、表情、手里有什么；不写过程，不用 then、after、before、while、when、starts to、slowly 一类词；九格各不相同。
- 只画设定里的人和物，长相、衣着、地点、光线与设定一致；第一格接住“组开始时的局面”，第九格落在这一组的结束局面上。
- 镜头写法为 A：每格 en 以方括号里的机位开头，如 [Medium close-up, eye level]，camera 填 null；写法为 B：camera 填景别、角度、镜头、运动，en 不写机位。
- end_state：第九格之后的局面，用中文写。组开始时在场的人，要么仍在 people 里，要么进 left 并写明去处；离开的人可以回来。原有的物件一件不少，名称照抄，写它现在怎样。next_intent 写接下来谁要做什么，没有就填 null。
只回答一个 JSON 对象。
""",
    en="""
You are the storyboard artist of a comic drama and draw up one group of a scene: exactly nine panels, which become one grid of three by three.
What is asked:
- `panels`: `number` from 1 to 9; `en` tells in English one frozen moment that can be seen: who, where, pose, face, what hands hold. No course of events; avoid words like then, after, before, while, when, starts to, slowly. No two panels alike.
- Only the people and things of the bible, with the same looks, clothes, place and light; the first panel goes on from how things stand, the ninth arrives where this group is to end.
- In camera mode A each `en` begins with the camera in brackets, as in [Medium close-up, eye level], and `camera` is null; in mode B `camera` holds size, angle, lens and motion, and `en` says nothing of it.
- `end_state` says how things stand after the ninth panel. Whoever was there before is either still in `people`, or in `left` with where they went; who has gone may come back. No thing that was there gets lost: keep its name and say how it is now. `next_intent` is what somebody is about to do, or null.
Answer with one JSON object and nothing else.
""",
)
USER = Prompt(
    key="workflow.storyboard_group.user",
    zh="""
【画风】
$style

【角色与 id】
$cast

【本场】
$summary

【分镜设定】
$storyboard_bible

【镜头写法】
$camera_mode

【前面各组画过的】
$told_so_far

【组开始时的局面】
$standing

【这一组】
$storyboard_group

请画出这一组的九格。
""",
    en="""
Style:
$style

Cast with ids:
$cast

This scene:
$summary

The storyboard's bible:
$storyboard_bible

Camera mode:
$camera_mode

What the groups before have shown:
$told_so_far

How things stand when this group begins:
$standing

This group:
$storyboard_group

Draw up its nine panels.
""",
)


class GroupAnswer(Artefact):
    """A group as it is drawn up: nine panels, and how things stand after them."""

    panels: list[DrawnPanel] = Field(
        min_length=PANELS, max_length=PANELS, description="Exactly nine panels, in order."
    )
    end_state: ContinuityState = Field(description="How things stand after the ninth panel.")

    def drawn(self, language: Language) -> GroupPanels:
        """The panels as they are kept: in an English project no translation is missing."""
        is_english = language is Language.EN
        return GroupPanels(
            panels=[
                StoryboardPanel(**dict(panel), local=panel.en if is_english else None)
                for panel in self.panels
            ]
        )

    def rules(self, story: Story) -> Iterator[Violation]:
        """What the panels and the end state keep wherever they stand."""
        yield from self.drawn(story.language).rules(story)
        for found in self.end_state.rules(story):
            yield Violation(("end_state", *found.path), found.message)


def _before(story: StoryContext, number: int) -> ContinuityState | None:
    """How the group before ended, without those whom a later bible does not know any more.

    Nothing comes before the first group.
    """
    state = story.groups[number - 2].end_state if 1 < number <= len(story.groups) + 1 else None
    bible = story.scene.storyboard_bible if story.scene else None
    if state is None or bible is None:
        return state
    known = {person.character_id for person in bible.people}
    held = [
        prop if prop.holder_id in known else prop.model_copy(update={"holder_id": None})
        for prop in state.props
    ]
    return state.model_copy(
        update={
            "people": [each for each in state.people if each.character_id in known],
            "left": [each for each in state.left if each.character_id in known],
            "props": held,
        }
    )


GROUP_BEFORE = Need(
    "group",
    "Make the group before it first: its panels, and how things stand after them.",
    lambda story, params: params.group == 1 or _before(story, params.group) is not None,
    asks="group",
)


def facts(story: StoryContext, params: OneGroup) -> Mapping[str, str]:
    """What the prompts are told."""
    scene = story.scene
    assert scene is not None
    plan = scene.storyboard_plan
    return {
        "style": _facts.style(story),
        "cast": _facts.cast(story),
        "summary": _facts.summary(story, scene),
        "storyboard_bible": _storyboard_facts.bible(story, scene.storyboard_bible),
        "camera_mode": plan.camera_mode.value if plan else _facts.none(story),
        "told_so_far": _storyboard_facts.told_so_far(story, params.group),
        "standing": _storyboard_facts.standing(story, _before(story, params.group)),
        "storyboard_group": _storyboard_facts.group(story, params.group),
    }


def rules(story: StoryContext, params: OneGroup) -> Story:
    """What holds for any group, and that nobody and nothing of the one before gets lost."""
    return story.rules(further=_goes_on(story, _before(story, params.group)))


def _goes_on(
    story: StoryContext, before: ContinuityState | None
) -> Callable[[GroupAnswer], Iterator[Violation]]:
    names = _facts.called(story)

    def check(answer: GroupAnswer) -> Iterator[Violation]:
        state = answer.end_state
        told = {person.character_id for person in state.people}
        told |= {person.character_id for person in state.left}
        for person in before.people if before else ():
            if person.character_id not in told:
                name = names.get(person.character_id, "")
                message = (
                    f"{name} ({person.character_id}) was there when the group began: put them "
                    "into `people`, or into `left` with where they went."
                )
                yield Violation(("end_state", "people"), message)
        things = {plain(prop.name) for prop in state.props}
        for prop in before.props if before else ():
            if plain(prop.name) not in things:
                message = f"“{prop.name}” was there when the group began: say how it is now."
                yield Violation(("end_state", "props"), message)

    return check


def draft(story: StoryContext, params: OneGroup) -> GroupAnswer:
    """Nine views of the scene's people and things, and all that was there still in its place."""
    scene = story.scene
    assert scene is not None
    assert scene.storyboard_bible is not None
    assert scene.storyboard_plan is not None
    passage = _passage.of_scene(story, scene)
    plan, number = scene.storyboard_plan, params.group
    following = plan.groups[number].goal.local if number < GROUPS else None
    return GroupAnswer(
        panels=[each.panel for each in _panels.sketches(passage, number, plan.camera_mode)],
        end_state=_panels.ending(
            passage,
            number,
            scene.storyboard_bible,
            _before(story, number),
            clip(following, INTENT_CHARS) if following else None,
        ),
    )


async def apply(tx: Change, asking: Asking, answer: GroupAnswer) -> bool:
    """Write the group; those after it are stale, for they went on from how it ended."""
    story, params = asking.story, asking.params
    assert isinstance(params, OneGroup)
    group = story.groups[params.group - 1]
    panels = answer.drawn(Language(story.language))
    parts: Mapping[str, Artefact] = {"panels": panels, "end_state": answer.end_state}
    if not await storyboards.put(tx, group, parts, edited=(), job_id=asking.job_id):
        return False
    await writes.clear_marks(tx, group.id, "panels", story.seq)
    await staleness.mark(tx, storyboards.TABLE, group.id, parts, asking.beside)
    return True


KIND = Kind(
    name="generate_storyboard_group",
    title="Draw up a group of panels",
    title_zh="生成分镜组",
    description="Draws up one group of the scene's storyboard: nine panels in English, going on "
    "from how the group before ended, and how things stand after them. Later groups become stale. "
    "Needs the storyboard's bible and plan, and from the second group on the one before.",
    scope=Scope.SCENE,
    needs=(SCENE_HAS_STORYBOARD_BIBLE, SCENE_HAS_STORYBOARD_PLAN, GROUP_BEFORE),
    writes=("storyboard_groups",),
    reads_groups=True,
    params=OneGroup,
    system=SYSTEM,
    user=USER,
    facts=facts,
    rules=rules,
    output=GroupAnswer,
    draft=draft,
    apply=apply,
)
