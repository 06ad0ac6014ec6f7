# ruff: noqa: E501  a line of a prompt is a line
"""Say in English what people have rewritten in the panels of a storyboard."""

from __future__ import annotations

from collections.abc import Mapping

from aixss.jobs.ask import Asking
from aixss.jobs.needs import SCENE_HAS_PANELS
from aixss.jobs.spec import Kind, Params, Scope
from aixss.kinds._guard import still
from aixss.kinds._panel_texts import Due, EnglishPanelTexts, PanelTexts, Rendering
from aixss.kinds._panels import Sketch, rendered
from aixss.kinds._passage import Passage
from aixss.kit.prompt import Prompt
from aixss.providers.reading import clip
from aixss.stories.artefacts.base import Bilingual, Language, Story, plain
from aixss.stories.artefacts.storyboard import PREFIX, TEXT_CHARS, StoryboardPanel
from aixss.stories.context import StoryContext

SYSTEM = Prompt(
    key="workflow.back_translate_panels.system",
    zh="""
你把人改过的漫剧分镜画面译成英文，供绘图模型使用。
要求：
- 给出的每一格都译，不漏、不多、不改编号；改成什么样就译成什么样。
- 只写一个凝固的瞬间里看得见的东西，不用 then、after、before、while、when、starts to、slowly 一类词，不出现中文。
- 同一组里没有两格相同；原文开头有方括号里的机位时，英文也以方括号里的机位开头。
只回答一个 JSON 对象。
""",
    en="""
You bring the English of a storyboard's panels into line with what people have rewritten; image models read it.
What is asked:
- Each panel that is given, none left out, none added, each with its own number; just what the text says now.
- One frozen moment that can be seen; avoid words like then, after, before, while, when, starts to, slowly.
- No two panels of a group alike; where the text begins with the camera in brackets, so does yours.
Answer with one JSON object and nothing else.
""",
)
USER = Prompt(
    key="workflow.back_translate_panels.user",
    zh="""
【角色】
$cast

【分镜设定】
$storyboard_bible

【人改过的画面，前面是镜号】
$panels

请把它们译成英文。
""",
    en="""
Cast:
$cast

The storyboard's bible:
$storyboard_bible

What was rewritten, each with the number of its shot:
$panels

Say each of them.
""",
)


def _said(passage: Passage, panel: StoryboardPanel, sketch: Sketch) -> str:
    """What the new text names, else what the rules would draw; always another picture."""
    camera = PREFIX.match(panel.en)
    named = rendered(passage, panel.local or "", Language.EN) or PREFIX.sub("", sketch.panel.en)
    text = still(Bilingual(local=named, en=f"{named[:1].upper()}{named[1:]}")).en
    if plain(text) == plain(PREFIX.sub("", panel.en)):
        text = f"{text}, seen anew"
    # Its number tells it apart from panels that name the same.
    return clip(f"{camera[0] if camera else ''}{text}, view {panel.number}", TEXT_CHARS)


ENGLISH = Rendering("local", "en", EnglishPanelTexts, (SYSTEM, USER), _said)


def due(story: StoryContext) -> list[Due]:
    """The panels whose text people have rewritten since their English was made."""
    return [
        Due(group.order, panel)
        for group in story.groups
        for panel in (group.panels.panels if group.panels else ())
        if panel.number in group.edited_panels and panel.local is not None
    ]


def facts(story: StoryContext, _: Params) -> Mapping[str, str]:
    """What the prompts are told."""
    return ENGLISH.facts(story, due(story))


def rules(story: StoryContext, _: Params) -> Story:
    """Just what is due, each panel keeping its rules."""
    return ENGLISH.rules(story, due(story))


def draft(story: StoryContext, _: Params) -> PanelTexts:
    """The people, places, things and poses that the new texts name."""
    return ENGLISH.drafted(story, due(story))


async def compose(asking: Asking) -> PanelTexts:
    """A question for each group in which something was rewritten; none where nothing was."""
    return await ENGLISH.compose(asking, due(asking.story))


KIND = Kind(
    name="back_translate_storyboard_panels",
    title="Bring panels into line with what people rewrote",
    title_zh="回译改过的分镜画面",
    description="Says in English what people have rewritten in the panels of the scene's "
    "storyboard, and only that; later groups become stale. Where nothing was rewritten it ends "
    "at once. Needs a group with panels.",
    scope=Scope.SCENE,
    needs=(SCENE_HAS_PANELS,),
    writes=("storyboard_groups",),
    reads_groups=True,
    timeout_s=900,
    system=SYSTEM,
    user=USER,
    questions="one question for each group with something rewritten",
    facts=facts,
    rules=rules,
    output=EnglishPanelTexts,
    draft=draft,
    compose=compose,
    apply=ENGLISH.apply,
)
