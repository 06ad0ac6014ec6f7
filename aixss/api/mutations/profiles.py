"""Managing AI profiles: whom a team asks, and with which key."""

from __future__ import annotations

from pydantic import Field, field_validator

from aixss.accounts.models import Role
from aixss.api import artefacts
from aixss.api.context import Services
from aixss.api.mutations._change import Doing, changing, deleted, kept, showing
from aixss.api.mutations._content import WHOLE_REVISION
from aixss.api.mutations._parts import Fields, id_of, new_fields, own_id, patch_of
from aixss.api.operation import Ids
from aixss.api.types.profiles import AIProfile
from aixss.jobs import limits, models, profiles
from aixss.jobs.models import Pricing
from aixss.jobs.profiles import ProfileFields
from aixss.providers.spec import OutputMode, Parameters
from aixss.stories.drafts import Draft


class ProfileDraft(Draft):
    """What people write of a profile."""

    name: str = Field(
        min_length=1, max_length=80, description="What the team calls it, 1 to 80 characters."
    )
    provider: str = Field(max_length=32, description="The `name` of one of `providers`.")
    model: str = Field(
        min_length=1,
        max_length=120,
        description="The model as the provider calls it, 1 to 120 characters.",
    )
    base_url: str | None = Field(
        default=None,
        max_length=500,
        description="Where the provider is, at most 500 characters; null for its own address.",
    )
    api_key: str | None = Field(
        default=None,
        max_length=500,
        description="The provider's key, at most 500 characters; null for none. "
        "It is kept sealed and never shown.",
    )
    output_mode: OutputMode | None = Field(
        default=None, description="How the model is made to answer; null for the provider's usual."
    )
    parameters: Parameters = Field(
        default_factory=Parameters, description="How the model is to sample."
    )
    pricing: Pricing = Field(default_factory=Pricing, description="What the provider charges.")
    is_default: bool = Field(
        default=False, description="Whether jobs that name no profile use this one."
    )
    max_concurrency: int | None = Field(
        default=None,
        ge=1,
        le=limits.CONCURRENCY_MAX,
        description=f"How many of its jobs may run at once, 1 to {limits.CONCURRENCY_MAX}; "
        "null for no limit.",
    )
    requests_per_minute: int | None = Field(
        default=None,
        ge=1,
        le=limits.REQUESTS_MAX,
        description=f"How often it may be asked in a minute, 1 to {limits.REQUESTS_MAX}: no more "
        "jobs are begun once it was. Null for no limit.",
    )
    tokens_per_minute: int | None = Field(
        default=None,
        ge=1,
        le=limits.TOKENS_MAX,
        description="How many tokens, of questions and answers, a minute may take, 1 to "
        f"{limits.TOKENS_MAX}: no more jobs are begun once it has. Null for no limit.",
    )

    @field_validator("base_url")
    @classmethod
    def _bare(cls, value: str | None) -> str | None:
        # Everybody in the team sees the address, and a blank in it is a slip of the hand.
        if value and ("@" in value or any(map(str.isspace, value))):
            raise ValueError("an address has no blanks, and no user name or password in it")
        return value


WHICH: Fields = {"id": (id_of("AIProfile"), Field(description="The id of a profile."))}


async def _create(do: Doing) -> Ids:
    draft = ProfileDraft.of(do.given.model_dump(include=set(ProfileDraft.model_fields)))
    services = do.context.services
    return kept(
        await profiles.create(
            do.tx,
            services.providers,
            services.keys,
            ProfileFields(**dict(draft)),
            row_id=do.given.id,
        )
    )


async def _update(do: Doing) -> Ids:
    services = do.context.services
    profile = await profiles.find(do.tx.team_id, do.given.id)
    patch = artefacts.given(do.given.patch)
    draft = ProfileDraft.of({**_written(profile), **patch})
    key = (draft.api_key or "") if "api_key" in patch else None
    fields = ProfileFields(**{**dict(draft), "api_key": key, "output_mode": _mode(services, draft)})
    revision = do.given.expected_revision
    return kept(
        await profiles.update(
            do.tx, services.providers, services.keys, profile.id, fields, revision
        )
    )


def _written(profile: models.AIProfile) -> dict[str, object]:
    names = set(ProfileDraft.model_fields) - {"api_key"}  # which nobody reads back
    return {name: getattr(profile, name) for name in names}


def _mode(services: Services, draft: ProfileDraft) -> OutputMode | None:
    provider = services.providers.get(draft.provider)
    return draft.output_mode or (provider.default_output_mode if provider else None)


async def _delete(do: Doing) -> Ids:
    return kept(await profiles.delete(do.tx, do.given.id))


FIELDS = (
    changing(
        "createAIProfile",
        new_fields(ProfileDraft) | own_id("AIProfile"),
        _create,
        showing("createAIProfile", "profile", AIProfile),
        at=None,
        role=Role.ADMIN,
        audited="AIProfile",
        text="Make a profile: which model to ask, how, and with which key.",
    ),
    changing(
        "updateAIProfile",
        {
            **WHICH,
            "patch": (
                patch_of("AIProfilePatch", ProfileDraft),
                Field(description="What to change; what is left out stays as it is, the key too."),
            ),
            "expected_revision": (int, WHOLE_REVISION),
        },
        _update,
        showing("updateAIProfile", "profile", AIProfile),
        at=None,
        role=Role.ADMIN,
        audited="AIProfile",
        text="Change a profile. Jobs that are live ask it as it is when they call.",
    ),
    changing(
        "deleteAIProfile",
        WHICH,
        _delete,
        deleted("deleteAIProfile", "AIProfile"),
        at=None,
        role=Role.ADMIN,
        audited="AIProfile",
        text="Take a profile out of use and forget its key. It cannot be restored.",
    ),
)
