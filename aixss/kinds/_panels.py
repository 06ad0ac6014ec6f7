"""Panels of a storyboard by rules alone: what each shows, how a group ends, what a text names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from uuid import UUID

from aixss.described import Locale
from aixss.kinds import _lexicon
from aixss.kinds._beats import EMPTY, FACES, GAZES, HANDS, PEOPLED, SHOWN, SNAPSHOTS, filled, pose
from aixss.kinds._board import BUILT, FIXED, SHOWS
from aixss.kinds._guard import still
from aixss.kinds._lexicon import Pair
from aixss.kinds._passage import Passage
from aixss.kinds._people import Person
from aixss.providers.reading import clip
from aixss.stories.artefacts.keyframe_board import CameraAngle, ShotSize
from aixss.stories.artefacts.storyboard import (
    GROUPS,
    PANELS,
    STATE_CHARS,
    TEXT_CHARS,
    CameraMode,
    ContinuityState,
    DrawnPanel,
    Lens,
    PanelCamera,
    PanelMotion,
    PersonLeft,
    PersonState,
    PropState,
    StoryboardBible,
)

MOST = 20  # people, and things, of a state
ANGLES = (CameraAngle.EYE_LEVEL, CameraAngle.OVER_SHOULDER, CameraAngle.DUTCH)
TABLES = (_lexicon.PLACES, _lexicon.POSES, _lexicon.THINGS, _lexicon.TIMES)


class View(StrEnum):
    """What of somebody a picture can show."""

    POSE = auto()
    DEED = auto()
    FACE = auto()
    GAZE = auto()
    HANDS = auto()
    THING = auto()


VIEWS: Mapping[ShotSize, tuple[View, ...]] = {
    ShotSize.ELS: (),
    ShotSize.LS: (View.POSE,),
    ShotSize.MLS: (View.POSE, View.GAZE),
    ShotSize.MS: (View.DEED,),
    ShotSize.MCU: (View.FACE, View.GAZE),
    ShotSize.CU: (View.FACE,),
    ShotSize.ECU: (View.HANDS, View.THING),
    ShotSize.LOW_ANGLE: (View.POSE, View.FACE),
    ShotSize.HIGH_ANGLE: (View.DEED,),
}


@dataclass(frozen=True)
class Sketch:
    """A panel, and what it says in the project's language."""

    panel: DrawnPanel
    local: str


def sketches(passage: Passage, group: int, mode: CameraMode) -> list[Sketch]:
    """The nine panels of a group: one of each size, with the piece's own people and things."""
    return [_sketch(passage, group, number, mode) for number in range(1, PANELS + 1)]


def _sketch(passage: Passage, group: int, number: int, mode: CameraMode) -> Sketch:
    step = PANELS * (group - 1) + number - 1
    size = tuple(ShotSize)[number - 1]
    camera = PanelCamera(
        size=size,
        angle=FIXED.get(size, ANGLES[step % len(ANGLES)]),
        lens=tuple(Lens)[step % len(Lens)],
        motion=tuple(PanelMotion)[step % len(PanelMotion)],
    )
    zh, en = _seen(passage, size, step)
    text = still(passage.both(zh, en[:1].upper() + en[1:]))
    if mode is CameraMode.B:
        return Sketch(
            DrawnPanel(number=number, en=clip(text.en, TEXT_CHARS), camera=camera),
            clip(text.local, TEXT_CHARS),
        )
    local, english = (
        clip(f"[{size.label(locale)}, {camera.angle.label(locale)}] {told}", TEXT_CHARS)
        for locale, told in ((Locale(passage.language), text.local), (Locale.EN, text.en))
    )
    return Sketch(DrawnPanel(number=number, en=english), local)


