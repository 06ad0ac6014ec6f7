"""Storyboards that keep every rule of a story in English."""

from __future__ import annotations

from uuid import UUID

from aixss.stories.artefacts.keyframe_board import CameraAngle, ShotSize
from aixss.stories.artefacts.storyboard import (
    CameraMode,
    ContinuityState,
    GroupPanels,
    Lens,
    PanelCamera,
    PanelMotion,
    PersonLeft,
    PersonState,
    PropState,
    StoryboardBible,
    StoryboardGoal,
    StoryboardPanel,
    StoryboardPerson,
    StoryboardPlan,
)
from tests.artefacts import both


def bible(*people: UUID) -> StoryboardBible:
    return StoryboardBible(
        premise=both("The lamp goes out."),
        people=[StoryboardPerson(character_id=key, look=both("a grey coat")) for key in people],
        setting=both("A lamp room at night"),
        props=[both("brass lamp")],
        beats=[both("The flame dies.")],
    )


def plan(mode: CameraMode = CameraMode.B) -> StoryboardPlan:
    return StoryboardPlan(
        camera_mode=mode,
        groups=[
            StoryboardGoal(
                number=n, goal=both(f"Goal {n}"), starts=both(f"At {n}"), ends=both(f"At {n + 1}")
            )
            for n in range(1, 10)
        ],
    )


def group_panels(about: str = "lamp") -> GroupPanels:
    camera = PanelCamera(
        size=ShotSize.MS,
        angle=CameraAngle.EYE_LEVEL,
        lens=Lens.NORMAL,
        motion=PanelMotion.STATIC,
    )
    return GroupPanels(
        panels=[
            StoryboardPanel(number=n, en=f"The {about}, view {n}", camera=camera)
            for n in range(1, 10)
        ]
    )


def end_state(here: UUID, gone: UUID | None = None) -> ContinuityState:
    return ContinuityState(
        people=[
            PersonState(
                character_id=here,
                place="at the desk",
                stance="upright",
                facing="the window",
                emotion="calm",
            )
        ],
        left=[PersonLeft(character_id=gone, where_to="down the stair")] if gone else [],
        props=[PropState(name="brass lamp", state="lit", holder_id=here)],
    )
