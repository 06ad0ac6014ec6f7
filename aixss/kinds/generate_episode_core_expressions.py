"""Say what several episodes are about beneath their plots."""

from __future__ import annotations

from aixss.jobs.needs import PROJECT_HAS_EPISODES
from aixss.jobs.spec import Kind, Params, Scope, Step
from aixss.kinds import _flows
from aixss.kinds._flows import Children
from aixss.kinds._params import EpisodeChoice
from aixss.stories.context import StoryContext


def refuse(story: StoryContext, params: EpisodeChoice) -> None:
    """Raise NotFound for an episode of another project, or none."""
    _flows.refuse_strangers("episode_ids", params.episode_ids, (e.id for e in story.episodes))


def express(story: StoryContext, params: EpisodeChoice) -> Children:
    """The chosen episodes that lack a core expression, or all of them with `force`.

    One that nothing is told of yet is left out, unless it was chosen by name.
    """
    chosen = params.episode_ids
    return [
        (_flows.episode(story, each.id), Params())
        for each in story.episodes
        if (each.summary.strip() if chosen is None else each.id in chosen)
        and (params.force or each.core_expression is None)
    ]


KIND = Kind(
    name="generate_episode_core_expressions",
    title="Say what several episodes are about",
    title_zh="批量生成核心表达",
    description="Writes the core expressions of the chosen episodes side by side. Those that have "
    "one keep it, stale or not, unless `force` is set. An episode that fails does not stop the "
    "others. Needs at least one episode.",
    scope=Scope.PROJECT,
    needs=(PROJECT_HAS_EPISODES,),
    params=EpisodeChoice,
    refuse=refuse,
    steps=(Step("episodes", "generate_episode_core_expression", express, stop_on_failure=False),),
)
