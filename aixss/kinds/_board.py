"""A board of nine shots from the pictures of all beats, by rules alone.

The nine shots are spread evenly over the beats, the first picture and the last always among them;
up to nine beats are all seen. Within a beat a shot takes the picture in which most of what its
size shows is new, and time never runs backwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations_with_replacement, pairwise
from uuid import UUID

from pydantic import Field

from aixss.kinds._guard import still
from aixss.kinds._lexicon import Pair
from aixss.kinds._look import BoardLook
from aixss.providers.reading import clip
from aixss.stories.artefacts import continuity
from aixss.stories.artefacts.action_plan import PHASES, ActionPlan
from aixss.stories.artefacts.base import Artefact, Bilingual, Language, Story, Violation, is_in
from aixss.stories.artefacts.keyframe_board import (
    CameraAngle,
    KeyframeBoard,
    KeyframeShot,
    ShotSize,
)
from aixss.stories.artefacts.keyframe_groups import (
    FramePosition,
    FrameSpec,
    FrameSubject,
    KeyframeGroup,
    KeyframeGroups,
    Orientation,
    frames,
)

SHOTS = len(ShotSize)
DESCRIPTION_CHARS = 2000
FIXED = {ShotSize.LOW_ANGLE: CameraAngle.LOW, ShotSize.HIGH_ANGLE: CameraAngle.HIGH}
USUAL = {ShotSize.MS: CameraAngle.OVER_SHOULDER, ShotSize.ECU: CameraAngle.OVERHEAD}
# How a shot of each size is introduced, and what of the people it shows.
SHOWS: Mapping[ShotSize, tuple[Pair, tuple[str, ...]]] = {
    ShotSize.ELS: (("全景，人物只是远处的点", "the whole place, people as dots"), ("position",)),
    ShotSize.LS: (("全身入画", "in full figure"), ("position", "pose")),
    ShotSize.MLS: (("自膝以上", "from the knees up"), ("pose", "action_snapshot")),
    ShotSize.MS: (("自腰以上", "from the waist up"), ("action_snapshot", "hands")),
    ShotSize.MCU: (("自胸以上", "from the chest up"), ("expression", "gaze")),
    ShotSize.CU: (("面部近景", "close view of the face"), ("expression",)),
    ShotSize.ECU: (("细节填满画面", "a detail fills the frame"), ("hands", "props")),
    ShotSize.LOW_ANGLE: (("自下而上", "seen from below"), ("orientation", "pose")),
    ShotSize.HIGH_ANGLE: (("自上而下", "seen from above"), ("position", "action_snapshot")),
}
# What is too close for the surroundings shows one person and one anchor.
CLOSE = (ShotSize.MCU, ShotSize.CU, ShotSize.ECU)
BUILT = (ShotSize.ELS, ShotSize.LS, ShotSize.HIGH_ANGLE)  # how the picture is built can be seen
ENGLISH: Mapping[FramePosition | Orientation, str] = {
    FramePosition.LEFT: "on the left",
    FramePosition.CENTRE: "in the middle",
    FramePosition.RIGHT: "on the right",
    FramePosition.FOREGROUND: "in the foreground",
    FramePosition.BACKGROUND: "in the background",
    Orientation.TO_CAMERA: "facing us",
    Orientation.TO_LEFT: "turned to the left",
    Orientation.TO_RIGHT: "turned to the right",
    Orientation.AWAY: "seen from behind",
}
CHINESE: Mapping[FramePosition | Orientation, str] = {
    FramePosition.LEFT: "在画面左侧",
    FramePosition.CENTRE: "在画面中央",
    FramePosition.RIGHT: "在画面右侧",
    FramePosition.FOREGROUND: "在前景",
    FramePosition.BACKGROUND: "在背景",
    Orientation.TO_CAMERA: "正对镜头",
    Orientation.TO_LEFT: "侧身朝左",
    Orientation.TO_RIGHT: "侧身朝右",
    Orientation.AWAY: "背对镜头",
}

Place = tuple[int, int]  # a beat and one of its three pictures, from 0


class KeyframeSet(Artefact):
    """A scene's beats, their pictures, and the board of nine that is made of these."""

    action_plan: ActionPlan = Field(description="The scene's beats.")
    keyframe_groups: KeyframeGroups = Field(description="Three pictures for each beat.")
    keyframes: KeyframeBoard = Field(description="The board of nine pictures.")

    def rules(self, story: Story) -> Iterator[Violation]:
        """What each part asks for, a group for each beat, and cameras that stay where they must."""
        for name in type(self).model_fields:
            for found in getattr(self, name).rules(story):
                yield Violation((name, *found.path), found.message)
        groups, beats = self.keyframe_groups.groups, self.action_plan.beats
        if len(groups) != len(beats):
            message = f"Give a group for each of the {len(beats)} beats."
            yield Violation(("keyframe_groups", "groups"), message)
        for index, (before, after) in enumerate(pairwise(groups), start=1):
            if index < len(beats) and beats[index].continuity.keep_camera:
                path = ("keyframe_groups", "groups", index, "camera")
                yield from continuity.camera_joints(before.camera, after.camera, path)


