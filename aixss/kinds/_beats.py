"""Drafts of a scene's action plan and keyframe groups, from the words of its piece of the story."""

from __future__ import annotations

from collections.abc import Sequence

from aixss.kinds._guard import still
from aixss.kinds._heard import acted
from aixss.kinds._lexicon import Pair
from aixss.kinds._passage import Passage, distinct
from aixss.kinds._people import Person
from aixss.providers.reading import clip
from aixss.stories.artefacts.action_plan import (
    PHASES,
    ActionBeat,
    ActionPlan,
    BeatContinuity,
    BeatState,
    CharacterState,
)
from aixss.stories.artefacts.base import Bilingual, Language, is_in
from aixss.stories.artefacts.keyframe_board import CameraAngle
from aixss.stories.artefacts.keyframe_groups import (
    BubbleSpace,
    FramePosition,
    FrameSpec,
    FrameSubject,
    GroupCamera,
    KeyframeGroup,
    Orientation,
)
from aixss.stories.artefacts.scene_anchor import SceneAnchor

MOST = 5  # beats of a draft
SHOWN = 3  # people of a picture
ANCHORS = 3  # of a picture
SUMMARY_CHARS = 240
STEPS = len(PHASES) - 1  # from the start of a beat to that of the next one

# What may be done with {t} at one moment, what a face shows, what eyes look at, what hands do: two
# moments in a row never share an entry.
SNAPSHOTS: tuple[Pair, ...] = (
    ("指尖离{t}只有一寸", "fingertips an inch from the {t}"),
    ("一只手按在{t}上", "one hand flat on the {t}"),
    ("身体挡在{t}前", "body between us and the {t}"),
    ("半步退开，与{t}隔着空当", "half a step back, a gap to the {t}"),
)
FACES: tuple[Pair, ...] = (
    ("眉头紧锁", "brows drawn together"),
    ("嘴唇微张", "lips parted"),
    ("{m}写在脸上", "{m} in the face"),
)
GAZES: tuple[Pair, ...] = (
    ("目光落在{t}上", "eyes on the {t}"),
    ("望向画面之外", "looking out of the picture"),
    ("迎着{o}的视线", "meeting the eyes of {o}"),
)
HANDS: tuple[Pair, ...] = (
    ("双手垂着", "hands hanging"),
    ("一只手握紧", "one hand clenched"),
    ("手指张开", "fingers spread"),
)
EMPTY: tuple[tuple[Pair, Pair], ...] = (
    (("{p}空无一人，{t}居中", "the {p} deserted, the {t} in the middle"), ("{t}", "the {t}")),
    (
        ("{t}占住一侧，{p}在背后退远", "the {t} on one side, the {p} receding behind"),
        ("{t}的边缘", "the edge of the {t}"),
    ),
    (
        ("自高处看{p}，{t}只是一点", "the {p} from high up, the {t} a mere dot"),
        ("{p}中央的空白", "the emptiness of the {p}"),
    ),
)
PEOPLED: tuple[tuple[Pair, Pair], ...] = (
    (
        ("人物沿三分线排开，身后是{p}", "people along the thirds, the {p} behind"),
        ("{w}的脸", "the face of {w}"),
    ),
    (
        ("{t}占住前景，{w}在它后面", "the {t} in the foreground, {w} behind it"),
        ("{w}与{t}之间", "the space between {w} and the {t}"),
    ),
    (
        ("{w}偏在一侧，{p}空出大半", "{w} to one side, most of the {p} left empty"),
        ("{w}的手", "the hands of {w}"),
    ),
)
CAMERAS = (CameraAngle.EYE_LEVEL, CameraAngle.OVER_SHOULDER, CameraAngle.DUTCH)


def plan(passage: Passage) -> ActionPlan:
    """One beat for each turn of what the piece tells, each starting as the one before ended."""
    told = _told(passage)
    return ActionPlan(
        beats=[
            ActionBeat(
                order=n + 1,
                summary=summary,
                intent=passage.say(
                    f"让{passage.mood[0]}更近一步", f"Bring {passage.mood[1]} closer"
                ),
                start=_state(passage, STEPS * n),
                mid=_state(passage, STEPS * n + 1),
                end=_state(passage, STEPS * n + 2),
                continuity=BeatContinuity(
                    keep_background=True,
                    keep_camera=False,
                    lasting_props=[passage.say(*passage.thing)],
                    forbidden_changes=[passage.say("人物的衣着", "anybody's clothes")],
                ),
            )
            for n, summary in enumerate(told)
        ]
    )


