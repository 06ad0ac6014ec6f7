# ruff: noqa: E501  a line of a prompt is a line
"""Say the panels of a storyboard in the project's language."""

from __future__ import annotations

from collections.abc import Mapping

from aixss.jobs.ask import Asking
from aixss.jobs.needs import SCENE_HAS_PANELS
from aixss.jobs.spec import Kind, Scope
from aixss.kinds._panel_texts import Due, PanelTexts, Rendering
from aixss.kinds._panels import Sketch, rendered
from aixss.kinds._params import Redo
from aixss.kinds._passage import Passage
from aixss.kit.prompt import Prompt
from aixss.providers.reading import clip
from aixss.stories.artefacts.base import Language, Story, is_in
from aixss.stories.artefacts.storyboard import TEXT_CHARS, StoryboardPanel
from aixss.stories.context import StoryContext

SYSTEM = Prompt(
    key="workflow.translate_panels.system",
    zh="""
你把漫剧分镜的英文画面译成中文，给导演和编剧看。
要求：
- 给出的每一格都译，不漏、不多、不改编号。
- 意思一分不增不减；人名、物名用角色名单和分镜设定里的叫法。
- 句子短，像分镜稿；方括号里的机位也译成中文，仍放在开头。
只回答一个 JSON 对象。
""",
    en="""
You say the panels of a storyboard again for the people who read it.
What is asked:
- Each panel that is given, none left out, none added, each with its own number.
- Nothing more and nothing less than it says; people and things are called as in the cast and the bible.
- The project is in English: repeat the English text.
Answer with one JSON object and nothing else.
""",
)
USER = Prompt(
    key="workflow.translate_panels.user",
    zh="""
【角色】
$cast

【分镜设定】
$storyboard_bible

【要翻译的画面，前面是镜号】
$panels

请把它们译成中文。
""",
    en="""
Cast:
$cast

The storyboard's bible:
$storyboard_bible

The panels, each with the number of its shot:
$panels

Say each of them.
""",
)


def _said(passage: Passage, panel: StoryboardPanel, sketch: Sketch) -> str:
    """What the rules drew, or what a text of somebody else's names."""
    if passage.language == Language.EN:
        return panel.en
    named = rendered(passage, panel.en, Language.ZH)
    told = sketch.local if panel.en == sketch.panel.en else named
    return clip(told if is_in(told, Language.ZH) and told else sketch.local, TEXT_CHARS)


LOCAL = Rendering("en", "local", PanelTexts, (SYSTEM, USER), _said)


def due(story: StoryContext, params: Redo) -> list[Due]:
    """The panels that nobody can read yet; with `force` all but those that people rewrote."""
    return [
        Due(group.order, panel)
        for group in story.groups
        for panel in (group.panels.panels if group.panels else ())
        if panel.number not in group.edited_panels and (params.force or panel.local is None)
    ]


def facts(story: StoryContext, params: Redo) -> Mapping[str, str]:
    """What the prompts are told."""
    return LOCAL.facts(story, due(story, params))


def rules(story: StoryContext, params: Redo) -> Story:
    """Just what is due, each panel keeping its rules."""
    return LOCAL.rules(story, due(story, params))


def draft(story: StoryContext, params: Redo) -> PanelTexts:
    """What the rules would have drawn there, in the project's language."""
    return LOCAL.drafted(story, due(story, params))


async def compose(asking: Asking) -> PanelTexts:
    """A question for each group that has something to say; none in an English project."""
    assert isinstance(asking.params, Redo)
    wanted = due(asking.story, asking.params)
    if asking.story.language == Language.EN:
        return LOCAL.drafted(asking.story, wanted)
    return await LOCAL.compose(asking, wanted)


KIND = Kind(
    name="translate_storyboard_panels",
    title="Translate a storyboard's panels",
    title_zh="翻译分镜画面",
    description="Says the panels of the scene's storyboard in the project's language, group by "
    "group: those without a text, or with `force` all that nobody has rewritten. What is "
    "translated stays when the job ends half-way. Needs a group with panels.",
    scope=Scope.SCENE,
    needs=(SCENE_HAS_PANELS,),
    writes=("storyboard_groups",),
    reads_groups=True,
    params=Redo,
    timeout_s=900,
    system=SYSTEM,
    user=USER,
    questions="one question for each group with something to translate",
    facts=facts,
    rules=rules,
    output=PanelTexts,
    draft=draft,
    compose=compose,
    apply=LOCAL.apply,
)
