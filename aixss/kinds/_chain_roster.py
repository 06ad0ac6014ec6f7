"""Who carries a drafted causal chain, and what each of its turns tells of the story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from aixss.kinds import _lexicon, _passage, _season
from aixss.kinds._inventions import TURNS
from aixss.kinds._lexicon import Pair
from aixss.kinds._passage import Passage
from aixss.kinds._people import Person, mentioned, named
from aixss.providers.reading import Reading, clip
from aixss.stories.artefacts.base import Language, is_in
from aixss.stories.artefacts.causal_chain import CausalChain
from aixss.stories.artefacts.causal_parts import called
from aixss.stories.context import StoryContext

MOST = 12  # people who carry a chain that we draft
TOGETHER = 6  # whom we see in one turn, beside those who are seen nowhere else
EVENT_CHARS, TITLE_CHARS = 400, 120
_EDGES = " \"'“”‘’「」『』，,；;：:、—"  # of a name that was cut out of a sentence
# Who carries a story that names nobody.
_NAMELESS = (("主角", "the protagonist"), ("对手", "the opponent"))


@dataclass(frozen=True)
class Actor:
    """Somebody who carries the chain: the name that it knows them by, and how texts call them."""

    name: str
    said: str
    person: Person | None = None


@dataclass(frozen=True)
class Turn:
    """A beat of a drafted chain: its piece of the story, and who is seen in it."""

    piece: Passage
    order: int  # within the whole chain, from 1
    actors: tuple[Actor, ...]

    @property
    def event(self) -> str:
        """What happens: the story's own words, else something new."""
        piece = self.piece
        own = Reading.of("\n".join(piece.sentences), piece.language)
        told = "" if piece.echo else clip(own.joined(own.telling(2)), EVENT_CHARS)
        (zh, en), who = TURNS[(self.order - 1) % len(TURNS)][1], self.actors[0].said
        return spoken(told, piece, piece.say(f"{who}：{zh}。", f"{who}: {en}."))


def spoken(text: str, piece: Passage, otherwise: str) -> str:
    """A text when it says something in the project's language, else another one."""
    says = any(char.isalnum() for char in text) and is_in(text, Language(piece.language))
    return text if says else otherwise


def roster(story: StoryContext, chain: CausalChain) -> list[Actor]:
    """Who carries the chain: its own people, else the cast, else those whom the story names."""
    story = _season.peopled(story)
    cast = _passage.cast(story)
    if chain.character_matrix:
        names = [stance.name for stance in chain.character_matrix if stance.name]
    else:
        seen = [person.id for person in mentioned(story.text, cast)]
        first = sorted(story.cast, key=lambda m: seen.index(m.id) if m.id in seen else len(seen))
        names = [member.name for member in first]
    found = {called(name): _actor(name, cast, story.language) for name in names}
    actors = list(found.values())[: None if chain.character_matrix else MOST]
    if chain.character_matrix and actors:
        return actors
    spare = (zh if story.language == "zh" else en for zh, en in _NAMELESS)
    return [*actors, *(Actor(name, name) for name in spare)][: max(len(actors), 2)]


def turns(story: StoryContext, actors: Sequence[Actor], count: int) -> list[Turn]:
    """The story cut into so many turns; everybody is seen in one at least."""
    story = _season.peopled(story)
    pieces = [_passage.of_plan(story, order, count) for order in range(1, count + 1)]
    here = [_seen(piece, actors) for piece in pieces]
    idle = [actor for actor in actors if not any(actor in seen for seen in here)]
    found = []
    for index, (piece, seen) in enumerate(zip(pieces, here, strict=True)):
        usual = [actors[index % len(actors)], actors[(index + 1) % len(actors)]]
        present = [*seen, *idle[index::count], *(usual if len(seen) < 2 else [])]
        found.append(Turn(piece, index + 1, tuple(dict.fromkeys(present))))
    return found


def titles(story: StoryContext, found: Sequence[Turn]) -> list[str]:
    """What each turn is called, unlike any other."""
    pieces = [turn.piece for turn in found]
    made = _season.distinct_titles(pieces, story.language)
    return [
        spoken(title[:TITLE_CHARS].strip(_EDGES), piece, piece.say(f"第{n}个转折", f"Turn {n}"))
        for n, (title, piece) in enumerate(zip(made, pieces, strict=True), start=1)
    ]


def whole(story: StoryContext) -> Passage:
    """The story as one piece."""
    return _passage.of_plan(_season.peopled(story), 1, 1)


def core(piece: Passage) -> Pair:
    """The thing that a piece names the most, else what stands in such a place."""
    found = _lexicon.THINGS.find(" ".join(piece.told), piece.language)
    most = Counter(term for _, term in found).most_common(1)
    return (most[0][0].zh, most[0][0].en) if most else piece.thing


def _actor(name: str, cast: Sequence[Person], language: str) -> Actor:
    person = named(name, cast)
    short = clip(name, 40)
    if language == "zh" or is_in(short, Language.EN):
        return Actor(name, short, person)
    return Actor(name, person.en if person else "one of them", person)


def _seen(piece: Passage, actors: Sequence[Actor]) -> list[Actor]:
    """Those whom a piece names, as they appear."""
    ids = [person.id for person in mentioned("\n".join(piece.told), piece.cast)]
    known = [actor for actor in actors if actor.person and actor.person.id in ids]
    order = {actor: ids.index(actor.person.id) for actor in known if actor.person}
    return sorted(known, key=lambda actor: order[actor])[:TOGETHER]
