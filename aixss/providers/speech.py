"""Who says what in a story: the quotes, each with its likely speaker."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aixss.providers.names import Sighting

QUOTE = re.compile(r"“([^“”]+)”|「([^「」]+)」|『([^『』]+)』|\"([^\"]+)\"")

_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he)\b|[他她](?!们)")
_FEMALE = frozenset({"she", "她"})
# What stands before the name of one who is spoken to or about, not of the one who acts.
_ADDRESSED = re.compile(r"(?:\b(?:to|told|asked|at|beside|for|of)\s|[对向给朝跟望着抱住])$")
# How many characters from a quote its speaker is named.
_NEAR = 40
# Only so many people are looked for: the rest of a huge cast hardly speaks.
_PEOPLE = 40


@dataclass(frozen=True)
class Speech:
    """Words that a story puts into a mouth; the speaker's name, or null when it is unclear."""

    speaker: str | None
    words: str


def spoken(paragraphs: Iterable[Sequence[str]], people: Sequence[Sighting]) -> Iterator[Speech]:
    """The speeches of a story, given as sentences by paragraph, in order."""
    listener = _Listener(people[:_PEOPLE])
    for sentences in paragraphs:
        listener.speaker = None
        for sentence in sentences:
            yield from listener.hear(sentence)


class _Listener:
    """Reads a story sentence by sentence and remembers whom a pronoun may mean."""

    def __init__(self, people: Sequence[Sighting]) -> None:
        self.speaker: str | None = None
        self._recent: list[str] = []
        self._names = {
            form: person.word for person in people for form in (person.word, *person.forms)
        }
        forms = sorted(map(re.escape, self._names), key=len, reverse=True)
        self._name = re.compile("|".join(forms) or r"(?!)")
        self._genders: dict[str, Counter[bool]] = defaultdict(Counter)

    def hear(self, sentence: str) -> Iterator[Speech]:
        quotes = list(QUOTE.finditer(sentence))
        told = QUOTE.sub(lambda quote: "\0" * len(quote[0]), sentence)
        near = told[max(0, quotes[0].start() - _NEAR) : quotes[-1].end() + _NEAR] if quotes else ""
        acting, pronoun = self._acting(near), _PRONOUN.search(near)
        if quotes and (acting or pronoun or not self.speaker):
            self.speaker = acting[0] if acting else self._meant(pronoun)
        if not quotes:
            self._learn(told)
        for name in reversed(self._acting(told)):
            self._recent = [name, *(other for other in self._recent if other != name)]
        words = ""
        for quote in quotes:
            words += next(group for group in quote.groups() if group)
            # A comma before the closing quote: the same speech goes on after the teller's words.
            if words[-1] in "，," and quote is not quotes[-1]:
                continue
            # A quoted word or two without a stop is a title or a term.
            if words[-1] in "。！？!?…，,.—" or told.strip("\0") == "":
                yield Speech(self.speaker, words.rstrip("，,"))
            words = ""

    def _acting(self, told: str) -> list[str]:
        """The people whom the teller names, those spoken to left out; as they appear."""
        names: dict[str, None] = {}
        for match in self._name.finditer(told):
            if not _ADDRESSED.search(told[max(0, match.start() - 8) : match.start()]):
                names[self._names[match[0]]] = None
        return list(names)

    def _learn(self, told: str) -> None:
        """A sentence that opens with a pronoun tells about the one who acted last."""
        if self._recent and (pronoun := _PRONOUN.match(told)):
            self._genders[self._recent[0]][pronoun[0].lower() in _FEMALE] += 1

    def _meant(self, pronoun: re.Match[str] | None) -> str | None:
        """The last one who acted and can be meant by the pronoun; nobody without a pronoun."""
        if pronoun is None:
            return None
        female = pronoun[0].lower() in _FEMALE
        votes = {name: self._genders[name] for name in self._recent}
        likely = [name for name, vote in votes.items() if vote[female] > vote[not female]]
        unknown = [name for name, vote in votes.items() if not vote]
        return next(iter([*likely, *unknown]), None)
