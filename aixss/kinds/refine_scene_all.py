"""Make everything that a scene lacks."""

from __future__ import annotations

from functools import partial

from aixss.jobs.needs import SCENE_HAS_SUMMARY
from aixss.jobs.spec import Kind, Scope, Step
from aixss.kinds._flows import unless_fresh
from aixss.kinds._params import Redo

# What a scene is made of, in this order, and by which kinds.
STAGES = {
    "anchor": "generate_scene_anchor",
    "keyframes": "generate_keyframe_prompt",
    "motion": "generate_motion_prompt",
    "shot_design": "generate_shot_design",
    "dialogue": "generate_dialogue",
    "sound_design": "generate_sound_design",
    "duration_estimate": "estimate_duration",
}

KIND = Kind(
    name="refine_scene_all",
    title="Make everything that a scene lacks",
    title_zh="一键完善场景",
    description="Makes the scene's anchor, keyframes, motion, shot design, dialogue and sound "
    "design one after the other, then estimates how long it lasts. "
    "What is there and not stale is kept, unless `force` is set. Stops at the first failure. "
    "Needs the scene's summary.",
    scope=Scope.SCENE,
    needs=(SCENE_HAS_SUMMARY,),
    params=Redo,
    steps=tuple(
        Step(field, kind, partial(unless_fresh, field=field)) for field, kind in STAGES.items()
    ),
)