def board(
    groups: Sequence[KeyframeGroup],
    look: BoardLook,
    *,
    language: Language,
    people: Mapping[UUID, Pair],
    things: Mapping[str, str],
) -> KeyframeBoard:
    """The nine shots; `people` by id in both languages, `things` the anchors' English by theirs."""
    teller = _Teller(language, people, things)
    shots = []
    for number, (size, (beat, phase)) in enumerate(
        zip(ShotSize, spread(groups), strict=True), start=1
    ):
        group, frame = groups[beat], frames(groups[beat])[phase]
        seen = _seen(frame, size, _before(groups, (beat, phase)))
        near = _anchors(frame, size)
        shots.append(
            KeyframeShot(
                number=number,
                size=size,
                description=teller.description(frame, size, seen, near),
                angle=FIXED.get(size)
                or group.camera.angle
                or USUAL.get(size, CameraAngle.EYE_LEVEL),
                focus=still(frame.focus),
                subjects=[subject.character_id for subject in seen],
                anchors=[anchor for anchor in near if is_in(anchor, language)],
            )
        )
    return KeyframeBoard(
        shots=shots, **{name: getattr(look, name) for name in BoardLook.model_fields}
    )


def spread(groups: Sequence[KeyframeGroup]) -> list[Place]:
    """Which picture each of the nine shots is made of."""
    pictures = len(PHASES) * len(groups)
    beats = Counter(round(n * (pictures - 1) / (SHOTS - 1)) // len(PHASES) for n in range(SHOTS))
    sizes = list(ShotSize)
    places: list[Place] = []
    for beat, count in beats.items():
        wanted = sizes[len(places) : len(places) + count]
        places += [(beat, phase) for phase in _phases(groups, beat, wanted)]
    return places


def _phases(
    groups: Sequence[KeyframeGroup], beat: int, sizes: Sequence[ShotSize]
) -> tuple[int, ...]:
    """The pictures of a beat for shots of these sizes: as many as there are, then the fittest."""
    options = [
        phases
        for phases in combinations_with_replacement(range(len(PHASES)), len(sizes))
        if (beat > 0 or phases[0] == 0)
        and (beat < len(groups) - 1 or phases[-1] == len(PHASES) - 1)
    ]

    def worth(phases: tuple[int, ...]) -> tuple[int, int, int]:
        shown = zip(phases, sizes, strict=True)
        fit = sum(_fit(groups, (beat, phase), size) for phase, size in shown)
        used = Counter(phases)
        return len(used), -max(used.values()), fit

    return max(options, key=worth)


def _fit(groups: Sequence[KeyframeGroup], place: Place, size: ShotSize) -> int:
    """How much of what a shot of this size shows is new in a picture."""
    before, frame = _before(groups, place), frames(groups[place[0]])[place[1]]
    return sum(_news(subject, before, size) for subject in frame.subjects)


def _before(groups: Sequence[KeyframeGroup], place: Place) -> FrameSpec | None:
    beat, phase = place
    if phase:
        return frames(groups[beat])[phase - 1]
    # The end of a beat is the start of the next: what is new there came with the picture before.
    return groups[beat - 1].mid if beat else None


def _news(subject: FrameSubject, before: FrameSpec | None, size: ShotSize) -> int:
    then = {each.character_id: each for each in (before.subjects if before else [])}
    return continuity.changes(then.get(subject.character_id), subject, SHOWS[size][1])


def _seen(frame: FrameSpec, size: ShotSize, before: FrameSpec | None) -> list[FrameSubject]:
    """Whom a shot shows: everybody, or up close the one with the most news."""
    if size not in CLOSE or not frame.subjects:
        return list(frame.subjects)
    return [max(frame.subjects, key=lambda subject: _news(subject, before, size))]


def _anchors(frame: FrameSpec, size: ShotSize) -> list[str]:
    return frame.anchors[: 1 if size in CLOSE else None]


class _Teller:
    """Says in both languages what a shot shows."""

    def __init__(
        self, language: Language, people: Mapping[UUID, Pair], things: Mapping[str, str]
    ) -> None:
        self._language, self._people, self._things = language, people, things

    def description(
        self, frame: FrameSpec, size: ShotSize, seen: Sequence[FrameSubject], near: Sequence[str]
    ) -> Bilingual:
        lead, fields = SHOWS[size]
        told = [self._person(subject, fields) for subject in seen]
        if size in BUILT or not seen:
            told.append((frame.composition.local, frame.composition.en))
        if size not in CLOSE or not seen:
            things = [(thing, self._things[thing]) for thing in near if thing in self._things]
            told += [("、".join(t[0] for t in things), ", ".join(t[1] for t in things))]
        zh = "；".join(part for part, _ in [lead, *told] if part)
        en = "; ".join(part for _, part in [lead, *told] if part)
        english = en[:1].upper() + en[1:]
        local = english if self._language is Language.EN else zh
        return still(
            Bilingual(local=clip(local, DESCRIPTION_CHARS), en=clip(english, DESCRIPTION_CHARS))
        )

    def _person(self, subject: FrameSubject, fields: Sequence[str]) -> Pair:
        zh, en = self._people[subject.character_id]
        parts = [pair for field in fields for pair in _said(getattr(subject, field))]
        return "，".join([zh, *(p[0] for p in parts)]), ", ".join([en, *(p[1] for p in parts)])


def _said(value: object) -> Iterator[Pair]:
    """What a field of a subject says in both languages."""
    match value:
        case FramePosition() | Orientation():
            yield CHINESE[value], ENGLISH[value]
        case Bilingual():
            yield value.local, value.en
        case list():
            for each in value:
                yield from _said(each)
