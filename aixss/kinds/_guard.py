"""Last touches that keep a draft within the rules, whatever words the story brings."""

from __future__ import annotations

import re

from aixss.kinds import _lexicon
from aixss.kinds._passage import Passage
from aixss.stories.artefacts.base import CJK, Bilingual, Story
from aixss.stories.artefacts.keyframe_board import NARRATION

MOMENT_CHARS = 80
_GAPS = re.compile(r"\s{2,}|\s+(?=[,.;，。；])")


def unpeopled(text: Bilingual, story: Story) -> Bilingual:
    """A text without the names of the cast: surroundings show nobody."""
    names = {name.strip() for member in story.cast for name in (member.name, *member.aliases)}
    patterns = [_whole(name) for name in sorted(names, key=len, reverse=True) if len(name) > 1]
    return _without(re.compile("|".join(patterns)), text) if patterns else text


def still(text: Bilingual) -> Bilingual:
    """A text without the words that tell a course of events."""
    return _without(NARRATION, text)


def moment(passage: Passage) -> str:
    """The clause of the passage that shows how one of its people holds still; may be empty."""
    for sentence in passage.told:
        for clause in re.split(r"[，。；：！？,.;:!?—]", sentence):
            text = clause.strip()
            shown = any(form in text for person in passage.people for form in person.forms)
            seen = bool(_lexicon.POSES.terms(text, passage.language))
            if shown and seen and len(text) <= MOMENT_CHARS and not NARRATION.search(text):
                return text
    return ""


def _without(words: re.Pattern[str], text: Bilingual) -> Bilingual:
    return Bilingual(local=_cleared(words, text.local), en=_cleared(words, text.en))


def _cleared(words: re.Pattern[str], text: str) -> str:
    # Taking words out may bring others together that make a new one.
    while words.search(text):
        text = words.sub("", text)
    return _GAPS.sub(lambda gap: " " if len(gap[0]) > 1 else "", text).strip() or "…"


def _whole(name: str) -> str:
    return re.escape(name) if re.search(f"[{CJK}]", name) else rf"(?<!\w){re.escape(name)}(?!\w)"
