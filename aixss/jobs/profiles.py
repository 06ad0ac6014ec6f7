"""A team's profiles: which model to ask, how, and with what sealed key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from aixss.errors import Conflict, Invalid, NotFound
from aixss.jobs import breaker
from aixss.jobs.models import AIProfile, Pricing
from aixss.kit import clock, crypto, ids
from aixss.kit.crypto import KeyRing
from aixss.kit.db import Change
from aixss.kit.rows import again
from aixss.providers import offline
from aixss.providers.spec import Access, OutputMode, Parameters, Provider

TIMEOUT_S = 120.0  # one call to a provider


@dataclass(frozen=True, kw_only=True)
class ProfileFields:
    """What a profile is made of; the key is None when it stays as it is, "" when it is cleared."""

    name: str
    provider: str
    model: str
    base_url: str | None = None
    api_key: str | None = None
    output_mode: OutputMode | None = None
    parameters: Parameters = field(default_factory=Parameters)
    pricing: Pricing = field(default_factory=Pricing)
    is_default: bool = False
    # None for no limit of ours.
    max_concurrency: int | None = None
    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None


async def create(
    tx: Change,
    providers: Mapping[str, Provider],
    keys: KeyRing,
    fields: ProfileFields,
    *,
    row_id: UUID | None = None,
) -> AIProfile:
    """A new profile of the transaction's team; raises Invalid with the path.

    With an id that something has already it gives that, or raises NotFound or Conflict.
    """
    if row_id and (known := await AIProfile.get_or_none(id=row_id)):
        is_own = known.team_id == tx.team_id  # another team's key is not even opened
        return again(known, tx.team_id, is_same=is_own and _says(keys, known, fields))
    provider = _check(providers, fields, has_key=bool(fields.api_key))
    profile = AIProfile(
        id=row_id or ids.new(),
        team_id=tx.team_id,
        output_mode=fields.output_mode or provider.default_output_mode,
    )
    await _write(tx, keys, profile, fields)
    await profile.save(force_create=True)
    return profile


async def update(
    tx: Change,
    providers: Mapping[str, Provider],
    keys: KeyRing,
    profile_id: UUID,
    fields: ProfileFields,
    expected_revision: int,
) -> AIProfile:
    """The changed profile, asked as usual again; raises NotFound, Conflict and Invalid."""
    profile = await find(tx.team_id, profile_id)
    if profile.revision != expected_revision:
        raise Conflict(current=profile, current_revision=profile.revision)
    kept = profile.sealed_key is not None and fields.api_key is None
    _check(providers, fields, has_key=kept or bool(fields.api_key))
    profile.output_mode = fields.output_mode or profile.output_mode
    profile.revision += 1
    await _write(tx, keys, profile, fields)
    await profile.save()
    await breaker.reset(tx, profile.id)
    return profile


async def delete(tx: Change, profile_id: UUID) -> AIProfile:
    """Take a profile out of use; jobs that name it keep their record of it."""
    profile = await find(tx.team_id, profile_id)
    profile.deleted_at, profile.is_default = clock.now(), False
    profile.sealed_key = None
    profile.revision += 1
    await profile.save()
    return profile


async def find(team_id: UUID, profile_id: UUID) -> AIProfile:
    """A team's profile; raises NotFound."""
    profile = await AIProfile.get_or_none(id=profile_id, team_id=team_id, deleted_at=None)
    if profile is None:
        raise NotFound("There is no such profile.", path=("id",))
    return profile


def access_of(
    profile: AIProfile | None, keys: KeyRing, timeout_s: float, *, allow_private: bool
) -> Access:
    """How to ask what a profile names; without one, the offline rules."""
    if profile is None:
        return Access("offline", offline.MODEL, OutputMode.JSON_OBJECT, timeout_s)
    sealed = profile.sealed_key
    return Access(
        provider=profile.provider,
        model=profile.model,
        output_mode=profile.output_mode,
        timeout_s=min(timeout_s, TIMEOUT_S),
        base_url=profile.base_url,
        api_key=keys.open(sealed, profile.id.bytes) if sealed else None,
        parameters=profile.parameters,
        allow_private=allow_private,
    )


def _check(providers: Mapping[str, Provider], fields: ProfileFields, *, has_key: bool) -> Provider:
    provider = providers.get(fields.provider)
    if provider is None:
        known = ", ".join(sorted(providers))
        raise Invalid(f"There is no such provider; there are: {known}.", path=("provider",))
    if provider.needs_base_url and not fields.base_url:
        raise Invalid("Say where this provider is.", path=("baseUrl",))
    if fields.base_url and not fields.base_url.startswith(("https://", "http://")):
        raise Invalid("A base URL starts with https:// or http://.", path=("baseUrl",))
    if provider.needs_key and not has_key:
        raise Invalid("This provider needs an API key.", path=("apiKey",))
    return provider


def _says(keys: KeyRing, profile: AIProfile, fields: ProfileFields) -> bool:
    """Whether a profile holds these fields already."""
    sealed = profile.sealed_key
    key = keys.open(sealed, profile.id.bytes) if sealed else ""
    said = {**vars(fields), "output_mode": fields.output_mode or profile.output_mode}
    del said["api_key"]
    return _bare(fields.api_key) == key and all(
        getattr(profile, name) == value for name, value in said.items()
    )


def _bare(key: str | None) -> str:
    return (key or "").removeprefix("Bearer ").strip()


async def _write(tx: Change, keys: KeyRing, profile: AIProfile, fields: ProfileFields) -> None:
    if fields.is_default:
        # One default a team: the others stop being it.
        await tx.rows("UPDATE ai_profile SET is_default = false WHERE team_id = $1", tx.team_id)
    profile.name, profile.provider = fields.name, fields.provider
    profile.model, profile.base_url = fields.model, fields.base_url
    profile.parameters, profile.pricing = fields.parameters, fields.pricing
    profile.is_default = fields.is_default
    profile.max_concurrency = fields.max_concurrency
    profile.requests_per_minute = fields.requests_per_minute
    profile.tokens_per_minute = fields.tokens_per_minute
    if fields.api_key is not None:
        key = _bare(fields.api_key)
        profile.sealed_key = keys.seal(key, profile.id.bytes) if key else None
        profile.key_hint = crypto.hint(key) or None
