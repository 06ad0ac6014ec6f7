"""Make a whole project, from its story to the last scene."""

from __future__ import annotations

from aixss.jobs.needs import PROJECT_HAS_STYLE, PROJECT_HAS_SUMMARY
from aixss.jobs.spec import Kind, Params, Scope, Step
from aixss.kinds import _flows, _ground
from aixss.kinds._flows import Children
from aixss.kinds._params import Cutting, EpisodeChoice, EpisodeRun, Planning, Production
from aixss.stories.context import StoryContext
from aixss.stories.models import Episode
from aixss.stories.states import EpisodeState


def plan(story: StoryContext, params: Production) -> Children:
    """The project when no episode is planned or made."""
    if any(_is_begun(episode) for episode in story.episodes):
        return []
    planning = Planning(target_episode_count=params.target_episode_count)
    return [(_flows.project(story), planning)]


def ground(story: StoryContext, _: Production) -> Children:
    """The project when something is left to make that the story stands on."""
    return [] if _ground.is_laid(story) else [(_flows.project(story), Params())]


def express(story: StoryContext, _: Production) -> Children:
    """The project when an episode does not say yet what it is about."""
    told = [each.core_expression is not None for each in story.episodes]
    return [] if all(told) else [(_flows.project(story), EpisodeChoice())]


def make(story: StoryContext, params: Production) -> Children:
    """The episodes that are not complete."""
    run = EpisodeRun(scene_count=params.scene_count)
    return [
        (_flows.episode(story, episode.id), run)
        for episode in story.episodes
        if episode.state is not EpisodeState.COMPLETE
    ]


def board(story: StoryContext, params: Production) -> Children:
    """The first scenes, as many as are wanted, that lack panels or have stale ones."""
    wanted = story.all_scenes[: params.storyboards]
    return [(_flows.scene(story, s), Cutting()) for s in wanted if not s.is_boarded]


def _is_begun(episode: Episode) -> bool:
    made = (episode.outline, episode.core_expression)
    return episode.scene_count > 0 or any(artefact is not None for artefact in made)


KIND = Kind(
    name="produce_project",
    title="Make a whole project",
    title_zh="一键制作全剧",
    description="Takes the project from its story to complete scenes: makes what the story stands "
    "on, plans the episodes unless one has an outline, a core expression or scenes, says what each "
    "is about, writes relationships and the emotion arc, makes all episodes side by side, and at "
    "last the storyboards of the first `storyboards` scenes. An episode that fails does not stop "
    "the others, and neither does what the story can do without. What is there is kept, but stale "
    "parts of scenes, and a stale season or emotion arc, are made anew. Needs a summary of at "
    "least 100 characters and a style.",
    scope=Scope.PROJECT,
    needs=(PROJECT_HAS_SUMMARY, PROJECT_HAS_STYLE),
    params=Production,
    all_scenes=True,
    steps=(
        Step("ground", "run_workflow_supervisor", ground, stop_on_failure=False),
        Step("plan", "plan_episodes", plan),
        Step("expressions", "generate_episode_core_expressions", express, stop_on_failure=False),
        # Once more, now that there are characters and core expressions.
        Step("arcs", "run_workflow_supervisor", ground, stop_on_failure=False),
        Step("episodes", "run_episode_creation_agent", make, stop_on_failure=False),
        Step("storyboards", "run_storyboard", board, stop_on_failure=False),
    ),
)
