"""Artefacts that keep every rule of a story in English without a cast."""

from __future__ import annotations

from typing import Any

from aixss.stories.artefacts.base import Bilingual
from aixss.stories.artefacts.core_expression import CoreExpression
from aixss.stories.artefacts.dialogue import Dialogue, DialogueLine, DialogueType
from aixss.stories.artefacts.duration_estimate import DurationEstimate, EstimateConfidence
from aixss.stories.artefacts.emotion_arc import EmotionArc, EmotionPoint
from aixss.stories.artefacts.episode_plan import PlannedEpisode
from aixss.stories.artefacts.keyframe_board import (
    AspectRatio,
    BoardRequirements,
    CameraAngle,
    KeyframeBoard,
    KeyframeShot,
    ShotSize,
    VisualAnchor,
)
from aixss.stories.artefacts.motion_prompt import MotionBeat, MotionChanges, MotionPrompt
from aixss.stories.artefacts.scene_anchor import SceneAnchor
from aixss.stories.artefacts.season_arc import SeasonAct, SeasonArc
from aixss.stories.artefacts.shot_design import Shot, ShotDesign, ShotFraming, Transition
from aixss.stories.artefacts.sound_design import SoundCue, SoundDesign, SoundType

THINGS = ("iron stair", "brass lamp", "oak desk", "cracked window")


def both(text: str) -> Bilingual:
    return Bilingual(local=text, en=text)


def anchor(place: str = "A lamp room above the sea") -> SceneAnchor:
    return SceneAnchor(scene=both(place), anchors=[both(t) for t in THINGS], avoid=both("crowds"))


def keyframes(style: str = "ink and wash") -> KeyframeBoard:
    shots = [
        KeyframeShot(
            number=n,
            size=size,
            description=both(f"The lamp room, view {n}"),
            angle=CameraAngle.EYE_LEVEL,
            focus=both("the lamp"),
            subjects=[],
            anchors=[THINGS[0]],
        )
        for n, size in enumerate(ShotSize, 1)
    ]
    return KeyframeBoard(
        aspect_ratio=AspectRatio.TALL_9_16,
        style=both(style),
        visual_anchor=VisualAnchor(
            character=both("nobody"),
            environment=both("a round room"),
            lighting=both("warm lamp light"),
            mood=both("hushed"),
        ),
        shots=shots,
        requirements=BoardRequirements(
            consistency=both("same lamp"), composition=both("centred"), quality=both("clean lines")
        ),
    )


def motion(summary: str = "The light sweeps the room") -> MotionPrompt:
    actions = ("The lamp brightens", "The beam turns", "Dust drifts through the beam")
    return MotionPrompt(
        summary=both(summary),
        beats=[
            MotionBeat(starts_at_s=n, ends_at_s=n + 1, action=both(text))
            for n, text in enumerate(actions)
        ],
        changes=MotionChanges(subject=[], camera=[both("slow pan")], environment=[]),
        constraints=both("walls stay still"),
    )


def dialogue(content: str = "The light has been answering letters.") -> Dialogue:
    line = DialogueLine(order=1, type=DialogueType.NARRATION, content=content)
    return Dialogue(lines=[line])


def shot_design(
    entered: Transition | None = None, left: Transition | None = None, notes: str | None = None
) -> ShotDesign:
    cut = Transition()
    shot = Shot(size=ShotFraming.MS, notes=notes)
    return ShotDesign(shot=shot, transition_in=entered or cut, transition_out=left or cut)


def sound_design(description: str = "Wind in the stair") -> SoundDesign:
    cue = SoundCue(order=1, type=SoundType.AMBIENCE, description=description)
    return SoundDesign(master_mood="hushed", cues=[cue])


def duration_estimate(dialogue_s: float = 2.5) -> DurationEstimate:
    return DurationEstimate(
        dialogue_s=dialogue_s,
        action_s=3.5,
        pause_s=0.4,
        transition_s=0.2,
        confidence=EstimateConfidence.HIGH,
    )


def finished_scene() -> dict[str, Any]:
    """All that a scene can hold."""
    return {
        **scene(),
        "shot_design": shot_design(),
        "sound_design": sound_design(),
        "duration_estimate": duration_estimate(),
    }


def scene() -> dict[str, Any]:
    """All that a complete scene holds."""
    return {
        "anchor": anchor(),
        "keyframes": keyframes(),
        "motion": motion(),
        "dialogue": dialogue(),
    }


def core_expression(theme: str = "A promise outlives its maker") -> CoreExpression:
    return CoreExpression(
        theme=theme,
        emotional_arc=["calm", "unease", "shock", "resolve"],
        core_conflict="The keeper must answer or let the light die",
        payoff=[],
        visual_motifs=["the beam"],
        ending_beat="The lamp goes out",
    )


def outline(title: str = "The first letter") -> PlannedEpisode:
    return PlannedEpisode(
        order=1,
        title=title,
        logline="A keeper finds a letter that the light has answered",
        main_characters=[],
        beats=["a letter arrives"],
        scene_scope="One night in the lighthouse",
    )


def season_arc(question: str = "Who answers the letters?") -> SeasonArc:
    acts = [
        SeasonAct(order=n, title=f"Act {n}", aim=f"Aim {n}", turn=f"Turn {n}", feeling="dread")
        for n in (1, 2, 3)
    ]
    return SeasonArc(
        question=question,
        answer="The light does",
        begins="A keeper who reads no letters",
        ends="A keeper who answers them",
        acts=acts,
        threads=[],
    )


def emotion_arc(*valences: int) -> EmotionArc:
    """One point for each episode, by default for one."""
    points = [
        EmotionPoint(episode_order=n, tension=5, valence=valence, label="unease")
        for n, valence in enumerate(valences or (0,), start=1)
    ]
    return EmotionArc(points=points)
