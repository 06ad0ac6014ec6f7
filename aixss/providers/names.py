"""Who and which places a text names, told by the words around them; no dictionary of names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import nlargest

from aixss.providers import lexicon

# Names are looked for in this much of a text: in all of a novel, in a fifth of a saga.
_SLICES, _SLICE_CHARS = 20, 20_000
# Beyond so many names or words of one sort, none matters to the story.
_MOST = 200

CJK = "\u3400-\u4dbf\u4e00-\u9fff"


@dataclass(frozen=True)
class Sighting:
    """Something that a text names: its word, how often, its sense and its other forms."""

    word: str
    count: int
    sense: str = ""
    forms: tuple[str, ...] = ()


def sample(text: str) -> str:
    """A long text as slices taken evenly from all of it: who matters shows up in them."""
    if len(text) <= _SLICES * _SLICE_CHARS:
        return text
    starts = (i * (len(text) - _SLICE_CHARS) // (_SLICES - 1) for i in range(_SLICES))
    return "\n".join(text[start : start + _SLICE_CHARS] for start in starts)


def most_frequent_first(sightings: Iterable[Sighting], text: str) -> tuple[Sighting, ...]:
    """The most frequent sightings by falling count, equal ones as they first appear."""
    most = nlargest(_MOST, sightings, key=lambda sighting: sighting.count)
    return tuple(sorted(most, key=lambda sighting: (-sighting.count, text.find(sighting.word))))


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_GIVEN = f"[^{''.join(sorted(lexicon.NOT_IN_NAMES))}\\W\\da-zA-Z_]"
_SURNAME = f"(?:{_any(lexicon.COMPOUND_SURNAMES)}|[{lexicon.SURNAMES}])"
_SPEECH = _any(lexicon.SPEECH_ZH)
_FULL_ZH = re.compile(rf"(?=({_SURNAME}{_GIVEN})({_GIVEN})?)")
_TITLED_ZH = re.compile(rf"{_SURNAME}(?:{_any(lexicon.TITLES_ZH)})(?!{_GIVEN}[姐哥])")
_PET_ZH = re.compile(rf"(?:阿{_GIVEN}|[老小][{lexicon.SURNAMES}]|小{_GIVEN}(?=(?:{_SPEECH})))")
_CALLED_ZH = re.compile(
    rf"(?:名叫|叫做|名字叫|叫作|名为|我是|我叫)({_GIVEN}{{2,3}})(?=[^{CJK}]|的)"
)
# A name stands at the edge of a clause or beside one of these characters.
_BEFORE_ZH = frozenset("和与跟对向给把被让叫是找问替为着了的而")
_AFTER_ZH = frozenset(
    "的在把被也就又却没不已是从向对和与跟看站坐走跑拿点摇抬低转伸接推拉放跪沉愣举跳抱写想听守驾卖买找带背死回来去决"
    "躲打发"
)
_PLACE_ZH = re.compile(rf"(?=({_GIVEN}{{1,2}}[{lexicon.NAMED_PLACE_ENDS}]))")
_LOCATIVE_ZH = "在到去回往向进从离于了"


def people_zh(text: str) -> Iterator[Sighting]:
    """The people whom a Chinese text names."""
    counts = Counter(m[0] for m in _TITLED_ZH.finditer(text))
    counts |= _full_names_zh(text)
    pets = Counter(m[0] for m in _PET_ZH.finditer(text) if m[0] not in lexicon.NOT_NAMES)
    counts.update({name: n for name, n in pets.items() if n > 1 or _strong_zh(name, text)})
    for match in _CALLED_ZH.finditer(text):
        counts.setdefault(match[1], text.count(match[1]))
    for name, count in counts.items():
        if not any(name != other and name in other and counts[other] >= count for other in counts):
            yield Sighting(name, count)


def _full_names_zh(text: str) -> Counter[str]:
    """Surname and given name with the number of times; the third character when it belongs."""
    short: Counter[str] = Counter()
    longer: dict[str, Counter[str]] = defaultdict(Counter)
    for match in _FULL_ZH.finditer(text):
        if match[1] not in lexicon.NOT_NAMES:
            short[match[1]] += 1
            longer[match[1]][match[2] or ""] += 1
    found: Counter[str] = Counter()
    # A text of millions of characters has thousands of candidates; names are among the frequent.
    for stem, count in short.most_common(_MOST):
        third, times = longer[stem].most_common(1)[0]
        name = stem + third if third and times >= count * 0.6 else stem
        total = times if name != stem else count
        # Three fitting characters that come again are hardly chance.
        if _strong_zh(name, text, anywhere=len(name) > 2 and total > 1) >= 1 + (total == 1):
            found[name] = total
        elif name != stem and _strong_zh(stem, text) >= 1 + (count == 1):
            found[stem] = count
    return found


def _strong_zh(name: str, text: str, *, anywhere: bool = False) -> int:
    """2 when the name speaks or follows a role, 1 when it stands like a name, else 0."""
    strength = 0
    for start in _places_of(name, text):
        before, end = text[start - 1 : start] if start else "", start + len(name)
        follows_role = text.endswith(lexicon.ROLES_ZH, max(0, start - 4), start)
        if not (anywhere or follows_role or before in _BEFORE_ZH or not _is_cjk(before)):
            continue
        after = text[end : end + 1]
        if text.startswith(lexicon.SPEECH_ZH, end):
            return 2
        if after in _AFTER_ZH or not _is_cjk(after):
            strength = max(strength, 1 + follows_role)
    return strength


def _places_of(name: str, text: str, most: int = 100) -> Iterator[int]:
    start = text.find(name)
    while start >= 0 and most:
        yield start
        start, most = text.find(name, start + 1), most - 1


def _is_cjk(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def places_zh(text: str) -> Iterator[Sighting]:
    """The places that a Chinese text names by a word of its own."""
    counts = Counter(match[1] for match in _PLACE_ZH.finditer(text))
    for name, count in counts.most_common(_MOST):
        whole = any(
            other != name and other.endswith(name) and times >= count * 0.6
            for other, times in counts.items()
        )
        located = any(mark + name in text for mark in _LOCATIVE_ZH)
        if not whole and (count > 1 or located):
            yield Sighting(name, count, "EXTERIOR")


_CAPITALISED = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr)\. )?[A-Z][a-z'’]*[a-z](?:[ -][A-Z][a-z'’]*[a-z]){0,3}"
)
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’][A-Za-z]+)?")
_NEXT_WORD = re.compile(r"\W{0,3}(\w+)")
_LAST_WORD = re.compile(r"(\w+)\W{0,3}$")
_NOT_START = re.compile(rf"(?:[\w,;)’'-] +|[{CJK}，、；])$")
# What follows a name and ends like this is a verb far more often than not.
_VERB = re.compile(r"[a-z]{2,}(?:ed|[^s]s)")


@dataclass
class _Evidence:
    count: int = 0
    inside: int = 0
    person: int = 0
    place: int = 0
    forms: set[str] = field(default_factory=set)


def names_en(text: str, words: Mapping[str, int]) -> tuple[list[Sighting], list[Sighting]]:
    """The people and the places that a text names in Latin letters."""
    found: dict[str, _Evidence] = defaultdict(_Evidence)
    for match in _CAPITALISED.finditer(text):
        _weigh(match, text, found)
    credible = {n: e for n, e in found.items() if _credible(n, e, words)}
    if not any(e.inside for e in credible.values()):
        # A text of a sentence or two may name people at its start only.
        starters = {n: e for n, e in found.items() if e.person and not words[n.lower()]}
        credible = credible or starters
    people: list[Sighting] = []
    places: list[Sighting] = []
    for name, evidence in _merged(credible).items():
        named_place = name.split()[-1].lower() in lexicon.PLACE_ENDS_EN
        is_place = evidence.place + named_place > evidence.person
        sense = "EXTERIOR" if is_place else ""
        forms = tuple(sorted(evidence.forms - {name}))
        (places if is_place else people).append(Sighting(name, evidence.count, sense, forms))
    return people, places


def _weigh(match: re.Match[str], text: str, found: dict[str, _Evidence]) -> None:
    parts = match[0].replace("’", "'").removesuffix("'s").split()
    titled = False
    while parts and (parts[0].lower().rstrip(".") in lexicon.TITLES_EN or _no_name(parts[0])):
        titled = titled or parts[0].lower().rstrip(".") in lexicon.TITLES_EN
        parts.pop(0)
    if not parts or any(map(_no_name, parts)):
        return
    before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() :][:24]
    last, following = _LAST_WORD.search(before), _NEXT_WORD.match(after)
    last_word = last[1].lower() if last else ""
    next_word = following[1].lower() if following else ""
    evidence = found[" ".join(parts)]
    evidence.count += 1
    evidence.inside += bool(_NOT_START.search(before)) or titled or len(parts) > 1
    acts = next_word in lexicon.ACTS_EN or bool(_VERB.fullmatch(next_word))
    evidence.person += titled + acts + (last_word in lexicon.SPEECH_EN)
    evidence.place += last_word in lexicon.PREPOSITIONS_EN
    evidence.forms.add(" ".join(parts))


def _no_name(word: str) -> bool:
    return word.lower() in lexicon.NOT_NAMES_EN


def _credible(name: str, evidence: _Evidence, words: Mapping[str, int]) -> bool:
    """Whether it is not just a common word that stood at the start of a sentence."""
    common = sum(words[part.lower()] for part in name.split())
    if " " in name:
        return True
    if evidence.inside:
        return evidence.inside > common
    return evidence.count > 1 and evidence.person > 0 and not common


def _merged(found: Mapping[str, _Evidence]) -> dict[str, _Evidence]:
    """Full names joined with their parts, under the form that is used most."""
    merged: dict[str, _Evidence] = {}
    taken: set[str] = set()
    for name in sorted(found, key=lambda n: (-len(n.split()), -found[n].count, n)):
        if name in taken:
            continue
        group = [name, *(part for part in name.split() if part in found and part not in taken)]
        group = list(dict.fromkeys(group))
        taken.update(group)
        shown = max(group, key=lambda n: (found[n].count, n))
        merged[shown] = _Evidence(
            count=sum(found[n].count for n in group),
            person=sum(found[n].person for n in group),
            place=sum(found[n].place for n in group),
            forms=set(group),
        )
    return merged


def words_of(text: str) -> Counter[str]:
    """How often each word in Latin letters occurs, capitals apart: only its lower-case form."""
    return Counter(_WORD.findall(text))
