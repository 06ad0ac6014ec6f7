"""What flows have in common: the targets of their steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from aixss.errors import NotFound
from aixss.jobs.spec import Params, Target
from aixss.kinds._params import Redo
from aixss.stories import states
from aixss.stories.context import SceneOutline, StoryContext
from aixss.stories.models import Scene
from aixss.stories.states import SceneState

Children = list[tuple[Target, Params]]


def project(story: StoryContext) -> Target:
    """The context's project."""
    return Target(story.project.team_id, story.project.id)


def episode(story: StoryContext, episode_id: UUID) -> Target:
    """An episode of the context's project."""
    return Target(story.project.team_id, story.project.id, episode_id)


def scene(story: StoryContext, found: Scene | SceneOutline) -> Target:
    """A scene of the context's project."""
    return Target(story.project.team_id, story.project.id, found.episode_id, found.id)


def refuse_strangers(field: str, chosen: Sequence[UUID] | None, known: Iterable[UUID]) -> None:
    """Raise NotFound, with its place, for the first of the chosen ids that is not known."""
    here = set(known)
    for place, key in enumerate(chosen or ()):
        if key not in here:
            raise NotFound("There is no such object in this project.", path=(field, str(place)))


def is_finished(found: Scene) -> bool:
    """Whether a scene has all that can be made of it, and nothing of it is stale."""
    present = all(getattr(found, field) is not None for field in states.ARTEFACTS)
    return present and found.state is SceneState.COMPLETED


def unless_fresh(story: StoryContext, params: Redo, field: str) -> Children:
    """The context's scene when the field has to be made: it is absent, stale or not wanted."""
    found = story.scene
    assert found is not None
    fresh = getattr(found, field) is not None and field not in story.stale
    return [] if fresh and not params.force else [(scene(story, found), Params())]
