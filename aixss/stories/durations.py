"""How long a scene lasts: the one estimator, by what is said, moves, is heard and passes over."""

from __future__ import annotations

import re
from itertools import pairwise

from aixss.stories.artefacts.base import CJK
from aixss.stories.artefacts.dialogue import Dialogue, DialogueLine, DialogueType
from aixss.stories.artefacts.duration_estimate import (
    DurationEstimate,
    EstimateConfidence,
)
from aixss.stories.artefacts.motion_prompt import MotionPrompt
from aixss.stories.artefacts.shot_design import CUTS, ShotDesign, Transition, TransitionType
from aixss.stories.artefacts.sound_design import SoundDesign, SoundIntensity, SoundType

# Speech of actors, who are slower than news readers: 270 characters, or 150 words, a minute. Each
# is counted for itself, so that a line in two languages is measured right whatever the project's.
CHARACTER_S, WORD_S, DIGIT_S = 0.22, 0.4, 0.22
_CHARACTER = re.compile(f"[{CJK}]")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(rf"[^\W\d_{CJK}]+(?:['’][^\W\d_{CJK}]+)*")
PACE = {
    DialogueType.DIALOGUE: 1.0,
    DialogueType.MONOLOGUE: 1.1,
    DialogueType.THOUGHT: 1.1,
    DialogueType.NARRATION: 1.05,
}

# Marks within a line; a point or comma of a number is none.
_BREATH = re.compile(
    r"(?P<trail>(?:…|—|\.{3})+)|(?P<stop>[。！？]+|[.!?]+(?=\s))|[，、；：]+|[,;:]+(?=\s)"
)
_ENDS = " \t\n。！？，、；：.!?,;:…—"
TRAIL_S, STOP_S, BREATH_S = 0.4, 0.3, 0.15
ANSWER_S, GO_ON_S = 0.5, 0.3  # between two lines, by whether somebody else speaks
SILENCE_S, ALONE_S = 1.0, 0.5  # for a cue of silence, and one beside which nothing is heard

STILL_S = 3.0  # a scene without a motion is shown as long as a motion lasts
CAMERA_S, CHANGE_S = 0.5, 0.3  # for each move of the camera, and each other change, to be seen
CUT_S, ABRUPT_S = 0.2, 0.1  # until a cut is taken in, and one that is meant to be felt
ABRUPT = frozenset({TransitionType.JUMP_CUT, TransitionType.SMASH_CUT})


def estimate(
    dialogue: Dialogue,
    motion: MotionPrompt | None,
    sound: SoundDesign | None,
    design: ShotDesign | None = None,
) -> DurationEstimate:
    """How long a scene with these lasts; parts to a tenth of a second."""
    return DurationEstimate(
        dialogue_s=round(sum(map(_line_s, dialogue.lines)), 1),
        action_s=round(_motion_s(motion) if motion else STILL_S, 1),
        pause_s=round(_pauses_s(dialogue.lines) + (_alone_s(sound) if sound else 0), 1),
        transition_s=_over_s(design.transition_out) if design else CUT_S,
        confidence=_confidence(motion, sound),
    )


def spoken_s(text: str) -> float:
    """Seconds that it takes to say a text, without its pauses."""
    characters, words = len(_CHARACTER.findall(text)), len(_WORD.findall(text))
    return characters * CHARACTER_S + words * WORD_S + len(_DIGIT.findall(text)) * DIGIT_S


def breaths_s(text: str) -> float:
    """Seconds of the pauses that the marks within a text ask for; its end is none."""
    marks = _BREATH.finditer(text.strip(_ENDS))
    seconds = {"trail": TRAIL_S, "stop": STOP_S, None: BREATH_S}
    return sum(seconds[mark.lastgroup] for mark in marks)


def _line_s(line: DialogueLine) -> float:
    return spoken_s(line.content) * PACE[line.type]


def _pauses_s(lines: list[DialogueLine]) -> float:
    within = sum(breaths_s(line.content) for line in lines)
    turns = (one.speaker_id != other.speaker_id for one, other in pairwise(lines))
    return within + sum(ANSWER_S if turn else GO_ON_S for turn in turns)


def _alone_s(sound: SoundDesign) -> float:
    silences = sum(cue.type is SoundType.SILENCE for cue in sound.cues)
    alone = sum(
        cue.type is not SoundType.SILENCE and cue.intensity is SoundIntensity.DOMINANT
        for cue in sound.cues
    )
    return silences * SILENCE_S + alone * ALONE_S


def _motion_s(motion: MotionPrompt) -> float:
    changes = motion.changes
    others = len(changes.subject) + len(changes.environment)
    return motion.beats[-1].ends_at_s + len(changes.camera) * CAMERA_S + others * CHANGE_S


def _over_s(transition: Transition) -> float:
    if transition.type in CUTS:
        return ABRUPT_S if transition.type in ABRUPT else CUT_S
    return round(transition.duration_ms / 1000, 1)


def _confidence(motion: MotionPrompt | None, sound: SoundDesign | None) -> EstimateConfidence:
    if motion is None:
        return EstimateConfidence.LOW
    return EstimateConfidence.HIGH if sound else EstimateConfidence.MEDIUM
