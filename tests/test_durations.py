"""How long a scene lasts: what each part of an estimate follows from."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from aixss.stories import durations
from aixss.stories.artefacts.dialogue import Dialogue, DialogueLine, DialogueType
from aixss.stories.artefacts.duration_estimate import EstimateConfidence
from aixss.stories.artefacts.shot_design import Transition, TransitionType
from aixss.stories.artefacts.sound_design import (
    SoundCue,
    SoundDesign,
    SoundIntensity,
    SoundType,
)
from tests import artefacts

MARA, JONAH = UUID(int=1), UUID(int=2)
Type, How = SoundType, SoundIntensity


def dialogue(*lines: tuple[UUID | None, str]) -> Dialogue:
    types: dict[UUID | None, DialogueType] = {None: DialogueType.NARRATION}
    return Dialogue(
        lines=[
            DialogueLine(
                order=order,
                type=types.get(speaker, DialogueType.DIALOGUE),
                speaker_id=speaker,
                content=content,
            )
            for order, (speaker, content) in enumerate(lines, start=1)
        ]
    )


def sound(*cues: tuple[SoundType, SoundIntensity]) -> SoundDesign:
    return SoundDesign(
        master_mood="hushed",
        cues=[
            SoundCue(order=order, type=type_, intensity=intensity, description=f"Sound {order}")
            for order, (type_, intensity) in enumerate(cues, start=1)
        ],
    )


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("灯灭了十一年。", 7 * 0.22 - 0.22),  # marks are not said
        ("Eleven years.", 0.8),
        ("don't", 0.4),
        ("don’t you", 0.8),
        ("他说 OK", 2 * 0.22 + 0.4),
        ("1987", 4 * 0.22),
        ("第3章", 3 * 0.22),
        ("Übermut naïve", 0.8),
        ("……！", 0),
        ("😀 — 😀", 0),
    ],
)
def test_speech_is_measured_by_characters_words_and_digits(text: str, seconds: float) -> None:
    assert durations.spoken_s(text) == pytest.approx(seconds)


def test_the_same_words_take_about_as_long_in_both_languages() -> None:
    chinese = durations.spoken_s("十一年了，你为什么每天晚上都坐那条船？")
    english = durations.spoken_s("Eleven years. Why did you ride that ferry every night?")

    assert 0.7 < chinese / english < 1.4


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("走", 0),
        ("走！", 0),  # what ends a line is no pause within it
        ("走，快走！", 0.15),
        ("走。快走！", 0.3),
        ("走……快走", 0.4),
        ("Go, now. Please... go", 0.15 + 0.3 + 0.4),
        ("Go—now", 0.4),
        ("At 3.5 or 10,000", 0),
        ("什么？！你说什么", 0.3),
        ("", 0),
    ],
)
def test_marks_within_a_line_are_pauses(text: str, seconds: float) -> None:
    assert durations.breaths_s(text) == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("lines", "pause_s"),
    [
        (((MARA, "Go"),), 0.0),
        (((MARA, "Go"), (MARA, "Now")), 0.3),
        (((MARA, "Go"), (JONAH, "No")), 0.5),
        (((None, "It rains"), (MARA, "Go"), (MARA, "Now, please")), 0.5 + 0.3 + 0.15),
    ],
)
def test_who_answers_takes_longer_than_who_goes_on(lines: Any, pause_s: float) -> None:
    found = durations.estimate(dialogue(*lines), None, None)

    assert found.pause_s == pytest.approx(round(pause_s, 1))


@pytest.mark.parametrize(
    ("cues", "pause_s"),
    [
        (((Type.AMBIENCE, How.SUBTLE), (Type.BGM, How.PROMINENT)), 0.0),
        (((Type.SILENCE, How.NORMAL),), 1.0),
        (((Type.SILENCE, How.DOMINANT),), 1.0),
        (((Type.SFX, How.DOMINANT), (Type.SILENCE, How.NORMAL)), 1.5),
    ],
)
def test_silence_and_sounds_that_stand_alone_take_time(cues: Any, pause_s: float) -> None:
    found = durations.estimate(dialogue((MARA, "Go")), None, sound(*cues))

    assert found.pause_s == pause_s


def test_action_follows_what_moves_and_not_how_long_its_text_is() -> None:
    lines = dialogue((MARA, "Go"))
    plain = durations.estimate(lines, artefacts.motion(), None)
    wordy = durations.estimate(lines, artefacts.motion("The light sweeps the room. " * 50), None)
    changes = artefacts.motion().changes.model_copy(update={"subject": [artefacts.both("up")] * 2})
    busy = artefacts.motion().model_copy(update={"changes": changes})

    assert plain.action_s == wordy.action_s == 3.5
    assert durations.estimate(lines, busy, None).action_s == 4.1
    assert durations.estimate(lines, None, None).action_s == 3.0


@pytest.mark.parametrize(
    ("left", "seconds"),
    [
        (None, 0.2),
        (Transition(), 0.2),
        (Transition(type=TransitionType.L_CUT), 0.2),
        (Transition(type=TransitionType.JUMP_CUT), 0.1),
        (Transition(type=TransitionType.SMASH_CUT), 0.1),
        (Transition(type=TransitionType.DISSOLVE, duration_ms=1250), 1.2),
        (Transition(type=TransitionType.FADE_TO_BLACK, duration_ms=5000), 5.0),
    ],
)
def test_the_way_over_takes_as_long_as_its_transition(
    left: Transition | None, seconds: float
) -> None:
    design = artefacts.shot_design(left=left) if left else None

    found = durations.estimate(artefacts.dialogue(), None, None, design)

    assert found.transition_s == seconds


@pytest.mark.parametrize(
    ("motion", "with_sound", "confidence"),
    [(False, False, "LOW"), (False, True, "LOW"), (True, False, "MEDIUM"), (True, True, "HIGH")],
)
def test_an_estimate_says_how_much_it_knows(
    motion: bool, with_sound: bool, confidence: str
) -> None:
    moves = artefacts.motion() if motion else None
    heard = artefacts.sound_design() if with_sound else None

    found = durations.estimate(artefacts.dialogue(), moves, heard)

    assert found.confidence is EstimateConfidence[confidence]


def test_the_parts_add_up() -> None:
    lines = dialogue((None, "那一夜，灯灭了。"), (MARA, "Who is there? Answer me!"))

    found = durations.estimate(lines, artefacts.motion(), sound((Type.SILENCE, How.NORMAL)))

    parts = (found.dialogue_s, found.action_s, found.pause_s, found.transition_s)
    assert found.total_s == pytest.approx(sum(parts))
    assert all(part > 0 for part in parts)


def test_the_longest_dialogue_still_has_an_estimate() -> None:
    longest = dialogue(*[(None, "她，" * 250)] * 12)

    found = durations.estimate(longest, artefacts.motion(), None)

    assert 600 < found.total_s < 3600
