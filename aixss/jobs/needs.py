"""The preconditions that kinds share."""

from __future__ import annotations

from typing import Any

from aixss.jobs.spec import Need
from aixss.stories.context import StoryContext

SUMMARY_MIN_CHARS = 100


def effective_style(story: StoryContext) -> str:
    """The art style's full prompt when there is one, else the project's style."""
    art = story.project.art_style
    return (art.full_prompt.strip() if art else "") or story.project.style.strip()


def _has(field: str) -> Any:
    return lambda story, _: getattr(story.scene, field, None) is not None


PROJECT_HAS_SUMMARY = Need(
    "summary",
    f"Write a summary of at least {SUMMARY_MIN_CHARS} characters.",
    lambda story, _: len(story.project.summary.strip()) >= SUMMARY_MIN_CHARS,
)
PROJECT_HAS_STYLE = Need(
    "artStyle", "Choose an art style.", lambda story, _: bool(effective_style(story))
)
PROJECT_HAS_EPISODES = Need(
    "episodes", "Plan the episodes, or add one, first.", lambda story, _: bool(story.episodes)
)
PROJECT_HAS_SCENES = Need(
    "scenes", "List the scenes of an episode first.", lambda story, _: bool(story.all_scenes)
)
PROJECT_HAS_TWO_CHARACTERS = Need(
    "characters", "Add at least two characters first.", lambda story, _: len(story.characters) > 1
)
EPISODE_HAS_SUMMARY = Need(
    "summary",
    "Write the episode's summary, or plan the episodes first.",
    lambda story, _: bool(story.episode and story.episode.summary.strip()),
)
EPISODE_HAS_CORE_EXPRESSION = Need(
    "coreExpression",
    "Generate or write the episode's core expression first.",
    lambda story, _: story.episode is not None and story.episode.core_expression is not None,
)
EPISODE_HAS_SCENES = Need(
    "scenes", "List the episode's scenes first.", lambda story, _: bool(story.scenes)
)
SCENE_HAS_SUMMARY = Need(
    "summary",
    "Write the scene's summary first.",
    lambda story, _: bool(story.scene and story.scene.summary.strip()),
)
SCENE_HAS_ANCHOR = Need("anchor", "Generate or write the scene's anchor first.", _has("anchor"))
SCENE_HAS_KEYFRAMES = Need(
    "keyframes", "Generate or write the scene's keyframes first.", _has("keyframes")
)
SCENE_HAS_MOTION = Need("motion", "Generate or write the scene's motion first.", _has("motion"))
SCENE_HAS_DIALOGUE = Need(
    "dialogue", "Generate or write the scene's dialogue first.", _has("dialogue")
)
SCENE_HAS_STORYBOARD_BIBLE = Need(
    "storyboardBible",
    "Generate or write the storyboard's bible first.",
    _has("storyboard_bible"),
)
SCENE_HAS_STORYBOARD_PLAN = Need(
    "storyboardPlan",
    "Generate or write the storyboard's plan first.",
    _has("storyboard_plan"),
)
SCENE_HAS_PANELS = Need(
    "storyboardGroups",
    "Generate or write the panels of a group of the storyboard first.",
    lambda story, _: any(group.panels for group in story.groups),
)
