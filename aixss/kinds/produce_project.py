"""Make a whole project, from its story to the last scene."""

from __future__ import annotations

from aixss.jobs.needs import PROJECT_HAS_STYLE, PROJECT_HAS_SUMMARY
from aixss.jobs.spec import Kind, Scope, Step
from aixss.kinds import _flows
from aixss.kinds._flows import Children
from aixss.kinds._params import EpisodeRun, Planning, Production
from aixss.stories.context import StoryContext
from aixss.stories.models import Episode
from aixss.stories.states import EpisodeState


def plan(story: StoryContext, params: Production) -> Children:
    """The project when no episode is planned or made."""
    if any(_is_begun(episode) for episode in story.episodes):
        return []
    planning = Planning(target_episode_count=params.target_episode_count)
    return [(_flows.project(story), planning)]


def make(story: StoryContext, params: Production) -> Children:
    """The episodes that are not complete."""
    run = EpisodeRun(scene_count=params.scene_count)
    return [
        (_flows.episode(story, episode.id), run)
        for episode in story.episodes
        if episode.state is not EpisodeState.COMPLETE
    ]


def _is_begun(episode: Episode) -> bool:
    made = (episode.outline, episode.core_expression)
    return episode.scene_count > 0 or any(artefact is not None for artefact in made)


KIND = Kind(
    name="produce_project",
    title="Make a whole project",
    title_zh="一键制作全剧",
    description="Takes the project from its story to complete scenes: plans the episodes if none "
    "is planned, then makes every episode side by side. An episode that fails does not stop the "
    "others. What is there is kept.",
    scope=Scope.PROJECT,
    needs=(PROJECT_HAS_SUMMARY, PROJECT_HAS_STYLE),
    params=Production,
    steps=(
        Step("plan", "plan_episodes", plan),
        Step("episodes", "run_episode_creation_agent", make, stop_on_failure=False),
    ),
)
