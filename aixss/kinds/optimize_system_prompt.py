# ruff: noqa: E501  a line of a prompt is a line for the model
"""Propose a better wording of a prompt."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pydantic import Field

from aixss.jobs.answers import PROMPT_CHARS, PromptProposal
from aixss.jobs.spec import Kind, Params, Pool, Scope
from aixss.kit.prompt import Prompt, placeholders
from aixss.stories.artefacts.base import Language
from aixss.stories.context import TeamContext

SYSTEM = Prompt(
    key="workflow.prompt_optimizer.system",
    zh="""
你是提示词编辑，改写给语言模型看的工作提示词，让它更清楚、更短、更不容易被误解。
要求：
- 目的、输出格式和每一条约束都保留；含混的说清楚，重复的合并，互相矛盾的按更严格的一条处理并在 changes 里说明。
- 以美元符号开头的名字是会被替换的资料，一个不能少，一个不能多，拼写不能变；需要美元符号本身时写两个。
- 先写要做什么，再写怎样算好，最后写不要做什么；一条要求只说一件事。
- 照提出的愿望改；愿望与原有约束冲突时保住约束，并在 changes 里说明。
- changes 逐条写改了什么、为什么改。
- 用中文写。只回答一个 JSON 对象。
""",
    en="""
You are an editor of prompts and rewrite instructions that a language model works by: clearer, shorter, harder to misread.
What is asked:
- The purpose, the shape of the answer and each constraint stay. Make clear what is vague, merge what is said twice; of two that contradict each other keep the stricter one and say so in `changes`.
- A name behind a dollar sign is a fact that will be put in: none may go missing, none may be added, none spelled otherwise; a dollar sign itself is written twice.
- First what to do, then what a good answer is like, then what to leave out; one demand a line.
- Follow the wish; where it is at odds with a constraint keep the constraint and say so in `changes`.
- `changes` lists what was changed and why.
- Write in English. Answer with one JSON object and nothing else.
""",
)
USER = Prompt(
    key="workflow.prompt_optimizer.user",
    zh="""
【现在的提示词】
$content

【愿望】
$wish

请给出改写后的完整提示词。
""",
    en="""
The prompt as it is:
$content

The wish:
$wish

Give the whole prompt, rewritten.
""",
)
NO_WISH = {"zh": "更清楚、更短，效果不变。", "en": "Clearer and shorter, to the same effect."}
_BLANKS = re.compile(r"[ \t]+$", re.MULTILINE)
_GAPS = re.compile(r"\n{3,}")


class Optimizing(Params):
    """A prompt, and what is to be better about it."""

    content: str = Field(
        min_length=1,
        max_length=PROMPT_CHARS,
        description="The whole prompt as it is, 1 to 100000 characters; `$name` stands for a fact.",
    )
    wish: str = Field(
        default="",
        max_length=2000,
        description="What is to be better, at most 2000 characters; may be empty.",
    )
    language: Language = Field(
        default=Language.ZH, description="The language that the prompt is written in."
    )


def facts(context: TeamContext, params: Optimizing) -> Mapping[str, str]:
    """What the prompts are told."""
    return {"content": params.content, "wish": params.wish or NO_WISH[context.language]}


def draft(context: TeamContext, params: Optimizing) -> PromptProposal:
    """The same words, tidied: rules alone cannot know which of them matter."""
    lines = _GAPS.sub("\n\n", _BLANKS.sub("", params.content)).strip().split("\n")
    # A line that comes again says nothing new; blank ones only part the others.
    kept = [line for n, line in enumerate(lines) if not line.strip() or line not in lines[:n]]
    tidied = "\n".join(kept) or params.content
    told = {
        "zh": "去掉了行尾空白、多余空行和重复的行；没有模型，措辞没有改动。",
        "en": "Blanks at the ends of lines, empty lines and repeated lines are gone; without a "
        "model the wording is as it was.",
    }
    return PromptProposal(content=tidied, changes=[told[context.language]])


KIND = Kind(
    name="optimize_system_prompt",
    title="Propose a better prompt",
    title_zh="优化提示词",
    description="Proposes a clearer wording of a prompt that keeps all its facts. The job's "
    "`result.promptProposal` holds it with the reasons; nothing changes until somebody saves it "
    "with `createSystemPrompt`.",
    scope=Scope.TEAM,
    params=Optimizing,
    pool=Pool.INTERACTIVE,
    system=SYSTEM,
    user=USER,
    facts=facts,
    output=PromptProposal,
    rules=lambda context, params: context.rules(placeholders=placeholders(params.content)),
    draft=draft,
)
