"""The cast as drafts speak of it: whom a text names, and one fixed look for each person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from aixss.kinds._lexicon import Pair
from aixss.providers.reading import Reading
from aixss.providers.speech import QUOTE
from aixss.stories.artefacts.base import CJK, CastMember, Language, is_in

NAME_CHARS = 24  # of a name that are said; longer ones would drown the text around them
_HAN = re.compile(f"[{CJK}]")

# One piece of clothing each, by place in the cast, so that people are told apart in every picture.
WARDROBE: tuple[Pair, ...] = (
    ("藏青色旧外套", "worn navy coat"),
    ("米白色毛衣", "cream sweater"),
    ("暗红色围巾", "dark red scarf"),
    ("灰绿色工装", "grey-green work jacket"),
    ("黑色长风衣", "long black overcoat"),
    ("土黄色布衫", "ochre cotton shirt"),
    ("浅蓝色衬衣", "pale blue shirt"),
    ("棕色皮夹克", "brown leather jacket"),
    ("墨绿色斗篷", "dark green cloak"),
    ("白色罩衫", "white smock"),
    ("紫灰色披肩", "mauve shawl"),
    ("条纹背心", "striped waistcoat"),
)
_AGES: tuple[tuple[int, dict[str, Pair]], ...] = (
    (14, {"f": ("女孩", "girl"), "m": ("男孩", "boy"), "": ("孩子", "child")}),
    (
        25,
        {
            "f": ("年轻女子", "young woman"),
            "m": ("年轻男子", "young man"),
            "": ("年轻人", "young person"),
        },
    ),
    (59, {"f": ("女子", "woman"), "m": ("男子", "man"), "": ("成年人", "adult")}),
    (200, {"f": ("老妇人", "old woman"), "m": ("老人", "old man"), "": ("老者", "elderly person")}),
)
_ELDERS = {"m": "伯爷叔翁公", "f": "婆奶婶姨妈"}
_DIGITS = {char: n for n, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_AGE_ZH = "[^。！？“”]{0,6}?(?P<age>[一二两三四五六七八九十百零\\d]{1,5})岁"
_AGE_EN = r"(?: was| is|,)? (?:only )?(?P<age>\d{1,3}|[a-z]+(?:-[a-z]+)?)(?= years? old| and |,|\.)"
_ONES_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBERS_EN = {word: n for n, word in enumerate(_ONES_EN.split())} | {
    word: n * 10 for n, word in enumerate(_TENS_EN.split(), start=2)
}
_PRONOUNS = {
    "zh": {"f": re.compile("她"), "m": re.compile("他")},
    "en": {"f": re.compile(r"\b[Ss]he\b"), "m": re.compile(r"\b[Hh]e\b")},
}
# A sentence that opens with a pronoun goes on about the one who was named just before.
_OPENING_VOTES = 3


@dataclass(frozen=True)
class Person:
    """Somebody of the cast: how texts call them, and how they look in every picture."""

    id: UUID
    name: str
    en: str  # how an English text calls them
    look: Pair
    forms: tuple[str, ...]

    def said(self, language: str) -> str:
        """What a text in `zh` or `en` calls them."""
        return self.name if language == "zh" else self.en


@lru_cache(maxsize=8)
def people(cast: tuple[CastMember, ...], text: str, language: str) -> tuple[Person, ...]:
    """Everybody of the cast as one story shows them."""
    sentences = Reading.of(text, language).sentences
    forms = {member.id: _forms(member, cast) for member in cast}
    every = [form for known in forms.values() for form in known]
    return tuple(
        _person(member, n, forms[member.id], every, sentences, language)
        for n, member in enumerate(cast)
    )


def mentioned(text: str, cast: Sequence[Person]) -> list[Person]:
    """Those of the cast whom a text names, as they first appear."""
    found = {
        p.id: min(at)
        for p in cast
        if (at := [_find(f, text) for f in p.forms if _find(f, text) >= 0])
    }
    return sorted((p for p in cast if p.id in found), key=lambda person: found[person.id])


def named(name: str, cast: Sequence[Person]) -> Person | None:
    """The one of the cast who goes by a name, or None."""
    return next((person for person in cast if name in person.forms), None)


def _find(form: str, text: str) -> int:
    if _HAN.search(form):
        return text.find(form)
    match = re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text)
    return match.start() if match else -1


def _forms(member: CastMember, cast: tuple[CastMember, ...]) -> tuple[str, ...]:
    """The names, and those parts of the full name that mean nobody else."""
    parts = [word for word in member.name.split() if len(word) > 2 and word[0].isupper()]
    if len(member.name) == 3 and len(_HAN.findall(member.name)) == 3:
        parts.append(member.name[1:])
    others = [other.name for other in cast if other.id != member.id]
    own = [part for part in parts if not any(part in other for other in others)]
    return tuple(
        dict.fromkeys(name for name in (member.name, *member.aliases, *own) if name.strip())
    )


def _person(
    member: CastMember,
    n: int,
    forms: tuple[str, ...],
    every: list[str],
    sentences: Sequence[str],
    language: str,
) -> Person:
    name = member.name[:NAME_CHARS]
    sex = _sex(member.name, forms, every, sentences, language)
    age = _age(forms, sentences, language)
    elder = any(member.name.endswith(tuple(ends)) for ends in _ELDERS.values())
    years = age if age is not None else (60 if elder else 30)
    words = next(words for limit, words in _AGES if years <= limit)[sex]
    clothes = WARDROBE[n % len(WARDROBE)]
    aged = (f"{age}岁的{words[0]}", f"{words[1]} of {age}") if age is not None else words
    article = "an" if aged[1][0] in "aeiou" else "a"
    look = (f"{aged[0]}，{clothes[0]}", f"{article} {aged[1]} in a {clothes[1]}")
    as_seen = f"the {words[1]} in the {clothes[1]}"
    en = name if language == "en" and is_in(name, Language.EN) else as_seen
    return Person(member.id, name, en, look, forms)


def _sex(
    name: str, forms: tuple[str, ...], every: list[str], sentences: Sequence[str], language: str
) -> str:
    for sex, ends in _ELDERS.items():
        if name.endswith(tuple(ends)):
            return sex
    others = [form for form in every if form not in forms]
    votes: Counter[str] = Counter()
    alone = False
    for sentence in sentences:
        told = QUOTE.sub(" ", sentence).strip()
        own = any(form in told for form in forms)
        if any(other in told for other in others):
            alone = False
            continue
        for sex, pronoun in _PRONOUNS[language].items():
            votes[sex] += len(pronoun.findall(told)) if own else 0
            votes[sex] += _OPENING_VOTES if alone and pronoun.match(told) else 0
        alone = own
    return max(votes, key=lambda sex: votes[sex]) if votes.total() else ""


def _age(forms: tuple[str, ...], sentences: Sequence[str], language: str) -> int | None:
    names = "|".join(re.escape(form) for form in forms)
    pattern = re.compile(f"(?:{names}){_AGE_ZH if language == 'zh' else _AGE_EN}")
    for sentence in sentences:
        match = pattern.search(QUOTE.sub(" ", sentence))
        if match and (age := _number(match["age"])) is not None and age <= 120:
            return age
    return None


def _number(word: str) -> int | None:
    if word.isascii() and word.isdigit():
        return int(word)
    if word.isascii():
        parts = word.split("-")
        return sum(_NUMBERS_EN[p] for p in parts) if set(parts) <= _NUMBERS_EN.keys() else None
    tens, ten, ones = word.rpartition("十")
    if ten and set(tens + ones) <= _DIGITS.keys() and len(tens) <= 1 and len(ones) <= 1:
        return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
    return _DIGITS.get(word)
