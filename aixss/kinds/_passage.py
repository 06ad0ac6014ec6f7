"""The piece of a story that belongs to an episode or scene, and what rules can see in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from aixss.kinds import _lexicon
from aixss.kinds._lexicon import Light, Pair, Term, Weather
from aixss.kinds._people import Person, mentioned, people
from aixss.providers.reading import Reading, choose, clip
from aixss.providers.speech import QUOTE
from aixss.stories.artefacts.base import Bilingual, Language, is_in, plain
from aixss.stories.artefacts.scene_anchor import TimeOfDay
from aixss.stories.context import StoryContext
from aixss.stories.models import Episode, Scene

# Where in a sentence a time of day says when the sentence plays, and not what it talks about.
_EARLY_CHARS = {"zh": 10, "en": 30}
_OTHER_TIME = re.compile(r"\b(?:every|each|last) $|(?:每[一个天]?|那一)$")
SENTENCES_KEPT = 1 << 14  # some megabytes at most
_OPEN_LINE = 40  # characters by which a summary is recognised as the story's own words

NOBODY: Pair = ("空荡的", "the empty ")


@dataclass(frozen=True)
class Passage:
    """A piece of a story: its sentences, where it stands, and what is seen in it."""

    language: str
    sentences: tuple[str, ...]
    before: tuple[str, ...]  # what the story told earlier
    ratio: float  # its place within the whole story, 0 to 1
    echo: int  # how many pieces before it tell the same words; above 0 there is nothing new
    seed: tuple[object, ...]  # what its choices of wording hang on
    cast: tuple[Person, ...]
    expected: tuple[Person, ...]  # who has to appear, named or not
    story: Reading  # the whole of it

    @cached_property
    def told(self) -> tuple[str, ...]:
        """The sentences without what is spoken in them."""
        return tuple(told for sentence in self.sentences if (told := unspoken(sentence)))

    @cached_property
    def text(self) -> str:
        """The sentences as running text."""
        return ("" if self.language == "zh" else " ").join(self.sentences)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Who appears: those who must, those who are named, else the last ones named before."""
        # Who is only spoken of may be far away.
        here = list(dict.fromkeys([*self.expected, *mentioned("\n".join(self.told), self.cast)]))
        if here:
            return tuple(here)
        earlier = (mentioned(unspoken(s), self.cast) for s in reversed(self.before))
        return tuple(next((found for found in earlier if found), self.cast[:2]))

    @cached_property
    def place(self) -> Term:
        """Where it plays: the place named here, else the last one named before."""
        earlier = [unspoken(sentence) for sentence in reversed(self.before)]
        for strict in (True, False):
            for sentence in (*self.told, *earlier):
                if found := _lexicon.place_of(sentence, self.language, strict=strict):
                    return found
        coming = (_lexicon.place_of(s, self.language, strict=True) for s in self.story.sentences)
        somewhere = choose(list(_lexicon.PLACES.words["zh"].values()), *self.seed[:2], "place")
        return next((place for place in coming if place), somewhere)

    @cached_property
    def time(self) -> TimeOfDay:
        """The part of the day: the one that opens a sentence here, else the last one before."""
        for sentence in (*reversed(self.told), *reversed(self.before)):
            if found := _time_of(unspoken(sentence), self.language):
                return found
        return choose(list(TimeOfDay), *self.seed[:2], "time")

    @cached_property
    def weather(self) -> Weather:
        """The weather named here, else the last one before, else none to speak of."""
        for sentence in (*reversed(self.told), *reversed(self.before)):
            if found := _weather_of(unspoken(sentence), self.language):
                return _lexicon.WEATHER_WORDS[found.group]
        return _lexicon.WEATHER_WORDS["still"]

    @cached_property
    def light(self) -> Light:
        """The light of its part of the day."""
        return _lexicon.LIGHTS[self.time]

    @cached_property
    def mood(self) -> Pair:
        """The feeling that its words carry, else the one of its place in the story."""
        found = _lexicon.MOODS.terms(self.text, self.language)
        by_place = ("opening", "rising", "turning", "closing")[min(int(self.ratio * 4), 3)]
        return _lexicon.MOOD_WORDS[found[-1].group if found else by_place]

    @cached_property
    def things(self) -> tuple[Term, ...]:
        """The things that are named, what people keep before what is fixed."""
        found = _lexicon.THINGS.terms(" ".join(self.told), self.language)
        return tuple(sorted(found, key=lambda term: term.group == "fixed"))

    @cached_property
    def poses(self) -> tuple[Term, ...]:
        """How bodies are held, three at least."""
        found = _lexicon.POSES.terms(" ".join(self.told), self.language)
        spare = [
            _lexicon.POSES.words["en"][word] for word in ("watched", "turned", "stood", "touched")
        ]
        return tuple(dict.fromkeys([*found, *spare]))

    @cached_property
    def stage(self) -> tuple[Pair, tuple[Pair, ...]]:
        """What a place of this sort is made of, and what stands still in it."""
        return _lexicon.STAGES[self.place.group]

    @property
    def place_words(self) -> Pair:
        """The place in both languages."""
        return self.place.zh, self.place.en

    @property
    def time_words(self) -> Pair:
        """The part of the day in both languages."""
        return _lexicon.TIME_WORDS[self.time]

    @property
    def thing(self) -> Pair:
        """The thing that matters most, else something that stands in such a place."""
        if self.things:
            return self.things[0].zh, self.things[0].en
        zh, en = choose(self.stage[1], *self.seed, "thing")
        return zh, re.sub(r"^an? |^the ", "", en)

    @property
    def who(self) -> Pair:
        """The one who carries it in both languages; the place itself when there is nobody."""
        if self.people:
            return self.people[0].name, self.people[0].en
        return NOBODY[0] + self.place.zh, NOBODY[1] + self.place.en

    @property
    def partner(self) -> Pair | None:
        """The second one, when there is one."""
        if len(self.people) < 2:
            return None
        return self.people[1].name, self.people[1].en

    @property
    def other(self) -> Pair:
        """The second one, or the thing that matters most."""
        return self.partner or (self.thing[0], f"the {self.thing[1]}")

    def both(self, zh: str, en: str) -> Bilingual:
        """A text for people and its English rendering; in an English project they are equal."""
        return Bilingual(local=clip(zh if self.language == "zh" else en, 2000), en=clip(en, 2000))

    def speaks(self, text: Bilingual) -> bool:
        """Whether a text that people may have written is in the languages that it has to be in."""
        return is_in(text.local, Language(self.language)) and is_in(text.en, Language.EN)

    def pick(self, options: Sequence[Pair], *facts: object) -> Pair:
        """One of the wordings, always the same for this piece."""
        return choose(options, *self.seed, *facts)

    def say(self, zh: str, en: str) -> str:
        """The wording of the project's language."""
        return zh if self.language == "zh" else en


