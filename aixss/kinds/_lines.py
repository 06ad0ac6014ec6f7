"""An episode's scenes as the drafts tell them: a piece of the story each, and a line about it."""

from __future__ import annotations

from aixss.kinds import _passage
from aixss.kinds._inventions import SCENES
from aixss.kinds._passage import Passage
from aixss.providers.reading import clip
from aixss.stories.context import StoryContext

FEWEST, USUAL = 6, 12  # scenes of an episode
PER_SCENE = 2  # sentences of the story, where nobody says how many scenes are wanted
SUMMARY_CHARS = {"zh": 120, "en": 260}


def pieces(story: StoryContext, wanted: int | None) -> list[Passage]:
    """The pieces of the context's episode, as many as are wanted or as it carries."""
    assert story.episode is not None
    own = len(_passage.of_episode(story, story.episode).sentences)
    count = wanted or min(max(own // PER_SCENE, FEWEST), USUAL)
    return [_passage.of_line(story, story.episode, n, count) for n in range(1, count + 1)]


def lines(found: list[Passage]) -> list[str]:
    """What happens in each piece after its time and place, none as another."""
    tails = [found[0].say(f"此时，{zh}。", f" Meanwhile: {en}.") for zh, en in _filled(found[0])]
    return list(_passage.distinct([_line(piece, n) for n, piece in enumerate(found)], tails))


def invented(piece: Passage, n: int) -> str:
    """What may happen in the n-th piece when the story says no more."""
    zh, en = _filled(piece)[n % len(SCENES)]
    return piece.say(f"{zh}。", f"{en}.")


def _line(piece: Passage, n: int) -> str:
    gist = invented(piece, n) if piece.echo else piece.text
    # A colon at the end announces something: nothing follows here.
    told = clip(gist, SUMMARY_CHARS[piece.language]).rstrip(":： ")
    (place, place_en), (time, time_en) = piece.place_words, piece.time_words
    return piece.say(f"{time}，{place}。{told}", f"{time_en.capitalize()}, {place_en}. {told}")


def _filled(piece: Passage) -> list[tuple[str, str]]:
    """What may happen here, with its own people and things."""
    (a, a_en), (b, b_en) = piece.who, piece.partner or ("另一个人", "somebody else")
    zh = {"a": a, "b": b, "p": piece.place.zh, "t": piece.thing[0]}
    en = {"a": a_en, "b": b_en, "p": piece.place.en, "t": piece.thing[1]}
    return [(line.format_map(zh), line_en.format_map(en)) for line, line_en in SCENES]
