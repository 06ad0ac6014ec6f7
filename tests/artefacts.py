"""Artefacts that keep every rule of a story in English without a cast."""

from __future__ import annotations

from typing import Any

from aixss.stories.artefacts.base import Bilingual
from aixss.stories.artefacts.core_expression import CoreExpression
from aixss.stories.artefacts.dialogue import Dialogue, DialogueLine, DialogueType
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
