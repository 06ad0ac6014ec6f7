"""The enums of the schema: every described one, under the words that clients know."""

from __future__ import annotations

from collections.abc import Mapping

from aixss.described import Described
from aixss.jobs.models import Stage
from aixss.jobs.states import JobState
from aixss.kit.gql import named
from aixss.news.events import Operation
from aixss.stories.models import Priority
from aixss.stories.reasons import Reason
from aixss.stories.states import EpisodeState, ProjectState, SceneState
from aixss.webhooks.states import DeliveryState, DisabledReason

NAMES: Mapping[type[Described], str] = {
    ProjectState: "ProjectWorkflowState",
    EpisodeState: "EpisodeWorkflowState",
    SceneState: "SceneStatus",
    JobState: "JobStatus",
    Stage: "JobStage",
    Operation: "ChangeOperation",
    Priority: "StalePriority",
    Reason: "StaleReason",
    DeliveryState: "WebhookDeliveryState",
    DisabledReason: "WebhookDisabledReason",
}


def register() -> None:
    """Make every described enum known to Strawberry; those that no field shows stay out."""
    for name, cls in by_name().items():
        named(cls, name)


def by_name() -> Mapping[str, type[Described]]:
    """Every described enum by its name in the schema, in the order of the names."""
    known = {NAMES.get(cls, cls.__name__): cls for cls in Described.__subclasses__()}
    return dict(sorted(known.items()))
