"""What is heard in a piece of a story or of a script: words, who says them, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aixss.kinds import _lexicon
from aixss.kinds._passage import Passage, unspoken
from aixss.kinds._people import Person, named
from aixss.providers.reading import clip
from aixss.providers.speech import QUOTE
from aixss.stories.artefacts.script import ScriptScene

# Words, in Chinese characters, beside a speech that are no more than who says it and how.
TAG_SIZE = {"zh": 6, "en": 5}
_SAYS = re.compile(r"^[^，。：]{0,6}[说道喊问][，：]\s*|^[，,.。;；:：\s]+")
TOLD_CHARS = 160  # of a sentence that a voice outside tells
SHOUTS, ASKS, TRAILS = "！!", "？?", "…—"


@dataclass(frozen=True)
class Heard:
    """Words and who says them; nobody when a voice outside tells them."""

    words: str
    speaker: Person | None = None
    emotion: str | None = None
    name: str | None = None  # what the story calls a speaker outside the cast


def heard(passage: Passage) -> Iterator[Heard]:
    """Each sentence as what is said in it, or as told when nobody speaks."""
    last: Person | None = None
    for sentence in passage.sentences:
        said = list(spoken(sentence, passage, last))
        yield from said or [Heard(clip(sentence, TOLD_CHARS))]
        last = said[-1].speaker if said else last


def acted(sentence: str, language: str) -> str:
    """What is done in a sentence; empty when it only says who speaks."""
    told = unspoken(sentence)
    if told == sentence.strip():
        return told
    told = _SAYS.sub("", told)
    size = len(told.split()) if language == "en" else sum(char.isalnum() for char in told)
    return told if size > TAG_SIZE[language] else ""


def of_script(scene: ScriptScene, passage: Passage) -> Iterator[Heard]:
    """The speeches of a script's scene among its action lines, which a voice outside tells."""
    people = {person.id: person for person in passage.cast}
    for seen, action in enumerate(["", *scene.action]):
        if action:
            yield Heard(clip(action, TOLD_CHARS))
        for speech in scene.dialogue:
            if speech.after_action == seen:
                speaker = people.get(speech.speaker_id) if speech.speaker_id else None
                manner = clip(speech.parenthetical, 100) if speech.parenthetical else None
                yield Heard(speech.line, speaker, manner, speech.speaker_name)


def spoken(sentence: str, passage: Passage, last: Person | None) -> Iterator[Heard]:
    """What is said within a sentence, when `last` was the one who spoke before."""
    for quote in QUOTE.finditer(sentence):
        opening = next(group for group in quote.groups() if group).rstrip("，,")
        speech = next((s for s in passage.story.speeches if s.words.startswith(opening)), None)
        if speech is None:
            continue  # the second half of a speech, or a quoted word
        speaker = (
            named(speech.speaker, passage.cast) if speech.speaker else _answering(passage, last)
        )
        emotion = _emotion(speech.words, sentence, passage)
        yield Heard(speech.words, speaker, emotion, speech.speaker)
        last = speaker


def _answering(passage: Passage, last: Person | None) -> Person | None:
    """Of two who talk, the one who did not speak last."""
    others = [person for person in passage.people if person != last]
    return others[0] if last and len(others) == 1 else None


def _emotion(words: str, sentence: str, passage: Passage) -> str | None:
    found = _lexicon.MOODS.terms(QUOTE.sub(" ", sentence), passage.language)
    if found:
        return passage.say(found[-1].zh, found[-1].en)
    ends = {SHOUTS: ("急切", "urgent"), ASKS: ("追问", "asking"), TRAILS: ("迟疑", "hesitant")}
    return next((passage.say(*pair) for marks, pair in ends.items() if words[-1] in marks), None)
