"""Which prefix begins the public ids of which type of object."""

from __future__ import annotations

from collections.abc import Mapping

from tortoise.models import Model

from aixss.accounts.models import ApiToken, Team, User
from aixss.documents import PersistedDocument
from aixss.jobs.models import AIProfile, Job, SystemPrompt
from aixss.stories.models import (
    Character,
    CharacterCandidate,
    CharacterRelationship,
    Episode,
    Project,
    Scene,
    StoryboardGroup,
    WorldViewElement,
)

# The GraphQL type has the model's name.
PREFIXES: Mapping[type[Model], str] = {
    User: "usr",
    Team: "team",
    ApiToken: "tok",
    Project: "prj",
    Episode: "eps",
    Scene: "scn",
    StoryboardGroup: "sbg",
    Character: "chr",
    CharacterCandidate: "cnd",
    CharacterRelationship: "rel",
    WorldViewElement: "wve",
    AIProfile: "prf",
    Job: "job",
    SystemPrompt: "pmt",
    PersistedDocument: "doc",
}
# Their models stand above this table, with what they tell of all others.
WEBHOOK, DELIVERY = "whk", "dlv"