def _seen(passage: Passage, size: ShotSize, step: int) -> Pair:
    """What a picture of a size shows at a moment: somebody and what they do, or the place."""
    people, lead = passage.people[:SHOWN], SHOWS[size][0]
    if not people:
        composition, focus = EMPTY[step % len(EMPTY)]
        return _joined(
            "；", "; ", lead, filled(composition, passage, None), filled(focus, passage, None)
        )
    n = step % len(people)
    composition, _ = PEOPLED[step % len(PEOPLED)]
    ways = {
        View.POSE: pose(passage, step, n),
        View.DEED: SNAPSHOTS[step % len(SNAPSHOTS)],
        View.FACE: FACES[step % len(FACES)],
        View.GAZE: GAZES[step % len(GAZES)],
        View.HANDS: HANDS[step % len(HANDS)],
        View.THING: ("{t}", "the {t}"),
    }
    told = [filled(ways[view], passage, people[n]) for view in VIEWS[size]]
    around = [filled(composition, passage, None)] if size in BUILT else []
    if not told:
        return _joined("；", "; ", lead, *around, _air(passage, step))
    somebody = _joined("，", ", ", (people[n].name, people[n].en), *told)
    return _joined("；", "; ", lead, *around, somebody)


def _air(passage: Passage, step: int) -> Pair:
    """The part of the day, its light or the weather."""
    return (passage.time_words, passage.light.color, passage.weather.look)[step // PANELS % 3]


def _joined(zh: str, en: str, *parts: Pair) -> Pair:
    return zh.join(part for part, _ in parts), en.join(part for _, part in parts)


def ending(
    passage: Passage,
    group: int,
    bible: StoryboardBible,
    before: ContinuityState | None,
    intent: str | None,
) -> ContinuityState:
    """How things stand after a group; after the last one, whoever is second has gone."""
    there = before.people if before else bible.people
    ids = [person.character_id for person in there][:MOST]
    gone = ids[1:2] if group == GROUPS else []
    known = {person.id: person for person in passage.cast}
    step = PANELS * group - 1
    return ContinuityState(
        people=[
            _standing(passage, known.get(key), key, step, n)
            for n, key in enumerate(key for key in ids if key not in gone)
        ],
        left=[
            PersonLeft(
                character_id=key,
                where_to=passage.say(
                    f"离开{passage.place.zh}", f"away from the {passage.place.en}"
                ),
            )
            for key in gone
        ],
        props=_props(passage, bible, before, [key for key in ids if key not in gone]),
        next_intent=intent,
    )


def _standing(passage: Passage, person: Person | None, key: UUID, step: int, n: int) -> PersonState:
    said = [
        passage.place_words,
        pose(passage, step, n),
        filled(GAZES[(step + n) % len(GAZES)], passage, person),
        passage.mood,
    ]
    place, stance, facing, emotion = (clip(passage.say(*each), STATE_CHARS) for each in said)
    carried = passage.things[:1] if n == 0 else ()
    return PersonState(
        character_id=key,
        place=place,
        stance=stance,
        facing=facing,
        emotion=emotion,
        right_hand=next((passage.say(thing.zh, thing.en) for thing in carried), None),
    )


def _props(
    passage: Passage,
    bible: StoryboardBible,
    before: ContinuityState | None,
    present: Sequence[UUID],
) -> list[PropState]:
    """What was there before, else what the bible names; what matters most is in a hand."""
    where = passage.say(f"在{passage.place.zh}", f"at the {passage.place.en}")
    names = dict.fromkeys(clip(prop.local, STATE_CHARS) for prop in bible.props)
    there = before.props if before else []
    known = there or [PropState(name=name, state=where) for name in list(names)[:MOST]]
    carried = [passage.say(thing.zh, thing.en) for thing in passage.things[:1] if present]
    return [
        PropState(name=p.name, state=passage.say("在手中", "in hand"), holder_id=present[0])
        if p.name in carried
        else PropState(name=p.name, state=p.state)
        for p in known
    ]


def rendered(passage: Passage, text: str, language: str) -> str:
    """What a text names, people, places, things and poses, as it is called in a language."""
    between = "，" if language == "zh" else ", "
    return between.join(dict.fromkeys(_named(passage, text, language)))


def _named(passage: Passage, text: str, language: str) -> Iterator[str]:
    other = "en" if language == "zh" else "zh"
    yield from (p.said(language) for p in passage.cast if p.said(other) in text)
    for table in TABLES:
        yield from (term.said(language) for term in table.terms(text, other))