# What a sentence says is asked again for every scene after it.
@lru_cache(maxsize=SENTENCES_KEPT)
def unspoken(sentence: str) -> str:
    """A sentence without what is spoken in it."""
    return QUOTE.sub(" ", sentence).strip()


@lru_cache(maxsize=SENTENCES_KEPT)
def _time_of(sentence: str, language: str) -> TimeOfDay | None:
    for at, term in _lexicon.TIMES.find(sentence, language):
        if at <= _EARLY_CHARS[language] and not _OTHER_TIME.search(sentence[:at]):
            return TimeOfDay(term.group)
    return None


@lru_cache(maxsize=SENTENCES_KEPT)
def _weather_of(sentence: str, language: str) -> Term | None:
    return next(iter(reversed(_lexicon.WEATHERS.terms(sentence, language))), None)


@lru_cache(maxsize=8)
def _reading(text: str, language: str) -> Reading:
    return Reading.of(text, language)


def reading(story: StoryContext) -> Reading:
    """The reading of the whole story; kept, because every scene asks for it."""
    return _reading(story.text, story.language)


def cast(story: StoryContext) -> tuple[Person, ...]:
    """Everybody of the story's cast."""
    return people(story.cast, story.text, story.language)


def of_plan(story: StoryContext, order: int, count: int) -> Passage:
    """The piece of the story that the `order`-th of `count` episodes tells, from 1."""
    read = reading(story)
    own, echo = _piece(read, order, count)
    before = [sentence for i in range(1, order) for sentence in read.part(i, count)]
    seed = (story.project.title, order)
    return _passage(story, own, before, (order - 0.5) / count, echo, seed)


