"""Artefacts that keep every rule of a story in English without a cast."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from aixss.kinds._look import BoardLook
from aixss.stories.artefacts.action_plan import (
    ActionBeat,
    ActionPlan,
    BeatContinuity,
    BeatState,
)
from aixss.stories.artefacts.base import Bilingual
from aixss.stories.artefacts.causal_chain import CausalChain
from aixss.stories.artefacts.causal_parts import (
    CHECKS,
    BeatFlow,
    ChainAct,
    ChainBeat,
    CharacterStance,
    ConflictEngine,
    ConsistencyChecks,
    FactionStake,
    FirstMover,
    PlotLine,
    PlotLineType,
    VisibilityLayer,
)
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
from aixss.stories.artefacts.keyframe_groups import FrameSpec, GroupCamera, KeyframeGroup
from aixss.stories.artefacts.motion_prompt import MotionBeat, MotionChanges, MotionPrompt
from aixss.stories.artefacts.scene_anchor import PlaceKind, SceneAnchor, TimeOfDay
from aixss.stories.artefacts.script import (
    EpisodeScript,
    ScriptHeading,
    ScriptScene,
    ScriptSpeech,
)
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


def action_plan(summary: str = "The lamp goes out") -> ActionPlan:
    """One beat without people."""
    empty = BeatState(characters=[])
    kept = BeatContinuity(
        keep_background=True, keep_camera=False, lasting_props=[], forbidden_changes=[]
    )
    beat = ActionBeat(order=1, summary=summary, start=empty, mid=empty, end=empty, continuity=kept)
    return ActionPlan(beats=[beat])


def keyframe_group(order: int = 1) -> KeyframeGroup:
    """Three pictures without people."""
    start, mid, end = (
        FrameSpec(
            anchors=[THINGS[1]], subjects=[], composition=both(f"view {n}"), focus=both("the lamp")
        )
        for n in range(3)
    )
    return KeyframeGroup(order=order, camera=GroupCamera(), start=start, mid=mid, end=end)


def board_look() -> BoardLook:
    """What all nine pictures share."""
    shown = keyframes()
    return BoardLook(**{name: getattr(shown, name) for name in BoardLook.model_fields})


def peopled_plan(character_id: str) -> dict[str, Any]:
    """A plan as JSON, with one character throughout."""
    body: dict[str, Any] = action_plan().model_dump(mode="json")
    for phase in ("start", "mid", "end"):
        body["beats"][0][phase]["characters"] = [{"character_id": character_id}]
    return body


def peopled_group(character_id: str) -> dict[str, Any]:
    """A group as JSON, in each of whose pictures one character is seen."""
    body: dict[str, Any] = keyframe_group().model_dump(mode="json")
    seen = ("pose", "action_snapshot", "expression", "gaze", "hands")
    for phase in ("start", "mid", "end"):
        said = {name: both(f"{name} at the {phase}").model_dump() for name in seen}
        fixed = {"position": "LEFT", "orientation": "AWAY", "props": []}
        body[phase]["subjects"] = [{"character_id": character_id, **fixed, **said}]
    return body


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


SCRIPTED = (
    "A letter drifts ashore",
    "The keeper reads it by the lamp",
    "The boy asks who wrote it",
    "Rain breaks the window",
    "The lamp answers",
    "The boat finds the harbour",
)


def script(line: str = "Who is there?", speaker_id: UUID | None = None) -> EpisodeScript:
    """Six scenes, in each of which a character, else somebody outside the cast, speaks."""
    name = None if speaker_id else "A voice"
    speech = ScriptSpeech(after_action=1, speaker_id=speaker_id, speaker_name=name, line=line)
    return EpisodeScript(
        title="The first letter",
        scenes=[
            ScriptScene(
                order=order,
                heading=ScriptHeading(
                    kind=PlaceKind.INTERIOR, place="The lamp room", time=TimeOfDay.NIGHT
                ),
                summary=summary,
                action=[f"{summary}."],
                dialogue=[speech],
                emotional_beat="Calm gives way to unease",
            )
            for order, summary in enumerate(SCRIPTED, start=1)
        ],
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


def causal_chain(outline: str = "A keeper answers letters that nobody sent.") -> CausalChain:
    """A chain of all four phases that holds, for a project in English."""
    people = ["Lin 0", "Lin 1"]
    beats = [
        ChainBeat(
            beat_name=f"Letter {n}",
            escalation=n,
            interlock=f"Because of letter {n - 1}" if n > 1 else "",
            surface_event="A letter arrives",
            info_flow="The keeper learns who writes",
            location="The lamp room",
            characters=people,
            visual_hook="Ink that glows",
        )
        for n in range(1, 10)
    ]
    acts = [
        ChainAct(act=n + 1, act_name=f"Act {n + 1}", beats=beats[n * 3 : n * 3 + 3])
        for n in range(3)
    ]
    lines = [
        PlotLine(
            line_type=kind,
            driver=name,
            stated_goal="To keep the light",
            true_goal="To find the writer",
            key_interlocks=["Letter 1", "Letter 8"],
            point_of_no_return="Letter 8",
        )
        for kind, name in zip(PlotLineType, people, strict=False)
    ]
    stakes = [FactionStake(faction=n, stake="Its ships") for n in ("Village", "Sea", "Keeper")]
    layer = VisibilityLayer(layer_name="Those who know", roles=people, blind_spot="The letters")
    return CausalChain(
        completed_phase=4,
        outline_summary=outline,
        conflict_engine=ConflictEngine(
            core_object_or_event="The light",
            stakes_by_faction=stakes,
            first_mover=FirstMover(initiator="Lin 0"),
            necessity_derivation=["Only one lamp is left."],
        ),
        info_visibility_layers=[layer],
        character_matrix=[CharacterStance(name=name, goal="To read them") for name in people],
        beat_flow=BeatFlow(acts=acts),
        plot_lines=lines,
        consistency_checks=ConsistencyChecks(**dict.fromkeys(CHECKS, True), notes=[]),
    )


def emotion_arc(*valences: int) -> EmotionArc:
    """One point for each episode, by default for one."""
    points = [
        EmotionPoint(episode_order=n, tension=5, valence=valence, label="unease")
        for n, valence in enumerate(valences or (0,), start=1)
    ]
    return EmotionArc(points=points)
