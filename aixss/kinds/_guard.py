"""Last touches that keep a draft within the rules, whatever words the story brings."""

from __future__ import annotations

import re

from aixss.kinds._passage import Passage
from aixss.stories.artefacts.base import CJK, Bilingual, Story
from aixss.stories.artefacts.keyframe_board import NARRATION

_GAPS = re.compile(r"\s{2,}|\s+(?=[,.;，。；])")


def unpeopled(text: Bilingual, story: Story) -> Bilingual:
    """A text without the names of the cast: surroundings show nobody."""
    names = {name.strip() for member in story.cast for name in (member.name, *member.aliases)}
    patterns = [_whole(name) for name in sorted(names, key=len, reverse=True) if len(name) > 1]
    return _without("|".join(patterns), text) if patterns else text


def still(text: Bilingual) -> Bilingual:
    """A text without the words that tell a course of events."""
    return _without(NARRATION.pattern, text)


def moment(passage: Passage) -> str:
    """The clause of the passage that shows one of its people at one moment; may be empty."""
    for sentence in passage.told:
        for clause in re.split(r"[，。；：！？,.;:!?—]", sentence):
            text = clause.strip()
            shown = any(form in text for person in passage.people for form in person.forms)
            if shown and 4 <= len(text) <= 80 and not NARRATION.search(text):
                return text
    return ""


def _without(pattern: str, text: Bilingual) -> Bilingual:
    return Bilingual(local=_cleared(pattern, text.local), en=_cleared(pattern, text.en))


def _cleared(pattern: str, text: str) -> str:
    # Taking words out may bring others together that make a new one.
    while re.search(pattern, text, re.IGNORECASE):
        text = re.sub(pattern, "", text, flags=re.IGNORECASE)
    return _GAPS.sub(lambda gap: " " if len(gap[0]) > 1 else "", text).strip() or "…"


def _whole(name: str) -> str:
    return re.escape(name) if re.search(f"[{CJK}]", name) else rf"(?<!\w){re.escape(name)}(?!\w)"
