"""What rules can read in a story without a model: sentences, people, places, times, moods."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import TypeVar

from aixss.providers import lexicon
from aixss.providers.names import (
    CJK,
    Sighting,
    most_frequent_first,
    names_en,
    people_zh,
    places_zh,
    sample,
    words_of,
)
from aixss.providers.speech import QUOTE, Speech, spoken

T = TypeVar("T")

# A sentence longer than this is cut at a comma or blank: nobody can read it, no field hold it.
MAX_SENTENCE_CHARS = 600

_HEADING = re.compile(r" {0,3}#{1,6}\s+(\S.*)$")
_RULE = re.compile(r"\s*(?:[-*_=~`]{3,}.*|\|.*\|)\s*$")
_LINE_MARK = re.compile(r"\s*(?:>\s?|[-*+•]\s+|\d{1,3}[.)、]\s*)+")
_INLINE_MARK = re.compile(r"\*\*|__|`|!?\[([^\[\]]{0,200})\]\([^()]{0,500}\)")
_BLANKS = re.compile(r"[ \t\u3000\xa0]+")
_STOP = re.compile(
    r"(?P<open>[“「『])|(?P<close>[”」』])|(?P<straight>\")"
    r"|(?P<end>[。！？!?…]+|\.{2,}|\.)(?P<after>[”」』’）)\"']*)"
)
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|Sr|Jr|vs|etc|No|[A-Z])$")
_CLAUSE = re.compile(r"(?<=[，；：,;:—])\s*")


@dataclass(frozen=True)
class Reading:
    """A story as rules can read it; each part is read when it is asked for, and then kept."""

    text: str
    language: str

    @classmethod
    def of(cls, text: str, language: str) -> Reading:
        """The reading of a text (plain or Markdown) in "zh" or "en", whatever it really holds."""
        return cls(text, language)

    @cached_property
    def title(self) -> str | None:
        """The first Markdown heading, or null."""
        headings = map(_HEADING.match, self.text.splitlines())
        return next((heading[1].rstrip("# ") for heading in headings if heading), "") or None

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """The lines that hold prose, without Markdown marks and headings."""
        lines = (_prose(line) for line in self.text.splitlines() if line.strip())
        return tuple(line for line in lines if line)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences in order, each with the quotes that stand in it."""
        return tuple(sentence for paragraph in self._split for sentence in paragraph)

    @cached_property
    def clauses(self) -> tuple[str, ...]:
        """The sentences cut at commas, for a text with fewer sentences than are wanted."""
        return tuple(
            clause.rstrip("，；：,;:— ")
            for sentence in self.sentences
            for clause in ([sentence] if QUOTE.search(sentence) else _CLAUSE.split(sentence))
            if any(char.isalnum() for char in clause)
        )

    @cached_property
    def people(self) -> tuple[Sighting, ...]:
        """The people whom the story names, most frequent first."""
        latin, _ = self._latin
        return most_frequent_first([*people_zh(self._sample), *latin], self._prose)

    @cached_property
    def places(self) -> tuple[Sighting, ...]:
        """The places, most frequent first; the sense is INTERIOR or EXTERIOR."""
        _, latin = self._latin
        named = [*places_zh(self._sample), *latin]
        return self._seen(lexicon.PLACES, named)

    @cached_property
    def times(self) -> tuple[Sighting, ...]:
        """The times of day; the sense is DAWN, MORNING, NOON, AFTERNOON, DUSK or NIGHT."""
        return self._seen(lexicon.TIMES)

    @cached_property
    def weather(self) -> tuple[Sighting, ...]:
        """The weather; the sense is RAIN, STORM, SNOW, FOG, WIND, SUN or CLOUD."""
        return self._seen(lexicon.WEATHER)

    @cached_property
    def moods(self) -> tuple[Sighting, ...]:
        """Words of feeling; the sense is TENSE, FEAR, SAD, ANGRY, WARM, JOY, HOPE and so on."""
        return self._seen(lexicon.MOODS)

    @cached_property
    def objects(self) -> tuple[Sighting, ...]:
        """The things that one could hold or draw."""
        return self._seen(lexicon.OBJECTS)

    @cached_property
    def roles(self) -> tuple[Sighting, ...]:
        """Who people are by family, work or age; serves where nobody has a name."""
        return self._seen(lexicon.ROLES)

    @cached_property
    def speeches(self) -> tuple[Speech, ...]:
        """What is said aloud, in order, each with its likely speaker."""
        return tuple(spoken(self._split, self.people))

    def part(self, i: int, n: int) -> tuple[str, ...]:
        """The sentences of the i-th of n nearly equal parts, from 1; never empty if the text is
        not, and cut at commas where there are fewer sentences than parts."""
        if not 1 <= i <= n:
            raise ValueError(f"part {i} of {n}: i counts from 1 to n")
        units = self.sentences if len(self.sentences) >= n else self.clauses or self.sentences
        start, end = (i - 1) * len(units) // n, i * len(units) // n
        return units[start : max(end, start + 1)]

    def telling(self, count: int) -> tuple[str, ...]:
        """At most `count` sentences that tell the most (people, turns, feeling), in order."""
        names = [form for person in self.people[:12] for form in (person.word, *person.forms)]
        moods = [mood.word for mood in self.moods[:24]]
        ranked = sorted(
            range(len(self.sentences)),
            key=lambda i: (-_weight(self.sentences[i], names, moods), i),
        )
        return tuple(self.sentences[i] for i in sorted(ranked[:count]))

    def joined(self, sentences: Iterable[str]) -> str:
        """Sentences as running text, with blanks between them where the language has them."""
        return ("" if self.language == "zh" else " ").join(sentences)

    @cached_property
    def _split(self) -> tuple[tuple[str, ...], ...]:
        return tuple(
            tuple(piece for sentence in _sentences(paragraph) for piece in _bounded(sentence))
            for paragraph in self.paragraphs
        )

    @cached_property
    def _prose(self) -> str:
        return "\n".join(self.paragraphs)

    @cached_property
    def _sample(self) -> str:
        return sample(self._prose)

    @cached_property
    def _words(self) -> Counter[str]:
        return words_of(self._prose)

    @cached_property
    def _latin(self) -> tuple[list[Sighting], list[Sighting]]:
        return names_en(self._sample, words_of(self._sample))

    def _seen(self, topic: lexicon.Topic, named: Iterable[Sighting] = ()) -> tuple[Sighting, ...]:
        found = {sighting.word: sighting for sighting in named}
        for sense, words in topic.items():
            for word in words:
                if word not in found and (count := self._count(word)):
                    found[word] = Sighting(word, count, sense)
        kept = (
            sighting
            for word, sighting in found.items()
            if not any(
                word != other and word in other.lower() and longer.count >= sighting.count
                for other, longer in found.items()
            )
        )
        return most_frequent_first(kept, self._prose)

    def _count(self, word: str) -> int:
        if not word.isascii() or " " in word:
            return self._prose.count(word)
        plural = 0 if word.endswith("s") else self._words[f"{word}s"]
        return self._words[word] + plural