def of_episode(story: StoryContext, episode: Episode) -> Passage:
    """The piece of the story that an episode tells: the story's words, else its outline's."""
    count = max(len(story.episodes), 1)
    piece = of_plan(story, min(max(episode.order or 1, 1), count), count)
    if not piece.echo and _tells(episode.summary, piece.sentences):
        return piece
    beats = episode.outline.beats if episode.outline else []
    own = _sentences("\n".join([episode.summary, *beats]), story.language)
    return _passage(story, own, piece.before, piece.ratio, int(not own), piece.seed)


def of_scene(story: StoryContext, scene: Scene) -> Passage:
    """The piece of the story that a scene of the context's episode tells."""
    assert story.episode is not None
    piece = of_line(story, story.episode, scene.order or 1, max(len(story.scenes), 1))
    present = [p for p in piece.cast if str(p.id) in scene.cast]
    own, echo = piece.sentences, piece.echo
    if echo or not _tells(scene.summary, own):
        own = _sentences(scene.summary, story.language)
        echo = int(not own)
    return _passage(story, own, piece.before, piece.ratio, echo, piece.seed, present)


def of_line(story: StoryContext, episode: Episode, order: int, count: int) -> Passage:
    """The piece that the `order`-th of `count` scenes of an episode tells, from 1."""
    whole = of_episode(story, episode)
    # A line each: where a quote ends, running text would not tell whether its sentence does.
    read = _reading("\n".join(whole.sentences), story.language)
    own, echo = _piece(read, min(order, count), count)
    earlier = [sentence for i in range(1, min(order, count)) for sentence in read.part(i, count)]
    episodes = max(len(story.episodes), 1)
    ratio = whole.ratio + ((order - 0.5) / count - 0.5) / episodes
    seed = (story.project.title, whole.seed[1], order)
    return _passage(story, own, [*whole.before, *earlier], ratio, echo, seed)


def distinct(texts: Sequence[str], tails: Sequence[str]) -> Iterator[str]:
    """The texts, each told apart by a tail where its wording came before."""
    seen: set[str] = set()
    for text in texts:
        options = [text, *(f"{text}{tail}" for tail in tails)]
        numbers = (f"{text} {n}" for n in range(2, len(texts) + 2))
        chosen = next(option for option in (*options, *numbers) if plain(option) not in seen)
        seen.add(plain(chosen))
        yield chosen


def _passage(
    story: StoryContext,
    own: Sequence[str],
    before: Sequence[str],
    ratio: float,
    echo: int,
    seed: tuple[object, ...],
    expected: Sequence[Person] = (),
) -> Passage:
    return Passage(
        language=story.language,
        sentences=tuple(own),
        before=tuple(before),
        ratio=ratio,
        echo=echo,
        seed=seed,
        cast=cast(story),
        expected=tuple(expected),
        story=reading(story),
    )


def _piece(read: Reading, order: int, count: int) -> tuple[tuple[str, ...], int]:
    """The sentences of a part that are in the project's language, and how many parts before
    it hold the very same ones."""
    own = read.part(order, count)
    echo = 0
    while echo < order - 1 and read.part(order - 1 - echo, count) == own:
        echo += 1
    kept = tuple(sentence for sentence in own if is_in(sentence, Language(read.language)))
    return (kept, echo) if kept else ((), order)


def _sentences(text: str, language: str) -> tuple[str, ...]:
    return tuple(s for s in _reading(text, language).sentences if is_in(s, Language(language)))


def _tells(summary: str, sentences: Sequence[str]) -> bool:
    """Whether a summary is made of these sentences of the story."""
    return any(sentence[:_OPEN_LINE] in summary for sentence in sentences)
