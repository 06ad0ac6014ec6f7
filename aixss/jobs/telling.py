"""What prompts are told: facts within a budget that is spent by importance, never cut mid-sentence.

A fact of which something was left out says how much, so that a job's result can show it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, Self

from aixss.jobs.answers import FactCut
from aixss.providers.reading import Reading, clip
from aixss.stories.artefacts.base import CJK

P = ParamSpec("P")

# Of all facts of one question: half of the smallest context window in use (32k), so that prompts,
# schema, answer and repairs have the other half.
CONTEXT_TOKENS = 16_000
LATIN_CHARS_PER_TOKEN = 4
# What may be shortened when a question is over its budget, the least important first; of each at
# least that share stays. All else, an answer has to refer to or be about.
SPARED = (
    "world_view",
    "next_episode",
    "previous_episode",
    "next_scene",
    "relationships",
    "known",
    "season_arc",
    "causal_chain",
    "planned",
    "episodes",
    "story",
)
SHARES = (0.5, 0.1)

_CHINESE = re.compile(f"[{CJK}]")
_left_out: ContextVar[int] = ContextVar("left_out", default=0)


class Told(str):
    """A fact of which something was left out; `whole` is how many characters there were."""

    whole: int

    @classmethod
    def of(cls, text: str, whole: int) -> Self:
        """The text, of so many characters."""
        made = cls(text)
        made.whole = whole
        return made


def fact(tell: Callable[P, str]) -> Callable[P, str]:
    """Makes what `tell` gives say how much of it was left out."""

    @wraps(tell)
    def told(*args: P.args, **kwargs: P.kwargs) -> str:
        before = _left_out.get()
        text = tell(*args, **kwargs)
        missing = _left_out.get() - before
        return Told.of(text, len(text) + missing) if missing else text

    return told


def leave_out(whole: str, kept: str) -> str:
    """What was kept of a text; the rest counts as left out of the fact that is being told."""
    if len(kept) < len(whole):
        _left_out.set(_left_out.get() + len(whole) - len(kept))
    return kept


def sentences(text: str, budget: int, language: str) -> str:
    """The text when it fits, else its first sentences that do, else its first clause."""
    if len(text) <= budget:
        return text
    kept: list[str] = []
    room = budget
    for sentence in Reading.of(text[: budget * 2], language).sentences:
        room -= len(sentence) + 1
        if room < 0:
            break
        kept.append(sentence)
    joined = ("" if language == "zh" else " ").join(kept)
    return leave_out(text, joined or clip(text, max(budget, 2)))


def spend(texts: Iterable[str], budget: int, language: str) -> str:
    """As many of the texts, most important first, as fit a budget; the last one cut at a stop."""
    kept: list[str] = []
    for text in texts:
        if budget <= 0:
            leave_out(text, "")
            continue
        fitting = sentences(text, budget, language)
        if fitting:
            kept.append(fitting)
        budget -= len(fitting) + 1
    return "\n".join(kept)


def tokens(text: str) -> int:
    """About how many tokens a text takes: one a Chinese character, one for four others."""
    chinese = len(_CHINESE.findall(text))
    return chinese + -(-(len(text) - chinese) // LATIN_CHARS_PER_TOKEN)


def fit(facts: Mapping[str, str], language: str, budget: int = CONTEXT_TOKENS) -> dict[str, str]:
    """The facts within a budget of tokens, as far as what may be shortened reaches."""
    told = dict(facts)
    over = sum(map(tokens, told.values())) - budget
    for share in SHARES:
        for name in SPARED:
            if over <= 0:
                return told
            if name in told:
                before = told[name]
                told[name] = _shortened(before, over, share, language)
                over -= tokens(before) - tokens(told[name])
    return told


def _shortened(text: str, over: int, share: float, language: str) -> str:
    """A text with so many tokens fewer, or that share of its lines and sentences."""
    whole = getattr(text, "whole", len(text))
    wanted = max(1 - over / max(tokens(text), 1), share)
    lines = spend(text.split("\n"), int(len(text) * wanted), language)
    return Told.of(lines, whole) if len(lines) < len(text) else text


def cuts(facts: Mapping[str, str]) -> dict[str, FactCut]:
    """What was left out of facts, by their names."""
    return {
        name: FactCut(fact=name, chars=len(text), whole_chars=text.whole)
        for name, text in facts.items()
        if isinstance(text, Told)
    }