def mentioned(people: Iterable[Sighting], text: str) -> tuple[str, ...]:
    """Those of the people whom a text names in any of their forms, as they first appear."""
    first: dict[str, int] = {}
    for person in people:
        positions = [text.find(form) for form in (person.word, *person.forms)]
        if found := [position for position in positions if position >= 0]:
            first[person.word] = min(found)
    return tuple(sorted(first, key=lambda word: first[word]))


def choose(options: Sequence[T], *facts: object) -> T:
    """One of the options, always the same for the same facts, to vary wording without chance."""
    digest = blake2b("\x1f".join(map(str, facts)).encode("utf-8", "replace"), digest_size=8)
    return options[int.from_bytes(digest.digest(), "big") % len(options)]


def clip(text: str, max_chars: int) -> str:
    """A text of at most `max_chars` characters: whole sentences, else cut at a comma or blank."""
    if len(text) <= max_chars:
        return text
    kept = text[: max_chars - 1]
    if (stop := _last(kept, "。！？.!?") + 1) * 2 >= max_chars:
        return kept[:stop]
    cut = _last(kept, "；;，, ")
    return (kept[:cut] if cut * 2 >= max_chars else kept).rstrip("，,；; ") + "…"


def _last(text: str, marks: str) -> int:
    return max(text.rfind(mark) for mark in marks)


def _prose(line: str) -> str:
    if _HEADING.match(line) or _RULE.match(line):
        return ""
    line = _LINE_MARK.sub("", line, count=1) if _LINE_MARK.match(line) else line
    return _BLANKS.sub(" ", _INLINE_MARK.sub(r"\1", line)).strip()


def _sentences(paragraph: str) -> Iterator[str]:
    """A paragraph's sentences; a stop inside a quote ends none, unless quotes do not balance."""
    opened = sum(paragraph.count(mark) for mark in "“「『")
    closed = sum(paragraph.count(mark) for mark in "”」』")
    balanced = opened == closed and paragraph.count('"') % 2 == 0
    depth, straight, start = 0, False, 0
    for stop in _STOP.finditer(paragraph):
        match stop.lastgroup:
            case "open":
                depth += 1
            case "close":
                depth = max(0, depth - 1)
            case "straight":
                straight = not straight
            case _:
                if after := stop["after"]:
                    depth = max(0, depth - sum(after.count(mark) for mark in "”」』"))
                    straight ^= after.count('"') % 2 == 1
                quoted = balanced and (depth > 0 or straight)
                if not quoted and _ends(paragraph, stop):
                    yield paragraph[start : stop.end()].strip()
                    start = stop.end()
    if rest := paragraph[start:].strip():
        yield rest


def _ends(paragraph: str, stop: re.Match[str]) -> bool:
    following = paragraph[stop.end() : stop.end() + 2]
    if stop["end"] == ".":
        if following and not following[0].isspace():
            return False
        if _ABBREVIATION.search(paragraph, max(0, stop.start() - 5), stop.start()):
            return False
    # After a closing quote the sentence goes on to say who spoke.
    return not (following.strip() and any(mark in stop["after"] for mark in '”」』"'))


def _bounded(sentence: str) -> Iterator[str]:
    start = 0
    while len(sentence) - start > MAX_SENTENCE_CHARS:
        head = sentence[start : start + MAX_SENTENCE_CHARS]
        cut = _last(head, "。！？.!?；;，, ") + 1 or MAX_SENTENCE_CHARS
        if piece := head[:cut].strip():
            yield piece
        start += cut
    if rest := sentence[start:].strip():
        yield rest


def _weight(sentence: str, names: list[str], moods: list[str]) -> float:
    lowered = sentence.casefold()
    people = min(2, sum(name in sentence for name in names))
    turns = min(2, sum(turn in lowered for turn in lexicon.TURNS))
    feeling = min(1, sum(mood in lowered for mood in moods))
    letters = len(re.findall(rf"[{CJK}]|\w+", sentence))
    # Shorter than a clause tells little; far longer is hard to reuse.
    return people + 1.5 * turns + feeling - (letters < 6) - (letters > 60)
