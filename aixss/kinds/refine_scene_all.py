"""Make everything that a scene lacks."""

from __future__ import annotations

from aixss.jobs.needs import SCENE_HAS_SUMMARY
from aixss.jobs.spec import Kind, Scope, Step
from aixss.kinds._flows import unless_fresh
from aixss.kinds._params import Redo

KIND = Kind(
    name="refine_scene_all",
    title="Make everything that a scene lacks",
    title_zh="一键完善场景",
    description="Makes the scene's anchor, keyframes, motion and dialogue one after the other. "
    "What is there and not stale is kept, unless `force` is set. Stops at the first failure.",
    scope=Scope.SCENE,
    needs=(SCENE_HAS_SUMMARY,),
    params=Redo,
    steps=(
        Step("anchor", "generate_scene_anchor", lambda s, p: unless_fresh(s, p, "anchor")),
        Step("keyframes", "generate_keyframe_prompt", lambda s, p: unless_fresh(s, p, "keyframes")),
        Step("motion", "generate_motion_prompt", lambda s, p: unless_fresh(s, p, "motion")),
        Step("dialogue", "generate_dialogue", lambda s, p: unless_fresh(s, p, "dialogue")),
    ),
)