def group(passage: Passage, anchor: SceneAnchor | None, order: int) -> KeyframeGroup:
    """The three pictures of the beat of that order; its first is the last one before it."""
    start, mid, end = (_frame(passage, anchor, STEPS * (order - 1) + n) for n in range(3))
    camera = GroupCamera(angle=CAMERAS[(order - 1) % len(CAMERAS)])
    return KeyframeGroup(order=order, camera=camera, start=start, mid=mid, end=end)


def _told(passage: Passage) -> list[str]:
    """What happens in each beat: the sentences in nearly equal parts, none as another."""
    acting = [acted(sentence, passage.language) for sentence in passage.sentences]
    told = [text for text in acting if text and is_in(text, Language(passage.language))]
    count = min(max(len(told), 1), MOST)
    joint = passage.say("", " ")
    parts = [
        joint.join(told[n * len(told) // count : (n + 1) * len(told) // count])
        for n in range(count)
    ]
    (who, who_en), (place, place_en) = passage.who, passage.place_words
    spare = passage.say(f"{who}在{place}停住。", f"{who_en} at the {place_en}, holding still.")
    usable = [part if any(c.isalnum() for c in part) else spare for part in parts]
    return list(distinct([clip(part, SUMMARY_CHARS) for part in usable], []))


def _state(passage: Passage, step: int) -> BeatState:
    thing = passage.say(*passage.thing)
    return BeatState(
        characters=[
            CharacterState(
                character_id=person.id,
                location=passage.say(*passage.place_words),
                stance=passage.say(*pose(passage, step, n)),
                facing=passage.say(*filled(GAZES[(step + n) % len(GAZES)], passage, person)),
                # What is carried does not change hands in a draft.
                props=[thing] if n == 0 and passage.things else [],
                emotion=passage.say(*passage.mood),
            )
            for n, person in enumerate(passage.people[:SHOWN])
        ]
    )


def _frame(passage: Passage, anchor: SceneAnchor | None, step: int) -> FrameSpec:
    known = [thing.local for thing in anchor.anchors] if anchor else []
    stage = [passage.say(*pair) for pair in passage.stage[1]]
    people = passage.people[:SHOWN]
    composition, focus = (PEOPLED if people else EMPTY)[step % len(EMPTY)]
    return FrameSpec(
        anchors=(known or stage)[:ANCHORS],
        subjects=[_subject(passage, person, step, n) for n, person in enumerate(people)],
        composition=_both(passage, composition, None),
        focus=_both(passage, focus, None),
        bubble=tuple(BubbleSpace)[step % 2] if people else None,
    )


def _subject(passage: Passage, person: Person, step: int, n: int) -> FrameSubject:
    at = step + n
    return FrameSubject(
        character_id=person.id,
        position=tuple(FramePosition)[n],
        orientation=tuple(Orientation)[at % 3],
        pose=passage.both(*pose(passage, step, n)),
        action_snapshot=still(_both(passage, SNAPSHOTS[at % len(SNAPSHOTS)], person)),
        expression=_both(passage, FACES[at % len(FACES)], person),
        gaze=_both(passage, GAZES[at % len(GAZES)], person),
        hands=_both(passage, HANDS[at % len(HANDS)], person),
        props=[passage.both(*passage.thing)] if n == 0 and passage.things else [],
    )


def pose(passage: Passage, step: int, n: int) -> Pair:
    """How the n-th of the people holds still at a moment."""
    term = passage.poses[(step + n) % len(passage.poses)]
    return term.zh, term.en


def _both(passage: Passage, line: Pair, person: Person | None) -> Bilingual:
    return passage.both(*filled(line, passage, person))


def filled(line: Pair, passage: Passage, person: Person | None) -> Pair:
    """A line with the piece's own place, thing and mood, and whom a person looks at."""
    others: Sequence[Person] = [other for other in passage.people if other != person]
    near = (others[0].name, others[0].en) if others else ("镜头", "the camera")
    words = {
        "w": passage.who,
        "t": passage.thing,
        "p": passage.place_words,
        "m": passage.mood,
        "o": near,
    }
    zh, en = ({key: pair[side] for key, pair in words.items()} for side in (0, 1))
    return line[0].format_map(zh), line[1].format_map(en)
