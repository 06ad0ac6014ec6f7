"""Make the storyboard of a scene."""

from __future__ import annotations

from functools import partial

from aixss.jobs.needs import SCENE_HAS_ANCHOR, SCENE_HAS_SUMMARY
from aixss.jobs.spec import Kind, Scope, Step
from aixss.kinds import _flows, translate_storyboard_panels
from aixss.kinds._flows import Children
from aixss.kinds._params import Cutting, OneGroup, Redo
from aixss.stories.artefacts.storyboard import GROUPS
from aixss.stories.context import StoryContext


def describe(story: StoryContext, params: Cutting) -> Children:
    """The bible, where it is absent, stale or not wanted."""
    return _flows.unless_fresh(story, params, "storyboard_bible")


def cut(story: StoryContext, params: Cutting) -> Children:
    """The plan likewise, and where panels are to say in another way where the camera is."""
    scene = story.scene
    assert scene is not None
    plan, mode = scene.storyboard_plan, params.camera_mode
    is_other = plan is not None and mode is not None and plan.camera_mode is not mode
    forced = params.model_copy(update={"force": params.force or is_other})
    wanted = _flows.unless_fresh(story, forced, "storyboard_plan")
    # The groups are made anew after it, so that their panels are no reason against it.
    return [(target, Cutting(force=True, camera_mode=mode)) for target, _ in wanted]


def draw(story: StoryContext, params: Cutting, *, number: int) -> Children:
    """A group, where it has no panels, has stale ones, or is not wanted as it is."""
    scene = story.scene
    assert scene is not None
    group = story.groups[number - 1]
    is_whole = group.panels is not None and group.end_state is not None
    if is_whole and number not in story.stale_groups and not params.force:
        return []
    return [(_flows.scene(story, scene), OneGroup(group=number))]


def translate(story: StoryContext, _: Cutting) -> Children:
    """The panels that people cannot read yet."""
    scene = story.scene
    assert scene is not None
    due = translate_storyboard_panels.due(story, Redo())
    return [(_flows.scene(story, scene), Redo())] if due else []


KIND = Kind(
    name="run_storyboard",
    title="Make a scene's storyboard",
    title_zh="一键生成分镜",
    description="Makes what the scene's storyboard lacks or has stale: its bible, its plan, its "
    "nine groups one after the other, and the translation of their panels. With `force` all of it "
    "is made anew; with another `cameraMode` than the plan has, all but the bible. Needs the "
    "scene's summary and anchor.",
    scope=Scope.SCENE,
    needs=(SCENE_HAS_SUMMARY, SCENE_HAS_ANCHOR),
    reads_groups=True,
    params=Cutting,
    steps=(
        Step("bible", "generate_storyboard_bible", describe),
        Step("plan", "generate_storyboard_plan", cut),
        *(
            Step(f"group_{number}", "generate_storyboard_group", partial(draw, number=number))
            for number in range(1, GROUPS + 1)
        ),
        Step("translation", "translate_storyboard_panels", translate),
    ),
)
