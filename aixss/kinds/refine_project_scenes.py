"""Make everything that several scenes lack."""

from __future__ import annotations

from aixss.errors import Invalid
from aixss.jobs.flow import WIDTH
from aixss.jobs.needs import PROJECT_HAS_SCENES
from aixss.jobs.spec import Kind, Scope, Step
from aixss.kinds import _flows
from aixss.kinds._flows import Children
from aixss.kinds._params import Redo, SceneChoice
from aixss.stories.context import StoryContext


def refuse(story: StoryContext, params: SceneChoice) -> None:
    """Raise NotFound for a scene of another project, or none; Invalid when they are too many."""
    _flows.refuse_strangers("scene_ids", params.scene_ids, (s.id for s in story.all_scenes))
    if (count := len(refine(story, params))) > WIDTH:
        message = f"These are {count} scenes: choose at most {WIDTH} of them."
        raise Invalid(message, path=("scene_ids",))


def refine(story: StoryContext, params: SceneChoice) -> Children:
    """The chosen scenes that lack something or have something stale, or all with `force`."""
    chosen = params.scene_ids
    return [
        (_flows.scene(story, s), Redo(force=params.force))
        for s in story.all_scenes
        if (chosen is None or s.id in chosen) and (params.force or not s.is_finished)
    ]


KIND = Kind(
    name="refine_project_scenes",
    title="Make everything that several scenes lack",
    title_zh="批量完善场景",
    description="Makes what the chosen scenes lack, side by side, each as `refineSceneAll` does. "
    "What is there and not stale is kept, unless `force` is set. A scene that fails does not stop "
    "the others. Refused when there is something to make for more than 1000 "
    "scenes. Needs at least one scene.",
    scope=Scope.PROJECT,
    needs=(PROJECT_HAS_SCENES,),
    params=SceneChoice,
    all_scenes=True,
    refuse=refuse,
    steps=(Step("scenes", "refine_scene_all", refine, stop_on_failure=False),),
)
