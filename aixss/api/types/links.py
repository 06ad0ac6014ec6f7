"""Types that refer to each other, named before they are defined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

if TYPE_CHECKING:
    from aixss.api.types.characters import Character, CharacterRelationship
    from aixss.api.types.episodes import Episode
    from aixss.api.types.jobs import Job
    from aixss.api.types.projects import Project
    from aixss.api.types.scenes import Scene
    from aixss.api.types.storyboards import StoryboardGroup

ProjectLink = Annotated["Project", strawberry.lazy("aixss.api.types.projects")]
EpisodeLink = Annotated["Episode", strawberry.lazy("aixss.api.types.episodes")]
SceneLink = Annotated["Scene", strawberry.lazy("aixss.api.types.scenes")]
StoryboardGroupLink = Annotated["StoryboardGroup", strawberry.lazy("aixss.api.types.storyboards")]
CharacterLink = Annotated["Character", strawberry.lazy("aixss.api.types.characters")]
RelationshipLink = Annotated["CharacterRelationship", strawberry.lazy("aixss.api.types.characters")]
JobLink = Annotated["Job", strawberry.lazy("aixss.api.types.jobs")]
