"""Estimate how long a scene lasts; asks no model."""

from __future__ import annotations

from aixss.jobs.ask import Asking
from aixss.jobs.needs import SCENE_HAS_DIALOGUE
from aixss.jobs.spec import Kind, Params, Scope
from aixss.stories import durations
from aixss.stories.artefacts.duration_estimate import DurationEstimate
from aixss.stories.context import StoryContext


def draft(story: StoryContext, _: Params) -> DurationEstimate:
    """The estimate of the scene as it is."""
    scene = story.scene
    assert scene is not None
    assert scene.dialogue is not None
    return durations.estimate(scene.dialogue, scene.motion, scene.sound_design, scene.shot_design)


async def compose(asking: Asking) -> DurationEstimate:
    """The same: there is nobody to ask."""
    return draft(asking.story, asking.params)


KIND = Kind(
    name="estimate_duration",
    title="Estimate how long a scene lasts",
    title_zh="估算时长",
    description="Works out how long the scene lasts on screen, from its dialogue, motion, sound "
    "design and the transition by which it is left; asks no model. Needs the scene's dialogue.",
    scope=Scope.SCENE,
    needs=(SCENE_HAS_DIALOGUE,),
    writes=("duration_estimate",),
    output=DurationEstimate,
    draft=draft,
    compose=compose,
    asks=False,
)
