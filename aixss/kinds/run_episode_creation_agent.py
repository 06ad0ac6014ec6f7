"""Make a whole episode."""

from __future__ import annotations

from aixss.jobs.needs import EPISODE_HAS_SUMMARY
from aixss.jobs.spec import Kind, Params, Scope, Step
from aixss.kinds import _flows
from aixss.kinds._flows import Children
from aixss.kinds._params import EpisodeRun, Listing, Redo, Scripting
from aixss.stories.context import StoryContext


def express(story: StoryContext, _: EpisodeRun) -> Children:
    """The episode when it has no core expression."""
    assert story.episode is not None
    if story.episode.core_expression is not None:
        return []
    return [(_flows.episode(story, story.episode.id), Params())]


def script(story: StoryContext, params: EpisodeRun) -> Children:
    """The episode when it has no script, and no scenes that one would come too late for."""
    assert story.episode is not None
    if story.episode.script is not None or story.scenes:
        return []
    scripting = Scripting(scene_count=params.scene_count)
    return [(_flows.episode(story, story.episode.id), scripting)]


def list_scenes(story: StoryContext, params: EpisodeRun) -> Children:
    """The episode when it has no scenes."""
    assert story.episode is not None
    if story.scenes:
        return []
    listing = Listing(scene_count=params.scene_count)
    return [(_flows.episode(story, story.episode.id), listing)]


def refine(story: StoryContext, _: EpisodeRun) -> Children:
    """The scenes that lack something, or have something stale."""
    return [(_flows.scene(story, s), Redo()) for s in story.scenes if not _flows.is_finished(s)]


KIND = Kind(
    name="run_episode_creation_agent",
    title="Make a whole episode",
    title_zh="一键生成整集",
    description="Makes what the episode lacks: its core expression, its script, its scene list, "
    "then all scenes side by side, each as `refineSceneAll` does. An episode that has scenes gets "
    "no script. A scene that fails does not stop the others. Needs the episode's summary.",
    scope=Scope.EPISODE,
    needs=(EPISODE_HAS_SUMMARY,),
    params=EpisodeRun,
    steps=(
        Step("core_expression", "generate_episode_core_expression", express),
        Step("script", "generate_scene_script", script),
        Step("scene_list", "generate_episode_scene_list", list_scenes),
        Step("scenes", "refine_scene_all", refine, stop_on_failure=False),
    ),
)
