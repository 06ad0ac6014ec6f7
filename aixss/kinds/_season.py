"""A season plan drafted from the story's own sentences, without a model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from aixss.kinds import _lexicon, _passage
from aixss.kinds._inventions import CLOSINGS, MIDDLES, OPENINGS, TURNS
from aixss.kinds._passage import Passage
from aixss.providers.reading import Reading, clip
from aixss.stories.artefacts.episode_plan import PlannedEpisode, near_duplicates
from aixss.stories.context import StoryContext
from aixss.stories.models import Character

CHARS_PER_EPISODE = {"zh": 350, "en": 1300}  # 350 characters or some 220 words
MOST_PROPOSED = 24
LOGLINE_CHARS, BEAT_CHARS, BEATS, TITLE_CHARS = 300, 120, 6, 18
NAMED, CAST_MOST = 8, 24  # people whom an episode names, and whom a season does
NAME_CHARS = 120
_ROMAN = tuple(f" {n}" for n in ("II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"))
_COUNTED = tuple(f"（{n}）" for n in "二三四五六七八九十")


def proposed_count(story: StoryContext) -> int:
    """How many episodes the story carries by its length, 1 to 24."""
    return min(max(round(len(story.text) / CHARS_PER_EPISODE[story.language]), 1), MOST_PROPOSED)


def season(story: StoryContext, count: int) -> list[PlannedEpisode]:
    """A plan of `count` episodes: each tells its own part of the story in the story's words."""
    story = peopled(story)
    pieces = [_passage.of_plan(story, order, count) for order in range(1, count + 1)]
    titles = distinct_titles(pieces, story.language)
    told = [
        _invented(piece, order, title, count)
        if piece.echo
        else _told(piece, order, title, pieces[order:])
        for order, (piece, title) in enumerate(zip(pieces, titles, strict=True), start=1)
    ]
    # A story that repeats itself gets new events instead.
    for _, later, _ in list(near_duplicates(told)):
        told[later] = _invented(pieces[later], later + 1, titles[later], count)
    return told


def _told(piece: Passage, order: int, title: str, later: Sequence[Passage]) -> PlannedEpisode:
    own = Reading.of("\n".join(piece.sentences), piece.language)
    gist = own.telling(2) or piece.sentences[:1]
    return PlannedEpisode(
        order=order,
        title=title,
        logline=clip(own.joined(gist), LOGLINE_CHARS),
        main_characters=[person.name for person in piece.people[:NAMED]],
        beats=[clip(beat, BEAT_CHARS) for beat in _spread(piece.sentences, BEATS)],
        scene_scope=_scope(piece),
        cliffhanger=_cliffhanger(piece, later),
    )


def peopled(story: StoryContext) -> StoryContext:
    """The story; one without a cast with those whom it names."""
    if story.characters:
        return story
    named = [p for p in _passage.reading(story).people if len(p.word) <= NAME_CHARS][:CAST_MOST]
    cast = [
        Character(id=UUID(int=n), name=p.word, aliases=list(p.forms)) for n, p in enumerate(named)
    ]
    return replace(story, characters=cast)


def _spread(sentences: Sequence[str], count: int) -> list[str]:
    """At most `count` of the sentences, evenly from first to last."""
    if len(sentences) <= count:
        return list(sentences)
    last = len(sentences) - 1
    return [sentences[round(i * last / (count - 1))] for i in range(count)]


def _scope(piece: Passage) -> str:
    places = [
        term.said(piece.language)
        for term in _lexicon.PLACES.terms(" ".join(piece.told), piece.language)
    ]
    named = places[:4] or [piece.place.said(piece.language)]
    (time, time_en), (sky, sky_en) = piece.time_words, piece.weather.look
    return piece.say(
        f"{'、'.join(named)}；{time}，{sky}。", f"{', '.join(named)}; {time_en}, {sky_en}."
    )


def _cliffhanger(piece: Passage, later: Sequence[Passage]) -> str | None:
    """What the next episode opens with, as a question; null at the end."""
    following = next((p for p in later if not p.echo), None)
    if following is None:
        return None
    (thing, thing_en), (who, who_en) = following.thing, following.who
    return piece.say(
        f"{thing}还藏着没有说出口的事，{who}将如何面对？",
        f"The {thing_en} has not told everything yet; how will {who_en} face it?",
    )


def distinct_titles(pieces: Sequence[Passage], language: str) -> list[str]:
    """A title for each piece, unlike any other."""
    return list(_passage.distinct(_titles(pieces), _COUNTED if language == "zh" else _ROMAN))


def _titles(pieces: Sequence[Passage]) -> list[str]:
    """A title for each piece from the two words that belong to it more than to any other."""
    everywhere = Counter(term for piece in pieces for term in {*piece.things, *_places(piece)})
    return [_title(piece, order, everywhere) for order, piece in enumerate(pieces)]


def _places(piece: Passage) -> list[_lexicon.Term]:
    return _lexicon.PLACES.terms(" ".join(piece.told), piece.language)


def _title(piece: Passage, order: int, everywhere: Counter[_lexicon.Term]) -> str:
    if piece.echo:
        return piece.say(*TURNS[order % len(TURNS)][0])
    things = sorted(piece.things, key=lambda term: everywhere[term])
    places = sorted(_places(piece), key=lambda term: everywhere[term])
    one = things[0] if things else None
    other = next((t for t in (*things[1:], *places) if one and not set(t.zh) & set(one.zh)), None)
    if one and other:
        return piece.say(
            f"{one.zh}与{other.zh}", f"The {one.en.title()} and the {other.en.title()}"
        )
    if one or places:
        single = one or places[0]
        mood = piece.mood
        return piece.say(f"{single.zh}：{mood[0]}", f"The {single.en.title()}")
    words = clip(piece.sentences[0], TITLE_CHARS if piece.language == "zh" else TITLE_CHARS * 2)
    return words.rstrip("。.，,！!？?…")


def _invented(piece: Passage, order: int, title: str, count: int) -> PlannedEpisode:
    """An episode for which the story has no words left."""
    event, n = TURNS[(order - 1) % len(TURNS)][1], order - 1
    beats = (OPENINGS[n % len(OPENINGS)], MIDDLES[n % len(MIDDLES)], CLOSINGS[n % len(CLOSINGS)])
    (who, who_en), (place, place_en) = piece.who, piece.place_words
    following = TURNS[order % len(TURNS)][0]
    hook = piece.say(f"下一步：{following[0]}。", f"Next: {following[1]}.")
    return PlannedEpisode(
        order=order,
        title=title,
        logline=piece.say(f"{who}：{event[0]}。", f"{who_en}: {event[1]}."),
        main_characters=[person.name for person in piece.people[:2]],
        beats=[piece.say(*beat) for beat in beats],
        scene_scope=piece.say(
            f"{place}，{piece.time_words[0]}。", f"The {place_en}, {piece.time_words[1]}."
        ),
        cliffhanger=hook if order < count else None,
    )
